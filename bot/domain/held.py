"""What the book has to say about a message before it goes out: gathered for the triple check."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from bot.domain import drafts, introductions, news
from bot.domain.book import Book
from bot.domain.checks import Finding, Known, Sent, check
from bot.domain.messages import Draft, Occasion
from bot.domain.model import Contact, DetailKind, Direction, Interaction, InteractionKind, Introduction, Task

NOTES = 50  # interactions that are looked at
TO_OTHERS = 200  # messages


def findings(
    book: Book, contact: Contact, occasion: Occasion, text: str, owed: Sequence[Task] = (), built: str = ""
) -> list[Finding]:
    """Everything that may be wrong with a message to somebody.

    Args:
        owed: the promises it keeps.
        built: what Goodword itself would write, none of which is a copy of another's message.
    """
    return check(text, known(book, contact, occasion, owed, built))


def known(book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task] = (), built: str = "") -> Known:
    """What a message to somebody is held against."""
    said = book.interactions(contact.id or 0, limit=NOTES)
    around = _introductions(book, contact)
    unanswered = _unanswered(said)
    return Known(
        contact=contact,
        member=book.member,
        occasion=occasion,
        today=book.today,
        everybody=book.names(),
        events=book.places(),
        former=contact.values(DetailKind.EMPLOYER),
        introducers=[introductions.by(one) for one in contact.introducers],
        related=_related(contact, around),
        theirs=_theirs(said, book.open_tasks(contact_id=contact.id), around),
        sent=[_sent(draft) for draft in book.sent_drafts(limit=TO_OTHERS) if draft.contact_id != contact.id],
        built=built,
        news=news.of(book, contact),
        written_on=unanswered[0].on if unanswered else None,
        unanswered=_asked(unanswered, book.sent_drafts(contact.id, limit=NOTES)),
        expected=bool(owed),
    )


def _introductions(book: Book, contact: Contact) -> list[Introduction]:
    """All that somebody has to do with."""
    assert contact.id is not None
    return [*book.received([contact.id]), *book.received_from(contact.id, limit=NOTES), *book.made_with(contact.id)]


def _related(contact: Contact, around: Iterable[Introduction]) -> list[str]:
    """The names of others who belong to them: whom they introduced, or are introduced to."""
    others = (person for one in around for person in (one.contact, one.introducer, one.other) if person)
    return list(dict.fromkeys(person.name for person in others if person.id != contact.id))


def _theirs(said: Iterable[Interaction], owed: Iterable[Task], around: Iterable[Introduction]) -> str:
    """Notes, promises and introductions, in the words they were written in; what was sent to them is no note."""
    notes = [one.text for one in said if one.direction != Direction.OUT]
    return "\n".join(filter(None, [*notes, *(task.about for task in owed), *(one.about for one in around)]))


def _unanswered(said: Iterable[Interaction]) -> list[Interaction]:
    """The member's messages since they last answered, or the two last spoke; the latest first."""
    exchanged = (one for one in said if one.kind != InteractionKind.NOTE)
    return list(takewhile(lambda one: one.direction == Direction.OUT, exchanged))


def _asked(unanswered: Iterable[Interaction], sent: Iterable[Draft]) -> int:
    """How many of these messages wanted an answer."""
    occasions = {draft.text: draft.occasion for draft in sent}
    return sum(drafts.expects_an_answer(occasions[one.text], one.text) for one in unanswered if one.text in occasions)


def _sent(draft: Draft) -> Sent:
    contact = draft.contact
    return Sent(contact.name if contact else "", contact.company if contact else None, draft.text, draft.sent_on)
