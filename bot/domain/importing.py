"""Taking a file's people into a book: each is joined with whoever they are already, or added; nothing is planned.

A file is gone through in parts. A part is looked up in the book at once and put into it at once, by a `Shelf`; a trial
run looks only, and so keeps in mind whom it would have added.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bot.domain import names
from bot.domain.joining import (
    Addition,
    Key,
    Known,
    NewDetail,
    addition,
    apply,
    as_known,
    details_of,
    is_keyless,
    keys_of,
    whom,
)
from bot.domain.records import Entry, Item, Record, Unreadable
from bot.domain.tasks import TEXT_LIMIT

EXAMPLES = 5
SHOWN_UNREADABLE = 500  # lines kept to be explained; all are counted


# Of our own export: what each section's refs stand for in the book.
Refs = dict[str, dict[int, int]]


@dataclass(slots=True)
class Told:
    """A person of a file, with what it takes to recognise and to add them."""

    record: Record
    name_key: str
    details: list[NewDetail]
    keys: list[Key]
    known: Known | None = None  # as others of the file see them, if any asks

    def as_known(self) -> Known:
        """Them, as if they were in the book by now; always the same one."""
        if self.known is None:
            self.known = as_known(self.record, self.name_key, self.details)
        return self.known


class Noted(NamedTuple):
    """Notes that a file brings on somebody known, and who it says introduced them."""

    known: Known
    notes: list[str]
    introduced_by: str | None


@dataclass
class Index:
    """Who in a book has which key, and who has none: kept up to date while a file is taken in."""

    owners: dict[Key, list[int]]
    keyless: dict[str, list[int]]  # by the key of their name


class Shelf(Protocol):
    """A book, as far as an import goes: many people at once."""

    def index(self) -> Index:
        """Everybody in the book by what tells them from others."""
        ...

    def namesakes(self, name_keys: Collection[str]) -> Mapping[str, Sequence[int]]:
        """The ids of those who have one of the names."""
        ...

    def known(self, ids: Collection[int], *, notes: bool) -> Mapping[int, Known]:
        """These people; with their notes, and whether they were introduced, if these matter."""
        ...

    def add(self, people: Sequence[Told], additions: Sequence[Addition], noted: Sequence[Noted]) -> Sequence[int]:
        """Put new people into the book, and what is added to others; gives the ids of the new ones."""
        ...

    def enter(self, entries: Sequence[Entry], refs: Refs) -> list[Unreadable]:
        """Put other entries of an export into the book, but for those that are in it; gives those that don't fit.

        Args:
            refs: what the file's refs stand for; those of the entries are added.
        """
        ...


@dataclass
class Example:
    """One of the people of a file, for a preview."""

    name: str
    job: str
    is_new: bool


@dataclass
class Tally:
    """What came, or would come, of a file."""

    taken: int = 0  # items gone through
    new: int = 0
    known: int = 0
    merged: int = 0
    moved: int = 0
    unread: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    shown: int = SHOWN_UNREADABLE  # how many of the unreadable are kept

    def refuse(self, unreadable: Unreadable) -> None:
        """Count what is not taken in."""
        self.unread += 1
        if len(self.unreadable) < self.shown:
            self.unreadable.append(unreadable)

    def show(self, record: Record, *, is_new: bool) -> None:
        """Keep the first few people as examples."""
        if len(self.examples) < EXAMPLES:
            job = ", ".join(filter(None, (record.title, record.company)))
            self.examples.append(Example(record.name, job, is_new))


class Importer:
    """Goes through a file, part by part."""

    def __init__(self, tally: Tally, *, dry: bool = False, refs: Refs | None = None) -> None:
        """Count what comes of it into `tally`.

        Args:
            dry: only look.
            refs: of our own export, what was taken in before: after a crash, say.
        """
        self.tally = tally
        self._dry = dry
        self._refs: Refs = refs or {}
        self._people = self._refs.setdefault("contacts", {})
        self._claimed = set(self._people.values())
        self._index: Index | None = None
        self._begin()

    def take(self, shelf: Shelf, items: Sequence[Item]) -> None:
        """Take in one part of the file."""
        if self._index is None:
            self._index = shelf.index()
        told = [_told(item) for item in items if isinstance(item, Record)]
        if told:
            self._join_all(_Part(shelf, self._index, told), told)
        entries = [item for item in items if isinstance(item, Entry)]
        if entries:
            self._enter(shelf, entries)
        for item in items:
            if isinstance(item, Unreadable):
                self.tally.refuse(item)
        self.tally.taken += len(items)

    def _join_all(self, part: "_Part", told: Sequence[Told]) -> None:
        for each in told:
            self._join(part, each)
        if not self._dry:
            self._put_in(part.shelf)

    def _put_in(self, shelf: Shelf) -> None:
        """Put what was found into the book; whoever is new is in the index from now on, under their number."""
        assert self._index is not None
        ids = shelf.add(self._new, self._additions, self._noted)
        owners, keyless = self._index.owners, self._index.keyless
        for told, contact_id in zip(self._new, ids, strict=True):
            if told.record.ref is not None:
                self._people[told.record.ref] = contact_id
                self._claimed.add(contact_id)
                continue
            for key in told.keys:
                owners.setdefault(key, []).append(contact_id)
            if is_keyless(told.record):
                keyless.setdefault(told.name_key, []).append(contact_id)
        self._begin()

    def _begin(self) -> None:
        self._new: list[Told] = []  # in this part, or in all of a trial run
        self._additions: list[Addition] = []
        self._noted: list[Noted] = []
        self._owners: dict[Key, list[Told]] = {}
        self._namesakes: dict[str, list[Told]] = {}

    def _join(self, part: "_Part", told: Told) -> None:
        known = self._known(part, told)
        if known is None:
            self._add(told)
            return
        if told.record.ref is not None and known.id:
            self._people[told.record.ref] = known.id
            self._claimed.add(known.id)
        added = addition(told.record, told.details, known)
        noted = _noted(told.record, known)
        if not added and not noted:
            self.tally.known += 1
            return
        self.tally.merged += 1
        self.tally.moved += added.has_moved
        self.tally.show(told.record, is_new=False)
        apply(added)
        if not self._dry:
            self._additions += [added] if added else []
            self._noted += [noted] if noted else []

    def _add(self, told: Told) -> None:
        self.tally.new += 1
        self.tally.show(told.record, is_new=True)
        if not self._dry:
            self._new.append(told)
        if told.record.ref is not None:
            return  # our own export tells people apart
        for key in told.keys:
            self._owners.setdefault(key, []).append(told)
        self._namesakes.setdefault(told.name_key, []).append(told)

    def _known(self, part: "_Part", told: Told) -> Known | None:
        """Whom a record is about: of the book, or of the same file."""
        found = [(key, people) for key in told.keys if (people := self._having(part, key, told))]
        namesakes = self._of_that_name(part, told)
        if not found and not namesakes:
            return None
        return whom(told.record, told.name_key, found, namesakes)

    def _having(self, part: "_Part", key: Key, told: Told) -> list[Known]:
        people = self._free(part, part.index.owners.get(key), told)
        if key in self._owners and told.record.ref is None:
            people += [each.as_known() for each in self._owners[key]]
        return people

    def _of_that_name(self, part: "_Part", told: Told) -> list[Known]:
        name_key = told.name_key
        people = self._free(part, part.namesakes(told), told)
        if name_key in self._namesakes and told.record.ref is None:
            people += [each.as_known() for each in self._namesakes[name_key]]
        return people

    def _free(self, part: "_Part", ids: Iterable[int] | None, told: Told) -> list[Known]:
        """Those people; but two people of our own export are never one."""
        if not ids:
            return []
        taken: Collection[int] = self._claimed if told.record.ref is not None else ()
        return [part.known[each] for each in ids if each in part.known and each not in taken]

    def _enter(self, shelf: Shelf, entries: Sequence[Entry]) -> None:
        if not self._dry:
            for unfit in shelf.enter(entries, self._refs):
                self.tally.refuse(unfit)


class _Part:
    """One part of a file, with all of the book that it may be about."""

    def __init__(self, shelf: Shelf, index: Index, told: Sequence[Told]) -> None:
        self.shelf, self.index = shelf, index
        nameless = {each.name_key for each in told if is_keyless(each.record)}
        self._namesakes = shelf.namesakes(nameless) if nameless else {}
        ids = {one for each in told for key in each.keys for one in index.owners.get(key, ())}
        ids.update(one for each in told for one in self.namesakes(each) or ())
        notes = any(each.record.note or each.record.introduced_by for each in told)
        self.known = shelf.known(ids, notes=notes) if ids else {}

    def namesakes(self, told: Told) -> Sequence[int] | None:
        """The ids of those of that name who could be meant for lack of anything that tells people apart."""
        return (self._namesakes if is_keyless(told.record) else self.index.keyless).get(told.name_key)


def _told(record: Record) -> Told:
    every = details_of(record)
    return Told(record, names.key(record.name), every, keys_of(record, every))


def _noted(record: Record, known: Known) -> Noted | None:
    """The notes that are not there yet, and the introducer of somebody who has none."""
    if not record.note and not record.introduced_by:
        return None
    notes = [part for part in record.notes(TEXT_LIMIT) if part not in known.notes]
    by = None if known.is_introduced else record.introduced_by
    known.notes.update(notes)
    known.is_introduced = known.is_introduced or by is not None
    return Noted(known, notes, by) if notes or by else None
