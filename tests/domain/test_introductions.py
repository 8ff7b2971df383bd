"""Introductions received, on real storage: from the promise to the introducer who heard how it went."""

from datetime import date, timedelta

import pytest

from bot import errors
from bot.domain import contacts, introductions, keeping, tasks
from bot.domain.model import (
    InteractionKind,
    Introduction,
    IntroductionState,
    Member,
    Outcome,
    TaskKind,
    TaskState,
)
from bot.storage.book import Books, StoredBook
from tests.domain.intros import do, known, later, owed, owed_now, received
from tests.domain.people import introducers, person, wall

MONDAY = date(2026, 11, 23)  # ten in the morning in Paris, where the member is
PROMISED, INTRODUCED = IntroductionState.PROMISED, IntroductionState.INTRODUCED
IN_TOUCH, MET, CLOSED = IntroductionState.IN_TOUCH, IntroductionState.MET, IntroductionState.CLOSED
THANKS, ASK, REPORT = "thank_you Bob 24 Nov", "ask_outcome Jane 7 Dec", "report_back Bob 24 Nov"
AFTER_A_CALL = InteractionKind.CALL


@pytest.fixture
def by_bob(books: Books, member: Member) -> int:
    """Bob introduced the member to Jane today."""
    later(books, 0)
    with books.open(member) as book:
        return received(book, "Bob Marsh", "Jane Doe").id


@pytest.fixture
def promised(books: Books, member: Member) -> int:
    """Bob promised to introduce the member to Jane."""
    later(books, 0)
    with books.open(member) as book:
        return received(book, "Bob Marsh", "Jane Doe", promised=True).id


def now(books: Books, member: Member, introduction_id: int) -> Introduction:
    with books.read(member) as book:
        return book.introduction(introduction_id)


# --- logging it ---


def test_an_introduction_is_thanked_for_and_asked_about(books: Books, member: Member, by_bob: int) -> None:
    assert owed_now(books, member) == [ASK, THANKS]
    with books.read(member) as book:
        one = book.introduction(by_bob)
        assert (one.state, one.on, one.introducer_name, one.asked) == (INTRODUCED, MONDAY, "Bob Marsh", 0)
        nudged = {task.kind: wall(task.nudge_at, book) for task in book.open_tasks()}
        assert nudged == {TaskKind.THANK_YOU: "Tue 24 08:30", TaskKind.ASK_OUTCOME: "Mon 7 08:30"}
        assert {task.introduction.id for task in book.open_tasks()} == {by_bob}
        assert book.changes()[0].summary == "Bob Marsh introduced you to Jane Doe"


def test_on_a_friday_thanks_are_due_on_monday(books: Books, member: Member) -> None:
    later(books, 4)
    do(books, member, lambda book: received(book, "Bob Marsh", "Jane Doe"))
    assert owed_now(books, member) == ["ask_outcome Jane 11 Dec", "thank_you Bob 30 Nov"]


def test_what_is_long_past_is_owed_nothing(books: Books, member: Member) -> None:
    with books.open(member) as book:
        assert received(book, "Bob Marsh", "Jane Doe", past=True).state == MET
        assert owed(book) == []


@pytest.mark.parametrize("promise", [True, False])
def test_nobody_is_introduced_to_themself(books: Books, member: Member, promise: bool) -> None:
    with pytest.raises(errors.IntroducedToThemself, match="Jane Doe"), books.open(member) as book:
        received(book, "Jane Doe", "Jane Doe", promised=promise)
    with books.read(member) as book:
        assert (book.count_contacts(), book.open_introductions()) == (0, [])


@pytest.mark.parametrize(("length", "is_kept"), [(1000, True), (1001, False)])
def test_what_it_is_about_has_its_length(books: Books, member: Member, length: int, is_kept: bool) -> None:
    with books.open(member) as book:
        if is_kept:
            assert received(book, "Bob Marsh", "Jane Doe", about="x" * length).about == "x" * length
        else:
            with pytest.raises(errors.TextTooLong) as caught:
                received(book, "Bob Marsh", "Jane Doe", about="x" * length)
            assert caught.value.field == "about"


