"""Days and times in words."""

import subprocess
import sys
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
    except errors.UnclearDay:
        return "ask"
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
        ("2026-11-01T05:40", "America/New_York", "in half an hour", "2026-11-01 01:10"),  # the second 01:10
        ("2026-11-01T05:40", "America/New_York", "in 2 hours", "2026-11-01 02:40"),
        ("2026-10-25T00:30", "Europe/Berlin", "in 60 minutes", "2026-10-25 02:30"),
        # A time that is skipped is when the clocks have moved on; one that comes twice is the first.
        ("2026-03-07T16:00", "America/New_York", "tomorrow at 2:30am", "2026-03-08 03:30"),
        ("2026-03-07T16:00", "America/Havana", "tomorrow at 0:15", "2026-03-08 01:15"),
        ("2026-10-31T16:00", "America/New_York", "tomorrow at 1:30am", "2026-11-01 01:30"),
        ("2026-11-01T05:40", "America/New_York", "at 1:30am", "2026-11-02 01:30"),
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
    assert [offered.on for offered in asked.value.facts["offered"]] == [date.fromisoformat(instead)]
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friday", "2026-11-20"),
        ("on monday", "2026-11-16"),
        ("this monday", "2026-11-23"),
        ("last tuesday", "2026-11-17"),
        ("yesterday at 3", "2026-11-22 15:00"),
        ("this morning", "2026-11-23 09:00"),
        ("at 9", "2026-11-23 09:00"),
        ("at 3", "2026-11-22 15:00"),
        ("nov 20", "2026-11-20"),
        ("dec 20", "2025-12-20"),
        ("11/20", "2026-11-20"),
        ("feb 29", "2024-02-29"),
        ("the 15th", "2026-11-15"),
        ("the 31st", "2026-10-31"),
        ("2 weeks ago", "2026-11-09"),
        ("last week", "2026-11-16"),
        ("in march", "2026-03-01"),
        ("christmas", "2025-12-25"),
        ("2025-01-01", "2025-01-01"),
        ("tomorrow", "2026-11-24"),
    ],
)
def test_what_happened(text: str, expected: str) -> None:
    reading = when.read(text, now=NOW, zone=UTC_ZONE, locale="en-US", past=True)
    assert (f"{reading.on} {reading.at:%H:%M}" if reading.at else f"{reading.on}") == expected


@pytest.mark.parametrize(
    ("text", "locale", "offered"),
    [
        ("12/05", "en", "2026-12-05 2027-05-12"),
        ("12/05", "en-CA", "2027-05-12 2026-12-05"),
        ("friday after next", "en-US", "2026-12-11 2026-12-04"),
        ("this monday", "en-US", "2026-11-30 2026-11-23"),
        ("monday or tuesday", "en-US", "2026-11-30 2026-11-24"),
        ("dec 5 or 6", "en-US", "2026-12-05 2026-12-06"),
        ("in 3m", "en-US", "2027-02-23 2026-11-23"),
        ("thanksgiving", "en-GB", "2026-11-26 2027-10-11"),
        ("this week", "en-US", "2026-11-27 2026-11-24"),
    ],
)
def test_two_readings_are_asked_about(text: str, locale: str, offered: str) -> None:
    with pytest.raises(errors.UnclearDay) as asked:
        when.read(text, now=NOW, zone=UTC_ZONE, locale=locale)
    assert {str(reading.on) for reading in asked.value.facts["offered"]} == set(offered.split())
    answer = when.answer(text, now=NOW, zone=UTC_ZONE, locale=locale)
    assert not answer.sure
    assert answer.reading == answer.offered[0] == asked.value.facts["offered"][0]


def test_what_is_asked_names_the_readings() -> None:
    with pytest.raises(errors.UnclearDay) as asked:
        when.read("friday after next at 9", now=NOW, zone=UTC_ZONE, locale="en-GB")
    days = "Friday 11 December, 09:00 or Friday 4 December, 09:00"
    assert asked.value.sentence == f"“friday after next at 9” could be {days}. Which one did you mean?"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("friday at 9", "Friday 27 November, 09:00"),
        ("tomorrow", "Tuesday 24 November"),
        ("in 18 months", "Tuesday 23 May 2028"),
        ("every other friday", "Every other Friday, from Friday 27 November"),
        ("every monday at 9", "Every Monday, from Monday 30 November, 09:00"),
        ("every second tuesday", "“every second tuesday” could be "),
        ("nov 1", "Sun 1 Nov has passed."),
        ("may ask", "I couldn't read “may ask” as a day."),
    ],
)
def test_the_answer_in_plain_words(text: str, says: str) -> None:
    assert when.answer(text, now=NOW, zone=UTC_ZONE, locale="en-GB").says.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "Tim Till friday",
        "Jane January",
        "Will Say tomorrow",
        "Harvard Weekly",
        "Jane Easter",
        "Wei Sunda",
        "Ann Noonan",
    ],
)
def test_names_that_look_like_words_for_days(text: str) -> None:
    found = when.trailing(text, now=NOW, zone=UTC_ZONE, locale="en-US")
    assert found is None or found[0] == " ".join(text.split()[:2])


