"""Too many people on one day, after a conference say: their follow-ups spread over the workdays of that week."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from bot.domain import calendar, tasks, words
from bot.domain.book import Book
from bot.domain.model import Task, TaskKind

_WEEK = timedelta(days=7)


def is_crowded(book: Book, task_ids: Collection[int]) -> bool:
    """Whether follow-ups that were just planned bring more people to a day than its digest names."""
    days = {tasks.nudged_on(task, book.member) for task in _movable(book, task_ids)}
    people = _people_by_day(book) if days else {}
    return any(len(people[day]) > book.member.digest_people for day in days)


def over_the_week(book: Book, task_ids: Collection[int]) -> int:
    """Move follow-ups to the workdays of their weeks on which the fewest people come up; gives how many moved.

    What is promised for a time of day stays.
    """
    people = _people_by_day(book)
    moved = 0
    for task in _movable(book, task_ids):
        before = tasks.nudged_on(task, book.member)
        people[before].discard(task.contact_id)
        day = min(_workdays(book, task.due_on), key=lambda each: (len(people[each]), each))
        people[day].add(task.contact_id)
        if day != task.due_on:
            task.due_on = day
            tasks.nudge(book, task, day)
            moved += 1
    if moved:
        book.describe(f"Spread {words.count(moved, 'follow-up', 'follow-ups')} over the week")
    return moved


def _movable(book: Book, task_ids: Collection[int]) -> list[Task]:
    every = (book.task(task_id) for task_id in sorted(task_ids))
    return [each for each in every if each.is_open and each.kind == TaskKind.FOLLOW_UP and each.due_time is None]


def _people_by_day(book: Book) -> dict[date, set[int]]:
    people: dict[date, set[int]] = defaultdict(set)
    for task in book.open_tasks():
        if task.nudge_at:
            people[tasks.nudged_on(task, book.member)].add(task.contact_id)
    return people


def _workdays(book: Book, day: date) -> list[date]:
    """The workdays of the week of a day that are still to come; of the next week, if there are none."""
    monday = calendar.monday(day)
    week = [monday + timedelta(days=ahead) for ahead in range(7)]
    ahead = [each for each in week if each > book.today and calendar.is_workday(each, book.member.workdays)]
    return ahead or _workdays(book, day + _WEEK)
