"""The one manifest, as it is pasted at Slack for either way of reaching Goodword."""

import copy
from typing import Any
from urllib.parse import urlsplit

import yaml

from bot.errors import AddressWrong
from bot.slack.install_views import REDIRECT

EVENTS = "/slack/events"

Json = dict[str, Any]


def for_socket(manifest: Json) -> Json:
    """For one workspace, which Goodword connects to by itself."""
    made = copy.deepcopy(manifest)
    made["settings"] |= {"socket_mode_enabled": True, "org_deploy_enabled": False}
    return made


def for_address(manifest: Json, url: str) -> Json:
    """For any number of workspaces, which reach Goodword at an address.

    Raises:
        AddressWrong: it is none that Slack takes.
    """
    address = _address(url)
    made = copy.deepcopy(manifest)
    settings = made["settings"]
    settings |= {"socket_mode_enabled": False, "org_deploy_enabled": True}
    settings["event_subscriptions"] = {"request_url": address + EVENTS, **settings["event_subscriptions"]}
    settings["interactivity"] |= {"request_url": address + EVENTS, "message_menu_options_url": address + EVENTS}
    for command in made["features"]["slash_commands"]:
        command["url"] = address + EVENTS
    made["oauth_config"] = {"redirect_urls": [address + REDIRECT], **made["oauth_config"]}
    return made


def shown(manifest: Json) -> str:
    """As YAML, to be pasted."""
    text: str = yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=110)
    return text


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        fine = parts.scheme == "https" and bool(parts.hostname) and not (parts.query or parts.fragment)
        fine = fine and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise AddressWrong(url=url)
    return url.rstrip("/")
