"""What a line can say: people, what is known of them, what happened, and what was promised."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.domain import vocabulary
from bot.domain.intro_words import IntroWords
from bot.domain.model import Circle, Direction, InteractionKind
from bot.domain.when import Reading


@dataclass
class Person:
    """What a line says of one person."""

    name: str
    title: str | None = None
    company: str | None = None
    circle: Circle | None = None
    where_met: str | None = None
    introduced_by: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)  # employers they have left
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    has_moved: bool = False  # the line tells of a new job

    @property
    def facts(self) -> int:
        """How many facts there are besides the name."""
        single = (self.title, self.company, self.circle, self.where_met)
        listed = (self.introduced_by, self.former, self.emails, self.phones, self.links, self.tags)
        return sum(map(bool, single)) + sum(map(len, listed))


@dataclass
class Talk:
    """That the member and the people of the line met, spoke or wrote."""

    kind: InteractionKind
    on: date | None = None  # none where the line says that it was, but not when
    direction: Direction = Direction.MUTUAL
    about: str | None = None
    is_in_person: bool = False


@dataclass
class FollowUp:
    """A follow-up that was promised; of `reading` and `unread` there is one."""

    reading: Reading | None = None
    unread: str | None = None  # words that are meant as a day, and that `when.read` refuses
    about: str | None = None
    whom: list[str] = field(default_factory=list)  # names; empty for everybody in the line


@dataclass(frozen=True)
class Thanks:
    """Whom to thank, and what for."""

    whom: str
    why: str | None = None
    by: Reading | None = None  # the day, if that is said


@dataclass
class Capture:
    """What a line was understood to say."""

    people: list[Person] = field(default_factory=list)
    talk: Talk | None = None
    follow_ups: list[FollowUp] = field(default_factory=list)
    thanks: list[Thanks] = field(default_factory=list)
    introductions: list[IntroWords] = field(default_factory=list)  # promised to the member, or made by the member
    note: str | None = None  # what was not understood, in the member's words
    is_placed: bool = False  # the note says where somebody lives
    is_named: bool = False  # it is known to begin with somebody's name, be it written in small letters

    @property
    def name(self) -> str:
        """Whom the line is about: the first one it names; empty when it names nobody."""
        return self.people[0].name if self.people else ""

    @property
    def facts(self) -> int:
        """How many facts there are besides names and a note; none without anything like a name."""
        if not self.is_named and not any(map(vocabulary.is_name, self.named)):
            return 0
        listed = len(self.follow_ups) + len(self.thanks) + len(self.introductions)
        others = max(0, len(self.people) - 1) if self.talk else 0
        of_people = sum(person.facts for person in self.people)
        return of_people + listed + others + bool(self.talk) + self.is_placed

    @property
    def is_capture(self) -> bool:
        """Whether the line names somebody and says something of them."""
        return self.facts > 0

    @property
    def is_of_one(self) -> bool:
        """Whether it is about one person, and tells of nothing that happened."""
        return len(self.people) == 1 and self.talk is None and not self.introductions and len(self.follow_ups) < 2

    @property
    def named(self) -> list[str]:
        """Everybody the line names, in whatever part."""
        introducers = (name for person in self.people for name in person.introduced_by)
        introduced = (name for each in self.introductions for name in (each.first, each.second))
        promised = (name for each in self.follow_ups for name in each.whom)
        thanked = (thanks.whom for thanks in self.thanks)
        return _distinct([*(person.name for person in self.people), *introducers, *introduced, *promised, *thanked])


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, names)))
