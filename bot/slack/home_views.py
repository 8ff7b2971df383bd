"""How the Home tab looks: what is due, who is under way, whom to say hello to, what was logged, and the doors."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock, ExternalDataSelectElement
from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import words
from bot.domain.model import Change, Introduction, Member, Task
from bot.domain.wide_net import Suggestion
from bot.slack import (
    contacts_views,
    forgetting,
    imports_views,
    introductions_views,
    nudges_views,
    rhythm_views,
    settings_views,
    suggestions_views,
    tasks_views,
)
from bot.slack.kit import Home, actions, button, context, section, value
from bot.slack.mrkdwn import bold, escape

SHOW_DUE = "show_due"
UNDO_CHANGE = "undo_change"
SEARCH = "search"
SHOW_INTROS = "show_intros"
PAUSE = "ask_pause"
STATS = "show_stats"
DUPLICATES = "show_duplicates"

DUE_SHOWN = 10
LATELY_SHOWN = 10
INTROS_SHOWN = 5


@dataclass(frozen=True)
class HomeFacts:
    """What a Home tab shows."""

    due: list[list[Task]]  # what is done in one message together
    later: int = 0
    lately: Sequence[Change] = ()
    people: int = 0
    intros: Sequence[Introduction] = ()  # the open ones
    to_greet: Sequence[Suggestion] = field(default_factory=list)  # this week's people
    is_answered: bool = False  # what was pressed here is answered in a message
    version: str = ""  # another one empties the search


def home(facts: HomeFacts, member: Member, today: date) -> Home:
    """The Home tab of a member."""
    blocks = [*_answered(facts), *_doors(facts), *_due(facts, member, today), DividerBlock(), *_lately(facts)]
    if facts.intros:
        blocks += [DividerBlock(), *_intros(facts.intros, today)]
    if facts.to_greet:
        blocks += [DividerBlock(), *_to_greet(facts.to_greet, today)]
    return Home([*blocks, DividerBlock(), *_foot(facts, member, today)])


def _answered(facts: HomeFacts) -> list[Block]:
    return [context("✓ The answer is in the *Messages* tab.")] if facts.is_answered else []


def _doors(facts: HomeFacts) -> list[Block]:
    """The way in: somebody new, somebody known, the settings."""
    find = ExternalDataSelectElement(placeholder="Find somebody", action_id=SEARCH, min_query_length=1)
    add = button("Add a contact", contacts_views.ADD_CONTACT, style="primary")
    search: list[BlockElement] = [find] if facts.people else []
    return [actions(add, *search, _settings(), block_id=f"doors{facts.version}")]


def _settings() -> BlockElement:
    return button("Settings", settings_views.OPEN_SETTINGS, label="Settings of Goodword")


def _due(facts: HomeFacts, member: Member, today: date) -> list[Block]:
    blocks: list[Block] = [section("*Due*" if facts.due else "*Due*\nNothing is due today.")]
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


def _intros(every: Sequence[Introduction], today: date) -> list[Block]:
    blocks: list[Block] = [section("*Introductions under way*")]
    blocks += [introductions_views.listed(one, today) for one in every[:INTROS_SHOWN]]
    if len(every) > INTROS_SHOWN:
        blocks.append(actions(button(f"Show all {len(every)} introductions", SHOW_INTROS)))
    return blocks


def _to_greet(people: Sequence[Suggestion], today: date) -> list[Block]:
    """This week's people with the reason for each; what can be done is behind *Show me*."""
    lines = [f"{bold(each.contact.name)}: {suggestions_views.why(each, today)}" for each in people]
    show = button("Show me", suggestions_views.SHOW_ME, label="Show me whom I could write to")
    return [section("\n".join(["*You could say hello to*", *lines]), show)]


def _foot(facts: HomeFacts, member: Member, today: date) -> list[Block]:
    """What else there is, how much is in the book, and when Goodword writes."""
    is_paused = member.paused_until is not None and today < member.paused_until
    resume = button("Resume now", rhythm_views.RESUME, label="Resume reminders")
    pause = button("Pause", PAUSE, label="Pause reminders")
    row = [
        button("Import", imports_views.OPEN_IMPORT, label="Import contacts"),
        button("Export", nudges_views.EXPORT, label="Export your book"),
        button("Duplicates", DUPLICATES, label="People who look alike"),
        button("Stats", STATS, label="Who helped, and what came of it"),
        resume if is_paused else pause,
        button("Forget me", forgetting.FORGET_ME, style="danger"),
    ]
    return [actions(*row), context(*_counts(facts), _rhythm(member, today))]


def _rhythm(member: Member, today: date) -> str:
    """When Goodword writes."""
    if member.paused_until and today < member.paused_until:
        return f"Quiet until {words.dated(member.paused_until, today)}."
    return settings_views.summary(member)


def _counts(facts: HomeFacts) -> list[str]:
    if not facts.people:
        return []
    said = [f"{words.count(facts.people, 'person', 'people')} in your book"]
    if promises := len(facts.due) + facts.later:
        said.append(words.count(promises, "open promise", "open promises"))
    if facts.intros:
        said.append(words.count(len(facts.intros), "open introduction", "open introductions"))
    return [f"{' · '.join(said)}. Only you can see it."]
