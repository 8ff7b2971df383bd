"""A book with everything in it that a book can hold."""

from datetime import UTC, date, datetime, time
from typing import Any

from bot.domain import contacts, names, tasks
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import (
    Answer,
    Circle,
    Closeness,
    Contact,
    DetailKind,
    Direction,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Outcome,
    Participant,
    Task,
    TaskKind,
    TaskState,
    Win,
)
from bot.domain.model_net import Audience, Situation, Telling
from bot.storage.book import StoredBook

BEFORE = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
DAY = date(2026, 3, 4)


def whole_life(book: StoredBook) -> tuple[Contact, Contact]:
    """Everything that a book can hold, with nothing left empty in some row of its kind."""
    jane, bob = _everybody(book)
    news = book.add(Situation("leaving Acme", DAY, Audience.PICKED, ended_on=DAY, created_at=BEFORE))
    book.add(Telling(news.id or 0, bob.id or 0, DAY))
    book.add(Telling(news.id or 0, jane.id or 0))
    talk = Interaction(InteractionKind.COFFEE, DAY, "=tea", Direction.IN, "https://a.example/p1", created_at=BEFORE)
    talk.participants = [Participant(bob.id or 0), Participant(jane.id or 0)]
    book.add(talk)
    story: dict[str, Any] = {"about": "the pilot", "asked": 2, "told_on": DAY, "told": "Thanks!", "created_at": BEFORE}
    story |= {"state": IntroductionState.CLOSED, "outcome": Outcome.WENT_SOMEWHERE}
    by = {"introducer_id": bob.id, "introducer_name": "Bob Marsh"}
    received = book.add(Introduction(IntroductionKind.RECEIVED, jane.id or 0, DAY, **by, **story))
    answers = {"contact_answer": Answer.YES, "other_answer": Answer.ASKED}
    book.add(Introduction(IntroductionKind.MADE, jane.id or 0, DAY, other_id=bob.id, **answers))
    win = book.add(Win(jane.id or 0, "a contract", DAY, created_at=BEFORE))
    _promises(book, bob, {"interaction_id": talk.id, "introduction_id": received.id, "win_id": win.id})
    book.add(Draft(bob.id or 0, Occasion.FOLLOW_UP, "Hi Bob,", BEFORE, created_at=BEFORE))
    book.add(Draft(bob.id or 0, Occasion.FOLLOW_UP, "Hello", BEFORE, sent_on=DAY, created_at=BEFORE))
    book.add(Template(Occasion.THANK_YOU, "Thank you, {first}.", Circle.CLIENT, created_at=BEFORE))
    book.add(Template(Occasion.THANK_YOU, "Thanks, {first}!", created_at=BEFORE))
    book.tell_apart(jane, bob)
    book.member.cadences = {"client": "FREQ=WEEKLY;INTERVAL=6", "friend": "never", "": "FREQ=MONTHLY"}
    return jane, bob


def _everybody(book: StoredBook) -> tuple[Contact, Contact]:
    facts: dict[str, Any] = {"title": "CTO", "company": "Acme", "circle": Circle.FRIEND, "where_met": "PyCon"}
    facts |= {"slack_user_id": "U0JANE", "do_not_contact": True, "cadence": "FREQ=WEEKLY;INTERVAL=6"}
    facts |= {"never_suggested": True, "rests_until": DAY, "suggested_on": DAY, "closeness": Closeness.CLOSE}
    facts |= {"connected_on": DAY, "created_at": BEFORE, "archived_at": BEFORE}
    jane = book.add(Contact("Jane Dœ", names.key("Jane Dœ"), **facts))
    for kind, value in (
        (DetailKind.EMAIL, "Jane@acme.com"), (DetailKind.PHONE, "+1 650-555-0100"), (DetailKind.TAG, "Data"),
        (DetailKind.LINK, "https://www.linkedin.com/in/jd"), (DetailKind.EMPLOYER, "Initech, Ltd"),
        (DetailKind.DOUBTFUL, "jane@initech.example"),
    ):  # fmt: skip
        contacts.add_details(book, jane, kind, [value])
    return jane, book.add(Contact("Bob Marsh", names.key("Bob Marsh"), created_at=BEFORE))


def _promises(book: StoredBook, bob: Contact, came_of: dict[str, int | None]) -> None:
    """One settled, one put off, one at its time, one that rests."""
    done: dict[str, Any] = {"state": TaskState.DONE, "gift": True, "given": "a book", "closed_at": BEFORE}
    book.add(Task(TaskKind.THANK_YOU, bob.id or 0, DAY, **done, **came_of, created_at=BEFORE))
    later = date(2026, 12, 14)
    weekly: dict[str, Any] = {"repeat": "FREQ=WEEKLY;BYDAY=MO", "about": "the pilot", "due_time": time(15)}
    for kind, more in (
        (TaskKind.FOLLOW_UP, weekly),
        (TaskKind.AWAITING_REPLY, {"tries": 1, "shown": 3, "shown_on": DAY, "fade": 2, "kept": True}),
        (TaskKind.REPORT_BACK, {}),
    ):
        task = book.add(Task(kind, bob.id or 0, later, **more))
        tasks.nudge(book, task, later, task.due_time)
    tasks.put_off(book, book.add(Task(TaskKind.ASK_OUTCOME, bob.id or 0, DAY)), date(2027, 1, 7))
    book.add(Task(TaskKind.THANK_YOU, bob.id or 0, DAY))  # it rests
