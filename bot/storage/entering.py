"""What an export holds besides people, put into a book: talks, introductions, wins, tasks.

What is in the book already stays as it is: the same file again adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Select, Table, select

from bot.domain import tasks as promises
from bot.domain.book import Book
from bot.domain.importing import Refs
from bot.domain.model import Interaction, Introduction, Participant, Task, TaskState, Win
from bot.domain.records import Entry, Unreadable
from bot.storage.bulk import Bulk
from bot.storage.tables import interaction_contacts, interactions, introductions, tasks, wins

if TYPE_CHECKING:
    from sqlalchemy import Connection

CHUNK = 500
_STRANGER = "it is about somebody whom the file does not tell of"
_OWED_ALREADY = "something like it is open already"
_UNKNOWN = "this version keeps nothing of the kind"

# Fields of entries that point to another entry: the section it is in, and the column it goes to.
_POINTERS = {
    "contact": ("contacts", "contact_id"),
    "introducer": ("contacts", "introducer_id"),
    "other": ("contacts", "other_id"),
    "interaction": ("interactions", "interaction_id"),
    "introduction": ("introductions", "introduction_id"),
    "win": ("wins", "win_id"),
}


class Intake(Protocol):
    """The part of an import that is under way."""

    connection: "Connection"
    owner: int
    book: Book
    refs: Refs

    def reserve(self, table: Table, count: int) -> Sequence[int]:
        """Numbers for new rows."""
        ...


@dataclass(frozen=True)
class _Section:
    """How the entries of one section are kept."""

    table: Table
    kind: Callable[..., Any]
    same: tuple[str, ...]  # columns that are alike in two rows that say the same


_SECTIONS: Mapping[str, _Section] = {
    "interactions": _Section(interactions, Interaction, ("kind", "on", "text", "direction", "link")),
    "introductions": _Section(introductions, Introduction, ("kind", "contact_id", "introducer_name", "other_id", "on")),
    "wins": _Section(wins, Win, ("contact_id", "what", "on")),
    "tasks": _Section(tasks, Task, ("kind", "contact_id", "due_on", "due_time", "about", "state", "introduction_id")),
}


def enter(intake: Intake, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
    """Put entries into the book; gives those that don't fit, each with why."""
    unfit = [Unreadable.at(each.line, _UNKNOWN, str(each.fields)) for each in entries if each.section not in _SECTIONS]
    for name, section in _SECTIONS.items():
        theirs = [each for each in entries if each.section == name]
        if theirs:
            unfit += _enter(intake, name, section, theirs, refs)
    return unfit


