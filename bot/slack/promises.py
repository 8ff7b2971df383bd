"""Listeners about promises: done, put off, let go, taken back; wherever a task is shown."""

from datetime import date, timedelta

from bot import errors
from bot.domain import names, tasks
from bot.slack import forms, screens, tasks_views
from bot.slack.outcomes import Open, Outcome, Replace, Reply
from bot.slack.turn import Turn


def done(turn: Turn) -> Outcome:
    """*Done* or *Thanked*; a second press changes nothing."""
    with turn.book() as book:
        tasks.settle(book, book.task(turn.id_of("task")))
    return screens.again(turn)


def snooze(turn: Turn) -> Outcome:
    """The *Snooze* menu: a day, *Pick a date* or *Let it go*."""
    until = turn.about.get("until", "")
    if until == tasks_views.PICK:
        return _pick_a_date(turn)
    with turn.book() as book:
        task = book.task(turn.id_of("task"))
        if until == tasks_views.LET_GO:
            tasks.let_go(book, task)
        else:
            tasks.snooze(book, task, tasks.snooze_day(until, book.today, book.member.workdays))
    return screens.again(turn)


def submit_snooze_form(turn: Turn) -> Outcome:
    """The day picked in *Put it off*."""
    with turn.book() as book:
        task = book.task(turn.id_of("task"))
        tasks.snooze(book, task, _picked(turn, book.today))
    return screens.again(turn)


def undo(turn: Turn) -> Outcome:
    """*Undo* beside a promise that was settled or put off."""
    screens.take_back(turn, turn.about.get("change", ""))
    return screens.again(turn)


def due_page(turn: Turn) -> Outcome:
    """*Earlier* and *Later* under a long list."""
    return Replace(screens.due(turn, turn.id_of("offset")))


def show_due(turn: Turn) -> Outcome:
    """Everything owed, in a message of its own."""
    return Reply(screens.due(turn))


def _pick_a_date(turn: Turn) -> Outcome:
    with turn.read() as book:
        task = book.task(turn.id_of("task"))
    first = names.first(task.contact.name) if task.contact else ""
    metadata = turn.metadata(task=task.id, on=turn.about.get("on"))
    return Open(forms.snooze(first, book.today + timedelta(days=1), metadata))


def _picked(turn: Turn, today: date) -> date:
    """The day in the form's date picker.

    Raises:
        UnreadableDay: there is none.
    """
    try:
        return date.fromisoformat(turn.words("until"))
    except ValueError:
        raise errors.UnreadableDay("Please pick a day.", field="until") from None
