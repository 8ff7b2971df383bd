"""Block Kit as Slack keeps it: missing ids filled in, elements found, their state read."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .refusal import Json

Values = dict[str, dict[str, Json]]

# element type -> (key of its state, key of its initial value, what it is when empty)
_STATE: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "", []),
}

INTERACTIVE = {*_STATE, "button", "overflow", "workflow_button"}


@dataclass(frozen=True)
class Spot:
    """An interactive element, the block it stands in and that block's place."""

    block: Json
    element: Json
    index: int

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def ids(self) -> tuple[str, str]:
        """Where its state is kept: block_id and action_id."""
        return self.block["block_id"], self.element["action_id"]


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of one block, in reading order."""
    inside = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
    return [one for one in inside if isinstance(one, dict) and one.get("type") in INTERACTIVE]


def spots(blocks: list[Json]) -> Iterator[Spot]:
    """Every interactive element of a message or view."""
    for index, block in enumerate(blocks):
        for element in elements_of(block):
            yield Spot(block, element, index)


def options_of(element: Json) -> list[Json]:
    """An element's options, grouped or not."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return list(element.get("options", [])) + grouped


def state_key(kind: str) -> str | None:
    """The key an element's state is kept under (`value`, `selected_option`, ...); None if it has no state."""
    return _STATE[kind][0] if kind in _STATE else None


def initial_state(element: Json) -> Json:
    """An element's state before anybody touched it."""
    key, initial, empty = _STATE[element["type"]]
    return {"type": element["type"], key: copy.deepcopy(element.get(initial, empty))}


def state_of(blocks: list[Json], before: Values | None = None) -> Values:
    """The state of all inputs; one that was there `before`, under the same two ids, keeps what it held."""
    values: Values = {}
    for spot in spots(blocks):
        if spot.kind in _STATE:
            block_id, action_id = spot.ids
            held = (before or {}).get(block_id, {}).get(action_id)
            kept = held if held and held["type"] == spot.kind else initial_state(spot.element)
            values.setdefault(block_id, {})[action_id] = kept
    return values


def prepared(blocks: list[Json] | None) -> list[Json]:
    """The blocks as Slack hands them back: ids where they lacked one, text objects with their defaults."""
    ready: list[Json] = copy.deepcopy(blocks or [])
    for block in ready:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for element in elements_of(block):
            element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
        _complete_texts(block)
    return ready


def _complete_texts(part: Any) -> None:
    if isinstance(part, list):
        for one in part:
            _complete_texts(one)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for one in part.values():
            _complete_texts(one)
