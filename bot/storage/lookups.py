"""What every group of a book's queries stands on."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Select

from bot.domain.model import Member
from bot.errors import NotInBook
from bot.storage.session import MemberSession

T = TypeVar("T")


class Lookups:
    """A member's open book, as far as looking things up goes."""

    member: Member  # attached: what is set on it is saved
    now: datetime  # when the book was opened, in UTC
    change_id: str  # of this unit of work

    def __init__(self, session: MemberSession, member: Member) -> None:
        """Look things up in the book of a member, through that member's session."""
        self._session = session
        self.member = member
        self.now = session.now
        self.change_id = uuid4().hex

    @property
    def today(self) -> date:
        """The member's own date."""
        return self.now.astimezone(self.member.tz).date()

    def _all(self, kind: type[T], query: Select[Any], /, *, include_deleted: bool = False, **values: Any) -> list[T]:
        """Every object a query finds; `values` fill its `bindparam`s."""
        options = {"include_deleted": include_deleted}
        found: list[T] = list(self._session.scalars(query, values, execution_options=options).unique())
        return found

    def _first(self, kind: type[T], query: Select[Any], /, *, include_deleted: bool = False, **values: Any) -> T | None:
        """The first object a query finds; the query itself asks for one only, so that it can be made once."""
        return next(iter(self._all(kind, query, include_deleted=include_deleted, **values)), None)

    def _one(self, kind: type[T], query: Select[Any], /, *, include_deleted: bool = False, **values: Any) -> T:
        """The object that a query by id finds.

        Raises:
            NotInBook: it finds none.
        """
        found = self._all(kind, query, include_deleted=include_deleted, **values)
        if not found:
            raise NotInBook
        return found[0]
