"""Words to a day, a day and a time, or a repeat, on a member's wall calendar and clock.

How that is done is told in `bot.domain.dates`. A wrong day is worse than none: the whole text must be a date, and what
has passed, or could mean two days, is asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import calendar, words
from bot.domain.dates import feasts, otherwise, reading, spelling
from bot.domain.dates.asked import Asked, Passed, Reading

__all__ = ["Answer", "Reading", "answer", "read", "say", "trailing", "warm"]

_MOST_WORDS = 8
_IN_NAMES = ("daily", "weekly", "monthly", "quarterly", "easter", "christmas")  # of papers and people


@dataclass(frozen=True)
class Answer:
    """What came of reading a text, for whoever would rather look than catch."""

    reading: Reading | None  # the likeliest of what is offered where it is not sure; none if refused or past
    offered: tuple[Reading, ...]  # what to ask about, likeliest first; empty when it is sure or refused
    says: str  # the reading in plain words ("Friday 27 November, 09:00"), or the question, or why it is refused

    @property
    def sure(self) -> bool:
        """Whether the reading may be kept without asking."""
        return self.reading is not None and not self.offered

    @property
    def asks(self) -> bool:
        """Whether it is a date that has to be asked about."""
        return bool(self.offered)


def read(text: str, *, now: datetime, zone: ZoneInfo, locale: str, past: bool = False) -> Reading:
    """The day a text names, seen at the instant `now` in `zone`; the rules are told in the tables of `dates`.

    Args:
        text: all of it must be a date, such as "in 2 weeks", "friday at 9", "every other friday" or "7 Dec 2026".
        now: an aware instant. The answer is wall time: no offset of `now` is carried over. A time that daylight
            saving skips is moved forward. Of one that comes twice the first is meant, but for spans ("in 2
            hours"), which are reckoned as they pass; there `at.fold` tells.
        zone: the member's zone.
        locale: such as "de-DE": its language is understood beside English; "12/05" is read month first for
            "en-US", day first for most others; holidays are its country's.
        past: something that happened is told ("met on friday"): days that have passed are answers, and a day
            without its week or year is the latest such.

    Raises:
        UnreadableDay: that is no date, or none within ten years. Its fact: words.
        PastDay: that day or time has passed. Its facts: words, day (as said), on, at, and offered: readings that
            would fit next.
        UnclearDay: two readings. Its facts: words, days (as said), and offered: the readings, likeliest first.
    """
    asked = Asked(" ".join(text.split()), now.astimezone(UTC), zone, locale, past)
    try:
        found = reading.readings(asked)
    except Passed as passed:
        _past(passed, asked)
    if not found:
        raise errors.UnreadableDay(words=words.shorten(asked.words, 60), field="follow_up")
    if len(found) > 1:
        _unclear(found, asked)
    return found[0]


def answer(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> Answer:
    """The same as `read`, as a value: what was read, what is to be asked about, and what to say."""
    try:
        found = read(text, now=now, zone=zone, locale=locale)
    except errors.UnclearDay as unclear:
        return Answer(unclear.facts["offered"][0], unclear.facts["offered"], unclear.sentence)
    except errors.PastDay as past:
        return Answer(None, past.facts["offered"], past.sentence)
    except errors.UnreadableDay as refused:
        return Answer(None, (), refused.sentence)
    return Answer(found, (), say(found, today=calendar.local_day(now, zone), locale=locale))


def say(found: Reading, *, today: date, locale: str) -> str:
    """A reading in plain words: "Friday 27 November, 09:00", "every other Friday, from Friday 27 November"."""
    said = words.full(found.on, today)
    if found.at is not None:
        said = f"{said}, {words.clock(found.at, locale)}"
    return f"{words.capital(str(found.repeat))}, from {said}" if found.repeat else said


def trailing(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> tuple[str, Reading] | None:
    """A text split before the date it ends with: "Jane Doe in 2 weeks" is "Jane Doe" and a reading.

    The longest date of at most eight words counts, and something must be left before it.

    Raises:
        PastDay, UnclearDay: it ends with such a day; their facts besides those of `read`: head.
    """
    tokens = text.split()
    for start in range(max(0, len(tokens) - _MOST_WORDS), len(tokens)):
        head = " ".join(tokens[:start]).rstrip(" ,;:-–—")
        if start and _belongs_to_a_name(tokens[start:]):
            continue
        try:
            found = read(" ".join(tokens[start:]), now=now, zone=zone, locale=locale)
        except errors.UnreadableDay:
            continue
        except (errors.PastDay, errors.UnclearDay) as asked:
            if not head:
                return None
            asked.facts["head"] = head
            raise
        return (head, found) if head else None
    return None


def warm() -> None:
    """Load what reading takes, so that the first member does not wait for it."""
    feasts.warm()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for text in ("every other friday at 9", "the day after thanksgiving", "nothing that any table knows"):
        answer(text, now=now, zone=ZoneInfo("UTC"), locale="en-US")
    otherwise.day("7. dezember", now.date(), "de", "DMY")


def _belongs_to_a_name(tail: Sequence[str]) -> bool:
    """Whether the words for a day would begin with part of a name: "Tim Till friday", "Jane January", "The Daily"."""
    first = tail[0].lower().strip(".,")
    if tail[0].istitle() and (spelling.is_hedge(first) or (len(tail) == 1 and first in _IN_NAMES)):
        return True
    return len(tail) == 1 and spelling.is_month(first)


def _past(passed: Passed, asked: Asked) -> NoReturn:
    if passed.at and passed.on == asked.today:
        day = f"Today at {words.clock(passed.at, asked.locale)}"
    else:
        day = words.dated(passed.on, asked.today)
    facts = {"on": passed.on, "at": passed.at, "offered": (passed.again,)}
    raise errors.PastDay(words=asked.words, day=day, field="follow_up", **facts) from None


def _unclear(found: Sequence[Reading], asked: Asked) -> NoReturn:
    days = " or ".join(say(one, today=asked.today, locale=asked.locale) for one in found)
    facts = {"days": days, "offered": tuple(found)}
    raise errors.UnclearDay(words=words.shorten(asked.words, 60), field="follow_up", **facts)
