"""How long things last, in seconds; tests shorten them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Timing:
    """Slack's own patience by default."""

    acknowledge: float = 3.0
    trigger: float = 3.0
    response_url: float = 30 * 60.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    quiet: float = 0.1


class MovableClock:
    """The time of day, moved at will; it goes on running from where it was moved to."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The pretended instant."""
        return datetime.now(UTC) + self._ahead

    def move_to(self, instant: datetime) -> None:
        """Pretend it is `instant`."""
        self._ahead = instant - datetime.now(UTC)
