"""A copy of a SQLite database that is in use, as it was at one instant."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine

from bot.errors import BackupRefused

ONLY_OURS = 0o600  # a backup is as private as the books in it


def back_up(engine: Engine, to: Path) -> None:
    """Copy a SQLite database into a file, which appears when it is whole; nobody who writes meanwhile has to wait.

    Args:
        to: is replaced if it is there.

    Raises:
        BackupRefused: it is PostgreSQL, which brings a tool of its own, or the file can't be written.
    """
    if engine.dialect.name != "sqlite":
        raise BackupRefused("PostgreSQL has its own tool: pg_dump --format=custom --file=FILE DATABASE_URL")
    source = Path(engine.url.database or "")
    if to.exists() and source.exists() and to.samefile(source):
        raise BackupRefused(reason="that is the database itself")
    partial = to.with_name(f"{to.name}.partial")
    try:
        _copy(source, partial)
        partial.replace(to)
    except (sqlite3.Error, OSError) as problem:
        with suppress(OSError):
            partial.unlink()
        raise BackupRefused(reason=str(problem)) from problem


def _copy(source: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    os.close(os.open(to, os.O_CREAT | os.O_WRONLY | os.O_EXCL, ONLY_OURS))
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(to)) as copy:
        from_.backup(copy)
        [[verdict]] = copy.execute("PRAGMA integrity_check(1)").fetchall()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        copy.execute("PRAGMA journal_mode = DELETE")  # so that the one file is all there is
