"""What comes again: reckoned from the last, written down and read back, and said in words."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import when
from bot.domain.repeats import Repeat

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
SPANS = st.builds(Repeat, st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 40))
ON_WEEKDAYS = st.builds(
    lambda interval, days: Repeat("WEEKLY", interval, weekdays=tuple(sorted(days))),
    st.integers(1, 12),
    st.sets(st.integers(0, 6), min_size=1),
)
NTH = st.builds(
    lambda interval, day, nth: Repeat("MONTHLY", interval, weekdays=(day,), nth=nth),
    st.integers(1, 12),
    st.integers(0, 6),
    st.sampled_from([1, 2, 3, 4, -1]),
)
MONTHDAYS = st.builds(
    lambda interval, day: Repeat("MONTHLY", interval, monthday=day),
    st.integers(1, 12),
    st.sampled_from([-1, *range(1, 32)]),
)
DATES = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
    lambda day: Repeat("YEARLY", month=day.month, monthday=day.day)
)
REPEATS = st.one_of(SPANS, ON_WEEKDAYS, NTH, MONTHDAYS, DATES)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "done", "days"),
    [
        ("FREQ=DAILY", "2026-12-31", "2027-01-01 2027-01-02"),
        ("FREQ=WEEKLY;INTERVAL=6", "2026-11-23", "2027-01-04 2027-02-15"),
        ("FREQ=MONTHLY", "2027-01-31", "2027-02-28 2027-03-28"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-11-30", "2027-02-28 2027-05-28"),
        ("FREQ=YEARLY", "2028-02-29", "2029-02-28 2030-02-28"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "2026-11-30 2026-12-07"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27", "2026-12-11 2026-12-25"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24", "2026-11-26 2026-12-01"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-30 2026-12-01"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-23", "2026-12-07 2027-01-04"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-25 2027-01-29"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-11-15", "2026-12-15 2027-01-15"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", "2027-02-28 2027-03-31 2027-04-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", "2028-02-29 2028-03-31"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29", "2029-02-28 2030-02-28 2031-02-28 2032-02-29"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5", "2026-11-23", "2027-03-05 2028-03-05"),
    ],
)
def test_one_after_the_other(text: str, done: str, days: str) -> None:
    repeat, day, found = Repeat.parse(text), date.fromisoformat(done), []
    for _ in days.split():
        day = repeat.next(day)
        found.append(day.isoformat())
    assert found == days.split()


@pytest.mark.parametrize(
    ("done", "following"),
    [
        ("2026-11-27", "2026-12-11"),  # on the day
        ("2026-11-26", "2026-12-11"),  # a day early: not again tomorrow
        ("2026-12-01", "2026-12-11"),  # late: in its own turn
        ("2026-12-14", "2026-12-25"),  # later than the next: that one is skipped
    ],
)
def test_days_that_are_named_keep_their_turn(done: str, following: str) -> None:
    repeat = Repeat.parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")
    assert repeat.next(date.fromisoformat(done), date(2026, 11, 27)) == date.fromisoformat(following)


def test_a_span_counts_from_when_it_was_done() -> None:
    assert Repeat.parse("FREQ=WEEKLY;INTERVAL=6").next(date(2026, 12, 1), date(2026, 11, 23)) == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2", "every other week"),
        ("FREQ=WEEKLY;INTERVAL=6", "every 6 weeks"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every other Friday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "every 3 weeks on Friday"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
        ("FREQ=MONTHLY;BYDAY=1MO", "the first Monday of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=22", "every month on the 22nd"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5", "every year on 5 March"),
    ],
)
def test_said_in_words(text: str, said: str) -> None:
    assert str(Repeat.parse(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=x",
        "FREQ=WEEKLY;INTERVAL=100000",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=WEEKLY;COUNT=3",
    ],
)
def test_what_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match="rule"):
        Repeat.parse(text)


@given(REPEATS)
def test_it_is_written_and_read_back(repeat: Repeat) -> None:
    assert Repeat.parse(repeat.text) == repeat


@given(REPEATS, DAYS)
def test_the_next_is_later_and_the_first_is_soon(repeat: Repeat, today: date) -> None:
    assert repeat.next(today) > today
    first = repeat.first(today)
    assert today < first <= repeat.next(today)
    if repeat.weekdays:
        assert first.weekday() in repeat.weekdays


@given(ON_WEEKDAYS, DAYS)
def test_every_day_that_is_named_comes_in_its_week(repeat: Repeat, start: date) -> None:
    days = [repeat.first(start)]
    while len(days) < 3 * len(repeat.weekdays):
        days.append(repeat.next(days[-1], days[-1]))
    assert {day.weekday() for day in days} == set(repeat.weekdays)
    assert all(later - earlier < timedelta(weeks=repeat.interval + 1) for earlier, later in pairwise(days))


@given(REPEATS.filter(lambda repeat: repeat.interval <= (10 if repeat.freq == "YEARLY" else 12)))
def test_what_it_says_is_read_as_the_same(repeat: Repeat) -> None:
    found = when.answer(str(repeat), now=NOW, zone=ZoneInfo("UTC"), locale="en-GB")
    assert found.reading
    assert found.reading.repeat == repeat
    assert found.reading.on == repeat.first(NOW.date())