@pytest.mark.parametrize(("about", "kept"), [(None, None), ("", None), (" \n ", None), (" the\n pilot ", "the pilot")])
def test_what_it_is_about_is_one_line(books: Books, member: Member, about: str | None, kept: str | None) -> None:
    with books.open(member) as book:
        assert received(book, "Bob Marsh", "Jane Doe", about=about).about == kept


@pytest.mark.parametrize(
    ("first", "second", "is_one", "moved", "state"),
    [
        ({}, {}, True, False, INTRODUCED),
        ({"promised": True}, {"promised": True}, True, False, PROMISED),
        ({"promised": True}, {}, True, True, INTRODUCED),
        ({}, {"promised": True}, True, False, INTRODUCED),
        ({"past": True}, {}, True, False, MET),
        ({"past": True}, {"promised": True}, True, False, MET),
    ],
)
def test_an_introduction_twice_is_the_first(
    books: Books, member: Member, first: dict, second: dict, is_one: bool, moved: bool, state: IntroductionState
) -> None:
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe", **first)
    with books.open(member) as book:
        logged = introductions.receive(book, known(book, "Bob Marsh"), known(book, "Jane Doe"), **second)
        assert (logged.introduction.id == one.id, logged.is_new, logged.moved) == (is_one, False, moved)
        assert logged.introduction.state == state


def test_a_closed_introduction_logged_again_is_the_first(books: Books, member: Member, by_bob: int) -> None:
    do(books, member, lambda book: introductions.conclude(book, book.introduction(by_bob), Outcome.NOTHING))
    before = owed_now(books, member)
    with books.open(member) as book:
        assert received(book, "Bob Marsh", "Jane Doe").id == by_bob
    assert owed_now(books, member) == before


def test_several_may_introduce_one_person(books: Books, member: Member, by_bob: int) -> None:
    with books.open(member) as book:
        assert received(book, "Dora Roe", "Jane Doe").id != by_bob
        assert introducers(book.contact(known(book, "Jane Doe").id)) == ["Bob Marsh", "Dora Roe"]
        assert len(book.open_tasks(kind=TaskKind.ASK_OUTCOME)) == 2  # one nudge, since grouped by person


def test_two_people_by_one_introducer_are_thanked_for_both(books: Books, member: Member, by_bob: int) -> None:
    do(books, member, lambda book: received(book, "Bob Marsh", "Sam Lee"))
    assert owed_now(books, member) == [ASK, "ask_outcome Sam 7 Dec", THANKS, THANKS]


