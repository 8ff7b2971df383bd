"""What the page's *What happened* shows: each exchange as JSON, for the person it concerns."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from typing import NamedTuple

from .api import CONNECT
from .journal import Entry
from .refusal import Json

log = logging.getLogger(__name__)

LONGEST = 200  # entries shown to one person


class Line(NamedTuple):
    """One exchange, ready to be shown."""

    n: int
    concerns: str | None
    text: str


class Record:
    """The latest exchanges. Each is written down as it was then: what is in it may change later."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: deque[Line] = deque(maxlen=5 * LONGEST)

    def add(self, entry: Entry) -> None:
        """Write one exchange down."""
        line = Line(entry.n, entry.concerns, json.dumps(_shown(entry), default=str))
        with self._lock:
            self._lines.append(line)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._lines.clear()

    def lines_for(self, user_id: str) -> list[Line]:
        """The last exchanges that concern this person, or everybody."""
        with self._lock:
            return [line for line in self._lines if line.concerns in (None, user_id)][-LONGEST:]


def warn_of_refusals(entry: Entry) -> None:
    """Log what Slack would not take, in Slack's words: they name places in the blocks, not what stands there."""
    if entry.kind != "delivery" and not entry.ok:
        log.warning("Slack refused %s", entry)


def _shown(entry: Entry) -> Json:
    answer = entry.answer
    if entry.name == CONNECT and isinstance(answer, dict) and "url" in answer:
        answer = {**answer, "url": answer["url"].partition("?")[0]}
    return {
        "n": entry.n,
        "at": entry.at.isoformat(timespec="milliseconds"),
        "kind": entry.kind,
        "name": entry.name,
        "arguments": _without_token(entry.arguments),
        "answer": answer,
        "error": entry.error,
        "seconds": round(entry.seconds, 4),
        "status": entry.status,
        "attempt": entry.attempt,
        "messages": entry.messages,
    }


def _without_token(arguments: object) -> object:
    if not isinstance(arguments, dict):
        return arguments
    return {key: value for key, value in arguments.items() if key != "token"}
