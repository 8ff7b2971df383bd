"""No word that was typed is lost: what no fact says, and no marker leads to, ends up in the note."""

import re
import unicodedata

from bot.domain import names
from bot.domain.captures.facts import Capture
from bot.domain.captures.line import Line
from bot.domain.captures.signs import MARKERS

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def keep_rest(line: Line, typed: str) -> None:
    """Add to the note whatever of the text as typed stands nowhere yet."""
    have = kept(line.capture, line.told.day_words)
    digits = re.sub(r"\D", "", " ".join(number for person in line.capture.people for number in person.phones))
    left = [word for word in _WORD.findall(_typed(typed)) if not _is_kept(word, have, digits)]
    line.keep(" ".join(left))


def kept(capture: Capture, days: list[str]) -> str:
    """Every word that stands in any fact, as words are compared."""
    parts = [capture.note or "", *days]
    for person in capture.people:
        values = (getattr(person, name) for name in vars(person))
        parts += [word for value in values for word in (value if isinstance(value, list) else [str(value or "")])]
    if capture.talk:
        parts += [capture.talk.kind.value, capture.talk.about or ""]
    for promised in capture.follow_ups:
        words = promised.reading.words if promised.reading else promised.unread
        parts += [words or "", promised.about or "", *promised.whom]
    for thanks in capture.thanks:
        parts += [thanks.whom, thanks.why or "", thanks.by.words if thanks.by else ""]
    parts += [word or "" for told in capture.introductions for word in (told.first, told.second, told.about)]
    return plain(" ".join(parts))


def plain(text: str) -> str:
    """Text as it is compared: without what cannot be seen, case and width."""
    return _folded(names.clean(text))


def _typed(text: str) -> str:
    """The text without what cannot be seen; its words keep their case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", names.clean(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _is_kept(word: str, have: str, digits: str) -> bool:
    every = [part for part in re.findall(r"\w+", _folded(word)) if part.strip("_")]
    return all(part in have or part in MARKERS or (part.isdecimal() and part.lstrip("0") in digits) for part in every)
