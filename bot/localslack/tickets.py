"""What an interaction hands the app for a while: `trigger_id` and `response_url`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from time import monotonic

from .refusal import Refusal
from .timing import Timing


@dataclass
class Trigger:
    """The right to open one modal for one person."""

    user_id: str
    view_id: str | None = None
    born: float = field(default_factory=monotonic)
    used: bool = False


@dataclass
class Reply:
    """The right to answer an interaction in its channel."""

    user_id: str
    channel_id: str
    message_ts: str | None = None
    born: float = field(default_factory=monotonic)
    left: int = 5


class Tickets:
    """All triggers and response URLs given out. The workspace's lock guards it."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._triggers: dict[str, Trigger] = {}
        self._replies: dict[str, Reply] = {}
        self.triggers_expire_at_once = False

    def trigger(self, user_id: str, view_id: str | None = None) -> str:
        """A new `trigger_id`."""
        trigger_id = f"{len(self._triggers) + 1}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user_id, view_id)
        return trigger_id

    def owner_of_trigger(self, trigger_id: str) -> str:
        """Whose doing a trigger came from; nobody's, if there was no such trigger."""
        trigger = self._triggers.get(trigger_id)
        return trigger.user_id if trigger else ""

    def owner_of_reply(self, key: str) -> str:
        """Whose doing a response URL came from; nobody's, if there was no such address."""
        reply = self._replies.get(key)
        return reply.user_id if reply else ""

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up, or say why it is of no use."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self.triggers_expire_at_once or monotonic() - trigger.born > self._timing.trigger:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger

    def reply(self, user_id: str, channel_id: str, message_ts: str | None = None) -> str:
        """The key of a new `response_url`."""
        key = secrets.token_urlsafe(18)
        self._replies[key] = Reply(user_id, channel_id, message_ts)
        return key

    def use_reply(self, key: str) -> Reply:
        """Take one of a response URL's five uses."""
        reply = self._replies.get(key)
        if reply is None or monotonic() - reply.born > self._timing.response_url:
            raise Refusal("expired_url")
        if reply.left == 0:
            raise Refusal("used_url")
        reply.left -= 1
        return reply

    def reset(self) -> None:
        """Make everything given out so far worthless."""
        self._triggers.clear()
        self._replies.clear()

    def expire_replies(self) -> None:
        """Make every response URL given out so far too old."""
        self._replies.clear()
