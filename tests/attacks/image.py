"""All rows of one member, to be put back as they were."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Image:
    """The member's own row and every row that is theirs, by table."""

    rows: dict[str, list[tuple[Any, ...]]]


def owned(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows are a member's."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [table for table in tables if "member_id" in columns(connection, table)]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns."""
    return [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]


def taken(path: Path, member_id: int) -> Image:
    """What a member has now."""
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        found = {
            table: connection.execute(f'SELECT * FROM "{table}" WHERE {owner} = ?', (member_id,)).fetchall()
            for table, owner in owners(connection)
        }
    return Image(found)


def put_back(path: Path, member_id: int, image: Image) -> None:
    """Give a member what they had when an image was taken, and nothing else."""
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table, owner in owners(connection):
            connection.execute(f'DELETE FROM "{table}" WHERE {owner} = ?', (member_id,))
            for row in image.rows[table]:
                connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
        connection.commit()


def owners(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The tables with a member's rows, and in which column the member is."""
    return [*((table, "member_id") for table in owned(connection)), ("members", "id")]
