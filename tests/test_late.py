"""An answer that comes too late to go with the acknowledgement is not lost."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from bot.localslack.timing import Timing
from tests.rig import MONDAY, WAYS, Rig, start


@pytest.fixture(params=WAYS)
def rig(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Rig]:
    """Goodword on a Slack that is impatient: the way there took its time, too."""
    path = shutil.copy(migrated_sqlite, tmp_path / "book.db")
    running, stop = start(request.param, f"sqlite:///{path}", MONDAY, Timing(acknowledge=2.2))
    yield running
    stop()


def test_it_comes_after_it(rig: Rig, tmp_path: Path) -> None:
    rig.slack.trouble.slow(0.9, "users.info")  # whoever is new is looked up first
    with keeping_writers_off(tmp_path / "book.db", 2.5):
        assert not rig.ada.types("/contact Jane Doe, CTO at Acme", channel="general").ok
        rig.ada.sees("Saved Jane Doe · CTO, Acme", channel="general")
    rig.slack.settle()
    assert rig.ada.screen("general").count("Saved Jane Doe") == 1


@contextmanager
def keeping_writers_off(path: Path, seconds: float) -> Iterator[None]:
    """Somebody else writes in the database, for so long."""
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    ends = Timer(seconds, connection.rollback)
    ends.start()
    yield
    ends.join()
    connection.close()
