"""Goodword met in a browser, as in a visitor's first minutes."""

import re
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from . import chromium
from .visitor import Visitor

chromium.insist()

LINE = "/contact add Jane Doe, CTO at Acme, follow up in 2 weeks"


def post(visitor: Visitor, **message: Any) -> None:
    """A message by the bot to Ada, through the Web API."""
    slack = visitor.local.slack
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel=slack.person("Ada").id, text="A message", **message)


def clean(visitor: Visitor) -> bool:
    """Whether Slack refused nothing."""
    return visitor.local.slack.refusals == []


# -- the first minutes


def test_the_first_minutes_with_the_mouse(visitor: Visitor) -> None:
    visitor.writes(LINE)
    visitor.message("Saved Jane Doe · CTO, Acme").wait_for()
    visitor.goes_to("intros")
    visitor.does("Log a lead", visitor.message("Everyone, meet Jane Doe"))
    modal = visitor.modal("Log a lead")
    modal.get_by_role("radio", name="Jane Doe, named here").wait_for()
    modal.get_by_role("button", name="Save", exact=True).click()
    modal.wait_for(state="hidden")
    assert "Only visible to you" in visitor.message("Jane Doe · CTO, Acme").inner_text()
    visitor.moves_clock("Tomorrow, 09:00")
    visitor.goes_to("Goodword")
    visitor.button("Followed up with Jane Doe").click()
    done = visitor.message("✓ Followed up with Jane")
    done.get_by_role("button", name="Undo: Jane Doe").click()
    visitor.button("Followed up with Jane Doe").wait_for()
    assert clean(visitor)


def test_the_first_minutes_by_keyboard(visitor: Visitor) -> None:
    page, keys = visitor.page, visitor.page.keyboard
    visitor.tabs_to(visitor.box)
    keys.type("/con")
    keys.press("Tab")
    keys.type("ad")
    keys.press("ArrowDown")
    keys.press("Enter")
    assert visitor.box.input_value() == "/contact add "
    keys.type(LINE.removeprefix("/contact add "))
    keys.press("Enter")
    visitor.message("Saved Jane Doe · CTO, Acme").wait_for()

    visitor.tabs_to(page.get_by_role("link", name="intros"))
    keys.press("Enter")
    page.get_by_role("heading", level=1, name="intros").wait_for()
    while not visitor.is_in(".message-pane"):
        keys.press("Tab")
    keys.press("Home")
    assert "Everyone, meet Jane Doe" in visitor.focus
    while not visitor.focus.startswith("<button"):
        keys.press("Tab")
    keys.press("Enter")
    page.get_by_role("menuitem", name="Log a lead").wait_for()
    keys.press("Enter")
    modal = visitor.modal("Log a lead")
    modal.get_by_role("radio", name="Jane Doe, named here").wait_for()
    keys.press("Control+Enter")
    modal.wait_for(state="hidden")

    visitor.tabs_to(visitor.button("The clock:"))
    keys.press("Enter")
    keys.press("Tab")
    assert "Tomorrow" in visitor.focus
    keys.press("Enter")
    visitor.page.get_by_role("dialog", name="Move the clock").wait_for(state="detached")
    visitor.tabs_to(page.get_by_role("link", name="Goodword"))
    keys.press("Enter")
    done = visitor.button("Followed up with Jane Doe")
    done.wait_for()
    visitor.tabs_to(done)
    keys.press("Enter")
    changed = visitor.message("✓ Followed up with Jane")
    changed.wait_for()
    assert changed.evaluate("node => node.contains(document.activeElement)"), visitor.focus
    visitor.tabs_to(changed.get_by_role("button", name="Undo: Jane Doe"))
    keys.press("Enter")
    visitor.button("Followed up with Jane Doe").wait_for()
    assert clean(visitor)


def test_the_strip_shows_the_way_and_goes_for_good(visitor: Visitor) -> None:
    visitor.button("Write about somebody you met").click()
    assert visitor.box.input_value() == LINE
    visitor.box.fill("")
    visitor.button("Log a lead from a message’s menu").click()
    assert "Everyone, meet Jane Doe" in visitor.page.evaluate("document.activeElement.innerText")
    visitor.page.get_by_role("region", name="Three things to try").get_by_role("button", name="Dismiss").click()
    visitor.page.reload()
    visitor.box.wait_for()
    assert not visitor.page.get_by_role("region", name="Three things to try").is_visible()


