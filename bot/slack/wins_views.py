"""How a win looks: what came of it, the chain that led there, and whom to thank."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, CheckboxesElement, PlainTextInputElement

from bot.domain import names, words
from bot.domain.model import Contact, Task, Win
from bot.slack import contacts_views, kit
from bot.slack.kit import Message, Modal, button, section
from bot.slack.mrkdwn import bold, escape

LOG_WIN = "log_win"  # opens the form
WIN_FORM = "win_form"
THANK_WHOM = "win_thanks"  # ticked: whom to thank; ten at most in one block, so numbered

TICKS = 10  # Slack's limit for one group of checkboxes
CHAIN_SHOWN = 2000
WHAT_SHOWN = 300


def win(
    one: Win,
    chain: str,
    to_thank: Sequence[Contact],
    thanked: Sequence[int | None],
    owed: Sequence[Task],
    undo: str | None = None,
    version: str = "",
) -> Message:
    """A win, who led to it, and a tick for everybody who will be thanked.

    Args:
        chain: "You ← Bob ← Ann", or empty when nobody introduced them.
        to_thank: those who can be thanked, nearest first; `thanked` are the ids of those who will be.
        owed: the thank-yous of this win.
        version: another one each time, so that Slack shows the ticks as they are and not as they were.
    """
    name = one.contact.name if one.contact else "somebody"
    blocks: list[Block] = [section(f"🎉 *A win with* {bold(name)}: {escape(one.what)}")]
    if chain:
        blocks.append(section(escape(words.shorten(chain, CHAIN_SHOWN))))
    blocks += _ticks(one, to_thank, thanked, version) if to_thank else [section(_nobody(name, bool(chain)))]
    if gifts := [task for task in owed if task.gift and task.is_open and task.contact]:
        firsts = words.listing([escape(names.first(task.contact.name)) for task in gifts if task.contact])
        blocks.append(kit.context(f"{firsts} opened the door: a small gift would be kind."))
    if undo:
        blocks.append(kit.actions(contacts_views.undo_button(undo, f"the win with {name}")))
    return Message(f"A win with {name}: {one.what}", blocks)


def form(contact: Contact, metadata: str) -> Modal:
    """*Log a win*."""
    element = PlainTextInputElement(placeholder="signed a contract, offered me the job…")
    blocks = [kit.field("what", f"What came of knowing {words.shorten(contact.name, 80)}?", element, optional=False)]
    return Modal("Log a win", blocks, WIN_FORM, "Save", "Cancel", metadata)


def what_was_it(contact: Contact) -> Message:
    """`win Jane` says with whom, not yet what."""
    about = kit.value(contact=contact.id)
    row = kit.actions(button("Log a win", LOG_WIN, about, style="primary", label=f"Log a win with {contact.name}"))
    return Message(
        f"What came of knowing {contact.name}?", [section(f"What came of knowing {bold(contact.name)}?"), row]
    )


def wins(latest: Sequence[Win], today: date) -> Message:
    """The latest wins, and how one is logged."""
    how = "Log one: `win Jane signed a contract`"
    if not latest:
        return Message("No wins yet.", [section(f"No wins yet; they come. {how}")])
    told = [
        f"{words.dated(one.on, today)} · {bold(one.contact.name)}: {escape(words.shorten(one.what, WHAT_SHOWN))}"
        for one in latest
        if one.contact
    ]
    blocks: list[Block] = [section("*Your wins*"), *(section(line) for line in told), kit.context(how)]
    return Message(words.count(len(told), "win", "wins"), blocks)


def _ticks(one: Win, to_thank: Sequence[Contact], thanked: Sequence[int | None], version: str) -> list[Block]:
    blocks: list[Block] = [section("I'll remind you to thank them. Untick whom to leave out:")]
    for start in range(0, len(to_thank), TICKS):
        group = to_thank[start : start + TICKS]
        options = {each.id: kit.option(each.name, str(each.id)) for each in group}
        ticked = [options[each.id] for each in group if each.id in thanked]
        boxes = CheckboxesElement(
            action_id=f"{THANK_WHOM}:{start}", options=list(options.values()), initial_options=ticked or None
        )
        blocks.append(kit.actions(boxes, block_id=kit.value(win=one.id, start=start, v=version)))
    return blocks


def _nobody(name: str, was_introduced: bool) -> str:
    if was_introduced:
        return "There is nobody to thank: whoever led you there is out of your book, or marked “do not contact”."
    return f"Nobody introduced you to {escape(names.first(name))}, as far as I know: this one is all yours."
