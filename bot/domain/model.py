"""What a book holds, as plain objects.

Instants are aware datetimes in UTC. Days (`due_on`) and times of day (`due_time`) are the member's own,
on their wall calendar and clock; instants are derived from them (see `domain.calendar`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Circle(StrEnum):
    """Where in a member's life somebody belongs."""

    INDUSTRY = "industry"
    FRIEND = "friend"
    FORMER_COLLEAGUE = "former colleague"
    CLIENT = "client"
    FAMILY = "family"
    OTHER = "other"


class DetailKind(StrEnum):
    """What a contact can have several of."""

    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    TAG = "tag"
    EMPLOYER = "employer"  # a former one; the present one is `Contact.company`
    DOUBTFUL = "doubtful"  # an email that may have gone with a former job


class InteractionKind(StrEnum):
    """How a member and a contact met or spoke."""

    NOTE = "note"
    CALL = "call"
    COFFEE = "coffee"
    EMAIL = "email"
    MEETING = "meeting"
    MESSAGE = "message"


class Direction(StrEnum):
    """Who turned to whom."""

    IN = "in"
    OUT = "out"
    MUTUAL = "mutual"


class TaskKind(StrEnum):
    """What can be owed to somebody."""

    FOLLOW_UP = "follow_up"
    THANK_YOU = "thank_you"
    REPORT_BACK = "report_back"  # tell an introducer how it went
    ASK_OUTCOME = "ask_outcome"  # for the member to answer: have you been in touch, what came of it?
    AWAITING_REPLY = "awaiting_reply"  # it is somebody else's move


class TaskState(StrEnum):
    """Whether it is still owed."""

    OPEN = "open"
    DONE = "done"
    LET_GO = "let_go"


class IntroductionKind(StrEnum):
    """Who brought whom together."""

    RECEIVED = "received"  # somebody introduced the member to the contact
    MADE = "made"  # the member introduces the contact to another


class IntroductionState(StrEnum):
    """How far an introduction has come."""

    PROMISED = "promised"
    INTRODUCED = "introduced"  # of one made: both were connected
    IN_TOUCH = "in touch"
    MET = "met"
    CLOSED = "closed"  # it has an outcome, or was let go


class Outcome(StrEnum):
    """What came of an introduction."""

    WENT_SOMEWHERE = "went somewhere"
    NOTHING = "nothing"
    NO_REPLY = "no reply"
    LEFT_ALONE = "left alone"  # they asked to be
    DECLINED = "declined"  # of one made: somebody would rather not


class Answer(StrEnum):
    """How somebody stands to being introduced."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Closeness(StrEnum):
    """How close a tie was before help came of it."""

    NEW = "new"
    ACQUAINTANCE = "acquaintance"
    CLOSE = "close"


class DeliveryState(StrEnum):
    """How far a nudge has got on its way to the member."""

    CLAIMED = "claimed"  # made, not yet on its way
    SENDING = "sending"  # may have reached Slack, or not
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


class DeliveryKind(StrEnum):
    """A day's digest, or one timed task's own message."""

    DIGEST = "digest"
    TIMED = "timed"


@dataclass(frozen=True)
class Who:
    """A Slack user of one workspace, as Slack names them."""

    team_id: str
    user_id: str


@dataclass(eq=False)
class Member:
    """A Slack user of Goodword; owns a private book."""

    team_id: str
    user_id: str
    name: str = ""
    zone: str = "UTC"
    locale: str = "en-US"
    own_zone: bool = False  # chosen in the settings, so that Slack's is not followed; the same of the locale
    own_locale: bool = False
    digest_time: time = time(8, 30)
    workdays: str = "12345"  # ISO weekdays, Monday is 1
    digest_people: int = 5  # how many a digest names at most
    hide_names: bool = False  # in what the phone shows of a nudge
    paused_until: date | None = None  # no nudges before that day
    active_on: date | None = None  # when they last pressed or wrote something
    digest_on: date | None = None  # when the last digest was made
    untouched: int = 0  # digests in a row after which they did nothing
    cadences: dict[str, str] | None = None  # by circle: how often to keep in touch (see `domain.cadence`)
    suggest_on: date | None = None  # when people to write to are suggested next; none while they are not
    suggested_on: date | None = None  # the day for which the present ones were chosen
    unpressed: int = 0  # suggestions in a row that nobody looked at
    profile_at: datetime | None = None  # when Slack last told us name and zone
    exported_on: date | None = None  # when the book was last handed out
    dm_channel: str | None = None
    welcomed_at: datetime | None = None
    unreachable_at: datetime | None = None
    next_nudge_at: datetime | None = None  # when the worker looks at this member next
    leased_until: datetime | None = None
    created_at: datetime | None = None
    id: int | None = None

    @property
    def tz(self) -> ZoneInfo:
        """The member's time zone."""
        return ZoneInfo(self.zone)


