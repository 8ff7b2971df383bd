"""Who led to whom: the introductions by which the member came to know somebody, back to the first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.introductions import by
from bot.domain.model import Contact, Introduction

LONGEST = 25  # introductions in a row; more is no chain that anybody would remember


@dataclass(frozen=True)
class Link:
    """One introducer, and the introduction of whoever stands before them in the chain."""

    introduction: Introduction
    steps: int  # 1 for who introduced the person themself, 2 for who introduced that one, ...

    @property
    def name(self) -> str:
        """The introducer's name, also of one who is no longer in the book."""
        return by(self.introduction)

    @property
    def introducer(self) -> Contact | None:
        """The introducer, if they are in the book."""
        return self.introduction.introducer


class Led(Protocol):
    """Whoever knows who led to whom: a book, or what was read from one; see `domain.book.Book`."""

    def led_to(self, contact_ids: Collection[int]) -> list[tuple[int, int | None]]:
        """The ids of the introductions that happened of these people, and of who made each, the first one first."""
        ...

    def introductions(self, introduction_ids: Sequence[int]) -> list[Introduction]:
        """These introductions with everybody in them, in the order given."""
        ...


@dataclass(frozen=True)
class Read:
    """All that happened, read at once: quicker than to ask a book for many chains."""

    happened: Mapping[int, Introduction]  # by id, the first one first
    of: Mapping[int, Sequence[Introduction]]  # by whom the member came to know

    @classmethod
    def of_all(cls, received: Iterable[Introduction]) -> "Read":
        """Those of the introductions that happened, which come the first one first."""
        happened = {one.id or 0: one for one in received if one.has_happened}
        of: dict[int, list[Introduction]] = {}
        for one in happened.values():
            of.setdefault(one.contact_id, []).append(one)
        return cls(happened, of)

    def led_to(self, contact_ids: Collection[int]) -> list[tuple[int, int | None]]:
        """As a book answers it."""
        led = [one for contact_id in contact_ids for one in self.of.get(contact_id, ())]
        return [(one.id or 0, one.introducer_id) for one in sorted(led, key=lambda one: (one.on, one.id or 0))]

    def introductions(self, introduction_ids: Sequence[int]) -> list[Introduction]:
        """As a book answers it."""
        return [self.happened[each] for each in introduction_ids]


def chain(book: Led, contact: Contact) -> list[Link]:
    """Everybody whose introductions led to a contact, nearest first; nobody twice, whatever circles there are."""
    steps_to: dict[int, int] = {}
    seen = {contact.id or 0}
    reached = [contact.id or 0]
    for steps in range(1, LONGEST + 1):
        led = [(one, who) for one, who in book.led_to(reached) if who not in seen]
        reached = list(dict.fromkeys(who for _, who in led if who))
        steps_to |= {one: steps for one, _ in _first_of_each(led)}
        seen.update(reached)
        if not reached:
            break
    return [Link(one, steps_to[one.id or 0]) for one in book.introductions(list(steps_to))]


def shown(links: list[Link]) -> str:
    """ "You ← Bob and Dora ← Ann"; empty when nobody introduced them."""
    levels: dict[int, list[str]] = {}
    for link in links:
        levels.setdefault(link.steps, []).append(link.name)
    return " ← ".join(["You", *(" and ".join(people) for people in levels.values())]) if levels else ""


def _first_of_each(led: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """The first introduction by each introducer; of those long deleted, of whom a name is left, all."""
    firsts: dict[int | None, int] = {}
    for one, who in led:
        firsts.setdefault(who, one)
    return [(one, who) for one, who in led if who is None or firsts[who] == one]
