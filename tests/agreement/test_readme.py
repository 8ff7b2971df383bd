"""Every command that the README and the Procfile give exists, and is tried by a test or has a reason not to be."""

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields

import click
import pytest

from bot.cli import main
from bot.settings import Settings
from bot.slack.welcome import LINES, MORE_LINES
from tests.agreement.source import ROOT

README = (ROOT / "README.md").read_text()
OPERATING = README[README.index("## In your workspace") : README.index("## Private by design")]
PYTHON = ("python", "-m", "bot")

# Each command, and the test that runs it, or why none does.
TRIED: Mapping[str, str] = {
    "make run": "processes/test_run.py::test_without_tokens_it_starts_a_slack_of_its_own",
    "make test": "these tests are it",
    "make tour": "processes/test_tour.py::test_it_shows_the_digest_and_what_became_of_it",
    "make setup": "whoever runs these tests has been through it",
    "make lint": "`.ci/run` runs it beside these tests",
    "make faults": "faults/test_faults.py::test_each_nudge_arrives_once",
    "make bench": "it takes minutes, and its figures are the machine's",
    "make load": "load/test_load.py::test_a_short_run",
    "python -m bot backup copy.db": "processes/test_backup.py::test_a_backup_taken_under_load_can_be_served",
    "make corpus": "corpus/test_dates.py::test_the_report",
    "make lock": "it asks the package index for new versions",
    "python -m bot doctor": "processes/test_doctor.py::test_it_says_what_is_wrong",
    "python -m bot when friday at 9 --zone America/New_York": "processes/test_when.py::test_words_are_read",
    "python -m bot capture met Jane Doe at PyCon, ping her friday --zone Europe/Berlin": (
        "processes/test_when.py::test_a_line_about_people_is_read"
    ),
    "python -m bot migrate": "processes/test_migrate.py::test_it_may_be_run_again_and_by_two_at_once",
    "python -m bot web": "processes/test_web.py::test_a_member_is_served_on_every_surface",
    "python -m bot import Connections.csv --member T0123ABCD/U0123ABCD": (
        "test_imports.py::test_an_operator_imports_and_exports"
    ),
    "python -m bot export --member T0123ABCD/U0123ABCD --output book.zip": (
        "test_imports.py::test_an_operator_imports_and_exports"
    ),
    "python -m bot manifest --url https://goodword.example.com": (
        "installing/test_commands.py::test_the_manifest_for_an_address_is_one_that_slack_takes"
    ),
    "python -m bot new-key": "installing/test_commands.py::test_a_new_key_is_one",
    "python -m bot rotate-keys": "installing/test_commands.py::test_keys_are_rotated",
    "python -m bot erase --team T0123ABCD --yes": "installing/test_commands.py::test_a_workspace_is_erased_at_once",
    "python -m bot remind": "processes/test_remind.py::test_the_loop_keeps_others_off_and_stops_cleanly",
    "python -m bot remind --once": "processes/test_remind.py::test_without_an_instant_it_is_about_now",
    "python -m bot remind --dry-run": "processes/test_remind.py::test_without_an_instant_it_is_about_now",
    "python -m bot remind --dry-run --now 2026-12-07T08:30:00-05:00": (
        "processes/test_remind.py::test_a_dry_run_prints_and_changes_nothing_and_a_pass_sends_once"
    ),
}


def in_readme(page: str = README) -> list[str]:
    """The commands in the shell blocks of the README, without what is said of them."""
    lines = "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE)).splitlines()
    return [command for line in lines if (command := line.partition(" #")[0].strip())]


def in_procfile() -> Iterator[str]:
    """The commands of the Procfile."""
    for line in (ROOT / "Procfile").read_text().splitlines():
        yield line.partition(":")[2].strip()


def test_the_readme_begins_with_what_to_do() -> None:
    assert {"make run", "make test"} <= set(in_readme()[:2])
    assert README.index("make test") < 2000


def test_every_command_is_accounted_for() -> None:
    assert sorted({*in_readme(), *in_procfile()} - TRIED.keys()) == []
    assert sorted(TRIED.keys() - {*in_readme(), *in_procfile()}) == []


@pytest.mark.parametrize("command", TRIED)
def test_a_command_exists_and_takes_its_options(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "make":
        assert subprocess.run(["make", "--dry-run", *words[1:]], cwd=ROOT, capture_output=True).returncode == 0
        return
    assert tuple(words[:3]) == PYTHON
    with click.Context(main) as context:
        found = main.get_command(context, words[3])
        assert found is not None
        found.make_context(words[3], words[4:], parent=context)


@pytest.mark.parametrize("test", sorted(test for test in TRIED.values() if "::" in test))
def test_the_test_that_tries_it_exists(test: str) -> None:
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / "tests" / path).read_text()


def test_every_way_of_running_is_in_the_readme() -> None:
    assert [name for name in main.commands if f"bot {name}" not in README and f"make {name}" not in README] == []


def test_every_target_says_what_it_is_for() -> None:
    """So that the README and the Makefile speak of the same ones."""
    makefile = (ROOT / "Makefile").read_text()
    public = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert [name for name in public if not re.search(rf"^{name}:.*## ", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("line", [*LINES, *MORE_LINES], ids=lambda line: line[0])
def test_whatever_help_shows_is_in_the_table(line: tuple[str, str]) -> None:
    """By its first word, which is the verb or a name."""
    written = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
    assert line[0].split()[0] in {each.split()[0] for each in written}


def test_files_that_are_linked_exist() -> None:
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert linked
    assert [name for name in linked if not (ROOT / name).exists()] == []


def test_every_setting_that_the_operators_page_names_exists() -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+|PORT|THREADS)(?:=\w+)?`", OPERATING))
    assert named <= {field.name.upper() for field in fields(Settings)}
    assert {"DATABASE_URL", "WEB_CONCURRENCY", "LOG_FORMAT"} <= named


def test_the_unit_starts_what_there_is() -> None:
    [started] = re.findall(r"^ExecStart=\S+/python (-m bot .*)$", OPERATING, re.MULTILINE)
    assert started == "-m bot run"
