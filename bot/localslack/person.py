"""A person at the local Slack: types, presses, chooses, and sees what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import replies, screen
from .composer import as_sent
from .delivery import Ack
from .methods_files import add_file, file_object
from .onlooker import PATIENCE, Onlooker
from .refusal import Json, Refusal
from .screen import Answer, Found, Surface
from .stage import Stage
from .workspace import DM, Channel, User

_NOT_A_COMMAND = (
    '{0} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as '
    'commands.\n\nIf you are trying to send a message and not run a command, try preceding the "/" with an '
    "empty space."
)


class Person(Onlooker):
    """Somebody who uses Slack. What they do returns once the app has acknowledged it."""

    def __init__(self, user: User, stage: Stage) -> None:
        super().__init__(user, stage)
        self.asked: list[str] = []

    def __repr__(self) -> str:
        return f"<Person {self.user.real_name}>"

    # -- writing

    def types(self, text: str, channel: str = DM) -> Answer:
        """Type into a channel's message box and press Enter: a slash command or a message."""
        if text.startswith("/"):
            word, *rest = text.split(maxsplit=1)
            return self._command(word, "".join(rest).strip(), self._channel(channel))
        with self._workspace.changing():
            place = self._channel(channel)
            message = self._workspace.post(place, self._written(text))
        return self._tell_of(place, message)

    def upload(self, filename: str, data: bytes, channel: str = DM, text: str = "") -> Answer:
        """Put a file into a channel."""
        with self._workspace.changing():
            place = self._channel(channel)
            file = add_file(self._workspace, filename, self.id, data)
            file.channels.append(place.id)
            files = [file_object(self._workspace, file)]
            shared = {**self._written(text), "subtype": "file_share", "files": files, "upload": False}
            message = self._workspace.post(place, shared)
        if place.is_im:
            happened = {"type": "file_shared", "file_id": file.id, "user_id": self.id}
            self._happens({**happened, "channel_id": place.id})
        return self._tell_of(place, message)

    # -- shortcuts and tabs

    def shortcut(self, name: str) -> Answer:
        """Use a global shortcut, by its name or callback_id."""
        callback_id = self._stage.manifest.shortcut(name, "global")
        with self._workspace.reading():
            payload = self._stage.payloads.shortcut(self.user, callback_id)
        return self._shortcut_used(callback_id, self._stage.courier.interaction(payload))

    def message_shortcut(self, name: str, message: Json) -> Answer:
        """Use a shortcut from a message's menu."""
        callback_id = self._stage.manifest.shortcut(name, "message")
        with self._workspace.reading():
            channel, original = self._place_of(message)
            payload = self._stage.payloads.message_action(self.user, callback_id, channel, original)
        return self._shortcut_used(callback_id, self._stage.courier.interaction(payload))

    def opens_home(self) -> Answer:
        """Go to the app's Home tab."""
        return self._opens("home")

    def opens_messages_tab(self) -> Answer:
        """Go to the app's direct messages."""
        self._looking_at = DM
        return self._opens("messages")

    def moves_to(self, zone: str) -> Answer:
        """Travel to another time zone; Slack tells the app."""
        with self._workspace.changing():
            self.user.tz = zone
            event = self._stage.payloads.user_changed(self.user)
        return self._happens(event)

    # -- pressing and choosing

    def press(
        self,
        label: str,
        in_: Json | str | None = None,
        near: str | None = None,
        confirm: bool = True,
        timeout: float = PATIENCE,
    ) -> Answer:
        """Press a button, or an option of a menu, radio group or checkboxes, by its words, once it is there.

        `in_`: a message, "modal" or "home"; by default the modal if one is open, else the newest message with
        such a thing. `near`: words in the same block or the section before. What a confirmation asks is added
        to `asked`; `confirm=False` declines.
        """
        surface, found = self._find(screen.pressable, label, in_, near, timeout)
        dialog = (found.option or {}).get("confirm") or found.spot.element.get("confirm")
        if dialog:
            self.asked.append(_asked(dialog))
            if not confirm:
                return Answer()
        return self.hands.press(surface, found)

    def choose(self, label: str, option: Any, in_: Json | str | None = None, near: str | None = None) -> Answer:
        """Choose an option by its words, in a menu known by its placeholder, label or section."""
        surface, found = self._find(screen.choosable, label, in_, near)
        return self.hands.choose(surface, found.spot, option)

    def suggestions(self, label: str, typed: str, in_: Json | str | None = None, near: str | None = None) -> list[str]:
        """Type into a menu that asks the app for its options; what they read."""
        surface, found = self._find(screen.choosable, label, in_, near)
        return [option["text"]["text"] for option in self.hands.suggestions(surface, found.spot, typed)]

    def _find(
        self,
        finder: Callable[[Surface, str], list[Found]],
        label: str,
        where: Json | str | None,
        near: str | None,
        timeout: float = PATIENCE,
    ) -> tuple[Surface, Found]:
        """What reads so; waited for, as the app may be about to show it."""

        def look() -> tuple[Surface, Found] | None:
            names = self._workspace.names()
            for surface in self._surfaces(where):
                if found := screen.near(finder(surface, label), surface, near, names):
                    return surface, screen.the_one(found, label, surface.text(names))
            return None

        def shown() -> str:
            with self._workspace.reading():
                names = self._workspace.names()
                return "\n\n".join(surface.text(names) for surface in self._surfaces(where)[:5])

        return self._wait(look, timeout, f"nothing reads {label!r}{f' near {near!r}' if near else ''}", shown)

    # -- what happens when something is written

    def _command(self, command: str, text: str, channel: Channel) -> Answer:
        stage = self._stage
        if command not in stage.manifest.commands:
            return Answer(False, _NOT_A_COMMAND.format(command))
        with self._workspace.reading():
            if stage.manifest.commands[command]:
                text = self._as_sent(text, labels=True)
            payload = stage.payloads.command(self.user, channel, command, text)
        ack = stage.courier.command(payload)
        if ack.problem:
            return _failed(command, ack.problem)
        return self._answered(command, channel, ack)

    def _answered(self, command: str, channel: Channel, ack: Ack) -> Answer:
        try:
            with self._workspace.changing():
                shown = replies.command_answer(self._workspace, self.id, channel, ack.payload)
                return Answer(message=dict(shown) if shown else None)
        except Refusal as refusal:
            self._stage.refuse(command, ack.payload, refusal, self.id)
            return _failed(command, refusal.error)

    def _written(self, text: str) -> Json:
        message: Json = {"user": self.id, "team": self._workspace.team_id, "text": self._as_sent(text)}
        return {**message, "client_msg_id": self._workspace.new_id("M")}

    def _as_sent(self, text: str, labels: bool = False) -> str:
        workspace = self._workspace
        return as_sent(text, workspace.users.values(), workspace.channels.values(), labels)

    def _tell_of(self, channel: Channel, message: Json) -> Answer:
        """The event of a message; the bot hears only what is said in its own DM."""
        if not channel.is_im or not self._stage.manifest.hears("message.im"):
            return Answer(sent=dict(message))
        with self._workspace.reading():
            payload = self._stage.payloads.message_event(channel, message)
        ack = self._stage.courier.event(payload)
        return Answer(ack.problem is None, ack.problem, sent=dict(message))

    def _shortcut_used(self, callback_id: str, ack: Ack) -> Answer:
        name = self._stage.manifest.shortcut_name(callback_id)
        return Answer() if ack.problem is None else Answer(False, f"{name} didn’t work. Please try again.")

    def _happens(self, event: Json) -> Answer:
        if not self._stage.manifest.hears(event["type"]):
            return Answer()
        with self._workspace.reading():
            payload = self._stage.payloads.event(event)
        ack = self._stage.courier.event(payload)
        return Answer(ack.problem is None, ack.problem)

    def _opens(self, tab: str) -> Answer:
        if not self._stage.manifest.hears("app_home_opened"):
            return Answer()
        with self._workspace.changing():
            payload = self._stage.payloads.home_opened(self.user, tab)
        ack = self._stage.courier.event(payload)
        return Answer(ack.problem is None, ack.problem)


def _failed(command: str, error: str) -> Answer:
    return Answer(False, f"{command} failed with the error “{error}”")


def _asked(dialog: Json) -> str:
    words: Json = {key: dialog[key]["text"] for key in ("title", "text", "confirm", "deny") if key in dialog}
    return "{title}\n{text}\n[{deny}] [{confirm}]".format_map({"deny": "Cancel", "confirm": "Yes", **words})
