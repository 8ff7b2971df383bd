"""Introductions the member received: who led to whom, how it went, and that the introducer hears of it.

An introduction is promised, then made; the two get in touch, meet, and something comes of it or nothing. Whatever
is logged about the person moves it along by itself, and what is owed for it follows:
- thanks to the introducer by the next workday, once it is made;
- a question to the member after two weeks in which nothing was logged: have you been in touch?
- a line to the introducer on how it went, once they met or something came of it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot import errors
from bot.domain import calendar, names, tasks
from bot.domain.book import Book
from bot.domain.model import (
    Contact,
    InteractionKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Outcome,
    Task,
    TaskKind,
    TaskState,
)

PROMISE_WAITS = timedelta(days=7)
SILENCE = timedelta(days=14)
ASKED_AT_MOST = 2  # how often "have you been in touch?" is asked about one introduction
ABOUT_LIMIT = 1000

PROMISED, INTRODUCED = IntroductionState.PROMISED, IntroductionState.INTRODUCED
IN_TOUCH, MET, CLOSED = IntroductionState.IN_TOUCH, IntroductionState.MET, IntroductionState.CLOSED

# What an interaction of a kind makes of an introduction; a mere note makes nothing of it.
_MOVES = {
    InteractionKind.MESSAGE: IN_TOUCH,
    InteractionKind.EMAIL: IN_TOUCH,
    InteractionKind.CALL: MET,
    InteractionKind.COFFEE: MET,
    InteractionKind.MEETING: MET,
}


@dataclass(frozen=True)
class Logged:
    """An introduction as it is in the book now."""

    introduction: Introduction
    is_new: bool
    moved: bool = False  # it was known as a promise, and has happened now


def receive(
    book: Book,
    introducer: Contact,
    contact: Contact,
    *,
    about: str | None = None,
    promised: bool = False,
    past: bool = False,
) -> Logged:
    """Log that somebody introduced the member to a contact, or promised to.

    The same introduction is logged once; one that was promised happens when it is logged as made.

    Args:
        about: what it is about, in the member's words.
        past: it is long done, and nothing is owed for it.

    Raises:
        IntroducedToThemself: both are one person.
        TextTooLong: `about` is longer than `ABOUT_LIMIT`.
    """
    if introducer.id == contact.id:
        raise errors.IntroducedToThemself(name=contact.name)
    known = between(book, introducer, contact)
    if known:
        moves = known.state == PROMISED and not promised
        if moves:
            known.about = known.about or short(about)
        return Logged(happened(book, known) if moves else known, is_new=False, moved=moves)
    state = PROMISED if promised else MET if past else INTRODUCED
    return Logged(_new(book, introducer, contact, short(about), state), is_new=True)


def between(book: Book, introducer: Contact, contact: Contact) -> Introduction | None:
    """The introduction of a contact by an introducer that is in the book already; a promise let go is none."""
    assert contact.id is not None
    known = (one for one in book.received([contact.id]) if one.introducer_id == introducer.id)
    return next((one for one in known if one.outcome != Outcome.DECLINED), None)


def happened(book: Book, introduction: Introduction) -> Introduction:
    """What was promised was done: now the introducer is owed thanks."""
    if introduction.state == PROMISED:
        introduction.state, introduction.on, introduction.asked = INTRODUCED, book.today, 0
        _drop(book, introduction)
        _begin(book, introduction)
        book.describe(f"{by(introduction)} introduced you to {_whom(introduction)}", introduction.contact)
    return introduction


def reminded(book: Book, introduction: Introduction) -> Introduction:
    """The introducer was reminded of the promise; it is looked at once more a week later."""
    if introduction.introducer and introduction.state == PROMISED:
        introduction.asked += 1
        _drop(book, introduction)
        tasks.touch(book, introduction.introducer, f"Reminded of the introduction to {_whom(introduction)}")
        owe(book, TaskKind.AWAITING_REPLY, introduction.introducer, introduction, book.today + PROMISE_WAITS)
        book.describe(f"Reminded {by(introduction)}", introduction.introducer)
    return introduction


def let_go(book: Book, introduction: Introduction) -> Introduction:
    """Expect nothing more of it; nobody hears anything."""
    if introduction.is_open:
        introduction.outcome = None if introduction.has_happened else Outcome.DECLINED
        introduction.state = CLOSED
        _drop(book, introduction)
        book.describe(f"Let go: the introduction to {_whom(introduction)}", introduction.contact)
    return introduction


def noticed(book: Book, contact: Contact, kind: InteractionKind) -> None:
    """Move the introductions of a contact along, as an interaction with them was logged.

    Another message leaves them in touch; the member is asked two weeks after that one.
    """
    state = _MOVES.get(kind)
    if state is None:
        return
    earlier = (INTRODUCED, IN_TOUCH)
    for introduction in book.received([contact.id or 0]):
        if introduction.state in earlier:
            _advance(book, introduction, state)


def talked(book: Book, introduction: Introduction, kind: InteractionKind = InteractionKind.CALL) -> Introduction:
    """*We talked* or *We met*: logged as an interaction of today, which moves it along; a second press is none."""
    if introduction.is_open and introduction.state != MET and introduction.contact:
        said = "Met" if kind == InteractionKind.MEETING else "Talked"
        tasks.touch(book, introduction.contact, "", kind)  # the kind says it all
        noticed(book, introduction.contact, kind)
        book.describe(f"{said} with {_whom(introduction)}", introduction.contact)
    return introduction


def not_yet(book: Book, introduction: Introduction) -> Introduction:
    """*Not yet*: asked once more two weeks later, and then no more; said before it was asked, it counts for nothing."""
    asks = book.open_tasks(kind=TaskKind.ASK_OUTCOME, introduction_id=introduction.id)
    if introduction.state in (INTRODUCED, IN_TOUCH) and not any(task.due_on > book.today for task in asks):
        introduction.asked += 1
        _ask_later(book, introduction)
        book.describe(f"Not in touch with {_whom(introduction)} yet", introduction.contact)
    return introduction


def conclude(book: Book, introduction: Introduction, outcome: Outcome) -> Introduction:
    """Note what came of it; the introducer is to hear, also when it is nothing, and again when it changes.

    Whoever asked to be left alone is left alone.
    """
    if introduction.outcome == outcome:
        return introduction
    happened(book, introduction)
    introduction.state, introduction.outcome = CLOSED, outcome
    _drop(book, introduction, TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY)
    if outcome == Outcome.LEFT_ALONE and introduction.contact:
        introduction.contact.do_not_contact = True
        tasks.let_all_go(book, introduction.contact)
    report_back(book, introduction)
    book.describe(f"{_whom(introduction)}: {OUTCOMES[outcome].lower()}", introduction.contact)
    return introduction


OUTCOMES = {
    Outcome.WENT_SOMEWHERE: "Went somewhere",
    Outcome.NOTHING: "Nothing came of it",
    Outcome.NO_REPLY: "No reply",
    Outcome.LEFT_ALONE: "Asked to be left alone",
    Outcome.DECLINED: "It was not to be",
}


def report_back(book: Book, introduction: Introduction) -> Task | None:
    """Owe the introducer a line on how it went, together with thanks that are still owed for it."""
    introducer = introduction.introducer
    if introducer is None:
        return None
    thanks = book.open_task(TaskKind.THANK_YOU, introducer.id or 0, introduction.id)
    report = owe(book, TaskKind.REPORT_BACK, introducer, introduction, _soon(book))
    if thanks and report:
        report.due_on, report.due_time, report.nudge_at = thanks.due_on, None, thanks.nudge_at
    return report


def owe(book: Book, kind: TaskKind, contact: Contact, introduction: Introduction, on: date) -> Task | None:
    """Plan something for an introduction, unless the person is to be left in peace."""
    if contact.do_not_contact or contact.archived_at or contact.deleted_at:
        return None
    return tasks.plan(book, kind, contact, on, introduction=introduction).task


def repoint(book: Book, introduction: Introduction, introducer: Contact) -> Introduction:
    """Somebody else made it: what was owed to one is owed to the other."""
    owed = [
        task
        for task in book.open_tasks(introduction_id=introduction.id)
        if task.contact_id == introduction.introducer_id
    ]
    introduction.introducer_id, introduction.introducer_name = introducer.id, introducer.name
    introduction.introducer = introducer
    for task in owed:
        tasks.close(book, task, TaskState.LET_GO)
        owe(book, task.kind, introducer, introduction, task.due_on)
    return introduction


def by(introduction: Introduction) -> str:
    """The introducer's name, also once they are no longer in the book."""
    introducer = introduction.introducer
    return introducer.name if introducer and not introducer.deleted_at else introduction.introducer_name


