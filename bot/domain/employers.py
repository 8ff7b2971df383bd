"""For whom people work, and worked: a change keeps the former employer, and doubts the address there."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.domain import details, names
from bot.domain.book import Book
from bot.domain.model import Contact, Detail, DetailKind

SAME = 80  # of 100: how alike two spellings of one company are

# Addresses that people keep when they change jobs.
_PRIVATE = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|proton|protonmail|pm|gmx|web|t-online|fastmail"
    r"|hey|zoho|mail|posteo|mailbox|orange|free|laposte|libero|qq|163|126|naver|yandex)\.[a-z.]+",
    re.IGNORECASE,
)
_LEGAL = {"inc", "llc", "ltd", "gmbh", "ag", "co", "corp", "plc", "the", "limited", "company", "group"}


def change(book: Book, contact: Contact, company: str | None) -> bool:
    """Note the present employer; says whether it is another than before, which becomes a former one.

    The same one spelt better is no change.
    """
    before, contact.company = contact.company, company
    if not before or not _differ(company, before):
        return False
    _keep(book, contact, DetailKind.EMPLOYER, before)
    if company:
        doubt_addresses(book, contact)
    return bool(company)


def leave(book: Book, contact: Contact, company: str) -> None:
    """Note that somebody left a company, whether or not it was known that they worked there."""
    if contact.company and not _differ(contact.company, company):
        company, contact.company = contact.company, None
    _keep(book, contact, DetailKind.EMPLOYER, company)
    doubt_addresses(book, contact)


def doubt_addresses(book: Book, contact: Contact) -> None:
    """Mark the addresses that may have gone with a former job: those of no mail provider, nor the new employer."""
    for address in doubtful(contact.values(DetailKind.EMAIL), contact.company, contact.name):
        _keep(book, contact, DetailKind.DOUBTFUL, address)


def doubtful(addresses: Sequence[str], company: str | None, name: str) -> list[str]:
    """Which addresses may have gone with a former job: those of no mail provider, the new employer or the person."""
    domains = ((address, address.rpartition("@")[2]) for address in addresses)
    return [
        address
        for address, domain in domains
        if not (_PRIVATE.fullmatch(domain) or _is_of(domain, company) or _is_of(domain, name))
    ]


def key(company: str) -> str:
    """What two spellings of one company have in common: no case, no "Inc"."""
    return _bare(company)


def same(one: str | None, other: str | None) -> bool:
    """Whether two spellings are of one employer; having none is alike, too."""
    if not one or not other:
        return not one and not other
    return one == other or not _differ(one, other)


def trust(book: Book, contact: Contact, addresses: list[str]) -> None:
    """Doubt addresses no longer, as somebody gave them anew."""
    keys = {details.detail_key(DetailKind.DOUBTFUL, address) for address in addresses}
    for detail in contact.details:
        if detail.kind == DetailKind.DOUBTFUL and not detail.deleted_at and detail.key in keys:
            book.delete(detail)


def _differ(one: str | None, other: str) -> bool:
    return fuzz.ratio(_bare(one or ""), _bare(other)) < SAME


def _bare(company: str) -> str:
    """A company's name as it is compared: without "Inc" and the like."""
    words = names.key(company).split()
    return " ".join([word for word in words if word not in _LEGAL] or words)


def _is_of(domain: str, company: str | None) -> bool:
    """Whether a domain is named after a company, or a person: "acme.com" after "Acme Inc."."""
    words = _bare(company or "").split()
    labels = re.split(r"[.-]", names.key(domain).replace(" ", "."))[:-1]
    return any(len(label) > 2 and (label in words or label == "".join(words)) for label in labels)


def _keep(book: Book, contact: Contact, kind: DetailKind, value: str) -> None:
    key = details.detail_key(kind, value)
    if all(detail.key != key for detail in contact.details if detail.kind == kind and not detail.deleted_at):
        contact.details.append(book.add(Detail(kind=kind, value=value, key=key, contact_id=contact.id)))
