"""Around a company: who left it, who introduced the member to somebody there, and whose notes speak of it."""

import re
from dataclasses import dataclass, field

from bot.domain import words as prose
from bot.domain.book import Book
from bot.domain.introductions import by
from bot.domain.model import Contact, Interaction, Introduction
from bot.domain.names import key

AT_MOST = 8  # of each
SHORTEST = 3  # letters that notes are searched for


@dataclass(frozen=True)
class Spoken:
    """What was said with somebody, where it speaks of what is looked for."""

    contact: Contact
    interaction: Interaction
    words: str  # a piece of the text around it


@dataclass(frozen=True)
class Around:
    """Who else has to do with what was looked for."""

    left: list[Contact] = field(default_factory=list)
    introduced: list[Introduction] = field(default_factory=list)  # to somebody who is there, or was
    spoken: list[Spoken] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody was found."""
        return not (self.left or self.introduced or self.spoken)


def around(book: Book, typed: str) -> Around:
    """Who left a company of that name, who introduced somebody there, whose notes speak of these words.

    Nobody stands in two of the lists: who left is not listed for a note about that.
    """
    if not typed.strip():
        return Around()
    left = book.formerly_at(typed, AT_MOST)
    there = {contact.id for contact in (*book.at(typed), *left)}
    made = [one for one in book.received([each for each in there if each]) if one.has_happened]
    named = {*there, *(one.introducer_id for one in made)}
    return Around(left, made[:AT_MOST], _spoken(book, typed, named))


def introducer(introduction: Introduction) -> str:
    """The name of who made it, also once they are gone."""
    return by(introduction)


def _spoken(book: Book, typed: str, named: set[int | None]) -> list[Spoken]:
    """The latest words of each person about it, as whole words: "acme" is not spoken of in "Pacmen"."""
    if len(typed.strip()) < SHORTEST:
        return []
    said: dict[int, Interaction] = {}
    for interaction in book.speaking_of(typed.strip()):
        if _has_words(interaction.text, typed):
            for part in interaction.participants:
                if part.contact_id not in named:
                    said.setdefault(part.contact_id, interaction)
    people = {contact.id: contact for contact in book.contacts(list(said)[: 2 * AT_MOST])}
    found = [Spoken(people[each], one, _piece(one.text, typed)) for each, one in said.items() if each in people]
    return found[:AT_MOST]


def _has_words(text: str, typed: str) -> bool:
    return f" {key(typed)} " in f" {key(text)} " or f" {key(typed)}" in f" {key(text)}"


def _piece(text: str, typed: str) -> str:
    """A hundred characters or so of a text, around the words."""
    text = " ".join(text.split())
    match = re.search(re.escape(typed), text, re.IGNORECASE)
    start = max(0, match.start() - 50) if match else 0
    begun = f"…{text[start:].split(' ', 1)[-1]}" if start else text
    return prose.shorten(begun, 120)
