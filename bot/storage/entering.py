"""What an export holds besides people, put into a book: talks, introductions, promises, messages, news, ...

What is in the book already stays as it is: the same file again adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Select, Table, select

from bot.domain import tasks as promises
from bot.domain.book import Book
from bot.domain.importing import Refs
from bot.domain.model import Participant, Task, TaskState
from bot.domain.records import Entry, Unreadable
from bot.storage.bulk import Bulk, live, reserve
from bot.storage.sections import NEEDED, POINTERS, SECTIONS, Section
from bot.storage.tables import drafts, interaction_contacts, interactions, tasks
from bot.storage.tables_exchange import distinct_pairs

if TYPE_CHECKING:
    from sqlalchemy import Connection

CHUNK = 500
_STRANGER = "it is about somebody or something that the file does not tell of"
_SHOWN = ("kind", "occasion", "circle", "due_on", "on", "about", "what", "text")  # what a member knows an entry by
_UNKNOWN = "this version keeps nothing of the kind"

Row = dict[str, Any]
Kept = Sequence[tuple[Entry, Row]]


class Intake(Protocol):
    """The part of an import that is under way."""

    connection: "Connection"
    owner: int
    book: Book
    refs: Refs
    cadences: dict[str, str]

    def reserve(self, table: Table, count: int) -> Sequence[int]:
        """Numbers for new rows."""
        ...


def enter(intake: Intake, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
    """Put entries into the book; gives those that don't fit, each with why."""
    by_section: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        by_section[each.section].append(each)
    unfit: list[Unreadable] = []
    for name, section in SECTIONS.items():
        if theirs := by_section.pop(name, None):
            unfit += _enter(intake, name, section, theirs, refs)
    _set_cadences(intake, by_section.pop("cadences", ()))
    unfit += _tell_apart(intake, by_section.pop("strangers", ()), refs)
    return unfit + [_unfit(each, _UNKNOWN) for theirs in by_section.values() for each in theirs]


