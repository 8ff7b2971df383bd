"""A book's questions about who introduced whom, and the wins that came of it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, or_, select
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
        return self._one(Introduction, _ONE, introduction_id=introduction_id)

    def received(self, contact_ids: Collection[int]) -> list[Introduction]:
        """The introductions of these people to the member, promised ones too, the first one first."""
        return self._all(Introduction, _RECEIVED_BY, contact_ids=list(contact_ids))

    def led_to(self, contact_ids: Collection[int]) -> list[tuple[int, int | None]]:
        """The ids of the introductions that happened of these people, and of who made each, the first one first."""
        happened = self._session.execute(_LED_TO, {"contact_ids": list(contact_ids)})
        return [(row.id, row.introducer_id) for row in happened]

    def introductions(self, introduction_ids: Sequence[int]) -> list[Introduction]:
        """These introductions with everybody in them, in the order given."""
        found = self._all(Introduction, _SEVERAL, introduction_ids=list(introduction_ids)) if introduction_ids else []
        return sorted(found, key=lambda one: introduction_ids.index(one.id or 0))

    def received_from(self, introducer_id: int, limit: int = 20) -> list[Introduction]:
        """What came of whom somebody introduced the member to, the latest first."""
        return self._all(Introduction, _RECEIVED_FROM, introducer_id=introducer_id, most=limit)

    def made_with(self, contact_id: int) -> list[Introduction]:
        """The introductions the member makes between this person and others, the first one first."""
        is_in_it = or_(Introductions.contact_id == contact_id, Introductions.other_id == contact_id)
        return self._all(Introduction, _INTRODUCTIONS.where(_MADE, is_in_it).order_by(*_IN_ORDER))

    def open_introductions(self) -> list[Introduction]:
        """All of which more is to come, the first one first."""
        is_open = Introductions.state != IntroductionState.CLOSED
        return self._all(Introduction, _INTRODUCTIONS.where(is_open).order_by(*_IN_ORDER))

    def win(self, win_id: int) -> Win:
        """One win with whom it came of."""
        return self._one(Win, _WINS.where(Wins.id == win_id))

    def wins(self, contact_id: int | None = None, limit: int = 10) -> list[Win]:
        """The latest wins, those with one person if it is said which, newest first."""
        if contact_id is None:
            return self._all(Win, _LATEST_WINS, most=limit)
        return self._all(Win, _LATEST_WINS_WITH, contact_id=contact_id, most=limit)


# Made once, as in `queries_contacts`.
_THESE: Any = bindparam("contact_ids", expanding=True)
_AT_MOST = bindparam("most", type_=Integer)
_INTRODUCTIONS: Select[Any] = select(Introductions).options(
    *map(joinedload, (Introductions.contact, Introductions.introducer, Introductions.other))
)
_ONE = _INTRODUCTIONS.where(Introductions.id == bindparam("introduction_id"))
_SEVERAL = _INTRODUCTIONS.where(Introductions.id.in_(bindparam("introduction_ids", expanding=True)))
_RECEIVED_BY = _INTRODUCTIONS.where(_RECEIVED, Introductions.contact_id.in_(_THESE)).order_by(*_IN_ORDER)
_RECEIVED_FROM = (
    _INTRODUCTIONS.where(_RECEIVED, Introductions.introducer_id == bindparam("introducer_id"))
    .order_by(Introductions.on.desc(), Introductions.id.desc())
    .limit(_AT_MOST)
)
_LED_TO = (
    select(Introductions.id, Introductions.introducer_id)
    .where(_RECEIVED, Introductions.contact_id.in_(_THESE), Introductions.state != _PROMISED)
    .where(func.coalesce(Introductions.outcome, "") != Outcome.DECLINED)
    .order_by(*_IN_ORDER)
)
_WINS: Select[Any] = select(Wins).options(joinedload(Wins.contact))
_LATEST_WINS = _WINS.order_by(Wins.on.desc(), Wins.id.desc()).limit(_AT_MOST)
_LATEST_WINS_WITH = _LATEST_WINS.where(Wins.contact_id == bindparam("contact_id"))
