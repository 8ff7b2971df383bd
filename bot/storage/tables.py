"""The tables.

Whatever a member owns carries `member_id`, and whatever points to an owned row points with it: the database
itself keeps one book from reaching into another.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TextClause,
    Time,
    UniqueConstraint,
    func,
    text,
)

from bot.domain.messages import Occasion
from bot.domain.model import (
    Answer,
    Circle,
    DeliveryKind,
    DeliveryState,
    DetailKind,
    Direction,
    InteractionKind,
    IntroductionKind,
    IntroductionState,
    Outcome,
    TaskKind,
    TaskState,
)
from bot.storage.columns import Id, Instant, Key, Word

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _table(name: str, *columns: Any) -> Table:
    # A button may name a row long after it was purged: its number must never come back.
    return Table(name, metadata, Column("id", Id, primary_key=True), *columns, sqlite_autoincrement=True)


def _owned(name: str, *columns: Any) -> Table:
    return _table(name, _owner(), *columns, UniqueConstraint("member_id", "id"))


def _owner() -> Column[int]:
    return Column("member_id", Id, ForeignKey("members.id", ondelete="CASCADE"), nullable=False)


def _needed(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _part_of(parent: str, column: str) -> ForeignKeyConstraint:
    """A row that goes when its parent goes."""
    target = [f"{parent}.member_id", f"{parent}.id"]
    return ForeignKeyConstraint(["member_id", column], target, ondelete="CASCADE")


def _points_to(other: str, column: str) -> ForeignKeyConstraint:
    """A row that stands without the other. Deferred, since a deleted member's rows go table by table."""
    target = [f"{other}.member_id", f"{other}.id"]
    return ForeignKeyConstraint(["member_id", column], target, deferrable=True, initially="DEFERRED")


members = _table(
    "members",
    _needed("team_id"),
    _needed("user_id"),
    _needed("name"),
    _needed("zone"),
    _needed("locale"),
    _needed("digest_time", Time),
    _needed("workdays"),
    Column("paused_until", Date),
    Column("active_on", Date),
    Column("digest_on", Date),
    _needed("untouched", Integer),
    Column("profile_at", Instant),
    Column("dm_channel", Text),
    Column("welcomed_at", Instant),
    Column("unreachable_at", Instant),
    Column("next_nudge_at", Instant),
    Column("leased_until", Instant),
    _needed("created_at", Instant),
    UniqueConstraint("team_id", "user_id"),
)

contacts = _owned(
    "contacts",
    _needed("name"),
    _needed("name_key", Key),
    Column("title", Text),
    Column("company", Text),
    Column("circle", Word(Circle)),
    Column("where_met", Text),
    Column("slack_user_id", Text),
    _needed("do_not_contact", Boolean),
    _needed("search_text", Key),  # kept by the session, for `search`
    _needed("created_at", Instant),
    Column("archived_at", Instant),
    Column("deleted_at", Instant),
)

contact_details = _owned(
    "contact_details",
    _needed("contact_id", Id),
    _needed("kind", Word(DetailKind)),
    _needed("value"),
    _needed("key", Key),
    _needed("search_text", Key),  # kept by the session, for `search`
    Column("deleted_at", Instant),
    _part_of("contacts", "contact_id"),
)

interactions = _owned(
    "interactions",
    _needed("kind", Word(InteractionKind)),
    _needed("on", Date),
    _needed("text"),
    _needed("direction", Word(Direction)),
    Column("link", Text),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
)

interaction_contacts = _owned(
    "interaction_contacts",
    _needed("interaction_id", Id),
    _needed("contact_id", Id),
    Column("deleted_at", Instant),
    _part_of("interactions", "interaction_id"),
    _part_of("contacts", "contact_id"),
)

introductions = _owned(
    "introductions",
    _needed("kind", Word(IntroductionKind)),
    _needed("contact_id", Id),
    _needed("on", Date),
    Column("introducer_id", Id),
    _needed("introducer_name"),
    Column("other_id", Id),
    Column("about", Text),
    _needed("state", Word(IntroductionState)),
    Column("outcome", Word(Outcome)),
    Column("contact_answer", Word(Answer)),
    Column("other_answer", Word(Answer)),
    _needed("asked", Integer),
    Column("told_on", Date),
    Column("told", Text),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
    _part_of("contacts", "contact_id"),
    _points_to("contacts", "introducer_id"),
    _points_to("contacts", "other_id"),
)

wins = _owned(
    "wins",
    _needed("contact_id", Id),
    _needed("what"),
    _needed("on", Date),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
    _part_of("contacts", "contact_id"),
)

tasks = _owned(
    "tasks",
    _needed("kind", Word(TaskKind)),
    _needed("contact_id", Id),
    _needed("due_on", Date),
    Column("due_time", Time),
    Column("about", Text),
    _needed("state", Word(TaskState)),
    Column("repeat", Text),
    Column("nudge_at", Instant),
    _needed("shown", Integer),
    Column("shown_on", Date),
    _needed("fade", Integer),
    _needed("kept", Boolean),
    _needed("tries", Integer),
    Column("interaction_id", Id),
    Column("introduction_id", Id),
    Column("win_id", Id),
    _needed("gift", Boolean),
    Column("given", Text),
    Column("change_id", Text),
    Column("closed_at", Instant),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
    _part_of("contacts", "contact_id"),
    _points_to("interactions", "interaction_id"),
    _points_to("introductions", "introduction_id"),
    _points_to("wins", "win_id"),
)

