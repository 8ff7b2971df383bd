"""Which nudges are due: one digest a workday, and a message of its own for each timed task."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any
from uuid import uuid4

from bot.domain import calendar, fading, rhythm, wide_net
from bot.domain.book import Book
from bot.domain.model import Contact, Delivery, DeliveryItem, DeliveryKind, DeliveryState, Task, TaskKind
from bot.domain.tasks import next_digest, own_moment, put_off

MANY = 15  # people due; with more, the digest offers ways to deal with them
EASIEST_FIRST = (TaskKind.THANK_YOU, TaskKind.ASK_OUTCOME, TaskKind.REPORT_BACK, TaskKind.AWAITING_REPLY)
SPREAD_OVER = 10  # workdays
MOVED_WITHIN = timedelta(days=14)  # older nudges are history, and stay as they are


@dataclass
class PersonDue:
    """One person and what is owed to them."""

    contact: Contact
    tasks: list[Task] = field(default_factory=list)


def make_due(book: Book) -> list[Delivery]:
    """Make the deliveries that are due now, to be added to the book, and say when the worker should look again.

    A nudge's slot makes it once: making what was added before makes nothing. What is shown moves on to the
    next workday's digest, or fades; what did not fit stays due, and so does everything while the member pauses.
    """
    if rhythm.is_paused(book):
        book.member.next_nudge_at = rhythm.pause_ends(book.member)
        return []
    come_up, later = book.tasks_to_nudge(book.now), book.next_nudge(book.now)
    due = fading.still_due(book, come_up)
    timed = [task for task in due if _has_own_message(book, task)]
    deliveries = [_make_timed(book, task) for task in timed]
    if _is_digest_time(book):
        deliveries.append(_make_digest(book, [task for task in due if task not in timed]))
    book.member.next_nudge_at = _next_look(book, come_up, later)
    return [delivery for delivery in deliveries if delivery is not None]


def by_person(tasks: Iterable[Task]) -> list[PersonDue]:
    """Tasks grouped by their contact, people in the order they first come up."""
    people: dict[int, PersonDue] = {}
    for task in tasks:
        assert task.contact is not None
        people.setdefault(task.contact_id, PersonDue(task.contact)).tasks.append(task)
    return list(people.values())


def easiest(book: Book) -> Task | None:
    """What is due and takes the least: thanks before all else, then who was last heard of most recently."""
    due = [task for task in book.open_tasks() if task.due_on <= book.today and task.nudge_at]
    last = book.last_words([task.contact_id for task in due])

    def effort(task: Task) -> tuple[int, int, int]:
        rank = EASIEST_FIRST.index(task.kind) if task.kind in EASIEST_FIRST else len(EASIEST_FIRST)
        spoken = last.get(task.contact_id)
        return rank, -spoken.on.toordinal() if spoken else 0, task.id or 0

    return min(due, key=effort, default=None)


def spread(book: Book) -> int:
    """Put off what is due so that it comes up over the next two weeks, a few people a day; promised days stay.

    Gives how many people it was.
    """
    people = by_person(task for task in book.open_tasks() if task.nudge_at and task.due_on <= book.today)
    a_day = max(1, ceil(len(people) / SPREAD_OVER))
    day = book.today
    for place, person in enumerate(people):
        if place % a_day == 0:
            day = calendar.next_workday(day, book.member.workdays)
        for task in person.tasks:
            put_off(book, task, day)
    book.describe(f"Spread {len(people)} people over two weeks")
    return len(people)


def is_over(book: Book, delivery: Delivery) -> bool:
    """Whether a nudge that has not been sent should not be any more: its day has passed, or nothing is left to say.

    What it was to show is due again in the next digest, with its true date; so nothing piles up.
    """
    tasks = [item.task for item in delivery.items if item.task]
    left = [task for task in tasks if task.is_open and not task.deleted_at and not task.change_id]
    return delivery.on < book.today or not (left or delivery.suggests)


def arrived(book: Book, delivery: Delivery, ts: str) -> None:
    """Note that a nudge has reached the member, under Slack's timestamp; noting it again changes nothing."""
    if delivery.state == DeliveryState.SENT:
        return
    delivery.state, delivery.ts, delivery.sent_at = DeliveryState.SENT, ts, book.now
    delivery.error = delivery.retry_at = delivery.leased_until = None
    for item in delivery.items:
        if item.task:
            item.task.shown += 1


