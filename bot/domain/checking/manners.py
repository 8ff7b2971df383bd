"""Manners: personal, not assuming, not too often, not at all where that was asked, and one line where one is plenty."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.domain import names, phrasing, words
from bot.domain.checking import lexicon
from bot.domain.checking.findings import Case, Finding, Rule
from bot.domain.messages import Occasion

GAP = timedelta(days=14)  # between two messages of which the first has no answer
TRIES = 2  # messages without an answer; then peace
LINE = 300  # characters: more than that is no longer one line on how it went

_WELCOME = (
    Occasion.THANK_YOU,
    Occasion.REPORT_BACK,
    Occasion.CONGRATULATE,
    Occasion.CONNECT,
    Occasion.ASK_TO_INTRODUCE,
)
_PLAIN = (Occasion.REPORT_BACK, Occasion.CONNECT, Occasion.ASK_TO_INTRODUCE, Occasion.REMINDER)
_MAYBE = (
    r"(?: (?:may|might|will|must|can|have|probably|surely|already|certainly|perhaps|maybe|just|recently|once|well))*"
)
_KNOW = r"(?:know|knew|saw|seen|see|heard|hear|read|noticed|(?:are )?aware)"
_TOLD = r"(?:mentioned|said|told you|wrote|announced|posted|explained)"
_POST = r"(?:my|our|the) (?:\w+ )?(?:post|news|announcement|update|message|story)"
_SURELY = r"no doubt|doubtless|probably|surely|certainly|already|perhaps|maybe|likely|by now"
_SUPPOSED = rf"['’]ll| will| may| might| must|(?:['’]ve| have)? (?:{_SURELY})"
_AS_YOU_KNOW = re.compile(
    rf"\b(?:as|like) you(?:['’](?:ve|ll|d|re))?{_MAYBE} {_KNOW}\b(?! (?:better|best|well|yourself|only too|how)\b)"
    rf"|\b(?:as|like) (?:i|we)(?:['’]ve)?{_MAYBE} {_TOLD}\b|\b(?:as|like) (?:mentioned|announced|posted)\b"
    rf"|\byou(?:['’](?:ve|ll))?{_MAYBE} (?:seen|saw|see|heard about|heard of|read|noticed) {_POST}\b"
    rf"|\byou(?:{_SUPPOSED})(?: (?:have|already|also|well|{_SURELY}))* (?:heard|seen|read|noticed|caught|know)\b"
    rf"(?! (?:any|some|people|who\b|a\b|the\b|if\b|whether\b|how\b|where\b))"
    rf"|\b(?:i (?:take it|dare ?say|"
    rf"(?!hope|wish|wonder|doubt|hear|see\b|saw|know|love|like|ask)\w+)|no doubt|by now|surely)(?: that)?"
    rf" (?:you|everyone|everybody|the word|word)(?:['’](?:ve|ll|s))?{_MAYBE} "
    rf"(?:know|knows|saw|seen|heard|read|noticed|caught|got around|gets around)\b(?! (?:back|from)\b)"
    rf"(?: (?:about )?{_POST})?"
    rf"|\b(?:given|following|after|since|because of|with) my (?:recent |latest |big )?"
    rf"(?:news|announcement|post|update|situation|changes?|circumstances)\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:i|i['’]m|i['’]ve|i['’]d|i['’]ll|my|me|mine|we|our|us)\b", re.IGNORECASE)


def left_alone(case: Case) -> Iterator[Finding]:
    """They asked to be left alone."""
    if case.known.contact.do_not_contact:
        why = f"{case.known.first} is marked “do not contact”."
        yield Finding(Rule.LEFT_ALONE, why, advice="Better not to write; if they wrote to you, change it on the card.")


def soon(case: Case) -> Iterator[Finding]:
    """Written to days ago without an answer, or twice; thanks and good news are welcome at any time."""
    known = case.known
    if known.occasion in _WELCOME:
        return
    if known.unanswered >= TRIES:
        why = f"You have written {words.number(known.unanswered)} times and heard nothing."
        yield Finding(Rule.SOON, why, advice="Let it rest; no hard feelings.")
    elif known.written_on and not known.expected and known.today - known.written_on < GAP:
        why = f"You last wrote to {known.first} {_ago(case)}, and there is no answer yet."
        day = words.dated(known.written_on + GAP, known.today)
        yield Finding(Rule.SOON, why, advice=f"Give it until {day}, say.")


def long(case: Case) -> Iterator[Finding]:
    """More than a line on how it went."""
    if case.known.occasion == Occasion.REPORT_BACK and len(case.text) > LINE:
        why = f"That is {len(case.text)} characters; one line on how it went is plenty."
        yield Finding(Rule.LONG, why, advice="No blow-by-blow: what came of it, and thanks.")


def assumed(case: Case) -> Iterator[Finding]:
    """ "As you know", to somebody who was not told, unless the news itself follows."""
    news = case.known.news
    if not news.text or news.is_told:
        return
    for match in _AS_YOU_KNOW.finditer(case.text):
        if not _is_about_me(case, match) or _tells(case, news.text, match.end()):
            continue
        why = f"I don't have it that you told {case.known.first} yourself; a post may have passed them by."
        yield Finding(Rule.ASSUMED, why, match[0], match.start(), advice=f"Say the news itself: {news.text}")


def impersonal(case: Case) -> Iterator[Finding]:
    """Nothing in it is about them, though something is known that could be."""
    known = case.known
    if known.occasion in _PLAIN or not _facts(case) or _is_personal(case):
        return
    why = f"Nothing in it is about {known.first} in particular."
    yield Finding(Rule.IMPERSONAL, why, advice=_suggestion(case), sure=False)


def _ago(case: Case) -> str:
    assert case.known.written_on is not None
    days = (case.known.today - case.known.written_on).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{words.number(days)} days ago"


def _is_about_me(case: Case, match: re.Match[str]) -> bool:
    """Whether it is the member's own affairs they are to know of, and not something of theirs."""
    before, after = case.prose.around(match.start(), match.end())
    return bool(_MINE.search(f"{before} {match[0]} {after}"))


