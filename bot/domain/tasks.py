"""Promises: planning them, keeping them, putting them off."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import calendar, names, words
from bot.domain.book import Book
from bot.domain.model import (
    Contact,
    Direction,
    Interaction,
    InteractionKind,
    Introduction,
    Member,
    Participant,
    Task,
    TaskKind,
    TaskState,
)
from bot.domain.repeats import Repeat

NO_REPLY_RESTS = timedelta(days=180)  # no hard feelings
TEXT_LIMIT = 40_000  # a note, or why something is owed: as much as Slack takes in one message

# "Follow up: send her the deck", but "follow up about the deck".
_DEED = re.compile(
    r"(?:call|phone|e-?mail|write|send|ask|meet|invite|text|share|schedule|set up|book|give|remind"
    r"|congratulate|show|tell"
    r"|next|forward|check|see|introduce|intro)\b",
    re.IGNORECASE,
)
_JOINT = {TaskKind.FOLLOW_UP: " about ", TaskKind.THANK_YOU: " for ", TaskKind.AWAITING_REPLY: " about "}
_OWED = {
    TaskKind.FOLLOW_UP: "follow up with",
    TaskKind.THANK_YOU: "thank",
    TaskKind.REPORT_BACK: "report back to",
    TaskKind.ASK_OUTCOME: "ask about",
    TaskKind.AWAITING_REPLY: "wait for",
}


@dataclass(frozen=True)
class Planned:
    """A task as planned, and what it was before, if it was there already."""

    task: Task
    was_due: date | None = None


def plan(
    book: Book,
    kind: TaskKind,
    contact: Contact,
    on: date,
    at: time | None = None,
    about: str | None = None,
    interaction_id: int | None = None,
    introduction: Introduction | None = None,
    repeat: Repeat | None = None,
) -> Planned:
    """Owe something to a contact by a day; joins the open task of that kind if there is one.

    A contact is owed one follow-up and one thank-you at a time, and another for each introduction: a second moves
    the first to the new day, and a second reason is added to the first.

    Args:
        on, at: the member's local day and, for a nudge of its own, time of day.
        about: why, in the member's words.
        introduction: what it is owed for, if it is an introduction.
        repeat: how it comes again once it is done; without it, a repeat that is planned already stays.

    Raises:
        AskedToBeLeftAlone: the contact is marked "do not contact".
        TextTooLong: the reason is longer than `TEXT_LIMIT`.
    """
    if contact.do_not_contact:
        raise errors.AskedToBeLeftAlone(name=contact.name)
    assert contact.id is not None
    about = checked_text(about, "about") or None
    introduction_id = introduction.id if introduction else None
    task = book.open_task(kind, contact.id, introduction_id)
    was_due = task.due_on if task else None
    if task is None:
        new = Task(kind, contact.id, on, interaction_id=interaction_id, introduction_id=introduction_id)
        task = book.add(new)
    task.due_on, task.due_time, task.about = on, at, joined(task.about, about)
    task.repeat = repeat.text if repeat else task.repeat
    task.shown, task.change_id = 0, None  # promised anew: neither shown yet nor put off
    task.fade, task.shown_on, task.kept = 0, None, False
    nudge(book, task, on, at)
    book.describe(_planned(task, contact), contact)
    return Planned(task, was_due)


def nudge(book: Book, task: Task, on: date, at: time | None = None) -> None:
    """Let a task be shown on a day: at its time, else in that day's digest or the next workday's.

    Today's digest is not sent again for something promised for today: that comes up in the next one.
    """
    member = book.member
    if at is not None:
        task.nudge_at = calendar.instant(on, at, member.tz)
    else:
        workday = calendar.workday_on_or_after(on, member.workdays)
        digest = calendar.instant(workday, member.digest_time, member.tz)
        task.nudge_at = digest if digest > book.now else next_digest(member, book.now)
    wake(member, task.nudge_at)


def next_digest(member: Member, after: datetime) -> datetime:
    """When a member's next digest is due, strictly after an instant."""
    return calendar.next_digest(after, member.tz, member.digest_time, member.workdays)


def nudged_on(task: Task, member: Member) -> date:
    """The member's day on which a task comes up next; of one that rests, the day it is due."""
    return calendar.local_day(task.nudge_at, member.tz) if task.nudge_at else task.due_on


def own_moment(task: Task, zone: ZoneInfo) -> datetime | None:
    """The instant at which a timed task has a message of its own; none for the others."""
    return calendar.instant(task.due_on, task.due_time, zone) if task.due_time else None


def wake(member: Member, at: datetime | None) -> None:
    """Make sure that the worker looks at a member by then."""
    if at is not None and (member.next_nudge_at is None or at < member.next_nudge_at):
        member.next_nudge_at = at


def wake_for(book: Book, task_ids: Collection[int]) -> None:
    """Make sure that the worker looks in time at those of the tasks that are open (after an undo, say)."""
    for task in book.open_tasks():
        if task.id in task_ids:
            wake(book.member, task.nudge_at)


