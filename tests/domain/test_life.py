"""Nudges in months and years of random lives, on real storage with a moving clock."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage.book import Books
from tests.domain.life import DEEDS, ZONES, Life

BUSY = settings(report_multiple_bugs=False, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
# Before the clocks go back, and before they go forward in a leap year, with its 29th of February.
STARTS = st.sampled_from([datetime(2026, 10, 20, 9, tzinfo=UTC), datetime(2028, 2, 20, 9, tzinfo=UTC)])
WORKDAYS = st.sampled_from(["12345", "1234567", "2", ""])
HOURS = st.sampled_from([time(8, 30), time(0), time(2, 30), time(23, 59)])
SOON, LATER = st.integers(0, 60 * 24 * 4), st.integers(0, 60 * 24 * 30)  # minutes


@settings(BUSY, max_examples=20)
@given(STARTS, st.sampled_from(ZONES), WORKDAYS, HOURS, st.lists(st.tuples(SOON, DEEDS), min_size=1, max_size=14))
def test_a_random_month(books: Books, start, zone, workdays, digest_time, deeds) -> None:
    life = Life(books, start, zone, workdays, digest_time)
    for minutes, deed in deeds:
        life.passes(timedelta(minutes=minutes))
        life.do(deed)
    life.runs_out()


@settings(BUSY, max_examples=6)
@given(STARTS, st.sampled_from(ZONES), HOURS, st.lists(st.tuples(LATER, DEEDS), min_size=10, max_size=25))
def test_a_random_year_ends_at_rest(books: Books, start, zone, digest_time, deeds) -> None:
    """Every promise that the member passes over day after day ends in Home."""
    life = Life(books, start, zone, "12345", digest_time)
    for minutes, deed in deeds:
        life.passes(timedelta(minutes=minutes))
        life.do(deed)
    life.resume()
    life.comes_to_rest()
