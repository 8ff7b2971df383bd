"""Days and times in words."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors
from bot.domain import when, words

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
UTC_ZONE = ZoneInfo("UTC")
LINES = (Path(__file__).parent / "data" / "days.txt").read_text(encoding="utf-8").splitlines()
CASES = [[cell.strip() for cell in line.split("|")] for line in LINES if line and not line.startswith("#")]


def read(text: str, locale: str = "en-US", now: datetime = NOW, zone: ZoneInfo = UTC_ZONE) -> str:
    """What a text is read as, as the table writes it."""
    try:
        reading = when.read(text, now=now, zone=zone, locale=locale)
    except errors.UnreadableDay:
        return "-"
    except errors.PastDay:
        return "past"
    return f"{reading.on} {reading.at:%H:%M}" if reading.at else f"{reading.on}"


@pytest.mark.parametrize("cells", CASES, ids=lambda cells: " ".join(cells))
def test_the_table(cells: list[str]) -> None:
    text, day, at, locale = [*cells, "", ""][:4]
    assert read(text, locale or "en-US") == f"{day} {at}".strip()


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000, "in " * 2000, "5 " * 2500, "\u202e", "🎉🎉"])
def test_nothing_and_too_much(text: str) -> None:
    assert read(text) == "-"


@pytest.mark.parametrize(
    ("now", "zone", "text", "expected"),
    [
        # Late in the evening in New York it is tomorrow in UTC.
        ("2026-11-24T03:00", "America/New_York", "tomorrow", "2026-11-24"),
        ("2026-11-24T03:00", "America/New_York", "today at 11pm", "2026-11-23 23:00"),
        # Across the change of clocks wall time stays what was said.
        ("2026-10-31T16:00", "America/New_York", "tomorrow at 9", "2026-11-01 09:00"),
        ("2026-10-31T16:00", "America/New_York", "in 2 weeks at 9", "2026-11-14 09:00"),
        ("2026-03-28T11:00", "Europe/Berlin", "tomorrow 9am", "2026-03-29 09:00"),
        ("2026-10-03T02:00", "Australia/Lord_Howe", "monday at 8", "2026-10-05 08:00"),
        # Hours are hours, whatever the clocks do.
        ("2026-11-01T04:30", "America/New_York", "in 2 hours", "2026-11-01 01:30"),
        ("2026-03-29T00:30", "Europe/Berlin", "in 1 hour", "2026-03-29 03:30"),
        # The turn of the week, the month and the year.
        ("2026-11-27T10:00", "UTC", "friday", "2026-12-04"),
        ("2026-11-27T10:00", "UTC", "next friday", "2026-12-04"),
        ("2026-11-29T10:00", "UTC", "next monday", "2026-11-30"),
        ("2026-11-28T10:00", "UTC", "end of the week", "2026-12-04"),
        ("2026-11-29T10:00", "UTC", "weekend", "2026-11-29"),
        ("2026-11-27T10:00", "UTC", "in 1 business day", "2026-11-30"),
        ("2026-12-31T10:00", "UTC", "end of month", "2026-12-31"),
        ("2027-01-31T10:00", "UTC", "in a month", "2027-02-28"),
        ("2028-01-31T10:00", "UTC", "in a month", "2028-02-29"),
        ("2026-12-15T10:00", "UTC", "next month", "2027-01-01"),
        ("2027-01-31T10:00", "UTC", "the 30th", "2027-03-30"),
        ("2027-01-05T10:00", "UTC", "dec 20", "past"),
        ("2027-01-05T10:00", "UTC", "sep 20", "2027-09-20"),
        ("2028-02-28T10:00", "UTC", "feb 29", "2028-02-29"),
        ("2028-02-29T10:00", "UTC", "in a year", "2029-02-28"),
    ],
)
def test_at_other_times(now: str, zone: str, text: str, expected: str) -> None:
    assert read(text, now=datetime.fromisoformat(now).replace(tzinfo=UTC), zone=ZoneInfo(zone)) == expected


@pytest.mark.parametrize(
    ("text", "day", "instead"),
    [
        ("nov 1", "Sun 1 Nov", "2027-11-01"),
        ("2025-01-01", "Wed 1 Jan 2025", "2027-01-01"),
        ("2024-02-29", "Thu 29 Feb 2024", "2028-02-29"),
        ("yesterday", "Sun 22 Nov", "2026-11-24"),
        ("2 weeks ago", "Mon 9 Nov", "2026-12-07"),
        ("last friday", "Fri 20 Nov", "2026-11-27"),
        ("today at 8am", "Today at 8:00 AM", "2026-11-24"),
    ],
)
def test_a_past_day_is_asked_about(text: str, day: str, instead: str) -> None:
    with pytest.raises(errors.PastDay) as asked:
        when.read(text, now=NOW, zone=UTC_ZONE, locale="en-US")
    assert asked.value.sentence == f"{day} has passed. Which day did you mean?"
    assert asked.value.facts["next_year"] == date.fromisoformat(instead)
    assert asked.value.facts["words"] == text


def test_what_cannot_be_read_is_quoted() -> None:
    with pytest.raises(errors.UnreadableDay) as refused:
        when.read("blursday  {x}", now=NOW, zone=UTC_ZONE, locale="en-US")
    assert "“blursday {x}”" in refused.value.sentence
    with pytest.raises(errors.UnreadableDay) as refused:
        when.read("x" * 5000, now=NOW, zone=UTC_ZONE, locale="en-US")
    assert len(refused.value.sentence) < 200


def test_the_reading_keeps_the_words() -> None:
    assert when.read(" In  2 weeks ", now=NOW, zone=UTC_ZONE, locale="en-US").words == "In 2 weeks"


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Jane Doe in 2 weeks", "Jane Doe", "2026-12-07"),
        ("Jane Doe, on friday at 9", "Jane Doe", "2026-11-27 09:00"),
        ("Jane - tomorrow", "Jane", "2026-11-24"),
        ("Jane next friday", "Jane", "2026-12-04"),
        ("May Day may 5", "May Day", "2027-05-05"),
        ("Wei Sun friday", "Wei Sun", "2026-11-27"),
        ("李小龙 in 2 weeks", "李小龙", "2026-12-07"),
        ("Jane in 2 wochen", "Jane", "-"),
        ("a b c d e f g h i j k tomorrow", "a b c d e f g h i j k", "2026-11-24"),
    ],
)
def test_a_name_and_a_day(text: str, head: str, expected: str) -> None:
    found = when.trailing(text, now=NOW, zone=UTC_ZONE, locale="en-US")
    if expected == "-":
        assert found is None
    else:
        assert found
        assert (found[0], read(found[1].words)) == (head, expected)


@pytest.mark.parametrize("text", ["", "friday", "in 2 weeks", "Jane", "Jane May", "Jane 42", ", friday", "x" * 5000])
def test_no_name_or_no_day(text: str) -> None:
    assert when.trailing(text, now=NOW, zone=UTC_ZONE, locale="en-US") is None


def test_a_name_and_a_past_day() -> None:
    with pytest.raises(errors.PastDay) as asked:
        when.trailing("Jane Doe nov 1", now=NOW, zone=UTC_ZONE, locale="en-US")
    assert asked.value.facts["head"] == "Jane Doe"


def test_warm() -> None:
    when.warm()


NOWS = st.integers(1_735_689_600, 1_956_528_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]).map(
    ZoneInfo
)
LOCALES = st.sampled_from(["en-US", "en-GB", "de-DE", "ja-JP", "ar", "", "xx"])
WORDS = (
    "in next last this the a 2 15th 3pm at 9 friday mon dec 7 2026 12/05 weeks w days end of month ago from now "
    "tomorrow morning noon and may Jane 2026-12-07 : , - / 0 9999 30 feb 29 h half uhr um"
)
FRAGMENTS = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=6).map(" ".join)), NOWS, ZONES, LOCALES)
def test_whatever_is_typed_is_read_or_refused(text: str, now: datetime, zone: ZoneInfo, locale: str) -> None:
    wall = now.astimezone(zone).replace(tzinfo=None)
    try:
        reading = when.read(text, now=now, zone=zone, locale=locale)
    except errors.UnreadableDay:
        return
    except errors.PastDay as past:
        assert past.facts["next_year"] > wall.date()
        return
    assert wall.date() <= reading.on <= wall.date() + timedelta(days=3670)
    assert reading.at is None or datetime.combine(reading.on, reading.at) > wall - timedelta(minutes=1)


@given(st.integers(1, 260), NOWS, ZONES)
def test_a_day_that_is_said_is_read_back(ahead: int, now: datetime, zone: ZoneInfo) -> None:
    today = now.astimezone(zone).date()
    day = today + timedelta(days=ahead)
    for said in (words.dated(day, today), words.day(day, today), day.isoformat(), f"{words.dated(day, today)} 23:59"):
        assert when.read(said, now=now, zone=zone, locale="en-GB").on == day


@given(st.text(max_size=80), LOCALES)
def test_a_split_loses_no_word(text: str, locale: str) -> None:
    try:
        found = when.trailing(f"Jane {text}", now=NOW, zone=UTC_ZONE, locale=locale)
    except errors.PastDay:
        return
    if found:
        kept = "".join(f"{found[0]}{found[1].words}".split())
        assert [char for char in kept if char.isalnum()] == [char for char in f"Jane{text}" if char.isalnum()]


def test_midnight_is_a_time() -> None:
    assert when.read("tomorrow at 0:00", now=NOW, zone=UTC_ZONE, locale="en-GB").at == time(0)
