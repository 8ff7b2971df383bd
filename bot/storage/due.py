"""What the worker asks of all books at once: who is due, what is on its way, what is old enough to go.

Bulk statements, each in a transaction of its own. A claim is a lease: whoever holds one has the row to itself
until `leased_until`, and after that it is anybody's again. PostgreSQL's workers skip the rows that another is
just claiming; SQLite has one writer at a time, so there is nothing to skip.
"""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Join,
    Select,
    Table,
    case,
    delete,
    func,
    literal_column,
    null,
    or_,
    select,
    union,
    union_all,
    update,
)

from bot.domain.jobs import JobState
from bot.domain.model import DeliveryState
from bot.storage.engine import reading, writing
from bot.storage.locks import is_locked
from bot.storage.rests import awake
from bot.storage.tables import (
    changes,
    contact_details,
    contacts,
    deliveries,
    drafts,
    handled,
    interaction_contacts,
    interactions,
    introductions,
    member_templates,
    members,
    questions,
    rests,
    situations,
    tasks,
    tellings,
    wins,
    workers,
)
from bot.storage.tables_exchange import imports, jobs

# In words, as the partial indexes have it: a parameter could be anything, and the index would lie idle.
_ON_ITS_WAY = deliveries.c.state.in_(
    [literal_column(f"'{state}'") for state in (DeliveryState.CLAIMED, DeliveryState.SENDING)]
)
_REACHABLE = (members.c.next_nudge_at.is_not(None), members.c.unreachable_at.is_(None))

Where = tuple[ColumnElement[bool], ...]


class ClaimedMember(NamedTuple):
    """A member whose nudges a worker is to make."""

    id: int
    team_id: str
    due_at: datetime  # when their nudge was due
    until: datetime  # the end of the lease


class ClaimedDelivery(NamedTuple):
    """A delivery that a worker holds, and how far it had got: one that was `sending` may have arrived."""

    id: int
    member_id: int
    state: DeliveryState
    team_id: str
    due_at: datetime  # when it was made, at the latest
    until: datetime  # the end of the lease


def claim_members(
    engine: Engine, now: datetime, until: datetime, limit: int, but_not: Collection[str] = ()
) -> list[ClaimedMember]:
    """Take up to `limit` members whose next nudge is due, longest due first, until an instant.

    Args:
        but_not: workspaces that have their share; those that rest are left alone anyhow.
    """
    chosen = select(members.c.id).where(*_members_due(now, but_not)).order_by(members.c.next_nudge_at, members.c.id)
    rows = _claim(engine, members, chosen, until, limit, (members.c.id, members.c.team_id, members.c.next_nudge_at))
    claimed = [ClaimedMember._make([*row, until]) for row in rows]
    return sorted(claimed, key=lambda each: (each.due_at, each.id))


def claim_deliveries(
    engine: Engine, now: datetime, until: datetime, limit: int, but_not: Collection[str] = ()
) -> list[ClaimedDelivery]:
    """Take up to `limit` deliveries that were made but have not arrived, oldest first, until an instant.

    Args:
        but_not: as for members.
    """
    chosen = _of_members(deliveries.c.id).where(*_waiting(now, but_not)).order_by(deliveries.c.id)
    team_id = select(members.c.team_id).where(members.c.id == deliveries.c.member_id).scalar_subquery()
    rows = _claim(engine, deliveries, chosen, until, limit, _delivery_columns(team_id))
    return [ClaimedDelivery._make([*row, until]) for row in sorted(rows)]


def give_back_members(engine: Engine, ids: Collection[int], until: datetime) -> None:
    """End the lease of members that nothing was done for; not of those that another worker has by now."""
    _give_back(engine, members, ids, until)


def give_back_deliveries(engine: Engine, ids: Collection[int], until: datetime) -> None:
    """End the lease of deliveries that nothing was done about; not of those that another worker has by now."""
    _give_back(engine, deliveries, ids, until)


