"""Every step of an introduction can be taken back; and whatever the steps, some things always hold."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.clock import FrozenClock
from bot.domain import contacts, introductions, keeping, matchmaking, wins
from bot.domain.chains import LONGEST, chain, shown
from bot.domain.model import (
    Answer,
    Contact,
    InteractionKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    TaskKind,
    Who,
)
from bot.errors import GoodwordError
from bot.storage.book import UNDO_DAYS, Books, StoredBook
from tests.conftest import START
from tests.domain.intros import Step, do, known, later, made, received
from tests.domain.people import person
from tests.storage.people import live_rows

JANE, BOB, ANN, TOM = "Jane Doe", "Bob Marsh", "Ann Chovy", "Tom Roe"


def jane(book: StoredBook) -> Contact:
    return known(book, JANE)


def by_bob(book: StoredBook) -> Introduction:
    [one] = book.received([jane(book).id])
    return one


def of_two(book: StoredBook) -> Introduction:
    [one] = book.made_with(known(book, ANN).id)
    return one


def conclude(outcome: Outcome) -> Step:
    return lambda book: introductions.conclude(book, by_bob(book), outcome)


def answered(name: str, answer: Answer) -> Step:
    return lambda book: matchmaking.answered(book, of_two(book), known(book, name).id, answer)


def asked(name: str) -> Step:
    return lambda book: matchmaking.asked(book, of_two(book), known(book, name).id)


def noticed(kind: InteractionKind) -> Step:
    return lambda book: introductions.noticed(book, jane(book), kind)


def settle_all(book: StoredBook) -> None:
    for owed in keeping.together(book.open_tasks()):
        keeping.settle(book, owed, told="It went well", given="a book")


INTRODUCED: Step = lambda book: received(book, BOB, JANE, about="the pilot")  # noqa: E731
PROMISE: Step = lambda book: received(book, BOB, JANE, promised=True)  # noqa: E731
TALKED: Step = lambda book: introductions.talked(book, by_bob(book))  # noqa: E731
BEGUN: Step = lambda book: made(book, ANN, TOM, about="hiring")  # noqa: E731
CONNECTED: Step = lambda book: matchmaking.connect(book, of_two(book))  # noqa: E731
BOBS_OWN: Step = lambda book: received(book, ANN, BOB)  # noqa: E731
WIN: Step = lambda book: wins.record(book, jane(book), "a contract")  # noqa: E731

# The steps before, and the one that is taken back.
STEPS: dict[str, tuple[list[Step], Step]] = {
    "introduced": ([], INTRODUCED),
    "promised": ([], PROMISE),
    "a promise kept": ([PROMISE], lambda book: introductions.happened(book, by_bob(book))),
    "a promise logged as kept": ([PROMISE], INTRODUCED),
    "reminded": ([PROMISE], lambda book: introductions.reminded(book, by_bob(book))),
    "a promise let go": ([PROMISE], lambda book: introductions.let_go(book, by_bob(book))),
    "let go": ([INTRODUCED], lambda book: introductions.let_go(book, by_bob(book))),
    "in touch": ([INTRODUCED], noticed(InteractionKind.EMAIL)),
    "in touch again": ([INTRODUCED, noticed(InteractionKind.EMAIL)], noticed(InteractionKind.EMAIL)),
    "met": ([INTRODUCED], noticed(InteractionKind.MEETING)),
    "talked": ([INTRODUCED], TALKED),
    "thanked": ([INTRODUCED], settle_all),
    "told and thanked": ([INTRODUCED, TALKED], settle_all),
    "went somewhere": ([INTRODUCED], conclude(Outcome.WENT_SOMEWHERE)),
    "nothing came of it": ([INTRODUCED, TALKED], conclude(Outcome.NOTHING)),
    "of a promise": ([PROMISE], conclude(Outcome.NO_REPLY)),
    "left alone": ([INTRODUCED], conclude(Outcome.LEFT_ALONE)),
    "another outcome": ([INTRODUCED, conclude(Outcome.NO_REPLY)], conclude(Outcome.WENT_SOMEWHERE)),
    "another outcome, told": ([INTRODUCED, conclude(Outcome.NOTHING), settle_all], conclude(Outcome.WENT_SOMEWHERE)),
    "another introducer": ([INTRODUCED], lambda book: introductions.repoint(book, by_bob(book), known(book, TOM))),
    "the introducer mended": (
        [INTRODUCED],
        lambda book: contacts.edit(book, jane(book), contacts.Facts(JANE, introduced_by=TOM)),
    ),
    "the introducer taken out": (
        [INTRODUCED, TALKED],
        lambda book: contacts.edit(book, jane(book), contacts.Facts(JANE)),
    ),
    "begun": ([], BEGUN),
    "connected at once": ([], lambda book: made(book, ANN, TOM, connected=True)),
    "the one asked": ([BEGUN], asked(ANN)),
    "the other asked": ([BEGUN, asked(ANN)], asked(TOM)),
    "a yes": ([BEGUN, asked(ANN)], answered(ANN, Answer.YES)),
    "the second yes": ([BEGUN, answered(ANN, Answer.YES)], answered(TOM, Answer.YES)),
    "a no": ([BEGUN, asked(ANN), asked(TOM)], answered(TOM, Answer.NO)),
    "connected": ([BEGUN, answered(ANN, Answer.YES), answered(TOM, Answer.YES)], CONNECTED),
    "what came of two": ([BEGUN, CONNECTED], lambda book: matchmaking.conclude(book, of_two(book), Outcome.NOTHING)),
    "a win": ([INTRODUCED, BOBS_OWN], WIN),
    "a win, all thanked before": ([INTRODUCED, BOBS_OWN, settle_all], WIN),
    "nobody to be thanked": (
        [INTRODUCED, BOBS_OWN, WIN],
        lambda book: wins.thank_only(book, book.wins()[0], []),
    ),
    "all to be thanked after all": (
        [INTRODUCED, settle_all, WIN, lambda book: wins.thank_only(book, book.wins()[0], [])],
        lambda book: wins.thank_only(book, book.wins()[0], [known(book, BOB).id]),
    ),
    "thanked for a win": ([INTRODUCED, BOBS_OWN, WIN], settle_all),
    "the introducer deleted": ([INTRODUCED, BOBS_OWN, WIN], lambda book: contacts.delete(book, known(book, BOB))),
    "the person deleted": ([INTRODUCED, BOBS_OWN, WIN], lambda book: contacts.delete(book, jane(book))),
    "the introducer left alone": ([INTRODUCED, WIN], lambda book: contacts.leave_alone(book, known(book, BOB))),
    "the introducer archived": ([INTRODUCED, WIN], lambda book: contacts.archive(book, known(book, BOB))),
}


@pytest.mark.parametrize(("before", "step"), STEPS.values(), ids=STEPS)
def test_every_step_can_be_taken_back(
    engine: Engine, books: Books, member: Member, before: list[Step], step: Step
) -> None:
    later(books, 0)
    do(books, member, lambda book: [person(book, name) for name in (JANE, BOB, ANN, TOM)], *before)
    later(books, 3)
    rows = live_rows(engine, member)
    change_id = do(books, member, step)
    assert live_rows(engine, member) != rows
    with books.read(member) as book:
        assert book.change(change_id).summary or before, "a step says what it was"
    do(books, member, lambda book: book.undo(change_id))
    assert live_rows(engine, member) == rows


# --- whatever the steps ---

NAMES = [JANE, BOB, ANN, TOM]
PEOPLE = st.integers(0, 3)
DEEDS = st.one_of(
    st.tuples(st.just("receive"), PEOPLE, PEOPLE, st.sampled_from([{}, {"promised": True}, {"past": True}])),
    st.tuples(st.just("make"), PEOPLE, PEOPLE, st.booleans()),
    st.tuples(st.just("step"), st.integers(0, 9), st.sampled_from(["happened", "reminded", "let_go", "not_yet"])),
    st.tuples(st.just("step"), st.integers(0, 9), st.sampled_from(["talked"])),
    st.tuples(st.just("conclude"), st.integers(0, 9), st.sampled_from([one for one in Outcome if one != "declined"])),
    st.tuples(st.just("ask"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("answer"), st.integers(0, 9), st.booleans(), st.sampled_from([Answer.YES, Answer.NO])),
    st.tuples(st.just("connect"), st.integers(0, 9)),
    st.tuples(st.just("notice"), PEOPLE, st.sampled_from(InteractionKind)),
    st.tuples(st.just("settle"), st.integers(0, 9)),
    st.tuples(st.just("win"), PEOPLE),
    st.tuples(st.just("thank"), st.integers(0, 3), st.sets(PEOPLE)),
    st.tuples(st.just("mend"), PEOPLE, st.none() | PEOPLE),
    st.tuples(st.just("away"), PEOPLE, st.sampled_from(["leave_alone", "archive", "delete"])),
    st.tuples(st.just("wait"), st.sampled_from([1, 7, 14])),
)
NUMBERS = count(1)


class Story:
    """A few people, introduced in any way, with what must hold at every moment."""

    def __init__(self, books: Books, engine: Engine) -> None:
        self.books, self.engine = books, engine
        books.clock = FrozenClock(START)
        who = Who("T9", f"U{next(NUMBERS)}")
        self.member = books.enrol(who, name="Ann", zone="Europe/Paris", locale="en-US", profile_at=None)
        with books.open(self.member) as book:
            self.ids = [person(book, name).id for name in NAMES]
        self.done: list[tuple[str, object]] = []

    def do(self, deed: str, *given: object) -> None:
        before = live_rows(self.engine, self.member)
        with suppress(GoodwordError), self.books.open(self.member) as book:
            getattr(self, deed)(book, *given)
        after = live_rows(self.engine, self.member)
        if after != before:
            self.done.append((book.change_id, before))
        with self.books.read(self.member) as book:
            self.check(book)

    def receive(self, book: StoredBook, a: int, b: int, how: dict) -> None:
        introductions.receive(book, self.who(book, a), self.who(book, b), **how)

    def make(self, book: StoredBook, a: int, b: int, connected: bool) -> None:
        matchmaking.make(book, self.who(book, a), self.who(book, b), connected=connected)

    def step(self, book: StoredBook, which: int, name: str) -> None:
        if one := self.one(book, which, IntroductionKind.RECEIVED):
            getattr(introductions, name)(book, one)

    def conclude(self, book: StoredBook, which: int, outcome: Outcome) -> None:
        if one := self.one(book, which):
            how = introductions if one.kind == IntroductionKind.RECEIVED else matchmaking
            how.conclude(book, one, outcome)

    def ask(self, book: StoredBook, which: int, the_other: bool) -> None:
        if one := self.one(book, which, IntroductionKind.MADE):
            matchmaking.asked(book, one, one.other_id if the_other else one.contact_id)

    def answer(self, book: StoredBook, which: int, the_other: bool, answer: Answer) -> None:
        if one := self.one(book, which, IntroductionKind.MADE):
            matchmaking.answered(book, one, one.other_id if the_other else one.contact_id, answer)

    def connect(self, book: StoredBook, which: int) -> None:
        if one := self.one(book, which, IntroductionKind.MADE):
            matchmaking.connect(book, one)

    def notice(self, book: StoredBook, a: int, kind: InteractionKind) -> None:
        introductions.noticed(book, self.who(book, a), kind)

    def settle(self, book: StoredBook, which: int) -> None:
        groups = keeping.together(book.open_tasks())
        if groups:
            keeping.settle(book, groups[which % len(groups)], told="so", given="a book")

    def win(self, book: StoredBook, a: int) -> None:
        wins.record(book, self.who(book, a), f"win {len(self.done)}")

    def thank(self, book: StoredBook, which: int, whom: set[int]) -> None:
        if every := book.wins():
            wins.thank_only(book, every[which % len(every)], [self.ids[number] for number in whom])

    def mend(self, book: StoredBook, a: int, b: int | None) -> None:
        facts = contacts.Facts(NAMES[a], introduced_by_id=None if b is None else self.ids[b])
        contacts.edit(book, self.who(book, a), facts)

    def away(self, book: StoredBook, a: int, how: str) -> None:
        getattr(contacts, how)(book, self.who(book, a))

    def wait(self, book: StoredBook, days: int) -> None:
        if self.books.clock.now() - START < timedelta(days=UNDO_DAYS - days):
            later(self.books, days)

    def who(self, book: StoredBook, number: int) -> Contact:
        return book.contact(self.ids[number])

    def one(self, book: StoredBook, which: int, kind: IntroductionKind | None = None) -> Introduction | None:
        every = [one for one in self.every(book) if kind in (None, one.kind)]
        return every[which % len(every)] if every else None

    def every(self, book: StoredBook) -> list[Introduction]:
        of_two = {one.id: one for number in self.ids for one in book.made_with(number)}
        return [*book.received(self.ids), *of_two.values()]

    def check(self, book: StoredBook) -> None:
        owed = book.open_tasks()
        same = Counter((each.kind, each.contact_id, each.introduction_id) for each in owed)
        assert set(same.values()) <= {1}
        for task in owed:
            assert not task.contact.do_not_contact and not task.contact.archived_at and not task.contact.deleted_at
            assert task.nudge_at and book.member.next_nudge_at
            if task.introduction_id:
                self.check_owed(task.kind, task.introduction)
        for one in self.every(book):
            assert one.contact and (one.kind == IntroductionKind.RECEIVED or one.other)
            assert introductions.by(one) or one.kind == IntroductionKind.MADE
            assert one.is_open or one.outcome or one.has_happened
        for contact in book.contacts(self.ids):
            self.check_chain(book, contact)

    def check_owed(self, kind: TaskKind, introduction: Introduction) -> None:
        assert introduction, "owed for something that is not in the book"
        if not introduction.is_open:
            assert kind in (TaskKind.THANK_YOU, TaskKind.REPORT_BACK)
        if introduction.state == IntroductionState.PROMISED:
            assert kind in (TaskKind.AWAITING_REPLY, TaskKind.FOLLOW_UP)
        if kind == TaskKind.REPORT_BACK:
            assert introduction.state in (IntroductionState.MET, IntroductionState.CLOSED)

    def check_chain(self, book: StoredBook, contact: Contact) -> None:
        links = chain(book, contact)
        there = [link.introducer.id for link in links if link.introducer]
        assert len(there) == len(set(there)) and contact.id not in there and len(links) <= LONGEST * 4
        assert bool(shown(links)) == bool(contact.introducers)

    def take_all_back(self) -> None:
        for change_id, before in reversed(self.done):
            with self.books.open(self.member) as book:
                book.undo(change_id)
            assert live_rows(self.engine, self.member) == before


BUSY = settings(report_multiple_bugs=False, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(BUSY, max_examples=12)
@given(st.lists(DEEDS, min_size=3, max_size=20))
def test_whatever_the_steps(books: Books, engine: Engine, deeds: list[tuple]) -> None:
    story = Story(books, engine)
    for deed in deeds:
        story.do(*deed)
    story.take_all_back()
