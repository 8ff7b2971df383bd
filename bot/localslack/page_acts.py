"""What a person does on the page: each act by its name, with the ids the page knows things by."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from . import clockwork
from .blocks import Spot
from .notices import Notices
from .person import Person
from .refusal import Json
from .screen import Answer, Found, NotSeen, Surface, spot_at
from .trouble import Trouble

_NO_WAY_BACK = "The clock only goes forward. “Start over” takes it back to now, and empties everything."
_SLOW = 2.0  # seconds
_RETRY_AFTER = 30


class Slack(Protocol):
    """What acts need of the local Slack."""

    trouble: Trouble

    def now(self) -> datetime:
        """The time of day."""

    def move_clock(self, instant: datetime) -> Any:
        """Make it another time, and wait until the app has seen to it."""

    def start_over(self) -> None:
        """Make everything as it was at first."""


class CannotDo(Exception):
    """The page asked for something that cannot be; the message is a sentence for the person."""


@dataclass(frozen=True)
class Actor:
    """One person at the page."""

    person: Person
    slack: Slack
    notices: Notices

    def do(self, act: Json) -> Json:
        """Do it, and say what came of it. Raises `CannotDo`; KeyError and the like if it makes no sense."""
        wanted = ACTS.get(str(act.get("do")))
        if wanted is None:
            raise CannotDo(f"There is no act called {act.get('do')!r}.")
        try:
            return wanted(self, act)
        except NotSeen as gone:
            raise CannotDo(str(gone)) from None

    # -- messages, commands, shortcuts, tabs

    def types(self, act: Json) -> Json:
        """A message or a command."""
        channel, text = self._channel(act), str(act["text"])
        if not text.strip():
            return {"ok": True}
        answer = self.person.types(text, channel)
        # that the app did not take a message is nothing the person who wrote it hears of
        return self._told(Answer() if answer.sent else answer, {"channel": channel})

    def uploads(self, act: Json) -> Json:
        """A file into a channel or into a file input."""
        name, data = str(act["filename"]), base64.b64decode(act["data"], validate=True)
        if "at" in act:
            surface, spot = self._spot(act)
            return self._told(self.person.hands.attach(surface, spot, name, data), act["at"])
        self.person.upload(name, data, self._channel(act), str(act.get("text", "")))
        return {"ok": True}

    def uses_shortcut(self, act: Json) -> Json:
        """A global shortcut."""
        return self._told(self.person.shortcut(act["callback_id"]))

    def uses_message_shortcut(self, act: Json) -> Json:
        """A shortcut of a message's menu."""
        answer = self.person.message_shortcut(act["callback_id"], {"ts": act["ts"]})
        return self._told(answer, {"channel": act["channel"]})

    def opens(self, act: Json) -> Json:
        """The app's Home or Messages tab; what becomes of the event shows by itself."""
        if act["tab"] == "home":
            self.person.opens_home()
        else:
            self.person.opens_messages_tab()
        return {"ok": True}

    def reads(self, act: Json) -> Json:
        """Everything in a channel has been seen."""
        self.person.has_read(self._channel(act))
        return {"ok": True}

    # -- blocks

    def presses(self, act: Json) -> Json:
        """A button, or an option."""
        surface, spot = self._spot(act)
        option = self.person.hands.option(surface, spot, str(act["option"])) if act.get("option") is not None else None
        return self._told(self.person.hands.press(surface, Found(spot, option)), act["at"])

    def sets(self, act: Json) -> Json:
        """A state put into an element."""
        surface, spot = self._spot(act)
        entered = bool(act.get("entered"))
        return self._told(self.person.hands.change(surface, spot, act["state"], entered), act["at"])

    def asks(self, act: Json) -> Json:
        """Options for what was typed."""
        surface, spot = self._spot(act)
        return {"ok": True, "options": self.person.hands.suggestions(surface, spot, str(act["typed"]))}

    # -- modals

    def submits(self, act: Json) -> Json:
        """The modal on top."""
        answer = self.person.modal_called(act["view"]).submit()
        if answer.blamed:
            return {"ok": False, "error": answer.error}
        return self._told(answer, {"view": act["view"]})

    def closes(self, act: Json) -> Json:
        """The modal on top, or all of them."""
        self.person.modal_called(act["view"]).close(all_of_them=bool(act.get("all")))
        return {"ok": True}

    # -- the page's own

    def moves_clock(self, act: Json) -> Json:
        """The time of day, forward only."""
        zone, now = ZoneInfo(self.person.user.tz), self.slack.now()
        if act.get("by") == "now":
            raise CannotDo(_NO_WAY_BACK)
        to = clockwork.later(act["by"], now, zone) if "by" in act else clockwork.instant(act["to"], zone)
        if to <= now:
            raise CannotDo(_NO_WAY_BACK)
        if to > now + clockwork.FARTHEST:
            raise CannotDo("That is too far ahead: a year at a time is the most.")
        self.slack.move_clock(to)
        return {"ok": True}

    def makes_trouble(self, act: Json) -> Json:
        """A switch for trouble, turned on, or off with `"on": false`."""
        turn = SWITCHES[act["switch"]]
        turn(self.slack.trouble, bool(act.get("on", True)), float(act.get("seconds") or 0))
        return {"ok": True}

    def starts_over(self, act: Json) -> Json:
        """Everything as at first."""
        self.slack.start_over()
        return {"ok": True}

    # -- finding

    def _channel(self, act: Json) -> str:
        channel = str(act["channel"])
        if channel not in self.person.channel_ids():
            raise CannotDo("You are not in this channel.")
        return channel

    def _spot(self, act: Json) -> tuple[Surface, Spot]:
        surface = self.person.surface_at(act["at"])
        return surface, spot_at(surface, str(act["block_id"]), str(act["action_id"]))

    def _told(self, answer: Answer, place: Json | None = None) -> Json:
        """The answer to the page; what Slack says to the person stays on their screen as a notice."""
        if answer.ok:
            return {"ok": True}
        self.notices.add(self.person.id, str(answer.error), place=place)
        return {"ok": False, "error": answer.error}


