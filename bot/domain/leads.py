"""Who a message is about: the people named in somebody else's words."""

import re
from dataclasses import dataclass, field

from bot.domain import details, names

# "Jane Doe", "Mary-Ann O'Neill", "Ludwig van Beethoven": capitalised words, small particles between them.
_WORD = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_NAME = rf"{_WORD}(?: (?:van|von|de|da|di|del|der|den|la|le|bin|al|el))*(?: {_WORD}){{1,2}}"
_LEADS_IN = (
    r"\b(?:[Mm]eet|[Ii]ntroduc\w*(?: you)?(?: all)?(?: to)?|[Ii]ntro(?: you)?(?: to)?|[Tt]his is|[Tt]alk to|[Ss]peak (?:to|with)"
    r"|[Rr]each out to|[Cc]ontact|[Pp]ing|[Mm]et|[Ss]ay hi to|[Ww]elcome|[Ss]poke (?:to|with))[:,]?\s+"
)
_INTRODUCED = re.compile(_LEADS_IN + rf"(?:my \w+ )?(?P<name>{_NAME})")
_DESCRIBED = re.compile(
    rf"(?<![\w@])(?P<name>{_NAME})(?=\s*(?:,|\(|\s(?:is|was|at|from|works|leads|runs)\b))"
)
_JOB = re.compile(
    r"^\s*(?:,|\(|is|was)\s*(?:an?\s|the\s|our\s)?(?P<title>[^,.()@\n]{2,60}?)\s+(?:at|of|@)\s+(?P<company>[^,.()\n]{2,60})"
)
_AT = re.compile(r"^\s*(?:,|\()?\s*(?:at|from|of)\s+(?P<company>[^\W\d_a-zß-ÿ][^,.()\n]{1,60})")
_GREETINGS = (
    "hi",
    "hello",
    "hey",
    "dear",
    "thanks",
    "thank",
    "good",
    "happy",
    "best",
    "please",
    "also",
    "if",
    "the",
)


@dataclass(frozen=True)
class Lead:
    """What a message says of one person."""

    name: str
    title: str | None = None
    company: str | None = None


@dataclass(frozen=True)
class Message:
    """A message, read for leads."""

    people: list[Lead] = field(default_factory=list)  # named in it, most likely first
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read(text: str, locale: str) -> Message:
    """Who is named in a message, and what it says of how to reach them.

    People introduced in so many words ("meet Jane Doe") come before those merely described ("Jane Doe, CTO at
    Acme"); an address such as jane.doe@acme.com names somebody too, when nothing else does.

    Args:
        locale: how phone numbers without a country code are read.
    """
    found = details.found_in(text, locale)
    people: dict[str, Lead] = {}
    for pattern in (_INTRODUCED, _DESCRIBED):
        for match in pattern.finditer(text):
            lead = _lead(text, match)
            people.setdefault(names.key(lead.name), lead)
    named = [lead for lead in people.values() if lead.name.split()[0].casefold() not in _GREETINGS]
    return Message(named[:5] or _from_addresses(found.emails), found.emails, found.phones, found.links)


def _lead(text: str, match: re.Match[str]) -> Lead:
    name = match["name"].rstrip(".-'’")
    after = text[match.start("name") + len(match["name"]) :]
    job = _JOB.match(after) or _AT.match(after)
    said = job.groupdict() if job else {}
    title, company = said.get("title"), said.get("company")
    return Lead(name, title.strip() if title else None, company.strip() if company else None)


def _from_addresses(emails: list[str]) -> list[Lead]:
    """Names spelt out in addresses: "jane.doe@acme.com"."""
    locals_ = [re.fullmatch(r"([a-z]{2,})[._]([a-z]{2,})", email.split("@")[0]) for email in emails]
    return [Lead(f"{match[1].capitalize()} {match[2].capitalize()}") for match in locals_ if match]
