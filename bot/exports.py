"""Handing a member's book out: everything in it, in one zip."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from bot.domain.model import Member
from bot.domain.records import Record
from bot.exchange import schema
from bot.exchange.write_archive import write_archive
from bot.storage.book import Books
from bot.storage.outgoing import Everything


def export(books: Books, member: Member, file: BinaryIO) -> int:
    """Write all of a member's book into a zip; gives how many people there are.

    Args:
        file: where to; need not be seekable.
    """
    with books.read(member) as book:
        everything, now, zone = book.everything(), book.now, book.member.zone
    contacts = [schema.contact(person) for person in everything.people]
    write_archive(file, {"contacts": contacts, **everything.sections}, _People(everything), now, zone)
    with books.open(member, track=False) as book:
        book.member.exported_on = book.today
    return len(everything.people)


def file_name(now: datetime) -> str:
    """What the zip is called."""
    return f"goodword-{now:%Y-%m-%d}.zip"


class _People:
    """The people, to be gone through more than once."""

    def __init__(self, everything: Everything) -> None:
        self._everything = everything

    def __iter__(self) -> Iterator[Record]:
        return self._everything.told()
