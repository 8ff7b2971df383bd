"""What is set from outside: read with patience, refused all at once."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsWrong
from bot.settings import SLACK_API, Settings, environment, load
from bot.storage.engine import make_engine

WRONG = {
    "SLACK_BOT_TOKEN": "xapp-swapped",
    "SLACK_APP_TOKEN": "xoxb-swapped",
    "SLACK_API_URL": "slack.com/api",
    "DATABASE_URL": "mysql://host/name",
    "PORT": "http",
    "THREADS": "0",
    "WEB_CONCURRENCY": "two",
    "LOG_LEVEL": "loud",
    "LOG_FORMAT": "xml",
}


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A working directory without a `.env`, and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.__dataclass_fields__:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def refusal(env: dict[str, str], command: str = "local") -> str:
    with pytest.raises(SettingsWrong) as refused:
        load(env, command)
    return refused.value.sentence


@pytest.mark.parametrize("command", settings.NEEDS)
def test_all_that_is_missing_is_named_at_once_with_where_to_find_it(command: str) -> None:
    needed = settings.NEEDS[command]
    if not needed:
        assert load({}, command) == Settings()
        return
    lines = refusal({}, command).splitlines()
    assert [line.split()[0] for line in lines] == list(needed)
    assert all(" is missing. " in line and "Slack" in line for line in lines)


def test_all_that_is_malformed_is_named_at_once_and_no_value_is_repeated() -> None:
    said = refusal(WRONG)
    assert [line.split()[0] for line in said.splitlines()] == list(WRONG)
    assert "swapped" not in said and "mysql" not in said


def test_what_is_missing_and_what_is_malformed_are_one_message() -> None:
    said = refusal({"PORT": "none", "SLACK_APP_TOKEN": "xapp-1"}, "run")
    assert [line.split()[0] for line in said.splitlines()] == ["SLACK_BOT_TOKEN", "PORT"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "3000.0"),
        ("PORT", "²"),
        ("THREADS", "201"),
        ("THREADS", "ten"),
        ("WEB_CONCURRENCY", "0"),
        ("WEB_CONCURRENCY", "65"),
        ("LOG_LEVEL", "TRACE"),
        ("LOG_FORMAT", "yaml"),
        ("SLACK_API_URL", "ftp://slack.com/api/"),
        ("SLACK_API_URL", "https://"),
        ("SLACK_API_URL", "https://[slack.com/api/"),
        ("SLACK_API_URL", "http://127.0.0.1:port/"),
        ("SLACK_API_URL", "http://127.0.0.1:99999/"),
        ("SLACK_BOT_TOKEN", "xoxp-1"),
        ("DATABASE_URL", "goodword.db"),
        ("DATABASE_URL", "postgres:/host/name"),
    ],
)
def test_a_malformed_value_is_refused(name: str, text: str) -> None:
    assert refusal({name: text}).startswith(f"{name} is not right: ")


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("PORT", "1", 1),
        ("PORT", "65535", 65535),
        ("THREADS", "200", 200),
        ("WEB_CONCURRENCY", "4", 4),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("SLACK_BOT_TOKEN", "xoxb-1-2", "xoxb-1-2"),
        ("SLACK_APP_TOKEN", "xapp-1-2", "xapp-1-2"),
        ("SLACK_SIGNING_SECRET", "8f742231b10e", "8f742231b10e"),
        ("SLACK_API_URL", "https://slack.com/api", SLACK_API),
        ("SLACK_API_URL", "https://slack.com/api/", SLACK_API),
        ("SLACK_API_URL", "http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("DATABASE_URL", "sqlite:////var/lib/goodword.db", "sqlite:////var/lib/goodword.db"),
        ("DATABASE_URL", "postgres://ann:pw@db/goodword", "postgres://ann:pw@db/goodword"),
        ("DATABASE_URL", "postgresql://ann:pw@db/goodword", "postgresql://ann:pw@db/goodword"),
        ("DATABASE_URL", "postgresql+psycopg://db/goodword", "postgresql+psycopg://db/goodword"),
    ],
)
def test_a_well_formed_value_is_read(name: str, text: str, read: str | int) -> None:
    assert getattr(load({name: text}, "local"), name.lower()) == read


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_opens_it(migrated_postgresql: str, scheme: str) -> None:
    url = scheme + migrated_postgresql.removeprefix("postgresql+psycopg")
    engine = make_engine(load({"DATABASE_URL": url}, "local").database_url)
    assert engine.dialect.name == "postgresql" and engine.driver == "psycopg"
    engine.dispose()


def test_the_environment_is_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("PORT=4000\nTHREADS=4\nLOG_LEVEL=\nSLACK_BOT_TOKEN='xoxb-file'  # mine\n")
    monkeypatch.setenv("THREADS", " 5 ")
    read = load(environment(), "remind")
    assert (read.port, read.threads, read.log_level, read.slack_bot_token) == (4000, 5, "INFO", "xoxb-file")


def test_an_empty_value_in_the_environment_is_the_default_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that `SLACK_BOT_TOKEN= SLACK_APP_TOKEN= make run` starts the local Slack, whatever is in the file."""
    (folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nPORT=4000\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("PORT", "  ")
    assert not settings.wants_slack(environment())
    assert load(environment(), "local") == Settings()


def test_without_a_file_the_environment_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "4001")
    assert load(environment(), "local") == Settings(port=4001)


@pytest.mark.parametrize(
    ("env", "wants"),
    [({}, False), ({"SLACK_BOT_TOKEN": "xoxb-1"}, True), ({"SLACK_APP_TOKEN": "xapp-1"}, True), ({"PORT": "1"}, False)],
)
def test_any_token_means_a_real_workspace(env: dict[str, str], wants: bool) -> None:
    assert settings.wants_slack(env) is wants