def _enter(intake: Intake, name: str, section: _Section, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
    rows = [(entry, _row(section, entry, refs)) for entry in entries]
    unfit = [Unreadable.at(entry.line, _STRANGER, str(dict(entry.fields))) for entry, row in rows if row is None]
    kept = [(entry, row) for entry, row in rows if row is not None]
    there = _there(intake, section, {each for _, row in kept for each in _about(row)}, refs)
    is_owed = _owed(intake, kept) if section.table is tasks else lambda row: False
    new = []
    for entry, row in kept:
        if known := there.get(_signature(section, row)):
            _point(intake, refs, name, entry, known)
        elif is_owed(row):
            unfit.append(Unreadable.at(entry.line, _OWED_ALREADY, str(dict(entry.fields))))
        else:
            new.append((entry, row))
    _insert(intake, name, section, new, refs)
    return unfit


def _row(section: _Section, entry: Entry, refs: Refs) -> dict[str, Any] | None:
    """An entry's columns; none if it points to somebody unknown. What else it points to may be missing."""
    fields = dict(entry.fields)
    fields.pop("ref", None)
    row: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "contacts":
            row["contacts"] = [refs["contacts"].get(each) for each in value]
        elif name in _POINTERS:
            of, column = _POINTERS[name]
            row[column] = refs.get(of, {}).get(value)
        else:
            row[name] = value
    people = row.pop("contacts", None)
    like = vars(section.kind(**{**_NEEDED.get(section.table.name, {}), **row}))
    whole = {column.key: like.get(column.key) for column in section.table.c}
    if people is not None:
        whole["contacts"] = people
    return None if None in (people if people is not None else [whole["contact_id"]]) else whole


_NEEDED: Mapping[str, dict[str, Any]] = {
    each: {"contact_id": None} for each in (introductions.name, wins.name, tasks.name)
}


def _about(row: Mapping[str, Any]) -> Collection[int]:
    return row.get("contacts") or [row["contact_id"]]


def _signature(section: _Section, row: Mapping[str, Any]) -> tuple[Any, ...]:
    people = (frozenset(row["contacts"]),) if "contacts" in row else ()
    return (*people, *(row[name] for name in section.same))


def _there(intake: Intake, section: _Section, people: Collection[int], refs: Refs) -> dict[tuple[Any, ...], int]:
    """What was in the book about these people before the import, by what makes two rows the same."""
    table, mine = section.table, set(refs.get(section.table.name, {}).values())
    columns = (table.c.id, *(table.c[name] for name in section.same))
    live = (table.c.member_id == intake.owner, table.c.deleted_at.is_(None))
    if table is interactions:
        rows = _talks(intake, people, select(*columns).where(*live))
    else:
        theirs = (select(*columns).where(*live, table.c.contact_id.in_(chunk)) for chunk in _chunks(people))
        rows = ((row[0], tuple(row[1:])) for query in theirs for row in intake.connection.execute(query))
    return {signature: row_id for row_id, signature in rows if row_id not in mine}


def _talks(intake: Intake, people: Collection[int], query: Select[Any]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Every talk these people had part in, with whoever else had."""
    part = interaction_contacts.c
    mine = (part.member_id == intake.owner, part.deleted_at.is_(None))
    parts: dict[int, set[int]] = defaultdict(set)
    for chunk in _chunks(people):
        ids = select(part.interaction_id).where(*mine, part.contact_id.in_(chunk))
        pairs = select(part.interaction_id, part.contact_id).where(*mine, part.interaction_id.in_(ids))
        for talk, contact in intake.connection.execute(pairs):
            parts[talk].add(contact)
    for chunk in _chunks(parts):
        for row in intake.connection.execute(query.where(interactions.c.id.in_(chunk))):
            yield row[0], (frozenset(parts[row[0]]), *row[1:])


def _owed(intake: Intake, kept: Sequence[tuple[Entry, dict[str, Any]]]) -> Callable[[dict[str, Any]], bool]:
    """What says whether there is an open task such as another; each that is asked about is open from then on."""
    found: set[tuple[Any, ...]] = set()
    live = (tasks.c.member_id == intake.owner, tasks.c.deleted_at.is_(None), tasks.c.state == TaskState.OPEN)
    query = select(tasks.c.kind, tasks.c.contact_id, tasks.c.introduction_id).where(*live)
    for chunk in _chunks({row["contact_id"] for _, row in kept}):
        found.update(
            (*row[:2], row[2] or 0) for row in intake.connection.execute(query.where(tasks.c.contact_id.in_(chunk)))
        )

    def is_owed(row: dict[str, Any]) -> bool:
        key = (row["kind"], row["contact_id"], row["introduction_id"] or 0)
        if row["state"] != TaskState.OPEN or key not in found:
            found.update([key] if row["state"] == TaskState.OPEN else [])
            return False
        return True

    return is_owed


def _insert(
    intake: Intake, name: str, section: _Section, new: Sequence[tuple[Entry, dict[str, Any]]], refs: Refs
) -> None:
    if not new:
        return
    columns = ["id", *(each.key for each in section.table.c if each.key not in ("id", "member_id"))]
    bulk = Bulk(intake.connection, intake.owner, section.table, columns, object())
    ids = intake.reserve(section.table, len(new))
    for row_id, (entry, row) in zip(ids, new, strict=True):
        row["id"], row["created_at"] = row_id, row.get("created_at") or intake.book.now
        if section.table is tasks and row["state"] == TaskState.OPEN:
            row["nudge_at"] = _nudge_at(intake.book, row)
        _point(intake, refs, name, entry, row_id)
    fits = [bulk.fit[each] for each in columns]
    bulk.insert(tuple(fit(row[each]) for fit, each in zip(fits, columns, strict=True)) for _, row in new)
    if section.table is interactions:
        _insert_parts(intake, [(row["id"], each) for _, row in new for each in row["contacts"]])


def _insert_parts(intake: Intake, pairs: Sequence[tuple[int, int]]) -> None:
    columns = ("id", "interaction_id", "contact_id")
    bulk = Bulk(intake.connection, intake.owner, interaction_contacts, columns, Participant(0))
    ids = intake.reserve(interaction_contacts, len(pairs))
    bulk.insert((each, *pair) for each, pair in zip(ids, pairs, strict=True))


def _nudge_at(book: Book, row: Mapping[str, Any]) -> Any:
    """When an open task next belongs in a nudge; the member is looked at by then."""
    task = Task(row["kind"], row["contact_id"], row["due_on"], row["due_time"])
    promises.nudge(book, task, row["due_on"], row["due_time"])
    return task.nudge_at


def _point(intake: Intake, refs: Refs, section: str, entry: Entry, row_id: int) -> None:
    ref = entry.fields.get("ref")
    if ref is not None:
        refs.setdefault(section, {})[ref] = row_id
        intake.refs[section][ref] = row_id


def _chunks(values: Collection[int]) -> list[list[int]]:
    listed = sorted(values)
    return [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]
