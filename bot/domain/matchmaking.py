"""Introductions the member makes: both are asked before they are connected, and a "no" stays between two people.

What is to be done next follows from the answers; it is planned anew after each step:
- somebody who was not asked yet is to be asked, by the next workday;
- somebody who was asked is given five workdays, then the member is told, once;
- when both agreed, they are to be connected;
- two weeks after that, the member is asked what came of it.
"""

from datetime import date
from typing import NamedTuple

from bot import errors
from bot.domain import calendar, introductions, names, tasks
from bot.domain.book import Book
from bot.domain.introductions import CLOSED, INTRODUCED, PROMISED, SILENCE, Logged, owe, short
from bot.domain.model import (
    Answer,
    Contact,
    InteractionKind,
    Introduction,
    IntroductionKind,
    Outcome,
    TaskKind,
    TaskState,
)

ANSWER_WITHIN = 5  # workdays


class Next(NamedTuple):
    """What is to be done for an introduction: a task of a kind, for one of the two, by a day."""

    kind: TaskKind
    contact: Contact
    on: date


def make(book: Book, one: Contact, other: Contact, *, about: str | None = None, connected: bool = False) -> Logged:
    """Log that the member introduces two people, or has done so.

    The same two are logged once, whoever of them is named first.

    Raises:
        IntroducedToThemself: both are one person.
        TextTooLong: `about` is too long.
    """
    if one.id == other.id:
        raise errors.IntroducedToThemself(name=one.name)
    known = between(book, one, other)
    if known:
        moves = connected and known.state == PROMISED
        return Logged(connect(book, known) if moves else known, is_new=False, moved=moves)
    introduction = _new(book, one, other, short(about), connected)
    deed = "Introduced" if connected else "Introducing"
    book.describe(f"{deed} {names.first(one.name)} to {names.first(other.name)}", one)
    return Logged(introduction, is_new=True)


def between(book: Book, one: Contact, other: Contact) -> Introduction | None:
    """The introduction of two people to each other that is open, or was made."""
    both = {one.id, other.id}
    known = [each for each in book.made_with(one.id or 0) if {each.contact_id, each.other_id} == both]
    return next((each for each in known if each.outcome != Outcome.DECLINED), None)


def asked(book: Book, introduction: Introduction, contact_id: int) -> Introduction:
    """One of the two was asked; that is a message to them."""
    contact = _of_the_two(introduction, contact_id)
    if introduction.state != PROMISED or answer_of(introduction, contact_id):
        return introduction
    _set_answer(introduction, contact_id, Answer.ASKED)
    tasks.touch(book, contact, f"Asked about an introduction to {_counterpart(introduction, contact_id).name}")
    introductions.noticed(book, contact, InteractionKind.MESSAGE)
    _plan_next(book, introduction, just_asked=contact)
    book.describe(f"Asked {names.first(contact.name)}", contact)
    return introduction


def answered(book: Book, introduction: Introduction, contact_id: int, answer: Answer) -> Introduction:
    """One of the two said yes or no; a no ends it, and is nobody else's business."""
    contact = _of_the_two(introduction, contact_id)
    if introduction.state != PROMISED or answer_of(introduction, contact_id) == answer:
        return introduction
    _set_answer(introduction, contact_id, answer)
    if answer == Answer.NO:
        introduction.state, introduction.outcome = CLOSED, Outcome.DECLINED
    _plan_next(book, introduction)
    said = "agreed" if answer == Answer.YES else "would rather not just now"
    book.describe(f"{names.first(contact.name)} {said}", contact)
    return introduction


def connect(book: Book, introduction: Introduction) -> Introduction:
    """The two were brought together."""
    if introduction.state == PROMISED and introduction.contact and introduction.other:
        introduction.state, introduction.on = INTRODUCED, book.today
        _plan_next(book, introduction)
        firsts = f"{names.first(introduction.contact.name)} and {names.first(introduction.other.name)}"
        book.describe(f"Connected {firsts}", introduction.contact)
    return introduction


