"""Errors nobody foresaw: a reference for the member, the place in the log, and nothing that people wrote."""

import logging
import traceback
from uuid import uuid4

from slack_sdk.errors import SlackApiError

log = logging.getLogger(__name__)

UNKNOWN = (
    "Sorry, that didn't work, and the fault is mine. If it happens again, tell whoever runs Goodword "
    "this reference: {reference}"
)

NOT_SHOWN = (
    "What you did is saved, but I couldn't show it where you did it. If it happens again, tell whoever runs Goodword "
    "this reference: {reference}"
)


def unknown(problem: BaseException) -> str:
    """The sentence for an error that has none of its own, with the reference it was logged under."""
    return UNKNOWN.format(reference=logged(problem))


def not_shown(problem: BaseException) -> str:
    """The sentence for an error behind a deed that is done."""
    return NOT_SHOWN.format(reference=logged(problem))


def logged(problem: BaseException) -> str:
    """Log where it happened, but not its message, which may quote what people wrote; gives the reference."""
    reference = uuid4().hex[:8]
    where = "".join(traceback.format_list(traceback.extract_tb(problem.__traceback__)))
    log.error("reference %s: %s\n%s", reference, _kind(problem), where)
    return reference


def _kind(problem: BaseException) -> str:
    """The error's class, and Slack's own word for it if it is Slack's."""
    word = problem.response.get("error") if isinstance(problem, SlackApiError) else None
    return f"{type(problem).__name__} {word}" if word else type(problem).__name__
