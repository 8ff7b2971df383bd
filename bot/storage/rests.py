"""How long each workspace wants to be left alone: kept in the database, so that every worker obeys.

Slack limits most calls by asking for a rest once there were too many. What was said in a DM it tells an app that is
not in its Marketplace only once a minute, and others more often; nobody says which, so the pace is learned.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.engine import reading, writing
from bot.storage.locks import is_locked, locked
from bot.storage.tables import members, rests

FIRST_PACE = 1.2  # seconds between two looks into a workspace's history: 50 a minute are allowed at best
SLOWEST_PACE = 61.0  # one a minute is allowed at worst
QUICKENING = 0.1


def rest(engine: Engine, team_id: str, until: datetime) -> None:
    """Leave a workspace alone until an instant; a rest that lasts longer stays as it is."""
    with writing(engine) as connection:
        _ensure(connection, team_id)
        shorter = or_(rests.c.until.is_(None), rests.c.until < until)
        connection.execute(update(rests).where(rests.c.team_id == team_id, shorter).values(until=until))


def resting(engine: Engine, now: datetime) -> set[str]:
    """The workspaces that are to be left alone just now."""
    with reading(engine) as connection:
        resting = set(connection.scalars(select(rests.c.team_id).where(rests.c.until > now)))
    return resting | locked(engine)


def may_look(engine: Engine, team_id: str, now: datetime) -> bool:
    """Take a turn to look into the history of a workspace's DMs; False when it is too soon after the last one.

    From turn to turn the pace quickens a little, in case it was slowed down for no lasting reason.
    """
    with writing(engine) as connection:
        pace = _pace(connection, team_id)
        free = or_(rests.c.history_until.is_(None), rests.c.history_until <= now)
        turn = update(rests).where(rests.c.team_id == team_id, free)
        following, quicker = now + timedelta(seconds=pace), max(FIRST_PACE, pace - QUICKENING)
        return connection.execute(turn.values(history_until=following, history_pace=quicker)).rowcount == 1


def rest_history(engine: Engine, team_id: str, now: datetime, wanted: timedelta) -> None:
    """Slack wants no look into a workspace's history for so long: so much slower it should have been asked."""
    with writing(engine) as connection:
        slower = min(_pace(connection, team_id) + wanted.total_seconds(), SLOWEST_PACE)
        changed = update(rests).where(rests.c.team_id == team_id)
        connection.execute(changed.values(history_until=now + wanted, history_pace=slower))


def _pace(connection: Connection, team_id: str) -> float:
    _ensure(connection, team_id)
    return connection.scalar(select(rests.c.history_pace).where(rests.c.team_id == team_id)) or FIRST_PACE


def awake(now: datetime) -> ColumnElement[bool]:
    """For a query over `members`: that their workspace may be turned to."""
    rests_now = select(rests.c.team_id).where(rests.c.team_id == members.c.team_id, rests.c.until > now).exists()
    return ~rests_now & ~is_locked(members.c.team_id)


def _ensure(connection: Connection, team_id: str) -> None:
    """See to it that there is a row to change; two may do so at once."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert(rests).values(team_id=team_id).on_conflict_do_nothing())
