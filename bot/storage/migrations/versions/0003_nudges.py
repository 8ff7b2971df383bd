"""Nudges that fade, pause and repeat: what it takes to know when to be quiet."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; nobody has been passed over yet."""
    _add("members", _day("paused_until"), _day("active_on"), _day("digest_on"), _number("untouched"))
    _add("tasks", _text("repeat"), _day("shown_on"), _number("fade"), _flag("kept"), _number("tries"))
    _add("deliveries", _flag("is_first"), _day("moved_on"))


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)
    needed = [column for column in columns if not column.nullable]
    # The default is there for the rows of today only. PostgreSQL drops it as it stands; SQLite copies the table, and
    # could not copy an index over an expression.
    if op.get_bind().dialect.name == "postgresql":
        for column in needed:
            op.alter_column(table, column.name, server_default=None)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
