"""When a member hears from Goodword: a pause, another hour, once a week when nothing is done; in Paris."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock
from bot.domain import calendar, digest, rhythm, tasks, wide_net
from bot.domain.model import Member
from bot.errors import PastDay, PauseTooLong
from bot.storage.book import Books
from tests.domain.people import nudges_made, person, promise, wall

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def books(books: Books) -> Books:
    books.clock = FrozenClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    return books


def promised(books: Books, member: Member, *names: str, on: date = MONDAY + DAY, at: time | None = None) -> None:
    with books.open(member) as book:
        for name in names:
            promise(book, person(book, name), on, at)


def made_at(books: Books, member: Member, day: date, at: time = time(8, 30)) -> list[list[str]]:
    """What is made at a time on the wall, as names; it arrives."""
    books.clock = FrozenClock(calendar.instant(day, at, PARIS))
    with books.open(member, track=False) as book:
        ids = [each.id for each in nudges_made(book)]
        for delivery_id in ids:
            digest.arrived(book, book.delivery(delivery_id), "1.0")
    with books.read(member) as book:
        return [[item.task.contact.name for item in book.delivery(each).items] for each in ids]


def digests(books: Books, member: Member, days: int) -> list[str]:
    """The days with a digest, of so many from tomorrow on; nothing is ever done about one."""
    return [f"{day:%a %-d}" for day in (MONDAY + n * DAY for n in range(1, days + 1)) if made_at(books, member, day)]


def test_after_three_untouched_digests_they_come_once_a_week(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    assert digests(books, member, 24) == ["Tue 24", "Wed 25", "Thu 26", "Fri 27", "Fri 4", "Fri 11"]
    with books.read(member) as book:
        assert rhythm.is_weekly(book.member)


def test_whoever_does_something_gets_them_daily_again(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    digests(books, member, 5)
    with books.open(member, track=False) as book:
        rhythm.active(book)
        assert not rhythm.is_weekly(book.member)
        assert wall(book.member.next_nudge_at, book) == "Mon 30 08:30"
    assert made_at(books, member, MONDAY + 7 * DAY) == [["Jane Doe"]]


def test_a_timed_promise_keeps_its_time_in_quiet_weeks(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    digests(books, member, 5)
    promised(books, member, "Bob Marsh", on=MONDAY + 8 * DAY, at=time(15))
    assert made_at(books, member, MONDAY + 8 * DAY, time(15)) == [["Bob Marsh"]]


def test_a_pause_holds_everything_and_loses_nothing(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    promised(books, member, "Bob Marsh", on=MONDAY + 2 * DAY, at=time(15))
    with books.open(member, track=False) as book:
        rhythm.pause(book, MONDAY + 10 * DAY)
    assert digests(books, member, 9) == []
    assert made_at(books, member, MONDAY + 2 * DAY, time(15)) == []
    with books.read(member) as book:
        assert wall(book.member.next_nudge_at, book) == "Thu 3 00:00"
    assert made_at(books, member, MONDAY + 10 * DAY, time(0)) == []
    assert made_at(books, member, MONDAY + 10 * DAY) == [["Jane Doe", "Bob Marsh"]]


def test_what_is_planned_in_a_pause_waits_for_its_end(books: Books, member: Member) -> None:
    with books.open(member, track=False) as book:
        rhythm.pause(book, MONDAY + 3 * DAY)
    promised(books, member, "Jane Doe")
    assert digests(books, member, 4) == ["Thu 26", "Fri 27"]


def test_a_pause_can_be_ended(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    with books.open(member, track=False) as book:
        rhythm.pause(book, MONDAY + 30 * DAY)
    made_at(books, member, MONDAY + DAY)
    with books.open(member, track=False) as book:
        rhythm.resume(book)
        assert book.member.next_nudge_at == book.now
    assert made_at(books, member, MONDAY + DAY, time(8, 31)) == [["Jane Doe"]]


@pytest.mark.parametrize(
    ("until", "error"), [(MONDAY, PastDay), (MONDAY - DAY, PastDay), (MONDAY + 367 * DAY, PauseTooLong)]
)
def test_a_pause_ends_within_a_year_and_not_before_it_begins(books: Books, member: Member, until: date, error) -> None:
    with pytest.raises(error), books.open(member) as book:
        rhythm.pause(book, until)


def test_another_hour_moves_what_is_planned(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    promised(books, member, "Bob Marsh", on=MONDAY + 2 * DAY, at=time(15))
    with books.open(member) as book:
        rhythm.change(book, digest_time=time(12))
        assert [wall(task.nudge_at, book) for task in book.open_tasks()] == ["Tue 24 12:00", "Wed 25 15:00"]
        assert wall(book.member.next_nudge_at, book) == "Tue 24 12:00"


def test_other_workdays_move_what_is_planned(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    with books.open(member) as book:
        rhythm.change(book, workdays="5")
        assert [wall(task.nudge_at, book) for task in book.open_tasks()] == ["Fri 27 08:30"]


def test_what_rests_stays_at_rest_when_the_hours_change(books: Books, member: Member) -> None:
    promised(books, member, "Jane Doe")
    with books.open(member) as book:
        [task] = book.open_tasks()
        task.nudge_at = None
        rhythm.change(book, zone="Asia/Tokyo", digest_time=time(7))
        assert (task.nudge_at, book.member.next_nudge_at) == (None, wide_net.moment(book.member))


def test_many_are_spread_over_two_weeks(books: Books, member: Member) -> None:
    promised(books, member, *(f"Person {number}" for number in range(23)))
    books.clock = FrozenClock(calendar.instant(MONDAY + DAY, time(9), PARIS))
    with books.open(member) as book:
        assert digest.spread(book) == 23
        days = [tasks.nudged_on(task, book.member) for task in book.open_tasks()]
        assert {task.due_on for task in book.open_tasks()} == {MONDAY + DAY}
    counts = [days.count(day) for day in sorted(set(days))]
    assert counts == [3] * 7 + [2]
    assert all(calendar.is_workday(day, "12345") for day in days) and min(days) > MONDAY + DAY
    with books.open(member, track=False) as book:
        book.undo(book.changes()[0].id)
        assert {tasks.nudged_on(task, book.member) for task in book.open_tasks()} == {MONDAY + DAY}


def test_nothing_to_spread(books: Books, member: Member) -> None:
    with books.open(member) as book:
        assert digest.spread(book) == 0
        assert digest.easiest(book) is None
