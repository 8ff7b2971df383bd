"""A day that a line begins with: "Yesterday I met Jane", "On Tuesday, ask Bob about the pilot"."""

from bot.domain import nicknames
from bot.domain.captures.cutting import DEEDS, SOON, THEN
from bot.domain.captures.line import Line, pattern
from bot.domain.captures.told import Tense
from bot.domain.captures.ways import NOUN

_DEED = pattern(rf"{THEN}(?:(?:i|we)['’]ll )?{SOON}(?:{DEEDS}|thank)\b")
_WITH = pattern(rf"(?:{NOUN}) with\b")
_NO_DAY = pattern(r"\d+(?:st|nd|rd|th)?")  # "2nd coffee with Jane"
# Somebody tells what happened, or what is to come.
_TELLS = pattern(
    rf"(?:i|we)(?:['’]ve)? |(?:(?:just|finally|had|grabbed|an?|quick|great|good|nice|long|short|intro)"
    rf" )*(?:{NOUN})(?: \w+)? with\b"
    r"|(?:at|@|in|during) .+ (?:i|we) (?:met|ran into|bumped into|saw|spoke|talked) "
    r"|(?:met|saw|visited|ran|bumped|spoke|talked|chatted|called|phoned|e-?mailed|texted|messaged|pinged|wrote|sent|had"
    r"|got|caught|reached|heard|interviewed|received|missed|took|did)\b"
)
_CAME = pattern(
    r"(?:(?-i:[^\W\d_a-z])\S+ ){1,3}(?:called|phoned|rang|e-?mailed|texted|messaged|replied|answered|wrote"
    r"|reached out)\b"
)


def set_apart(line: Line) -> None:
    """Take a day off the beginning of a line: it belongs to what is promised, or to what happened."""
    if not line.pieces:
        return
    day, rest, taken = _day_first(line)
    if not day or _NO_DAY.fullmatch(day) or nicknames.is_first_name(day):
        return
    if _DEED.match(rest) and not _WITH.match(rest):
        line.pieces[:taken] = [f"{rest} {day[0].lower()}{day[1:]}"]
    elif _TELLS.match(rest) or _CAME.match(rest):
        line.pieces[:taken], line.told.opening = [rest], day


def _day_first(line: Line) -> tuple[str, str, int]:
    """The words of the day, what stands behind it, and how many pieces both take."""
    first = line.pieces[0]
    if line.is_day(first) and len(line.pieces) > 1 and not line.pieces[1].startswith("("):
        return first, line.pieces[1], 2
    day = line.front(first)
    if day and day.head.startswith("with ") and line.is_day(day.words.rpartition(" ")[0]):  # "tomorrow lunch with Dan"
        words, _, what = day.words.rpartition(" ")
        return words, f"{what} {day.head}", 1
    return (day.words, day.head, 1) if day and day.head else ("", "", 0)


def give_back(line: Line) -> None:
    """Say of the talk that it was, or will be, on the day that the line began with; else it is noted."""
    words, talk = line.told.opening, line.capture.talk
    if not words:
        return
    day = line.front(f"{words} .")
    is_past = line.told.tense is Tense.PAST
    if is_past and not line.read_day(words, past=True):  # "in March I met Jane"
        line.told.day_is_vague = True
    if day and talk and talk.on is None and line.capture.people and not line.told.day_is_vague:
        line.take_day(day)
    else:
        line.keep(words)
