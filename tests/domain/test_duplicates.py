"""Who looks like whom, and making one of two."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain import contacts, duplicates, introductions, merging, tasks, wins
from bot.domain.faces import Face
from bot.domain.messages import Draft, Occasion
from bot.domain.model import Circle, Closeness, Contact, DetailKind, Member, TaskKind
from bot.domain.model_net import Situation, Telling
from bot.storage.book import Books
from tests.domain.people import introducers, person, promise
from tests.storage.people import live_rows

WEEK = timedelta(days=7)
ALIKE = [
    ("the same name and company", ("jane doe", "Acme"), ("jane doe", "Acme Inc."), True),
    ("the same name, one without a company", ("jane doe", "Acme"), ("jane doe", None), True),
    ("the same name elsewhere: they may have moved", ("jane doe", "Acme"), ("jane doe", "Globex"), True),
    ("a short form", ("bob marsh", None), ("robert marsh", "Globex"), True),
    ("a short form, another company", ("bob marsh", "Acme"), ("robert marsh", "Globex"), False),
    ("an initial", ("j doe", "Acme"), ("jane doe", "Acme"), True),
    ("a middle name", ("jane m doe", "Acme"), ("jane doe", "Acme"), True),
    ("a slip in the surname", ("jane marsch", "Acme"), ("jane marsh", "Acme"), True),
    ("a slip in the first name", ("jnae marsh", "Acme"), ("jane marsh", "Acme"), True),
    ("the other way round", ("marsh jane", "Acme"), ("jane marsh", "Acme"), True),
    ("siblings", ("jane marsh", "Acme"), ("john marsh", "Acme"), False),
    ("a colleague", ("ann lee", "Acme"), ("jane marsh", "Acme"), False),
    ("a slip, another company", ("jane marsch", "Acme"), ("jane marsh", "Globex"), False),
]


@pytest.mark.parametrize(("one", "other", "alike"), [each[1:] for each in ALIKE], ids=[each[0] for each in ALIKE])
def test_who_looks_alike(one: tuple[str, str | None], other: tuple[str, str | None], alike: bool) -> None:
    faces = [Face(1, *one), Face(2, *other), Face(3, "somebody else", None)]
    assert [each.pair for each in duplicates.scan(faces)] == ([(1, 2)] if alike else [])
    assert duplicates.scan(faces, [(1, 2)]) == []


def test_the_same_address_under_two_names_comes_first() -> None:
    faces = [
        Face(1, "jane doe", None),
        Face(2, "jane doe", None, frozenset({"j@x.com"})),
        Face(3, "jane roe", None, frozenset({"j@x.com"})),
        Face(4, "mark smith", None, frozenset({"j@x.com"})),
    ]
    assert [(each.pair, each.why) for each in duplicates.scan(faces)] == [
        ((2, 3), "both have j@x.com"),
        ((1, 2), "the same name"),
        ((2, 4), "both have j@x.com"),
        ((3, 4), "both have j@x.com"),
    ]


def test_a_crowd_of_one_name_is_not_compared_with_itself_all_over() -> None:
    faces = [Face(number, "jane doe", "Acme") for number in range(2000)]
    assert len(duplicates.scan(faces)) < 20_000


@pytest.fixture
def two(books: Books, member: Member) -> tuple[Contact, Contact]:
    """Jane twice, each with a life of her own."""
    with books.open(member) as book:
        bob = person(book, "Bob Marsh")
        jane = person(book, "Jane Doe", title="CTO", company="Acme", emails=["j@x.com"], note="Likes tea")
        twin = person(
            book, "Jane M. Doe", company="Initech", emails=["j@x.com", "jane@initech.com"], where_met="PyCon",
            tags=["data"], circle=Circle.FRIEND, note="Likes jazz",
        )  # fmt: skip
        introductions.receive(book, bob, twin)
        introductions.receive(book, jane, person(book, "Ann Lee"))
        introductions.receive(book, twin, jane)
        promise(book, jane, date(2026, 12, 9), about="the pilot")
        promise(book, twin, date(2026, 12, 7), about="the deck")
        tasks.plan(book, TaskKind.THANK_YOU, twin, date(2026, 12, 1))
        wins.record(book, twin, "a contract")
        contacts.leave_alone(book, twin, alone=False)
    return jane, twin


def test_every_fact_is_kept_and_all_moves_along(books: Books, member: Member, two: tuple[Contact, Contact]) -> None:
    jane_id, twin_id = two[0].id or 0, two[1].id or 0
    with books.open(member) as book:
        merging.merge(book, book.contact(jane_id), book.contact(twin_id))
    with books.read(member) as book:
        jane = book.contact(jane_id)
        assert (jane.name, jane.title, jane.company, jane.where_met) == ("Jane Doe", "CTO", "Acme", "PyCon")
        assert jane.circle == Circle.FRIEND
        assert jane.values(DetailKind.EMAIL) == ["j@x.com", "jane@initech.com"]
        assert jane.values(DetailKind.EMPLOYER) == ["Initech"] and jane.values(DetailKind.TAG) == ["data"]
        said = {each.text for each in book.interactions(jane_id, limit=20)}
        assert {"Likes tea", "Likes jazz", "Also noted as Jane M. Doe"} <= said
        assert introducers(jane) == ["Bob Marsh"]
        assert [one.contact.name for one in book.received_from(jane_id) if one.contact] == ["Ann Lee"]
        owed = {(task.kind, task.due_on, task.about) for task in book.open_tasks(contact_id=jane_id)}
        assert (TaskKind.FOLLOW_UP, date(2026, 12, 7), "the pilot; the deck") in owed
        assert (TaskKind.THANK_YOU, date(2026, 12, 1), None) in owed
        assert [win.what for win in book.wins(jane_id)] == ["a contract"]
        assert [named.name for named in book.names()] == ["Ann Lee", "Bob Marsh", "Jane Doe"]


def test_merging_can_be_undone(books: Books, member: Member, two: tuple[Contact, Contact]) -> None:
    before = rows(books, member)
    with books.open(member) as book:
        merging.merge(book, book.contact(two[0].id or 0), book.contact(two[1].id or 0))
    assert rows(books, member) != before
    with books.open(member, track=False) as again:
        again.undo(book.change_id)
    assert rows(books, member) == before


def test_of_messages_and_news_for_both_one_stays(books: Books, member: Member) -> None:
    """What was begun later is gone on with, and who was told once was told."""
    with books.open(member) as book:
        jane, twin = person(book, "Jane Doe"), person(book, "Jane M. Doe")
        jane.cadence, twin.cadence = "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=6"
        twin.closeness, twin.never_suggested, twin.rests_until = Closeness.CLOSE, True, date(2027, 1, 1)
        news = book.add(Situation("leaving Acme", date(2026, 11, 1)))
        book.add(Telling(news.id or 0, jane.id or 0))
        book.add(Telling(news.id or 0, twin.id or 0, date(2026, 11, 2)))
        for one, text, at in ((jane, "Hi", book.now - WEEK), (twin, "Hi Jane", book.now)):
            book.add(Draft(one.id or 0, Occasion.FOLLOW_UP, text, at))
            book.add(Draft(one.id or 0, Occasion.FOLLOW_UP, text, at, sent_on=date(2026, 11, 2)))
        book.add(Draft(twin.id or 0, Occasion.THANK_YOU, "Thanks", book.now))
    before = rows(books, member)
    with books.open(member) as merged:
        merging.merge(merged, merged.contact(jane.id or 0), merged.contact(twin.id or 0))
    with books.read(member) as book:
        jane = book.contact(jane.id or 0)
        assert (jane.cadence, jane.closeness, jane.never_suggested) == ("FREQ=MONTHLY", Closeness.CLOSE, True)
        assert jane.rests_until == date(2027, 1, 1)
        said = [each.text for each in book.interactions(jane.id or 0)]
        assert said == ["Also noted as Jane M. Doe; Also to keep in touch every 6 weeks"]
        [telling] = book.tellings(news.id or 0)
        assert (telling.contact_id, telling.on) == (jane.id, date(2026, 11, 2))
        assert sorted(each.text for each in book.sent_drafts(jane.id)) == ["Hi", "Hi Jane"]
        begun = [book.unsent_draft(jane.id or 0, each) for each in (Occasion.FOLLOW_UP, Occasion.THANK_YOU)]
        assert [each and each.text for each in begun] == ["Hi Jane", "Thanks"]
    with books.open(member, track=False) as again:
        again.undo(merged.change_id)
    assert rows(books, member) == before


def rows(books: Books, member: Member) -> Any:
    return live_rows(books._engine, member)


def test_who_was_told_apart_stays_apart(books: Books, member: Member, other: Member) -> None:
    with books.open(member) as book:
        one, two = person(book, "Jane Doe"), person(book, "Jane Doe")
        assert [each.pair for each in duplicates.scan(book.faces())] == [(one.id, two.id)]
        book.tell_apart(two, one)
        book.tell_apart(one, two)
    with books.read(member) as book:
        assert duplicates.scan(book.faces(), book.told_apart()) == []
    with books.read(other) as book:
        assert book.faces() == [] and book.told_apart() == set()
