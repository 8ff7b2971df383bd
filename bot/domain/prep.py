"""What to know before a meeting: one screen about one person."""

from dataclasses import dataclass

from bot.domain import chains, situations
from bot.domain.book import Book
from bot.domain.model import Contact, Interaction, Introduction, IntroductionState, Outcome, Task, TaskKind, Win

LAST = 3
_THEIRS = (TaskKind.AWAITING_REPLY,)  # what somebody else is to do


@dataclass(frozen=True)
class Prep:
    """Everything that may be good to know."""

    contact: Contact
    chain: str  # "You ← Bob ← Ann"
    last: list[Interaction]
    mine: list[Task]  # what the member promised
    theirs: list[Task]  # what they are to do: answer, introduce
    thanks: list[Task]
    led_to: list[Introduction]  # what they do not know: what came of whom they introduced
    wins: list[Win]
    news: str | None  # the member's situation, if they should hear it


def prepare(book: Book, contact: Contact) -> Prep:
    """Look it all up."""
    assert contact.id is not None
    owed = book.open_tasks(contact_id=contact.id)
    theirs = [task for task in owed if task.kind in _THEIRS]
    thanks = [task for task in owed if task.kind == TaskKind.THANK_YOU]
    mine = [task for task in owed if task not in theirs and task not in thanks]
    situation = situations.current(book)
    news = situation.text if situation and not situations.is_told(book, contact) else None
    return Prep(
        contact,
        chains.shown(chains.chain(book, contact)),
        book.interactions(contact.id, limit=LAST),
        [task for task in mine if task.kind != TaskKind.ASK_OUTCOME],
        theirs,
        thanks,
        [one for one in book.received_from(contact.id) if is_untold(one)],
        book.wins(contact.id, limit=LAST),
        news,
    )


def is_untold(introduction: Introduction) -> bool:
    """Whether something came of an introduction, and who made it has not heard."""
    came = introduction.state == IntroductionState.MET or introduction.outcome is not None
    return came and introduction.outcome != Outcome.DECLINED and introduction.told_on is None
