"""The only place that asks what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be set to another time and runs on from there.

    The local Slack, the tour, `--now` and the tests use it. Slack's own times
    (message timestamps, signatures, trigger lives) never come from here.
    """

    def __init__(self, start: datetime | None = None) -> None:
        """Start at an aware instant, or at the machine's time."""
        self._offset = timedelta(0)
        if start is not None:
            self.move_to(start)

    def now(self) -> datetime:
        """The pretended instant, in UTC."""
        return datetime.now(UTC) + self._offset

    def move_to(self, instant: datetime) -> None:
        """Pretend that it is now `instant` (aware; any zone)."""
        self._offset = instant.astimezone(UTC) - datetime.now(UTC)


class FrozenClock:
    """A clock that stands still at one instant: what `remind --now` runs on."""

    def __init__(self, instant: datetime) -> None:
        """Stand at an aware instant."""
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was given, in UTC."""
        return self._instant
