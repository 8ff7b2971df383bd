"""Short ways for the domain's tests to follow introductions through days and units of work."""

from collections.abc import Callable
from datetime import timedelta

from bot.clock import FrozenClock
from bot.domain import introductions, matchmaking, names
from bot.domain.model import Introduction, Member
from bot.storage.book import Books, StoredBook
from tests.domain.people import person

Step = Callable[[StoredBook], object]


def later(books: Books, days: int) -> None:
    """So many days pass; then time stands still."""
    books.clock = FrozenClock(books.clock.now() + timedelta(days=days))


def do(books: Books, member: Member, *steps: Step) -> str:
    """Steps, each a unit of work; the last one's change."""
    for step in steps:
        with books.open(member) as book:
            step(book)
    return book.change_id


def received(book: StoredBook, introducer: str, name: str, **more: object) -> Introduction:
    """Somebody introduced the member to somebody; both are added, or known by that very name."""
    return introductions.receive(book, known(book, introducer), known(book, name), **more).introduction


def made(book: StoredBook, one: str, other: str, **more: object) -> Introduction:
    """The member introduces two people to each other."""
    return matchmaking.make(book, known(book, one), known(book, other), **more).introduction


def known(book: StoredBook, name: str):
    """Whoever has that name, added if need be."""
    return next(iter(book.with_key(names.key(name))), None) or person(book, name)


def owed(book: StoredBook) -> list[str]:
    """What is open: "thank_you Bob 24 Nov"."""
    return sorted(f"{task.kind} {names.first(task.contact.name)} {task.due_on:%-d %b}" for task in book.open_tasks())


def owed_now(books: Books, member: Member) -> list[str]:
    """The same, looked up anew."""
    with books.read(member) as book:
        return owed(book)
