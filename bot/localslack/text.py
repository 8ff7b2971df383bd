"""What a person sees of a message, a modal or a Home tab, as plain text for a terminal and for tests.

Buttons read `[Done]`, menus `[Snooze ▾]`, inputs `Name: [Jane Doe]`. The same message gives the same text,
always. What `limits` lets through can be drawn; what it refuses need not be.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .blocks import initial_state, state_key
from .mrkdwn import NOBODY, Names, mrkdwn_text, rich_text, unescape

__all__ = ["message_text", "mrkdwn_text", "view_text"]

RULE = "─" * 40
Part = dict[str, Any]


@dataclass(frozen=True)
class _Page:
    """What drawing needs to know beside the blocks: names of ids, what was chosen, what was wrong."""

    names: Names = field(default_factory=dict)
    state: Mapping[str, Mapping[str, Part]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def message_text(message: Part, names: Names = NOBODY) -> str:
    """A message as it is read: its blocks, or its text when it has none; then the names of its files.

    `names` gives the name of a user's or channel's id. The `text` beside blocks is only the notification.
    """
    page = _Page(names, _state(message))
    body = _blocks(message.get("blocks") or [], page) or mrkdwn_text(message.get("text") or "", names)
    return "\n".join(filter(None, [body, *(f"(file: {file['name']})" for file in message.get("files", []))]))


def view_text(view: Part, names: Names = NOBODY, errors: Mapping[str, str] = NOBODY) -> str:
    """A modal or Home tab as it is read.

    What `view["state"]["values"]` holds is shown over what the blocks set at first; `errors` gives a block_id
    the sentence under its input.
    """
    body = _blocks(view["blocks"], _Page(names, _state(view), errors))
    if view["type"] == "home":
        return body
    return "\n".join([f"== {_text(view['title'])} ==", body, _ending(view)])


def _state(holder: Part) -> Mapping[str, Mapping[str, Part]]:
    return (holder.get("state") or {}).get("values") or {}


def _ending(view: Part) -> str:
    """A modal's own buttons; Slack names the one that closes it when the app does not."""
    submit = view.get("submit")
    close = _text(view["close"]) if view.get("close") else "Cancel" if submit else "Close"
    return f"[{close}]  [{_text(submit)}]" if submit else f"[{close}]"


def _text(part: Part, names: Names = NOBODY) -> str:
    """A text object's words."""
    return mrkdwn_text(part["text"], names) if part["type"] == "mrkdwn" else unescape(part["text"])


# --- what is chosen in an element ---


