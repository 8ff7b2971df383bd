"""Ben has a book with a row of everything in it; Ada has two people and one promise, and attacks."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.victim import Target, fill, opened
from tests.rig import MONDAY, start

BENS_FIRST = 1_000_000  # so that ids can be told from other numbers


@pytest.fixture(scope="package")
def target(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A running Goodword to attack."""
    path = tmp_path_factory.mktemp("attacks") / "book.db"
    shutil.copy(migrated_sqlite, path)
    _begin_numbers_at(path, BENS_FIRST)
    rig, stop = start("http", f"sqlite:///{path}", MONDAY, threads=1)  # one after another, so that an end can be told
    fill(rig)
    yield opened(rig, path)
    stop()


def _begin_numbers_at(path: Path, first: int) -> None:
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")]
    connection.execute("DELETE FROM sqlite_sequence")
    connection.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [(each, first) for each in tables])
    connection.commit()
    connection.close()
