"""A member's own words as one says them to the person they are about: "her move" is "your move".

Notes speak of people in the third person, promises of what to do; a message says both to them, or leaves them out.
"""

import re
from collections.abc import Iterable

from bot.domain import names, tasks, templates
from bot.domain.model import Contact, Direction, Interaction, InteractionKind

LONGEST = 120  # characters of anything that is put into a message
TOPIC = 60

_SPOKE = (
    r"(?:talk(?:ed|s)?|spoke|spoken|chat(?:ted)?|conversation|discussion|called|call|coffee|lunch|dinner|breakfast|"
    r"meeting|met|emailed|e-mailed|wrote|mailed|messaged|asked)"
)
_ABOUT = re.compile(
    rf"\b{_SPOKE}\b[^.;:\n]{{0,40}}?\b(?:about|regarding|re|on)\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE
)
_DISCUSSED = re.compile(r"\bdiscussed\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE)
_TOUCHED = (InteractionKind.CALL, InteractionKind.COFFEE, InteractionKind.MEETING)
_WRITTEN = (InteractionKind.EMAIL, InteractionKind.MESSAGE)
# What a talk was about, as it is logged with it: "her move to Lisbon", "pricing"; "likes tea" is something else.
_OF_TALK = re.compile(
    r"^\s*(?P<topic>(?:(?:her|his|their|our|the)\s+[^;\n]+|[a-z]+ing(?:\s+[^;\s]+){0,3}))\s*(?:;|$)", re.I
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|did|does|do|wants?|needs?|said|says|asked|"
    r"told|likes?|loves?|went|goes|got)\b|n['’]t\b",
    re.IGNORECASE,
)
_BARE_ABOUT = re.compile(r"^\s*(?:about|re:?|regarding)\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE)
_REST = re.compile(
    r"\s+(?:(?:and|but|so|because|then|who|which|that|while|where)\s+(?:s?he|they|i|we|it|will|would|was|is|has|had)\b|"
    r"(?:yesterday|today|last|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\().*$",
    re.IGNORECASE,
)
_NO_NOUN = r"(?:and|or|to|about|that|for|in|on|at|the|an?|my|our|some|this|these|those|how|what|when|if|whether)"
_THEIRS = re.compile(rf"\b(?:her|his|their)\b(?!\s+{_NO_NOUN}\b|\s*$)", re.IGNORECASE)
_THEM = re.compile(rf"\b(?:him|them|her(?=\s+{_NO_NOUN}\b|\s*$))\b", re.IGNORECASE)
_NO_DEED = re.compile(r"(?:next|meet|see|congratulat\w+)\b", re.IGNORECASE)  # "I said I'd meet" says nothing
_UNFIT = re.compile(
    rf"\b(?:she|he|they|him|them|hers|herself|himself|themselves)\b|\b(?:her|his|their)(?:\s*$|\s+{_NO_NOUN}\b)|"
    r"^(?:how|what|why|when|where|whether|if|that|who|which|it|this|him|her|them|me|us|you)\b|\bhttps?\b|@",
    re.IGNORECASE,
)
_ON = re.compile(r"^(?:linkedin|twitter|x|mastodon|bluesky|slack|discord|zoom|teams|instagram|facebook|github)\b", re.I)
_JOINED = re.compile(r"^(?:at|in|on|during|through|via)\s", re.IGNORECASE)
_DOING = re.compile(
    r"(?:now |currently |soon )?(?:leaving|looking|seeking|searching|starting|joining|founding|launching|building|"
    r"opening|moving|relocating|changing|switching|quitting|retiring|returning|taking|becoming|going|freelancing|"
    r"hiring|raising|selling|writing|expecting|planning|open to|available|free (?:from|for|to|again))\b",
    re.IGNORECASE,
)
_NOWHERE = re.compile(r"^(?:a )?(?:direct message|dm|group message|unknown|here)\b", re.IGNORECASE)


def met(place: str | None, locale: str = "en") -> str | None:
    """ "at PyCon", "on LinkedIn", "in #intros": where they met, to stand after "we met"."""
    place = " ".join((place or "").split())
    if not place or _NOWHERE.match(place):
        return None
    if _JOINED.match(place):
        return place[0].lower() + place[1:]
    joint = "in" if place.startswith("#") else "on" if _ON.match(place) else "at"
    return f"{templates.phrase(locale, 'join', joint)} {place}"


def topic(interactions: Iterable[Interaction], contact: Contact) -> str | None:
    """What the two last spoke of, as the latest note that says so has it: "your move to Lisbon".

    What the member wrote to them is no note: to wish to talk about something is not to have done so.
    """
    for one in (each for each in interactions if each.direction != Direction.OUT):
        for found in filter(None, (pattern.search(one.text) for pattern in (_ABOUT, _DISCUSSED, *_of_a_talk(one)))):
            if fit := to_them(found["topic"], contact, TOPIC):
                return fit
    return None


def deed(text: str, contact: Contact) -> str | None:
    """What was promised to be done, as one says it to that person: "show her the deck" is "show you the deck".

    None, if it is no deed, or can't be said so.
    """
    if not tasks.is_deed(text) or _NO_DEED.match(text):
        return None
    first = re.escape(names.first(contact.name))
    return to_them(_THEM.sub("you", re.sub(rf"\b{first}\b(?!['’])", "you", text)), contact)


def _of_a_talk(one: Interaction) -> list[re.Pattern[str]]:
    """How the text of a talk begins that says what it was about."""
    if one.kind not in (*_TOUCHED, *_WRITTEN) or _SAYS.search(one.text.split(";")[0]):
        return []
    return [_BARE_ABOUT, _OF_TALK]


def to_them(text: str | None, contact: Contact, limit: int = LONGEST) -> str | None:
    """A few words about somebody, as one says them to that person: "her move" is "your move".

    None, if they can't be said so, or are too many.
    """
    said = _REST.sub("", " ".join((text or "").split())).strip(" ,.;:!?-–—")
    first = re.escape(names.first(contact.name))
    said = _THEIRS.sub("your", re.sub(rf"\b{first}['’]s?(?=\s)", "your", said))
    if not said or len(said) > limit or _UNFIT.search(said) or re.search(rf"\b{first}\b", said):
        return None
    return said


def as_news(text: str) -> str:
    """One's situation, to stand after a colon: "I'm leaving Acme", as one says it to somebody, not "Leaving Acme."."""
    said = " ".join(text.split()).rstrip(" .!")
    if _DOING.match(said):
        return f"I'm {said[0].lower()}{said[1:]}"
    return said[0].lower() + said[1:] if re.match(r"[A-Z][a-z]+ing\b|Now\b|My\b|The\b|A\b", said) else said
