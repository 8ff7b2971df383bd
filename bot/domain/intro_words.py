"""What a line says of an introduction: "Bob introduced me to Jane Doe, CTO at Acme", "I introduced Ann to Tom"."""

import re
from dataclasses import dataclass

from bot.domain.model import IntroductionKind

RECEIVED, MADE = IntroductionKind.RECEIVED, IntroductionKind.MADE


@dataclass(frozen=True)
class IntroWords:
    """An introduction as it was typed: two names, each perhaps with more about that person."""

    kind: IntroductionKind
    is_done: bool  # it has happened; else it is promised
    first: str  # the introducer; of one made, the one
    second: str  # who was introduced to the member; of one made, the other
    about: str | None = None


_INTRODUCED = r"(?:introduced|intro['’]?e?d|connected)"
_INTRODUCE = r"(?:introduce|intro|connect)"
_AN_INTRO = r"(?:an |the )?(?:intro|introduction)"
_TO = r"(?:to|with)"
_BOTH = r"(?P<first>.+?) (?:and|&(?! co\b)) (?P<second>.+)"
_ONE_TO_OTHER = rf"(?P<first>.+?) {_TO} (?P<second>.+)"
_BOTH_IN_TOUCH = r"(?P<first>.{1,200}?) and (?P<second>.{1,200}) in touch"  # bounded, else it takes its time
_IN_TOUCH = r"(?P<first>.+?) in touch with (?P<second>.+)"
_HAS = r"(?:['’]s|['’]ve)?(?: (?:has|have|just|already|finally|kindly))*"
_WILL = (
    r"(?:['’]ll| will| can| could| would| might| wants to|(?:['’]s| is) (?:going|about|happy|willing|glad) to"
    r"|(?: has|['’]s)? (?:promised|offered|agreed|volunteered) to"
    r"| said (?:he|she|they)(?:['’]d|['’]ll| would| will| can| could))"
)
_I_HAVE = r"(?:i(?:['’]ve| have)?(?: (?:just|already|finally))* )"
_I_WILL = (
    r"(?:i(?:['’]ll|['’]d like to|['’]m going to| will| can| could| should| must| want to| need to| have to"
    r"| would like to| am going to| promised to| offered to| agreed to) )"
)
_THANKS_TO = r"(?:via|through|thanks to|(?:(?:was|were|got) )?introduced(?: to me)? by)"
# Of two names alone: words that no name has.
_ANY_VERB = (
    r"\b(?:i|me|introduc\w*|intro\w*|connect\w*|put|met|was|is|were|will|follow\w*|talk\w*|spoke|thanks?|said|wants?"
    r"|needs?|going|how|what|who|about)\b"
)

# Each way to put it, and which of the two names comes first; the first that fits is taken.
_PATTERNS = (
    (
        rf"(?P<first>.+?){_WILL}(?: kindly)? (?:{_INTRODUCE} me {_TO}|put me in touch with) (?P<second>.+)",
        RECEIVED,
        False,
    ),
    (rf"(?P<first>.+?){_HAS} {_INTRODUCED} me {_TO} (?P<second>.+)", RECEIVED, True),
    (
        rf"(?P<first>.+?){_HAS} (?:put me in touch with|(?:made|gave)(?: me)? {_AN_INTRO} to) (?P<second>.+)",
        RECEIVED,
        True,
    ),
    (rf"(?P<first>.+?){_HAS} (?:promised|offered)(?: me)? {_AN_INTRO} to (?P<second>.+)", RECEIVED, False),
    (rf"i (?:was|got) {_INTRODUCED} {_TO} (?P<second>.+?) (?:by|via|through|thanks to) (?P<first>.+)", RECEIVED, True),
    (rf"(?:i )?(?:was|got) {_INTRODUCED} by (?P<first>.+?) to (?P<second>.+)", RECEIVED, True),
    (rf"{_I_HAVE}?{_INTRODUCED} {_ONE_TO_OTHER}", MADE, True),
    (rf"{_I_HAVE}?{_INTRODUCED} {_BOTH}", MADE, True),
    (rf"{_I_HAVE}put {_IN_TOUCH}", MADE, True),
    (rf"{_I_HAVE}put {_BOTH_IN_TOUCH}", MADE, True),
    (rf"{_I_WILL}?{_INTRODUCE} {_ONE_TO_OTHER}", MADE, False),
    (rf"{_I_WILL}?{_INTRODUCE} {_BOTH}", MADE, False),
    (rf"{_I_WILL}?put {_IN_TOUCH}", MADE, False),
    (rf"{_I_WILL}?put {_BOTH_IN_TOUCH}", MADE, False),
    (rf"(?:i )?(?:met |to )?(?P<second>.+?),? {_THANKS_TO} (?P<first>.+)", RECEIVED, True),
    (rf"(?!.*{_ANY_VERB}){_ONE_TO_OTHER}", MADE, False),
)
_TELLS = tuple((re.compile(pattern, re.IGNORECASE), kind, done) for pattern, kind, done in _PATTERNS)
# "for the pilot" is what it is about, "Head of Research for Acme" is not.
_ABOUT = re.compile(r",?\s+(?:(?:about|regarding|re:?)|for(?!\s+(?-i:[A-Z])))\s+", re.IGNORECASE)
# How they were brought together, which nobody needs to remember.
_CHANNEL = re.compile(
    r",?\s+(?:via|by|over|on|through|in)\s+(?:an? )?"
    r"(?:e-?mail|mail|linked-?in|slack|whatsapp|phone|zoom|teams|text|dm)$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"me|myself|i|us|you|(?:him|her|it)(?:self)?|them(?:selves)?|a|an|the|to|and|", re.IGNORECASE)


def read(text: str) -> IntroWords | None:
    """An introduction, if a line tells of one; "about …" at its end is what it is about."""
    line = _CHANNEL.sub("", " ".join(text.split()).rstrip(" .!"))
    said, *about = _ABOUT.split(line, maxsplit=1)
    told = _told(said) or _told(line)
    if told is None:
        return None
    kind, done, first, second = told
    (first, *of_first), (second, *of_second) = (_ABOUT.split(name, maxsplit=1) for name in (first, second))
    found = [*of_second, *of_first, *about]
    return IntroWords(kind, done, first, _CHANNEL.sub("", second), found[0].strip() if found else None)


def _told(said: str) -> tuple[IntroductionKind, bool, str, str] | None:
    """The kind, whether it is done, and the two names with what else was said of them."""
    for pattern, kind, done in _TELLS:
        found = pattern.fullmatch(said)
        if found:
            first, second = (found[name].strip(" ,") for name in ("first", "second"))
            is_told = not any(_NOBODY.fullmatch(name) for name in (first, second))
            return (kind, done, first, second) if is_told else None
    return None
