"""The time of day in a phrase: where it stands beside its day, and what it is.

The rules:
- "3pm", "15:00", and "9", "9.30" or "0930" after "at" or after a day are times; a bare figure is not.
- A bare hour from 1 to 6 is in the afternoon ("at 3" is 15:00, "at 9" is 09:00); "03:00" is the small hours.
- A part of the day has an hour to begin with, and a later one for when the first has passed today.
- "after 5" and "between 2 and 4" are when that begins.
"""

import re
from collections.abc import Iterator
from datetime import time

from bot.domain.dates.grammar import compiled

# What a time of day comes to: the one meant, then what else fits should that have passed today.
Times = tuple[time, ...]

_PARTS: dict[str, tuple[int, ...]] = {
    "morning": (9, 11),
    "early morning": (8,),
    "mid morning": (10,),
    "mid-morning": (10,),
    "late morning": (11,),
    "before noon": (11,),
    "before lunch": (11,),
    "noon": (12,),
    "midday": (12,),
    "mid-day": (12,),
    "lunch": (12,),
    "lunchtime": (12,),
    "lunch time": (12,),
    "over lunch": (12,),
    "early afternoon": (13,),
    "after lunch": (13, 14),
    "afternoon": (14, 16, 17),
    "mid afternoon": (15,),
    "mid-afternoon": (15,),
    "late afternoon": (16, 17),
    "after work": (18,),
    "early evening": (18,),
    "evening": (18, 20),
    "late evening": (21,),
    "night": (20, 22),
    "midnight": (0,),
    "later today": (14, 16, 18, 20, 22),
    "end of day": (17,),
    "end of the day": (17,),
    "day's end": (17,),
    "close of business": (17,),
    "eod": (17,),
    "cob": (17,),
}
_LATER_HALF = ("afternoon", "evening", "night")
# These say when only with a day or a little word before them; "good morning" is no date.
_NOT_ALONE = ("morning", "afternoon", "evening", "night", "lunch")
_OF_TODAY = (
    "end of day",
    "end of the day",
    "day's end",
    "close of business",
    "eod",
    "cob",
    "after work",
    "after lunch",
    "later today",
)

_AT = r"(?:at about|at around|at|around|about|from|after|before|um|gegen|à|om|kl\.?|a las?|às|alle)"
_ONLY_BESIDE_DAY = ("about", "from", "before")  # "about ten", "before 2011"
_CLOCK = (
    rf"(?:(?P<at>{_AT}) )?"
    r"(?:(?P<hour>\d{1,2})(?:(?P<sep>[:.h])(?P<minute>[0-5]\d))?|(?P<four>(?:[01]\d|2[0-3])[0-5]\d))"
    r"(?:\s?(?P<half>[ap])\.?m\.?|\s?(?P<suffix>uhr|o'clock|h|hrs|hours))?"
)
_SPOTS = (
    rf"(?P<day>){_CLOCK}",
    rf"(?P<day>\S.*?),? {_CLOCK}",
    rf"{_CLOCK}(?: on|,)? (?P<day>\S.*)",
)
_NAMES = "|".join(sorted(_PARTS, key=len, reverse=True))
_PART = rf"(?P<lead>this |later this |in the |at |at the |by |by the |the |around )?(?P<part>{_NAMES})"
_PART_SPOTS = (
    rf"(?P<day>){_PART}",
    rf"(?P<day>\S.*?),? {_PART}",
    rf"{_PART}(?: on| of|,)? (?P<day>\S.*)",
)


def splits(text: str) -> Iterator[tuple[str, Times]]:
    """Every way to take a phrase (as `spelling.plain` writes it) as a day and a time of day, likeliest first.

    The day is "" where only a time is named ("at 9") and "today" for "this morning", "tonight", "eod". The last way
    is the phrase as a day, without a time.
    """
    text = re.sub(r"\btonight\b", "today night", text, count=1)
    for rest, part in _parts(text):
        for clock in _clocks(rest, part):
            day, of_clock = _day_beside(clock, part)
            at = _time(clock, of_clock)
            if at:
                yield day, (at,)
        if part:
            yield rest, tuple(time(hour) for hour in _PARTS[part])
    yield text, ()


def _day_beside(clock: re.Match[str], part: str) -> tuple[str, str]:
    """What stands beside a time on the clock: the day, and the part of it that the time is in."""
    day = clock["day"]
    if not part:
        day, part = next(_parts(day), (day, ""))
    return day, part


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The phrase without a part of the day it ends or begins with, and that part; last, the phrase and ""."""
    for spot in _PART_SPOTS:
        found = compiled(spot).fullmatch(text)
        if found and (found["part"] not in _NOT_ALONE or found["day"] or found["lead"]):
            is_today = (found["lead"] or "").endswith("this ") or found["part"] in _OF_TODAY
            yield found["day"] or ("today" if is_today else ""), found["part"]
    yield text, ""


def _clocks(text: str, part: str) -> Iterator[re.Match[str]]:
    """Where a phrase has a time on the clock: it is all there is, or it comes last, or first.

    Beside a part of the day any figure is one ("8 in the evening").
    """
    for spot in _SPOTS:
        found = compiled(spot).fullmatch(text)
        if found and (part or _is_time(found)):
            yield found


def _is_time(clock: re.Match[str]) -> bool:
    """Whether a number is marked as a time: by "at", a colon, "pm" or "Uhr"; "2h" and "7.12" alone are not."""
    beside_day = bool(clock["day"]) and not clock["day"].endswith(("in", "after", "within", "for", "every"))
    if clock["at"] in _ONLY_BESIDE_DAY and not beside_day:
        return False
    if clock["four"]:
        is_no_year = clock["four"][:2] not in ("19", "20") or clock["at"] == "at"
        return bool(clock["suffix"] or (is_no_year and (clock["at"] or beside_day)))
    if clock["sep"] == ".":
        return bool(clock["at"] or clock["half"] or (beside_day and clock["minute"] in ("00", "15", "30", "45")))
    if clock["suffix"] in ("h", "hrs", "hours"):
        return bool(clock["at"] or (beside_day and clock["suffix"] == "h"))
    return bool(clock["at"] or clock["half"] or clock["sep"] or clock["suffix"])


def _time(clock: re.Match[str], part: str) -> time | None:
    """The time on the clock, in the half of the day that is said or, by the rules above, likely."""
    if clock["four"]:
        return time(int(clock["four"][:2]), int(clock["four"][2:]))
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        return time(hour % 12 + 12 * (clock["half"] == "p"), minute) if 1 <= hour <= 12 else None
    if part in ("evening", "night") and hour in (0, 12, 1, 2, 3):
        return None  # "tonight at 1" is tomorrow, or is it?
    likely_later = part.endswith(_LATER_HALF) or (1 <= hour <= 6 and not part.endswith("morning"))
    if likely_later and hour < 12 and not clock["hour"].startswith("0"):
        hour += 12
    return time(hour, minute) if hour < 24 else None
