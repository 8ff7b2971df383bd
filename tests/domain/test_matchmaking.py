"""Introductions the member makes, on real storage: both are asked, both may say no at any time."""

from itertools import permutations

import pytest

from bot import errors
from bot.domain import contacts, introductions, matchmaking, tasks
from bot.domain.model import Answer, InteractionKind, IntroductionKind, IntroductionState, Member, Outcome, TaskKind
from bot.storage.book import Books, StoredBook
from tests.domain.intros import do, known, later, made, owed, owed_now, received

PROMISED, INTRODUCED, CLOSED = IntroductionState.PROMISED, IntroductionState.INTRODUCED, IntroductionState.CLOSED
ASK_ANN, ASK_TOM, CONNECT = "follow_up Ann 24 Nov", "follow_up Tom 24 Nov", "follow_up Ann 24 Nov"
WAIT_ANN, WAIT_TOM, OUTCOME = "awaiting_reply Ann 30 Nov", "awaiting_reply Tom 30 Nov", "ask_outcome Ann 7 Dec"


@pytest.fixture(autouse=True)
def still(books: Books) -> None:
    later(books, 0)


@pytest.fixture
def begun(books: Books, member: Member) -> int:
    """The member wants to introduce Ann to Tom."""
    with books.open(member) as book:
        return made(book, "Ann Chovy", "Tom Roe", about="hiring").id


def asked(name: str):
    return lambda book: matchmaking.asked(book, the_one(book), known(book, name).id)


def answered(name: str, answer: Answer):
    return lambda book: matchmaking.answered(book, the_one(book), known(book, name).id, answer)


def the_one(book: StoredBook):
    [one] = book.made_with(known(book, "Ann Chovy").id)
    return one


def connect(book: StoredBook) -> None:
    matchmaking.connect(book, the_one(book))


ANN, TOM = "Ann Chovy", "Tom Roe"
ASKED_ANN, ASKED_TOM = asked(ANN), asked(TOM)
ANN_YES, TOM_YES = answered(ANN, Answer.YES), answered(TOM, Answer.YES)
ANN_NO, TOM_NO = answered(ANN, Answer.NO), answered(TOM, Answer.NO)
ORDERS_OF_YES, ORDERS_OF_NO = (
    list(permutations([ASKED_ANN, ASKED_TOM, ANN_YES, last]))[::4] for last in (TOM_YES, TOM_NO)
)


@pytest.mark.parametrize(
    ("steps", "expected", "state"),
    [
        ([], [ASK_ANN], PROMISED),
        ([ASKED_ANN], [WAIT_ANN, ASK_TOM], PROMISED),
        ([ASKED_ANN, ASKED_ANN], [WAIT_ANN, ASK_TOM], PROMISED),
        ([ASKED_ANN, ANN_YES], [ASK_TOM], PROMISED),
        ([ASKED_ANN, ANN_YES, ANN_YES], [ASK_TOM], PROMISED),
        ([ASKED_ANN, ASKED_TOM], [WAIT_ANN, WAIT_TOM], PROMISED),
        ([ASKED_TOM], [WAIT_TOM, ASK_ANN], PROMISED),
        ([ASKED_TOM, TOM_YES], [ASK_ANN], PROMISED),
        ([ASKED_ANN, ASKED_TOM, TOM_YES], [WAIT_ANN], PROMISED),
        ([ASKED_ANN, ANN_YES, ASKED_TOM, TOM_YES], [CONNECT], PROMISED),
        ([ASKED_ANN, ASKED_TOM, TOM_YES, ANN_YES], [CONNECT], PROMISED),
        ([ANN_YES, TOM_YES], [CONNECT], PROMISED),  # known to want it, nobody was asked
        ([ANN_YES, TOM_YES, ANN_YES], [CONNECT], PROMISED),
        ([ANN_YES, ASKED_ANN], [ASK_TOM], PROMISED),
        ([ANN_YES, TOM_YES, connect], [OUTCOME], INTRODUCED),
        ([connect], [OUTCOME], INTRODUCED),  # without a word to anybody
        ([connect, connect, ANN_NO, ASKED_TOM, TOM_YES], [OUTCOME], INTRODUCED),
        ([ANN_NO], [], CLOSED),
        ([TOM_NO], [], CLOSED),
        ([ASKED_ANN, ANN_NO], [], CLOSED),
        ([ASKED_ANN, ASKED_TOM, TOM_NO], [], CLOSED),
        ([ANN_YES, TOM_NO], [], CLOSED),
        ([ANN_YES, ANN_NO], [], CLOSED),  # thought better of it
        ([ANN_YES, TOM_YES, TOM_NO], [], CLOSED),
        ([ANN_NO, ANN_YES, TOM_YES, connect], [], CLOSED),  # a no is a no
        ([ANN_NO, TOM_NO], [], CLOSED),
    ],
)
def test_what_is_to_be_done_next(
    books: Books, member: Member, begun: int, steps: list, expected: list[str], state: IntroductionState
) -> None:
    assert owed_now(books, member) == [ASK_ANN]
    if steps:
        do(books, member, *steps)
    with books.read(member) as book:
        one = book.introduction(begun)
        assert (owed(book), one.state) == (sorted(expected), state)
        assert (one.outcome == Outcome.DECLINED) == (state == CLOSED)


