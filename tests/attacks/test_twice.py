"""A double click, a form sent twice, a request that Slack brings again: a thing is done once, by every listener."""

import copy

import pytest

from bot.slack.register import LISTENERS, Entry
from tests.attacks.cases import CASES
from tests.attacks.payloads import requests
from tests.attacks.victim import Target


@pytest.mark.parametrize("entry", LISTENERS, ids=lambda entry: f"{entry.surface}-{entry.id}")
def test_what_comes_twice_adds_nothing_more(target: Target, entry: Entry) -> None:
    for attack in CASES[entry.surface, entry.id]:
        own = target.begins_anew()
        payload = next(requests(entry, attack, own, target.rig))
        target.told(copy.deepcopy(payload))
        counts = target.counts()
        target.told(payload)
        assert target.counts() == counts, attack
