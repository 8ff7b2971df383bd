"""Listeners about when Goodword writes: another hour for the digest, a pause, a move to another time zone."""

import re
from datetime import date, timedelta

from bot.domain import calendar, rhythm, when, words
from bot.domain.model import Member
from bot.errors import DayInDoubt, UnreadableDay
from bot.slack import profiles
from bot.slack.kit import Message, actions, button, section, value
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Nothing, Outcome, Redraw, Replace, Reply
from bot.slack.turn import Turn

PAUSE = "pause_until"  # a day to pause until; several in one row, so numbered
RESUME = "resume"

_UNTIL = re.compile(r"(?:until|till|til|to|through)\s+", re.IGNORECASE)
_FOR = re.compile(r"for\s+", re.IGNORECASE)


def change_hour(turn: Turn) -> Outcome:
    """*Earlier*, *Lunch* or *End of day* on the first digest."""
    with turn.book() as book:
        rhythm.change(book, digest_time=rhythm.HOURS.get(turn.about.get("hour", "")))
    return Redraw(turn.id_of("delivery"))


def pause(turn: Turn, typed: str) -> Outcome:
    """`pause until WHEN`, `pause for 2 weeks`; alone, it asks until when."""
    if not typed:
        return Reply(_ask(turn.member, turn.today))
    try:
        until = _until(turn, typed)
        with turn.book() as book:
            rhythm.pause(book, until)
    except (UnreadableDay, DayInDoubt) as problem:
        return Reply(_ask(turn.member, turn.today, problem.sentence))
    return Reply(paused(turn.member, turn.today))


def pause_until(turn: Turn) -> Outcome:
    """A day offered under "Until when?"."""
    try:
        until = date.fromisoformat(turn.about.get("until", ""))
    except ValueError:
        raise UnreadableDay(words=turn.about.get("until", "")) from None
    with turn.book() as book:
        rhythm.pause(book, until)
    return Replace(paused(turn.member, turn.today))


def resume(turn: Turn, typed: str = "") -> Outcome:
    """`resume`, and *Resume now*."""
    with turn.book() as book:
        rhythm.resume(book)
    at = words.clock(turn.member.digest_time, turn.member.locale)
    said = f"Welcome back. Reminders come again on workdays at {at}, when something is due."
    message = Message(said, [section(said)])
    return Replace(message) if turn.place.ts else Reply(message)


def profile_changed(turn: Turn) -> Outcome:
    """Slack says that somebody's profile changed: a member who moved is nudged by the clock on their new wall."""
    zone = profiles.zone((turn.body.get("event") or {}).get("user", {}).get("tz"))
    if zone and zone != turn.member.zone:
        with turn.books.open(turn.member, track=False) as book:
            rhythm.change(book, zone=zone)
    return Nothing()


def paused(member: Member, today: date) -> Message:
    """What is said of a pause, with the way out of it."""
    assert member.paused_until is not None
    day = words.dated(member.paused_until, today)
    said = f"Quiet until {day}. Nothing is lost: what comes due meanwhile waits for you in one digest."
    return Message(said, [section(said, button("Resume now", RESUME))])


def _until(turn: Turn, typed: str) -> date:
    """The day that is meant: "until monday", "for 2 weeks"."""
    member = turn.member
    day = "in " + _FOR.sub("", typed, count=1) if _FOR.match(typed) else _UNTIL.sub("", typed, count=1)
    return when.read(day, now=turn.now, zone=member.tz, locale=member.locale).on


def _ask(member: Member, today: date, problem: str = "") -> Message:
    """Ask until when to be quiet; during a pause, say so and offer to end it."""
    monday = calendar.coming(0, today)
    days = {"Tomorrow": today + timedelta(days=1), "Monday": monday, "For two weeks": today + timedelta(days=14)}
    row = [button(text, f"{PAUSE}:{text}", value(until=day.isoformat())) for text, day in days.items()]
    asked = problem or "Until when shall I be quiet? Pick a day, or write `pause until 7 december`."
    blocks = [section(escape(asked) if problem else asked), actions(*row)]
    if member.paused_until and today < member.paused_until:
        blocks = [*paused(member, today).blocks, *blocks]
    return Message("Until when shall I be quiet?", blocks)
