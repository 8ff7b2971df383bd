"""So many days, weeks, months or years from now, or from another day."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain import calendar
from bot.domain.dates.grammar import (
    BUSINESS,
    DAY,
    MONTHS_IN,
    SPACE,
    UNIT,
    WORKDAYS,
    Asked,
    Day,
    Found,
    N,
    Reader,
    Recurs,
    Row,
    each,
)

_DAYS_IN = {"d": 1, "w": 7, "f": 14}
_IN = r"(?:in|within|after|for|in another) "
_FROM_NOW = r"(?: from (?:now|today)|(?:'s|s')? time| out| hence)"
_FIGURE = r"(?P<n>[1-9]\d{0,2}|couple|few)(?: of)?"


def _moved(day: date, unit: str, count: int) -> date:
    """A day moved by so many of a unit, back if the count is below nought."""
    if unit[0] in MONTHS_IN:
        return calendar.add_months(day, count * MONTHS_IN[unit[0]])
    return day + timedelta(days=count * _DAYS_IN[unit[0]])


def _ahead(asked: Asked) -> date:
    return _moved(asked.today, asked["unit"], asked.count)


def _ahead_twice(asked: Asked) -> date:
    """ "in 1 month and 2 weeks"."""
    return _moved(_ahead(asked), asked["unit2"], int(asked["n2"]))


def _ago(asked: Asked) -> date:
    return _moved(asked.today, asked["unit"], -asked.count)


def _either(asked: Asked) -> list[date]:
    """ "in 2-3 days", "a day or two"."""
    least, most = asked.count, int(asked["most"])
    if not least < most:
        raise ValueError("that is no range")
    return [_moved(asked.today, asked["unit"], count) for count in (least, most)]


def _business(asked: Asked) -> date:
    return _business_moved(asked.today, asked.count)


def _business_beside(asked: Asked) -> Found:
    """ "3 business days before christmas"."""
    count = -asked.count if asked["side"] == "before" else asked.count
    return each(asked.look_up(asked["rest"], asked.view), lambda day: _business_moved(day, count))


def _business_moved(day: date, count: int) -> date:
    """A day moved by so many business days, back if the count is below nought."""
    move = calendar.next_workday if count > 0 else calendar.previous_workday
    for _ in range(abs(count)):
        day = move(day, WORKDAYS)
    return day


def _beside(asked: Asked) -> Found:
    """ "3 days after christmas", "a week before the 15th", "a week from tomorrow"."""
    count = -asked.count if asked["side"] in ("before", "prior to", "ahead of") else asked.count
    return each(asked.look_up(asked["rest"], asked.view), lambda day: _moved(day, asked["unit"], count))


def _after(asked: Asked) -> Found:
    """ "after christmas": the first business day after it is over."""
    day = asked.look_up(asked["rest"], asked.view)
    if not day or day.others:
        return None
    return Day(calendar.next_workday(day.until or day.on, WORKDAYS))


def _before(asked: Asked) -> Found:
    """ "before christmas": the last business day before it begins; before the end of something is at its end."""
    day = asked.look_up(asked["rest"], asked.view)
    if not day or day.others or asked["end"]:
        return day and replace(day, until=None)
    return Day(calendar.previous_workday(day.on, WORKDAYS))


def _days(count: int) -> Reader:
    return lambda asked: asked.today + count * DAY


_END = r"(?P<end>(?:the )?(?:very )?end .+|eo[wmqy]|(?:week|month|quarter|year)(?:'s)?[ -]end)"

ROWS = (
    Row(r"today", _days(0)),
    Row(r"tomorrow", _days(1)),
    Row(r"day after tomorrow|overmorrow", _days(2)),
    Row(r"yesterday", _days(-1), Recurs.AHEAD),
    Row(r"day before yesterday", _days(-2), Recurs.AHEAD),
    Row(rf"{_IN}{N}{SPACE}{UNIT}{_FROM_NOW}?", _ahead),
    Row(rf"{N}{SPACE}{UNIT}{_FROM_NOW}", _ahead),
    Row(rf"{_FIGURE}{SPACE}{UNIT}", _ahead),
    Row(rf"{N}{SPACE}{UNIT} (?P<ago>ago)", _ago, Recurs.AHEAD),
    Row(rf"(?:{_IN})?(?P<n>\d{{1,3}}) ?(?:-|to|or) ?(?P<most>\d{{1,3}}) ?{UNIT}{_FROM_NOW}?", _either),
    Row(rf"(?:{_IN})?an? {UNIT} or (?P<most>\d){_FROM_NOW}?", _either),
    Row(rf"(?:{_IN})?{N} {BUSINESS}{_FROM_NOW}?", _business),
    Row(rf"next {BUSINESS}", _business),
    Row(rf"{N} {BUSINESS} (?P<side>before|after|following|from) (?P<rest>.+)", _business_beside),
    Row(rf"(?:(?:{N} )?{UNIT}) (?P<side>before|prior to|ahead of|after|following|from|on) (?P<rest>.+)", _beside),
    Row(rf"{_IN}{N}{SPACE}{UNIT}(?:,| and|, and)? (?P<n2>[1-9]\d?) {UNIT.replace('unit', 'unit2')}", _ahead_twice),
    Row(rf"{N} {UNIT} (?P<rest>tomorrow|today)", _beside),
    Row(r"(?P<rest>tomorrow|today) (?P<unit>week|fortnight)", _beside),
    Row(rf"before (?P<rest>{_END}|.+)", _before),
    Row(r"(?:right |just |shortly |sometime |any ?time |not )?after (?P<rest>.+)", _after),
)
