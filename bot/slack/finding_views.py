"""What stands under the people a search found: who left the company, who introduced somebody there, who spoke of it."""

from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import words
from bot.domain.finding import Around, Spoken, introducer
from bot.domain.model import Introduction
from bot.slack import contacts_views, kit
from bot.slack.kit import Message, button, section
from bot.slack.mrkdwn import bold, escape, quote


def around(found: Message, others: Around, typed: str, today: date) -> Message:
    """A search's answer with the sections that have somebody in them."""
    if others.is_nothing:
        return found
    what = quote(words.shorten(typed, 80))
    blocks = [
        *_part(f"Left {what}", [_person(one.id, one.name, contacts_views.headline(one)) for one in others.left]),
        *_part(f"Introduced you to somebody at {what}", _introducers(others.introduced)),
        *_part(f"Spoke of {what}", [_spoken(one, today) for one in others.spoken]),
    ]
    room = kit.BLOCKS_IN_MESSAGE - len(found.blocks)
    return Message(found.text, [*found.blocks, *blocks[:room]])


def _part(title: str, people: list[Block]) -> list[Block]:
    return [section(f"*{title}*"), *people] if people else []


def _person(contact_id: int | None, name: str, text: str) -> Block:
    return section(text, button("Open", contacts_views.OPEN_CARD, kit.value(contact=contact_id), label=f"Open {name}"))


def _introducers(made: list[Introduction]) -> list[Block]:
    """Each introducer once, with all whom they introduced."""
    whom: dict[str, list[Introduction]] = {}
    for one in made:
        whom.setdefault(introducer(one), []).append(one)
    blocks: list[Block] = []
    for name, ones in whom.items():
        people = words.listing([escape(one.contact.name) for one in ones if one.contact])
        text, contact = f"{bold(name)}, to {people}", ones[0].introducer
        blocks.append(_person(contact.id, name, text) if contact else section(text))
    return blocks


def _spoken(one: Spoken, today: date) -> Block:
    text = f"{bold(one.contact.name)}, {words.dated(one.interaction.on, today)}: {quote(one.words)}"
    return _person(one.contact.id, one.contact.name, text)
