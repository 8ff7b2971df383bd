"""A phrase to its readings: the tables put to use, one kind of phrase after the other.

A phrase is written plainly (`spelling`). A moment is reckoned; a repeat is split off (`repeating`), then a time
(`hours`); the day is looked up in tables (`phrases`), as it is written and out of German, French or Spanish
(`tongues`). What no table knows is put to dateparser (`otherwise`), unless it is in English.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import calendar
from bot.domain.dates import hours, otherwise, phrases, repeating, slips, spelling, tongues
from bot.domain.dates.asked import Asked, Passed, Reading
from bot.domain.dates.grammar import DAY, SPACE, Day, Recurs, compiled
from bot.domain.repeats import Repeat

_LONGEST = 100  # characters; no date takes more
_INSTANT = r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
_SPAN = (
    rf"(?:in |within )?(?P<n>(?:[1-9]\d{{0,2}}|0)(?:\.\d)?|an?){SPACE}"
    r"(?P<unit>hours?|hrs?|(?:(?<=\d)|(?<=\d ))h|minutes?|mins?)(?: from now|(?:'s|s')? time)?"
)
_HOURS_AND_MINUTES = r"in (?P<h>\d{1,2}|an?) ?h(?:ours?|rs?)?,?(?: and)? ?(?P<m>\d{1,2})(?: ?m(?:in(?:ute)?s?)?)?"
_MONTHS_OR_MINUTES = r"in (?P<n>\d{1,2}) ?m"
_ELSEWHERE = r"(?P<rest>.*\d.*?) ?\(?(?P<zone>[ecmp][sd]?t|gmt|utc|bst|ces?t|wes?t|jst|ae[sd]?t|sgt)\)?(?: time)?"
_ZONES = {
    "e": "America/New_York", "c": "America/Chicago", "m": "America/Denver", "p": "America/Los_Angeles",
    "gmt": "UTC", "utc": "UTC", "bst": "Europe/London", "cet": "Europe/Paris", "cest": "Europe/Paris",
    "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "jst": "Asia/Tokyo", "aet": "Australia/Sydney",
    "aest": "Australia/Brisbane", "aedt": "Australia/Sydney", "sgt": "Asia/Singapore",
}  # fmt: skip


def readings(asked: Asked) -> list[Reading]:
    """What the whole text could mean, likeliest first; nothing if it is no date.

    Raises:
        Passed: the day or time it names is over.
    """
    if not asked.words or len(asked.words) > _LONGEST:
        return []
    phrase = spelling.plain(asked.words, asked.country)
    try:
        if moment := _moment(asked.words.lower(), asked):
            return moment
        for written in _ways(phrase, asked):
            if found := _in_tables(written, asked):
                return found
        return _by_dateparser(phrase, asked)
    except (ValueError, OverflowError):
        return []


def _ways(phrase: str, asked: Asked) -> Iterator[str]:
    """The phrase as it is, out of the member's own language, and without its slip of the pen."""
    yield phrase
    translated = tongues.english(phrase, asked.language)
    if translated and translated.isdecimal():
        raise ValueError("a number is no day")
    if translated:
        yield spelling.plain(translated, asked.country)
    if mended := slips.mended(phrase):
        yield mended


def _in_tables(phrase: str, asked: Asked) -> list[Reading]:
    for read in (_span, _elsewhere, _repeated, _dated, _either):
        if phrase and (found := read(phrase, asked)):
            return found
    return []


def _moment(phrase: str, asked: Asked) -> list[Reading]:
    """An ISO date and time."""
    if not compiled(_INSTANT).fullmatch(phrase):
        return []
    moment = datetime.fromisoformat(phrase.upper())
    wall = moment.astimezone(asked.zone) if moment.tzinfo else moment
    return _settled(Day(wall.date()), (wall.time().replace(second=0, microsecond=0),), asked)


def _span(phrase: str, asked: Asked) -> list[Reading]:
    """So many hours or minutes from now; "in 3m" may be months."""
    if found := compiled(_MONTHS_OR_MINUTES).fullmatch(phrase):
        count = int(found["n"])
        months = Reading(calendar.add_months(asked.today, count), None, asked.words)
        return [months, _after(timedelta(minutes=count), asked)]
    found = compiled(_SPAN).fullmatch(phrase)
    if found and not (_is_clock(found) and asked.language != "en"):
        minutes = 1 if found["unit"].startswith("m") else 60
        if _is_clock(found) and _count(found["n"]) > 12:
            raise ValueError("nobody counts so many hours")
        return [_after(_count(found["n"]) * timedelta(minutes=minutes), asked)]
    if found := compiled(_HOURS_AND_MINUTES).fullmatch(phrase):
        return [_after(timedelta(hours=_count(found["h"]), minutes=int(found["m"])), asked)]
    return []


