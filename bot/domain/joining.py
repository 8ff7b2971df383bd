"""Whom a file's record is about, if it is somebody in the book already, and what it adds to them.

A profile's address or a Slack user is one person's for certain. An address or a number may be shared, by a family or an
office: with it, the names must not speak against it. Somebody of whom no such key is known is recognised by name and
company together. Whoever is alike without that is two people, until the member says otherwise.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from bot.domain import details, employers, nicknames
from bot.domain.model import Circle, Closeness, DetailKind
from bot.domain.records import Record
from bot.domain.tasks import TEXT_LIMIT

SLACK = "slack"

# What tells somebody from all others: an email, a phone number, a profile's address, a Slack user.
Key = tuple[str, str]

# Where the address of a page is one person's, and what comes before their name in it.
_PROFILES = {
    "linkedin.com": ("in/", "pub/"), "xing.com": ("profile/",), "bsky.app": ("profile/",), "github.com": ("",),
    "twitter.com": ("",), "x.com": ("",), "instagram.com": ("",), "facebook.com": ("",), "threads.net": ("@",),
    "t.me": ("",),
}  # fmt: skip
_OF_SEVERAL = re.compile(
    r"(?:info|office|contact|hello|hi|hey|team|sales|support|admin|mail|service|enquir(?:y|ies)|inquir(?:y|ies)|kontakt"
    r"|buero|jobs|career|careers|hr|press|marketing|billing|help|no-?reply|all|people)@",
    re.IGNORECASE,
)
_ALIKE = 80  # of 100: how alike two spellings of a first name are


@dataclass(slots=True)
class Known:
    """Somebody in the book, as far as it takes to join what is known with what a file says."""

    id: int
    name: str
    name_key: str
    title: str | None = None
    company: str | None = None
    circle: Circle | None = None
    where_met: str | None = None
    slack_user_id: str | None = None
    do_not_contact: bool = False
    connected_on: date | None = None
    archived_at: datetime | None = None
    cadence: str | None = None
    never_suggested: bool = False
    rests_until: date | None = None
    suggested_on: date | None = None
    closeness: Closeness | None = None
    details: dict[tuple[DetailKind, str], str] = field(default_factory=dict)  # by kind and key
    notes: set[str] = field(default_factory=set)  # texts of what is noted on them, where it was asked for
    is_introduced: bool = False  # whether it is known who introduced them, where it was asked for

    def has(self, kind: DetailKind, key: str) -> bool:
        """Whether a detail is known."""
        return (kind, key) in self.details

    @property
    def is_keyless(self) -> bool:
        """Whether nothing is known that would tell them from others of that name."""
        return not self.slack_user_id and not any(kind in _TELLING for kind, _ in self.details)


class NewDetail(NamedTuple):
    """One email, phone, ... that a record brings."""

    kind: DetailKind
    value: str
    key: str


@dataclass(slots=True)
class Addition:
    """What a record adds to somebody known: nothing, as a rule."""

    known: Known
    columns: dict[str, Any] = field(default_factory=dict)
    details: list[NewDetail] = field(default_factory=list)
    has_moved: bool = False  # to another employer

    def __bool__(self) -> bool:
        return bool(self.columns or self.details)


_LINK = DetailKind.LINK.value
_NUMBERS = (DetailKind.EMAIL, DetailKind.PHONE)
_TELLING = (DetailKind.EMAIL, DetailKind.PHONE, DetailKind.LINK)
_LISTED = (
    (DetailKind.EMAIL, "emails"),
    (DetailKind.PHONE, "phones"),
    (DetailKind.LINK, "links"),
    (DetailKind.TAG, "tags"),
    (DetailKind.EMPLOYER, "former_employers"),
    (DetailKind.DOUBTFUL, "doubtful"),
)


def details_of(record: Record) -> list[NewDetail]:
    """Every detail of a record, each once."""
    found: list[NewDetail] = []
    for kind, name in _LISTED:
        values: Sequence[str] = getattr(record, name)
        if len(values) == 1:
            found.append(NewDetail(kind, values[0], details.detail_key(kind, values[0])))
        elif values:
            keyed = {details.detail_key(kind, value): value for value in reversed(values)}
            found += [NewDetail(kind, keyed[key], key) for key in reversed(keyed)]
    return found


def keys_of(record: Record, every: Iterable[NewDetail]) -> list[Key]:
    """By what somebody may be recognised, surest first."""
    found: list[Key] = [(SLACK, record.slack_user_id)] if record.slack_user_id else []
    pages: list[Key] = []
    for kind, _, key in every:
        if kind is DetailKind.LINK:
            (found if is_profile(key) else pages).append((_LINK, key))
    return found + [(kind.value, key) for kind, _, key in every if kind in _NUMBERS] + pages


def is_profile(link_key: str) -> bool:
    """Whether a link (its key) is a page about one person on a site where everybody has one."""
    host, _, path = link_key.partition("/")
    for beginning in _PROFILES.get(host, ()):
        if path.startswith(beginning):
            name = path[len(beginning) :]
            return bool(name) and "/" not in name
    return False


def is_keyless(record: Record) -> bool:
    """Whether a record has nothing that would tell its person from others of that name."""
    return not (record.slack_user_id or record.emails or record.phones or record.links)


def whom(
    record: Record, name_key: str, found: Sequence[tuple[Key, Sequence[Known]]], namesakes: Sequence[Known]
) -> Known | None:
    """Whom a record is about; none if it is somebody new.

    Args:
        found: who in the book has which of the record's keys, surest first.
        namesakes: who in the book has the record's name.
    """
    for key, people in found:
        fitting = [known for known in people if _fits(key, name_key, known)]
        if fitting:
            return next((known for known in fitting if known.name_key == name_key), fitting[0])
    alike = [known for known in namesakes if _is_namesake(record, name_key, known)]
    same = (known for known in alike if employers.same(known.company, record.company))
    return next(same, alike[0] if alike else None)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names (their keys) could be one person's: "bob marsh", "robert j marsh"."""
    if one == other:
        return True
    these, those = one.split(), other.split()
    if set(these) <= set(those) or set(those) <= set(these):
        return True
    return len(these) > 1 and len(those) > 1 and _same_first(these[0], those[0])


