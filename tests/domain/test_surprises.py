"""What the net has come to: who helped, how close they were, who went silent, what came of it."""

from datetime import timedelta

import pytest

from bot.domain import contacts, introductions, keeping, surprises, tasks, wins
from bot.domain.model import (
    Closeness,
    Contact,
    Interaction,
    InteractionKind,
    IntroductionState,
    Member,
    Outcome,
    Participant,
    TaskKind,
)
from bot.storage.book import Books, StoredBook
from tests.domain.people import person


def spoke(book: StoredBook, contact: Contact, *days_ago: int) -> None:
    for days in days_ago:
        parts = [Participant(contact_id=contact.id or 0)]
        book.add(Interaction(InteractionKind.CALL, book.today - timedelta(days=days), "hi", participants=parts))


def test_an_empty_book_has_nothing_to_tell(books: Books, member: Member) -> None:
    with books.open(member) as book:
        assert surprises.look_back(book).is_empty
        person(book, "Jane")
        found = surprises.look_back(book)
        assert found.is_empty and found.people == 1


@pytest.mark.parametrize(
    ("before", "closeness"),
    [(0, "new"), (1, "new"), (2, "acquaintance"), (4, "acquaintance"), (5, "close"), (50, "close")],
)
def test_how_close_somebody_was_before_they_helped(books: Books, member: Member, before: int, closeness: str) -> None:
    with books.open(member) as book:
        bob, jane = person(book, "Bob"), person(book, "Jane")
        spoke(book, bob, *range(1, before + 1))
        introductions.receive(book, bob, jane)
        spoke(book, bob, *[0] * 9)  # the same day, and so not before
        [helper] = surprises.look_back(book).helpers
        assert (helper.name, helper.closeness) == ("Bob", closeness)
        assert surprises.before_they_helped(book, bob) == closeness


def test_how_close_somebody_was_before_a_favour(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = person(book, "Bob")
        spoke(book, bob, 3, 2, 1)
        keeping.settle(book, [tasks.plan(book, TaskKind.THANK_YOU, bob, book.today, about="the tip").task])
        spoke(book, bob, *[0] * 9)
        assert surprises.before_they_helped(book, bob) == Closeness.ACQUAINTANCE
        assert surprises.look_back(book).helpers[0].closeness == Closeness.ACQUAINTANCE


def test_the_member_may_know_better(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = person(book, "Bob")
        introductions.receive(book, bob, person(book, "Jane"))
        contacts.edit(book, bob, contacts.Facts("Bob", closeness=Closeness.CLOSE))
        assert surprises.look_back(book).helpers[0].closeness == Closeness.CLOSE


def test_who_helped_most(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob, cat, dan = (person(book, name) for name in ("Ann", "Bob", "Cat", "Dan"))
        jane = person(book, "Jane")
        introductions.receive(book, ann, bob)
        introductions.receive(book, bob, jane)
        for name in ("Tom", "Kim"):
            introductions.receive(book, cat, person(book, name))
        introductions.receive(book, dan, person(book, "Eve"), promised=True)  # nothing yet
        wins.record(book, jane, "a contract")
        keeping.settle(book, [tasks.plan(book, TaskKind.THANK_YOU, dan, book.today, about="the tip").task])
        told = [
            (one.name, one.wins, one.introductions, one.went_somewhere, one.favours)
            for one in surprises.look_back(book).helpers
        ]
    assert told == [("Bob", 1, 1, 1, 0), ("Ann", 1, 1, 0, 0), ("Cat", 0, 2, 0, 0), ("Dan", 0, 0, 0, 1)]


def test_an_introducer_who_is_gone_keeps_their_place(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = person(book, "Bob")
        for name in ("Jane", "Tom"):
            introductions.receive(book, bob, person(book, name))
        contacts.delete(book, bob)
        [helper] = surprises.look_back(book).helpers
        assert (helper.name, helper.introductions) == ("Bob", 2)


@pytest.mark.parametrize(
    ("days_ago", "alone", "silent"),
    [([300, 400], False, True), ([300], False, False), ([300, 10], False, False), ([300, 400], True, False)],
)
def test_who_went_silent(books: Books, member: Member, days_ago: list[int], alone: bool, silent: bool) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        spoke(book, jane, *days_ago)
        jane.do_not_contact = alone
        assert [tie.name for tie in surprises.look_back(book).silent] == (["Jane"] if silent else [])


def test_introductions_by_what_came_of_them(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = person(book, "Bob")
        outcomes = [Outcome.WENT_SOMEWHERE, Outcome.WENT_SOMEWHERE, Outcome.NOTHING, None]
        for number, outcome in enumerate(outcomes):
            one = introductions.receive(book, bob, person(book, f"P{number}")).introduction
            if outcome:
                introductions.conclude(book, one, outcome)
        found = surprises.look_back(book)
    assert found.received == {Outcome.WENT_SOMEWHERE: 2, Outcome.NOTHING: 1, IntroductionState.INTRODUCED: 1}
    assert found.made.total() == 0


def test_thanks_given_and_owed(books: Books, member: Member) -> None:
    with books.open(member) as book:
        owed = [
            tasks.plan(book, TaskKind.THANK_YOU, person(book, name), book.today).task for name in ("Ann", "Bob", "Cat")
        ]
        keeping.settle(book, owed[:1])
        tasks.let_go(book, owed[1])
        found = surprises.look_back(book)
    assert (found.thanked, found.owed) == (1, 1)


def test_where_wins_came_from(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob, jane, tom = (person(book, name) for name in ("Ann", "Bob", "Jane", "Tom"))
        introductions.receive(book, ann, bob)
        introductions.receive(book, bob, jane)
        wins.record(book, jane, "a contract")
        wins.record(book, bob, "a tip")
        wins.record(book, tom, "a job")
        told = {one.win.what: (one.opened_by, one.began_with) for one in surprises.look_back(book).wins}
    assert told == {"a contract": ("Bob", "Ann"), "a tip": ("Ann", None), "a job": (None, None)}
