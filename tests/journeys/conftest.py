"""Journeys over both ways Slack delivers, on SQLite; what differs between databases is tested with the storage."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from bot.domain import when
from tests.rig import MONDAY, WAYS, Rig, start

BOTH_WAYS = ("test_main_job", "test_introductions", "test_reach_out", "test_words_bolt_loses", "test_repeats")


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Load what reading days takes, so that no test waits for it."""
    when.warm()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What Slack delivers is tested both ways; other journeys go one way each, half of them either, to save time."""
    if "rig" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in BOTH_WAYS
        ways = WAYS if both else [WAYS[crc32(metafunc.function.__name__.encode()) % 2]]
        metafunc.parametrize("rig", ways, indirect=True)


@pytest.fixture
def rig(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Rig]:
    """Goodword on a local Slack, at `MONDAY`."""
    path = shutil.copy(migrated_sqlite, tmp_path / "book.db")
    running, stop = start(request.param, f"sqlite:///{path}", MONDAY)
    yield running
    stop()


@pytest.fixture
def in_trouble() -> None:
    """Asked for by tests in which Slack refuses something, or an error is provoked."""


@pytest.fixture(autouse=True)
def all_is_well(rig: Rig, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Slack took everything, and nothing unforeseen happened, unless the test says otherwise."""
    yield
    rig.slack.settle()
    if "in_trouble" not in request.fixturenames:
        assert rig.refused() == []
        assert _unforeseen(caplog) == []


def _unforeseen(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Errors that got a reference, but for a call that was under way when an earlier test's Slack stopped."""
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    said = [record.getMessage() for record in errors if record.name.startswith("bot.")]
    return [line for line in said if "URLError" not in line and "ConnectionRe" not in line]