def _enter(intake: Intake, name: str, section: Section, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
    rows = [(entry, _row(section, entry, refs)) for entry in entries]
    unfit = [_unfit(entry, _STRANGER) for entry, row in rows if row is None]
    kept = [(entry, row) for entry, row in rows if row is not None]
    people = {each for _, row in kept for each in _about(row)}
    there = _there(intake, section, people, set(refs.get(name, {}).values()))
    is_taken = _taken(intake, section, people)
    new = []
    for entry, row in kept:
        if known := there.get(_signature(section, row)):
            _point(intake, refs, name, entry, known)
        elif section.once and is_taken(row):
            unfit.append(_unfit(entry, section.once.why))
        else:
            new.append((entry, row))
    _insert(intake, name, section, new, refs)
    return unfit


def _unfit(entry: Entry, why: str) -> Unreadable:
    said = (str(entry.fields[name]) for name in _SHOWN if name in entry.fields)
    return Unreadable.at(entry.line, why, ", ".join((entry.section, *said)))


def _row(section: Section, entry: Entry, refs: Refs) -> Row | None:
    """An entry's columns; none if it is about somebody unknown. What else it points to may be missing."""
    given: Row = {}
    for name, value in entry.fields.items():
        if name in POINTERS:
            of, column = POINTERS[name]
            given[column] = refs.get(of, {}).get(value)
        elif name not in ("ref", "contacts"):
            given[name] = value
    if any(name in given and given[name] is None for name in NEEDED):
        return None
    like = vars(section.kind(**{name: value for name, value in given.items() if name not in _OF_TASKS}))
    whole = {name: given.get(name) for name in _OF_TASKS} | {each.key: like.get(each.key) for each in section.table.c}
    if "contacts" in entry.fields:
        people = [refs.get("contacts", {}).get(each) for each in entry.fields["contacts"]]
        if None in people:
            return None
        whole["contacts"] = people
    return whole


_OF_TASKS = ("nudge_on", "rests")  # when a task comes up again: no columns


def _about(row: Mapping[str, Any]) -> Collection[int]:
    return row.get("contacts") or ([row["contact_id"]] if "contact_id" in row else [])


def _signature(section: Section, row: Mapping[str, Any]) -> tuple[Any, ...]:
    people = (frozenset(row["contacts"]),) if "contacts" in row else ()
    return (*people, *(row[name] for name in section.same))


def _there(
    intake: Intake, section: Section, people: Collection[int], mine: Collection[int]
) -> dict[tuple[Any, ...], int]:
    """What was in the book about these people before the import, by what makes two rows the same.

    Args:
        mine: ids of rows that came with this import.
    """
    table = section.table
    query = select(table.c.id, *(table.c[name] for name in section.same)).where(*live(table, intake.owner))
    if table is interactions:
        found = _talks(intake, people, query)
    else:
        found = ((row[0], tuple(row[1:])) for row in _of_people(intake, table, people, query))
    return {signature: row_id for row_id, signature in found if row_id not in mine}


def _of_people(intake: Intake, table: Table, people: Collection[int], query: Select[Any]) -> Iterator[Any]:
    """What a query finds about these people, or all it finds in a table that is about nobody."""
    if "contact_id" not in table.c:
        yield from intake.connection.execute(query)
        return
    for chunk in _chunks(people):
        yield from intake.connection.execute(query.where(table.c.contact_id.in_(chunk)))


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


def _taken(intake: Intake, section: Section, people: Collection[int]) -> Callable[[Row], bool]:
    """What says whether a row stands where there may be one; each that is asked about stands there from then on."""
    once, table = section.once, section.table
    if once is None:
        return lambda row: False
    only = [table.c[once.only[0]] == once.only[1]] if once.only else []
    query = select(*(table.c[name] for name in once.columns)).where(*live(table, intake.owner), *only)
    found = {tuple(row) for row in _of_people(intake, table, people, query)}

    def is_taken(row: Row) -> bool:
        before = len(found)
        found.update([once.key(row)] if once.holds(row) else [])
        return once.holds(row) and len(found) == before

    return is_taken


def _insert(intake: Intake, name: str, section: Section, new: Kept, refs: Refs) -> None:
    if not new:
        return
    columns = ["id", *(each.key for each in section.table.c if each.key not in ("id", "member_id"))]
    bulk = Bulk(intake.connection, intake.owner, section.table, columns, object())
    ids = intake.reserve(section.table, len(new))
    for row_id, (entry, row) in zip(ids, new, strict=True):
        row["id"], row["created_at"] = row_id, row.get("created_at") or intake.book.now
        _complete(intake.book, section.table, row)
        _point(intake, refs, name, entry, row_id)
    fits = [bulk.fit[each] for each in columns]
    bulk.insert(tuple(fit(row[each]) for fit, each in zip(fits, columns, strict=True)) for _, row in new)
    if section.table is interactions:
        _insert_parts(intake, [(row["id"], each) for _, row in new for each in row["contacts"]])


def _complete(book: Book, table: Table, row: Row) -> None:
    if table is tasks and row["state"] == TaskState.OPEN and not row["rests"]:
        row["nudge_at"] = _nudge_at(book, row)
    elif table is drafts:
        row["kept_at"] = row["kept_at"] or row["created_at"]


def _insert_parts(intake: Intake, pairs: Sequence[tuple[int, int]]) -> None:
    columns = ("id", "interaction_id", "contact_id")
    bulk = Bulk(intake.connection, intake.owner, interaction_contacts, columns, Participant(0))
    ids = intake.reserve(interaction_contacts, len(pairs))
    bulk.insert((each, *pair) for each, pair in zip(ids, pairs, strict=True))


def _nudge_at(book: Book, row: Mapping[str, Any]) -> Any:
    """When an open task next belongs in a nudge; the member is looked at by then."""
    task = Task(row["kind"], row["contact_id"], row["due_on"], row["due_time"])
    if row["nudge_on"]:
        promises.nudge(book, task, row["nudge_on"])
    else:
        promises.nudge(book, task, row["due_on"], row["due_time"])
    return task.nudge_at


def _set_cadences(intake: Intake, entries: Sequence[Entry]) -> None:
    """Those of circles for which the member has set none."""
    member = intake.book.member
    said = {str(each.fields.get("circle", "")): each.fields["cadence"] for each in entries}
    new = {circle: rule for circle, rule in said.items() if circle not in (member.cadences or {})}
    if new:
        member.cadences = (member.cadences or {}) | new
        intake.cadences.update(new)


def _tell_apart(intake: Intake, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
    """Pairs that are two people; that they are stays, whatever becomes of the import."""
    people, pair = refs.get("contacts", {}), distinct_pairs.c
    ids = [(each, people.get(each.fields["contact"]), people.get(each.fields["other"])) for each in entries]
    pairs = {(min(one, other), max(one, other)) for _, one, other in ids if one and other and one != other}
    query = select(pair.contact_id, pair.other_id).where(pair.member_id == intake.owner)
    for chunk in _chunks({one for one, _ in pairs}):
        pairs -= {(row[0], row[1]) for row in intake.connection.execute(query.where(pair.contact_id.in_(chunk)))}
    bulk = Bulk(intake.connection, intake.owner, distinct_pairs, ("id", "contact_id", "other_id"), object())
    numbers = reserve(intake.connection, distinct_pairs, len(pairs))
    bulk.insert((number, *each) for number, each in zip(numbers, sorted(pairs), strict=True))
    return [_unfit(each, _STRANGER) for each, one, other in ids if one is None or other is None]


def _point(intake: Intake, refs: Refs, section: str, entry: Entry, row_id: int) -> None:
    ref = entry.fields.get("ref")
    if ref is not None:
        refs.setdefault(section, {})[ref] = row_id
        intake.refs[section][ref] = row_id


def _chunks(values: Collection[int]) -> list[list[int]]:
    listed = sorted(values)
    return [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]
