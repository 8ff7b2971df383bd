"""German, French and Spanish ways to name a day, put into the English of the tables.

Each language has lines of a pattern and the English for it. All lines are applied in order, and the tables judge what
comes out. Words that no line knows stay as they are, so that the phrase is refused, or left to dateparser.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from bot.domain.dates import french, german, spanish

_TONGUES = {"de": german.TURNS, "fr": french.TURNS, "es": spanish.TURNS}


def english(phrase: str, language: str) -> str | None:
    """A phrase (small letters, single spaces) in the English of the tables; None if the language is not known here."""
    if language not in _TONGUES:
        return None
    phrase = unicodedata.normalize("NFC", phrase)
    for pattern, instead in _turns(language):
        if pattern.search(phrase):
            phrase = " ".join(pattern.sub(f" {instead} ", phrase).split())
    return phrase


@cache
def _turns(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """The lines of a language, taken apart on first use."""
    lines = [line.partition(" →") for line in _TONGUES[language].strip().splitlines()]
    return [(re.compile(pattern), instead.strip()) for pattern, _, instead in lines]
