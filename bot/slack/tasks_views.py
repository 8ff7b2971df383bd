"""How promises look: one line, an item with its buttons, the lists of what is due and of thanks."""

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import fading, introductions, keeping, names, words
from bot.domain.matchmaking import answer_of
from bot.domain.model import Answer, Contact, Interaction, Introduction, IntroductionKind, Member, Task, TaskKind
from bot.slack import drafts_buttons, kit, tasks_words
from bot.slack.kit import Message, button, option, section
from bot.slack.mrkdwn import bold, escape, fit, quote

DONE = "task_done"
TELL = "task_tell"  # opens the form that keeps what was told or given
STEP = "intro_step"  # takes an introduction a step further; several in one row, so numbered
SNOOZE = "task_snooze"
LET_GO_NOW = "task_let_go"
KEEP = "task_keep"
REPLY = "task_reply"  # what became of an answer that was awaited; two in one row, so numbered
UNDO_TASK = "task_undo"
DUE_PAGE = "due_page"
OPEN_INTRO = "open_intro"

PICK, LET_GO = "pick", "let_go"
PAGE = 20  # items on a page of `due`: two blocks each, and Slack takes 50

SNOOZES = {
    "tomorrow": "Tomorrow",
    "in_3_days": "In 3 days",
    "next_week": "Next week",
    PICK: "Pick a date",
    LET_GO: "Let it go",
}
# The steps of an introduction that a button takes, and what it reads.
HAPPENED, REMIND, DROP = "happened", "remind", "drop"
TALKED, MET, NOT_YET, NO_REPLY = "talked", "met", "not_yet", "no_reply"
WENT_SOMEWHERE, NOTHING, LEFT_ALONE = "went_somewhere", "nothing", "left_alone"
ASKED, AGREED, DECLINED, CONNECTED = "asked", "agreed", "declined", "connected"
STEPS = {
    HAPPENED: "It happened",
    REMIND: "Remind {first}",
    DROP: "Let it go",
    TALKED: "We talked",
    MET: "We met",
    NOT_YET: "Not yet",
    NO_REPLY: "No reply",
    WENT_SOMEWHERE: "Went somewhere",
    NOTHING: "Nothing came of it",
    LEFT_ALONE: "Asked to be left alone",
    ASKED: "Asked {first}",
    AGREED: "{first} agreed",
    DECLINED: "{first} would rather not",
    CONNECTED: "Connected them",
}


def item(
    owed: Sequence[Task], member: Member, today: date, on: str, text: str, named: Collection[int | None] = ()
) -> list[Block]:
    """What is done in one message, with its buttons; once pressed, one line that says what became of it.

    Args:
        owed: the tasks, all open or all settled.
        on: the screen it stands on, which the buttons carry back: "nudge:7", "due:0", "home".
        text: what is said of it while it is open (mrkdwn).
        named: ids of people who stand in the same message already, and are not named again.
    """
    task = owed[0]
    if outcome := tasks_words.settled(owed, member, today, named):
        name = task.contact.name if task.contact else ""
        taken_back = undo_button(task.change_id, name, on) if task.change_id else None
        return [section(f"✓ {escape(outcome)}", taken_back)]
    return [section(text), kit.actions(*_buttons(owed, on))]


def undo_button(change_id: str, what: str, on: str) -> BlockElement:
    """*Undo* of one unit of work, after which the screen it stands on is shown as it is then.

    Args:
        on: as for `item`.
    """
    return button("Undo", UNDO_TASK, kit.value(change=change_id, on=on), label=f"Undo: {what}")


def listed(owed: Sequence[Task], member: Member, today: date, on: str) -> list[Block]:
    """One open promise in a list, with its buttons, also when it was put off.

    Args:
        on: as for `item`.
    """
    task = owed[0]
    assert task.contact is not None
    who = f"{bold(task.contact.name)}{_late(task, today)}"
    said = f"{tasks_words.line(owed, member, today)}{_put_off(task, member, today)}"
    return [section(f"{who}\n{said}"), kit.actions(*_buttons(owed, on))]


