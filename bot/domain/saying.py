"""What a member said in one message: its lines, what was asked and mended since, and what came of it.

It is kept as JSON for as long as its buttons stand, so that it can be read again as on the day it was said.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial

from bot.domain import capture, fixing, when
from bot.domain.book import Book
from bot.domain.captures import many
from bot.domain.captures.facts import Capture
from bot.domain.captures.known import Known
from bot.domain.model import Member
from bot.domain.recording import Recorded, describe, record

KIND = "capture"  # of the question that keeps it


@dataclass
class Line:
    """One line, and what the member said of it since."""

    text: str
    is_named: bool = False  # it begins with a name, however that is written
    chosen: dict[str, int | None] = field(default_factory=dict)  # key of a name -> who was meant; None is somebody new
    dropped: list[str] = field(default_factory=list)  # keys of facts that were unticked
    mended: dict[str, str] = field(default_factory=dict)  # keys of facts, and what they should be
    new: dict[str, int] = field(default_factory=dict)  # keys of the names that were added, and their ids
    contact: int = 0  # the first person's id


@dataclass
class Said:
    """One message."""

    now: datetime  # when it was said
    lines: list[Line]
    header: str = ""  # words that apply to every line
    unclear: list[str] = field(default_factory=list)  # lines that say nothing of anybody
    change: str = ""  # the unit of work that recorded it
    names: list[str] = field(default_factory=list)  # whom of those it may speak of the book held then
    companies: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        """For a column of the database."""
        return json.dumps({**asdict(self), "now": self.now.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Said":
        """Back from `to_json`."""
        kept = json.loads(text)
        lines = [Line(**line) for line in kept.pop("lines")]
        return cls(datetime.fromisoformat(kept.pop("now")), lines, **kept)


def several(text: str, now: datetime, member: Member, known: Known = capture.NOBODY) -> Said:
    """The lines of a message: those that say something of somebody, and those that do not.

    Args:
        known: what the member's book holds already.
    """
    header, lines = many.parted(text)
    entries = many.read(header, lines[: many.MOST_LINES], _reader(now, member, known))
    good = [entry.line for entry in entries if entry.capture.is_capture]
    unclear = [entry.line for entry in entries if not entry.capture.is_capture]
    unclear += lines[many.MOST_LINES :]
    return Said(
        now,
        [Line(line) for line in good],
        header,
        unclear,
        names=sorted(known.names),
        companies=sorted(known.companies),
    )


def understood(said: Said, line: Line, member: Member) -> Capture:
    """What a line says, as the member mended it.

    Raises:
        UnreadableDay, DayInDoubt: a day that was mended is none, or could be two.
    """
    known = Known.of(said.names, said.companies)
    found = many.one(said.header, line.text, _reader(said.now, member, known, line.is_named))
    read_day: Callable[[str], when.Reading] = partial(when.read, now=said.now, zone=member.tz, locale=member.locale)
    return fixing.apply(found, line.dropped, line.mended, read_day)


def keep(book: Book, said: Said) -> list[Recorded]:
    """Put all that was said into the book."""
    every = []
    for line in said.lines:
        recorded = record(book, understood(said, line, book.member), line.chosen, line.new)
        line.new, line.contact = recorded.new, (recorded.first.contact.id or 0) if recorded.first else 0
        every.append(recorded)
    describe(book, every)
    said.change = book.change_id
    return every


def keep_anew(book: Book, said: Said) -> list[Recorded]:
    """Take back what was recorded of it, and record it as it is now; whoever was added stays the same contact.

    Raises:
        AlreadyUndone, TooLateToUndo, ChangedSince: that can't be taken back any more.
    """
    added = {contact_id for line in said.lines for contact_id in line.new.values()}
    book.undo(said.change, keeping=added)
    return keep(book, said)


def _reader(now: datetime, member: Member, known: Known, is_named: bool = False) -> Callable[[str], Capture]:
    return partial(capture.read, now=now, zone=member.tz, locale=member.locale, is_named=is_named, known=known)