def test_who_switches_sees_nothing_of_the_others(visitor: Visitor) -> None:
    visitor.writes("met Zelda Fitz (CTO at Zenith)")
    visitor.message("Saved Zelda").wait_for()
    visitor.goes_to("general")
    visitor.writes("/contact Zelda")
    visitor.message("Only visible to you").wait_for()
    visitor.box.fill("Zebra: half a thought")
    visitor.opens_what_happened()
    visitor.switches_to("Ben")
    visitor.page.get_by_text("Nobody has written in #general yet.").wait_for()
    visitor.goes_to("Goodword")
    visitor.message("Hi Ben").wait_for()
    everything = visitor.page.content() + visitor.box.input_value()
    assert "Zelda" not in everything and "Zebra" not in everything


def test_start_over_empties_everything(visitor: Visitor) -> None:
    visitor.writes("met Jane Doe at PyCon")
    visitor.message("Saved Jane Doe").wait_for()
    visitor.button("Start over").click()
    visitor.page.get_by_role("alertdialog").get_by_role("button", name="Start over").click()
    visitor.message("Saved Jane Doe").wait_for(state="detached")
    visitor.message("Tell me who you met").wait_for()


# -- modals


def test_a_wrong_field_says_so_and_no_word_is_lost(visitor: Visitor) -> None:
    visitor.uses("Add a contact")
    modal = visitor.modal("Add a contact")
    modal.get_by_label("Note").fill("met by the lake")
    modal.get_by_role("button", name="Save").click()
    modal.get_by_text("Please complete this required field.").wait_for()
    name = modal.get_by_label("Name")
    assert name.evaluate("node => node === document.activeElement && node.ariaInvalid === 'true'")
    assert modal.get_by_label("Note").input_value() == "met by the lake"
    name.fill("Jane Doe")
    modal.get_by_label("Follow up").fill("on the day of never")
    name.press("Enter")
    modal.locator(".field-error", has_text="never").wait_for()
    assert name.input_value() == "Jane Doe"
    modal.get_by_label("Follow up").fill("in 2 weeks")
    modal.get_by_role("button", name="Save").click()
    modal.wait_for(state="hidden")
    visitor.message("met by the lake").wait_for()


def test_escape_closes_a_modal_and_focus_goes_back(visitor: Visitor) -> None:
    visitor.button("Add a contact").click()
    visitor.modal("Add a contact").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.modal("Add a contact").wait_for(state="hidden")
    assert "Add a contact" in visitor.focus


def test_a_menu_finds_people_as_one_types(visitor: Visitor) -> None:
    visitor.writes("met Bob Marsh (Globex)")
    visitor.message("Saved Bob Marsh").wait_for()
    visitor.uses("Add a contact")
    modal = visitor.modal("Add a contact")
    modal.get_by_label("Name").fill("Jane Doe")
    modal.get_by_role("combobox", name="Introduced by").click()
    visitor.page.keyboard.type("bob")
    visitor.page.get_by_role("option", name="Bob Marsh · Globex").wait_for()
    while visitor.page.locator(".select-list .active").inner_text() != "Bob Marsh · Globex":
        visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    assert "Bob Marsh · Globex" in modal.get_by_role("combobox", name="Introduced by").inner_text()
    modal.get_by_role("button", name="Save").click()
    visitor.message("You ← Bob Marsh").wait_for()


def test_who_the_lead_is_changes_the_form(visitor: Visitor) -> None:
    visitor.goes_to("intros")
    visitor.does("Log a lead", visitor.message("Everyone, meet Jane Doe"))
    modal = visitor.modal("Log a lead")
    modal.get_by_role("radio", name="Ben Okafor, who wrote it").check()
    modal.get_by_text("Read as Tue 24 Nov").wait_for()
    visitor.sees_value(modal.get_by_role("textbox", name="Name"), "Ben Okafor")
    assert "Ben Okafor, who wrote it" in visitor.page.evaluate("document.activeElement.parentElement.innerText")


# -- what Slack refuses, and trouble


