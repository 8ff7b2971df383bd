"""Who led to whom: the introductions by which the member came to know somebody, back to the first."""

from dataclasses import dataclass

from bot.domain.book import Book
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


def chain(book: Book, contact: Contact) -> list[Link]:
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
