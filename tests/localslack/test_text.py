"""What a person reads of a message, a modal and a Home tab, compared as whole screens."""

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localslack.elements import ACCESSORIES, IN_ACTIONS, IN_INPUT
from bot.localslack.limits import check_message
from bot.localslack.text import message_text, mrkdwn_text, view_text
from tests.localslack.blockkit import (
    actions,
    asked,
    beside,
    element,
    home_view,
    modal,
    mrkdwn,
    option,
    plain,
    rich,
    section,
)

NAMES = {"U1": "Ada", "U2": "Bob Marsh", "C1": "intros"}

# --- mrkdwn ---

MRKDWN = [
    ("Jane &amp; Bob &lt;3 &gt;", "Jane & Bob <3 >"),
    ("&amp;lt;", "&lt;"),
    ("met <@U1> and <@U9>", "met @Ada and @U9"),
    ("<@U9|sam>", "@sam"),
    ("in <#C1|data> or <#C1> or <#C9>", "in #data or #intros or #C9"),
    ("<https://acme.example|Acme>", "Acme (https://acme.example)"),
    ("<https://acme.example>", "https://acme.example"),
    ("<https://acme.example?a=1&amp;b=2|A &amp; B>", "A & B (https://acme.example?a=1&b=2)"),
    ("<mailto:jane@acme.example|jane@acme.example>", "jane@acme.example"),
    ("<mailto:jane@acme.example>", "jane@acme.example"),
    ("<tel:+12125550142|+1 212 555 0142>", "+1 212 555 0142"),
    ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
    ("<!subteam^S1|@sales>", "@sales"),
    ("<!date^1764547200^{date_short}^https://acme.example|1 Dec>", "1 Dec"),
    ("*Jane Doe* · CTO", "Jane Doe · CTO"),
    ("_quiet_ ~gone~", "quiet gone"),
    ("_*both*_ and *_both_*", "both and both"),
    ("*<@U1>*: *<https://acme.example|Acme>*", "@Ada: Acme (https://acme.example)"),
    ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
    ("* a list * of stars", "* a list * of stars"),
    ("**twice**", "**twice**"),
    ("*over\ntwo lines*", "*over\ntwo lines*"),
    ("`/contact *add*` &amp; `<@U1>`", "/contact *add* & <@U1>"),
    ("```\nmet *Jane*\n```", "met *Jane*"),
    ("`&lt;b&gt;`", "<b>"),
    ("&gt; quoted", "> quoted"),
    ("a < b > c", "a < b > c"),
    ("عمرو *Łukasz* 👋", "عمرو Łukasz 👋"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "reads"), MRKDWN)
def test_mrkdwn_as_it_reads(text: str, reads: str) -> None:
    assert mrkdwn_text(text, NAMES) == reads


