"""Settings: the environment, with a `.env` file beneath it, as one frozen object."""

import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot import log_lines
from bot.errors import SettingsWrong

SLACK_API = "https://slack.com/api/"
KEY_BYTES = 32
LOG_FORMATS = (log_lines.TEXT, log_lines.JSON)
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

# What each way of running needs besides the defaults.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "run": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    "web": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
    "remind": ("SLACK_BOT_TOKEN",),
    "local": (),
    "migrate": (),
    "import": (),
    "export": (),
    "backup": (),
    "doctor": (),
    "rotate-keys": ("TOKEN_ENCRYPTION_KEYS",),
    "erase": (),
}

# The same where other workspaces install it: with SLACK_CLIENT_ID, each has a token of its own.
SHARED_NEEDS: Mapping[str, tuple[str, ...]] = {
    "web": ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "TOKEN_ENCRYPTION_KEYS"),
    "remind": ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_ENCRYPTION_KEYS"),
}


@dataclass(frozen=True)
class Settings:
    """Everything that can be set from outside; each field is one line of `.env.example`, in lower case."""

    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = field(default="", repr=False)
    token_encryption_keys: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    database_url: str = "sqlite:///goodword.db"
    port: int = 3000
    threads: int = 10
    web_concurrency: int = 1
    log_level: str = "INFO"
    log_format: str = log_lines.TEXT

    @property
    def has_slack(self) -> bool:
        """Whether any token is set, so that `run` is meant for a real workspace."""
        return bool(self.slack_bot_token or self.slack_app_token)

    @property
    def is_shared(self) -> bool:
        """Whether workspaces install Goodword by a link, each with a token of its own."""
        return bool(self.slack_client_id)

    @property
    def keys(self) -> list[str]:
        """What tokens are sealed with: the first seals, and each of them opens."""
        return _keys(self.token_encryption_keys)


def environment(dotenv: Path | None = None) -> dict[str, str]:
    """The process's environment over the lines of a `.env` file, empty values left out."""
    path = dotenv or Path(".env")
    from_file = dotenv_values(path) if path.exists() else {}
    merged = {**from_file, **os.environ}
    return {name: value.strip() for name, value in merged.items() if value and value.strip()}


def wants_slack(env: Mapping[str, str]) -> bool:
    """Whether `run` is meant for a real workspace: any token is set."""
    return bool(env.get("SLACK_BOT_TOKEN") or env.get("SLACK_APP_TOKEN"))


def load(env: Mapping[str, str], command: str) -> Settings:
    """Read the settings a command needs.

    Args:
        env: names and values, as `environment` gives them.
        command: a key of `NEEDS`.

    Raises:
        SettingsWrong: naming every missing or malformed value at once.
    """
    problems = [*_missing(env, command), *_malformed(env), *_at_odds(env, command)]
    if problems:
        raise SettingsWrong(problems="\n".join(problems))
    return Settings(
        slack_bot_token=env.get("SLACK_BOT_TOKEN", ""),
        slack_app_token=env.get("SLACK_APP_TOKEN", ""),
        slack_signing_secret=env.get("SLACK_SIGNING_SECRET", ""),
        slack_client_id=env.get("SLACK_CLIENT_ID", ""),
        slack_client_secret=env.get("SLACK_CLIENT_SECRET", ""),
        token_encryption_keys=env.get("TOKEN_ENCRYPTION_KEYS", ""),
        slack_api_url=env.get("SLACK_API_URL", SLACK_API).rstrip("/") + "/",
        database_url=env.get("DATABASE_URL", Settings.database_url),
        port=int(env.get("PORT", Settings.port)),
        threads=int(env.get("THREADS", Settings.threads)),
        web_concurrency=int(env.get("WEB_CONCURRENCY", Settings.web_concurrency)),
        log_level=env.get("LOG_LEVEL", Settings.log_level).upper(),
        log_format=env.get("LOG_FORMAT", Settings.log_format).lower(),
    )


def _missing(env: Mapping[str, str], command: str) -> Iterable[str]:
    shared = env.get("SLACK_CLIENT_ID") or env.get("SLACK_CLIENT_SECRET")
    for name in SHARED_NEEDS.get(command, NEEDS[command]) if shared else NEEDS[command]:
        if not env.get(name):
            yield f"{name} is missing. {WHERE[name]}"


def _malformed(env: Mapping[str, str]) -> Iterable[str]:
    for name, (is_right, hint) in SHAPES.items():
        if env.get(name) and not is_right(env[name]):
            yield f"{name} is not right: {hint}"


def _at_odds(env: Mapping[str, str], command: str) -> Iterable[str]:
    if command in ("run", "doctor", *SHARED_NEEDS) and env.get("SLACK_BOT_TOKEN") and env.get("SLACK_CLIENT_ID"):
        yield "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for any number: leave one of them empty"


def _keys(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _are_keys(text: str) -> bool:
    try:
        return all(len(urlsafe_b64decode(key)) == KEY_BYTES for key in _keys(text))
    except ValueError:
        return False


def _whole(lowest: int, highest: int):  # type: ignore[no-untyped-def]
    return lambda text: text.isdecimal() and lowest <= int(text) <= highest


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # what stands for the host or the port is none
        return False


WHERE = {
    "SLACK_BOT_TOKEN": "It starts with xoxb-; see your app's page at Slack, “OAuth & Permissions”.",
    "SLACK_APP_TOKEN": "It starts with xapp-; see your app's page at Slack, “Basic Information”, "
    "“App-Level Tokens”, with the scope connections:write.",
    "SLACK_SIGNING_SECRET": "See your app's page at Slack, “Basic Information”, “App Credentials”.",
    "SLACK_CLIENT_ID": "See your app's page at Slack, “Basic Information”, “App Credentials”.",
    "SLACK_CLIENT_SECRET": "See your app's page at Slack, “Basic Information”, “App Credentials”.",
    "TOKEN_ENCRYPTION_KEYS": "Slack's tokens are kept under it; make one with: python -m bot new-key",
}

SHAPES = {
    "SLACK_BOT_TOKEN": (lambda text: text.startswith("xoxb-"), "it starts with xoxb-"),
    "SLACK_APP_TOKEN": (lambda text: text.startswith("xapp-"), "it starts with xapp-"),
    "TOKEN_ENCRYPTION_KEYS": (_are_keys, "keys as `python -m bot new-key` makes them are needed, with commas between"),
    "SLACK_API_URL": (_is_web_address, "an address such as https://slack.com/api/ is needed"),
    "DATABASE_URL": (
        lambda text: text.startswith(("sqlite:///", "postgres://", "postgresql://", "postgresql+psycopg://")),
        "it starts with sqlite:///, postgres:// or postgresql://",
    ),
    "PORT": (_whole(1, 65535), "a number from 1 to 65535 is needed"),
    "THREADS": (_whole(1, 200), "a number from 1 to 200 is needed"),
    "WEB_CONCURRENCY": (_whole(1, 64), "a number from 1 to 64 is needed"),
    "LOG_LEVEL": (lambda text: text.upper() in LEVELS, f"one of {', '.join(LEVELS)} is needed"),
    "LOG_FORMAT": (lambda text: text.lower() in LOG_FORMATS, f"one of {', '.join(LOG_FORMATS)} is needed"),
}
