"""Goodword is removed from a workspace, or installed in it again."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from slack_bolt import BoltContext

from bot.clock import SystemClock
from bot.slack.kit import Message, section
from bot.storage.book import Books

log = logging.getLogger(__name__)

REAL = SystemClock()  # for what is compared with Slack's own time

UNINSTALLED, REVOKED = "app_uninstalled", "tokens_revoked"  # they come in either order
EVENTS = (UNINSTALLED, REVOKED)

BACK = (
    "Goodword is installed again, and your book is just as you left it. "
    "What came due meanwhile is in your next reminder."
)


def listener(books: Books) -> Callable[..., None]:
    """The Bolt listener for both events: what was installed when they were sent is locked, once."""

    def removed(ack: Callable[..., Any], body: dict[str, Any], context: BoltContext) -> None:
        team_id = workspace(context)
        if team_id and _is_about_the_bot(body.get("event") or {}):
            told_at = datetime.fromtimestamp(int(body.get("event_time") or REAL.now().timestamp()), UTC)
            if books.lock_workspace(team_id, told_at, context.enterprise_id):
                log.info("workspace %s removed Goodword: it is locked", team_id)
        ack()  # only now: what is lost in a crash before it, Slack brings again

    return removed


def workspace(context: BoltContext) -> str | None:
    """Whose members these are: the organisation's, where Goodword is installed for the whole of it."""
    if context.is_enterprise_install and context.enterprise_id:
        return context.enterprise_id
    return context.team_id


def _is_about_the_bot(event: dict[str, Any]) -> bool:
    """A member may revoke what they themself allowed; Goodword asks for nothing of that kind."""
    return event.get("type") == UNINSTALLED or bool((event.get("tokens") or {}).get("bot"))


def back() -> Message:
    """What members are told once it is installed again."""
    return Message("Goodword is back, and your book with it.", [section(BACK)])
