"""Holidays by name: those that are the same everywhere, and a country's own (python-holidays).

A holiday that the member's country does not have is looked for in a few others; where they differ ("thanksgiving"
in Britain), it is asked about.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from bot.domain import calendar
from bot.domain.dates.grammar import DAY, WORKDAYS, Asked, Found, Row, View

_ELSEWHERE = ("US", "GB", "CA", "AU", "NZ", "IE", "DE", "FR", "ES", "IT", "NL", "IN", "SG", "JP", "MX")
_NO_NAMES = ("bank holiday", "holiday", "public holiday")
_ANY_YEAR = 2026  # the names of holidays hardly change
_MOTHERING_SUNDAY = ("GB", "IE")

_FIXED = {
    "new year": (1, 1),
    "new year day": (1, 1),
    "epiphany": (1, 6),
    "valentine": (2, 14),
    "valentine day": (2, 14),
    "saint patrick day": (3, 17),
    "paddy day": (3, 17),
    "halloween": (10, 31),
    "all saint day": (11, 1),
    "bonfire night": (11, 5),
    "guy fawke night": (11, 5),
    "christma eve": (12, 24),
    "christma": (12, 25),
    "christma day": (12, 25),
    "boxing day": (12, 26),
    "new year eve": (12, 31),
    "nye": (12, 31),
}
_FROM_EASTER = {
    "pancake day": -47,
    "mardi gra": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "pentecost": 49,
    "whit sunday": 49,
    "whit monday": 50,
}
# What people say for what a calendar calls otherwise. A "Day" is never left out but here: "Victoria" is a person.
_ALSO = {
    "thanksgiving": "thanksgiving day",
    "mlk day": "martin luther king jr day",
    "martin luther king day": "martin luther king jr day",
    "president day": "washington birthday",
    "juneteenth": "juneteenth national independence day",
    "bastille day": "national day",
    "lunar new year": "chinese new year",
}


def _key(name: str) -> str:
    """A holiday's name for comparison: "New Year's Day" and "new years day" are one."""
    words = re.sub(r"['’.,]", "", re.sub(r"\(.*?\)", "", name.lower())).replace("labour", "labor").split()
    words = ["saint" if word == "st" else re.sub(r"(?<=\w\w)s$", "", word) for word in words if word != "the"]
    key = " ".join(words)
    return _ALSO.get(key, key)


def _thanksgiving(year: int) -> date:
    return calendar.nth_weekday(date(year, 11, 1), 3, 4)


def _sunday(month: int, nth: int) -> Callable[[int], date]:
    return lambda year: calendar.nth_weekday(date(year, month, 1), 6, nth)


def _easter(year: int) -> date:
    from dateutil.easter import easter

    day: date = easter(year)
    return day


def _reckoned(key: str, country: str) -> Callable[[int], date] | None:
    """How the day of a holiday of no one country is reckoned in a year."""
    if key in _FIXED:
        return lambda year: date(year, *_FIXED[key])
    if key in _FROM_EASTER:
        return lambda year: _easter(year) + timedelta(days=_FROM_EASTER[key])
    if key == "mothering sunday" or (key == "mother day" and country in _MOTHERING_SUNDAY):
        return lambda year: _easter(year) - timedelta(days=21)
    return {
        "black friday": lambda year: _thanksgiving(year) + DAY,
        "cyber monday": lambda year: _thanksgiving(year) + 4 * DAY,
        "mother day": _sunday(5, 2),
        "father day": _sunday(6, 3),
    }.get(key)


@lru_cache(maxsize=200)
def _calendar(country: str, year: int) -> Mapping[str, frozenset[date]]:
    """A country's holidays in a year by the keys of their names, in its own language and in English."""
    import holidays  # it takes a while to load

    found: dict[str, set[date]] = {}
    if country not in holidays.list_supported_countries():
        return {}
    every: Any = holidays.country_holidays(country)
    categories = tuple(one for one in every.supported_categories if one != "school")
    for language in {None, "en_US"} & {None, *every.supported_languages}:
        named = holidays.country_holidays(country, years=year, language=language, categories=categories, observed=False)
        for day, names in named.items():
            for name in names.split(";"):
                found.setdefault(_key(name), set()).add(day)
    return {key: frozenset(days) for key, days in found.items() if key not in _NO_NAMES}


@cache
def _names() -> frozenset[str]:
    """The keys of all that other countries celebrate, so that few words need a look at their calendars."""
    return frozenset(key for country in _ELSEWHERE for key in _calendar(country, _ANY_YEAR))


def warm() -> None:
    """Load the calendars."""
    _names()


def _next(days: Iterable[date], view: View) -> date | None:
    """The day to come or, where the past is told of, the one that was."""
    if view.past:
        return max((day for day in days if day <= view.today), default=None)
    return min((day for day in days if day >= view.today), default=None)


def _in_country(key: str, country: str, view: View) -> date | None:
    years = range(view.today.year - 1, view.today.year + 3)
    if key not in _calendar(country, _ANY_YEAR):
        return None
    return _next((day for year in years for day in _calendar(country, year).get(key, ())), view)


def named(name: str, view: View) -> Found:
    """The day of a holiday, those of several countries if they differ, or None."""
    key = _key(name)
    if reckon := _reckoned(key, view.country):
        return _next((reckon(view.today.year + ahead) for ahead in range(-1, 3)), view)
    if not key or len(key) < 3:
        return None
    if view.country and (own := _in_country(key, view.country, view)):
        return own
    if key not in _names():
        return None
    days = [day for country in _ELSEWHERE if (day := _in_country(key, country, view))]
    return list(dict.fromkeys(days))[:3] or None


def _feast(asked: Asked) -> Found:
    return named(asked["name"], asked.view)


def _holidays(asked: Asked) -> Found:
    """ "after the holidays": the first business day of the year; before them, the last before Christmas Eve."""
    year = asked.today.year
    if asked["side"] == "before":
        return calendar.previous_workday(date(year, 12, 24), WORKDAYS)
    over = calendar.next_workday(date(year, 1, 1), WORKDAYS)
    return over if over > asked.today else calendar.next_workday(date(year + 1, 1, 1), WORKDAYS)


ROWS = (
    Row(r"(?P<side>after|before) (?:the )?(?:winter |christmas )?(?:holidays|holiday season)", _holidays),
    Row(r"(?:at |over |around )?(?P<name>[^\W\d_][\w .'’-]{1,45})", _feast),
)
