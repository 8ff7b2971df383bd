"""Socket Mode, Slack's side: connections, envelopes, acknowledgements."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from simple_websocket import ConnectionClosed  # type: ignore[import-untyped]

from .refusal import Json, Refusal

MOST_CONNECTIONS = 10


@dataclass(eq=False)
class Link:
    """One WebSocket connection of the app."""

    ws: Any
    sending: threading.Lock = field(default_factory=threading.Lock)
    leaving: bool = False

    def send(self, body: Json) -> None:
        """Send one message, whole."""
        with self.sending:
            self.ws.send(json.dumps(body))

    def cut(self, goodbye: bool = False) -> None:
        """Break the connection, with a closing frame or without a word."""
        with suppress(OSError, ConnectionClosed), self.sending:
            if goodbye:
                self.ws.close()
            self.ws.sock.shutdown(socket.SHUT_RDWR)


class Sockets:
    """All connections; each envelope goes to one of them, in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._changed = threading.Condition()
        self._links: list[Link] = []
        self._tickets: set[str] = set()
        self._acknowledged: dict[str, Json] = {}
        self._awaited: set[str] = set()

    def ticket(self) -> str:
        """Lets one connection in."""
        with self._changed:
            if len(self._links) >= MOST_CONNECTIONS:
                raise Refusal("too_many_websockets")
            ticket = secrets.token_urlsafe(12)
            self._tickets.add(ticket)
            return ticket

    def count(self) -> int:
        """How many connections there are."""
        with self._changed:
            return len(self._links)

    def serve(self, ws: Any, ticket: str | None) -> None:
        """Talk to one connection until it ends."""
        link = Link(ws)
        if not self._let_in(link, ticket):
            return
        try:
            self._listen(link)
        except (ConnectionClosed, OSError):
            pass
        finally:
            self._forget(link)

    def deliver(self, envelope: Json, timeout: float) -> Json | None:
        """Send an envelope and wait for its acknowledgement: what it carried, or None if there was none.

        An envelope whose connection breaks goes to the next one, as in Slack. No connection at all
        for the whole time is a `ConnectionError`.
        """
        deadline = monotonic() + timeout
        envelope_id = envelope["envelope_id"]
        with self._changed:
            self._awaited.add(envelope_id)
        try:
            while True:
                link = self._next_link(deadline)
                if self._send(link, envelope) and self._ended(link, envelope_id, deadline):
                    with self._changed:
                        return self._acknowledged.pop(envelope_id, None)
        finally:
            with self._changed:
                self._awaited.discard(envelope_id)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be replaced, in Slack's words (`warning`, `refresh_requested`)."""
        with self._changed:
            links = list(self._links)
            for link in links:
                link.leaving = True
        for link in links:
            with suppress(ConnectionClosed, OSError):
                link.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    def drop(self, goodbye: bool = False) -> None:
        """Break every connection, with a closing frame or without a word."""
        with self._changed:
            links = list(self._links)
            self._links.clear()
            self._changed.notify_all()
        for link in links:
            link.cut(goodbye)

    def _let_in(self, link: Link, ticket: str | None) -> bool:
        with self._changed:
            if ticket not in self._tickets:
                return False
            self._tickets.discard(ticket)
            number = len(self._links) + 1
        link.send(
            {
                "type": "hello",
                "num_connections": number,
                "connection_info": {"app_id": self._app_id},
                "debug_info": {"host": "local", "approximate_connection_time": 3600},
            }
        )
        with self._changed:
            replaced = [each for each in self._links if each.leaving]
            self._links.append(link)
            self._changed.notify_all()
        for each in replaced:
            each.cut()
        return True

    def _listen(self, link: Link) -> None:
        while (raw := link.ws.receive()) is not None:
            with suppress(ValueError):
                said = json.loads(raw)
                if isinstance(said, dict) and "envelope_id" in said:
                    self._acknowledge(said)

    def _acknowledge(self, said: Json) -> None:
        with self._changed:
            if said["envelope_id"] in self._awaited:
                self._acknowledged[said["envelope_id"]] = said.get("payload") or {}
                self._changed.notify_all()

    def _forget(self, link: Link) -> None:
        with self._changed:
            if link in self._links:
                self._links.remove(link)
            self._changed.notify_all()

    def _next_link(self, deadline: float) -> Link:
        with self._changed:
            while True:
                staying = [each for each in self._links if not each.leaving]
                if staying:
                    chosen = staying[0]
                    self._links.remove(chosen)
                    self._links.append(chosen)
                    return chosen
                if (rest := deadline - monotonic()) <= 0:
                    raise ConnectionError("no Socket Mode connection")
                self._changed.wait(rest)

    def _send(self, link: Link, envelope: Json) -> bool:
        try:
            link.send(envelope)
        except (ConnectionClosed, OSError):
            self._forget(link)
            return False
        return True

    def _ended(self, link: Link, envelope_id: str, deadline: float) -> bool:
        """Whether it is over: acknowledged, or too late. If the connection broke, it is not."""
        with self._changed:
            while envelope_id not in self._acknowledged:
                # one that was asked to go may acknowledge through the connection that takes its place
                if link not in self._links and not link.leaving:
                    return False
                if (rest := deadline - monotonic()) <= 0:
                    return True
                self._changed.wait(rest)
            return True
