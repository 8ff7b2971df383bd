"""How a day is named: the tables of every subject, joined.

Where habits differ, the rules are told above the tables: `weekdays`, `turns`, `figures`, `spans`, `feasts`.
"""

import re
from datetime import timedelta

from bot.domain.dates import feasts, figures, spans, turns, weekdays
from bot.domain.dates.grammar import Day, View, look_up

FARTHEST = timedelta(days=3660)
_DEEPEST = 3  # phrases inside phrases: "a week after the monday after christmas"

# First come, first served; a phrase is matched whole.
_ROWS = (*figures.ROWS, *weekdays.ROWS, *turns.ROWS, *feasts.ROWS[:1], *spans.ROWS, *feasts.ROWS[1:])


def day(text: str, view: View) -> Day | None:
    """The day a phrase names (as `spelling.plain` writes it, without a time), or None if no table knows it.

    Raises:
        ValueError: a table knows the phrase, but there is no such day ("feb 30", "fri 7 dec" on a Monday), or none
            within ten years.
    """
    try:
        found = _day(text, view, _DEEPEST)
    except OverflowError as error:
        raise ValueError(text) from error
    if found and any(abs(one - view.today) > FARTHEST for one in (found.on, *found.others)):
        raise ValueError("no date that anybody plans for")
    return found


def _day(text: str, view: View, deepest: int) -> Day | None:
    def inner(text: str, view: View) -> Day | None:
        return _day(text, view, deepest - 1) if deepest else None

    found = look_up(_ROWS, text, view, inner)
    bare = re.sub(r"^(?:the|on|on the) ", "", text)
    return found or (look_up(_ROWS, bare, view, inner) if bare != text else None)
