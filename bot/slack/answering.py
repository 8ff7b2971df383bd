"""Brings a listener's outcome to where the member is: first with the acknowledgement, then after it."""

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.domain.model import Member
from bot.errors import GoodwordError
from bot.slack.faults import unknown
from bot.slack.kit import Message, Modal, section
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Errors, Open, Outcome, Replace, Reply, Say, Suggest, Update
from bot.slack.turn import Place, Surface, Turn

log = logging.getLogger(__name__)

Ack = Callable[..., Any]

TRIGGER_GONE = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired")
SLOW_FORM = "Slack didn't open the form in time. Nothing is lost: please try that once more."


def acknowledge(turn: Turn, ack: Ack, outcome: Outcome) -> None:
    """Acknowledge, with the answer inside where Slack shows one: a command's reply, if in time, and a form's errors."""
    match turn.surface, outcome:
        case Surface.COMMAND, Reply(message) | Replace(message) if not turn.is_late:
            ack(response_type="ephemeral" if turn.place.ephemeral else "in_channel", **message.payload())
        case Surface.SUBMISSION, Errors(fields):
            ack(
                response_action="errors",
                errors={turn.blocks.get(name, name): s for name, s in fields.items()},
            )
        case Surface.SUBMISSION, Update(modal):
            ack(response_action="update", view=modal.payload())
        case Surface.SUBMISSION, Open(modal):
            ack(response_action="push", view=modal.payload())
        case Surface.SUGGESTION, Suggest(options):
            ack(options=[option.to_dict() for option in options])
        case _:
            ack()


def follow_up(turn: Turn, outcome: Outcome) -> None:
    """Show, after the acknowledgement, what did not go with it."""
    _show(turn, outcome)
    if isinstance(outcome, Reply) and outcome.then:
        outcome.then()


def _show(turn: Turn, outcome: Outcome) -> None:
    match turn.surface, outcome:
        case Surface.COMMAND, Reply() | Replace() if not turn.is_late:
            return
        case Surface.SUBMISSION, Update() | Open() | Errors():
            return
        case _, Open(modal, filled):
            _open(turn, modal, filled)
        case _, Update(modal):
            _redraw(turn, modal)
        case _, Say(message, modal):
            post_in_dm(turn, message)
            _redraw(turn, modal)
        case _, Replace(message):
            replace(turn, message)
        case _, Reply(message):
            post(turn, message)


def _redraw(turn: Turn, modal: Modal) -> None:
    """Draw a modal anew; whoever has closed it meanwhile misses nothing."""
    try:
        turn.client.views_update(view_id=turn.view_id, view=modal.payload())
    except SlackApiError as problem:
        if problem.response.get("error") != "not_found":
            raise


def _open(turn: Turn, modal: Modal, filled: Callable[[], Modal] | None) -> None:
    call = turn.client.views_push if turn.in_modal else turn.client.views_open
    try:
        view = call(trigger_id=turn.trigger_id, view=modal.payload())["view"]
    except SlackApiError as problem:
        if problem.response.get("error") not in TRIGGER_GONE:
            raise
        post(turn, Message(SLOW_FORM, [section(SLOW_FORM)]))
        return
    if filled:
        turn.client.views_update(view_id=view["id"], hash=view.get("hash"), view=_filled(filled).payload())


def _filled(filled: Callable[[], Modal]) -> Modal:
    """What the modal was opened for; if that fails, the sentence instead of "Loading" for ever."""
    try:
        return filled()
    except GoodwordError as problem:
        return Modal("Goodword", [section(escape(problem.sentence))])
    except Exception as problem:  # as in the guard: the member gets a reference to ask about
        return Modal("Goodword", [section(unknown(problem))])


def replace(turn: Turn, message: Message) -> None:
    """Put a message in the place of the one acted on; a new one where that can't be reached any more."""
    place = turn.place
    try:
        if place.ephemeral and place.response_url:
            if _respond(place, replace_original=True, **message.payload()):
                return
        elif place.channel and place.ts:
            turn.client.chat_update(channel=place.channel, ts=place.ts, **message.payload())
            return
    except SlackApiError as problem:
        log.warning("message not replaced: %s", problem.response.get("error"))
    post_in_dm(turn, message)


def post(turn: Turn, message: Message) -> None:
    """Answer with a message of its own: unseen by others beside an unseen message, else in Goodword's DM."""
    beside = {"replace_original": False, "response_type": "ephemeral", **message.payload()}
    if turn.place.ephemeral and turn.place.response_url and _respond(turn.place, **beside):
        return
    post_in_dm(turn, message)


def post_in_dm(turn: Turn, message: Message) -> None:
    """Say something in Goodword's DM with the member."""
    try:
        turn.client.chat_postMessage(channel=dm_of(turn), **message.payload())
    except SlackApiError as problem:
        if problem.response.get("error") != "channel_not_found":
            raise
        turn.client.chat_postMessage(channel=dm_of(turn, anew=True), **message.payload())


def dm_of(turn: Turn, *, anew: bool = False) -> str:
    """The DM between Goodword and the member, opened when it is not known yet (or not by that id any more)."""
    if anew or not turn.member.dm_channel:
        channel = open_dm(turn.client, turn.member)
        with turn.books.open(turn.member, track=False) as book:
            book.member.dm_channel = channel
        turn.member = book.member
    return turn.member.dm_channel or ""


def open_dm(client: WebClient, member: Member) -> str:
    """Ask Slack for the id of Goodword's DM with a member."""
    return str(client.conversations_open(users=member.user_id)["channel"]["id"])


def _respond(place: Place, **payload: Any) -> bool:
    """Use a response_url; false when it is used up or too old."""
    response = WebhookClient(place.response_url or "", timeout=10).send_dict(payload)
    if response.status_code != 200:
        log.warning("response_url answered %s", response.status_code)
    return bool(response.status_code == 200)