def _slow(trouble: Trouble, on: bool, seconds: float) -> None:
    trouble.stop("slow")
    if on:
        trouble.slow(seconds or _SLOW)


def _rate_limited(trouble: Trouble, on: bool, seconds: float) -> None:
    trouble.stop("rate_limited")
    if on:
        trouble.rate_limited(int(seconds) or _RETRY_AFTER, times=None)


def _failing(trouble: Trouble, on: bool, seconds: float) -> None:
    trouble.stop("failing")
    if on:
        trouble.failing(500, times=None)


def _expired_triggers(trouble: Trouble, on: bool, seconds: float) -> None:
    if on:
        trouble.expired_triggers()
    else:
        trouble.lets_triggers_live()


SWITCHES: Mapping[str, Callable[[Trouble, bool, float], None]] = {
    "slow": _slow,
    "rate_limited": _rate_limited,
    "failing": _failing,
    "expired_triggers": _expired_triggers,
    "drop_sockets": lambda trouble, on, seconds: trouble.drop_sockets(),
    "clear": lambda trouble, on, seconds: trouble.clear(),
}

ACTS: Mapping[str, Callable[[Actor, Json], Json]] = {
    "type": Actor.types,
    "upload": Actor.uploads,
    "shortcut": Actor.uses_shortcut,
    "message_shortcut": Actor.uses_message_shortcut,
    "open": Actor.opens,
    "read": Actor.reads,
    "press": Actor.presses,
    "set": Actor.sets,
    "suggest": Actor.asks,
    "submit": Actor.submits,
    "close": Actor.closes,
    "clock": Actor.moves_clock,
    "trouble": Actor.makes_trouble,
    "start_over": Actor.starts_over,
}
