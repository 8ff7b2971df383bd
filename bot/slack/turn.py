"""One thing a member did in Slack, whatever the surface: who, where, which words, which button, which form."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient

from bot.domain import calendar
from bot.domain.book import Book
from bot.domain.model import Member, Task
from bot.slack import kit
from bot.slack.profiles import Profile
from bot.storage.book import Books


class Surface(StrEnum):
    """Where it was done; the answer goes out accordingly."""

    COMMAND = "command"
    MESSAGE = "message"
    SHORTCUT = "shortcut"
    BUTTON = "button"
    SUBMISSION = "submission"
    SUGGESTION = "suggestion"
    HOME = "home"
    PROFILE = "profile"  # not a deed: Slack tells of a change


@dataclass(frozen=True)
class Place:
    """Where a message stands (or stood), so that it can be replaced, or answered beside it."""

    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None
    ephemeral: bool = False

    def to_json(self) -> str:
        """As a modal's private_metadata carries it."""
        return json.dumps([self.channel, self.ts, self.response_url, self.ephemeral])

    @classmethod
    def from_json(cls, text: str) -> "Place":
        """Back from `to_json`; nowhere, if it is anything else."""
        try:
            channel, ts, response_url, ephemeral = json.loads(text)
        except (ValueError, TypeError):
            return cls()
        return cls(channel, ts, response_url, bool(ephemeral))


@dataclass
class Turn:
    """What one request from Slack comes to. Listeners get this and answer with an outcome."""

    surface: Surface
    member: Member
    books: Books
    client: WebClient
    text: str = ""  # what was typed, as Slack sent it
    about: dict[str, str] = field(default_factory=dict)  # what the button's value says
    pressed: str = ""  # the button's own id
    chosen: str | None = None  # the menu's option, the picker's day
    picked: list[str] = field(default_factory=list)  # the options of checkboxes that are ticked
    form: dict[str, Any] = field(default_factory=dict)  # by field name: text, option value, list of option values
    blocks: dict[str, str] = field(default_factory=dict)  # field name -> block id, for errors
    place: Place = field(default_factory=Place)
    key: str | None = None  # what makes a repeat of this a repeat
    trigger_id: str | None = None
    is_late: bool = False  # Slack may have stopped waiting for the acknowledgement, and for what comes with it
    view_id: str | None = None
    in_modal: bool = False
    on_home: bool = False
    body: dict[str, Any] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)  # the units of work this turn has done
    tasks: set[int] = field(default_factory=set)  # those they touched, by id, which nudges may show
    mentioned: list[Profile] = field(default_factory=list)  # the colleagues its words name by @

    @property
    def now(self) -> datetime:
        """The present instant, as the books see it."""
        return self.books.clock.now()

    @property
    def today(self) -> date:
        """The member's own date."""
        return calendar.local_day(self.now, self.member.tz)

    @contextmanager
    def book(self, key: str | None = None) -> Iterator[Book]:
        """The member's book for one unit of work, done once for a request that comes twice.

        Args:
            key: what makes a repeat of this deed one, when that is not the request itself.
        """
        with self.books.open(self.member, key or self.key) as book:
            yield book
            self.tasks.update(book.touched(book.change_id, Task))
        self.member = book.member
        self.changes.append(book.change_id)

    @contextmanager
    def read(self) -> Iterator[Book]:
        """The member's book, to look things up in."""
        with self.books.read(self.member, just_met=True) as book:
            yield book

    def id_of(self, name: str) -> int:
        """An id the button's value carries; 0, which is nobody's, when it is not a number."""
        text = self.about.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 19 else 0

    def ids_of(self, name: str) -> list[int]:
        """The ids, with dots between, that the button's value carries."""
        return [int(text) for text in self.about.get(name, "").split(".") if text.isdecimal() and len(text) < 19]

    def words(self, name: str) -> str:
        """What was typed into a field of the form, trimmed."""
        return str(self.form.get(name) or "").strip()

    def metadata(self, **more: Any) -> str:
        """What a modal opened from here must know when it is submitted: the place, and ids."""
        opened_with = {"place": self.place.to_json(), "home": self.on_home, "about": kit.value(**more)}
        return json.dumps(opened_with)


def form_of(view: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a view's inputs by field name, and the block each is in."""
    values: dict[str, Any] = {}
    blocks: dict[str, str] = {}
    for block_id, inputs in view.get("state", {}).get("values", {}).items():
        for name, state in inputs.items():
            values[name] = _value(state)
            blocks[name] = block_id
    return values, blocks


def _value(state: dict[str, Any]) -> Any:
    """One input's value, whatever its type calls it."""
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"] or []]
    if "selected_option" in state:
        return (state["selected_option"] or {}).get("value")
    if "files" in state:
        return state["files"]
    for name in ("value", "selected_date", "selected_time", "selected_user", "selected_conversation"):
        if name in state:
            return state[name]
    return None
