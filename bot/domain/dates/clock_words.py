"""Times in words as times in figures: "half past 3", "quarter to 5", and where "2-4pm" begins."""

import re

from bot.domain.dates.grammar import ANY_MONTH

_HOUR = r"(?P<h>1[0-2]|[1-9])"
_PAST = re.compile(rf"\b(?:(?P<part>half|(?:a )?quarter|\d{{1,2}})(?: min(?:ute)?s?)?) (?:past|after) {_HOUR}\b")
_TO = re.compile(
    rf"(?<!from )(?<!between )\b(?P<part>(?:a )?quarter|5|10|20|25|\d{{1,2}}(?= min))(?: min(?:ute)?s?)?"
    rf" (?:to|til|till|of|before) {_HOUR}\b"
)
_HALF = re.compile(rf"\bhalf {_HOUR}\b(?! ?(?:days|weeks|months|hours))")
_BRITISH = ("GB", "IE", "AU", "NZ", "ZA")
_RANGE = re.compile(
    r"\b(?P<word>between |from )?(?P<a>\d{1,2}(?::\d\d)?) ?(?P<ah>[ap]m)? ?(?:-|to|and|until|till) ?"
    rf"(?P<b>\d{{1,2}}(?::\d\d)?) ?(?P<bh>[ap]m)?(?=$| )(?! ?(?:day|week|month|year|hour|min|{ANY_MONTH}))"
)


def in_figures(phrase: str, country: str) -> str:
    """The phrase (with figures for numbers) with its times in figures; "half 3" is British."""
    phrase = _PAST.sub(lambda found: _clock(found, 1), phrase)
    phrase = _TO.sub(lambda found: _clock(found, -1), phrase)
    if country in _BRITISH:
        phrase = _HALF.sub(lambda found: f"{found['h']}:30", phrase)
    return _RANGE.sub(_beginning, phrase)


def _clock(found: re.Match[str], sign: int) -> str:
    part, hour = found["part"], int(found["h"])
    minutes = 30 if part == "half" else 15 if "quarter" in part else int(part)
    if not 0 < minutes < 60:
        return found[0]
    return f"{hour}:{minutes:02}" if sign > 0 else f"{hour - 1 or 12}:{60 - minutes:02}"


def _beginning(found: re.Match[str]) -> str:
    """The time at which a span on the clock begins; what is none stays."""
    if not (found["word"] or found["ah"] or found["bh"] or ":" in found["a"]):
        return found[0]
    half = found["ah"] or ""
    if not half and found["bh"]:
        begins, ends = (int(found[group].split(":")[0]) % 12 for group in "ab")
        half = "am" if found["bh"] == "pm" and begins > ends else found["bh"]
    return f"at {found['a']}{half}"
