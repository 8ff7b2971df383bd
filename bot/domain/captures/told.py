"""What the rules have to remember while a line is read."""

from dataclasses import dataclass, field
from enum import Enum

from bot.domain.captures.facts import FollowUp
from bot.domain.model import Circle


class Tense(Enum):
    """Whether what is told of has happened."""

    NONE = "nothing is told"
    PAST = "it has happened"
    OPEN = "a day will tell"  # "coffee with Jane"


@dataclass
class Told:
    """What the rules have to remember beside what they understood."""

    tense: Tense = Tense.NONE
    how: str = ""  # the words for the talk: "coffee"
    last: str = ""  # who was named last: "she"
    is_planned: bool = False  # that day is to come
    awaits_day: bool = False  # something is to be done to whoever was named, on a day that comes later
    is_lost: bool = False  # it began with something that is neither a name nor anything else
    is_adrift: bool = False  # something was not understood, so what has no mark to say what it is may be anything
    day_is_vague: bool = False  # it was long ago
    introduced_by: list[str] = field(default_factory=list)
    day_words: list[str] = field(default_factory=list)  # for the day they talked
    was_bracketed: bool = False  # the last piece stood in brackets
    opening: str = ""  # a day that the line began with
    where_met: str | None = None
    seen_at: str | None = None  # where somebody is to be seen, whom one has met elsewhere
    has_met: bool = False  # it is told that they met, so a place says where
    plan: FollowUp | None = None  # to see somebody
    company_at: str = ""  # a company by no more than "at", which may be where they met
    left: list[str] = field(default_factory=list)  # what was cut off something, and not understood
    circle: Circle | None = None  # of whoever comes next
