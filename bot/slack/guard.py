"""The one wrapper around every listener: payload to turn, outcome to Slack, errors to sentences."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.errors import GoodwordError, Repeated, WorkspaceLocked
from bot.slack import answering, screens, turns
from bot.slack.faults import logged, not_shown, unknown
from bot.slack.kit import Home, Message, Modal, section
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Errors, Open, Outcome, Redraw, Reply, Suggest
from bot.slack.turn import Surface, Turn
from bot.storage.book import Books

Listener = Callable[[Turn], Outcome]

PATIENCE = 2.0  # seconds; three after it sent the request, Slack does not wait any more
_ARRIVED = "arrived"


def guarded(surface: Surface, listener: Listener, books: Books) -> Callable[..., None]:
    """A Bolt listener that runs ours.

    Whatever goes wrong before the acknowledgement is said in it; what goes wrong after it is said in a message, since
    the deed itself is done and saved. Either is logged under the reference it is said with.
    """

    def handle(ack: answering.Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        try:
            turn = turns.read(surface, body, context, books, client)
            outcome = _attempt(turn, listener) if turn else None
        except WorkspaceLocked:  # Goodword was removed just now: nobody is there to answer
            turn = outcome = None
        if turn is None or outcome is None:
            ack()
            return
        turn.is_late = _waited(context) > PATIENCE
        _acknowledge(turn, ack, outcome)
        _after(turn, outcome)

    handle.__name__ = f"{surface}_{listener.__name__}"
    return handle


def note_arrival(context: BoltContext, next: Callable[[], Any]) -> None:
    """For Bolt, as middleware: remember when a request came, since it may have to wait for its turn."""
    context[_ARRIVED] = monotonic()
    next()


def _waited(context: BoltContext) -> float:
    """The seconds since the request came."""
    return monotonic() - float(context[_ARRIVED])


def _attempt(turn: Turn, listener: Listener) -> Outcome:
    try:
        turns.meet(turn)
        return _once(turn, listener)
    except WorkspaceLocked:
        raise
    except GoodwordError as problem:
        return explained(turn, problem.sentence, problem.field)
    except Exception as problem:  # the last resort: whatever it is, the member gets a reference to ask about
        return explained(turn, unknown(problem), None)


def _once(turn: Turn, listener: Listener) -> Outcome:
    try:
        return listener(turn)
    except Repeated as repeat:
        return screens.as_it_is(turn, repeat.change_id)


def _acknowledge(turn: Turn, ack: answering.Ack, outcome: Outcome) -> None:
    """Acknowledge whatever happens; the answer may turn out to be none that Slack takes."""
    try:
        answering.acknowledge(turn, ack, outcome)
    except Exception as problem:
        answering.acknowledge(turn, ack, explained(turn, unknown(problem), None))


def explained(turn: Turn, sentence: str, field: str | None) -> Outcome:
    """What went wrong, said where the member is looking; what they typed stays where it can be mended."""
    if turn.surface == Surface.SUGGESTION:
        return Suggest()
    if turn.surface == Surface.SUBMISSION:
        return Errors({field if field in turn.blocks else next(iter(turn.blocks), "form"): sentence})
    if turn.surface in (Surface.BUTTON, Surface.SHORTCUT) and turn.trigger_id:
        return Open(Modal("Goodword", [section(escape(sentence))]))
    typed = f"\n>{escape(turn.text)}" if turn.text else ""
    return Reply(Message(sentence, [section(escape(sentence) + typed)]))


def _after(turn: Turn, outcome: Outcome) -> None:
    """All that follows the acknowledgement; one part's failure does not keep the other from its turn."""
    try:
        answering.follow_up(turn, outcome)
    except Exception as problem:  # the deed is done, but the member waits for a sign of it
        _tell(turn, not_shown(problem) if turn.changes else unknown(problem))
    try:
        screens.refresh(turn, outcome)
    except Exception as problem:
        _own_up(turn, outcome, problem)


def _own_up(turn: Turn, outcome: Outcome, problem: Exception) -> None:
    """Say that a screen is not up to date, if it is the one that the member waits for."""
    if turn.surface == Surface.HOME:
        _tell(turn, unknown(problem))
    elif isinstance(outcome, Redraw):
        _tell(turn, not_shown(problem))
    else:
        logged(problem)


def _tell(turn: Turn, sentence: str) -> None:
    said = section(escape(sentence))
    try:
        if turn.surface == Surface.HOME:
            turn.client.views_publish(user_id=turn.member.user_id, view=Home([said]).payload())
        else:
            answering.post(turn, Message(sentence, [said]))
    except Exception as problem:  # Slack itself is out of reach
        logged(problem)
