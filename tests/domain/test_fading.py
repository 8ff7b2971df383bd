"""Promises that are passed over come up less and less, are asked about once, and rest; on real storage, in Paris."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock
from bot.domain import calendar, digest, fading, rhythm, tasks
from bot.domain.model import Member, Task
from bot.storage.book import Books
from tests.domain.people import nudges_made, person, promise

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def books(books: Books) -> Books:
    books.clock = FrozenClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    return books


def promised(books: Books, member: Member, name: str = "Jane Doe") -> Task:
    """A follow-up for Tuesday."""
    with books.open(member) as book:
        return promise(book, person(book, name), MONDAY + DAY)


def days_shown(books: Books, member: Member, days: int, active: bool = True) -> list[str]:
    """On which days, from tomorrow on, there is a digest; the member does something on each day, or on none."""
    shown = []
    for ahead in range(1, days + 1):
        day = MONDAY + ahead * DAY
        books.clock = FrozenClock(calendar.instant(day, time(8, 30), PARIS))
        with books.open(member, track=False) as book:
            made = nudges_made(book)
            for delivery in made:
                digest.arrived(book, book.delivery(delivery.id), "1.0")
            if active:
                rhythm.active(book)
        shown += [f"{day:%a %-d}"] if made else []
    return shown


def task_of(books: Books, member: Member, task: Task) -> Task:
    with books.read(member) as book:
        return book.task(task.id)


def test_what_is_passed_over_fades_and_rests(books: Books, member: Member) -> None:
    task = promised(books, member)
    assert days_shown(books, member, 60) == ["Tue 24", "Wed 25", "Mon 30", "Mon 7", "Mon 14"]
    resting = task_of(books, member, task)
    assert (resting.is_open, resting.nudge_at, resting.due_on) == (True, None, MONDAY + DAY)


def test_the_last_time_it_is_asked_whether_to_keep_it(books: Books, member: Member) -> None:
    task = promised(books, member)
    asked = []
    for days in (1, 2, 7, 14, 21):
        days_shown(books, member, days)
        asked.append(fading.is_asked_about(task_of(books, member, task)))
    assert asked == [False, False, False, False, True]


def test_of_a_day_without_a_deed_nothing_is_concluded(books: Books, member: Member) -> None:
    task = promised(books, member)
    assert days_shown(books, member, 4, active=False) == ["Tue 24", "Wed 25", "Thu 26", "Fri 27"]
    assert task_of(books, member, task).fade == 0


def test_what_is_kept_comes_up_in_a_week_and_is_not_asked_about_again(books: Books, member: Member) -> None:
    task = promised(books, member)
    days_shown(books, member, 21)
    with books.open(member) as book:
        fading.keep(book, book.task(task.id))
    kept = task_of(books, member, task)
    assert (f"{kept.nudge_at.astimezone(PARIS):%a %-d %b %H:%M}", kept.due_on) == ("Mon 21 Dec 08:30", MONDAY + DAY)
    shown = [
        day for day in days_shown(books, member, 90) if day not in ("Tue 24", "Wed 25", "Mon 30", "Mon 7", "Mon 14")
    ]
    assert shown == ["Mon 21", "Tue 22", "Fri 25", "Fri 1"]
    assert task_of(books, member, task).nudge_at is None


def test_keeping_is_taken_back(books: Books, member: Member) -> None:
    task = promised(books, member)
    days_shown(books, member, 21)
    with books.open(member) as book:
        fading.keep(book, book.task(task.id))
    with books.open(member, track=False) as book:
        book.undo(book.changes()[0].id)
    assert fading.is_asked_about(task_of(books, member, task))


@pytest.mark.parametrize(
    "deed",
    [
        lambda book, task: tasks.snooze(book, task, MONDAY + 10 * DAY),
        lambda book, task: tasks.plan(book, task.kind, book.contact(task.contact_id), MONDAY + 10 * DAY),
    ],
    ids=["snoozed", "planned anew"],
)
def test_whoever_names_a_day_begins_anew(books: Books, member: Member, deed) -> None:
    task = promised(books, member)
    days_shown(books, member, 8)
    with books.open(member) as book:
        deed(book, book.task(task.id))
    anew = task_of(books, member, task)
    assert (anew.fade, anew.shown_on, anew.kept) == (0, None, False)


def test_a_promise_that_was_acted_on_does_not_fade(books: Books, member: Member) -> None:
    jane, bob = promised(books, member), promised(books, member, "Bob Marsh")
    days_shown(books, member, 1)
    with books.open(member) as book:
        tasks.snooze(book, book.task(jane.id), MONDAY + 2 * DAY)
    days_shown(books, member, 2)
    assert (task_of(books, member, jane).fade, task_of(books, member, bob).fade) == (0, 1)
