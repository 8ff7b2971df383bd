"""The tables behind installing and removing Goodword."""

from sqlalchemy import Boolean, Column, Table, Text, text

from bot.storage.columns import Instant
from bot.storage.schema import index_where, metadata, needed

# One row for each workspace that Goodword is in, or was in not long ago.
installations = Table(
    "installations",
    metadata,
    Column("team_id", Text, primary_key=True),  # the organisation's, where it is installed for the whole of it
    needed("is_org", Boolean),
    Column("name", Text),
    Column("enterprise_id", Text),
    Column("app_id", Text),
    Column("bot_id", Text),
    Column("bot_user_id", Text),
    Column("scopes", Text),
    Column("user_id", Text),  # who installed it
    Column("bot_token", Text),  # sealed
    Column("refresh_token", Text),  # sealed
    Column("expires_at", Instant),  # the token, in Slack's time
    Column("renewing_until", Instant),  # somebody asks Slack for another
    Column("installed_at", Instant),  # in Slack's time
    Column("locked_at", Instant),  # since when it is removed
)

oauth_states = Table(
    "oauth_states",
    metadata,
    Column("state", Text, primary_key=True),
    needed("expires_at", Instant),
)

index_where("ix_installations_locked_at", text("locked_at IS NOT NULL"), installations.c.locked_at)
