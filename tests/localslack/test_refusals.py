"""Each of Slack's rules about Block Kit broken once, with the reason and the place; and what Slack takes."""

import pytest

from bot.localslack.limits import Problem, check_options, check_view
from tests.localslack.blockkit import (
    actions,
    asked,
    assert_refused,
    beside,
    element,
    group,
    home,
    mrkdwn,
    option,
    options,
    plain,
    post,
    rich,
    section,
    show,
)

# --- rules, each broken once ---

REFUSED: dict[str, tuple[Problem | None, str, str]] = {
    # fields that are missing, unknown, empty or of the wrong kind
    "no type": (post({"text": plain()}), "missing required field: type", "/blocks/0"),
    "unknown block": (post({"type": "poem"}), "unsupported type: poem", "/blocks/0/type"),
    "unknown element": (
        post(actions({"type": "knob"})),
        "unsupported type: knob",
        "/blocks/0/elements/0/type",
    ),
    "section without words": (
        post({"type": "section"}),
        "must define either `text` or `fields`",
        "/blocks/0/type",
    ),
    "header without text": (post({"type": "header"}), "missing required field: text", "/blocks/0"),
    "actions without elements": (post(actions()), "must provide at least 1 items", "/blocks/0/elements"),
    "button without text": (
        post(actions({"type": "button"})),
        "missing required field: text",
        "/blocks/0/elements/0",
    ),
    "image without alt_text": (
        post({"type": "image", "image_url": "https://acme.example"}),
        "missing required field: alt_text",
        "/blocks/0",
    ),
    "image without source": (
        post({"type": "image", "alt_text": "Jane"}),
        "must define either `image_url` or `slack_file`",
        "/blocks/0/type",
    ),
    "input without label": (
        show({"type": "input", "element": element("plain_text_input")}),
        "missing required field: label",
        "/view/blocks/0",
    ),
    "number_input without is_decimal_allowed": (
        show({**asked(), "element": {"type": "number_input"}}),
        "missing required field: is_decimal_allowed",
        "/view/blocks/0/element",
    ),
    "modal without title": (
        check_view({"type": "modal", "blocks": [section()]}),
        "missing required field: title",
        "/view",
    ),
    "view without blocks": (check_view({"type": "home"}), "missing required field: blocks", "/view"),
    "view with no blocks": (home(), "must provide at least 1 items", "/view/blocks"),
    "unknown view": (check_view({"type": "poster"}), "unsupported type: poster", "/view/type"),
    "home with submit": (home(section(), submit=plain()), "invalid additional property: submit", "/view"),
    "view as Slack hands it back": (show(section(), id="V1"), "invalid additional property: id", "/view"),
    "empty text": (
        post({"type": "section", "text": mrkdwn("")}),
        "must be more than 0 characters",
        "/blocks/0/text/text",
    ),
    "blank text": (
        post({"type": "header", "text": plain("  ")}),
        "must be more than 0 characters",
        "/blocks/0/text/text",
    ),
    "empty block_id": (post(section(block_id="")), "must be more than 0 characters", "/blocks/0/block_id"),
    "string for text": (post(section(text="Jane")), "must provide an object", "/blocks/0/text"),
    "null for an option": (
        post(beside("static_select", initial_option=None)),
        "must provide an object",
        "/blocks/0/accessory/initial_option",
    ),
    "number for value": (
        post(beside("button", value=7)),
        "must provide a string",
        "/blocks/0/accessory/value",
    ),
    "object for elements": (
        post({"type": "actions", "elements": {}}),
        "must provide an array",
        "/blocks/0/elements",
    ),
    "word for optional": (
        show({**asked(), "optional": "yes"}),
        "must be a boolean",
        "/view/blocks/0/optional",
    ),
    # text objects
    "mrkdwn header": (
        post({"type": "header", "text": mrkdwn()}),
        "must be a valid enum value",
        "/blocks/0/text/type",
    ),
    "mrkdwn button": (
        post(beside("button", text=mrkdwn())),
        "must be a valid enum value",
        "/blocks/0/accessory/text/type",
    ),
    "mrkdwn option of a menu": (
        post(beside("overflow", options=[{"text": mrkdwn(), "value": "1"}])),
        "must be a valid enum value",
        "/blocks/0/accessory/options/0/text/type",
    ),
    "mrkdwn title": (show(section(), title=mrkdwn()), "must be a valid enum value", "/view/title/type"),
    "mrkdwn label": (
        show({**asked(), "label": mrkdwn()}),
        "must be a valid enum value",
        "/view/blocks/0/label/type",
    ),
    "emoji on mrkdwn": (
        post(section(text={**mrkdwn(), "emoji": True})),
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    "verbatim on plain_text": (
        post(section(text={**plain(), "verbatim": True})),
        "invalid additional property: verbatim",
        "/blocks/0/text",
    ),
    # where things stand
    "image in actions": (
        post(actions(element("image"))),
        "unsupported type: image",
        "/blocks/0/elements/0/type",
    ),
    "text input in actions": (
        show(actions(element("plain_text_input"))),
        "unsupported type: plain_text_input",
        "/view/blocks/0/elements/0/type",
    ),
    "button in input": (show(asked("button")), "unsupported type: button", "/view/blocks/0/element/type"),
    "button in context": (
        post({"type": "context", "elements": [element("button")]}),
        "unsupported type: button",
        "/blocks/0/elements/0/type",
    ),
    "input in a message": (post(asked()), "unsupported type: input", "/blocks/0/type"),
    "file_input at home": (
        home(asked("file_input")),
        "unsupported type: file_input",
        "/view/blocks/0/element/type",
    ),
    "table in a modal": (
        show({"type": "table", "rows": [[{"type": "raw_text", "text": "Jane"}]]}),
        "unsupported type: table",
        "/view/blocks/0/type",
    ),
    "file_input that dispatches": (
        show({**asked("file_input"), "dispatch_action": True}),
        "unsupported type: file_input",
        "/view/blocks/0/element/type",
    ),
    # once only
    "block_id twice": (
        post(section(block_id="jane"), section(block_id="jane")),
        '`block_id` "jane" already exists',
        "/blocks/1/block_id",
    ),
    "action_id twice in a block": (
        post(actions(element("button", action_id="done"), element("button", action_id="done"))),
        '`action_id` "done" already exists',
        "/blocks/0/elements/1/action_id",
    ),
    "focus twice": (
        show(asked(focus_on_load=True), asked(focus_on_load=True)),
        "`focus_on_load` can be set on one element only",
        "/view/blocks/1/element/focus_on_load",
    ),
    "input without submit": (
        check_view({"type": "modal", "title": plain(), "blocks": [section(), asked()]}),
        "must define `submit` to use an `input` block in modals",
        "/view/blocks/1/input",
    ),
    # choices
    "no options": (
        post(beside("static_select", options=[])),
        "must provide at least 1 items",
        "/blocks/0/accessory/options",
    ),
    "neither options nor groups": (
        post(section(accessory={"type": "static_select"})),
        "must define either `options` or `option_groups`",
        "/blocks/0/accessory/type",
    ),
    "both options and groups": (
        post(beside("static_select", option_groups=[group()])),
        "cannot define both `options` and `option_groups`",
        "/blocks/0/accessory/type",
    ),
    "url outside an overflow menu": (
        post(beside("static_select", options=[option(url="https://acme.example")])),
        "invalid additional property: url",
        "/blocks/0/accessory/options/0",
    ),
    "initial_option of another value": (
        post(beside("static_select", initial_option=option("9"))),
        "must be one of the provided options",
        "/blocks/0/accessory/initial_option",
    ),
    "initial_option of another text": (
        post(beside("radio_buttons", initial_option=option("1", "Next week"))),
        "must be one of the provided options",
        "/blocks/0/accessory/initial_option",
    ),
    "one of the initial_options": (
        post(beside("checkboxes", initial_options=[option("1"), option("9")])),
        "must be one of the provided options",
        "/blocks/0/accessory/initial_options/1",
    ),
    "no initial_options": (
        post(beside("checkboxes", initial_options=[])),
        "must provide at least 1 items",
        "/blocks/0/accessory/initial_options",
    ),
    "no selection at most": (
        post(beside("multi_users_select", max_selected_items=0)),
        "must be greater than 1",
        "/blocks/0/accessory/max_selected_items",
    ),
    # values with a form
    "style": (
        post(beside("button", style="default")),
        "must be a valid enum value",
        "/blocks/0/accessory/style",
    ),
    "confirmation without deny": (
        post(beside("button", confirm={"title": plain(), "text": plain(), "confirm": plain()})),
        "missing required field: deny",
        "/blocks/0/accessory/confirm",
    ),
    "date with slashes": (
        post(beside("datepicker", initial_date="2026/12/07")),
        "input must be a valid: date",
        "/blocks/0/accessory/initial_date",
    ),
    "date without dashes": (
        post(beside("datepicker", initial_date="20261207")),
        "input must be a valid: date",
        "/blocks/0/accessory/initial_date",
    ),
    "no such day": (
        post(beside("datepicker", initial_date="2026-02-30")),
        "input must be a valid: date",
        "/blocks/0/accessory/initial_date",
    ),
    "milliseconds": (
        post(actions(element("datetimepicker", initial_date_time=1_700_000_000_000))),
        "must be less than 9999999999",
        "/blocks/0/elements/0/initial_date_time",
    ),
    "max_length": (
        show(asked(max_length=3001)),
        "must be less than 3000",
        "/view/blocks/0/element/max_length",
    ),
    "min_length above max_length": (
        show(asked(min_length=9, max_length=8)),
        "`min_length` must not be greater than `max_length`",
        "/view/blocks/0/element/min_length",
    ),
    "min_value above max_value": (
        show(asked("number_input", min_value="9", max_value="8.5")),
        "`min_value` must not be greater than `max_value`",
        "/view/blocks/0/element/min_value",
    ),
    "files": (
        show(asked("file_input", max_files=11)),
        "must be less than 10",
        "/view/blocks/0/element/max_files",
    ),
    "rich text of plain text": (
        post({"type": "rich_text", "elements": [plain()]}),
        "unsupported type: plain_text",
        "/blocks/0/elements/0/type",
    ),
    "rich text with a span unknown": (
        post(rich({"type": "mrkdwn", "text": "*Jane*"})),
        "unsupported type: mrkdwn",
        "/blocks/0/elements/0/elements/0/type",
    ),
    # answers to block_suggestion
    "no answer": (check_options({}), "must define either `options` or `option_groups`", ""),
    "mrkdwn suggestion": (
        check_options({"options": [{"text": mrkdwn(), "value": "1"}]}),
        "must be a valid enum value",
        "/options/0/text/type",
    ),
    "suggestion without value": (
        check_options({"options": [{"text": plain()}]}),
        "missing required field: value",
        "/options/0",
    ),
}


@pytest.mark.parametrize(("problem", "sentence", "at"), REFUSED.values(), ids=REFUSED)
def test_refused_with_the_reason_and_the_place(problem: Problem | None, sentence: str, at: str) -> None:
    assert_refused(problem, sentence, at)


def test_every_fault_is_named_at_once() -> None:
    problem = post(section(text=mrkdwn("")), {"type": "header"}, section(colour="red"))
    assert problem is not None
    assert len(problem.messages) == 3


# --- what Slack takes ---

ALLOWED: dict[str, Problem | None] = {
    "an action_id in two blocks": post(
        actions(element("button", action_id="done")), beside("button", action_id="done")
    ),
    "options of equal value": post(beside("static_select", options=[option("1"), option("1", "Next week")])),
    "an overflow menu of one": post(beside("overflow", options=options(1))),
    "mrkdwn options to tick": show(asked("checkboxes", options=[{"text": mrkdwn(), "value": "1"}])),
    "an initial option out of a group": show(
        {
            **asked(),
            "element": {"type": "static_select", "option_groups": [group(2)], "initial_option": option("1")},
        }
    ),
    "no suggestions": check_options({"options": []}),
    "inputs at home": home(asked()),
    "a modal without inputs or submit": check_view({"type": "modal", "title": plain(), "blocks": [section()]}),
    "fields in place of text": post({"type": "section", "fields": [plain(), mrkdwn()]}),
    "rich text": post(
        rich({"type": "text", "text": "Jane", "style": {"bold": True}}, {"type": "user", "user_id": "U1"})
    ),
    "a number's range": show(asked("number_input", min_value="-1", initial_value="0.5", max_value="9")),
    "a time": post(beside("timepicker", initial_time="08:30")),
    "a date": post(beside("datepicker", initial_date="2028-02-29")),
}


@pytest.mark.parametrize("problem", ALLOWED.values(), ids=ALLOWED)
def test_allowed(problem: Problem | None) -> None:
    assert problem is None
