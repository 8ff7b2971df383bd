"""Listeners about people to write to: this week's five, what is done about each, how often for each circle."""

from collections.abc import Callable, Mapping

from bot.domain import cadence, names, wide_net
from bot.domain.book import Book
from bot.domain.cadence import Cadence
from bot.domain.model import Circle, Contact, Interaction
from bot.errors import UnreadableCadence
from bot.slack import screens, suggestions_views
from bot.slack.kit import Message
from bot.slack.outcomes import Open, Outcome, Replace, Reply
from bot.slack.turn import Turn


def written(turn: Turn, words: str = "") -> Outcome:
    """`suggest`."""
    return Reply(shown(turn))


def show(turn: Turn) -> Outcome:
    """*Show me* in a digest: a message of its own."""
    return Reply(shown(turn))


def act(turn: Turn) -> Outcome:
    """*Told them my news*, *I wrote*, *Not now*, *Never*."""
    do = turn.about.get("do", "")
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        DEEDS[do](book, contact)
        is_done = any(book.touched(book.change_id, kind) for kind in (Contact, Interaction))
    undo = book.change_id if is_done else None  # a second press did nothing that could be undone
    return Replace(shown(turn, _SAID[do].format(first=names.first(contact.name)), undo))


def undo(turn: Turn) -> Outcome:
    """*Undo* beside what was just done."""
    screens.take_back(turn, turn.about.get("change", ""))
    return Replace(shown(turn))


def open_cadences(turn: Turn) -> Outcome:
    """*How often?*"""
    return Open(suggestions_views.cadences_form(turn.member, turn.metadata()))


def submit_cadences(turn: Turn) -> Outcome:
    """Keep what the form says of each circle."""
    with turn.book() as book:
        cadence.set_for_circles(book.member, {circle: _cadence(turn, book, circle) for circle in Circle})
    return Reply(suggestions_views.cadences_saved(turn.member))


def shown(turn: Turn, done: str = "", undo: str | None = None) -> Message:
    """This week's people as the book has it now; to look at them is nothing to undo."""
    with turn.books.open(turn.member, track=False) as book:
        people = wide_net.shown(book)
    turn.member = book.member
    return suggestions_views.suggestions(people, book.today, done, undo)


def _cadence(turn: Turn, book: Book, circle: Circle) -> Cadence:
    member = book.member
    try:
        return cadence.read(turn.words(circle.value), now=book.now, zone=member.tz, locale=member.locale)
    except UnreadableCadence as problem:
        problem.field = circle.value
        raise


DEEDS: Mapping[str, Callable[[Book, Contact], None]] = {
    suggestions_views.TOLD: wide_net.told,
    suggestions_views.WROTE: wide_net.wrote,
    suggestions_views.NOT_NOW: wide_net.not_now,
    suggestions_views.NEVER: wide_net.never,
}
_SAID = {
    suggestions_views.TOLD: "{first} knows your news now",
    suggestions_views.WROTE: "Noted that you wrote to {first}",
    suggestions_views.NOT_NOW: "Not now: {first} rests for a month",
    suggestions_views.NEVER: "{first} won't be suggested any more",
}
