"""What the member's book holds already, so that a doubt about a word can be settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import names
from bot.domain.model import Named


@dataclass(frozen=True)
class Known:
    """The names and companies of a book, as `names.key` has them; nothing where no book is at hand."""

    names: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()  # the first words of the names

    @classmethod
    def of(cls, people: Iterable[str], companies: Iterable[str] = ()) -> "Known":
        """From names and companies as they are written."""
        keys = frozenset(filter(None, map(names.key, people)))
        firms = frozenset(filter(None, map(names.key, companies)))
        return cls(keys, firms, frozenset(key.split()[0] for key in keys))

    @classmethod
    def within(cls, text: str, everybody: Iterable[Named]) -> "Known":
        """Those of a book's names and companies that a text may speak of."""
        words, said = frozenset(names.key(text).split()), text.lower()
        people = [each.name for each in everybody if not words.isdisjoint(each.name_key.split())]
        companies = {each.company for each in everybody if each.company and each.company.lower() in said}
        return cls.of(people, sorted(companies))

    def is_somebody(self, words: str) -> bool:
        """Whether somebody in the book goes by these words, or by the one word there is as a first name."""
        key = names.key(words)
        return key in self.names or key in self.firsts

    def is_company(self, words: str) -> bool:
        """Whether somebody in the book works there."""
        return bool(self.companies) and names.key(words) in self.companies
