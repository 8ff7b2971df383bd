"""Workspaces that rest, and when each worker's last pass ended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a table and a column; nothing that people wrote is touched."""
    op.create_table(
        "rests",
        sa.Column("team_id", sa.Text, primary_key=True),
        sa.Column("until", INSTANT),
        sa.Column("history_until", INSTANT),
        sa.Column("history_pace", sa.Float),
    )
    op.add_column("workers", sa.Column("passed_at", INSTANT))
