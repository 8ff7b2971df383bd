"""What is wrong is said in a sentence that helps, with exit code 2, and without a traceback or a password."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from errno import ECONNREFUSED
from pathlib import Path

import pytest

from tests.processes.program import Program, free_port

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s3cret"}
BEHIND = "The database is behind this version of Goodword. Run: python -m bot migrate\n"
LATER = "The database is of a later version of Goodword. Install that version.\n"


@dataclass(frozen=True)
class Case:
    """A way to start it wrongly: the settings besides tokens, and all that it says. `HERE` is the folder."""

    command: str
    says: str
    env: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=lambda: TOKENS)


def on(url: str) -> Mapping[str, str]:
    return {"DATABASE_URL": url}


def cannot_open(url: str, reason: str) -> str:
    return f"I can't open the database at {url}: {reason}.\n"


NOWHERE = "postgres://ann:s3cret@127.0.0.1:1/book"
REFUSED = cannot_open("postgresql+psycopg://ann:***@127.0.0.1:1/book", "Connection refused")
FOLDER = cannot_open("sqlite:///HERE", "unable to open database file")
INSTANT = "one looks like 2026-12-07T08:30:00-05:00"

CASES = {
    "web, database behind": Case("web", BEHIND, on("sqlite:///HERE/behind-web.db")),
    "remind, database behind": Case("remind", BEHIND, on("sqlite:///HERE/behind-remind.db")),
    "migrate, database of a later version": Case("migrate", LATER, on("sqlite:///HERE/later.db")),
    "web on a folder": Case("web", FOLDER, on("sqlite:///HERE")),
    "run on a folder": Case("run", FOLDER, on("sqlite:///HERE")),
    "run without tokens on a folder": Case("run", FOLDER, on("sqlite:///HERE"), {}),
    "migrate on no database": Case(
        "migrate", cannot_open("sqlite:///HERE/text.db", "file is not a database"), on("sqlite:///HERE/text.db")
    ),
    "remind without PostgreSQL": Case("remind --once", REFUSED, on(NOWHERE)),
    "web with nothing set": Case(
        "web",
        "SLACK_BOT_TOKEN is missing. It starts with xoxb-; see your app's page at Slack, “OAuth & Permissions”.\n"
        "SLACK_SIGNING_SECRET is missing. See your app's page at Slack, “Basic Information”, “App Credentials”.\n",
        tokens={},
    ),
    "run with half of it set wrongly": Case(
        "run",
        "SLACK_BOT_TOKEN is missing. It starts with xoxb-; see your app's page at Slack, “OAuth & Permissions”.\n"
        "SLACK_APP_TOKEN is not right: it starts with xapp-\n"
        "PORT is not right: a number from 1 to 65535 is needed\n",
        {"PORT": "web"},
        {"SLACK_APP_TOKEN": "xoxb-s3cret"},
    ),
    "run without a Slack": Case(
        "run",
        f"I can't connect to Slack: [Errno {ECONNREFUSED}] Connection refused. "
        "To see what is wrong, run: python -m bot doctor\n",
        {"SLACK_API_URL": "http://127.0.0.1:1/api/", **on("sqlite:///HERE/run.db")},
    ),
    "no instant": Case("remind --now tomorrow", INSTANT),
    "an instant without an offset": Case("remind --now 2026-12-07T08:30:00", "as in 2026-12-07T08:30:00+00:00"),
    "a day for an instant": Case("remind --once --now 2026-12-07", "needs an offset"),
    "the first of all instants": Case("remind --now 0001-01-01T00:00:00+14:00", "is too far away"),
    "the last of all instants": Case("remind --now 9999-12-31T23:59:59-12:00", "is too far away"),
    "no such command": Case("reminder", "No such command 'reminder'"),
    "no such option": Case("web --port 3000", "No such option"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_is_wrong(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.db").write_text("Dear diary, " * 100)
    make_later(tmp_path / "later.db")
    code, printed, logged = outcome(tmp_path, CASES[name])
    assert code == 2, logged
    assert printed == ""
    assert "Traceback" not in logged and "s3cret" not in logged
    wanted = CASES[name].says
    assert without_log(logged) == wanted if wanted.endswith("\n") else wanted in logged


def outcome(folder: Path, case: Case) -> tuple[int, str, str]:
    env = {name: value.replace("HERE", str(folder)) for name, value in case.env.items()}
    program = Program(folder, *case.command.split(), **case.tokens, **{"PORT": str(free_port()), **env})
    try:
        return program.ends(), program.printed, program.logged.replace(str(folder), "HERE")
    finally:
        program.kill()


def without_log(lines: str) -> str:
    """What was said, besides lines of the log: those begin with the time."""
    return "".join(line for line in lines.splitlines(keepends=True) if not line[:4].isdecimal())


def make_later(path: Path) -> None:
    """A database that a version of Goodword to come has migrated."""
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE alembic_version (version_num VARCHAR(32)); ")
    connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.commit()
    connection.close()
