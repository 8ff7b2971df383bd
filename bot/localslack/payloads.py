"""The shapes of what Slack sends the app."""

from __future__ import annotations

import copy
from time import time
from typing import Any

from .blocks import Spot, Values
from .refusal import Json
from .views import View
from .workspace import Channel, User, Workspace

REMOVED = ("app_uninstalled", "tokens_revoked")
VERIFICATION_TOKEN = "local-verification-token"


class Payloads:
    """Builds payloads; call it inside the workspace's lock."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def command(self, user: User, channel: Channel, command: str, text: str) -> Json:
        """A slash command."""
        workspace = self._workspace
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": workspace.team_id,
            "team_domain": workspace.team_domain,
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": user.id,
            "user_name": user.handle,
            "command": command,
            "text": text,
            "api_app_id": workspace.app_id,
            "is_enterprise_install": str(workspace.org_wide).lower(),
            **({"enterprise_id": workspace.enterprise["id"]} if workspace.enterprise else {}),
            "response_url": self._response_url("commands", user, channel),
            "trigger_id": workspace.tickets.trigger(user.id),
        }

    def press_in_message(self, user: User, channel: Channel, message: Json, action: Json, values: Values) -> Json:
        """block_actions from a message; of an ephemeral one Slack tells hardly more than its `ts`."""
        ephemeral = bool(message.get("is_ephemeral"))
        container: Json = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id}
        container["is_ephemeral"] = ephemeral
        slim = {"type": "message", "user": message["user"], "ts": message["ts"]}
        return {
            **self._interaction("block_actions", user),
            "trigger_id": self._workspace.tickets.trigger(user.id),
            "container": container,
            "channel": _named(channel),
            "message": slim if ephemeral else copy.deepcopy(message),
            "state": {"values": copy.deepcopy(values)},
            "response_url": self._response_url("actions", user, channel, message["ts"]),
            "actions": [action],
        }

    def press_in_view(self, user: User, view: View, action: Json) -> Json:
        """block_actions from a modal or a Home tab: no channel, no response_url."""
        return {
            **self._interaction("block_actions", user),
            "trigger_id": self._workspace.tickets.trigger(user.id, view.id),
            "container": {"type": "view", "view_id": view.id},
            "view": copy.deepcopy(view.shown()),
            "actions": [action],
        }

    def suggestion(self, user: User, spot: Spot, typed: str, place: View | tuple[Channel, Json]) -> Json:
        """block_suggestion: what was typed into an external select so far."""
        block_id, action_id = spot.ids
        payload = self._interaction("block_suggestion", user)
        payload |= {"action_id": action_id, "block_id": block_id, "value": typed}
        if isinstance(place, View):
            container = {"type": "view", "view_id": place.id}
            return payload | {"container": container, "view": copy.deepcopy(place.shown())}
        channel, message = place
        container = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id}
        return payload | {
            "container": container,
            "channel": _named(channel),
            "message": copy.deepcopy(message),
        }

    def submission(self, user: User, view: View) -> Json:
        """view_submission."""
        return {
            **self._interaction("view_submission", user),
            "trigger_id": self._workspace.tickets.trigger(user.id),
            "view": copy.deepcopy(view.shown()),
            "response_urls": [],
        }

    def closed(self, user: User, view: View, is_cleared: bool) -> Json:
        """view_closed."""
        shown = copy.deepcopy(view.shown())
        return {**self._interaction("view_closed", user), "view": shown, "is_cleared": is_cleared}

    def shortcut(self, user: User, callback_id: str) -> Json:
        """A global shortcut: no channel, no response_url."""
        return {
            **self._interaction("shortcut", user),
            "callback_id": callback_id,
            "action_ts": self._moment(),
            "trigger_id": self._workspace.tickets.trigger(user.id),
        }

    def message_action(self, user: User, callback_id: str, channel: Channel, message: Json) -> Json:
        """A message shortcut."""
        return {
            **self._interaction("message_action", user),
            "callback_id": callback_id,
            "action_ts": self._moment(),
            "trigger_id": self._workspace.tickets.trigger(user.id),
            "response_url": self._response_url("app", user, channel, message["ts"]),
            "message_ts": message["ts"],
            "channel": _named(channel),
            "message": copy.deepcopy(message),
        }

    def event(self, event: Json) -> Json:
        """Anything that happened, wrapped as the Events API wraps it."""
        workspace = self._workspace
        enterprise_id = (workspace.enterprise or {}).get("id")
        bot: Json = {"enterprise_id": enterprise_id, "team_id": workspace.team_id, "user_id": workspace.bot_user_id}
        if workspace.org_wide:
            bot["team_id"] = None
        told: Json = {
            "token": VERIFICATION_TOKEN,
            "team_id": workspace.team_id,
            "api_app_id": workspace.app_id,
            "event": {"event_ts": self._moment(), **copy.deepcopy(event)},
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(time()),
            **({"enterprise_id": enterprise_id} if enterprise_id else {}),
        }
        if event["type"] in REMOVED:  # nobody is authorised any more
            return told
        authorised = {**bot, "is_bot": True, "is_enterprise_install": workspace.org_wide}
        return told | {"authorizations": [authorised], "is_ext_shared_channel": False}

    def message_event(self, channel: Channel, message: Json) -> Json:
        """A message a person wrote in a DM with the bot."""
        return self.event({**message, "channel": channel.id, "channel_type": "im", "event_ts": message["ts"]})

    def user_changed(self, user: User) -> Json:
        """user_change: somebody's profile, as it is now."""
        about: Json = {"id": user.id, "team_id": self._workspace.team_id, "name": user.handle, "tz": user.tz}
        about["tz_offset"] = user.tz_offset(self._workspace.now())
        about["profile"] = {"real_name": user.real_name, "display_name": user.display_name, "title": user.title}
        return {"type": "user_change", "user": about, "event_ts": self._moment()}

    def home_opened(self, user: User, tab: str) -> Json:
        """app_home_opened; with the view, if the tab shows one."""
        event: Json = {"type": "app_home_opened", "user": user.id, "tab": tab}
        event["channel"] = self._workspace.dm(user.id).id
        view = self._workspace.views.home(user.id)
        return self.event(event | ({"view": view.shown()} if view and tab == "home" else {}))

    def action(self, spot: Spot, chosen: Json) -> Json:
        """One entry of `actions`: which element, and what it now holds."""
        block_id, action_id = spot.ids
        element = spot.element
        told: Json = {key: element[key] for key in ("text", "value", "style", "placeholder") if key in element}
        here: dict[str, Any] = {"type": spot.kind, "block_id": block_id, "action_id": action_id}
        return {**here, **copy.deepcopy(told), **copy.deepcopy(chosen), "action_ts": self._moment()}

    def _interaction(self, kind: str, user: User) -> Json:
        workspace = self._workspace
        return {
            "type": kind,
            "token": VERIFICATION_TOKEN,
            "api_app_id": workspace.app_id,
            "team": {"id": workspace.team_id, "domain": workspace.team_domain},
            "user": {
                "id": user.id,
                "username": user.handle,
                "name": user.handle,
                "team_id": workspace.team_id,
            },
            "enterprise": workspace.enterprise,
            "is_enterprise_install": workspace.org_wide,
        }

    def _response_url(self, kind: str, user: User, channel: Channel, ts: str | None = None) -> str:
        key = self._workspace.tickets.reply(user.id, channel.id, ts)
        return f"{self._workspace.base_url}/{kind}/{self._workspace.team_id}/{key}"

    def _moment(self) -> str:
        return f"{time():.6f}"


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name}
