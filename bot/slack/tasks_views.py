"""How promises look: one line, an item with its buttons, the lists of what is due and of thanks."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import calendar, names, tasks, words
from bot.domain.model import Contact, Interaction, Member, Task, TaskKind, TaskState
from bot.slack import kit
from bot.slack.kit import Message, button, option, section
from bot.slack.mrkdwn import bold, escape, quote

DONE = "task_done"
SNOOZE = "task_snooze"
UNDO_TASK = "task_undo"
DUE_PAGE = "due_page"

PICK, LET_GO = "pick", "let_go"
PAGE = 12  # items on a page of `due`: three blocks each at most, and Slack takes 50

SNOOZES = {
    "tomorrow": "Tomorrow",
    "in_3_days": "In 3 days",
    "next_week": "Next week",
    PICK: "Pick a date",
    LET_GO: "Let it go",
}
DONE_LABEL = {TaskKind.FOLLOW_UP: "Done", TaskKind.THANK_YOU: "Thanked"}
_DONE_DEED = {TaskKind.FOLLOW_UP: "Followed up with {}", TaskKind.THANK_YOU: "Thanked {}"}
_SHOWN = 300


def task_line(task: Task, member: Member, today: date, name: bool = False) -> str:
    """ "Mon 7 Dec: follow up about the pilot"; with the name: "Tue 24 Nov: thank Bob"."""
    assert task.contact is not None
    day = words.dated(task.due_on, today)
    at = f", {words.clock(task.due_time, member.locale)}" if task.due_time else ""
    if name:
        deed = f"{tasks.owed(task)} {escape(names.first(task.contact.name))}"
    else:
        deed = {TaskKind.FOLLOW_UP: "follow up", TaskKind.THANK_YOU: "say thanks"}[task.kind]
    return f"{day}{at}: {deed}{escape(words.shorten(tasks.reason(task), _SHOWN))}"


def item(task: Task, member: Member, today: date, on: str, text: str) -> list[Block]:
    """One promise with its buttons; once pressed, one line that says what became of it.

    Args:
        on: the screen it stands on, which the buttons carry back: "nudge:7", "due:0", "home".
        text: what is said of it while it is open (mrkdwn).
    """
    if outcome := settled(task, member, today):
        undo = kit.value(change=task.change_id, on=on)
        name = task.contact.name if task.contact else ""
        taken_back = button("Undo", UNDO_TASK, undo, label=f"Undo: {name}") if task.change_id else None
        return [section(f"✓ {escape(outcome)}", taken_back)]
    return [section(text), kit.actions(*_buttons(task, on))]


def listed(task: Task, member: Member, today: date, on: str) -> list[Block]:
    """One open promise in a list, with its buttons, also when it was put off.

    Args:
        on: as for `item`.
    """
    assert task.contact is not None
    who = f"{bold(task.contact.name)}{_late(task, today)}"
    line = f"{task_line(task, member, today)}{_put_off(task, member, today)}"
    return [section(f"{who}\n{line}"), kit.actions(*_buttons(task, on))]


def settled(task: Task, member: Member, today: date) -> str | None:
    """What became of a task, if anything did: done, let go, put off, gone from the book."""
    first = names.first(task.contact.name) if task.contact else "them"
    if task.deleted_at:
        return f"{first} is no longer in your book"
    if task.state == TaskState.DONE:
        return _DONE_DEED[task.kind].format(first)
    if task.state == TaskState.LET_GO:
        return f"Let go: {tasks.owed(task)} {first}"
    if task.change_id and task.nudge_at:
        return f"Put off {first} to {_back(task, member, today)}"
    return None


def planned(task: Task, today: date) -> str:
    """ "You planned to follow up today about the pilot." as mrkdwn."""
    assert task.contact is not None
    why = escape(words.shorten(tasks.reason(task), _SHOWN))
    first = escape(names.first(task.contact.name))
    day = words.day(task.due_on, today)
    when = day if day in ("today", "tomorrow", "yesterday") else f"on {day}"
    if task.kind == TaskKind.FOLLOW_UP:
        return f"You planned to follow up {when}{why}."
    late = f" You meant to by {day}." if task.due_on < today else ""
    return f"Thank {first}{why or ' for their help'}.{late}"


def hint(contact: Contact, last: Interaction | None, today: date) -> str:
    """One personal thing to begin a message with (mrkdwn): what was last spoken of, where you met, or through whom."""
    if last and last.text:
        return f"Last, {words.dated(last.on, today)}: {quote(words.shorten(' '.join(last.text.split()), 150))}"
    if contact.where_met:
        return f"You met at {escape(contact.where_met)}."
    if contact.introduced_by:
        return f"{escape(contact.introduced_by.name)} introduced you."
    return ""


def due(
    shown: Sequence[Task],
    total: int,
    member: Member,
    today: date,
    offset: int = 0,
    pressed: Sequence[Block] = (),
) -> Message:
    """Everything that is owed, by day; above it, what became of the one just `pressed`."""
    if not total and not pressed:
        text = "Nothing is due, and nothing is planned. Plan something: `followup Jane in 2 weeks about the pilot`"
        return Message("Nothing is due.", [section(text)])
    title = f"*{words.count(total, 'thing', 'things')} to do*" if total else "*Nothing else is due.*"
    blocks: list[Block] = [*pressed, section(title)]
    for task in shown:
        blocks += listed(task, member, today, f"due:{offset}")
    if pages := _pages(offset, len(shown), total):
        blocks.append(pages)
    return Message(f"{words.count(total, 'thing', 'things')} to do", blocks)


def thanks(
    owed: Sequence[Task],
    given: Sequence[Task],
    member: Member,
    today: date,
    pressed: Sequence[Block] = (),
) -> Message:
    """Thanks owed, with buttons, and thanks given lately; above, what became of the one just `pressed`."""
    blocks: list[Block] = [
        *pressed,
        section("*Thanks you owe*" if owed else "You don't owe anybody thanks just now."),
    ]
    for task in owed[:PAGE]:
        blocks += listed(task, member, today, "thanks")
    if len(owed) > PAGE:
        blocks.append(kit.context(f"and {len(owed) - PAGE} more; `due` shows them all"))
    if given:
        lines = [_given(task, today) for task in given if task.contact]
        blocks += [section("*Given lately*\n" + "\n".join(lines))]
    return Message(words.count(len(owed), "thank-you owed", "thank-yous owed"), blocks)


def _given(task: Task, today: date) -> str:
    assert task.contact is not None
    day = words.dated(task.closed_at.date(), today) if task.closed_at else ""
    return f"✓ {day}: {escape(task.contact.name)}{escape(words.shorten(tasks.reason(task), 120))}"


def _buttons(task: Task, on: str):  # type: ignore[no-untyped-def]
    assert task.contact is not None
    about = kit.value(task=task.id, on=on)
    deed = _DONE_DEED[task.kind].format(task.contact.name)
    label = DONE_LABEL[task.kind]
    options = [option(text, kit.value(until=until, task=task.id, on=on)) for until, text in SNOOZES.items()]
    return [button(label, DONE, about, label=deed), kit.menu("Snooze", SNOOZE, options)]


def _put_off(task: Task, member: Member, today: date) -> str:
    return f" · _put off to {_back(task, member, today)}_" if task.change_id else ""


def _back(task: Task, member: Member, today: date) -> str:
    """The day a task that was put off comes up again."""
    return words.day(calendar.local_day(task.nudge_at, member.tz), today) if task.nudge_at else "later"


def _late(task: Task, today: date) -> str:
    return " · _overdue_" if task.due_on < today else ""


def _pages(offset: int, shown: int, total: int) -> Block | None:
    row = []
    if offset:
        row.append(button("Earlier", f"{DUE_PAGE}:back", kit.value(offset=max(0, offset - PAGE))))
    if offset + shown < total:
        row.append(button("Later", f"{DUE_PAGE}:on", kit.value(offset=offset + shown)))
    return kit.actions(*row) if row else None
