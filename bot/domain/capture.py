"""One line about a person, taken apart into facts.

A line is cut at its commas, semicolons, brackets and dashes, and each piece is put to a table of rules. No word
that was typed is lost, but for the `MARKERS` that say what the others are. Rules of thumb:
- "met Jane at PyCon" names a place, "Jane at Acme" a company; "from" always a company.
- The first piece that no rule knows is the name; a title or a company may follow it, unmarked.
- A day is for a follow-up, unless it is when somebody was met.
- What fits nowhere, or where something stands already, is kept as the note.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import details, names, vocabulary
from bot.domain.pieces import BY, FOLLOW_UP, IN, MARKERS, THEN, Capture, Line, Rule, pattern
from bot.domain.when import Reading

__all__ = ["MARKERS", "Capture", "read"]

# A full stop ends a piece too, but not behind "Dr", "Prof" or "Inc".
_SEPARATORS = re.compile(
    r"\s*[,;\n|()]+\s*|\s+[-–—]+\s+|(?<=[^\W\d_])(?<!\bre):\s+|(?<=[^\W\d_]{3})(?<!Prof)(?<!Inc)(?<!Ltd)\.(?:\s+|$)"
)
_MOST_DAY_WORDS = 8
_ON = pattern(r"(?:at|@|on|during) ")
_CHANNEL = pattern(r"linkedin|twitter|x|slack|e?-?mail|zoom|whatsapp|facebook|instagram|phone")
_SENTENCE = pattern(
    r".*\b(?:is|was|has|had|her|his|my|their|needs?|wants?|likes?|loves?|knows?|will|who|an?|the|said|says|told"
    r"|not|met|moved|left|joined|started)\b.*"
)


def read(line: str, *, now: datetime, zone: ZoneInfo, locale: str) -> Capture:
    """The facts in one line about one person, as seen at the instant `now` in `zone`.

    Any text is read, a bare name or small talk too: whether it says anything is `Capture.is_capture`. Nothing is
    raised: a follow-up's day that is none, or has passed, is kept in `unread_day`.

    Args:
        line: plain words, as a person types them.
        now: an aware instant.
        zone: the member's zone.
        locale: such as "en-US"; tells how days and phone numbers are written.
    """
    found = details.found_in(line, locale)
    capture = Capture(emails=found.emails, phones=found.phones, links=found.links, tags=found.tags)
    pieces = [piece for piece in map(str.strip, _SEPARATORS.split(found.rest)) if piece]
    Line(capture, now, zone, locale, pieces).read(_RULES)
    return capture


def _follow_up(line: Line, found: re.Match[str]) -> bool:
    """ "follow up in 2 weeks about the pilot", or "about the pilot in 2 weeks"."""
    capture = line.capture
    named, about = (found["named"] or "").strip(), found["about"]
    if capture.follow_up or capture.unread_day or not (named or about):
        return False
    day, rest = (None, "") if about else _with_next(line, named)
    if not day:
        day, rest = _day_in(line, named or about)
    if not day and not named:
        return False
    capture.follow_up, capture.unread_day = (day, None) if day else (None, named)
    rest = re.sub(r"^(?:to|with|and|for) ", "", rest, flags=re.IGNORECASE) if day else ""
    capture.follow_up_about = ", ".join(filter(None, (rest, about if named else None))) or None
    return True


def _with_next(line: Line, words: str) -> tuple[Reading | None, str]:
    """A day that a comma has cut in two: "dec 7, 2026", "friday, at 9"."""
    if not line.pieces or not re.match(r"\d|at ", line.pieces[0]):
        return None, ""
    day = line.day(f"{words}, {line.pieces[0]}")
    if day:
        line.pieces.pop(0)
    return day, ""


def _day_in(line: Line, words: str) -> tuple[Reading | None, str]:
    """The day at the beginning of the words, or at their end, and the other words."""
    tokens = words.split()
    for end in range(min(len(tokens), _MOST_DAY_WORDS), 0, -1):
        if day := line.day(" ".join(tokens[:end])):
            return day, " ".join(tokens[end:])
    head, day, _ = line.trailing(words)
    return day, head


def _to_do(line: Line, found: re.Match[str]) -> bool:
    """ "call her friday": something to do, and its day."""
    capture = line.capture
    head, day, _ = line.trailing(found[0])
    if not day or not capture.name or capture.follow_up or capture.unread_day:
        return False
    capture.follow_up, capture.follow_up_about = day, head
    return True


def _thank(line: Line, found: re.Match[str]) -> bool:
    """ "thank Bob and Ann for the tip": whom; what for is kept in full."""
    whom = re.split(r"\s+(?:and|&)\s+", found["whom"], flags=re.IGNORECASE)
    whom = [line.capture.name if one.lower() in ("her", "him", "them") else one for one in whom]
    if not all(map(vocabulary.is_name, whom)):
        return False
    line.capture.thanks += map(names.clean, whom)
    if found["why"]:
        line.keep(found[0])
    return True


def _introduced(line: Line, found: re.Match[str]) -> bool:
    """ "via Bob"; "via LinkedIn" is a place."""
    capture, by = line.capture, found["by"]
    if _CHANNEL.fullmatch(by):
        return _set_place(line, by)
    if capture.introduced_by or not vocabulary.is_name(by):
        return False
    capture.introduced_by = names.clean(line.without_day(by))
    return True


def _met(line: Line, found: re.Match[str]) -> bool:
    """ "met Jane at PyCon" begins a line, "met her at PyCon" and "met PyCon" come later."""
    line.capture.met = True
    rest = re.sub(r"^(?:her|him|them|each other)(?: |$)", "", found["rest"], flags=re.IGNORECASE)
    if line.capture.name and rest and not _PLACED.match(rest):
        return _set_place(line, rest)
    line.pieces[:0] = [rest] if rest else []
    return True


def _spoke(line: Line, found: re.Match[str]) -> bool:
    """ "coffee with Jane": how is a note, as there is no better place yet."""
    if line.capture.name:
        return False
    line.keep(found["how"])
    line.pieces.insert(0, found["who"])
    return True


def _day(line: Line, found: re.Match[str]) -> bool:
    """A day by itself; said of a meeting ("on friday") it is for the note."""
    head, day, words = line.trailing(f"x {found[0]}")
    if head != "x":
        return False
    if both := _with_next(line, words)[0]:
        day, words = both, both.words
    line.take_day(day, words, line.capture.met and bool(_ON.match(words)))
    return True


def _at(line: Line, found: re.Match[str]) -> bool:
    """ "at PyCon" where they met, else "at Acme" where they work."""
    words = line.without_day(found["where"])
    if line.capture.met and not line.capture.where_met:
        return _set_place(line, words)
    return _set_company(line, words) or _set_place(line, words)


def _in(line: Line, found: re.Match[str]) -> bool:
    """ "in Berlin", if that is where they met."""
    return line.capture.met and _set_place(line, line.without_day(found["where"]))


def _from(line: Line, found: re.Match[str]) -> bool:
    return not line.capture.company and _set_company(line, line.without_day(found["company"]))


def _set_place(line: Line, words: str) -> bool:
    if line.capture.where_met:
        return False
    line.capture.where_met = words
    return True


def _set_company(line: Line, words: str) -> bool:
    if line.capture.company:
        return False
    line.capture.company = words
    return True


def _name(line: Line, found: re.Match[str]) -> bool:
    """The first piece that is nothing else; a title in capitals or a day may stand at its end."""
    capture, words = line.capture, found[0]
    if capture.name or not names.clean(words):
        return False
    # "Wei Sun" and "Robinson Friday" are people; "Jane friday" is not.
    last = words.split()[-1]
    if len(last) > 3 and (last.islower() or last[0].isdecimal()):
        words = line.without_day(words)
    head, _, last = words.rpartition(" ")
    if head and last in vocabulary.INITIAL_TITLES:
        words, capture.title = head, last
    capture.name = names.clean(words)
    return True


def _end_of_name(line: Line, found: re.Match[str]) -> bool:
    """ "Jane Doe, PhD" and "Smith & Sons, Inc."."""
    capture, words = line.capture, found[0]
    if capture.company and vocabulary.COMPANY_ENDS.fullmatch(words):
        capture.company = f"{capture.company}, {words}"
    elif not capture.company and not capture.title and vocabulary.NAME_ENDS.fullmatch(words):
        capture.name = f"{capture.name}, {words}"
    else:
        return False
    return True


def _role(line: Line, found: re.Match[str]) -> bool:
    """ "CTO at Acme", "CEO of Acme"."""
    capture = line.capture
    if capture.company or capture.title or _SENTENCE.fullmatch(found["title"]) or len(found["title"].split()) > 5:
        return False
    capture.title = found["title"]
    return _set_company(line, line.without_day(found["company"]))


def _guess(line: Line, found: re.Match[str]) -> bool:
    """A title or a company without any word to say which."""
    capture, words = line.capture, found[0]
    if _SENTENCE.fullmatch(words):
        return False
    if not capture.title and vocabulary.is_title(words):
        capture.title = words
        return True
    return vocabulary.is_company(words) and _set_company(line, words)


_PLACED = pattern(rf"(?:{IN}|from|via|through|{BY})\s.*")
_DEEDS = (
    r"call|e-?mail|write|send|ask|check|meet|lunch|coffee|dinner|catch|circle|get back|reach|talk|speak"
    r"|remind|see|invite|text|message|chat|intro|share"
)
_SPOKEN = r"coffee|lunch|dinner|drinks|breakfast|call|chat|meeting|spoke|talked|chatted"

_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (pattern(rf"{FOLLOW_UP}(?P<named>(?: .+?)??)(?: (?:about|regarding|re:?) (?P<about>.+))?"), _follow_up),
    (pattern(rf"{THEN}(?:say )?thanks?(?: you)?(?: to)? (?P<whom>.+?)(?P<why> for .+)?"), _thank),
    (pattern(r"met(?: up)?(?: again)?(?: with)?(?: (?P<rest>.+))"), _met),
    (pattern(rf"(?P<how>(?:(?:had|just|i|we) )*(?:an? )?(?:{_SPOKEN})) (?:with|to) (?P<who>.+)"), _spoke),
    (pattern(rf"(?:via|through|{BY}) (?P<by>.+)"), _introduced),
    (pattern(r".+"), _day),
    (pattern(rf"(?:{_DEEDS})\b.*"), _to_do),
    (pattern(r"(?:at |@ ?)(?P<where>.+)"), _at),
    (pattern(r"(?:in|on|during) (?P<where>.+)"), _in),
    (pattern(r"(?:from|(?:(?:now|currently) )*(?:works|working) (?:at|for)) (?P<company>.+)"), _from),
    (pattern(r".+"), _name),
    (pattern(r".+"), _end_of_name),
    (
        pattern(r"(?P<title>(?:c[efimoprst]o|(?:co-?)?founder|owner|president)) of (?P<company>.+)"),
        _role,
    ),
    (pattern(r"(?P<title>.+?) (?:at |@ ?)(?P<company>.+)"), _role),
    (pattern(r".+"), _guess),
)
