"""Processes that are always reaped, and a local Slack for them to serve."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.localslack import LocalSlack
from bot.wiring import manifest
from tests.discretion import PERSONAL
from tests.processes.program import Program, settings

Start = Callable[..., Program]


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A workspace of its own."""
    with LocalSlack(manifest()) as slack:
        yield slack


@pytest.fixture
def book_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database with nothing in it."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'book.db')}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `python -m bot ARGUMENTS` with an environment; whatever still runs at the end is killed."""
    started = []

    def start(*arguments: str, **env: str) -> Program:
        started.append(Program(tmp_path, *arguments, **env))
        return started[-1]

    yield start
    for program in started:
        program.kill()
    assert [line for program in started for line in program.logged.splitlines() if PERSONAL.search(line)] == []


@pytest.fixture
def env(slack: LocalSlack, book_url: str) -> dict[str, str]:
    """The settings that connect Goodword to `slack`, with its book at `book_url`."""
    return settings(slack, book_url)
