"""`bot run`: everything in one process, in a workspace or in a Slack of its own."""

import json
import signal
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest

from bot.localslack import LocalSlack
from bot.storage.engine import make_engine
from bot.storage.installations import lock
from tests.processes.books import beating, names, promise, today
from tests.processes.conftest import Start
from tests.processes.program import settings

SLOW = 1.0  # seconds


def test_with_tokens_it_serves_the_workspace_and_finishes_what_it_began(
    start: Start, slack: LocalSlack, env: dict[str, str], book_url: str
) -> None:
    ada, ben = slack.person("Ada"), slack.person("Ben")
    promise(book_url, slack, ben, ["Sam Lee"], today())
    program = start("run", **env)
    program.until(lambda: slack.connections and beating(book_url), "it is connected, and the worker runs")
    ben.sees("You planned to follow up")
    assert ada.types("/contact met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks").ok
    ada.press("Add note")
    form = ada.sees_modal("Add a note")
    form.fill("Note on Jane Doe", "likes tea")
    form.submit()
    ada.sees("Noted.")

    slack.settle()
    slack.trouble.slow(SLOW, "chat.postMessage")
    ada.types("Ann Smith, CFO at Globex")
    program.until(lambda: "Ann Smith" in names(book_url), "Ann is saved")
    assert program.stop() == 0
    ada.sees("Saved Ann Smith", timeout=0.1)
    assert slack.connections == 0 and beating(book_url) == 0
    assert slack.refusals == []
    assert "Traceback" not in program.logged and program.printed == ""


def test_without_tokens_it_starts_a_slack_of_its_own(start: Start, tmp_path: Path) -> None:
    program = start("run", "--port", "0")
    program.says("Open http://127.0.0.1:")
    address = next(word for word in program.printed.split() if word.startswith("http://")).rstrip(",")
    with urllib.request.urlopen(f"{address}/api/api.test") as response:
        assert json.load(response)["ok"]
    with urllib.request.urlopen(address) as page:
        assert "<title>" in page.read().decode()
    program.send(signal.SIGINT)  # Control-C
    assert program.ends() == 0
    assert "Traceback" not in program.logged and "WARNING" not in program.logged
    assert [path for path in tmp_path.iterdir() if path.suffix == ".db"] == []


def test_told_to_stop_while_it_starts_it_stops(start: Start, slack: LocalSlack, env: dict[str, str]) -> None:
    program = start("run", **env)
    program.until(lambda: slack.log, "it asks Slack for a connection")
    assert program.stop() == 0, program.logged


def test_it_migrates_its_database_even_if_slack_does_not_take_its_token(
    start: Start, slack: LocalSlack, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'goodword.db'}"
    program = start("run", **{**settings(slack, url), "SLACK_APP_TOKEN": "xapp-revoked"})
    assert program.ends() == 2
    assert "I can't connect to Slack: it answers invalid_auth. To see what is wrong, run: " in program.logged
    assert "Traceback" not in program.logged and "revoked" not in program.logged
    assert names(url) == []


@pytest.mark.parametrize(("days", "left"), [(13, ["Jane Doe"]), (15, [])])
def test_where_it_was_removed_no_token_works_and_it_erases_in_time_all_the_same(
    start: Start, slack: LocalSlack, env: dict[str, str], book_url: str, days: int, left: list[str]
) -> None:
    removed(book_url, slack, days)
    slack.oauth.revoke(slack._api)
    program = start("run", **env)
    assert program.ends() == 2
    assert "I can't connect to Slack: it answers account_inactive. " in program.logged
    assert "Traceback" not in program.logged
    assert names(book_url) == left


def test_nothing_is_erased_while_the_bot_may_be_installed_again(
    start: Start, slack: LocalSlack, env: dict[str, str], book_url: str
) -> None:
    removed(book_url, slack, 15)
    unconnected = start("run", **{**env, "SLACK_APP_TOKEN": "xapp-old"})
    unreached = start("run", **{**env, "SLACK_API_URL": "http://127.0.0.1:1/api/"})
    assert unconnected.ends() == unreached.ends() == 2
    slack.trouble.failing(500, "auth.test", times=None)
    assert start("run", **env).ends() == 2
    assert names(book_url) == ["Jane Doe"]


def removed(book_url: str, slack: LocalSlack, days: int) -> None:
    """Ada has Jane in her book, and Goodword was removed some days ago."""
    promise(book_url, slack, slack.person("Ada"), ["Jane Doe"], today())
    engine = make_engine(book_url)
    lock(engine, slack.team_id, today() - timedelta(days=days), today())
    engine.dispose()