def let_go(book: Book, task: Task) -> Task:
    """Owe it no longer, without having done it; whoever never answered, twice, is left in peace for a good while."""
    if not task.is_open:
        return task
    close(book, task, TaskState.LET_GO)
    contact = book.contact(task.contact_id)
    if task.kind == TaskKind.AWAITING_REPLY and task.tries:
        contact.rests_until = book.today + NO_REPLY_RESTS
    book.describe(f"Let go: {owed(task)} {names.first(contact.name)}", contact)
    return task


def snooze(book: Book, task: Task, until: date) -> Task:
    """Show it again on a later day; the day it was promised for stays.

    Raises:
        PastDay: that day is not after today.
    """
    if not task.is_open:
        return task
    if until <= book.today:
        raise errors.PastDay(day=words.capital(words.day(until, book.today)), field="until")
    put_off(book, task, until)
    contact = book.contact(task.contact_id)
    book.describe(f"Put off {names.first(contact.name)} to {words.day(until, book.today)}", contact)
    return task


def put_off(book: Book, task: Task, until: date) -> None:
    """Show an open task again on a later day, as if it had not been shown yet."""
    before = (task.nudge_at, task.fade, task.shown_on)
    nudge(book, task, until)
    if task.change_id and before == (task.nudge_at, 0, None):
        return  # a second press: what the first one did is still to be undone as one
    task.fade, task.shown_on, task.change_id = 0, None, book.change_id


def snooze_day(until: str, today: date, workdays: str) -> date:
    """The day that "tomorrow", "in_3_days" or "next_week" means; tomorrow for anything else."""
    if until == "in_3_days":
        return today + timedelta(days=3)
    if until == "next_week":
        return calendar.workday_on_or_after(today + timedelta(days=7 - today.weekday()), workdays)
    return today + timedelta(days=1)


def let_all_go(book: Book, contact: Contact) -> None:
    """Owe a contact nothing any more."""
    for task in book.open_tasks(contact_id=contact.id):
        let_go(book, task)


def close(book: Book, task: Task, state: TaskState) -> None:
    """Settle a task that is open, in this unit of work."""
    task.state, task.closed_at, task.change_id = state, book.now, book.change_id


def touch(
    book: Book,
    contact: Contact,
    text: str,
    kind: InteractionKind = InteractionKind.MESSAGE,
    direction: Direction | None = None,
) -> Interaction:
    """Log that the member turned to a contact today, or that the two spoke; messages go out unless it is said."""
    assert contact.id is not None
    written = kind in (InteractionKind.MESSAGE, InteractionKind.EMAIL)
    participants = [Participant(contact_id=contact.id)]
    way = direction or (Direction.OUT if written else Direction.MUTUAL)
    return book.add(Interaction(kind=kind, on=book.today, text=text, direction=way, participants=participants))


def owed(task: Task) -> str:
    """What is owed, to stand before a name: "follow up with", "thank"."""
    return _OWED[task.kind]


def reason(task: Task) -> str:
    """Why, to stand after a name: " about the pilot", " for the tip"; empty when no reason was given."""
    if task.about and task.kind == TaskKind.FOLLOW_UP and is_deed(task.about):
        return f": {task.about}"
    return f"{_JOINT.get(task.kind, ': ')}{task.about}" if task.about else ""


def is_deed(about: str) -> bool:
    """Whether what a promise is about is something to do, "send the deck", and not a subject, "the deck"."""
    return bool(_DEED.match(about))


def waits(task: Task, today: date) -> bool:
    """Whether it is somebody else's move, and not yet time to ask about it."""
    return task.kind in (TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY) and task.due_on > today


def repeat_of(task: Task) -> Repeat | None:
    """How a task comes again; none if it does not."""
    try:
        return Repeat.parse(task.repeat) if task.repeat else None
    except ValueError:  # of a version that wrote it otherwise
        return None


def plan_next(book: Book, task: Task) -> Task | None:
    """Once a task that comes again is done, owe it anew, from today on."""
    repeat, contact = repeat_of(task), book.contact(task.contact_id)
    if repeat is None or contact.do_not_contact or contact.archived_at:
        return None
    on = repeat.next(book.today, task.due_on)
    return plan(book, task.kind, contact, on, task.due_time, task.about, repeat=repeat).task


def default_thank_day(book: Book, contact: Contact) -> date:
    """When thanks are due unless the member says otherwise: when they are owed already, else the next workday."""
    owed_already = book.open_task(TaskKind.THANK_YOU, contact.id or 0)
    if owed_already and owed_already.due_on > book.today:
        return owed_already.due_on
    return calendar.next_workday(book.today, book.member.workdays)


def checked_text(text: str | None, field: str) -> str:
    """A note or a reason, trimmed.

    Raises:
        TextTooLong: it is longer than `TEXT_LIMIT`.
    """
    text = (text or "").strip()
    if len(text) > TEXT_LIMIT:
        raise errors.TextTooLong(length=len(text), limit=TEXT_LIMIT, field=field)
    return text


def joined(old: str | None, new: str | None) -> str | None:
    """Two reasons as one, unless the one says the other already."""
    if not old or not new or new.casefold() in old.casefold():
        return new if new and len(new) > len(old or "") else old or new
    return f"{old}; {new}"


def _planned(task: Task, contact: Contact) -> str:
    return f"{words.capital(owed(task))} {names.first(contact.name)} by {task.due_on:%-d %b}"
