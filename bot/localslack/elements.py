"""Slack's composition objects and block elements as tables: each with its fields and their limits.

Read it beside https://docs.slack.dev/reference/block-kit, `block-elements` and `composition-objects`: the
names are the same. The numbers are those of that reference and of slack_sdk's models; where two sources
differ the laxer one stands: a local Slack that refuses what the real one takes would teach the wrong thing.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

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

ANY = string()
ID = string(255, least=1)
URL = string(3000, least=1)
LONG = string(3000)

# --- composition objects ---


def plain(most: int) -> Check:
    """A plain_text object of 1 to `most` characters; only this kind knows `emoji`."""
    return record(type=need(one_of("plain_text")), text=need(string(most, least=1)), emoji=boolean)


def text(most: int) -> Check:
    """A plain_text or mrkdwn object of 1 to `most` characters; only mrkdwn knows `verbatim`."""
    mrkdwn = record(type=need(ANY), text=need(string(most, least=1)), verbatim=boolean)
    return typed({"plain_text": plain(most), "mrkdwn": mrkdwn})


CONFIRM = record(
    title=need(plain(100)),
    text=need(text(300)),
    confirm=need(plain(30)),
    deny=need(plain(30)),
    style=one_of("primary", "danger"),
)
# An option's value may have 150 characters (bolt-python issue 838 shows the refusal of the 151st).
OPTION = record(text=need(plain(75)), value=need(string(150)), description=plain(75))
TICKABLE_OPTION = record(text=need(text(75)), value=need(string(150)), description=text(75))
MENU_OPTION = record(text=need(plain(75)), value=need(string(150)), description=plain(75), url=URL)
OPTION_GROUP = record(label=need(plain(75)), options=need(many(OPTION, 1, 100)))
FILTER = record(
    include=many(one_of("im", "mpim", "private", "public"), 1),
    exclude_bot_users=boolean,
    exclude_external_shared_channels=boolean,
)
DISPATCH = record(trigger_actions_on=many(one_of("on_enter_pressed", "on_character_entered"), 1, 2))
SLACK_FILE = record(either("id", "url"), id=ANY, url=ANY)
TRIGGER = record(url=need(URL), customizable_input_parameters=many(record(name=need(ANY), value=need(ANY))))

# --- rules about an element as a whole ---


def _initial_listed(element: dict[str, Any], at: str) -> Iterator[str]:
    """What is chosen at first must equal one of the options in everything, not only in value."""
    groups = element.get("option_groups", [])
    options = element.get("options", []) + [option for group in groups for option in group["options"]]
    chosen = {f"{at}/initial_options/{n}": each for n, each in enumerate(element.get("initial_options", []))}
    if "initial_option" in element:
        chosen[f"{at}/initial_option"] = element["initial_option"]
    for pointer, option in chosen.items():
        if option not in options:
            yield complaint("must be one of the provided options", pointer)


def _in_order(least: str, most: str) -> Check:
    """One field's number is not above the other's."""

    def check(element: dict[str, Any], at: str) -> Iterator[str]:
        if least in element and most in element and float(element[least]) > float(element[most]):
            yield complaint(f"`{least}` must not be greater than `{most}`", f"{at}/{least}")

    return check


def _date(value: Any, at: str) -> Iterator[str]:
    """A day that exists, as YYYY-MM-DD."""
    try:
        right = dt.date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        right = False
    if not right:
        yield complaint("input must be a valid: date", at)


# --- elements: what several share, then one entry for each ---

ACTION: dict[str, Any] = {"type": need(ANY), "action_id": ID}
FOCUS: dict[str, Any] = {**ACTION, "focus_on_load": boolean}
PICK: dict[str, Any] = {**FOCUS, "confirm": CONFIRM}
SELECT: dict[str, Any] = {**PICK, "placeholder": plain(150)}
MULTI: dict[str, Any] = {**SELECT, "max_selected_items": integer(1)}
STATIC: dict[str, Any] = {"options": many(OPTION, 1, 100), "option_groups": many(OPTION_GROUP, 1, 100)}
TYPING: dict[str, Any] = {**FOCUS, "placeholder": plain(150), "dispatch_action_config": DISPATCH}
BUTTON: dict[str, Any] = {**ACTION, "accessibility_label": string(75), "style": one_of("primary", "danger")}
NUMBER = string(like=r"-?\d+(\.\d+)?")

FEEDBACK = record(text=need(plain(75)), value=need(string(2000)), accessibility_label=string(75))

ELEMENTS: dict[str, Check] = {
    "button": record(
        **BUTTON,
        text=need(plain(75)),
        value=string(2000),
        url=URL,
        confirm=CONFIRM,
        agent_prompt=string(4000),
        agent_prompt_display=ANY,
        visible_to_user_ids=many(ANY),
    ),
    "workflow_button": record(**BUTTON, text=need(plain(75)), workflow=need(record(trigger=need(TRIGGER)))),
    "feedback_buttons": record(**ACTION, positive_button=need(FEEDBACK), negative_button=need(FEEDBACK)),
    "icon_button": record(
        **ACTION,
        icon=need(ANY),
        text=need(plain(75)),
        accessibility_label=string(75),
        value=string(2000),
        visible_to_user_ids=many(ANY),
        confirm=CONFIRM,
    ),
    "image": record(
        only_one("image_url", "slack_file"),
        type=need(ANY),
        alt_text=need(string(2000, least=1)),
        image_url=URL,
        slack_file=SLACK_FILE,
    ),
    "overflow": record(**ACTION, options=need(many(MENU_OPTION, 1, 5)), confirm=CONFIRM),
    "checkboxes": record(
        _initial_listed,
        **PICK,
        options=need(many(TICKABLE_OPTION, 1, 10)),
        initial_options=many(TICKABLE_OPTION, 1, 10),
    ),
    "radio_buttons": record(
        _initial_listed,
        **PICK,
        options=need(many(TICKABLE_OPTION, 1, 10)),
        initial_option=TICKABLE_OPTION,
    ),
    "datepicker": record(**SELECT, initial_date=_date),
    "timepicker": record(**SELECT, initial_time=string(like=r"([01]\d|2[0-3]):[0-5]\d"), timezone=ANY),
    "datetimepicker": record(**PICK, initial_date_time=integer(1_000_000_000, 9_999_999_999)),
    # selects
    "static_select": record(
        only_one("options", "option_groups"), _initial_listed, **SELECT, **STATIC, initial_option=OPTION
    ),
    "external_select": record(**SELECT, initial_option=OPTION, min_query_length=integer(0)),
    "users_select": record(**SELECT, initial_user=ANY),
    "channels_select": record(**SELECT, initial_channel=ANY, response_url_enabled=boolean),
    "conversations_select": record(
        **SELECT,
        initial_conversation=ANY,
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=FILTER,
    ),
    "multi_static_select": record(
        only_one("options", "option_groups"),
        _initial_listed,
        **MULTI,
        **STATIC,
        initial_options=many(OPTION, 1, 100),
    ),
    "multi_external_select": record(**MULTI, initial_options=many(OPTION, 1, 100), min_query_length=integer(0)),
    "multi_users_select": record(**MULTI, initial_users=many(ANY)),
    "multi_channels_select": record(**MULTI, initial_channels=many(ANY)),
    "multi_conversations_select": record(
        **MULTI, initial_conversations=many(ANY), default_to_current_conversation=boolean, filter=FILTER
    ),
    # inputs
    "plain_text_input": record(
        _in_order("min_length", "max_length"),
        **TYPING,
        initial_value=LONG,
        multiline=boolean,
        min_length=integer(0, 3000),
        max_length=integer(1, 3000),
    ),
    "email_text_input": record(**TYPING, initial_value=LONG),
    "url_text_input": record(**TYPING, initial_value=LONG),
    "number_input": record(
        _in_order("min_value", "max_value"),
        _in_order("min_value", "initial_value"),
        _in_order("initial_value", "max_value"),
        **TYPING,
        is_decimal_allowed=need(boolean),
        initial_value=NUMBER,
        min_value=NUMBER,
        max_value=NUMBER,
    ),
    "file_input": record(**ACTION, filetypes=many(ANY), max_files=integer(1, 10)),
}

# --- which elements stand where ---

_SELECTS = [name for name in ELEMENTS if name.endswith("_select")]
_ANYWHERE = [*_SELECTS, "checkboxes", "datepicker", "radio_buttons", "timepicker"]
_BUTTONS = ["button", "overflow", "workflow_button"]
_TYPED = ["plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input"]

ACCESSORIES = [*_ANYWHERE, *_BUTTONS, "image"]
IN_ACTIONS = [*_ANYWHERE, *_BUTTONS, "datetimepicker", "rich_text_input"]
IN_INPUT = [*_ANYWHERE, *_TYPED, "datetimepicker", "file_input"]
