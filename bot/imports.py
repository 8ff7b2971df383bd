"""Taking a file into a member's book, part by part: each part is one short transaction, so that nobody waits for long
and a crash costs nothing."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from bot.domain.importing import SHOWN_UNREADABLE, Importer, Tally
from bot.domain.jobs import Import
from bot.domain.model import Member
from bot.domain.records import Item, Unreadable
from bot.exchange.reading import read
from bot.exchange.records import Column, Field, Format, Reading
from bot.storage.book import Books, StoredBook

PART = 5000  # rows, cards or entries; a fifth of a second's work

Mapped = Mapping[int, Field | None]


@dataclass(frozen=True)
class Preview:
    """What would come of a file."""

    format: Format
    columns: tuple[Column, ...]
    tally: Tally
    inside: str | None = None  # of a zip: the file that was read


def mapping_of(import_: Import) -> dict[int, Field | None]:
    """What the member says the columns are, as `read` wants it."""
    return {int(index): Field(field) if field else None for index, field in import_.mapping.items()}


def preview(books: Books, member: Member, data: bytes, mapping: Mapped | None = None) -> Preview:
    """What would come of a file; nothing is changed.

    Raises:
        FileRefused: it can't be read.
    """
    reading = read(BytesIO(data), mapping, member.locale)
    tally = Tally()
    importer = Importer(tally, dry=True)
    with _seldom_cleaned(), books.read(member) as book:
        for part in _parts(reading):
            importer.take(book.intake(None), part)
    return Preview(reading.format, reading.columns, tally, reading.inside)


def run(
    books: Books,
    member: Member,
    import_id: int,
    data: bytes,
    goes_on: Callable[[StoredBook, Import], bool] = lambda book, import_: True,
    told: Callable[[Import], object] = lambda import_: None,
    shown: int = SHOWN_UNREADABLE,
) -> Import:
    """Take a file in, from where an earlier run of the same import got to.

    Args:
        goes_on: asked within each part's transaction whether to go on; if not, that part and all later ones are left.
        told: called with how far it is, after each part.
        shown: so many of the lines that can't be read are kept, to be explained.

    Raises:
        FileRefused: it can't be read; nothing of it is taken in.
    """
    with books.read(member) as book:
        import_ = book.import_(import_id)
        mapping, refs = mapping_of(import_), book.refs_of(import_id)
    reading = read(BytesIO(data), mapping, member.locale)
    tally = _tally_of(import_, shown)
    importer = Importer(tally, refs=refs)
    items = islice(reading.items, import_.taken, None)
    with _seldom_cleaned():
        while part := list(islice(items, PART)):
            with books.open(member, track=False, lasting=False) as book:
                import_ = book.import_(import_id)
                if import_.taken != tally.taken or not goes_on(book, import_):
                    return import_
                intake = book.intake(import_id)
                importer.take(intake, part)
                intake.close()
                _note(import_, tally, reading)
            told(import_)
    with books.open(member, track=False) as book:
        import_ = book.import_(import_id)
        if import_.finished_at is None and goes_on(book, import_):
            book.name_introducers(import_id)
            import_.finished_at, import_.total = book.now, import_.taken
            import_.format = reading.format
    return import_


def columns_for(columns: Sequence[Column]) -> list[list[object]]:
    """A table's columns as an import keeps them."""
    return [[column.header, column.field and column.field.value, column.example] for column in columns]


def note_preview(import_: Import, seen: Preview) -> None:
    """Keep what would come of a file."""
    for name in ("new", "known", "merged", "moved", "unread"):
        setattr(import_, name, getattr(seen.tally, name))
    import_.total, import_.format = seen.tally.taken, seen.format.value
    import_.columns = columns_for(seen.columns)
    import_.unreadable = [[each.line, each.why, each.text] for each in seen.tally.unreadable]


def new_import(name: str, file_id: str | None = None) -> Import:
    """An import of a file of that name, not begun yet."""
    return Import(name, file_id)


def unreadable_of(import_: Import) -> list[Unreadable]:
    """The lines an import could not read, as far as they are kept."""
    return [Unreadable(*each) for each in import_.unreadable]


def _parts(reading: Reading) -> Iterator[list[Item]]:
    while part := list(islice(reading.items, PART)):
        yield part


def _tally_of(import_: Import, shown: int) -> Tally:
    """What an earlier run had counted."""
    counted = {name: getattr(import_, name) for name in _COUNTED}
    return Tally(**counted, unreadable=unreadable_of(import_), shown=shown)


def _note(import_: Import, tally: Tally, reading: Reading) -> None:
    for name in _COUNTED:
        setattr(import_, name, getattr(tally, name))
    if len(tally.unreadable) != len(import_.unreadable):
        import_.unreadable = [[each.line, each.why, each.text] for each in tally.unreadable]
    import_.format = reading.format


_COUNTED = ("taken", "new", "known", "merged", "moved", "unread")


@contextmanager
def _seldom_cleaned() -> Iterator[None]:
    """Let Python look for garbage less often: of what an import makes, none is in cycles, and much is kept."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
