"""Listeners about promises: done, put off, let go, taken back; wherever a task is shown."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot import errors
from bot.domain import digest, fading, keeping, lines, names, occasions, tasks, words
from bot.domain.book import Book
from bot.domain.model import Task, TaskKind
from bot.slack import contacts_views, drafts, forms, screens, tasks_views, tasks_words
from bot.slack.kit import Message, section
from bot.slack.outcomes import Open, Outcome, Replace, Reply, Update
from bot.slack.turn import Turn


def done(turn: Turn) -> Outcome:
    """*Done* or *Thanked*; a second press changes nothing."""
    with turn.book() as book:
        keeping.settle(book, [book.task(task_id) for task_id in turn.ids_of("task")])
    return screens.again(turn)


def tell(turn: Turn) -> Outcome:
    """*Told them*, *Told and thanked*, and *Thanked* where a gift was due: asks for the words, or the gift."""
    with turn.read() as book:
        owed = [book.task(task_id) for task_id in turn.ids_of("task")]
        line = _line(book, owed)
    if not any(task.is_open for task in owed):
        return screens.again(turn)
    return Open(forms.tell(owed, line, _tell_metadata(turn)))


def submit_tell_form(turn: Turn) -> Outcome:
    """What was told and given; more than a line is kept, once the member has heard that a line is plenty."""
    told = turn.words("told")
    with turn.read() as book:
        owed = [book.task(task_id) for task_id in turn.ids_of("task")]
    if len(told) > keeping.LINE and turn.about.get("long") != "1":
        return Update(forms.tell(owed, told, _tell_metadata(turn, long=1), turn.words("given")))
    with turn.book(f"{turn.key}:{turn.about.get('long')}") as book:
        still = [book.task(task_id) for task_id in turn.ids_of("task")]
        keeping.settle(book, still, told=told, given=turn.words("given"))
    return screens.again(turn)


def snooze(turn: Turn) -> Outcome:
    """The *Snooze* menu: a day, *Pick a date* or *Let it go*."""
    until = turn.about.get("until", "")
    if until == tasks_views.PICK:
        return _pick_a_date(turn)
    with turn.book() as book:
        for task in keeping.with_others(book, book.task(turn.id_of("task"))):
            if until == tasks_views.LET_GO:
                tasks.let_go(book, task)
            else:
                tasks.snooze(book, task, tasks.snooze_day(until, book.today, book.member.workdays))
    return screens.again(turn)


def keep(turn: Turn) -> Outcome:
    """*Keep*, of a promise that was passed over again and again."""
    with turn.book() as book:
        for task in keeping.with_others(book, book.task(turn.id_of("task"))):
            fading.keep(book, task)
    return screens.again(turn)


def reply(turn: Turn) -> Outcome:
    """*They replied*, *Let it rest*; *Try once more* is a message, and counts once it was sent."""
    with turn.read() as book:
        task = book.task(turn.id_of("task"))
    if turn.pressed.endswith("no") and task.is_open and not task.tries:
        return drafts.open_task(turn, task, turn.about.get("on", ""))
    with turn.book() as book:
        task = book.task(turn.id_of("task"))
        keeping.replied(book, task) if turn.pressed.endswith("yes") else keeping.tried_again(book, task)
    return screens.again(turn)


def easiest(turn: Turn) -> Outcome:
    """*Just the easiest one*: the message that takes the least today, or the card where none is to be written."""
    with turn.read() as book:
        task = digest.easiest(book)
    if task is None or task.contact is None:
        return Reply(screens.due(turn))
    if occasions.occasion_of(task):
        return drafts.open_task(turn, task)
    owed = tasks_words.line([task], turn.member, book.today, name=True)
    return Reply(screens.card(turn, task.contact_id, above=f"Just this one. {owed}"))


def spread(turn: Turn) -> Outcome:
    """*Spread over two weeks*."""
    with turn.book() as book:
        many = digest.spread(book)
    said = (
        f"{words.count(many, 'person', 'people')} spread over the next two weeks. The promised days stay as they are."
    )
    undo = contacts_views.undo_button(turn.changes[-1], "spread over two weeks")
    return Reply(Message(said, [section(said, undo)]))


def submit_snooze_form(turn: Turn) -> Outcome:
    """The day picked in *Put it off*."""
    with turn.book() as book:
        for task in keeping.with_others(book, book.task(turn.id_of("task"))):
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


def _line(book: Book, owed: Sequence[Task]) -> str:
    """A line that says how it went, for tasks of which one is to say so; else none."""
    made = [task.introduction for task in owed if task.kind == TaskKind.REPORT_BACK and task.introduction]
    wins = [book.win(task.win_id) for task in owed if task.win_id]
    return lines.report(made, wins, book.member.locale) if made else ""


def _tell_metadata(turn: Turn, **more: object) -> str:
    return turn.metadata(task=turn.about.get("task"), on=turn.about.get("on"), **more)


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
