"""A small vocabulary to write Slack's Block Kit rules in, answering in Slack's own words.

Slack checks Block Kit with JSON schemas; the sentences here are those of its open source checker
(github.com/slackhq/hack-json-schema), which real answers repeat in `response_metadata.messages`. A check
takes a value and the JSON pointer it was found at, and yields one sentence for each thing wrong.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


@dataclass(frozen=True)
class Needed:
    """A field that must be there."""

    check: Check


def need(check: Check) -> Needed:
    """Mark a field of a record as required."""
    return Needed(check)


def complaint(sentence: str, at: str) -> str:
    """One message as Slack writes it: what is wrong and where."""
    return f"[ERROR] {sentence} [json-pointer:{at}]"


def string(most: int | None = None, least: int = 0, like: str = "") -> Check:
    """A string of `least` to `most` characters, matching the pattern `like` as a whole.

    Slack trims what it is sent, so blanks alone do not count as characters.
    """

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield complaint("must provide a string", at)
        elif len(value.strip()) < least:
            yield complaint(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            yield complaint(f"must be less than {most + 1} characters", at)
        elif like and not re.fullmatch(like, value):
            yield complaint(f"input must match regex pattern: {like}", at)

    return check


def integer(least: int | None = None, most: int | None = None) -> Check:
    """A whole number from `least` to `most`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield complaint("must provide an integer", at)
        elif least is not None and value < least:
            yield complaint(f"must be greater than {least}", at)
        elif most is not None and value > most:
            yield complaint(f"must be less than {most}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield complaint("must be a boolean", at)


def one_of(*words: str) -> Check:
    """One of a few fixed words."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in words:
            yield complaint("must be a valid enum value", at)

    return check


def many(item: Check, least: int = 0, most: int | None = None) -> Check:
    """A list of `least` to `most` items, each passing `item`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield complaint("must provide an array", at)
            return
        if len(value) < least:
            yield complaint(f"must provide at least {least} items", at)
        if most is not None and len(value) > most:
            yield complaint(f"no more than {most} items allowed", at)
        for index, each in enumerate(value):
            yield from item(each, f"{at}/{index}")

    return check


def record(*rules: Check, **fields: Check | Needed) -> Check:
    """An object of these fields and no others; `rules` look at the object as a whole.

    The rules are asked only about an object whose fields are right, so they need not defend themselves.
    """

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complaint("must provide an object", at)
            return
        wrong = [*_missing(value, fields, at), *_unknown(value, fields, at), *_inside(value, fields, at)]
        yield from wrong or (sentence for rule in rules for sentence in rule(value, at))

    return check


def _missing(value: dict[str, Any], fields: Mapping[str, Check | Needed], at: str) -> Iterator[str]:
    for name, field in fields.items():
        if isinstance(field, Needed) and name not in value:
            yield complaint(f"missing required field: {name}", at)


def _unknown(value: dict[str, Any], fields: Mapping[str, Check | Needed], at: str) -> Iterator[str]:
    for name in value:
        if name not in fields:
            yield complaint(f"invalid additional property: {name}", at)


def _inside(value: dict[str, Any], fields: Mapping[str, Check | Needed], at: str) -> Iterator[str]:
    for name, field in fields.items():
        if name in value:
            check = field.check if isinstance(field, Needed) else field
            yield from check(value[name], f"{at}/{name}")


def typed(table: Mapping[str, Check], *names: str) -> Check:
    """An object told apart by its `type`: any of the table's, or only the `names` given."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complaint("must provide an object", at)
        elif "type" not in value:
            yield complaint("missing required field: type", at)
        elif value["type"] not in (names or tuple(table)):
            yield complaint(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from table[value["type"]](value, at)

    return check


def either(first: str, second: str) -> Check:
    """At least one of two fields is there."""

    def check(value: Any, at: str) -> Iterator[str]:
        if first not in value and second not in value:
            yield complaint(f"must define either `{first}` or `{second}`", _blamed(value, at))

    return check


def only_one(first: str, second: str) -> Check:
    """Exactly one of two fields is there."""

    def check(value: Any, at: str) -> Iterator[str]:
        yield from either(first, second)(value, at)
        if first in value and second in value:
            yield complaint(f"cannot define both `{first}` and `{second}`", _blamed(value, at))

    return check


def _blamed(value: dict[str, Any], at: str) -> str:
    """Where Slack points when an object as a whole is wrong: at its type, if it has one."""
    return f"{at}/type" if "type" in value else at
