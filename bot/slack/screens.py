"""Screens rendered from the book after the work is done, shared by the listeners."""

from collections.abc import Sequence
from itertools import groupby

from slack_sdk.models.blocks import Block

from bot.domain import chains, contacts, introductions, keeping, tasks, wins
from bot.domain.book import Book
from bot.domain.model import Contact, Interaction, Introduction, IntroductionKind, IntroductionState, Task, TaskKind
from bot.slack import (
    contacts_views,
    home,
    introductions_views,
    nudges,
    tasks_views,
    tasks_words,
    welcome,
    wins_views,
)
from bot.slack.contacts_views import CardFacts
from bot.slack.kit import Message, actions, section
from bot.slack.mrkdwn import bold, escape
from bot.slack.outcomes import Nothing, Outcome, Redraw, Replace, Reply, Say
from bot.slack.turn import Surface, Turn

GIVEN_SHOWN = 5
WINS_SHOWN = 3


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
        planned = [book.task(task_id) for task_id in book.touched(change_id, Task)]
        facts.others = [task for task in planned if task.is_open and task.contact_id != result.contact.id]
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


def due(turn: Turn, offset: int = 0, pressed: Sequence[int] = ()) -> Message:
    """One page of everything owed; what was just pressed stands first, with its *Undo*."""
    with turn.read() as book:
        planned = book.open_tasks()
        every = [task for task in planned if not tasks.waits(task, book.today)]
        done = _settled(turn, book, pressed, every, f"due:{offset}")
    groups, waiting = keeping.together(every), sum(tasks.waits(task, book.today) for task in planned)
    offset = min(offset, max(0, len(groups) - 1))
    page = groups[offset : offset + tasks_views.PAGE]
    return tasks_views.due(page, len(groups), turn.member, book.today, offset, done, waiting)


def thanks(turn: Turn, pressed: Sequence[int] = ()) -> Message:
    """Thanks owed and given; what was just pressed stands first, with its *Undo*."""
    with turn.read() as book:
        kinds = (TaskKind.THANK_YOU, TaskKind.REPORT_BACK)
        owed = [task for task in book.open_tasks() if task.kind in kinds]
        closed = book.closed_tasks(TaskKind.THANK_YOU, limit=5 * GIVEN_SHOWN)
        given = [list(group) for _, group in groupby(closed, lambda task: (task.contact_id, task.change_id))]
        done = _settled(turn, book, pressed, owed, "thanks")
    return tasks_views.thanks(keeping.together(owed), given[:GIVEN_SHOWN], turn.member, book.today, done)


def take_back(turn: Turn, change_id: str) -> str:
    """Undo a unit of work; gives what it was.

    Raises:
        NotInBook, AlreadyUndone, TooLateToUndo, ChangedSince: see `Book.undo`.
    """
    with turn.books.open(turn.member, track=False) as book:
        change, touched = book.undo(change_id), book.touched(change_id, Task)
        tasks.wake_for(book, touched)
    turn.member = book.member
    turn.changes.append(change_id)
    turn.tasks.update(touched)
    return change.summary or "that"


def again(turn: Turn, undo: str | None = None) -> Outcome:
    """The screen that a task's button stood on, as it is now.

    Args:
        undo: the unit of work that an introduction on its own offers to undo.
    """
    screen, _, where = turn.about.get("on", "").partition(":")
    if screen == "nudge" and where.isdecimal():
        return Redraw(int(where))
    if screen == "due":
        return Replace(due(turn, int(where) if where.isdecimal() else 0, turn.ids_of("task")))
    if screen == "thanks":
        return Replace(thanks(turn, turn.ids_of("task")))
    if screen == "intros":
        return Replace(intros(turn, int(where) if where.isdecimal() else 0))
    if screen == "intro" and where.isdecimal():
        return Replace(introduction(turn, int(where), undo=undo))
    return Nothing()


def introduction(
    turn: Turn, introduction_id: int, above: str = "", undo: str | None = None, is_new: bool = False
) -> Message:
    """One introduction as the book has it now, with what can be done next.

    Args:
        above: a sentence (mrkdwn) about what just happened.
        undo: the unit of work that it offers to undo; if `is_new`, that put it into the book.
    """
    with turn.read() as book:
        one = book.introduction(introduction_id)
        owed = book.open_tasks(introduction_id=one.id)
        has_changed = undo and any(book.touched(undo, kind) for kind in (Introduction, Interaction))
    return introductions_views.introduction(
        one, owed, turn.member, book.today, above, undo if has_changed else None, is_new
    )


def introduced(one: Introduction) -> str:
    """ "Jane Doe will introduce you to Sam Lee", "You introduced Ann to Tom" (plain text)."""
    about = f" about {one.about}" if one.about else ""
    whom = one.contact.name if one.contact else "them"
    if one.kind == IntroductionKind.MADE:
        deed = "introduce" if one.state == IntroductionState.PROMISED else "introduced"
        return f"You {deed} {whom} to {one.other.name if one.other else 'them'}{about}"
    deed = "will introduce" if one.state == IntroductionState.PROMISED else "introduced"
    return f"{introductions.by(one)} {deed} you to {whom}{about}"


def intros(turn: Turn, offset: int = 0) -> Message:
    """One page of the open introductions, by what is waited for."""
    with turn.read() as book:
        every = introductions_views.in_order(book.open_introductions())
    return introductions_views.intros(every, book.today, offset)


def win(turn: Turn, win_id: int, undo: str | None) -> Message:
    """A win, the chain that led to it, and whom to thank."""
    with turn.read() as book:
        one = book.win(win_id)
        links = chains.chain(book, book.contact(one.contact_id))
        to_thank = [link.introducer for link in wins.to_thank(book, one) if link.introducer]
        thanked = [person.id for person in to_thank if wins.is_thanked(book, one, person)]
        owed = book.tasks_of_win(win_id)
    return wins_views.win(
        one, chains.shown(links), to_thank, thanked, owed, undo, turn.changes[-1] if turn.changes else ""
    )


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
    if turn.surface == Surface.PROFILE:
        return
    nudges.active_again(turn)
    nudges.redraw_touched(turn, outcome.delivery_id if isinstance(outcome, Redraw) else None)
    if turn.on_home:
        home.publish(turn, is_answered=isinstance(outcome, (Reply, Say)))
    welcome.once(turn)
    welcome.learn_profile(turn)


def _facts(book: Book, contact_id: int) -> CardFacts:
    contact = book.contact(contact_id)
    return CardFacts(
        contact,
        book.open_tasks(contact_id=contact_id),
        book.interactions(contact_id, limit=2),
        chain=chains.shown(chains.chain(book, contact)),
        led_to=book.received_from(contact_id),
        wins=book.wins(contact_id, limit=WINS_SHOWN),
    )


def _settled(turn: Turn, book: Book, pressed: Sequence[int], shown: list[Task], on: str) -> list[Block]:
    """What became of the tasks just pressed, unless they are open and listed as such."""
    owed = [book.task(task_id) for task_id in pressed]
    settled = [task for task in owed if tasks_words.settled([task], turn.member, book.today)]
    shown[:] = [other for other in shown if other not in settled]
    return tasks_views.item(settled, turn.member, book.today, on, "") if settled else []
