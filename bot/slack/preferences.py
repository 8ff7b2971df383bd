"""Listeners about what members set: `settings`, *Settings*, and the time zones that are typed for."""

from datetime import time

from bot.domain import preferences
from bot.domain.preferences import AS_IN_SLACK, Preferences
from bot.slack import settings_views
from bot.slack.outcomes import Nothing, Open, Outcome, Reply, Suggest
from bot.slack.turn import Turn

SUGGESTED = 20


def written(turn: Turn, words: str) -> Outcome:
    """`settings`: the form; a message can't open one, so there a button does."""
    return open_form(turn) if turn.trigger_id else Reply(settings_views.offer())


def open_form(turn: Turn) -> Outcome:
    """*Settings*."""
    with turn.read() as book:
        member = book.member
    return Open(settings_views.form(member, turn.metadata()))


def submit_form(turn: Turn) -> Outcome:
    """Keep what the form says; on Home that is to be seen at once, elsewhere it is said."""
    with turn.book() as book:
        preferences.set_all(book, _typed(turn))
    return Nothing() if turn.on_home else Reply(settings_views.saved(turn.member))


def suggest_zones(turn: Turn) -> Outcome:
    """Typing into the menu of time zones: that of Slack's profile, then those it may mean."""
    found = preferences.zones_like(turn.text, SUGGESTED)
    return Suggest([settings_views.as_in_slack(), *map(settings_views.zone_option, found)])


def _typed(turn: Turn) -> Preferences:
    member, people = turn.member, turn.words("digest_people")
    return Preferences(
        digest_time=_time(turn.words("digest_time")) or member.digest_time,
        workdays="".join(sorted(map(str, turn.form.get("workdays") or []))),
        digest_people=int(people) if people.isdecimal() and len(people) < 3 else member.digest_people,
        zone=turn.words("zone") or AS_IN_SLACK,
        locale=turn.words("locale") or AS_IN_SLACK,
        hide_names=bool(turn.form.get("hide_names")),
    )


def _time(text: str) -> time | None:
    """A time picker's "08:30"."""
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
