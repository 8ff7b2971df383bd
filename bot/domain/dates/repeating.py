"""How a repeat is named: "every other friday", "quarterly", "the 15th of every month".

"every second tuesday" may be every other one or the month's second, "biweekly" twice a week: two readings.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.domain.dates.grammar import MON, MONTHS_IN, NTH, SPACE, UNIT, WD, Asked, N, View, compiled, place
from bot.domain.repeats import Repeat
from bot.domain.words import WEEKDAYS

_Reader = Callable[[Asked], Repeat | list[Repeat]]

_FREQ = {"d": ("DAILY", 1), "w": ("WEEKLY", 1), "f": ("WEEKLY", 2)}
_BUSINESS_WEEK = (0, 1, 2, 3, 4)
_START = re.compile(
    r"(?P<what>.+?),? (?:starting|starts|beginning|begins|from|as of|commencing)(?: on| in| from)? (?P<start>.+)"
)


def read(text: str, view: View) -> list[Repeat]:
    """The repeats a phrase (without time and beginning) could mean, likeliest first; none if it names no repeat.

    Raises:
        ValueError: a row knows the phrase, but there is no such repeat.
    """
    for pattern, reader in _ROWS:
        if found := compiled(pattern).fullmatch(text):
            repeats = reader(Asked(found, view, lambda text, view: None))
            return repeats if isinstance(repeats, list) else [repeats]
    return []


def start(text: str) -> tuple[str, str]:
    """A phrase without when the repeat is to begin, and that, "" if it does not say."""
    found = _START.fullmatch(text)
    return (found["what"], found["start"]) if found else (text, "")


def may_be(text: str) -> bool:
    """Whether a phrase has a word that a repeat needs."""
    return bool(_SIGNS.search(text))


_SIGNS = re.compile(r"\b(?:every|each|once|twice|times|everyday|\w+ly|\w+days|\w+x|per)\b")


def _span(unit: str, count: int = 1) -> Repeat:
    if unit[0] in MONTHS_IN:
        months = MONTHS_IN[unit[0]] * count
        return Repeat("YEARLY", months // 12) if unit[0] == "y" else Repeat("MONTHLY", months)
    freq, times = _FREQ[unit[0]]
    return Repeat(freq, times * count)


def _every(asked: Asked) -> Repeat:
    return _span(asked["unit"], 2 if asked["other"] else asked.count)


def _either(asked: Asked) -> list[Repeat]:
    return [_span(asked["unit"], int(asked[group])) for group in ("least", "most")]


def _so_often(asked: Asked) -> Repeat:
    """ "twice a year", "3 times a year"; "twice a month" is every other week."""
    times = 2 if asked["twice"] else int(asked["times"])
    unit = asked["unit"]
    if unit.startswith("y") and 12 % times == 0:
        return Repeat("MONTHLY", 12 // times) if times > 1 else Repeat("YEARLY")
    if times == 1:
        return _span(unit)
    weeks = {"m": 4, "q": 13}.get(unit[0], 0)
    return Repeat("WEEKLY", weeks // times)  # nought is no repeat


def _days(text: str) -> tuple[int, ...]:
    return tuple(
        sorted(
            {place(word, WEEKDAYS) for word in re.findall(r"[a-z]{3,}", text) if word not in ("and", "every", "each")}
        )
    )


def _weekly(asked: Asked) -> Repeat:
    return Repeat("WEEKLY", 2 if asked["other"] else 1, weekdays=_days(asked["days"]))


def _often(asked: Asked) -> Repeat:
    """The span in a phrase with `_OFTEN` in it."""
    if word := asked["word"] or asked["one"]:
        return _span("year" if word == "annually" else word)
    return _span(asked["unit"], 2 if asked["other"] else asked.count)


def _on_weekdays(asked: Asked) -> Repeat:
    return replace(_often(asked), weekdays=_days(asked["days"]))


def _on_nth_weekday(asked: Asked) -> Repeat:
    return replace(_often(asked), weekdays=(asked.weekday,), nth=asked.nth)


def _on_monthday(asked: Asked) -> Repeat:
    return replace(_often(asked), monthday=-1 if asked["last"] else int(asked["day"]))


def _nth_weekday(asked: Asked) -> Repeat:
    return Repeat("MONTHLY", 3 if asked["quarter"] else 1, weekdays=(asked.weekday,), nth=asked.nth)


def _nth_or_other(asked: Asked) -> list[Repeat]:
    """ "every second tuesday": every other one, or the month's second?"""
    return [Repeat("WEEKLY", asked.nth, weekdays=(asked.weekday,)), _nth_weekday(asked)]


def _monthday(asked: Asked) -> Repeat:
    return Repeat("MONTHLY", monthday=int(asked["day"]))


def _yearly(asked: Asked) -> Repeat:
    return Repeat("YEARLY", month=asked.month, monthday=int(asked["day"] or 1))


