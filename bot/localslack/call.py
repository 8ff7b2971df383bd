"""One Web API call: its arguments, and the workspace it works on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .manifest import Manifest
from .refusal import Json, Refusal, missing
from .workspace import Channel, User, Workspace


@dataclass
class Call:
    """Arguments come as a form (all strings) or as JSON; both read the same here."""

    workspace: Workspace
    arguments: Json
    manifest: Manifest

    def text(self, name: str) -> str | None:
        """An argument as text; None if it was not given."""
        value = self.arguments.get(name)
        return None if value is None else str(value)

    def required(self, name: str) -> str:
        """An argument that has to be there."""
        if not (value := self.text(name)):
            raise missing(name)
        return value

    def flag(self, name: str) -> bool:
        """A yes or no, in any of the spellings Slack takes."""
        return str(self.arguments.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.arguments.get(name) or default)
        except (TypeError, ValueError):
            raise Refusal("invalid_arguments", f"[ERROR] must be a number: {name}") from None

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """An argument that is JSON, perhaps inside a form field."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refusal(error, f"[ERROR] not valid JSON: {name}") from None

    def view(self, *kinds: str) -> Json:
        """The `view` argument, of one of the right types."""
        view = self.structure("view")
        if not isinstance(view, dict):
            raise missing("view")
        if view.get("type") not in kinds:
            raise Refusal("invalid_arguments", "[ERROR] no such view here [json-pointer:/view/type]")
        return view

    def user(self, name: str = "user") -> User:
        """The person an argument names."""
        return self.workspace.user(self.required(name))

    def channel(self, name: str = "channel") -> Channel:
        """The conversation an argument names; a person's id means the bot's DM with them."""
        key = self.required(name)
        if key in self.workspace.users and key != self.workspace.bot_user_id:
            return self.workspace.dm(key)
        return self.workspace.channel(key)

    def joined_channel(self, name: str = "channel") -> Channel:
        """The same, if the bot is in it."""
        channel = self.channel(name)
        if self.workspace.bot_user_id not in channel.members:
            raise Refusal("not_in_channel")
        return channel

    def insist_on_scope(self, channel: Channel, what: str) -> None:
        """Refuse unless the app may do `what` ("read", "history") to this kind of conversation."""
        needed = f"{'im' if channel.is_im else 'channels'}:{what}"
        if needed not in self.manifest.scopes:
            raise lacking(needed, self.manifest.scopes)


def lacking(needed: str, scopes: frozenset[str]) -> Refusal:
    """The refusal for a scope the manifest does not ask for."""
    return Refusal("missing_scope", needed=needed, provided=",".join(sorted(scopes)))


Function = Callable[[Call], Json]
