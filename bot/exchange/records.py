"""What is read from a file and written to one: people, other entries, and what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.records import Entry, Item, Record, Unreadable

__all__ = ["Column", "Entry", "Field", "Format", "Item", "Reading", "Record", "Unreadable"]


class Format(StrEnum):
    """What a file was found to be, in a member's words."""

    LINKEDIN = "LinkedIn connections"
    GOOGLE = "Google contacts"
    GOOGLE_OLD = "Google contacts (older)"
    OUTLOOK = "Outlook contacts"
    TABLE = "a table"
    VCARD = "vCards"
    GOODWORD_TABLE = "a table from Goodword"
    GOODWORD = "a Goodword export"


class Field(StrEnum):
    """What a column, or a property of a vCard, can tell of a person; the value is what a member calls it."""

    NAME = "name"
    FIRST = "first name"
    MIDDLE = "middle name"
    LAST = "last name"
    SUFFIX = "suffix"
    NICKNAME = "nickname"  # this and the next stand in for a name that is missing
    FILE_AS = "file as"
    TITLE = "title"
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    TAGS = "tags"
    CIRCLE = "circle"
    WHERE_MET = "where met"
    INTRODUCED_BY = "introduced by"
    FORMER = "former employers"
    CONNECTED_ON = "connected on"
    BIRTHDAY = "birthday"
    SLACK = "slack user"
    DO_NOT_CONTACT = "do not contact"
    ARCHIVED = "archived"
    NOTE = "note"


@dataclass(frozen=True)
class Column:
    """One column of a table: what is above it, what it is taken for (None: not taken in), an example."""

    index: int  # from 0; what a corrected mapping names it by
    header: str
    field: Field | None
    example: str = ""


@dataclass
class Reading:
    """A file as it was understood. Its items come one by one, once; read the file again for another round.

    Going through the items raises nothing: what cannot be read comes as an `Unreadable`.
    """

    format: Format
    items: Iterator[Item]
    columns: tuple[Column, ...] = ()  # of a table
    inside: str | None = None  # of a zip: the file that was read

    def __iter__(self) -> Iterator[Item]:
        """The people, the entries and what could not be read, as they stand in the file."""
        return self.items

    @property
    def mapping(self) -> dict[int, Field]:
        """What each column is taken for; to be corrected and handed to `read`."""
        return {column.index: column.field for column in self.columns if column.field}
