"""Where a message says the two met, and where they did."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz import fuzz

from bot.domain import names
from bot.domain.checking import lexicon
from bot.domain.checking.findings import Case, Finding, Rule
from bot.domain.checking.prose import Word

_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻČŠŽ0-9"
_WORD = rf"(?:(?:St|Mt)\.|[{_CAPITAL}](?:[\w'’&-]|\.(?=\w))*)"  # a full stop ends a name, and a sentence
_PLACE = rf"(?P<place>{_WORD}(?: (?:(?:of|the|and|for|de|du|der) )?{_WORD}){{0,4}})"
_AT = r"(?:at|during|from) (?:the |this year['’]s |last year['’]s )?"
_ALSO = r"(?: (?:again|there|briefly|in person|so much|last \w+|yesterday|this \w+|we had|you and i had))*,? "
# Words that say of a place, whatever it is, that the two met there.
_MET = re.compile(
    r"\b(?:(?:meet|see|catch|speak (?:with|to)|talk (?:with|to)) you|we (?:first |last )?(?:met|spoke|talked|chatted|"
    r"saw each other)|(?:met|saw) you|meeting(?: you)?|seeing you|(?:talking|chatting|speaking)(?: (?:with|to) you)?|"
    r"(?:ran|bumped|run) into (?:you|each other)|(?:running|bumping) into you|(?:our|that|the) (?:\w+ )?(?:chat|"
    r"conversation|talk|meeting|encounter|discussion)|(?:good|nice|great|lovely) (?:chat|talk|conversation)|"
    rf"connect(?:ed|ing) with you){_ALSO}{_AT}{_PLACE}"
    rf"|(?:{_AT}|in |since ){_PLACE.replace('place', 'where')},? (?:where|when) we (?:first |last )?"
    r"(?:met|spoke|talked|chatted)"
)
# Words that say so of an event that the book knows, anywhere in the sentence.
_TOGETHER = re.compile(
    r"\b(?:met|meeting|chat\w*|talked|talking|conversation|discussion|spoke|speaking|saw (?:you|each)|seeing you|"
    r"see you|meet you|r[au]n(?:ning)? into|bump\w*|enjoyed|since|(?:great|good|nice|fun) (?:to|time)|introduced|"
    r"talk (?:to|with)|pleasure|panel|lunch|dinner|coffee|drinks?|session|booth|"
    r"stand|queue|taxi|shared|joy|delight\w*|luck|remember|with you|you and (?:i|me)|next to you|beside you"
    r"|your hand)\b"
)
_I_AND_YOU = re.compile(
    r"\bi "
    r"(?!hea|see|saw|read|under|know|think|thought|hope|believe|guess|watch|wish|wonder)(?:\w+ ){1,4}you\b"
    r"|\bwe (?:\w+ )?(?!are\b|will\b|go\b|plan)(?:\w+ed|were|had|got|sat|ran|spoke|saw|stood|drank|ate|lost|did)\b"
    r"|\bfaces? to (?:the|a|your) name\b|\bin person\b|\bit was (?:so |such |really "
    r"|very )*(?:an? )?(?:\w+ )?(?:joy|pleasure|delight|treat|fun)\b|\bshak(?:e|ing) (?:your )?hands?\b"
)
_BOTH = re.compile(r"\b(?:you|your|we|our|us)\b")
_TO_COME = re.compile(
    r"\b(?:would|will|hope|hoping|let['’]?s|look(?:ing)? forward|shall|can (?:we|i)|could|next(?! to)|upcoming|if you|"
    r"are you|want|like to|plan\w*|may|might|love to|happy to|going to|tomorrow)\b|['’]ll\b"
)
_ALIKE = 80  # of 100


def check(case: Case) -> Iterator[Finding]:
    """An event or place where they are said to have met, and did not."""
    met = case.known.contact.where_met
    if not met:
        return
    said: set[int] = set()
    for start, place in chain(_named(case), _events(case)):
        before, _ = case.prose.around(start, start + len(place))
        if not said.isdisjoint(range(start, start + len(place))) or _TO_COME.search(before) or _is_known(place, case):
            continue
        said.update(range(start, start + len(place)))
        yield Finding(Rule.PLACE, f"As far as I know you met at {met}.", place, start, met.removeprefix("the ").strip())


def _named(case: Case) -> Iterator[tuple[int, str]]:
    """Whatever is called the place where the two met."""
    for match in _MET.finditer(case.text):
        group = "place" if match["place"] else "where"
        yield match.start(group), match[group].rstrip(".,'’")


def _events(case: Case) -> Iterator[tuple[int, str]]:
    """Where others were met, in a sentence about the two having met."""
    for event in case.events:
        for found in case.prose.runs(names.key(event).removeprefix("the ").split()):
            if _is_event(found) and _is_of_both(case, found):
                yield found[0].start, case.text[found[0].start : found[-1].end]


def _is_event(found: Sequence[Word]) -> bool:
    return any(word.is_capital and not (word.is_first and len(found) == 1) for word in found)


def _is_of_both(case: Case, found: Sequence[Word]) -> bool:
    """Whether a sentence says that the two met, and names nobody else who was there."""
    start, end = found[0].start, found[-1].end
    before, after = case.prose.around(start, end)
    others = (word for word in case.prose.words if word.sentence == found[0].sentence and word not in found)
    if any(word.is_capital and word.key in case.people and word.key not in case.known.own_words for word in others):
        return False
    sentence = f"{before} {after}"
    return bool((_TOGETHER.search(sentence) and _BOTH.search(sentence)) or _I_AND_YOU.search(sentence))


def _is_known(place: str, case: Case) -> bool:
    """Whether it is where they met, by another spelling or a part of its name, or something the notes speak of."""
    wanted, met = names.key(place), names.key(case.known.contact.where_met or "")
    words = set(wanted.split())
    if not words or words <= set(met.split()) or set(met.split()) <= words or fuzz.partial_ratio(wanted, met) >= _ALIKE:
        return True
    return words - lexicon.listed("joints") <= case.known.familiar
