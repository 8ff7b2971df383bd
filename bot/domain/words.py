"""How days, times, counts and lists are said, in one place.

Everything here is plain English text: names of days and months do not depend on the machine's locale.
"""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEARBY = {0: "today", 1: "tomorrow", -1: "yesterday"}
_TOUCHES = {"call": "you talked", "coffee": "you had coffee", "meeting": "you met"}
# Beyond this a day without its year could be taken for another year's.
_YEAR_IS_CLEAR = timedelta(days=270)


def day(d: date, today: date) -> str:
    """A day as one would say it: "today", "tomorrow", "yesterday", else as `dated` does."""
    return _NEARBY.get((d - today).days) or dated(d, today)


def dated(d: date, today: date) -> str:
    """A day as a date: "Mon 7 Dec", with its year once it is nine months or more from `today`."""
    text = f"{WEEKDAYS[d.weekday()][:3]} {d.day} {MONTHS[d.month - 1][:3]}"
    return text if abs(d - today) < _YEAR_IS_CLEAR else f"{text} {d.year}"


def clock(t: time, locale: str) -> str:
    """A time of day: "15:00", for an American `locale` "3:00 PM"."""
    if locale.replace("_", "-").lower() != "en-us":
        return f"{t.hour:02}:{t.minute:02}"
    return f"{t.hour % 12 or 12}:{t.minute:02} {'AM' if t.hour < 12 else 'PM'}"


def count(n: int, one: str, many: str) -> str:
    """How many of something: "1 person", "12 people"; what is said for none is the caller's choice."""
    return f"{n} {one if n == 1 else many}"


def number(n: int) -> str:
    """A number for prose: in words up to ten, then in digits with separated thousands."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def listing(items: Sequence[str]) -> str:
    """Several things in one phrase: "Jane, Bob and Ann"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def touch(kind: str) -> str:
    """How two people met or spoke, when nothing else is known of it: "you talked", "email"."""
    return _TOUCHES.get(kind, kind)


def shorten(text: str, limit: int) -> str:
    """The text if it has at most `limit` characters, else its beginning up to a word's end, with "…"."""
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    kept = text[:room]
    if not text[room].isspace():
        kept = re.sub(r"\s+\S*$", "", kept) or kept  # one endless word has no better place to break
    return f"{kept.rstrip(' ,;:.–-')}…"[:limit]


def capital(s: str) -> str:
    """The text with its first letter raised and all else as it is."""
    return s[:1].upper() + s[1:]


def ordinal(n: int) -> str:
    """A day of the month as it is said: "1st", "12th", "22nd"."""
    if 10 < n % 100 < 14:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def full(d: date, today: date) -> str:
    """A day in full: "Friday 27 November", with its year once it is nine months or more from `today`."""
    text = f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]}"
    return text if abs(d - today) < _YEAR_IS_CLEAR else f"{text} {d.year}"
