"""How two people who look alike are shown: side by side."""

from datetime import date

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.domain import words
from bot.domain.duplicates import Likeness
from bot.domain.model import Contact, DetailKind
from bot.slack.kit import Message, actions, button, context, section, value
from bot.slack.mrkdwn import bold, escape, fit

MERGE = "merge_pair"
APART = "apart_pair"
NEXT_PAIR = "next_pair"

FIELD_LIMIT = 2000


def pair(one: Contact, other: Contact, alike: Likeness, place: int, total: int, today: date) -> Message:
    """Two people who may be one; the first is kept.

    Args:
        place: which of the pairs it is, from 0.
    """
    about = value(one=one.id, other=other.id, place=place)
    both = f"{one.name} and {other.name}"
    row = actions(
        button("Merge", MERGE, about, label=f"Merge {both}", style="primary"),
        button("Not the same", APART, about, label=f"{both} are two people"),
        *([button("Next", NEXT_PAIR, value(place=place + 1), label="The next pair")] if place + 1 < total else []),
    )
    fields = [MarkdownTextObject(text=fit(_person(each, today), FIELD_LIMIT)) for each in (one, other)]
    blocks: list[Block] = [
        section(f"*Are these one person?* ({escape(alike.why)})"),
        SectionBlock(fields=fields),
        row,
        context(f"Pair {place + 1:,} of {total:,}. Merging keeps every fact, and can be undone for 30 days."),
    ]
    return Message(f"Are {both} one person?", blocks)


def none_left(above: str = "") -> Message:
    """Nobody looks like anybody else."""
    said = "Nobody in your book looks like somebody else in it."
    return Message(said, [section(escape(f"{above} {said}".strip()))])


def _person(contact: Contact, today: date) -> str:
    job = ", ".join(filter(None, (contact.title, contact.company)))
    listed = [", ".join(contact.values(kind)[:5]) for kind in (DetailKind.EMAIL, DetailKind.PHONE, DetailKind.LINK)]
    met = f"met at {contact.where_met}" if contact.where_met else ""
    since = f"in your book since {words.dated(contact.created_at.date(), today)}" if contact.created_at else ""
    archived = "archived" if contact.archived_at else ""
    return "\n".join([bold(contact.name), *(escape(line) for line in (job, *listed, met, since, archived) if line)])
