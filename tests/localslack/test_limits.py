"""Every limit at its edge, every element in every place, and nothing unknown anywhere."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block, BlockElement
from slack_sdk.models.blocks.block_elements import InputInteractiveElement, InteractiveElement

from bot.localslack.elements import ACCESSORIES, IN_ACTIONS, IN_INPUT
from bot.localslack.layout import BLOCKS, ELEMENTS, ONLY_ON
from bot.localslack.limits import Problem, check_message, check_options, check_view
from tests.localslack.blockkit import (
    PICTURE,
    Json,
    actions,
    asked,
    assert_refused,
    beside,
    confirm,
    element,
    group,
    home,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    post,
    rich,
    section,
    show,
)

Call = Callable[[int], Problem | None]

# --- limits at their edge ---

CHARACTERS: list[tuple[str, int, Call]] = [
    # messages: blocks
    ("/blocks/0/text/text", 3000, lambda n: post({"type": "section", "text": mrkdwn(n)})),
    ("/blocks/0/text/text", 3000, lambda n: post({"type": "section", "text": plain(n)})),
    ("/blocks/0/fields/0/text", 2000, lambda n: post({"type": "section", "fields": [plain(n)]})),
    ("/blocks/0/text/text", 150, lambda n: post({"type": "header", "text": plain(n)})),
    ("/blocks/0/elements/0/text", 3000, lambda n: post({"type": "context", "elements": [mrkdwn(n)]})),
    ("/blocks/0/alt_text", 2000, lambda n: post({"type": "image", **PICTURE, "alt_text": "x" * n})),
    ("/blocks/0/image_url", 3000, lambda n: post({"type": "image", **PICTURE, "image_url": "x" * n})),
    ("/blocks/0/title/text", 2000, lambda n: post({"type": "image", **PICTURE, "title": plain(n)})),
    ("/blocks/0/text", 12_000, lambda n: post({"type": "markdown", "text": "x" * n})),
    ("/blocks/0/block_id", 255, lambda n: post(section(block_id="x" * n))),
    # elements
    ("/blocks/0/accessory/action_id", 255, lambda n: post(beside("button", action_id="x" * n))),
    ("/blocks/0/accessory/text/text", 75, lambda n: post(beside("button", text=plain(n)))),
    ("/blocks/0/accessory/value", 2000, lambda n: post(beside("button", value="x" * n))),
    ("/blocks/0/accessory/url", 3000, lambda n: post(beside("button", url="x" * n))),
    (
        "/blocks/0/accessory/accessibility_label",
        75,
        lambda n: post(beside("button", accessibility_label="x" * n)),
    ),
    (
        "/blocks/0/accessory/placeholder/text",
        150,
        lambda n: post(beside("users_select", placeholder=plain(n))),
    ),
    ("/blocks/0/accessory/alt_text", 2000, lambda n: post(beside("image", alt_text="x" * n))),
    # options and confirmations
    (
        "/blocks/0/accessory/options/0/text/text",
        75,
        lambda n: post(beside("overflow", options=[option(text=n)])),
    ),
    (
        "/blocks/0/accessory/options/0/value",
        150,
        lambda n: post(beside("overflow", options=[option("x" * n)])),
    ),
    (
        "/blocks/0/accessory/options/0/url",
        3000,
        lambda n: post(beside("overflow", options=[option(url="x" * n)])),
    ),
    (
        "/blocks/0/accessory/options/0/description/text",
        75,
        lambda n: post(beside("static_select", options=[option(description=plain(n))])),
    ),
    (
        "/blocks/0/accessory/confirm/title/text",
        100,
        lambda n: post(beside("button", confirm=confirm(title=plain(n)))),
    ),
    (
        "/blocks/0/accessory/confirm/text/text",
        300,
        lambda n: post(beside("button", confirm=confirm(text=mrkdwn(n)))),
    ),
    (
        "/blocks/0/accessory/confirm/confirm/text",
        30,
        lambda n: post(beside("button", confirm=confirm(confirm=plain(n)))),
    ),
    (
        "/blocks/0/accessory/confirm/deny/text",
        30,
        lambda n: post(beside("button", confirm=confirm(deny=plain(n)))),
    ),
    # views
    ("/view/title/text", 24, lambda n: show(section(), title=plain(n))),
    ("/view/submit/text", 24, lambda n: show(section(), submit=plain(n))),
    ("/view/close/text", 24, lambda n: show(section(), close=plain(n))),
    ("/view/private_metadata", 3000, lambda n: show(section(), private_metadata="x" * n)),
    ("/view/private_metadata", 3000, lambda n: home(section(), private_metadata="x" * n)),
    ("/view/callback_id", 255, lambda n: show(section(), callback_id="x" * n)),
    ("/view/external_id", 255, lambda n: show(section(), external_id="x" * n)),
    ("/view/blocks/0/label/text", 2000, lambda n: show({**asked(), "label": plain(n)})),
    ("/view/blocks/0/hint/text", 2000, lambda n: show({**asked(), "hint": plain(n)})),
    ("/view/blocks/0/element/initial_value", 3000, lambda n: show(asked(initial_value="x" * n))),
    # answers to block_suggestion
    ("/options/0/text/text", 75, lambda n: check_options({"options": [option(text=n)]})),
    ("/options/0/value", 150, lambda n: check_options({"options": [option("x" * n)]})),
    ("/option_groups/0/label/text", 75, lambda n: check_options({"option_groups": [group(label=n)]})),
]

ITEMS: list[tuple[str, int, Call]] = [
    ("/blocks", 50, lambda n: post(*[section()] * n)),
    ("/view/blocks", 100, lambda n: show(*[section()] * n)),
    ("/view/blocks", 100, lambda n: home(*[section()] * n)),
    ("/blocks/0/fields", 10, lambda n: post({"type": "section", "fields": [mrkdwn()] * n})),
    ("/blocks/0/elements", 10, lambda n: post({"type": "context", "elements": [mrkdwn()] * n})),
    ("/blocks/0/elements", 25, lambda n: post(actions(*[element("button")] * n))),
    ("/blocks/0/accessory/options", 5, lambda n: post(beside("overflow", options=options(n)))),
    ("/blocks/0/accessory/options", 10, lambda n: post(beside("checkboxes", options=options(n)))),
    ("/blocks/0/accessory/options", 10, lambda n: post(beside("radio_buttons", options=options(n)))),
    ("/blocks/0/accessory/options", 100, lambda n: post(beside("static_select", options=options(n)))),
    ("/blocks/0/accessory/options", 100, lambda n: post(beside("multi_static_select", options=options(n)))),
    (
        "/view/blocks/0/element/option_groups",
        100,
        lambda n: show({**asked(), "element": {"type": "static_select", "option_groups": [group()] * n}}),
    ),
    (
        "/view/blocks/0/element/option_groups/0/options",
        100,
        lambda n: show({**asked(), "element": {"type": "static_select", "option_groups": [group(n)]}}),
    ),
    ("/options", 100, lambda n: check_options({"options": options(n)})),
    ("/option_groups", 100, lambda n: check_options({"option_groups": [group()] * n})),
    ("/option_groups/0/options", 100, lambda n: check_options({"option_groups": [group(n)]})),
]


@pytest.mark.parametrize(("at", "limit", "call"), CHARACTERS)
def test_as_many_characters_as_allowed_and_not_one_more(at: str, limit: int, call: Call) -> None:
    assert call(limit) is None
    assert_refused(call(limit + 1), f"must be less than {limit + 1} characters", at)


@pytest.mark.parametrize(("at", "limit", "call"), ITEMS)
def test_as_many_items_as_allowed_and_not_one_more(at: str, limit: int, call: Call) -> None:
    assert call(limit) is None
    assert_refused(call(limit + 1), f"no more than {limit} items allowed", at)


# --- messages as a whole ---

MESSAGES: list[tuple[str | None, list[Any] | None, str]] = [
    (None, None, "no_text"),
    ("", [], "no_text"),
    (" \n", None, "no_text"),
    ("x" * 40_001, None, "msg_too_long"),
    ("hi", ["not a block"], "invalid_blocks_format"),
    ("hi", [{"type": "markdown", "text": "x" * 6001}] * 2, "msg_blocks_too_long"),
]


@pytest.mark.parametrize(("text", "blocks", "error"), MESSAGES)
def test_a_message_slack_does_not_post(text: str | None, blocks: list[Any] | None, error: str) -> None:
    assert check_message(text, blocks) == Problem(error)


def test_a_message_needs_text_or_blocks_but_not_both() -> None:
    assert check_message("x" * 40_000, None) is None
    assert check_message(None, [section()]) is None


def test_a_view_has_at_most_250_kilobytes() -> None:
    blocks = [{"type": "section", "text": mrkdwn("x" * 2900)} for _ in range(84)]
    assert show(*blocks) is None
    assert show(*blocks, *blocks[:5]) == Problem("view_too_large")


# --- every element in every place ---

PLACES: list[tuple[list[str], Callable[[str], Json]]] = [
    (ACCESSORIES, beside),
    (IN_ACTIONS, lambda kind: actions(element(kind))),
    (IN_INPUT, asked),
]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("kind", [kind for kind in ELEMENTS if kind not in ("feedback_buttons", "icon_button")])
@pytest.mark.parametrize(("names", "block"), PLACES, ids=["accessory", "actions", "input"])
def test_each_element_stands_where_the_reference_says(
    names: list[str], block: Callable[[str], Json], kind: str, surface: str
) -> None:
    placed = block(kind)
    problem = post(placed) if surface == "message" else show(placed) if surface == "modal" else home(placed)
    fits = all(surface in ONLY_ON.get(part, [surface]) for part in (placed["type"], kind))
    assert (problem is None) == (kind in names and fits)


# --- nothing unknown, anywhere ---

EVERYTHING = modal(
    section(accessory=element("overflow", confirm=confirm(), options=[option(description=plain())])),
    {"type": "section", "fields": [plain(), mrkdwn()]},
    actions(element("button"), element("conversations_select", filter={"include": ["im"]})),
    {"type": "context", "elements": [element("image"), mrkdwn()]},
    {"type": "divider"},
    {"type": "header", "text": plain()},
    {"type": "image", **PICTURE, "title": plain()},
    {
        **asked(placeholder=plain(), dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
        "hint": plain(),
    },
    {**asked(), "element": {"type": "multi_static_select", "option_groups": [group()]}},
    asked("radio_buttons", initial_option=option("1")),
    asked("rich_text_input", initial_value=rich({"type": "text", "text": "Jane"})),
    close=plain(),
)


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to every object in a piece of JSON."""
    if isinstance(value, dict):
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from objects(part, (*path, key))


