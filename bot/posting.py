"""One nudge's way to its member: made, marked, posted, recorded; looked up when it may have arrived already."""

import logging
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.domain import digest
from bot.domain.book import Book
from bot.domain.model import Delivery, DeliveryKind, DeliveryState
from bot.errors import NotInstalled
from bot.report import Outcome, Result, Slack
from bot.slack.faults import logged
from bot.slack.kit import Message
from bot.slack.nudges import NotTaken, Posters, Refusal, compose
from bot.storage import due, rests
from bot.storage.book import Books
from bot.storage.due import ClaimedDelivery, ClaimedMember
from bot.storage.engine import patiently

log = logging.getLogger(__name__)

REAL = SystemClock()  # for what is compared with Slack's own time

LEASE = timedelta(seconds=90)  # longer than the calls to Slack it covers can take
CALL = timedelta(seconds=30)  # what a call to Slack can take, with ample room
LONGEST_BACKOFF = timedelta(minutes=15)

# Slack's words for a member that no message can reach, and for an app that it does not let in just now. Any other
# refusal is about the message.
UNREACHABLE = {"account_inactive", "user_not_found", "user_disabled", "cannot_dm_bot", "channel_not_found"}
LOCKED_OUT = {"invalid_auth", "token_revoked", "not_authed", "missing_scope", "token_expired", "is_archived"}

ON_ITS_WAY = (DeliveryState.CLAIMED, DeliveryState.SENDING)


class Marked(NamedTuple):
    """A delivery that is marked `sending`, and what is to be posted for it."""

    claimed: ClaimedDelivery
    channel: str
    message: Message
    key: str


class Moved(NamedTuple):
    """An earlier nudge, of which the rest moved to a later one, as it is now."""

    channel: str
    ts: str
    message: Message


