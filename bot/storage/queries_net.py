"""A book's questions over everybody at once: who is close, who is far, who was told what."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from bot.domain import calendar
from bot.domain.model import (
    Contact,
    DetailKind,
    Interaction,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Outcome,
    TaskKind,
    TaskState,
)
from bot.domain.model_net import Situation, Telling, Tie
from bot.storage.lookups import Lookups
from bot.storage.mapping import (
    Contacts,
    Details,
    Interactions,
    Introductions,
    Participants,
    Situations,
    Tasks,
    Tellings,
)
from bot.storage.session import fold

CHUNK = 500  # ids in one statement

_HAPPENED = and_(
    Introductions.kind == IntroductionKind.RECEIVED,
    Introductions.state != IntroductionState.PROMISED,
    or_(Introductions.outcome.is_(None), Introductions.outcome != Outcome.DECLINED),
)


class NetQueries(Lookups):
    """What the whole net comes to."""

    def latest_introductions(self, limit: int) -> list[Introduction]:
        """The latest ones, received and made, open and closed, the first one first."""
        people = (Introductions.contact, Introductions.introducer, Introductions.other)
        query = select(Introductions).options(*map(joinedload, people))
        latest = query.order_by(Introductions.on.desc(), Introductions.id.desc()).limit(limit)
        return list(reversed(self._all(Introduction, latest)))

    def count_tasks(self) -> dict[tuple[TaskKind, TaskState], int]:
        """How many tasks there are of each kind in each state."""
        query = select(Tasks.kind, Tasks.state, func.count()).group_by(Tasks.kind, Tasks.state)
        return {(kind, state): count for kind, state, count in self._session.execute(query)}

    def ties(self) -> list[Tie]:
        """What there is between the member and everybody who is not archived, in figures, in the order of their ids."""
        said, helped, won, busy = _said(), _helped(), _won(), _busy()
        figures = (said.c.times, helped.c.introduced, helped.c.went_somewhere, won.c.wins)
        query = select(
            *(Contacts.id, Contacts.name, Contacts.circle, Contacts.cadence, Contacts.created_at),
            *(Contacts.suggested_on, Contacts.rests_until),
            or_(Contacts.do_not_contact, Contacts.never_suggested),
            busy.c.contact_id.is_not(None),
            said.c.last_on,
            *(func.coalesce(figure, 0) for figure in figures),
        ).where(Contacts.archived_at.is_(None))
        for each in (said, helped, won, busy):
            query = query.outerjoin(each, each.c.contact_id == Contacts.id)
        return [Tie(*row) for row in self._session.execute(query.order_by(Contacts.id))]

    def days_with(self, contact_ids: Collection[int]) -> dict[int, list[date]]:
        """The days of all interactions, for each contact that has any."""
        days: dict[int, list[date]] = defaultdict(list)
        ids = sorted(contact_ids)
        for start in range(0, len(ids), CHUNK):
            query = _participations(Participants.contact_id, Interactions.on)
            query = query.where(Participants.contact_id.in_(ids[start : start + CHUNK]))
            for contact_id, on in self._session.execute(query.order_by(Interactions.on)):
                days[contact_id].append(on)
        return dict(days)

    def in_touch(self, since: date, until: date) -> list[int]:
        """The ids of those with whom there was something (said, owed, introduced) between two days, both included.

        Those first whom the member spoke with last; nobody archived or to be left alone.
        """
        said = _participations(Participants.contact_id, func.max(Interactions.on).label("last_on"))
        last = said.where(Interactions.on.between(since, until)).group_by(Participants.contact_id).subquery()
        met = Introductions.on.between(since, until)
        among = (Introductions.contact_id, Introductions.introducer_id, Introductions.other_id)
        first, end = (calendar.instant(day, time(), self.member.tz) for day in (since, until + timedelta(days=1)))
        owed = select(Tasks.contact_id).where(Tasks.created_at >= first, Tasks.created_at < end)
        query = select(Contacts.id).outerjoin(last, last.c.contact_id == Contacts.id)
        query = query.where(
            Contacts.archived_at.is_(None),
            Contacts.do_not_contact.is_(False),
            or_(
                last.c.last_on.is_not(None),
                Contacts.id.in_(owed),
                *(Contacts.id.in_(select(who).where(met, who.is_not(None))) for who in among),
            ),
        )
        return list(self._session.scalars(query.order_by(last.c.last_on.desc().nulls_last(), Contacts.id)))

    def formerly_at(self, words: str, limit: int = 10) -> list[Contact]:
        """Those of whom a former employer has every word in its name."""
        left = [Details.search_text.contains(word, autoescape=True) for word in fold(words).split()]
        employer = (Details.contact_id == Contacts.id, Details.kind == DetailKind.EMPLOYER)
        return self._people(select(Details.id).where(*employer, *left).exists(), limit) if left else []

    def at(self, words: str, limit: int = 100) -> list[Contact]:
        """Those of whom the present company has every word in its name."""
        parts = fold(words).split()
        # `search_text` is folded but holds more than the company; the company is looked at again.
        likely = [Contacts.search_text.contains(part, autoescape=True) for part in parts]
        people = self._people(and_(Contacts.company.is_not(None), *likely), limit * 2) if parts else []
        return [one for one in people if all(part in fold(one.company or "") for part in parts)][:limit]

    def speaking_of(self, words: str, limit: int = 50) -> list[Interaction]:
        """The latest interactions whose text has these words in this order, newest first."""
        said = Interactions.text.icontains(words, autoescape=True)
        query = select(Interactions).options(selectinload(Interactions.participants)).where(said)
        return self._all(Interaction, query.order_by(Interactions.on.desc(), Interactions.id.desc()).limit(limit))

    def latest_situation(self) -> Situation | None:
        """The last one that was set, ended or not."""
        return self._first(Situation, select(Situations).order_by(Situations.on.desc(), Situations.id.desc()).limit(1))

    def situation(self, situation_id: int) -> Situation:
        """One of those that were set."""
        return self._one(Situation, select(Situations).where(Situations.id == situation_id))

    def tellings(self, situation_id: int) -> list[Telling]:
        """Who was told of a situation, or picked to be, in the order they were, each with the contact."""
        query = select(Tellings).options(joinedload(Tellings.contact)).where(Tellings.situation_id == situation_id)
        return self._all(Telling, query.order_by(Tellings.id))

    def _people(self, condition: Any, limit: int) -> list[Contact]:
        introductions = selectinload(Contacts.introductions).joinedload(Introductions.introducer)
        query = select(Contacts).options(selectinload(Contacts.details), introductions).where(condition)
        in_order = (Contacts.archived_at.is_not(None), Contacts.name_key, Contacts.id)
        return self._all(Contact, query.order_by(*in_order).limit(limit))


def _participations(*columns: Any) -> Select[Any]:
    return select(*columns).join(Interactions, Interactions.id == Participants.interaction_id)


def _said() -> Any:
    """Of each contact: the day of the latest interaction, and how many there are."""
    columns = (Participants.contact_id, func.max(Interactions.on).label("last_on"), func.count().label("times"))
    return _participations(*columns).group_by(Participants.contact_id).subquery()


def _helped() -> Any:
    """Of each introducer: how many introductions they made, and how many of them went somewhere."""
    good = func.sum(case((Introductions.outcome == Outcome.WENT_SOMEWHERE, 1), else_=0))
    columns = (Introductions.introducer_id.label("contact_id"), func.count().label("introduced"))
    query = select(*columns, good.label("went_somewhere")).where(_HAPPENED, Introductions.introducer_id.is_not(None))
    return query.group_by(Introductions.introducer_id).subquery()


def _won() -> Any:
    """Of each contact: for how many wins they are thanked, or were."""
    thanked = (Tasks.win_id.is_not(None), Tasks.state != TaskState.LET_GO)
    wins = func.count(Tasks.win_id.distinct()).label("wins")
    return select(Tasks.contact_id, wins).where(*thanked).group_by(Tasks.contact_id).subquery()


def _busy() -> Any:
    """Who is owed something, or owes an answer."""
    return select(Tasks.contact_id).where(Tasks.state == TaskState.OPEN).group_by(Tasks.contact_id).subquery()
