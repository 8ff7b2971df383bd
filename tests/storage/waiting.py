"""Members and deliveries that wait, put straight into the tables."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert

from bot.domain.model import Delivery, DeliveryKind, Member
from bot.storage.engine import writing
from bot.storage.tables import deliveries, members

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LATER = NOW + MINUTE
SLOTS: Iterator[int] = iter(range(1_000_000))


def make_members(engine: Engine, next_nudge_at: list[datetime | None], **values: object) -> list[int]:
    made = []
    for place, at in enumerate(next_nudge_at):
        facts = {key: value[place] if isinstance(value, list) else value for key, value in values.items()}
        who = Member(facts.pop("team_id", "T1"), f"U{place}", next_nudge_at=at, created_at=NOW, **facts)
        row = {column.key: getattr(who, column.key) for column in members.c if column.key != "id"}
        with writing(engine) as connection:
            made.append(connection.scalar(insert(members).values(row).returning(members.c.id)))
    return made


def make_delivery(engine: Engine, member_id: int, **values: object) -> int:
    new = Delivery(DeliveryKind.DIGEST, f"slot{next(SLOTS)}", "opaque", NOW.date(), created_at=NOW, **values)
    new.member_id = member_id
    row = {column.key: getattr(new, column.key) for column in deliveries.c if column.key != "id"}
    with writing(engine) as connection:
        return connection.scalar(insert(deliveries).values(row).returning(deliveries.c.id))
