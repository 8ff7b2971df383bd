"""What Slack itself tells a person: that a command failed, that an app did not answer. And where Slack keeps silent
although something failed, that it does."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from datetime import UTC, datetime
from itertools import count
from typing import Literal

from .journal import Entry
from .refusal import Json

Kind = Literal["said", "silent"]

MOST = 20  # kept for each person
_MATTERS = ("views.", "chat.", "files.complete", "response_url")
_HARMLESS = {"not_found", "hash_conflict"}  # answers to a view that was closed or changed meanwhile


class Notices:
    """The notices of each person, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._of: dict[str, deque[Json]] = defaultdict(lambda: deque(maxlen=MOST))

    def add(self, user_id: str, text: str, kind: Kind = "said", place: Json | None = None) -> None:
        """Tell somebody something; `place` is the channel or view it stands in."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._lock:
            notice = {"id": f"N{next(self._numbers)}", "text": text, "at": at, "kind": kind, "place": place}
            self._of[user_id].append(notice)

    def hear(self, entry: Entry) -> None:
        """Say so where the app failed to show somebody something, of which they see nothing in Slack."""
        if not entry.concerns or entry.error in _HARMLESS:
            return
        if entry.kind in ("request", "response_url") and not entry.ok and entry.name.startswith(_MATTERS):
            self.add(entry.concerns, f"In Slack you would see nothing here. Slack refused {entry}", "silent")
        elif entry.kind == "delivery" and not entry.ok and "event" in entry.arguments and not entry.attempt:
            text = f"In Slack you would see nothing here, and the event would come again. The app did not take {entry}"
            self.add(entry.concerns, text, "silent")

    def clear(self) -> None:
        """Forget all notices."""
        with self._lock:
            self._of.clear()

    def of(self, user_id: str) -> list[Json]:
        """A person's notices."""
        with self._lock:
            return list(self._of.get(user_id, ()))
