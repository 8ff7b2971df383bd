"""The state of the workspace: people, channels, messages, views, files; one lock guards it all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from time import monotonic, time_ns
from zoneinfo import ZoneInfo

from .bell import Bell
from .blocks import Values, prepared, state_of
from .refusal import Json, Refusal
from .tickets import Tickets
from .timing import Timing
from .views import Views

DM = "goodword"


@dataclass
class User:
    """Somebody with a profile: a person or the bot."""

    id: str
    real_name: str
    email: str
    tz: str
    locale: str
    title: str = ""
    is_bot: bool = False
    deleted: bool = False

    @property
    def display_name(self) -> str:
        """What colleagues call them."""
        return self.real_name.split()[0]

    @property
    def handle(self) -> str:
        """Slack's old short name, still in every payload."""
        return self.real_name.lower().replace(" ", ".")

    def goes_by(self, name: str) -> bool:
        """Whether `name` means this person."""
        return name.lower() in {each.lower() for each in (self.id, self.real_name, self.display_name, self.handle)}

    def tz_offset(self, now: datetime) -> int:
        """Seconds from UTC at the instant `now`."""
        return int((now.astimezone(ZoneInfo(self.tz)).utcoffset() or timedelta()).total_seconds())


@dataclass
class Channel:
    """A channel, or the direct messages between one person and the bot."""

    id: str
    name: str
    members: list[str]
    is_im: bool = False
    messages: list[Json] = field(default_factory=list)
    # (who sees it, the message): ephemeral ones never are in the history
    ephemeral: list[tuple[str, Json]] = field(default_factory=list)

    def visible_to(self, user_id: str) -> list[Json]:
        """What one member sees, in order."""
        own = [message for seer, message in self.ephemeral if seer == user_id]
        return sorted([*self.messages, *own], key=lambda message: float(message["ts"]))

    def find(self, ts: str | None) -> Json | None:
        """The lasting message with this `ts`."""
        return next((message for message in self.messages if message["ts"] == ts), None)


@dataclass
class File:
    """Bytes with a name, shared once `channels` says where."""

    id: str
    name: str
    user_id: str
    data: bytes | None = None
    title: str = ""
    length: int = 0
    channels: list[str] = field(default_factory=list)


