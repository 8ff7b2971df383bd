"""Listeners about wins: logged in words or on a card, and whom to thank for them."""

from typing import NamedTuple

from bot.domain import addressing, contacts, wins
from bot.domain.book import Book
from bot.domain.model import Contact
from bot.slack import screens, wins_views
from bot.slack.deeds import Whom
from bot.slack.kit import Message
from bot.slack.outcomes import Open, Outcome, Replace, Reply
from bot.slack.turn import Turn

LONGEST_NAME = 3  # words that somebody unknown is taken to be called


class Parts(NamedTuple):
    """ "Jane signed a contract", taken apart: whom it may mean, what they are called in it, what came of it."""

    meant: list[Contact]
    name: str
    what: str


def latest(turn: Turn) -> Outcome:
    """`win` alone: the wins so far."""
    with turn.read() as book:
        return Reply(wins_views.wins(book.wins(), book.today))


def parts(turn: Turn, words: str) -> Parts:
    """Take the words of a win apart: after a known name, else after what may be one."""
    with turn.read() as book:
        name, what = addressing.known_and_rest(words, book.names())
        if name:
            return Parts(contacts.named(book, name), name, what)
        return Parts([], *_split(words, _name_in(book, words)))


def record(turn: Turn, parts: Parts, whom: Whom) -> Message:
    """Log the win; without saying what it is, offer the form."""
    if not parts.what and whom.contact_id:
        with turn.read() as book:
            return wins_views.what_was_it(book.contact(whom.contact_id))
    with turn.book(whom.key) as book:
        one = wins.record(book, whom.contact(book, parts.name), parts.what)
    return screens.win(turn, one.id or 0, undo=book.change_id)


def open_form(turn: Turn) -> Outcome:
    """*Log a win*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
    return Open(wins_views.form(contact, turn.metadata(contact=contact.id)))


def submit_form(turn: Turn) -> Outcome:
    """Log the win that the form says."""
    with turn.book() as book:
        one = wins.record(book, book.contact(turn.id_of("contact")), turn.words("what"))
    return Reply(screens.win(turn, one.id or 0, undo=book.change_id))


def thank_whom(turn: Turn) -> Outcome:
    """A tick was set or taken away: thank these people, and nobody else of the same ten."""
    ticked = {int(value) for value in turn.picked if value.isdecimal() and len(value) < 19}
    with turn.book() as book:
        one = book.win(turn.id_of("win"))
        start = turn.id_of("start")
        people = [link.introducer.id or 0 for link in wins.to_thank(book, one) if link.introducer]
        these = people[start : start + wins_views.TICKS]
        thanked = {person for person in people if wins.is_thanked(book, one, book.contact(person))}
        wins.thank_only(book, one, (thanked - set(these)) | (ticked & set(these)))
    return Replace(screens.win(turn, one.id or 0, undo=None))


def _name_in(book: Book, words: str) -> int:
    """How many words at the beginning may name somebody: as many as are nearly known, else as have capitals."""
    tokens = words.split()[:LONGEST_NAME]
    for many in range(len(tokens), 0, -1):
        if contacts.find(book, " ".join(tokens[:many])).near:
            return many
    capitals = next((place for place, token in enumerate(tokens) if token[0].islower()), len(tokens))
    return max(1, capitals)


def _split(words: str, many: int) -> tuple[str, str]:
    pieces = words.split(None, many)
    return " ".join(pieces[:many]), pieces[many] if len(pieces) > many else ""
