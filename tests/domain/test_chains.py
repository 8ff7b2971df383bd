"""Who led to whom, on real storage: back to the first, whatever circles there are."""

from itertools import pairwise

import pytest
from sqlalchemy import Engine, event

from bot.domain import contacts, introductions, wins
from bot.domain.chains import LONGEST, Read, chain, shown
from bot.domain.model import IntroductionKind, Member
from bot.storage.book import Books, StoredBook
from bot.storage.due import purge
from tests.domain.intros import do, known, later, received


def led(book: StoredBook, *names: str) -> None:
    """The first was introduced by the second, who was introduced by the third, ..."""
    for name, introducer in pairwise(names):
        received(book, introducer, name)


def seen(book: StoredBook, name: str) -> str:
    """The chain, whether the book is asked step by step or was read at once."""
    contact = known(book, name)
    every = [one for one in book.latest_introductions(1000) if one.kind == IntroductionKind.RECEIVED]
    assert shown(chain(Read.of_all(every), contact)) == shown(chain(book, contact))
    return shown(chain(book, contact))


def test_nobody_led_there(books: Books, member: Member) -> None:
    with books.open(member) as book:
        assert (chain(book, known(book, "Jane")), seen(book, "Jane")) == ([], "")


def test_back_to_the_first(books: Books, member: Member) -> None:
    with books.open(member) as book:
        led(book, "Jane", "Bob", "Ann")
        assert (seen(book, "Jane"), seen(book, "Bob"), seen(book, "Ann")) == ("You ← Bob ← Ann", "You ← Ann", "")
        links = chain(book, known(book, "Jane"))
        seen_from_jane = [(link.name, link.steps, link.introduction.contact.name) for link in links]
        assert seen_from_jane == [("Bob", 1, "Jane"), ("Ann", 2, "Bob")]


@pytest.mark.parametrize("length", [10, LONGEST, LONGEST + 5])
def test_a_long_chain_takes_a_query_a_step(books: Books, engine: Engine, member: Member, length: int) -> None:
    with books.open(member) as book:
        led(book, *(f"P{number}" for number in range(length + 1)))
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    with books.read(member) as book:
        jane = known(book, "P0")
        statements.clear()
        links = chain(book, jane)
        assert len(statements) <= LONGEST + 1
    assert [link.name for link in links] == [f"P{number}" for number in range(1, min(length, LONGEST) + 1)]


@pytest.mark.parametrize(
    ("circle", "expected"),
    [
        (["Jane", "Bob", "Jane"], "You ← Bob"),
        (["Jane", "Bob", "Ann", "Jane"], "You ← Bob ← Ann"),
        (["Zoe", "Jane", "Bob", "Ann", "Jane"], "You ← Bob ← Ann"),
        (["Jane", "Bob", "Ann", "Bob"], "You ← Bob ← Ann"),
    ],
)
def test_circles_end(books: Books, member: Member, circle: list[str], expected: str) -> None:
    with books.open(member) as book:
        led(book, *circle)
        assert seen(book, "Jane") == expected


def test_several_introducers_stand_side_by_side_and_nobody_twice(books: Books, member: Member) -> None:
    with books.open(member) as book:
        led(book, "Jane", "Bob", "Ann")
        led(book, "Jane", "Dora", "Ann")
        led(book, "Dora", "Eve")
        received(book, "Ann", "Jane")  # who led to two of them, and to her
        assert seen(book, "Jane") == "You ← Bob and Dora and Ann ← Eve"


def test_a_promise_is_no_link(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = received(book, "Bob", "Jane", promised=True)
        assert seen(book, "Jane") == ""
        introductions.happened(book, one)
        assert seen(book, "Jane") == "You ← Bob"


def test_a_deleted_introducer_keeps_the_name_also_after_the_purge_and_undo_brings_back_the_chain(
    books: Books, engine: Engine, member: Member
) -> None:
    do(books, member, lambda book: led(book, "Jane", "Bob", "Ann"))
    for back in (True, False):
        deleting = do(books, member, lambda book: contacts.delete(book, known(book, "Bob")))
        with books.read(member) as book:
            [link] = chain(book, known(book, "Jane"))
            assert (link.name, link.introducer, seen(book, "Jane")) == ("Bob", None, "You ← Bob")
        if back:
            do(books, member, lambda book, deleting=deleting: book.undo(deleting))
            with books.read(member) as book:
                assert seen(book, "Jane") == "You ← Bob ← Ann"
    later(books, 31)
    purge(engine, books.clock.now())
    do(books, member, lambda book: received(book, "Dora", "Jane"))
    with books.read(member) as book:
        assert seen(book, "Jane") == "You ← Bob and Dora"
        assert {one.introducer_id is None for one in book.received([known(book, "Jane").id])} == {True, False}


def test_deleted_in_the_same_unit_of_work(books: Books, member: Member) -> None:
    with books.open(member) as book:
        led(book, "Jane", "Bob", "Ann")
        contacts.delete(book, known(book, "Bob"))
        assert seen(book, "Jane") == "You ← Bob"
        win = wins.record(book, known(book, "Jane"), "a contract")
        assert wins.to_thank(book, win) == []
