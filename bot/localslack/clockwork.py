"""Where the page's clock is moved to: an hour on, tomorrow at nine, a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

FARTHEST = timedelta(days=366)  # at one go
_MORNING = time(9)
_MONDAY = 0


def later(by: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant that is meant, as an aware datetime; `by` is one of `STEPS`."""
    return STEPS[by](now, zone)


def instant(written: str, zone: ZoneInfo) -> datetime:
    """An ISO date and time; without an offset it is the zone's. Raises ValueError."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _an_hour(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(UTC) + timedelta(hours=1)


def _tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    return _nine(now, zone, 1)


def _next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    return _nine(now, zone, (_MONDAY - now.astimezone(zone).weekday()) % 7 or 7)


def _nine(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, _MORNING, zone)


STEPS: Mapping[str, Callable[[datetime, ZoneInfo], datetime]] = {
    "hour": _an_hour,
    "tomorrow": _tomorrow,
    "monday": _next_monday,
}
