"""Weeks, months, quarters and years, and parts of them.

- "next week" is its Monday; "next month", "in march", "q1" and "next year" are their first day.
- Early is the first day. Mid is the Wednesday, the 15th, the 15th of a quarter's second month, the 1st of July. Late is
  the Thursday, the 21st, the first of a quarter's last month, the 1st of October. The end of a week is its Friday.
- A part that is over is meant for the next turn ("mid month" on the 20th), unless it is of a month by name.
- "this week" may be any day of it that is left: it is asked about.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import calendar
from bot.domain.dates.grammar import (
    BUSINESS,
    DAY,
    MON,
    MONTHS_IN,
    NTH,
    WEEK,
    WORKDAYS,
    YEAR,
    Asked,
    Day,
    Found,
    Recurs,
    Row,
)

# A month in words, for rows of other tables; `month_of` reads it.
MONTH = (
    r"(?:(?:the )?(?:(?P<which>this|next|following) )?(?P<turn>month|quarter|year)"
    rf"|the (?P<new>new year)|{MON}(?:,? {YEAR})?)"
)

_TURN = (
    r"(?:the )?(?:(?P<which>this|next|coming|following|current) )?"
    rf"(?:(?P<turn>week|month|quarter|year)|(?:{MON}|q(?P<q>[1-4]))(?:,? {YEAR})?|(?P<new>new year)|(?P<only>20\d\d))"
)
# Parts by the words for them, in the order in which they are looked for.
_PARTS = {
    "early": r"early|(?:very )?(?:start|beginning)|first half",
    "mid": r"mid|middle",
    "later": r"later",
    "late": r"late|second half",
    "end": r"(?:very )?end",
}
_PART = "(?:{})".format("|".join(f"(?P<{part}>{words})" for part, words in _PARTS.items()))
# The other months are also names, or the beginning of one.
_NO_NAMES = r"(?P<month>january|february|july|september|october|november|december)"
_SHORT = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_THURSDAY, _FRIDAY = 3, 4


@dataclass(frozen=True)
class Stretch:
    """A week, month, quarter or year, by its kind and first day."""

    kind: str
    first: date

    @property
    def months(self) -> int:
        """How many months it has; none for a week."""
        return MONTHS_IN.get(self.kind[0], 0)

    @property
    def following(self) -> "Stretch":
        """The next of its kind."""
        return Stretch(self.kind, _ahead(self.kind, self.first, 1))

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - DAY

    def part(self, part: str) -> date:
        """The day that stands for "early", "mid", "late" or "end"."""
        if part == "early":
            return self.first
        if part == "end":
            return self.first + _FRIDAY * DAY if self.kind == "week" else self.last
        if self.kind == "week":
            return self.first + timedelta(days=2 if part == "mid" else _THURSDAY)
        months, day = {"month": (0, 21), "quarter": (2, 1), "year": (9, 1)}[self.kind]
        if part == "mid":
            months, day = {"month": (0, 15), "quarter": (1, 15), "year": (6, 1)}[self.kind]
        return calendar.first_of_month(self.first, months).replace(day=day)


def month_of(asked: Asked) -> date:
    """The first day of the month that a phrase with `MONTH` in it names: of a quarter, its first, or its last."""
    found = _stretch(asked)
    return calendar.first_of_month(found.last if asked.nth == -1 else found.first)


def _stretch(asked: Asked) -> Stretch:
    """What a phrase with `_TURN` in it names."""
    if asked["only"]:
        return Stretch("year", date(int(asked["only"]), 1, 1))
    if asked["new"]:
        return Stretch("year", date(asked.today.year + 1, 1, 1))
    if asked["month"]:
        return _month(asked)
    if asked["q"]:
        return _quarter(asked)
    ahead = 1 if asked["which"] in ("next", "coming", "following") else 0
    return _turn(asked["turn"], asked.today, ahead)


def _month(asked: Asked) -> Stretch:
    """A month by its name: this year's until it is over, or until it is the latest that is told of."""
    today, month = asked.today, asked.month
    over = month < today.month or (asked["which"] == "next" and month == today.month)
    year = today.year - (month > today.month) if asked.view.past else today.year + over
    return Stretch("month", date(int(asked["year"] or year), month, 1))


def _quarter(asked: Asked) -> Stretch:
    first = date(int(asked["year"] or asked.today.year), 3 * int(asked["q"]) - 2, 1)
    over = not asked["year"] and calendar.first_of_month(first, 3) <= asked.today
    return Stretch("quarter", calendar.first_of_month(first, 12 if over else 0))


def _turn(kind: str, today: date, ahead: int) -> Stretch:
    """This week, month, quarter or year, or one so many ahead."""
    if kind == "week":
        return Stretch(kind, _ahead(kind, calendar.monday(today), ahead))
    begun = (today.month - 1) % MONTHS_IN[kind[0]]
    return Stretch(kind, _ahead(kind, calendar.first_of_month(today, -begun), ahead))


def _ahead(kind: str, first: date, ahead: int) -> date:
    return first + ahead * WEEK if kind == "week" else calendar.first_of_month(first, ahead * MONTHS_IN[kind[0]])


