"""How a day is named in English and in figures: one table from phrases to days.

The rules where habits differ (weeks begin on Monday):
- "friday", "this friday", "coming friday": the first after today. "next friday": the friday of next week.
- "next week" is its Monday; "next month", "next quarter", "next year" and "in march" are their first day.
- "end of the week" is this week's Friday (at the weekend the coming one); "end of the month" its last day.
- "weekend" is the coming Saturday, at the weekend today. Business days are Monday to Friday.
- A date without its year is the next one, except that one passed less than three months ago is taken to be
  that one, so that it can be asked about.
- "12/05" follows the order of figures; where only the other order gives a date, that one. Dots are not American:
  with the month first, "5.12.2026" could be either.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.domain import calendar
from bot.domain.words import MONTHS, WEEKDAYS


class Recurs(Enum):
    """When a day that has passed would fit next."""

    YEARLY = "the same date"
    WEEKLY = "the same weekday"
    AHEAD = "as many days ahead as it lies back"


@dataclass(frozen=True)
class Day:
    """A local day as named, be it past or to come."""

    on: date
    recurs: Recurs = Recurs.YEARLY


@dataclass(frozen=True)
class _Asked:
    """A phrase with what it is read against."""

    found: re.Match[str]
    today: date
    order: str  # of figures: "MDY", "DMY" or "YMD"

    def __getitem__(self, group: str) -> str:
        """The words of a group, "" if it has none or the pattern has no such group."""
        return self.found.groupdict().get(group) or ""


_Reader = Callable[[_Asked], date]

_ASKED_ABOUT = timedelta(days=92)
_WEEK = timedelta(days=7)
_FRIDAY, _SATURDAY = 4, 5
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: count for count, word in enumerate(_WORDS, 1)} | {"couple": 2, "few": 3}
_DAYS_IN = {"d": 1, "w": 7, "f": 14}
_MONTHS_IN = {"m": 1, "q": 3, "y": 12}
_TURNS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}

_WD = r"(?P<wd>(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?"
_MON = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FIGURE = rf"(?P<n>\d{{1,4}}|{'|'.join(_WORDS)})"
_N = rf"(?:about )?(?:{_FIGURE[:-1]}|couple|few)|an?(?: (?P<some>couple|few))?)(?: of)?"
_UNIT = r"(?P<unit>days?|weeks?|wks?|fortnights?|months?|mths?|mos?|quarters?|years?|yrs?|[dwy])"
_BUSINESS = r"(?:business|working|work)[ -]?days?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
_YEAR = r"(?P<year>\d{4})"
_IN = r"(?:in|within|after) "
_FROM_NOW = r"(?: from (?:now|today)|['’]?s?['’]? time)"


def day(text: str, today: date, order: str) -> Day | None:
    """The day a phrase names (lower case, single spaces, no time), or None if the table does not know it.

    Raises:
        ValueError: the table knows the phrase, but there is no such day ("feb 30", "fri 7 dec" on a Monday).
    """
    for pattern, reader, recurs in _TABLE:
        if found := pattern.fullmatch(text):
            try:
                return Day(reader(_Asked(found, today, order)), recurs)
            except OverflowError as error:
                raise ValueError(text) from error
    return None


def _position(name: str, names: tuple[str, ...]) -> int:
    """The place of a weekday or month by its first three letters."""
    return [each[:3].lower() for each in names].index(name[:3])


def _weekday(asked: _Asked) -> int:
    return _position(asked["wd"], WEEKDAYS)


def _count(asked: _Asked) -> int:
    word = asked["some"] or asked["n"]
    return _COUNTS.get(word) or (int(word) if word.isdecimal() else 1)


def _days(count: int) -> _Reader:
    return lambda asked: asked.today + timedelta(days=count)


def _moved(asked: _Asked) -> date:
    """Today moved by so many of the unit named, back if "ago" is said."""
    count = -_count(asked) if asked["ago"] else _count(asked)
    unit = asked["unit"][0]
    if unit in _MONTHS_IN:
        return calendar.add_months(asked.today, count * _MONTHS_IN[unit])
    return asked.today + timedelta(days=count * _DAYS_IN[unit])


def _business_days(asked: _Asked) -> date:
    day = asked.today
    for _ in range(_count(asked)):
        day = calendar.next_workday(day, "12345")
    return day


def _coming_weekday(asked: _Asked) -> date:
    """The coming one, or weeks after it: "a week from monday", "monday week", "monday after next"."""
    later = _count(asked) if asked["later"] else 0
    return calendar.coming(_weekday(asked), asked.today) + later * _WEEK


def _last_weekday(asked: _Asked) -> date:
    return calendar.coming(_weekday(asked), asked.today - _WEEK - timedelta(days=1))


def _weekday_next_week(asked: _Asked) -> date:
    return calendar.monday(asked.today) + _WEEK + timedelta(days=_weekday(asked))


def _weekend(asked: _Asked) -> date:
    saturday = calendar.monday(asked.today) + timedelta(days=_SATURDAY)
    return saturday + _WEEK if asked["next"] else max(saturday, asked.today)


def _start_of(turn: str, today: date, ahead: int) -> date:
    """The first day of this week, month, quarter or year, or of one ahead."""
    if turn == "week":
        return calendar.monday(today) + ahead * _WEEK
    months = _MONTHS_IN[turn[0]]
    return calendar.first_of_month(today, ahead * months - (today.month - 1) % months)


def _next_turn(asked: _Asked) -> date:
    ahead = -1 if asked["last"] else 2 if asked["after"] else 1
    return _start_of(asked["turn"], asked.today, ahead)


def _end_of(asked: _Asked) -> date:
    turn = asked["turn"] or _TURNS[asked["short"]]
    ahead = 1 if asked["next"] or (turn == "week" and asked.today.weekday() > _FRIDAY) else 0
    if turn == "week":
        return _start_of(turn, asked.today, ahead) + timedelta(days=_FRIDAY)
    return _start_of(turn, asked.today, ahead + 1) - timedelta(days=1)


def _month(asked: _Asked) -> date:
    """The first day of a month, or its last where its end is named."""
    month = _position(asked["month"], MONTHS) + 1
    over = month < asked.today.month
    first = date(int(asked["year"]) if asked["year"] else asked.today.year + over, month, 1)
    if asked["end"]:
        return calendar.first_of_month(first, 1) - timedelta(days=1)
    return first


def _date(asked: _Asked) -> date:
    month = int(asked["mm"]) if asked["mm"] else _position(asked["month"], MONTHS) + 1
    return _checked(asked, month, int(asked["day"]))


def _figures(asked: _Asked) -> date:
    one, two = int(asked["one"]), int(asked["two"])
    month_first = asked.order != "DMY"
    if asked["dot"] and asked.order == "MDY" and max(one, two) <= 12:
        raise ValueError("two readings")
    if (one if month_first else two) > 12:
        month_first = not month_first
    return _checked(asked, *((one, two) if month_first else (two, one)))


def _checked(asked: _Asked, month: int, day: int) -> date:
    """The date, if it falls on the weekday named with it."""
    year = asked["year"]
    if year:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    else:
        likely = calendar.dates_like(month, day, asked.today.year - 1)
        found = next(each for each in likely if each > asked.today - _ASKED_ABOUT)
    return _on_weekday(asked, found)


def _nth(asked: _Asked) -> date:
    """That day of this month or, once it has passed, of the next month that has one."""
    start = calendar.first_of_month(asked.today, 1) if asked["next"] else asked.today
    for ahead in range(4):
        first = calendar.first_of_month(start, ahead)
        found = first + timedelta(days=int(asked["day"]) - 1)
        if found.month == first.month and found >= asked.today:
            return _on_weekday(asked, found)
    raise ValueError("no month has that day")


def _on_weekday(asked: _Asked, found: date) -> date:
    if asked["wd"] and found.weekday() != _weekday(asked):
        raise ValueError("that day is another weekday")
    return found


def _row(pattern: str, reader: _Reader, recurs: Recurs = Recurs.YEARLY) -> tuple[re.Pattern[str], _Reader, Recurs]:
    return re.compile(pattern), reader, recurs


# First come, first served; a phrase is matched whole.
_TABLE = (
    _row(r"today", _days(0)),
    _row(r"tomm?orr?ow|tmrw?|tmw", _days(1)),
    _row(r"(?:the )?day after tomorrow", _days(2)),
    _row(r"yesterday", _days(-1), Recurs.AHEAD),
    _row(r"(?:the )?day before yesterday", _days(-2), Recurs.AHEAD),
    _row(rf"(?:this )?(?:coming )?{_WD}", _coming_weekday),
    _row(rf"next {_WD}", _weekday_next_week),
    _row(rf"{_WD} (?:of )?next week", _weekday_next_week),
    _row(rf"next week,? (?:on )?{_WD}", _weekday_next_week),
    _row(rf"last {_WD}", _last_weekday, Recurs.WEEKLY),
    _row(rf"{_WD} (?P<later>week|after next)", _coming_weekday),
    _row(rf"{_N} (?P<later>weeks?) (?:from|on|after) {_WD}", _coming_weekday),
    _row(r"(?:(?:this|the|at the|on the|over the) )?weekend", _weekend),
    _row(r"(?P<next>next) weekend", _weekend),
    _row(rf"{_IN}{_N} ?{_UNIT}{_FROM_NOW}?", _moved),
    _row(rf"{_N} ?{_UNIT}{_FROM_NOW}", _moved),
    _row(rf"{_FIGURE} ?{_UNIT}", _moved),
    _row(rf"{_N} ?{_UNIT} (?P<ago>ago)", _moved, Recurs.AHEAD),
    _row(rf"(?:{_IN})?{_N} {_BUSINESS}{_FROM_NOW}?", _business_days),
    _row(rf"(?:the )?next {_BUSINESS}", _business_days),
    _row(r"(?:(?:the )?(?:start|beginning) of |early )?next (?P<turn>week|month|quarter|year)", _next_turn),
    _row(r"(?:the )?(?P<turn>week|month) (?P<after>after) next", _next_turn),
    _row(r"(?P<last>last) (?P<turn>week|month|quarter|year)", _next_turn, Recurs.AHEAD),
    _row(r"(?:the )?end of (?:(?:the|this|(?P<next>next)) )?(?P<turn>week|month|quarter|year)", _end_of),
    _row(r"(?P<short>eow|eom|eoq|eoy)", _end_of),
    _row(rf"(?:in|next|(?:the )?(?:start|beginning|(?P<end>end)) of) {_MON}(?: {_YEAR})?", _month),
    _row(rf"{_MON} {_YEAR}", _month),
    _row(rf"(?:{_WD},? )?(?:the )?{_DAY}(?: of)? ?{_MON}(?:,? {_YEAR})?", _date),
    _row(rf"(?:{_WD},? )?{_MON} ?(?:the )?{_DAY}(?:,? {_YEAR})?", _date),
    _row(rf"(?:{_WD},? )?(?:the )?{_TH}(?: of (?:this|the|(?P<next>next)) month)?", _nth),
    _row(rf"the {_DAY}", _nth),
    _row(rf"{_YEAR}([-/.])(?P<mm>\d{{1,2}})\2(?P<day>\d{{1,2}})", _date),
    _row(rf"(?:{_YEAR}年)?(?P<mm>\d{{1,2}})月(?P<day>\d{{1,2}})日", _date),
    _row(r"24/7", lambda asked: date(0, 0, 0)),
    _row(rf"(?:{_WD},? )?(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?", _figures),
    _row(rf"(?:{_WD},? )?(?P<one>\d{{1,2}})(?P<dot>\.)(?P<two>\d{{1,2}})(?:\.(?P<year>\d{{4}}|\d\d))?", _figures),
    _row(rf"(?P<one>\d{{1,2}})-(?P<two>\d{{1,2}})-{_YEAR}", _figures),
)