@dataclass
class Postman:
    """Sees claimed members and deliveries through, each as far as it goes now; used by many threads at once."""

    engine: Engine
    books: Books
    poster: Posters
    pages: dict[int, str] = field(default_factory=dict)  # where to look on in a DM's history, by delivery

    @property
    def now(self) -> datetime:
        """The present instant, which the clock of the books may pretend."""
        return self.books.clock.now()

    def make(self, claimed: ClaimedMember) -> list[Marked | ClaimedDelivery]:
        """Make a member's nudges; the lease passes on to them, as it is they that must be seen to now.

        A member's trouble is nobody else's: it is logged, and tried again after the lease.
        """
        try:
            with self.books.open(claimed.id, track=False) as book:
                if book.member.leased_until != claimed.until:
                    return []  # it is another worker's by now
                made = digest.make_due(book)
                book.member.leased_until = None
                return _kept(book, made, claimed)
        except Exception as problem:
            logged(problem)
            return []

    def deliver(self, claimed: ClaimedDelivery) -> Result:
        """See one delivery through as far as it goes now; its trouble is nobody else's."""
        try:
            if claimed.state == DeliveryState.SENDING and (looked_up := self._look_up(claimed)):
                return looked_up
            self._find_channel(claimed)
            marked = self._mark_sending(claimed)
        except Exception as problem:
            return self._hindered(claimed, problem)
        return self.post(marked) if marked else Result(Outcome.SKIPPED)

    def post(self, marked: Marked) -> Result:
        """Post what is marked and note that it arrived; its trouble, too, is nobody else's."""
        if self.now >= marked.claimed.until - CALL:  # the machine was asleep: soon it is anybody's
            return Result(Outcome.SKIPPED)
        try:
            ts = self.poster.of(marked.claimed.team_id).post(marked.channel, marked.message, marked.key)
            return self._arrived(marked.claimed, ts, Outcome.SENT)
        except Exception as problem:
            return self._hindered(marked.claimed, problem)

    def _look_up(self, claimed: ClaimedDelivery) -> Result | None:
        """What became of a delivery that was interrupted, or that it waits for its turn; None if it did not arrive."""
        with self.books.read(claimed.member_id) as book:
            delivery = book.delivery(claimed.id)
        if not delivery.channel or not delivery.sending_at:
            return None
        poster = self.poster.of(claimed.team_id)
        while rests.may_look(self.engine, claimed.team_id, self.now):
            try:
                page = poster.look(delivery.channel, delivery.key, delivery.sending_at, self.pages.get(claimed.id))
            except SlackApiError as problem:
                if not (wanted := Refusal.of(problem).rest):
                    raise
                rests.rest_history(self.engine, claimed.team_id, self.now, wanted)
                break
            if page.ts:
                return self._arrived(claimed, page.ts, Outcome.RECOVERED)
            if not page.cursor:
                self.pages.pop(claimed.id, None)
                return None
            self.pages[claimed.id] = page.cursor
        due.give_back_deliveries(self.engine, [claimed.id], claimed.until)
        return Result(Outcome.WAITING, Slack.ASKED)

    def _find_channel(self, claimed: ClaimedDelivery) -> None:
        """See to it that it is known where to post; asking Slack is nothing to do inside a transaction."""
        with self.books.read(claimed.member_id) as book:
            member = book.member
        if not member.dm_channel:
            channel = self.poster.of(member.team_id).channel_for(member)
            with self.books.open(claimed.member_id, track=False) as book:
                book.member.dm_channel = channel

    def _mark_sending(self, claimed: ClaimedDelivery) -> Marked | None:
        """Mark a delivery, unless it is another worker's by now or there is nothing left to say."""
        with self.books.open(claimed.member_id, track=False) as book:
            delivery = book.delivery(claimed.id)
            if (delivery.state, delivery.leased_until) != (claimed.state, claimed.until):
                return None
            if digest.is_over(book, delivery):
                delivery.state, delivery.error = DeliveryState.FAILED, "over"
                return None
            _mark(book, delivery)
            return _marked(book, delivery, claimed)

    def _arrived(self, claimed: ClaimedDelivery, ts: str, outcome: Outcome) -> Result:
        """Note that a delivery has reached Slack; it is worth some patience, since it can't be posted again."""

        def note() -> list[Moved]:  # should a power cut undo it, the DM's history still tells
            with self.books.open(claimed.member_id, track=False, lasting=False) as book:
                delivery = book.sent_delivery(claimed.id)
                digest.arrived(book, delivery, ts)
                return _moved_to(book, delivery)

        moved = patiently(note)
        self.pages.pop(claimed.id, None)
        self._redraw(claimed.team_id, moved)
        late = (self.now - claimed.due_at).total_seconds() if outcome == Outcome.SENT else None
        return Result(outcome, Slack.WELL, late)

    def _redraw(self, team_id: str, moved: list[Moved]) -> None:
        """Show that earlier nudges gave way to this one; should that fail, they are merely out of date."""
        for each in moved:
            try:
                self.poster.of(team_id).update(*each)
            except (SlackApiError, OSError, NotInstalled) as problem:
                logged(problem)

    def _hindered(self, claimed: ClaimedDelivery, problem: Exception) -> Result:
        """Try again later, or give up on the message or the member; if even that can't be noted, the lease ends."""
        log.warning("delivery %s: see reference %s", claimed.id, logged(problem))
        refusal = Refusal.of(problem) if isinstance(problem, SlackApiError) else None
        try:
            if refusal and refusal.rest:
                rests.rest(self.engine, claimed.team_id, self.now + refusal.rest)
            with self.books.open(claimed.member_id, track=False) as book:
                delivery = book.delivery(claimed.id)
                if delivery.leased_until != claimed.until:
                    return Result(Outcome.SKIPPED)  # it is another worker's by now
                _note_trouble(book, delivery, problem, refusal)
            outcome = Outcome.WAITING if delivery.state in ON_ITS_WAY else Outcome.FAILED
        except Exception as another:
            logged(another)
            outcome = Outcome.WAITING
        return Result(outcome, _health(problem, refusal))


