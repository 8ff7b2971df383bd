"""A workspace is erased, with all its books: when it has been locked for long, or when the operator says so."""

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select

from bot.storage.engine import reading, writing
from bot.storage.installations import lock_of
from bot.storage.tables import members, rests
from bot.storage.tables_installations import installations


def erase_locked(engine: Engine, before: datetime) -> list[str]:
    """Erase the workspaces that have been locked since before an instant; which these were."""
    old = (installations.c.locked_at.is_not(None), installations.c.locked_at <= before)
    with reading(engine) as connection:
        teams = list(connection.scalars(select(installations.c.team_id).where(*old).order_by(installations.c.team_id)))
    for team_id in teams:
        _erase(engine, team_id, only_if_locked=True)
    return teams


def erase(engine: Engine, team_id: str) -> int | None:
    """Erase a workspace with all its books and its token, now; how many members it had, none if it is unknown."""
    known = select(installations.c.team_id).where(installations.c.team_id == team_id)
    with reading(engine) as connection:
        is_known = connection.scalar(known) is not None
    gone = _erase(engine, team_id, only_if_locked=False)
    return gone if is_known or gone else None


def forget_workspace(engine: Engine, team_id: str) -> int:
    """Remove a workspace's members and with them their books, in one go; how many there were."""
    with writing(engine) as connection:
        return _remove(connection, team_id)


def _erase(engine: Engine, team_id: str, *, only_if_locked: bool) -> int:
    """Member by member, so that others get their turn to write; whoever interrupts it finds it locked still."""
    with reading(engine) as connection:
        ids = connection.scalars(select(members.c.id).where(members.c.team_id == team_id)).all()
    gone = 0
    for member_id in ids:
        with writing(engine) as connection:
            if only_if_locked and lock_of(connection, team_id) is None:
                return gone  # it was installed again meanwhile
            _overwrite(connection)
            gone += connection.execute(delete(members).where(members.c.id == member_id)).rowcount
    with writing(engine) as connection:
        if only_if_locked and lock_of(connection, team_id) is None:
            return gone
        _overwrite(connection)
        _remove(connection, team_id)
    _forget_log(engine)
    return gone


def _remove(connection: Connection, team_id: str) -> int:
    """Delete a workspace's members, with them their books, and all else there is of it; how many members there were."""
    connection.execute(delete(rests).where(rests.c.team_id == team_id))
    connection.execute(delete(installations).where(installations.c.team_id == team_id))
    return connection.execute(delete(members).where(members.c.team_id == team_id)).rowcount


def _overwrite(connection: Connection) -> None:
    """See to it that SQLite writes zeros over what is deleted from now on, instead of leaving it in the file."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _forget_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, where pages are kept as they were before; as far as readers let it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
