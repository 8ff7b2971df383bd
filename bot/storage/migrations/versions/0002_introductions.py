"""Introductions and wins; who introduced somebody was a column of contacts until now."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(20)

OPEN = "state = 'open' AND deleted_at IS NULL"
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


def upgrade() -> None:
    """Make the tables, bring over who introduced whom, and let tasks point to both."""
    _introductions()
    _wins()
    _bring_over()
    _contacts()
    _tasks()


def _introductions() -> None:
    _create_owned(
        "introductions",
        sa.Column("kind", WORD, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("introducer_id", ID),
        sa.Column("introducer_name", sa.Text, nullable=False),
        sa.Column("other_id", ID),
        sa.Column("about", sa.Text),
        sa.Column("state", WORD, nullable=False),
        sa.Column("outcome", WORD),
        sa.Column("contact_answer", WORD),
        sa.Column("other_answer", WORD),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("told_on", sa.Date),
        sa.Column("told", sa.Text),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT),
        _part_of("contacts", "contact_id"),
        _points_to("contacts", "introducer_id"),
        _points_to("contacts", "other_id"),
    )
    for column in ("contact_id", "introducer_id", "other_id"):
        op.create_index(f"ix_introductions_member_id_{column}", "introductions", ["member_id", column])
    _index_where(
        "ix_introductions_open", "introductions", ["member_id", "on"], "state <> 'closed' AND deleted_at IS NULL"
    )


def _wins() -> None:
    _create_owned(
        "wins",
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT),
        _part_of("contacts", "contact_id"),
    )
    op.create_index("ix_wins_member_id_contact_id", "wins", ["member_id", "contact_id"])


def _bring_over() -> None:
    """Whom somebody was introduced by is an introduction of the day they were added, about which nothing is owed."""
    op.execute(
        """INSERT INTO introductions
           (member_id, kind, contact_id, "on", introducer_id, introducer_name, state, asked, created_at, deleted_at)
           SELECT c.member_id, 'received', c.id, date(c.created_at), c.introduced_by_id, i.name, 'met', 0,
                  c.created_at, c.deleted_at
           FROM contacts c JOIN contacts i ON i.id = c.introduced_by_id"""
    )


def _contacts() -> None:
    op.drop_index("ix_contacts_member_id_introduced_by_id", "contacts")
    with _altered("contacts") as contacts:
        contacts.drop_constraint("fk_contacts_member_id_introduced_by_id_contacts", type_="foreignkey")
        contacts.drop_column("introduced_by_id")


def _tasks() -> None:
    op.drop_index("uq_tasks_open", "tasks")
    with _altered("tasks") as tasks:
        tasks.alter_column("introduction_id", type_=ID, existing_type=sa.BigInteger)
        tasks.add_column(sa.Column("win_id", ID))
        tasks.add_column(sa.Column("gift", sa.Boolean, nullable=False, server_default=sa.false()))
        tasks.add_column(sa.Column("given", sa.Text))
        for target, column in (("introductions", "introduction_id"), ("wins", "win_id")):
            tasks.create_foreign_key(
                f"fk_tasks_member_id_{column}_{target}",
                target,
                ["member_id", column],
                ["member_id", "id"],
                deferrable=True,
                initially="DEFERRED",
            )
    with _altered("tasks") as tasks:
        tasks.alter_column("gift", server_default=None)
    op.create_index("ix_tasks_member_id_introduction_id", "tasks", ["member_id", "introduction_id"])
    op.create_index("ix_tasks_member_id_win_id", "tasks", ["member_id", "win_id"])
    promise = ["member_id", "kind", "contact_id", sa.text("coalesce(introduction_id, 0)")]
    _index_where("uq_tasks_open", "tasks", promise, OPEN, unique=True)


def _altered(table: str) -> Any:
    return op.batch_alter_table(table, naming_convention=NAMES, table_kwargs={"sqlite_autoincrement": True})


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


def _points_to(other: str, column: str) -> sa.ForeignKeyConstraint:
    target = [f"{other}.member_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["member_id", column], target, deferrable=True, initially="DEFERRED")


def _index_where(name: str, table: str, columns: Any, condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
