"""Which workers are alive, and when the last of their passes ended: all in real time."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, insert, select, update

from bot.clock import SystemClock
from bot.storage.engine import reading, writing
from bot.storage.tables import workers

REAL = SystemClock()

ALIVE = timedelta(seconds=60)  # a worker that beat since then is running; one that was killed leaves its row


def beat(engine: Engine, worker_id: str, at: datetime) -> None:
    """Note that a worker is alive at an instant of real time."""
    with writing(engine) as connection:
        known = connection.execute(update(workers).where(workers.c.id == worker_id).values(beat_at=at))
        if not known.rowcount:
            connection.execute(insert(workers).values(id=worker_id, beat_at=at))


def note_pass(engine: Engine, worker_id: str, at: datetime) -> None:
    """Note that a worker that beats has ended a pass at an instant of real time."""
    with writing(engine) as connection:
        connection.execute(update(workers).where(workers.c.id == worker_id).values(passed_at=at))


def last_pass(engine: Engine, now: datetime | None = None) -> datetime | None:
    """The instant of real time at which any running worker last ended a pass; none if it never did.

    Args:
        now: the instant of real time it is, if not the machine's.
    """
    is_running = workers.c.beat_at >= (now or REAL.now()) - ALIVE
    with reading(engine) as connection:
        at: datetime | None = connection.scalar(select(func.max(workers.c.passed_at)).where(is_running))
        return at


def stop_beating(engine: Engine, worker_id: str) -> None:
    """Note that a worker has stopped."""
    with writing(engine) as connection:
        connection.execute(delete(workers).where(workers.c.id == worker_id))


def live_workers(engine: Engine, since: datetime) -> list[str]:
    """The ids of the workers that have beaten since an instant of real time."""
    query = select(workers.c.id).where(workers.c.beat_at >= since).order_by(workers.c.id)
    with reading(engine) as connection:
        return list(connection.scalars(query))
