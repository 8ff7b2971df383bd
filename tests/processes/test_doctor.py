"""`bot doctor`: what is wrong, what to do about it, and an exit code that says whether anything is."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import doctor
from bot.localslack import LocalSlack
from bot.storage.engine import make_engine
from bot.storage.heartbeats import ALIVE, beat, note_pass
from bot.wiring import manifest
from tests.processes.books import promise, today
from tests.processes.program import Program

FINE = """\
✓ Settings: well formed
✓ Database: sqlite, up to date
✓ Nudges: no worker runs
✓ SLACK_BOT_TOKEN: works in Local Slack
✓ Scopes: all that the manifest asks for
✓ SLACK_APP_TOKEN: Socket Mode can connect
"""

# What is changed in the settings (none: it is not set at all), and the lines that are then different.
CASES: Mapping[str, tuple[Mapping[str, str | None], int, tuple[str, ...]]] = {
    "all is well": ({}, 0, ()),
    "bad tokens": (
        {"SLACK_BOT_TOKEN": "xoxb-old", "SLACK_APP_TOKEN": "xapp-old"},
        1,
        (
            "✗ SLACK_BOT_TOKEN: Slack answers invalid_auth. Copy the token again from your app's page.",
            "✗ SLACK_APP_TOKEN: Slack answers invalid_auth. Copy the token again from your app's page.",
        ),
    ),
    "no bot token": (
        {"SLACK_BOT_TOKEN": None},
        1,
        (
            "✗ SLACK_BOT_TOKEN: missing. It starts with xoxb-; see your app's page at Slack, “OAuth & Permissions”.",
            "✓ SLACK_APP_TOKEN: Socket Mode can connect",
        ),
    ),
    "neither way to hear from Slack": (
        {"SLACK_APP_TOKEN": None, "SLACK_SIGNING_SECRET": None},
        1,
        ("✗ Slack: set SLACK_APP_TOKEN for `bot run`, or SLACK_SIGNING_SECRET for `bot web`",),
    ),
    "no Slack at all": (
        {"SLACK_BOT_TOKEN": None, "SLACK_APP_TOKEN": None},
        0,
        ("✓ Slack: no tokens set: `bot run` starts a local Slack",),
    ),
    "Slack does not answer": (
        {"SLACK_API_URL": "http://127.0.0.1:1/api/"},
        1,
        ("✗ SLACK_BOT_TOKEN: Slack can't be reached: ", "✗ SLACK_APP_TOKEN: Slack can't be reached: "),
    ),
    "something else answers": (
        {"SLACK_API_URL": "ELSEWHERE"},
        1,
        ("✗ SLACK_BOT_TOKEN: ", "✗ SLACK_APP_TOKEN: "),
    ),
    "database behind": (
        {"DATABASE_URL": "sqlite:///behind.db"},
        1,
        ("✗ Database: The database is behind this version of Goodword. Run: python -m bot migrate",),
    ),
    "no database": (
        {"DATABASE_URL": "postgres://ann:s3cret@127.0.0.1:1/book"},
        1,
        ("✗ Database: I can't open the database at postgresql+psycopg://ann:***@127.0.0.1:1/book: Connection",),
    ),
    "malformed": (
        {"PORT": "web", "LOG_LEVEL": "loud"},
        1,
        ("✗ Settings: PORT is not right: a number from 1 to 65535 is needed", "LOG_LEVEL is not right: "),
    ),
    "a scope is missing": (
        {"SLACK_API_URL": "POOR"},
        1,
        ("✗ Scopes: missing: im:history. Update the app from manifest.yml",),
    ),
}


AS_PROCESSES = {"all is well", "bad tokens", "Slack does not answer", "database behind", "malformed"}


@pytest.fixture
def poor() -> Iterator[LocalSlack]:
    with LocalSlack(poorer()) as poor:
        yield poor


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_is_wrong(
    tmp_path: Path, slack: LocalSlack, poor: LocalSlack, env: dict[str, str], name: str
) -> None:
    places = {"ELSEWHERE": slack.url, "POOR": poor.api_url}
    changed, wanted_code, wanted = CASES[name]
    given = {name: places.get(value, value) for name, value in {**env, **changed}.items() if value is not None}
    code, printed, logged = by_process(tmp_path, given) if name in AS_PROCESSES else by_function(given)
    assert code == wanted_code, printed + logged
    for words in wanted:
        assert words in printed
    assert "Traceback" not in logged and "s3cret" not in printed + logged
    if not wanted:
        assert printed == FINE
    else:
        assert printed.count("✗") == sum(words.startswith("✗") for words in wanted)


def test_it_says_whether_nudges_are_seen_to(slack: LocalSlack, env: dict[str, str], book_url: str) -> None:
    def said() -> tuple[bool, str]:
        return next((each.fine, each.says) for each in doctor.examine(env) if each.subject == "Nudges")

    promise(book_url, slack, slack.person("Ada"), ["Jane Doe"], today())
    assert said() == (False, "no worker runs; 1 member waits for one that is due; start one: python -m bot remind")
    engine = make_engine(book_url)
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    beat(engine, "a", today())
    assert said() == (True, "a worker has begun to look; 1 member waits for one that is due")
    note_pass(engine, "a", at)
    assert said() == (True, "last looked at 2026-11-23 09:00:00 UTC; 1 member waits for one that is due")
    beat(engine, "a", today() - 2 * ALIVE)  # nobody took its row away: it was killed
    assert said() == (False, "no worker runs; 1 member waits for one that is due; start one: python -m bot remind")
    engine.dispose()


def by_process(folder: Path, env: dict[str, str]) -> tuple[int, str, str]:
    program = Program(folder, "doctor", **env)
    return program.ends(), program.printed, program.logged


def by_function(env: dict[str, str]) -> tuple[int, str, str]:
    """What the command calls, without the second it takes to start."""
    findings = list(doctor.examine(env))
    said = [f"{'✓' if finding.fine else '✗'} {finding.subject}: {finding.says}\n" for finding in findings]
    return int(not all(finding.fine for finding in findings)), "".join(said), ""


def poorer() -> dict[str, object]:
    """The manifest as it was installed before it asked to read the history."""
    before = manifest()
    before["oauth_config"]["scopes"]["bot"].remove("im:history")
    return before
