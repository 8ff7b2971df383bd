"""What the tables of phrases are made of: rows, the words they share, and what a phrase is read against."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache

from bot.domain.words import MONTHS, WEEKDAYS

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
WORKDAYS = "12345"  # business days; holidays count as such, since whose would they be?

COUNTS = {"couple": 2, "few": 3}
MONTHS_IN = {"m": 1, "q": 3, "y": 12}

# Pieces of patterns. Numbers in words have become figures before (`spelling`).
WD = r"(?P<wd>(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?"
MON = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
N = r"(?:(?P<n>[1-9]\d{0,2}|couple|few)|an?(?: (?P<some>couple|few))?)(?: of)?"
SPACE = r"(?:(?<=\d) ?|(?<=[a-z]) )"  # between a number and its unit: "2w", but "a w" is not "aw"
UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|mths?|mos?|quarters?|years?|yrs?|(?:(?<=\d)|(?<=\d ))[dwy])"
BUSINESS = r"(?:business|working|work|week)[ -]?days?"
DAY_NO = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DAY_TH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
YEAR = r"(?P<year>\d{4})"
ANY_MONTH = "(?:{})".format("|".join(f"{month[:3]}[a-z]*" for month in map(str.lower, MONTHS)))
NTH = r"(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"

_PLACES = ("first", "second", "third", "fourth", "fifth")


class Recurs(Enum):
    """When a day that has passed would fit next."""

    YEARLY = "the same date"
    WEEKLY = "the same weekday"
    AHEAD = "as many days ahead as it lies back"


@dataclass(frozen=True)
class View:
    """What a phrase is read against."""

    today: date
    order: str  # of figures: "MDY", "DMY" or "YMD"; "" where it cannot be known
    country: str = ""  # two capitals, for holidays; "" where it cannot be known
    language: str = "en"
    past: bool = False  # something that happened is told: a bare day is the latest such, not the next


@dataclass(frozen=True)
class Day:
    """A local day as named, be it past or to come."""

    on: date
    recurs: Recurs = Recurs.YEARLY
    until: date | None = None  # the last day of what was named, if that is longer than a day
    others: tuple[date, ...] = ()  # what else could be meant


# What a reader answers: a day; several that could be meant, likeliest first; a Day with its end; or nothing.
Found = date | list[date] | Day | None
Lookup = Callable[[str, View], Day | None]


@dataclass(frozen=True)
class Asked:
    """A phrase that a row matched, and what it is read against."""

    found: re.Match[str]
    view: View
    look_up: Lookup  # the whole table, for phrases inside a phrase

    def __getitem__(self, group: str) -> str:
        """The words of a group, "" if it has none or the pattern has no such group."""
        return self.found.groupdict().get(group) or ""

    @property
    def today(self) -> date:
        """The member's own day."""
        return self.view.today

    @property
    def weekday(self) -> int:
        """The weekday named (Monday is 0)."""
        return place(self["wd"], WEEKDAYS)

    @property
    def month(self) -> int:
        """The month named, from 1."""
        return place(self["month"], MONTHS) + 1

    @property
    def count(self) -> int:
        """How many, of "3", "a couple of", "a"."""
        word = self["some"] or self["n"]
        return COUNTS.get(word) or (int(word) if word.isdecimal() else 1)

    @property
    def nth(self) -> int:
        """Which, of "first", "3rd", "last"; the last is -1."""
        word = self["nth"]
        if word == "last":
            return -1
        return int(word[0]) if word[0].isdecimal() else _PLACES.index(word) + 1


Reader = Callable[[Asked], Found]


@dataclass(frozen=True)
class Row:
    """One line of a table: phrases that match the pattern as a whole, and what they mean."""

    pattern: str
    reader: Reader
    recurs: Recurs = Recurs.YEARLY

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase, taken apart."""
        return compiled(self.pattern).fullmatch(text)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled on its first use: an import should cost little."""
    return re.compile(pattern)


def look_up(rows: Sequence[Row], text: str, view: View, inner: Lookup) -> Day | None:
    """The day that the first row to take a phrase reads in it, or None.

    Raises:
        ValueError, OverflowError: a row knows the phrase, but there is no such day ("feb 30").
    """
    for row in rows:
        if found := row.match(text):
            day = _as_day(row.reader(Asked(found, view, inner)), row.recurs)
            if day:
                return day
    return None


def _as_day(found: Found, recurs: Recurs) -> Day | None:
    if found is None or isinstance(found, Day):
        return found
    if isinstance(found, date):
        return Day(found, recurs)
    first, *others = dict.fromkeys(found)
    return Day(first, recurs, others=tuple(others))


def each(day: Day | None, change: Callable[[date], date]) -> Found:
    """A change made to every day that could be meant."""
    if day is None:
        return None
    moved = tuple(map(change, day.others))
    return replace(day, on=change(day.on), others=moved, until=None)


def place(name: str, names: Iterable[str]) -> int:
    """The place of a weekday or month by its first three letters."""
    return [one[:3].lower() for one in names].index(name[:3])
