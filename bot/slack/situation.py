"""Listeners about the member's news: set, heard by whom, told to whom."""

from bot.domain import contacts, names, situations
from bot.domain.book import Book
from bot.domain.model import Contact
from bot.domain.model_net import Audience, Situation
from bot.errors import NotInBook
from bot.slack import forms, situation_views
from bot.slack.kit import Message
from bot.slack.outcomes import Open, Outcome, Replace, Reply, Suggest
from bot.slack.turn import Turn

SUGGESTED = 20


def written(turn: Turn, words: str) -> Outcome:
    """`situation TEXT` keeps it and asks who should hear; alone, it shows how far the telling has come."""
    if not words:
        return Reply(standing(turn))
    with turn.book() as book:
        new = situations.begin(book, words)
        many = len(situations.talked_with(book, new))
    return Reply(situation_views.ask(new, many, book.change_id))


def choose_audience(turn: Turn) -> Outcome:
    """Who should hear: *Talked with in two years*, *Let me pick*, *Everyone, slowly*."""
    audience = Audience(turn.pressed.rpartition(":")[2])
    if audience == Audience.PICKED:
        return _open_pick_form(turn)
    with turn.book() as book:
        situations.choose(book, _current(turn, book), audience)
    return Replace(standing(turn, undo=book.change_id))


def ask_audience(turn: Turn) -> Outcome:
    """*Change who should hear*."""
    with turn.read() as book:
        one = _current(turn, book)
        return Replace(situation_views.ask(one, len(situations.talked_with(book, one))))


def submit_pick_form(turn: Turn) -> Outcome:
    """Those picked are to hear."""
    with turn.book() as book:
        situations.choose(book, _current(turn, book), Audience.PICKED, _chosen(turn))
    return Replace(standing(turn, undo=book.change_id))


def open_told_form(turn: Turn) -> Outcome:
    """*I told these*."""
    with turn.read() as book:
        one = _current(turn, book)
        untold = situations.progress(book, one).untold[: situation_views.PEOPLE_TICKED]
        people = contacts.in_order(book, untold)
    return Open(situation_views.told_form(one, people, turn.metadata(situation=one.id)))


def submit_told_form(turn: Turn) -> Outcome:
    """They were told."""
    with turn.book() as book:
        _current(turn, book)
        people = situations.told(book, _chosen(turn))
    return Replace(standing(turn, _said(people), book.change_id if people else None))


def end(turn: Turn) -> Outcome:
    """*No longer so*."""
    with turn.book() as book:
        one = _current(turn, book)
        situations.end(book, one)
    return Replace(situation_views.over(one, book.change_id))


def suggest_known(turn: Turn) -> Outcome:
    """Typing into a menu of several people: those in the book it may mean."""
    with turn.read() as book:
        match = contacts.find(book, names.clean(turn.text))
        people = contacts.in_order(book, [*match.exact, *match.likely, *match.near][:SUGGESTED])
    return Suggest([forms.known_option(contact) for contact in people])


def standing(turn: Turn, above: str = "", undo: str | None = None) -> Message:
    """The news as the book has it now."""
    with turn.read() as book:
        one = situations.current(book)
        if one is None:
            return situation_views.none()
        progress = situations.progress(book, one)
        if one.audience is None and not above:
            return situation_views.ask(one, len(situations.talked_with(book, one)), undo)
    return situation_views.standing(one, progress, book.today, above, undo)


def _current(turn: Turn, book: Book) -> Situation:
    """The situation that the button or form is about.

    Raises:
        NotInBook: it is not the member's, or another has taken its place.
    """
    one = situations.current(book)
    if one is None or one.id != turn.id_of("situation"):
        raise NotInBook("That is no longer your latest news. `situation` alone shows what is.")
    return one


def _open_pick_form(turn: Turn) -> Outcome:
    with turn.read() as book:
        one = _current(turn, book)
        picked = [each.contact for each in book.tellings(one.id or 0) if each.contact and each.on is None]
    return Open(situation_views.pick_form(one, picked, turn.metadata(situation=one.id)))


def _chosen(turn: Turn) -> list[int]:
    """The ids of everybody ticked or chosen in the form."""
    values = [value for chosen in turn.form.values() if isinstance(chosen, list) for value in chosen]
    return [int(value) for value in dict.fromkeys(values) if value.isdecimal() and len(value) < 19]


def _said(people: list[Contact]) -> str:
    if not people:
        return "Nobody was ticked."
    firsts = [names.first(contact.name) for contact in people[:3]]
    more = [f"{len(people) - 3} more"] if len(people) > 3 else []
    return f"Noted: {', '.join([*firsts, *more])}." if len(people) > 1 else f"Noted: {firsts[0]} knows."
