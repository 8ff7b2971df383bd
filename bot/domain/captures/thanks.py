"""Whom to thank, and what for."""

import re

from bot.domain.captures.facts import Thanks
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.captures.promises import LEAD

_INTRODUCING = pattern(r"(?:intro\w*|connect\w*) (?:me|us) ")
_INTRO = pattern(r"(?:the |that |his |her )?(?:warm |kind |quick )?intro(?:duction)?")


def _thank(line: Line, found: re.Match[str]) -> bool:
    """ "thank Bob and Ann for the tip": whom, and what for."""
    if found["why"] and _INTRODUCING.match(found["why"]):  # to somebody that nobody understood
        return False
    day = line.tail(found["why"] or found["whom"])
    why = day.head or None if day and found["why"] else found["why"]
    named = day.head if day and not found["why"] else found["whom"]
    whom = _introducers(line, named) or [
        line.whom(one) for one in re.split(r"\s+(?:and|&)\s+", named, flags=re.IGNORECASE)
    ]
    by = day.reading if day else None
    if not all(whom) or not whom or (day and (by is None or by.at or by.repeat)):  # a day is all that thanks have
        return False
    line.capture.thanks += [Thanks(name, why, by) for name in whom if name]
    _take_introducers(line, why, [name for name in whom if name])
    line.told.last = whom[-1] or line.told.last
    return True


def _take_introducers(line: Line, why: str | None, whom: list[str]) -> None:
    """ "coffee with Jane, thank Ruth for the intro": who brought them together."""
    met = [person.name for person in line.capture.people]
    is_theirs = len(met) == 1 and not line.capture.introductions and not line.told.introduced_by
    if why and _INTRO.fullmatch(why) and is_theirs and not set(whom) & set(met):
        line.told.introduced_by += whom


def _introducers(line: Line, words: str) -> list[str | None]:
    """Whom "thank her" means, where somebody has brought people together: whoever did."""
    is_pronoun = words.strip().lower() in ("her", "him", "them")
    return [*line.told.introduced_by] if is_pronoun else []


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    why = r"(?: for (?P<why>.+))?"
    thank = r"(?:say )?(?:many |big )?thanks?(?:[ -]you)?(?: to)?"
    return [
        (pattern(rf"{LEAD}(?:remind me to )?{thank} (?P<whom>.+?){why}"), _thank),
        (
            pattern(rf"{LEAD}(?:owe|send|buy) (?P<whom>.+?) (?:an? )?(?:big )?(?:thanks|thank[ -]you(?: note)?){why}"),
            _thank,
        ),
    ]
