"""All that one person may see, as one JSON text: what the page draws itself from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .manifest import Manifest
from .notices import Notices
from .record import Record
from .refusal import Json
from .trouble import Trouble
from .views import View
from .workspace import Channel, User, Workspace

# a command -> what may follow it: the words, and what they do
Completions = Mapping[str, Sequence[tuple[str, str]]]


@dataclass
class Shown:
    """What one browser has been shown already."""

    body: str = ""
    last_n: int = 0


@dataclass(frozen=True)
class Snapshots:
    """Takes snapshots. Each person's holds nothing that another alone may see."""

    workspace: Workspace
    manifest: Manifest
    trouble: Trouble
    record: Record
    notices: Notices
    completions: Completions = field(default_factory=dict)

    def news(self, user: User, shown: Shown, only_new_lines: bool = False) -> str | None:
        """The whole snapshot, if anything in it is new to this browser; None if nothing is.

        With `only_new_lines` its log has only the entries that were not shown yet.
        """
        version = self.workspace.bell.count
        lines = self.record.lines_for(user.id)
        last_n = lines[-1].n if lines else 0
        body, clock = self._body(user)
        if (body, last_n) == (shown.body, shown.last_n):
            return None
        wanted = [line.text for line in lines if line.n > shown.last_n or not only_new_lines]
        shown.body, shown.last_n = body, last_n
        first_n = lines[0].n if lines else 0
        head = json.dumps({"version": version, "clock": clock, "log_from": first_n})
        return f'{head[:-1]}, {body[1:-1]}, "log": [{", ".join(wanted)}]}}'

    def _body(self, user: User) -> tuple[str, Json]:
        """All but the log, without what passes by itself: the time of day stands apart."""
        with self.workspace.reading():
            zone, now = ZoneInfo(user.tz), self.workspace.now()
            ahead = round((now - datetime.now(UTC)).total_seconds())
            clock = {"now": now.astimezone(zone).isoformat(timespec="seconds"), "zone": user.tz, "ahead": ahead}
            return json.dumps({**self._people(user), **self._screen(user), "ahead": ahead}), clock

    def _people(self, user: User) -> Json:
        users = self.workspace.users.values()
        names = {each.id: each.real_name for each in users} | {
            each.id: each.name for each in self.workspace.channels.values() if not each.is_im
        }
        people = [_described(each) for each in users if not each.is_bot]
        return {"me": _described(user), "people": people, "names": names, "app": self._app()}

    def _app(self) -> Json:
        workspace = self.workspace
        commands = [self._command(each) for each in self.manifest.slash_commands]
        return {
            "name": workspace.app_name,
            "bot_user_id": workspace.bot_user_id,
            "commands": commands,
            "shortcuts": self.manifest.shortcuts,
        }

    def _command(self, given: Json) -> Json:
        known = self.completions.get(given["command"], ())
        completions = [{"text": text, "hint": hint} for text, hint in known]
        told = {key: given.get(key, "") for key in ("command", "description", "usage_hint")}
        return {**told, "completions": completions}

    def _screen(self, user: User) -> Json:
        workspace = self.workspace
        workspace.dm(user.id)
        home = workspace.views.home(user.id)
        return {
            "channels": [self._channel(each, user) for each in workspace.channels_of(user.id)],
            "home": _view(home) if home else None,
            "modals": [_view(each) for each in workspace.views.stack(user.id)],
            "notices": self.notices.of(user.id),
            "trouble": self.trouble.lasting(),
        }

    def _channel(self, channel: Channel, user: User) -> Json:
        return {
            "id": channel.id,
            "name": self.workspace.app_name if channel.is_im else channel.name,
            "kind": "dm" if channel.is_im else "channel",
            "unread": self.workspace.unread(user.id, channel),
            "messages": [self._message(each, user) for each in channel.visible_to(user.id)],
        }

    def _message(self, message: Json, user: User) -> Json:
        author = self.workspace.users[message["user"]].real_name
        return {**message, "author": author, "state": {"values": self.workspace.typed(user.id, message)}}


def _described(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.display_name,
        "real_name": user.real_name,
        "tz": user.tz,
        "locale": user.locale,
        "title": user.title,
    }


def _view(view: View) -> Json:
    return {**view.shown(), "errors": view.errors}
