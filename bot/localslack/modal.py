"""A modal before a person: filling it in, submitting it, closing it."""

from __future__ import annotations

import re
from typing import Any

from . import limits
from .blocks import Spot, spots, state_key
from .delivery import Ack
from .hands import Hands
from .refusal import Json, Refusal, insist
from .screen import Answer, NotSeen, Surface, input_labelled
from .stage import Stage
from .text import view_text
from .views import View

TROUBLE = "We had some trouble connecting. Try again?"
REQUIRED = "Please complete this required field."


class Modal:
    """The view on top of a person's stack."""

    def __init__(self, view: View, stage: Stage, hands: Hands) -> None:
        self._view = view
        self._stage = stage
        self._workspace = stage.workspace
        self._hands = hands

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Modal) and other._view is self._view

    __hash__ = object.__hash__

    @property
    def view(self) -> Json:
        """The raw view, with its state."""
        with self._workspace.reading():
            return self._view.shown()

    @property
    def title(self) -> str:
        """What stands above it."""
        return str(self.view["title"]["text"])

    @property
    def text(self) -> str:
        """All of it as it reads, field errors included."""
        with self._workspace.reading():
            return view_text(self._view.shown(), self._workspace.names(), self._view.errors)

    @property
    def values(self) -> dict[str, Any]:
        """What each input holds, by its label, as it reads."""
        with self._workspace.reading():
            return {_label(spot): _reading(self._state(spot)) for spot in self._inputs()}

    @property
    def errors(self) -> dict[str, str]:
        """The sentence under each input that has one, by the input's label."""
        with self._workspace.reading():
            labels = {spot.block["block_id"]: _label(spot) for spot in self._inputs()}
            return {labels.get(block_id, block_id): words for block_id, words in self._view.errors.items()}

    @property
    def is_open(self) -> bool:
        """Whether it is still on the person's screen, or under another."""
        with self._workspace.reading():
            return self._view in self._workspace.views.stack(self._view.user_id)

    def fill(self, label: str, value: Any) -> Answer:
        """Put a value into the input with this label.

        Words for text, numbers, dates ("2026-12-01") and times; an option's text for menus and radios; a list
        of texts for checkboxes and multi-selects; (name, bytes) or a list of them for files.
        """
        self._insist_on_open()
        surface = Surface(self._view.raw["blocks"], self._view.values, self._view)
        return self._hands.choose(surface, input_labelled(self._view, label), value)

    def submit(self) -> Answer:
        """Press the submit button and see what the app says."""
        self._insist_on_open()
        with self._workspace.changing():
            self._view.errors = self._slips()
            if self._view.errors:
                return _blamed(self._view.errors)
            user = self._workspace.users[self._view.user_id]
            payload = self._stage.payloads.submission(user, self._view)
        ack = self._stage.courier.interaction(payload)
        if ack.problem:
            return Answer(False, TROUBLE)
        return self._taken(ack)

    def close(self, all_of_them: bool = False) -> Answer:
        """Press cancel; `all_of_them` is the cross in the corner, which closes those underneath too."""
        self._insist_on_open()
        views = self._workspace.views
        with self._workspace.changing():
            user = self._workspace.users[self._view.user_id]
            cleared = all_of_them or bool(self._view.raw["clear_on_close"])
            closing = list(reversed(views.stack(user.id))) if cleared else [self._view]
            told = [view for view in closing if view.raw["notify_on_close"]]
            payloads = [self._stage.payloads.closed(user, view, is_cleared=cleared) for view in told]
            for view in closing:
                views.close(view)
        for payload in payloads:
            self._stage.courier.interaction(payload)
        return Answer()

    # -- the answer to a submission

    def _taken(self, ack: Ack) -> Answer:
        try:
            with self._workspace.changing():
                return self._do(ack.payload)
        except Refusal as refusal:
            self._stage.refuse("view_submission", ack.payload, refusal, self._view.user_id)
            return Answer(False, TROUBLE)

    def _do(self, answer: Json) -> Answer:
        views, view = self._workspace.views, self._view
        action = answer.get("response_action")
        if action == "errors":
            return self._shamed(answer.get("errors") or {})
        if action == "clear":
            views.clear(view.user_id)
        elif action == "update":
            views.update(view, _checked(answer))
        elif action == "push":
            views.push(view.user_id, _checked(answer))
        elif action is None and not answer:
            views.close(view)
        else:
            raise Refusal("invalid_arguments", f"[ERROR] unknown response_action: {action}")
        return Answer()

    def _shamed(self, errors: dict[str, str]) -> Answer:
        inputs = {spot.block["block_id"] for spot in self._inputs()}
        if not errors or not set(errors) <= inputs:
            raise Refusal("invalid_arguments", "[ERROR] errors must name block_ids of the view's inputs")
        self._view.errors = dict(errors)
        return _blamed(errors)

    # -- what Slack itself holds against an input, before the app is asked

    def _slips(self) -> dict[str, str]:
        found = {spot.block["block_id"]: self._slip(spot) for spot in self._inputs()}
        return {block_id: slip for block_id, slip in found.items() if slip}

    def _slip(self, spot: Spot) -> str | None:
        value = self._state(spot).get(state_key(spot.kind) or "")
        if value in (None, "", []):
            return None if spot.block.get("optional") else REQUIRED
        return _size_slip(spot.element, value) or _form_slip(spot.kind, value)

    def _inputs(self) -> list[Spot]:
        return [spot for spot in spots(self._view.raw["blocks"]) if spot.block["type"] == "input"]

    def _state(self, spot: Spot) -> Json:
        block_id, action_id = spot.ids
        return self._view.values.get(block_id, {}).get(action_id, {})

    def _insist_on_open(self) -> None:
        if not self.is_open:
            raise NotSeen(f"the modal {self.title!r} is no longer open")


def _blamed(errors: dict[str, str]) -> Answer:
    return Answer(False, next(iter(errors.values())), blamed=True)


def _checked(answer: Json) -> Json:
    view = answer.get("view")
    if not isinstance(view, dict):
        raise Refusal("invalid_arguments", "[ERROR] missing required field: view")
    insist(limits.check_view(view))
    return view


def _size_slip(element: Json, value: Any) -> str | None:
    if element["type"] == "number_input":
        return _range_slip(element, value)
    if not isinstance(value, str):
        return None
    if len(value) > (most := int(element.get("max_length", 3000))):
        return f"Must be {most} characters or fewer."
    least = int(element.get("min_length", 0))
    return f"Must be at least {least} characters." if len(value) < least else None


def _range_slip(element: Json, value: str) -> str | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return "Must be a number."
    if number < float(element.get("min_value", "-inf")) or number > float(element.get("max_value", "inf")):
        return "Must be within the range."
    return None


def _form_slip(kind: str, value: Any) -> str | None:
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.match(r"https?://\S+\.\S+", value):
        return "Please enter a valid URL."
    return None


def _label(spot: Spot) -> str:
    return str(spot.block["label"]["text"])


def _reading(state: Json) -> Any:
    """A state as it reads: an option's text, a file's name, or the value itself."""
    value = next((each for key, each in state.items() if key != "type"), None)
    return [_read(each) for each in value] if isinstance(value, list) else _read(value)


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return value["text"]["text"] if "text" in value else value.get("name")
    return value
