"""How the entries of an export are kept: in which table, what makes two of them the same, and of what there is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Table

from bot.domain.messages import Draft, Template
from bot.domain.model import Interaction, Introduction, Task, TaskState, Win
from bot.domain.model_net import Situation, Telling
from bot.storage.tables import drafts, interactions, introductions, member_templates, situations, tasks, tellings, wins

# Fields of entries that point to another entry: the section it is in, and the column it goes to.
POINTERS = {
    "contact": ("contacts", "contact_id"),
    "introducer": ("contacts", "introducer_id"),
    "other": ("contacts", "other_id"),
    "interaction": ("interactions", "interaction_id"),
    "introduction": ("introductions", "introduction_id"),
    "situation": ("situations", "situation_id"),
    "win": ("wins", "win_id"),
}
NEEDED = ("contact_id", "situation_id")  # whoever or whatever these point to must be known


class Once(NamedTuple):
    """That a book holds no two rows alike in some columns, and what is said of a second one."""

    columns: tuple[str, ...]
    why: str
    only: tuple[str, Any] | None = None  # rows with this value in this column

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether there may be only one such row."""
        return self.only is None or row[self.only[0]] == self.only[1]

    def key(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """In what two rows must not be alike."""
        return tuple(row[name] for name in self.columns)


@dataclass(frozen=True)
class Section:
    """How the entries of one section are kept."""

    table: Table
    kind: Callable[..., Any]
    same: tuple[str, ...]  # columns that are alike in two rows that say the same
    once: Once | None = None


SECTIONS: Mapping[str, Section] = {
    "interactions": Section(interactions, Interaction, ("kind", "on", "text", "direction", "link")),
    "introductions": Section(introductions, Introduction, ("kind", "contact_id", "introducer_name", "other_id", "on")),
    "wins": Section(wins, Win, ("contact_id", "what", "on")),
    "situations": Section(situations, Situation, ("text", "on")),
    "tellings": Section(
        tellings,
        Telling,
        ("situation_id", "contact_id"),
        Once(("situation_id", "contact_id"), "it is in the file twice"),
    ),
    "tasks": Section(
        tasks,
        Task,
        ("kind", "contact_id", "due_on", "due_time", "about", "state", "introduction_id"),
        Once(("kind", "contact_id", "introduction_id"), "something like it is open already", ("state", TaskState.OPEN)),
    ),
    "drafts": Section(
        drafts,
        Draft,
        ("contact_id", "occasion", "text", "sent_on"),
        Once(("contact_id", "occasion"), "you have begun another message like it", ("sent_on", None)),
    ),
    "templates": Section(
        member_templates,
        Template,
        ("occasion", "circle", "text"),
        Once(("occasion", "circle"), "you have other words of your own for it"),
    ),
}
