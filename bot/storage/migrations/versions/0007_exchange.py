"""Files in and out: imports, the jobs they are, people who are not the same, when a book was last handed out."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and tables; nothing that people wrote is touched."""
    op.add_column("contacts", sa.Column("connected_on", sa.Date))
    op.add_column("members", sa.Column("exported_on", sa.Date))
    _imports()
    _imported()
    _jobs()
    _distinct_pairs()


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


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _imports() -> None:
    _create_owned(
        "imports",
        sa.Column("name", sa.Text, nullable=False),
        _text("file_id"),
        _json("mapping"),
        _text("format"),
        _json("columns"),
        _number("taken"),
        sa.Column("total", sa.Integer),
        *map(_number, ("new", "known", "merged", "moved", "unread")),
        _json("unreadable"),
        _text("channel"),
        _text("ts"),
        sa.Column("begun_at", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.Column("undone_at", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
    )
    op.create_index("ix_imports_member_id_created_at", "imports", ["member_id", "created_at"])


def _imported() -> None:
    _create_owned(
        "imported",
        sa.Column("import_id", ID, nullable=False),
        _json("rows"),
        _part_of("imports", "import_id"),
    )
    op.create_index("ix_imported_member_id_import_id", "imported", ["member_id", "import_id"])


def _jobs() -> None:
    _create_owned(
        "jobs",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("import_id", ID),
        sa.Column("then_forget", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("leased_until", INSTANT),
        sa.Column("retry_at", INSTANT),
        _number("attempts"),
        _text("error"),
        _text("channel"),
        _text("ts"),
        sa.Column("created_at", INSTANT, nullable=False),
        _part_of("imports", "import_id"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_jobs_waiting", "jobs", ["id"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_jobs_member_id_import_id", "jobs", ["member_id", "import_id"])


def _distinct_pairs() -> None:
    _create_owned(
        "distinct_pairs",
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        _part_of("contacts", "contact_id"),
        _part_of("contacts", "other_id"),
    )
    for column in ("contact_id", "other_id"):
        op.create_index(f"ix_distinct_pairs_member_id_{column}", "distinct_pairs", ["member_id", column])
