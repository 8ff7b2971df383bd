"""Dates by day and month, in words or in figures.

- A date without its year is the next one, except that one passed less than three months ago is taken to be that
  one, so that it can be asked about.
- "12/05" follows the order of figures; where only the other order gives a date, that one. Where the order cannot
  be known, both are meant. Dots are not American: "5.12.2026" is refused there.
"""

from datetime import date, timedelta
from itertools import islice

from bot.domain import calendar
from bot.domain.dates.grammar import DAY_NO, DAY_TH, MON, WD, YEAR, Asked, Found, Row

_ASKED_ABOUT = timedelta(days=92)
_YEAR = r"(?P<year>\d{4}|'\d\d)"
_SHORT_YEAR = r"(?P<year>\d{4}|'?\d\d)"
_THIS_MONTH = r"(?: of (?:this|the|(?P<next>next)) month)?"


def _date(asked: Asked) -> date:
    return _checked(asked, int(asked["mm"]) if asked["mm"] else asked.month, int(asked["day"]))


def _figures(asked: Asked) -> Found:
    """Two figures, and perhaps a year, in the member's order or, where that gives no date, in the other."""
    one, two = int(asked["one"]), int(asked["two"])
    if asked["dot"] and not asked["year"] and asked.view.language == "en":
        raise ValueError("that is a fraction")
    month_first = asked.view.order in ("MDY", "YMD")
    likely, other = ((one, two), (two, one)) if month_first else ((two, one), (one, two))
    if likely[0] > 12:
        return _checked(asked, *other)
    if asked["dot"] and asked.view.order == "MDY" and other[0] <= 12:
        raise ValueError("two readings, and neither is likely")
    if not asked.view.order and one != two and other[0] <= 12:
        return [_checked(asked, *likely), _checked(asked, *other)]
    return _checked(asked, *likely)


def _either(asked: Asked) -> list[date]:
    """ "dec 5 or 6"."""
    return [_checked(asked, asked.month, int(day)) for day in (asked["day"], asked["other"])]


def _checked(asked: Asked, month: int, day: int) -> date:
    """The date, if it falls on the weekday named with it."""
    year, today = asked["year"].lstrip("'"), asked.today
    if year:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    elif asked.view.past:
        likely = calendar.dates_like(month, day, today.year - 9)
        found = [one for one in islice(likely, 10) if one <= today][-1]
    else:
        likely = calendar.dates_like(month, day, today.year - 1)
        found = next(one for one in likely if one > today - _ASKED_ABOUT)
    return _on_weekday(asked, found)


def _nth(asked: Asked) -> date:
    """That day of this month or, once it has passed, of the next month that has one."""
    step = -1 if asked.view.past else 1
    start = calendar.first_of_month(asked.today, 1) if asked["next"] else asked.today
    for ahead in range(0, 4 * step, step):
        first = calendar.first_of_month(start, ahead)
        found = first + timedelta(days=int(asked["day"]) - 1)
        if found.month == first.month and (found <= asked.today if step < 0 else found >= asked.today):
            return _on_weekday(asked, found)
    raise ValueError("no month has that day")


def _on_weekday(asked: Asked, found: date) -> date:
    if asked["wd"] and found.weekday() != asked.weekday:
        raise ValueError("that day is another weekday")
    return found


def _none(asked: Asked) -> date:
    raise ValueError("that is no date")


_WD = rf"(?:{WD},? )?"

ROWS = (
    Row(r"24/7|50/50", _none),
    Row(rf"{_WD}(?:the )?{DAY_NO}(?: of)?[ -]?{MON}(?:,?[ -]{_YEAR})?", _date),
    Row(rf"{_WD}{MON}[ -]?(?:the )?{DAY_NO}(?:,? {_YEAR})?", _date),
    Row(rf"{_WD}(?:the )?{DAY_TH}{_THIS_MONTH}", _nth),
    Row(rf"the {DAY_NO}", _nth),
    Row(rf"{MON} {DAY_NO} ?(?:or|/) ?(?P<other>\d{{1,2}})(?:st|nd|rd|th)?", _either),
    Row(rf"{DAY_NO} ?(?:or|/) ?(?P<other>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MON}", _either),
    Row(rf"{YEAR}(?P<mark>[-/.])(?P<mm>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})", _date),
    Row(rf"(?:{YEAR}年)?(?P<mm>\d{{1,2}})月(?P<day>\d{{1,2}})日", _date),
    Row(rf"{_WD}(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})(?:/{_SHORT_YEAR})?", _figures),
    Row(rf"{_WD}(?P<one>\d{{1,2}})(?P<dot>\.)(?P<two>\d{{1,2}})(?:\.{_SHORT_YEAR}?)?", _figures),
    Row(rf"(?P<one>\d{{1,2}})-(?P<two>\d{{1,2}})-{YEAR}", _figures),
)