def hint(contact: Contact, last: Interaction | None, today: date, named: Collection[int | None] = ()) -> str:
    """One personal thing to begin a message with (mrkdwn): what was last spoken of, where you met, or through whom.

    Args:
        named: ids of people who are named beside it already.
    """
    if last and last.text:
        return f"Last, {words.dated(last.on, today)}: {quote(words.shorten(' '.join(last.text.split()), 150))}"
    if contact.where_met:
        return f"You met at {escape(contact.where_met)}."
    by = next((one for one in contact.introducers if one.introducer_id not in named), None)
    return f"{escape(introductions.by(by))} introduced you." if by else ""


def step(
    which: str, introduction: Introduction, contact: Contact | None, on: str, task: Task | None = None
) -> BlockElement:
    """A button that takes an introduction a step further.

    Args:
        contact: whom the step is about, if one of the two.
        on: as for `item`.
        task: what it settles, if that is what the button stands beside.
    """
    first = words.shorten(names.first(contact.name), 50) if contact else ""
    ids = {"contact": contact.id if contact else None, "task": task.id if task else None}
    about = kit.value(step=which, introduction=introduction.id, **ids, on=on)
    says = STEPS[which].format(first=first)
    label = f"{says}: {contact.name if contact else introductions.by(introduction)}"
    return button(says, f"{STEP}:{which}{contact.id if contact else ''}", about, label=label)


def due(
    shown: Sequence[Sequence[Task]],
    total: int,
    member: Member,
    today: date,
    offset: int = 0,
    pressed: Sequence[Block] = (),
    waiting: int = 0,
) -> Message:
    """Everything that is owed, by day; above it, what became of the one just `pressed`.

    Args:
        waiting: how much there is besides for others to do; Goodword asks about it by itself.
    """
    if not total and not pressed and not waiting:
        text = "Nothing is due, and nothing is planned. Plan something: `followup Jane in 2 weeks about the pilot`"
        return Message("Nothing is due.", [section(text)])
    nothing = "*Nothing else is due.*" if pressed else "*Nothing is due.*"
    title = f"*{words.count(total, 'thing', 'things')} to do*" if total else nothing
    blocks: list[Block] = [*pressed, section(title)]
    for together in shown:
        blocks += listed(together, member, today, f"due:{offset}")
    if waiting:
        blocks.append(kit.context("I'll also ask how your introductions go; `intros` shows them."))
    if pages := _pages(offset, len(shown), total):
        blocks.append(pages)
    return Message(f"{words.count(total, 'thing', 'things')} to do", blocks)


def thanks(
    owed: Sequence[Sequence[Task]],
    given: Sequence[Sequence[Task]],
    member: Member,
    today: date,
    pressed: Sequence[Block] = (),
) -> Message:
    """Thanks owed, with buttons, and thanks given lately; above, what became of the one just `pressed`."""
    blocks: list[Block] = [
        *pressed,
        section("*Thanks you owe*" if owed else "You don't owe anybody thanks just now."),
    ]
    for together in owed[:PAGE]:
        blocks += listed(together, member, today, "thanks")
    if len(owed) > PAGE:
        blocks.append(kit.context(f"and {len(owed) - PAGE} more; `due` shows them all"))
    if given:
        lines = [_given(together, today) for together in given if together[0].contact]
        blocks += [section("*Given lately*\n" + "\n".join(lines))]
    return Message(words.count(len(owed), "thank-you owed", "thank-yous owed"), blocks)


def _given(together: Sequence[Task], today: date) -> str:
    task = together[0]
    assert task.contact is not None
    day = words.dated(task.closed_at.date(), today) if task.closed_at else ""
    what = f"; you gave {quote(words.shorten(task.given, 120))}" if task.given else ""
    return f"✓ {day}: {escape(task.contact.name)}{fit(tasks_words.reasons(together), 200)}{what}"


