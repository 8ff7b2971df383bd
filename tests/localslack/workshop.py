"""What the tests of the local Slack stand on: a manifest, a world with an app in it, the commonest blocks."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.localslack import LocalSlack, Person, Timing

Json = dict[str, Any]

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Goodword"},
    "features": {
        "bot_user": {"display_name": "Goodword"},
        "slash_commands": [
            {"command": "/contact", "should_escape": True},
            {"command": "/raw"},
        ],
        "shortcuts": [
            {"name": "Log a lead", "type": "message", "callback_id": "log_lead"},
            {"name": "Add a contact", "type": "global", "callback_id": "add_contact"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "im:history",
                "im:read",
                "im:write",
                "reactions:write",
                "team:read",
                "users.profile:read",
                "users:read",
                "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "message.im",
                "app_home_opened",
                "file_shared",
                "user_change",
                "tokens_revoked",
                "app_uninstalled",
            ]
        }
    },
}

SHORT = Timing(acknowledge=0.8, trigger=0.8, response_url=0.8, retries=(0.0, 0.05, 0.1))


@dataclass
class World:
    """A Slack, the app connected to it, and two people."""

    slack: LocalSlack
    app: App
    client: WebClient

    @property
    def ada(self) -> Person:
        return self.slack.person("Ada")

    @property
    def ben(self) -> Person:
        return self.slack.person("Ben")


def connect(world: World, ping_interval: float = 10) -> SocketModeHandler:
    handler = SocketModeHandler(world.app, world.slack.app_token, web_client=world.client, ping_interval=ping_interval)
    handler.connect()
    return handler


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def section(words: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def button(words: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(words), **more}


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(words: str) -> Json:
    return {"text": plain(words), "value": words.lower()}


def menu(kind: str, action_id: str, *words: str, **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, "options": [option(each) for each in words], **more}


def field(label: str, kind: str = "plain_text_input", block_id: str = "", **more: Any) -> Json:
    """An input block; `optional` and `dispatch_action` belong to it, the rest to its element."""
    own = {key: more.pop(key) for key in ("optional", "dispatch_action") if key in more}
    element = {"type": kind, "action_id": "value", **more}
    return {"type": "input", "block_id": block_id or label, "label": plain(label), "element": element, **own}


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    submit = {"submit": plain("Save")} if any(each["type"] == "input" for each in blocks) else {}
    return {"type": "modal", "callback_id": title, "title": plain(title), "blocks": list(blocks), **submit, **more}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}
