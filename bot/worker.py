"""The worker: who is due, what they are sent, and that each nudge arrives once."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import TypeVar

from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.domain import digest
from bot.domain.book import Book
from bot.domain.model import Delivery, DeliveryState
from bot.slack.faults import logged
from bot.slack.kit import Message
from bot.slack.nudges import NotTaken, Poster, Refusal, compose
from bot.storage import due
from bot.storage.book import Books
from bot.storage.due import ClaimedDelivery

log = logging.getLogger(__name__)

T = TypeVar("T")
REAL = SystemClock()  # for what is compared with Slack's own time, and for heartbeats

LEASE = timedelta(seconds=90)  # longer than the calls to Slack it covers can take
AT_ONCE = 100  # members or deliveries claimed in one go
LOOK_EVERY = 5.0  # seconds between passes
LOOKS = 10  # for members in whose books somebody is writing, a moment apart
MOMENT = 0.1  # seconds
ALIVE = timedelta(seconds=60)  # a worker that beat since then is running
BEAT_EVERY = timedelta(seconds=15)
KEPT = timedelta(days=30)  # what is deleted can be brought back for so long
PURGE_EVERY = timedelta(hours=1)
LONGEST_BACKOFF = timedelta(minutes=15)

# Slack's words for a member that no message can reach, and for an app that it does not let in just now. Any other
# refusal is about the message.
UNREACHABLE = {"account_inactive", "user_not_found", "user_disabled", "cannot_dm_bot", "channel_not_found"}
LOCKED_OUT = {"invalid_auth", "token_revoked", "not_authed", "missing_scope", "token_expired", "is_archived"}


@dataclass
class Report:
    """What one pass came to."""

    sent: int = 0
    recovered: int = 0  # found in Slack after all, so not sent again
    waiting: int = 0  # will be tried again
    skipped: int = 0  # another worker has it, or its day is over
    failed: int = 0

    def __str__(self) -> str:
        """One line for the log: counts only."""
        return " ".join(f"{name}={count}" for name, count in vars(self).items())


@dataclass
class Worker:
    """Looks who is due and sees their nudges delivered; any number may share one database."""

    engine: Engine
    books: Books
    poster: Poster
    id: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    stopping: Event = field(default_factory=Event)
    _beats: bool = False  # whether it lives on, and says so
    _beat_at: datetime | None = None
    _purged: datetime | None = None

    @property
    def now(self) -> datetime:
        """The present instant, which the clock of the books may pretend."""
        return self.books.clock.now()

    def run_once(self) -> Report:
        """One pass: make the nudges that are due, then deliver those that are waiting, each tried once."""
        report, began = Report(), self.now
        self._make_all(began)
        for claimed, lease in self._claimed(due.claim_deliveries, began):
            self._deliver(claimed, lease, report)
        return report

    def loop(self) -> None:
        """Pass after pass until `stop`; a pass that fails is logged, and the next one tries again."""
        log.info("worker %s started", self.id)
        self._beats = True
        try:
            while not self.stopping.is_set():
                self._pass()
                self.stopping.wait(LOOK_EVERY)
        finally:
            due.stop_beating(self.engine, self.id)
            log.info("worker %s stopped", self.id)

    def stop(self) -> None:
        """Finish what is under way, then no more."""
        self.stopping.set()

    def preview(self) -> list[Message]:
        """What a pass would send now, also of what is waiting since an earlier one; nothing is kept of it."""
        messages = []
        for waiting in due.deliveries_waiting(self.engine, self.now):
            with self.books.read(waiting.member_id) as book:
                messages.append(compose(book, book.delivery(waiting.id)))
        for member_id in due.members_due(self.engine, self.now):
            with _undone(), self.books.open(member_id, track=False) as book:
                messages += [compose(book, delivery) for delivery in digest.make_due(book)]
                raise _NotKept
        return messages

    def _claimed(
        self, claim: Callable[[Engine, datetime, datetime, int], list[T]], began: datetime
    ) -> Iterator[tuple[T, datetime]]:
        """All there is to claim, each with the end of its lease; no more once the worker is to stop.

        What is due only after the pass `began` is for the next one, so that every pass ends.
        """
        while not self.stopping.is_set():
            lease = self.now + LEASE
            batch = claim(self.engine, began, lease, AT_ONCE)
            if not batch:
                return
            for each in batch:
                if self.stopping.is_set():
                    return
                self._beat()
                yield each, lease

    def _pass(self) -> None:
        try:
            self._beat()
            report = self.run_once()
            self._purge_now_and_then()
        except Exception as problem:  # the loop outlives a database restart, say
            logged(problem)
            return
        if report != Report():
            log.info("pass: %s", report)

    def _beat(self) -> None:
        """Say now and then that this worker is alive; one that makes a single pass has no heartbeat."""
        now = REAL.now()
        if self._beats and (self._beat_at is None or now - self._beat_at >= BEAT_EVERY):
            due.beat(self.engine, self.id, now)
            self._beat_at = now

    def _purge_now_and_then(self) -> None:
        if self._purged is None or self.now - self._purged > PURGE_EVERY:
            due.purge(self.engine, self.now - KEPT)
            self._purged = self.now

    def _make_all(self, began: datetime) -> None:
        """Make everybody's nudges; whoever is passed over, as their book is being written in, has their turn a
        moment later."""
        for _ in range(LOOKS):
            for member_id, _ in self._claimed(due.claim_members, began):
                self._make(member_id)
            if not due.passed_over(self.engine, began) or self.stopping.wait(MOMENT):
                return

    def _make(self, member_id: int) -> None:
        """Make a member's nudges; the claim is given back, as it is the deliveries that must be seen to now."""
        try:
            with self.books.open(member_id, track=False) as book:
                digest.make_due(book)
                book.member.leased_until = None
        except Exception as problem:  # one member's trouble is not everybody's; tried again after the lease
            logged(problem)

    def _deliver(self, claimed: ClaimedDelivery, lease: datetime, report: Report) -> None:
        """See one delivery through as far as it goes now; its trouble is nobody else's."""
        try:
            if claimed.state == DeliveryState.SENDING and self._arrived(claimed):
                report.recovered += 1
            elif self._post(claimed, lease):
                report.sent += 1
            else:
                report.skipped += 1
        except Exception as problem:
            self._hindered(claimed, problem, report)

    def _arrived(self, claimed: ClaimedDelivery) -> bool:
        """Whether a delivery that was interrupted reached Slack; then it is recorded."""
        with self.books.read(claimed.member_id) as book:
            delivery = book.delivery(claimed.id)
        if not delivery.channel or not delivery.sending_at:
            return False
        ts = self.poster.find(delivery.channel, delivery.key, delivery.sending_at)
        if ts:
            self._record_sent(claimed, ts)
        return ts is not None

    def _post(self, claimed: ClaimedDelivery, lease: datetime) -> bool:
        """Post a delivery, unless it is another worker's by now or there is nothing left to say."""
        with self.books.read(claimed.member_id) as book:
            member = book.member
        channel = self.poster.channel_for(member)
        marked = self._mark_sending(claimed, lease, channel)
        if marked:
            self._record_sent(claimed, self.poster.post(channel, *marked))
        return marked is not None

    def _mark_sending(self, claimed: ClaimedDelivery, lease: datetime, channel: str) -> tuple[Message, str] | None:
        """Note, before it is posted, that it may have been; gives the message and its key."""
        with self.books.open(claimed.member_id, track=False) as book:
            delivery = book.delivery(claimed.id)
            if (delivery.state, delivery.leased_until) != (claimed.state, lease):
                return None
            if digest.is_over(book, delivery):
                delivery.state, delivery.error = DeliveryState.FAILED, "over"
                return None
            book.member.dm_channel = delivery.channel = channel
            delivery.state, delivery.leased_until = DeliveryState.SENDING, book.now + LEASE
            delivery.sending_at = REAL.now()
            return compose(book, delivery), delivery.key

    def _record_sent(self, claimed: ClaimedDelivery, ts: str) -> None:
        with self.books.open(claimed.member_id, track=False) as book:
            digest.arrived(book, book.delivery(claimed.id), ts)

    def _hindered(self, claimed: ClaimedDelivery, problem: Exception, report: Report) -> None:
        """Try again later, or give up on the message or the member; if even that can't be noted, the lease ends."""
        reference = logged(problem)
        try:
            with self.books.open(claimed.member_id, track=False) as book:
                delivery = book.delivery(claimed.id)
                if isinstance(problem, NotTaken):
                    delivery.state = DeliveryState.CLAIMED
                if isinstance(problem, SlackApiError):
                    _refused(book, delivery, Refusal.of(problem))
                else:  # no answer: it may yet arrive, so the lease stays as it is
                    _back_off(delivery, book.now)
            is_over = delivery.state in (DeliveryState.FAILED, DeliveryState.UNREACHABLE)
        except Exception as another:
            logged(another)
            is_over = False
        report.failed += is_over
        report.waiting += not is_over
        log.warning("delivery %s: see reference %s", claimed.id, reference)


def _refused(book: Book, delivery: Delivery, refusal: Refusal) -> None:
    """What Slack's answer means for a delivery."""
    once_more, delivery.error = delivery.error == refusal.error, refusal.error
    delivery.leased_until = None
    if refusal.rest:
        delivery.retry_at = book.now + refusal.rest
    elif refusal.error == "channel_not_found" and not once_more:
        book.member.dm_channel = delivery.channel = None  # it is opened anew
        _back_off(delivery, book.now)
    elif refusal.error in UNREACHABLE:
        delivery.state, book.member.unreachable_at = DeliveryState.UNREACHABLE, book.now
    elif refusal.is_plain and refusal.error not in LOCKED_OUT:
        delivery.state = DeliveryState.FAILED
    else:
        _back_off(delivery, book.now)


def _back_off(delivery: Delivery, now: datetime) -> None:
    """Try again, later each time."""
    delivery.attempts += 1
    delivery.retry_at = now + min(timedelta(seconds=2 ** min(delivery.attempts, 16)), LONGEST_BACKOFF)


class _NotKept(Exception):
    """Ends a unit of work whose result was only to be looked at."""


@contextmanager
def _undone() -> Iterator[None]:
    try:
        yield
    except _NotKept:
        return
