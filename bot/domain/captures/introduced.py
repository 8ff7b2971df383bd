"""Who brought whom together, or promised to."""

import re

from bot.domain import names, nicknames, vocabulary
from bot.domain.captures.cutting import BY, THEN
from bot.domain.captures.facts import FollowUp
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.captures.sharing import set_place, without_day
from bot.domain.intro_words import IntroWords
from bot.domain.model import IntroductionKind

RECEIVED, MADE = IntroductionKind.RECEIVED, IntroductionKind.MADE

_CHANNEL = pattern(r"linkedin|twitter|x|slack|e?-?mail|zoom|whatsapp|facebook|instagram|phone|github|discord|meetup")
_INTRODUCE = r"(?:introduce|intro|connect)"
_INTRODUCED = r"(?:introduced|introd|intro['’]d|intro['’]ed|intro['’]?ed|connected)"
_ME = r"(?:me|us)"
_TOUCH = r"put {0} in (?:touch|contact) with"
_WILL = (
    r"(?:will|['’]ll|is going to|is about to|wants to|can|could|would|promised to|promises to|offered to|offers to"
    r"|is happy to"
    r"|agreed to|said (?:he|she|they)(?:['’]d| would|['’]ll| will)|might)"
)
_I_WILL = (
    rf"{THEN}(?:i(?:['’]ll| will)? )?(?:['’]ll |will |promised to |offered to |need to |want to |should |going to "
    rf"|have to |to )*"
)
_OWED = r"(?:promised|owe|offered|promise) (?P<first>.+?) (?:an? )?intro(?:duction)? to"
_ABOUT = re.compile(r",?\s+(?:about|regarding|re:?|for)\s+", re.IGNORECASE)
_KIN = (
    r"(?:(?:my|our|her|his|their|the|an?) )?(?:(?:new|old|former|good|own) )*(?:boss|colleague|coworker|co-?founder"
    r"|friend|partner|husband"
    r"|wife|brother|sister|manager|client|customer|assistant|cto|ceo|cfo|coo|founder|contact|investor|team|mentor"
    r"|neighbou?r)"
    r"|(?:my|our|her|his|their) (?:(?-i:[a-z][\w-]*) )?"
    r"(?!(?:is|was|has|are|at|from|in|of|with|on|for|to|about|and)\b)(?-i:[a-z][\w-]+)"
)
RELATED = re.compile(rf"(?P<how>(?:{_KIN})),? (?P<name>(?-i:[^\W\d_a-z]).+)", re.IGNORECASE)
_BEHIND = re.compile(r",?\s+(?=(?:at|from|of|in|on|who|over|next|this|by|via|so|because|when)\b)", re.IGNORECASE)


def _by(line: Line, found: re.Match[str]) -> bool:
    """ "via Bob and Ann"; "via LinkedIn" is a place."""
    by = found["by"]
    if _CHANNEL.fullmatch(by) or (by.isupper() and by.isalpha() and len(by) > 1):  # "via INSEAD"
        line.told.where_met = line.told.where_met or by
        return True
    by, *left = _BEHIND.split(by, maxsplit=1)
    day = line.tail(by)
    related = RELATED.fullmatch(day.head if day else by)
    by = related["name"] if related else day.head if day else by
    people = [line.whom(each) for each in re.split(r"\s+(?:and|&)\s+", by)]
    if not all(people):
        return False
    line.keep(related["how"] if related else None)
    line.told.introduced_by += [name for name in people if name]
    line.told.last = line.told.introduced_by[-1]
    if day:
        line.take_day(day)
    for words in left:
        _where(line, words)
    return True


def _where(line: Line, words: str) -> None:
    """ "introduced by Bob at the fair": where they met."""
    found = re.fullmatch(r"(?:at|in|on) (.+)", words, re.IGNORECASE)
    if not (found and not line.is_day(words) and set_place(line, found[1])):
        line.pieces.insert(0, words)


def _introduced_me(line: Line, found: re.Match[str]) -> bool:
    """ "Bob introduced me to Jane Doe": Jane is who the line is about."""
    day = line.tail(found["first"] or "")
    by_words, *left = _BEHIND.split(day.head if day else found["first"] or "they", maxsplit=1)
    by = line.whom(by_words)
    related = RELATED.fullmatch(found["second"])
    whom = related["name"] if related else found["second"]
    met = [person.name for person in line.capture.people]
    is_known = by in met
    if by and met and not is_known:
        return _introduced_her(line, by, whom, [*left, *([day.words] if day else [])])
    if not by or _is_a_thing(found["second"]) or (is_known and not vocabulary.is_name(names.clean(whom))):
        return False
    line.told.introduced_by.append(by)
    line.keep(" ".join([*left, *([day.words] if day else [])]))
    line.keep(related["how"] if related else None)
    if is_known:  # "Ann (Acme) introduced me to Jane Doe"
        line.add_person(whom)
        return True
    return line.go_on_with(whom)