drafts = _owned(
    "drafts",
    _needed("contact_id", Id),
    _needed("occasion", Word(Occasion)),
    _needed("text"),
    _needed("kept_at", Instant),
    Column("sent_on", Date),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
    _part_of("contacts", "contact_id"),
)

member_templates = _owned(
    "member_templates",
    _needed("occasion", Word(Occasion)),
    Column("circle", Word(Circle)),
    _needed("text"),
    _needed("created_at", Instant),
    Column("deleted_at", Instant),
)

deliveries = _owned(
    "deliveries",
    _needed("kind", Word(DeliveryKind)),
    _needed("slot"),
    _needed("key"),
    _needed("on", Date),
    _needed("more", Integer),
    _needed("is_first", Boolean),
    Column("moved_on", Date),
    _needed("state", Word(DeliveryState)),
    Column("leased_until", Instant),
    Column("sending_at", Instant),
    Column("sent_at", Instant),
    Column("retry_at", Instant),
    _needed("attempts", Integer),
    Column("error", Text),
    Column("channel", Text),
    Column("ts", Text),
    _needed("revision", Integer),
    _needed("created_at", Instant),
    UniqueConstraint("member_id", "slot"),
)

delivery_items = _owned(
    "delivery_items",
    _needed("delivery_id", Id),
    _needed("task_id", Id),
    _needed("position", Integer),
    _part_of("deliveries", "delivery_id"),
    _part_of("tasks", "task_id"),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Id, primary_key=True),  # the order they were made in
    _needed("id"),
    _owner(),
    _needed("at", Instant),
    Column("summary", Text),
    Column("contact_id", Id),
    Column("undone_at", Instant),
    _needed("rows", JSON),
    UniqueConstraint("member_id", "id"),
    _points_to("contacts", "contact_id"),
    sqlite_autoincrement=True,
)

handled = _owned(
    "handled",
    _needed("key"),
    _needed("at", Instant),
    Column("change_id", Text),
    UniqueConstraint("member_id", "key"),
)

questions = _owned(
    "questions",
    _needed("verb"),
    _needed("words"),
    _needed("asked_at", Instant),
    Column("deleted_at", Instant),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    _needed("beat_at", Instant),
    Column("passed_at", Instant),  # when its last pass ended
)

rests = Table(
    "rests",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("until", Instant),  # nothing is asked of Slack for this workspace before
    Column("history_until", Instant),  # nor what was said in its DMs
    Column("history_pace", Float),  # seconds between two such questions; none: as often as Slack allows anybody
)

_OPEN = text("state = 'open' AND deleted_at IS NULL")
_LIVE = text("deleted_at IS NULL")
_REACHABLE = text("next_nudge_at IS NOT NULL AND unreachable_at IS NULL")
_ON_ITS_WAY = text("state IN ('claimed', 'sending')")


def _index(table: Table, *columns: str) -> None:
    Index(None, *(table.c[name] for name in columns))


def _index_where(name: str, condition: TextClause, *columns: Any, unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


_index_where("ix_members_next_nudge_at", _REACHABLE, members.c.next_nudge_at)
_index(contacts, "member_id", "name_key")
_index(contact_details, "member_id", "contact_id")
_index(contact_details, "member_id", "kind", "key")
_index_where(
    "uq_contact_details_live",
    _LIVE,
    contact_details.c.contact_id,
    contact_details.c.kind,
    contact_details.c.key,
    unique=True,
)
_index(interaction_contacts, "member_id", "contact_id")
_index(interaction_contacts, "member_id", "interaction_id")
_index(tasks, "member_id", "contact_id")
_index(introductions, "member_id", "contact_id")
_index(introductions, "member_id", "introducer_id")
_index(introductions, "member_id", "other_id")
_index_where(
    "ix_introductions_open",
    text("state <> 'closed' AND deleted_at IS NULL"),
    introductions.c.member_id,
    introductions.c.on,
)
_index(wins, "member_id", "contact_id")
_index(tasks, "member_id", "interaction_id")
_index(tasks, "member_id", "introduction_id")
_index(tasks, "member_id", "win_id")
_index_where("ix_tasks_nudge_at", _OPEN, tasks.c.member_id, tasks.c.nudge_at)
_index_where(
    "uq_tasks_open",
    _OPEN,
    tasks.c.member_id,
    tasks.c.kind,
    tasks.c.contact_id,
    func.coalesce(tasks.c.introduction_id, text("0")),
    unique=True,
)
_index(drafts, "member_id", "contact_id")
_index(drafts, "member_id", "sent_on")
_index_where(
    "uq_drafts_unsent",
    text("sent_on IS NULL AND deleted_at IS NULL"),
    drafts.c.member_id,
    drafts.c.contact_id,
    drafts.c.occasion,
    unique=True,
)
_index_where(
    "uq_member_templates_live",
    _LIVE,
    member_templates.c.member_id,
    member_templates.c.occasion,
    func.coalesce(member_templates.c.circle, text("''")),
    unique=True,
)
_index_where("ix_deliveries_on_their_way", _ON_ITS_WAY, deliveries.c.retry_at)
_index(delivery_items, "member_id", "delivery_id")
_index(delivery_items, "member_id", "task_id")
_index(changes, "member_id", "number")
