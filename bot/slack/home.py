"""The Home tab: what is due, what was logged lately, and where to begin."""

from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock

from bot.domain import keeping, tasks, words
from bot.domain.model import Change, Member, Task
from bot.slack import contacts_views, tasks_views
from bot.slack.kit import Home, actions, button, context, section, value
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Nothing, Outcome
from bot.slack.turn import Turn

SHOW_DUE = "show_due"
UNDO_CHANGE = "undo_change"

DUE_SHOWN = 10
LATELY_SHOWN = 10


@dataclass(frozen=True)
class HomeFacts:
    """What a Home tab shows."""

    due: list[list[Task]]  # what is done in one message together
    later: int
    lately: list[Change]
    people: int


def opened(turn: Turn) -> Outcome:
    """Somebody opened Goodword: on the Home tab, `screens.refresh` publishes it."""
    return Nothing()


def publish(turn: Turn) -> None:
    """Bring a member's Home tab up to date."""
    with turn.read() as book:
        every = keeping.together(task for task in book.open_tasks() if not tasks.waits(task, book.today))
        shown = [owed for owed in every if owed[0].due_on <= book.today][:DUE_SHOWN]
        facts = HomeFacts(shown, len(every) - len(shown), book.changes(LATELY_SHOWN), book.count_contacts())
    view = home(facts, turn.member, book.today).payload()
    turn.client.views_publish(user_id=turn.member.user_id, view=view)


def home(facts: HomeFacts, member: Member, today: date) -> Home:
    """The Home tab of a member."""
    add = button("Add a contact", contacts_views.ADD_CONTACT, style="primary")
    return Home([actions(add), *_due(facts, member, today), DividerBlock(), *_lately(facts), *_count(facts)])


def _due(facts: HomeFacts, member: Member, today: date) -> list[Block]:
    if not facts.due:
        blocks: list[Block] = [section("*Due*\nNothing is due today.")]
    else:
        blocks = [section("*Due*")]
    for owed in facts.due:
        blocks += tasks_views.listed(owed, member, today, "home")
    if facts.later:
        more = words.count(facts.later, "more promise", "more promises")
        blocks.append(actions(button(f"Show {more}", SHOW_DUE)))
    return blocks


def _lately(facts: HomeFacts) -> list[Block]:
    if not facts.lately:
        return [section("*Logged lately*\nNothing yet. Tell me who you met: write it in the Messages tab.")]
    blocks: list[Block] = [section("*Logged lately*")]
    for change in facts.lately:
        undo = button("Undo", UNDO_CHANGE, value(change=change.id), label=f"Undo: {change.summary}")
        blocks.append(section(escape(change.summary or ""), undo))
    return blocks


def _count(facts: HomeFacts) -> list[Block]:
    if not facts.people:
        return []
    return [context(f"{words.count(facts.people, 'person', 'people')} in your book. Only you can see it.")]
