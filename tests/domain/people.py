"""Short ways for the domain's tests to put people and promises into a book."""

from datetime import date, datetime, time

from bot.domain import contacts, digest, introductions, tasks
from bot.domain.book import Book
from bot.domain.model import Contact, Delivery, Task, TaskKind


def person(book: Book, name: str, **facts: object) -> Contact:
    """Somebody new, saved as a line about them would be."""
    return contacts.save(book, contacts.Facts(name, **facts)).contact


def promise(book: Book, contact: Contact, on: date, at: time | None = None, **more: object) -> Task:
    """A follow-up, unless it says otherwise."""
    kind = more.pop("kind", TaskKind.FOLLOW_UP)
    return tasks.plan(book, kind, contact, on, at, **more).task


def nudges_made(book: Book) -> list[Delivery]:
    """The deliveries that are due now, in the book."""
    return [book.add(delivery) for delivery in digest.make_due(book)]


def introducers(contact: Contact) -> list[str]:
    """The names of those who introduced somebody, the first one first; deleted ones too."""
    return [introductions.by(one) for one in contact.introducers]


def wall(moment: datetime | None, book: Book) -> str | None:
    """An instant as the member's wall has it: "Mon 23 08:30"."""
    return f"{moment.astimezone(book.member.tz):%a %-d %H:%M}" if moment else None
