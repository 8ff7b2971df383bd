"""What Slack refuses of a message, a view or a menu's options, in Slack's own words.

The tables of `layout` and `elements` say what each block may hold; here are the rules about a whole message
or view, and the answers. Sources: docs.slack.dev (reference/block-kit, reference/views, and the methods
chat.postMessage and views.open) and the refusals people quote from real workspaces. Real answers also repeat
"failed to match all allowed schemas" for each object around the fault; those are left out.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import elements as e
from .layout import HOLDS, NESTS, ONLY_ON, any_block
from .schema import Check, boolean, complaint, many, need, only_one, record, string, typed

TEXT_LIMIT = 40_000  # methods/chat.postMessage: Slack cuts longer text short, which nobody wants to happen
MARKDOWN_LIMIT = 12_000  # reference/block-kit/blocks/markdown-block: for all of a message's together
VIEW_BYTES = 250_000  # methods/views.open: view_too_large


@dataclass(frozen=True)
class Problem:
    """A refusal: Slack's error word, and its `response_metadata.messages`."""

    error: str
    messages: list[str] = field(default_factory=list)


Blocks = list[dict[str, Any]]
Placed = tuple[dict[str, Any], str]  # a block or an element, and the JSON pointer to it

# --- messages ---

_MESSAGE_BLOCKS = many(any_block, most=50)


def check_message(text: str | None, blocks: Blocks | None) -> Problem | None:
    """What Slack answers to a message it will not post; None when it posts it.

    The error words are those of chat.postMessage, chat.update, chat.postEphemeral and a response_url.
    """
    if blocks is not None and not _objects(blocks):
        return Problem("invalid_blocks_format")
    if not blocks and not (text or "").strip():
        return Problem("no_text")
    if len(text or "") > TEXT_LIMIT:
        return Problem("msg_too_long")
    return _check_message_blocks(blocks or [])


def _objects(blocks: Any) -> bool:
    return isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks)


def _check_message_blocks(blocks: Blocks) -> Problem | None:
    if messages := list(_MESSAGE_BLOCKS(blocks, "/blocks")) or _across(blocks, "message", "/blocks"):
        return Problem("invalid_blocks", messages)
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_LIMIT:
        return Problem("msg_blocks_too_long")
    return None


# --- views ---

_VIEW: dict[str, Any] = {
    "type": need(string()),
    "blocks": need(many(any_block, 1, 100)),
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
}
VIEWS: dict[str, Check] = {
    "modal": record(**_VIEW, title=need(e.plain(24)), submit=e.plain(24), close=e.plain(24), submit_disabled=boolean),
    "home": record(**_VIEW, title=e.plain(24)),
}


def check_view(view: dict[str, Any]) -> Problem | None:
    """What Slack answers to a modal or Home tab it will not show; None when it shows it.

    The error words are those of views.open, views.push, views.update and views.publish, and of a view in the
    answer to a submission.
    """
    if _size(view) > VIEW_BYTES:
        return Problem("view_too_large")
    messages = list(typed(VIEWS)(view, "/view")) or [
        *_across(view["blocks"], view["type"], "/view/blocks"),
        *_needs_submit(view),
        *_one_focus(view["blocks"]),
    ]
    return Problem("invalid_arguments", messages) if messages else None


def _size(view: dict[str, Any]) -> int:
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"))


def _needs_submit(view: dict[str, Any]) -> Iterator[str]:
    inputs = [index for index, block in enumerate(view["blocks"]) if block["type"] == "input"]
    if view["type"] == "modal" and inputs and "submit" not in view:
        sentence = "must define `submit` to use an `input` block in modals"
        yield complaint(sentence, f"/view/blocks/{inputs[0]}/input")


def _one_focus(blocks: Blocks) -> Iterator[str]:
    focused = [at for element, at in _elements(blocks, "/view/blocks") if element.get("focus_on_load")]
    for at in focused[1:]:
        yield complaint("`focus_on_load` can be set on one element only", f"{at}/focus_on_load")


# --- options ---

OPTIONS = record(
    only_one("options", "option_groups"),
    options=many(e.OPTION, most=100),
    option_groups=many(e.OPTION_GROUP, most=100),
)


def check_options(payload: dict[str, Any]) -> Problem | None:
    """What is wrong with an answer to `block_suggestion`, or None.

    Slack sends no error back for one: the person sees a menu that could not be loaded.
    """
    messages = list(OPTIONS(payload, ""))
    return Problem("invalid_arguments", messages) if messages else None


# --- rules across blocks ---


def _across(blocks: Blocks, surface: str, at: str) -> list[str]:
    """What is wrong between blocks, or on this surface, with blocks that are each right in themselves."""
    return [
        *_in_place(blocks, surface, at),
        *_distinct("block_id", _nested(blocks, at)),
        *(wrong for block in _nested(blocks, at) for wrong in _distinct("action_id", _held(*block))),
    ]


def _in_place(blocks: Blocks, surface: str, at: str) -> Iterator[str]:
    """Everything stands on a surface that takes it."""
    for part, where in [*_nested(blocks, at), *_elements(blocks, at)]:
        if surface not in ONLY_ON.get(part["type"], [surface]):
            yield complaint(f"unsupported type: {part['type']}", f"{where}/type")


def _distinct(name: str, parts: Iterable[Placed]) -> Iterator[str]:
    """A block_id is there once in a message or view, an action_id once in its block."""
    seen: set[str] = set()
    for part, where in parts:
        if name not in part:
            continue
        if part[name] in seen:
            yield complaint(f'`{name}` "{part[name]}" already exists', f"{where}/{name}")
        seen.add(part[name])


def _nested(blocks: Blocks, at: str) -> Iterator[Placed]:
    """Every block, those inside another too."""
    for index, block in enumerate(blocks):
        yield block, f"{at}/{index}"
        if key := NESTS.get(block["type"]):
            yield from _nested(block.get(key, []), f"{at}/{index}/{key}")


def _elements(blocks: Blocks, at: str) -> Iterator[Placed]:
    for block, where in _nested(blocks, at):
        yield from _held(block, where)


def _held(block: dict[str, Any], at: str) -> Iterator[Placed]:
    """The elements one block holds."""
    key = HOLDS.get(block["type"], "")
    held = block.get(key, [])
    if isinstance(held, dict):
        yield held, f"{at}/{key}"
    else:
        yield from ((element, f"{at}/{key}/{index}") for index, element in enumerate(held))
