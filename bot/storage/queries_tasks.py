"""A book's questions about what was said and what is owed."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Load, joinedload, selectinload

from bot.domain.model import Interaction, Task, TaskKind, TaskState
from bot.storage.lookups import Lookups
from bot.storage.mapping import Contacts, Interactions, Introductions, Participants, Tasks

_NEWEST_FIRST = (Interactions.on.desc(), Interactions.created_at.desc(), Interactions.id.desc())
_OPEN = Tasks.state == TaskState.OPEN


class TaskQueries(Lookups):
    """What was said, and what is owed."""

    def interactions(self, contact_id: int, limit: int = 3) -> list[Interaction]:
        """The latest interactions with a contact, newest first."""
        query = _interactions().where(_with(Participants.contact_id == contact_id))
        return self._all(Interaction, query.order_by(*_NEWEST_FIRST).limit(limit))

    def last_words(self, contact_ids: Collection[int]) -> dict[int, Interaction]:
        """The latest interaction with any text, for each contact that has one."""
        latest = self._session.execute(_latest_words(), {"contact_ids": list(contact_ids)})
        ids = {row.contact_id: row.id for row in latest}
        if not ids:
            return {}
        found = self._all(Interaction, _interactions().where(Interactions.id.in_(ids.values())))
        by_id = {each.id: each for each in found}
        return {contact_id: by_id[each] for contact_id, each in ids.items()}

    def task(self, task_id: int) -> Task:
        """One task with its contact, open or closed."""
        return self._one(Task, _tasks().where(Tasks.id == task_id))

    def open_task(self, kind: TaskKind, contact_id: int, introduction_id: int | None = None) -> Task | None:
        """The open task of a kind for a contact: the one of an introduction, or that which none has."""
        query = _tasks().where(_OPEN, Tasks.kind == kind, Tasks.contact_id == contact_id)
        return self._first(Task, query.where(Tasks.introduction_id == introduction_id))

    def open_tasks(
        self, contact_id: int | None = None, kind: TaskKind | None = None, introduction_id: int | None = None
    ) -> list[Task]:
        """Open tasks by due date, each with its contact; on one day those with a time come first."""
        wanted = {Tasks.contact_id: contact_id, Tasks.kind: kind, Tasks.introduction_id: introduction_id}
        query = _tasks().where(_OPEN, *(column == value for column, value in wanted.items() if value is not None))
        return self._all(Task, query.order_by(Tasks.due_on, Tasks.due_time.nulls_last(), Tasks.id))

    def tasks_to_nudge(self, until: datetime) -> list[Task]:
        """Open tasks whose `nudge_at` has come by then, in that order, each with its contact."""
        query = _tasks().where(_OPEN, Tasks.nudge_at <= until)
        return self._all(Task, query.order_by(Tasks.nudge_at, Tasks.due_on, Tasks.id))

    def next_nudge(self, after: datetime) -> datetime | None:
        """The first `nudge_at` of an open task strictly after an instant."""
        return self._session.scalar(select(func.min(Tasks.nudge_at)).where(_OPEN, Tasks.nudge_at > after))

    def tasks_of_win(self, win_id: int) -> list[Task]:
        """The thanks that a win led to, open or not, in the order they were owed."""
        return self._all(Task, _tasks().where(Tasks.win_id == win_id).order_by(Tasks.id))

    def closed_tasks(self, kind: TaskKind, limit: int = 10) -> list[Task]:
        """The latest that were done, newest first."""
        query = _tasks().where(Tasks.state == TaskState.DONE, Tasks.kind == kind)
        return self._all(Task, query.order_by(Tasks.closed_at.desc(), Tasks.id.desc()).limit(limit))


@cache
def _latest_words() -> Select[Any]:
    place = func.row_number().over(partition_by=Participants.contact_id, order_by=_NEWEST_FIRST)
    ranked = (
        select(Participants.contact_id, Interactions.id, place.label("place"))
        .join(Interactions, Interactions.id == Participants.interaction_id)
        .where(Participants.contact_id.in_(bindparam("contact_ids", expanding=True)), Interactions.text != "")
        .subquery()
    )
    return select(ranked.c.contact_id, ranked.c.id).where(ranked.c.place == 1)


@cache
def _interactions() -> Select[Any]:
    return select(Interactions).options(selectinload(Interactions.participants))


@cache
def _tasks() -> Select[Any]:
    return select(Tasks).options(*with_people())


def with_people(task: Any = None) -> tuple[Any, Any]:
    """The options that load, with a task, everybody it is about.

    Args:
        task: the way to it, when it is not the task that is queried.
    """
    task = task or Load(Task)
    introduction = task.joinedload(Tasks.introduction)
    people = (Introductions.contact, Introductions.introducer, Introductions.other)
    contact = task.joinedload(Tasks.contact).selectinload(Contacts.introductions)
    return contact.joinedload(Introductions.introducer), introduction.options(*map(joinedload, people))


def _with(condition: Any) -> Any:
    return select(Participants.id).where(Participants.interaction_id == Interactions.id, condition).exists()