def addition(record: Record, every: Sequence[NewDetail], known: Known) -> Addition:
    """What a record adds to what is known; nothing that is known is lost, and what the member wrote stays."""
    added = Addition(known)
    _add_job(record, added)
    for name in _FILLED:
        if getattr(record, name) is not None and getattr(known, name) is None:
            added.columns[name] = getattr(record, name)
    for name in ("do_not_contact", "never_suggested"):
        if getattr(record, name) and not getattr(known, name):
            added.columns[name] = True
    company = added.columns.get("company", known.company)
    for each in every:
        is_present = each.kind == DetailKind.EMPLOYER and employers.same(each.value, company)
        if not known.has(each.kind, each.key) and not is_present:
            added.details.append(each)
    return added


def apply(added: Addition) -> None:
    """Let the known person be what they are with the addition."""
    known = added.known
    for name, value in added.columns.items():
        if hasattr(known, name):
            setattr(known, name, value)
    known.details.update({(each.kind, each.key): each.value for each in added.details})


def as_known(record: Record, name_key: str, every: Iterable[NewDetail], contact_id: int = 0) -> Known:
    """Somebody new, as they are known once the record is taken in."""
    shared = {name: getattr(record, name) for name in _COLUMNS}
    found = {(each.kind, each.key): each.value for each in every}
    known = Known(contact_id, record.name, name_key, details=found, **shared)
    known.notes.update(record.notes(TEXT_LIMIT))
    known.is_introduced = record.introduced_by is not None
    return known


_FILLED = (  # where nothing is known
    "circle", "where_met", "connected_on", "slack_user_id", "cadence", "rests_until", "suggested_on", "closeness",
)  # fmt: skip
_COLUMNS = (*_FILLED, "title", "company", "do_not_contact", "archived_at", "never_suggested")


def _fits(key: Key, name_key: str, known: Known) -> bool:
    kind, value = key
    if kind == DetailKind.EMAIL:
        if _OF_SEVERAL.match(value):
            return known.name_key == name_key
        return may_be_one(name_key, known.name_key) or 1 in (len(name_key.split()), len(known.name_key.split()))
    if kind == DetailKind.LINK and not is_profile(value):
        return known.name_key == name_key
    return kind != DetailKind.PHONE or may_be_one(name_key, known.name_key)


def _is_namesake(record: Record, name_key: str, known: Known) -> bool:
    """Whether somebody of the same name is the same person, for lack of anything that says otherwise."""
    nameless = is_keyless(record)
    if nameless and (record.company is None or _has_left(known, record.company)):
        return True
    if not (nameless or known.is_keyless):
        return False
    return employers.same(known.company, record.company) and (nameless or " " in name_key)


def _has_left(known: Known, company: str) -> bool:
    return any(
        kind == DetailKind.EMPLOYER and employers.same(value, company) for (kind, _), value in known.details.items()
    )


def _add_job(record: Record, added: Addition) -> None:
    """Another employer makes the present one a former one, unless they are known to have left that other one."""
    known = added.known
    if not record.company:
        if record.title and not known.title and not known.company:
            added.columns["title"] = record.title
        return
    if employers.same(known.company, record.company):
        if record.title and not known.title:
            added.columns["title"] = record.title
        return
    if _has_left(known, record.company):
        return
    added.columns["company"] = record.company
    if known.company:
        added.has_moved = True
        _leave(known.company, record, added)
    if known.company or record.title:
        added.columns["title"] = record.title


def _leave(company: str, record: Record, added: Addition) -> None:
    """Keep a former employer, and doubt the addresses that may have gone with it."""
    known = added.known
    addresses = [value for (kind, _), value in known.details.items() if kind == DetailKind.EMAIL]
    given = {details.detail_key(DetailKind.EMAIL, value) for value in record.emails}
    doubtful = employers.doubtful(addresses, record.company, known.name)
    left = [(DetailKind.EMPLOYER, company), *((DetailKind.DOUBTFUL, each) for each in doubtful)]
    for kind, value in left:
        key = details.detail_key(kind, value)
        if not known.has(kind, key) and key not in given:
            added.details.append(NewDetail(kind, value, key))


def _same_first(one: str, other: str) -> bool:
    """Whether two first names may be one: "bob" and "robert", "j" and "jane", "jon" and "john"."""
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return nicknames.same(one, other) or fuzz.ratio(one, other) >= _ALIKE
