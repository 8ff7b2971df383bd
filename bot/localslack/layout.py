"""Slack's blocks as a table, rich text among them, and which of them stand on which surface.

Read it beside https://docs.slack.dev/reference/block-kit/blocks. Blocks that Goodword does not send are kept
to their basic shape.
"""

from collections.abc import Iterator
from typing import Any

from . import elements as e
from .schema import (
    Check,
    boolean,
    complaint,
    either,
    integer,
    many,
    need,
    one_of,
    only_one,
    record,
    string,
    typed,
)

# --- rich text ---

STYLES = ["bold", "italic", "strike", "code", "underline", "highlight", "unlink"]
STYLED: dict[str, Any] = {"type": need(e.ANY), "style": record(**dict.fromkeys(STYLES, boolean))}
SPANS: dict[str, Check] = {
    "text": record(**STYLED, text=need(string(least=1))),
    "link": record(**STYLED, url=need(string(least=1)), text=e.ANY, unsafe=boolean),
    "user": record(**STYLED, user_id=need(e.ANY)),
    "usergroup": record(**STYLED, usergroup_id=need(e.ANY)),
    "channel": record(**STYLED, channel_id=need(e.ANY)),
    "team": record(**STYLED, team_id=need(e.ANY)),
    "broadcast": record(**STYLED, range=need(one_of("here", "channel", "everyone"))),
    "emoji": record(**STYLED, name=need(e.ANY), unicode=e.ANY, skin_tone=integer(), display_url=e.ANY),
    "date": record(**STYLED, timestamp=need(integer()), format=need(string(least=1)), url=e.ANY, fallback=e.ANY),
    "color": record(**STYLED, value=need(e.ANY)),
}
SECTION = record(type=need(e.ANY), elements=need(many(typed(SPANS))))
PARTS: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_quote": record(type=need(e.ANY), elements=need(many(typed(SPANS))), border=integer(0, 1)),
    "rich_text_preformatted": record(
        type=need(e.ANY),
        elements=need(many(typed(SPANS, "text", "link"))),
        border=integer(0, 1),
        language=e.ANY,
    ),
    "rich_text_list": record(
        type=need(e.ANY),
        style=need(one_of("bullet", "ordered")),
        elements=need(many(typed({"rich_text_section": SECTION}))),
        indent=integer(0, 8),
        offset=integer(0),
        border=integer(0, 1),
    ),
}
RICH_TEXT = record(type=need(one_of("rich_text")), block_id=e.ID, elements=need(many(typed(PARTS))))

RICH_TEXT_INPUT = record(**e.TYPING, initial_value=RICH_TEXT, min_lines=integer(1), max_lines=integer(1))
ELEMENTS = {**e.ELEMENTS, "rich_text_input": RICH_TEXT_INPUT}

# --- blocks ---


def any_block(value: Any, at: str) -> Iterator[str]:
    """Any block of the table below."""
    yield from typed(BLOCKS)(value, at)


def _anything(value: Any, at: str) -> Iterator[str]:
    """Something too new, or too far from Goodword, to be described here: taken as it is."""
    yield from ()


def _only_named(value: dict[str, Any], at: str) -> Iterator[str]:
    """A block of which nothing but the block_id is described here."""
    if "block_id" in value:
        yield from e.ID(value["block_id"], f"{at}/block_id")


def _files_are_not_dispatched(block: dict[str, Any], at: str) -> Iterator[str]:
    """A file input cannot tell the app of each change."""
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        yield complaint("unsupported type: file_input", f"{at}/element/type")


BLOCK: dict[str, Any] = {"type": need(e.ANY), "block_id": e.ID}
IMAGE = typed(e.ELEMENTS, "image")
CONTEXT = {"image": e.ELEMENTS["image"], "plain_text": e.plain(3000), "mrkdwn": e.text(3000)}

