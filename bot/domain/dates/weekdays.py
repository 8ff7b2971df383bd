"""Weekdays and weekends.

The rules where habits differ (weeks begin on Monday):
- "friday", "this friday", "coming friday": the first after today. "next friday": the friday of next week.
- "this monday" on a Monday, "friday after next" on the Monday before, "the following friday": two readings.
- "weekend" is the coming Saturday, at the weekend today.
"""

from datetime import date, timedelta

from bot.domain import calendar
from bot.domain.dates.grammar import DAY, NTH, WD, WEEK, Asked, Found, N, Recurs, Row, each
from bot.domain.dates.turns import MONTH, month_of

_WEDNESDAY, _SATURDAY = 2, 5
_WEEKS = r"(?:weeks?|(?P<fortnight>fortnights?))"


def _coming(asked: Asked) -> date:
    if asked.view.past:
        return calendar.latest(asked.weekday, asked.today)
    return calendar.coming(asked.weekday, asked.today)


def _this(asked: Asked) -> Found:
    """On the weekday itself "this monday" may be today."""
    coming = calendar.coming(asked.weekday, asked.today)
    if asked.view.past:
        return calendar.monday(asked.today) + timedelta(days=asked.weekday)
    return [coming, asked.today] if asked.today.weekday() == asked.weekday else coming


def _last(asked: Asked) -> date:
    return calendar.latest(asked.weekday, asked.today)


def _in_week(asked: Asked) -> date:
    """That day of next week, of last week, of the week after next, or of the one so many weeks ahead."""
    ahead = -1 if asked["last"] else 2 if asked["after"] else asked.count if asked["unit"] else 1
    return calendar.monday(asked.today) + ahead * WEEK + timedelta(days=asked.weekday)


def _later(asked: Asked) -> date:
    """The coming one and weeks after it: "a week from monday", "monday week", "friday fortnight"."""
    weeks = asked.count * (2 if asked["fortnight"] else 1)
    return calendar.coming(asked.weekday, asked.today) + weeks * WEEK


def _after_next(asked: Asked) -> Found:
    """A week after "next friday"; those who call the coming friday the next one mean a week less."""
    coming = calendar.coming(asked.weekday, asked.today) + WEEK
    return [calendar.monday(asked.today) + 2 * WEEK + timedelta(days=asked.weekday), coming]


def _following(asked: Asked) -> Found:
    coming = calendar.coming(asked.weekday, asked.today)
    is_this_week = coming < calendar.monday(asked.today) + WEEK
    return [coming, coming + WEEK] if is_this_week else coming


def _weekend(asked: Asked) -> date:
    saturday = calendar.monday(asked.today) + timedelta(days=_SATURDAY)
    if asked["last"]:
        return saturday - WEEK
    if asked["next"] or asked["after"]:
        return saturday + (2 if asked["after"] else 1) * WEEK
    return max(saturday, asked.today)


def _midweek(asked: Asked) -> date:
    wednesday = calendar.monday(asked.today) + timedelta(days=_WEDNESDAY)
    return wednesday + WEEK if asked["next"] or wednesday <= asked.today else wednesday


def _with_figure(asked: Asked) -> date | None:
    """ "fri 27": the next month in which that day is that weekday, if that is soon."""
    for ahead in range(3):
        first = calendar.first_of_month(asked.today, ahead)
        day = first + (int(asked["day"]) - 1) * DAY
        if day.month == first.month and day >= asked.today and day.weekday() == asked.weekday:
            return day
    return None


def _nth(asked: Asked) -> date:
    """ "first monday of january", "last friday of the month"."""
    return calendar.nth_weekday(month_of(asked), asked.weekday, asked.nth)


def _beside(asked: Asked) -> Found:
    """ "the monday after thanksgiving", "friday before christmas"."""
    find = calendar.latest if asked["side"] in ("before", "prior to") else calendar.coming
    return each(asked.look_up(asked["rest"], asked.view), lambda day: find(asked.weekday, day))


def _weekend_beside(asked: Asked) -> Found:
    find = calendar.latest if asked["side"] == "before" else calendar.coming
    return each(asked.look_up(asked["rest"], asked.view), lambda day: find(_SATURDAY, day))


ROWS = (
    Row(rf"(?:coming |this coming |upcoming )?{WD}", _coming),
    Row(rf"this {WD}", _this),
    Row(rf"next {WD}", _in_week),
    Row(rf"{WD},? (?:of |in )?next week", _in_week),
    Row(rf"next week,? (?:on )?{WD}", _in_week),
    Row(rf"{WD},? (?:of |in )?(?:the )?week (?P<after>after) next", _in_week),
    Row(rf"{WD} (?:in|of) {N} (?P<unit>weeks?)(?: from now| time)?", _in_week),
    Row(rf"(?:last|past|previous) {WD}", _last, Recurs.WEEKLY),
    Row(rf"{WD},? (?:of )?(?P<last>last) week", _in_week, Recurs.WEEKLY),
    Row(rf"{WD} {_WEEKS}", _later),
    Row(rf"(?:{N} )?{_WEEKS} (?:from|on|after|this)(?: next| this| coming)? {WD}", _later),
    Row(rf"{N} {_WEEKS} {WD}", _later),
    Row(rf"{WD} after next", _after_next),
    Row(rf"following {WD}", _following),
    Row(rf"{WD} (?P<day>1[3-9]|2\d|3[01])", _with_figure),
    Row(r"(?:(?:this|this coming|coming|at|at the|on the|over|over the|during the) )?weekend", _weekend),
    Row(r"(?P<next>next) weekend", _weekend),
    Row(r"weekend (?P<after>after) next", _weekend),
    Row(r"(?P<last>last) weekend", _weekend, Recurs.AHEAD),
    Row(r"mid ?week(?: (?P<next>next week))?", _midweek),
    Row(rf"{NTH} {WD} (?:of|in) {MONTH}", _nth),
    Row(r"weekend (?P<side>before|after|following) (?P<rest>.+)", _weekend_beside),
    Row(rf"{WD} (?P<side>before|prior to|after|following) (?P<rest>.+)", _beside),
)
