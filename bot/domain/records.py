"""What a file tells: people, other entries, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain import words
from bot.domain.model import Circle, Closeness

_SHOWN = 200  # characters of what could not be read, where it is shown


@dataclass(slots=True)  # not frozen: that takes twice as long, and there may be 100,000
class Record:
    """A person as a file tells of them, fit for a book: the name is clean, emails and phones are valid.

    What a file says that does not fit (an address that is none, a title too long) stands in `note`.
    """

    name: str  # at most `names.NAME_LIMIT` characters
    title: str | None = None
    company: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()  # in international form
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # without "#" and without spaces
    circle: Circle | None = None
    note: str | None = None  # may be longer than one note may be: see `notes`
    former_employers: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()  # emails that may have gone with a former job; only in our own exports
    where_met: str | None = None
    introduced_by: str | None = None  # a name
    connected_on: date | None = None
    slack_user_id: str | None = None
    do_not_contact: bool = False
    archived_at: datetime | None = None  # UTC
    # What follows is only in our own exports.
    cadence: str | None = None  # how often to keep in touch (see `domain.repeats`)
    never_suggested: bool = False
    rests_until: date | None = None
    suggested_on: date | None = None
    closeness: Closeness | None = None
    created_at: datetime | None = None  # UTC
    ref: int | None = None  # by what the file's other entries call this person
    line: int = field(default=0, compare=False)  # where it stood, from 1

    def notes(self, limit: int) -> list[str]:
        """The note in parts of at most `limit` characters, broken at lines or words where there are any."""
        rest, parts = self.note or "", []
        while len(rest) > limit:
            end = max(rest.rfind("\n", limit // 2, limit + 1), 0) or rest.rfind(" ", limit // 2, limit + 1)
            end = end if end > 0 else limit
            parts.append(rest[:end].strip())
            rest = rest[end:].strip()
        return [part for part in (*parts, rest) if part]


@dataclass(frozen=True)
class Unreadable:
    """A row, card or entry that is not taken in: where it stood (a line, from 1), why, and how it begins."""

    line: int
    why: str
    text: str = ""

    @classmethod
    def at(cls, line: int, why: str, text: str = "") -> "Unreadable":
        """With the text cut to what can be shown."""
        return cls(line, why, words.shorten(" ".join(text[: 4 * _SHOWN].split()), _SHOWN))


@dataclass(frozen=True)
class Entry:
    """Something of our own export that is no person: an interaction, a task, ... (see `schema`)."""

    section: str  # "interactions"
    fields: Mapping[str, Any]  # as `schema` says; people are named by their `ref`
    line: int = field(default=0, compare=False)


Item = Record | Unreadable | Entry
