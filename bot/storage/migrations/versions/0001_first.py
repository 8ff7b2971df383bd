"""The first tables.

Constraints get their names from the naming convention in `tables.metadata`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(20)

OPEN = "state = 'open' AND deleted_at IS NULL"
LIVE = "deleted_at IS NULL"
REACHABLE = "next_nudge_at IS NOT NULL AND unreachable_at IS NULL"
ON_ITS_WAY = "state IN ('claimed', 'sending')"


def upgrade() -> None:
    """Create everything, what is pointed to before what points there."""
    _members()
    _contacts()
    _interactions()
    _tasks()
    _deliveries()
    _changes()
    _the_rest()


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", ID, primary_key=True),
        _needed("team_id"),
        _needed("user_id"),
        _needed("name"),
        _needed("zone"),
        _needed("locale"),
        _needed("digest_time", sa.Time),
        _needed("workdays"),
        sa.Column("profile_at", INSTANT),
        sa.Column("dm_channel", sa.Text),
        sa.Column("welcomed_at", INSTANT),
        sa.Column("unreachable_at", INSTANT),
        sa.Column("next_nudge_at", INSTANT),
        sa.Column("leased_until", INSTANT),
        _needed("created_at", INSTANT),
        sa.UniqueConstraint("team_id", "user_id"),
        sqlite_autoincrement=True,
    )
    _index_where("ix_members_next_nudge_at", "members", ["next_nudge_at"], REACHABLE)


def _contacts() -> None:
    _create_owned(
        "contacts",
        _needed("name"),
        _needed("name_key", KEY),
        sa.Column("title", sa.Text),
        sa.Column("company", sa.Text),
        sa.Column("circle", WORD),
        sa.Column("where_met", sa.Text),
        sa.Column("introduced_by_id", ID),
        sa.Column("slack_user_id", sa.Text),
        _needed("do_not_contact", sa.Boolean),
        _needed("search_text", KEY),
        _needed("created_at", INSTANT),
        sa.Column("archived_at", INSTANT),
        sa.Column("deleted_at", INSTANT),
        _points_to("contacts", "introduced_by_id"),
    )
    _index("contacts", "member_id", "name_key")
    _index("contacts", "member_id", "introduced_by_id")
    _create_owned(
        "contact_details",
        _needed("contact_id", ID),
        _needed("kind", WORD),
        _needed("value"),
        _needed("key", KEY),
        _needed("search_text", KEY),
        sa.Column("deleted_at", INSTANT),
        _part_of("contacts", "contact_id"),
    )
    _index("contact_details", "member_id", "contact_id")
    _index("contact_details", "member_id", "kind", "key")
    _index_where("uq_contact_details_live", "contact_details", ["contact_id", "kind", "key"], LIVE, unique=True)


def _interactions() -> None:
    _create_owned(
        "interactions",
        _needed("kind", WORD),
        _needed("on", sa.Date),
        _needed("text"),
        _needed("direction", WORD),
        sa.Column("link", sa.Text),
        _needed("created_at", INSTANT),
        sa.Column("deleted_at", INSTANT),
    )
    _create_owned(
        "interaction_contacts",
        _needed("interaction_id", ID),
        _needed("contact_id", ID),
        sa.Column("deleted_at", INSTANT),
        _part_of("interactions", "interaction_id"),
        _part_of("contacts", "contact_id"),
    )
    _index("interaction_contacts", "member_id", "contact_id")
    _index("interaction_contacts", "member_id", "interaction_id")


def _tasks() -> None:
    _create_owned(
        "tasks",
        _needed("kind", WORD),
        _needed("contact_id", ID),
        _needed("due_on", sa.Date),
        sa.Column("due_time", sa.Time),
        sa.Column("about", sa.Text),
        _needed("state", WORD),
        sa.Column("nudge_at", INSTANT),
        _needed("shown", sa.Integer),
        sa.Column("interaction_id", ID),
        sa.Column("introduction_id", sa.BigInteger),
        sa.Column("change_id", sa.Text),
        sa.Column("closed_at", INSTANT),
        _needed("created_at", INSTANT),
        sa.Column("deleted_at", INSTANT),
        _part_of("contacts", "contact_id"),
        _points_to("interactions", "interaction_id"),
    )
    _index("tasks", "member_id", "contact_id")
    _index("tasks", "member_id", "interaction_id")
    _index_where("ix_tasks_nudge_at", "tasks", ["member_id", "nudge_at"], OPEN)
    promise = ["member_id", "kind", "contact_id", sa.text("coalesce(introduction_id, 0)")]
    _index_where("uq_tasks_open", "tasks", promise, OPEN, unique=True)


def _deliveries() -> None:
    _create_owned(
        "deliveries",
        _needed("kind", WORD),
        _needed("slot"),
        _needed("key"),
        _needed("on", sa.Date),
        _needed("more", sa.Integer),
        _needed("state", WORD),
        sa.Column("leased_until", INSTANT),
        sa.Column("sending_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("retry_at", INSTANT),
        _needed("attempts", sa.Integer),
        sa.Column("error", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("ts", sa.Text),
        _needed("revision", sa.Integer),
        _needed("created_at", INSTANT),
        sa.UniqueConstraint("member_id", "slot"),
    )
    _index_where("ix_deliveries_on_their_way", "deliveries", ["retry_at"], ON_ITS_WAY)
    _create_owned(
        "delivery_items",
        _needed("delivery_id", ID),
        _needed("task_id", ID),
        _needed("position", sa.Integer),
        _part_of("deliveries", "delivery_id"),
        _part_of("tasks", "task_id"),
    )
    _index("delivery_items", "member_id", "delivery_id")
    _index("delivery_items", "member_id", "task_id")


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", ID, primary_key=True),
        _needed("id"),
        _owner(),
        _needed("at", INSTANT),
        sa.Column("summary", sa.Text),
        sa.Column("contact_id", ID),
        sa.Column("undone_at", INSTANT),
        _needed("rows", sa.JSON),
        sa.UniqueConstraint("member_id", "id"),
        _points_to("contacts", "contact_id"),
        sqlite_autoincrement=True,
    )
    _index("changes", "member_id", "number")


def _the_rest() -> None:
    _create_owned(
        "handled",
        _needed("key"),
        _needed("at", INSTANT),
        sa.Column("change_id", sa.Text),
        sa.UniqueConstraint("member_id", "key"),
    )
    _create_owned(
        "questions",
        _needed("verb"),
        _needed("words"),
        _needed("asked_at", INSTANT),
        sa.Column("deleted_at", INSTANT),
    )
    op.create_table("workers", sa.Column("id", sa.Text, primary_key=True), _needed("beat_at", INSTANT))


def _create_owned(name: str, *columns: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, primary_key=True),
        _owner(),
        *columns,
        sa.UniqueConstraint("member_id", "id"),
        sqlite_autoincrement=True,
    )


def _owner() -> sa.Column[Any]:
    return sa.Column("member_id", ID, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False)


def _needed(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _part_of(parent: str, column: str) -> sa.ForeignKeyConstraint:
    target = [f"{parent}.member_id", f"{parent}.id"]
    return sa.ForeignKeyConstraint(["member_id", column], target, ondelete="CASCADE")


def _points_to(other: str, column: str) -> sa.ForeignKeyConstraint:
    target = [f"{other}.member_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["member_id", column], target, deferrable=True, initially="DEFERRED")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def _index_where(name: str, table: str, columns: Any, condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
