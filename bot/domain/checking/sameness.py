"""Whether a message is a copy of what another person got."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from bot.domain import names, words
from bot.domain.checking.findings import Case, Finding, Rule, Sent
from bot.domain.checking.prose import Prose

LEAST = 70  # characters; shorter messages are alike without being copies
COPY = 88  # of 100
_TEMPLATE = 85  # of 100: a sentence that Goodword suggested itself
_LONGER = 1.6  # times: a message that holds the other


def check(case: Case) -> Iterator[Finding]:
    """The message most like this one, if it is nearly the same."""
    mine = _own(case.text, [case.known.first, case.known.contact.company], _suggested(case))
    if len(mine) < LEAST:
        return
    others = [_own(sent.text, [names.first(sent.name), sent.company], []) for sent in case.known.sent]
    place = _most_alike(mine, others)
    if place is not None:
        yield _finding(case.known.sent[place], case)


def _most_alike(mine: str, others: Sequence[str]) -> int | None:
    found = process.extractOne(mine, others, scorer=fuzz.ratio, score_cutoff=COPY)
    if found:
        return int(found[2])
    for place, other in enumerate(others):
        longer = LEAST <= len(mine) < len(other) <= len(mine) * 3 and len(other) > len(mine) * 1.1
        within = LEAST <= len(other) < len(mine) <= len(other) * _LONGER
        if (longer or within) and fuzz.partial_ratio(mine, other) >= COPY + 4:
            return place
    return None


def _finding(sent: Sent, case: Case) -> Finding:
    on = f" on {words.dated(sent.on, case.known.today)}" if sent.on else ""
    why = f"{names.first(sent.name)} got nearly the same message{on}."
    advice = f"Say something that is about {case.known.first} alone."
    return Finding(Rule.COPY, why, advice=advice)


def _suggested(case: Case) -> list[str]:
    """Sentences that need not be the member's own: Goodword's, and the news itself."""
    return [*_sentences(case.known.built), *_sentences(case.known.news.text or "")]


def _own(text: str, who: Sequence[str | None], suggested: Sequence[str]) -> str:
    """What is compared: without greeting, closing, whom it is to, and what was suggested."""
    start, end = Prose(text).body
    body = text[start:end]
    for each in filter(None, who):
        body = re.sub(rf"\b{re.escape(each)}\b", "", body)
    kept = [
        sentence
        for sentence in _sentences(body)
        if not suggested or max(fuzz.partial_ratio(sentence, each) for each in suggested) < _TEMPLATE
    ]
    return " ".join(kept)


def _sentences(text: str) -> list[str]:
    return [" ".join(words) for each in re.split(r"[.!?\n]+", text.casefold()) if (words := re.findall(r"\w+", each))]
