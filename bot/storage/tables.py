"""The tables.

Whatever a member owns carries `member_id`, and whatever points to an owned row points with it: the database
itself keeps one book from reaching into another.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
    func,
    text,
)

from bot.domain.messages import Occasion
from bot.domain.model import (
    Answer,
    Circle,
    Closeness,
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
from bot.domain.model_net import Audience
from bot.storage.columns import Id, Instant, Key, Word
from bot.storage.schema import index_on, index_where, needed, owned, owner, part_of, points_to, table_of
from bot.storage.schema import metadata as metadata

members = table_of(
    "members",
    needed("team_id"),
    needed("user_id"),
    needed("name"),
    needed("zone"),
    needed("locale"),
    needed("own_zone", Boolean),
    needed("own_locale", Boolean),
    needed("digest_time", Time),
    needed("workdays"),
    needed("digest_people", Integer),
    needed("hide_names", Boolean),
    Column("paused_until", Date),
    Column("active_on", Date),
    Column("digest_on", Date),
    needed("untouched", Integer),
    Column("cadences", JSON(none_as_null=True)),
    Column("suggest_on", Date),
    Column("suggested_on", Date),
    needed("unpressed", Integer),
    Column("profile_at", Instant),
    Column("exported_on", Date),
    Column("dm_channel", Text),
    Column("welcomed_at", Instant),
    Column("unreachable_at", Instant),
    Column("next_nudge_at", Instant),
    Column("leased_until", Instant),
    needed("created_at", Instant),
    UniqueConstraint("team_id", "user_id"),
)

contacts = owned(
    "contacts",
    needed("name"),
    needed("name_key", Key),
    Column("title", Text),
    Column("company", Text),
    Column("circle", Word(Circle)),
    Column("where_met", Text),
    Column("slack_user_id", Text),
    needed("do_not_contact", Boolean),
    Column("cadence", Text),
    needed("never_suggested", Boolean),
    Column("rests_until", Date),
    Column("suggested_on", Date),
    Column("closeness", Word(Closeness)),
    Column("connected_on", Date),
    needed("search_text", Key),  # kept by the session, for `search`
    needed("created_at", Instant),
    Column("archived_at", Instant),
    Column("deleted_at", Instant),
)

contact_details = owned(
    "contact_details",
    needed("contact_id", Id),
    needed("kind", Word(DetailKind)),
    needed("value"),
    needed("key", Key),
    needed("search_text", Key),  # kept by the session, for `search`
    Column("deleted_at", Instant),
    part_of("contacts", "contact_id"),
)

interactions = owned(
    "interactions",
    needed("kind", Word(InteractionKind)),
    needed("on", Date),
    needed("text"),
    needed("direction", Word(Direction)),
    Column("link", Text),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
)

interaction_contacts = owned(
    "interaction_contacts",
    needed("interaction_id", Id),
    needed("contact_id", Id),
    Column("deleted_at", Instant),
    part_of("interactions", "interaction_id"),
    part_of("contacts", "contact_id"),
)

introductions = owned(
    "introductions",
    needed("kind", Word(IntroductionKind)),
    needed("contact_id", Id),
    needed("on", Date),
    Column("introducer_id", Id),
    needed("introducer_name"),
    Column("other_id", Id),
    Column("about", Text),
    needed("state", Word(IntroductionState)),
    Column("outcome", Word(Outcome)),
    Column("contact_answer", Word(Answer)),
    Column("other_answer", Word(Answer)),
    needed("asked", Integer),
    Column("told_on", Date),
    Column("told", Text),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
    part_of("contacts", "contact_id"),
    points_to("contacts", "introducer_id"),
    points_to("contacts", "other_id"),
)

wins = owned(
    "wins",
    needed("contact_id", Id),
    needed("what"),
    needed("on", Date),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
    part_of("contacts", "contact_id"),
)

situations = owned(
    "situations",
    needed("text"),
    needed("on", Date),
    Column("audience", Word(Audience)),
    Column("ended_on", Date),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
)

tellings = owned(
    "tellings",
    needed("situation_id", Id),
    needed("contact_id", Id),
    Column("on", Date),
    Column("deleted_at", Instant),
    part_of("situations", "situation_id"),
    part_of("contacts", "contact_id"),
)

tasks = owned(
    "tasks",
    needed("kind", Word(TaskKind)),
    needed("contact_id", Id),
    needed("due_on", Date),
    Column("due_time", Time),
    Column("about", Text),
    needed("state", Word(TaskState)),
    Column("repeat", Text),
    Column("nudge_at", Instant),
    needed("shown", Integer),
    Column("shown_on", Date),
    needed("fade", Integer),
    needed("kept", Boolean),
    needed("tries", Integer),
    Column("interaction_id", Id),
    Column("introduction_id", Id),
    Column("win_id", Id),
    needed("gift", Boolean),
    Column("given", Text),
    Column("change_id", Text),
    Column("closed_at", Instant),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
    part_of("contacts", "contact_id"),
    points_to("interactions", "interaction_id"),
    points_to("introductions", "introduction_id"),
    points_to("wins", "win_id"),
)

drafts = owned(
    "drafts",
    needed("contact_id", Id),
    needed("occasion", Word(Occasion)),
    needed("text"),
    needed("kept_at", Instant),
    Column("sent_on", Date),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
    part_of("contacts", "contact_id"),
)

member_templates = owned(
    "member_templates",
    needed("occasion", Word(Occasion)),
    Column("circle", Word(Circle)),
    needed("text"),
    needed("created_at", Instant),
    Column("deleted_at", Instant),
)

deliveries = owned(
    "deliveries",
    needed("kind", Word(DeliveryKind)),
    needed("slot"),
    needed("key"),
    needed("on", Date),
    needed("more", Integer),
    needed("is_first", Boolean),
    needed("suggests", Integer),
    Column("moved_on", Date),
    needed("state", Word(DeliveryState)),
    Column("leased_until", Instant),
    Column("sending_at", Instant),
    Column("sent_at", Instant),
    Column("retry_at", Instant),
    needed("attempts", Integer),
    Column("error", Text),
    Column("channel", Text),
    Column("ts", Text),
    needed("revision", Integer),
    needed("created_at", Instant),
    UniqueConstraint("member_id", "slot"),
)

delivery_items = owned(
    "delivery_items",
    needed("delivery_id", Id),
    needed("task_id", Id),
    needed("position", Integer),
    part_of("deliveries", "delivery_id"),
    part_of("tasks", "task_id"),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Id, primary_key=True),  # the order they were made in
    needed("id"),
    owner(),
    needed("at", Instant),
    Column("summary", Text),
    Column("contact_id", Id),
    Column("undone_at", Instant),
    needed("rows", JSON),
    UniqueConstraint("member_id", "id"),
    points_to("contacts", "contact_id"),
    sqlite_autoincrement=True,
)

handled = owned(
    "handled",
    needed("key"),
    needed("at", Instant),
    Column("change_id", Text),
    UniqueConstraint("member_id", "key"),
)

questions = owned(
    "questions",
    needed("verb"),
    needed("words"),
    needed("asked_at", Instant),
    Column("deleted_at", Instant),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    needed("beat_at", Instant),
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


index_where("ix_members_next_nudge_at", _REACHABLE, members.c.next_nudge_at)
index_on(contacts, "member_id", "name_key")
index_on(contact_details, "member_id", "contact_id")
index_on(contact_details, "member_id", "kind", "key")
index_where(
    "uq_contact_details_live",
    _LIVE,
    contact_details.c.contact_id,
    contact_details.c.kind,
    contact_details.c.key,
    unique=True,
)
index_on(interaction_contacts, "member_id", "contact_id")
index_on(interaction_contacts, "member_id", "interaction_id")
index_on(tasks, "member_id", "contact_id")
index_on(introductions, "member_id", "contact_id")
index_on(introductions, "member_id", "introducer_id")
index_on(introductions, "member_id", "other_id")
index_where(
    "ix_introductions_open",
    text("state <> 'closed' AND deleted_at IS NULL"),
    introductions.c.member_id,
    introductions.c.on,
)
index_on(wins, "member_id", "contact_id")
index_on(tellings, "member_id", "contact_id")
index_where(
    "uq_tellings_live", _LIVE, tellings.c.member_id, tellings.c.situation_id, tellings.c.contact_id, unique=True
)
index_on(tasks, "member_id", "interaction_id")
index_on(tasks, "member_id", "introduction_id")
index_on(tasks, "member_id", "win_id")
index_where("ix_tasks_nudge_at", _OPEN, tasks.c.member_id, tasks.c.nudge_at)
index_where(
    "uq_tasks_open",
    _OPEN,
    tasks.c.member_id,
    tasks.c.kind,
    tasks.c.contact_id,
    func.coalesce(tasks.c.introduction_id, text("0")),
    unique=True,
)
index_on(drafts, "member_id", "contact_id")
index_on(drafts, "member_id", "sent_on")
index_where(
    "uq_drafts_unsent",
    text("sent_on IS NULL AND deleted_at IS NULL"),
    drafts.c.member_id,
    drafts.c.contact_id,
    drafts.c.occasion,
    unique=True,
)
index_where(
    "uq_member_templates_live",
    _LIVE,
    member_templates.c.member_id,
    member_templates.c.occasion,
    func.coalesce(member_templates.c.circle, text("''")),
    unique=True,
)
index_where("ix_deliveries_on_their_way", _ON_ITS_WAY, deliveries.c.retry_at)
index_on(delivery_items, "member_id", "delivery_id")
index_on(delivery_items, "member_id", "task_id")
index_on(changes, "member_id", "number")
