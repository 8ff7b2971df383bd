"""What the worker asks costs as much as there is due, not as much as is stored; and it goes by the partial indexes."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Integer, TextClause, bindparam, event, text

from bot.storage import due
from bot.storage.columns import Instant
from bot.storage.engine import make_engine, writing
from bot.storage.migrate import upgrade
from tests.storage.waiting import NOW

FEW, MANY = 2_000, 40_000  # members stored, each with a delivery that was sent and a plan for later
DUE = 50  # members, each with a delivery on its way besides
LIMIT = 20
LATER = NOW + timedelta(minutes=1)

# What is asked, and the indexes it goes by.
MEMBERS, DELIVERIES = "ix_members_next_nudge_at", "ix_deliveries_on_their_way"
ASKED: Mapping[str, tuple[Callable[[Engine], Any], set[str]]] = {
    "claim_members": (lambda engine: due.claim_members(engine, NOW, LATER, LIMIT), {MEMBERS}),
    "claim_others": (lambda engine: due.claim_members(engine, NOW, LATER, LIMIT, {"T7"}), {MEMBERS}),
    "claim_deliveries": (lambda engine: due.claim_deliveries(engine, NOW, LATER, LIMIT), {DELIVERIES}),
    "members_due": (lambda engine: due.members_due(engine, NOW), {MEMBERS}),
    "deliveries_waiting": (lambda engine: due.deliveries_waiting(engine, NOW), {DELIVERIES}),
    "passed_over": (lambda engine: due.passed_over(engine, NOW), {MEMBERS}),
    "overdue": (lambda engine: due.overdue(engine, NOW), {MEMBERS, DELIVERIES}),
    "next_wake": (lambda engine: due.next_wake(engine, NOW), {MEMBERS, DELIVERIES}),
}

FILL = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO members
(team_id, user_id, name, zone, own_zone, locale, own_locale, digest_time, workdays, digest_people, hide_names,
 untouched, unpressed, created_at, next_nudge_at)
SELECT 'T' || (i % 10), 'U' || i, 'Ann', 'UTC', false, 'en-US', false, '08:30:00.000000', '12345', 5, false,
0, 0, :now, :later FROM n;

UPDATE members SET next_nudge_at = :now WHERE id <= :due;

INSERT INTO deliveries
(member_id, kind, slot, key, "on", more, is_first, suggests, state, attempts, revision, created_at)
SELECT id, 'digest', 'sent', 'k', '2026-11-23', 0, false, 0, 'sent', 0, 0, :now FROM members WHERE id >= :first;

INSERT INTO deliveries
(member_id, kind, slot, key, "on", more, is_first, suggests, state, attempts, revision, created_at)
SELECT id, 'digest', 'due', 'k', '2026-11-23', 0, false, 0, 'claimed', 0, 0, :now FROM members
WHERE id BETWEEN :first AND :due;

ANALYZE
"""


@pytest.fixture
def large(empty_url: str) -> Iterator[Engine]:
    """A database to be filled, and thrown away."""
    engine = make_engine(empty_url)
    upgrade(engine)
    yield engine
    engine.dispose()


def test_cost_depends_on_what_is_due(large: Engine) -> None:
    fill(large, FEW)
    few = {name: examined(large, ask) for name, (ask, _) in ASKED.items()}
    fill(large, MANY)
    many = {name: examined(large, ask) for name, (ask, _) in ASKED.items()}
    for name, (_, indexes) in ASKED.items():
        plan, cost = many[name]
        assert all(index in plan for index in indexes), f"{name}: {plan}"
        assert cost <= 1.5 * few[name][1], f"{name}: {few[name][1]} before, {cost} with so many more stored: {plan}"


def fill(engine: Engine, count: int) -> None:
    """So many members, of whom the first few are due."""
    with writing(engine) as connection:
        before = connection.scalar(text("SELECT count(*) FROM members")) or 0
        given = {"first": before + 1, "last": count, "due": DUE, "now": NOW, "later": LATER}
        for statement in FILL.split(";"):
            connection.execute(_with(statement, given))


def _with(statement: str, given: dict[str, Any]) -> TextClause:
    """The statement with those of the values that it names."""
    filled = text(statement)
    types = {int: Integer(), datetime: Instant()}
    named = [bindparam(name, value, types[type(value)]) for name, value in given.items() if f":{name}" in statement]
    return filled.bindparams(*named)


def examined(engine: Engine, ask: Callable[[Engine], Any]) -> tuple[str, int]:
    """How the database goes about the one statement of a question, and at what cost: in rows or in steps."""
    with captured(engine) as statements:
        ask(engine)
    [(statement, parameters)] = statements
    with engine.connect() as connection:
        examine = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
        found = examine(connection, statement, parameters)
        connection.rollback()
    return found


@contextmanager
def captured(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run meanwhile, without those that begin and end transactions; nothing is kept."""
    statements: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
        with writing(engine) as connection:
            connection.execute(text("UPDATE members SET leased_until = NULL WHERE leased_until IS NOT NULL"))
            connection.execute(text("UPDATE deliveries SET leased_until = NULL WHERE leased_until IS NOT NULL"))


def _on_sqlite(connection: Connection, statement: str, parameters: Any) -> tuple[str, int]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    steps = [0]
    driver: Any = connection.connection.driver_connection

    def step() -> None:
        steps[0] += 1

    driver.set_progress_handler(step, 1)
    connection.exec_driver_sql(statement, parameters).all()
    driver.set_progress_handler(None, 1)
    return "\n".join(row[-1] for row in plan), steps[0]


def _on_postgresql(connection: Connection, statement: str, parameters: Any) -> tuple[str, int]:
    told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).scalar_one()
    plan = told if isinstance(told, list) else json.loads(told)
    return json.dumps(plan, indent=1), sum(map(_rows, _nodes(plan[0]["Plan"])))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)


def _rows(node: dict[str, Any]) -> int:
    """How many rows a node of a plan went through."""
    passed = node["Actual Rows"] + sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Join Filter"))
    return int(passed * node["Actual Loops"])
