"""Many members at once, put straight into the tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Engine, Insert, Table, insert, literal, select, text, true

from bot.domain.model import Contact, Member, Task, TaskKind, TaskState
from bot.storage import mapping  # noqa: F401 - maps the classes
from bot.storage.engine import writing
from bot.storage.tables import contacts, members, tasks


def promise_all(
    engine: Engine, team_id: str, user_ids: Sequence[str], due_at: datetime, dm_channel: str | None = None
) -> None:
    """A member for each of these users, who owes one person a message, in a digest that is due at an instant."""
    with writing(engine) as connection:
        whoever = Member(team_id, "", zone="UTC", workdays="1234567", digest_time=time(0), created_at=due_at)
        whoever.welcomed_at, whoever.next_nudge_at, whoever.dm_channel = due_at, due_at, dm_channel
        known = [row_of(whoever, members) | {"user_id": user_id, "name": f"Name {user_id}"} for user_id in user_ids]
        member_ids = _insert(connection, members, known)
        facts = {"title": "CTO", "company": "Acme", "where_met": "PyCon", "created_at": due_at}
        jane = row_of(Contact("Jane Doe", "jane doe", **facts), contacts) | {"search_text": "jane doe cto acme pycon"}
        contact_ids = _insert(connection, contacts, [jane | {"member_id": each} for each in member_ids])
        task = Task(TaskKind.FOLLOW_UP, 0, due_at.date(), nudge_at=due_at, created_at=due_at)
        pairs = zip(member_ids, contact_ids, strict=True)
        owed = [row_of(task, tasks) | {"member_id": member, "contact_id": contact} for member, contact in pairs]
        _insert(connection, tasks, owed)


def store(engine: Engine, tasks_each: int, later: datetime) -> None:
    """So many tasks more for every member: for every nine that are done, one that is due later."""
    someone = Contact("Sam Lee", "sam lee", created_at=later)
    done = Task(TaskKind.FOLLOW_UP, 0, later.date(), state=TaskState.DONE, closed_at=later, created_at=later)
    planned = Task(TaskKind.FOLLOW_UP, 0, later.date(), nudge_at=later, created_at=later)
    with writing(engine) as connection:
        people = {"member_id": members.c.id, "search_text": literal("sam lee")}
        connection.execute(_copies(contacts, someone, people, members, tasks_each // 10))
        new = contacts.c.name == someone.name
        theirs = {"member_id": contacts.c.member_id, "contact_id": contacts.c.id}
        connection.execute(_copies(tasks, planned, theirs, contacts, 1, new))
        connection.execute(_copies(tasks, done, theirs, contacts, 9, new))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _copies(
    table: Table, entity: object, columns: Mapping[str, Any], source: Table, count: int, condition: Any = None
) -> Insert:
    """A statement that copies an object so many times for each row of a source, but for some columns."""
    first = select(literal(1).label("i")).cte("n", recursive=True)
    numbers = first.union_all(select(first.c.i + 1).where(first.c.i < count))
    row = {name: literal(value, table.c[name].type) for name, value in row_of(entity, table).items()} | dict(columns)
    copied_for = true() if condition is None else condition
    rows = select(*row.values()).select_from(source.join(numbers, true())).where(copied_for)
    return insert(table).from_select(list(row), rows)


def row_of(entity: object, table: Table) -> dict[str, Any]:
    """An object as a row, without its id."""
    return {column.key: getattr(entity, column.key, None) for column in table.c if column.key != "id"}


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows; their ids, in the same order."""
    return list(connection.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))
