"""What a person's hands do to an element: press it, choose in it, type into it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePath
from typing import Any

from . import limits
from .blocks import Spot, options_of, state_key
from .delivery import Ack
from .methods_files import add_file, file_object
from .refusal import Json, Refusal, insist
from .screen import Answer, Found, NotSeen, Surface, option_reading
from .stage import Stage
from .views import View
from .workspace import User

_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}
_LEAST_TYPED = 3  # Slack's own min_query_length when an external select sets none


class Hands:
    """One person's hands."""

    def __init__(self, user: User, stage: Stage) -> None:
        self._user = user
        self._stage = stage
        self._workspace = stage.workspace
        self._payloads = stage.payloads
        self._courier = stage.courier
        self._offered: dict[tuple[str, str], list[Json]] = {}

    def press(self, surface: Surface, found: Found) -> Answer:
        """Press a button, or an option of a menu, radio group or checkboxes."""
        spot, option = found.spot, found.option
        if option is None:
            return self._fire(surface, spot, {})
        if spot.kind == "overflow":
            return self._fire(surface, spot, {"selected_option": option})
        if spot.kind == "checkboxes":
            return self.set(surface, spot, {"selected_options": self._toggled(surface, spot, option)})
        return self.set(surface, spot, {"selected_option": option})

    def choose(self, surface: Surface, spot: Spot, wanted: Any) -> Answer:
        """Choose by what the choice reads, or write what is to be written."""
        if spot.kind == "overflow":
            return self.press(surface, Found(spot, option_reading(spot.element, wanted)))
        key = state_key(spot.kind) or "value"
        return self.set(surface, spot, {key: self._meant(surface, spot, wanted)})

    def set(self, surface: Surface, spot: Spot, chosen: Json) -> Answer:
        """Put a state into an element; the app hears of it, unless it is an input that waits for submit."""
        self._put(surface, spot, chosen)
        if spot.block["type"] == "input" and not spot.block.get("dispatch_action"):
            return Answer()
        return self._fire(surface, spot, chosen)

    def option(self, surface: Surface, spot: Spot, value: str) -> Json:
        """An option by its value: one that stands there, was offered to the typing, or is chosen already."""
        held = _held(surface, spot)
        chosen = [held.get("selected_option"), *(held.get("selected_options") or [])]
        offered: list[Json] = [*options_of(spot.element), *self._offered.get(spot.ids, []), *filter(None, chosen)]
        for option in offered:
            if option.get("value") == value:
                return option
        raise NotSeen("This option is no longer there.")

    def change(self, surface: Surface, spot: Spot, state: Json, entered: bool) -> Answer:
        """Put a state into an element as a browser hands it over; `entered` is whether Enter was pressed on it."""
        key = state_key(spot.kind)
        if key is None:
            raise NotSeen("Nothing can be put in here.")
        with self._workspace.reading():
            chosen = {key: self._known(surface, spot, key, state.get(key))}
        if _fires(spot, entered):
            return self.set(surface, spot, chosen)
        return self._put(surface, spot, chosen)

    def attach(self, surface: Surface, spot: Spot, filename: str, data: bytes) -> Answer:
        """Put one more file into a file input, or in place of the only one it takes."""
        kinds = spot.element.get("filetypes")
        if kinds and PurePath(filename).suffix.removeprefix(".").lower() not in kinds:
            return Answer(False, f"Only these files can be added here: {', '.join(kinds)}.")
        most = int(spot.element.get("max_files", 10))
        held = _held(surface, spot).get("files", [])
        files = [*held, self._file(filename, data)][-most:]
        return self.set(surface, spot, {"files": files})

    def suggestions(self, surface: Surface, spot: Spot, typed: str) -> list[Json]:
        """Type into an external select: the options the app answers with."""
        if len(typed) < int(spot.element.get("min_query_length", _LEAST_TYPED)):
            return []
        with self._workspace.reading():
            payload = self._payloads.suggestion(self._user, spot, typed, surface.place)
        ack = self._courier.interaction(payload)
        if ack.problem or self._refused(ack):
            return []
        groups = ack.payload.get("option_groups", [])
        options = ack.payload.get("options", []) + [option for group in groups for option in group["options"]]
        self._offered[spot.ids] = options
        return list(options)

    def _put(self, surface: Surface, spot: Spot, chosen: Json) -> Answer:
        block_id, action_id = spot.ids
        with self._workspace.changing():
            surface.values.setdefault(block_id, {})[action_id] = {"type": spot.kind, **chosen}
        return Answer()

    def _known(self, surface: Surface, spot: Spot, key: str, given: Any) -> Any:
        """What a browser says was chosen, in Slack's own objects: it names options, files and people by their ids."""
        if key == "selected_option":
            return self.option(surface, spot, str(given["value"])) if given else None
        if key == "selected_options":
            return [self.option(surface, spot, str(each["value"])) for each in given or []]
        if key == "files":
            wanted = {each["id"] for each in given or []}
            return [each for each in _held(surface, spot).get("files", []) if each["id"] in wanted]
        return given

    def _fire(self, surface: Surface, spot: Spot, chosen: Json) -> Answer:
        with self._workspace.reading():
            action = self._payloads.action(spot, chosen)
            if isinstance(surface.place, View):
                payload = self._payloads.press_in_view(self._user, surface.place, action)
            else:
                channel, message = surface.place
                payload = self._payloads.press_in_message(self._user, channel, message, action, surface.values)
        return _pressed(self._courier.interaction(payload))

    def _toggled(self, surface: Surface, spot: Spot, option: Json) -> list[Json]:
        held = _held(surface, spot).get("selected_options") or []
        others = [each for each in held if each["value"] != option["value"]]
        return others if len(others) < len(held) else [*held, option]

    def _meant(self, surface: Surface, spot: Spot, wanted: Any) -> Any:
        """What `wanted` is in the element's own terms."""
        kind = spot.kind
        if wanted is None or wanted == "":
            return None
        if kind == "checkboxes" or kind.startswith("multi_"):
            return [self._one(surface, spot, each) for each in wanted]
        if kind == "file_input":
            files = wanted if isinstance(wanted, list) else [wanted]
            return [self._file(name, data) for name, data in files]
        return self._one(surface, spot, wanted)

    def _one(self, surface: Surface, spot: Spot, wanted: Any) -> Any:
        kind = spot.kind.removeprefix("multi_")
        if kind in ("static_select", "radio_buttons", "checkboxes"):
            return option_reading(spot.element, wanted)
        if kind == "external_select":
            return self._offered_option(surface, spot, wanted)
        if kind == "users_select":
            return self._workspace.user_called(wanted).id
        if kind in ("conversations_select", "channels_select"):
            return self._workspace.channel(wanted).id
        return _written(kind, wanted)

    def _offered_option(self, surface: Surface, spot: Spot, wanted: str) -> Json:
        """An option on offer already, or else after typing its words, or the first of them."""
        for typed in (None, wanted, re.split(r"[^\w' -]", wanted)[0].strip()):
            if typed is not None:
                self.suggestions(surface, spot, typed)
            for option in self._offered.get(spot.ids, []):
                if option["text"]["text"] == wanted:
                    return option
        names = [option["text"]["text"] for option in self._offered.get(spot.ids, [])]
        raise NotSeen(f"typing {wanted!r} offers no such option, but {names}")

    def _file(self, name: str, data: bytes) -> Json:
        with self._workspace.changing():
            return file_object(self._workspace, add_file(self._workspace, name, self._user.id, data))

    def _refused(self, ack: Ack) -> bool:
        try:
            insist(limits.check_options(ack.payload))
        except Refusal as refusal:
            self._stage.refuse("block_suggestion", ack.payload, refusal, self._user.id)
            return True
        return False


def _held(surface: Surface, spot: Spot) -> Json:
    """An element's present state."""
    block_id, action_id = spot.ids
    return surface.values.get(block_id, {}).get(action_id, {})


def _fires(spot: Spot, entered: bool) -> bool:
    """Whether the app may hear of it at once: of typing only after Enter, unless it asked for every character."""
    if spot.kind not in _TYPED:
        return True
    wanted = spot.element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return "on_character_entered" in wanted or (entered and "on_enter_pressed" in wanted)


def _pressed(ack: Ack) -> Answer:
    if ack.problem is None:
        return Answer()
    if ack.problem == "operation_timeout":
        return Answer(False, "Operation timed out. Apps need to respond within 3 seconds.")
    return Answer(False, f"This app responded with Status Code {ack.status}.")


def _written(kind: str, wanted: Any) -> Any:
    if kind == "rich_text_input":
        text = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(wanted)}]}
        return {"type": "rich_text", "elements": [text]}
    if kind == "datetimepicker":
        return int(wanted.timestamp()) if isinstance(wanted, datetime) else int(wanted)
    return str(wanted)
