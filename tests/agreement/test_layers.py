"""The layers keep to themselves, and the code to its measures."""

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.agreement.source import Source, dotted, sources

STANDARD = tuple(sorted(sys.stdlib_module_names))
LONGEST_MODULE = 420  # lines
LONGEST_FUNCTION = 50

# Each layer: what it may import of `bot`, and what else besides the standard library.
MAY_IMPORT = {
    "bot.domain": (
        ("bot.domain", "bot.errors", "bot.clock"),
        ("dateparser", "dateutil", "holidays", "rapidfuzz", "phonenumbers"),
    ),
    "bot.storage": (
        ("bot.storage", "bot.domain", "bot.errors", "bot.clock"),
        ("sqlalchemy", "alembic", "psycopg", "cryptography"),
    ),
    "bot.pictures": (("bot.pictures", "bot.domain"), ("matplotlib", "networkx")),
    "bot.slack": (
        ("bot.slack", "bot.domain", "bot.pictures", "bot.storage.book", "bot.errors", "bot.clock"),
        ("slack_bolt", "slack_sdk"),
    ),
    "bot.exchange": (("bot.exchange", "bot.domain", "bot.errors"), ("icalendar",)),
    "bot.localslack": (("bot.localslack",), ("flask", "flask_sock", "simple_websocket", "werkzeug")),
}

# What tells the time of day. A stopwatch (time.monotonic) may run anywhere.
TIME_OF_DAY = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "time.time", "time.time_ns", "time", "time_ns", "time.localtime", "time.gmtime",
}  # fmt: skip

# Real time by design: Slack's own times, marks that Slack's are compared with, and heartbeats.
REAL_TIME = ("bot.clock", "bot.worker", "bot.running", "bot.localslack")


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_nothing_from_above_it(layer: str) -> None:
    own, others = MAY_IMPORT[layer]
    strangers = [
        f"{source.name}: {imported}"
        for source in sources(layer)
        for imported in source.imports()
        if not is_within(imported, (*STANDARD, *own, *others))
    ]
    assert strangers == []


def test_only_the_clock_knows_what_time_it_is() -> None:
    asking = [
        source.where(node)
        for source in sources()
        if not is_within(source.name, REAL_TIME)
        for node in asks_for_time(source)
    ]
    assert asking == []


def test_what_asks_for_the_time_is_noticed() -> None:
    """So that the test above cannot pass by looking at nothing."""
    assert {"bot.clock", "bot.running"} <= {source.name for source in sources() if any(asks_for_time(source))}


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_modules_and_functions_are_short(source: Source) -> None:
    assert len(source.text.splitlines()) <= LONGEST_MODULE
    if not source.name.startswith("bot.storage.migrations.versions"):
        assert list(too_long(source)) == []


def test_nothing_is_left_to_do_and_nothing_is_printed() -> None:
    printed = [
        source.where(node)
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in ("print", "pprint", "breakpoint")
    ]
    left = [source.name for source in sources() if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", source.text)]
    assert printed == left == []


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def asks_for_time(source: Source) -> Iterator[ast.Call]:
    """Calls that tell the time of day; `time()` by itself only where it is the function, not datetime's class."""
    functions = {"time", "time_ns"} if {"time.time", "time.time_ns"} & set(source.imports()) else set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and (called := dotted(node.func)) in TIME_OF_DAY:
            if called in ("time", "time_ns") and called not in functions:
                continue
            yield node


def too_long(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{source.where(node)} {node.name}: {lines} lines"
