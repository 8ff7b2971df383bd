"""One member's session: the one place that keeps a unit of work inside its member's book.

Every query it runs sees that member's rows only, and live ones only. Every row it writes is stamped with the
member, and refused if it is another's.
"""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from bot.domain.model import Contact, Detail, Member
from bot.errors import NotInBook
from bot.storage.changes import Recorder
from bot.storage.columns import Id
from bot.storage.mapping import (
    Changes,
    Contacts,
    Deliveries,
    DeliveryItems,
    Details,
    Drafts,
    Imports,
    Interactions,
    Introductions,
    Jobs,
    Members,
    Participants,
    Questions,
    Situations,
    Tasks,
    Tellings,
    Templates,
    Wins,
)

OWNED = (
    Changes,
    Contacts,
    Deliveries,
    DeliveryItems,
    Details,
    Drafts,
    Imports,
    Interactions,
    Introductions,
    Jobs,
    Participants,
    Questions,
    Situations,
    Tasks,
    Templates,
    Tellings,
    Wins,
)


_OWNER: Any = bindparam("whose_book", type_=Id)  # given to each query by `_keep_inside`, and by nobody else


class MemberSession(Session):
    """A session on an open transaction, for one member's rows.

    A query sees deleted rows too with the execution option `include_deleted=True`.
    """

    def __init__(
        self, connection: Connection, owner: int, now: datetime, *, writable: bool, recorder: Recorder | None
    ) -> None:
        """Work on `connection` for the member whose id is `owner`; what is new was created `now`."""
        super().__init__(connection, expire_on_commit=False)
        self.owner = owner
        self.now = now
        self.writable = writable
        self.recorder = recorder

    def must_be_writable(self) -> None:
        """Refuse to write into a book that was opened to read.

        Raises:
            RuntimeError: it was.
        """
        if not self.writable:
            raise RuntimeError("this book was opened to read")


def fold(text: str) -> str:
    """A text as searching compares it: without case and accents, with single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


@event.listens_for(MemberSession, "do_orm_execute")
def _keep_inside(state: ORMExecuteState) -> None:
    owner = state.session.owner  # type: ignore[attr-defined]
    state.parameters = {**_named(state.parameters), _OWNER.key: owner}
    if state.is_column_load or state.is_relationship_load:
        return  # of an object that this session found, and with that query's own criteria
    if not (state.is_select and state.is_orm_statement):
        raise RuntimeError("only queries for the model's classes stay inside the book")
    state.statement = _kept_inside(state.statement, bool(state.execution_options.get("include_deleted")))


def _named(parameters: Any) -> Mapping[str, Any]:
    if isinstance(parameters, list):
        raise RuntimeError("only queries for the model's classes stay inside the book")
    return parameters or {}


_KEPT: WeakKeyDictionary[Any, dict[bool, Any]] = WeakKeyDictionary()


def _kept_inside(statement: Any, with_deleted: bool) -> Any:
    """A query that stays inside the book; for one that is made once and asked often, worked out only once, too."""
    kept = _KEPT.setdefault(statement, {})
    if with_deleted not in kept:
        kept[with_deleted] = statement.options(*_criteria(with_deleted))
    return kept[with_deleted]


@lru_cache
def _criteria(with_deleted: bool) -> tuple[Any, ...]:
    """The same for every member, whose id each query is given; so it is made, and compiled, once."""
    theirs = [_only(kind, kind.member_id == _OWNER, with_deleted) for kind in OWNED]
    return (with_loader_criteria(Member, Members.id == _OWNER, include_aliases=True), *theirs)


def _only(kind: Any, condition: Any, with_deleted: bool) -> Any:
    if hasattr(kind, "deleted_at") and not with_deleted:
        condition = condition & kind.deleted_at.is_(None)
    return with_loader_criteria(kind, condition, include_aliases=True)


@event.listens_for(MemberSession, "before_attach")
def _before_attach(session: MemberSession, entity: Any) -> None:
    if getattr(entity, "member_id", None) is not None:
        _check_owner(session, entity)


@event.listens_for(MemberSession, "before_flush")
def _before_flush(session: MemberSession, _context: object, _objects: object) -> None:
    changed = [each for each in session.dirty if session.is_modified(each)]
    if session.new or changed:
        session.must_be_writable()
    for entity in session.new:
        _stamp(session, entity)
    for entity in (*session.new, *changed):
        _check_owner(session, entity)
        _keep_searchable(entity)
    if session.recorder:
        session.recorder.before_flush(changed)


@event.listens_for(MemberSession, "after_flush")
def _after_flush(session: MemberSession, _context: object) -> None:
    if session.recorder:
        session.recorder.after_flush(session.new)


def _stamp(session: MemberSession, entity: Any) -> None:
    if getattr(entity, "member_id", session.owner) is None:
        entity.member_id = session.owner
    for when in ("created_at", "asked_at"):
        if getattr(entity, when, session.now) is None:
            setattr(entity, when, session.now)


def _check_owner(session: MemberSession, entity: Any) -> None:
    theirs = entity.id if isinstance(entity, Member) else entity.member_id
    if theirs != session.owner:
        raise NotInBook


def _keep_searchable(entity: Any) -> None:
    if isinstance(entity, Contact):
        parts = (entity.name, entity.company, entity.title, entity.where_met)
        entity.search_text = fold(" ".join(filter(None, parts)))  # type: ignore[attr-defined]
    elif isinstance(entity, Detail):
        entity.search_text = fold(entity.value)  # type: ignore[attr-defined]
