"""What every table is made of: its number, whose it is, and what it points to."""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
)

from bot.storage.columns import Id

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table_of(name: str, *columns: Any) -> Table:
    """A table whose rows have a number."""
    # A button may name a row long after it was purged: its number must never come back.
    return Table(name, metadata, Column("id", Id, primary_key=True), *columns, sqlite_autoincrement=True)


def owned(name: str, *columns: Any) -> Table:
    """A table whose rows belong to a member."""
    return table_of(name, owner(), *columns, UniqueConstraint("member_id", "id"))


def owner() -> Column[int]:
    """The column that says whose a row is; it goes with the member."""
    return Column("member_id", Id, ForeignKey("members.id", ondelete="CASCADE"), nullable=False)


def needed(name: str, kind: Any = Text) -> Column[Any]:
    """A column that is never empty."""
    return Column(name, kind, nullable=False)


def part_of(parent: str, column: str) -> ForeignKeyConstraint:
    """A row that goes when its parent goes."""
    target = [f"{parent}.member_id", f"{parent}.id"]
    return ForeignKeyConstraint(["member_id", column], target, ondelete="CASCADE")


def points_to(other: str, column: str) -> ForeignKeyConstraint:
    """A row that stands without the other. Deferred, since a deleted member's rows go table by table."""
    target = [f"{other}.member_id", f"{other}.id"]
    return ForeignKeyConstraint(["member_id", column], target, deferrable=True, initially="DEFERRED")


def index_on(table: Table, *columns: str) -> None:
    """Find rows by these columns."""
    Index(None, *(table.c[name] for name in columns))


def index_where(name: str, condition: TextClause, *columns: Any, unique: bool = False) -> None:
    """Find those rows for which a condition holds, by these columns."""
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
