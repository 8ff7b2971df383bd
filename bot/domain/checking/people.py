"""Other people in a message: somebody else spoken to, somebody else's signature, or thanked for an introduction."""

import re
from collections.abc import Iterator

from bot.domain import names
from bot.domain.checking import lexicon
from bot.domain.checking.findings import Case, Finding, Rule
from bot.domain.checking.greetings import is_theirs
from bot.domain.checking.prose import Word, word_key

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’-]+"
_INTRODUCED = re.compile(
    rf"(?P<who>{_NAME})(?: {_NAME})?(?:,? who| was the one who| has| had| kindly| so kindly| was kind enough to"
    r"| did| just)* "
    r"(?:introduced? (?:us|me to you|you to me|the two of us)|put (?:us|me) in touch|connected us|brought us together|"
    r"made (?:the|this|our) intro(?:duction)?)"
    r"|\b(?:introduced|connected|in touch|met|introduction)(?: to (?:you|each other))? "
    rf"(?:by|through|via|thanks to) (?P<by>{_NAME})"
    rf"|\b(?:to|thank|thanks|with) (?P<for>{_NAME})(?: {_NAME})? for (?:the |this |that |kindly )*"
    r"(?:intro(?:duction)?\b|introducing (?:us|me to you)|connecting us|putting us|bringing us)"
    rf"|(?P<whose>{_NAME})['’]s? (?:kind )?intro(?:duction)?\b"
)
_THE_TWO = r"(?:us|(?:the )?two of us|the both of us|both of us|you and me|me and you|me to you|you to me)"
_US = re.compile(
    rf"\b(?:introduc\w+|connect\w*) {_THE_TWO}\b|\b\w+ {_THE_TWO} (?:in touch|in contact|together|up)\b"
    r"|\b(?:put|get|got)(?:ting)? me in (?:touch|contact) with you\b|\bgave me your (?:name|number|address"
    r"|email|contact)\b"
    r"|\b(?:recommended|suggested) (?:that )?(?:you|we|i (?:talk|speak|write|reach|get in touch|contact))\b"
    r"|\b(?:sent|pointed|steered) me (?:to you|your way|in your direction)\b"
    r"|\btold me to (?:write|call|ring|talk|speak|get in touch|reach out)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:thanks|thank you|cheers|sorry|congratulations|congrats|well done|welcome|bye|goodbye|see you|take care|"
    r"(?:talk|speak|see you) soon|(?:good|best of) luck|happy birthday|bravo|hey|hi|hello|dear|"
    r"come on|much love|love you|miss you)[, ]+$"
)
_TURNING = re.compile(r"(?:^|[.!?,;])\s*(?:so|well|anyway|ok|okay|oh|yes|no|right|now|honestly|seriously) $")
_GOES_ON = re.compile(
    r"^, (?:(?:but|so|and) )?(?:i|i['’]\w+|you|you['’]\w+|we|we['’]\w+|it|it['’]s|that|that['’]s|this|let['’]?s?|"
    r"please|what|how|could|would|can|do|are|have|thanks?|just|if|when)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"^,\s+(?:and |or |[A-ZÀ-Þ]\w+(?:,| and| or))")


def check(case: Case) -> Iterator[Finding]:
    """Whoever is spoken to, signs or is thanked for the introduction, and is somebody else."""
    yield from _introducers(case)
    greeting = case.prose.greeting
    skipped = greeting.start + len(greeting.name) if greeting else 0
    for place, word in enumerate(case.prose.words):
        if word.start < skipped or not _is_somebody_else(case, word):
            continue
        if _is_signature(case, place) or _is_spoken_to(case, word):
            yield _finding(case, word)


def _is_somebody_else(case: Case, word: Word) -> bool:
    others = [named for named in case.people.get(word.key, ()) if named.name_key.split()[0] == word.key]
    is_name = bool(others) or (lexicon.is_first_name(word.key) and word.key not in lexicon.listed("ordinary"))
    return is_name and word.is_capital and not is_theirs(word.text, case.known) and not _is_mine(case, word)


def _is_mine(case: Case, word: Word) -> bool:
    own = names.key(case.known.member.name).split()
    return any(word.key in lexicon.forms(token) for token in own)


def _is_signature(case: Case, place: int) -> bool:
    """A name that stands alone at the end; of a member whose own name is not known it may be theirs."""
    words = case.prose.words
    word = words[place]
    begin, end = case.prose.sentences[word.sentence]
    alone = case.text[begin:end].strip(" \n.,-–—!") == word.text
    return alone and place >= len(words) - 2 and place > 0 and bool(case.known.member.name)


def _is_spoken_to(case: Case, word: Word) -> bool:
    begin, end = case.prose.sentences[word.sentence]
    before, after = case.text[begin : word.start], case.text[word.end : end]
    if _LIST.match(after) or _follows_a_name(case, before):
        return False  # several people in a row
    if word.is_first and after.startswith(","):
        return True
    if (before.rstrip(" ").endswith(",") or _TURNING.search(before.casefold())) and _GOES_ON.match(after):
        return True
    ends = re.fullmatch(r"\s*[.!?…,]*\s*(?:[:;]-?[)D(])?\s*", after) is not None
    if before.rstrip(" ").endswith(",") and (ends or (_CALLED.search(before.casefold()) and after.startswith(","))):
        return True
    return bool(_CALLED.search(before.casefold())) and (ends or after[:1] in (",", "!", "."))


def _follows_a_name(case: Case, before: str) -> bool:
    match = re.search(r"([A-ZÀ-Þ][\w'’-]*),\s*$", before)
    key = word_key(match[1]) if match else ""
    return bool(key) and (bool(case.people.get(key)) or lexicon.is_first_name(key) or key in case.known.own_words)


def _finding(case: Case, word: Word) -> Finding:
    first = case.known.first
    why = f"This one is to {first}, not to {word.text}."
    return Finding(Rule.PERSON, why, word.text, word.start, first, sure=word.key not in lexicon.listed("ordinary"))


def _introducers(case: Case) -> Iterator[Finding]:
    """Somebody who is said to have introduced the two, and did not."""
    if not case.known.introducers:
        return
    by = names.first(case.known.introducers[0])
    for start, who in _said_to_introduce(case):
        yield Finding(Rule.PERSON, f"As far as I know it was {by} who introduced you.", who, start, by)


def _said_to_introduce(case: Case) -> Iterator[tuple[int, str]]:
    theirs = {form for name in case.known.introducers for key in names.key(name).split() for form in lexicon.forms(key)}
    for match in _INTRODUCED.finditer(case.text):
        group = next(name for name in ("who", "by", "for", "whose") if match[name])
        key = word_key(match[group])
        if key in theirs | lexicon.listed("nobody") or not (case.people.get(key) or lexicon.is_first_name(key)):
            continue
        if group == "whose" and key in names.key(" ".join(case.known.related)).split():
            continue
        yield match.start(group), match[group]
        return
    for match in _US.finditer(case.text):
        named = list(_named_before(case, match.start()))
        if named and not any(word.key in theirs for word in named):
            yield named[-1].start, named[-1].text.removesuffix("'s").removesuffix("’s")
            return


def _named_before(case: Case, place: int) -> Iterator[Word]:
    """Others who are named in the same sentence before a place."""
    begin, _ = case.prose.body
    sentence = case.prose.sentence_at(place)
    for word in case.prose.words:
        if begin <= word.start < place and word.sentence == sentence and _is_somebody_else(case, word):
            yield word
