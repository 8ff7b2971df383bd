"""What makes a message personal is said as one says it to that person, and nothing else of the notes gets in."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import aspects, contacts, occasions, tasks
from bot.domain.checks import News
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Direction, Interaction, InteractionKind, Member, TaskKind
from bot.domain.phrasing import as_news, deed, met, to_them, topic
from bot.storage.book import Books
from tests.domain.intros import known, received
from tests.domain.people import person, promise

JANE = Contact("Jane Doe", id=1)
DAY = date(2026, 11, 23)
NOTE, CALL, MESSAGE = InteractionKind.NOTE, InteractionKind.CALL, InteractionKind.MESSAGE

MET = [
    ("PyCon", "at PyCon"),
    ("the Berlin meetup", "at the Berlin meetup"),
    ("LinkedIn", "on LinkedIn"),
    ("#intros", "in #intros"),
    ("at a dinner", "at a dinner"),
    ("In Lisbon", "in Lisbon"),
    ("a direct message", None),
    ("  ", None),
    (None, None),
]


@pytest.mark.parametrize(("place", "said"), MET)
def test_where_they_met_stands_after_we_met(place: str | None, said: str | None) -> None:
    assert met(place) == said


TOPICS = [
    ("talked about the pilot", NOTE, "the pilot"),
    ("Coffee, talked about her move to Lisbon", NOTE, "your move to Lisbon"),
    ("call about Jane's new team yesterday", NOTE, "your new team"),
    ("discussed pricing, then lunch", NOTE, "pricing"),
    ("we spoke about hiring and she will call back", NOTE, "hiring"),
    ("about the budget", CALL, "the budget"),
    ("about the budget", NOTE, None),
    ("budget is with her boss", NOTE, None),
    ("asked about him", NOTE, None),
    ("talked about how she hates it", NOTE, None),
    ("talked about https://example.org", NOTE, None),
    (f"talked about {'a very ' * 20}long thing", NOTE, None),
    ("", NOTE, None),
    ("her move to Lisbon", CALL, "your move to Lisbon"),
    ("the pilot; budget is with her boss", CALL, "the pilot"),
    ("pricing", CALL, "pricing"),
    ("the RFP", InteractionKind.EMAIL, "the RFP"),
    ("her move to Lisbon", NOTE, None),
    ("her boss has the budget", CALL, None),
    ("likes tea", CALL, None),
    ("lunch", CALL, None),
]


@pytest.mark.parametrize(("text", "kind", "said"), TOPICS)
def test_what_was_last_spoken_of(text: str, kind: InteractionKind, said: str | None) -> None:
    assert topic([Interaction(kind, DAY, text)], JANE) == said


def test_the_latest_that_says_so_counts_and_ones_own_messages_do_not() -> None:
    notes = [
        Interaction(MESSAGE, DAY, "Hi Jane, I'd like to talk about rates", Direction.OUT),
        Interaction(NOTE, DAY, "likes tea"),
        Interaction(NOTE, DAY, "talked about the pilot"),
        Interaction(NOTE, DAY, "talked about hiring"),
    ]
    assert topic(notes, JANE) == "the pilot"


THEIRS = [
    ("her budget", "your budget"),
    ("Jane's talk", "your talk"),
    ("the pilot (see deck)", "the pilot"),
    ("their new office on monday", "your new office"),
    ("whether she likes it", None),
    ("him", None),
    ("ask Jane", None),
    ("for her the deck", None),
    ("", None),
    (None, None),
    ("x" * 200, None),
]


@pytest.mark.parametrize(("text", "said"), THEIRS)
def test_a_few_words_are_said_to_the_person(text: str | None, said: str | None) -> None:
    assert to_them(text, JANE) == said


DEEDS = [
    ("show her the new portfolio", "show you the new portfolio"),
    ("send Jane the deck", "send you the deck"),
    ("send him her slides", "send you your slides"),
    ("give them a call", "give you a call"),
    ("ask about her team", "ask about your team"),
    ("introduce her to Sam", "introduce you to Sam"),
    ("call her", "call you"),
    ("tell her she won", None),
    ("meet", None),
    ("the offer", None),
]


@pytest.mark.parametrize(("text", "said"), DEEDS)
def test_a_promise_is_said_to_whom_it_was_made(text: str, said: str | None) -> None:
    assert deed(text, JANE) == said


@given(st.text(max_size=300))
def test_nothing_that_speaks_of_them_gets_in(text: str) -> None:
    said = to_them(text, JANE)
    assert said is None or not re.search(r"\b(?:she|he|they|him|them|Jane)\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Leaving Acme, looking for two clients.", "I'm leaving Acme, looking for two clients"),
        ("now freelancing as a designer", "I'm now freelancing as a designer"),
        ("Open to offers", "I'm open to offers"),
        ("My company has been sold!", "my company has been sold"),
        ("I'm leaving Acme", "I'm leaving Acme"),
        ("Acme has let me go", "Acme has let me go"),
    ],
)
def test_news_stand_after_a_colon(text: str, said: str) -> None:
    assert as_news(text) == said


def test_all_that_is_known_and_nothing_else(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = received(book, "Bob Marsh", "Jane Doe").contact
        jane.title, jane.company, jane.where_met = "CTO", "Acme", "PyCon"
        contacts.note(book, jane, "talked about the pilot")
        owed = [promise(book, jane, book.today, about="the offer")]
        found = aspects.aspects(book, jane, Occasion.FOLLOW_UP, owed, News("Leaving Acme"))
    assert {name: found.get(name) for name in ("first", "company", "title", "met", "introducer", "topic", "about")} == {
        "first": "Jane",
        "company": "Acme",
        "title": "CTO",
        "met": "at PyCon",
        "introducer": "Bob",
        "topic": "the pilot",
        "about": "the offer",
    }
    assert found["news"] == "I'm leaving Acme"
    assert found["me"] == "Ann"


def test_what_is_not_known_is_absent(books: Books, member: Member) -> None:
    with books.open(member) as book:
        found = aspects.aspects(book, person(book, "Jane Doe"), Occasion.RECONNECT)
    assert found == {"first": "Jane", "name": "Jane Doe", "me": "Ann", "while": "a while"}


def test_it_has_not_been_a_while_since_last_week(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        contacts.note(book, jane, "likes tea")
        assert "while" in aspects.aspects(book, jane, Occasion.RECONNECT)
        tasks.touch(book, jane, "Hello", InteractionKind.MESSAGE)
        assert "while" not in aspects.aspects(book, jane, Occasion.RECONNECT)


def test_what_would_look_like_a_blank_is_left_out(books: Books, member: Member) -> None:
    with books.open(member) as book:
        found = aspects.aspects(book, person(book, "Jane Doe", company="[TBD]", where_met="XXX"), Occasion.RECONNECT)
    assert not {"company", "met"} & found.keys()


def test_whom_somebody_is_thanked_for_introducing(books: Books, member: Member) -> None:
    with books.open(member) as book:
        received(book, "Bob Marsh", "Jane Doe")
        bob = known(book, "Bob Marsh")
        tasks.plan(book, TaskKind.THANK_YOU, bob, book.today, about="the tip on rates")
        owed = occasions.kept_by(book, bob, Occasion.THANK_YOU)
        found = aspects.aspects(book, bob, Occasion.THANK_YOU, owed)
    assert found["thanks"] == "introducing me to Jane and for the tip on rates"
