"""What rules of several subjects say: who works where, where they met, when that was."""

import re
from collections.abc import Callable

from bot.domain import nicknames, places, vocabulary
from bot.domain.captures.facts import Person
from bot.domain.captures.line import Line, pattern

# What goes on behind a place is a sentence of its own.
_GOES_ON = pattern(
    r" (?=(?-i:that|who|which|because|when|while|where|so|but|and (?:i|we|he|she|they)|he|she|they|i|we|is|was"
    r"|has|had|with (?=[^\W\d_a-z]))\b)"
)
# "at home" says nothing of where somebody was met.
NOWHERE = pattern(r"home|work|once|last|least|all|first|length|random|noon|night|his|hers|mine|theirs|ours|ages|person")
_HOUR = pattern(r"\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.?m?\.?|ish|o['’]?clock)?(?: \w+)?|noon|midnight")  # "is at 3pm"
_AND_NAME = pattern(r"(?P<firm>.+?) (?P<other>and (?P<name>(?-i:[^\W\d_a-z])[\w'’-]+(?: (?-i:[^\W\d_a-z])[\w'’-]+)?))")
_PARTS = frozenset({"office", "offices", "team", "desk", "branch"})  # "the NIH SBIR office"
SOME_PLACE = pattern(r"(?:the|an?|my|our|her|his|their) ")
# Who did something, perhaps.
NAMED = (
    r"(?:(?:just|recently|finally) )*"
    r"(?:(?P<who>.+?) (?:has |have |is |was |just |recently |also |finally )*)?(?:(?:who|he|she|they) (?:has |just "
    r"|recently |also )*)?"
)


def set_company(line: Line, words: str) -> bool:
    """Where whoever was named last works, or all who were named together."""
    words, rest = before_sentence(words, vocabulary.goes_on_behind(words))
    if (found := _AND_NAME.fullmatch(words)) and _is_other(found["firm"], found["name"]):
        words, rest = found["firm"], f"{found['other']} {rest}".strip()
    ends = vocabulary.COMPANY_ENDS.fullmatch(words.split()[-1]) if words.split() else None
    words = words.strip(" @") if ends else words.strip(" @.")
    if not words or not _group(line):
        return False
    part, *behind = rest.split() or [""]
    if part in _PARTS:
        words, rest = f"{words} {part}", " ".join(behind)
    head, _, place = words.rpartition(" in ")
    words, rest = (head, f"in {place} {rest}".strip()) if head and places.is_place(place) else (words, rest)
    for person in _group(line):
        person.company = words
    line.pieces[:0] = [rest] if rest else []
    return True


def _is_other(firm: str, name: str) -> bool:
    """Whether another name stands behind a company: "Acme and Tom", but "Ben & Jerry"."""
    return nicknames.is_first_name(name.split()[0]) and not nicknames.is_first_name(firm.split()[-1])


def before_sentence(words: str, goes_on: Callable[[str], bool] = vocabulary.is_no_company) -> tuple[str, str]:
    """ "Bosch that the RFP is out" as the company, and the sentence that goes on behind it."""
    tokens = words.split()
    for place, token in enumerate(tokens):
        if place and token.islower() and goes_on(token):
            return " ".join(tokens[:place]), " ".join(tokens[place:])
    return words, ""


def _group(line: Line) -> list[Person]:
    """Who a company is said of: in brackets, the last one; else all who were named together and have none."""
    people = line.capture.people
    free = [person for person in people if not person.company]
    if not people or people[-1].company:
        return []
    if line.is_of_all:
        return free
    return free[-1:] if line.is_bracketed or len(free) < len(people) or people[-1].title else free


def fits_company(words: str) -> bool:
    """Whether words behind "at" or "from" are a company: not "home", not a sentence."""
    words = before_sentence(words)[0]
    tokens = words.split()
    is_short = 0 < len(tokens) <= 6 and not places.is_place(words) and not vocabulary.is_event(words)
    if _HOUR.fullmatch(words) or (words.islower() and NOWHERE.fullmatch(words)):
        return False
    is_somebody = len(tokens) == 1 and nicknames.is_first_name(words)  # "works with Priya"
    if not tokens or is_somebody or vocabulary.is_department(words):
        return False
    if vocabulary.is_doing(words) or (SOME_PLACE.match(words) and words.partition(" ")[2].islower()):
        return False  # "climbing", "the deli"
    if words.islower() and (vocabulary.is_common(tokens[0]) or len(tokens) > 3):
        return False
    return is_short and not re.match(
        r"(?:home|work|college|school|uni|university|yoga|gym|church|pilates|crossfit|soccer|football|tennis|daycare"
        r"|book club|there|here|last|my|our|that|when"
        r"|msg|message|voicemail|vm|early|soon|late|town|notes?)\b",
        words if len(tokens) > 1 else words.lower(),  # "Home Depot"
    )


def without_day(line: Line, words: str) -> str:
    """The words but for a day at their end, which is for the talk or the follow-up once the rest is understood."""
    day = line.tail(words)
    if day and day.head:
        line.behind = day
        return day.head
    return words


def is_home(line: Line, words: str) -> bool:
    if not line.capture.people or not places.is_place(words):
        return False
    line.capture.is_placed = True
    return True


def note(line: Line, words: str) -> bool:
    line.keep(words)
    return True


def set_place(line: Line, words: str) -> bool:
    """Where they met; a day behind it is when they did."""
    words = without_day(line, re.sub(r"^(?:at|in|on|@) ", "", words))
    if line.told.where_met or not words or NOWHERE.fullmatch(words):
        return False
    words, *rest = _GOES_ON.split(words, maxsplit=1)
    words, sentence = before_sentence(words, vocabulary.goes_on_behind(words, is_place=True))
    line.told.where_met = words
    line.pieces[:0] = filter(None, (sentence, *rest))
    return True
