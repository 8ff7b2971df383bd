"""A book's questions about what was said and what is owed."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select
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
        return self._all(Interaction, _LATEST_WITH, contact_id=contact_id, most=limit)

    def last_words(self, contact_ids: Collection[int]) -> dict[int, Interaction]:
        """The latest interaction with any text, for each contact that has one."""
        latest = self._session.execute(_LATEST_WORDS, {"contact_ids": list(contact_ids)})
        ids = {row.contact_id: row.id for row in latest}
        if not ids:
            return {}
        found = self._all(Interaction, _INTERACTIONS, interaction_ids=list(ids.values()))
        by_id = {each.id: each for each in found}
        return {contact_id: by_id[each] for contact_id, each in ids.items()}

    def task(self, task_id: int) -> Task:
        """One task with its contact, open or closed."""
        return self._one(Task, _ONE, task_id=task_id)

    def open_task(self, kind: TaskKind, contact_id: int, introduction_id: int | None = None) -> Task | None:
        """The open task of a kind for a contact: the one of an introduction, or that which none has."""
        wanted: dict[str, Any] = {"contact_id": contact_id, "kind": kind, "introduction_id": introduction_id}
        return self._first(Task, _ONE_OPEN, **wanted)

    def open_tasks(
        self, contact_id: int | None = None, kind: TaskKind | None = None, introduction_id: int | None = None
    ) -> list[Task]:
        """Open tasks by due date, each with its contact; on one day those with a time come first."""
        wanted: dict[str, Any] = {"contact_id": contact_id, "kind": kind, "introduction_id": introduction_id}
        given = {name: value for name, value in wanted.items() if value is not None}
        return self._all(Task, _open_with(tuple(given)), **given)

    def tasks_to_nudge(self, until: datetime) -> list[Task]:
        """Open tasks whose `nudge_at` has come by then, in that order, each with its contact."""
        return self._all(Task, _TO_NUDGE, until=until)

    def next_nudge(self, after: datetime) -> datetime | None:
        """The first `nudge_at` of an open task strictly after an instant."""
        return self._session.scalar(_NEXT_NUDGE, {"after": after})

    def tasks_of_win(self, win_id: int) -> list[Task]:
        """The thanks that a win led to, open or not, in the order they were owed."""
        return self._all(Task, _TASKS.where(Tasks.win_id == win_id).order_by(Tasks.id))

    def closed_tasks(self, kind: TaskKind, limit: int = 10) -> list[Task]:
        """The latest that were done, newest first."""
        query = _TASKS.where(Tasks.state == TaskState.DONE, Tasks.kind == kind)
        return self._all(Task, query.order_by(Tasks.closed_at.desc(), Tasks.id.desc()).limit(limit))


def _latest_words() -> Select[Any]:
    place = func.row_number().over(partition_by=Participants.contact_id, order_by=_NEWEST_FIRST)
    ranked = (
        select(Participants.contact_id, Interactions.id, place.label("place"))
        .join(Interactions, Interactions.id == Participants.interaction_id)
        .where(Participants.contact_id.in_(bindparam("contact_ids", expanding=True)), Interactions.text != "")
        .subquery()
    )
    return select(ranked.c.contact_id, ranked.c.id).where(ranked.c.place == 1)


def with_people(task: Any = None) -> tuple[Any, Any]:
    """The options that load, with a task, everybody it is about.

    Args:
        task: the way to it, when it is not the task that is queried.
    """
    task = task or Load(Task)
    introduction = task.selectinload(Tasks.introduction)
    people = (Introductions.contact, Introductions.introducer, Introductions.other)
    contact = task.joinedload(Tasks.contact).selectinload(Contacts.introductions)
    return contact.joinedload(Introductions.introducer), introduction.options(*map(joinedload, people))


def _with(condition: Any) -> Any:
    return select(Participants.id).where(Participants.interaction_id == Interactions.id, condition).exists()


# Made once, as in `queries_contacts`.
_LATEST_WORDS = _latest_words()
_INTERACTIONS: Select[Any] = (
    select(Interactions)
    .where(Interactions.id.in_(bindparam("interaction_ids", expanding=True)))
    .options(selectinload(Interactions.participants))
)
_LATEST_WITH: Select[Any] = (
    select(Interactions)
    .where(_with(Participants.contact_id == bindparam("contact_id")))
    .options(selectinload(Interactions.participants))
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("most", type_=Integer))
)
_TASKS: Select[Any] = select(Tasks).options(*with_people())
_ONE = _TASKS.where(Tasks.id == bindparam("task_id"))
_ONE_OPEN = _TASKS.where(
    _OPEN,
    Tasks.kind == bindparam("kind"),
    Tasks.contact_id == bindparam("contact_id"),
    Tasks.introduction_id.is_not_distinct_from(bindparam("introduction_id")),
).limit(1)
_TO_NUDGE = _TASKS.where(_OPEN, Tasks.nudge_at <= bindparam("until")).order_by(Tasks.nudge_at, Tasks.due_on, Tasks.id)
_NEXT_NUDGE = select(func.min(Tasks.nudge_at)).where(_OPEN, Tasks.nudge_at > bindparam("after"))


@cache
def _open_with(names: tuple[str, ...]) -> Select[Any]:
    """Open tasks in order, of which the named columns are to have values given with the query."""
    wanted = (getattr(Tasks, name) == bindparam(name) for name in names)
    return _TASKS.where(_OPEN, *wanted).order_by(Tasks.due_on, Tasks.due_time.nulls_last(), Tasks.id)
