"""Reading a file, whatever it is."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from bot import errors
from bot.exchange import archives
from bot.exchange.cards import read_cards
from bot.exchange.ours import read_ours
from bot.exchange.records import Field, Item, Reading, Unreadable
from bot.exchange.rows import read_table
from bot.exchange.texts import Source

LARGEST = 20 * 1024 * 1024  # bytes
MOST_ITEMS = 500_000  # no network is larger; a file of four million tiny rows would take minutes

_START = 4096
_CSV_OR_CARDS = "I read CSV and vCard files, the zip that LinkedIn sends, and Goodword's own exports."
_IN_EXCEL = "In Excel, choose Save As and “CSV UTF-8”, then send me that file."
# How files that are no lists of contacts begin.
_OTHER_KINDS = (
    (b"%PDF", "a PDF", _CSV_OR_CARDS),
    (b"\x89PNG", "a picture", _CSV_OR_CARDS),
    (b"\xff\xd8\xff", "a picture", _CSV_OR_CARDS),
    (b"GIF8", "a picture", _CSV_OR_CARDS),
    (b"\xd0\xcf\x11\xe0", "an old Excel, Word or Outlook file", _IN_EXCEL),
    (b"{\\rtf", "a text document", _CSV_OR_CARDS),
    (b"\x1f\x8b", "a gzip file", "Could you unpack it and send me what is inside?"),
    (b"7z\xbc\xaf", "a 7z file", "Could you unpack it and send me what is inside?"),
    (b"Rar!", "a RAR file", "Could you unpack it and send me what is inside?"),
    (b"SQLite format 3", "a database", _CSV_OR_CARDS),
    (b"!BDN", "an Outlook data file", "In Outlook, export your contacts as CSV, then send me that file."),
)
_WEB_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|\?xml|table)", re.IGNORECASE | re.DOTALL)
_CALENDAR = re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE)
_CARDS = re.compile(rb"(?:^|[\r\n])[ \t]*BEGIN:VCARD", re.IGNORECASE)


def read(file: BinaryIO, mapping: Mapping[int, Field | None] | None = None, locale: str = "en-US") -> Reading:
    """What is in a file of contacts, whatever program made it: its people one by one, and what could not be read.

    Args:
        file: read to its end, from where it stands; at most `LARGEST` bytes.
        mapping: of a table, what columns (numbered from 0) hold, where the member corrected it.
        locale: the member's ("en-US"): for bare dates, phone numbers without a country, and old code pages.

    Raises:
        FileRefused: or rather one of its kind that says what is wrong. `ColumnsUnknown` may be helped by a
            mapping: its fact `table` holds the columns.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise errors.FileTooBig(limit=LARGEST // 1024**2)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise errors.FileEmpty
    reading = _read(data, mapping, locale)
    reading.items = _some(reading.items)
    return reading


def _read(data: bytes, mapping: Mapping[int, Field | None] | None, locale: str) -> Reading:
    if not data.startswith(b"PK\x03\x04"):
        return _read_text(data[:_START], lambda: BytesIO(data), mapping, locale)
    inside, source = archives.contacts_in(data)
    with source() as unpacked:
        start = unpacked.read(_START)
    reading = _read_text(start, source, mapping, locale)
    reading.inside = inside
    return reading


def _some(items: Iterator[Item]) -> Iterator[Item]:
    for count, item in enumerate(items):
        if count == MOST_ITEMS:
            yield Unreadable.at(item.line, f"I read {MOST_ITEMS:,} at most; from here on the file is left out")
            return
        yield item


def _read_text(start: bytes, source: Source, mapping: Mapping[int, Field | None] | None, locale: str) -> Reading:
    for beginning, what, instead in _OTHER_KINDS:
        if start.startswith(beginning):
            raise errors.FileOfOtherKind(what=what, instead=instead)
    bare = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # UTF-16 as well
    if _WEB_PAGE.match(bare):
        raise errors.FileOfOtherKind(what="a web page", instead=_CSV_OR_CARDS)
    if _CALENDAR.match(bare):
        raise errors.FileOfOtherKind(what="a calendar", instead=_CSV_OR_CARDS)
    if _CARDS.search(bare):
        return read_cards(source, locale)
    if bare.lstrip().startswith(b"{"):
        return read_ours(source, locale)
    return read_table(source, locale, mapping)
