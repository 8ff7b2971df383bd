"""What a person sees: channels, the modal on top, the Home tab. Waiting is what eyes do."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .hands import Hands
from .modal import Modal
from .refusal import Json
from .screen import NotSeen, Surface
from .stage import Stage
from .text import message_text, view_text
from .views import View
from .workspace import DM, Channel, User

T = TypeVar("T")
PATIENCE = 15  # seconds to look for something before it counts as not there


@dataclass(frozen=True)
class Home:
    """A Home tab as a person sees it."""

    text: str
    view: Json


class Onlooker:
    """Somebody's eyes. Every wait ends in what was found, or in a `NotSeen` that tells what was there."""

    def __init__(self, user: User, stage: Stage) -> None:
        self.user = user
        self._stage = stage
        self._workspace = stage.workspace
        self.hands = Hands(user, stage)
        self._looking_at = DM

    @property
    def id(self) -> str:
        """Their user id."""
        return self.user.id

    def messages(self, channel: str = DM) -> list[Json]:
        """What this person sees in a channel, in order; what only they see is marked `is_ephemeral`."""
        with self._workspace.reading():
            return copy.deepcopy(self._channel(channel).visible_to(self.id))

    def screen(self, channel: str = DM) -> str:
        """The channel as text."""
        with self._workspace.reading():
            return "\n\n".join(self._line(each) for each in self._channel(channel).visible_to(self.id))

    def sees(self, words: str, channel: str = DM, timeout: float = PATIENCE) -> Json:
        """Wait until a message there contains the words, and return it: the newest, if several do."""

        def look() -> Json | None:
            visible = self._channel(channel).visible_to(self.id)
            fitting = [each for each in visible if words in self._read(each)]
            return copy.deepcopy(fitting[-1]) if fitting else None

        return self._wait(look, timeout, f"never saw {words!r} in {channel}", lambda: self.screen(channel))

    def gone(self, words: str, channel: str = DM, timeout: float = PATIENCE) -> None:
        """Wait until no message there contains the words."""

        def look() -> bool:
            return not any(words in self._read(each) for each in self._channel(channel).visible_to(self.id))

        self._wait(look, timeout, f"still saw {words!r} in {channel}", lambda: self.screen(channel))

    def sees_modal(self, words: str = "", timeout: float = PATIENCE) -> Modal:
        """Wait until the modal on top contains the words."""

        def look() -> Modal | None:
            modal = self.modal
            return modal if modal is not None and words in modal.text else None

        return self._wait(look, timeout, f"never saw a modal with {words!r}", self._everything)

    def sees_no_modal(self, timeout: float = PATIENCE) -> None:
        """Wait until every modal is closed."""
        self._wait(lambda: self.modal is None, timeout, "a modal stayed open", self._everything)

    def sees_home(self, words: str = "", timeout: float = PATIENCE) -> Home:
        """Wait until the Home tab contains the words."""

        def look() -> Home | None:
            home = self.home
            return home if home is not None and words in home.text else None

        return self._wait(look, timeout, f"never saw {words!r} on the Home tab", self._everything)

    @property
    def modal(self) -> Modal | None:
        """The modal on top, if one is open."""
        with self._workspace.reading():
            stack = self._workspace.views.stack(self.id)
            return Modal(stack[-1], self._stage, self.hands) if stack else None

    @property
    def home(self) -> Home | None:
        """The Home tab, if the app has published one."""
        with self._workspace.reading():
            view = self._workspace.views.home(self.id)
            if view is None:
                return None
            return Home(view_text(view.shown(), self._workspace.names()), copy.deepcopy(view.shown()))

    @property
    def notifications(self) -> list[str]:
        """The `text` of each direct message the bot posted to them."""
        with self._workspace.reading():
            return list(self._workspace.notified.get(self.id, []))

    # -- surfaces

    def surface_at(self, at: Json) -> Surface:
        """A message by its `ts`, the modal on top or the Home tab by its id in `view`."""
        with self._workspace.reading():
            if "view" not in at:
                return self._message_surface(*self._place_of(at))
            shown = [*self._workspace.views.stack(self.id)[-1:], self._workspace.views.home(self.id)]
            found = self._views(*(each for each in shown if each is not None and each.id == at["view"]))
        if not found:
            raise NotSeen("This view is no longer open.")
        return found[0]

    def channel_ids(self) -> set[str]:
        """The channels and direct messages they are in."""
        with self._workspace.reading():
            return {each.id for each in self._workspace.channels_of(self.id)}

    def has_read(self, channel: str) -> None:
        """They have seen all there is in a channel."""
        with self._workspace.changing():
            self._workspace.mark_read(self.id, self._workspace.channel(channel))

    def modal_called(self, view_id: str) -> Modal:
        """The modal on top, if it has this id."""
        surface = self.surface_at({"view": view_id})
        assert isinstance(surface.place, View)
        return Modal(surface.place, self._stage, self.hands)

    def _surfaces(self, where: Json | str | None) -> list[Surface]:
        """Where to look, the likeliest first."""
        if isinstance(where, dict):
            return [self._message_surface(*self._place_of(where))]
        if where == "home":
            return self._views(self._workspace.views.home(self.id))
        stack = self._workspace.views.stack(self.id)
        if where == "modal" or stack:
            return self._views(*stack[-1:])
        return [self._message_surface(*each) for each in self._newest_messages()]

    def _views(self, *views: View | None) -> list[Surface]:
        return [Surface(each.raw["blocks"], each.values, each) for each in views if each is not None]

    def _message_surface(self, channel: Channel, message: Json) -> Surface:
        blocks = message.get("blocks", [])
        return Surface(blocks, self._workspace.typed(self.id, message), (channel, message))

    def _newest_messages(self) -> list[tuple[Channel, Json]]:
        """Every message they can see, those of the channel they last looked at before the others."""
        first = self._channel(self._looking_at)
        others = [each for each in self._workspace.channels_of(self.id) if each is not first]
        pairs = [(each, message) for each in others for message in each.visible_to(self.id)]
        pairs.sort(key=lambda pair: float(pair[1]["ts"]), reverse=True)
        return [(first, message) for message in reversed(first.visible_to(self.id))] + pairs

    def _place_of(self, message: Json) -> tuple[Channel, Json]:
        for channel in self._workspace.channels_of(self.id):
            for each in channel.visible_to(self.id):
                if each["ts"] == message["ts"]:
                    return channel, each
        raise NotSeen(f"the message is no longer there: {message.get('text')!r}")

    def _channel(self, name: str) -> Channel:
        self._looking_at = name
        with self._workspace.reading():
            return self._workspace.dm(self.id) if name == DM else self._workspace.channel(name)

    # -- reading and waiting

    def _read(self, message: Json) -> str:
        values = self._workspace.typed_in_messages.get((self.id, message["ts"]), {})
        return message_text({**message, "state": {"values": values}}, self._workspace.names())

    def _line(self, message: Json) -> str:
        author = self._workspace.users[message["user"]].display_name
        mark = " (only visible to you)" if message.get("is_ephemeral") else ""
        return f"{author}{mark}: {self._read(message)}"

    def _everything(self) -> str:
        modal, home = self.modal, self.home
        shown = [modal.text if modal else "(no modal)", home.text if home else "(no Home tab)"]
        return "\n\n".join([*shown, self.screen(self._looking_at)])

    def _wait(self, look: Callable[[], T | None], timeout: float, failed: str, screen: Callable[[], str]) -> T:
        found: list[T | None] = [None]

        def seen() -> bool:
            found[0] = look()
            return bool(found[0])

        if not self._workspace.wait_for(seen, timeout):
            raise NotSeen(f"{failed} in {timeout} s. On screen:\n{screen()}")
        assert found[0] is not None
        return found[0]
