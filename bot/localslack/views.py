"""Modals, in stacks of three, and Home tabs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from time import time
from typing import Any

from .blocks import Values, prepared, state_of
from .refusal import Json, Refusal

STACK_LIMIT = 3

_OPTIONAL: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


@dataclass
class View:
    """A modal or a Home tab as one person has it before them."""

    user_id: str
    raw: Json
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Slack's id for it."""
        return str(self.raw["id"])

    def shown(self) -> Json:
        """The view object as payloads and answers carry it."""
        return {**self.raw, "state": {"values": self.values}}


class Views:
    """Every open view. The workspace's lock guards it."""

    def __init__(self, ids: Json) -> None:
        self._ids = ids
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._owners: dict[str, str] = {}

    def stack(self, user_id: str) -> list[View]:
        """A person's open modals, the root first."""
        return self._stacks.setdefault(user_id, [])

    def home(self, user_id: str) -> View | None:
        """A person's Home tab, if one was published."""
        return self._homes.get(user_id)

    def owner(self, view_id: str) -> str:
        """Whose a view is or was; nobody's, if there never was such a view."""
        return self._owners.get(view_id, "")

    def reset(self) -> None:
        """Take every view off every screen."""
        self._stacks.clear()
        self._homes.clear()

    def open(self, user_id: str, given: Json) -> View:
        """Show a new root modal."""
        self._insist_on_new_external_id(given)
        view = self._new(user_id, given)
        self._stacks[user_id] = [view]
        return view

    def push(self, user_id: str, given: Json) -> View:
        """Show a modal on top of those open."""
        stack = self.stack(user_id)
        if not stack:
            raise Refusal("not_found")
        if len(stack) >= STACK_LIMIT:
            raise Refusal("push_limit_reached")
        self._insist_on_new_external_id(given)
        view = self._new(user_id, given, root=stack[0].id, previous=stack[-1].id)
        stack.append(view)
        return view

    def publish(self, user_id: str, given: Json) -> View:
        """Show a Home tab."""
        view = self._homes.get(user_id)
        if view is None:
            self._insist_on_new_external_id(given)
            view = self._homes[user_id] = self._new(user_id, given)
            return view
        return self.update(view, given)

    def update(self, view: View, given: Json) -> View:
        """Change a view in place; what was typed stays where both ids stay."""
        self._insist_on_new_external_id(given, but=view)
        kept = {key: view.raw[key] for key in ("id", "root_view_id", "previous_view_id")}
        view.raw = {**self._object(given), **kept}
        view.values = state_of(view.raw["blocks"], before=view.values)
        view.errors = {}
        return view

    def close(self, view: View) -> None:
        """Take one modal off its stack."""
        stack = self.stack(view.user_id)
        if view in stack:
            stack.remove(view)

    def clear(self, user_id: str) -> None:
        """Close all of a person's modals."""
        self._stacks.pop(user_id, None)

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """An open view by either id."""
        for view in self._all():
            if view.id == view_id or (external_id and view.raw["external_id"] == external_id):
                return view
        raise Refusal("not_found")

    def _all(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def _insist_on_new_external_id(self, given: Json, but: View | None = None) -> None:
        wanted = given.get("external_id")
        if wanted and any(view.raw["external_id"] == wanted for view in self._all() if view is not but):
            raise Refusal("duplicate_external_id")

    def _new(self, user_id: str, given: Json, root: str | None = None, previous: str | None = None) -> View:
        view_id = "V" + secrets.token_hex(5).upper()
        place: dict[str, Any] = {"id": view_id, "root_view_id": root or view_id, "previous_view_id": previous}
        raw = {**self._object(given), **place}
        self._owners[view_id] = user_id
        return View(user_id, raw, state_of(raw["blocks"]))

    def _object(self, given: Json) -> Json:
        wanted = {key: given.get(key) or default for key, default in _OPTIONAL.items()}
        return {
            "type": given["type"],
            "blocks": prepared(given.get("blocks")),
            "hash": f"{int(time())}.{secrets.token_hex(4)}",
            **wanted,
            **self._ids,
        }
