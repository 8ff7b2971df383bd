"""Opening a member's book: one transaction, one member, one record of what was changed."""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from bot import errors
from bot.clock import Clock
from bot.domain.book import Book, Deletable, Entity
from bot.domain.messages import Draft
from bot.domain.model import (
    Change,
    Contact,
    Interaction,
    Introduction,
    Member,
    Participant,
    Task,
    Who,
    Win,
)
from bot.domain.model_net import Telling
from bot.storage.changes import Recorder, entries_of, write
from bot.storage.engine import reading, translated, writing
from bot.storage.installations import lock
from bot.storage.locks import is_locked
from bot.storage.mapping import (
    Contacts,
    Drafts,
    Interactions,
    Introductions,
    Members,
    Participants,
    Tasks,
    Tellings,
    Wins,
)
from bot.storage.queries_contacts import ContactQueries
from bot.storage.queries_deliveries import DeliveryQueries
from bot.storage.queries_drafts import DraftQueries
from bot.storage.queries_exchange import ExchangeQueries
from bot.storage.queries_introductions import IntroductionQueries
from bot.storage.queries_merge import MergeQueries
from bot.storage.queries_net import NetQueries
from bot.storage.queries_tasks import TaskQueries
from bot.storage.session import MemberSession
from bot.storage.tables import handled
from bot.storage.tables_installations import installations
from bot.storage.undo import restore

UNDO_DAYS = 30

# Made once, as in `queries_contacts`.
_MEMBER: Any = select(Members).where(~is_locked(Members.team_id))
_LOCKED_MEMBER: Any = _MEMBER.with_for_update()
_WHO: Any = _MEMBER.where(Members.team_id == bindparam("team"), Members.user_id == bindparam("user"))
_REMOVED = select(installations.c.locked_at).where(
    installations.c.team_id == bindparam("team"), installations.c.locked_at.is_not(None)
)
_HANDLED = select(handled.c.change_id).where(
    handled.c.member_id == bindparam("owner"), handled.c.key == bindparam("handled")
)
_REMEMBER = insert(handled)


