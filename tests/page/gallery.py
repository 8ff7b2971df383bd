"""One of each block and element, to see that the page draws them."""

from typing import Any


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str, **more: Any) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower(), **more}


TEAS = [option("Green", description=plain("From Uji")), option("Black"), option("Mint")]
CONFIRM = {
    "title": plain("Sure?"),
    "text": words("It *cannot* be undone."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
SPAN = {"type": "text", "text": "bold and struck", "style": {"bold": True, "strike": True}}

RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [SPAN, {"type": "emoji", "name": "tada"}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
        },
    ],
}

MESSAGE = [
    {"type": "header", "text": plain("A header :wave:")},
    {
        "type": "section",
        "text": words("A *section* with an accessory"),
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Archive")]},
    },
    {"type": "section", "fields": [words("*Circle*\nfriend"), words("*Met*\nPyCon")]},
    {"type": "divider"},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "a", "text": plain("Plain")},
            {"type": "button", "action_id": "b", "text": plain("Primary"), "style": "primary"},
            {"type": "button", "action_id": "c", "text": plain("Danger"), "style": "danger", "confirm": CONFIRM},
            {"type": "static_select", "action_id": "d", "placeholder": plain("Tea"), "options": TEAS},
            {"type": "users_select", "action_id": "e", "placeholder": plain("Somebody")},
            {"type": "datepicker", "action_id": "f", "placeholder": plain("A day"), "initial_date": "2026-12-07"},
        ],
    },
    {"type": "section", "text": words("Ticks"), "accessory": {"type": "checkboxes", "action_id": "g", "options": TEAS}},
    {"type": "image", "image_url": "https://example.com/cat.png", "alt_text": "A cat on a keyboard"},
    RICH,
    {"type": "markdown", "text": "# Title\n\n- one **bold**\n- [a link](https://example.com)\n\n> said"},
    {
        "type": "context",
        "elements": [
            words("_small print_"),
            {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"},
        ],
    },
]


def field(label: str, kind: str, **element: Any) -> dict[str, Any]:
    name = label.lower().replace(" ", "_")
    return {
        "type": "input",
        "optional": True,
        "block_id": name,
        "label": plain(label),
        "element": {"type": kind, "action_id": name, **element},
    }


FORM = {
    "type": "modal",
    "title": plain("Every input"),
    "submit": plain("Save"),
    "blocks": [
        field("Line", "plain_text_input", initial_value="here"),
        field("Paragraph", "plain_text_input", multiline=True),
        field("Email", "email_text_input"),
        field("Address", "url_text_input"),
        field("Number", "number_input", is_decimal_allowed=False),
        field("Tea", "static_select", options=TEAS, initial_option=TEAS[0]),
        field("Teas", "multi_static_select", options=TEAS),
        field("Person", "users_select"),
        field("Channel", "channels_select"),
        field("Place", "conversations_select"),
        field("Choice", "radio_buttons", options=TEAS),
        field("Choices", "checkboxes", options=TEAS),
        field("Day", "datepicker"),
        field("Hour", "timepicker", initial_time="09:30"),
        field("Moment", "datetimepicker"),
        field("Papers", "file_input", max_files=3),
    ],
}
