"""*Log a lead*: the person in a message, ready to be saved."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, Option, RadioButtonsElement

from bot.domain import leads
from bot.domain.words import shorten
from bot.slack import forms, kit
from bot.slack.forms import PersonValues
from bot.slack.kit import Modal, context, section
from bot.slack.mrkdwn import escape

LEAD_FORM = "lead_form"
WHO = "lead_who"
AUTHOR = "author"
TOMORROW = "tomorrow"
TITLE = "Log a lead"


@dataclass(frozen=True)
class Source:
    """Where the lead comes from; travels in the modal's private_metadata, so it is kept small."""

    author: str  # name
    author_id: str  # Slack user
    channel: str  # "#intros", or "a direct message"
    link: str
    day: str  # the message's day, in words
    tomorrow: str  # what "tomorrow" is read as

    def to_json(self) -> str:
        """For the modal to carry."""
        return json.dumps(list(vars(self).values()), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Source":
        """Back from `to_json`."""
        return cls(*json.loads(text))


def loading() -> Modal:
    """What opens at once."""
    return Modal(TITLE, [section("Reading the message…")])


def lead_form(
    source: Source,
    message: leads.Message,
    text: str,
    chosen: str,
    metadata: str,
    known: Sequence[str] = (),
    introducer: Option | None = None,
) -> Modal:
    """The form, filled for whoever is chosen as the lead.

    Args:
        text: the message, which becomes the note.
        chosen: `AUTHOR`, or the place of somebody in `message.people`.
        known: names of those chosen who are in the book already, so that this adds to them.
        introducer: the author, as the menu of people shows them.
    """
    values = _values(source, message, text, chosen)
    if known:
        values.where_met = ""  # where you met, and through whom, is known already
    elif chosen != AUTHOR:
        values.introduced_by = introducer
    blocks: list[Block] = [context(f"From {escape(source.author)} in {escape(source.channel)}, {source.day}")]
    if message.people:
        blocks.append(_who(source, message, chosen))
    if known:
        blocks.append(section(f"{escape(known[0])} is in your book already: this adds to what you have."))
    blocks += forms.person_inputs(values, version=f".{chosen}")
    blocks.append(context("Only the name is needed. Nobody is told."))
    return Modal(TITLE, blocks, LEAD_FORM, "Save", "Cancel", metadata)


def _values(source: Source, message: leads.Message, text: str, chosen: str) -> PersonValues:
    values = PersonValues(
        name=source.author,
        note=text,
        follow_up=TOMORROW,
        follow_up_hint=f"Read as {source.tomorrow}. {forms.DAYS}",
        where_met=source.channel,
    )
    if chosen != AUTHOR:
        lead = message.people[int(chosen)]
        values.name, values.title, values.company = lead.name, lead.title or "", lead.company or ""
        values.emails, values.phones, values.links = message.emails, message.phones, message.links
    elif not message.people:
        values.emails, values.phones, values.links = message.emails, message.phones, message.links
    return values


def _who(source: Source, message: leads.Message, chosen: str) -> Block:
    options = {
        str(place): kit.option(f"{shorten(lead.name, 50)}, named here", str(place))
        for place, lead in enumerate(message.people)
    }
    options[AUTHOR] = kit.option(f"{shorten(source.author, 50)}, who wrote it", AUTHOR)
    choice = RadioButtonsElement(options=list(options.values()), initial_option=options[chosen])
    return kit.field(WHO, "Who is the lead?", choice, optional=False, dispatch=True)