def _chosen(element: Part, block: Part, page: _Page) -> list[Any]:
    """What stands chosen or written in an element: none, one or several."""
    kept = page.state.get(block.get("block_id", ""), {}).get(element.get("action_id", ""))
    value = (kept or initial_state(element)).get(state_key(element["type"]) or "")
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _reads(value: Any, page: _Page) -> str:
    """One chosen thing: an option, a file, rich text, a moment, someone's id, or words."""
    if isinstance(value, int):
        return dt.datetime.fromtimestamp(value, dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    if isinstance(value, str):
        return page.names.get(value, value)
    if "elements" in value:
        return rich_text(value, page.names)
    return _text(value["text"]) if "text" in value else value["name"]


# --- elements ---


def _element(element: Part, block: Part, page: _Page) -> str:
    return _ELEMENTS.get(element["type"], _picked)(element, block, page)


def _button(element: Part, block: Part, page: _Page) -> str:
    return f"[{_text(element['text'])}]"


def _overflow(element: Part, block: Part, page: _Page) -> str:
    return f"[⋯ {', '.join(_text(option['text']) for option in element['options'])}]"


def _image(element: Part, block: Part, page: _Page) -> str:
    return f"(image: {element['alt_text']})"


def _box(element: Part, block: Part, page: _Page) -> str:
    """Something to write in: what is written, or the placeholder."""
    written = ", ".join(_reads(value, page) for value in _chosen(element, block, page))
    return written or (_text(element["placeholder"]) if "placeholder" in element else "")


def _field(element: Part, block: Part, page: _Page) -> str:
    return f"[{_box(element, block, page)}]"


def _picked(element: Part, block: Part, page: _Page) -> str:
    return f"[{_box(element, block, page)} ▾]".replace("[ ▾", "[▾")


def _ticks(marked: str, unmarked: str) -> "_Drawing":
    """Options to tick, each with its mark."""

    def draw(element: Part, block: Part, page: _Page) -> str:
        values = [option["value"] for option in _chosen(element, block, page)]
        return "  ".join(
            f"{marked if option['value'] in values else unmarked} {_option(option, page)}"
            for option in element["options"]
        )

    return draw


def _option(option: Part, page: _Page) -> str:
    words = [_text(option[key], page.names) for key in ("text", "description") if key in option]
    return ": ".join(words)


_Drawing = Callable[[Part, Part, _Page], str]
_ELEMENTS: dict[str, _Drawing] = {
    **dict.fromkeys(["button", "workflow_button", "icon_button"], _button),
    "feedback_buttons": lambda element, block, page: "  ".join(
        _button(element[key], block, page) for key in ("positive_button", "negative_button")
    ),
    "overflow": _overflow,
    "image": _image,
    "plain_text": lambda element, block, page: _text(element),
    "mrkdwn": lambda element, block, page: _text(element, page.names),
    "radio_buttons": _ticks("(•)", "( )"),
    "checkboxes": _ticks("[x]", "[ ]"),
    **dict.fromkeys(
        ["plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input"], _field
    ),
    "file_input": _field,
}

# --- blocks ---


def _blocks(blocks: list[Part], page: _Page) -> str:
    return "\n".join(_BLOCKS.get(block["type"], _unknown)(block, page) for block in blocks)


def _unknown(block: Part, page: _Page) -> str:
    return f"({block['type']})"


def _section(block: Part, page: _Page) -> str:
    """Text with its accessory at the end of the first line, as on the right in Slack; then the fields."""
    lines = _text(block["text"], page.names).split("\n") if "text" in block else [""]
    if "accessory" in block:
        lines[0] = f"{lines[0]}  {_element(block['accessory'], block, page)}".strip()
    fields = [_text(each, page.names).replace("\n", " ") for each in block.get("fields", [])]
    return "\n".join([*filter(None, lines[:1]), *lines[1:], *fields])


def _row(block: Part, page: _Page) -> str:
    return "  ".join(_element(element, block, page) for element in block["elements"])


def _input(block: Part, page: _Page) -> str:
    """A label and its element, then the hint and what was wrong, each on a line of its own."""
    optional = "  (optional)" if block.get("optional") else ""
    lines = [f"{_text(block['label'])}: {_element(block['element'], block, page)}{optional}"]
    if "hint" in block:
        lines.append(f"  {_text(block['hint'])}")
    if error := page.errors.get(block.get("block_id", "")):
        lines.append(f"  ! {error}")
    return "\n".join(lines)


def _picture(block: Part, page: _Page) -> str:
    title = [_text(block["title"])] if "title" in block else []
    return "\n".join([*title, _image(block, block, page)])


def _card(block: Part, page: _Page) -> str:
    words = [_text(block[key], page.names) for key in ("title", "subtitle", "body", "subtext") if key in block]
    buttons = "  ".join(_element(button, block, page) for button in block.get("actions", []))
    return "\n".join(filter(None, [*words, buttons]))


def _container(block: Part, page: _Page) -> str:
    title = [_text(block["title"])] if "title" in block else []
    return "\n".join([*title, _blocks(block["child_blocks"], page)])


_BLOCKS: dict[str, Callable[[Part, _Page], str]] = {
    "section": _section,
    **dict.fromkeys(["actions", "context", "context_actions"], _row),
    "divider": lambda block, page: RULE,
    **dict.fromkeys(["header", "alert"], lambda block, page: _text(block["text"], page.names)),
    "image": _picture,
    "input": _input,
    "rich_text": lambda block, page: rich_text(block, page.names),
    "markdown": lambda block, page: block["text"],
    "file": lambda block, page: f"(file: {block['external_id']})",
    "video": lambda block, page: f"(video: {_text(block['title'])})",
    "card": _card,
    "carousel": lambda block, page: _blocks(block["elements"], page),
    "container": _container,
}
