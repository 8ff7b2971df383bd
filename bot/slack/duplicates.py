"""Listeners about people who look alike: `duplicates`, *Merge*, *Not the same*, *Next*."""

from bot.domain import duplicates, merging
from bot.slack import duplicates_views, screens
from bot.slack.kit import Message
from bot.slack.outcomes import Outcome, Replace, Reply
from bot.slack.turn import Turn


def written(turn: Turn, words: str = "") -> Outcome:
    """`duplicates`."""
    return Reply(_shown(turn, 0))


def next_pair(turn: Turn) -> Outcome:
    """*Next*: these two stay as they are for now."""
    return Replace(_shown(turn, turn.id_of("place")))


def merge(turn: Turn) -> Outcome:
    """*Merge*: of the two, the first stays; the next pair comes below."""
    with turn.book() as book:
        one, other = book.contact(turn.id_of("one")), book.contact(turn.id_of("other"))
        merging.merge(book, one, other)
    merged = screens.card(turn, one.id, above=f"Merged with {other.name}.", undo=book.change_id)
    following = _shown(turn, turn.id_of("place"))
    return Replace(Message(merged.text, [*merged.blocks, *following.blocks]))


def apart(turn: Turn) -> Outcome:
    """*Not the same*: never asked again."""
    with turn.book() as book:
        book.tell_apart(book.contact(turn.id_of("one")), book.contact(turn.id_of("other")))
    return Replace(_shown(turn, turn.id_of("place")))


def _shown(turn: Turn, place: int) -> Message:
    """The pair in a place, counted from 0; the last one if there are fewer by now."""
    with turn.read() as book:
        found = duplicates.scan(book.faces(), book.told_apart())
        if not found:
            return duplicates_views.none_left()
        place = min(place, len(found) - 1)
        alike = found[place]
        one, other = (book.contact(each) for each in alike.pair)
    return duplicates_views.pair(one, other, alike, place, len(found), turn.today)
