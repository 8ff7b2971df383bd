"""What happened: every request and delivery, and whether anything is still under way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Literal

Kind = Literal["request", "response_url", "file", "delivery", "answer"]


@dataclass(frozen=True)
class Entry:
    """One exchange. `answer` entries are what an acknowledgement carried and Slack would not take.

    `concerns` is the id of the person it is about: None for everybody, empty for nobody who is here.
    """

    kind: Kind
    name: str
    arguments: Any
    answer: Any = None
    error: str | None = None
    seconds: float = 0.0
    status: int = 200
    attempt: int = 0
    concerns: str | None = None
    n: int = 0
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def ok(self) -> bool:
        """Whether it was taken."""
        return self.error is None

    def __str__(self) -> str:
        """One line: what it was, how it ended and, if Slack said, why."""
        return "; ".join([f"{self.name}: {self.error or 'ok'}", *self.messages])

    @property
    def messages(self) -> list[str]:
        """What Slack said more closely of an error."""
        told = self.answer.get("response_metadata", {}) if isinstance(self.answer, dict) else {}
        return list(told.get("messages", []))


class Journal:
    """The list of entries and the count of exchanges under way."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._entries: list[Entry] = []
        self._count = 0
        self._listeners: list[Callable[[Entry], None]] = []
        self._under_way = 0
        self._last_stir = 0.0

    def add(self, entry: Entry) -> None:
        """Write one exchange down, give it its number and tell those who listen."""
        with self._changed:
            self._count += 1
            numbered = replace(entry, n=self._count)
            self._entries.append(numbered)
            for tell in self._listeners:
                tell(numbered)
            self._changed.notify_all()

    def listen(self, tell: Callable[[Entry], None]) -> None:
        """Have every entry told from now on, in order; `tell` may not wait for anything."""
        with self._changed:
            self._listeners.append(tell)

    def clear(self) -> None:
        """Forget the entries; numbers go on from where they were."""
        with self._changed:
            self._entries.clear()

    def entries(self) -> list[Entry]:
        """Everything so far, oldest first."""
        with self._changed:
            return list(self._entries)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Mark the time an exchange takes, so that `settle` can wait for its end."""
        self._stir(+1)
        try:
            yield
        finally:
            self._stir(-1)

    @property
    def is_busy(self) -> bool:
        """Whether an exchange has begun that has not ended."""
        with self._changed:
            return self._under_way > 0

    def settle(self, quiet: float, timeout: float) -> None:
        """Wait until nothing has been under way for `quiet` seconds."""
        deadline = monotonic() + timeout
        with self._changed:
            while (rest := self._restless_for(quiet)) > 0:
                if monotonic() >= deadline:
                    raise TimeoutError(f"{self._under_way} exchanges still under way after {timeout} s")
                self._changed.wait(min(rest, deadline - monotonic()))

    def _restless_for(self, quiet: float) -> float:
        if self._under_way:
            return quiet
        return self._last_stir + quiet - monotonic()

    def _stir(self, change: int) -> None:
        with self._changed:
            self._under_way += change
            self._last_stir = monotonic()
            self._changed.notify_all()
