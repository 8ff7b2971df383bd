"""Names and days side by side."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import addressing, names
from bot.domain.model import Named

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
PEOPLE = ["Jane Doe", "Jane Roe", "Bob Marsh", "May Day", "Ann", "Ann Friday", "Ludwig van Beethoven", "Martin March"]
BOOK = [Named(number, name, names.key(name), None) for number, name in enumerate(PEOPLE, 1)]


def split(text: str) -> tuple[str, str]:
    return addressing.name_and_day(text, BOOK, now=NOW, zone=ZoneInfo("UTC"), locale="en-US")


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("Jane Doe in 2 weeks", "Jane Doe", "in 2 weeks"),
        ("jane doe friday", "jane doe", "friday"),
        ("Jane Doe", "Jane Doe", ""),
        ("Jane Doe, tomorrow", "Jane Doe", "tomorrow"),
        ("Jane Doe: dec 7", "Jane Doe", "dec 7"),
        ("Bob friday 3pm", "Bob", "friday 3pm"),
        ("Bob", "Bob", ""),
        ("May Day", "May Day", ""),
        ("Ann Friday", "Ann Friday", ""),  # a full name before a first name and a day
        ("Ann friday", "Ann friday", ""),  # whatever its case
        ("Ann monday", "Ann", "monday"),
        ("Ann Friday friday", "Ann Friday", "friday"),
        ("Martin March in march", "Martin March", "in march"),
        ("Ludwig van Beethoven next week", "Ludwig van Beethoven", "next week"),
        ("Ludwig next week", "Ludwig", "next week"),
        ("Jane Doe blursday", "Jane Doe", "blursday"),  # unreadable, but meant as a day
        ("Jane Doe yesterday", "Jane Doe", "yesterday"),  # past, to be asked about
        ("Zoe Zett in 2 weeks", "Zoe Zett", "in 2 weeks"),
        ("Zoe Zett yesterday", "Zoe Zett", "yesterday"),
        ("Zoe Zett", "Zoe Zett", ""),
        ("Zoe", "Zoe", ""),
        ("", "", ""),
    ],
)
def test_a_name_and_a_day(text: str, name: str, day: str) -> None:
    assert split(text) == (name, day)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Jane Doe likes sailing", "Jane Doe", "likes sailing"),
        ("Bob likes\nsailing\n\nmuch", "Bob", "likes\nsailing\n\nmuch"),
        ("Zoe likes sailing", "", "Zoe likes sailing"),
        ("Jane Doe", "Jane Doe", ""),
        ("", "", ""),
    ],
)
def test_somebody_known_and_the_rest(text: str, name: str, rest: str) -> None:
    assert addressing.known_and_rest(text, BOOK) == (name, rest)


WORDS = st.lists(
    st.sampled_from([*" ".join(PEOPLE).split(), "in", "2", "weeks", "friday", "Zoe", "x", ",", "tomorrow"])
)


@given(WORDS.map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    name, day = split(text)
    assert f"{name} {day}".replace(",", " ").split() == text.replace(",", " ").split()
    known, rest = addressing.known_and_rest(text, BOOK)
    assert f"{known} {rest}".replace(",", " ").split() == text.replace(",", " ").split()