def conclude(book: Book, introduction: Introduction, outcome: Outcome) -> Introduction:
    """Note what came of it."""
    if introduction.outcome != outcome:
        introduction.state, introduction.outcome = CLOSED, outcome
        _plan_next(book, introduction)
        book.describe(f"{pair(introduction)}: {introductions.OUTCOMES[outcome].lower()}", introduction.contact)
    return introduction


def answer_of(introduction: Introduction, contact_id: int) -> Answer | None:
    """How one of the two stands to it; none when they were not asked."""
    is_one = contact_id == introduction.contact_id
    return introduction.contact_answer if is_one else introduction.other_answer


def next_steps(book: Book, introduction: Introduction) -> list[Next]:
    """What is to be done now, at most one thing for each of the two."""
    one, other = introduction.contact, introduction.other
    if not one or not other or not introduction.is_open:
        return []
    if introduction.state == INTRODUCED:
        return [Next(TaskKind.ASK_OUTCOME, one, book.today + SILENCE)] if not introduction.asked else []
    soon = calendar.next_workday(book.today, book.member.workdays)
    late = calendar.workdays_later(book.today, ANSWER_WITHIN, book.member.workdays)
    answers = {each.id: answer_of(introduction, each.id or 0) for each in (one, other)}
    unasked = [each for each in (one, other) if answers[each.id] is None]
    waiting = [Next(TaskKind.AWAITING_REPLY, each, late) for each in (one, other) if answers[each.id] == Answer.ASKED]
    to_do = [Next(TaskKind.FOLLOW_UP, each, soon) for each in unasked[:1]]
    return [*waiting, *to_do, *([Next(TaskKind.FOLLOW_UP, one, soon)] if both_agreed(introduction) else [])]


def both_agreed(introduction: Introduction) -> bool:
    """Whether both said yes, so that they can be connected."""
    return introduction.contact_answer == introduction.other_answer == Answer.YES


def pair(introduction: Introduction) -> str:
    """ "Ann and Tom"."""
    people = filter(None, [introduction.contact, introduction.other])
    return " and ".join(names.first(person.name) for person in people)


def _new(book: Book, one: Contact, other: Contact, about: str | None, connected: bool) -> Introduction:
    assert one.id is not None
    new = Introduction(IntroductionKind.MADE, one.id, book.today, other_id=other.id, about=about)
    new.state = INTRODUCED if connected else PROMISED
    introduction = book.add(new)
    _plan_next(book, introduction)
    return introduction


def _plan_next(book: Book, introduction: Introduction, just_asked: Contact | None = None) -> None:
    """Plan what is to be done now and is not planned; close what is done or idle.

    For an answer the member is nudged once: who was asked before is not waited for again.
    """
    wanted = {(step.kind, step.contact.id): step for step in next_steps(book, introduction)}
    for task in book.open_tasks(introduction_id=introduction.id):
        if (task.kind, task.contact_id) not in wanted or task.kind == TaskKind.FOLLOW_UP:
            tasks.close(book, task, TaskState.DONE)
        else:
            del wanted[task.kind, task.contact_id]
    for step in wanted.values():
        if step.kind == TaskKind.AWAITING_REPLY and step.contact is not just_asked:
            continue
        owe(book, step.kind, step.contact, introduction, step.on)


def _of_the_two(introduction: Introduction, contact_id: int) -> Contact:
    for contact in (introduction.contact, introduction.other):
        if contact and contact.id == contact_id:
            return contact
    raise errors.NotInBook


def _counterpart(introduction: Introduction, contact_id: int) -> Contact:
    other = introduction.other if contact_id == introduction.contact_id else introduction.contact
    if other is None:
        raise errors.NotInBook
    return other


def _set_answer(introduction: Introduction, contact_id: int, answer: Answer) -> None:
    if contact_id == introduction.contact_id:
        introduction.contact_answer = answer
    else:
        introduction.other_answer = answer