_UNITS = r"(?P<unit>days?|weeks?|fortnights?|months?|mths?|mos?|quarters?|years?|yrs?|[dw])"
_EVERY = r"(?:once |one time )?(?:every|each)"
_WDS = WD.replace("(?P<wd>", "(?:")
_LIST = rf"(?P<days>{_WDS}s?(?:(?:, | and (?:every |each )?|, and |/| & | \+ |,){_WDS}s?)*)"
_WD_PLURAL = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days"
_PLURAL = rf"(?P<days>{_WD_PLURAL}(?:(?:, | and |, and |/| & ){_WD_PLURAL})*)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_TH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
_OFTEN = (
    rf"(?:{_EVERY} (?:(?P<other>other|alternate) |(?P<n>[1-9]\d?|few|couple)(?: of)? )?"
    r"(?P<unit>weeks?|fortnights?|months?|quarters?|years?)"
    r"|(?P<word>weekly|monthly|quarterly|fortnightly|yearly|annually)|once an? (?P<one>week|month|quarter|year))"
)
_THE = "(?:at )?(?:the )?"
_MONTH_END = (
    rf"{_THE}(?:end|last day|last) of (?:every|each) month"
    r"|every (?:month end|end of (?:the )?month|last day of the month)"
)
_OF_MONTH = r"(?: (?:of|in) (?:the|every|each|a) (?:month|(?P<quarter>quarter)))"
_YEARLY = r"(?:every year|each year|yearly|annually|once a year)"


def _is(repeat: Repeat, *others: Repeat) -> _Reader:
    return lambda asked: [repeat, *others]


# First come, first served; a phrase is matched whole.
_ROWS: tuple[tuple[str, _Reader], ...] = (
    (r"daily|everyday", _is(Repeat("DAILY"))),
    (r"weekly", _is(Repeat("WEEKLY"))),
    (r"monthly", _is(Repeat("MONTHLY"))),
    (r"quarterly", _is(Repeat("MONTHLY", 3))),
    (r"yearly|annually|per year", _is(Repeat("YEARLY"))),
    (r"fortnightly", _is(Repeat("WEEKLY", 2))),
    (r"(?:half|semi|bi)[ -]?(?:yearly|annually|annual)|twice yearly", _is(Repeat("MONTHLY", 6))),
    (r"bi-?weekly", _is(Repeat("WEEKLY", 2), Repeat("WEEKLY"))),
    (r"bi-?monthly", _is(Repeat("MONTHLY", 2), Repeat("WEEKLY", 2))),
    (
        r"(?:(?:every|each|on) )?(?:week|work|business|working)[ -]?days?",
        _is(Repeat("WEEKLY", weekdays=_BUSINESS_WEEK)),
    ),
    (rf"{_EVERY} (?:(?P<other>other|2nd|second|alternate) )?{_UNITS}", _every),
    (rf"{_EVERY} {N}{SPACE}{_UNITS}", _every),
    (rf"{_EVERY} (?P<n>\d)(?:rd|th|nd) {_UNITS}", _every),
    (rf"{_EVERY} (?P<nth>third|fourth|fifth) {_UNITS}", lambda asked: _span(asked["unit"], asked.nth)),
    (rf"{_EVERY} (?P<least>\d+) ?(?:-|to|or) ?(?P<most>\d+) ?{_UNITS}", _either),
    (rf"(?:(?:once|1 time|1x) )(?:a|per|an|in a|every) {UNIT}", lambda asked: _span(asked["unit"])),
    (rf"(?:(?P<twice>twice)|(?P<times>[1-9])(?: times|x)) (?:a|per|every|each) {UNIT}", _so_often),
    (rf"{_EVERY}(?: (?P<other>other|alternate))? (?:a )?{_LIST}", _weekly),
    (rf"{_PLURAL}", _weekly),
    (rf"(?P<other>alternate|alternating|every other) {_LIST}", _weekly),
    (rf"{_OFTEN},? (?:on )?(?:an? )?{_LIST}", _on_weekdays),
    (rf"{_OFTEN},? (?:on )?(?:the )?{NTH} {WD}", _on_nth_weekday),
    (rf"{_OFTEN},? (?:on |at )?(?:the )?(?P<last>last day|end|last)", _on_monthday),
    (rf"{_OFTEN},? (?:on )?(?:the )?{_DAY}", _on_monthday),
    (rf"{_EVERY} (?P<nth>first|last|1st) {WD}{_OF_MONTH}?", _nth_weekday),
    (rf"{_EVERY} {NTH} {WD}{_OF_MONTH}", _nth_weekday),
    (rf"{_EVERY} {NTH} {WD}", _nth_or_other),
    (rf"(?:the )?{NTH} {WD} (?:of |in )?(?:every|each|a) (?:month|(?P<quarter>quarter))", _nth_weekday),
    (rf"(?:on )?(?:the )?{_DAY} (?:of |in )?(?:every|each) month", _monthday),
    (rf"{_EVERY} {_DAY_TH}{_OF_MONTH}?", _monthday),
    (_MONTH_END, _is(Repeat("MONTHLY", monthday=-1))),
    (rf"{_THE}(?:start|beginning|first day|first) of (?:every|each) month", _is(Repeat("MONTHLY", monthday=1))),
    (rf"(?:{_YEARLY} (?:on|in)|every) (?:the )?{MON}", _yearly),
    (rf"(?:{_YEARLY}(?: on)?|every) (?:the )?{MON} (?:the )?{_DAY}", _yearly),
    (rf"(?:{_YEARLY}(?: on)?|every) (?:the )?{_DAY}(?: of)? {MON}", _yearly),
    (rf"(?:the )?{_DAY}(?: of)? {MON} (?:every|each) year", _yearly),
    (rf"{MON} {_DAY} (?:every|each) year", _yearly),
)
