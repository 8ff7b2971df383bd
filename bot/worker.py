"""The worker: pass after pass it looks who is due, and says that it is alive."""

import logging
import os
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from sqlalchemy import Engine

from bot.clerk import Clerk
from bot.clock import SystemClock
from bot.domain import digest
from bot.passing import Pass
from bot.posting import LEASE, Postman
from bot.report import Report
from bot.rota import Rota
from bot.slack.faults import logged
from bot.slack.kit import Message
from bot.slack.nudges import Posters, compose
from bot.storage import due, erasing, heartbeats
from bot.storage.book import Books
from bot.storage.heartbeats import ALIVE

__all__ = ["ALIVE", "LEASE", "Report", "Worker"]

log = logging.getLogger(__name__)

REAL = SystemClock()  # for heartbeats

LOOK_EVERY = 5.0  # seconds between passes, unless something is due before
JOBS_EVERY = 0.5  # seconds between looks for jobs: whoever drops a file waits for it
LONGEST_PASS = 60.0  # seconds after which one takes no more, so that there is a next one to purge and to report
BEAT_EVERY = timedelta(seconds=15)
LOCKED = timedelta(days=14)  # a workspace that removed Goodword can have its books back for so long
KEPT = timedelta(days=30)  # what is deleted can be brought back for so long
PURGE_EVERY = timedelta(hours=1)


@dataclass
class Worker:
    """Looks who is due and sees their nudges delivered; any number may share one database."""

    engine: Engine
    books: Books
    poster: Posters
    threads: int = 10
    id: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    stopping: Event = field(default_factory=Event)
    _troubles: Counter[str] = field(default_factory=Counter)  # of each workspace, lately and in a row
    _pages: dict[int, str] = field(default_factory=dict)  # where to look on for deliveries that may have arrived
    _beats: bool = False  # whether it lives on, and says so
    _beat_at: datetime | None = None
    _purged: datetime | None = None

    @property
    def now(self) -> datetime:
        """The present instant, which the clock of the books may pretend."""
        return self.books.clock.now()

    def run_once(self, ends: float | None = None) -> Report:
        """One pass: make and deliver the nudges that are due, each tried once.

        Args:
            ends: the `time.monotonic` from which on it takes no more.
        """
        postman = Postman(self.engine, self.books, self.poster, self._pages)
        return Pass(postman, Rota(self._troubles), self.threads, self.stopping, self._beat, ends).run()

    def do_jobs(self) -> int:
        """Do all that members asked for besides: files in and out; how many jobs there were."""
        return Clerk(self.engine, self.books, self.poster, self.stopping).run_once()

    def loop(self) -> None:
        """Pass after pass until `stop`; a pass that fails is logged, and the next one tries again."""
        log.info("worker %s started", self.id)
        self._beats = True
        beside = Thread(target=self._jobs, name="jobs")
        beside.start()
        try:
            while not self.stopping.is_set():
                self._pass()
                self.stopping.wait(self._until_next())
        finally:
            self.stopping.set()
            beside.join()
            heartbeats.stop_beating(self.engine, self.id)
            log.info("worker %s stopped", self.id)

    def _jobs(self) -> None:
        """Job after job, beside the passes, which are never to wait for them."""
        while not self.stopping.is_set():
            try:
                self.do_jobs()
            except Exception as problem:  # as in a pass
                logged(problem)
            self.stopping.wait(JOBS_EVERY)

    def stop(self) -> None:
        """Finish what is under way, then no more; what is only claimed is given back."""
        self.stopping.set()

    def purge(self) -> None:
        """Remove for good what nothing can bring back any more."""
        due.purge(self.engine, self.now - KEPT)
        for team_id in erasing.erase_locked(self.engine, self.now - LOCKED):
            log.info("workspace %s is erased", team_id)
        self._purged = self.now

    def preview(self) -> list[Message]:
        """What a pass would send now, also of what is waiting since an earlier one; nothing is kept of it."""
        messages = []
        for waiting in due.deliveries_waiting(self.engine, self.now):
            with self.books.read(waiting.member_id) as book:
                delivery = book.delivery(waiting.id)
                messages += [] if digest.is_over(book, delivery) else [compose(book, delivery)]
        for member_id in due.members_due(self.engine, self.now):
            with _undone(), self.books.open(member_id, track=False) as book:
                messages += [compose(book, book.add(delivery)) for delivery in digest.make_due(book)]
                raise _NotKept
        return messages

    def _pass(self) -> None:
        begun = monotonic()
        try:
            self._beat()
            report = self.run_once(begun + LONGEST_PASS)
            if self._purged is None or self.now - self._purged > PURGE_EVERY:
                self.purge()
                self.poster.renew()
            heartbeats.note_pass(self.engine, self.id, REAL.now())
        except Exception as problem:  # the loop outlives a database restart, say
            logged(problem)
            return
        if report != Report():
            log.info("pass: worker=%s seconds=%.3g %s", self.id, monotonic() - begun, report)

    def _until_next(self) -> float:
        """The seconds until the next pass: until something is due, but not too many, as more may be planned."""
        try:
            wake = due.next_wake(self.engine, self.now)
        except Exception as problem:
            logged(problem)
            return LOOK_EVERY
        left = (wake - self.now).total_seconds() if wake else LOOK_EVERY
        return left if 0 < left < LOOK_EVERY else LOOK_EVERY

    def _beat(self) -> None:
        """Say now and then that this worker is alive; one that makes a single pass has no heartbeat."""
        now = REAL.now()
        if self._beats and (self._beat_at is None or now - self._beat_at >= BEAT_EVERY):
            heartbeats.beat(self.engine, self.id, now)
            self._beat_at = now


class _NotKept(Exception):
    """Ends a unit of work whose result was only to be looked at."""


@contextmanager
def _undone() -> Iterator[None]:
    try:
        yield
    except _NotKept:
        return
