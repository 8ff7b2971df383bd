"""A book's questions about people."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import selectinload

from bot.domain.model import Contact, DetailKind, Named
from bot.storage.lookups import Lookups
from bot.storage.mapping import Contacts, Details, Introductions
from bot.storage.session import fold

_SEARCHED = (DetailKind.TAG, DetailKind.EMAIL)


class ContactQueries(Lookups):
    """Who is in the book."""

    def contact(self, contact_id: int) -> Contact:
        """One contact with details and introductions."""
        return self._one(Contact, _ONE, contact_id=contact_id)

    def contacts(self, contact_ids: Collection[int]) -> list[Contact]:
        """Those of the contacts that are in the book, by name."""
        return self._all(Contact, _SEVERAL, contact_ids=list(contact_ids)) if contact_ids else []

    def names(self) -> Sequence[Named]:
        """Everybody's name, archived ones too."""
        return [Named(*row) for row in self._session.execute(_NAMES)]

    def places(self) -> Sequence[str]:
        """Where anybody was met, each place once."""
        met = select(Contacts.where_met).where(Contacts.where_met.is_not(None)).distinct()
        return [place for (place,) in self._session.execute(met.order_by(Contacts.where_met))]

    def with_key(self, name_key: str) -> list[Contact]:
        """Everybody whose name has this key."""
        return self._all(Contact, _NAMED, name_key=name_key)

    def with_detail(self, kind: DetailKind, key: str) -> list[Contact]:
        """Everybody with this email, phone, link, tag or former employer."""
        return self._all(Contact, _WITH_DETAIL, kind=kind, key=key)

    def search(self, words: str, limit: int = 10, offset: int = 0) -> tuple[list[Contact], int]:
        """Contacts in whom every word is found, archived ones last, and how many there are.

        Looks at name, company, title, place, tags and emails. Case and accents do not count, and a part of a
        word will do. No words find everybody.
        """
        every_word = [_mentions(word) for word in fold(words).split()]
        total = self._session.scalar(select(func.count()).select_from(Contacts).where(*every_word))
        page = _by_name(_CONTACTS.where(*every_word)).limit(limit).offset(offset)
        return self._all(Contact, page), total or 0

    def count_contacts(self) -> int:
        """How many people are in the book."""
        return self._session.scalar(select(func.count()).select_from(Contacts)) or 0


def _by_name(query: Select[Any]) -> Select[Any]:
    return query.order_by(Contacts.archived_at.is_not(None), Contacts.name_key, Contacts.id)


def _mentions(word: str) -> ColumnElement[bool]:
    return or_(
        Contacts.name_key.contains(word, autoescape=True),
        Contacts.search_text.contains(word, autoescape=True),
        _has_detail(Details.kind.in_(_SEARCHED), Details.search_text.contains(word, autoescape=True)),
    )


def _has_detail(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Details.id).where(Details.contact_id == Contacts.id, *conditions).exists()


# Made once: making a query anew, and finding out that it is compiled already, costs more than to ask it.
_CONTACTS: Select[Any] = select(Contacts).options(
    selectinload(Contacts.details), selectinload(Contacts.introductions).joinedload(Introductions.introducer)
)
_ONE = _CONTACTS.where(Contacts.id == bindparam("contact_id"))
_SEVERAL = _by_name(_CONTACTS.where(Contacts.id.in_(bindparam("contact_ids", expanding=True))))
_NAMED = _by_name(_CONTACTS.where(Contacts.name_key == bindparam("name_key")))
_WITH_DETAIL = _by_name(
    _CONTACTS.where(_has_detail(Details.kind == bindparam("kind"), Details.key == bindparam("key")))
)
_NAMES = select(Contacts.id, Contacts.name, Contacts.name_key, Contacts.company).order_by(
    Contacts.name_key, Contacts.id
)
