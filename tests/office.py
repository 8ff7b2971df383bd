"""A worker at work: members with a promise each, the local Slack they are in, a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, select

from bot import wiring
from bot.clock import FrozenClock
from bot.domain.model import Delivery, Member, Who
from bot.local import connected_to
from bot.localslack import LocalSlack
from bot.settings import Settings
from bot.storage.book import Books
from bot.storage.engine import reading
from bot.storage.tables import deliveries
from bot.worker import Report, Worker
from tests.domain.people import person, promise

MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)  # 08:30 in New York
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass
class Office:
    """Members with a promise each, the local Slack they are in, and the worker."""

    slack: LocalSlack
    engine: Engine
    books: Books
    worker: Worker

    def another_worker(self) -> Worker:
        return Worker(self.engine, self.books, self.worker.poster, id="another")

    def promises(self, name: str, *contacts_: str, on: date = MONDAY + DAY, at: time | None = None) -> Member:
        """A member of that name, who owes these people."""
        who = Who(self.slack.team_id, self.slack.person(name).id)
        now = self.books.clock.now()
        member = self.books.enrol(who, name=name, zone="America/New_York", locale="en-US", profile_at=now)
        with self.books.open(member) as book:
            for each in contacts_:
                promise(book, person(book, each), on, at)
        return member

    def passes(self, at: datetime | timedelta, worker: Worker | None = None) -> Report:
        """A pass of the worker at, or so much later than, an instant."""
        now = at if isinstance(at, datetime) else self.books.clock.now() + at
        self.books.clock = FrozenClock(now)
        return (worker or self.worker).run_once()

    def nudges(self, name: str) -> list[str]:
        """What reached somebody's phone."""
        return self.slack.person(name).notifications

    def delivery(self, member: Member) -> Delivery:
        """The only delivery there is for a member."""
        with reading(self.engine) as connection:
            ids = connection.scalars(select(deliveries.c.id).where(deliveries.c.member_id == member.id)).all()
        [delivery_id] = ids
        with self.books.read(member) as book:
            return book.delivery(delivery_id)

    def delivery_states(self, member: Member) -> list[str]:
        """How far each of a member's deliveries has got, oldest first."""
        query = select(deliveries.c.state).where(deliveries.c.member_id == member.id).order_by(deliveries.c.id)
        with reading(self.engine) as connection:
            return list(connection.scalars(query))

    def calls(self, method: str) -> list[Any]:
        return [entry for entry in self.slack.log if entry.name == method]

    def now_member(self, member: Member) -> Member:
        with self.books.read(member) as book:
            return book.member


@contextmanager
def opened(engine: Engine, database_url: str) -> Iterator[Office]:
    """An office on a database, on a Monday."""
    books = Books(engine, FrozenClock(datetime(2026, 11, 23, 18, 0, tzinfo=UTC)))
    with LocalSlack(wiring.manifest()) as slack:
        settings = connected_to(slack, Settings(database_url=database_url))
        yield Office(slack, engine, books, wiring.worker(settings, engine, books))
