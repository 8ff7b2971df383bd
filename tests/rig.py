"""The whole of Goodword on a local Slack, for tests that act as a member would: over real sockets, both ways."""

from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from socket import SHUT_RDWR
from threading import Thread

from slack_bolt import App
from werkzeug.serving import BaseWSGIServer, make_server

from bot import wiring
from bot.clock import MovableClock
from bot.local import connected_to
from bot.localslack import LocalSlack, Person
from bot.localslack.timing import Timing
from bot.settings import Settings
from bot.storage.book import Books
from bot.web import make_flask
from bot.worker import Report, Worker

WAYS = ("socket", "http")
MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # nine in the morning in New York, Thanksgiving week


@dataclass
class Rig:
    """A local Slack, the real app connected to it, the worker, and a clock they share."""

    slack: LocalSlack
    settings: Settings
    clock: MovableClock
    books: Books
    worker: Worker

    @property
    def ada(self) -> Person:
        """A member in New York."""
        return self.slack.person("Ada")

    @property
    def ben(self) -> Person:
        """A member in Berlin."""
        return self.slack.person("Ben")

    def moves_to(self, instant: datetime) -> Report:
        """It is another time, and the worker looks who is due."""
        self.slack.settle()
        self.slack.move_clock(instant)
        report = self.worker.run_once()
        self.worker.do_jobs()
        self.slack.settle()
        return report

    def refused(self) -> list[str]:
        """What Slack refused, as "method: error"; a healthy run has none."""
        return [str(entry) for entry in self.slack.refusals]


class HttpServer:
    """The web app on a port of loopback."""

    def __init__(self, settings: Settings, clock: MovableClock) -> None:
        flask = make_flask(settings, clock)
        self.app: App = flask.extensions["slack_bolt"]
        self._server: BaseWSGIServer = make_server("127.0.0.1", 0, flask, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()


def settle_with(slack: LocalSlack, app: App) -> None:
    """Have `settle` wait for listeners: on a busy machine the pause between two of their requests may be long."""
    executor = app.listener_runner.listener_executor
    submit = executor.submit

    def submit_seen(*work, **options) -> Future:
        seen = ExitStack()
        seen.enter_context(slack.under_way())
        future = submit(*work, **options)
        future.add_done_callback(lambda _: seen.close())
        return future

    executor.submit = submit_seen


def start(way: str, database_url: str, at: datetime, timing: Timing | None = None, threads: int = 10):
    """Start everything; gives the rig and what stops it again.

    Args:
        way: "socket" for Socket Mode, "http" for signed requests.
        database_url: of a migrated database.
        at: the aware instant to begin at.
        threads: how many things it does at once.
    """
    clock = MovableClock(at)
    slack = LocalSlack(wiring.manifest(), clock=clock, timing=timing).start()
    settings = connected_to(slack, Settings(database_url=database_url, threads=threads))
    engine, books = wiring.open_books(settings, clock)
    rig = Rig(slack, settings, clock, books, wiring.worker(settings, engine, books))
    stop_app = _by_http(rig) if way == "http" else _by_socket(rig)

    def stop() -> None:
        stop_app()
        slack.stop()
        engine.dispose()

    return rig, stop


def _by_http(rig: Rig):
    server = HttpServer(rig.settings, rig.clock)
    settle_with(rig.slack, server.app)
    rig.slack.deliver_to(f"{server.url}/slack/events")
    return server.stop


def _by_socket(rig: Rig):
    app = wiring.slack_app(rig.settings, rig.books)
    settle_with(rig.slack, app)
    handler = wiring.socket_handler(rig.settings, app)
    handler.connect()

    def hang_up() -> None:
        """Close beside the tests: the client's threads take seconds to notice, and nobody waits for them."""
        handler.client.auto_reconnect_enabled = False
        handler.client.current_session.sock.shutdown(SHUT_RDWR)
        Thread(target=close, daemon=True).start()

    def close() -> None:
        with suppress(AttributeError):  # the client may have let go of its socket already
            handler.close()

    return hang_up
