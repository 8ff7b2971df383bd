"""What a check is told, and what it answers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.domain import names
from bot.domain.checking.prose import Prose, word_key
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Member, Named


class Rule(StrEnum):
    """What can be wrong with a message."""

    BLANK = "blank"
    GREETING = "greeting"
    PERSON = "person"
    COMPANY = "company"
    LEFT = "left"  # an employer they have left
    PLACE = "place"
    COPY = "copy"
    IMPERSONAL = "impersonal"
    ASSUMED = "assumed"  # that they know one's news
    SOON = "soon"
    LEFT_ALONE = "left_alone"
    LONG = "long"


@dataclass(frozen=True)
class Finding:
    """One thing that may be wrong with a message, and how to mend it."""

    rule: Rule
    why: str  # a sentence
    words: str = ""  # the exact words it means; empty when it means the whole message
    start: int = 0  # where in the text they begin
    mend: str | None = None  # what would better stand there
    advice: str = ""  # what to do, where there is nothing to put in their place
    sure: bool = True  # a gentle remark, if not

    @property
    def end(self) -> int:
        """Where in the text the words end."""
        return self.start + len(self.words)


@dataclass(frozen=True)
class Sent:
    """A message that somebody got."""

    name: str
    company: str | None
    text: str
    on: date | None = None


@dataclass(frozen=True)
class News:
    """The member's situation, and whether the person was told of it."""

    text: str | None = None
    is_told: bool = False


@dataclass(frozen=True)
class Known:
    """What a message is held against: whom it is to, and what the book knows of them and of everybody."""

    contact: Contact
    member: Member
    occasion: Occasion
    today: date
    everybody: Sequence[Named] = ()
    events: Sequence[str] = ()  # where anybody in the book was met
    former: Sequence[str] = ()  # employers they have left
    introducers: Sequence[str] = ()  # names of those who introduced them to the member
    related: Sequence[str] = ()  # names of others who belong to them: whom they introduced, or were introduced to
    theirs: str = ""  # notes, promises and introductions about them, as written
    sent: Sequence[Sent] = ()  # to others, the latest first
    built: str = ""  # what Goodword itself would write to them
    news: News = field(default_factory=News)
    written_on: date | None = None  # the member's last message to them, if no answer came
    unanswered: int = 0  # how many that wanted an answer have had none
    expected: bool = False  # a promise that is due: they wait for it

    @property
    def first(self) -> str:
        """What to call them."""
        return names.first(self.contact.name)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Keys of the words of the names of the addressee and the member."""
        return frozenset(names.key(f"{self.contact.name} {self.member.name}").split())

    @cached_property
    def familiar(self) -> frozenset[str]:
        """Keys of all words that the book has about them: nobody else's, whoever else has them."""
        parts = [self.theirs, *self.introducers, *self.related, *self.former]
        facts = [self.contact.name, self.contact.company, self.contact.title, self.contact.where_met, self.news.text]
        return frozenset(names.key(" ".join(filter(None, [*parts, *facts]))).split()) | self.own_words


class Case:
    """A message and what it is held against, with whoever of the book its words may mean."""

    def __init__(self, text: str, known: Known) -> None:
        """Hold `text` against what is known."""
        self.text = text
        self.prose = Prose(text)
        self.known = known

    @cached_property
    def people(self) -> dict[str, list[Named]]:
        """Everybody else who has a word of the message in their name, by that word."""
        keys, found = self.prose.keys, dict[str, list[Named]]()
        for named in self.known.everybody:
            for token in named.name_key.split():
                if token in keys and named.id != self.known.contact.id:
                    found.setdefault(token, []).append(named)
        return found

    @cached_property
    def companies(self) -> dict[str, list[Named]]:
        """Every company of which the first word stands in the message, by its name, with those who work there."""
        lowers, found, idle = self.prose.lowers, dict[str, list[Named]](), set[str]()
        for named in self.known.everybody:
            company = named.company
            if not company or company in idle:
                continue
            if company in found or not lowers.isdisjoint(_beginnings(company)):
                found.setdefault(company, []).append(named)
            else:
                idle.add(company)
        return found

    @cached_property
    def events(self) -> list[str]:
        """Every event or place where somebody was met of which the first word stands in the message."""
        lowers = self.prose.lowers
        every = dict.fromkeys(self.known.events)
        return [event for event in every if not lowers.isdisjoint(_beginnings(event.removeprefix("the ")))]


def _beginnings(name: str) -> tuple[str, ...]:
    """What the first word of a company or an event may read, in small letters."""
    word = next(iter(name.casefold().split()), "")
    bare = word.strip(".,;:()'’\"&")
    return word, bare, word_key(bare) if not bare.isascii() else re.split(r"[\W_]", bare, maxsplit=1)[0]


Check = Callable[[Case], Iterator[Finding]]
