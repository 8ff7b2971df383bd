"""Many rows at once, past the session: one place that names their owner, and numbers them beforehand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, text

Row = tuple[Any, ...]


class Bulk:
    """Inserts rows of one table, all of one member's book.

    A statement is made once, with the columns that are the same for every row in it; the rest is the driver's
    `executemany`, which is as fast as a database can be spoken to.
    """

    def __init__(self, connection: Connection, owner: int, table: Table, columns: Sequence[str], like: object) -> None:
        """Prepare for rows of the member whose id is `owner`.

        Args:
            columns: what rows give, in their order; the first is the id.
            like: an object whose attributes are what every row has in the other columns.
        """
        self._connection = connection
        self._columns = columns
        others = [column.key for column in table.c if column.key not in (*columns, "member_id")]
        same = {name: getattr(like, name, None) for name in others} | {"member_id": owner}
        self.fit = {column.key: _processor(connection, column.type) for column in table.c}
        self._rest: Row = tuple(self.fit[name](value) for name, value in same.items() if value is not None)
        given = [*columns, *(name for name, value in same.items() if value is not None)]
        self._statement = _statement(connection, table, given)

    def insert(self, rows: Iterable[Row]) -> None:
        """Insert rows, whose values are as `fit` makes them."""
        rest = self._rest
        if whole := [row + rest for row in rows]:
            self._connection.exec_driver_sql(self._statement, whole)


def live(table: Table, owner: int) -> list[ColumnElement[bool]]:
    """What holds for the rows of a table that are in the book of the member whose id is `owner`."""
    theirs = [table.c.member_id == owner]
    return [*theirs, table.c.deleted_at.is_(None)] if "deleted_at" in table.c else theirs


def reserve(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for so many new rows of a table, which nobody else will get."""
    if not count:
        return ()
    if connection.dialect.name == "sqlite":  # whoever writes is alone
        taken = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        first = (connection.scalar(taken, {"name": table.name}) or 0) + 1
        return range(first, first + count)
    numbers = text("SELECT nextval(CAST(:name AS regclass)) FROM generate_series(1, :count)")
    return list(connection.scalars(numbers, {"name": f"{table.name}_id_seq", "count": count}))


def ranges(ids: Iterable[int]) -> list[list[int]]:
    """Numbers as first and last of each unbroken run."""
    runs: list[list[int]] = []
    for each in sorted(ids):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return runs


def _statement(connection: Connection, table: Table, columns: Sequence[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    named = ", ".join(map(quote, columns))
    return f"INSERT INTO {quote(table.name)} ({named}) VALUES ({', '.join([mark] * len(columns))})"


def _processor(connection: Connection, kind: Any) -> Callable[[Any], Any]:
    """What makes a value such as the database's driver takes."""
    process = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return process or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
