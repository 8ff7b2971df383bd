"""The triple check catches what it should, and keeps quiet about what is good."""

from pathlib import Path

import pytest
from rich.console import Console

from tests.corpus import drafts, report_drafts


@pytest.mark.parametrize("path", drafts.FILES, ids=lambda path: path.stem)
def test_the_corpus(path: Path) -> None:
    score, problems = drafts.score(path), "\n".join(drafts.problems(path))
    assert score.recall >= 0.95, problems
    assert score.false_alarms <= 0.03, problems
    assert score.besides <= score.bad * 0.05, problems


def test_it_is_large_and_each_message_stands_once() -> None:
    every = [draft.text for path in drafts.FILES for draft in drafts.read(path)]
    assert len(set(every)) == len(every) >= 640


def test_every_rule_is_tried() -> None:
    tried = {rule for path in drafts.FILES for draft in drafts.read(path) for rule, _ in draft.wanted}
    assert tried == {rule.value for rule in drafts.checks.rules()}


def test_a_miss_and_a_false_alarm_are_noticed() -> None:
    """So that the test above cannot pass by taking everything for right."""
    every = drafts.read(drafts.FILES[0])
    good, bad = (next(each for each in every if each.is_good == good) for good in (True, False))
    found = drafts.checks.check(bad.text, bad.known)
    assert not bad.missed(found)
    assert bad.missed([])
    assert not bad.false(found)
    assert good.false(found) == found != []


def test_the_report() -> None:
    console = Console(width=100, record=True)
    report_drafts.show(console, ["wrong"])
    assert "triple check" in console.export_text()