class Workspace:
    """Everything the local Slack knows. Use it inside `with workspace.changing():` or `reading()`."""

    team_id, app_id, bot_id, bot_user_id = "T0LOCAL01", "A0LOCAL01", "B0LOCAL01", "U0BOT"
    team_name, team_domain = "Local Slack", "local-slack"

    def __init__(
        self,
        app_name: str,
        now: Callable[[], datetime],
        timing: Timing,
        team_id: str | None = None,
        name: str | None = None,
    ) -> None:
        self.team_id, self.team_name = team_id or self.team_id, name or self.team_name
        self.team_domain = self.team_name.lower().replace(" ", "-")
        self.enterprise: Json | None = None  # the organisation it belongs to, with id and name
        self.org_wide = False  # whether the app is installed in all of that
        self.app_name = app_name
        self.now = now
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.scheduled: list[Json] = []
        self.notified: dict[str, list[str]] = {}
        self.inactive: set[str] = set()
        self.typed_in_messages: dict[tuple[str, str], Values] = {}
        self.read_up_to: dict[tuple[str, str], str] = {}
        self.tickets = Tickets(timing)
        self.views = Views(self._view_ids())
        self.base_url = ""
        self.bell = Bell()
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._numbers = count(1)
        self._last_ts = 0
        self.users[self.bot_user_id] = User(self.bot_user_id, app_name, "", "America/Los_Angeles", "en-US", is_bot=True)

    # -- the lock

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock; those who wait look again when it is let go."""
        with self._changed:
            yield
            self._changed.notify_all()
            self.bell.ring()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the lock to look only."""
        with self._lock:
            yield

    def wait_for(self, found: Callable[[], bool], timeout: float) -> bool:
        """Wait until `found()` says so; it is asked after every change."""
        deadline = monotonic() + timeout
        with self._changed:
            while not found():
                if (rest := deadline - monotonic()) <= 0:
                    return False
                self._changed.wait(rest)
            return True

    # -- looking up

    def user(self, user_id: str | None) -> User:
        """A user by id."""
        if user_id not in self.users:
            raise Refusal("user_not_found")
        return self.users[user_id]

    def user_called(self, name: str) -> User:
        """A user by any name they go by."""
        for user in self.users.values():
            if user.goes_by(name):
                return user
        raise LookupError(f"nobody here is called {name!r}")

    def channel(self, key: str | None) -> Channel:
        """A channel by id or name."""
        for channel in self.channels.values():
            if channel.id == key or (not channel.is_im and channel.name == (key or "").removeprefix("#")):
                return channel
        raise Refusal("channel_not_found")

    def dm(self, user_id: str) -> Channel:
        """The direct messages between somebody and the bot, begun if need be."""
        for channel in self.channels.values():
            if channel.is_im and user_id in channel.members:
                return channel
        return self.add_channel("directmessage", [user_id, self.bot_user_id], is_im=True)

    def channels_of(self, user_id: str) -> list[Channel]:
        """The channels and direct messages somebody is in."""
        return [channel for channel in self.channels.values() if user_id in channel.members]

    def unread(self, user_id: str, channel: Channel) -> int:
        """How many messages of others somebody has not seen there."""
        seen = float(self.read_up_to.get((user_id, channel.id), 0))
        new = [each for each in channel.visible_to(user_id) if float(each["ts"]) > seen]
        return sum(1 for each in new if each["user"] != user_id and not each.get("is_ephemeral"))

    def mark_read(self, user_id: str, channel: Channel) -> None:
        """Somebody has seen all there is in a channel."""
        self.read_up_to[user_id, channel.id] = self.next_ts()

    def reset(self) -> None:
        """Forget what was said and shown; who and which channels there are stays, under the same ids."""
        for channel in self.channels.values():
            channel.messages.clear()
            channel.ephemeral.clear()
        for kept in (self.files, self.scheduled, self.notified, self.inactive, self.typed_in_messages, self.read_up_to):
            kept.clear()
        self.views.reset()
        self.tickets.reset()

    def typed(self, user_id: str, message: Json) -> Values:
        """What somebody has chosen or typed in a message so far."""
        values = self.typed_in_messages.setdefault((user_id, message["ts"]), {})
        values |= state_of(message.get("blocks", []), before=values)
        return values

    def names(self) -> dict[str, str]:
        """What ids are called on screen."""
        users = {user.id: user.display_name for user in self.users.values()}
        return users | {each.id: each.name for each in self.channels.values() if not each.is_im}

    def is_active(self, user_id: str) -> bool:
        """Whether messages still reach this person."""
        return not self.users[user_id].deleted and user_id not in self.inactive

    # -- adding

    def new_id(self, prefix: str) -> str:
        """An id of the shape Slack uses."""
        return f"{prefix}0LOC{next(self._numbers):05d}"

    def add_user(self, name: str, tz: str, locale: str, title: str = "") -> User:
        """A new colleague, a member of every channel."""
        user = User(self.new_id("U"), name, "", tz, locale, title)
        user.email = f"{user.handle}@local-slack.example"
        self.users[user.id] = user
        for channel in self.channels.values():
            if not channel.is_im:
                channel.members.append(user.id)
        return user

    def add_channel(self, name: str, members: list[str], is_im: bool = False) -> Channel:
        """A new channel."""
        channel = Channel(self.new_id("D" if is_im else "C"), name, members, is_im)
        self.channels[channel.id] = channel
        return channel

    def post(self, channel: Channel, message: Json, only_for: str | None = None) -> Json:
        """Put a message where it belongs and give it its `ts`."""
        placed = {"type": "message", **message, "ts": self.next_ts()}
        if only_for is None:
            channel.messages.append(placed)
        else:
            placed["is_ephemeral"] = True
            channel.ephemeral.append((only_for, placed))
        return placed

    def bot_message(self, text: str | None, blocks: list[Json] | None, **more: object) -> Json:
        """A message as the bot writes it, not yet placed."""
        profile = {"id": self.bot_id, "app_id": self.app_id, "name": self.app_name, "team_id": self.team_id}
        message: Json = {"user": self.bot_user_id, "bot_id": self.bot_id, "app_id": self.app_id}
        message |= {"team": self.team_id, "text": text or "", "bot_profile": profile}
        if blocks:
            message["blocks"] = prepared(blocks)
        return message | {key: value for key, value in more.items() if value}

    def next_ts(self) -> str:
        """A message's time and name in one: real time, never twice the same."""
        self._last_ts = max(self._last_ts + 1, time_ns() // 1000)
        return f"{self._last_ts // 10**6}.{self._last_ts % 10**6:06d}"

    def _view_ids(self) -> Json:
        return {
            "team_id": self.team_id,
            "app_id": self.app_id,
            "bot_id": self.bot_id,
            "app_installed_team_id": self.team_id,
        }
