"""Nudges on their way to Slack: composed from the book, posted under their key, drawn again when pressed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.domain.model import Book, Delivery, DeliveryState, Member, Task
from bot.slack import answering, nudges_views
from bot.slack.kit import Message
from bot.slack.turn import Turn

EVENT_TYPE = "goodword_nudge"
PATIENCE = 10  # seconds for one call; shorter than a lease
STALE = timedelta(days=3)  # older nudges are history, not drawn again
HISTORY_PAGE = 15  # what Slack gives an app like this in one call


def compose(book: Book, delivery: Delivery) -> Message:
    """A delivery as the book has it now."""
    contact_ids = [item.task.contact_id for item in delivery.items if item.task]
    return nudges_views.nudge(delivery, book.member, book.last_words(contact_ids))


@dataclass(frozen=True)
class Poster:
    """Slack, as far as the worker needs it."""

    client: WebClient

    def channel_for(self, member: Member) -> str:
        """Goodword's DM with a member."""
        return member.dm_channel or answering.open_dm(self.client, member)

    def post(self, channel: str, message: Message, key: str) -> str:
        """Post a nudge under its opaque key; gives Slack's timestamp.

        Raises:
            SlackApiError, OSError: see slack_sdk; after anything but a plain refusal it may have arrived.
        """
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        answer = self.client.chat_postMessage(channel=channel, metadata=metadata, **message.payload())
        return str(answer["ts"])

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        """The timestamp of the message posted under a key since a real instant, if it arrived."""
        answer = self.client.conversations_history(
            channel=channel,
            oldest=f"{(since - timedelta(minutes=1)).timestamp():.6f}",
            include_all_metadata=True,
            limit=HISTORY_PAGE,
        )
        for message in answer.get("messages") or []:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == key:
                return str(message["ts"])
        return None


def redraw_touched(turn: Turn, delivery_id: int | None) -> None:
    """Draw again every recent nudge that shows what this turn changed, and the one pressed."""
    with turn.read() as book:
        touched = [task_id for change in turn.changes for task_id in book.touched(change, Task)]
        shown = book.deliveries_showing(touched, book.now - STALE) if touched else []
    pressed = [delivery_id] if delivery_id else []
    for each in dict.fromkeys([*pressed, *(delivery.id for delivery in shown)]):
        redraw(turn, each or 0)


def redraw(turn: Turn, delivery_id: int) -> None:
    """Draw one nudge as it is now; once more if something changed meanwhile, so that the last word wins."""
    _bump(turn, delivery_id)
    while True:
        with turn.read() as book:
            delivery = book.delivery(delivery_id)
            message, drawn = compose(book, delivery), delivery.revision
        if delivery.state != DeliveryState.SENT or not delivery.channel or not delivery.ts:
            return
        turn.client.chat_update(channel=delivery.channel, ts=delivery.ts, **message.payload())
        with turn.read() as book:
            if book.delivery(delivery_id).revision == drawn:
                return


def _bump(turn: Turn, delivery_id: int) -> None:
    """Tell whoever is drawing this nudge just now that it has changed."""
    with turn.books.open(turn.member, track=False) as book:
        book.delivery(delivery_id).revision += 1
