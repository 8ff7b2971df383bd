"""Wall times, working days and digests, around daylight saving in three zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import calendar

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Havana", "UTC"]
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.integers(946_684_800, 2_208_988_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
workdays = st.text("1234567", max_size=7)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-11-23T04:59+00:00", "America/New_York", "2026-11-22"),
        ("2026-11-23T05:00+00:00", "America/New_York", "2026-11-23"),
        ("2026-11-22T23:00+00:00", "Europe/Berlin", "2026-11-23"),
        ("2026-11-22T13:00+00:00", "Australia/Lord_Howe", "2026-11-23"),
    ],
)
def test_local_day(now: str, zone: str, day: str) -> None:
    assert calendar.local_day(datetime.fromisoformat(now), ZoneInfo(zone)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("America/New_York", "2026-11-23T08:30", "2026-11-23T13:30"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),  # skipped: 03:30 by the new clock
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),  # twice: the first
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # half an hour is skipped
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),  # and comes twice
    ],
)
def test_instant(zone: str, wall: str, expected: str) -> None:
    at = datetime.fromisoformat(wall)
    found = calendar.instant(at.date(), at.time(), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "workdays", "on_or_after", "strictly_after"),
    [
        ("2026-11-23", "12345", "2026-11-23", "2026-11-24"),  # Monday
        ("2026-11-27", "12345", "2026-11-27", "2026-11-30"),  # Friday
        ("2026-11-28", "12345", "2026-11-30", "2026-11-30"),
        ("2026-11-28", "", "2026-11-28", "2026-11-29"),
        ("2026-11-28", "7", "2026-11-29", "2026-11-29"),
        ("2026-11-28", "never", "2026-11-28", "2026-11-29"),
    ],
)
def test_workdays(day: str, workdays: str, on_or_after: str, strictly_after: str) -> None:
    start = date.fromisoformat(day)
    assert calendar.workday_on_or_after(start, workdays) == date.fromisoformat(on_or_after)
    assert calendar.next_workday(start, workdays) == date.fromisoformat(strictly_after)


@pytest.mark.parametrize(
    ("after", "zone", "at", "expected"),
    [
        ("2026-11-23T13:29", "America/New_York", "08:30", "2026-11-23T13:30"),
        ("2026-11-23T13:30", "America/New_York", "08:30", "2026-11-24T13:30"),  # strictly after
        ("2026-11-27T13:30", "America/New_York", "08:30", "2026-11-30T13:30"),  # over the weekend
        ("2026-10-30T12:30", "America/New_York", "08:30", "2026-11-02T13:30"),  # clocks go back on Sunday
        ("2026-03-27T07:30", "Europe/Berlin", "08:30", "2026-03-30T06:30"),  # and forward
        ("2026-04-02T21:30", "Australia/Lord_Howe", "08:30", "2026-04-05T22:00"),
        ("2026-10-01T22:00", "Australia/Lord_Howe", "08:30", "2026-10-04T21:30"),
    ],
)
def test_next_digest(after: str, zone: str, at: str, expected: str) -> None:
    start = datetime.fromisoformat(after).replace(tzinfo=UTC)
    found = calendar.next_digest(start, ZoneInfo(zone), time.fromisoformat(at), "12345")
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_digest_skipped_at_midnight_is_not_lost() -> None:
    havana = ZoneInfo("America/Havana")  # 8 March 2026: 00:00 becomes 01:00
    after = calendar.instant(date(2026, 3, 7), time(23, 59), havana)
    found = calendar.next_digest(after, havana, time(0, 30), "")
    assert found.astimezone(havana) == datetime(2026, 3, 8, 1, 30, tzinfo=havana)


@given(days, times, zones)
def test_an_instant_is_that_wall_time_or_a_little_later(day: date, at: time, zone: ZoneInfo) -> None:
    wall = calendar.instant(day, at, zone).astimezone(zone).replace(tzinfo=None)
    assert timedelta() <= wall - datetime.combine(day, at) <= timedelta(hours=1)


@given(instants, zones, times, workdays)
def test_no_digest_lies_between(after: datetime, zone: ZoneInfo, at: time, named: str) -> None:
    found = calendar.next_digest(after, zone, at, named)
    assert after < found <= after + timedelta(days=9)
    assert calendar.next_digest(found - timedelta(minutes=1), zone, at, named) == found
    assert calendar.next_digest(found, zone, at, named) > found


@given(days, workdays)
def test_workdays_are_workdays(day: date, named: str) -> None:
    found = calendar.next_workday(day, named)
    assert calendar.is_workday(found, named)
    assert day < found <= day + timedelta(days=7)
