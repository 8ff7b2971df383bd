"""Words to a day, or a day and a time, on a member's wall calendar and clock.

A phrase is split into a time (`hours`) and a day; the day is looked up in a table (`phrases`), and what the
table does not know is put to dateparser (`otherwise`). A wrong day is worse than none: the whole text must be a
date.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import calendar, hours, otherwise, phrases, words
from bot.domain.phrases import Day, Recurs

_LONGEST = 80  # characters; no date takes more
_MOST_WORDS = 8
_FARTHEST = timedelta(days=3660)
_YEAR_FIRST = ("zh", "ja", "ko", "hu", "lt", "mn", "fa")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?")
_HOURS = re.compile(r"in (?P<n>\d{1,3}|an?|half an) ?(?P<unit>hours?|hrs?|h|minutes?|mins?)")


@dataclass(frozen=True)
class Reading:
    """What a text was read as."""

    on: date  # the member's own day
    at: time | None  # and time of day, if one was named
    words: str  # the words that were read, as typed


def read(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> Reading:
    """The day a text names, seen at the instant `now` in `zone`; the rules are told in `phrases` and `hours`.

    Args:
        text: all of it must be a date, such as "in 2 weeks", "friday at 9" or "7 Dec 2026".
        now: an aware instant. The answer is wall time: no offset of `now` is carried over.
        zone: the member's zone.
        locale: such as "de-DE": its language is understood beside English; "12/05" is read month first for
            "en-US", day first for others.

    Raises:
        UnreadableDay: that is no date, or none within ten years. Its fact: words.
        PastDay: that day or time has passed. Its facts: words, day (as said), on, at, and next_year, the next
            day that would fit.
    """
    asked = _Asked(" ".join(text.split()), now.astimezone(zone).replace(tzinfo=None), locale)
    phrase = re.sub(r"^(?:on|by|due|am) ", "", asked.words.lower().rstrip(".!?,;"))
    if not phrase or len(phrase) > _LONGEST:
        _unreadable(asked)
    try:
        return _exact(phrase, asked, now, zone) or _day_and_time(phrase, asked)
    except (ValueError, OverflowError):
        _unreadable(asked)


def trailing(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> tuple[str, Reading] | None:
    """A text split before the date it ends with: "Jane Doe in 2 weeks" is "Jane Doe" and a reading.

    The longest date of at most eight words counts, and something must be left before it.

    Raises:
        PastDay: it ends with a day that has passed; its facts besides those of `read`: head.
    """
    tokens = text.split()
    for start in range(max(0, len(tokens) - _MOST_WORDS), len(tokens)):
        head = " ".join(tokens[:start]).rstrip(" ,;:-–—")
        try:
            reading = read(" ".join(tokens[start:]), now=now, zone=zone, locale=locale)
        except errors.UnreadableDay:
            continue
        except errors.PastDay as past:
            if not head:
                return None
            past.facts["head"] = head
            raise
        return (head, reading) if head else None
    return None


def warm() -> None:
    """Load what reading takes, so that the first member does not wait for it."""
    otherwise.day("7 december", date(2000, 1, 1), "en", "DMY")


@dataclass(frozen=True)
class _Asked:
    """A text with what it is read against."""

    words: str
    wall: datetime  # now, on the member's wall: naive
    locale: str

    @property
    def today(self) -> date:
        return self.wall.date()

    @property
    def language(self) -> str:
        return re.split(r"[-_]", self.locale)[0].lower() or "en"

    @property
    def order(self) -> str:
        if self.locale.replace("_", "-").lower() == "en-us":
            return "MDY"
        return "YMD" if self.language in _YEAR_FIRST else "DMY"


def _exact(phrase: str, asked: _Asked, now: datetime, zone: ZoneInfo) -> Reading | None:
    """A moment given to the minute: an ISO date and time, or so many hours or minutes from now."""
    if _INSTANT.fullmatch(phrase):
        moment = datetime.fromisoformat(phrase.upper())
        wall = moment.astimezone(zone) if moment.tzinfo else moment
    elif found := _HOURS.fullmatch(phrase):
        count = int(found["n"]) if found["n"].isdecimal() else 0.5 if found["n"].startswith("half") else 1
        wall = (now + timedelta(hours=count) / (60 if found["unit"].startswith("m") else 1)).astimezone(zone)
    else:
        return None
    return _settled(Day(wall.date()), (wall.time().replace(second=0, microsecond=0),), asked)


def _day_and_time(phrase: str, asked: _Asked) -> Reading:
    """A day, a day and a time, or a time alone, which is the next such time."""
    named, times = hours.split(phrase)
    if named:
        return _settled(_day(named, asked), times, asked)
    day = asked.today if times[0] > asked.wall.time() else asked.today + timedelta(days=1)
    return _settled(Day(day), times[:1], asked)


def _day(named: str, asked: _Asked) -> Day:
    """The day by the table or, failing that, by dateparser."""
    found = phrases.day(named, asked.today, asked.order)
    found = found or otherwise.day(named, asked.today, asked.language, asked.order)
    if not found or abs(found.on - asked.today) > _FARTHEST:
        raise ValueError("no date that anybody plans for")
    return found


def _settled(day: Day, times: hours.Times, asked: _Asked) -> Reading:
    """The reading, with the first of the times that is not over yet."""
    if abs(day.on - asked.today) > _FARTHEST:
        raise ValueError("too far off")
    ahead = [at for at in times if datetime.combine(day.on, at) > asked.wall]
    if day.on < asked.today or (times and not ahead):
        _past(day, times[0] if times else None, asked)
    return Reading(day.on, ahead[0] if ahead else None, asked.words)


def _past(day: Day, at: time | None, asked: _Asked) -> NoReturn:
    if at and day.on == asked.today:
        said = f"Today at {words.clock(at, asked.locale)}"
    else:
        said = words.dated(day.on, asked.today)
    facts = {"words": asked.words, "day": said, "on": day.on, "at": at, "next_year": _next(day, asked.today)}
    raise errors.PastDay(field="follow_up", **facts)


def _next(day: Day, today: date) -> date:
    """The next day after today that fits what was meant, so that it can be offered."""
    if day.on == today:
        return today + timedelta(days=1)
    if day.recurs is Recurs.WEEKLY:
        return calendar.coming(day.on.weekday(), today)
    if day.recurs is Recurs.AHEAD:
        return today + (today - day.on)
    return next(each for each in calendar.dates_like(day.on.month, day.on.day, today.year) if each > today)


def _unreadable(asked: _Asked) -> NoReturn:
    raise errors.UnreadableDay(words=words.shorten(asked.words, 60), field="follow_up") from None