def _new(
    book: Book, introducer: Contact, contact: Contact, about: str | None, state: IntroductionState
) -> Introduction:
    assert contact.id is not None
    introduction = book.add(
        Introduction(
            kind=IntroductionKind.RECEIVED,
            contact_id=contact.id,
            on=book.today,
            introducer_id=introducer.id,
            introducer_name=introducer.name,
            about=about,
            state=state,
        )
    )
    if state == PROMISED:
        owe(book, TaskKind.AWAITING_REPLY, introducer, introduction, book.today + PROMISE_WAITS)
    elif state == INTRODUCED:
        _begin(book, introduction)
    deed = "will introduce" if state == PROMISED else "introduced"
    book.describe(f"{introducer.name} {deed} you to {contact.name}", contact)
    return introduction


def _begin(book: Book, introduction: Introduction) -> None:
    """It was made: thanks are owed, and unless something is logged, the member is asked in two weeks."""
    if introduction.introducer:
        owe(book, TaskKind.THANK_YOU, introduction.introducer, introduction, _soon(book))
    _ask_later(book, introduction)


def _ask_later(book: Book, introduction: Introduction) -> None:
    _drop(book, introduction, TaskKind.ASK_OUTCOME)
    if introduction.contact and introduction.asked < ASKED_AT_MOST:
        owe(book, TaskKind.ASK_OUTCOME, introduction.contact, introduction, book.today + SILENCE)


def _advance(book: Book, introduction: Introduction, state: IntroductionState) -> None:
    introduction.state, introduction.asked = state, 0
    if state == MET:
        _drop(book, introduction, TaskKind.ASK_OUTCOME)
        report_back(book, introduction)
    else:
        _ask_later(book, introduction)


def _drop(book: Book, introduction: Introduction, *kinds: TaskKind) -> None:
    """Let go of what is open for it, of these kinds or any: it is over, or will be planned anew."""
    for task in book.open_tasks(introduction_id=introduction.id):
        if not kinds or task.kind in kinds:
            is_question = task.kind in (TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY)
            tasks.close(book, task, TaskState.DONE if is_question else TaskState.LET_GO)


def _soon(book: Book) -> date:
    return calendar.next_workday(book.today, book.member.workdays)


def _whom(introduction: Introduction) -> str:
    return names.first(introduction.contact.name) if introduction.contact else "them"


def short(about: str | None) -> str | None:
    """What an introduction is about, on one line.

    Raises:
        TextTooLong: it is longer than `ABOUT_LIMIT`.
    """
    about = " ".join((about or "").split())
    if len(about) > ABOUT_LIMIT:
        raise errors.TextTooLong(length=len(about), limit=ABOUT_LIMIT, field="about")
    return about or None
