"""Who led to somebody, in a book of 100,000 introductions: against one bare query for each step of the chain."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, insert, select

from bot.clock import FrozenClock
from bot.domain.chains import chain
from bot.domain.model import Contact, Introduction, IntroductionKind, IntroductionState, Member, Who
from bot.storage import migrate
from bot.storage.book import Books
from bot.storage.engine import make_engine, reading, writing
from bot.storage.tables import contacts, introductions
from tests.bench.table import Row
from tests.bulk import row_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORED, LONG = 100_000, 10  # introductions in the book; in a row
TRIES = 50


def bench(folder: Path) -> Sequence[Row]:
    """One row; the aim of the issue is in milliseconds, so the ratio is of 50 to what it takes."""
    engine = make_engine(f"sqlite:///{folder / 'book.db'}")
    migrate.upgrade(engine)
    books = Books(engine, FrozenClock(NOW))
    member = books.enrol(Who("T1", "U1"), name="Ada", zone="UTC", locale="en-US", profile_at=NOW)
    _fill(engine, member)
    ours, bare = _milliseconds(lambda: _ours(books, member)), _milliseconds(lambda: _bare(engine, member))
    engine.dispose()
    work = f"the chain of one contact, {LONG} long, {STORED:,} introductions stored"
    return [Row(work, f"{ours:.1f} ms", f"the same ids by bare queries: {bare:.1f} ms; 50 ms", ours / 50, at_most=1.0)]


def _fill(engine: Engine, member: Member) -> None:
    """People in rows of ten, each introduced by the one before."""
    person = row_of(Contact("P", "p", member_id=member.id, created_at=NOW), contacts) | {"search_text": "p"}
    kind, state = IntroductionKind.RECEIVED, IntroductionState.MET
    made = Introduction(kind, 0, date(2026, 1, 1), state=state, member_id=member.id, created_at=NOW)
    row = row_of(made, introductions)
    pairs = [(one, one + 1) for one in range(1, STORED + STORED // LONG + 1) if one % (LONG + 1)][:STORED]
    with writing(engine) as connection:
        connection.execute(insert(contacts), [person | {"id": one} for one in range(1, pairs[-1][1] + 1)])
        connection.execute(insert(introductions), [row | {"introducer_id": by, "contact_id": to} for by, to in pairs])


def _ours(books: Books, member: Member) -> None:
    with books.read(member) as book:
        links = chain(book, book.contact(LONG + 1))
    assert len(links) == LONG, len(links)


def _bare(engine: Engine, member: Member) -> None:
    by = introductions.c.introducer_id
    with reading(engine) as connection:
        reached: int | None = LONG + 1
        while reached:
            theirs = (introductions.c.member_id == member.id, introductions.c.contact_id == reached)
            reached = connection.scalar(select(by).where(*theirs))


def _milliseconds(work: Callable[[], None]) -> float:
    def once() -> float:
        begun = perf_counter()
        work()
        return (perf_counter() - begun) * 1000

    return median(once() for _ in range(TRIES))
