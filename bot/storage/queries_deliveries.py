"""A book's questions about nudges, units of work and what Goodword asked back."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from bot.domain.model import Change, Delivery, DeliveryKind, DeliveryState, Question, TaskState
from bot.storage.changes import Entry, entries_of
from bot.storage.lookups import Lookups
from bot.storage.mapping import TRACKED, Changes, Deliveries, DeliveryItems, Questions, Tasks
from bot.storage.queries_tasks import with_people
from bot.storage.tables import changes

_SENT = Deliveries.state == DeliveryState.SENT


class DeliveryQueries(Lookups):
    """What Goodword sent, did and asked."""

    def delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks, also those deleted by now."""
        return self._one(Delivery, _ONE, include_deleted=True, delivery_id=delivery_id)

    def sent_delivery(self, delivery_id: int) -> Delivery:
        """One delivery with its items and their tasks, but nobody in them: to note what became of it."""
        return self._one(Delivery, _ONE_SENT, include_deleted=True, delivery_id=delivery_id)

    def has_made(self, slot: str) -> bool:
        """Whether there is a delivery for this slot."""
        return self._session.scalar(_HAS_SLOT, {"slot": slot}) is not None

    def deliveries_showing(self, task_ids: Collection[int], since: datetime) -> list[Delivery]:
        """Deliveries sent since then that show any of the tasks, oldest first."""
        shows = select(DeliveryItems.id).where(
            DeliveryItems.delivery_id == Deliveries.id, DeliveryItems.task_id.in_(task_ids)
        )
        query = _DELIVERIES.where(_SENT, Deliveries.sent_at >= since, shows.exists())
        return self._all(Delivery, query.order_by(Deliveries.sent_at, Deliveries.id), include_deleted=True)

    def deliveries_to_move(self, since: datetime) -> list[Delivery]:
        """Deliveries sent since then of which something is still open and has not moved to a later one yet."""
        return self._all(Delivery, _TO_MOVE, since=since)

    def deliveries_moved(self, on: date) -> list[Delivery]:
        """Deliveries of which the rest moved to the digest of this day."""
        return self._all(Delivery, _MOVED, include_deleted=True, on=on)

    def had_digest(self, first: date, before: date) -> bool:
        """Whether a digest was made for a day from `first` on, before another."""
        days = (Deliveries.kind == DeliveryKind.DIGEST, Deliveries.on >= first, Deliveries.on < before)
        return self._session.scalar(select(Deliveries.id).where(*days).limit(1)) is not None

    def change(self, change_id: str) -> Change:
        """One unit of work."""
        return self._one(Change, _CHANGE, change_id=change_id)

    def changes(self, limit: int = 10) -> list[Change]:
        """The latest described and not undone, newest first."""
        query = select(Changes).where(Changes.summary.is_not(None), Changes.undone_at.is_(None))
        return self._all(Change, query.order_by(changes.c.number.desc()).limit(limit))

    def touched(self, change_id: str, kind: type) -> list[int]:
        """The ids of the rows of one kind (`Task`, `Contact`, ...) that a unit of work touched."""
        entries = self._written(change_id)
        return [entry["id"] for entry in entries if entry["table"] == TRACKED[kind].name]

    def _written(self, change_id: str) -> list[Entry]:
        """What is written of a unit of work; of the one under way, what will be."""
        session = self._session
        if change_id != self.change_id or not session.recorder:
            return entries_of(session.connection(), session.owner, change_id)
        session.flush()
        return session.recorder.entries()

    def question(self, question_id: int) -> Question:
        """One question that Goodword asked."""
        return self._one(Question, select(Questions).where(Questions.id == question_id))


# Made once, as in `queries_contacts`.
_DELIVERIES: Select[Any] = select(Deliveries).options(
    *with_people(selectinload(Deliveries.items).joinedload(DeliveryItems.task))
)
_ONE = _DELIVERIES.where(Deliveries.id == bindparam("delivery_id"))
_ONE_SENT: Select[Any] = (
    select(Deliveries)
    .where(Deliveries.id == bindparam("delivery_id"))
    .options(joinedload(Deliveries.items).joinedload(DeliveryItems.task))
)
_HAS_SLOT = select(Deliveries.id).where(Deliveries.slot == bindparam("slot"))
_SHOWS_SOMETHING_OPEN = (
    select(DeliveryItems.id)
    .join(Tasks, Tasks.id == DeliveryItems.task_id)
    .where(DeliveryItems.delivery_id == Deliveries.id, Tasks.state == TaskState.OPEN)
    .exists()
)
_TO_MOVE: Select[Any] = select(Deliveries).where(
    _SENT, Deliveries.sent_at >= bindparam("since"), Deliveries.moved_on.is_(None), _SHOWS_SOMETHING_OPEN
)
_MOVED = _DELIVERIES.where(Deliveries.moved_on == bindparam("on"))
_CHANGE: Select[Any] = select(Changes).where(Changes.id == bindparam("change_id"))
