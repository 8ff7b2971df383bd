"""What the worker asks of all books at once: who is due, what is on its way, what is old enough to go.

Bulk statements, each in a transaction of its own. A claim is a lease: whoever holds one has the row to itself
until `leased_until`, and after that it is anybody's again. PostgreSQL's workers skip the rows that another is
just claiming; SQLite has one writer at a time, so there is nothing to skip.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    case,
    delete,
    func,
    insert,
    null,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.model import DeliveryState
from bot.storage.engine import reading, writing
from bot.storage.tables import (
    changes,
    contact_details,
    contacts,
    deliveries,
    handled,
    interaction_contacts,
    interactions,
    introductions,
    members,
    questions,
    tasks,
    wins,
    workers,
)

_ON_ITS_WAY = deliveries.c.state.in_([DeliveryState.CLAIMED, DeliveryState.SENDING])
_REACHABLE = (members.c.next_nudge_at.is_not(None), members.c.unreachable_at.is_(None))


class ClaimedDelivery(NamedTuple):
    """A delivery that a worker holds, and how far it had got: one that was `sending` may have arrived."""

    id: int
    member_id: int
    state: DeliveryState


def claim_members(engine: Engine, now: datetime, until: datetime, limit: int) -> list[int]:
    """Take up to `limit` members whose next nudge is due, longest due first, until an instant; their ids."""
    due = (*_REACHABLE, members.c.next_nudge_at <= now, _unclaimed(members, now))
    returned = (members.c.next_nudge_at, members.c.id)
    rows = _claim(engine, members, due, members.c.next_nudge_at, until, limit, returned)
    return [member_id for _, member_id in sorted(rows)]


def deliveries_waiting(engine: Engine, now: datetime) -> list[ClaimedDelivery]:
    """All deliveries that `claim_deliveries` would take, to look at; nothing is claimed."""
    query = select(deliveries.c.id, deliveries.c.member_id, deliveries.c.state).where(*_waiting(now))
    with reading(engine) as connection:
        return [ClaimedDelivery(*row) for row in connection.execute(query.order_by(deliveries.c.id))]


def claim_deliveries(engine: Engine, now: datetime, until: datetime, limit: int) -> list[ClaimedDelivery]:
    """Take up to `limit` deliveries that were made but have not arrived, oldest first, until an instant."""
    due = _waiting(now)
    returned = (deliveries.c.id, deliveries.c.member_id, deliveries.c.state)
    rows = _claim(engine, deliveries, due, deliveries.c.id, until, limit, returned)
    return [ClaimedDelivery(*row) for row in sorted(rows)]


def members_due(engine: Engine, now: datetime) -> list[int]:
    """The ids of all members whose next nudge is due, to look at; nothing is claimed."""
    query = select(members.c.id).where(*_REACHABLE, members.c.next_nudge_at <= now)
    with reading(engine) as connection:
        return list(connection.scalars(query.order_by(members.c.next_nudge_at, members.c.id)))


def passed_over(engine: Engine, now: datetime) -> bool:
    """Whether a claim left anybody out whose turn it is, as somebody was writing in their book just then."""
    query = select(members.c.id).where(*_REACHABLE, members.c.next_nudge_at <= now, _unclaimed(members, now))
    with reading(engine) as connection:
        return connection.scalar(query.limit(1)) is not None


def overdue(engine: Engine, now: datetime) -> int:
    """How many members' next nudge is due and not yet seen to."""
    query = select(func.count()).select_from(members).where(*_REACHABLE, members.c.next_nudge_at <= now)
    with reading(engine) as connection:
        return connection.scalar(query) or 0


def next_wake(engine: Engine) -> datetime | None:
    """When there is something to claim next, in UTC; may be past. None when nothing is planned at all."""
    by_member = select(_later(members.c.next_nudge_at, members.c.leased_until).label("at")).where(*_REACHABLE)
    resting = func.coalesce(deliveries.c.retry_at, deliveries.c.leased_until, deliveries.c.created_at)
    by_delivery = select(_later(resting, deliveries.c.leased_until).label("at")).where(_ON_ITS_WAY)
    plans = union_all(by_member, by_delivery).subquery()
    with reading(engine) as connection:
        earliest: datetime | None = connection.scalar(select(func.min(plans.c.at)))
        return earliest


