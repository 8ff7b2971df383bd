"""Taking things to the app, by Socket Mode or signed HTTP, and waiting for its word that it has them."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from . import concern, signed
from .journal import Entry, Journal
from .refusal import Json
from .sockets import Sockets
from .timing import Timing

EnvelopeType = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True)
class Ack:
    """How the app took it. `problem` is None if it acknowledged in time."""

    payload: Json = field(default_factory=dict)
    problem: str | None = None
    status: int = 200


class Courier:
    """Delivers payloads; events come again until they are acknowledged or Slack gives up."""

    def __init__(self, sockets: Sockets, journal: Journal, timing: Timing, signing_secret: str) -> None:
        self._sockets = sockets
        self._journal = journal
        self._timing = timing
        self._signing_secret = signing_secret
        self._closing = threading.Event()
        self.url: str | None = None

    def interaction(self, payload: Json) -> Ack:
        """A press, a submission, a shortcut, a suggestion asked for."""
        return self._deliver("interactive", payload["type"], payload)

    def command(self, payload: Json) -> Ack:
        """A slash command."""
        return self._deliver("slash_commands", payload["command"], payload)

    def event(self, payload: Json) -> Ack:
        """An event; if it is not acknowledged it comes again in the background, with the same `event_id`."""
        ack = self._deliver_event(payload, 0, "")
        if ack.problem:
            threading.Thread(target=self._retry, args=(payload, ack), daemon=True).start()
        return ack

    def close(self) -> None:
        """No more retries."""
        self._closing.set()

    def _retry(self, payload: Json, ack: Ack) -> None:
        for attempt, delay in enumerate(self._timing.retries, start=1):
            if self._closing.wait(delay):
                return
            ack = self._deliver_event(payload, attempt, self._reason(ack))
            if not ack.problem:
                return

    def _deliver_event(self, payload: Json, attempt: int, reason: str) -> Ack:
        return self._deliver("events_api", payload["event"]["type"], payload, attempt, reason)

    def _deliver(self, kind: EnvelopeType, name: str, payload: Json, attempt: int = 0, reason: str = "") -> Ack:
        begun = monotonic()
        with self._journal.under_way():
            if self.url is None:
                ack = self._by_socket(kind, payload, attempt, reason)
            else:
                ack = self._by_http(self.url, kind, payload, attempt, reason)
        took = monotonic() - begun
        whose = concern.of_delivery(payload)
        self._journal.add(
            Entry("delivery", name, payload, ack.payload, ack.problem, took, ack.status, attempt, concerns=whose)
        )
        return ack

    def _by_socket(self, kind: EnvelopeType, payload: Json, attempt: int, reason: str) -> Ack:
        envelope: Json = {"envelope_id": str(uuid.uuid4()), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        try:
            answer = self._sockets.deliver(envelope, self._timing.acknowledge)
        except ConnectionError:
            return Ack(problem="dispatch_failed", status=503)
        return Ack(problem="operation_timeout", status=408) if answer is None else Ack(answer)

    def _by_http(self, url: str, kind: EnvelopeType, payload: Json, attempt: int, reason: str) -> Ack:
        letter = _letter(kind, payload, attempt, reason)
        try:
            status, answer = signed.post(url, letter, self._signing_secret, self._timing.acknowledge)
        except TimeoutError:
            return Ack(problem="operation_timeout", status=408)
        except (OSError, ValueError):
            return Ack(problem="dispatch_failed", status=503)
        return Ack(answer) if status == 200 else Ack(problem="dispatch_failed", status=status)

    def _reason(self, ack: Ack) -> str:
        """Why it comes again, in the words of the two ways of delivery."""
        if self.url is None:
            return "timeout"
        return {408: "http_timeout", 503: "connection_failed"}.get(ack.status, "http_error")


def _letter(kind: EnvelopeType, payload: Json, attempt: int, reason: str) -> signed.Letter:
    if kind == "events_api":
        return signed.event(payload, attempt, reason)
    return signed.command(payload) if kind == "slash_commands" else signed.interaction(payload)
