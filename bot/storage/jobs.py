"""What the worker asks of everybody's jobs: which are to be done, under a lease as nudges are."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, false, insert, literal, or_, select, update

from bot.domain.jobs import JobKind, JobState
from bot.storage.engine import reading, writing
from bot.storage.locks import is_locked
from bot.storage.tables import members, rests
from bot.storage.tables_exchange import jobs


class ClaimedJob(NamedTuple):
    """A job that a worker holds, until an instant."""

    id: int
    member_id: int
    until: datetime


def claim(engine: Engine, now: datetime, until: datetime) -> ClaimedJob | None:
    """Take the job that waits longest, until an instant; none if nothing is to be done.

    A member's jobs are done one after another, in the order they were asked for.
    """
    with reading(engine) as connection:  # far more often than not there is none, and a look costs nobody's turn
        if connection.scalar(select(jobs.c.id).where(*_waiting(now)).limit(1)) is None:
            return None
    due = select(jobs.c.id).where(*_waiting(now)).order_by(jobs.c.id).limit(1)
    chosen = select(due.with_for_update(skip_locked=True, of=jobs).cte("due").c.id)
    taken = update(jobs).where(jobs.c.id.in_(chosen)).values(leased_until=until)
    with writing(engine) as connection:
        row = connection.execute(taken.returning(jobs.c.id, jobs.c.member_id)).first()
    return ClaimedJob(row.id, row.member_id, until) if row else None


def add_for_workspace(connection: Connection, team_id: str, kind: JobKind, now: datetime) -> None:
    """Ask for the same thing for every member of a workspace who was ever spoken to."""
    columns = ["member_id", "kind", "then_forget", "state", "attempts", "created_at"]
    kinds = (jobs.c.kind.type, jobs.c.state.type, jobs.c.created_at.type)
    values = (literal(kind, kinds[0]), false(), literal(JobState.WAITING, kinds[1]), literal(0), literal(now, kinds[2]))
    theirs = select(members.c.id, *values).where(members.c.team_id == team_id, members.c.welcomed_at.is_not(None))
    connection.execute(insert(jobs).from_select(columns, theirs.order_by(members.c.id)))


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    earlier = jobs.alias("earlier")
    before = select(earlier.c.id).where(
        earlier.c.member_id == jobs.c.member_id, earlier.c.id < jobs.c.id, earlier.c.state == JobState.WAITING
    )
    resting = select(rests.c.team_id).join(members, members.c.team_id == rests.c.team_id)
    is_resting = resting.where(members.c.id == jobs.c.member_id, rests.c.until > now)
    removed = select(members.c.id).where(members.c.id == jobs.c.member_id, is_locked(members.c.team_id))
    return (
        jobs.c.state == JobState.WAITING,
        or_(jobs.c.leased_until.is_(None), jobs.c.leased_until <= now),
        or_(jobs.c.retry_at.is_(None), jobs.c.retry_at <= now),
        ~before.exists(),
        ~is_resting.exists(),
        ~removed.exists(),
    )
