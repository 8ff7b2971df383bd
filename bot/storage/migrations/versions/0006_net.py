"""Keeping in touch: how often with whom, who rests, who was told the news, and one line a week in a digest."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(20)


def upgrade() -> None:
    """Make the tables and add the columns; nobody is suggested until somebody is added to the book."""
    _situations()
    _tellings()
    _add("contacts", _text("cadence"), _flag("never_suggested"), _day("rests_until"), _day("suggested_on"))
    _add("contacts", sa.Column("closeness", WORD))
    _add("members", sa.Column("cadences", sa.JSON), _day("suggest_on"), _day("suggested_on"), _number("unpressed"))
    _add("deliveries", _number("suggests"))


def _situations() -> None:
    _create_owned(
        "situations",
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("audience", WORD),
        sa.Column("ended_on", sa.Date),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT),
    )


def _tellings() -> None:
    _create_owned(
        "tellings",
        sa.Column("situation_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("on", sa.Date),
        sa.Column("deleted_at", INSTANT),
        _part_of("situations", "situation_id"),
        _part_of("contacts", "contact_id"),
    )
    op.create_index("ix_tellings_member_id_contact_id", "tellings", ["member_id", "contact_id"])
    live = sa.text("deleted_at IS NULL")
    once = ["member_id", "situation_id", "contact_id"]
    op.create_index("uq_tellings_live", "tellings", once, unique=True, sqlite_where=live, postgresql_where=live)


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)
    # The default is there for the rows of today only. PostgreSQL drops it as it stands; SQLite would copy the table.
    if op.get_bind().dialect.name == "postgresql":
        for column in (each for each in columns if not each.nullable):
            op.alter_column(table, column.name, server_default=None)


def _create_owned(name: str, *columns: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, primary_key=True),
        sa.Column("member_id", ID, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
        *columns,
        sa.UniqueConstraint("member_id", "id"),
        sqlite_autoincrement=True,
    )


def _part_of(parent: str, column: str) -> sa.ForeignKeyConstraint:
    target = [f"{parent}.member_id", f"{parent}.id"]
    return sa.ForeignKeyConstraint(["member_id", column], target, ondelete="CASCADE")


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
