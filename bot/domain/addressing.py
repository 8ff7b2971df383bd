"""Whom and when: names and days that stand side by side without a mark between them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import names, when
from bot.domain.model import Named

_MOST_WORDS = 8


def name_and_day(
    text: str, everybody: Sequence[Named], *, now: datetime, zone: ZoneInfo, locale: str
) -> tuple[str, str]:
    """Split "Jane Doe in 2 weeks" into a name and the words of a day, either of which may be empty.

    Somebody known comes first: the longest beginning that names them and leaves a readable day, or nothing. Then
    the longest day at the end, before which a stranger is named. Last, the longest beginning that names somebody
    known, whatever follows it, so that an unreadable day is still known to be meant as one.
    """
    splits = _known(text, everybody)
    for name, day in splits:
        if not day or _is_day(day, now, zone, locale):
            return name, day
    stranger = _before_day(text, now, zone, locale)
    return stranger or (splits[0] if splits else (text.strip(), ""))


def known_and_rest(text: str, everybody: Sequence[Named]) -> tuple[str, str]:
    """Split a text after the longest beginning that names somebody known; all of it is rest if none does."""
    return next(iter(_known(text, everybody)), ("", text.strip()))


def _known(text: str, everybody: Sequence[Named]) -> list[tuple[str, str]]:
    """Every split after a beginning that names somebody known: full names first, longest first."""
    tokens = text.split()
    exact: list[tuple[str, str]] = []
    likely: list[tuple[str, str]] = []
    for end in range(min(len(tokens), _MOST_WORDS), 0, -1):
        head = " ".join(tokens[:end])
        match = names.match(head.rstrip(",:"), everybody)
        if match.exact or match.likely:
            (exact if match.exact else likely).append((head.rstrip(",:"), _rest(text, end)))
    return exact + likely


def _rest(text: str, count: int) -> str:
    """What follows the first words of a text, with its own line breaks."""
    pieces = text.split(None, count)
    return pieces[count].strip() if len(pieces) > count else ""


def _is_day(words: str, now: datetime, zone: ZoneInfo, locale: str) -> bool:
    try:
        when.read(words, now=now, zone=zone, locale=locale)
    except errors.UnreadableDay:
        return False
    except errors.DayInDoubt:
        return True  # it is a day, and will be asked about
    return True


def _before_day(text: str, now: datetime, zone: ZoneInfo, locale: str) -> tuple[str, str] | None:
    try:
        split = when.trailing(text, now=now, zone=zone, locale=locale)
    except errors.DayInDoubt as asked:
        return asked.facts["head"], asked.facts["words"]
    return (split[0], split[1].words) if split else None
