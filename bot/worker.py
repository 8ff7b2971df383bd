"""The worker: who is due, what they are sent, and that each nudge arrives once."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.domain import digest
from bot.domain.model import Delivery, DeliveryState
from bot.slack.faults import logged
from bot.slack.kit import Message
from bot.slack.nudges import Poster, compose
from bot.storage import due
from bot.storage.book import Books
from bot.storage.due import ClaimedDelivery

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)  # longer than the calls to Slack it covers can take
AT_ONCE = 100  # members or deliveries claimed in one go
LOOK_EVERY = 5.0  # seconds between passes
ALIVE = timedelta(seconds=60)  # a worker that beat since then is running
KEPT = timedelta(days=30)  # what is deleted can be brought back for so long
PURGE_EVERY = timedelta(hours=1)
LONGEST_BACKOFF = timedelta(minutes=15)

# Slack's words for a member that no message can reach, as opposed to a message that it refuses.
UNREACHABLE = {"account_inactive", "user_not_found", "user_disabled", "cannot_dm_bot", "channel_not_found"}
LOCKED_OUT = {"invalid_auth", "token_revoked", "not_authed", "missing_scope", "token_expired", "is_archived"}


@dataclass
class Report:
    """What one pass came to."""

    sent: int = 0
    recovered: int = 0  # found in Slack after all, so not sent again
    waiting: int = 0  # will be tried again
    failed: int = 0

    def __str__(self) -> str:
        """One line for the log: counts only."""
        return f"sent={self.sent} recovered={self.recovered} waiting={self.waiting} failed={self.failed}"


@dataclass
class Worker:
    """Looks who is due and sees their nudges delivered; any number may share one database."""

    engine: Engine
    books: Books
    poster: Poster
    id: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    stopping: Event = field(default_factory=Event)
    _purged: datetime | None = None

    @property
    def now(self) -> datetime:
        """The present instant, which the clock of the books may pretend."""
        return self.books.clock.now()

    def run_once(self) -> Report:
        """One pass: make the nudges that are due, then deliver all that are waiting."""
        report = Report()
        while members := self._claim(due.claim_members):
            for member_id in members:
                self._make(member_id)
        while deliveries := self._claim(due.claim_deliveries):
            for claimed in deliveries:
                if not self.stopping.is_set():
                    self._deliver(claimed, report)
        return report

    def loop(self) -> None:
        """Pass after pass until `stop`; a pass that fails is logged, and the next one tries again."""
        log.info("worker %s started", self.id)
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
        """What a pass would send now; nothing is kept of it."""
        messages = []
        for member_id in due.members_due(self.engine, self.now):
            with _undone(), self.books.open(member_id, track=False) as book:
                messages += [compose(book, delivery) for delivery in digest.make_due(book)]
                raise _NotKept
        return messages

    def _claim(self, claim: Any) -> Any:
        if self.stopping.is_set():
            return []
        return claim(self.engine, self.now, self.now + LEASE, AT_ONCE)

    def _pass(self) -> None:
        try:
            due.beat(self.engine, self.id, datetime.now(UTC))
            report = self.run_once()
            self._purge_now_and_then()
        except Exception as problem:  # the loop outlives a database restart, say
            logged(problem)
            return
        if report != Report():
            log.info("pass: %s", report)

    def _purge_now_and_then(self) -> None:
        if self._purged is None or self.now - self._purged > PURGE_EVERY:
            due.purge(self.engine, self.now - KEPT)
            self._purged = self.now

    def _make(self, member_id: int) -> None:
        """Make a member's nudges; the claim is given back, as it is the deliveries that must be seen to now."""
        try:
            with self.books.open(member_id, track=False) as book:
                digest.make_due(book)
                book.member.leased_until = None
        except Exception as problem:  # one member's trouble is not everybody's; tried again after the lease
            logged(problem)

    def _deliver(self, claimed: ClaimedDelivery, report: Report) -> None:
        try:
            if claimed.state == DeliveryState.SENDING and self._arrived(claimed):
                report.recovered += 1
                return
            self._post(claimed)
            report.sent += 1
        except SlackApiError as problem:
            self._refused(claimed, problem, report)
        except Exception as problem:  # it may have arrived: `sending` it stays until the lease ends, then we look
            logged(problem)
            report.waiting += 1

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

    def _post(self, claimed: ClaimedDelivery) -> None:
        with self.books.read(claimed.member_id) as book:
            channel = self.poster.channel_for(book.member)
        with self.books.open(claimed.member_id, track=False) as book:
            delivery = book.delivery(claimed.id)
            message = compose(book, delivery)
            book.member.dm_channel = delivery.channel = channel
            delivery.state, delivery.attempts = DeliveryState.SENDING, delivery.attempts + 1
            delivery.sending_at = datetime.now(UTC)
        self._record_sent(claimed, self.poster.post(channel, message, delivery.key))

    def _record_sent(self, claimed: ClaimedDelivery, ts: str) -> None:
        with self.books.open(claimed.member_id, track=False) as book:
            delivery = book.delivery(claimed.id)
            delivery.ts, delivery.state, delivery.sent_at = ts, DeliveryState.SENT, book.now
            delivery.error = delivery.retry_at = None

    def _refused(self, claimed: ClaimedDelivery, problem: SlackApiError, report: Report) -> None:
        """Slack did not take it: rest and try again, or give up on the message or the member."""
        error = str(problem.response.get("error"))
        status = int(problem.response.status_code)
        with self.books.open(claimed.member_id, track=False) as book:
            delivery = book.delivery(claimed.id)
            delivery.error = error
            if error == "ratelimited" or status == 429:
                _rest(delivery, book.now, float(problem.response.headers.get("Retry-After", 30)))
            elif error == "channel_not_found" and book.member.dm_channel:
                book.member.dm_channel = None  # it is opened anew, once
                _back_off(delivery, book.now, keep=False)
            elif error in UNREACHABLE:
                delivery.state, book.member.unreachable_at = DeliveryState.UNREACHABLE, book.now
            elif status >= 500 or error in LOCKED_OUT or error in ("internal_error", "fatal_error"):
                _back_off(delivery, book.now, keep=status >= 500)
            else:
                delivery.state = DeliveryState.FAILED
        is_over = delivery.state in (DeliveryState.FAILED, DeliveryState.UNREACHABLE)
        report.failed += is_over
        report.waiting += not is_over
        log.warning("delivery %s: Slack answered %s", claimed.id, error)


def _rest(delivery: Delivery, now: datetime, seconds: float) -> None:
    """Slack asked for patience, and has surely not taken the message."""
    delivery.state, delivery.leased_until = DeliveryState.CLAIMED, None
    delivery.retry_at = now + timedelta(seconds=seconds)


def _back_off(delivery: Delivery, now: datetime, *, keep: bool) -> None:
    """Try again, later each time; `keep` it as `sending` when it may have been taken, so that we look first."""
    if not keep:
        delivery.state = DeliveryState.CLAIMED
    delivery.leased_until = None
    delivery.retry_at = now + min(timedelta(seconds=2**delivery.attempts), LONGEST_BACKOFF)


class _NotKept(Exception):
    """Ends a unit of work whose result was only to be looked at."""


@contextmanager
def _undone() -> Iterator[None]:
    try:
        yield
    except _NotKept:
        return
