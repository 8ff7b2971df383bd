"""A bell that rings at every change, for those who show what there is to see."""

from __future__ import annotations

import threading


class Bell:
    """Counts the changes. It may be rung and asked inside any lock: it takes no other."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._count = 0
        self._closed = False

    @property
    def count(self) -> int:
        """How often it rang so far."""
        with self._rung:
            return self._count

    @property
    def is_closed(self) -> bool:
        """Whether it will ring no more."""
        with self._rung:
            return self._closed

    def ring(self) -> None:
        """Something changed."""
        with self._rung:
            self._count += 1
            self._rung.notify_all()

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._rung:
            self._closed = True
            self._rung.notify_all()

    def wait(self, beyond: int, timeout: float) -> int:
        """Wait until it rang more often than `beyond`, or the time is over; how often it rang."""
        with self._rung:
            self._rung.wait_for(lambda: self._count > beyond or self._closed, timeout)
            return self._count
