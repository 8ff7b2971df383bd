"""What stands in a database that processes work on, looked at and put there from outside."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import text

from bot.clock import FrozenClock
from bot.domain import contacts, tasks
from bot.domain.model import TaskKind, Who
from bot.localslack import LocalSlack, Person
from bot.storage.book import Books
from bot.storage.engine import make_engine, reading


def promise(url: str, slack: LocalSlack, person: Person, names: Sequence[str], at: datetime) -> None:
    """Let a member have promised, a day before `at`, what belongs in the digest that is due at `at`."""
    engine = make_engine(url)
    books = Books(engine, FrozenClock(at - timedelta(days=1)))
    who = Who(slack.team_id, person.id)
    member = books.enrol(who, name=person.user.display_name, zone="UTC", locale="en-US", profile_at=books.clock.now())
    with books.open(member) as book:
        book.member.digest_time, book.member.workdays = time(0), "1234567"  # due at any time of any day
        book.member.welcomed_at = book.now
        for name in names:
            contact = contacts.save(book, contacts.Facts(name=name)).contact
            tasks.plan(book, TaskKind.FOLLOW_UP, contact, book.today)
    engine.dispose()


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    engine = make_engine(url)
    try:
        with reading(engine) as connection:
            return [tuple(row) for row in connection.execute(text(query))]
    finally:
        engine.dispose()


def names(url: str) -> list[str]:
    """The name of everybody in any book."""
    return [name for (name,) in rows(url, "SELECT name FROM contacts WHERE deleted_at IS NULL ORDER BY id")]


def deliveries(url: str) -> list[str]:
    """How far each nudge has got."""
    return [state for (state,) in rows(url, "SELECT state FROM deliveries ORDER BY id")]


def beating(url: str) -> int:
    """How many workers have a heartbeat."""
    return len(rows(url, "SELECT id FROM workers"))


def today() -> datetime:
    """The real instant, for what runs on the machine's own clock."""
    return datetime.now(UTC)
