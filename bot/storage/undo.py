"""Putting back what a unit of work changed.

Bulk statements on owned tables: each takes the owner and names it in its condition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.model import Change
from bot.errors import ChangedSince
from bot.storage.changes import Entry, Row, decoded, encoded
from bot.storage.engine import is_duplicate
from bot.storage.mapping import TRACKED
from bot.storage.tables import contacts, interaction_contacts, interactions, introductions, tasks, wins

CHUNK = 500  # ids in one statement

# The worker moves these on its own; undoing a member's deed need not mind.
_MOVED_BY_THE_WORKER = {
    *((tasks.name, name) for name in ("nudge_at", "shown", "shown_on", "fade", "change_id")),
    (contacts.name, "suggested_on"),
}

# What goes with a contact, and would come back to nobody if they are gone by now.
_GONE_WITH = (tasks.c.contact_id, introductions.c.contact_id, introductions.c.other_id, wins.c.contact_id)

_TABLES = {table.name: table for table in TRACKED.values()}


def restore(
    connection: Connection,
    owner: int,
    change: Change,
    entries: list[Entry],
    now: datetime,
    keeping: Collection[int] = (),
) -> None:
    """Put rows of the member whose id is `owner` back as they were before a change.

    Args:
        keeping: ids of contacts that will be brought back at once, so that rows may go on pointing to them.

    Raises:
        ChangedSince: something was changed later, or hangs on what would go; nothing is touched.
    """
    _check_as_left(connection, owner, change, entries)
    _check_nothing_hangs(connection, owner, [entry for entry in entries if not _is_kept(entry, keeping)])
    try:
        with connection.begin_nested():
            _hide(connection, owner, entries, now)
            _put_back(connection, owner, entries)
            _check_everybody_is_there(connection, owner, entries)
    except IntegrityError as error:
        if not is_duplicate(error):
            raise
        raise ChangedSince(what=_name(connection, owner, change.contact_id)) from error


def _check_as_left(connection: Connection, owner: int, change: Change, entries: list[Entry]) -> None:
    for table, group in _by_table(entries):
        rows = _rows(connection, owner, table, [entry["id"] for entry in group])
        for entry in group:
            row = rows.get(entry["id"])
            if row is None or not _is_as_left(entry, row):
                whose = _contact_of(connection, owner, table, entry["id"], row) or change.contact_id
                raise ChangedSince(what=_name(connection, owner, whose))


def _is_as_left(entry: Entry, row: RowMapping) -> bool:
    left: Row = {"deleted_at": None, **entry["after"]}
    return all(
        encoded(row[name]) == value if name in row else entry["before"] is None
        for name, value in left.items()
        if (entry["table"], name) not in _MOVED_BY_THE_WORKER
    )  # of a column that a release did away with, the old value has no place; a new row simply goes


def _check_nothing_hangs(connection: Connection, owner: int, entries: list[Entry]) -> None:
    """Refuse when a live row made later points to one that would go."""
    for table, group in _by_table(entries):
        going = [entry["id"] for entry in group if entry["before"] is None]
        for column in _pointing_to(table):
            for row in _live_rows_with(connection, owner, column, going):
                if not _lets_go(entries, column, row["id"]):
                    whose = row[column.key] if table is contacts else row["contact_id"]
                    raise ChangedSince(what=_name(connection, owner, whose))


def _is_kept(entry: Entry, keeping: Collection[int]) -> bool:
    return entry["table"] == contacts.name and entry["id"] in keeping


def _pointing_to(target: Table) -> Iterator[Column[Any]]:
    for table in _TABLES.values():
        for key in table.foreign_key_constraints:
            if key.referred_table is target:
                yield next(column for column in key.columns if column.key != "member_id")


def _lets_go(entries: list[Entry], column: Column[Any], row_id: int) -> bool:
    """Whether undoing the entries takes a row, or what it points to, away."""
    for entry in entries:
        if entry["table"] == column.table.name and entry["id"] == row_id:
            return entry["before"] is None or column.key in entry["before"]
    return False


def _hide(connection: Connection, owner: int, entries: list[Entry], now: datetime) -> None:
    """Take every row out of the book: new ones stay out, and the others can't get in each other's way."""
    for table, group in _by_table(entries):
        for ids in _chunks([entry["id"] for entry in group]):
            theirs = (table.c.member_id == owner, table.c.id.in_(ids))
            connection.execute(update(table).where(*theirs).values(deleted_at=now))


def _put_back(connection: Connection, owner: int, entries: list[Entry]) -> None:
    for entry in entries:
        if entry["before"] is None:
            continue
        table = _TABLES[entry["table"]]
        values = {name: decoded(table.c[name], value) for name, value in entry["before"].items()}
        theirs = (table.c.member_id == owner, table.c.id == entry["id"])
        connection.execute(update(table).where(*theirs).values({"deleted_at": None, **values}))


def _check_everybody_is_there(connection: Connection, owner: int, entries: list[Entry]) -> None:
    """Refuse when a row that came back is about somebody who went later."""
    for table, group in _by_table(entries):
        for column in (each for each in _GONE_WITH if each.table is table):
            for ids in _chunks([entry["id"] for entry in group]):
                to_them = (contacts.c.member_id == owner, contacts.c.id == column, contacts.c.deleted_at.is_not(None))
                theirs = (table.c.member_id == owner, table.c.id.in_(ids), table.c.deleted_at.is_(None))
                gone = connection.scalar(select(contacts.c.name).where(*to_them, *theirs).limit(1))
                if gone:
                    raise ChangedSince(what=gone)


def _by_table(entries: Iterable[Entry]) -> list[tuple[Table, list[Entry]]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry["table"]].append(entry)
    return [(_TABLES[name], group) for name, group in groups.items()]


def _rows(connection: Connection, owner: int, table: Table, ids: Sequence[int]) -> dict[int, RowMapping]:
    found: dict[int, RowMapping] = {}
    for chunk in _chunks(ids):
        query = select(table).where(table.c.member_id == owner, table.c.id.in_(chunk))
        found.update((row["id"], row) for row in connection.execute(query).mappings())
    return found


def _live_rows_with(
    connection: Connection, owner: int, column: Column[Any], ids: Sequence[int]
) -> Iterator[RowMapping]:
    table = column.table
    for chunk in _chunks(ids):
        live = (table.c.member_id == owner, table.c.deleted_at.is_(None), column.in_(chunk))
        yield from connection.execute(select(table).where(*live)).mappings()


def _contact_of(connection: Connection, owner: int, table: Table, row_id: int, row: RowMapping | None) -> int | None:
    if table is contacts:
        return row_id
    if row is not None and "contact_id" in row:
        return int(row["contact_id"])
    if table is not interactions:
        return None
    members_own = interaction_contacts.c.member_id == owner
    query = select(interaction_contacts.c.contact_id).where(
        members_own, interaction_contacts.c.interaction_id == row_id
    )
    contact_id: int | None = connection.scalar(query.order_by(interaction_contacts.c.id).limit(1))
    return contact_id


def _name(connection: Connection, owner: int, contact_id: int | None) -> str:
    query = select(contacts.c.name).where(contacts.c.member_id == owner, contacts.c.id == contact_id)
    return connection.scalar(query) or "something in it"


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
