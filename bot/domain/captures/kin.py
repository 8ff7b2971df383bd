"""How somebody stands to the member: a friend, a cousin, an old colleague."""

import re

from bot.domain import nicknames, vocabulary
from bot.domain.captures.introduced import RELATED, related_first
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.model import Circle

_CIRCLES = (
    (Circle.FORMER_COLLEAGUE, r"(?:former|ex|old|previous)[- ]"
                              r"(?:colleague|co-?worker|boss|manager|teammate|team mate|cofounder)"),
    (Circle.FAMILY, r"(?:cousin|brother|sister|uncle|aunt|mother|father|mum|mom|dad|son|daughter|nephew|niece|in-law"
                    r"|(?:brother|sister|mother|father|son|daughter)[- ]in[- ]law|grandmother|grandfather"
                    r"|husband|wife|family)"),
    (Circle.FRIEND, r"(?:friend|buddy|pal|mate|best friend|bestie|classmate|roommate|room ?mate|flat ?mate)"),
    (Circle.CLIENT, r"(?:client|customer)"),
)  # fmt: skip
_PLAIN = (Circle.FRIEND, Circle.CLIENT)  # of whom the circle says it all
_QUALIFIED = (
    r"(?:(?:an?|my|our|the|is|was|he['’]s|she['’]s|dear|good|old|new|close|great|big|first|potential|longtime"
    r"|long-time|family|childhood) )*"
)
_QUALIFIERS = pattern(rf"^{_QUALIFIED}")
_KIN = "|".join(words for _, words in _CIRCLES)
_CALLED = pattern(
    r"(?:(?:an?|this|some|the) )?(?P<how>[\w -]{2,40}?) (?:called|named|by the name of) (?P<name>(?-i:[^\W\d_a-z]).+)"
)
_BEHIND_NAME = pattern(r" (?:from|at|of|in|who|and|with) ")
_TAGS = {
    "friend": Circle.FRIEND, "friends": Circle.FRIEND, "family": Circle.FAMILY, "client": Circle.CLIENT,
    "clients": Circle.CLIENT, "customer": Circle.CLIENT, "industry": Circle.INDUSTRY,
    "former-colleague": Circle.FORMER_COLLEAGUE, "formercolleague": Circle.FORMER_COLLEAGUE,
    "excolleague": Circle.FORMER_COLLEAGUE, "ex-colleague": Circle.FORMER_COLLEAGUE,
}  # fmt: skip


def circle_of(tag: str) -> Circle | None:
    """The circle that a tag means: "family"."""
    return _TAGS.get(tag.lower().replace("_", "-"))


def _circle(line: Line, found: re.Match[str]) -> bool:
    """ "friend", "old friend from college", "former colleague"."""
    if not line.person or line.person.circle:
        return False
    line.person.circle = _circle_in(found["kin"])
    says_more = len(found[0].split()) > len(found["kin"].split())
    if says_more:
        line.keep(found[0])
    return True


def _kin(line: Line, found: re.Match[str]) -> bool:
    """ "my cousin Rosa Diaz", "our new client Jane Doe"."""
    is_title = found["how"][0].isupper() and not found["how"].lower().startswith(("my", "our"))  # "Aunt May"
    if (
        line.capture.people
        or is_title
        or (not vocabulary.is_name(found["name"].split(" is ")[0]) and not (vocabulary.starts_with_name(found["name"])))
    ):
        return False
    parts = None if " is " in found["name"] else vocabulary.starts_with_name(found["name"])
    line.told.circle = _circle_in(found["kin"])
    is_plain = line.told.circle in _PLAIN and len(found["how"].split()) < 3
    line.keep(None if is_plain else found["how"])
    return line.go_on_with(*(parts or (found["name"],)))


def _related(line: Line, found: re.Match[str]) -> bool:
    """ "my friend Mei-Ling Chou on 18 Nov", where a name is known to stand."""
    if not related_first(line, found):
        return False
    how = re.sub(r"^(?:my|our|an?|the) ", "", found["how"], flags=re.IGNORECASE)
    line.told.circle = _circle_in(how)
    return True


def _named_last(line: Line, found: re.Match[str]) -> bool:
    """ "New client is Bianca Rossi", "my boss is Hana Sato": the name, and how they stand to the member."""
    how, name = found["how"], found["name"]
    alone = _BEHIND_NAME.split(name, maxsplit=1)[0]
    if line.capture.people or not vocabulary.is_name(alone) or vocabulary.is_title(alone):
        return False
    line.told.circle = _circle_in(found["kin"])
    is_plain = line.told.circle in _PLAIN
    line.keep(None if is_plain else how)
    return line.go_on_with(name)


def _before_name(line: Line, found: re.Match[str]) -> bool:
    """ "My lawyer, Gina, ...", "our client, Jane Doe"."""
    how, name = found["how"], line.pieces[0] if line.pieces else ""
    is_whole = all(word[:1].isupper() for word in name.split()) and vocabulary.is_name(name)
    is_sure = is_whole and (" " in name or nicknames.is_first_name(name))
    is_told = line.capture.talk and not line.is_named
    if line.capture.people or is_told or not is_sure or vocabulary.is_firm(name):
        return False
    line.told.circle = _circle_in(how)
    line.keep(None if line.told.circle in _PLAIN else f"{found['my']} {how}")
    return line.go_on_with()


def _circle_in(words: str) -> Circle | None:
    """The circle that words mean, as they are or without what qualifies them: "old friend"."""
    tried = (words, _QUALIFIERS.sub("", words))
    return next((circle for each in tried for circle, kin in _CIRCLES if re.fullmatch(kin, each, re.IGNORECASE)), None)


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [
        (
            pattern(
                rf"(?P<how>(?:(?:my|our|an?|the) )?(?:(?-i:[a-z])[\w-]+ )??(?P<kin>{_KIN}|old boss)),?"
                rf" (?P<name>(?-i:[^\W\d_a-z]).+)"
            ),
            _kin,
        ),
        (
            pattern(
                rf"(?P<how>(?:(?:my|our|the) )?(?:(?:new|old|first|best) )*(?P<kin>{_KIN}|boss|manager|lawyer"
                rf"|accountant|contact(?: (?:there|at .+?))?|mentor|investor|landlord)) is (?:now |called |named )?"
                rf"(?P<name>(?-i:[^\W\d_a-z]).+)"
            ),
            _named_last,
        ),
        (pattern(r"(?P<my>my|our) (?P<how>(?-i:[a-z][\w-]*|[A-Z]{2,4})(?: (?-i:[a-z][\w-]*)){0,2})"), _before_name),
        (_CALLED, _related),
        (RELATED, _related),
        (pattern(rf"{_QUALIFIED}(?P<kin>{_KIN})(?: of mine)?(?: (?:from|at|since|in) .+)?"), _circle),
    ]
