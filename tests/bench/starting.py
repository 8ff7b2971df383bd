"""The cold start of `bot web`, against merely importing the same third-party packages; and what a worker weighs."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.bench.bare import SECRET
from tests.bench.commands import told, wait_until_healthy
from tests.bench.processes import environment, measured, memory, running
from tests.bench.stub import stub
from tests.bench.table import Row
from tests.faults.databases import database
from tests.processes.program import free_port

TIMES = 7


def bench(_folder: Path) -> Sequence[Row]:
    """Cold start, and memory."""
    with stub() as address, database("sqlite") as (url, _):
        env = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": address}
        env |= {"DATABASE_URL": url, "LOG_LEVEL": "WARNING"}
        return [_cold_start(env), _weight(env)]


def _cold_start(env: Mapping[str, str]) -> Row:
    modules = measured("tests.bench.modules")["modules"]
    ours, theirs = [], []
    for _ in range(TIMES):  # in turns, so that both have the same weather
        ours.append(_seconds(lambda: _serve(env)))
        theirs.append(_seconds(lambda: _import(modules)))
    packages = len({name.partition(".")[0] for name in modules})
    return Row(
        "cold start of bot web, until it answers",
        f"{median(ours):.2f} s",
        f"importing the same {packages} packages: {median(theirs):.2f} s",
        median(ours) / median(theirs),
        at_most=1.25,
    )


def _seconds(work: Callable[[], None]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _serve(env: Mapping[str, str]) -> None:
    port = free_port()
    with running("bot", "web", **{**env, "PORT": str(port)}) as process:
        wait_until_healthy(port)
        process.kill()


def _import(modules: list[str]) -> None:
    importing = f"from importlib import import_module\nfor name in {modules!r}: import_module(name)"
    subprocess.run([sys.executable, "-c", importing], env=environment(), check=True)


def _weight(env: Mapping[str, str]) -> Row:
    with running("bot", "remind", **env) as process:
        time.sleep(3)
        return Row("memory of bot remind, idle", told(memory(process)), "")
