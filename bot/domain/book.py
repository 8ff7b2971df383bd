"""What the rules may ask of a member's book; `storage.book` answers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.domain.faces import Face, Pair
from bot.domain.jobs import Import, Job
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import (
    Change,
    Contact,
    Delivery,
    DeliveryItem,
    Detail,
    DetailKind,
    Interaction,
    Introduction,
    Member,
    Named,
    Participant,
    Question,
    Task,
    TaskKind,
    TaskState,
    Win,
)
from bot.domain.model_net import Situation, Telling, Tie

Entity = TypeVar(
    "Entity",
    Contact,
    Detail,
    Interaction,
    Participant,
    Introduction,
    Win,
    Task,
    Draft,
    Template,
    Delivery,
    DeliveryItem,
    Question,
    Situation,
    Telling,
    Import,
    Job,
)


Deletable = (
    Contact
    | Detail
    | Interaction
    | Participant
    | Introduction
    | Win
    | Task
    | Draft
    | Template
    | Question
    | Situation
    | Telling
)


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

    def delete(self, entity: Deletable) -> None:
        """Take something out of the book; undo can bring it back."""
        ...

    def describe(self, summary: str, contact: Contact | None = None) -> None:
        """Say in a few words what this unit of work did, and to whom."""
        ...

    def contact(self, contact_id: int) -> Contact:
        """One contact with details and introductions."""
        ...

    def contacts(self, contact_ids: Collection[int]) -> list[Contact]:
        """Those of the contacts that are in the book, by name."""
        ...

    def names(self) -> Sequence[Named]:
        """Everybody's name, archived ones too."""
        ...

    def places(self) -> Sequence[str]:
        """Where anybody was met, each place once."""
        ...

    def name_keys(self) -> Sequence[str]:
        """The key of every name there is or was in the book."""
        ...

    def beginning(self, name_key: str, limit: int) -> list[Contact]:
        """Those whose name (its key) begins so."""
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

    def open_task(self, kind: TaskKind, contact_id: int, introduction_id: int | None = None) -> Task | None:
        """The open task of a kind for a contact: the one of an introduction, or that which none has."""
        ...

    def open_tasks(
        self, contact_id: int | None = None, kind: TaskKind | None = None, introduction_id: int | None = None
    ) -> list[Task]:
        """Open tasks by due date, each with its contact."""
        ...

    def tasks_to_nudge(self, until: datetime) -> list[Task]:
        """Open tasks whose `nudge_at` has come by then, in that order, each with its contact."""
        ...

    def next_nudge(self, after: datetime) -> datetime | None:
        """The first `nudge_at` of an open task strictly after an instant."""
        ...

    def tasks_of_win(self, win_id: int) -> list[Task]:
        """The thanks that a win led to, open or not, in the order they were owed."""
        ...

    def introduction(self, introduction_id: int) -> Introduction:
        """One introduction with everybody in it."""
        ...

    def received(self, contact_ids: Collection[int]) -> list[Introduction]:
        """The introductions of these people to the member, promised ones too, the first one first."""
        ...

    def led_to(self, contact_ids: Collection[int]) -> list[tuple[int, int | None]]:
        """The ids of the introductions that happened of these people, and of who made each, the first one first."""
        ...

    def introductions(self, introduction_ids: Sequence[int]) -> list[Introduction]:
        """These introductions with everybody in them, in the order given."""
        ...

    def received_from(self, introducer_id: int, limit: int = 20) -> list[Introduction]:
        """What came of whom somebody introduced the member to, the latest first."""
        ...

    def made_with(self, contact_id: int) -> list[Introduction]:
        """The introductions the member makes between this person and others, the first one first."""
        ...

    def open_introductions(self) -> list[Introduction]:
        """All of which more is to come, the first one first."""
        ...

    def win(self, win_id: int) -> Win:
        """One win with whom it came of."""
        ...

    def wins(self, contact_id: int | None = None, limit: int = 10) -> list[Win]:
        """The latest wins, those with one person if it is said which, newest first."""
        ...

    def latest_introductions(self, limit: int) -> list[Introduction]:
        """The latest ones, received and made, open and closed, the first one first."""
        ...

    def count_tasks(self) -> dict[tuple[TaskKind, TaskState], int]:
        """How many tasks there are of each kind in each state."""
        ...

    def ties(self) -> list[Tie]:
        """What there is between the member and everybody who is not archived, in figures, in the order of their ids."""
        ...

    def days_with(self, contact_ids: Collection[int]) -> dict[int, list[date]]:
        """The days of all interactions, for each contact that has any."""
        ...

    def in_touch(self, since: date, until: date) -> list[int]:
        """The ids of those with whom there was something (said, owed, introduced) between two days, both included.

        Those first whom the member spoke with last; nobody archived or to be left alone.
        """
        ...

    def formerly_at(self, words: str, limit: int = 10) -> list[Contact]:
        """Those of whom a former employer has every word in its name."""
        ...

    def at(self, words: str, limit: int = 100) -> list[Contact]:
        """Those of whom the present company has every word in its name."""
        ...

    def speaking_of(self, words: str, limit: int = 50) -> list[Interaction]:
        """The latest interactions whose text has these words in this order, newest first."""
        ...

    def latest_situation(self) -> Situation | None:
        """The last one that was set, ended or not."""
        ...

    def situation(self, situation_id: int) -> Situation:
        """One of those that were set."""
        ...

    def tellings(self, situation_id: int) -> list[Telling]:
        """Who was told of a situation, or picked to be, in the order they were, each with the contact."""
        ...

    def closed_tasks(self, kind: TaskKind, limit: int = 10) -> list[Task]:
        """The latest that were done, newest first."""
        ...

    def unsent_draft(self, contact_id: int, occasion: Occasion) -> Draft | None:
        """The message for an occasion that was begun and not sent, if there is one."""
        ...

    def sent_drafts(self, contact_id: int | None = None, limit: int = 200) -> list[Draft]:
        """The latest messages sent, to one contact if it is said which, newest first, each with its contact."""
        ...

    def templates(self) -> list[Template]:
        """The member's own templates."""
        ...

    def delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks."""
        ...

    def sent_delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks, but nobody in them: to note what became of it."""
        ...

    def has_made(self, slot: str) -> bool:
        """Whether there is a delivery for this slot."""
        ...

    def deliveries_showing(self, task_ids: Collection[int], since: datetime) -> list[Delivery]:
        """Deliveries sent since then that show any of the tasks."""
        ...

    def deliveries_to_move(self, since: datetime) -> list[Delivery]:
        """Deliveries sent since then of which something is still open and has not moved to a later one yet."""
        ...

    def deliveries_moved(self, on: date) -> list[Delivery]:
        """Deliveries of which the rest moved to the digest of this day."""
        ...

    def change(self, change_id: str) -> Change:
        """One unit of work."""
        ...

    def changes(self, limit: int = 10) -> list[Change]:
        """The latest described and not undone, newest first."""
        ...

    def undo(self, change_id: str, keeping: Collection[int] = ()) -> Change:
        """Put back what a unit of work changed.

        Args:
            keeping: ids of contacts that it added and that `revive` brings back at once: what was done about them
                since does not stand in the way.

        Raises:
            NotInBook: there is no such change.
            AlreadyUndone, TooLateToUndo, ChangedSince: it can't be undone any more; nothing is touched.
        """
        ...

    def revive(self, gone_id: int) -> Contact | None:
        """Somebody whom an undo has just taken out of the book, in it again; none if they are in it or never were."""
        ...

    def touched(self, change_id: str, kind: type) -> list[int]:
        """The ids of the rows of one kind (`Task`, `Contact`, ...) that a unit of work touched."""
        ...

    def question(self, question_id: int) -> Question:
        """One question that Goodword asked."""
        ...

    def import_(self, import_id: int) -> Import:
        """One file that the member brought."""
        ...

    def job(self, job_id: int) -> Job:
        """One thing that the worker does for the member."""
        ...

    def faces(self) -> list[Face]:
        """Everybody, as far as it takes to see whom they look like."""
        ...

    def told_apart(self) -> set[Pair]:
        """The pairs of whom the member said that they are two people."""
        ...

    def tell_apart(self, one: Contact, other: Contact) -> None:
        """Remember that these are two people."""
        ...

    def move_all(self, other: Contact, kept: Contact) -> None:
        """Let everything that is about one person be about another: talks, introductions, tasks, wins."""
        ...

    def had_digest(self, first: date, before: date) -> bool:
        """Whether a digest was made for a day from `first` on, before another."""
        ...
