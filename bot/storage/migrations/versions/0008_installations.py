"""Workspaces that Goodword is installed in, with which token, and what an installation under way has to show."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add two tables; nothing that people wrote is touched."""
    op.create_table(
        "installations",
        sa.Column("team_id", sa.Text, primary_key=True),
        sa.Column("is_org", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("name", "enterprise_id", "app_id", "bot_id", "bot_user_id", "scopes")),
        *(sa.Column(name, sa.Text) for name in ("user_id", "bot_token", "refresh_token")),
        *(sa.Column(name, INSTANT) for name in ("expires_at", "renewing_until", "installed_at", "locked_at")),
    )
    op.create_table(
        "oauth_states",
        sa.Column("state", sa.Text, primary_key=True),
        sa.Column("expires_at", INSTANT, nullable=False),
    )
    where = sa.text("locked_at IS NOT NULL")
    op.create_index(
        "ix_installations_locked_at", "installations", ["locked_at"], sqlite_where=where, postgresql_where=where
    )
