"""Wins, on real storage: everybody on the way is thanked, once and only if they are to be."""

from datetime import date

import pytest

from bot import errors
from bot.domain import contacts, introductions, keeping, tasks, wins
from bot.domain.model import IntroductionState, Member, Outcome, TaskKind, TaskState, Win
from bot.storage.book import Books, StoredBook
from tests.domain.intros import do, known, later, owed, owed_now, received
from tests.domain.test_chains import led

JANE = "Jane Doe"


@pytest.fixture(autouse=True)
def still(books: Books) -> None:
    later(books, 0)


@pytest.fixture
def by_bob_and_ann(books: Books, member: Member) -> None:
    """Ann introduced Bob, who introduced Jane; both were thanked long ago."""
    do(books, member, lambda book: led(book, JANE, "Bob", "Ann"))
    do(books, member, lambda book: [keeping.settle(book, [one]) for one in book.open_tasks(kind=TaskKind.THANK_YOU)])
    do(books, member, lambda book: [introductions.let_go(book, one) for one in book.open_introductions()])
    assert owed_now(books, member) == []


def win(books: Books, member: Member, what: str = "a contract", name: str = JANE) -> int:
    with books.open(member) as book:
        return wins.record(book, known(book, name), what).id


def thanks(book: StoredBook) -> dict[str, tuple[str | None, bool]]:
    return {task.contact.name: (task.about, task.gift) for task in book.open_tasks(kind=TaskKind.THANK_YOU)}


def thank_only(win_id: int, *names: str):
    def step(book: StoredBook) -> None:
        wins.thank_only(book, book.win(win_id), [known(book, name).id for name in names])

    return step


def reason(what: str) -> str:
    return wins.reason(Win(1, what, date(2026, 11, 23)))


ABOUT = reason("a contract")


def test_everybody_on_the_way_is_thanked_and_the_introducer_hears(
    books: Books, member: Member, by_bob_and_ann: None
) -> None:
    win_id = win(books, member)
    assert owed_now(books, member) == ["report_back Bob 24 Nov", "thank_you Ann 24 Nov", "thank_you Bob 24 Nov"]
    with books.read(member) as book:
        assert thanks(book) == {"Bob": (ABOUT, True), "Ann": (ABOUT, False)}
        assert {task.contact.name for task in book.tasks_of_win(win_id)} == {"Bob", "Ann"}
        [one] = book.received([known(book, JANE).id])
        assert (one.outcome, one.state) == (Outcome.WENT_SOMEWHERE, IntroductionState.CLOSED)
        [two] = book.received([known(book, "Bob").id])
        assert two.outcome is None  # it went somewhere, but that is another story
        assert book.changes()[0].summary == "A win with Jane: a contract"
        assert [link.name for link in wins.to_thank(book, book.win(win_id))] == ["Bob", "Ann"]


