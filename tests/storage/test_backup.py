"""A backup is whole and private, made while others write; it never takes the place of the database itself."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.errors import BackupRefused
from bot.storage.backup import back_up
from bot.storage.engine import make_engine, writing
from bot.storage.heartbeats import beat
from bot.storage.migrate import is_current
from tests.conftest import START


def test_it_is_whole_while_others_write(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    engine, enough, written = make_engine(f"sqlite:///{path}"), Event(), [0]

    def write() -> None:
        while not enough.is_set():
            beat(engine, f"worker {written[0]}", START)
            written[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            before = written[0]
            back_up(engine, tmp_path / "copy.db")
            with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
                [(kept,)] = copy.execute("SELECT count(*) FROM workers").fetchall()
            assert kept >= before, number
    finally:
        enough.set()
        writer.join()
    engine.dispose()
    copied = make_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert is_current(copied)
    copied.dispose()


def test_nobody_else_may_read_it_and_nothing_is_left_beside_it(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    engine = make_engine(f"sqlite:///{path}")
    with writing(engine):
        back_up(engine, tmp_path / "backups.db")
    engine.dispose()
    assert (tmp_path / "backups.db").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.glob("backups*")] == ["backups.db"]


def test_what_cannot_be_is_said_and_leaves_nothing(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    engine = make_engine(f"sqlite:///{path}")
    for to in (path, tmp_path / "no such folder" / "copy.db"):
        with pytest.raises(BackupRefused):
            back_up(engine, to)
    engine.dispose()
    assert path.read_bytes()[:15] == b"SQLite format 3"
    assert not list(tmp_path.glob("*.partial"))


def test_postgresql_has_a_tool_of_its_own(postgresql, tmp_path: Path) -> None:
    url = postgresql.create()
    engine = make_engine(url)
    with pytest.raises(BackupRefused, match="pg_dump"):
        back_up(engine, tmp_path / "copy.db")
    engine.dispose()
    postgresql.drop(url)
