"""Listeners about many people at once: *All 37…* under a search, and its form."""

from bot.domain import bulk, cadence
from bot.domain.book import Book
from bot.domain.bulk import Deed
from bot.domain.cadence import Cadence
from bot.domain.model import Circle
from bot.slack import bulk_views, contacts_views
from bot.slack.kit import Message, actions, section
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Open, Outcome, Reply
from bot.slack.turn import Turn


def open_form(turn: Turn) -> Outcome:
    """*All 37…*."""
    typed = turn.about.get("words", "")
    with turn.read() as book:
        people = bulk.found(book, typed)
    return Open(bulk_views.form(people, typed, turn.metadata(words=typed)))


def submit_form(turn: Turn) -> Outcome:
    """Do it to whoever the search finds now."""
    deed, circle = Deed(turn.form.get("deed") or Deed.ARCHIVE), turn.form.get("circle")
    with turn.book() as book:
        people = bulk.found(book, turn.about.get("words", ""))
        where = Circle(circle) if circle in set(Circle) else None
        rhythm = _rhythm(turn, book) if deed == Deed.CADENCE else None
        said = bulk.do(book, people, deed, tag=turn.words("tag"), circle=where, rhythm=rhythm)
    undo = contacts_views.undo_button(book.change_id, said)
    return Reply(Message(said, [section(f"{escape(said)}."), actions(undo)]))


def _rhythm(turn: Turn, book: Book) -> Cadence:
    """How often they wrote."""
    member = book.member
    return cadence.read(turn.words("keep_in_touch"), now=book.now, zone=member.tz, locale=member.locale)
