"""A book while a file is taken in: looked up and written for many people at once, past the session.

Bulk statements on owned tables: each takes the owner and names it in its condition or its rows. What is put in is noted
as it goes, piece by piece, so that the import can be undone as a whole.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, or_, select, update

from bot.domain import names
from bot.domain.book import Book
from bot.domain.importing import Index, Noted, Refs, Told
from bot.domain.joining import SLACK, Addition, Known
from bot.domain.model import (
    Contact,
    Detail,
    DetailKind,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Participant,
)
from bot.domain.records import Entry, Unreadable
from bot.domain.tasks import TEXT_LIMIT
from bot.storage import entering
from bot.storage.bulk import Bulk, Row, ranges, reserve
from bot.storage.changes import encoded
from bot.storage.session import fold
from bot.storage.tables import (
    contact_details,
    contacts,
    interaction_contacts,
    interactions,
    introductions,
)
from bot.storage.tables_exchange import imported

CHUNK = 500  # values in one condition
CACHE = 32 * 1024  # KiB: names and keys come in any order, and so belong all over the indexes

_CONTACT = (
    "id", "name", "name_key", "title", "company", "search_text", "circle", "where_met", "slack_user_id",
    "do_not_contact", "connected_on", "created_at", "archived_at",
)  # fmt: skip
_OURS = ("cadence", "never_suggested", "rests_until", "suggested_on", "closeness")  # known by our own exports alone
_DETAIL = ("id", "contact_id", "kind", "value", "key", "search_text")
_KNOWN = (
    "id", "name", "name_key", "title", "company", "circle", "where_met", "slack_user_id", "do_not_contact",
    "connected_on", "archived_at", *_OURS,
)  # fmt: skip
_TELLING = (DetailKind.EMAIL, DetailKind.PHONE, DetailKind.LINK)


class Intake:
    """One member's book for one part of an import; keeps `domain.importing.Shelf`'s promises."""

    def __init__(self, connection: Connection, owner: int, import_id: int | None, book: Book) -> None:
        """Work on the book of the member whose id is `owner`, in its open transaction.

        Args:
            import_id: what the rows belong to; none to look only.
        """
        self.connection, self.owner, self.book = connection, owner, book
        self._import_id, self._now, self._today = import_id, book.now, book.today
        self._added: dict[str, list[int]] = defaultdict(list)
        self._changed: list[dict[str, Any]] = []
        if import_id is not None and connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
        self.refs: Refs = defaultdict(dict)  # of an export: what its refs stand for
        self.cadences: dict[str, str] = {}  # of circles, that were set

    # --- looking up ---

    def index(self) -> Index:
        """Everybody in the book by what tells them from others."""
        detail, owners = contact_details.c, defaultdict(list)
        live = (detail.member_id == self.owner, detail.deleted_at.is_(None))
        for kind in _TELLING:
            rows = select(detail.key, detail.contact_id).where(*live, detail.kind == kind).order_by(detail.contact_id)
            for key, contact_id in self.connection.execute(rows):
                owners[kind.value, key].append(contact_id)
        keyless = defaultdict(list)
        told = {each for ids in owners.values() for each in ids}
        people = self._contacts(contacts.c.id, contacts.c.name_key, contacts.c.slack_user_id)
        for contact_id, name_key, slack_user_id in self.connection.execute(people.order_by(contacts.c.id)):
            if slack_user_id:
                owners[SLACK, slack_user_id].append(contact_id)
            elif contact_id not in told:
                keyless[name_key].append(contact_id)
        return Index(dict(owners), dict(keyless))

    def namesakes(self, name_keys: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The ids of those who have one of the names."""
        found: dict[str, list[int]] = defaultdict(list)
        for chunk in _chunks(name_keys):
            query = self._contacts(contacts.c.name_key, contacts.c.id).where(contacts.c.name_key.in_(chunk))
            for name_key, contact_id in self.connection.execute(query.order_by(contacts.c.id)):
                found[name_key].append(contact_id)
        return found

    def known(self, ids: Collection[int], *, notes: bool) -> Mapping[int, Known]:
        """These people; with their notes, and whether they were introduced, if these matter."""
        found = self._known(ids)
        if notes:
            self._read_notes(found)
        return found

    def _known(self, ids: Collection[int]) -> dict[int, Known]:
        found: dict[int, Known] = {}
        detail = contact_details.c
        for chunk in _chunks(sorted(ids)):
            people = self._contacts(*(contacts.c[name] for name in _KNOWN)).where(contacts.c.id.in_(chunk))
            found.update((row[0], Known(*row)) for row in self.connection.execute(people))
            theirs = (detail.member_id == self.owner, detail.contact_id.in_(chunk), detail.deleted_at.is_(None))
            rows = select(detail.contact_id, detail.kind, detail.key, detail.value).where(*theirs).order_by(detail.id)
            for contact_id, kind, key, value in self.connection.execute(rows):
                if contact_id in found:
                    found[contact_id].details[kind, key] = value
        return found

    def _read_notes(self, known: Mapping[int, Known]) -> None:
        part, said = interaction_contacts.c, interactions.c
        for chunk in _chunks(sorted(known)):
            joined = (said.id == part.interaction_id, said.member_id == self.owner, said.kind == InteractionKind.NOTE)
            theirs = (part.member_id == self.owner, part.contact_id.in_(chunk), part.deleted_at.is_(None))
            texts = select(part.contact_id, said.text).where(*theirs, *joined, said.deleted_at.is_(None))
            for contact_id, text in self.connection.execute(texts):
                known[contact_id].notes.add(text)
            one = introductions.c
            received = (one.kind == IntroductionKind.RECEIVED, one.deleted_at.is_(None), one.contact_id.in_(chunk))
            for contact_id in self.connection.scalars(
                select(one.contact_id).where(one.member_id == self.owner, *received)
            ):
                known[contact_id].is_introduced = True

    def _contacts(self, *columns: Any) -> Select[Any]:
        return select(*columns).where(contacts.c.member_id == self.owner, contacts.c.deleted_at.is_(None))

    # --- putting in ---

    def add(self, people: Sequence[Told], additions: Sequence[Addition], noted: Sequence[Noted]) -> Sequence[int]:
        """Put new people into the book, and what is added to others; gives the ids of the new ones."""
        ids = self.reserve(contacts, len(people))
        for told, contact_id in zip(people, ids, strict=True):
            if told.known is not None:
                told.known.id = contact_id
            if told.record.ref is not None:
                self.refs["contacts"][told.record.ref] = contact_id
        self._insert_people(people, ids)
        self._change(additions, set(ids))
        details = [(contact_id, told.details) for told, contact_id in zip(people, ids, strict=True)]
        details += [(added.known.id, added.details) for added in additions]
        self._insert_details([(contact_id, each) for contact_id, every in details for each in every])
        notes = [
            (contact_id, told.record.created_at, part)
            for told, contact_id in zip(people, ids, strict=True)
            if told.record.note
            for part in told.record.notes(TEXT_LIMIT)
        ]
        self._insert_notes([*notes, *((each.known.id, None, part) for each in noted for part in each.notes)])
        told_by = [
            (contact_id, told.record.introduced_by, told.record.connected_on)
            for told, contact_id in zip(people, ids, strict=True)
            if told.record.introduced_by
        ]
        told_by += [(each.known.id, each.introduced_by, None) for each in noted if each.introduced_by]
        self._insert_introductions(told_by)
        return ids

    def enter(self, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
        """Put other entries of an export into the book, but for those that are in it; gives those that don't fit."""
        return entering.enter(self, entries, refs)

    def close(self) -> None:
        """Note what was put in, for the import to be undone."""
        if self._import_id is None or not (self._added or self._changed or self.refs or self.cadences):
            return
        rows = {
            "added": {name: ranges(ids) for name, ids in self._added.items()},
            "changed": self._changed,
            "cadences": self.cadences,
            "refs": {section: list(refs.items()) for section, refs in self.refs.items()},
        }
        values = {"member_id": self.owner, "import_id": self._import_id, "rows": rows}
        self.connection.execute(insert(imported).values(values))

    def reserve(self, table: Table, count: int) -> Sequence[int]:
        """Numbers for so many new rows, noted as the import's."""
        ids = reserve(self.connection, table, count)
        if ids:
            self._added[table.name] += ids
        return ids

    def _insert_people(self, people: Sequence[Told], ids: Sequence[int]) -> None:
        ours = _OURS if any(told.record.ref is not None for told in people) else ()
        bulk = Bulk(self.connection, self.owner, contacts, (*_CONTACT, *ours), Contact(""))
        fit_day, fit_at, now = bulk.fit["connected_on"], bulk.fit["created_at"], bulk.fit["created_at"](self._now)
        fit_circle, fit_ours = bulk.fit["circle"], [(bulk.fit[name], name) for name in ours]

        def row(contact_id: int, told: Told) -> Row:
            one = told.record
            return (
                contact_id,
                one.name,
                told.name_key,
                one.title,
                one.company,
                fold(" ".join(filter(None, (one.name, one.company, one.title, one.where_met)))),
                one.circle and fit_circle(one.circle),
                one.where_met,
                one.slack_user_id,
                one.do_not_contact,
                one.connected_on and fit_day(one.connected_on),
                fit_at(one.created_at) if one.created_at else now,
                one.archived_at and fit_at(one.archived_at),
                *(fit(getattr(one, name)) for fit, name in fit_ours),
            )

        bulk.insert(map(row, ids, people))

    def _insert_details(self, every: Sequence[tuple[int, Any]]) -> None:
        bulk = Bulk(self.connection, self.owner, contact_details, _DETAIL, Detail(DetailKind.TAG, "", ""))
        ids = self.reserve(contact_details, len(every))
        bulk.insert(
            (detail_id, contact_id, each.kind.value, each.value, each.key, fold(each.value))
            for detail_id, (contact_id, each) in zip(ids, every, strict=True)
        )

    def _insert_notes(self, notes: Sequence[tuple[int, datetime | None, str]]) -> None:
        if not notes:
            return
        like = Interaction(InteractionKind.NOTE, self._today, created_at=self._now)
        said = Bulk(self.connection, self.owner, interactions, ("id", "text"), like)
        ids = self.reserve(interactions, len(notes))
        said.insert((each, text) for each, (_, _, text) in zip(ids, notes, strict=True))
        columns = ("id", "interaction_id", "contact_id")
        parts = Bulk(self.connection, self.owner, interaction_contacts, columns, Participant(0))
        numbers = self.reserve(interaction_contacts, len(notes))
        contact_ids = [contact_id for contact_id, _, _ in notes]
        parts.insert(zip(numbers, ids, contact_ids, strict=True))

    def _insert_introductions(self, told: Sequence[tuple[int, str | None, date | None]]) -> None:
        """Who introduced whom, in words; who that is in the book, `name_introducers` finds in the end."""
        if not told:
            return
        state = IntroductionState.CLOSED  # long done: nothing is owed for it
        like = Introduction(IntroductionKind.RECEIVED, 0, self._today, state=state, created_at=self._now)
        columns = ("id", "contact_id", "introducer_name", "on")
        bulk = Bulk(self.connection, self.owner, introductions, columns, like)
        fit = bulk.fit["on"]
        ids = self.reserve(introductions, len(told))
        bulk.insert(
            (each, contact_id, name or "", fit(on or self._today))
            for each, (contact_id, name, on) in zip(ids, told, strict=True)
        )

    def _change(self, additions: Sequence[Addition], new: Collection[int]) -> None:
        """Fill and mend columns of people who are in the book, noting what stood there."""
        for added in additions:
            if added.columns:
                self._change_one(added, is_new=added.known.id in new)

    def _change_one(self, added: Addition, *, is_new: bool) -> None:
        theirs = (contacts.c.member_id == self.owner, contacts.c.id == added.known.id)
        columns = [*added.columns, "search_text"]
        before = self.connection.execute(select(*(contacts.c[name] for name in columns)).where(*theirs)).one()
        known = added.known
        parts = (known.name, known.company, known.title, known.where_met)
        after = added.columns | {"search_text": fold(" ".join(filter(None, parts)))}
        self.connection.execute(update(contacts).where(*theirs).values(after))
        if not is_new:
            entry = {"table": contacts.name, "id": known.id}
            entry["before"] = {name: encoded(value) for name, value in before._mapping.items()}
            entry["after"] = {name: encoded(after[name]) for name in columns}
            self._changed.append(entry)


def name_introducers(connection: Connection, owner: int, import_id: int) -> None:
    """Let the introductions of an import, in the book of the member whose id is `owner`, point to who made them.

    Somebody is meant by a name if they alone have it.
    """
    one = introductions.c
    mine = (one.member_id == owner, one.introducer_id.is_(None), one.deleted_at.is_(None))
    for first, last in _added(connection, owner, import_id, introductions):
        rows = connection.execute(
            select(one.id, one.contact_id, one.introducer_name).where(*mine, one.id.between(first, last))
        ).all()
        for chunk in _chunks(rows):
            keys = {names.key(row.introducer_name) for row in chunk}
            called = or_(contacts.c.name_key.in_(keys))
            theirs = (contacts.c.member_id == owner, contacts.c.deleted_at.is_(None), called)
            found: dict[str, list[int]] = defaultdict(list)
            for name_key, contact_id in connection.execute(select(contacts.c.name_key, contacts.c.id).where(*theirs)):
                found[name_key].append(contact_id)
            for row in chunk:
                people = found.get(names.key(row.introducer_name), [])
                if len(people) == 1 and people[0] != row.contact_id:
                    here = (one.member_id == owner, one.id == row.id)
                    connection.execute(update(introductions).where(*here).values(introducer_id=people[0]))


def refs_of(connection: Connection, owner: int, import_id: int) -> Refs:
    """What an import of the member whose id is `owner` has taken in of an export, by the export's refs."""
    refs: Refs = {}
    for rows in pieces(connection, owner, import_id):
        for section, pairs in rows["refs"].items():
            refs.setdefault(section, {}).update((ref, row_id) for ref, row_id in pairs)
    return refs


def pieces(connection: Connection, owner: int, import_id: int) -> Iterator[dict[str, Any]]:
    """What was noted of an import of the member whose id is `owner`, in its order."""
    theirs = (imported.c.member_id == owner, imported.c.import_id == import_id)
    yield from connection.scalars(select(imported.c.rows).where(*theirs).order_by(imported.c.id)).all()


def _added(connection: Connection, owner: int, import_id: int, table: Table) -> Iterator[tuple[int, int]]:
    for rows in pieces(connection, owner, import_id):
        yield from rows["added"].get(table.name, ())


def _chunks(values: Collection[Any]) -> Iterator[Sequence[Any]]:
    listed = values if isinstance(values, list) else list(values)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
