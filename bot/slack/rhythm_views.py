"""How a pause looks, and the question until when."""

from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from bot.domain import calendar, words
from bot.domain.model import Member
from bot.slack.kit import Message, actions, button, section, value
from bot.slack.mrkdwn import escape

PAUSE = "pause_until"  # a day to pause until; several in one row, so numbered
RESUME = "resume"


def paused(until: date, today: date) -> Message:
    """What is said of a pause, with the way out of it."""
    said = f"Quiet until {words.dated(until, today)}. Nothing is lost: what comes due meanwhile waits in one digest."
    return Message(said, [section(said, button("Resume now", RESUME))])


def until_when(member: Member, today: date, problem: str = "") -> Message:
    """Ask until when to be quiet; during a pause, say so and offer to end it.

    Args:
        problem: what was wrong with the day that was named (plain text).
    """
    days = {
        "Tomorrow": today + timedelta(days=1),
        "Monday": calendar.coming(0, today),
        "For two weeks": today + timedelta(days=14),
    }
    row = [button(text, f"{PAUSE}:{text}", value(until=day.isoformat())) for text, day in days.items()]
    asked = escape(problem) or "Until when shall I be quiet? Pick a day, or write `pause until 7 december`."
    blocks: list[Block] = [section(asked), actions(*row)]
    if member.paused_until and today < member.paused_until:
        blocks = [*paused(member.paused_until, today).blocks, *blocks]
    return Message("Until when shall I be quiet?", blocks)


def welcome_back(member: Member) -> Message:
    """What is said when a pause is over."""
    at = words.clock(member.digest_time, member.locale)
    said = f"Welcome back. Reminders come again on workdays at {at}, when something is due."
    return Message(said, [section(said)])
