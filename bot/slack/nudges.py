"""Nudges on their way to Slack: composed from the book, posted under their key, drawn again when pressed."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Any, NamedTuple, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain import rhythm
from bot.domain.book import Book
from bot.domain.model import Delivery, DeliveryKind, DeliveryState, Member
from bot.slack import answering, nudges_views
from bot.slack.kit import Message
from bot.slack.turn import Surface, Turn

log = logging.getLogger(__name__)

EVENT_TYPE = "goodword_nudge"
PATIENCE = 10  # seconds for one call; shorter than a lease
LONGEST_REST = 5.0  # seconds before an update is tried again
STALE = timedelta(days=3)  # older nudges are history, not drawn again
HISTORY_PAGE = 15  # what Slack gives an app like this in one call
LEEWAY = timedelta(minutes=1)  # by which Slack's clock may differ from ours
LONGEST_ON_ITS_WAY = timedelta(minutes=10)  # what Slack has not posted by then it never will
_IDLE = (Surface.HOME, Surface.SUGGESTION)  # to look is not to do
_TROUBLED = ("internal_error", "fatal_error", "request_timeout", "service_unavailable")


class NotTaken(SlackApiError):
    """Slack plainly refused a message: it is not in the DM."""

    def __init__(self, problem: SlackApiError) -> None:
        """Say so of slack_sdk's error."""
        super().__init__(str(problem), problem.response)  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Refusal:
    """What Slack answered instead of doing what it was asked."""

    error: str
    status: int
    rest: timedelta | None  # how long Slack wants to be left alone, if it does

    @classmethod
    def of(cls, problem: SlackApiError) -> "Refusal":
        """Read it from slack_sdk's error."""
        error, status = str(problem.response.get("error"))[:100], int(problem.response.status_code)
        limited = status == 429 or error in ("ratelimited", "rate_limited")
        return cls(error, status, _retry_after(problem.response.headers) if limited else None)

    @property
    def is_plain(self) -> bool:
        """Whether it is Slack's own word that nothing was done, and not trouble on the way there or back."""
        in_a_word = re.fullmatch(r"[a-z_]+", self.error) is not None
        return self.rest is not None or (self.status < 500 and in_a_word and self.error not in _TROUBLED)


def _retry_after(headers: Any) -> timedelta:
    """The seconds Slack names, or half a minute; a second at least."""
    named = {str(name).lower(): str(value) for name, value in headers.items()}.get("retry-after", "")
    return timedelta(seconds=max(1, int(named) if named.isdecimal() and len(named) < 6 else 30))


def compose(book: Book, delivery: Delivery) -> Message:
    """A delivery as the book has it now."""
    contact_ids = [item.task.contact_id for item in delivery.items if item.task]
    return nudges_views.nudge(delivery, book.member, book.last_words(contact_ids), _is_first_of_month(book, delivery))


def _is_first_of_month(book: Book, delivery: Delivery) -> bool:
    """Whether no digest came before it in its month; a member's very first has enough to say."""
    if delivery.kind != DeliveryKind.DIGEST or delivery.is_first:
        return False
    return not book.had_digest(delivery.on.replace(day=1), delivery.on)


class Page(NamedTuple):
    """What one look into a DM's history came to: the message's timestamp, or where to look on, or neither."""

    ts: str | None
    cursor: str | None


class Posters(Protocol):
    """Slack, as far as the worker needs it, for each workspace with a token of its own."""

    def of(self, team_id: str) -> "Poster":
        """What posts in a workspace.

        Raises:
            NotInstalled: nothing does, any more.
        """

    def renew(self) -> None:
        """See to it that no token expires."""


