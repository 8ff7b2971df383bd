"""Promises kept together, on real storage."""

import pytest

from bot import errors
from bot.domain import introductions, keeping, tasks
from bot.domain.model import Direction, InteractionKind, IntroductionState, Member, TaskKind, TaskState
from bot.storage.book import Books
from tests.domain.intros import do, known, later, owed_now, received

FOLLOW_UP, THANKS, REPORT = TaskKind.FOLLOW_UP, TaskKind.THANK_YOU, TaskKind.REPORT_BACK


@pytest.fixture
def bob(books: Books, member: Member) -> int:
    """Bob introduced Jane, whom the member met; thanks and how it went are owed to him, and a call about rates."""
    later(books, 0)
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe")
        introductions.talked(book, one)
        tasks.plan(book, FOLLOW_UP, one.introducer, book.today, about="rates")
        return one.introducer_id


def kinds(groups: list) -> list[list[TaskKind]]:
    return [[task.kind for task in group] for group in groups]


def test_thanks_and_how_it_went_are_one_message(books: Books, member: Member, bob: int) -> None:
    with books.open(member) as book:
        follow_up, *message = book.open_tasks(contact_id=bob)
        keeping.settle(book, message, told="We met, thank you!", given="a book")
        [one] = book.received([known(book, "Jane Doe").id])
        assert (one.told_on, one.told) == (book.today, "We met, thank you!")
        assert {task.kind: (task.state, task.given) for task in message} == {
            THANKS: (TaskState.DONE, "a book"),
            REPORT: (TaskState.DONE, None),
        }
        [touch] = book.interactions(bob)
        assert (touch.text, touch.kind, touch.direction) == (
            "We met, thank you!",
            InteractionKind.MESSAGE,
            Direction.OUT,
        )
        assert follow_up.is_open
    with books.read(member) as book:
        assert book.changes()[0].summary == "Told and thanked Bob"
        assert [task.given for task in book.closed_tasks(THANKS)] == ["a book"]


@pytest.mark.parametrize(
    ("which", "given", "summary", "said"),
    [
        ({THANKS}, None, "Thanked Bob", "Said thanks"),
        ({THANKS}, "a book", "Thanked Bob", "Said thanks (with a book)"),
        ({REPORT}, None, "Told Bob how it went", "Told how it went"),
        ({THANKS, REPORT}, None, "Told and thanked Bob", None),
        ({FOLLOW_UP}, None, "Followed up with Bob", "Followed up about rates"),
    ],
)
def test_what_is_said_of_it(
    books: Books, member: Member, bob: int, which: set, given: str | None, summary: str, said: str | None
) -> None:
    with books.open(member) as book:
        owed = [task for task in book.open_tasks(contact_id=bob) if task.kind in which]
        keeping.settle(book, owed, given=given)
    with books.read(member) as book:
        assert book.changes()[0].summary == summary
        assert said is None or book.interactions(bob)[0].text == said


def test_settling_twice_logs_once_and_changes_nothing(books: Books, member: Member, bob: int) -> None:
    for told in ("It went well", "Or did it?"):
        do(books, member, lambda book, told=told: keeping.settle(book, _message(book, bob), told=told))
    with books.read(member) as book:
        assert len(book.interactions(bob)) == 1
        assert book.received([known(book, "Jane Doe").id])[0].told == "It went well"


def _message(book, bob: int) -> list:
    """What goes together, open or not."""
    [introduction] = book.received([known(book, "Jane Doe").id])
    return [*book.open_tasks(introduction_id=introduction.id), *book.closed_tasks(THANKS), *book.closed_tasks(REPORT)]


def test_with_nothing_open_nothing_is_done(books: Books, member: Member, bob: int) -> None:
    with books.open(member) as book:
        keeping.settle(book, [])
    with books.read(member) as book, pytest.raises(errors.NotInBook):
        book.change(book.change_id)


@pytest.mark.parametrize("field", ["told", "given"])
def test_what_was_told_and_given_has_its_length(books: Books, member: Member, bob: int, field: str) -> None:
    before = owed_now(books, member)
    with pytest.raises(errors.TextTooLong) as caught, books.open(member) as book:
        keeping.settle(book, book.open_tasks(contact_id=bob), **{field: "x" * (tasks.TEXT_LIMIT + 1)})
    assert (caught.value.field, owed_now(books, member)) == (field, before)


@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_nothing_told_and_given_is_nothing(books: Books, member: Member, bob: int, nothing: str | None) -> None:
    with books.open(member) as book:
        keeping.settle(book, keeping.with_others(book, book.open_tasks(kind=THANKS)[0]), told=nothing, given=nothing)
        [one] = book.received([known(book, "Jane Doe").id])
        assert (one.told_on, one.told) == (book.today, None)
        assert [task.given for task in book.closed_tasks(THANKS)] == [None]


def test_what_goes_together_stands_where_the_first_of_it_stands(books: Books, member: Member, bob: int) -> None:
    with books.open(member) as book:
        tasks.plan(book, THANKS, known(book, "Zoe Zett"), book.today, about="the tip")
        tasks.plan(book, THANKS, known(book, "Bob Marsh"), book.today, about="the other tip")
    with books.read(member) as book:
        follow_up, zoe, *rest = book.open_tasks()
        assert (follow_up.kind, zoe.contact.name) == (FOLLOW_UP, "Zoe Zett")
        assert kinds(keeping.together([follow_up, rest[0], zoe, *rest[1:]])) == [
            [FOLLOW_UP],
            [task.kind for task in rest],
            [THANKS],
        ]
        assert {task.id for task in keeping.with_others(book, rest[1])} == {task.id for task in rest}
        assert keeping.with_others(book, follow_up) == [follow_up]
    assert keeping.together([]) == []


def test_what_is_settled_goes_with_nothing(books: Books, member: Member, bob: int) -> None:
    with books.open(member) as book:
        [thanks] = book.open_tasks(kind=THANKS)
        keeping.settle(book, [thanks])
        assert keeping.with_others(book, thanks) == [thanks]


def test_a_message_to_somebody_moves_their_own_introduction(books: Books, member: Member, bob: int) -> None:
    do(books, member, lambda book: received(book, "Ann Chovy", "Bob Marsh"))
    do(books, member, lambda book: keeping.settle(book, book.open_tasks(contact_id=bob, kind=FOLLOW_UP)))
    with books.read(member) as book:
        [one] = book.received([bob])
        assert one.state == IntroductionState.IN_TOUCH


def test_taken_back_it_is_owed_again_and_untold(books: Books, member: Member, bob: int) -> None:
    before = owed_now(books, member)
    with books.open(member) as settling:
        keeping.settle(
            settling, keeping.with_others(settling, settling.open_tasks(kind=REPORT)[0]), told="x", given="y"
        )
    assert owed_now(books, member) != before
    do(books, member, lambda book: book.undo(settling.change_id))
    assert owed_now(books, member) == before
    with books.read(member) as book:
        [one] = book.received([known(book, "Jane Doe").id])
        assert (one.told_on, one.told, book.interactions(bob)) == (None, None, [])
