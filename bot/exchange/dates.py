"""Days as contact files write them, in several languages; quick, since there may be 100,000 of them."""

import re
from datetime import date
from functools import lru_cache

from bot.domain import details, names, words

# By their first letters, without accents: English, German, French, Spanish, Portuguese, Italian, Dutch.
_MONTHS = {
    1: "jan ene gen", 2: "feb fev fevr", 3: "mar mrt maar marz", 4: "apr abr avr", 5: "may mai mag mei maio",
    6: "jun juin giu", 7: "jul juil lug", 8: "aug ago aou", 9: "sep set", 10: "oct okt oto ott out",
    11: "nov", 12: "dec dez dic",
}  # fmt: skip
_MONTH = {beginning: month for month, beginnings in _MONTHS.items() for beginning in beginnings.split()}
_ISO = re.compile(r"(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)(?:[T ][\d:.+Z -]*)?")
_NUMBERS = re.compile(r"(\d\d?)[-/. ]+(\d\d?)[-/. ]+(\d{4}|\d\d)(?: \d\d?:\d\d.*)?")
_DAY_FIRST = re.compile(r"(\d\d?)(?:st|nd|rd|th|er|º|\.)?[ -]+(?:de )?([^\W\d]{3,12})\.?,?[ -]+(?:de )?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]{3,12})\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일]")
_NO_YEAR = re.compile(r"--?(\d\d)-?(\d\d)")
_MONTH_BEFORE_DAY = {"US", "PH", "FM", "PW", None}
_LEAP_YEAR = 2000
_NO_DAY = ("0/0/00", "00/00/00", "0000-00-00")  # how Outlook and others write that there is none


@lru_cache(maxsize=4096)
def day(text: str, locale: str) -> date | None:
    """The day a text names ("05 Mar 2024", "5. März 2024", "3/5/2024"), or None if it names none.

    Numbers alone are read as the `locale`'s country writes them, unless only the other way makes a date.
    """
    text = " ".join(text[:40].split())
    if found := _ISO.fullmatch(text) or _EAST.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(int(found[1]), int(found[2]), _year(found[3]), "/" in text, locale)
    return None


def birthday(text: str, locale: str, yearless: bool = False) -> str:
    """A birthday as one would say it, "9 May 1985" or "9 May"; what is no date stays as it is, empty for none.

    Args:
        text: such as "1985-05-09", "--0509" or "5/9/1985".
        locale: whose order of day and month counts.
        yearless: whether the year in it means nothing.
    """
    text = text.strip()
    if text in _NO_DAY:
        return ""
    if found := _NO_YEAR.fullmatch(text.replace(" ", "")):
        born, yearless = _date(_LEAP_YEAR, int(found[1]), int(found[2])), True
    else:
        born = day(text, locale)
    if not born:
        return text
    said = f"{born.day} {words.MONTHS[born.month - 1]}"
    return said if yearless else f"{said} {born.year}"


def _numbers(first: int, second: int, year: int, slashes: bool, locale: str) -> date | None:
    american = slashes and details.region(locale) in _MONTH_BEFORE_DAY
    orders = [(first, second), (second, first)] if american else [(second, first), (first, second)]
    return next(filter(None, (_date(year, month, day) for month, day in orders)), None)


def _month(name: str) -> int:
    key = names.key(name)
    if key.startswith("jui"):
        return 7 if key.startswith("juil") else 6
    return _MONTH.get(key[:4]) or _MONTH.get(key[:3]) or 0


def _year(digits: str) -> int:
    """Two digits mean the years from 1970 to 2069."""
    year = int(digits)
    return year if len(digits) == 4 else 2000 + year - (100 if year >= 70 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1600 <= year <= 2200 else None
    except ValueError:
        return None
