"""What an operator does about workspaces on the command line."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from sqlalchemy import update

from bot import wiring
from bot.cli import main
from bot.settings import Settings
from bot.storage.engine import writing
from bot.storage.installations import Installations, lock
from bot.storage.tables_installations import installations
from bot.storage.vault import Vault, new_key
from tests.agreement.test_manifest import SCHEMA
from tests.rig import MONDAY
from tests.town import Town, names_in

URL = "https://goodword.example.com"

Run = Callable[..., Result]


@pytest.fixture
def run(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`python -m bot ARGUMENTS` with the town's settings, and others by name."""

    def run(*arguments: str, answer: str = "", **more: str) -> Result:
        monkeypatch.chdir(tmp_path)
        told = {each.name.upper(): str(getattr(town.settings, each.name)) for each in fields(Settings)}
        for name, value in {**told, **more}.items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(main, arguments, input=answer)

    return run


def test_the_manifest_for_an_address_is_one_that_slack_takes(run: Run) -> None:
    made = yaml.safe_load(run("manifest", "--url", f"{URL}/").stdout)
    jsonschema.validate(made, json.loads(SCHEMA.read_text()))
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{URL}/slack/events"
    assert made["settings"]["interactivity"]["message_menu_options_url"] == f"{URL}/slack/events"
    assert [each["url"] for each in made["features"]["slash_commands"]] == [f"{URL}/slack/events"]
    assert made["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


def test_both_manifests_ask_for_the_same(run: Run) -> None:
    by_socket, by_address = (yaml.safe_load(run("manifest", *way).stdout) for way in (["--socket"], ["--url", URL]))
    assert by_socket == wiring.manifest()
    assert by_socket["oauth_config"]["scopes"] == by_address["oauth_config"]["scopes"]
    events = [each["settings"]["event_subscriptions"]["bot_events"] for each in (by_socket, by_address)]
    assert events[0] == events[1]


@pytest.mark.parametrize(
    "way", [[], ["--socket", "--url", URL], ["--url", "http://goodword.example.com"], ["--url", "https://"]]
)
def test_a_manifest_for_no_address_is_refused(run: Run, way: list[str]) -> None:
    done = run("manifest", *way)
    assert done.exit_code == 2 and not done.stdout


def test_a_new_key_is_one(run: Run) -> None:
    keys = [run("new-key").stdout.strip() for _ in range(2)]
    assert keys[0] != keys[1]
    assert Vault(keys[:1]).open(Vault(keys).seal("xoxb-1")) == "xoxb-1"


def test_keys_are_rotated(run: Run, town: Town) -> None:
    town.installs("Acme")
    old, new = town.settings.token_encryption_keys, new_key()
    done = run("rotate-keys", TOKEN_ENCRYPTION_KEYS=f"{new},{old}")
    assert done.stdout == "Sealed with the first key: the tokens of 1 workspace.\n"
    assert Installations(town.books.engine, Vault([new])).find("T0ACME")
    done = run("rotate-keys", TOKEN_ENCRYPTION_KEYS=old)
    assert done.exit_code == 2 and "Put back the key" in done.stderr


@pytest.mark.parametrize("removed", [False, True])
def test_a_workspace_is_erased_at_once(run: Run, town: Town, removed: bool) -> None:
    for slack in (town.acme, town.globex):
        town.installs(slack.workspace.team_name)
        slack.person("Ada").types("/contact add Jane Doe")
    town.settle()
    if removed:
        town.acme.uninstall()
    assert run("erase", "--team", "T0ACME", answer="n\n").exit_code == 1
    assert names_in(town, "T0ACME") == ["Jane Doe"]
    done = run("erase", "--team", "T0ACME", "--yes")
    assert done.stdout == "T0ACME is erased, with all there was of 1 member.\n"
    assert (names_in(town, "T0ACME"), names_in(town, "T0GLOBEX")) == ([], ["Jane Doe"])
    assert "T0ACME" in run("erase", "--team", "T0ACME", "--yes").stderr


@pytest.mark.parametrize("command", [["web"], ["remind", "--once"]], ids=" ".join)
def test_without_a_key_it_does_not_start(run: Run, command: list[str]) -> None:
    done = run(*command, TOKEN_ENCRYPTION_KEYS="")
    assert done.exit_code == 2
    assert "TOKEN_ENCRYPTION_KEYS is missing" in done.stderr and "python -m bot new-key" in done.stderr
    assert "TOKEN_ENCRYPTION_KEYS is not right" in run(*command, TOKEN_ENCRYPTION_KEYS="secret").stderr


@pytest.mark.parametrize("command", [["web"], ["remind", "--once"]], ids=" ".join)
def test_with_a_key_that_opens_nothing_it_does_not_start(run: Run, town: Town, command: list[str]) -> None:
    town.installs("Acme")
    done = run(*command, TOKEN_ENCRYPTION_KEYS=new_key())
    assert done.exit_code == 2 and "Put back the key" in done.stderr


@pytest.mark.parametrize("command", ["run", "web", "remind"])
def test_one_workspace_and_many_are_not_mixed(run: Run, command: str) -> None:
    done = run(command, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert done.exit_code == 2 and "leave one of them empty" in done.stderr


def test_the_doctor_says_that_they_are_mixed(run: Run) -> None:
    done = run("doctor", SLACK_BOT_TOKEN="xoxb-1")
    assert done.exit_code == 1 and "✗ Settings: SLACK_BOT_TOKEN is for one workspace" in done.stdout


def test_the_doctor_misses_the_id_beside_the_secret(run: Run) -> None:
    done = run("doctor", SLACK_CLIENT_ID="")
    assert done.exit_code == 1 and "✗ SLACK_CLIENT_ID: missing. " in done.stdout


@pytest.mark.parametrize("url", ["sqlite:///behind.db", "postgres://ann:s3cret@127.0.0.1:1/book"])
def test_the_doctor_does_not_blame_the_keys_for_the_database(run: Run, url: str) -> None:
    done = run("doctor", DATABASE_URL=url)
    assert done.exit_code == 1 and "✗ Database: " in done.stdout
    assert "TOKEN_ENCRYPTION_KEYS" not in done.stdout


def test_the_doctor_tries_every_token(run: Run, town: Town) -> None:
    town.installs("Acme")
    town.installs("Globex")
    done = run("doctor")
    assert "✓ TOKEN_ENCRYPTION_KEYS: open the tokens of 2 workspaces" in done.stdout
    assert "✓ T0ACME: its token works" in done.stdout and done.exit_code == 0
    town.acme.oauth.revoke(town.acme._api)  # and Goodword is not told
    done = run("doctor")
    assert "✗ T0ACME: Slack answers account_inactive" in done.stdout and done.exit_code == 1
    done = run("doctor", TOKEN_ENCRYPTION_KEYS=new_key())
    assert "✗ TOKEN_ENCRYPTION_KEYS: None of" in done.stdout


def test_the_doctor_renews_a_token_that_expired_overnight(run: Run, town: Town) -> None:
    expire(town)
    done = run("doctor")
    assert "✓ T0ACME: its token works" in done.stdout and done.exit_code == 0


def test_the_doctor_says_where_slack_renews_no_token(run: Run, town: Town) -> None:
    expire(town)
    town.acme.oauth._refresh.clear()
    done = run("doctor")
    assert "✗ T0ACME: its token has expired, and Slack did not renew it. " in done.stdout and done.exit_code == 1


def test_the_doctor_asks_nobody_to_install_it_again_while_slack_is_out_of_reach(run: Run, town: Town) -> None:
    town.installs("Acme")
    done = run("doctor", SLACK_API_URL="http://127.0.0.1:1/api/")
    assert "✗ T0ACME: Slack can't be reached: " in done.stdout and "/slack/install" not in done.stdout


def expire(town: Town) -> None:
    """Install it in Acme, with a token that expires, and let it expire."""
    town.acme.oauth.lifetime = 12 * 3600
    town.installs("Acme")
    tokens = town.acme._api.tokens
    tokens.void.update(tokens.bots)
    tokens.bots.clear()
    with writing(town.books.engine) as connection:
        connection.execute(update(installations).values(expires_at=datetime.now(UTC) - timedelta(hours=1)))


def test_the_worker_passes_by_what_is_locked(run: Run, town: Town) -> None:
    town.installs("Acme")
    town.acme.person("Ada").types("/contact add Jane Doe, follow up tomorrow")
    town.settle()
    lock(town.books.engine, "T0ACME", MONDAY, datetime.now(UTC))
    done = run("remind", "--dry-run", "--now", "2026-11-25T14:00:00+00:00")
    assert (done.exit_code, done.stdout) == (0, "")
