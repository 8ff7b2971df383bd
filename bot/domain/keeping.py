"""Promises kept: followed up, thanked, told how it went."""

from collections.abc import Iterable, Sequence

from bot.domain import calendar, introductions, names, tasks
from bot.domain.book import Book
from bot.domain.model import Contact, Direction, InteractionKind, Task, TaskKind, TaskState

ANSWER_WITHIN = 5  # workdays
LINE = 300  # characters: more than that is no longer one line on how it went

_TOUCH = {
    TaskKind.FOLLOW_UP: "Followed up",
    TaskKind.THANK_YOU: "Said thanks",
    TaskKind.REPORT_BACK: "Told how it went",
}


def is_bare(text: str) -> bool:
    """Whether what was logged says no more than that something was done."""
    return text in _TOUCH.values()


def settle(
    book: Book,
    owed: Sequence[Task],
    *,
    told: str | None = None,
    given: str | None = None,
    how: InteractionKind = InteractionKind.MESSAGE,
) -> None:
    """Note that what was owed to one person was done, today; what is settled already stays as it is.

    Args:
        owed: tasks for one person, done in one message: thanks and how it went, say.
        told: what an introducer was told, word for word.
        given: what somebody got who went out of their way.
        how: what kind of message it was.

    Raises:
        TextTooLong: of what was told or given.
    """
    told, given = tasks.checked_text(told, "told") or None, tasks.checked_text(given, "given") or None
    still_open = [task for task in owed if task.is_open]
    if not still_open:
        return
    contact = book.contact(still_open[0].contact_id)
    deed = done(still_open, names.first(contact.name))
    for task in still_open:
        tasks.close(book, task, TaskState.DONE)
        task.given = given if task.kind == TaskKind.THANK_YOU else None
        if task.kind == TaskKind.REPORT_BACK and task.introduction:
            task.introduction.told_on, task.introduction.told = book.today, told
    tasks.touch(book, contact, told or _touch(still_open, given), how)
    introductions.noticed(book, contact, how)
    for task in still_open:
        tasks.plan_next(book, task)
    book.describe(deed, contact)


def together(owed: Iterable[Task]) -> list[list[Task]]:
    """Tasks as they are done: thanks to one person and how it went are one message, all else stands alone.

    In the order they come; one message stands where its first task is.
    """
    groups: dict[tuple[str, int | None], list[Task]] = {}
    for task in owed:
        is_in_a_message = task.kind in (TaskKind.THANK_YOU, TaskKind.REPORT_BACK)
        key = ("contact", task.contact_id) if is_in_a_message else ("task", task.id)
        groups.setdefault(key, []).append(task)
    return list(groups.values())


def with_others(book: Book, task: Task) -> list[Task]:
    """An open task and those that are done in the same message."""
    if not task.is_open:
        return [task]
    groups = together(book.open_tasks(contact_id=task.contact_id))
    return next((group for group in groups if task in group), [task])


def done(owed: Sequence[Task], first: str) -> str:
    """ "Thanked Bob", "Told and thanked Bob": what was done, of tasks that go together."""
    kinds = {task.kind for task in owed}
    if kinds == {TaskKind.THANK_YOU, TaskKind.REPORT_BACK}:
        return f"Told and thanked {first}"
    if kinds == {TaskKind.REPORT_BACK}:
        return f"Told {first} how it went"
    return f"Thanked {first}" if kinds == {TaskKind.THANK_YOU} else f"Followed up with {first}"


def await_reply(book: Book, contact: Contact, about: str | None = None) -> Task:
    """The member wrote to somebody: if no answer is logged in five workdays, they are told."""
    on = calendar.workdays_later(book.today, ANSWER_WITHIN, book.member.workdays)
    return tasks.plan(book, TaskKind.AWAITING_REPLY, contact, on, about=about).task


def replied(book: Book, task: Task) -> Task:
    """*They replied*."""
    if task.is_open:
        contact = book.contact(task.contact_id)
        tasks.close(book, task, TaskState.DONE)
        contact.rests_until = None
        tasks.touch(book, contact, "Replied", direction=Direction.IN)
        introductions.noticed(book, contact, InteractionKind.MESSAGE)
        book.describe(f"{names.first(contact.name)} replied", contact)
    return task


def spoke(book: Book, contact: Contact, kind: InteractionKind, direction: Direction) -> None:
    """Something was logged that they had part in: introductions move along, no answer is awaited, nobody rests."""
    introductions.noticed(book, contact, kind)
    if direction == Direction.OUT:
        return
    contact.rests_until = None
    awaited = book.open_task(TaskKind.AWAITING_REPLY, contact.id or 0)
    if awaited:
        tasks.close(book, awaited, TaskState.DONE)


def tried_again(
    book: Book, task: Task, told: str | None = None, how: InteractionKind = InteractionKind.MESSAGE
) -> Task:
    """*Try once more*: a second message, and five more workdays; after that, peace.

    Args:
        told: what was written, word for word.
        how: what kind of message it was.
    """
    if not task.is_open:
        return task
    if task.tries:
        return tasks.let_go(book, task)
    contact = book.contact(task.contact_id)
    tasks.touch(book, contact, told or "Wrote once more", how)
    task.tries += 1
    tasks.put_off(book, task, calendar.workdays_later(book.today, ANSWER_WITHIN, book.member.workdays))
    book.describe(f"Wrote to {names.first(contact.name)} once more", contact)
    return task


def _touch(owed: Sequence[Task], given: str | None) -> str:
    said = "; ".join(dict.fromkeys(f"{_TOUCH[task.kind]}{tasks.reason(task)}" for task in owed if task.kind in _TOUCH))
    return f"{said} (with {given})" if given else said
