"""How often: read in the member's own words, said back, and reckoned with."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import cadence
from bot.domain.cadence import NEVER, Cadence
from bot.domain.model import Circle, Member
from bot.domain.repeats import Repeat
from bot.errors import UnreadableCadence

MONDAY = date(2026, 11, 23)


def read(text: str, locale: str = "en-US") -> Cadence:
    return cadence.read(text, now=datetime(2026, 11, 23, 14, tzinfo=UTC), zone=ZoneInfo("UTC"), locale=locale)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every 6 weeks", "FREQ=WEEKLY;INTERVAL=6"),
        ("6 weeks", "FREQ=WEEKLY;INTERVAL=6"),
        ("  Every  6   Weeks ", "FREQ=WEEKLY;INTERVAL=6"),
        ("monthly", "FREQ=MONTHLY"),
        ("once a month", "FREQ=MONTHLY"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("twice a year", "FREQ=MONTHLY;INTERVAL=6"),
        ("every year", "FREQ=YEARLY"),
        ("other month", "FREQ=MONTHLY;INTERVAL=2"),
    ],
)
def test_words_for_how_often(text: str, rule: str) -> None:
    assert read(text) == Cadence(rule)


@pytest.mark.parametrize("text", ["never", "Never", "NEVER!", " never. "])
def test_never(text: str) -> None:
    assert read(text) == Cadence(never=True)


def test_nothing_said() -> None:
    assert read("") == read("   ") == Cadence()


@pytest.mark.parametrize("text", ["often", "when I feel like it", "tomorrow", "-3", "0 weeks", "x" * 500, "🎉"])
def test_what_is_no_rhythm_is_asked_about(text: str) -> None:
    with pytest.raises(UnreadableCadence, match="every 6 weeks") as problem:
        read(text)
    assert problem.value.field == "keep_in_touch"


@pytest.mark.parametrize("rule", [*sorted(set(cadence.USUAL.values())), "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY"])
def test_what_is_said_back_is_read_as_the_same(rule: str) -> None:
    assert read(cadence.said(rule)) == Cadence(rule)


def test_said() -> None:
    assert cadence.said("FREQ=WEEKLY;INTERVAL=6") == "every 6 weeks"
    assert cadence.said(None, never=True) == "never"
    assert cadence.said(None) == ""


def test_a_circle_has_the_members_own_rhythm_else_the_usual_one() -> None:
    ada = Member("T1", "U1")
    assert cadence.of_circle(ada, Circle.FRIEND) == "FREQ=MONTHLY;INTERVAL=2"
    cadence.set_for_circles(ada, {Circle.FRIEND: Cadence("FREQ=WEEKLY"), Circle.FAMILY: Cadence(never=True)})
    assert ada.cadences == {"friend": "FREQ=WEEKLY", "family": NEVER}
    assert cadence.of_circle(ada, Circle.FRIEND) == "FREQ=WEEKLY"
    assert cadence.of_circle(ada, Circle.FAMILY) is None
    assert cadence.of_circle(ada, None) == cadence.USUAL[None]
    cadence.set_for_circles(ada, {circle: Cadence() for circle in Circle})
    assert ada.cadences is None


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (21, 0.5), (42, 1), (84, 2)])
def test_how_much_overdue(days: int, expected: float) -> None:
    assert cadence.overdue("FREQ=WEEKLY;INTERVAL=6", MONDAY - timedelta(days=days), MONDAY) == expected


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 30), st.integers(0, 3000))
def test_it_is_time_from_the_day_it_is_due_and_only_gets_worse(freq: str, interval: int, days: int) -> None:
    rule = Repeat(freq, interval).text
    last = MONDAY - timedelta(days=days)
    assert (cadence.overdue(rule, last, MONDAY) >= 1) == (cadence.due(rule, last) <= MONDAY)
    assert cadence.overdue(rule, last, MONDAY) <= cadence.overdue(rule, last, MONDAY + timedelta(days=1))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_asked_about(text: str) -> None:
    try:
        found = read(text)
    except UnreadableCadence:
        return
    assert found.rule is None or Repeat.parse(found.rule)