BLOCKS: dict[str, Check] = {
    "section": record(
        either("text", "fields"),
        **BLOCK,
        text=e.text(3000),
        fields=many(e.text(2000), 1, 10),
        accessory=typed(ELEMENTS, *e.ACCESSORIES),
        expand=boolean,
    ),
    "actions": record(**BLOCK, elements=need(many(typed(ELEMENTS, *e.IN_ACTIONS), 1, 25))),
    "context": record(**BLOCK, elements=need(many(typed(CONTEXT), 1, 10))),
    "context_actions": record(**BLOCK, elements=need(many(typed(ELEMENTS, "feedback_buttons", "icon_button"), 1, 5))),
    "divider": record(**BLOCK),
    "header": record(**BLOCK, text=need(e.plain(150))),
    "image": record(
        only_one("image_url", "slack_file"),
        **BLOCK,
        alt_text=need(string(2000, least=1)),
        image_url=e.URL,
        slack_file=e.SLACK_FILE,
        title=e.plain(2000),
    ),
    "input": record(
        _files_are_not_dispatched,
        **BLOCK,
        label=need(e.plain(2000)),
        element=need(typed(ELEMENTS, *e.IN_INPUT)),
        hint=e.plain(2000),
        optional=boolean,
        dispatch_action=boolean,
    ),
    "rich_text": RICH_TEXT,
    "markdown": record(**BLOCK, text=need(string(12_000, least=1))),
    "file": record(**BLOCK, external_id=need(e.ANY), source=need(one_of("remote"))),
    "video": record(
        **BLOCK,
        alt_text=need(e.ANY),
        title=need(e.plain(200)),
        video_url=need(e.URL),
        thumbnail_url=need(e.URL),
        title_url=e.URL,
        description=e.plain(200),
        author_name=string(50),
        provider_name=e.ANY,
        provider_icon_url=e.URL,
    ),
    "table": record(
        **BLOCK,
        rows=need(many(many(_anything, 1, 20), 1, 100)),
        column_settings=many(record(align=one_of("left", "center", "right"), is_wrapped=boolean), most=20),
    ),
    "alert": record(**BLOCK, text=need(e.text(3000)), level=one_of("default", "info", "warning", "error", "success")),
    "card": record(
        **BLOCK,
        hero_image=IMAGE,
        icon=IMAGE,
        slack_icon=_anything,
        title=e.text(150),
        subtitle=e.text(150),
        body=e.text(200),
        subtext=e.text(200),
        actions=many(typed(ELEMENTS, "button")),
    ),
    "carousel": record(**BLOCK, elements=need(many(lambda card, at: typed(BLOCKS, "card")(card, at), 1, 10))),
    "container": record(
        either("title", "rich_text_title"),
        **BLOCK,
        child_blocks=need(many(any_block, 1, 10)),
        title=e.plain(150),
        rich_text_title=RICH_TEXT,
        subtitle=e.text(150),
        width=one_of("narrow", "standard", "wide", "full"),
        icon=IMAGE,
        is_collapsible=boolean,
        default_collapsed=boolean,
        has_header_divider=boolean,
    ),
    "task_card": record(
        **BLOCK,
        task_id=need(e.ANY),
        title=need(e.ANY),
        status=need(one_of("pending", "in_progress", "complete", "error")),
        details=RICH_TEXT,
        output=RICH_TEXT,
        sources=many(_anything),
    ),
    "plan": record(**BLOCK, title=need(e.ANY), tasks=many(lambda task, at: typed(BLOCKS, "task_card")(task, at))),
    "auth_provider": _only_named,
    "call": _only_named,
    "data_table": _only_named,
    "data_visualization": _only_named,
}

#: The field in which a block holds its elements, one or a list, and that in which it holds further blocks.
HOLDS = {
    "section": "accessory",
    "input": "element",
    "card": "actions",
    **dict.fromkeys(["actions", "context", "context_actions"], "elements"),
}
NESTS = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}

# --- surfaces ---

_SURFACES = {
    "modal": "alert file_input email_text_input url_text_input number_input",
    "modal home": "input rich_text_input",
    "modal message": "datetimepicker",
    "message home": "carousel",
    "message": "call container context_actions data_table data_visualization file markdown plan table "
    "task_card workflow_button",
}

#: Blocks and elements that not every surface takes, and the surfaces that do, from "available in surfaces" on
#: the reference's pages. Newer pages let `input` into messages too; Goodword keeps inputs to modals and Home
#: tabs, and so does this table.
ONLY_ON = {name: surfaces.split() for surfaces, names in _SURFACES.items() for name in names.split()}
