"""Verbs that do something about one person: a note, a follow-up, a thank-you."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import addressing, contacts, names, tasks, verbs, when, words
from bot.domain import prep as preparing
from bot.domain.book import Book
from bot.domain.model import Contact, Question, TaskKind
from bot.domain.verbs import Verb
from bot.errors import DayInDoubt, UnreadableDay
from bot.slack import contacts_views, prep_views, screens
from bot.slack.kit import Message, actions, button, section, value
from bot.slack.mrkdwn import bold, escape
from bot.slack.outcomes import Outcome, Replace, Reply
from bot.slack.turn import Turn

MOST_OFFERED = 3  # days to choose from, in one row
PLAN_ON = "plan_on"  # a day offered under a question; several in one row, so numbered


@dataclass(frozen=True)
class Whom:
    """The one person a deed is about: somebody in the book, or somebody new by the name in the words."""

    contact_id: int | None = None
    is_new: bool = False
    key: str | None = None  # makes a second press on a question's button a repeat

    def contact(self, book: Book, name: str) -> Contact:
        """The contact, added now if new."""
        if self.contact_id:
            return book.contact(self.contact_id)
        return contacts.save(book, contacts.Facts(name=name)).contact


@dataclass(frozen=True)
class Deed:
    """One verb: whose name its words hold, what is done, and how it is written."""

    name: Callable[[Book, str], str]
    do: Callable[[Turn, str, Whom], Message]
    usage: str


def note(turn: Turn, typed: str, whom: Whom) -> Message:
    """Keep a note; without any text, offer the form."""
    with turn.book(whom.key) as book:
        name, text = _note_parts(book, typed)
        contact = whom.contact(book, name)
        if text:
            contacts.note(book, contact, text)
    if text:
        return screens.card(turn, contact.id, above="Noted.", undo=book.change_id)
    form = button("Add note", contacts_views.ADD_NOTE, value(contact=contact.id), style="primary")
    return Message("What should I note?", [section(f"What should I note on {bold(contact.name)}?"), actions(form)])


def follow_up(turn: Turn, typed: str, whom: Whom) -> Message:
    """Plan a follow-up; a day that is missing, unreadable, past or unclear is asked about."""
    with turn.book(whom.key) as book:
        name, day, about = follow_up_parts(book, typed)
        contact = whom.contact(book, name)
        try:
            if not day:
                return _ask_day(book, contact, typed, f"When shall I remind you of {names.first(contact.name)}?")
            reading = _read(book, day)
            planned = tasks.plan(
                book, TaskKind.FOLLOW_UP, contact, reading.on, reading.at, about, repeat=reading.repeat
            )
        except (UnreadableDay, DayInDoubt) as problem:
            return _ask_day(book, contact, typed, problem.sentence, problem.facts.get("offered", ()))
    return screens.card(turn, contact.id, above=said(planned, book.today), undo=book.change_id)


def plan_on(turn: Turn) -> Outcome:
    """A day offered under a question was pressed: plan the follow-up for it."""
    with turn.book(f"question:{turn.id_of('question')}:day") as book:
        question = book.question(turn.id_of("question"))
        contact = book.contact(turn.id_of("contact"))
        about = follow_up_parts(book, question.words)[2]
        planned = tasks.plan(book, TaskKind.FOLLOW_UP, contact, _day(turn), _time(turn), about)
    return Replace(screens.card(turn, contact.id, above=said(planned, book.today), undo=book.change_id))


def thank(turn: Turn, typed: str, whom: Whom) -> Message:
    """Owe somebody thanks, by the next workday unless a day is named."""
    with turn.book(whom.key) as book:
        parts = verbs.thank_words(typed)
        contact = whom.contact(book, parts.name)
        on, why = _thank_day(book, contact, parts)
        planned = tasks.plan(book, TaskKind.THANK_YOU, contact, on, about=why)
    return screens.card(turn, contact.id, above=said(planned, book.today), undo=book.change_id)


def prep(turn: Turn, typed: str, whom: Whom) -> Message:
    """What to know before a meeting."""
    if whom.is_new:
        with turn.book(whom.key) as book:
            whom = Whom(whom.contact(book, typed).id)
    with turn.read() as book:
        known = preparing.prepare(book, book.contact(whom.contact_id or 0))
    return prep_views.prep(known, turn.member, book.today)


def follow_up_parts(book: Book, typed: str) -> tuple[str, str, str | None]:
    """ "Jane Doe in 2 weeks about the pilot" as name, day and reason."""
    parts = verbs.follow_up_words(typed)
    member = book.member
    name, day = addressing.name_and_day(
        parts.name_and_day, book.names(), now=book.now, zone=member.tz, locale=member.locale
    )
    return name, day, parts.about


def said(planned: tasks.Planned, today: date) -> str:
    """ "Planned for Mon 7 Dec."; for a task that was there already, also from when it was moved."""
    day = words.day(planned.task.due_on, today)
    if repeat := tasks.repeat_of(planned.task):
        return f"Planned for {day}, {repeat}."
    if planned.was_due and planned.was_due != planned.task.due_on:
        return f"Moved from {words.day(planned.was_due, today)} to {day}."
    return f"Planned for {day}."


def short_name(people: Sequence[Contact]) -> str:
    """What several people have in common: "Which Jane?"."""
    firsts = {names.first(contact.name) for contact in people}
    return firsts.pop() if len(firsts) == 1 else "one"


def instead(outcome: Outcome) -> Outcome:
    """An answer in place of the question that led to it."""
    return Replace(outcome.message) if isinstance(outcome, Reply) else outcome


def _note_parts(book: Book, typed: str) -> tuple[str, str]:
    parts = verbs.note_words(typed)
    if parts:
        return parts.name, parts.text
    name, rest = addressing.known_and_rest(typed, book.names())
    return (name, rest) if name else (typed.rstrip(": "), "")


def _thank_day(book: Book, contact: Contact, parts: verbs.ThankWords) -> tuple[date, str | None]:
    """The day, and the reason; what follows "by" but is no day belongs to the reason ("for standing by me")."""
    if parts.by is None:
        return tasks.default_thank_day(book, contact), parts.why
    try:
        return _read(book, parts.by).on, parts.why
    except UnreadableDay:
        return tasks.default_thank_day(book, contact), " by ".join(filter(None, [parts.why, parts.by]))


def _read(book: Book, day: str) -> when.Reading:
    member = book.member
    return when.read(day, now=book.now, zone=member.tz, locale=member.locale)


def _ask_day(book: Book, contact: Contact, typed: str, asked: str, offered: Sequence[when.Reading] = ()) -> Message:
    """Ask for a day, keeping what was typed: a button for each day that may be meant, and the form to mend it."""
    question = book.add(Question(Verb.FOLLOW_UP, typed, book.now))
    row = day_buttons(book, question, contact, offered)
    return Message(asked, [section(f"{escape(asked)}\n>{escape(words.shorten(typed, 500))}"), actions(*row)])


def day_buttons(
    book: Book, question: Question, contact: Contact, offered: Sequence[when.Reading]
) -> list[BlockElement]:
    """A button to write a day anew, and one for each day that may be meant."""
    days = offered[:MOST_OFFERED] or [when.Reading(book.today + timedelta(days=ahead), None, "") for ahead in (1, 3, 7)]
    about = {"question": question.id, "contact": contact.id}
    row = [
        button(_offer(book, day), f"{PLAN_ON}:{place}", value(**about, on=day.on.isoformat(), at=_at(day)))
        for place, day in enumerate(days)
    ]
    again = button("Write the day again", contacts_views.PLAN_FOLLOW_UP, value(**about), style="primary")
    return [again, *row]


def _offer(book: Book, day: when.Reading) -> str:
    """What the button for a day says: "Fri 27 Nov, 9:00 AM"."""
    said = words.capital(words.day(day.on, book.today))
    return f"{said}, {words.clock(day.at, book.member.locale)}" if day.at else said


def _at(day: when.Reading) -> str | None:
    return day.at.isoformat("minutes") if day.at else None


def _day(turn: Turn) -> date:
    try:
        return date.fromisoformat(turn.about.get("on", ""))
    except ValueError:
        raise UnreadableDay(words=turn.about.get("on", "")) from None


def _time(turn: Turn) -> time | None:
    try:
        return time.fromisoformat(turn.about.get("at", ""))
    except ValueError:
        return None


def _in_note(book: Book, typed: str) -> str:
    return _note_parts(book, typed)[0]


def _in_follow_up(book: Book, typed: str) -> str:
    return follow_up_parts(book, typed)[0]


def _in_prep(book: Book, typed: str) -> str:
    return addressing.known_and_rest(typed, book.names())[0] or typed


def _in_thanks(book: Book, typed: str) -> str:
    return verbs.thank_words(typed).name


DEEDS: Mapping[Verb, Deed] = {
    Verb.NOTE: Deed(_in_note, note, "Write `note Jane: what to remember`."),
    Verb.FOLLOW_UP: Deed(_in_follow_up, follow_up, "Write `followup Jane in 2 weeks about the pilot`."),
    Verb.PREP: Deed(_in_prep, prep, "Write `prep Jane`, and I show what to know before you meet."),
    Verb.THANK: Deed(_in_thanks, thank, "Write `thank Bob for the tip by monday`."),
}
