"""What a unit of work changed, written down as it goes so that it can be put back.

A change's rows are a list of entries in JSON: `before` is null for a row that was not there, else it has, as
`after` does, the columns that differ.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypedDict

from sqlalchemy import Column, Connection, Date, Time, bindparam, insert, inspect, select

from bot.domain.model import Change
from bot.storage.columns import Instant, Word
from bot.storage.mapping import TRACKED
from bot.storage.tables import changes

Row = dict[str, Any]


class Entry(TypedDict):
    """One row that a unit of work touched."""

    table: str
    id: int
    before: Row | None
    after: Row


class Recorder:
    """Follows a session's flushes; each row's first state and last state are what counts."""

    def __init__(self) -> None:
        """Start with nothing touched."""
        self._entries: dict[tuple[str, int], Entry] = {}
        self._changing: list[tuple[Any, Row]] = []

    def before_flush(self, changed: Iterable[Any]) -> None:
        """Keep the old values of objects that are about to be saved."""
        self._changing = [(each, _old(each)) for each in changed if type(each) in TRACKED]

    def after_flush(self, new: Iterable[Any]) -> None:
        """Note what was saved; new rows have their ids by now."""
        for entity in new:
            if type(entity) in TRACKED:
                self._note(entity, None)
        for entity, before in self._changing:
            self._note(entity, before)
        self._changing = []

    def entries(self) -> list[Entry]:
        """The rows that are not as they were, in the order they were first touched."""
        return [entry for each in self._entries.values() if (entry := _difference(each))]

    def _note(self, entity: Any, before: Row | None) -> None:
        table = TRACKED[type(entity)]
        after = {column.key: encoded(getattr(entity, column.key)) for column in table.c}
        new = Entry(table=table.name, id=entity.id, before=before, after=after)
        self._entries.setdefault((table.name, entity.id), new)["after"] = after


def write(connection: Connection, owner: int, change: Change, entries: list[Entry]) -> None:
    """Keep a change of the member whose id is `owner`."""
    values: dict[str, Any] = {
        "id": change.id,
        "member_id": owner,
        "at": change.at,
        "summary": change.summary,
        "contact_id": change.contact_id,
        "rows": entries,
    }
    connection.execute(_WRITE, values)


def entries_of(connection: Connection, owner: int, change_id: str) -> list[Entry]:
    """The rows that a change of the member whose id is `owner` touched; none, if there is no such change."""
    return connection.scalar(_ROWS, {"owner": owner, "change_id": change_id}) or []


def encoded(value: Any) -> Any:
    """A column's value as JSON can keep it; instants in UTC, so that equal ones look equal."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def decoded(column: Column[Any], value: Any) -> Any:
    """A column's value back from JSON."""
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, Time):
        return time.fromisoformat(value)
    return column.type.kind(value) if isinstance(column.type, Word) else value


# Made once, as in `queries_contacts`.
_WRITE = insert(changes)
_ROWS = select(changes.c.rows).where(changes.c.member_id == bindparam("owner"), changes.c.id == bindparam("change_id"))


def _old(entity: Any) -> Row:
    state = inspect(entity)
    old = {}
    for column in TRACKED[type(entity)].c:
        history = state.attrs[column.key].history
        value = history.deleted[0] if history.deleted else getattr(entity, column.key)
        old[column.key] = encoded(value)
    return old


def _difference(entry: Entry) -> Entry | None:
    before, after = entry["before"], entry["after"]
    if before is None:
        return entry if after["deleted_at"] is None else None
    differing = [name for name in after if before[name] != after[name]]
    if not differing:
        return None
    return Entry(
        table=entry["table"],
        id=entry["id"],
        before={name: before[name] for name in differing},
        after={name: after[name] for name in differing},
    )