def _make_digest(book: Book, tasks: list[Task]) -> Delivery | None:
    """Today's digest: as many people as the member wants at most, in the order of what was promised first.

    Who was shown least comes first when there are more, so that nobody waits behind those whom the member ignores.
    What is still open of earlier nudges moves to it. Once a week a line suggests people to write to.
    """
    by_day = sorted(tasks, key=lambda task: (task.due_on, task.due_time is None, task.id or 0))
    people = by_person(sorted(by_day, key=lambda task: task.shown))
    chosen = {person.contact.id for person in people[: book.member.digest_people]}
    shown = [task for person in by_person(by_day) for task in person.tasks if task.contact_id in chosen]
    more, suggests = len(people) - len(chosen), wide_net.weekly(book)
    if not (shown or suggests):
        return None
    is_first = bool(shown) and _digest_made(book)
    facts = {"more": more, "suggests": suggests, "is_first": is_first}
    return _make(book, DeliveryKind.DIGEST, _digest_slot(book.today), shown, **facts)


def _digest_made(book: Book) -> bool:
    """Note that a digest is made; people suggested are no promises: with them alone it counts as none."""
    for earlier in book.deliveries_to_move(book.now - MOVED_WITHIN):
        earlier.moved_on = book.today
    return rhythm.digest_made(book)


def _make_timed(book: Book, task: Task) -> Delivery | None:
    slot = _timed_slot(task)
    return None if book.has_made(slot) else _make(book, DeliveryKind.TIMED, slot, [task])


def _make(book: Book, kind: DeliveryKind, slot: str, tasks: list[Task], **facts: Any) -> Delivery:
    items = [DeliveryItem(task.id or 0, place, task=task) for place, task in enumerate(tasks)]
    for task in tasks:
        task.change_id = None  # a new nudge begins with nothing pressed
        task.shown_on, task.nudge_at = book.today, _next_workday(book)
    return Delivery(kind=kind, slot=slot, key=uuid4().hex, on=book.today, items=items, **facts)


def _has_own_message(book: Book, task: Task) -> bool:
    """A timed task has one, once, on its day; put off, or later than that, it joins the digest."""
    own = own_moment(task, book.member.tz)
    return own is not None and task.nudge_at == own and task.due_on == book.today


def _is_digest_time(book: Book) -> bool:
    return rhythm.may_come(book) and not book.has_made(_digest_slot(book.today))


def _next_look(book: Book, come_up: list[Task], later: datetime | None) -> datetime | None:
    """When the next task wants to be shown, or people are to be suggested; the next digest, if that is sooner, for what
    did not fit today.

    Args:
        come_up: what was due, as it is now.
        later: when the first of all the others is due.
    """
    moved = [task.nudge_at for task in come_up if task.is_open and task.nudge_at]
    moments = [later, wide_net.due_at(book), *(moment for moment in moved if moment > book.now)]
    if any(moment <= book.now for moment in moved):
        moments.append(next_digest(book.member, book.now))
    return min((moment for moment in moments if moment), default=None)


def _next_workday(book: Book) -> datetime:
    """When the digest of the next workday is due, also while today's is still to come."""
    member = book.member
    return calendar.instant(calendar.next_workday(book.today, member.workdays), member.digest_time, member.tz)


def _digest_slot(day: date) -> str:
    return f"digest:{day.isoformat()}"


def _timed_slot(task: Task) -> str:
    assert task.nudge_at is not None
    return f"timed:{task.id}:{task.nudge_at:%Y%m%dT%H%M}"
