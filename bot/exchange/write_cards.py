"""People as vCards of version 4.0, which phones and address books take in."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from bot.exchange.cards import OWN
from bot.exchange.records import Field, Record

_LONGEST_LINE = 75  # bytes, as the standard advises
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", ",": r"\,", ";": r"\;"})


def write_cards(file: BinaryIO, records: Iterable[Record]) -> None:
    """Write a card for each person, one after the other, in UTF-8."""
    for record in records:
        lines = ("BEGIN:VCARD", "VERSION:4.0", *_properties(record), "END:VCARD")
        file.write(b"".join(map(_folded, lines)))


def _properties(record: Record) -> Iterator[str]:
    yield f"FN:{_escaped(record.name)}"
    yield f"N:{_name_parts(record.name)}"
    yield from _line("TITLE", record.title)
    yield from _line("ORG", record.company)
    for name, values in (("EMAIL", record.emails), ("TEL", record.phones), ("URL", record.links)):
        for value in values:
            yield from _line(name, value)
    if record.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, record.tags))}"
    yield from _own(record)
    yield from _line("NOTE", record.note)


def _own(record: Record) -> Iterator[str]:
    """What vCards have no property for."""
    yield from _line(OWN[Field.CIRCLE], record.circle)
    yield from _line(OWN[Field.WHERE_MET], record.where_met)
    yield from _line(OWN[Field.INTRODUCED_BY], record.introduced_by)
    for employer in record.former_employers:
        yield from _line(OWN[Field.FORMER], employer)
    yield from _line(OWN[Field.CONNECTED_ON], _iso(record.connected_on))
    yield from _line(OWN[Field.SLACK], record.slack_user_id)
    yield from _line(OWN[Field.DO_NOT_CONTACT], "yes" if record.do_not_contact else None)
    yield from _line(OWN[Field.ARCHIVED], _iso(record.archived_at))


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _line(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{name}:{_escaped(value)}"


def _escaped(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _name_parts(name: str) -> str:
    """Last, first: programs sort by it. The last word is the last name, which is a guess."""
    first, _, last = name.rpartition(" ")
    return f"{_escaped(last)};{_escaped(first)};;;"


def _folded(line: str) -> bytes:
    """The line, broken so that no part is longer than the standard has it and no character is cut in two."""
    raw = line.encode("utf-8", "replace")
    if len(raw) <= _LONGEST_LINE:
        return raw + b"\r\n"
    parts, start = [], 0
    while start < len(raw):
        end = start + _LONGEST_LINE - (start > 0)
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(raw[start:end])
        start = end
    return b"\r\n ".join(parts) + b"\r\n"