@given(st.text(st.characters(exclude_characters="*_~`\0", exclude_categories=["Cs"])))
def test_escaped_words_read_as_they_were_written(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert mrkdwn_text(escaped) == words


@given(st.text("*_~`<>@#!|&;:ab \n\0"))
def test_no_markup_is_too_odd_to_read(words: str) -> None:
    assert "\0" not in mrkdwn_text(words, NAMES)


# --- messages ---


def button(words: str) -> dict[str, Any]:
    return element("button", text=plain(words))


def menu(words: str, *options: str, **more: Any) -> dict[str, Any]:
    fields = {"placeholder": plain(words), "options": [option(text=text) for text in options], **more}
    return element("static_select", **fields)


DIGEST = {
    "text": "2 people today: Jane, Bob",
    "blocks": [
        section(text=mrkdwn("*Good morning, <@U1>. Two people, about five minutes.*")),
        section(text=mrkdwn("*Jane Doe* · CTO, Acme\nYou planned to follow up today about the pilot.")),
        actions(button("Draft"), button("Done"), menu("Snooze", "Tomorrow", "Let it go")),
        {"type": "divider"},
        section(text=mrkdwn("*Bob Marsh* · R&amp;D, Globex")),
        actions(button("Draft"), button("Thanked")),
        {"type": "context", "elements": [mrkdwn("12 more can wait."), plain("_As they are_")]},
    ],
}


def test_a_digest() -> None:
    assert message_text(DIGEST, NAMES) == dedent("""\
        Good morning, @Ada. Two people, about five minutes.
        Jane Doe · CTO, Acme
        You planned to follow up today about the pilot.
        [Draft]  [Done]  [Snooze ▾]
        ────────────────────────────────────────
        Bob Marsh · R&D, Globex
        [Draft]  [Thanked]
        12 more can wait.  _As they are_""")


def test_a_message_without_blocks_is_its_text() -> None:
    assert message_text({"text": "Saved *Jane*, <@U1>"}, NAMES) == "Saved Jane, @Ada"
    assert message_text({"text": "Saved *Jane*", "blocks": []}) == "Saved Jane"


def test_a_message_names_its_files() -> None:
    assert message_text({"text": "Here", "files": [{"name": "book.csv"}]}) == "Here\n(file: book.csv)"
    assert message_text({"text": "", "files": [{"name": "book.csv"}]}) == "(file: book.csv)"


MORE = element("overflow", options=[option(text="Edit"), option(text="Archive")])
PICTURE = {"image_url": "https://acme.example/jane.png", "alt_text": "Jane"}
BULLETS: dict[str, Any] = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": rich({"type": "text", "text": "thank Bob"})["elements"] * 2,
        },
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": rich()["elements"]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "budget\nis hers"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "*as is*"}]},
    ],
}
BLOCK_TEXTS: list[tuple[dict[str, Any], str]] = [
    ({"type": "header", "text": plain("Due &amp; done")}, "Due & done"),
    (section(accessory=button("Add")), "Jane  [Add]"),
    (section(text=mrkdwn("*Jane*\nAcme"), accessory=MORE), "Jane  [⋯ Edit, Archive]\nAcme"),
    (section(accessory={"type": "image", **PICTURE}), "Jane  (image: Jane)"),
    ({"type": "section", "fields": [mrkdwn("*Next*\nMon 7 Dec"), plain("Last")]}, "Next Mon 7 Dec\nLast"),
    ({"type": "section", "fields": [plain("Last")], "accessory": button("Add")}, "[Add]\nLast"),
    ({"type": "image", **PICTURE, "title": plain("At PyCon")}, "At PyCon\n(image: Jane)"),
    (
        {"type": "context", "elements": [{"type": "image", **PICTURE}, mrkdwn("<@U2>")]},
        "(image: Jane)  @Bob Marsh",
    ),
    (beside("datepicker", placeholder=plain("Pick a date")), "Jane  [Pick a date ▾]"),
    (beside("datepicker", initial_date="2026-12-07"), "Jane  [2026-12-07 ▾]"),
    (beside("timepicker", initial_time="08:30"), "Jane  [08:30 ▾]"),
    (actions(element("datetimepicker", initial_date_time=1_796_632_200)), "[2026-12-07 08:30 UTC ▾]"),
    (beside("users_select", initial_user="U1"), "Jane  [Ada ▾]"),
    (beside("multi_users_select", initial_users=["U1", "U2"]), "Jane  [Ada, Bob Marsh ▾]"),
    (beside("channels_select", initial_channel="C9"), "Jane  [C9 ▾]"),
    (beside("static_select"), "Jane  [▾]"),
    (actions(menu("Snooze", "Tomorrow", initial_option=option(text="Tomorrow"))), "[Tomorrow ▾]"),
    (rich({"type": "user", "user_id": "U1"}, {"type": "text", "text": " met "}), "@Ada met "),
    (rich({"type": "channel", "channel_id": "C1"}, {"type": "broadcast", "range": "here"}), "#intros@here"),
    (rich({"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb"}), "👋🏻"),
    (rich({"type": "emoji", "name": "acme"}), ":acme:"),
    (rich({"type": "link", "url": "https://acme.example", "text": "Acme"}), "Acme (https://acme.example)"),
    (rich({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1 Jan 1970"}), "1 Jan 1970"),
    (BULLETS, "1. thank Bob\n2. thank Bob\n  • \n> budget\n> is hers\n*as is*"),
    ({"type": "markdown", "text": "**Jane**"}, "**Jane**"),
    ({"type": "file", "external_id": "F1", "source": "remote"}, "(file: F1)"),
    ({"type": "call", "call_id": "R1"}, "(call)"),
]


@pytest.mark.parametrize(("block", "reads"), BLOCK_TEXTS)
def test_a_block_as_it_reads(block: dict[str, Any], reads: str) -> None:
    assert check_message("Jane", [block]) is None
    assert message_text({"text": "only the notification", "blocks": [block]}, NAMES) == reads


# --- views ---

WHO = [option("jane", "Jane Doe", description=plain("named here")), option("ann", "Ann Chovy")]
LEAD = modal(
    section(text=mrkdwn("From *Ann Chovy* in <#C1>, 23 Nov")),
    {**asked("radio_buttons", action_id="who", options=WHO, initial_option=WHO[0]), "label": plain("Who")},
    {
        **asked(action_id="name", initial_value="Jane Doe"),
        "block_id": "name",
        "label": plain("Name"),
        "hint": plain("Only the name is needed."),
    },
    {
        **asked(action_id="when", placeholder=plain("in 2 weeks")),
        "block_id": "when",
        "label": plain("Follow up"),
        "optional": True,
    },
    {
        **asked("checkboxes", action_id="tags", options=[option("1", "data"), option("2", "hiring")]),
        "block_id": "tags",
    },
    title=plain("Log a lead"),
    submit=plain("Save"),
    close=plain("Not now"),
)


def test_a_modal_as_it_opens() -> None:
    assert view_text(LEAD, NAMES) == dedent("""\
        == Log a lead ==
        From Ann Chovy in #intros, 23 Nov
        Who: (•) Jane Doe: named here  ( ) Ann Chovy
        Name: [Jane Doe]
          Only the name is needed.
        Follow up: [in 2 weeks]  (optional)
        Done: [ ] data  [ ] hiring
        [Not now]  [Save]""")


def test_a_modal_filled_in_with_its_errors() -> None:
    values = {
        "name": {"name": {"type": "plain_text_input", "value": None}},
        "when": {"when": {"type": "plain_text_input", "value": "someday"}},
        "tags": {"tags": {"type": "checkboxes", "selected_options": [option("2", "hiring")]}},
    }
    errors = {"name": "Who is it?", "when": 'I can\'t read "someday".'}
    assert view_text({**LEAD, "state": {"values": values}}, NAMES, errors) == dedent("""\
        == Log a lead ==
        From Ann Chovy in #intros, 23 Nov
        Who: (•) Jane Doe: named here  ( ) Ann Chovy
        Name: []
          Only the name is needed.
          ! Who is it?
        Follow up: [someday]  (optional)
          ! I can't read "someday".
        Done: [ ] data  [x] hiring
        [Not now]  [Save]""")


INPUT_TEXTS: list[tuple[str, dict[str, Any], str]] = [
    ("file_input", {"files": [{"name": "a.csv"}, {"name": "b.csv"}]}, "[a.csv, b.csv]"),
    ("rich_text_input", {"rich_text_value": rich({"type": "text", "text": "budget"})}, "[budget]"),
    ("number_input", {"value": "7"}, "[7]"),
    ("external_select", {"selected_option": option(text="Jane Doe")}, "[Jane Doe ▾]"),
    (
        "multi_external_select",
        {"selected_options": [option(text="Jane"), option(text="Bob")]},
        "[Jane, Bob ▾]",
    ),
    ("conversations_select", {"selected_conversation": "C1"}, "[intros ▾]"),
    ("timepicker", {"selected_time": None}, "[▾]"),
]


@pytest.mark.parametrize(("kind", "state", "reads"), INPUT_TEXTS)
def test_an_input_shows_what_was_put_in(kind: str, state: dict[str, Any], reads: str) -> None:
    view = modal({**asked(kind, action_id="value"), "block_id": "input"})
    view["state"] = {"values": {"input": {"value": {"type": kind, **state}}}}
    assert view_text(view, NAMES) == f"== Done ==\nDone: {reads}\n[Cancel]  [Done]"


def test_a_modal_without_submit_can_be_closed() -> None:
    view = {"type": "modal", "title": plain("Loading"), "blocks": [section()]}
    assert view_text(view) == "== Loading ==\nJane\n[Close]"


def test_a_home_tab_is_its_blocks() -> None:
    view = home_view({"type": "header", "text": plain("Due")}, actions(button("Add a contact")))
    assert view_text(view) == "Due\n[Add a contact]"


# --- everything can be drawn ---

PLACED = [
    *(beside(kind) for kind in ACCESSORIES),
    *(actions(element(kind)) for kind in IN_ACTIONS),
    *(asked(kind) for kind in IN_INPUT),
]


@pytest.mark.parametrize("block", PLACED, ids=lambda block: f"{block['type']}-{sorted(block)[0]}")
def test_every_element_can_be_drawn(block: dict[str, Any]) -> None:
    assert "None" not in view_text(modal(block))
