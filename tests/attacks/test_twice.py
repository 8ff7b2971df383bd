"""A double click, a form sent twice, a request that Slack brings again: a thing is done once, by every listener."""

import copy

import pytest

from bot.slack import forgetting
from bot.slack.register import LISTENERS, Entry
from bot.slack.turn import Surface
from tests.attacks.cases import CASES, Attack, form
from tests.attacks.own import full
from tests.attacks.payloads import requests
from tests.attacks.victim import Target

# Listeners that show something or ask for it; every other one is to change the member's book.
SHOWING = {
    Surface.BUTTON: """
        add_contact_form add_note ask_pause draft draft_start_over draft_templates due_page: easiest find_more fix
        fix_line forget_me history import_columns intro_kind intros_page: lead_who log_win more_help news_ask news_told
        next_pair open_cadences open_card open_dm open_import open_intro open_intro_form open_settings plan_follow_up
        say_thanks search show_due show_duplicates show_example show_intros show_others show_stats task_tell
        template_circle template_occasion with_all
    """,
    Surface.SHORTCUT: "add_contact log_intro log_lead",
    Surface.SUGGESTION: "intro_first intro_second introduced_by news_somebody search zone",
    Surface.HOME: "app_home_opened",
    Surface.SUBMISSION: "import_form",  # the attacks choose no file, which it refuses; journeys send it files
}
# What the attacks do not send, since it is not about a row.
MORE = {(Surface.SUBMISSION, forgetting.FORGET_FORM): [form(typed="forget me")]}


@pytest.mark.parametrize("entry", LISTENERS, ids=lambda entry: f"{entry.surface}-{entry.id}")
def test_what_comes_twice_is_done_once(target: Target, entry: Entry) -> None:
    attacks = [*CASES[entry.surface, entry.id], *MORE.get((entry.surface, entry.id), [])]
    changed = [_is_done_once(target, entry, attack) for attack in attacks]
    only_shows = entry.id in SHOWING.get(entry.surface, "").split()
    assert any(changed) != only_shows, "say in SHOWING whether it only shows something"


def test_whatever_only_shows_is_a_listener() -> None:
    showing = {(surface, each) for surface, ids in SHOWING.items() for each in ids.split()}
    assert showing - {(entry.surface, entry.id) for entry in LISTENERS} == set()


def _is_done_once(target: Target, entry: Entry, attack: Attack) -> bool:
    """Whether the first request changed anything; the second one must not."""
    payload = next(requests(entry, attack, full(target, entry, attack), target.rig))
    before = target.adas_rows()
    target.told(copy.deepcopy(payload))
    first = target.adas_rows()
    target.told(payload)
    assert target.adas_rows() == first, attack
    return first != before