def _kept(book: Book, made: list[Delivery], claimed: ClaimedMember) -> list[Marked | ClaimedDelivery]:
    """Keep a member's new nudges under their lease.

    The first is marked as well, if it is known where to post it: then it takes one transaction, and one write, not two.
    """
    for delivery in made:
        delivery.leased_until = claimed.until
    if not (made and book.member.dm_channel):
        return [_held(book, each, claimed) for each in made]
    first, *others = made
    _mark(book, first)
    return [_marked(book, first, _held(book, first, claimed)), *(_held(book, each, claimed) for each in others)]


def _held(book: Book, delivery: Delivery, claimed: ClaimedMember) -> ClaimedDelivery:
    """Put a new nudge in the book; it is in the hands of whoever claimed its member."""
    return ClaimedDelivery(book.add(delivery).id or 0, claimed.id, delivery.state, *claimed[1:])


def _mark(book: Book, delivery: Delivery) -> None:
    """Note, before a delivery is posted, that it may have been."""
    delivery.channel = book.member.dm_channel or ""
    delivery.state, delivery.leased_until = DeliveryState.SENDING, book.now + LEASE
    delivery.sending_at = REAL.now()


def _marked(book: Book, delivery: Delivery, claimed: ClaimedDelivery) -> Marked:
    """What is to be posted for a delivery that has just been marked."""
    held = claimed._replace(state=delivery.state, until=delivery.leased_until or claimed.until)
    return Marked(held, delivery.channel or "", compose(book, delivery), delivery.key)


def _note_trouble(book: Book, delivery: Delivery, problem: Exception, refusal: Refusal | None) -> None:
    if isinstance(problem, NotTaken | NotInstalled):
        delivery.state = DeliveryState.CLAIMED
    if refusal:
        _refused(book, delivery, refusal)
        return
    if delivery.state == DeliveryState.CLAIMED:
        delivery.leased_until = None
    # otherwise there was no answer: it may yet arrive, so the lease stays as it is
    _back_off(delivery, book.now)


def _refused(book: Book, delivery: Delivery, refusal: Refusal) -> None:
    """What Slack's answer means for a delivery."""
    once_more, delivery.error = delivery.error == refusal.error, refusal.error
    delivery.leased_until = None
    if refusal.rest:
        return  # the workspace rests, and this with it
    if refusal.error == "channel_not_found" and not once_more:
        book.member.dm_channel = delivery.channel = None  # it is opened anew
        _back_off(delivery, book.now)
    elif refusal.error in UNREACHABLE:
        delivery.state, book.member.unreachable_at = DeliveryState.UNREACHABLE, book.now
    elif refusal.is_plain and refusal.error not in LOCKED_OUT:
        delivery.state = DeliveryState.FAILED
    else:
        _back_off(delivery, book.now)


def _back_off(delivery: Delivery, now: datetime) -> None:
    """Try again, later each time, and not all at the same moment."""
    delivery.attempts += 1
    longest = min(timedelta(seconds=2 ** min(delivery.attempts, 16)), LONGEST_BACKOFF)
    delivery.retry_at = now + longest * random.uniform(0.5, 1)


def _health(problem: Exception, refusal: Refusal | None) -> Slack:
    if refusal:
        healthy = refusal.is_plain and refusal.error not in LOCKED_OUT
        return Slack.RESTING if refusal.rest else Slack.WELL if healthy else Slack.UNWELL
    return Slack.UNWELL if isinstance(problem, OSError) else Slack.UNKNOWN


def _moved_to(book: Book, delivery: Delivery) -> list[Moved]:
    """The nudges that gave way to a digest."""
    if delivery.kind != DeliveryKind.DIGEST or delivery.is_first:
        return []
    earlier = [each for each in book.deliveries_moved(delivery.on) if each.channel and each.ts]
    return [Moved(each.channel or "", each.ts or "", compose(book, each)) for each in earlier]
