"""What the rules may ask of a member's book; `storage.book` answers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.domain.model import (
    Change,
    Contact,
    Delivery,
    DeliveryItem,
    Detail,
    DetailKind,
    Interaction,
    Member,
    Named,
    Participant,
    Question,
    Task,
    TaskKind,
)

Entity = TypeVar("Entity", Contact, Detail, Interaction, Participant, Task, Delivery, DeliveryItem, Question)


class Book(Protocol):
    """One member's book for the length of one unit of work.

    Everything it answers with is live (not deleted) and the member's own. Looking up an id that is neither
    raises `errors.NotInBook`, whatever the reason, so that nobody learns what other books hold.
    """

    member: Member
    now: datetime
    change_id: str

    @property
    def today(self) -> date:
        """The member's own date."""
        ...

    def add(self, entity: Entity) -> Entity:
        """Put something new into the book; it has its id on return."""
        ...

    def delete(self, entity: Contact | Detail | Interaction | Participant | Task | Question) -> None:
        """Take something out of the book; undo can bring it back."""
        ...

    def describe(self, summary: str, contact: Contact | None = None) -> None:
        """Say in a few words what this unit of work did, and to whom."""
        ...

    def contact(self, contact_id: int) -> Contact:
        """One contact with details and introducer."""
        ...

    def contacts(self, contact_ids: Collection[int]) -> list[Contact]:
        """Those of the contacts that are in the book, by name."""
        ...

    def names(self) -> Sequence[Named]:
        """Everybody's name, archived ones too."""
        ...

    def with_key(self, name_key: str) -> list[Contact]:
        """Everybody whose name has this key."""
        ...

    def with_detail(self, kind: DetailKind, key: str) -> list[Contact]:
        """Everybody with this email, phone, link, tag or former employer."""
        ...

    def search(self, words: str, limit: int = 10, offset: int = 0) -> tuple[list[Contact], int]:
        """Contacts in whom every word is found (name, company, title, place, tag, email), and how many there are."""
        ...

    def count_contacts(self) -> int:
        """How many people are in the book."""
        ...

    def interactions(self, contact_id: int, limit: int = 3) -> list[Interaction]:
        """The latest interactions with a contact, newest first."""
        ...

    def last_words(self, contact_ids: Collection[int]) -> dict[int, Interaction]:
        """The latest interaction with any text, for each contact that has one."""
        ...

    def task(self, task_id: int) -> Task:
        """One task with its contact, open or closed."""
        ...

    def open_task(self, kind: TaskKind, contact_id: int) -> Task | None:
        """The open task of a kind for a contact that no introduction has."""
        ...

    def open_tasks(self, contact_id: int | None = None, kind: TaskKind | None = None) -> list[Task]:
        """Open tasks by due date, each with its contact."""
        ...

    def tasks_to_nudge(self, until: datetime) -> list[Task]:
        """Open tasks whose `nudge_at` has come by then, in that order, each with its contact."""
        ...

    def next_nudge(self, after: datetime) -> datetime | None:
        """The first `nudge_at` of an open task strictly after an instant."""
        ...

    def closed_tasks(self, kind: TaskKind, limit: int = 10) -> list[Task]:
        """The latest that were done, newest first."""
        ...

    def delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks."""
        ...

    def delivery_for(self, slot: str) -> Delivery | None:
        """The delivery made for this slot, if there is one."""
        ...

    def deliveries_showing(self, task_ids: Collection[int], since: datetime) -> list[Delivery]:
        """Deliveries sent since then that show any of the tasks."""
        ...

    def change(self, change_id: str) -> Change:
        """One unit of work."""
        ...

    def changes(self, limit: int = 10) -> list[Change]:
        """The latest described and not undone, newest first."""
        ...

    def undo(self, change_id: str) -> Change:
        """Put back what a unit of work changed.

        Raises:
            NotInBook: there is no such change.
            AlreadyUndone, TooLateToUndo, ChangedSince: it can't be undone any more; nothing is touched.
        """
        ...

    def touched(self, change_id: str, kind: type) -> list[int]:
        """The ids of the rows of one kind (`Task`, `Contact`, ...) that a unit of work touched."""
        ...

    def question(self, question_id: int) -> Question:
        """One question that Goodword asked."""
        ...