def beat(engine: Engine, worker_id: str, at: datetime) -> None:
    """Note that a worker is alive at an instant of real time."""
    with writing(engine) as connection:
        known = connection.execute(update(workers).where(workers.c.id == worker_id).values(beat_at=at))
        if not known.rowcount:
            connection.execute(insert(workers).values(id=worker_id, beat_at=at))


def stop_beating(engine: Engine, worker_id: str) -> None:
    """Note that a worker has stopped."""
    with writing(engine) as connection:
        connection.execute(delete(workers).where(workers.c.id == worker_id))


def live_workers(engine: Engine, since: datetime) -> list[str]:
    """The ids of the workers that have beaten since an instant of real time."""
    query = select(workers.c.id).where(workers.c.beat_at >= since).order_by(workers.c.id)
    with reading(engine) as connection:
        return list(connection.scalars(query))


def forget_workspace(engine: Engine, team_id: str) -> int:
    """Remove a workspace's members and with them their books, for good; how many there were."""
    with writing(engine) as connection:
        return connection.execute(delete(members).where(members.c.team_id == team_id)).rowcount


def purge(engine: Engine, before: datetime) -> int:
    """Remove for good what was deleted, handled, changed or asked before an instant; how many rows went.

    Undo reaches no further back than that, so `before` is 30 days ago or more.
    """
    with writing(engine) as connection:
        gone = _purge_where(connection, changes, changes.c.at < before)
        gone += _purge_where(connection, handled, handled.c.at < before)
        gone += _purge_where(connection, questions, questions.c.asked_at < before)
        gone += _purge_where(connection, workers, workers.c.beat_at < before)
        _forget(connection, introductions.c.introducer_id, contacts, before)
        for column, target in ((tasks.c.interaction_id, interactions), (tasks.c.introduction_id, introductions)):
            _forget(connection, column, target, before)
        _forget(connection, tasks.c.win_id, wins, before)
        for table in (tasks, wins, introductions, interaction_contacts, interactions, contact_details, contacts):
            gone += _purge_where(connection, table, table.c.deleted_at < before)
        return gone


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    rested = or_(deliveries.c.retry_at.is_(None), deliveries.c.retry_at <= now)
    return (_ON_ITS_WAY, rested, _unclaimed(deliveries, now))


def _unclaimed(table: Table, now: datetime) -> ColumnElement[bool]:
    return or_(table.c.leased_until.is_(None), table.c.leased_until <= now)


def _claim(
    engine: Engine,
    table: Table,
    due: tuple[ColumnElement[bool], ...],
    first: ColumnElement[Any],
    until: datetime,
    limit: int,
    returned: tuple[ColumnElement[Any], ...],
) -> list[tuple[Any, ...]]:
    # The choice stands in a WITH of its own: PostgreSQL could run a mere subquery more than once, and so
    # claim more than the limit.
    chosen = select(table.c.id).where(*due).order_by(first, table.c.id).limit(limit)
    ids = select(chosen.with_for_update(skip_locked=True).cte("due").c.id)
    claim = update(table).where(table.c.id.in_(ids)).values(leased_until=until).returning(*returned)
    with writing(engine) as connection:
        return [tuple(row) for row in connection.execute(claim)]


def _later(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The later of two instants, of which the other may be none."""
    return case((other > one, other), else_=one)


def _purge_where(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(condition)).rowcount


def _forget(connection: Connection, column: Any, target: Table, before: datetime) -> None:
    """Let nothing point to rows that are about to go."""
    going = select(target.c.id).where(target.c.deleted_at < before)
    connection.execute(update(column.table).where(column.in_(going)).values({column: null()}))
