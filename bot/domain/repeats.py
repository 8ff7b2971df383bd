"""What comes again: every other Friday, every 6 weeks, on the first Monday of the month.

A repeat counts from when the last one was done. Its text is a rule of RFC 5545 ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
which the database keeps and dateutil reckons with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain import calendar
from bot.domain.words import MONTHS, WEEKDAYS, listing, ordinal

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BUSINESS_WEEK = (0, 1, 2, 3, 4)
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_MOST = 400  # of a unit between one and the next
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True)
class Repeat:
    """How often, and on which days; without any, so long after the last was done."""

    freq: str  # "DAILY", "WEEKLY", "MONTHLY" or "YEARLY"
    interval: int = 1
    weekdays: tuple[int, ...] = ()  # Monday is 0; in order
    nth: int = 0  # of the month: which of its one weekday, -1 for the last
    monthday: int = 0  # of the month; -1 is its last day
    month: int = 0  # with freq "YEARLY" and a monthday

    def __post_init__(self) -> None:
        """Refuse what makes no sense, so that every repeat there is can be reckoned with and written.

        Raises:
            ValueError: it makes none.
        """
        if not (self._counts and self._on_sensible_days):
            raise ValueError(f"that is no repeat: {self.freq}")
        if self.month:
            next(calendar.dates_like(self.month, self.monthday, 2000))

    @property
    def _counts(self) -> bool:
        return self.freq in _UNITS and 1 <= self.interval <= _MOST

    @property
    def _on_sensible_days(self) -> bool:
        """Whether the days named, if any, are days of what comes again."""
        if self.nth:
            on_days = self.freq == "MONTHLY" and len(self.weekdays) == 1 and self.nth in _PLACES
            return on_days and not (self.monthday or self.month)
        if self.weekdays:
            return self.freq == "WEEKLY" and not (self.monthday or self.month)
        if self.month:
            return self.freq == "YEARLY" and 0 < self.month <= 12 and self.monthday > 0
        return not self.monthday or (self.freq == "MONTHLY" and self.monthday in (-1, *range(1, 32)))

    @classmethod
    def parse(cls, text: str) -> "Repeat":
        """Read what `text` wrote.

        Raises:
            ValueError: that is no such rule.
        """
        try:
            parts = dict(part.split("=", 1) for part in text.split(";"))
            days = parts.pop("BYDAY", "")
            repeat = cls(
                freq=parts.pop("FREQ"),
                interval=int(parts.pop("INTERVAL", "1")),
                weekdays=tuple(sorted(_WEEKDAYS.index(day[-2:]) for day in days.split(",") if day)),
                nth=int(days[:-2]) if days and days[:-2].lstrip("-").isdecimal() else 0,
                monthday=int(parts.pop("BYMONTHDAY", "0")),
                month=int(parts.pop("BYMONTH", "0")),
            )
        except (KeyError, ValueError) as error:
            raise ValueError(f"that is no rule: {text[:80]}") from error
        if parts:
            raise ValueError(f"that is more than a rule: {text[:80]}")
        return repeat

    @property
    def text(self) -> str:
        """As a rule of RFC 5545, for a column of a database."""
        days = ",".join(f"{self.nth or ''}{_WEEKDAYS[day]}" for day in self.weekdays)
        parts = {
            "INTERVAL": self.interval if self.interval > 1 else None,
            "BYDAY": days,
            "BYMONTH": self.month,
            "BYMONTHDAY": self.monthday,
        }
        return ";".join([f"FREQ={self.freq}", *(f"{name}={value}" for name, value in parts.items() if value)])

    @property
    def is_on_days(self) -> bool:
        """Whether it names days ("every Monday"), rather than a span ("every 6 weeks")."""
        return bool(self.weekdays or self.monthday)

    def first(self, today: date) -> date:
        """The first one, strictly after `today`: the next day named, or a span from today."""
        return replace(self, interval=1).next(today) if self.is_on_days else self.next(today)

    def next(self, done: date, due: date | None = None) -> date:
        """The next one, strictly after the day the last was done.

        Args:
            done: a local day.
            due: when the last was due, if known: days that are named keep their turn by it, so that what is done a
                day early does not come again tomorrow.
        """
        if not self.is_on_days:
            return _moved(done, self.freq, self.interval)
        start = due or done
        return next(day for day in self._days(start) if day > max(start, done))

    def _days(self, start: date) -> Iterator[date]:
        """Its days from `start` on."""
        from dateutil import rrule

        monthdays = range(28, self.monthday + 1) if self.monthday > 28 else [self.monthday]
        rule = rrule.rrule(
            getattr(rrule, self.freq),
            dtstart=datetime.combine(start, time()),
            interval=self.interval,
            byweekday=[rrule.weekday(day, self.nth or None) for day in self.weekdays] or None,
            bymonth=self.month or None,
            bymonthday=list(monthdays) if self.monthday else None,
            # A month without a 31st has its last day instead.
            bysetpos=-1 if self.monthday > 28 else None,
        )
        return (moment.date() for moment in rule)

    def __str__(self) -> str:
        """In plain words: "every other Friday"."""
        if self.nth:
            day = f"the {_PLACES[self.nth]} {WEEKDAYS[self.weekdays[0]]}"
            return f"{day} of every month" if self.interval == 1 else f"{self._every} on {day}"
        if self.weekdays:
            return self._on_weekdays()
        if self.month:
            return f"{self._every} on {self.monthday} {MONTHS[self.month - 1]}"
        if self.monthday:
            return f"{self._every} on the {'last day' if self.monthday < 0 else ordinal(self.monthday)}"
        return self._every

    @property
    def _every(self) -> str:
        unit = _UNITS[self.freq]
        return {1: f"every {unit}", 2: f"every other {unit}"}.get(self.interval, f"every {self.interval} {unit}s")

    def _on_weekdays(self) -> str:
        days = listing([WEEKDAYS[day] for day in self.weekdays])
        if self.weekdays == _BUSINESS_WEEK and self.interval == 1:
            return "every weekday"
        if self.interval > 2 or (self.interval == 2 and len(self.weekdays) > 1):
            return f"{self._every} on {days}"
        return f"every {'other ' if self.interval == 2 else ''}{days}"


def _moved(day: date, freq: str, count: int) -> date:
    if freq in ("DAILY", "WEEKLY"):
        return day + timedelta(days=count * (7 if freq == "WEEKLY" else 1))
    return calendar.add_months(day, count * (12 if freq == "YEARLY" else 1))
