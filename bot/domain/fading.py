"""Promises that are passed over come up less and less, and rest in the end; nothing is nagged about.

A promise is passed over when it was in a nudge and the member did something that day, but nothing about it. It comes
up again on the next workday, then after three days, after seven, and after seven more with a question: keep it, or
let it go? Unanswered, it rests: no nudge names it any more, and Home and `due` still do. Of a day on which the
member did nothing at all, nothing is concluded.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain import names, tasks, words
from bot.domain.book import Book
from bot.domain.model import Task

# Days after which a promise comes up again, by how often it was passed over; the next workday, the first time.
WAITS = {2: timedelta(days=3), 3: timedelta(days=7), 4: timedelta(days=7)}
ASKED_AT = 4  # passed over so often, it is asked whether to keep it
KEPT_FOR = timedelta(days=7)


def still_due(book: Book, due: Iterable[Task]) -> list[Task]:
    """Of tasks whose nudge is due, those that are to be shown now; the others fade until a later day, or rest."""
    due = list(due)
    for task in due:
        if _was_passed_over(book, task):
            _fade(book, task)
    return [task for task in due if task.nudge_at and task.nudge_at <= book.now]


def keep(book: Book, task: Task) -> Task:
    """*Keep*: it comes up again in a week, and fades from there; it is not asked about again."""
    if task.is_open:
        task.kept = True
        tasks.put_off(book, task, book.today + KEPT_FOR)
        contact = book.contact(task.contact_id)
        back = words.day(tasks.nudged_on(task, book.member), book.today)
        book.describe(f"Kept {names.first(contact.name)} until {back}", contact)
    return task


def is_asked_about(task: Task) -> bool:
    """Whether its nudge asks to keep it or to let it go."""
    return task.fade >= ASKED_AT


def _was_passed_over(book: Book, task: Task) -> bool:
    active_on: date | None = book.member.active_on
    return task.shown_on is not None and active_on is not None and task.shown_on <= active_on


def _fade(book: Book, task: Task) -> None:
    assert task.shown_on is not None
    task.fade, shown_on = task.fade + 1, task.shown_on
    task.shown_on = None  # what is concluded from one day is concluded once
    if task.fade > ASKED_AT or (task.kept and task.fade == ASKED_AT):
        task.nudge_at = None
    elif task.fade in WAITS and shown_on + WAITS[task.fade] > book.today:
        tasks.nudge(book, task, shown_on + WAITS[task.fade])