class Books:
    """Everybody's books in one database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        """Keep books in a migrated database; `clock` says when they are opened."""
        self._engine = engine
        self.clock = clock

    @property
    def engine(self) -> Engine:
        """The database they are kept in."""
        return self._engine

    def member(self, who: Who) -> Member | None:
        """A member as they are now, to look at; none before `enrol`.

        Raises:
            WorkspaceLocked: Goodword was removed from their workspace.
        """
        with reading(self._engine) as connection, Session(connection) as session:
            member: Member | None = session.scalar(_WHO, {"team": who.team_id, "user": who.user_id})
            if member is None and session.scalar(_REMOVED, {"team": who.team_id}):
                raise errors.WorkspaceLocked
            return member

    def enrol(self, who: Who, *, name: str, zone: str, locale: str, profile_at: datetime | None) -> Member:
        """Make somebody a member, or find the member they are already; two may try at once.

        Args:
            zone: an IANA name.
            profile_at: the instant Slack told us the rest, if it did.

        Raises:
            WorkspaceLocked: Goodword was removed from their workspace.
        """
        member = self.member(who)
        if member is not None:
            return member
        new = Member(who.team_id, who.user_id, name, zone, locale, profile_at=profile_at)
        new.created_at = self.clock.now()
        try:
            with writing(self._engine) as connection, Session(connection, expire_on_commit=False) as session:
                session.add(new)
                session.commit()
            return new
        except IntegrityError:
            return self.enrol(who, name=name, zone=zone, locale=locale, profile_at=profile_at)

    def open(
        self, member: Member | int, key: str | None = None, *, track: bool = True, lasting: bool = True
    ) -> AbstractContextManager["StoredBook"]:
        """One unit of work in a member's book: saved on a clean exit, nothing saved on any error.

        Args:
            member: the member, or their id.
            key: what makes a repeat of this unit of work one; without it, it is done every time.
            track: keep what it takes to undo it; the worker's own doings can't be undone.
            lasting: it is to outlive a power cut; what could be found out again need not.

        Raises:
            Repeated: a unit of work with this key was done before.
            NotInBook: there is no such member, or a row pointed outside the book.
            Busy: other writers took too long.
        """
        return self._open(_id(member), key, track, lasting)

    def read(self, member: Member | int, *, just_met: bool = False) -> AbstractContextManager["StoredBook"]:
        """A member's book to look things up in; writing into it raises RuntimeError.

        Args:
            just_met: the member was looked up a moment ago, and need not be again.

        Raises:
            NotInBook: there is no such member.
        """
        return self._read(member if just_met else _id(member))

    def lock_workspace(self, team_id: str, told_at: datetime, enterprise_id: str | None = None) -> bool:
        """Goodword was removed from a workspace: from now on no book in it opens; False if none did before.

        Args:
            told_at: Slack's time of the removal; an installation that came after it stays.
            enterprise_id: the organisation's, which it may have been installed for as a whole.
        """
        return lock(self._engine, team_id, self.clock.now(), told_at, enterprise_id)

    @contextmanager
    def _open(self, owner: int, key: str | None, track: bool, lasting: bool) -> Iterator["StoredBook"]:
        recorder = Recorder() if track else None
        with (
            writing(self._engine, lasting=lasting) as connection,
            self._session(connection, owner, recorder, True) as session,
        ):
            book = StoredBook(session, _member(session, lock=True))
            if key is not None:
                _check_new(connection, owner, key)
            yield book
            change_id = book.close()
            if key is not None:
                _remember(connection, owner, key, book.now, change_id)

    @contextmanager
    def _read(self, whose: Member | int) -> Iterator["StoredBook"]:
        with reading(self._engine) as connection, self._session(connection, _id(whose), None, False) as session:
            book = StoredBook(session, whose if isinstance(whose, Member) else _member(session, lock=False))
            yield book
            book.close()

    def _session(self, connection: Connection, owner: int, recorder: Recorder | None, writable: bool) -> MemberSession:
        return MemberSession(connection, owner, self.clock.now(), writable=writable, recorder=recorder)


class StoredBook(
    ContactQueries,
    TaskQueries,
    IntroductionQueries,
    NetQueries,
    DraftQueries,
    DeliveryQueries,
    ExchangeQueries,
    MergeQueries,
):
    """One member's book in a database; see `domain.book.Book` for what it promises."""

    def __init__(self, session: MemberSession, member: Member) -> None:
        """Open the book of a member on their own session."""
        super().__init__(session, member)
        self._summary: str | None = None
        self._subject: Contact | None = None

    def add(self, entity: Entity) -> Entity:
        """Put something new into the book; it has its id on return."""
        self._flush()  # on its own, since new rows would be saved before the changes that make room for them
        self._session.add(entity)
        self._flush()
        self._link(entity)
        return entity

    def delete(self, entity: Deletable) -> None:
        """Take something out of the book; undo can bring it back.

        With a contact go the tasks for them, what was said to nobody else, messages, the introductions to them,
        their wins and that they were told the member's news; whom they introduced keeps their name, and their details
        stay with them. With an interaction or a win goes that tasks came of it; with an introduction, what is owed.
        """
        if entity not in self._session:
            raise errors.NotInBook
        entity.deleted_at = self.now
        if isinstance(entity, Contact):
            self._delete_about(entity)
        elif isinstance(entity, Interaction):
            self._delete_within(entity)
        elif isinstance(entity, Introduction):
            self._delete_all(Task, select(Tasks).where(Tasks.introduction_id == entity.id))
        elif isinstance(entity, Win):
            for task in self.tasks_of_win(entity.id or 0):
                task.win_id = None
        self._flush()

    def describe(self, summary: str, contact: Contact | None = None) -> None:
        """Say in a few words what this unit of work did, and to whom."""
        self._summary, self._subject = summary, contact

    def undo(self, change_id: str, keeping: Collection[int] = ()) -> Change:
        """Put back what a unit of work changed.

        Args:
            keeping: ids of contacts that it added and that `revive` brings back at once.

        Raises:
            NotInBook: there is no such change.
            AlreadyUndone, TooLateToUndo, ChangedSince: it can't be undone any more; nothing is touched.
        """
        self._session.must_be_writable()
        self._flush()
        change = self.change(change_id)
        if change.undone_at:
            raise errors.AlreadyUndone
        if self.now - change.at > timedelta(days=UNDO_DAYS):
            raise errors.TooLateToUndo(days=UNDO_DAYS)
        self._restore(change, keeping)
        change.undone_at = self.now
        return change

    def close(self) -> str | None:
        """Save what is left to save; gives the id of the change, if there was one to record."""
        self._flush()
        recorder = self._session.recorder
        entries = recorder.entries() if recorder else []
        if not entries:
            return None
        subject = self._subject.id if self._subject else None
        change = Change(self.change_id, self.now, self._summary, subject)
        write(self._session.connection(), self._session.owner, change, entries)
        return self.change_id

    def _flush(self) -> None:
        with translated():
            self._session.flush()

    def _link(self, entity: Entity) -> None:
        """Let something new know whom it is about, as if it had been loaded."""
        if isinstance(entity, Task):
            introduction = self.introduction(entity.introduction_id) if entity.introduction_id else None
            set_committed_value(entity, "introduction", introduction)
        if isinstance(entity, (Task, Introduction, Win, Draft, Telling)):
            set_committed_value(entity, "contact", self.contact(entity.contact_id))
        if isinstance(entity, Introduction):
            for name in ("introducer", "other"):
                other_id = getattr(entity, f"{name}_id")
                set_committed_value(entity, name, self.contact(other_id) if other_id else None)
            self._session.expire(entity.contact, ["introductions"])
            self.contact(entity.contact_id)

    def revive(self, gone_id: int) -> Contact | None:
        """Somebody whom an undo has just taken out of the book, in it again; none if they are in it or never were."""
        gone = select(Contacts).where(Contacts.id == gone_id, Contacts.deleted_at.is_not(None))
        contact = self._first(Contact, gone, include_deleted=True)
        if contact is None:
            return None
        contact.deleted_at = None
        self._flush()
        self._session.expire(contact)
        return self.contact(gone_id)

    def _restore(self, change: Change, keeping: Collection[int]) -> None:
        connection, owner = self._session.connection(), self._session.owner
        restore(connection, owner, change, entries_of(connection, owner, change.id), self.now, keeping)
        for entity in self._session:
            if entity is not self.member and entity is not change:
                self._session.expire(entity)

    def _delete_about(self, contact: Contact) -> None:
        self._delete_all(Task, select(Tasks).where(Tasks.contact_id == contact.id))
        to_them = or_(Introductions.contact_id == contact.id, Introductions.other_id == contact.id)
        self._delete_all(Introduction, select(Introductions).where(to_them))
        self._delete_all(Win, select(Wins).where(Wins.contact_id == contact.id))
        self._delete_all(Draft, select(Drafts).where(Drafts.contact_id == contact.id))
        self._delete_all(Telling, select(Tellings).where(Tellings.contact_id == contact.id))
        for made in self._all(Introduction, select(Introductions).where(Introductions.introducer_id == contact.id)):
            made.introducer_name = contact.name
            set_committed_value(made, "introducer", None)
        for part in self._all(Participant, select(Participants).where(Participants.contact_id == contact.id)):
            part.deleted_at = self.now
            self._delete_unless_about_others(part)

    def _delete_all(self, kind: type[Task | Introduction | Win | Draft | Telling], query: Any) -> None:
        for entity in self._all(kind, query):
            self.delete(entity)

    def _delete_unless_about_others(self, part: Participant) -> None:
        about = Participants.interaction_id == part.interaction_id
        if not self._all(Participant, select(Participants).where(about)):
            [interaction] = self._all(Interaction, select(Interactions).where(Interactions.id == part.interaction_id))
            self.delete(interaction)

    def _delete_within(self, interaction: Interaction) -> None:
        for part in self._all(Participant, select(Participants).where(Participants.interaction_id == interaction.id)):
            part.deleted_at = self.now
        for task in self._all(Task, select(Tasks).where(Tasks.interaction_id == interaction.id)):
            task.interaction_id = None


def _id(member: Member | int) -> int:
    number = member if isinstance(member, int) else member.id
    if number is None:
        raise errors.NotInBook
    return number


def _member(session: MemberSession, *, lock: bool) -> Member:
    """The session's member; locked, so that a member's units of work come one after another."""
    member: Member | None = session.scalar(_LOCKED_MEMBER if lock else _MEMBER)
    if member is None:
        raise errors.NotInBook
    return member


def _check_new(connection: Connection, owner: int, key: str) -> None:
    """Refuse a key that the member whose id is `owner` has used."""
    before = connection.execute(_HANDLED, {"owner": owner, "handled": key}).first()
    if before:
        raise errors.Repeated(before.change_id)


def _remember(connection: Connection, owner: int, key: str, at: datetime, change_id: str | None) -> None:
    """Keep a key that the member whose id is `owner` has used now."""
    connection.execute(_REMEMBER, {"member_id": owner, "key": key, "at": at, "change_id": change_id})


def _is_a_book(stored: StoredBook) -> Book:
    """For the type checker: a stored book keeps the promises of the domain's."""
    return stored
