"""`bot when` and `bot capture`: what a text is read as, without a database, settings or Slack."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.processes.program import ROOT

NOW = ("--now", "2026-11-23T10:00:00-05:00", "--zone", "America/New_York")
NULLS = {"date": None, "time": None, "repeat": None, "sure": None, "says": None}


def run(folder: Path, *arguments: str, typed: bytes = b"", command: str = "when") -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in an empty folder and without any setting."""
    return subprocess.run(
        [sys.executable, "-m", "bot", command, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        input=typed,
        capture_output=True,
    )


def shown(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The lines it printed."""
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "friday at 9",
            {"date": "2026-11-27", "time": "09:00", "repeat": None, "sure": True, "says": "Friday 27 November, 09:00"},
        ),
        (
            "every other friday",
            {
                "date": "2026-11-27",
                "time": None,
                "repeat": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
                "sure": True,
                "says": "Every other Friday, from Friday 27 November",
            },
        ),
        (
            "this monday",
            {
                "date": "2026-11-30",
                "time": None,
                "repeat": None,
                "sure": False,
                "says": "“this monday” could be Monday 30 November or Monday 23 November. Which one did you mean?",
            },
        ),
        ("nov 1", {**NULLS, "sure": False, "says": "Sun 1 Nov has passed. Which day did you mean?"}),
        ("at 650-650-6500", NULLS),
        ("-2d", NULLS),
    ],
)
def test_words_are_read(tmp_path: Path, words: str, expected: dict[str, Any]) -> None:
    assert shown(run(tmp_path, *words.split(), *NOW)) == [{"text": words, **expected}]


def test_without_words_every_line_is_read(tmp_path: Path) -> None:
    lines = ["tomorrow", "", "mañana", "x" * 10_000, "🎉"]
    read = shown(
        run(tmp_path, *NOW, "--locale", "es_ES", typed="\n".join([*lines, "\udcff"]).encode("utf-8", "replace"))
    )
    assert [line["text"] for line in read[:5]] == lines
    assert [line["date"] for line in read] == ["2026-11-24", None, "2026-11-24", None, None, None]


def test_what_is_no_text_is_no_trouble(tmp_path: Path) -> None:
    assert [line["date"] for line in shown(run(tmp_path, *NOW, typed=b"\xff\xfe\ntoday\r\n"))] == [None, "2026-11-23"]


def test_the_locale_decides(tmp_path: Path) -> None:
    dates = [
        shown(run(tmp_path, "12/05", *NOW, "--locale", locale))[0]["date"] for locale in ("en_US", "en-GB", "de_DE")
    ]
    assert dates == ["2026-12-05", "2027-05-12", "2027-05-12"]


def test_an_instant_without_an_offset_is_on_the_zones_wall(tmp_path: Path) -> None:
    done = run(tmp_path, "in 2 hours", "--now", "2026-11-01T00:30", "--zone", "America/New_York")
    assert shown(done)[0]["time"] == "01:30"


def test_nothing_is_opened_or_made(tmp_path: Path) -> None:
    assert shown(run(tmp_path, "today"))[0]["sure"] is True
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [("--zone", "Mars/Base"), ("--now", "noon")])
def test_a_wrong_option_is_explained(tmp_path: Path, wrong: tuple[str, str]) -> None:
    done = run(tmp_path, "today", *wrong)
    assert done.returncode == 2
    assert b"one looks like" in done.stderr


def test_a_line_about_people_is_read(tmp_path: Path) -> None:
    typed = b"met Jane Doe at PyCon, ping her friday\nthanks!\n\nJane joined Globex as VP\n"
    first, second, third, fourth = shown(run(tmp_path, *NOW, typed=typed, command="capture"))
    assert first == {
        "text": "met Jane Doe at PyCon, ping her friday",
        "capture": True,
        "people": [{"name": "Jane Doe", "where_met": "PyCon"}],
        "talk": {"kind": "meeting", "on": "2026-11-23", "direction": "mutual"},
        "follow_ups": [{"date": "2026-11-27"}],
    }
    assert (second, third) == ({"text": "thanks!", "capture": False}, {"text": "", "capture": False})
    assert fourth["people"] == [{"name": "Jane", "title": "VP", "company": "Globex", "has_moved": True}]
    [words] = shown(run(tmp_path, *["Jane", "Doe,", "CTO", "at", "Acme"], *NOW, command="capture"))
    assert words["people"] == [{"name": "Jane Doe", "title": "CTO", "company": "Acme"}]