@dataclass(frozen=True)
class Poster:
    """Slack, as far as the worker needs it.

    `client` posts, and so must never ask twice: the first may have been heard. `patient` only asks, and may.
    """

    client: WebClient
    patient: WebClient | None = None

    def of(self, team_id: str) -> "Poster":
        """The same for every workspace: its token is for one, and so are the members."""
        return self

    def renew(self) -> None:
        """The one token there is comes from outside, and lasts."""

    @property
    def asking(self) -> WebClient:
        """The client for whatever may be said twice."""
        return self.patient or self.client

    def channel_for(self, member: Member) -> str:
        """Goodword's DM with a member."""
        return member.dm_channel or answering.open_dm(self.asking, member)

    def post(self, channel: str, message: Message, key: str) -> str:
        """Post a nudge under its opaque key, without its blocks if Slack does not like them; gives Slack's timestamp.

        Raises:
            NotTaken: Slack refused it.
            SlackApiError, OSError: something went wrong; it may have arrived.
        """
        try:
            return self._post(channel, message.payload(), key)
        except NotTaken as problem:
            error = Refusal.of(problem).error
            if "blocks" not in error:
                raise
            log.error("nudge %s goes without its blocks: %s", key, error)
            return self._post(channel, {"text": message.payload()["text"]}, key)

    def update(self, channel: str, ts: str, message: Message) -> None:
        """Show a nudge anew.

        Raises:
            SlackApiError, OSError: it stays as it is.
        """
        self.asking.chat_update(channel=channel, ts=ts, **message.payload())

    def _post(self, channel: str, payload: dict[str, Any], key: str) -> str:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        try:
            answer = self.client.chat_postMessage(channel=channel, metadata=metadata, **payload)
        except SlackApiError as problem:
            if Refusal.of(problem).is_plain:
                raise NotTaken(problem) from problem
            raise
        return str(answer["ts"])

    def look(self, channel: str, key: str, since: datetime, cursor: str | None = None) -> Page:
        """Look for the message that was on its way under a key at a real instant: one page, newest first."""
        answer = self.asking.conversations_history(
            channel=channel,
            oldest=f"{(since - LEEWAY).timestamp():.6f}",
            latest=f"{(since + LONGEST_ON_ITS_WAY).timestamp():.6f}",
            include_all_metadata=True,
            limit=HISTORY_PAGE,
            cursor=cursor,
        )
        for message in answer.get("messages") or []:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == key:
                return Page(str(message["ts"]), None)
        return Page(None, (answer.get("response_metadata") or {}).get("next_cursor") or None)


def active_again(turn: Turn) -> None:
    """Whoever turns to Goodword can be reached, and is there: nudges that were given up, or became few, begin again."""
    if turn.surface in _IDLE or (turn.member.active_on == turn.today and not turn.member.unreachable_at):
        return
    with turn.books.open(turn.member, track=False) as book:
        book.member.unreachable_at = None
        rhythm.active(book)
    turn.member = book.member


def redraw_touched(turn: Turn, delivery_id: int | None) -> None:
    """Draw again every recent nudge that shows what this turn changed, and the one pressed."""
    pressed = [delivery_id] if delivery_id else []
    for each in dict.fromkeys([*pressed, *_showing(turn)]):
        redraw(turn, each or 0)


def _showing(turn: Turn) -> list[int | None]:
    if not turn.tasks:
        return []
    with turn.read() as book:
        return [delivery.id for delivery in book.deliveries_showing(turn.tasks, book.now - STALE)]


def redraw(turn: Turn, delivery_id: int) -> None:
    """Draw one nudge as it is now; once more if something changed meanwhile, so that the last word wins."""
    _bump(turn, delivery_id)
    while True:
        with turn.read() as book:
            delivery = book.delivery(delivery_id)
            message, drawn = compose(book, delivery), delivery.revision
        if delivery.state != DeliveryState.SENT or not delivery.channel or not delivery.ts:
            return
        _update(turn.client, delivery, message)
        with turn.read() as book:
            if book.delivery(delivery_id).revision == drawn:
                return


def _update(client: WebClient, delivery: Delivery, message: Message) -> None:
    """Show a nudge anew; once more, a little later, when Slack is busy or unwell."""
    channel, ts = delivery.channel or "", delivery.ts or ""
    try:
        client.chat_update(channel=channel, ts=ts, **message.payload())
    except SlackApiError as problem:
        if problem.response.status_code != 429 and problem.response.status_code < 500:
            raise
        sleep(min(float(problem.response.headers.get("Retry-After", 1)), LONGEST_REST))
        client.chat_update(channel=channel, ts=ts, **message.payload())


def _bump(turn: Turn, delivery_id: int) -> None:
    """Tell whoever is drawing this nudge just now that it has changed."""
    with turn.books.open(turn.member, track=False) as book:
        book.delivery(delivery_id).revision += 1
