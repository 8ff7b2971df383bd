"""Slack's bad days and ours: the member always gets a sign, and nothing is lost."""

import logging
import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.rig import MONDAY, Rig

from .acts import count, wait_for

SECRETS = ("Jane", "Doe", "Acme", "pilot", "tea", "acme.example")


@pytest.fixture
def jane(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme, follow up tomorrow about the pilot")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.sees("Hi Ada")
    rig.slack.settle()


def test_a_trigger_that_ran_out_is_said(rig: Rig, jane: None, in_trouble: None) -> None:
    rig.slack.trouble.expired_triggers()
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees("Slack didn't open the form in time. Nothing is lost: please try that once more.")
    rig.ada.types("/contact", channel="general")
    rig.ada.sees("Slack didn't open the form in time.", channel="general")
    rig.ada.shortcut("Add a contact")
    wait_for(rig, lambda: count(rig.ada, "Slack didn't open the form in time.") == 2)
    rig.slack.trouble.clear()
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees_modal("Note on Jane Doe")


@pytest.mark.parametrize("trouble", [("failing", 500), ("rate_limited", 1)])
def test_a_card_that_cannot_be_replaced_comes_as_a_new_one(rig: Rig, jane: None, trouble, in_trouble: None) -> None:
    name, argument = trouble
    getattr(rig.slack.trouble, name)(argument, "chat.update")
    rig.ada.press("Undo", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees("Undone: Added Jane Doe.")


@pytest.mark.parametrize("trouble", [("failing", 500), ("rate_limited", 1)])
def test_a_digest_that_cannot_be_updated_still_gives_a_sign(rig: Rig, jane: None, trouble, in_trouble: None) -> None:
    rig.moves_to(MONDAY + timedelta(days=1))
    digest = rig.ada.sees("Good morning")
    name, argument = trouble
    getattr(rig.slack.trouble, name)(argument, "chat.update")
    rig.ada.press("Done", in_=digest)
    rig.slack.settle()
    rig.ada.sees("✓ Followed up with Jane  [Undo]")


def test_a_digest_that_cannot_be_updated_at_all_says_so(rig: Rig, jane: None, in_trouble: None) -> None:
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.slack.trouble.failing(404, "chat.update", times=None)
    rig.ada.press("Done", in_=rig.ada.sees("Good morning"))
    rig.ada.sees("What you did is saved, but I couldn't show it where you did it.")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due")


def test_slow_profiles_do_not_hold_up_the_answer(rig: Rig, in_trouble: None) -> None:
    rig.slack.trouble.slow(1.3, "users.info")
    assert rig.ada.types("/contact @Ben Okafor and @Ada Lovett, designer at Globex", channel="general").ok
    assert rig.ada.types("/contact @Ben Okafor, designer at Globex", channel="general").ok
    rig.ada.sees("ben.okafor · designer, Globex", channel="general")


def test_a_mention_slack_does_not_explain_is_asked_about(rig: Rig, in_trouble: None) -> None:
    rig.ada.types("help")
    rig.ada.sees("Hi Ada")
    rig.slack.trouble.failing(500, "users.info")
    rig.ada.types("@Ben Okafor, designer at Globex")
    rig.ada.sees("Slack didn't tell me who that is just now.")
    rig.ada.types("@Ben Okafor, designer at Globex")
    rig.ada.sees("Saved Ben Okafor · designer, Globex")


def test_a_response_url_that_ran_out_is_answered_in_the_dm(rig: Rig, in_trouble: None) -> None:
    rig.ada.types("/contact Jane Doe, CTO at Acme", channel="general")
    card = rig.ada.sees("Saved Jane Doe", channel="general")
    rig.ada.press("Add note", in_=card)
    form = rig.ada.sees_modal("Note on Jane Doe")
    rig.slack.trouble.expired_response_urls()
    form.fill("Note on Jane Doe", "likes tea")
    form.submit()
    rig.ada.sees("Noted.\nJane Doe · CTO, Acme")


def test_a_lead_whose_author_slack_does_not_tell_can_still_be_logged(rig: Rig, in_trouble: None) -> None:
    rig.ada.types("help")
    rig.ada.sees("Hi Ada")
    rig.slack.trouble.failing(500, "users.info", times=None)
    rig.ada.message_shortcut("Log a lead", rig.ada.sees("meet Jane Doe", channel="intros"))
    assert rig.ada.sees_modal("Only the name is needed.").submit().ok
    rig.ada.sees("Saved Jane Doe", channel="intros")


def test_a_home_tab_slack_refuses_is_only_late(rig: Rig, jane: None, in_trouble: None) -> None:
    rig.slack.trouble.failing(500, "views.publish")
    rig.ada.opens_home()
    rig.slack.settle()
    rig.ada.opens_home()
    rig.ada.sees_home("Added Jane Doe")


def say(channel: str | None) -> Callable[[Rig], str]:
    def act(rig: Rig) -> str:
        rig.ada.types("/contact Jane Roe, Acme, likes tea" if channel else "note Jane: likes tea", **_in(channel))
        rig.ada.sees("this reference:", **_in(channel))
        return rig.ada.screen(**_in(channel))

    return act


def press(rig: Rig) -> str:
    rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Doe"))
    return rig.ada.sees_modal("this reference:").text


def submit(rig: Rig) -> str:
    form = rig.ada.modal
    form.fill("Name", "Jane Roe")
    assert not form.submit().ok
    assert form.values["Name"] == "Jane Roe"
    return form.errors["Name"]


def use_shortcut(rig: Rig) -> str:
    rig.ada.message_shortcut("Log a lead", rig.ada.sees("meet Jane Doe", channel="intros"))
    return rig.ada.sees_modal("this reference:").text


def go_home(rig: Rig) -> str:
    rig.ada.opens_home()
    return rig.ada.sees_home("this reference:").text


@pytest.mark.parametrize(
    "act",
    [say(None), say("general"), press, submit, use_shortcut, go_home],
    ids=["message", "command", "button", "form", "shortcut", "home"],
)
def test_an_unknown_error_is_said_with_a_reference_and_logged_without_words(
    rig: Rig, jane: None, act: Callable[[Rig], str], caplog: pytest.LogCaptureFixture, in_trouble: None
) -> None:
    if act is submit:
        rig.ada.shortcut("Add a contact")
        rig.ada.sees_modal("Add a contact")
    with sqlite3.connect(rig.settings.database_url.removeprefix("sqlite:///")) as database:
        database.execute("ALTER TABLE contacts RENAME TO lost")
    shown = act(rig)
    [reference] = set(re.findall(r"this reference: (\w+)", shown))
    rig.slack.settle()
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert f"reference {reference}" in logged
    assert [secret for secret in SECRETS if secret in logged.replace("seed.py", "")] == []


def _in(channel: str | None) -> dict[str, str]:
    return {"channel": channel} if channel else {}