def _whole(asked: Asked) -> Found:
    """A stretch as such is its first day; of one that lasts, tomorrow or its end could be meant."""
    found = _stretch(asked)
    if asked["turn"] and found.first <= asked.today:
        end = found.part("end")
        return [end, asked.today + DAY] if end > asked.today else None
    return Day(found.first, until=found.last)


def _next_year(asked: Asked) -> date:
    return date(asked.today.year + 1, asked.month, 1)


def _part(asked: Asked) -> Found:
    found = _stretch(asked)
    part = next(part for part in _PARTS if asked[part])
    if part not in ("mid", "end") and asked["turn"] and asked.found[0].count(" ") < 2:
        return None  # "start year", "later quarter"
    if part == "later":
        late, end = found.part("late"), found.part("end")
        return Day(late if late > asked.today else end if end >= asked.today else asked.today)
    day = found.part(part)
    named = asked["which"] == "this" and not (found.kind == "week" and part == "end")
    if day < asked.today and asked["turn"] and not named and not asked.view.past:
        return Day(found.following.part(part))
    return Day(day)


def _short(asked: Asked) -> date:
    """ "eow", "month end": this turn's or, for a week at the weekend, the coming one's."""
    found = _turn(_SHORT.get(asked["short"]) or asked["turn"], asked.today, 0)
    end = found.part("end")
    return end if end >= asked.today else found.following.part("end")


def _after_next(asked: Asked) -> Day:
    found = _turn(asked["turn"], asked.today, 2)
    return Day(found.first, until=found.last)


def _last(asked: Asked) -> date:
    return _turn(asked["turn"], asked.today, -1).first


def _edge(asked: Asked) -> date:
    """ "last day of the month", "first business day of january"."""
    found = _stretch(asked)
    if asked.nth == -1:
        return calendar.previous_workday(found.last + DAY, WORKDAYS) if asked["business"] else found.last
    if found.first < asked.today and asked["turn"] and not asked["which"]:
        found = found.following
    return calendar.workday_on_or_after(found.first, WORKDAYS) if asked["business"] else found.first


def _nth_week(asked: Asked) -> date:
    """ "first week of january": the Monday of the first week that begins in it."""
    return calendar.nth_weekday(month_of(asked), 0, asked.nth)


def _week_of(asked: Asked) -> Found:
    """ "week of the 14th", "week after thanksgiving": its Monday."""
    day = asked.look_up(asked["rest"], asked.view)
    if not day or day.others:
        return None
    weeks = {"of": 0, "before": -1}.get(asked["side"], 1)
    return Day(calendar.monday(day.on) + weeks * WEEK, until=calendar.monday(day.on) + (weeks + 1) * WEEK - DAY)


def _iso_week(asked: Asked) -> date:
    """ "week 49": this year's or, once it is over, the next year's."""
    year, number = asked.today.isocalendar().year, int(asked["n"])
    day = date.fromisocalendar(year, number, 1)
    return day if day + WEEK > asked.today else date.fromisocalendar(year + 1, number, 1)


_IN = r"(?:in|during|over) "

ROWS = (
    Row(rf"(?:{_IN})?(?P<which>this|next|coming) (?P<turn>week|month|quarter|year)", _whole),
    Row(rf"(?:{_IN}|(?P<which>this|next) )(?:the month of )?{MON}(?:,? {YEAR})?", _whole),
    Row(rf"{MON}(?:,| of)? {YEAR}", _whole),
    Row(rf"(?:{_IN})?{MON},? (?:of )?next year", _next_year),
    Row(rf"next year,? in {MON}", _next_year),
    Row(_NO_NAMES, _whole),
    Row(rf"(?:{_IN})?q(?P<q>[1-4])(?:,? {YEAR})?", _whole),
    Row(rf"{_IN}(?:the (?P<new>new year)|(?P<only>20\d\d))", _whole),
    Row(rf"{_PART}[ -]?(?:(?:in|of) )?{_TURN}", _part),
    Row(rf"{MON} (?P<end>end)", _part),
    Row(r"(?P<turn>week|month|quarter|year)(?:'s)?[ -]end|(?P<short>eow|eom|eoq|eoy)", _short),
    Row(r"(?P<turn>week|month|quarter|year) after next", _after_next),
    Row(r"(?:last|past|previous) (?P<turn>week|month|quarter|year)", _last, Recurs.AHEAD),
    Row(rf"{NTH} (?P<business>{BUSINESS}) (?:of|in) {_TURN}", _edge),
    Row(rf"(?P<nth>first|last|1st) (?:day )?(?:of|in) {_TURN}", _edge),
    Row(rf"{NTH} (?:full )?week (?:of|in) {MONTH}", _nth_week),
    Row(r"(?:in (?:the )?)?week (?P<side>of|after|before|following) (?P<rest>.+)", _week_of),
    Row(r"(?:week|kw) ?(?P<n>[1-9]|[1-4]\d|5[0-3])", _iso_week),
)
