"""Reading our own JSON back, entry by entry, so that a file of any size needs little memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TextIO

from bot import errors
from bot.exchange import schema, texts
from bot.exchange.gathering import Gathered
from bot.exchange.records import Entry, Field, Format, Item, Reading, Record, Unreadable

LONGEST_ENTRY = 1024 * 1024  # characters
_CHUNK = 64 * 1024
_START = 4096
_VERSION = re.compile(r'"goodword"\s*:\s*(\d{1,9})\b')
_BROKEN = "the file is cut off or damaged here; what follows could not be read"

_FIELDS = {
    "name": Field.NAME, "title": Field.TITLE, "company": Field.COMPANY, "circle": Field.CIRCLE,
    "note": Field.NOTE, "where_met": Field.WHERE_MET, "introduced_by": Field.INTRODUCED_BY,
    "connected_on": Field.CONNECTED_ON, "slack_user_id": Field.SLACK, "archived_at": Field.ARCHIVED,
    "emails": Field.EMAIL, "phones": Field.PHONE, "links": Field.LINK, "tags": Field.TAGS,
    "former_employers": Field.FORMER,
}  # fmt: skip
_AS_THEY_ARE = (
    "do_not_contact", "cadence", "never_suggested", "rests_until", "suggested_on", "closeness", "created_at",
)  # fmt: skip


class _Broken(Exception):
    """The text is no JSON from here on."""


def read_ours(source: texts.Source, locale: str) -> Reading:
    """The people and all other entries of our own export.

    Raises:
        FileUnknown: it is some other JSON.
        FromNewerGoodword: its version is not known yet.
    """
    encoding = texts.encoding(source, locale)
    version = _VERSION.search(texts.open_text(source, encoding).read(_START))
    if not version:
        raise errors.FileUnknown
    if int(version[1]) > schema.VERSION:
        raise errors.FromNewerGoodword
    return Reading(Format.GOODWORD, _items(_Scanner(texts.open_text(source, encoding)), locale))


class _Scanner:
    """JSON looked at piece by piece."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._buffer = ""
        self._place = 0
        self.line = 1

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            rest = self._buffer[self._place : self._place + 1]
            if not rest and not self._fill():
                return ""
            if rest and not rest.isspace() and rest != "\ufeff":
                return rest
            self._advance(self._place + len(rest))

    def take(self, wanted: str) -> bool:
        """Pass over a character, if it comes next."""
        if self.peek() != wanted:
            return False
        self._advance(self._place + 1)
        return True

    def need(self, wanted: str) -> None:
        """Pass over a character that must come next."""
        if not self.take(wanted):
            raise _Broken

    def value(self) -> Any:
        """The next value, whole; it may have `LONGEST_ENTRY` characters."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._place)
            except (ValueError, RecursionError) as error:
                if len(self._buffer) - self._place > LONGEST_ENTRY or not self._fill():
                    raise _Broken from error
                continue
            if end == len(self._buffer) and self._fill():
                continue  # a number at the edge may go on
            self._advance(end)
            return value

    def _fill(self) -> bool:
        """Read on; what has been passed over is forgotten."""
        if more := self._text.read(_CHUNK):
            self._buffer, self._place = self._buffer[self._place :] + more, 0
        return bool(more)

    def _advance(self, place: int) -> None:
        self.line += self._buffer.count("\n", self._place, place)
        self._place = place


_DECODER = json.JSONDecoder()


def _items(scanner: _Scanner, locale: str) -> Iterator[Item]:
    try:
        scanner.need("{")
        while not scanner.take("}"):
            section = scanner.value()
            scanner.need(":")
            yield from _section(scanner, section, locale)
            scanner.take(",")
    except _Broken:
        yield Unreadable.at(scanner.line, _BROKEN)


def _section(scanner: _Scanner, section: Any, locale: str) -> Iterator[Item]:
    if scanner.peek() != "[":
        scanner.value()  # when it was exported, and the like
        return
    scanner.need("[")
    while not scanner.take("]"):
        line = scanner.line
        entry = scanner.value()
        yield _item(section, entry, line, locale)
        if scanner.peek() != "]":
            scanner.need(",")


def _item(section: Any, entry: Any, line: int, locale: str) -> Item:
    if not isinstance(section, str) or section not in schema.SECTIONS:
        return Unreadable.at(line, f"“{str(section)[:40]}” is nothing I know", _shown(entry))
    try:
        fields = schema.read(section, entry)
    except schema.Unfit as unfit:
        return Unreadable.at(line, str(unfit), _shown(entry))
    return _person(fields, line, locale) if section == "contacts" else Entry(section, fields, line)


def _person(fields: dict[str, Any], line: int, locale: str) -> Record | Unreadable:
    gathered = Gathered(line, locale)
    for name, field in _FIELDS.items():
        value = fields.get(name, "")
        for text in value if isinstance(value, list) else [value]:
            gathered.add(field, text)
    person = gathered.record()
    if isinstance(person, Unreadable):
        return person
    return replace(
        person,
        ref=fields["ref"],
        doubtful=tuple(fields.get("doubtful", ())),
        **{name: fields[name] for name in _AS_THEY_ARE if name in fields},
    )


def _shown(entry: Any) -> str:
    return str(entry.get("name") or entry)[:400] if isinstance(entry, dict) else str(entry)[:400]
