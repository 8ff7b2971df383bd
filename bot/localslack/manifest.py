"""What the app's manifest says of it."""

from __future__ import annotations

from typing import Any

from .refusal import Json


class Manifest:
    """A parsed `manifest.yml`, asked in the local Slack's own terms."""

    def __init__(self, raw: Json) -> None:
        self._features: Json = raw.get("features", {})
        self._settings: Json = raw.get("settings", {})
        display: Json = raw.get("display_information", {})
        bot_user: Json = self._features.get("bot_user", {})
        self.app_name = str(bot_user.get("display_name") or display.get("name", "App"))
        self.scopes = frozenset(raw.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def commands(self) -> dict[str, bool]:
        """Each slash command, and whether it wants mentions escaped."""
        return {each["command"]: bool(each.get("should_escape")) for each in self.slash_commands}

    @property
    def slash_commands(self) -> list[Json]:
        """The slash commands as the message box offers them."""
        return list(self._features.get("slash_commands", []))

    @property
    def shortcuts(self) -> list[dict[str, Any]]:
        """The shortcuts, global ones and those of a message's menu."""
        return list(self._features.get("shortcuts", []))

    @property
    def home_tab(self) -> bool:
        """Whether the app has a Home tab."""
        return self._tab("home_tab_enabled")

    @property
    def messages_tab(self) -> bool:
        """Whether the app has a Messages tab."""
        return self._tab("messages_tab_enabled")

    def hears(self, event: str) -> bool:
        """Whether the app asked for this event type."""
        events: list[str] = self._settings.get("event_subscriptions", {}).get("bot_events", [])
        return event in events

    def shortcut_name(self, callback_id: str) -> str:
        """What the shortcut with this callback_id is called."""
        return str(next(each["name"] for each in self.shortcuts if each["callback_id"] == callback_id))

    def shortcut(self, name: str, kind: str) -> str:
        """The callback_id of the shortcut with this name or callback_id."""
        for each in self.shortcuts:
            if each["type"] == kind and name in (each["name"], each["callback_id"]):
                return str(each["callback_id"])
        raise LookupError(f"the manifest has no {kind} shortcut {name!r}")

    def _tab(self, key: str) -> bool:
        return bool(self._features.get("app_home", {}).get(key, True))
