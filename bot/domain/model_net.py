"""What the net is made of, as plain objects: the member's news, who heard it, and ties in figures."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.domain.model import Circle, Contact


class Audience(StrEnum):
    """Who should hear of the member's situation from the member themself."""

    TALKED = "talked"  # whoever they were in touch with in the two years before
    PICKED = "picked"
    EVERYONE = "everyone"  # slowly


@dataclass(eq=False)
class Situation:
    """What is new with the member, for people to hear from them: "leaving Acme, looking for two clients"."""

    text: str
    on: date
    audience: Audience | None = None  # none until it is chosen
    ended_on: date | None = None  # it is no longer so, and nothing came in its place
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None


@dataclass(eq=False)
class Telling:
    """That a contact was personally told of a situation, or is to be."""

    situation_id: int
    contact_id: int
    on: date | None = None  # none: picked to be told, not told yet
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    contact: Contact | None = field(default=None, repr=False)


class Tie(NamedTuple):
    """What there is between the member and one contact, in figures."""

    id: int
    name: str
    circle: Circle | None
    cadence: str | None
    created_at: datetime
    suggested_on: date | None
    rests_until: date | None
    is_left_alone: bool  # "do not contact" or never to be suggested
    is_busy: bool  # something is owed to them, or awaited from them
    last_on: date | None  # the latest interaction
    times: int  # interactions
    introduced: int  # how often they introduced the member to somebody
    went_somewhere: int  # of these
    wins: int  # they are thanked for
