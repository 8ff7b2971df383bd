"""Whom to write to: who may be, who comes first, from which circles, how often, and when it ends."""

from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.domain import calendar, contacts, digest, introductions, keeping, rhythm, situations, tasks, wide_net, wins
from bot.domain.cadence import Cadence
from bot.domain.model import (
    Circle,
    Contact,
    Delivery,
    Direction,
    Interaction,
    InteractionKind,
    Member,
    Outcome,
    Participant,
    TaskKind,
    Who,
)
from bot.domain.model_net import Audience
from bot.storage.book import Books, StoredBook
from tests.domain.people import nudges_made, person, promise

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")
_NUMBERS = count(1)


@pytest.fixture
def books(books: Books) -> Books:
    """Time stands still: ten in the morning in Paris."""
    at(books, MONDAY, 10)
    return books


def at(books: Books, day: date, hour: int, minute: int = 0) -> None:
    books.clock = FrozenClock(calendar.instant(day, time(hour, minute), PARIS))


def friend(
    book: StoredBook, name: str, days_ago: int | None, circle: Circle | None = Circle.FRIEND, **more: object
) -> Contact:
    """Somebody with whom the member was last in touch so many days ago."""
    contact = book.add(Contact(name, name.lower(), circle=circle, **more))
    if days_ago is not None:
        spoke(book, contact, days_ago)
    return contact


def spoke(book: StoredBook, contact: Contact, days_ago: int, way: Direction = Direction.MUTUAL) -> None:
    parts = [Participant(contact_id=contact.id or 0)]
    book.add(Interaction(InteractionKind.CALL, book.today - timedelta(days=days_ago), "hi", way, participants=parts))


def suggested(books: Books, member: Member) -> list[str]:
    """Whom *Show me* shows now."""
    with books.open(member, track=False) as book:
        return [one.contact.name for one in wide_net.shown(book)]


# --- who may be suggested ---

CASES: list[tuple[str, int | None, dict[str, object], bool]] = [
    ("it is time", 62, {}, True),
    ("it is not time yet", 50, {}, False),
    ("long overdue", 2000, {}, True),
    ("never in touch", None, {}, False),
    ("do not contact", 100, {"do_not_contact": True}, False),
    ("never to be suggested", 100, {"never_suggested": True}, False),
    ("resting", 100, {"rests_until": MONDAY + DAY}, False),
    ("rested", 100, {"rests_until": MONDAY}, True),
    ("their own rhythm is slower", 100, {"cadence": "FREQ=YEARLY"}, False),
    ("their own rhythm is quicker", 22, {"cadence": "FREQ=WEEKLY;INTERVAL=3"}, True),
    ("quicker than is decent", 10, {"cadence": "FREQ=DAILY;INTERVAL=2"}, False),
    ("a rhythm, never in touch", None, {"cadence": "FREQ=WEEKLY"}, False),
]


@pytest.mark.parametrize(("_", "days_ago", "facts", "comes"), CASES, ids=[case[0] for case in CASES])
def test_who_may_be_suggested(
    books: Books, member: Member, _: str, days_ago: int | None, facts: dict[str, object], comes: bool
) -> None:
    with books.open(member) as book:
        friend(book, "Jane", days_ago, **facts)
    assert suggested(books, member) == (["Jane"] if comes else [])


def test_a_rhythm_counts_from_when_somebody_was_added_if_there_was_nothing_yet(books: Books, member: Member) -> None:
    with books.open(member) as book:
        friend(book, "Jane", None, cadence="FREQ=WEEKLY")
    at(books, MONDAY + 8 * DAY, 10)
    assert suggested(books, member) == ["Jane"]


def test_whoever_is_archived_or_owed_something_is_not_suggested(books: Books, member: Member) -> None:
    with books.open(member) as book:
        contacts.archive(book, friend(book, "Ann", 100))
        promise(book, friend(book, "Bob", 100), book.today + DAY)
        keeping.await_reply(book, friend(book, "Cat", 100))
        friend(book, "Dan", 100)
    assert suggested(books, member) == ["Dan"]


@pytest.mark.parametrize("kind", InteractionKind)
def test_any_interaction_resets_it(books: Books, member: Member, kind: InteractionKind) -> None:
    with books.open(member) as book:
        jane = friend(book, "Jane", 100)
        tasks.touch(book, jane, "hello", kind)
    assert suggested(books, member) == []


def test_a_circle_that_is_never_suggested(books: Books, member: Member) -> None:
    with books.open(member) as book:
        friend(book, "Mum", 100, Circle.FAMILY)
        wide_net.cadence.set_for_circles(book.member, {Circle.FAMILY: Cadence(never=True)})
    assert suggested(books, member) == []


