"""Which nudges are due: one digest a workday, and a message of its own for each timed task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from bot.domain import calendar
from bot.domain.model import (
    Book,
    Contact,
    Delivery,
    DeliveryItem,
    DeliveryKind,
    Interaction,
    Task,
)
from bot.domain.tasks import next_digest

PEOPLE_AT_MOST = 5


@dataclass
class PersonDue:
    """One person and what is owed to them."""

    contact: Contact
    tasks: list[Task] = field(default_factory=list)
    last: Interaction | None = None  # what was last spoken of


def make_due(book: Book) -> list[Delivery]:
    """Make the deliveries that are due now, and say when the worker should look again.

    A nudge's slot makes it once: making what was made before makes nothing. What is shown moves on to the
    next workday's digest; what did not fit stays due.
    """
    due = book.tasks_to_nudge(book.now)
    timed = [task for task in due if _has_own_message(book, task)]
    deliveries = [_make(book, DeliveryKind.TIMED, _timed_slot(task), [task]) for task in timed]
    if _is_digest_time(book):
        deliveries.append(_make_digest(book, [task for task in due if task not in timed]))
    book.member.next_nudge_at = _next_look(book)
    return [delivery for delivery in deliveries if delivery is not None]


def by_person(tasks: Iterable[Task]) -> list[PersonDue]:
    """Tasks grouped by their contact, people in the order they first come up."""
    people: dict[int, PersonDue] = {}
    for task in tasks:
        assert task.contact is not None
        people.setdefault(task.contact_id, PersonDue(task.contact)).tasks.append(task)
    return list(people.values())


def people_due(book: Book, tasks: Sequence[Task]) -> list[PersonDue]:
    """Tasks grouped by person, each with what was last spoken of."""
    people = by_person(tasks)
    last = book.last_words([person.contact.id for person in people if person.contact.id is not None])
    for person in people:
        person.last = last.get(person.contact.id or 0)
    return people


def _make_digest(book: Book, tasks: list[Task]) -> Delivery | None:
    """Today's digest: at most five people, those promised longest first."""
    people = by_person(sorted(tasks, key=lambda task: (task.due_on, task.due_time is None, task.id or 0)))
    shown = [task for person in people[:PEOPLE_AT_MOST] for task in person.tasks]
    return _make(
        book, DeliveryKind.DIGEST, _digest_slot(book.today), shown, max(0, len(people) - PEOPLE_AT_MOST)
    )


def _make(book: Book, kind: DeliveryKind, slot: str, tasks: list[Task], more: int = 0) -> Delivery | None:
    if not tasks or book.delivery_for(slot):
        return None
    items = [DeliveryItem(task_id=task.id or 0, position=place) for place, task in enumerate(tasks)]
    delivery = book.add(
        Delivery(kind=kind, slot=slot, key=uuid4().hex, on=book.today, more=more, items=items)
    )
    for task in tasks:
        task.shown += 1
        task.change_id = None  # a new nudge begins with nothing pressed
        task.nudge_at = next_digest(book.member, book.now)
    return delivery


def _has_own_message(book: Book, task: Task) -> bool:
    """A timed task has one, once, on its day; later than that it joins the digest."""
    if task.due_time is None or task.shown or task.nudge_at is None:
        return False
    return calendar.local_day(task.nudge_at, book.member.tz) == book.today


def _is_digest_time(book: Book) -> bool:
    member = book.member
    if not calendar.is_workday(book.today, member.workdays) or book.delivery_for(_digest_slot(book.today)):
        return False
    return book.now >= calendar.instant(book.today, member.digest_time, member.tz)


def _next_look(book: Book) -> datetime | None:
    """When the next task wants to be shown; the next digest, if that is sooner, for what did not fit today."""
    moments = [book.next_nudge(book.now)]
    if book.tasks_to_nudge(book.now):
        moments.append(next_digest(book.member, book.now))
    return min((moment for moment in moments if moment), default=None)


def _digest_slot(day: date) -> str:
    return f"digest:{day.isoformat()}"


def _timed_slot(task: Task) -> str:
    assert task.nudge_at is not None
    return f"timed:{task.id}:{task.nudge_at:%Y%m%dT%H%M}"
