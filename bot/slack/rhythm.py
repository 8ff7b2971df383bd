"""Listeners about when Goodword writes: another hour for the digest, a pause, a move to another time zone."""

import re
from datetime import date

from bot.domain import rhythm, when
from bot.errors import DayInDoubt, UnreadableDay
from bot.slack import profiles, rhythm_views
from bot.slack.outcomes import Nothing, Outcome, Redraw, Replace, Reply
from bot.slack.turn import Turn

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
        return Reply(rhythm_views.until_when(turn.member, turn.today))
    try:
        until = _until(turn, typed)
        with turn.book() as book:
            rhythm.pause(book, until)
    except (UnreadableDay, DayInDoubt) as problem:
        return Reply(rhythm_views.until_when(turn.member, turn.today, problem.sentence))
    return Reply(rhythm_views.paused(until, turn.today))


def ask(turn: Turn) -> Outcome:
    """*Pause*: until when?"""
    return pause(turn, "")


def pause_until(turn: Turn) -> Outcome:
    """A day offered under "Until when?"."""
    try:
        until = date.fromisoformat(turn.about.get("until", ""))
    except ValueError:
        raise UnreadableDay(words=turn.about.get("until", "")) from None
    with turn.book() as book:
        rhythm.pause(book, until)
    return Replace(rhythm_views.paused(until, turn.today))


def resume(turn: Turn, typed: str = "") -> Outcome:
    """`resume`, and *Resume now*."""
    with turn.book() as book:
        rhythm.resume(book)
    message = rhythm_views.welcome_back(turn.member)
    return Replace(message) if turn.place.ts else Reply(message)


def profile_changed(turn: Turn) -> Outcome:
    """Slack says that somebody's profile changed: a member who moved is nudged by the clock on their new wall.

    Unless they have set a zone themselves.
    """
    zone = profiles.zone((turn.body.get("event") or {}).get("user", {}).get("tz"))
    if zone and zone != turn.member.zone and not turn.member.own_zone:
        with turn.books.open(turn.member, track=False) as book:
            rhythm.change(book, zone=zone)
    return Nothing()


def _until(turn: Turn, typed: str) -> date:
    """The day that is meant: "until monday", "for 2 weeks"."""
    member = turn.member
    day = "in " + _FOR.sub("", typed, count=1) if _FOR.match(typed) else _UNTIL.sub("", typed, count=1)
    return when.read(day, now=turn.now, zone=member.tz, locale=member.locale).on