@pytest.mark.parametrize("order", ORDERS_OF_YES)
def test_in_whatever_order_both_agree_they_are_to_be_connected(
    books: Books, member: Member, begun: int, order: tuple
) -> None:
    do(books, member, *order)
    with books.read(member) as book:
        assert (owed(book), matchmaking.both_agreed(book.introduction(begun))) == ([CONNECT], True)


@pytest.mark.parametrize("order", ORDERS_OF_NO)
def test_in_whatever_order_a_no_ends_it(books: Books, member: Member, begun: int, order: tuple) -> None:
    do(books, member, *order)
    with books.read(member) as book:
        one = book.introduction(begun)
        assert (owed(book), one.state, one.outcome) == ([], CLOSED, Outcome.DECLINED)
        assert one.other_answer == Answer.NO
        assert book.open_introductions() == []


def test_asking_is_a_message_to_that_person_alone(books: Books, member: Member, begun: int) -> None:
    do(books, member, ASKED_ANN, ASKED_ANN)
    with books.read(member) as book:
        [touch] = book.interactions(known(book, ANN).id)
        assert (touch.kind, touch.text) == (InteractionKind.MESSAGE, "Asked about an introduction to Tom Roe")
        assert book.interactions(known(book, TOM).id) == []


def test_a_no_is_nobody_elses_business(books: Books, member: Member, begun: int) -> None:
    do(books, member, ASKED_ANN, ANN_YES, ASKED_TOM, TOM_NO)
    with books.read(member) as book:
        assert not any("rather" in touch.text for who in (ANN, TOM) for touch in book.interactions(known(book, who).id))


def test_asking_moves_the_members_own_introduction_along(books: Books, member: Member) -> None:
    do(books, member, lambda book: received(book, "Bob Marsh", ANN), lambda book: made(book, ANN, TOM), ASKED_ANN)
    with books.read(member) as book:
        [one] = book.received([known(book, ANN).id])
        assert one.state == IntroductionState.IN_TOUCH


def test_for_an_answer_the_member_is_nudged_once(books: Books, member: Member, begun: int) -> None:
    do(books, member, ASKED_ANN)
    later(books, 7)
    do(books, member, let_the_nudge_go, ASKED_TOM)
    assert owed_now(books, member) == ["awaiting_reply Tom 7 Dec"]


def let_the_nudge_go(book: StoredBook) -> None:
    for task in book.open_tasks(kind=TaskKind.AWAITING_REPLY):
        tasks.let_go(book, task)


@pytest.mark.parametrize("outcome", [Outcome.WENT_SOMEWHERE, Outcome.NOTHING, Outcome.NO_REPLY])
def test_what_came_of_it_ends_it(books: Books, member: Member, begun: int, outcome: Outcome) -> None:
    do(books, member, connect, lambda book: matchmaking.conclude(book, the_one(book), outcome))
    with books.read(member) as book:
        one = book.introduction(begun)
        assert (owed(book), one.state, one.outcome) == ([], CLOSED, outcome)
    do(books, member, lambda book: matchmaking.conclude(book, the_one(book), Outcome.WENT_SOMEWHERE))
    assert owed_now(books, member) == []


