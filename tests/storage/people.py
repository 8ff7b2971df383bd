"""Short ways for the tests to put things into a book."""

from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from bot.domain.model import (
    Contact,
    Delivery,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    Member,
    Participant,
    Task,
    TaskKind,
    Win,
)
from bot.domain.model_net import Situation, Telling
from bot.storage.book import StoredBook
from bot.storage.engine import reading
from bot.storage.mapping import TRACKED, Deliveries


def delivery_for(book: StoredBook, slot: str) -> Delivery | None:
    """The delivery made for a slot, if there is one."""
    return book._session.scalar(select(Deliveries).where(Deliveries.slot == slot))


def add_person(book: StoredBook, name: str, **facts: Any) -> Contact:
    return book.add(Contact(name=name, name_key=name.casefold(), **facts))


def add_note(book: StoredBook, text: str, *about: Contact, on: date = date(2026, 11, 23)) -> Interaction:
    participants = [Participant(contact_id=contact.id) for contact in about]
    return book.add(Interaction(InteractionKind.NOTE, on, text, participants=participants))


def add_task(book: StoredBook, contact: Contact, kind: TaskKind = TaskKind.FOLLOW_UP, **facts: Any) -> Task:
    return book.add(Task(kind=kind, contact_id=contact.id, **{"due_on": date(2026, 12, 7), **facts}))


def introduce(book: StoredBook, contact: Contact, introducer: Contact, **facts: Any) -> Introduction:
    """Somebody introduced the member to the contact."""
    by = {"introducer_id": introducer.id, "introducer_name": introducer.name}
    return book.add(Introduction(IntroductionKind.RECEIVED, contact.id or 0, date(2026, 11, 23), **by, **facts))


def introduce_both(book: StoredBook, one: Contact, other: Contact, **facts: Any) -> Introduction:
    """The member introduces two people to each other."""
    on = date(2026, 11, 23)
    return book.add(Introduction(IntroductionKind.MADE, one.id or 0, on, other_id=other.id, **facts))


def add_win(book: StoredBook, contact: Contact, what: str = "a contract") -> Win:
    return book.add(Win(contact.id or 0, what, date(2026, 11, 23)))


def live_rows(engine: Engine, member: Member) -> dict[str, Any]:
    """All that is in a member's book and can be undone."""
    with reading(engine) as connection:
        return {
            table.name: connection.execute(
                select(table).where(table.c.member_id == member.id, table.c.deleted_at.is_(None)).order_by(table.c.id)
            ).all()
            for table in TRACKED.values()
        }


def add_news(book: StoredBook, text: str = "leaving Acme") -> Situation:
    return book.add(Situation(text, date(2026, 11, 23)))


def tell(book: StoredBook, situation: Situation, contact: Contact, on: date | None = date(2026, 11, 23)) -> Telling:
    """Somebody was told of it; with no day, they are to be."""
    return book.add(Telling(situation.id or 0, contact.id or 0, on))