def _introduced_her(line: Line, by: str, whom: str, left: list[str]) -> bool:
    """ "met Jane, Bob introduced me to her"; "coffee with Jane, Bob introduced me to Sam" says nothing of Jane."""
    if line.whom(whom) not in [person.name for person in line.capture.people]:
        return False
    line.told.introduced_by.append(by)
    line.keep(" ".join(left))
    return True


def _is_a_thing(words: str) -> bool:
    """Whether it is hardly somebody: "Shopify", or "jazz", which has no capital and is no first name."""
    return vocabulary.is_firm(words) or (words.islower() and not nicknames.is_first_name(re.split(r"\W", words)[0]))


def _thanked_for_it(line: Line, found: re.Match[str]) -> bool:
    """ "thank Bob for introducing me to Jane Doe"."""
    from bot.domain.captures.facts import Thanks

    if not _introduced_me(line, found):
        return False
    line.capture.thanks.append(Thanks(line.told.introduced_by[-1]))
    return True


def _will(line: Line, found: re.Match[str]) -> bool:
    """ "she'll intro me to Sam Lee": a promise."""
    return _tell(line, RECEIVED, False, found["first"] or "they", found["second"])


def _make(is_done: bool) -> Rule:
    def rule(line: Line, found: re.Match[str]) -> bool:
        """ "I introduced Ann to Tom", "I'll intro her to Tom"."""
        return _tell(line, MADE, is_done, found["first"], found["second"])

    return rule


def _tell(line: Line, kind: IntroductionKind, is_done: bool, first: str, second: str) -> bool:
    said, *about = _ABOUT.split(second, maxsplit=1)
    said, *left = _BEHIND.split(said, maxsplit=1)
    if day := line.tail(said):
        said, left = day.head, [day.words, *left]
    elif left and (day := line.tail(left[0])) and day.head.lower() not in ("", "by", "on", "before"):
        day = None
    related = RELATED.fullmatch(said)
    introducer = line.whom(first) or _named_first(line, first)
    other = line.whom(related["name"] if related else said)
    if not introducer or not other or introducer == other:
        return False
    if related:
        line.keep(related["how"])
    is_by = bool(day and day.reading and kind == MADE and not is_done and day.reading.on >= line.today)
    left = left[1:] if is_by else left
    line.keep(" ".join(left))
    told = IntroWords(kind, is_done, introducer, other, about[0].strip(" .") if about else None)
    line.capture.introductions.append(told)
    _name(line, introducer, other if kind == MADE else None)
    if day and is_by:
        whom = [introducer] if len(line.capture.people) > 1 else []
        line.follow_up(FollowUp(day.reading, None, f"intro to {other}", whom))
    if kind == RECEIVED and other not in [person.name for person in line.capture.people]:
        _keep_theirs(line)
    return True


def _keep_theirs(line: Line) -> None:
    """What somebody is whom the line only promises, is said of nobody it is about: "intro me to Sam Lee, CEO"."""
    while line.pieces and _is_post(line.pieces[0].lstrip("( ")):
        line.keep(line.pieces.pop(0).lstrip("( "))


def _is_post(piece: str) -> bool:
    """Whether a piece says what somebody is: "CEO of Harrow Steel", "at Acme"."""
    what = re.split(r"(?:^| )(?:at|of|from|@) ", piece.removeprefix("the ").removeprefix("their "), maxsplit=1)[0]
    return vocabulary.is_title(what) if what else True


def _named_first(line: Line, words: str) -> str | None:
    """ "Nils knows a printer and", before "will introduce me": who does, and what else is said of them as a note."""
    parts = vocabulary.starts_with_name(re.sub(r",? (?:and|so|but)$", "", words.strip()), is_sure=True)
    if not parts or line.capture.people:
        return None
    line.keep(parts[1])
    return parts[0]


def _name(line: Line, first: str, second: str | None) -> None:
    """Whoever a line names in an introduction is who it is about, if it is about nobody else."""
    if not line.capture.people:
        for name in filter(None, (first, second)):
            line.add_person(name)
    line.told.last = first


def _related(line: Line, found: re.Match[str]) -> bool:
    """ "her colleague Raj Patel": somebody else, and how they are related."""
    name = without_day(line, found["name"])
    if not line.capture.people or not vocabulary.is_name(names.clean(name)) or not line.capture.talk:
        return False
    line.keep(found["how"])
    line.add_person(name)
    return True


def _and_theirs(line: Line, found: re.Match[str]) -> bool:
    """ "& her mum on friday": somebody without a name, and the day of it all."""
    words = without_day(line, found["how"])
    if not line.capture.people or not line.capture.talk or not words.islower() or len(words.split()) > 3:
        return False
    line.keep(words)
    return True


