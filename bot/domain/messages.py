"""Messages to contacts, as plain objects: what they are for, as they were left or sent, and what they are made from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.model import Circle, Contact


class Occasion(StrEnum):
    """What a message to a contact is for."""

    FOLLOW_UP = "follow_up"
    THANK_YOU = "thank_you"
    REPORT_BACK = "report_back"
    RECONNECT = "reconnect"
    SITUATION = "situation"  # to tell one's own news
    ASK_INTRODUCTION = "ask_introduction"
    CONGRATULATE = "congratulate"
    SECOND_TRY = "second_try"  # after no answer
    REMINDER = "reminder"  # of an introduction that was promised
    ASK_TO_INTRODUCE = "ask_to_introduce"  # whether they want to meet somebody
    CONNECT = "connect"  # to both, once they agreed


@dataclass(eq=False)
class Draft:
    """A message to a contact: as the member last left it, or as they sent it themself."""

    contact_id: int
    occasion: Occasion
    text: str
    kept_at: datetime | None = None  # when the member last had it before them
    sent_on: date | None = None
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    contact: Contact | None = field(default=None, repr=False)  # loaded with it


@dataclass(eq=False)
class Template:
    """A member's own words for an occasion; see `domain.templates` for what may stand in them."""

    occasion: Occasion
    text: str
    circle: Circle | None = None  # for whom; none is everyone for whom there is nothing better
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
