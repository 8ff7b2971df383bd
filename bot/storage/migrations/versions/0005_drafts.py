"""Messages, begun and sent, and the templates that members write for themselves."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(20)


def upgrade() -> None:
    """Make both tables."""
    _drafts()
    _templates()


def _drafts() -> None:
    _create_owned(
        "drafts",
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("occasion", WORD, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.Column("sent_on", sa.Date),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT),
        sa.ForeignKeyConstraint(["member_id", "contact_id"], ["contacts.member_id", "contacts.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_drafts_member_id_contact_id", "drafts", ["member_id", "contact_id"])
    op.create_index("ix_drafts_member_id_sent_on", "drafts", ["member_id", "sent_on"])
    unsent = ["member_id", "contact_id", "occasion"]
    _unique_where("uq_drafts_unsent", "drafts", unsent, "sent_on IS NULL AND deleted_at IS NULL")


def _templates() -> None:
    _create_owned(
        "member_templates",
        sa.Column("occasion", WORD, nullable=False),
        sa.Column("circle", WORD),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT),
    )
    whose = ["member_id", "occasion", sa.text("coalesce(circle, '')")]
    _unique_where("uq_member_templates_live", "member_templates", whose, "deleted_at IS NULL")


def _create_owned(name: str, *columns: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", ID, primary_key=True),
        sa.Column("member_id", ID, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
        *columns,
        sa.UniqueConstraint("member_id", "id"),
        sqlite_autoincrement=True,
    )


def _unique_where(name: str, table: str, columns: list[Any], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
