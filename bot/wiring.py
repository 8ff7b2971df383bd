"""The one composition root: settings to engine, clock, Slack app and worker."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, ServerErrorRetryHandler
from sqlalchemy import Engine

from bot.clock import Clock, SystemClock
from bot.domain import capture
from bot.settings import Settings
from bot.slack.nudges import PATIENCE, Poster
from bot.slack.register import register
from bot.storage.book import Books
from bot.storage.engine import make_engine
from bot.worker import Worker

ROOT = Path(__file__).resolve().parent.parent
PING_EVERY = 2  # seconds; a connection that went silent is given up after five pings
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def manifest() -> dict[str, Any]:
    """The app's manifest, as Slack gets it."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return parsed


def start_logging(settings: Settings) -> None:
    """Log to standard error, at the level that is set.

    The libraries' own logs stay at warnings: at lower levels they quote payloads, and so what people wrote.
    """
    logging.basicConfig(format=FORMAT, level=settings.log_level)
    logging.getLogger("slack_bolt").addFilter(_says_something)
    for library in ("slack_bolt", "slack_sdk", "sqlalchemy", "alembic", "werkzeug", "urllib3"):
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))


def _says_something(record: logging.LogRecord) -> bool:
    """Not Bolt's remark at every start that it found the token in the environment as well as in the client."""
    return "`token` will be unused" not in record.getMessage()


def open_books(settings: Settings, clock: Clock | None = None) -> tuple[Engine, Books]:
    """The database and everybody's books in it.

    Raises:
        DatabaseUnavailable: it can't be opened.
    """
    # listeners and the worker may be in one process, with as many threads each
    engine = make_engine(settings.database_url, threads=2 * settings.threads)
    return engine, Books(engine, clock or SystemClock())


def slack_client(settings: Settings) -> WebClient:
    """A client of Slack's Web API, or of what stands in for it."""
    return WebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url, timeout=PATIENCE)


def slack_app(settings: Settings, books: Books) -> App:
    """The Bolt app with every listener; nothing is asked of Slack yet."""
    app = App(
        client=slack_client(settings),
        signing_secret=settings.slack_signing_secret,
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(settings.threads, thread_name_prefix="listener"),
        logger=logging.getLogger("slack_bolt"),
    )
    register(app, books)
    in_background(capture.warm)
    return app


def worker(settings: Settings, engine: Engine, books: Books) -> Worker:
    """The worker that sees nudges delivered, by as many threads as are set.

    The client it posts with never asks twice, since the first may have been heard; the one that only asks does so
    once more after a moment, when Slack was unwell.
    """
    posting, asking = slack_client(settings), slack_client(settings)
    posting.retry_handlers = []
    asking.retry_handlers = [ConnectionErrorRetryHandler(), ServerErrorRetryHandler()]
    return Worker(engine, books, Poster(posting, asking), settings.threads)


def socket_handler(settings: Settings, app: App) -> SocketModeHandler:
    """Bolt over Socket Mode; its own client shares the address of the API with the app's."""
    return SocketModeHandler(
        app,
        settings.slack_app_token,
        web_client=app.client,
        ping_interval=PING_EVERY,
        concurrency=settings.threads,
    )


def in_background(work: Callable[[], Any]) -> Thread:
    """Run something beside the rest; it ends with the process."""
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread
