"""A book's questions about nudges, units of work and what Goodword asked back."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from bot.domain.model import Change, Delivery, DeliveryState, Question
from bot.storage.changes import entries_of
from bot.storage.lookups import Lookups
from bot.storage.mapping import TRACKED, Changes, Deliveries, DeliveryItems, Questions
from bot.storage.queries_tasks import with_people
from bot.storage.tables import changes


class DeliveryQueries(Lookups):
    """What Goodword sent, did and asked."""

    def delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks, also those deleted by now."""
        return self._one(Delivery, _deliveries().where(Deliveries.id == delivery_id), include_deleted=True)

    def delivery_for(self, slot: str) -> Delivery | None:
        """The delivery made for this slot, if there is one."""
        return self._first(Delivery, _deliveries().where(Deliveries.slot == slot), include_deleted=True)

    def deliveries_showing(self, task_ids: Collection[int], since: datetime) -> list[Delivery]:
        """Deliveries sent since then that show any of the tasks, oldest first."""
        shows = select(DeliveryItems.id).where(
            DeliveryItems.delivery_id == Deliveries.id, DeliveryItems.task_id.in_(task_ids)
        )
        query = _deliveries().where(Deliveries.state == DeliveryState.SENT, Deliveries.sent_at >= since, shows.exists())
        return self._all(Delivery, query.order_by(Deliveries.sent_at, Deliveries.id), include_deleted=True)

    def deliveries_to_move(self, since: datetime) -> list[Delivery]:
        """Deliveries sent since then of which something is still open and has not moved to a later one yet."""
        arrived = (Deliveries.state == DeliveryState.SENT, Deliveries.sent_at >= since)
        sent = self._all(Delivery, _deliveries().where(*arrived, Deliveries.moved_on.is_(None)), include_deleted=True)
        return [each for each in sent if any(item.task and item.task.is_open for item in each.items)]

    def deliveries_moved(self, on: date) -> list[Delivery]:
        """Deliveries of which the rest moved to the digest of this day."""
        return self._all(Delivery, _deliveries().where(Deliveries.moved_on == on), include_deleted=True)

    def change(self, change_id: str) -> Change:
        """One unit of work."""
        return self._one(Change, select(Changes).where(Changes.id == change_id))

    def changes(self, limit: int = 10) -> list[Change]:
        """The latest described and not undone, newest first."""
        query = select(Changes).where(Changes.summary.is_not(None), Changes.undone_at.is_(None))
        return self._all(Change, query.order_by(changes.c.number.desc()).limit(limit))

    def touched(self, change_id: str, kind: type) -> list[int]:
        """The ids of the rows of one kind (`Task`, `Contact`, ...) that a unit of work touched."""
        entries = entries_of(self._session.connection(), self._session.owner, change_id)
        return [entry["id"] for entry in entries if entry["table"] == TRACKED[kind].name]

    def question(self, question_id: int) -> Question:
        """One question that Goodword asked."""
        return self._one(Question, select(Questions).where(Questions.id == question_id))


@cache
def _deliveries() -> Select[Any]:
    return select(Deliveries).options(*with_people(selectinload(Deliveries.items).joinedload(DeliveryItems.task)))