def test_a_line_about_somebody_met_logs_the_introduction_and_how_far_it_came(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane Doe", introduced_by="Bob Marsh", thanks=["Bob"], met=True)
        assert owed(book) == [REPORT, THANKS]
        assert book.open_introductions()[0].state == MET


# --- a promise ---


def test_a_promise_is_asked_about_after_a_week_and_thanked_for_when_kept(
    books: Books, member: Member, promised: int
) -> None:
    assert owed_now(books, member) == ["awaiting_reply Bob 30 Nov"]
    with books.read(member) as book:
        jane = book.contact(book.introduction(promised).contact_id)
        assert (jane.introducers, book.changes()[0].summary) == ([], "Bob Marsh will introduce you to Jane Doe")
    later(books, 7)
    do(books, member, lambda book: introductions.happened(book, book.introduction(promised)))
    assert owed_now(books, member) == ["ask_outcome Jane 14 Dec", "thank_you Bob 1 Dec"]
    one = now(books, member, promised)
    assert (one.state, one.on) == (INTRODUCED, date(2026, 11, 30))


def test_a_promise_kept_twice_is_kept_once(books: Books, member: Member, promised: int) -> None:
    do(books, member, lambda book: introductions.happened(book, book.introduction(promised)))
    later(books, 3)
    do(books, member, lambda book: introductions.happened(book, book.introduction(promised)))
    assert owed_now(books, member) == [ASK, THANKS]


def test_a_promise_that_is_kept_says_what_it_is_about(books: Books, member: Member, promised: int) -> None:
    do(books, member, lambda book: received(book, "Bob Marsh", "Jane Doe", about="the pilot"))
    assert now(books, member, promised).about == "the pilot"


def test_whoever_promised_is_reminded_and_asked_about_a_week_later(books: Books, member: Member, promised: int) -> None:
    later(books, 7)
    do(books, member, lambda book: introductions.reminded(book, book.introduction(promised)))
    assert owed_now(books, member) == ["awaiting_reply Bob 7 Dec"]
    with books.read(member) as book:
        [touch] = book.interactions(known(book, "Bob Marsh").id)
        assert touch.text == "Reminded of the introduction to Jane"


def test_reminders_do_not_count_as_asking_how_it_goes(books: Books, member: Member, promised: int) -> None:
    for _ in range(3):
        do(books, member, lambda book: introductions.reminded(book, book.introduction(promised)))
    do(books, member, lambda book: introductions.happened(book, book.introduction(promised)))
    assert owed_now(books, member) == [ASK, THANKS]


def test_a_promise_let_go_is_no_introduction(books: Books, member: Member, promised: int) -> None:
    do(books, member, lambda book: introductions.let_go(book, book.introduction(promised)))
    with books.read(member) as book:
        one = book.introduction(promised)
        assert (owed(book), one.state, one.has_happened, book.open_introductions()) == ([], CLOSED, False, [])
        assert book.contact(one.contact_id).introducers == []


def test_a_promise_let_go_may_be_kept_after_all(books: Books, member: Member, promised: int) -> None:
    do(books, member, lambda book: introductions.let_go(book, book.introduction(promised)))
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe")
        assert (one.id == promised, one.state, owed(book)) == (False, INTRODUCED, [ASK, THANKS])
        assert introducers(book.contact(one.contact_id)) == ["Bob Marsh"]


def test_an_introduction_let_go_stays_in_the_chain(books: Books, member: Member, by_bob: int) -> None:
    do(books, member, lambda book: introductions.let_go(book, book.introduction(by_bob)))
    one = now(books, member, by_bob)
    assert (one.state, one.outcome, one.has_happened, owed_now(books, member)) == (CLOSED, None, True, [])


# --- how it goes on ---


@pytest.mark.parametrize(
    ("kind", "state", "expected"),
    [
        (InteractionKind.NOTE, INTRODUCED, [ASK, THANKS]),
        (InteractionKind.MESSAGE, IN_TOUCH, ["ask_outcome Jane 10 Dec", THANKS]),
        (InteractionKind.EMAIL, IN_TOUCH, ["ask_outcome Jane 10 Dec", THANKS]),
        (InteractionKind.CALL, MET, [REPORT, THANKS]),
        (InteractionKind.COFFEE, MET, [REPORT, THANKS]),
        (InteractionKind.MEETING, MET, [REPORT, THANKS]),
    ],
)
def test_what_is_logged_moves_it_along(
    books: Books, member: Member, by_bob: int, kind: InteractionKind, state: IntroductionState, expected: list[str]
) -> None:
    later(books, 3)
    do(books, member, lambda book: introductions.noticed(book, known(book, "Jane Doe"), kind))
    assert now(books, member, by_bob).state == state
    assert owed_now(books, member) == expected


def test_every_kind_of_interaction_is_decided_on() -> None:
    assert set(InteractionKind) - set(introductions._MOVES) == {InteractionKind.NOTE}


@pytest.mark.parametrize("first", [PROMISED, MET, CLOSED])
def test_what_is_logged_moves_nothing_back(books: Books, member: Member, by_bob: int, first: str) -> None:
    do(books, member, lambda book: setattr(book.introduction(by_bob), "state", first))
    for kind in InteractionKind:
        do(books, member, lambda book, kind=kind: introductions.noticed(book, known(book, "Jane Doe"), kind))
    assert now(books, member, by_bob).state == first


def test_another_message_puts_the_question_off(books: Books, member: Member, by_bob: int) -> None:
    for days in (10, 10):
        later(books, days)
        do(books, member, lambda book: introductions.noticed(book, known(book, "Jane Doe"), InteractionKind.MESSAGE))
    assert "ask_outcome Jane 27 Dec" in owed_now(books, member)  # two weeks after the last of them


def test_following_up_with_the_person_is_being_in_touch(books: Books, member: Member, by_bob: int) -> None:
    def follow_up(book: StoredBook) -> None:
        keeping.settle(book, [tasks.plan(book, TaskKind.FOLLOW_UP, known(book, "Jane Doe"), MONDAY).task])

    do(books, member, follow_up)
    assert now(books, member, by_bob).state == IN_TOUCH


def test_saying_that_you_talked_is_an_interaction(books: Books, member: Member, by_bob: int) -> None:
    later(books, 14)
    do(books, member, lambda book: introductions.talked(book, book.introduction(by_bob)))
    with books.read(member) as book:
        [call] = book.interactions(known(book, "Jane Doe").id)
        assert (call.kind, call.on) == (InteractionKind.CALL, date(2026, 12, 7))
        assert (book.introduction(by_bob).state, owed(book)) == (MET, ["report_back Bob 24 Nov", THANKS])


def test_not_yet_is_asked_once_more_and_then_never(books: Books, member: Member, by_bob: int) -> None:
    later(books, 14)
    do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    assert owed_now(books, member) == ["ask_outcome Jane 21 Dec", THANKS]
    later(books, 14)
    do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    assert owed_now(books, member) == [THANKS]
    assert now(books, member, by_bob).is_open
    later(books, 14)
    do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    assert owed_now(books, member) == [THANKS]


@pytest.mark.parametrize("state", [PROMISED, MET, CLOSED])
def test_not_yet_is_no_answer_where_nothing_is_asked(
    books: Books, member: Member, by_bob: int, state: IntroductionState
) -> None:
    later(books, 14)
    do(books, member, lambda book: setattr(book.introduction(by_bob), "state", state))
    before = owed_now(books, member)
    do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    assert (owed_now(books, member), now(books, member, by_bob).asked) == (before, 0)


def test_not_yet_said_twice_counts_once(books: Books, member: Member, by_bob: int) -> None:
    later(books, 14)
    for _ in range(3):
        do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    assert owed_now(books, member) == ["ask_outcome Jane 21 Dec", THANKS]


def test_once_in_touch_the_question_is_asked_afresh(books: Books, member: Member, by_bob: int) -> None:
    for _ in range(2):
        later(books, 14)
        do(books, member, lambda book: introductions.not_yet(book, book.introduction(by_bob)))
    do(books, member, lambda book: introductions.noticed(book, known(book, "Jane Doe"), InteractionKind.EMAIL))
    assert owed_now(books, member) == ["ask_outcome Jane 4 Jan", THANKS]


# --- what came of it, and telling ---


@pytest.mark.parametrize("outcome", [Outcome.WENT_SOMEWHERE, Outcome.NOTHING, Outcome.NO_REPLY, Outcome.LEFT_ALONE])
@pytest.mark.parametrize("state", [PROMISED, INTRODUCED, IN_TOUCH, MET])
def test_whatever_came_of_it_the_introducer_is_to_hear(
    books: Books, member: Member, outcome: Outcome, state: IntroductionState
) -> None:
    later(books, 0)
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe", promised=state == PROMISED)
        if state in (IN_TOUCH, MET):
            introductions.noticed(book, one.contact, InteractionKind.EMAIL if state == IN_TOUCH else AFTER_A_CALL)
    do(books, member, lambda book: introductions.conclude(book, book.introduction(one.id), outcome))
    assert owed_now(books, member) == [REPORT, THANKS]
    closed = now(books, member, one.id)
    assert (closed.state, closed.outcome, closed.has_happened) == (CLOSED, outcome, True)


def test_the_report_joins_the_thanks_when_they_are_put_off(books: Books, member: Member, by_bob: int) -> None:
    with books.open(member) as book:
        tasks.snooze(book, book.open_tasks(kind=TaskKind.THANK_YOU)[0], MONDAY + timedelta(days=3))
    do(books, member, lambda book: introductions.talked(book, book.introduction(by_bob)))
    with books.read(member) as book:
        assert {wall(task.nudge_at, book) for task in book.open_tasks()} == {"Thu 26 08:30"}
        [together] = keeping.together(book.open_tasks())
        assert keeping.done(together, "Bob") == "Told and thanked Bob"


def test_when_thanked_already_the_introducer_hears_the_next_workday(books: Books, member: Member, by_bob: int) -> None:
    do(books, member, lambda book: keeping.settle(book, book.open_tasks(kind=TaskKind.THANK_YOU)))
    later(books, 10)
    do(books, member, lambda book: introductions.talked(book, book.introduction(by_bob)))
    assert owed_now(books, member) == ["report_back Bob 4 Dec"]


def test_told_is_kept_with_its_day(books: Books, member: Member, by_bob: int) -> None:
    do(
        books,
        member,
        lambda book: introductions.talked(book, book.introduction(by_bob)),
        lambda book: keeping.settle(book, book.open_tasks(), told="It went well"),
    )
    one = now(books, member, by_bob)
    assert (one.told_on, one.told, owed_now(books, member)) == (MONDAY, "It went well", [])


def test_an_outcome_that_changes_is_reported_once(books: Books, member: Member, by_bob: int) -> None:
    for outcome in (Outcome.NO_REPLY, Outcome.WENT_SOMEWHERE, Outcome.NOTHING, Outcome.NOTHING):
        with books.open(member) as book:
            introductions.conclude(book, book.introduction(by_bob), outcome)
    assert owed_now(books, member) == [REPORT, THANKS]
    assert now(books, member, by_bob).outcome == Outcome.NOTHING


def test_an_outcome_that_changes_after_the_introducer_was_told_is_told_again(
    books: Books, member: Member, by_bob: int
) -> None:
    do(
        books,
        member,
        lambda book: introductions.conclude(book, book.introduction(by_bob), Outcome.NO_REPLY),
        lambda book: keeping.settle(book, book.open_tasks(), told="No reply"),
    )
    later(books, 1)
    do(books, member, lambda book: introductions.conclude(book, book.introduction(by_bob), Outcome.NO_REPLY))
    assert owed_now(books, member) == []
    do(books, member, lambda book: introductions.conclude(book, book.introduction(by_bob), Outcome.WENT_SOMEWHERE))
    assert owed_now(books, member) == ["report_back Bob 25 Nov"]
    do(books, member, lambda book: keeping.settle(book, book.open_tasks(), told="A contract!"))
    assert now(books, member, by_bob).told == "A contract!"


def test_whoever_asked_to_be_left_alone_is(books: Books, member: Member, by_bob: int) -> None:
    do(
        books,
        member,
        lambda book: tasks.plan(book, TaskKind.FOLLOW_UP, known(book, "Jane Doe"), MONDAY),
        lambda book: received(book, "Dora Roe", "Jane Doe"),
        lambda book: introductions.conclude(book, book.introduction(by_bob), Outcome.LEFT_ALONE),
    )
    with books.read(member) as book:
        jane = known(book, "Jane Doe")
        assert (jane.do_not_contact, book.open_tasks(contact_id=jane.id)) == (True, [])
        assert owed(book) == [REPORT, THANKS, "thank_you Dora 24 Nov"]
    with books.open(member) as book:
        introductions.noticed(book, book.contact(jane.id), InteractionKind.EMAIL)
        assert book.open_tasks(contact_id=jane.id) == []


# --- whoever is not to be written to ---


@pytest.mark.parametrize("away", [contacts.leave_alone, contacts.archive, contacts.delete])
@pytest.mark.parametrize("who", ["Bob Marsh", "Jane Doe"])
def test_nothing_is_planned_for_somebody_to_be_left_in_peace(books: Books, member: Member, away, who: str) -> None:
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe", promised=True)
    do(books, member, lambda book: away(book, known(book, who)))
    if away is contacts.delete and who == "Jane Doe":
        with books.read(member) as book, pytest.raises(errors.NotInBook):
            book.introduction(one.id)
        return
    do(
        books,
        member,
        lambda book: introductions.happened(book, book.introduction(one.id)),
        lambda book: introductions.not_yet(book, book.introduction(one.id)),
        lambda book: introductions.talked(book, book.introduction(one.id)),
        lambda book: introductions.conclude(book, book.introduction(one.id), Outcome.NOTHING),
    )
    with books.read(member) as book:
        assert {task.contact.name for task in book.open_tasks()} == {"Bob Marsh", "Jane Doe"} - {who, "Jane Doe"}


def test_a_deleted_introducer_leaves_the_name(books: Books, member: Member, by_bob: int) -> None:
    with books.open(member) as book:
        known(book, "Bob Marsh").name = "Bob Marsh-Lee"
    deleting = do(books, member, lambda book: contacts.delete(book, known(book, "Bob Marsh")))
    one = now(books, member, by_bob)
    assert (introductions.by(one), one.introducer, owed_now(books, member)) == ("Bob Marsh-Lee", None, [ASK])
    for step in (introductions.talked, introductions.reminded, introductions.let_go):
        do(books, member, lambda book, step=step: step(book, book.introduction(by_bob)))
    assert owed_now(books, member) == []
    do(books, member, lambda book: book.undo(deleting))
    assert now(books, member, by_bob).introducer.name == "Bob Marsh-Lee"


def test_deleted_in_the_same_unit_of_work_the_introducer_is_gone_too(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe")
        contacts.delete(book, one.introducer)
        assert (one.introducer, introductions.by(one)) == (None, "Bob Marsh")
        assert introductions.report_back(book, one) is None


# --- somebody else made it ---


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], ["ask_outcome Jane 7 Dec", "thank_you Rob 24 Nov"]),
        ([introductions.talked], ["report_back Rob 24 Nov", "thank_you Rob 24 Nov"]),
        (
            [lambda book, one: introductions.conclude(book, one, Outcome.NOTHING)],
            ["report_back Rob 24 Nov", "thank_you Rob 24 Nov"],
        ),
        ([introductions.let_go], []),
    ],
)
def test_what_was_owed_to_one_is_owed_to_the_other(
    books: Books, member: Member, by_bob: int, steps: list, expected: list[str]
) -> None:
    for step in steps:
        do(books, member, lambda book, step=step: step(book, book.introduction(by_bob)))
    do(books, member, lambda book: introductions.repoint(book, book.introduction(by_bob), person(book, "Rob Roe")))
    one = now(books, member, by_bob)
    assert (owed_now(books, member), introductions.by(one)) == (expected, "Rob Roe")


