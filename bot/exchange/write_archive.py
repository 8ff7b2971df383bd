"""The zip that a member takes away: everything in it, in four forms."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from bot.exchange.archives import OURS
from bot.exchange.records import Record
from bot.exchange.write_book import Book, write_book
from bot.exchange.write_calendar import write_calendar
from bot.exchange.write_cards import write_cards
from bot.exchange.write_table import write_table


def write_archive(file: BinaryIO, book: Book, people: Iterable[Record], exported_at: datetime, zone: str) -> None:
    """Write goodword.json, contacts.vcf, contacts.csv and tasks.ics into a zip.

    Args:
        file: where to; need not be seekable.
        book: everything, as `write_book` wants it. Sections that can be gone through several times, such as lists.
        people: the people with the notes on them, for vCards and table; can be gone through twice.
        exported_at: an aware instant; what the files are dated.
        zone: the member's time zone.
    """
    names = {one["ref"]: one["name"] for one in book.get("contacts", ())}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with _member(archive, OURS, exported_at) as member:
            write_book(member, book, exported_at, zone)
        with _member(archive, "contacts.vcf", exported_at) as member:
            write_cards(member, people)
        with _member(archive, "contacts.csv", exported_at) as member:
            write_table(member, people)
        with _member(archive, "tasks.ics", exported_at) as member:
            write_calendar(member, book.get("tasks", ()), names, exported_at, zone)


def _member(archive: zipfile.ZipFile, name: str, at: datetime) -> BinaryIO:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return archive.open(info, "w")  # type: ignore[return-value]