# --- who comes first ---


def test_five_at_most_the_longest_overdue_first(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(9):
            friend(book, f"P{number}", 70 + 10 * number)
    assert suggested(books, member) == ["P8", "P7", "P6", "P5", "P4"]


def test_whoever_helped_comes_before_whoever_did_not(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(6):
            friend(book, f"P{number}", 70)
        bob = friend(book, "Bob", 70)
        jane = person(book, "Jane")
        one = introductions.receive(book, bob, jane, past=True).introduction
        introductions.conclude(book, one, Outcome.WENT_SOMEWHERE)
        tasks.let_all_go(book, bob)
    assert suggested(books, member)[0] == "Bob"


def test_a_win_counts_more_than_an_introduction(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob = friend(book, "Ann", 70), friend(book, "Bob", 70)
        for introducer, name in ((ann, "Tom"), (bob, "Jane")):
            introductions.receive(book, introducer, person(book, name), past=True)
        wins.record(book, book.contact(contacts.find(book, "Jane").exact[0]), "a contract")
        for task in book.open_tasks():
            keeping.settle(book, [task]) if task.contact_id == bob.id else tasks.let_go(book, task)
    at(books, MONDAY + 90 * DAY, 10)
    with books.open(member) as book:
        spoke(book, book.contact(ann.id), 90)
    assert suggested(books, member)[0] == "Bob"


def test_whoever_does_not_know_the_news_comes_before_their_time(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob = friend(book, "Ann", 20), friend(book, "Bob", 20)
        friend(book, "Cat", 10)
        situations.choose(book, situations.begin(book, "leaving Acme"), Audience.TALKED)
        situations.tell(book, ann)
    with books.open(member, track=False) as book:
        [one] = wide_net.shown(book)
        assert (one.contact.id, one.is_untold) == (bob.id, True)


def test_everyone_slowly_is_one_stranger_a_week(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(30):
            friend(book, f"P{number}", None, None)
        friend(book, "Ann", 100)
        situations.choose(book, situations.begin(book, "leaving Acme"), Audience.EVERYONE)
    shown = suggested(books, member)
    assert len(shown) == 2 and "Ann" in shown


def test_one_at_least_is_from_outside_the_industry(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(9):
            friend(book, f"P{number}", 1500 + number, Circle.INDUSTRY)
        friend(book, "Ann", 63)
    shown = suggested(books, member)
    assert len(shown) == 5 and "Ann" in shown


def test_many_circles_rather_than_one(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for circle in Circle:
            for number in range(4):
                friend(book, f"{circle} {number}", 365, circle)
    with books.open(member, track=False) as book:
        assert len({one.contact.circle for one in wide_net.shown(book)}) == 5


def test_not_the_same_ones_over_and_over(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(12):
            friend(book, f"P{number}", 100)
    first = suggested(books, member)
    at(books, MONDAY + 7 * DAY, 10)
    second = suggested(books, member)
    assert len(first) == len(second) == 5 and not set(first) & set(second)


def test_within_a_week_it_is_the_same_ones_without_those_seen_to(books: Books, member: Member) -> None:
    with books.open(member) as book:
        people = [friend(book, f"P{number}", 100) for number in range(12)]
    first = suggested(books, member)
    at(books, MONDAY + 2 * DAY, 10)
    assert suggested(books, member) == first
    by_name = {one.name: one.id for one in people}
    deeds = [wide_net.wrote, wide_net.not_now, wide_net.never, contacts.archive]
    for name, deed in zip(first, deeds, strict=False):
        with books.open(member) as book:
            deed(book, book.contact(by_name[name]))
    assert suggested(books, member) == first[4:]


# --- Not now, Never, no answer ---


def test_not_now_is_thirty_days_and_can_be_undone(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = friend(book, "Jane", 100)
    with books.open(member) as book:
        wide_net.not_now(book, book.contact(jane.id))
    assert suggested(books, member) == []
    at(books, MONDAY + 29 * DAY, 10)
    assert suggested(books, member) == []
    at(books, MONDAY + 30 * DAY, 10)
    assert suggested(books, member) == ["Jane"]
    with books.open(member) as undoing:
        assert undoing.undo(book.change_id).summary == "Not now: Jane, until Wed 23 Dec"


def test_no_answer_twice_and_they_rest_without_hard_feelings(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = friend(book, "Jane", 100)
        task = keeping.await_reply(book, jane)
        keeping.tried_again(book, task)
        assert jane.rests_until is None
        keeping.tried_again(book, task)
        assert jane.rests_until == MONDAY + tasks.NO_REPLY_RESTS
    at(books, MONDAY + 179 * DAY, 10)
    assert suggested(books, member) == []
    at(books, MONDAY + 180 * DAY, 10)
    assert suggested(books, member) == ["Jane"]


def test_one_silence_is_no_reason_to_rest_and_an_answer_ends_it(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob = friend(book, "Ann", 100), friend(book, "Bob", 100, rests_until=MONDAY + 100 * DAY)
        tasks.let_go(book, keeping.await_reply(book, ann))
        keeping.replied(book, keeping.await_reply(book, bob))
        assert (ann.rests_until, bob.rests_until) == (None, None)


def test_whoever_turns_to_the_member_rests_no_longer(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob = (friend(book, name, 100, rests_until=MONDAY + 100 * DAY) for name in ("Ann", "Bob"))
        keeping.spoke(book, ann, InteractionKind.CALL, Direction.IN)
        keeping.spoke(book, bob, InteractionKind.EMAIL, Direction.OUT)
        assert (ann.rests_until, bob.rests_until) == (None, MONDAY + 100 * DAY)


def test_told_is_written_to_and_told(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = friend(book, "Jane", 100)
        situations.choose(book, situations.begin(book, "leaving Acme"), Audience.TALKED)
    with books.open(member) as telling:
        wide_net.told(telling, telling.contact(jane.id))
        assert situations.is_told(telling, jane)
    assert suggested(books, member) == []
    with books.open(member) as book:
        assert book.undo(telling.change_id).summary == "Told Jane your news"
        assert not situations.is_told(book, jane)
    assert suggested(books, member) == ["Jane"]


# --- the weekly line ---

FIRST_TUESDAY = date(2026, 12, 8)


def made(books: Books, member: Member) -> list[Delivery]:
    """What the worker makes now and what then arrives."""
    with books.open(member, track=False) as book:
        deliveries = nudges_made(book)
        for delivery in deliveries:
            digest.arrived(book, book.delivery(delivery.id), "1.0")
        assert book.member.next_nudge_at is None or book.member.next_nudge_at > book.now
        return deliveries


def look(books: Books, member: Member) -> datetime | None:
    with books.read(member) as book:
        return book.member.next_nudge_at


def test_an_empty_book_wakes_nobody(books: Books, member: Member) -> None:
    made(books, member)
    assert look(books, member) is None


def test_the_first_line_comes_on_a_tuesday_two_weeks_after_the_first_contact(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
    assert look(books, member) == calendar.instant(FIRST_TUESDAY, time(8, 30), PARIS)
    with books.open(member) as book:
        friend(book, "Ann", 100)
    at(books, FIRST_TUESDAY, 8, 29)
    assert made(books, member) == []
    at(books, FIRST_TUESDAY, 8, 30)
    [delivery] = made(books, member)
    assert (delivery.suggests, delivery.items, delivery.is_first) == (1, [], False)
    assert look(books, member) == calendar.instant(FIRST_TUESDAY + 7 * DAY, time(8, 30), PARIS)
    assert made(books, member) == []


def test_a_book_that_became_empty_is_not_looked_at_again_until_somebody_is_added(books: Books, member: Member) -> None:
    with books.open(member) as book:
        contacts.delete(book, person(book, "Jane"))
    at(books, FIRST_TUESDAY, 8, 30)
    assert made(books, member) == []
    assert look(books, member) is None
    with books.open(member) as book:
        person(book, "Jane")
    assert look(books, member) == calendar.instant(FIRST_TUESDAY + 14 * DAY, time(8, 30), PARIS)


def test_with_nobody_to_suggest_nothing_is_said(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
    at(books, FIRST_TUESDAY, 8, 30)
    assert made(books, member) == []
    assert look(books, member) == calendar.instant(FIRST_TUESDAY + 7 * DAY, time(8, 30), PARIS)


def test_it_stands_under_the_days_digest(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Bob")
        friend(book, "Ann", 100)
        promise(book, person(book, "Jane"), FIRST_TUESDAY)
    at(books, FIRST_TUESDAY, 8, 30)
    [delivery] = made(books, member)
    assert (delivery.suggests, len(delivery.items)) == (1, 1)
    at(books, FIRST_TUESDAY + DAY, 8, 30)
    assert [each.suggests for each in made(books, member)] == [0]


@pytest.mark.parametrize(("workdays", "days"), [("12345", 0), ("1345", 1), ("1", 6), ("", 0), ("67", 4)])
def test_it_comes_on_the_workday_after(books: Books, member: Member, workdays: str, days: int) -> None:
    with books.open(member) as book:
        book.member.workdays = workdays
        person(book, "Jane")
    assert look(books, member) == calendar.instant(FIRST_TUESDAY + days * DAY, time(8, 30), PARIS)


def test_after_a_pause_or_a_crash_it_is_made_up_for_once(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
        friend(book, "Ann", 100)
        rhythm.pause(book, FIRST_TUESDAY + 2 * DAY)
    at(books, FIRST_TUESDAY, 8, 30)
    assert made(books, member) == []
    at(books, FIRST_TUESDAY + 2 * DAY, 9)
    assert [each.suggests for each in made(books, member)] == [1]
    at(books, FIRST_TUESDAY + 7 * DAY, 8, 30)
    assert [each.suggests for each in made(books, member)] == [1]


def test_three_weeks_unpressed_end_it_until_the_member_asks(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
        friend(book, "Ann", 100)
    lines = []
    for week in range(6):
        at(books, FIRST_TUESDAY + 7 * week * DAY, 8, 30)
        lines += [each.suggests for each in made(books, member)]
        with books.read(member) as book:
            assert wide_net.is_ending(book.member) == (week >= 2)
    assert lines == [1, 1, 1]
    assert look(books, member) is None
    with books.open(member) as book:
        person(book, "Somebody new")
    assert look(books, member) is None
    assert suggested(books, member) == ["Ann"]
    assert look(books, member) is not None
    with books.read(member) as book:
        assert not wide_net.is_ending(book.member)


def test_pressing_it_keeps_it_going(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
        friend(book, "Ann", 100)
    for week in range(5):
        at(books, FIRST_TUESDAY + 7 * week * DAY, 8, 30)
        assert [each.suggests for each in made(books, member)] == [1]
        suggested(books, member)


def test_a_line_alone_does_not_count_as_an_untouched_digest(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
        friend(book, "Ann", 100)
    at(books, FIRST_TUESDAY, 8, 30)
    made(books, member)
    with books.read(member) as book:
        assert (book.member.untouched, book.member.digest_on) == (0, None)


def test_it_moves_with_the_member(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane")
        rhythm.change(book, zone="America/New_York", digest_time=time(12))
    assert look(books, member) == calendar.instant(FIRST_TUESDAY, time(12), ZoneInfo("America/New_York"))


def test_adding_somebody_can_be_undone_though_they_were_suggested(books: Books, member: Member) -> None:
    with books.open(member) as adding:
        friend(adding, "Jane", 100)
    assert suggested(books, member) == ["Jane"]
    with books.open(member) as book:
        book.undo(adding.change_id)
        assert book.count_contacts() == 0


# --- whatever the book ---

PEOPLE = st.lists(
    st.tuples(
        st.none() | st.integers(0, 900),
        st.none() | st.sampled_from(Circle),
        st.sampled_from(["", "alone", "never", "rests", "busy", "archived", "cadence", "told"]),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE, st.none() | st.sampled_from(Audience))
def test_nobody_is_bothered_who_should_not_be(
    books: Books, everybody: list[tuple[int | None, Circle | None, str]], news: Audience | None
) -> None:
    member = books.enrol(Who("T7", f"U{next(_NUMBERS)}"), name="", zone="Europe/Paris", locale="", profile_at=None)
    with books.open(member) as book:
        for number, (days_ago, circle, how) in enumerate(everybody):
            contact = friend(book, f"P{number}", days_ago, circle)
            contact.do_not_contact, contact.never_suggested = how == "alone", how == "never"
            contact.rests_until = MONDAY + DAY if how == "rests" else None
            contact.archived_at = book.now if how == "archived" else None
            contact.cadence = "FREQ=WEEKLY" if how == "cadence" else None
            if how == "busy":
                tasks.plan(book, TaskKind.FOLLOW_UP, contact, book.today)
        if news:
            situations.choose(book, situations.begin(book, "news"), news)
    with books.open(member, track=False) as book:
        may = {tie.id: tie for tie, _, _ in wide_net.candidates(book)}
        shown = wide_net.shown(book)
        assert len(shown) <= 5 and len({one.contact.id for one in shown}) == len(shown)
        for one in shown:
            assert not (one.contact.do_not_contact or one.contact.never_suggested or one.contact.archived_at)
            assert one.contact.id in may and not book.open_tasks(contact_id=one.contact.id)
            assert one.tie.last_on is None or one.tie.last_on <= book.today - wide_net.MINIMUM_GAP
        outside = [tie for tie in may.values() if tie.circle not in (None, Circle.INDUSTRY)]
        assert not outside or any(one.contact.circle not in (None, Circle.INDUSTRY) for one in shown)
        assert bool(shown) == bool(may)
        assert {one.contact.id for one in wide_net.shown(book)} == {one.contact.id for one in shown}
