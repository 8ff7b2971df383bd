"""Which nudges are due, on real storage with a moving clock: rule by rule, then all at once on random months."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.domain import calendar, contacts, digest, keeping, tasks
from bot.domain.model import Delivery, DeliveryKind, DeliveryState, Member, Task, TaskKind, Who
from bot.errors import GoodwordError
from bot.storage.book import Books, StoredBook
from tests.domain.people import person, promise, wall

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def books(books: Books) -> Books:
    """Time stands still until it is moved: ten in the morning in Paris."""
    books.clock = FrozenClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    return books


def at(books: Books, day: date, hour: int, minute: int = 0) -> None:
    """It is another time on the wall in Paris."""
    books.clock = FrozenClock(calendar.instant(day, time(hour, minute), ZoneInfo("Europe/Paris")))


def made(books: Books, member: Member) -> list[list[str]]:
    """What is made now and arrives, as first names; nothing is due any more then."""
    with books.open(member, track=False) as book:
        deliveries = digest.make_due(book)
        for delivery in deliveries:
            digest.arrived(book, book.delivery(delivery.id), "1.0")
        assert book.member.next_nudge_at is None or book.member.next_nudge_at > book.now
    with books.read(member) as book:
        return [[item.task.contact.name for item in book.delivery(each.id).items] for each in deliveries]


def promised(books: Books, member: Member, *names: str, on: date = MONDAY + DAY, **more: object) -> list[Task]:
    with books.open(member) as book:
        return [promise(book, person(book, name), on, **more) for name in names]


def next_look(books: Books, member: Member) -> str | None:
    with books.read(member) as book:
        return wall(book.member.next_nudge_at, book)


def test_nothing_is_made_before_its_time(books: Books, member: Member) -> None:
    promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 29)
    assert made(books, member) == []
    assert next_look(books, member) == "Tue 24 08:30"
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    assert next_look(books, member) == "Wed 25 08:30"  # ignored, it comes up again


def test_a_slot_is_used_once(books: Books, member: Member) -> None:
    promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    assert made(books, member) == []
    promised(books, member, "Bob", on=MONDAY + DAY)  # for today, of which the digest is over
    at(books, MONDAY + DAY, 12)
    assert made(books, member) == []
    at(books, MONDAY + 2 * DAY, 8, 30)
    assert made(books, member) == [["Jane", "Bob"]] or made(books, member) == [["Bob", "Jane"]]


def test_a_member_with_nothing_due_gets_nothing_and_is_left_in_peace(books: Books, member: Member) -> None:
    assert made(books, member) == []
    assert next_look(books, member) is None
    [task] = promised(books, member, "Jane", on=MONDAY + 10 * DAY)
    assert made(books, member) == []
    assert next_look(books, member) == "Thu 3 08:30"
    with books.open(member) as book:
        keeping.settle(book, [book.task(task.id)])
    assert made(books, member) == []
    assert next_look(books, member) is None


@pytest.mark.parametrize(("workdays", "day"), [("12345", 30), ("1234567", 28), ("6", 28), ("", 28)])
def test_digests_come_on_workdays(books: Books, member: Member, workdays: str, day: int) -> None:
    with books.open(member) as book:
        book.member.workdays = workdays
    promised(books, member, "Jane", on=date(2026, 11, 28))
    at(books, date(2026, 11, 28), 23)
    assert bool(made(books, member)) == (day == 28)
    at(books, date(2026, 11, 30), 8, 30)
    assert made(books, member) == ([["Jane"]] if day == 30 or "1" in workdays or not workdays else [])


def test_after_downtime_there_is_one_digest_with_the_true_days(books: Books, member: Member) -> None:
    for offset in (1, 2, 3):
        promised(books, member, f"Person {offset}", on=MONDAY + offset * DAY)
    at(books, MONDAY + 8 * DAY, 16, 20)
    assert made(books, member) == [["Person 1", "Person 2", "Person 3"]]
    with books.read(member) as book:
        assert [task.due_on for task in book.open_tasks()] == [MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY]
    assert next_look(books, member) == "Wed 2 08:30"


def test_late_but_not_at_night(books: Books, member: Member) -> None:
    promised(books, member, "Jane")
    at(books, MONDAY + 2 * DAY, 3)
    assert made(books, member) == []
    assert next_look(books, member) == "Wed 25 08:30"


def test_five_people_at_most_and_the_others_wait(books: Books, member: Member) -> None:
    names = [f"Person {number}" for number in range(7)]
    promised(books, member, *names)
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [names[:5]]
    with books.read(member) as book:
        assert book.delivery_for("digest:2026-11-24").more == 2
    at(books, MONDAY + 2 * DAY, 8, 30)
    assert set(names[5:]) <= set(*made(books, member))  # nobody waits behind five who are ignored


def test_what_was_promised_first_comes_first_grouped_by_person(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane, bob = person(book, "Jane"), person(book, "Bob")
        promise(book, jane, MONDAY + 2 * DAY, kind=TaskKind.THANK_YOU)
        promise(book, bob, MONDAY + DAY, kind=TaskKind.THANK_YOU)
        promise(book, jane, MONDAY, time(23))
    at(books, MONDAY + 2 * DAY, 9)
    assert made(books, member) == [["Jane", "Jane", "Bob"]]


def test_a_timed_promise_has_a_message_of_its_own(books: Books, member: Member) -> None:
    promised(books, member, "Jane", at=time(15))
    promised(books, member, "Bob")
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [["Bob"]]
    assert next_look(books, member) == "Tue 24 15:00"
    at(books, MONDAY + DAY, 15)
    assert made(books, member) == [["Jane"]]
    assert made(books, member) == []
    at(books, MONDAY + 2 * DAY, 8, 30)
    assert made(books, member) == [["Jane", "Bob"]]  # ignored, it joins the digest


def test_at_one_time_the_digest_and_a_timed_promise_are_two_messages(books: Books, member: Member) -> None:
    promised(books, member, "Jane", at=time(8, 30))
    promised(books, member, "Bob")
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [["Jane"], ["Bob"]]


@pytest.mark.parametrize(("day", "hour", "expected"), [(1, 18, [["Jane"]]), (2, 7, []), (2, 9, [["Jane"]])])
def test_a_timed_promise_that_is_late(books: Books, member: Member, day: int, hour: int, expected: list) -> None:
    promised(books, member, "Jane", at=time(15))
    at(books, MONDAY + day * DAY, hour)
    assert made(books, member) == expected
    with books.read(member) as book:
        assert bool(book.delivery_for("digest:2026-11-25")) == (day == 2 and hour == 9)


def test_a_timed_promise_put_off_comes_in_the_digest(books: Books, member: Member) -> None:
    [task] = promised(books, member, "Jane", at=time(15))
    with books.open(member) as book:
        tasks.snooze(book, book.task(task.id), MONDAY + 3 * DAY)
    at(books, MONDAY + 3 * DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    with books.read(member) as book:
        assert book.delivery_for("digest:2026-11-26").kind == DeliveryKind.DIGEST


def test_a_new_nudge_begins_with_nothing_pressed(books: Books, member: Member) -> None:
    [task] = promised(books, member, "Jane")
    with books.open(member) as book:
        tasks.snooze(book, book.task(task.id), MONDAY + 2 * DAY)
    at(books, MONDAY + 2 * DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    with books.read(member) as book:
        assert book.task(task.id).change_id is None


def test_in_another_zone_the_same_day_has_no_second_digest(books: Books, member: Member) -> None:
    promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    with books.open(member) as book:
        tasks.rezone(book, "America/New_York")
    books.clock = FrozenClock(datetime(2026, 11, 24, 13, 30, tzinfo=UTC))
    assert made(books, member) == []


@pytest.mark.parametrize(
    ("change", "over"),
    [
        (lambda book, task: None, False),
        (lambda book, task: keeping.settle(book, [task]), True),
        (lambda book, task: tasks.let_go(book, task), True),
        (lambda book, task: tasks.snooze(book, task, MONDAY + 9 * DAY), True),
        (lambda book, task: contacts.delete(book, book.contact(task.contact_id)), True),
    ],
)
def test_a_nudge_with_nothing_left_to_say_is_over(books: Books, member: Member, change, over: bool) -> None:
    [task] = promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 30)
    delivery = waiting(books, member)
    with books.open(member) as book:
        change(book, book.task(task.id))
    assert is_over(books, member, delivery) == over


def test_a_nudge_is_over_with_its_day_and_what_it_had_comes_the_next(books: Books, member: Member) -> None:
    promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 30)
    delivery = waiting(books, member)
    at(books, MONDAY + DAY, 23, 59)
    assert not is_over(books, member, delivery)
    at(books, MONDAY + 2 * DAY, 0)
    assert is_over(books, member, delivery)
    at(books, MONDAY + 2 * DAY, 8, 30)
    assert made(books, member) == [["Jane"]]


def test_arriving_twice_is_arriving_once(books: Books, member: Member) -> None:
    [task] = promised(books, member, "Jane")
    at(books, MONDAY + DAY, 8, 30)
    delivery = waiting(books, member)
    for ts in ("1.0", "2.0"):
        with books.open(member, track=False) as book:
            digest.arrived(book, book.delivery(delivery.id), ts)
    with books.read(member) as book:
        arrived = book.delivery(delivery.id)
        assert (arrived.state, arrived.ts, book.task(task.id).shown) == (DeliveryState.SENT, "1.0", 1)


def waiting(books: Books, member: Member) -> Delivery:
    with books.open(member, track=False) as book:
        [delivery] = digest.make_due(book)
    return delivery


def is_over(books: Books, member: Member, delivery: Delivery) -> bool:
    with books.read(member) as book:
        return digest.is_over(book, book.delivery(delivery.id))


# --- all at once ---

WHO = st.integers(0, 7)
DEEDS = st.one_of(
    st.tuples(st.just("plan"), WHO, st.sampled_from(TaskKind), st.integers(0, 12), st.none() | st.times(), st.none()),
    st.tuples(st.just("wait"), st.integers(1, 60 * 24 * 4)),
    st.tuples(st.just("work")),
    st.tuples(st.sampled_from(["settle", "let_go", "undo", "archive"]), WHO),
    st.tuples(st.just("snooze"), WHO, st.sampled_from(["tomorrow", "in_3_days", "next_week"])),
    st.tuples(st.just("move"), st.sampled_from(["America/New_York", "Asia/Tokyo", "Pacific/Apia", "Europe/Paris"])),
)
NUMBERS = count(100)


class Month:
    """A member's random month, with what must hold at every moment of it."""

    def __init__(self, books: Books, workdays: str, digest_time: time) -> None:
        self.books = books
        books.clock = FrozenClock(datetime(2026, 10, 20, 9, 0, tzinfo=UTC))  # clocks go back on the 25th, or on 1 Nov
        user = f"U{next(NUMBERS)}"
        self.member = books.enrol(Who("T1", user), name="Ann", zone="Europe/Paris", locale="en-US", profile_at=None)
        with books.open(self.member) as book:
            book.member.workdays, book.member.digest_time = workdays, digest_time
            self.people = [person(book, f"Person {number}").id for number in range(8)]
        self.changes: list[str] = []
        self.seen: dict[int, set[date]] = {}  # by task: the days it was nudged since it was promised or put off
        self.put_off: dict[int, date] = {}

    def do(self, deed: tuple) -> None:
        getattr(self, deed[0])(*deed[1:])
        self.check()

    def wait(self, minutes: int) -> None:
        self.books.clock = FrozenClock(self.books.clock.now() + timedelta(minutes=minutes))

    def plan(self, who: int, kind: TaskKind, days: int, at: time | None, _: None) -> None:
        at = at and at.replace(second=0, microsecond=0)
        with self.books.open(self.member) as book:
            on = book.today + timedelta(days=days)
            if at and calendar.instant(on, at, book.member.tz) <= book.now:
                return  # `when` does not read a time that has passed
            task = tasks.plan(book, kind, book.contact(self.people[who]), on, at).task
        self.changes.append(book.change_id)
        self.seen[task.id] = set()

    def settle(self, who: int) -> None:
        self._on_a_task(who, lambda book, task: keeping.settle(book, [task]))

    def let_go(self, who: int) -> None:
        self._on_a_task(who, tasks.let_go)

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

    def undo(self, _: int) -> None:
        if not self.changes:
            return
        change = self.changes.pop()
        with suppress(GoodwordError), self.books.open(self.member, track=False) as book:
            book.undo(change)
            touched = book.touched(change, Task)
            tasks.wake_for(book, touched)
            self.seen |= {task_id: set() for task_id in touched}

    def move(self, zone: str) -> None:
        with self.books.open(self.member, track=False) as book:
            tasks.rezone(book, zone)
        self.changes.clear()
        self.seen = {task_id: set() for task_id in self.seen}

    def work(self) -> None:
        """A worker's pass; what it makes arrives."""
        with self.books.open(self.member, track=False) as book:
            if not book.member.next_nudge_at or book.member.next_nudge_at > book.now:
                return
            ids = [delivery.id for delivery in digest.make_due(book)]
        with self.books.open(self.member, track=False) as book:
            for delivery_id in ids:
                delivery = book.delivery(delivery_id)
                self.check_nudge(book, delivery)
                digest.arrived(book, delivery, "1.0")
            assert book.member.next_nudge_at is None or book.member.next_nudge_at > book.now, "a wake storm"

    def check_nudge(self, book: StoredBook, delivery: Delivery) -> None:
        shown = [item.task for item in delivery.items]
        assert shown
        assert len({task.contact_id for task in shown}) <= digest.PEOPLE_AT_MOST
        if delivery.kind == DeliveryKind.DIGEST:
            assert calendar.is_workday(book.today, book.member.workdays)
            assert book.now >= calendar.instant(book.today, book.member.digest_time, book.member.tz)
        for task in shown:
            assert task.is_open
            assert min(task.due_on, self.put_off.get(task.id, task.due_on)) <= book.today, "before its day"
            assert book.today not in self.seen[task.id], "twice on a day"
            self.seen[task.id].add(book.today)
            assert task.nudge_at > book.now

    def check(self) -> None:
        """Whoever has an open promise is looked at in time."""
        with self.books.read(self.member) as book:
            for task in book.open_tasks():
                assert task.nudge_at is not None
                look = book.member.next_nudge_at
                assert look is not None and (look <= task.nudge_at or task.nudge_at <= book.now)

    def run_out(self) -> None:
        """Nothing is pressed any more: before long everything open has been shown."""
        for _ in range(40):
            self.work()
            self.check()
            with self.books.read(self.member) as book:
                if all(self.seen[task.id] for task in book.open_tasks()):
                    return
                self.books.clock = FrozenClock(max(book.member.next_nudge_at, book.now))
        raise AssertionError("never shown")

    def _on_a_task(self, who: int, deed) -> None:
        with self.books.open(self.member) as book:
            open_tasks = book.open_tasks(contact_id=self.people[who])
            for task in open_tasks[:1]:
                deed(book, task)
        if open_tasks:
            self.changes.append(book.change_id)


BUSY = settings(report_multiple_bugs=False, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(BUSY, max_examples=20)
@given(
    st.lists(DEEDS, min_size=1, max_size=14),
    st.sampled_from(["12345", "1234567", "2", ""]),
    st.sampled_from([time(8, 30), time(0), time(2, 30), time(23, 59)]),
)
def test_a_random_month(books: Books, deeds: list[tuple], workdays: str, digest_time: time) -> None:
    month = Month(books, workdays, digest_time)
    for deed in deeds:
        month.do(deed)
        month.work()
        month.check()
    month.run_out()
