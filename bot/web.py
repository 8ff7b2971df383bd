"""Goodword over HTTP: Slack's requests and the health check, served by gunicorn."""

import logging
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, Request, Response, jsonify, request
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger as GunicornLogger
from slack_bolt import App, BoltContext, BoltRequest
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from slack_bolt.request.internals import build_context
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot import log_lines, wiring
from bot.clock import Clock
from bot.errors import GoodwordError
from bot.settings import Settings
from bot.slack import install_views
from bot.slack.faults import logged
from bot.slack.install_views import INSTALL, REDIRECT
from bot.storage import due, heartbeats, migrate

log = logging.getLogger(__name__)

# What Bolt's reading fails with where a body is nothing like Slack's: no JSON, a list, a team that is a number.
_UNREADABLE = (ValueError, AttributeError, TypeError, LookupError, RecursionError)
LARGEST_BODY = 5 * 1024 * 1024  # bytes; Slack's own requests stay far below


def make_flask(settings: Settings, clock: Clock | None = None) -> Flask:
    """The web app, with an engine of its own: made in each of gunicorn's processes, after the fork."""
    engine, books = wiring.open_books(settings, clock)
    app = wiring.slack_app(settings, books)
    flask = Flask("bot")
    flask.extensions["slack_bolt"] = app
    flask.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @flask.post("/slack/events")
    def events() -> Response:
        if not _has_a_moment(request):
            return Response(status=401)
        try:
            asked = _bolt_request(request)
        except _UNREADABLE:
            return Response(status=400)
        answer: Response = to_flask_response(app.dispatch(asked))
        return answer

    @flask.get(INSTALL)
    @flask.get(REDIRECT)
    def install() -> Response:
        return _installation(app, request)

    @flask.get("/healthz")
    def healthz() -> tuple[Response, int]:
        return _health(engine, books.clock)

    return flask


def _installation(app: App, request: Request) -> Response:
    """The pages on the way to an installation; there are none where the one workspace's token is set."""
    flow = app.oauth_flow
    if flow is None:
        return Response("Nothing here.", 404, mimetype="text/plain")
    asked = to_bolt_request(request)
    try:
        answer = flow.handle_installation(asked) if request.path == INSTALL else flow.handle_callback(asked)
    except (GoodwordError, SQLAlchemyError, OSError) as problem:
        log.error("nobody can install just now: see reference %s", logged(problem))
        return Response(install_views.failed("storage_error"), 503, mimetype="text/html")
    shown: Response = to_flask_response(answer)
    return shown


def _has_a_moment(request: Request) -> bool:
    """Whether the moment of the signature is a number, if there is any; Bolt fails on what is none."""
    moment = request.headers.get("X-Slack-Request-Timestamp")
    return moment is None or moment.isdecimal()


def _bolt_request(request: Request) -> BoltRequest:
    """A request as Bolt reads it, mended where Bolt reads it as empty.

    Bolt takes every form with the word "payload" anywhere in it for an interaction, and so loses a command such as
    `/contact note Jane: payload format`.
    """
    raw = request.get_data(as_text=True)
    bolt = to_bolt_request(request)
    if raw and not bolt.body:
        bolt.body = dict(parse_qsl(raw, keep_blank_values=True))
        bolt.context = build_context(BoltContext(), bolt.body)
    return bolt


def _health(engine: Engine, clock: Clock) -> tuple[Response, int]:
    """Whether this process can serve: 200, else 503; how the database is, who waits, and when a pass last ended.

    A database of another version answers without the rest, which its tables may not have.
    """
    try:
        if not migrate.is_current(engine):
            return jsonify(ok=False, database="another version"), 503
        overdue, passed_at = due.overdue(engine, clock.now()), heartbeats.last_pass(engine)
    except (GoodwordError, SQLAlchemyError, OSError) as problem:
        log.error("not healthy: %s", type(problem).__name__)
        return jsonify(ok=False, database="out of reach"), 503
    last_pass = passed_at.isoformat(timespec="seconds") if passed_at else None
    return jsonify(ok=True, database="ready", overdue=overdue, last_pass=last_pass), 200


class _ThroughRoot(GunicornLogger):
    """gunicorn's own lines, written as all the others are."""

    def setup(self, cfg: Any) -> None:
        """Hand over to the root logger instead of setting up handlers."""
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers.clear()
            logger.propagate = True


class Server(BaseApplication):
    """gunicorn, set up from our settings instead of its own command line."""

    def __init__(self, settings: Settings) -> None:
        """Serve on the port that is set, with as many threads as are set."""
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """What differs from gunicorn's defaults."""
        options: dict[str, Any] = {
            "bind": f"0.0.0.0:{self.settings.port}",
            "worker_class": "gthread",
            "workers": self.settings.web_concurrency,
            "threads": self.settings.threads,
            "graceful_timeout": 30,
            "proc_name": "goodword",
            "control_socket_disable": True,
            "loglevel": self.settings.log_level.lower(),
        }
        if self.settings.log_format == log_lines.JSON:
            options["logger_class"] = _ThroughRoot
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
        KeysWrong: a token can't be opened.
    """
    engine, books = wiring.open_books(settings)
    migrate.check(engine)
    wiring.check_keys(settings, books)
    wiring.open_again(settings, books)
    engine.dispose()
    Server(settings).run()