def _tells(case: Case, news: str, start: int) -> bool:
    """Whether the news itself stands behind a place, or is told before it."""
    said = set(names.key(case.text).split())
    wanted = {word for word in names.key(news).split() if word not in lexicon.listed("generic") and len(word) > 2}
    return len(wanted & said) >= min(2, len(wanted)) > 0


def _facts(case: Case) -> set[str]:
    """Words of what is known of them, their name aside."""
    known, contact = case.known, case.known.contact
    parts = [contact.company, contact.title, contact.where_met, known.theirs, *known.introducers, *known.related]
    keys = set(names.key(" ".join(filter(None, [*parts, *known.former]))).split())
    return {key for key in keys - known.own_words if key not in lexicon.listed("generic") and len(key) > 1}


def _is_personal(case: Case) -> bool:
    """A word of what is known of them, or enough that could not be said to anybody."""
    start, end = case.prose.body
    body = [word for word in case.prose.words if start <= word.start < end]
    facts = {_stem(fact) for fact in _facts(case)}
    if any(_stem(word.key) in facts for word in body):
        return True
    news = set(names.key(case.known.news.text or "").split())
    own = case.known.own_words | news | lexicon.listed("generic")
    keys = ((word.key, names.key(re.split("['’]", word.text)[0])) for word in body)  # "you've" is "you"
    special = {key for key, bare in keys if not own & {key, bare} and len(bare) > 2 and not key.isdigit()}
    return len(special) >= 2


def _stem(word: str) -> str:
    return word[:6] if len(word) > 6 else word.removesuffix("s") if len(word) > 4 else word


def _suggestion(case: Case) -> str:
    """What could be spoken of."""
    contact = case.known.contact
    if met := phrasing.met(contact.where_met):
        return f"You met {met}, for one."
    if contact.company:
        return f"They are at {contact.company}, for one."
    if case.known.introducers:
        return f"{names.first(case.known.introducers[0])} introduced you, for one."
    return "Your notes have something to pick up."
