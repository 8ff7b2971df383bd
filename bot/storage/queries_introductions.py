"""A book's questions about who introduced whom, and the wins that came of it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from bot.domain.model import Introduction, IntroductionKind, IntroductionState, Outcome, Win
from bot.storage.lookups import Lookups
from bot.storage.mapping import Introductions, Wins

_RECEIVED = Introductions.kind == IntroductionKind.RECEIVED
_MADE = Introductions.kind == IntroductionKind.MADE
_PROMISED = IntroductionState.PROMISED
_IN_ORDER = (Introductions.on, Introductions.id)


class IntroductionQueries(Lookups):
    """Who introduced whom, and what came of it."""

    def introduction(self, introduction_id: int) -> Introduction:
        """One introduction with everybody in it."""
        return self._one(Introduction, _introductions().where(Introductions.id == introduction_id))

    def received(self, contact_ids: Collection[int]) -> list[Introduction]:
        """The introductions of these people to the member, promised ones too, the first one first."""
        query = _introductions().where(_RECEIVED, Introductions.contact_id.in_(contact_ids))
        return self._all(Introduction, query.order_by(*_IN_ORDER))

    def led_to(self, contact_ids: Collection[int]) -> list[tuple[int, int | None]]:
        """The ids of the introductions that happened of these people, and of who made each, the first one first."""
        declined = func.coalesce(Introductions.outcome, "") == Outcome.DECLINED
        query = select(Introductions.id, Introductions.introducer_id).where(
            _RECEIVED, Introductions.contact_id.in_(contact_ids), Introductions.state != _PROMISED, ~declined
        )
        return [(row.id, row.introducer_id) for row in self._session.execute(query.order_by(*_IN_ORDER))]

    def introductions(self, introduction_ids: Sequence[int]) -> list[Introduction]:
        """These introductions with everybody in them, in the order given."""
        found = self._all(Introduction, _introductions().where(Introductions.id.in_(introduction_ids)))
        return sorted(found, key=lambda one: introduction_ids.index(one.id or 0))

    def received_from(self, introducer_id: int, limit: int = 20) -> list[Introduction]:
        """What came of whom somebody introduced the member to, the latest first."""
        query = _introductions().where(_RECEIVED, Introductions.introducer_id == introducer_id)
        return self._all(Introduction, query.order_by(Introductions.on.desc(), Introductions.id.desc()).limit(limit))

    def made_with(self, contact_id: int) -> list[Introduction]:
        """The introductions the member makes between this person and others, the first one first."""
        is_in_it = or_(Introductions.contact_id == contact_id, Introductions.other_id == contact_id)
        return self._all(Introduction, _introductions().where(_MADE, is_in_it).order_by(*_IN_ORDER))

    def open_introductions(self) -> list[Introduction]:
        """All of which more is to come, the first one first."""
        is_open = Introductions.state != IntroductionState.CLOSED
        return self._all(Introduction, _introductions().where(is_open).order_by(*_IN_ORDER))

    def win(self, win_id: int) -> Win:
        """One win with whom it came of."""
        return self._one(Win, _wins().where(Wins.id == win_id))

    def wins(self, contact_id: int | None = None, limit: int = 10) -> list[Win]:
        """The latest wins, those with one person if it is said which, newest first."""
        query = _wins() if contact_id is None else _wins().where(Wins.contact_id == contact_id)
        return self._all(Win, query.order_by(Wins.on.desc(), Wins.id.desc()).limit(limit))


def _introductions() -> Select[Any]:
    people = (Introductions.contact, Introductions.introducer, Introductions.other)
    return select(Introductions).options(*map(joinedload, people))


def _wins() -> Select[Any]:
    return select(Wins).options(joinedload(Wins.contact))