def test_everything_is_a_view_slack_shows() -> None:
    assert check_view(EVERYTHING) is None


@pytest.mark.parametrize("path", list(objects(EVERYTHING)), ids=lambda path: "/".join(map(str, path)))
def test_no_object_takes_an_unknown_field(path: tuple[str | int, ...]) -> None:
    view = deepcopy(EVERYTHING)
    part: Any = view
    for step in path:
        part = part[step]
    part["colour"] = "red"
    at = "".join(f"/{step}" for step in ("view", *path))
    problem = check_view(view)
    assert problem is not None
    assert f"[ERROR] invalid additional property: colour [json-pointer:{at}]" in problem.messages


# --- slack_sdk and this table know the same things ---


def subclasses(kind: type) -> Iterator[type]:
    for sub in kind.__subclasses__():
        yield from [sub, *subclasses(sub)]


def test_every_block_of_slack_sdk_is_known() -> None:
    assert {block.type for block in subclasses(Block)} <= set(BLOCKS)  # type: ignore[attr-defined]


def test_every_element_of_slack_sdk_is_known() -> None:
    abstract = {InteractiveElement, InputInteractiveElement}
    kinds = [kind for kind in subclasses(InteractiveElement) if kind not in abstract]
    assert {kind.type for kind in kinds} <= set(ELEMENTS)  # type: ignore[attr-defined]
    assert issubclass(InteractiveElement, BlockElement)


# --- whatever comes, an answer ---

WORDS = st.sampled_from([*BLOCKS, *ELEMENTS, "modal", "home", "plain_text", "mrkdwn"]) | st.text(max_size=4)
KEYS = st.sampled_from(["type", "text", "elements", "element", "accessory", "options", "blocks", "block_id"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_answered(value: Any) -> None:
    for problem in (check_message("hi", value), check_view(value), check_options(value)):
        assert problem is None or problem.error
