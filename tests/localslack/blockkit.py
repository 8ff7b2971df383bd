"""The smallest of every piece of Block Kit, for tests to build on, and how Slack takes what they built."""

from copy import deepcopy
from typing import Any

from bot.localslack.limits import Problem, check_message, check_view

Json = dict[str, Any]


def plain(words: str | int = "Done") -> Json:
    return {"type": "plain_text", "text": "x" * words if isinstance(words, int) else words}


def mrkdwn(words: str | int = "*Jane*") -> Json:
    return {**plain(words), "type": "mrkdwn"}


def option(value: str = "1", text: str | int = "Tomorrow", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def group(count: int = 1, label: str | int = "Soon") -> Json:
    return {"label": plain(label), "options": options(count)}


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain(), **more}


def rich(*spans: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(spans)}]}


CHOICES = ["overflow", "checkboxes", "radio_buttons", "static_select", "multi_static_select"]
PICTURE = {"image_url": "https://acme.example/jane.png", "alt_text": "Jane"}
ELEMENT_FIELDS: dict[str, Json] = {
    "button": {"text": plain()},
    "workflow_button": {"text": plain(), "workflow": {"trigger": {"url": "https://slack.com/shortcuts/1"}}},
    "feedback_buttons": {
        "positive_button": {"text": plain(), "value": "1"},
        "negative_button": {"text": plain(), "value": "0"},
    },
    "icon_button": {"icon": "trash", "text": plain()},
    "image": PICTURE,
    **{kind: {"options": options(2)} for kind in CHOICES},
    "number_input": {"is_decimal_allowed": False},
}


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, **deepcopy(ELEMENT_FIELDS.get(kind, {})), **more}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def beside(kind: str, **more: Any) -> Json:
    return section(accessory=element(kind, **more))


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asked(kind: str = "plain_text_input", **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element(kind, **more)}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def post(*blocks: Json) -> Problem | None:
    return check_message("Four people today", list(blocks))


def show(*blocks: Json, **more: Any) -> Problem | None:
    return check_view(modal(*blocks, **more))


def home_view(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Problem | None:
    return check_view(home_view(*blocks, **more))


def assert_refused(problem: Problem | None, sentence: str, at: str) -> None:
    assert problem is not None
    assert problem.error == ("invalid_blocks" if at.startswith("/blocks") else "invalid_arguments")
    assert problem.messages == [f"[ERROR] {sentence} [json-pointer:{at}]"]
