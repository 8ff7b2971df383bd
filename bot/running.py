"""The ways Goodword runs besides `web`: everything in one process, or the worker alone."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Event

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot import wiring
from bot.clock import Clock, FrozenClock
from bot.errors import SlackUnavailable, WorkerRunning
from bot.settings import Settings
from bot.slack.kit import Message
from bot.storage import heartbeats, installations, migrate
from bot.worker import ALIVE, Report, Worker

log = logging.getLogger(__name__)

STOP_WAIT = 30  # seconds to finish what is under way
HANG_UP_WAIT = 3
# What Slack says of a token once the app was removed; at any other trouble it may be installed again.
REMOVED = {"account_inactive", "invalid_auth", "not_authed", "token_revoked", "token_expired"}


class Bot:
    """Listeners over Socket Mode and the worker, in this process, on one database."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        """Open the database and bring it up to date.

        Raises:
            DatabaseUnavailable, SchemaBehind: as the storage says.
        """
        self.engine, self.books = wiring.open_books(settings, clock)
        migrate.upgrade(self.engine)
        self.app = wiring.slack_app(settings, self.books)
        self.handler: SocketModeHandler = wiring.socket_handler(settings, self.app)
        self.worker: Worker = wiring.worker(settings, self.engine, self.books)

    def start(self) -> None:
        """Connect to Slack, and begin to look who is due.

        Raises:
            SlackUnavailable: it can't be reached, or does not take one of the tokens.
        """
        try:
            team_id = self._team()
            self.handler.connect()
        except SlackApiError as problem:
            raise SlackUnavailable(reason=f"it answers {problem.response.get('error')}") from problem
        except OSError as problem:
            raise SlackUnavailable(reason=getattr(problem, "reason", None) or problem) from problem
        installations.unlock(self.engine, team_id, self.books.clock.now(), datetime.now(UTC))
        self._loop = wiring.in_background(self.worker.loop)

    def _team(self) -> str:
        """Which workspace the bot's token is for; where none takes it, what it left behind is erased in its time."""
        try:
            return str(self.app.client.auth_test()["team_id"])
        except SlackApiError as problem:
            if problem.response.get("error") in REMOVED:
                self.worker.purge()  # its loop never begins, however often the process is started again
            raise

    def stop(self) -> None:
        """Take nothing new, and finish what is under way."""
        self.worker.stop()
        # slack_sdk's connection may hold its lock for as long as nothing comes over it; the process need not wait.
        wiring.in_background(self._hang_up).join(HANG_UP_WAIT)
        self._loop.join(STOP_WAIT)
        self.app.listener_runner.listener_executor.shutdown(wait=True)
        self.engine.dispose()

    def _hang_up(self) -> None:
        """Close the connection; once more, should Slack be closing it at the same instant."""
        with suppress(AttributeError):
            self.handler.close()
            return
        self.handler.close()


def run(settings: Settings) -> None:
    """Serve one workspace over Socket Mode until told to stop."""
    with stop_signals() as stopped:
        bot = Bot(settings)
        bot.start()
        log.info("connected to Slack")
        stopped.wait()
        bot.stop()


def remind(settings: Settings) -> None:
    """Run the worker's loop until told to stop."""
    with stop_signals() as stopped, _worker(settings) as worker:
        worker.stopping = stopped
        worker.loop()


def remind_once(settings: Settings, now: datetime | None = None) -> Report:
    """One pass of the worker.

    Args:
        now: an aware instant to pretend; nothing may be running on the database then.

    Raises:
        WorkerRunning: a live worker would be confused by the pretended time.
    """
    with _worker(settings, now) as worker:
        if now is not None:
            refuse_live_workers(worker.engine)
        report = worker.run_once()
        worker.do_jobs()
        if now is None:  # what a pretended time calls old may be young
            worker.purge()
        return report


def preview(settings: Settings, now: datetime | None = None) -> list[Message]:
    """What a pass would send; nothing is sent or changed."""
    with _worker(settings, now) as worker:
        return worker.preview()


def refuse_live_workers(engine: Engine) -> None:
    """Heartbeats are of real time, whatever is pretended.

    Raises:
        WorkerRunning: there is one.
    """
    alive = heartbeats.live_workers(engine, datetime.now(UTC) - ALIVE)
    if alive:
        raise WorkerRunning(workers=", ".join(alive))


@contextmanager
def stop_signals() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set, so that a stop is a clean one."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    yield stopped


@contextmanager
def _worker(settings: Settings, now: datetime | None = None) -> Iterator[Worker]:
    engine, books = wiring.open_books(settings, FrozenClock(now) if now else None)
    migrate.check(engine)
    wiring.check_keys(settings, books)
    if now is None:
        wiring.open_again(settings, books)
    try:
        yield wiring.worker(settings, engine, books)
    finally:
        engine.dispose()