def _is_clock(span: re.Match[str]) -> bool:
    """Whether a span could be a time on the clock: "9h" for nine o'clock."""
    return span["unit"] == "h" and not span[0].startswith(("in", "within"))


def _count(word: str) -> float:
    return float(word) if word[0].isdecimal() else 1.0


def _after(span: timedelta, asked: Asked) -> Reading:
    """The wall time when a span has passed, whatever the clocks do meanwhile."""
    if span < timedelta(minutes=1):
        raise ValueError("that is now")
    wall = (asked.now + span).astimezone(asked.zone)
    return Reading(wall.date(), wall.time().replace(second=0, microsecond=0), asked.words)


def _elsewhere(phrase: str, asked: Asked) -> list[Reading]:
    """A time as the clocks of another zone show it ("3pm ET")."""
    found = compiled(_ELSEWHERE).fullmatch(phrase)
    if not found:
        return []
    there = replace(asked, zone=ZoneInfo(_ZONES.get(found["zone"]) or _ZONES[found["zone"][0]]))
    return [_here(one, one.at, there.zone, asked) for one in _dated(found["rest"], there) if one.at]


def _here(reading: Reading, at: time, there: ZoneInfo, asked: Asked) -> Reading:
    wall = calendar.instant(reading.on, at, there).astimezone(asked.zone)
    return replace(reading, on=wall.date(), at=wall.time())


def _repeated(phrase: str, asked: Asked) -> list[Reading]:
    """What comes again, and when first."""
    if not repeating.may_be(phrase):
        return []
    what, start = repeating.start(phrase)
    for named, times in hours.splits(what):
        if repeats := repeating.read(named, asked.view):
            at = times[0] if times else None
            return [asked.on_wall(_first(one, at, start, asked), at, one) for one in repeats]
    return []


def _first(repeat: Repeat, at: time | None, start: str, asked: Asked) -> date:
    """The first of what comes again: from the day it begins or, if none is named, the next that fits."""
    on = repeat.first(asked.today)
    if start:
        begins = phrases.day(start, asked.view)
        if not begins or begins.others or begins.on < asked.today:
            raise ValueError("no day to begin with")
        on = repeat.first(begins.on - DAY) if repeat.is_on_days else begins.on
    elif repeat == Repeat("DAILY") and at and at > asked.wall.time():
        on = asked.today
    if on - asked.today > phrases.FARTHEST:
        raise ValueError("too far off")
    return on


def _dated(phrase: str, asked: Asked) -> list[Reading]:
    """A day, a day and a time, or a time alone, which is the next such time."""
    impossible = None
    for named, times in hours.splits(phrase):
        if not (named or times):
            continue
        try:
            day = phrases.day(named, asked.view) if named else _day_of(times[0], asked)
        except ValueError as error:
            impossible = error
            continue
        if day:
            return _settled(day, times, asked)
    if impossible:
        raise impossible
    return []


def _day_of(at: time, asked: Asked) -> Day:
    """The day of a time alone: today, or tomorrow once it is over; where the past is told, the last such."""
    over = at <= asked.wall.time()
    return Day(asked.today + (over - asked.past) * DAY)


def _either(phrase: str, asked: Asked) -> list[Reading]:
    """Two or three days with "or" between them, or the ends of a span of days."""
    pieces = re.split(r" or | - | to |/", phrase)
    if not 1 < len(pieces) < 4:
        return []
    found = [_dated(piece.strip(), asked) for piece in pieces]
    return _distinct([one for readings in found for one in readings]) if all(found) else []


def _by_dateparser(phrase: str, asked: Asked) -> list[Reading]:
    for named, times in hours.splits(phrase):
        day = otherwise.day(named, asked.today, asked.language, asked.order or "MDY") if named else None
        if day and abs(day.on - asked.today) <= phrases.FARTHEST:
            return _settled(day, times, asked)
    return []


def _settled(day: Day, times: hours.Times, asked: Asked) -> list[Reading]:
    """The readings of every day that could be meant, but for those that are over.

    Raises:
        Passed: all of them are.
    """
    found = [asked.first_ahead(on, times) for on in (day.on, *day.others)]
    ahead = [reading for reading in found if reading]
    if not ahead:
        at = times[0] if times else None
        raise Passed(day.on, at, asked.on_wall(_next(day, asked.today), at))
    return _distinct(ahead)


def _distinct(found: list[Reading]) -> list[Reading]:
    return list(dict.fromkeys(found))


def _next(day: Day, today: date) -> date:
    """The next day after today that fits what was meant, so that it can be offered."""
    if day.on == today:
        return today + DAY
    if day.recurs is Recurs.WEEKLY:
        return calendar.coming(day.on.weekday(), today)
    if day.recurs is Recurs.AHEAD:
        return today + (today - day.on)
    return next(each for each in calendar.dates_like(day.on.month, day.on.day, today.year) if each > today)
