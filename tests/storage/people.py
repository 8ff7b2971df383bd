"""Short ways for the tests to put things into a book."""

from datetime import date
from typing import Any

from bot.domain.model import Contact, Interaction, InteractionKind, Participant, Task, TaskKind
from bot.storage.book import StoredBook


def add_person(book: StoredBook, name: str, **facts: Any) -> Contact:
    return book.add(Contact(name=name, name_key=name.casefold(), **facts))


def add_note(book: StoredBook, text: str, *about: Contact, on: date = date(2026, 11, 23)) -> Interaction:
    participants = [Participant(contact_id=contact.id) for contact in about]
    return book.add(Interaction(InteractionKind.NOTE, on, text, participants=participants))


def add_task(book: StoredBook, contact: Contact, kind: TaskKind = TaskKind.FOLLOW_UP, **facts: Any) -> Task:
    return book.add(Task(kind=kind, contact_id=contact.id, **{"due_on": date(2026, 12, 7), **facts}))
