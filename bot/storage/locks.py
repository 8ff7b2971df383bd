"""Workspaces that Goodword was removed from: nothing there is opened, answered or sent."""

from sqlalchemy import ColumnElement, Engine, select

from bot.storage.engine import reading
from bot.storage.tables_installations import installations

_LOCKED = (installations.c.locked_at.is_not(None),)


def is_locked(team_id: ColumnElement[str]) -> ColumnElement[bool]:
    """For a query over something with a workspace: that Goodword was removed from it."""
    return select(installations.c.team_id).where(installations.c.team_id == team_id, *_LOCKED).exists()


def locked(engine: Engine) -> set[str]:
    """The workspaces that Goodword was removed from."""
    with reading(engine) as connection:
        return set(connection.scalars(select(installations.c.team_id).where(*_LOCKED)))
