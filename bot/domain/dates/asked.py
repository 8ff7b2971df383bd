"""What a member asked, what it is read against, and what it was read as."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain import calendar
from bot.domain.dates.grammar import View
from bot.domain.repeats import Repeat

_YEAR_FIRST = ("zh", "ja", "ko", "hu", "lt", "mn", "fa")
_MONTH_FIRST = ("US", "PH")
_EITHER_FIRST = ("", "CA")  # in English, where no country or this one is named


@dataclass(frozen=True)
class Reading:
    """What a text was read as."""

    on: date  # the member's own day; of a repeat, the first
    at: time | None  # and time of day, if one was named
    words: str  # the words that were read, as typed
    repeat: Repeat | None = None  # how it comes again


@dataclass(frozen=True)
class Asked:
    """A text with what it is read against."""

    words: str
    now: datetime
    zone: ZoneInfo
    locale: str
    past: bool = False

    @property
    def wall(self) -> datetime:
        """Now, on the member's wall: naive."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The member's own day."""
        return self.wall.date()

    @property
    def language(self) -> str:
        """Such as "de"."""
        return re.split(r"[-_]", self.locale)[0].lower() or "en"

    @property
    def country(self) -> str:
        """The region that the locale names: "US" of "en_US"; "" if none."""
        parts = re.split(r"[-_.@]", self.locale)[1:]
        return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), "")

    @property
    def order(self) -> str:
        """The order of figures in a date; "" where it cannot be known."""
        if self.country in _MONTH_FIRST:
            return "MDY"
        if self.language == "en" and self.country in _EITHER_FIRST:
            return ""
        return "YMD" if self.language in _YEAR_FIRST else "DMY"

    @property
    def view(self) -> View:
        """What the tables need of it."""
        return View(self.today, self.order, self.country, self.language, self.past)

    def on_wall(self, on: date, at: time | None, repeat: Repeat | None = None) -> Reading:
        """A reading; a time that daylight saving skips is moved forward."""
        if at is None:
            return Reading(on, None, self.words, repeat)
        wall = calendar.instant(on, at, self.zone).astimezone(self.zone)
        return Reading(wall.date(), wall.time(), self.words, repeat)

    def first_ahead(self, on: date, times: Iterable[time]) -> Reading | None:
        """The reading of a day with the first of the times that is not over yet; None if all is over."""
        times = tuple(times)
        if not times:
            return Reading(on, None, self.words) if on >= self.today or self.past else None
        for at in times:
            if self.past or calendar.instant(on, at, self.zone) > self.now:
                return self.on_wall(on, at)
        return None


class Passed(Exception):
    """The day, or time, that was named is over."""

    def __init__(self, on: date, at: time | None, again: Reading) -> None:
        """Say which, and what would fit next."""
        super().__init__()
        self.on, self.at, self.again = on, at, again
