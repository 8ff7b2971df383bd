"""Undoing an import: whom it added goes out of the book again, and what it changed is put back.

Somebody of whom the member has made more since stays, and so does what was changed again. Bulk statements on owned
tables: each takes the owner and names it in its condition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, between, func, not_, or_, select, update

from bot.domain.jobs import Import
from bot.errors import AlreadyUndone, TooLateToUndo
from bot.storage.bulk import ranges
from bot.storage.changes import decoded, encoded
from bot.storage.intake import pieces
from bot.storage.mapping import TRACKED
from bot.storage.tables import (
    changes,
    contact_details,
    contacts,
    interaction_contacts,
    interactions,
    member_templates,
    members,
    situations,
    tellings,
)

UNDO_DAYS = 30

Ranges = Sequence[Sequence[int]]

_TABLES = {table.name: table for table in TRACKED.values()}
_AFTERWARDS = (interactions, situations, member_templates)  # what is not about one person


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
    touched = _touched(connection, owner, import_.created_at or import_.finished_at)
    staying = _worked_with(connection, owner, added, touched)
    gone = _take_out(connection, owner, added, staying, now)
    _take_out_own(connection, owner, added, touched, now)
    for rows in reversed(noted):
        _forget_cadences(connection, owner, rows.get("cadences", {}))
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


def _worked_with(
    connection: Connection, owner: int, added: Mapping[str, Ranges], touched: Mapping[str, Collection[int]]
) -> list[int]:
    """The people it added to whom something was added, or of whom something was changed, since."""
    people = added.get(contacts.name, ())
    found: set[int] = set()
    for table in _TABLES.values():
        for column in _to_contacts(table):
            others = [table.c.member_id == owner, table.c.deleted_at.is_(None), _within(column, people)]
            others += [not_(_within(table.c.id, added[table.name]))] if added.get(table.name) else []
            found.update(connection.scalars(select(column).where(*others).distinct()))
    of_details = (contact_details.c.member_id == owner, contact_details.c.id.in_(touched[contact_details.name]))
    themselves = {*touched[contacts.name], *connection.scalars(select(contact_details.c.contact_id).where(*of_details))}
    found.update(each for each in themselves if any(first <= each <= last for first, last in people))
    return sorted(found)


def _touched(connection: Connection, owner: int, since: datetime | None) -> Mapping[str, Collection[int]]:
    """The numbers of the rows that units of work have changed since, by table."""
    later = (changes.c.member_id == owner, changes.c.undone_at.is_(None), changes.c.at >= since)
    ids: dict[str, set[int]] = defaultdict(set)
    for rows in connection.scalars(select(changes.c.rows).where(*later)):
        for entry in rows:
            ids[entry["table"]].add(entry["id"])
    return ids


def _take_out(
    connection: Connection, owner: int, added: Mapping[str, Ranges], staying: Collection[int], now: datetime
) -> int:
    """Take what it added out of the book, but for those who stay and what is about them."""
    stay = ranges(staying)
    gone = 0
    for name, runs in added.items():
        table = _TABLES[name]
        if table in _AFTERWARDS:
            continue
        theirs = [table.c.member_id == owner, table.c.deleted_at.is_(None), _within(table.c.id, runs)]
        about = table.c.id if table is contacts else table.c.contact_id
        theirs += [not_(_within(about, stay))] if stay else []
        count = connection.execute(update(table).where(*theirs).values(deleted_at=now)).rowcount
        gone = count if table is contacts else gone
    _take_out_empty(connection, owner, interactions.c.id, interaction_contacts.c.interaction_id, added, now)
    return gone


def _take_out_own(
    connection: Connection,
    owner: int,
    added: Mapping[str, Ranges],
    touched: Mapping[str, Collection[int]],
    now: datetime,
) -> None:
    """Take out what is about nobody, the member's news and templates, unless they changed it or told it since."""
    left = {table.name: _but(added.get(table.name, ()), touched[table.name]) for table in _AFTERWARDS}
    _take_out_empty(connection, owner, situations.c.id, tellings.c.situation_id, left, now)
    theirs = (member_templates.c.member_id == owner, member_templates.c.deleted_at.is_(None))
    going = _within(member_templates.c.id, left[member_templates.name])
    connection.execute(update(member_templates).where(*theirs, going).values(deleted_at=now))


def _take_out_empty(
    connection: Connection,
    owner: int,
    number: Column[Any],
    part: Column[Any],
    added: Mapping[str, Ranges],
    now: datetime,
) -> None:
    """Talks of which everybody in them is gone, and news that nobody is left to have heard."""
    table, parts = number.table, part.table
    with_somebody = select(func.count()).where(parts.c.member_id == owner, part == number, parts.c.deleted_at.is_(None))
    theirs = (table.c.member_id == owner, table.c.deleted_at.is_(None))
    empty = and_(*theirs, _within(number, added.get(table.name, ())), with_somebody.scalar_subquery() == 0)
    connection.execute(update(table).where(empty).values(deleted_at=now))


def _but(runs: Ranges, numbers: Collection[int]) -> Ranges:
    """Runs of numbers without some of them."""
    return ranges(each for first, last in runs for each in range(first, last + 1) if each not in numbers)


def _forget_cadences(connection: Connection, owner: int, set_then: Mapping[str, str]) -> None:
    """Those of circles that are as the import set them."""
    if not set_then:
        return
    mine = members.c.id == owner
    now = connection.scalar(select(members.c.cadences).where(mine)) or {}
    left = {circle: rule for circle, rule in now.items() if set_then.get(circle) != rule}
    connection.execute(update(members).where(mine).values(cadences=left or None))


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
