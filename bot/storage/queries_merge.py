"""A book's questions about people who look alike, and moving all that is about one to another."""

from collections import defaultdict
from typing import Any

from sqlalchemy import insert, select

from bot.domain.faces import Face, Pair
from bot.domain.joining import is_profile
from bot.domain.messages import Draft
from bot.domain.model import Contact, Detail, DetailKind, Introduction, Participant
from bot.domain.model_net import Telling
from bot.errors import NotInBook
from bot.storage.lookups import Lookups
from bot.storage.mapping import TRACKED, Contacts, Details, Drafts, Participants, Tellings
from bot.storage.tables import contacts
from bot.storage.tables_exchange import distinct_pairs

_TELLING = (DetailKind.EMAIL, DetailKind.PHONE, DetailKind.LINK)


class MergeQueries(Lookups):
    """Whoever may be one person, and making them one."""

    def faces(self) -> list[Face]:
        """Everybody, as far as it takes to see whom they look like."""
        keys: dict[int, set[str]] = defaultdict(set)
        told = select(Details.contact_id, Details.kind, Details.key).where(Details.kind.in_(_TELLING))
        for contact_id, kind, key in self._session.execute(told):
            if kind != DetailKind.LINK or is_profile(key):
                keys[contact_id].add(key)
        people = select(Contacts.id, Contacts.name_key, Contacts.company).order_by(Contacts.id)
        return [Face(row[0], row[1], row[2], frozenset(keys.get(row[0], ()))) for row in self._session.execute(people)]

    def told_apart(self) -> set[Pair]:
        """The pairs of whom the member said that they are two people."""
        pair = distinct_pairs.c
        query = select(pair.contact_id, pair.other_id).where(pair.member_id == self._session.owner)
        return {(one, other) for one, other in self._session.connection().execute(query)}

    def tell_apart(self, one: Contact, other: Contact) -> None:
        """Remember that these are two people."""
        self._session.must_be_writable()
        self._check_in_book(one, other)
        low, high = sorted((one.id or 0, other.id or 0))
        if (low, high) not in self.told_apart():
            values = {"member_id": self._session.owner, "contact_id": low, "other_id": high}
            self._session.connection().execute(insert(distinct_pairs).values(values))

    def move_all(self, other: Contact, kept: Contact) -> None:
        """Let everything that is about one person be about another: talks, introductions, tasks,
        wins, messages, who was told what."""
        self._session.must_be_writable()
        self._check_in_book(other, kept)
        for kind, table in TRACKED.items():
            if kind in (Contact, Detail):
                continue
            for key in table.foreign_key_constraints:
                if key.referred_table is contacts:
                    [column] = [each for each in key.columns if each.key != "member_id"]
                    self._move(kind, column.key, other, kept)
        self._session.flush()
        self._session.expire(kept, ["introductions"])
        self._session.expire(other, ["introductions"])

    def _check_in_book(self, *people: Contact) -> None:
        if any(person not in self._session for person in people):
            raise NotInBook

    def _move(self, kind: type, column: str, other: Contact, kept: Contact) -> None:
        mapped: Any = kind
        for entity in self._all(mapped, select(mapped).where(getattr(mapped, column) == other.id)):
            if self._would_be_twice(entity, column, kept):
                entity.deleted_at = self.now
            else:
                setattr(entity, column, kept.id)

    def _would_be_twice(self, entity: Any, column: str, kept: Contact) -> bool:
        """Whether the kept person has part in it already, on the one side or on the other."""
        if isinstance(entity, Participant):
            return self._takes_part(kept, entity)
        if isinstance(entity, Telling):
            return self._was_told(kept, entity)
        if isinstance(entity, Draft):
            return entity.sent_on is None and self._is_begun(kept, entity)
        return isinstance(entity, Introduction) and self._is_to_themself(entity, column, kept)

    def _takes_part(self, kept: Contact, part: Participant) -> bool:
        same = (Participants.interaction_id == part.interaction_id, Participants.contact_id == kept.id)
        return self._first(Participant, select(Participants).where(*same).limit(1)) is not None

    def _was_told(self, kept: Contact, telling: Telling) -> bool:
        """Whether the kept person is to hear the same news, or did; the earlier day counts."""
        same = (Tellings.situation_id == telling.situation_id, Tellings.contact_id == kept.id)
        theirs = self._first(Telling, select(Tellings).where(*same).limit(1))
        if theirs and telling.on:
            theirs.on = min(theirs.on or telling.on, telling.on)
        return theirs is not None

    def _is_begun(self, kept: Contact, draft: Draft) -> bool:
        """Whether another message for the occasion is begun; what was begun later is gone on with."""
        same = (Drafts.contact_id == kept.id, Drafts.occasion == draft.occasion, Drafts.sent_on.is_(None))
        theirs = self._first(Draft, select(Drafts).where(*same).limit(1))
        if theirs and (theirs.kept_at or self.now) < (draft.kept_at or self.now):
            theirs.text, theirs.kept_at = draft.text, draft.kept_at
        return theirs is not None

    def _is_to_themself(self, one: Introduction, column: str, kept: Contact) -> bool:
        """Whether the two people of an introduction would be one."""
        people = {name: getattr(one, name) for name in ("contact_id", "introducer_id", "other_id")}
        return kept.id in {each for name, each in people.items() if name != column}
