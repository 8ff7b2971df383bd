"""Undoing an import: whom it added goes out of the book again, and what it changed is put back.

Somebody of whom the member has made more since stays, and so does what was changed again. Bulk statements on owned
tables: each takes the owner and names it in its condition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, between, func, not_, or_, select, update

from bot.domain.jobs import Import
from bot.errors import AlreadyUndone, TooLateToUndo
from bot.storage.bulk import ranges
from bot.storage.changes import decoded, encoded
from bot.storage.intake import pieces
from bot.storage.mapping import TRACKED
from bot.storage.tables import changes, contact_details, contacts, interaction_contacts, interactions

UNDO_DAYS = 30

Ranges = Sequence[Sequence[int]]

_TABLES = {table.name: table for table in TRACKED.values()}


class TakenBack(NamedTuple):
    """What undoing an import did."""

    gone: int  # people who are out of the book again
    stayed: int  # people whom the member has worked with since


def take_back(connection: Connection, owner: int, import_: Import, now: datetime) -> TakenBack:
    """Undo an import of the member whose id is `owner`.

    Raises:
        AlreadyUndone, TooLateToUndo: it can't be undone any more.
    """
    if import_.undone_at:
        raise AlreadyUndone
    if import_.created_at and now - import_.created_at > timedelta(days=UNDO_DAYS):
        raise TooLateToUndo(days=UNDO_DAYS)
    noted = list(pieces(connection, owner, import_.id or 0))
    added = _merged(rows["added"] for rows in noted)
    staying = _worked_with(connection, owner, import_, added)
    gone = _take_out(connection, owner, added, staying, now)
    for rows in reversed(noted):
        for entry in reversed(rows["changed"]):
            _put_back(connection, owner, entry)
    import_.undone_at = now
    return TakenBack(gone, len(staying))


def _merged(every: Iterable[Mapping[str, Ranges]]) -> dict[str, list[list[int]]]:
    """The runs of numbers, by table, as few as possible."""
    runs: dict[str, list[list[int]]] = defaultdict(list)
    for added in every:
        for name, theirs in added.items():
            for first, last in theirs:
                if runs[name] and runs[name][-1][1] + 1 == first:
                    runs[name][-1][1] = last
                else:
                    runs[name].append([first, last])
    return runs


def _within(column: ColumnElement[Any], runs: Ranges) -> ColumnElement[bool]:
    return or_(*(between(column, first, last) for first, last in runs)) if runs else column.is_(None)


def _worked_with(connection: Connection, owner: int, import_: Import, added: Mapping[str, Ranges]) -> list[int]:
    """The people it added to whom something was added, or of whom something was changed, since."""
    people = added.get(contacts.name, ())
    found: set[int] = set()
    for table in _TABLES.values():
        for column in _to_contacts(table):
            others = [table.c.member_id == owner, table.c.deleted_at.is_(None), _within(column, people)]
            others += [not_(_within(table.c.id, added[table.name]))] if added.get(table.name) else []
            found.update(connection.scalars(select(column).where(*others).distinct()))
    found.update(_touched(connection, owner, import_.created_at or import_.finished_at, people))
    return sorted(found)


def _touched(connection: Connection, owner: int, since: datetime | None, people: Ranges) -> set[int]:
    """Those of the people that units of work have changed since, themselves or a detail of theirs."""
    later = (changes.c.member_id == owner, changes.c.undone_at.is_(None), changes.c.at >= since)
    ids: dict[str, set[int]] = defaultdict(set)
    for rows in connection.scalars(select(changes.c.rows).where(*later)):
        for entry in rows:
            ids[entry["table"]].add(entry["id"])
    of_details = (contact_details.c.member_id == owner, contact_details.c.id.in_(ids[contact_details.name]))
    touched = ids[contacts.name] | set(connection.scalars(select(contact_details.c.contact_id).where(*of_details)))
    return {each for each in touched if any(first <= each <= last for first, last in people)}


def _take_out(
    connection: Connection, owner: int, added: Mapping[str, Ranges], staying: Collection[int], now: datetime
) -> int:
    """Take what it added out of the book, but for those who stay and what is about them."""
    stay = ranges(staying)
    gone = 0
    for name, runs in added.items():
        table = _TABLES[name]
        if table is interactions:
            continue
        theirs = [table.c.member_id == owner, table.c.deleted_at.is_(None), _within(table.c.id, runs)]
        about = table.c.id if table is contacts else table.c.contact_id
        theirs += [not_(_within(about, stay))] if stay else []
        count = connection.execute(update(table).where(*theirs).values(deleted_at=now)).rowcount
        gone = count if table is contacts else gone
    if interactions.name in added:
        _take_out_talks(connection, owner, added[interactions.name], now)
    return gone


def _take_out_talks(connection: Connection, owner: int, runs: Ranges, now: datetime) -> None:
    """Those of which everybody in them is gone."""
    part = interaction_contacts.c
    with_somebody = select(func.count()).where(
        part.member_id == owner, part.interaction_id == interactions.c.id, part.deleted_at.is_(None)
    )
    theirs = (interactions.c.member_id == owner, interactions.c.deleted_at.is_(None))
    empty = and_(*theirs, _within(interactions.c.id, runs), with_somebody.scalar_subquery() == 0)
    connection.execute(update(interactions).where(empty).values(deleted_at=now))


def _put_back(connection: Connection, owner: int, entry: Mapping[str, Any]) -> None:
    """Let a row be as it was, if it is as the import left it."""
    table = _TABLES[entry["table"]]
    theirs = (table.c.member_id == owner, table.c.id == entry["id"], table.c.deleted_at.is_(None))
    row = connection.execute(select(*(table.c[name] for name in entry["after"])).where(*theirs)).mappings().first()
    if row is None or any(encoded(row[name]) != value for name, value in entry["after"].items()):
        return
    before = {name: decoded(table.c[name], value) for name, value in entry["before"].items()}
    connection.execute(update(table).where(*theirs).values(before))


def _to_contacts(table: Table) -> list[Any]:
    """The columns of a table that name a contact."""
    keys = [key for key in table.foreign_key_constraints if key.referred_table is contacts]
    return [column for key in keys for column in key.columns if column.key != "member_id"]
