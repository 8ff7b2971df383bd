"""The one composition root: settings to engine, clock, Slack app and worker."""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any

import yaml
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, ServerErrorRetryHandler
from sqlalchemy import Engine

from bot.clock import Clock, SystemClock
from bot.domain import capture, checks
from bot.settings import Settings
from bot.slack.nudges import PATIENCE, Poster, Posters
from bot.slack.register import register
from bot.storage import installations, locks, migrate
from bot.storage.book import Books
from bot.storage.engine import make_engine
from bot.worker import Worker

if TYPE_CHECKING:  # loaded where workspaces install it by a link
    from bot.workspaces import Workspaces

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
WARM_AFTER = 0.5  # seconds
PING_EVERY = 2  # seconds; a connection that went silent is given up after five pings


def manifest() -> dict[str, Any]:
    """The app's manifest, as Slack gets it."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return parsed


def open_books(settings: Settings, clock: Clock | None = None) -> tuple[Engine, Books]:
    """The database and everybody's books in it.

    Raises:
        DatabaseUnavailable: it can't be opened.
    """
    # listeners and the worker may be in one process, with as many threads each
    engine = make_engine(settings.database_url, threads=2 * settings.threads)
    return engine, Books(engine, clock or SystemClock())


@contextmanager
def books_for_command(settings: Settings) -> Iterator[Books]:
    """Everybody's books while a command uses them.

    Raises:
        DatabaseUnavailable: the database can't be opened.
        SchemaBehind: with the command that brings it up.
    """
    engine, books = open_books(settings)
    try:
        migrate.check(engine)
        yield books
    finally:
        engine.dispose()


def slack_client(settings: Settings, token: str | None = None) -> WebClient:
    """A client of Slack's Web API, or of what stands in for it; with the bot's token that is set, or another."""
    return WebClient(token=token or settings.slack_bot_token, base_url=settings.slack_api_url, timeout=PATIENCE)


def workspaces(settings: Settings, books: Books) -> "Workspaces":
    """The workspaces that install Goodword by a link.

    Raises:
        KeysWrong: their tokens can't be sealed.
    """
    from bot.workspaces import Workspaces

    return Workspaces(
        installed(settings, books),
        books.clock,
        settings.slack_client_id,
        settings.slack_client_secret,
        settings.slack_api_url,
        lambda token: poster(settings, token),
    )


def slack_app(settings: Settings, books: Books) -> App:
    """The Bolt app with every listener; nothing is asked of Slack yet."""
    client = slack_client(settings)
    with _bare_environment():
        app = App(
            client=client,
            signing_secret=settings.slack_signing_secret,
            token_verification_enabled=False,
            listener_executor=ThreadPoolExecutor(settings.threads, thread_name_prefix="listener"),
            logger=logging.getLogger("slack_bolt"),
            **(_by_installation(settings, books, client) if settings.is_shared else {}),
        )
    register(app, books)
    in_background(_warm)
    return app


def installed(settings: Settings, books: Books) -> installations.Installations:
    """Where Goodword is installed by a link, with the tokens.

    Raises:
        KeysWrong: they can't be sealed.
    """
    from bot.storage.vault import Vault

    return installations.Installations(books.engine, Vault(settings.keys))


def _by_installation(settings: Settings, books: Books, client: WebClient) -> dict[str, Any]:
    """What Bolt needs to let workspaces install the app, and to answer each with its own token."""
    from bot import installing

    known, scopes = workspaces(settings, books), manifest()["oauth_config"]["scopes"]["bot"]
    return {
        "oauth_flow": installing.flow(settings, client, scopes, known, books.engine),
        "authorize": installing.ByInstallation(known),
        "user_facing_authorize_error_message": installing.GONE,
    }


def poster(settings: Settings, token: str | None = None) -> Poster:
    """What posts in one workspace.

    The client it posts with never asks twice, since the first may have been heard; the one that only asks does so
    once more after a moment, when Slack was unwell.
    """
    posting, asking = slack_client(settings, token), slack_client(settings, token)
    posting.retry_handlers = []
    asking.retry_handlers = [ConnectionErrorRetryHandler(), ServerErrorRetryHandler()]
    return Poster(posting, asking)


def worker(settings: Settings, engine: Engine, books: Books) -> Worker:
    """The worker that sees nudges delivered, by as many threads as are set."""
    posters: Posters = workspaces(settings, books) if settings.is_shared else poster(settings)
    return Worker(engine, books, posters, settings.threads)


def check_keys(settings: Settings, books: Books) -> None:
    """See to it that the tokens of every workspace can be opened, before anybody waits for one.

    Raises:
        KeysWrong: one can't.
    """
    if settings.is_shared:
        installed(settings, books).check_keys()


def open_again(settings: Settings, books: Books) -> None:
    """Open a locked workspace whose token is set from outside, if Slack takes the token: it was installed again."""
    if settings.is_shared or not locks.locked(books.engine):
        return
    try:
        team_id = str(slack_client(settings).auth_test()["team_id"])
    except (SlackApiError, OSError) as problem:
        log.warning("the workspace stays locked: %s", type(problem).__name__)
        return
    installations.unlock(books.engine, team_id, books.clock.now(), SystemClock().now())


def socket_handler(settings: Settings, app: App) -> SocketModeHandler:
    """Bolt over Socket Mode; its own client shares the address of the API with the app's."""
    return SocketModeHandler(
        app,
        settings.slack_app_token,
        web_client=app.client,
        ping_interval=PING_EVERY,
        concurrency=settings.threads,
    )


@contextmanager
def _bare_environment() -> Iterator[None]:
    """Hide from Bolt what it would take from the environment without being asked: an OAuth flow on files of its own."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)


def in_background(work: Callable[[], Any]) -> Thread:
    """Run something beside the rest; it ends with the process."""
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    """Load what lines and messages are read with, so that no member waits for it; but serve first."""
    sleep(WARM_AFTER)
    capture.warm()
    checks.rules()
