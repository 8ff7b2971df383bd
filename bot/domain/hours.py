"""The time of day in a phrase: split from its day, and read.

The rules:
- "3pm", "15:00", and "9" or "9.30" after "at" are times; a bare number is not.
- A bare hour from 1 to 6 is in the afternoon ("at 3" is 15:00, "at 9" is 09:00); "03:00" is the small hours.
- A part of the day has an hour to begin with, and a later one for when the first has passed today.
"""

import re
from datetime import time

# What a time of day comes to: the one meant, then what else fits should that have passed today.
Times = tuple[time, ...]

_END_OF_DAY = (17,)
_PARTS: dict[str, tuple[int, ...]] = {
    "morning": (9, 11),
    "afternoon": (14, 16),
    "evening": (18, 20),
    "night": (20, 22),
    "noon": (12,),
    "midday": (12,),
    "lunch": (12,),
    "lunchtime": (12,),
    "end of day": _END_OF_DAY,
    "end of the day": _END_OF_DAY,
    "close of business": _END_OF_DAY,
    "eod": _END_OF_DAY,
    "cob": _END_OF_DAY,
}
_LATER_HALF = ("afternoon", "evening", "night")
# These say when only with a day or a little word before them; "good morning" is no date.
_NOT_ALONE = ("morning", "afternoon", "evening", "night", "lunch")

_AT = r"(?:at|@|around|um|à|om|kl\.?|a las?|às|alle)"  # also German, French, Dutch, Nordic, Spanish, ...
_CLOCK = (
    rf"(?:(?P<at>{_AT})\s*)?(?P<hour>\d{{1,2}})(?:(?P<sep>[:.h])(?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\.?|\s?(?P<suffix>uhr|o['’]?clock|h))?"
)
_CLOCK_ONLY = re.compile(rf"(?P<day>){_CLOCK}")
_CLOCK_LAST = re.compile(rf"(?P<day>\S.*?),? {_CLOCK}")
_CLOCK_FIRST = re.compile(rf"{_CLOCK}(?: on|,)? (?P<day>\S.*)")
_PART = (
    r"(?P<lead>this |in the |at |by |by the |first thing in the )?"
    rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})"
)
_PART_ONLY = re.compile(rf"(?P<day>){_PART}")
_PART_LAST = re.compile(rf"(?P<day>\S.*?),? {_PART}")


def split(text: str) -> tuple[str, Times]:
    """A phrase (lower case, single spaces) without its time of day, and that time.

    The day is "" where only a time is named ("at 9") and "today" for "this morning", "tonight", "eod". Without
    a time that makes sense the phrase comes back as it is, with no times.
    """
    rest, part = _split_part(_spelt_out(text))
    clock = _find_clock(rest)
    if not clock:
        return (rest, tuple(time(hour) for hour in _PARTS[part])) if part else (text, ())
    day = clock["day"]
    if not part:
        day, part = _split_part(day)
    at = _time(clock, part)
    return (day, (at,)) if at else (text, ())


def _spelt_out(text: str) -> str:
    """The phrase with "tonight" as a day and a part of it."""
    return re.sub(r"\btonight\b", "today night", text, count=1)


def _split_part(text: str) -> tuple[str, str]:
    """The phrase without the part of the day it ends with, and that part, or ""."""
    found = _PART_ONLY.fullmatch(text) or _PART_LAST.fullmatch(text)
    if not found or (found["part"] in _NOT_ALONE and not found["day"] and not found["lead"]):
        return text, ""
    of_today = found["lead"] == "this " or _PARTS[found["part"]] == _END_OF_DAY
    return found["day"] or ("today" if of_today else ""), found["part"]


def _find_clock(text: str) -> re.Match[str] | None:
    """Where the phrase has a time on the clock: it is all there is, or it comes last, or first."""
    for pattern in (_CLOCK_ONLY, _CLOCK_LAST, _CLOCK_FIRST):
        found = pattern.fullmatch(text)
        if found and _is_time(found):
            return found
    return None


def _is_time(clock: re.Match[str]) -> bool:
    """Whether a number is marked as a time: by "at", a colon, "pm" or "Uhr"; "2h" and "7.12" are not."""
    by_itself = clock["half"] or clock["sep"] in (":", "h") or clock["suffix"] not in (None, "h")
    return bool(clock["at"] or by_itself)


def _time(clock: re.Match[str], part: str) -> time | None:
    """The time on the clock, in the half of the day that is said or, by the rules above, likely."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        return time(hour % 12 + 12 * (clock["half"] == "p"), minute) if 1 <= hour <= 12 else None
    likely_later = part in _LATER_HALF or (1 <= hour <= 6 and part != "morning")
    if likely_later and hour < 12 and not clock["hour"].startswith("0"):
        hour += 12
    return time(hour, minute) if hour < 24 else None