def test_what_came_of_it_is_asked_once_more(books: Books, member: Member, begun: int) -> None:
    do(books, member, connect)
    expected = (["ask_outcome Ann 21 Dec"], [])
    for asking in expected:
        later(books, 14)
        do(books, member, lambda book: introductions.not_yet(book, the_one(book)))
        assert owed_now(books, member) == asking


def test_two_who_are_connected_already(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = made(book, ANN, TOM, connected=True)
        assert (one.kind, one.state, owed(book)) == (IntroductionKind.MADE, INTRODUCED, [OUTCOME])


@pytest.mark.parametrize(
    ("first", "second", "moved", "state"),
    [
        ({}, {}, False, PROMISED),
        ({}, {"connected": True}, True, INTRODUCED),
        ({"connected": True}, {}, False, INTRODUCED),
        ({"connected": True}, {"connected": True}, False, INTRODUCED),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_same_two_are_logged_once(
    books: Books, member: Member, first: dict, second: dict, moved: bool, state: IntroductionState, turned: bool
) -> None:
    with books.open(member) as book:
        one = made(book, ANN, TOM, **first)
    with books.open(member) as book:
        two = [known(book, name) for name in ((TOM, ANN) if turned else (ANN, TOM))]
        logged = matchmaking.make(book, *two, **second)
        assert (logged.introduction.id, logged.is_new, logged.moved) == (one.id, False, moved)
        assert logged.introduction.state == state


def test_after_a_no_they_may_be_introduced_another_time(books: Books, member: Member, begun: int) -> None:
    do(books, member, ANN_NO)
    with books.open(member) as book:
        assert made(book, TOM, ANN).id != begun


def test_nobody_is_introduced_to_themself_or_answers_for_others(books: Books, member: Member, begun: int) -> None:
    with books.open(member) as book, pytest.raises(errors.IntroducedToThemself, match="Ann Chovy"):
        made(book, ANN, ANN)
    with books.open(member) as book:
        bob = known(book, "Bob Marsh")
        for step in (matchmaking.asked, lambda *all_of: matchmaking.answered(*all_of, Answer.YES)):
            with pytest.raises(errors.NotInBook):
                step(book, book.introduction(begun), bob.id)


@pytest.mark.parametrize("who", [ANN, TOM])
@pytest.mark.parametrize("away", [contacts.leave_alone, contacts.archive])
def test_nothing_is_planned_for_somebody_to_be_left_in_peace(
    books: Books, member: Member, begun: int, who: str, away
) -> None:
    do(books, member, lambda book: away(book, known(book, who)))
    for step in (ASKED_ANN, ASKED_TOM, ANN_YES, TOM_YES, connect):
        do(books, member, step)
        with books.read(member) as book:
            assert who not in {task.contact.name for task in book.open_tasks()}


@pytest.mark.parametrize("who", [ANN, TOM])
def test_with_either_of_the_two_it_goes(books: Books, member: Member, begun: int, who: str) -> None:
    do(books, member, ASKED_ANN)
    deleting = do(books, member, lambda book: contacts.delete(book, known(book, who)))
    assert owed_now(books, member) == []
    with books.read(member) as book, pytest.raises(errors.NotInBook):
        book.introduction(begun)
    do(books, member, lambda book: book.undo(deleting))
    assert owed_now(books, member) == [WAIT_ANN, ASK_TOM]


@pytest.mark.parametrize(
    ("steps", "outcome"), [([], Outcome.DECLINED), ([ASKED_ANN], Outcome.DECLINED), ([connect], None)]
)
def test_let_go_nothing_more_is_owed(
    books: Books, member: Member, begun: int, steps: list, outcome: Outcome | None
) -> None:
    do(books, member, *steps, lambda book: introductions.let_go(book, the_one(book)))
    with books.read(member) as book:
        one = book.introduction(begun)
        assert (owed(book), one.state, one.outcome) == ([], CLOSED, outcome)