@dataclass(eq=False)
class Detail:
    """One email, phone, link, tag or former employer of a contact."""

    kind: DetailKind
    value: str
    key: str  # what two equal values have in common: lower case, E.164, ...
    contact_id: int | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None


@dataclass(eq=False)
class Contact:
    """A person in a member's book."""

    name: str
    name_key: str = ""  # how names are compared; kept by `domain.names.key`
    title: str | None = None
    company: str | None = None
    circle: Circle | None = None
    where_met: str | None = None
    slack_user_id: str | None = None
    do_not_contact: bool = False
    cadence: str | None = None  # how often to keep in touch, as a rule (see `domain.repeats`)
    never_suggested: bool = False  # the member said so
    rests_until: date | None = None  # not suggested before that day
    suggested_on: date | None = None  # the day they were last chosen for
    closeness: Closeness | None = None  # how close they were before they helped, if the member says so
    connected_on: date | None = None  # on LinkedIn, say
    created_at: datetime | None = None
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    details: list[Detail] = field(default_factory=list, repr=False)
    introductions: "list[Introduction]" = field(default_factory=list, repr=False)  # of this person to the member

    @property
    def introducers(self) -> "list[Introduction]":
        """The introductions by which the member came to know this person, the first one first."""
        received = [one for one in self.introductions if one.has_happened and not one.deleted_at]
        return sorted(received, key=lambda one: (one.on, one.id or 0))

    def values(self, kind: DetailKind) -> list[str]:
        """The live values of one kind, oldest first."""
        return [detail.value for detail in self.details if detail.kind == kind and not detail.deleted_at]


@dataclass(eq=False)
class Participant:
    """That a contact took part in an interaction."""

    contact_id: int
    interaction_id: int | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None


@dataclass(eq=False)
class Interaction:
    """A call, coffee, email, meeting, message or note about one or several contacts."""

    kind: InteractionKind
    on: date
    text: str = ""
    direction: Direction = Direction.MUTUAL
    link: str | None = None  # where it was said, such as a message's permalink
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    participants: list[Participant] = field(default_factory=list, repr=False)


@dataclass(eq=False)
class Introduction:
    """That somebody brings two people together, how far it has come, and what came of it."""

    kind: IntroductionKind
    contact_id: int  # who the member is introduced to; of one made, the one
    on: date  # the day it was promised, begun or happened
    introducer_id: int | None = None  # of one received
    introducer_name: str = ""  # stays when the introducer is deleted
    other_id: int | None = None  # of one made: to whom the contact is introduced
    about: str | None = None
    state: IntroductionState = IntroductionState.INTRODUCED
    outcome: Outcome | None = None
    contact_answer: Answer | None = None  # of one made: does the one want it?
    other_answer: Answer | None = None
    asked: int = 0  # how often the member was asked how it goes and said "not yet"
    told_on: date | None = None  # when the introducer heard how it went
    told: str | None = None
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    contact: Contact | None = field(default=None, repr=False)  # these are loaded with every introduction
    introducer: Contact | None = field(default=None, repr=False)
    other: Contact | None = field(default=None, repr=False)

    @property
    def has_happened(self) -> bool:
        """Whether they were brought together; a promise alone, kept or let go, is no introduction yet."""
        return self.state != IntroductionState.PROMISED and self.outcome != Outcome.DECLINED

    @property
    def is_open(self) -> bool:
        """Whether more is to come."""
        return self.state != IntroductionState.CLOSED


