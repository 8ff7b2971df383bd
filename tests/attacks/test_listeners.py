"""Whatever ids a request names, for every listener there is: another member's rows are as if they did not exist."""

from itertools import islice

import pytest
from slack_bolt import App

from bot.slack import removal
from bot.slack.register import LISTENERS, Entry, register
from tests.attacks.cases import CASES, Attack
from tests.attacks.payloads import Ids, requests, variants
from tests.attacks.victim import SECRETS, Target


def test_every_listener_is_attacked() -> None:
    listening = [(entry.surface, entry.id) for entry in LISTENERS]
    assert [each for each in listening if each not in CASES] == []
    assert [each for each in CASES if each not in listening] == []
    assert all(CASES.values())


def test_nothing_else_listens(target: Target) -> None:
    """But for Slack's word that Goodword was removed, which is about a workspace and names no row."""
    app = App(token="xoxb-1", signing_secret="1", token_verification_enabled=False)
    register(app, target.rig.books)
    assert len(app._listeners) == len(LISTENERS) + len(removal.EVENTS)


@pytest.mark.parametrize("entry", LISTENERS, ids=lambda entry: f"{entry.surface}-{entry.id}")
def test_anothers_rows_are_as_if_they_did_not_exist(target: Target, entry: Entry) -> None:
    before = target.bens_rows()
    first, *more = CASES[entry.surface, entry.id]
    _is_unharmed(target, entry, first, thoroughly=True)
    for attack in more:
        _is_unharmed(target, entry, attack, thoroughly=False)
    assert target.bens_rows() == before


def _is_unharmed(target: Target, entry: Entry, attack: Attack, thoroughly: bool) -> None:
    """The answers to the ids of Ben's rows are those to ids of none, and tell nothing.

    Args:
        thoroughly: with each id alone, and on every place where a button may stand.
    """
    answers = [_answers(target, entry, attack, theirs, thoroughly) for theirs in (target.bens, target.nobodys)]
    for with_bens, with_nobodys in zip(*answers, strict=True):
        assert with_bens == with_nobodys, attack
        assert [secret for secret in SECRETS if secret in with_bens] == [], attack
        assert "the fault is mine" not in with_bens, attack


def _answers(target: Target, entry: Entry, attack: Attack, theirs: Ids, thoroughly: bool) -> list[str]:
    """What each form of an attack is answered with; each finds the attacker's own book as the one before did."""
    told = []
    for place in range(1 + len(attack.keys) if thoroughly and len(attack.keys) > 1 else 1):
        ids = list(variants(attack, theirs, target.begins_anew()))[place]
        sent = requests(entry, attack, ids, target.rig)
        told += [target.told(payload) for payload in (sent if thoroughly else islice(sent, 1))]
    return told
