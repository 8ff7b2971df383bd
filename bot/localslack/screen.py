"""Finding things on a screen by the words that stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Spot, Values, options_of, spots
from .refusal import Json
from .text import message_text, view_text
from .views import View
from .workspace import Channel

PRESSED_BY_OPTION = {"overflow", "radio_buttons", "checkboxes"}


class NotSeen(AssertionError):
    """What a person looked for was not on the screen."""


@dataclass(frozen=True)
class Answer:
    """What came of something a person did, as they see it."""

    ok: bool = True
    error: str | None = None
    message: Json | None = None
    sent: Json | None = None
    blamed: bool = False  # the error stands under an input


@dataclass(frozen=True)
class Surface:
    """A message, a modal or a Home tab with what was chosen in it."""

    blocks: list[Json]
    values: Values
    place: View | tuple[Channel, Json]

    def text(self, names: dict[str, str]) -> str:
        """The whole of it as text."""
        if isinstance(self.place, View):
            return view_text(self.place.shown(), names, self.place.errors)
        return message_text({**self.place[1], "state": {"values": self.values}}, names)


@dataclass(frozen=True)
class Found:
    """An element that fits the words, and the option of it if the words were an option's."""

    spot: Spot
    option: Json | None = None


def pressable(surface: Surface, label: str) -> list[Found]:
    """Buttons and options that read `label`, or whose accessibility label does."""
    return [Found(spot, option) for spot in spots(surface.blocks) for option in _pressed(spot, label)]


def choosable(surface: Surface, label: str) -> list[Found]:
    """Menus and inputs known by `label`: their placeholder, their input's label, their section's words."""
    wanted = spots(surface.blocks)
    return [Found(spot) for spot in wanted if spot.kind != "button" and label in _known_as(spot)]


def spot_at(surface: Surface, block_id: str, action_id: str) -> Spot:
    """An element by its two ids."""
    for spot in spots(surface.blocks):
        if spot.ids == (block_id, action_id):
            return spot
    raise NotSeen("This is no longer there.")


def near(found: list[Found], surface: Surface, words: str | None, names: dict[str, str]) -> list[Found]:
    """Those with the words in their own block or in the section right before it."""
    if words is None:
        return found
    return [each for each in found if words in _surroundings(surface, each.spot, names)]


def the_one(found: list[Found], label: str, screen: str) -> Found:
    """The only thing found; a person who sees several cannot know which."""
    if len(found) > 1:
        raise NotSeen(f"{len(found)} things read {label!r}; say what the one is near. On screen:\n{screen}")
    return found[0]


def input_labelled(view: View, label: str) -> Spot:
    """A modal's input by its label."""
    for spot in spots(view.raw["blocks"]):
        if spot.block["type"] == "input" and spot.block["label"]["text"] == label:
            return spot
    raise NotSeen(f"no input is labelled {label!r}. On screen:\n{view_text(view.shown())}")


def option_reading(element: Json, words: str) -> Json:
    """An option by its visible text."""
    offered = options_of(element)
    for option in offered:
        if option["text"]["text"] == words:
            return option
    raise NotSeen(f"no option reads {words!r}, there are {[each['text']['text'] for each in offered]}")


def _pressed(spot: Spot, label: str) -> Iterator[Json | None]:
    if spot.kind == "button":
        if label in (spot.element["text"]["text"], spot.element.get("accessibility_label")):
            yield None
    elif spot.kind in PRESSED_BY_OPTION:
        yield from (option for option in options_of(spot.element) if option["text"]["text"] == label)


def _known_as(spot: Spot) -> set[str]:
    objects = [spot.element.get("placeholder"), spot.block.get("label"), spot.block.get("text")]
    words = {each["text"] for each in objects if isinstance(each, dict)}
    if spot.kind == "overflow":
        words |= {"⋯", "More actions"}
    return words | {spot.element.get("accessibility_label", "")}


def _surroundings(surface: Surface, spot: Spot, names: dict[str, str]) -> str:
    headings = ("section", "header", "rich_text")
    before = [each for each in surface.blocks[: spot.index] if each["type"] in headings]
    return message_text({"blocks": [*before[-1:], spot.block]}, names)
