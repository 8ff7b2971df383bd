"""The corpus of dates is read right, but for a few that are refused or asked about."""

from pathlib import Path

import pytest

from tests.corpus import dates, report
from tests.corpus.dates import Verdict


@pytest.mark.parametrize("path", dates.FILES, ids=lambda path: path.stem)
def test_the_corpus(path: Path) -> None:
    judged = list(dates.judged(path, dates.goodword))
    wrong = [
        f"{phrase.text!r}: {found}, not {phrase.right}" for phrase, found, verdict in judged if verdict is Verdict.WRONG
    ]
    right = [phrase for phrase, _, verdict in judged if verdict is Verdict.RIGHT]
    assert len(wrong) < len(judged) / 100, "\n".join(wrong)
    assert len(right) >= len(judged) * 0.95


def test_it_is_large_and_each_phrase_stands_once() -> None:
    everything = [phrase for path in dates.FILES for phrase in dates.phrases(path)]
    asked = {(phrase.text, phrase.now, phrase.zone.key, phrase.locale) for phrase in everything}
    assert len(asked) == len(everything) > 1000


def test_a_misreading_is_noticed() -> None:
    """So that the test above cannot pass by taking everything for right."""
    phrase = next(dates.phrases(dates.FILES[0]))
    read = ("2026-11-23", "2026-11-24", "no", "ask")
    assert [phrase.verdict(each) for each in read] == [Verdict.RIGHT, Verdict.WRONG, Verdict.REFUSED, Verdict.ASKED]


def test_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    report.main(["asked"])
    printed = capsys.readouterr().out
    assert "Goodword" in printed
    assert "dateparser alone" in printed