def deliveries_waiting(engine: Engine, now: datetime) -> list[ClaimedDelivery]:
    """All deliveries that `claim_deliveries` would take, to look at; nothing is claimed."""
    query = _of_members(*_delivery_columns(members.c.team_id)).where(*_waiting(now)).order_by(deliveries.c.id)
    with reading(engine) as connection:
        return [ClaimedDelivery._make([*row, now]) for row in connection.execute(query)]


def members_due(engine: Engine, now: datetime) -> list[int]:
    """The ids of all members that `claim_members` would take, to look at; nothing is claimed."""
    query = select(members.c.id).where(*_members_due(now)).order_by(members.c.next_nudge_at, members.c.id)
    with reading(engine) as connection:
        return list(connection.scalars(query))


def passed_over(engine: Engine, now: datetime, but_not: Collection[str] = ()) -> bool:
    """Whether a claim left anybody out whose turn it is, as somebody was writing in their book just then."""
    query = select(members.c.id).where(*_members_due(now, but_not))
    with reading(engine) as connection:
        return connection.scalar(query.limit(1)) is not None


def overdue(engine: Engine, now: datetime) -> int:
    """How many members wait for a nudge that is due: it is not made yet, or has not arrived."""
    not_made = select(members.c.id).where(*_REACHABLE, members.c.next_nudge_at <= now, ~is_locked(members.c.team_id))
    not_arrived = _of_members(deliveries.c.member_id).where(_ON_ITS_WAY, ~is_locked(members.c.team_id))
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(union(not_made, not_arrived).subquery())) or 0


def next_wake(engine: Engine, now: datetime) -> datetime | None:
    """When there is something to claim next, in UTC; may be past. None when nothing is planned at all."""
    plans = union_all(_wakes_of_due(now), _first_wake_after(now), _wakes_of_deliveries()).subquery()
    with reading(engine) as connection:
        earliest: datetime | None = connection.scalar(select(func.min(plans.c.at)))
        return earliest


def _wakes_of_due(now: datetime) -> Select[Any]:
    at = _latest(members.c.next_nudge_at, members.c.leased_until, rests.c.until)
    due = (*_REACHABLE, members.c.next_nudge_at <= now, ~is_locked(members.c.team_id))
    return select(at.label("at")).select_from(_with_rests()).where(*due)


def _first_wake_after(now: datetime) -> Select[Any]:
    """Only the first is looked at, however many are planned; at worst it wakes us in vain, once."""
    later = select(members.c.id).where(*_REACHABLE, members.c.next_nudge_at > now)
    first = later.order_by(members.c.next_nudge_at).limit(1).scalar_subquery()
    at = _latest(members.c.next_nudge_at, members.c.leased_until, rests.c.until)
    return select(at.label("at")).select_from(_with_rests()).where(members.c.id == first)


def _wakes_of_deliveries() -> Select[Any]:
    first = func.coalesce(deliveries.c.retry_at, deliveries.c.leased_until, deliveries.c.created_at)
    look = case((deliveries.c.state == DeliveryState.SENDING, rests.c.history_until))
    at = _latest(first, deliveries.c.leased_until, rests.c.until, look)
    joined = deliveries.join(_with_rests(), members.c.id == deliveries.c.member_id)
    return select(at.label("at")).select_from(joined).where(_ON_ITS_WAY, ~is_locked(members.c.team_id))


def _with_rests() -> Join:
    return members.outerjoin(rests, rests.c.team_id == members.c.team_id)


def forget_member(engine: Engine, member_id: int) -> None:
    """Remove a member and with them their book, for good."""
    with writing(engine) as connection:
        connection.execute(delete(members).where(members.c.id == member_id))


