"""Switches for trouble: what real Slack does on a bad day, on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .refusal import Json
from .workspace import Workspace


@dataclass
class Fault:
    """One thing that goes wrong with calls of a method, or of all; `times` left, None for ever.

    `chance` is how many of the calls it befalls, from 0 to 1.
    """

    kind: str
    method: str | None
    times: int | None = 1
    seconds: float = 0.0
    status: int = 500
    after_taking: bool = False
    chance: float = 1.0

    def fits(self, method: str) -> bool:
        """Whether it is this call's turn to fail."""
        return self.method in (None, method) and self.times != 0


class Trouble:
    """Ask for trouble; methods are named as in the Web API, besides `response_url` and `upload`."""

    def __init__(self, workspace: Workspace, drop_sockets: Callable[[bool], None]) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._drop_sockets = drop_sockets
        self._random = Random()

    def seed(self, seed: object) -> None:
        """Let chance strike as it did the last time with this seed, as far as the calls come in the same order."""
        self._random.seed(repr(seed))

    def slow(
        self, seconds: float, method: str | None = None, *, after_taking: bool = False, chance: float = 1.0
    ) -> None:
        """Every answer takes this much longer, until `clear`: before the call takes effect, or after."""
        self._add(Fault("slow", method, None, seconds=seconds, after_taking=after_taking, chance=chance))

    def rate_limited(
        self, retry_after: int, method: str | None = None, times: int | None = 1, *, chance: float = 1.0
    ) -> None:
        """Answer 429 with `Retry-After`."""
        self._add(Fault("rate_limited", method, times, seconds=retry_after, chance=chance))

    def failing(
        self,
        status: int = 500,
        method: str | None = None,
        times: int | None = 1,
        *,
        after_taking: bool = False,
        chance: float = 1.0,
    ) -> None:
        """Answer with a server error, though the call may have taken effect."""
        self._add(Fault("failing", method, times, status=status, after_taking=after_taking, chance=chance))

    def dropping(
        self, method: str | None = None, times: int | None = 1, after_taking: bool = False, *, chance: float = 1.0
    ) -> None:
        """Close the connection with no answer, before or after the call took effect."""
        self._add(Fault("dropping", method, times, after_taking=after_taking, chance=chance))

    def expired_triggers(self) -> None:
        """Every `trigger_id` is too old, until `clear`."""
        with self._workspace.changing():
            self._workspace.tickets.triggers_expire_at_once = True

    def expired_response_urls(self) -> None:
        """The response URLs given out so far are too old."""
        with self._workspace.changing():
            self._workspace.tickets.expire_replies()

    def drop_sockets(self, goodbye: bool = False) -> None:
        """Break every Socket Mode connection.

        A client finds out by its pings: Slack's own comes back after five that failed, or, told by a closing
        frame, at the first.
        """
        self._drop_sockets(goodbye)

    def account_inactive(self, user: str) -> None:
        """This person (by name or id) left the workspace, until `clear`."""
        with self._workspace.changing():
            self._workspace.inactive.add(self._workspace.user_called(user).id)

    def clear(self) -> None:
        """All is well again."""
        with self._lock:
            self._faults.clear()
        with self._workspace.changing():
            self._workspace.tickets.triggers_expire_at_once = False
            self._workspace.inactive.clear()

    def stop(self, kind: str) -> None:
        """No more of one kind of fault."""
        with self._lock:
            self._faults = [each for each in self._faults if each.kind != kind]

    def lets_triggers_live(self) -> None:
        """Triggers have their usual time again."""
        with self._workspace.changing():
            self._workspace.tickets.triggers_expire_at_once = False

    def lasting(self) -> Json:
        """What is wrong until somebody mends it, of all methods alike."""
        with self._lock:
            faults = {each.kind: each for each in self._faults if each.method is None and each.times is None}
        return {
            "slow": faults["slow"].seconds if "slow" in faults else 0,
            "rate_limited": "rate_limited" in faults,
            "failing": "failing" in faults,
            "expired_triggers": self._workspace.tickets.triggers_expire_at_once,
        }

    def delay(self, method: str, after_taking: bool = False) -> float:
        """How much longer a call of `method` takes, before or after it takes effect."""
        with self._lock:
            return sum(
                each.seconds
                for each in self._faults
                if each.kind == "slow" and each.after_taking == after_taking and self._strikes(each, method)
            )

    def take(self, method: str) -> Fault | None:
        """What goes wrong with this call; that counts as one of its times."""
        with self._lock:
            for fault in self._faults:
                if fault.kind != "slow" and self._strikes(fault, method):
                    if fault.times is not None:
                        fault.times -= 1
                    return fault
        return None

    def _strikes(self, fault: Fault, method: str) -> bool:
        return fault.fits(method) and (fault.chance >= 1 or self._random.random() < fault.chance)

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)