@dataclass(eq=False)
class Win:
    """Something good that came of knowing somebody: a client, a job, a partner."""

    contact_id: int
    what: str
    on: date
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    contact: Contact | None = field(default=None, repr=False)


@dataclass(eq=False)
class Task:
    """One thing owed to a contact by a date."""

    kind: TaskKind
    contact_id: int
    due_on: date
    due_time: time | None = None
    about: str | None = None
    state: TaskState = TaskState.OPEN
    repeat: str | None = None  # how it recurs once it is done (see `domain.repeats`)
    nudge_at: datetime | None = None  # when it next belongs in a nudge; none while it rests
    shown: int = 0  # how many nudges have shown it
    shown_on: date | None = None  # the day of the last one
    fade: int = 0  # how often it was passed over on a day on which the member did something else
    kept: bool = False  # asked whether to keep it, the member did
    tries: int = 0  # of an answer that is awaited: how often they were written to again
    interaction_id: int | None = None
    introduction_id: int | None = None
    win_id: int | None = None
    gift: bool = False  # they went out of their way: a gift would be kind
    given: str | None = None  # what they got
    change_id: str | None = None  # the unit of work that last settled or snoozed it
    closed_at: datetime | None = None
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    contact: Contact | None = field(default=None, repr=False)  # these are loaded with every task
    introduction: Introduction | None = field(default=None, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.state == TaskState.OPEN


@dataclass(eq=False)
class DeliveryItem:
    """That a delivery shows a task, and in which place."""

    task_id: int
    position: int
    delivery_id: int | None = None
    member_id: int | None = None
    id: int | None = None
    task: Task | None = field(default=None, repr=False)  # loaded with it, also when closed or deleted by now


@dataclass(eq=False)
class Delivery:
    """The record of one nudge: made, on its way, arrived."""

    kind: DeliveryKind
    slot: str  # what makes it once: "digest:2026-11-23"; unique for a member
    key: str  # opaque; travels as the message's metadata
    on: date  # the member's day it is for
    more: int = 0  # people who are due too but not in it
    is_first: bool = False  # the member's first digest
    suggests: int = 0  # how many people it suggests to write to, in one line
    moved_on: date | None = None  # when what was still open moved to a later digest
    state: DeliveryState = DeliveryState.CLAIMED
    leased_until: datetime | None = None
    sending_at: datetime | None = None  # real time, to be compared with Slack's own
    sent_at: datetime | None = None
    retry_at: datetime | None = None
    attempts: int = 0
    error: str | None = None
    channel: str | None = None
    ts: str | None = None
    revision: int = 0
    created_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
    items: list[DeliveryItem] = field(default_factory=list, repr=False)


@dataclass(eq=False)
class Change:
    """One unit of work, with what it takes to undo it."""

    id: str
    at: datetime
    summary: str | None = None  # "Added Jane Doe"; only those with one are listed as logged lately
    contact_id: int | None = None
    undone_at: datetime | None = None
    member_id: int | None = None


@dataclass(eq=False)
class Question:
    """What Goodword asked back about words a member typed; the answering button carries its id."""

    verb: str
    words: str
    asked_at: datetime | None = None
    deleted_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None


class Named(NamedTuple):
    """A contact as far as it takes to find one by name."""

    id: int
    name: str
    name_key: str
    company: str | None
