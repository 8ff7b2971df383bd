"""The first minute: a welcome, once, whatever comes first and however much of it at once."""

import pytest

from bot.domain.model import Who
from tests.rig import Rig

from .acts import at_once, count


def test_the_first_words_are_answered_and_the_welcome_follows_once(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe · CTO, Acme")
    rig.ada.sees("Hi Ada, I'm Goodword.")
    rig.ada.types("Jane")
    rig.ada.sees("[Follow up]")
    rig.ada.opens_home()
    rig.slack.settle()
    assert count(rig.ada, "I'm Goodword") == 1


def test_what_comes_first_may_come_several_times_at_once(rig: Rig) -> None:
    at_once(
        lambda: rig.ada.types("/contact help", channel="general"),
        lambda: rig.ada.types("help"),
        lambda: rig.ada.opens_home(),
        lambda: rig.ada.types("Jane Doe, CTO at Acme"),
    )
    rig.ada.sees("Saved Jane Doe")
    rig.ada.sees("Hi Ada, I'm Goodword.")
    rig.slack.settle()
    assert count(rig.ada, "I'm Goodword") == 1


def test_every_member_has_a_welcome_of_their_own_with_their_own_hours(rig: Rig) -> None:
    rig.ada.types("help")
    rig.ben.types("help")
    rig.ada.sees("Hi Ada, I'm Goodword.")
    rig.ada.sees("Reminders: workdays 8:30 AM, only when something is due.")
    rig.ben.sees("Hi Ben, I'm Goodword.")
    rig.ben.sees("Reminders: workdays 08:30, only when something is due.")


def test_the_welcome_comes_to_the_dm_when_the_first_thing_was_done_elsewhere(rig: Rig) -> None:
    rig.ada.types("/contact help", channel="general")
    rig.ada.sees("Three things to know", channel="general")
    rig.ada.sees("Hi Ada, I'm Goodword.")
    assert count(rig.ada, "I'm Goodword", "general") == 0


def test_the_home_tab_or_a_shortcut_first_is_welcomed_too(rig: Rig) -> None:
    rig.ada.opens_home()
    rig.ada.sees("Hi Ada, I'm Goodword.")
    rig.ben.shortcut("Add a contact")
    rig.ben.sees_modal("Add a contact")
    rig.ben.sees("Hi Ben, I'm Goodword.")


def test_the_welcomes_buttons(rig: Rig) -> None:
    rig.ada.types("/contact help", channel="general")
    welcome = rig.ada.sees("Hi Ada, I'm Goodword.")
    rig.ada.press("Show an example", in_=welcome)
    rig.ada.sees("A few lines to try")
    rig.ada.sees("note Jane: her budget is with her boss")
    rig.ada.press("Add a contact", in_=welcome)
    rig.ada.sees_modal("Add a contact").close()


def test_a_profile_slack_does_not_tell_in_time_is_learnt_later(rig: Rig, in_trouble: None) -> None:
    rig.slack.trouble.failing(method="users.info")
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.sees("Hi, I'm Goodword.")
    rig.slack.settle()
    rig.ada.types("followup Jane tomorrow 3pm")
    rig.ada.sees("3:00 PM")
    member = rig.books.member(Who(rig.slack.team_id, rig.ada.id))
    assert member is not None
    assert (member.name, member.zone) == ("Ada", "America/New_York")


@pytest.mark.parametrize("words", ["help", "/contact help"])
def test_help_says_what_there_is(rig: Rig, words: str) -> None:
    rig.ada.types(words)
    rig.ada.sees("Three things to know")
    for verb in ("add ", "find ", "note ", "followup ", "thank ", "due"):
        rig.ada.sees(f"\n{verb}")
