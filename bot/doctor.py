"""`bot doctor`: what is wrong with this installation, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot import settings as environment
from bot import wiring
from bot.clock import SystemClock
from bot.domain import words
from bot.errors import GoodwordError, KeysWrong, SettingsWrong
from bot.settings import Settings
from bot.storage import due, heartbeats, migrate

if TYPE_CHECKING:  # loaded where workspaces install it by a link
    from bot.workspaces import Workspaces

REAL = SystemClock()  # for heartbeats, and for when tokens expire

PATIENCE = 10  # seconds for one question to Slack
AGAIN = "Install it there again: /slack/install"
EXPIRED = (
    "its token has expired, and Slack did not renew it. Check SLACK_CLIENT_SECRET, and try again in a minute. "
    "If neither helps, install it there again: /slack/install"
)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    fine: bool
    says: str


def examine(env: Mapping[str, str]) -> Iterator[Finding]:
    """Look at settings, database, tokens and scopes, in the order in which they must be right."""
    try:
        settings = environment.load(env, "doctor")
    except SettingsWrong as problem:
        yield Finding("Settings", False, problem.sentence)
        return
    yield Finding("Settings", True, "well formed")
    yield from _database(settings)
    yield from _tokens(settings)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        engine, books = wiring.open_books(settings)
        migrate.check(engine)
    except GoodwordError as problem:
        yield Finding("Database", False, problem.sentence)
        return
    yield Finding("Database", True, f"{engine.dialect.name}, up to date")
    yield _nudges(engine, due.overdue(engine, books.clock.now()))


def _nudges(engine: Engine, overdue: int) -> Finding:
    """No worker is fine, as long as nobody waits for one."""
    looks = _looks(engine, REAL.now())
    waiting = f"{overdue} {'member waits' if overdue == 1 else 'members wait'} for one that is due" if overdue else ""
    start = "" if looks or not overdue else "start one: python -m bot remind"
    return Finding("Nudges", not start, "; ".join(filter(None, [looks or "no worker runs", waiting, start])))


def _looks(engine: Engine, now: datetime) -> str:
    """How far the workers that run have got; empty if none does."""
    last_pass = heartbeats.last_pass(engine, now)
    if last_pass:
        return f"last looked at {last_pass:%Y-%m-%d %H:%M:%S} UTC"
    return "a worker has begun to look" if heartbeats.live_workers(engine, now - heartbeats.ALIVE) else ""


def _tokens(settings: Settings) -> Iterator[Finding]:
    if settings.is_shared or (settings.slack_client_secret and not settings.slack_app_token):  # `run` needs neither
        yield from _shared(settings)
        return
    if not settings.has_slack:
        yield Finding("Slack", True, "no tokens set: `bot run` starts a local Slack")
        return
    yield from _bot_token(settings) if settings.slack_bot_token else [_missing("SLACK_BOT_TOKEN")]
    if settings.slack_app_token:
        yield _app_token(settings)
    elif not settings.slack_signing_secret:
        yield Finding("Slack", False, "set SLACK_APP_TOKEN for `bot run`, or SLACK_SIGNING_SECRET for `bot web`")


def _shared(settings: Settings) -> Iterator[Finding]:
    """Where workspaces install it by a link: whether each one's token opens, and Slack takes it."""
    needed = dict.fromkeys(name for names in environment.SHARED_NEEDS.values() for name in names)
    missing = [name for name in needed if not getattr(settings, name.lower())]
    yield from map(_missing, missing)
    if missing:
        return
    try:
        _, books = wiring.open_books(settings)
        migrate.check(books.engine)
        workspaces = wiring.workspaces(settings, books)
        known = workspaces.installations.everywhere()
    except KeysWrong as problem:
        yield Finding("TOKEN_ENCRYPTION_KEYS", False, problem.sentence)
        return
    except GoodwordError:  # what is wrong with the database is said already
        return
    yield Finding(
        "TOKEN_ENCRYPTION_KEYS", True, f"open the tokens of {words.count(len(known), 'workspace', 'workspaces')}"
    )
    yield from (_workspace(settings, workspaces, each.team_id) for each in known)


def _workspace(settings: Settings, workspaces: "Workspaces", team_id: str) -> Finding:
    """Whether it can be answered: a token that expired while nobody wrote is as good as new once it is renewed."""
    found = workspaces.find(team_id)
    if found is None:
        return Finding(team_id, False, f"no token is left. {AGAIN}")
    if found.expires_at and found.expires_at <= REAL.now():
        return Finding(team_id, False, EXPIRED)
    try:
        WebClient(found.bot_token, base_url=settings.slack_api_url, timeout=PATIENCE).auth_test()
    except (SlackApiError, OSError) as problem:
        return Finding(team_id, False, _refusal(problem, AGAIN))
    return Finding(team_id, True, "its token works")


def _missing(name: str) -> Finding:
    return Finding(name, False, f"missing. {environment.WHERE[name]}")


def _bot_token(settings: Settings) -> Iterator[Finding]:
    client = WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, timeout=PATIENCE)
    try:
        answer = client.auth_test()
    except (SlackApiError, OSError) as problem:
        yield Finding("SLACK_BOT_TOKEN", False, _refusal(problem))
        return
    yield Finding("SLACK_BOT_TOKEN", True, f"works in {answer.get('team') or 'the workspace'}")
    yield _scopes(answer.headers)


def _scopes(headers: Mapping[str, Any]) -> Finding:
    """What the token may do, against what the manifest asks for."""
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    if said is None:
        return Finding("Scopes", True, "Slack did not say which")
    missing = set(wiring.manifest()["oauth_config"]["scopes"]["bot"]) - {scope.strip() for scope in said.split(",")}
    if missing:
        return Finding("Scopes", False, f"missing: {', '.join(sorted(missing))}. Update the app from manifest.yml")
    return Finding("Scopes", True, "all that the manifest asks for")


def _app_token(settings: Settings) -> Finding:
    client = WebClient(base_url=settings.slack_api_url, timeout=PATIENCE)
    try:
        client.apps_connections_open(app_token=settings.slack_app_token)
    except (SlackApiError, OSError) as problem:
        return Finding("SLACK_APP_TOKEN", False, _refusal(problem))
    return Finding("SLACK_APP_TOKEN", True, "Socket Mode can connect")


def _refusal(problem: SlackApiError | OSError, advice: str = "Copy the token again from your app's page.") -> str:
    if isinstance(problem, SlackApiError):
        return f"Slack answers {problem.response.get('error')}. {advice}"
    return f"Slack can't be reached: {getattr(problem, 'reason', None) or problem}"
