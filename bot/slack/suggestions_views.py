"""How people to write to are suggested: one line in a digest, and behind it a few people with the reason for each."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, PlainTextInputElement
from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import cadence, words
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact, Member
from bot.domain.wide_net import Suggestion
from bot.slack import contacts_views, kit
from bot.slack.drafts_buttons import draft_suggested
from bot.slack.kit import Message, Modal, actions, button, context, section
from bot.slack.mrkdwn import bold, escape

SHOW_ME = "show_suggestions"
ACT = "suggested"  # what is done about one of them; several in one row, so numbered
UNDO = "undo_suggested"
OPEN_CADENCES = "open_cadences"
CADENCE_FORM = "cadence_form"
TOLD, WROTE, NOT_NOW, NEVER = "told", "wrote", "not_now", "never"

_DEEDS = ((TOLD, "Told them my news"), (WROTE, "I wrote"), (NOT_NOW, "Not now"), (NEVER, "Never"))
_LABELS = {
    TOLD: "I told my news to",
    WROTE: "I wrote to",
    NOT_NOW: "Don't suggest for a month:",
    NEVER: "Never suggest again:",
}


def line(many: int, is_last: bool) -> list[Block]:
    """The one line in a digest; the last one says so.

    Args:
        many: how many people there are to suggest.
    """
    said = f"*A wide net:* {_who(many)} you could say hello to this week."
    if is_last:
        said += " I'll leave it at that; `suggest` brings them back."
    return [section(said, button("Show me", SHOW_ME, label="Show me whom I could write to"))]


def notification(many: int) -> str:
    """What the phone shows when a digest has nothing but that line."""
    return f"{words.capital(_who(many))} you could say hello to this week"


def suggestions(people: Sequence[Suggestion], today: date, done: str = "", undo: str | None = None) -> Message:
    """This week's people, each with the reason and what can be done.

    Args:
        done: what was just done about one of them (plain text).
        undo: the unit of work that a button beside it offers to undo.
    """
    blocks: list[Block] = []
    if done:
        take_back = button("Undo", UNDO, kit.value(change=undo), label=f"Undo: {done}") if undo else None
        blocks.append(section(f"✓ {escape(done)}", take_back))
    if not people:
        blocks.append(section("That was everybody for this week. See you on Tuesday." if done else _nobody()))
    else:
        blocks.append(section(f"*{words.capital(_who(len(people)))} you could say hello to*"))
    for each in people:
        blocks += _person(each, today)
    how_often = button("How often?", OPEN_CADENCES, label="How often to keep in touch, by circle")
    blocks += [actions(how_often), context("New ones come on Tuesdays. Nobody but you sees this.")]
    return Message(notification(len(people)) if people else "Nobody to suggest just now.", blocks)


def cadences_form(member: Member, metadata: str) -> Modal:
    """*How often?*: for each circle."""
    own = member.cadences or {}
    blocks: list[Block] = [
        section("How often would you like to keep in touch? One person may differ: see their card › Edit.")
    ]
    for circle in Circle:
        rule = own.get(circle.value)
        value = cadence.said(None if rule == cadence.NEVER else rule, rule == cadence.NEVER)
        hint = f"In your own words, or “never”. Left empty: {cadence.said(cadence.USUAL[circle])}"
        element = PlainTextInputElement(initial_value=value or None)
        blocks.append(kit.field(circle.value, words.capital(circle.value), element, hint=hint))
    return Modal("How often", blocks, CADENCE_FORM, "Save", "Cancel", metadata)


def cadences_saved(member: Member) -> Message:
    """What holds now."""
    own = member.cadences or {}
    said = [
        f"{words.capital(circle)}: {rule if rule == cadence.NEVER else cadence.said(rule)}"
        for circle, rule in own.items()
    ]
    text = "Saved. " + (" · ".join(said) if said else "Every circle has its usual rhythm.")
    return Message(text, [section(text)])


def _who(many: int) -> str:
    return f"{words.number(many)} {'person' if many == 1 else 'people'}"


def _nobody() -> str:
    return (
        "Nobody needs a word from you just now: you are in touch with everybody it is time for, or they rest. "
        "How often somebody comes up is on their card › Edit › *Keep in touch*."
    )


def _person(each: Suggestion, today: date) -> list[Block]:
    return [section(f"{_who_it_is(each.contact)}\n{words.capital(why(each, today))}"), actions(*_buttons(each))]


def why(each: Suggestion, today: date) -> str:
    """The reasons to write to somebody: "last in touch 5 months ago · had a part in 1 win"."""
    return " · ".join(_reasons(each, today))


def _buttons(each: Suggestion) -> Sequence[BlockElement]:
    """What can be done about somebody: first what helps to write to them."""
    contact = each.contact
    row = draft_suggested(contact, Occasion.SITUATION if each.is_untold else Occasion.RECONNECT)
    row.append(button("Open", contacts_views.OPEN_CARD, kit.value(contact=contact.id), label=f"Open {contact.name}"))
    return row + [
        button(text, f"{ACT}:{do}", kit.value(contact=contact.id, do=do), label=f"{_LABELS[do]} {contact.name}")
        for do, text in _DEEDS
        if do != TOLD or each.is_untold
    ]


def _who_it_is(contact: Contact) -> str:
    job = ", ".join(filter(None, [contact.title, contact.company]))
    circle = f" · {words.capital(contact.circle.value)}" if contact.circle else ""
    return f"{bold(contact.name)}{f' · {escape(job)}' if job else ''}{circle}"


def _reasons(each: Suggestion, today: date) -> list[str]:
    tie = each.tie
    reasons = [f"last in touch {ago(tie.last_on, today)}" if tie.last_on else "never written to so far"]
    if tie.cadence:
        reasons.append(f"you meant {cadence.said(tie.cadence)}")
    if tie.introduced:
        reasons.append(f"introduced you to {words.count(tie.introduced, 'person', 'people')}")
    if tie.wins:
        reasons.append(f"had a part in {words.count(tie.wins, 'win', 'wins')}")
    return [*reasons, *(["doesn't know your news"] if each.is_untold else [])]


def ago(day: date, today: date) -> str:
    """How long ago a day is, as one would say it: "3 weeks ago", "5 months ago", "over 2 years ago"."""
    days = (today - day).days
    if days < 14:
        return "lately"
    if days < 63:
        return f"{days // 7} weeks ago"
    if days < 700:
        return f"{round(days / 30.4)} months ago"
    return f"over {words.count(days // 365, 'year', 'years')} ago" if days >= 730 else "two years ago"