def purge(engine: Engine, before: datetime) -> int:
    """Remove for good what was deleted, handled, changed or asked before an instant; how many rows went.

    Undo reaches no further back than that, so `before` is 30 days ago or more.
    """
    with writing(engine) as connection:
        gone = _purge_where(connection, changes, changes.c.at < before)
        gone += _purge_where(connection, handled, handled.c.at < before)
        gone += _purge_where(connection, questions, questions.c.asked_at < before)
        gone += _purge_where(connection, jobs, (jobs.c.created_at < before) & (jobs.c.state != JobState.WAITING))
        gone += _purge_where(connection, imports, imports.c.created_at < before)
        gone += _purge_where(connection, workers, workers.c.beat_at < before)
        gone += _purge_where(connection, rests, _over(rests.c.until, before) & _over(rests.c.history_until, before))
        _forget(connection, introductions.c.introducer_id, contacts, before)
        for column, target in ((tasks.c.interaction_id, interactions), (tasks.c.introduction_id, introductions)):
            _forget(connection, column, target, before)
        _forget(connection, tasks.c.win_id, wins, before)
        for table in _DELETED_FOR_GOOD:
            gone += _purge_where(connection, table, table.c.deleted_at < before)
        return gone


def _members_due(now: datetime, but_not: Collection[str] = ()) -> Where:
    return (
        *_REACHABLE,
        members.c.next_nudge_at <= now,
        _over(members.c.leased_until, now),
        *_has_its_turn(now, but_not),
    )


def _waiting(now: datetime, but_not: Collection[str] = ()) -> Where:
    resting = select(rests.c.team_id).where(rests.c.team_id == members.c.team_id, rests.c.history_until > now)
    may_look = or_(deliveries.c.state != DeliveryState.SENDING, ~resting.exists())
    return (
        _ON_ITS_WAY,
        _over(deliveries.c.retry_at, now),
        may_look,
        _over(deliveries.c.leased_until, now),
        *_has_its_turn(now, but_not),
    )


def _has_its_turn(now: datetime, but_not: Collection[str]) -> Where:
    return (members.c.team_id.not_in(but_not), awake(now)) if but_not else (awake(now),)


def _of_members(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).join_from(deliveries, members, members.c.id == deliveries.c.member_id)


def _delivery_columns(team_id: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    return deliveries.c.id, deliveries.c.member_id, deliveries.c.state, team_id, deliveries.c.created_at


def _claim(
    engine: Engine,
    table: Table,
    chosen: Select[Any],
    until: datetime,
    limit: int,
    returned: tuple[ColumnElement[Any], ...],
) -> list[tuple[Any, ...]]:
    # The choice stands in a WITH of its own: PostgreSQL could run a mere subquery more than once, and so
    # claim more than the limit.
    ids = select(chosen.limit(limit).with_for_update(skip_locked=True, of=table).cte("due").c.id)
    claim = update(table).where(table.c.id.in_(ids)).values(leased_until=until).returning(*returned)
    with writing(engine) as connection:
        return [tuple(row) for row in connection.execute(claim)]


def _give_back(engine: Engine, table: Table, ids: Collection[int], until: datetime) -> None:
    held = update(table).where(table.c.id.in_(ids), table.c.leased_until == until)
    with writing(engine) as connection:
        connection.execute(held.values(leased_until=None))


def _latest(first: ColumnElement[Any], *others: ColumnElement[Any]) -> ColumnElement[Any]:
    return reduce(_later, others, first)


def _later(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The later of two instants, of which the other may be none."""
    return case((other > one, other), else_=one)


def _over(instant: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(instant.is_(None), instant <= now)


_OF_PEOPLE = (tasks, drafts, tellings, wins, introductions, interaction_contacts, interactions, contact_details)
_DELETED_FOR_GOOD = (*_OF_PEOPLE, situations, member_templates, contacts)  # what hangs on others goes before them


def _purge_where(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(condition)).rowcount


def _forget(connection: Connection, column: Any, target: Table, before: datetime) -> None:
    """Let nothing point to rows that are about to go."""
    going = select(target.c.id).where(target.c.deleted_at < before)
    connection.execute(update(column.table).where(column.in_(going)).values({column: null()}))
