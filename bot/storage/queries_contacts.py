"""A book's questions about people."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Select, bindparam, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.model import Contact, DetailKind, Named
from bot.storage.lookups import Lookups
from bot.storage.mapping import Contacts, Details, Introductions
from bot.storage.session import fold
from bot.storage.tables import contacts

_LAST = "\U0010ffff"  # sorts after whatever a name goes on with
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
        return everybody(self._session.connection(), self._session.owner)

    def places(self) -> Sequence[str]:
        """Where anybody was met, each place once."""
        met = select(Contacts.where_met).where(Contacts.where_met.is_not(None)).distinct()
        return [place for (place,) in self._session.execute(met.order_by(Contacts.where_met))]

    def name_keys(self) -> list[str]:
        """The key of every name there is or was in the book; sooner had than `names`."""
        return name_keys(self._session.connection(), self._session.owner)

    def beginning(self, name_key: str, limit: int) -> list[Contact]:
        """Those whose name (its key) begins so, by an index: in no time, however many people there are."""
        begins = (Contacts.name_key >= name_key, Contacts.name_key < name_key + _LAST)
        first = self._session.scalars(select(Contacts.id).where(*begins).order_by(Contacts.name_key).limit(limit))
        return self.contacts(first.all())

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
        found = self._found(every_word) if every_word else self._everybody(limit, offset)
        total = len(found) if every_word else self.count_contacts()
        ids = found[offset : offset + limit] if every_word else found
        page = {contact.id: contact for contact in self.contacts(ids)}
        return [page[each] for each in ids if each in page], total

    def _found(self, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
        """The ids of those of whom all is so, in order: sorted here, since they are sooner read as they lie."""
        columns = (Contacts.archived_at.is_not(None), Contacts.name_key, Contacts.id)
        rows = self._session.execute(select(*columns).where(*conditions).order_by(Contacts.id))
        return [contact_id for _, _, contact_id in sorted(map(tuple, rows))]

    def _everybody(self, limit: int, offset: int) -> list[int]:
        return list(self._session.scalars(_by_name(select(Contacts.id)).limit(limit).offset(offset)))

    def count_contacts(self) -> int:
        """How many people are in the book."""
        return self._session.scalar(select(func.count()).select_from(Contacts)) or 0


def _by_name(query: Select[Any]) -> Select[Any]:
    return query.order_by(Contacts.archived_at.is_not(None), Contacts.name_key, Contacts.id)


class _holds(FunctionElement[bool]):
    """Whether one text is part of another: as it stands, which is far sooner said than by LIKE."""

    type = Boolean()
    inherit_cache = True


@compiles(_holds, "sqlite")
def _holds_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)}) > 0"


@compiles(_holds, "postgresql")
def _holds_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)}) > 0"


def everybody(connection: Connection, owner: int) -> list[Named]:
    """The name of everybody in the book of the member whose id is `owner`, past the session: it is asked for often."""
    live = (contacts.c.member_id == owner, contacts.c.deleted_at.is_(None))
    columns = (contacts.c.id, contacts.c.name, contacts.c.name_key, contacts.c.company)
    query = select(*columns).where(*live).order_by(contacts.c.name_key, contacts.c.id)
    return list(map(Named._make, connection.execute(query)))


def name_keys(connection: Connection, owner: int) -> list[str]:
    """The keys of the names in the book of the member whose id is `owner`, of deleted people too.

    They come as one text, from the index alone: 100,000 rows would take far longer.
    """
    joined = func.aggregate_strings(contacts.c.name_key, "\n")
    text = connection.scalar(select(joined).where(contacts.c.member_id == owner))
    return text.split("\n") if text else []


def _mentions(word: str) -> ColumnElement[bool]:
    noted = select(Details.contact_id).where(Details.kind.in_(_SEARCHED), _holds(Details.search_text, word))
    return or_(_holds(Contacts.name_key, word), _holds(Contacts.search_text, word), Contacts.id.in_(noted))


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
