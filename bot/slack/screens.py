"""Screens rendered from the book after the work is done, shared by the listeners."""

from slack_sdk.models.blocks import Block

from bot.domain import contacts, tasks
from bot.domain.book import Book
from bot.domain.model import Contact, Task, TaskKind
from bot.slack import contacts_views, home, nudges, tasks_views, welcome
from bot.slack.contacts_views import CardFacts
from bot.slack.kit import Message, actions, section
from bot.slack.mrkdwn import bold, escape
from bot.slack.outcomes import Nothing, Outcome, Redraw, Replace, Reply
from bot.slack.turn import Surface, Turn

GIVEN_SHOWN = 5


def card(turn: Turn, contact_id: int | None, above: str = "", undo: str | None = None) -> Message:
    """A person's card as the book has it now.

    Args:
        above: a plain sentence about what just happened.
        undo: the unit of work that the card offers to undo.
    """
    with turn.read() as book:
        facts = _facts(book, contact_id or 0)
    return contacts_views.card(facts, turn.member, book.today, escape(above), undo)


def saved(
    turn: Turn,
    result: contacts.Saved,
    change_id: str,
    question_id: int | None = None,
    problem: str | None = None,
) -> Message:
    """What a line or a form put into the book, to be confirmed at a glance.

    Args:
        question_id: the question that keeps a day which was not read; `problem` says why not.
    """
    with turn.read() as book:
        facts = _facts(book, result.contact.id or 0)
        for helper in result.thanked:
            facts.others += book.open_tasks(contact_id=helper.id, kind=TaskKind.THANK_YOU)
    remarks = [f"Which {bold(name)}? There are several; say it in full to name one." for name in result.unclear]
    remarks += [escape(problem)] if problem else []
    return contacts_views.saved(
        facts,
        turn.member,
        book.today,
        change_id,
        is_new=result.is_new,
        remarks=remarks,
        question_id=question_id,
    )


def gone(contact: Contact, change_id: str) -> Message:
    """What stands in place of the card of somebody deleted."""
    text = f"Deleted {contact.name}. You can undo this for 30 days."
    undo = contacts_views.undo_button(change_id, f"deleted {contact.name}")
    return Message(text, [section(escape(text)), actions(undo)])


def due(turn: Turn, offset: int = 0, pressed: int | None = None) -> Message:
    """One page of everything owed; the task just pressed stands first, with its *Undo*."""
    with turn.read() as book:
        every = book.open_tasks()
        done = _settled(turn, book, pressed, every, f"due:{offset}")
    offset = min(offset, max(0, len(every) - 1))
    page = every[offset : offset + tasks_views.PAGE]
    return tasks_views.due(page, len(every), turn.member, book.today, offset, done)


def thanks(turn: Turn, pressed: int | None = None) -> Message:
    """Thanks owed and given; the one just pressed stands first, with its *Undo*."""
    with turn.read() as book:
        owed = book.open_tasks(kind=TaskKind.THANK_YOU)
        given = book.closed_tasks(TaskKind.THANK_YOU, limit=GIVEN_SHOWN)
        done = _settled(turn, book, pressed, owed, "thanks")
    return tasks_views.thanks(owed, given, turn.member, book.today, done)


def take_back(turn: Turn, change_id: str) -> str:
    """Undo a unit of work; gives what it was.

    Raises:
        NotInBook, AlreadyUndone, TooLateToUndo, ChangedSince: see `Book.undo`.
    """
    with turn.books.open(turn.member, track=False) as book:
        change = book.undo(change_id)
        tasks.wake_for(book, book.touched(change_id, Task))
    turn.member = book.member
    turn.changes.append(change_id)
    return change.summary or "that"


def again(turn: Turn) -> Outcome:
    """The screen that a task's button stood on, as it is now."""
    screen, _, where = turn.about.get("on", "").partition(":")
    if screen == "nudge" and where.isdecimal():
        return Redraw(int(where))
    if screen == "due":
        return Replace(due(turn, int(where) if where.isdecimal() else 0, turn.id_of("task")))
    if screen == "thanks":
        return Replace(thanks(turn, turn.id_of("task")))
    return Nothing()


def as_it_is(turn: Turn, change_id: str | None) -> Outcome:
    """What a repeat of something done before is answered with: the state as it is.

    A repeated message gets no second answer; a form that was saved closes.
    """
    if turn.surface in (Surface.MESSAGE, Surface.SUBMISSION):
        return Nothing()
    with turn.read() as book:
        touched = book.contacts(book.touched(change_id, Contact)) if change_id else []
    if touched:
        return Reply(card(turn, touched[0].id, above="That is done already."))
    return Reply(Message("That is done already.", [section("That is done already.")]))


def refresh(turn: Turn, outcome: Outcome) -> None:
    """Whatever else shows what this turn changed: nudges, the Home tab; and a first-time member's welcome."""
    nudges.reachable_again(turn)
    nudges.redraw_touched(turn, outcome.delivery_id if isinstance(outcome, Redraw) else None)
    if turn.on_home:
        home.publish(turn)
    welcome.once(turn)
    welcome.learn_profile(turn)


def _facts(book: Book, contact_id: int) -> CardFacts:
    contact = book.contact(contact_id)
    return CardFacts(contact, book.open_tasks(contact_id=contact_id), book.interactions(contact_id, limit=2))


def _settled(turn: Turn, book: Book, pressed: int | None, shown: list[Task], on: str) -> list[Block]:
    """What became of the task just pressed, unless it is open and listed as such."""
    if not pressed:
        return []
    task = book.task(pressed)
    if not tasks_views.settled(task, turn.member, book.today):
        return []
    shown[:] = [other for other in shown if other.id != pressed]
    return tasks_views.item(task, turn.member, book.today, on, "")
