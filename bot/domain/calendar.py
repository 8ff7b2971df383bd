"""Local days, working days, and the instants they come to.

Promises are kept as a member's own day and time of day; this is the only place that turns them into instants.
"""

from calendar import isleap
from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_EVERY_DAY = "1234567"


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """The date on the wall calendar of `zone` at the aware instant `now`."""
    return now.astimezone(zone).date()


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a wall time in `zone`.

    A time that daylight saving skips moves forward by what was skipped (02:30 becomes 03:30); one that comes
    twice means the first. Both follow from `fold=0` (PEP 495).
    """
    return datetime.combine(day, at.replace(fold=0, tzinfo=None), tzinfo=zone).astimezone(UTC)


def is_workday(day: date, workdays: str) -> bool:
    """Whether `day` is one of the `workdays` (ISO numbers such as "12345"); naming none means every day."""
    named = set(workdays) & set(_EVERY_DAY)
    return not named or str(day.isoweekday()) in named


def workday_on_or_after(day: date, workdays: str) -> date:
    """The first workday that is not before `day`."""
    while not is_workday(day, workdays):
        day += _DAY
    return day


def next_workday(day: date, workdays: str) -> date:
    """The first workday strictly after `day`."""
    return workday_on_or_after(day + _DAY, workdays)


def workdays_later(day: date, count: int, workdays: str) -> date:
    """The workday that comes so many workdays after `day`."""
    for _ in range(count):
        day = next_workday(day, workdays)
    return day


def next_digest(after: datetime, zone: ZoneInfo, digest_time: time, workdays: str) -> datetime:
    """The first instant, in UTC, strictly after the instant `after` at which a digest is due in `zone`."""
    # Begin a day early: a digest time skipped at midnight moves over into the next day.
    day = workday_on_or_after(local_day(after, zone) - _DAY, workdays)
    while (due := instant(day, digest_time, zone)) <= after:
        day = next_workday(day, workdays)
    return due


def monday(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def coming(weekday: int, today: date) -> date:
    """The first such weekday (Monday is 0) strictly after `today`."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def latest(weekday: int, today: date) -> date:
    """The last such weekday (Monday is 0) strictly before `today`."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def previous_workday(day: date, workdays: str) -> date:
    """The last workday strictly before `day`."""
    day -= _DAY
    while not is_workday(day, workdays):
        day -= _DAY
    return day


def nth_weekday(first: date, weekday: int, nth: int) -> date:
    """The first, second, ... such weekday (Monday is 0) of the month that begins with `first`; -1 is the last.

    Raises:
        ValueError: the month has no fifth one.
    """
    if nth < 0:
        return latest(weekday, first_of_month(first, 1))
    day = coming(weekday, first - _DAY) + timedelta(weeks=nth - 1)
    if day.month != first.month:
        raise ValueError("no such weekday in that month")
    return day


def first_of_month(day: date, ahead: int = 0) -> date:
    """The first day of the month of `day`, or of the month so many months ahead."""
    year, month = divmod(day.year * 12 + day.month - 1 + ahead, 12)
    return date(year, month + 1, 1)


def add_months(day: date, count: int) -> date:
    """The same day of the month so many months later; the last day of a month that is too short."""
    last = first_of_month(day, count + 1) - _DAY
    return last.replace(day=min(day.day, last.day))


def dates_like(month: int, day: int, year: int) -> Iterator[date]:
    """That date in `year` and every later year that has it.

    Raises:
        ValueError: no year has it.
    """
    date(2000, month, day)  # a leap year has every date there is
    for each in range(year, MAXYEAR):
        if (month, day) != (2, 29) or isleap(each):
            yield date(each, month, day)
