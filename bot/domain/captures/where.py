"""Where they met, and where somebody lives."""

import re

from bot.domain import places, vocabulary
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.captures.sharing import NOWHERE, SOME_PLACE, is_home, note, set_company, set_place, without_day
from bot.domain.model import InteractionKind

_LONG_AGO = pattern(
    r"(?:in|back in|summer|spring|fall|winter|around|since)? ?(?:19|20)\d\d|(?:years|ages) ago|last year|.+ years? ago"
)
_MET = pattern(r"(?:i |we |just )*(?:met|ran into|bumped into|saw)\b")
_CHANNEL = pattern(r"linkedin|twitter|x|slack|instagram|facebook|zoom|whatsapp|github|discord|hinge")


def _at(line: Line, found: re.Match[str]) -> bool:
    """ "at PyCon" where they met, else "at Acme" where they work."""
    words = without_day(line, found["where"])
    if not words:
        return True
    if NOWHERE.fullmatch(words):
        return False
    talk = line.capture.talk
    if line.told.plan and not line.told.has_met:  # "seeing Tom at Acme tomorrow"
        line.told.plan.about = f"{line.told.plan.about} at {words}"
        return True
    if line.capture.people and vocabulary.is_event(words) and not line.told.where_met:
        return set_place(line, words)
    if not line.capture.people and talk is None:
        return bool(line.pieces and _MET.match(line.pieces[0])) and set_place(line, words)
    if found["how"] == "@" and re.search(r"[._\d]", words) and not words.endswith((".com", ".io", ".ai")):
        return False  # how somebody is called elsewhere: "@theo.shoots"
    is_company = found["how"].strip() == "@" and not found["how"].endswith(" ")
    is_sure = vocabulary.is_surely_company(words) or line.known.is_company(words)
    is_company = is_company or (is_sure and line.told.how != "met")  # whom one meets at Costco may be shopping there
    if line.person and line.person.title and not line.person.company and line.told.where_met:
        return set_company(line, words)
    if talk and _is_where(line, words) and not line.told.where_met and not (is_company and line.person):
        return set_place(line, words)
    is_spot = SOME_PLACE.match(words) and words.partition(" ")[2].islower()  # "the deli"
    if not is_spot and set_company(line, words):
        line.told.company_at = words if talk else ""
        return True
    return bool(talk) and set_place(line, words)


def _is_where(line: Line, words: str) -> bool:
    """Whether "at" names a place of the talk: of a call, only "the gym" is one."""
    talk = line.capture.talk
    is_spoken = talk is not None and talk.kind == InteractionKind.CALL
    return bool(talk and talk.is_in_person and (not is_spoken or SOME_PLACE.match(words)))


def _in(line: Line, found: re.Match[str]) -> bool:
    """ "in Berlin", if that is where they met; somebody's city is worth a note."""
    if _LONG_AGO.fullmatch(found[0]) and line.capture.talk:
        line.told.day_is_vague = True
        return False
    if line.is_day(found[0]):
        return False
    words = without_day(line, found["where"])
    if line.person and vocabulary.is_department(words):
        return _in_department(line, words)
    if not _names_place(line, words):
        return False
    if line.capture.talk and line.capture.talk.is_in_person and not line.told.where_met and words:
        return set_place(line, words)
    if _CHANNEL.fullmatch(words) and line.told.how.startswith("connected"):
        return set_place(line, words)
    return is_home(line, words) and note(line, found[0])


def _in_department(line: Line, words: str) -> bool:
    """ "Brenda in HR at Sysco": what is behind it is where they work."""
    if line.pieces and line.pieces[0].startswith("at "):
        line.pieces[0] = f"works {line.pieces[0]}"
    return note(line, f"in {words}")


def _names_place(line: Line, words: str) -> bool:
    """Whether "in" and "on" lead to somewhere: with a capital, an article or a known place; "in line" leads nowhere."""
    first = words.partition(" ")[0]
    if not words or line.is_day(first) or (line.front(words) and not vocabulary.is_event(words)):
        return False
    has_sign = SOME_PLACE.match(words) or any(char.isupper() or char.isdigit() for char in words)
    return bool(has_sign or places.is_place(words) or vocabulary.is_event(words) or _CHANNEL.fullmatch(words))


def _home(line: Line, found: re.Match[str]) -> bool:
    """ "Berlin", "based in Berlin", "from Berlin", "moved to Berlin"."""
    return is_home(line, found["where"]) and note(line, found[0])


def _long_ago(line: Line, found: re.Match[str]) -> bool:
    """ "in 2019": they met, but it is no talk of these days."""
    if line.capture.talk is None:
        return False
    line.told.day_is_vague = True
    return note(line, found[0])


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [
        (pattern(r"(?P<how>at |@ ?)(?P<where>.+)"), _at),
        (pattern(r"(?:from|based in|lives in|living in|out of) (?P<where>.+)"), _home),
        (pattern(r"(?:in|on|during) (?P<where>.+)"), _in),
    ]


def long_ago_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Those that come before a day is looked for."""
    return [(_LONG_AGO, _long_ago)]


def late_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Those that are tried once the piece is nothing else: "Berlin"."""
    return [(pattern(r"(?P<where>.+)"), _home)]
