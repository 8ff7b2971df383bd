"""Days in other words than the table's: dateparser, kept to what it reads rightly.

Left alone, dateparser makes days of "42", "a" and "mai", drops words ("about dec 7"), and takes an hour for a
day of the month ("freitag um 9"). So its answer counts only where every figure in the text is accounted for.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from bot.domain.dates.grammar import Day, Recurs

_MOST_WORDS = 6
# English words that dateparser passes over: at the edge of a text they belong to something else.
_PASSED_OVER = {"about", "ad", "and", "at", "by", "d", "just", "m", "nd", "of", "or", "rd", "st", "th", "to"}
_NEVER = {"now", "second", "moment"}


def day(text: str, today: date, language: str, order: str) -> Day | None:
    """The day dateparser reads in a phrase in `language`, if it can be trusted.

    Args:
        text: lower case, single spaces, without a time of day.
        today: what relative words count from.
        language: an ISO code such as "de"; dateparser need not know it.
        order: of figures, such as "DMY".
    """
    if language == "en" or not _is_worth_trying(text):
        return None  # all the English there is in the corpus is in the tables, and refusing should be quick
    found = _parse(text, today, language, order, "future")
    if not found:
        return None
    earlier = _parse(text, today, language, order, "past") or found
    trusted = _trusted(text, today, found, earlier)
    return None if trusted and _is_another_weekday(text, trusted.on, today, language, order) else trusted


def _is_worth_trying(text: str) -> bool:
    """Whether it has a word, not too many, and none at its edges that would be passed over."""
    tokens = text.split()
    shortest = 3 if re.search(r"\d", text) else 4  # "sam" and "mar" are names
    letters = re.findall(r"[^\W\d_]+", _without_accents(text))
    if len(tokens) > _MOST_WORDS or not any(len(word) >= shortest or not word.isascii() for word in letters):
        return False
    return not {tokens[0], tokens[-1]} & _PASSED_OVER and tokens[-1] != "in" and not set(tokens) & _NEVER


def _without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _parse(text: str, today: date, language: str, order: str, prefer: str) -> date | None:
    """What dateparser makes of a text, as a day; nothing where it saw a time or a time zone."""
    import dateparser  # it takes a while to load

    midnight = datetime.combine(today, time())
    settings = {"DATE_ORDER": order, "PREFER_DATES_FROM": prefer, "RELATIVE_BASE": midnight}
    try:
        found = dateparser.parse(text, languages=[language], settings=settings)
    except ValueError:  # a language it does not know
        return None
    return found.date() if found and not found.tzinfo and found.time() == time() else None


def _trusted(text: str, today: date, found: date, earlier: date) -> Day | None:
    """The day, if the figures of the text are those of the date or of a span of time.

    How far the next and the last such day lie apart tells what was named: a year for a date without its year,
    a week for a weekday, nothing for a full date or a span.
    """
    figures = {int(figure) for figure in re.findall(r"\d+", text)}
    if not figures:
        return Day(found, Recurs.AHEAD) if abs(found - earlier) < timedelta(days=15) else None  # not "mai" alone
    if figures <= {found.day, found.month, found.year} and found.day in figures:
        passed_lately = found != earlier and today - earlier < timedelta(days=92)
        return Day(earlier if passed_lately else found)
    return Day(found, Recurs.AHEAD) if len(figures) == 1 and _spans(figures.pop(), found, today) else None


def _is_another_weekday(text: str, found: date, today: date, language: str, order: str) -> bool:
    """Whether the words around the figures name a weekday that the day is not ("freitag 9")."""
    if not re.search(r"\d", text):
        return False
    words = " ".join(re.findall(r"[^\W\d_]+", text))
    ahead, back = (_parse(words, today, language, order, prefer) for prefer in ("future", "past"))
    is_weekday = ahead and back and timedelta(days=6) < ahead - back < timedelta(days=15)
    return bool(is_weekday and ahead and ahead.weekday() != found.weekday())


def _spans(count: int, found: date, today: date) -> bool:
    """Whether a day lies so many days, weeks, months or years from today."""
    days = abs((found - today).days)
    months = abs((found.year - today.year) * 12 + found.month - today.month)
    return count > 0 and days > 0 and (days in (count, 7 * count) or months in (count, 12 * count))