def test_what_breaks_a_limit_never_shows_but_its_refusal_does(visitor: Visitor) -> None:
    before = visitor.messages.count()
    with pytest.raises(SlackApiError):
        post(visitor, blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}])
    panel = visitor.opens_what_happened()
    refused = panel.get_by_role("listitem").filter(has_text="chat.postMessage").first
    assert "invalid_blocks" in refused.inner_text()
    assert "must be less than 3001 characters" in refused.inner_text()
    visitor.page.locator(".toast", has_text="In Slack you would see nothing here").wait_for()
    assert visitor.messages.count() == before


def test_what_happened_shows_payload_answer_and_time(visitor: Visitor) -> None:
    visitor.writes("help")
    visitor.message("Three things to know").wait_for()
    panel = visitor.opens_what_happened()
    entry = panel.get_by_role("listitem").filter(has_text="chat.postMessage").first
    assert re.search(r"\d+ ms", entry.inner_text())
    entry.locator("summary").first.click()
    entry.get_by_role("heading", name="Arguments").wait_for()
    assert "Write me a sentence" in entry.inner_text()
    assert visitor.local.slack.bot_token not in visitor.page.content()


def test_an_expired_trigger_is_told_as_slack_tells_it(visitor: Visitor) -> None:
    visitor.turns_on("Triggers expire")
    visitor.uses("Add a contact")
    visitor.page.locator(".toast").first.wait_for()
    assert not visitor.modal("Add a contact").is_visible()
    panel = visitor.opens_what_happened()
    assert "expired_trigger_id" in panel.inner_text()


def test_a_button_shows_that_it_waits_for_a_slow_slack(visitor: Visitor) -> None:
    visitor.turns_on("Slack is slow")
    button = visitor.button("Add a contact")
    button.evaluate(
        """node => new MutationObserver(() => { window.waited ||= node.getAttribute("aria-busy"); })
        .observe(node, {attributes: true})"""
    )
    button.click()
    visitor.modal("Add a contact").wait_for()
    assert visitor.page.evaluate("window.waited") == "true"


# -- staying put


def test_an_update_keeps_focus_and_scroll(visitor: Visitor) -> None:
    for number in range(12):
        post(visitor, blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": f"Line {number}\n\n\n"}}])
    visitor.message("Line 11").wait_for()
    visitor.messages.first.focus()
    pane = visitor.page.locator(".message-pane .scroller")
    pane.evaluate("node => (node.scrollTop = 0)")
    visitor.page.wait_for_timeout(100)
    post(visitor, blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "The newest"}}])
    visitor.button("New messages").wait_for()
    assert pane.evaluate("node => node.scrollTop") == 0
    assert "Tell me who you met" in visitor.page.evaluate("document.activeElement.innerText")
    visitor.button("New messages").click()
    visitor.message("The newest").wait_for()
    assert visitor.page.evaluate("document.querySelector('#announcer').innerText.includes('A message')")


# -- looks


@pytest.fixture
def phone(options: dict[str, Any]) -> None:
    options |= {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def dark(options: dict[str, Any]) -> None:
    options["color_scheme"] = "dark"


def test_on_a_phone_everything_is_in_reach(phone: None, visitor: Visitor) -> None:
    page = visitor.page
    assert not page.get_by_role("link", name="intros").is_visible()
    visitor.button("Channels and people").click()
    page.get_by_role("link", name="intros").click()
    page.get_by_role("heading", level=1, name="intros").wait_for()
    page.locator("body:not(.drawer-open)").wait_for()
    visitor.message("Everyone, meet").dispatch_event("contextmenu")
    page.get_by_role("menuitem", name="Log a lead").click()
    modal = visitor.modal("Log a lead")
    modal.wait_for()
    assert modal.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}
    modal.get_by_role("button", name="Cancel").click()
    modal.wait_for(state="hidden")
    visitor.opens_what_happened()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_follows_the_system_and_the_toggle(dark: None, visitor: Visitor) -> None:
    ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    assert visitor.page.evaluate(ground) == "rgb(26, 29, 33)"
    visitor.button("Colours: as the system").click()
    assert visitor.page.evaluate(ground) == "rgb(255, 255, 255)"