def test_of_a_promise_too(books: Books, member: Member, promised: int) -> None:
    do(books, member, lambda book: introductions.repoint(book, book.introduction(promised), person(book, "Rob Roe")))
    assert owed_now(books, member) == ["awaiting_reply Rob 30 Nov"]


def test_thanks_given_already_are_not_owed_to_the_other(books: Books, member: Member, by_bob: int) -> None:
    do(
        books,
        member,
        lambda book: keeping.settle(book, book.open_tasks(kind=TaskKind.THANK_YOU)),
        lambda book: introductions.repoint(book, book.introduction(by_bob), person(book, "Rob Roe")),
    )
    assert owed_now(books, member) == [ASK]


def test_mending_the_form_repoints_drops_or_adds(books: Books, member: Member, by_bob: int) -> None:
    mend = contacts.Facts("Jane Doe", introduced_by="Rob Roe")
    do(books, member, lambda book: contacts.edit(book, known(book, "Jane Doe"), mend))
    assert owed_now(books, member) == [ASK, "thank_you Rob 24 Nov"]
    do(books, member, lambda book: contacts.edit(book, known(book, "Jane Doe"), contacts.Facts("Jane Doe")))
    assert owed_now(books, member) == []
    with books.read(member) as book, pytest.raises(errors.NotInBook):
        book.introduction(by_bob)
    later(books, 1)
    do(books, member, lambda book: contacts.edit(book, known(book, "Jane Doe"), mend))
    with books.read(member) as book:
        assert introducers(known(book, "Jane Doe")) == ["Rob Roe"]
        assert owed(book) == []  # long known, so it is past


def test_what_is_dropped_is_done_or_let_go(books: Books, member: Member, by_bob: int) -> None:
    """A question that is answered was answered; thanks that are no longer owed were not given."""
    do(books, member, lambda book: introductions.let_go(book, book.introduction(by_bob)))
    with books.read(member) as book:
        assert book.closed_tasks(TaskKind.THANK_YOU) == []
        assert [task.state for task in book.closed_tasks(TaskKind.ASK_OUTCOME)] == [TaskState.DONE]
