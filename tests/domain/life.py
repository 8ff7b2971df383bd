"""A member's life at random: promises, deeds, days off and travels, and what must hold of nudges at every moment."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import count

from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.domain import calendar, contacts, digest, fading, keeping, rhythm, tasks
from bot.domain.model import Delivery, DeliveryKind, Task, TaskKind, Who
from bot.errors import GoodwordError
from bot.storage.book import Books, StoredBook
from tests.domain.people import nudges_made, person

# New York and Berlin shift by an hour on different days, Lord Howe by half an hour, Tokyo never.
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Tokyo")
PEOPLE = 8

WHO = st.integers(0, PEOPLE - 1)
DEEDS = st.one_of(
    st.tuples(st.just("plan"), WHO, st.sampled_from(TaskKind), st.integers(0, 12), st.none() | st.times()),
    st.tuples(st.just("settle"), WHO),
    st.tuples(st.just("let_go"), WHO),
    st.tuples(st.just("archive"), WHO),
    st.tuples(st.just("keep"), WHO),
    st.tuples(st.just("snooze"), WHO, st.sampled_from(["tomorrow", "in_3_days", "next_week"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("spread")),
    st.tuples(st.just("active")),
    st.tuples(st.just("pause"), st.integers(1, 20)),
    st.tuples(st.just("resume")),
    st.tuples(st.just("move"), st.sampled_from(ZONES)),
    st.tuples(st.just("hour"), st.sampled_from([time(7, 30), time(12), time(2, 15)])),
)
_NUMBERS = count(100)


class Life:
    """A member with a few people, from an instant on."""

    def __init__(self, books: Books, start: datetime, zone: str, workdays: str, digest_time: time) -> None:
        self.books = books
        books.clock = FrozenClock(start)
        user = f"U{next(_NUMBERS)}"
        self.member = books.enrol(Who("T1", user), name="Ann", zone=zone, locale="en-US", profile_at=None)
        with books.open(self.member) as book:
            book.member.workdays, book.member.digest_time = workdays, digest_time
            self.people = [person(book, f"Person {number}").id for number in range(PEOPLE)]
        self.changes: list[str] = []
        self.seen: dict[int, set[date]] = {}  # by task: the days it was nudged since it was promised or put off
        self.digests: set[date] = set()
        self.put_off: dict[int, date] = {}

    def do(self, deed: tuple) -> None:
        """One of `DEEDS`, now."""
        getattr(self, deed[0])(*deed[1:])
        self.check()

    def passes(self, time_: timedelta) -> None:
        """Time goes by; the worker comes whenever it is to look at the member."""
        end = self.books.clock.now() + time_
        while True:
            with self.books.read(self.member) as book:
                look = book.member.next_nudge_at
            if look is None or look > end:
                break
            self.books.clock = FrozenClock(max(look, self.books.clock.now()))
            self.work()
            self.check()
        self.books.clock = FrozenClock(end)

    # -- what a member does

    def plan(self, who: int, kind: TaskKind, days: int, at: time | None) -> None:
        at = at and at.replace(second=0, microsecond=0)
        with self.books.open(self.member) as book:
            on = book.today + timedelta(days=days)
            if at and calendar.instant(on, at, book.member.tz) <= book.now:
                return  # `when` does not read a time that has passed
            task = tasks.plan(book, kind, book.contact(self.people[who]), on, at).task
        self.changes.append(book.change_id)
        self.seen[task.id] = set()
        self.put_off.pop(task.id, None)

    def settle(self, who: int) -> None:
        self._on_a_task(who, lambda book, task: keeping.settle(book, [task]))

    def let_go(self, who: int) -> None:
        self._on_a_task(who, tasks.let_go)

    def keep(self, who: int) -> None:
        self._on_a_task(who, fading.keep)

    def snooze(self, who: int, until: str) -> None:
        def put_off(book: StoredBook, task: Task) -> None:
            day = tasks.snooze_day(until, book.today, book.member.workdays)
            tasks.snooze(book, task, day)
            self.seen[task.id], self.put_off[task.id] = set(), day

        self._on_a_task(who, put_off)

    def archive(self, who: int) -> None:
        with self.books.open(self.member) as book:
            contacts.archive(book, book.contact(self.people[who]))
        self.changes.append(book.change_id)

    def undo(self) -> None:
        if not self.changes:
            return
        change = self.changes.pop()
        with suppress(GoodwordError), self.books.open(self.member, track=False) as book:
            book.undo(change)
            touched = book.touched(change, Task)
            tasks.wake_for(book, touched)
            self.seen |= {task_id: set() for task_id in touched}

    def spread(self) -> None:
        with self.books.open(self.member) as book:
            digest.spread(book)
        self.changes.append(book.change_id)

    def active(self) -> None:
        with self.books.open(self.member, track=False) as book:
            rhythm.active(book)

    def pause(self, days: int) -> None:
        with self.books.open(self.member, track=False) as book:
            rhythm.pause(book, book.today + timedelta(days=days))

    def resume(self) -> None:
        with self.books.open(self.member, track=False) as book:
            rhythm.resume(book)

    def move(self, zone: str) -> None:
        with self.books.open(self.member, track=False) as book:
            rhythm.change(book, zone=zone)
        self._days_are_others()

    def hour(self, at: time) -> None:
        with self.books.open(self.member, track=False) as book:
            rhythm.change(book, digest_time=at)

    # -- what the worker does

    def work(self) -> None:
        """A worker's pass; what it makes arrives."""
        with self.books.open(self.member, track=False) as book:
            ids = [delivery.id for delivery in nudges_made(book)]
            assert book.member.next_nudge_at is None or book.member.next_nudge_at > book.now, "a wake storm"
        with self.books.open(self.member, track=False) as book:
            for delivery_id in ids:
                delivery = book.delivery(delivery_id)
                self.check_nudge(book, delivery)
                digest.arrived(book, delivery, "1.0")

    # -- what must hold

    def check_nudge(self, book: StoredBook, delivery: Delivery) -> None:
        shown = [item.task for item in delivery.items]
        assert shown
        assert not rhythm.is_paused(book)
        assert len({task.contact_id for task in shown}) <= book.member.digest_people
        if delivery.kind == DeliveryKind.DIGEST:
            assert calendar.is_workday(book.today, book.member.workdays)
            assert book.now >= calendar.instant(book.today, book.member.digest_time, book.member.tz)
            assert book.today not in self.digests, "two digests on a day"
            self.digests.add(book.today)
        for task in shown:
            assert task.is_open
            # whoever puts off what is not due yet may name a day before it
            assert min(task.due_on, self.put_off.get(task.id, task.due_on)) <= book.today, "before its day"
            assert book.today not in self.seen[task.id], "twice on a day"
            self.seen[task.id].add(book.today)
            assert task.nudge_at > book.now

    def check(self) -> None:
        """Whoever has an open promise that does not rest is looked at in time."""
        with self.books.read(self.member) as book:
            look, now = book.member.next_nudge_at, book.now
            held_until = rhythm.pause_ends(book.member) if rhythm.is_paused(book) else now
            for task in book.open_tasks():
                if task.nudge_at is None:
                    assert task.fade >= fading.ASKED_AT, "at rest, but was not passed over"
                else:
                    assert look is not None
                    assert look <= max(task.nudge_at, held_until) or look > now >= task.nudge_at

    def runs_out(self) -> None:
        """Nothing is done any more: before long everything open has been shown, or rests."""
        for _ in range(40):
            self.passes(timedelta(days=7))
            with self.books.read(self.member) as book:
                if all(self.seen[task.id] or task.nudge_at is None for task in book.open_tasks()):
                    return
        raise AssertionError("never shown")

    def comes_to_rest(self) -> None:
        """The member is there every day and does nothing about it: everything open ends in Home."""
        for _ in range(150):
            self.passes(timedelta(days=1))
            self.active()
            with self.books.read(self.member) as book:
                if all(task.nudge_at is None for task in book.open_tasks()):
                    return
        raise AssertionError("nagged for ever")

    def _days_are_others(self) -> None:
        """After a journey the wall may show a day again."""
        self.changes.clear()
        self.seen = {task_id: set() for task_id in self.seen}
        self.digests.clear()

    def _on_a_task(self, who: int, deed) -> None:
        with self.books.open(self.member) as book:
            open_tasks = book.open_tasks(contact_id=self.people[who])
            for task in open_tasks[:1]:
                deed(book, task)
        if open_tasks:
            self.changes.append(book.change_id)
