"""Who a message is about: the people named in somebody else's words.

A name is a run of two to four capitalised words. It counts only if the words around it say that it is somebody:
introduced ("meet Jane Doe"), described ("Jane Doe, CTO at Acme"), or signing ("Jane Doe", and "CTO, Acme" on the next
line). What is said of a person is read right behind the name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.domain import details, names, vocabulary

LONGEST = 40_000  # characters that are read; no message has more
PEOPLE_AT_MOST = 5
_BEFORE, _BEHIND = 60, 160  # characters looked at on either side of a name


@dataclass(frozen=True)
class Lead:
    """What a message says of one person."""

    name: str
    title: str | None = None
    company: str | None = None
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Message:
    """A message, read for leads."""

    people: list[Lead] = field(default_factory=list)  # named in it, most likely first
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read(text: str, locale: str) -> Message:
    """Who is named in a message, and what it says of how to reach them.

    People introduced in so many words come before those merely described, and these before somebody who signs. An
    address such as jane.doe@acme.com names somebody too, when nothing else does. With one person named, all
    addresses are theirs; with several, those that have their name in it, else those behind their name.

    Args:
        locale: how phone numbers without a country code are read.
    """
    text = text[:LONGEST]
    found = details.found_in(text, locale)
    prose = re.sub(r"[ \t\xa0]+", " ", _MARKS.sub("", text))
    named: dict[str, _Named] = {}
    for one in sorted(_named(prose), key=lambda one: one.rank):
        known = named.setdefault(names.key(one.lead.name), one)
        known.lead = replace(known.lead, title=known.lead.title or one.lead.title)
        known.lead = replace(known.lead, company=known.lead.company or one.lead.company)
    people = _reachable(list(named.values())[:PEOPLE_AT_MOST], prose, found, locale)
    return Message(people or _from_addresses(found.emails), found.emails, found.phones, found.links)


@dataclass
class _Named:
    """Somebody a text names, and where."""

    lead: Lead
    start: int
    rank: int  # 0 introduced, 1 described, 2 signing


# --- names ---

_MARKS = re.compile(r"[*~`•]|(?<!\w)_|_(?!\w)|^[ \t]*>", re.MULTILINE)  # of formatting
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # or a letter of a script that has none
_WORD = rf"(?:{_CAPITAL}[\w’'-]{{1,30}}|{_CAPITAL}\.)"
_PARTICLE = r"(?:van|von|de|da|do|dos|di|del|della|der|den|ter|la|le|bin|al|el)"
_RUN = re.compile(rf"(?<![\w@.’'&/-]){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,5}}(?![\w@])")

# --- what introduces a name ---

_TO = r"(?: you| me| us)?(?: all| both)?(?: to)?"
_LEADS_IN = re.compile(
    rf"(?:\b(?:meet|met(?: up)?(?: with)?|introduc(?:e|ing){_TO}|intro(?:s|duction)?{_TO}|this is|thanks to|recommend"
    r"|(?:talk|speak|spoke|chatted|reach out|write) (?:to|with)|(?:get|got) in touch with|contact|ping|call|dm|email"
    r"|say h(?:i|ello) to|welcome(?: to)?|ask|shout-?out to|kudos to|looping in|cc(?:ing)?|name is|i am|i['’]m"
    r"|connect(?:ed)? (?:you )?(?:with|to)|lead|referral|candidate)[:,]? )"
    r"(?:(?:my|our|the|an?|her|his) (?:[a-z-]+,? ){0,4}|(?:dr|prof|mr|mrs|ms)\.? )*@?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[^.\n]{0,50}?(?: and| &|,| <>|/| or| plus) (?:(?:my|our) (?:[a-z-]+ ){1,3}|also )?")
_MEETS = re.compile(r",? (?:please )?meet\b|,? (?:<>|<->)")
_VERB = re.compile(
    r"(?:, who)?(?: (?:has|is|was|just|recently|now)){0,2} "
    r"(?:is|was|has|runs?|leads?|heads?|works?|founded|joined|started|left|needs|wants|knows)\b"
)

# --- what is said behind it ---

_COMPANY_WORD = rf"(?:{_CAPITAL}|\d)[\w&’'+.-]{{0,30}}"
_COMPANY = rf"(?P<company>{_COMPANY_WORD}(?: (?:(?:of|the|&|de|for) )?(?:{_COMPANY_WORD}|&)){{0,4}})"
_NO_TITLE = r"(?!(?:is|was|are|as|in|and|who|has|had|needs|wants|looking|with|at|from|for|to|by|based)\b)"
_TITLE_WORD = rf"{_NO_TITLE}[\w&/’'+-]{{1,30}}"
_TITLE = rf"(?P<title>(?!\d){_TITLE_WORD}(?: {_TITLE_WORD}){{0,5}}?)"
_MADE_BY = r"(?P<title>(?i:c[efimoprst]o|(?:co-?)?founder|owner|president|chair\w*|partner))"
_FILLER = (
    r"(?:(?:who['’]s|who|he['’]s|she['’]s|she|he|they|is|was|works|working|worked|currently|now|previously|formerly|just"
    r"|recently|started|has been|as|our|my|the|an|a|new|former|ex|fellow) ){0,6}"
)
_BEGIN = rf"(?:\s?[,(|:–—-]+\s?|\s)?{_FILLER}"
_SAID = tuple(
    re.compile(_BEGIN + rest)
    for rest in (
        rf"(?:at|of|for|with|from|@) ?(?:the )?{_COMPANY}",
        rf"(?:joined|joins|left) {_COMPANY}(?: as (?:an? |the |our )?{_TITLE}(?= and\b|[,.;:()\n!]|$))?",
        rf"(?:runs|leads|heads|founded|started|owns) (?:[a-z ]{{1,40}} (?:at|for) )?(?:the )?{_COMPANY}",
        rf"{_MADE_BY} of (?:the )?{_COMPANY}",
        rf"{_TITLE} ?(?:\b(?:at|for|from)|@) ?(?:the )?{_COMPANY}",
        rf"{_TITLE}(?:, ?| ?\| ?|\n| [–—-] | \(){_COMPANY}",
        rf"{_TITLE} (?:at|@) ?(?P<company>(?!(?:an?|the|my|our|one)\b)[a-z][\w.-]+)",
        rf"{_TITLE}(?= ?[,.;:()|\n!?–—]|$| (?:in|and|who|looking|with|at|based)\b)",
    )
)
_COMPANY_ALONE = re.compile(rf"(?: ?\(| ?\|| [–—-]| ?: | ?\n) ?{_COMPANY}(?= ?[).,;|\n–—]| - |$)")

# Capitalised where a sentence begins or everywhere, and no part of a person's name.
_NO_NAME_WORDS = (
    "hi hello hey dear thanks thank good happy best please also if the all everyone everybody team folks kind "
    "warm regards cheers sincerely great new next last our my your this that these those it we you he she they "
    "his her their who what when where why how is are was were do does did can could would should has have had "
    "not no yes on in at to for from with by as of or and but so then now just looking hiring monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december sent phone mobile tel office email fyi ps cc re fwd subject contact meet met welcome "
    "senior junior lead head chief product software data marketing sales design north south east west san los las "
    "saint street avenue christmas series google microsoft amazon apple slack linkedin inc llc ltd gmbh corp labs "
    "university college school institute road city conference summit meetup week group bank capital ventures "
    "partners consulting solutions studio agency foundation manager engineer director developer designer officer "
    "engineering channel francisco angeles york kingdom states wishes morning afternoon evening intro intros "
    "introducing introduction introductions ask say talk speak ping reach call write shout kudos ceo cto cfo coo "
    "vp svp founder president dr prof mr mrs ms both anyone someone here there big huge quick i i'm i’m candidate "
    "referral "
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def _named(text: str) -> Iterator[_Named]:
    """Everybody the text names, in order."""
    before: _Named | None = None
    for start, name in _names(text):
        behind = text[start + len(name) : start + len(name) + _BEHIND]
        title, company = _said(behind)
        rank = _rank(text, start, behind, before, bool(title or company))
        is_whole = " " in name or name.lower() == name.upper()  # scripts without capitals write no spaces
        if rank is None or not (is_whole or (rank == 0 and (title or company))):
            continue
        before = _Named(Lead(name, title, company), start, rank)
        yield before


def _names(text: str) -> Iterator[tuple[int, str]]:
    """Runs of capitalised words that could be a name, and where they begin."""
    for run in _RUN.finditer(text):
        tokens = list(re.finditer(r"\S+", run[0]))
        while tokens and _is_no_name(tokens[0][0]):
            tokens.pop(0)
        while tokens and (_is_no_name(tokens[-1][0]) or tokens[-1][0] in vocabulary.INITIAL_TITLES):
            tokens.pop()
        if 0 < len(tokens) < 7 and not any(_is_no_name(token[0]) for token in tokens):
            name = run[0][tokens[0].start() : tokens[-1].end()]
            yield run.start() + tokens[0].start(), re.sub(r"['’]s$", "", name)


def _is_no_name(word: str) -> bool:
    return word.casefold().rstrip(".") in _NO_NAME


def _rank(text: str, start: int, behind: str, before: _Named | None, is_described: bool) -> int | None:
    """How surely somebody is meant; none when the words around do not say so, or say little of a single word."""
    between = text[before.start + len(before.lead.name) : start] if before and before.rank == 0 else None
    if _LEADS_IN.search(text[max(0, start - _BEFORE) : start]) or _MEETS.match(behind):
        return 0
    if between is not None and len(between) < _BEHIND and _JOINED.fullmatch(between):
        return 0
    if re.search(r"(?:^|\n)\s?$", text[max(0, start - 2) : start]) and re.match(r" ?(?:\n|$)", behind):
        return 2 if is_described else None
    return 1 if is_described or _VERB.match(behind) else None


def _said(behind: str) -> tuple[str | None, str | None]:
    """The title and the company that the words behind a name give."""
    behind = re.split(r"[.!?](?:\s|$)|\n\s*\n", behind, maxsplit=1)[0]
    for pattern in _SAID:
        found = pattern.match(behind)
        if not found:
            continue
        said = found.groupdict()
        title, company = (said.get("title") or "").strip(), (said.get("company") or "").strip(" .-")
        if not title or vocabulary.is_title(title):
            return title or None, company or None
    alone = _COMPANY_ALONE.match(behind)
    if not alone or alone["company"].split()[0].casefold() in _NO_NAME:
        return None, None
    return None, alone["company"].strip(" .-")


def _reachable(named: list[_Named], text: str, found: details.Found, locale: str) -> list[Lead]:
    """The people, each with their own addresses and numbers."""
    if len(named) == 1:
        return [replace(named[0].lead, emails=found.emails, phones=found.phones, links=found.links)]
    starts = sorted(one.start for one in named)
    people = []
    for one in named:
        end = next((start for start in starts if start > one.start), len(text))
        near = details.found_in(text[one.start : end], locale)
        others = [other.lead for other in named if other is not one]
        free = [email for email in near.emails if not any(_is_named_in(other, email) for other in others)]
        own = [email for email in found.emails if _is_named_in(one.lead, email)]
        people.append(replace(one.lead, emails=own or free, phones=near.phones, links=near.links))
    return people


def _is_named_in(lead: Lead, email: str) -> bool:
    """Whether an address has the person's name in it."""
    local = names.key(email.split("@")[0])
    return any(len(word) > 2 and word in local for word in names.key(lead.name).split())


def _from_addresses(emails: list[str]) -> list[Lead]:
    """Names spelt out in addresses: "jane.doe@acme.com"; "sales.team@acme.com" is nobody's."""
    leads = []
    for email in emails:
        spelt = re.fullmatch(r"([a-z]{2,})[._]([a-z]{2,})", email.split("@")[0])
        if spelt and not any(map(_is_no_name, spelt.groups())):
            leads.append(Lead(" ".join(map(str.capitalize, spelt.groups())), emails=[email]))
    return leads[:PEOPLE_AT_MOST]