def _buttons(owed: Sequence[Task], on: str) -> list[BlockElement]:
    about = kit.value(task=".".join(str(task.id) for task in owed), on=on)
    task = owed[0]
    options = [option(text, kit.value(until=until, task=task.id, on=on)) for until, text in SNOOZES.items()]
    if fading.is_asked_about(task):
        return [*_keep_or_not(task, about, on), kit.menu("Snooze", SNOOZE, options)]
    row = _steps(task, on) if tasks_words.is_step(task) else _done(owed, about)
    if task.kind != TaskKind.AWAITING_REPLY:  # there the message is behind *Try once more*
        row = [*drafts_buttons.draft_button(owed, on), *row]
    return [*row, kit.menu("Snooze", SNOOZE, options)]


def _keep_or_not(task: Task, about: str, on: str) -> list[BlockElement]:
    """What is asked, once, of a promise that was passed over again and again."""
    name = task.contact.name if task.contact else ""
    let_go = kit.value(until=LET_GO, task=task.id, on=on)
    return [
        button("Keep", KEEP, about, label=f"Keep: {name}"),
        button("Let it go", LET_GO_NOW, let_go, label=f"Let it go: {name}"),
    ]


def _done(owed: Sequence[Task], about: str) -> list[BlockElement]:
    """*Done*, *Thanked*, or *Told them*, which asks what was said; of an awaited answer, what became of it."""
    task, kinds = owed[0], {task.kind for task in owed}
    assert task.contact is not None
    deed = keeping.done(owed, task.contact.name)
    if task.kind == TaskKind.AWAITING_REPLY:
        again = "Try once more" if not task.tries else "Let it rest"
        replied = button("They replied", f"{REPLY}:yes", about, label=f"{task.contact.name} replied")
        return [replied, button(again, f"{REPLY}:no", about, label=f"{again}: {task.contact.name}")]
    if TaskKind.REPORT_BACK in kinds:
        return [button("Told them" if len(kinds) == 1 else "Told and thanked", TELL, about, label=deed)]
    if any(each.gift for each in owed):
        return [button("Thanked", TELL, about, label=deed)]
    return [button("Thanked" if task.kind == TaskKind.THANK_YOU else "Done", DONE, about, label=deed)]


def _steps(task: Task, on: str) -> list[BlockElement]:
    """The answers to what is asked about an introduction."""
    introduction = task.introduction
    assert introduction is not None
    row = [step(which, introduction, task.contact, on, task) for which in _answers(task, introduction)]
    if task.kind == TaskKind.FOLLOW_UP:
        label = f"A line to send: {task.contact.name if task.contact else ''}"
        row.append(button("A line to send", OPEN_INTRO, kit.value(introduction=introduction.id), label=label))
    return row


def _answers(task: Task, introduction: Introduction) -> list[str]:
    made = introduction.kind == IntroductionKind.MADE
    if task.kind == TaskKind.ASK_OUTCOME:
        if made:
            return [WENT_SOMEWHERE, NOTHING]
        return [TALKED, NOT_YET, NO_REPLY] if introduction.asked < introductions.ASKED_AT_MOST else [TALKED, NO_REPLY]
    if task.kind == TaskKind.AWAITING_REPLY and not made:
        return [HAPPENED, REMIND, DROP] if not introduction.asked else [HAPPENED, DROP]
    if task.kind == TaskKind.AWAITING_REPLY:
        return [AGREED, DECLINED]
    return [CONNECTED] if answer_of(introduction, task.contact_id) == Answer.YES else [ASKED]


def _put_off(task: Task, member: Member, today: date) -> str:
    if task.nudge_at is None:
        return " · _resting_"
    return f" · _put off to {tasks_words.back(task, member, today)}_" if task.change_id else ""


def _late(task: Task, today: date) -> str:
    return " · _overdue_" if task.due_on < today else ""


def _pages(offset: int, shown: int, total: int) -> Block | None:
    row = []
    if offset:
        row.append(button("Earlier", f"{DUE_PAGE}:back", kit.value(offset=max(0, offset - PAGE))))
    if offset + shown < total:
        row.append(button("Later", f"{DUE_PAGE}:on", kit.value(offset=offset + shown)))
    return kit.actions(*row) if row else None
