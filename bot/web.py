"""Goodword over HTTP: Slack's requests and the health check, served by gunicorn."""

import logging

from flask import Flask, Response, jsonify, request
from gunicorn.app.base import BaseApplication
from slack_bolt.adapter.flask import SlackRequestHandler
from sqlalchemy import Engine

from bot import wiring
from bot.clock import Clock
from bot.errors import GoodwordError
from bot.settings import Settings
from bot.storage import due, migrate

log = logging.getLogger(__name__)

LARGEST_BODY = 5 * 1024 * 1024  # bytes; Slack's own requests stay far below


def make_flask(settings: Settings, clock: Clock | None = None) -> Flask:
    """The web app, with an engine of its own: made in each of gunicorn's processes, after the fork."""
    engine, books = wiring.open_books(settings, clock)
    slack = SlackRequestHandler(wiring.slack_app(settings, books))
    flask = Flask("bot")
    flask.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @flask.post("/slack/events")
    def events() -> Response:
        answer: Response = slack.handle(request)
        return answer

    @flask.get("/healthz")
    def healthz() -> tuple[Response, int]:
        return _health(engine, books.clock)

    return flask


def _health(engine: Engine, clock: Clock) -> tuple[Response, int]:
    """Whether this process can serve: 200 with how many members are overdue for a nudge, else 503."""
    try:
        ready = migrate.is_current(engine)
        overdue = due.overdue(engine, clock.now())
    except (GoodwordError, OSError) as problem:
        log.error("not healthy: %s", type(problem).__name__)
        return jsonify(ok=False), 503
    return jsonify(ok=ready, overdue=overdue), 200 if ready else 503


class Server(BaseApplication):
    """gunicorn, set up from our settings instead of its own command line."""

    def __init__(self, settings: Settings) -> None:
        """Serve on the port that is set, with as many threads as are set."""
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """What differs from gunicorn's defaults."""
        options = {
            "bind": f"0.0.0.0:{self.settings.port}",
            "worker_class": "gthread",
            "threads": self.settings.threads,
            "graceful_timeout": 30,
            "proc_name": "goodword",
            "control_socket_disable": True,
            "loglevel": self.settings.log_level.lower(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in each process."""
        return make_flask(self.settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop.

    Raises:
        DatabaseUnavailable: it can't be opened.
        SchemaBehind: with the command that brings it up.
    """
    engine, _ = wiring.open_books(settings)
    migrate.check(engine)
    engine.dispose()
    Server(settings).run()
