"""What members set for themselves: how many people a digest names, names hidden on the phone, zone and locale."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns; everybody begins with what was so far."""
    columns: list[sa.Column[Any]] = [
        sa.Column("own_zone", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("own_locale", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("digest_people", sa.Integer, nullable=False, server_default="5"),
        sa.Column("hide_names", sa.Boolean, nullable=False, server_default=sa.false()),
    ]
    _add("members", columns)


def _add(table: str, columns: list[sa.Column[Any]]) -> None:
    for column in columns:
        op.add_column(table, column)
    # The default is there for the rows of today only. PostgreSQL drops it as it stands; SQLite would copy the table.
    if op.get_bind().dialect.name == "postgresql":
        for column in columns:
            op.alter_column(table, column.name, server_default=None)