def test_an_unclear_day_after_a_name() -> None:
    with pytest.raises(errors.UnclearDay) as asked:
        when.trailing("Jane Doe friday after next", now=NOW, zone=UTC_ZONE, locale="en-US")
    assert asked.value.facts["head"] == "Jane Doe"


def test_nothing_slow_is_loaded_before_it_is_needed() -> None:
    """dateparser, holidays and dateutil take longer to load than all else a start needs; the checks' patterns, too."""
    slow = {"dateparser", "holidays", "dateutil", "bot.domain.checking.companies", "bot.domain.checking.places"}
    script = f"import sys, bot.slack.register, bot.web; print({slow} & {{*sys.modules}})"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_warm() -> None:
    when.warm()


NOWS = st.integers(1_735_689_600, 1_956_528_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]).map(
    ZoneInfo
)
LOCALES = st.sampled_from(["en-US", "en-GB", "en", "de-DE", "fr_FR", "es-MX", "ja-JP", "ar", "", "xx"])
WORDS = (
    "in next last this the a 2 15th 3pm at 9 friday mon dec 7 2026 12/05 weeks w days end of month ago from now "
    "tomorrow morning noon and may Jane 2026-12-07 : , - / 0 9999 30 feb 29 h half uhr um every other monday first "
    "quarterly or after before christmas easter year mid early week until about business starting twice between to "
    "morgen nächsten freitag demain prochain mañana que viene alle zwei 2:30am past quarter EST ish"
)
FRAGMENTS = st.sampled_from(WORDS.split())
SCRIPTS = st.text(st.characters(categories=["L", "M", "Nd"]), max_size=60)
TEXTS = st.one_of(st.text(max_size=60), SCRIPTS, st.lists(FRAGMENTS, max_size=8).map(" ".join))
# Around the days on which clocks change, and leap days.
CHANGES = st.sampled_from(
    [
        ("America/New_York", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01T06:00"),
        ("Europe/Berlin", "2027-03-28T01:00"),
        ("Australia/Lord_Howe", "2026-10-03T15:30"),
        ("America/Havana", "2026-03-08T05:00"),
        ("UTC", "2028-02-29T00:00"),
    ]
)


@given(TEXTS, NOWS, ZONES, LOCALES)
def test_whatever_is_typed_is_read_asked_about_or_refused(
    text: str, now: datetime, zone: ZoneInfo, locale: str
) -> None:
    never_in_the_past(text, now, zone, locale)


@given(TEXTS, CHANGES, st.integers(-3000, 3000), LOCALES)
def test_nothing_goes_wrong_when_the_clocks_change(
    text: str, change: tuple[str, str], minutes: int, locale: str
) -> None:
    zone, instant = change
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC) + timedelta(minutes=minutes)
    never_in_the_past(text, now, ZoneInfo(zone), locale)


def never_in_the_past(text: str, now: datetime, zone: ZoneInfo, locale: str) -> None:
    """Read it, and see that whatever is answered or offered lies ahead and can be on a clock."""
    answer = when.answer(text, now=now, zone=zone, locale=locale)
    today = now.astimezone(zone).date()
    assert answer.says
    for reading in filter(None, (answer.reading, *answer.offered)):
        assert today <= reading.on <= today + timedelta(days=7400)
        if reading.at is not None and answer.reading:
            instant = datetime.combine(reading.on, reading.at, tzinfo=zone)
            assert instant.astimezone(UTC) > now - timedelta(minutes=1)
            assert instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == instant.replace(tzinfo=None)


@given(st.one_of(TEXTS, st.lists(FRAGMENTS, min_size=1).map(" ".join)), st.integers(1, 5000))
def test_lines_of_ten_thousand_characters(text: str, often: int) -> None:
    long = (text * often)[:10_000]
    when.answer(long, now=NOW, zone=UTC_ZONE, locale="de-DE")
    try:
        found = when.trailing(long, now=NOW, zone=UTC_ZONE, locale="en-US")
    except errors.DayInDoubt as asked:
        assert long.split()[0].startswith(asked.facts["head"].split()[0])
    else:
        assert found is None or long.startswith(found[0][:1]) or long[:1].isspace()


@given(TEXTS, NOWS, ZONES, LOCALES)
def test_what_is_told_of_the_past_is_read_too(text: str, now: datetime, zone: ZoneInfo, locale: str) -> None:
    try:
        when.read(text, now=now, zone=zone, locale=locale, past=True)
    except (errors.UnreadableDay, errors.UnclearDay):
        return


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
    except errors.DayInDoubt:
        return
    if found:
        kept = "".join(f"{found[0]}{found[1].words}".split())
        assert [char for char in kept if char.isalnum()] == [char for char in f"Jane{text}" if char.isalnum()]


def test_midnight_is_a_time() -> None:
    assert when.read("tomorrow at 0:00", now=NOW, zone=UTC_ZONE, locale="en-GB").at == time(0)
