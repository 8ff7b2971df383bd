"""Blanks that were not filled: "{name}", "[company]", "Hi ,"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.checking.findings import Case, Finding, Rule

# Words that stand for what was to be filled in; the first group is what the contact has for it.
_NAME = (
    r"(?:first|last|full|sur|fore)?[ _.-]?name|fname|lname|recipient|contact|person|vorname|nachname|"
    r"nombre|apellido|pr[ée]nom|nom|nome|cognome"
)
_COMPANY = r"company|firm|organi[sz]ation|employer|business|account|firma|empresa|entreprise|soci[ée]t[ée]|azienda"
_OTHER = (
    r"event|conference|place|city|location|date|day|time|month|year|title|role|position|job|industry|topic|subject|"
    r"project|product|price|amount|number|sum|rate|link|url|reason|team|client|customer|school|something|thing|blank|"
    r"details?|signature|example|xx+|tbd|tk|todo|fill.*|insert.*|add .*|your .*|their .*|his .*|her .*"
)
_PLACEHOLDER = re.compile(
    rf"[\W_]*(?:[^\W_]+[ _.]+)*?(?:(?P<name>{_NAME})|(?P<company>{_COMPANY})|{_OTHER})(?: (?:name|here))*[\W_]*",
    re.IGNORECASE,
)

# What stands in brackets with good reason.
_BARE = re.compile(
    r"(?!(?:sic|attached|enclosed|link|laughs?|laughing|edit|edited|redacted|see \w+|smile|grin|sigh|joke|joking|x|ok|"
    r"optional|draft|ps|nb|cc|via|and|or|to|the|a|an|of|in|is|are|was|were|he|she|they|it|his|her|their|its)\b)"
    r"[^\W\d_]{3,}(?: [^\W\d_]+){0,2}",
    re.IGNORECASE,
)


class _Kind(NamedTuple):
    """A way blanks are written."""

    pattern: re.Pattern[str]
    inside: int = 0  # the group that says what was to stand there
    always: bool = True  # else only if that is a placeholder's word
    words: bool = False  # or a word or two of any kind, which is only remarked on


_KINDS = (
    _Kind(re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}|\{\{\s*\}\}"), 1),
    _Kind(re.compile(r"\$?\{([^{}\n]{0,60})\}"), 1),
    _Kind(re.compile(r"\*\|([A-Z_:]{2,30})\|\*"), 1),
    _Kind(re.compile(r"%%?([A-Za-z][A-Za-z_]{2,30})%%?"), 1),
    _Kind(re.compile(r"\[\[?([^\[\]\n]{0,60})\]?\](?!\()"), 1, always=False, words=True),
    _Kind(re.compile(r"<<\s*([^<>\n]{0,40}?)\s*>>|[‹«]\s*([^‹›«»\n]{1,30}?)\s*[›»]"), 1, always=False),
    _Kind(re.compile(r"<([^<>\n@/]{1,40})>"), 1, always=False),
    _Kind(
        re.compile(
            rf"\((?:the |your |their )?(?:{_NAME}|{_COMPANY}|event)(?: of (?:the )?[\w ]{{2,30}}| here)?\)", re.I
        )
    ),
    _Kind(re.compile(r"\(\(([^()\n]{1,40})\)\)"), 1, always=False),
    _Kind(
        re.compile(
            r"\b[Xx]{3,}\b|\bX{2}\b|\bTKTK?\b|\bFIX[M]E\b|\bLorem ipsum\b"
            r"|\b(?:FIRST|LAST|COMPANY)[ _]?NAME\b"
        )
    ),
    _Kind(re.compile(r"\bTO[D]O\b(?!(?:'s|s)?[ -]+(?:list|item))|\bTBD\b(?=\s*[:\]])")),
    _Kind(
        re.compile(r"\b(?:F|L|SUR|FIRST|LAST|FULL)?NAME\b|\bCOMPANY\b|\bRECIPIENT\b|\b(?:DD|MM|HH)[./:-](?:DD|MM)\b")
    ),
    _Kind(re.compile(r"_{3,}|\.{5,}|\?{4,}")),
)
_MISSING = re.compile(
    r"(?P<greeting>\b(?:Hi|Hiya|Hello|Hey|Dear|Hallo|Liebe[rs]?|Hola|Bonjour|Good (?:morning|afternoon|evening))"
    r"(?: (?:Dr|Prof|Professor|Mr|Mrs|Ms|Herr|Frau)\.?)?)[ \t]+(?=[,!:])"
    r"|\b(?:at|with|from|about|for|of|on|to|in|meet|company)[ \t]+(?=[.,;:!?](?:\s|$))|\([ \t]*\)",
    re.IGNORECASE,
)
_SAID = "That looks like something you meant to fill in."


def check(case: Case) -> Iterator[Finding]:
    """Every blank, each once."""
    spans = list(case.prose.links)
    for kind in _KINDS:
        for match in kind.pattern.finditer(case.text):
            if any(start < match.end() and match.start() < end for start, end in spans):
                continue
            if finding := _finding(case, match, kind):
                spans.append(match.span())
                yield finding
    yield from _gaps(case)


def has_blank(text: str) -> bool:
    """Whether a few words would look like a blank in a message."""
    return any(kind.pattern.search(text) for kind in _KINDS) or any(_MISSING.finditer(f"{text}, "))


def _finding(case: Case, match: re.Match[str], kind: _Kind) -> Finding | None:
    inside = (match[kind.inside] or "") if kind.inside else ""
    meant = _PLACEHOLDER.fullmatch(inside or match[0])
    shouted = len(inside) > 3 and inside.isupper()
    if not kind.always and not meant and not shouted and not (kind.words and _BARE.fullmatch(inside.strip(" .:?…#"))):
        return None
    advice = "" if (mend := _mend(case, meant)) else "Fill it in, or take it out."
    sure = kind.always or bool(meant) or shouted
    return Finding(Rule.BLANK, _SAID, match[0], match.start(), mend, advice, sure)


def _mend(case: Case, meant: re.Match[str] | None) -> str | None:
    """What the contact has for what was to stand there."""
    if meant and meant["name"]:
        return case.known.first
    return (case.known.contact.company or None) if meant and meant["company"] else None


def _gaps(case: Case) -> Iterator[Finding]:
    """Places where a word is missing: "Hi ,", "the new role at ."."""
    for match in _MISSING.finditer(case.text):
        if match["greeting"] and case.text[: match.start()].strip():
            continue
        words = case.text[match.start() : match.end() + (0 if match[0].startswith("(") else 1)]
        mend = f"{match['greeting']} {case.known.first}{words[-1]}" if match["greeting"] else None
        said = "The name is missing." if mend else "A word is missing here."
        yield Finding(Rule.BLANK, said, words, match.start(), mend, "" if mend else "Put it in, or take this out.")
