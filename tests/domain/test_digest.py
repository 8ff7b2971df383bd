"""Which nudges are due, on real storage with a moving clock: rule by rule."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock
from bot.domain import calendar, contacts, digest, keeping, rhythm, tasks
from bot.domain.model import Delivery, DeliveryKind, DeliveryState, Member, Task, TaskKind
from bot.storage.book import Books
from tests.domain.people import nudges_made, person, promise, wall
from tests.storage.people import delivery_for

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
        deliveries = nudges_made(book)
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
    assert next_look(books, member) == "Tue 8 08:30"  # for people to write to, see `wide_net`


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
        assert delivery_for(book, "digest:2026-11-24").more == 2
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
        assert bool(delivery_for(book, "digest:2026-11-25")) == (day == 2 and hour == 9)


def test_a_timed_promise_put_off_comes_in_the_digest(books: Books, member: Member) -> None:
    [task] = promised(books, member, "Jane", at=time(15))
    with books.open(member) as book:
        tasks.snooze(book, book.task(task.id), MONDAY + 3 * DAY)
    at(books, MONDAY + 3 * DAY, 8, 30)
    assert made(books, member) == [["Jane"]]
    with books.read(member) as book:
        assert delivery_for(book, "digest:2026-11-26").kind == DeliveryKind.DIGEST


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
        rhythm.change(book, zone="America/New_York")
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
        [delivery] = nudges_made(book)
    return delivery


def is_over(books: Books, member: Member, delivery: Delivery) -> bool:
    with books.read(member) as book:
        return digest.is_over(book, book.delivery(delivery.id))
