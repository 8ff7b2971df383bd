"""The one wrapper around every listener: payload to turn, outcome to Slack, errors to sentences."""

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.errors import GoodwordError, Repeated
from bot.slack import answering, screens, turns
from bot.slack.faults import logged, unknown
from bot.slack.kit import Message, Modal, section
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Errors, Nothing, Open, Outcome, Reply, Suggest
from bot.slack.turn import Surface, Turn
from bot.storage.book import Books

Listener = Callable[[Turn], Outcome]


def guarded(surface: Surface, listener: Listener, books: Books) -> Callable[..., None]:
    """A Bolt listener that runs ours.

    Whatever goes wrong before the acknowledgement is said in it; whatever goes wrong after it is logged with a
    reference, since the deed itself is done and saved.
    """

    def handle(ack: answering.Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        turn, outcome = _attempt(surface, listener, books, body, context, client)
        answering.acknowledge(turn, ack, outcome) if turn else ack()
        if turn:
            _after(turn, outcome)

    handle.__name__ = f"{surface}_{listener.__name__}"
    return handle


def _attempt(
    surface: Surface,
    listener: Listener,
    books: Books,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
) -> tuple[Turn | None, Outcome]:
    turn = None
    try:
        turn = turns.read(surface, body, context, books, client)
        return turn, listener(turn) if turn else Nothing()
    except Repeated as repeat:
        return turn, screens.as_it_is(turn, repeat.change_id) if turn else Nothing()
    except GoodwordError as problem:
        return turn, explained(turn, problem.sentence, problem.field) if turn else Nothing()
    except Exception as problem:  # the last resort: whatever it is, the member gets a reference to ask about
        return turn, explained(turn, unknown(problem), None) if turn else Nothing()


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
    """All that follows the acknowledgement; one part's failure does not keep the others from their turn."""
    parts: tuple[Callable[[], None], ...] = (
        lambda: answering.follow_up(turn, outcome),
        lambda: screens.refresh(turn, outcome),
    )
    for part in parts:
        try:
            part()
        except Exception as problem:  # logged with its reference; the deed is done and its answer given
            logged(problem)
