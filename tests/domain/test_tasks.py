"""Promises, on real storage: planned, joined, kept, put off, taken back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot import errors
from bot.clock import MovableClock
from bot.domain import keeping, rhythm, tasks, wide_net
from bot.domain.model import Direction, InteractionKind, Member, TaskKind, TaskState
from bot.storage.book import Books
from tests.domain.people import nudges_made, person, promise, wall

MONDAY = date(2026, 11, 23)  # ten in the morning in Paris, where the member is: today's digest is over
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "at", "nudged"),
    [
        (MONDAY, None, "Tue 24 08:30"),
        (MONDAY + DAY, None, "Tue 24 08:30"),
        (MONDAY + 4 * DAY, None, "Fri 27 08:30"),
        (MONDAY + 5 * DAY, None, "Mon 30 08:30"),  # a Saturday waits for the next workday
        (MONDAY, time(15), "Mon 23 15:00"),
        (MONDAY + 5 * DAY, time(15), "Sat 28 15:00"),  # but a time is a time
        (date(2026, 12, 23), time(9), "Wed 23 09:00"),
    ],
)
def test_a_promise_is_nudged_on_its_day(books: Books, member: Member, on: date, at: time | None, nudged: str) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), on, at)
        assert wall(task.nudge_at, book) == nudged
        assert book.member.next_nudge_at == min(task.nudge_at, wide_net.moment(book.member))


def test_before_the_digest_todays_promise_is_in_it(books: Books, member: Member, clock: MovableClock) -> None:
    clock.move_to(datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY)
        assert wall(task.nudge_at, book) == "Mon 23 08:30"


def test_a_second_promise_joins_the_first(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        first = tasks.plan(book, TaskKind.FOLLOW_UP, jane, MONDAY + DAY, about="the pilot")
    with books.open(member) as joining:
        jane = joining.contact(jane.id)
        second = tasks.plan(joining, TaskKind.FOLLOW_UP, jane, MONDAY + 7 * DAY, about="prices")
        third = tasks.plan(joining, TaskKind.THANK_YOU, jane, MONDAY + DAY)
    assert (first.was_due, second.was_due, third.was_due) == (None, MONDAY + DAY, None)
    assert second.task.id == first.task.id != third.task.id
    with books.read(member) as book:
        assert [(task.kind, task.due_on, task.about) for task in book.open_tasks()] == [
            (TaskKind.THANK_YOU, MONDAY + DAY, None),
            (TaskKind.FOLLOW_UP, MONDAY + 7 * DAY, "the pilot; prices"),
        ]
    with books.open(member) as book:
        book.undo(joining.change_id)
    with books.read(member) as book:
        [task] = book.open_tasks()
        assert (task.due_on, task.about, wall(task.nudge_at, book)) == (MONDAY + DAY, "the pilot", "Tue 24 08:30")


@pytest.mark.parametrize(
    ("old", "new", "joined"),
    [
        (None, None, None),
        (None, "the pilot", "the pilot"),
        ("the pilot", None, "the pilot"),
        ("the pilot", " ", "the pilot"),
        ("the pilot", "prices", "the pilot; prices"),
        ("the pilot", "The Pilot", "the pilot"),
        ("pilot", "the pilot and prices", "pilot; the pilot and prices"),
    ],
)
def test_reasons_are_added_up(books: Books, member: Member, old: str | None, new: str | None, joined: str) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        promise(book, jane, MONDAY, about=old)
        assert promise(book, jane, MONDAY, about=new).about == joined


@pytest.mark.parametrize(
    ("kind", "about", "said", "described"),
    [
        (TaskKind.FOLLOW_UP, "the pilot", "Followed up about the pilot", "Followed up with Jane"),
        (TaskKind.FOLLOW_UP, None, "Followed up", "Followed up with Jane"),
        (TaskKind.THANK_YOU, "the tip", "Said thanks for the tip", "Thanked Jane"),
        (TaskKind.THANK_YOU, None, "Said thanks", "Thanked Jane"),
    ],
)
def test_keeping_a_promise_logs_a_touch_once(
    books: Books, member: Member, kind: TaskKind, about: str | None, said: str, described: str
) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        task = promise(book, jane, MONDAY, kind=kind, about=about)
    for _ in range(3):
        with books.open(member) as book:
            keeping.settle(book, [book.task(task.id)])
    with books.read(member) as book:
        assert book.open_tasks() == []
        assert book.task(task.id).state == TaskState.DONE
        [touch] = book.interactions(jane.id)
        assert (touch.text, touch.kind, touch.direction) == (said, InteractionKind.MESSAGE, Direction.OUT)
        assert [change.summary for change in book.changes()].count(described) == 1


def test_a_kept_promise_taken_back_is_nudged_again(books: Books, member: Member) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY + DAY)
    with books.open(member) as settling:
        keeping.settle(settling, [settling.task(task.id)])
        settling.member.next_nudge_at = None  # as the worker leaves it when nothing is planned
    with books.open(member, track=False) as book:
        book.undo(settling.change_id)
        tasks.wake_for(book, [task.id])
        assert book.member.next_nudge_at == task.nudge_at
        assert book.interactions(task.contact_id) == []


def test_what_is_settled_can_be_neither_put_off_nor_let_go(books: Books, member: Member) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY + DAY)
        keeping.settle(book, [task])
        tasks.snooze(book, task, MONDAY + 3 * DAY)
        tasks.let_go(book, task)
        assert (task.state, wall(task.nudge_at, book)) == (TaskState.DONE, "Tue 24 08:30")


def test_letting_go_logs_no_touch(books: Books, member: Member) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY + DAY)
        tasks.let_go(book, task)
        assert task.state == TaskState.LET_GO
        assert book.interactions(task.contact_id) == []


@pytest.mark.parametrize(
    ("until", "nudged"),
    [("tomorrow", "Tue 24 08:30"), ("in_3_days", "Thu 26 08:30"), ("next_week", "Mon 30 08:30"), ("?", "Tue 24 08:30")],
)
def test_putting_off_moves_the_nudge_not_the_promise(books: Books, member: Member, until: str, nudged: str) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY, time(15))
        tasks.snooze(book, task, tasks.snooze_day(until, book.today, book.member.workdays))
        assert (task.due_on, task.due_time, wall(task.nudge_at, book)) == (MONDAY, time(15), nudged)
        assert task.change_id == book.change_id


def test_next_week_is_the_first_workday_of_it(books: Books) -> None:
    assert tasks.snooze_day("next_week", MONDAY, "345") == date(2026, 12, 2)
    assert tasks.snooze_day("next_week", MONDAY - DAY, "12345") == MONDAY


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_is_put_off_to_the_past(books: Books, member: Member, days: int) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY + DAY)
        with pytest.raises(errors.PastDay, match="has passed"):
            tasks.snooze(book, task, MONDAY + days * DAY)


def test_a_promise_made_anew_is_not_put_off_any_more(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        task = promise(book, jane, MONDAY + DAY)
        tasks.snooze(book, task, MONDAY + 4 * DAY)
        promise(book, jane, MONDAY + 2 * DAY)
        assert (task.change_id, wall(task.nudge_at, book)) == (None, "Wed 25 08:30")


def test_whoever_asked_to_be_left_alone_is(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        jane.do_not_contact = True
        with pytest.raises(errors.AskedToBeLeftAlone, match="Jane Doe"):
            promise(book, jane, MONDAY)
        assert book.open_tasks() == []


def test_a_reason_can_be_as_long_as_a_message(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        assert promise(book, jane, MONDAY, about="x" * tasks.TEXT_LIMIT).about == "x" * tasks.TEXT_LIMIT
        with pytest.raises(errors.TextTooLong):
            promise(book, jane, MONDAY, about="x" * (tasks.TEXT_LIMIT + 1))


@pytest.mark.parametrize(
    ("zone", "nudged", "timed"),
    [
        ("America/New_York", "Tue 24 08:30", "Tue 24 15:00"),
        ("Pacific/Auckland", "Tue 24 08:30", "Tue 24 15:00"),
        ("Asia/Kolkata", "Tue 24 08:30", "Tue 24 15:00"),
    ],
)
def test_in_another_zone_promises_keep_their_day_and_time(
    books: Books, member: Member, clock: MovableClock, zone: str, nudged: str, timed: str
) -> None:
    clock.move_to(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    with books.open(member) as book:
        promise(book, person(book, "Jane Doe"), MONDAY + DAY)
        promise(book, person(book, "Bob Marsh"), MONDAY + DAY, time(15))
        put_off = promise(book, person(book, "Ann Chovy"), MONDAY + DAY, time(16))
        tasks.snooze(book, put_off, MONDAY + 3 * DAY)
        rhythm.change(book, zone=zone)
        moments = {task.contact.name: wall(task.nudge_at, book) for task in book.open_tasks()}
        assert moments == {"Jane Doe": nudged, "Bob Marsh": timed, "Ann Chovy": "Thu 26 08:30"}
        assert book.member.next_nudge_at == min(task.nudge_at for task in book.open_tasks())


def test_a_timed_promise_that_was_shown_waits_for_the_digest_in_another_zone_too(
    books: Books, member: Member, clock: MovableClock
) -> None:
    with books.open(member) as book:
        task = promise(book, person(book, "Jane Doe"), MONDAY, time(10, 30))
    clock.move_to(task.nudge_at)
    with books.open(member) as book:
        nudges_made(book)
        rhythm.change(book, zone="America/New_York")
        assert wall(book.task(task.id).nudge_at, book) == "Tue 24 08:30"


def test_rezoning_without_promises_wakes_nobody(books: Books, member: Member) -> None:
    with books.open(member) as book:
        rhythm.change(book, zone="America/New_York")
        assert (book.member.zone, book.member.next_nudge_at) == ("America/New_York", None)