def test_of_somebody_whom_nobody_introduced(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = wins.record(book, known(book, JANE), "  a\n contract ")
        assert (one.what, one.on, owed(book), wins.to_thank(book, one)) == ("a contract", book.today, [], [])


@pytest.mark.parametrize(
    ("what", "error"), [("", errors.WinMissing), (" \n", errors.WinMissing), ("x" * 1001, errors.TextTooLong)]
)
def test_a_win_says_what_it_was(books: Books, member: Member, what: str, error: type[errors.GoodwordError]) -> None:
    with books.open(member) as book, pytest.raises(error) as caught:
        wins.record(book, known(book, JANE), what)
    assert caught.value.field == "what"


def test_it_joins_thanks_that_are_owed_already(books: Books, member: Member) -> None:
    do(
        books,
        member,
        lambda book: led(book, JANE, "Bob", "Ann"),
        lambda book: tasks.plan(book, TaskKind.THANK_YOU, known(book, "Bob"), book.today, about="the tip"),
    )
    before = {task.id for task in _thanks(books, member)}
    win(books, member)
    assert {task.id for task in _thanks(books, member)} == before
    with books.read(member) as book:
        about = {task.about for task in book.open_tasks(contact_id=known(book, "Bob").id, kind=TaskKind.THANK_YOU)}
        assert about in ({"the tip", ABOUT}, {f"the tip; {ABOUT}", None})
        assert "report_back Bob 24 Nov" in owed(book)


def _thanks(books: Books, member: Member):
    with books.read(member) as book:
        return book.open_tasks(kind=TaskKind.THANK_YOU)


def test_a_chain_of_ten_is_thanked_and_a_gift_suggested_to_whoever_opened_the_door(
    books: Books, member: Member
) -> None:
    names = [JANE, *(f"P{number}" for number in range(10))]
    do(books, member, lambda book: led(book, *names))
    win(books, member)
    with books.read(member) as book:
        assert {name: gift for name, (_, gift) in thanks(book).items()} == {name: name == "P0" for name in names[1:]}
        assert len(book.open_tasks(kind=TaskKind.THANK_YOU)) == 10


def test_in_a_circle_of_three_everybody_else_is_thanked(books: Books, member: Member) -> None:
    do(books, member, lambda book: led(book, JANE, "Bob", "Ann", JANE))
    win(books, member)
    with books.read(member) as book:
        of_the_win = [task.contact.name for task in book.open_tasks() if task.win_id]
        assert sorted(of_the_win) == ["Ann", "Bob"]


def test_several_introducers_all_hear_and_are_thanked(books: Books, member: Member) -> None:
    do(books, member, lambda book: led(book, JANE, "Bob"), lambda book: led(book, JANE, "Dora"))
    win(books, member)
    with books.read(member) as book:
        assert {task.contact.name for task in book.open_tasks(kind=TaskKind.REPORT_BACK)} == {"Bob", "Dora"}
        assert {name: gift for name, (_, gift) in thanks(book).items()} == {"Bob": True, "Dora": False}


@pytest.mark.parametrize("away", [contacts.leave_alone, contacts.archive, contacts.delete])
def test_whoever_is_to_be_left_in_peace_is_not_thanked(
    books: Books, member: Member, by_bob_and_ann: None, away
) -> None:
    do(books, member, lambda book: away(book, known(book, "Bob")))
    win_id = win(books, member)
    above = [] if away is contacts.delete else ["thank_you Ann 24 Nov"]  # with Bob went who introduced him
    assert owed_now(books, member) == above
    with books.read(member) as book:
        assert [link.name for link in wins.to_thank(book, book.win(win_id))] == ["Ann"][: len(above)]
        assert not any(gift for _, gift in thanks(book).values())  # she opened no door to Jane


def test_whom_not_to_thank(books: Books, member: Member, by_bob_and_ann: None) -> None:
    win_id = win(books, member)
    do(books, member, thank_only(win_id, "Bob"))
    with books.read(member) as book:
        one = book.win(win_id)
        assert set(thanks(book)) == {"Bob"}
        assert [wins.is_thanked(book, one, known(book, name)) for name in ("Bob", "Ann")] == [True, False]
    do(books, member, thank_only(win_id))
    assert owed_now(books, member) == ["report_back Bob 24 Nov"]
    do(books, member, thank_only(win_id, "Ann", "Bob"))
    with books.read(member) as book:
        assert thanks(book) == {"Bob": (ABOUT, True), "Ann": (ABOUT, False)}
        states = [task.state for task in book.tasks_of_win(win_id)]
        assert (states.count(TaskState.OPEN), states.count(TaskState.LET_GO)) == (2, 2)
    do(books, member, thank_only(win_id, "Ann", "Bob"))
    with books.read(member) as book:
        assert len(book.open_tasks(kind=TaskKind.THANK_YOU)) == 2


def test_whoever_was_thanked_is_not_thanked_again(books: Books, member: Member, by_bob_and_ann: None) -> None:
    win_id = win(books, member)
    do(books, member, lambda book: keeping.settle(book, book.open_tasks(contact_id=known(book, "Bob").id)))
    for names in (["Bob", "Ann"], ["Ann"], ["Bob", "Ann"]):
        do(books, member, thank_only(win_id, *names))
        assert owed_now(books, member) == ["thank_you Ann 24 Nov"]
    with books.read(member) as book:
        assert wins.is_thanked(book, book.win(win_id), known(book, "Bob"))


@pytest.mark.parametrize("about", [None, "the tip"])
@pytest.mark.parametrize("for_an_introduction", [True, False])
def test_thanks_owed_before_the_win_stay_owed(
    books: Books, member: Member, about: str | None, for_an_introduction: bool
) -> None:
    with books.open(member) as book:
        one = received(book, "Bob", JANE, past=True)
        given = {"introduction": one} if for_an_introduction else {}
        tasks.plan(book, TaskKind.THANK_YOU, known(book, "Bob"), book.today, about=about, **given)
    later(books, 1)
    win_id = win(books, member)
    with books.read(member) as book:
        assert thanks(book) == {"Bob": (f"{about}; {ABOUT}" if about else ABOUT, True)}
    do(books, member, thank_only(win_id))
    with books.read(member) as book:
        assert thanks(book) == {"Bob": (about, False)}
        assert not wins.is_thanked(book, book.win(win_id), known(book, "Bob"))


def test_nobody_off_the_chain_is_thanked(books: Books, member: Member, by_bob_and_ann: None) -> None:
    win_id = win(books, member)
    do(books, member, thank_only(win_id, "Bob", "Ann", JANE, "Zoe"))
    with books.read(member) as book:
        assert set(thanks(book)) == {"Bob", "Ann"}


def test_two_wins_with_one_person_are_two(books: Books, member: Member, by_bob_and_ann: None) -> None:
    win(books, member)
    win(books, member, "another")
    with books.read(member) as book:
        assert [one.what for one in book.wins()] == ["another", "a contract"]
        both = f"{ABOUT}; {reason('another')}"
        assert thanks(book) == {"Bob": (both, True), "Ann": (both, False)}
        assert len(book.open_tasks(kind=TaskKind.REPORT_BACK)) == 1


def test_after_another_outcome_the_introducer_hears_of_the_win(
    books: Books, member: Member, by_bob_and_ann: None
) -> None:
    def conclude(book: StoredBook) -> None:
        introductions.conclude(book, book.received([known(book, JANE).id])[0], Outcome.NOTHING)

    do(books, member, conclude)
    win(books, member)
    with books.read(member) as book:
        assert book.received([known(book, JANE).id])[0].outcome == Outcome.WENT_SOMEWHERE
        assert len(book.open_tasks(kind=TaskKind.REPORT_BACK)) == 1


def test_a_deleted_win_leaves_the_thanks(books: Books, member: Member, by_bob_and_ann: None) -> None:
    win_id = win(books, member)
    before = owed_now(books, member)
    do(books, member, lambda book: book.delete(book.win(win_id)))
    assert owed_now(books, member) == before
    with books.read(member) as book:
        assert (book.wins(), {task.win_id for task in book.open_tasks()}) == ([], {None})