def related_first(line: Line, found: re.Match[str]) -> bool:
    """ "my mentor Beatrice Okoro", "a guy called Reza", where a name is known to stand."""
    if not line.is_named or line.capture.people:
        return False
    line.keep(found["how"])
    return line.go_on_with(found["name"])


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [*_received_rules(), *_made_rules(), *_led_rules()]


def _received_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Of whom somebody introduced, or will introduce, to the member."""
    touch_me = _TOUCH.format(_ME)
    brought = r"(?:referred|linked|hooked|paired|matched|recommended|directed|pointed)"
    done = rf"(?:{_INTRODUCED} {_ME} (?:to|with)|{brought} {_ME}(?: up)? (?:to|with)|{touch_me})"
    me = rf"(?:{_INTRODUCE} {_ME} (?:to|with)|{touch_me}|make an? intro(?:duction)? to)"
    thank = (
        rf"{THEN}thanks?(?: you)?(?: to)? (?P<first>.+?) for (?:the intro(?:duction)? to|introducing {_ME} to"
        rf"|connecting {_ME} (?:to|with))"
    )
    return [
        (pattern(rf"(?P<first>(?:.+? )??)(?:has |just |kindly )*{done} (?P<second>.+)"), _introduced_me),
        (pattern(rf"{thank} (?P<second>.+)"), _thanked_for_it),
        (
            pattern(
                rf"(?P<first>(?:(?!(?:said|says|told (?:me|us))\b).+?)??)(?: ?(?:said|says|told)(?: (?:me|us))?|"
                rf" ?that)*(?: ?(?:he|she|they))?(?: ?(?:\w+ly|also|already|just|has|have))* ?{_WILL}"
                rf" (?:kindly )?{me} (?P<second>.+)"
            ),
            _will,
        ),
        (
            pattern(
                r"(?:i |just |finally )*(?:got |had |received )?(?:an? |the |my )?(?:warm |e-?mail |quick |nice"
                r" )?intro(?:duction)?"
                r" (?:from|by|via|through|thanks to) (?P<first>.+?) to (?P<second>.+)"
            ),
            _introduced_me,
        ),
        (
            pattern(
                r"(?:i |just |finally )*(?:got |had |received )(?:an? |the |my )?(?:warm |e-?mail |quick |nice"
                r" )?intro(?:duction)?"
                r" to (?P<second>.+?) (?:from|by|via|through|thanks to) (?P<first>.+)"
            ),
            _introduced_me,
        ),
        (
            pattern(
                r"(?:i was |just |got |was |finally )*(?:introduced|introd|intro['’]?d) to (?P<second>.+?) (?:by|via"
                r"|through) (?P<first>.+)"
            ),
            _introduced_me,
        ),
        (
            pattern(rf"(?P<first>.+?) (?:promised|offered|owes)(?: {_ME})? an? intro(?:duction)? to (?P<second>.+)"),
            _will,
        ),
    ]


def _made_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Of whom the member introduced, or will."""
    touch = r"put (?P<first>.+?) in (?:touch|contact) with"
    return [
        (
            pattern(
                rf"(?:(?:i|we|have|just|also|finally) )*{_INTRODUCED} (?P<first>.+?) (?:to|with|and|&"
                rf"|\+) (?P<second>.+)"
            ),
            _make(True),
        ),
        (pattern(rf"(?:i )?{_OWED} (?P<second>.+)"), _make(False)),
        (
            pattern(
                rf"(?:i )?(?:told|promised) (?P<first>.+?) (?:that )?(?:i(?:['’]d|['’]ll| will| would| can| could)|to)"
                rf" {_INTRODUCE} (?:him|her|them) (?:to|with) (?P<second>.+)"
            ),
            _make(False),
        ),
        (pattern(rf"{_I_WILL}(?:{_INTRODUCE} (?P<first>.+?) (?:to|with|and)) (?P<second>.+)"), _make(False)),
        (pattern(rf"{_I_WILL}{touch} (?P<second>.+)"), _make(False)),
    ]


def _led_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Of who led to somebody that was named."""
    return [
        (
            pattern(r"thanks to (?P<first>.+?),? i (?:now )?(?:met|know|got to (?:meet|know)) (?:now )?(?P<second>.+)"),
            _introduced_me,
        ),
        (
            pattern(rf"(?:who )?(?:was |were |got )?(?:introduced|intro['’]?d) to {_ME} (?:by|via|through) (?P<by>.+)"),
            _by,
        ),
        (pattern(rf"(?:via|through|thru|{BY}|thanks to) (?P<by>.+)"), _by),
        (re.compile(rf"(?:and |& |\+ )?{RELATED.pattern}", re.IGNORECASE), _related),
        (pattern(r"(?:and|&|\+) (?P<how>(?:his|her|their) .+)"), _and_theirs),
    ]
