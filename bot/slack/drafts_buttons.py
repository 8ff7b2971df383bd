"""The buttons that lead to a draft, or to where it is sent."""

from collections.abc import Sequence
from urllib.parse import quote as percent

from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import occasions
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Task
from bot.slack import kit
from bot.slack.kit import button

DRAFT = "draft"
OPEN_DM = "open_dm"
SUGGESTED = "suggested"  # the screen on which people to write to stand


def draft_button(owed: Sequence[Task], on: str) -> list[BlockElement]:
    """*Draft*, of the message that keeps these promises; nothing where none would.

    Args:
        on: the screen it stands on; see `tasks_views.item`.
    """
    task = owed[0]
    occasion = occasions.occasion_for(owed)
    if occasion is None or task.contact is None or task.contact.do_not_contact:
        return []
    about = kit.value(contact=task.contact.id, task=".".join(str(each.id) for each in owed), on=on)
    return [button("Draft", DRAFT, about, label=f"Draft a message to {task.contact.name}")]


def draft_message(contact: Contact) -> list[BlockElement]:
    """*Draft message*, on a card."""
    if contact.do_not_contact or contact.archived_at:
        return []
    about = kit.value(contact=contact.id, on="card")
    return [button("Draft message", DRAFT, about, label=f"Draft a message to {contact.name}")]


def draft_suggested(contact: Contact, occasion: Occasion) -> list[BlockElement]:
    """*Draft*, of a message to somebody who was suggested."""
    about = kit.value(contact=contact.id, occasion=occasion.value, on=SUGGESTED)
    return [button("Draft", DRAFT, about, label=f"Draft a message to {contact.name}")]


def open_dm(contact: Contact, team_id: str) -> list[BlockElement]:
    """*Open DM*, of somebody who is in this Slack."""
    if not contact.slack_user_id or contact.do_not_contact:
        return []
    link = f"slack://user?team={percent(team_id)}&id={percent(contact.slack_user_id)}"
    return [button("Open DM", OPEN_DM, label=f"Open your direct messages with {contact.name}", url=link)]
