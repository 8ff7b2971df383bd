"""How days, times, counts and lists are said."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "said", "dated"),
    [
        ("2026-11-23", "today", "Mon 23 Nov"),
        ("2026-11-24", "tomorrow", "Tue 24 Nov"),
        ("2026-11-22", "yesterday", "Sun 22 Nov"),
        ("2026-11-25", "Wed 25 Nov", "Wed 25 Nov"),
        ("2026-12-07", "Mon 7 Dec", "Mon 7 Dec"),
        ("2027-08-19", "Thu 19 Aug", "Thu 19 Aug"),
        ("2027-08-20", "Fri 20 Aug 2027", "Fri 20 Aug 2027"),
        ("2027-11-01", "Mon 1 Nov 2027", "Mon 1 Nov 2027"),
        ("2025-11-01", "Sat 1 Nov 2025", "Sat 1 Nov 2025"),
    ],
)
def test_days(day: str, said: str, dated: str) -> None:
    assert words.day(date.fromisoformat(day), TODAY) == said
    assert words.dated(date.fromisoformat(day), TODAY) == dated


@pytest.mark.parametrize(
    ("at", "locale", "said"),
    [
        (time(15), "de-DE", "15:00"),
        (time(9, 5), "en-GB", "09:05"),
        (time(15), "en-US", "3:00 PM"),
        (time(0, 30), "en_US", "12:30 AM"),
        (time(12), "en-US", "12:00 PM"),
        (time(9), "", "09:00"),
    ],
)
def test_clock(at: time, locale: str, said: str) -> None:
    assert words.clock(at, locale) == said


def test_counts() -> None:
    assert words.count(1, "person", "people") == "1 person"
    assert words.count(12, "person", "people") == "12 people"
    assert [words.number(n) for n in (1, 4, 10, 11, 1200)] == ["one", "four", "ten", "11", "1,200"]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Jane"], "Jane"),
        (["Jane", "Bob"], "Jane and Bob"),
        (["Jane", "Bob", "Ann"], "Jane, Bob and Ann"),
    ],
)
def test_listing(items: list[str], said: str) -> None:
    assert words.listing(items) == said


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one, two three", 6, "one…"),
        ("endlessword", 5, "endl…"),
        ("endlessword", 0, ""),
        ("", 5, ""),
    ],
)
def test_shorten(text: str, limit: int, said: str) -> None:
    assert words.shorten(text, limit) == said


@given(st.text(), st.integers(0, 50))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(words.shorten(text, limit)) <= limit


def test_capital() -> None:
    assert [words.capital(s) for s in ("jane McGee", "", "élan")] == ["Jane McGee", "", "Élan"]
