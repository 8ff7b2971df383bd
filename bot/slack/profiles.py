"""What Slack knows of its users: names, zones, locales. A look-up that fails stops nothing."""

import logging
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

log = logging.getLogger(__name__)

PATIENCE = 1  # seconds: a look-up may stand before an acknowledgement, which has three
UNHURRIED = 5  # seconds, where nothing waits for it


@dataclass(frozen=True)
class Profile:
    """A Slack user, as far as Goodword needs one."""

    user_id: str
    name: str
    first_name: str
    zone: str
    locale: str
    title: str = ""
    email: str = ""


def fetch(client: WebClient, user_id: str, patience: int = PATIENCE) -> Profile | None:
    """Look a user up, briefly; none when Slack does not say in time or at all."""
    quick = WebClient(token=client.token, base_url=client.base_url, timeout=patience, retry_handlers=[])
    try:
        user = quick.users_info(user=user_id, include_locale=True).get("user") or {}
        return _profile(user_id, user)
    except (SlackApiError, OSError, ValueError) as problem:
        log.warning("profile of %s not read: %s", user_id, type(problem).__name__)
        return None


def _profile(user_id: str, user: dict[str, Any]) -> Profile:
    about = user.get("profile") or {}
    name = about.get("real_name") or user.get("real_name") or about.get("display_name") or user.get("name") or ""
    return Profile(
        user_id=user_id,
        name=name,
        first_name=about.get("first_name") or about.get("display_name") or name.split(" ")[0],
        zone=zone(user.get("tz")) or "UTC",
        locale=user.get("locale") or "en-US",
        title=about.get("title") or "",
        email=about.get("email") or "",
    )


def zone(name: str | None) -> str | None:
    """A zone that Slack names, if this machine knows it."""
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
