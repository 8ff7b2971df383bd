"""The HTTP side: the Web API, response URLs, files and the WebSocket, on one loopback port."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, redirect, request
from flask_sock import Sock
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from . import concern, guard, replies
from .api import CONNECT, Api
from .journal import Entry, Journal, Kind
from .oauth import ACCESS, AUTHORIZE, OAuth
from .refusal import Json, Refusal
from .sockets import Sockets
from .trouble import Fault, Trouble
from .workspace import Workspace

HOST = "127.0.0.1"

DROPPED = 0  # the status of an answer that never arrives

# an answer's status, body and headers
Outcome = tuple[int, Json, dict[str, str]]


class Quiet(WSGIRequestHandler):
    """A request handler that keeps no log: the journal does."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


class Server:
    """Listens on a port and passes what comes to those who answer it."""

    def __init__(self, api: Api, sockets: Sockets, trouble: Trouble, journal: Journal, port: int) -> None:
        self._api = api
        self._workspace: Workspace = api.workspace
        self._sockets = sockets
        self._trouble = trouble
        self._journal = journal
        self._listening = _listen(port)
        self._closing = threading.Event()
        self._http: BaseWSGIServer | None = None
        self.oauth: OAuth | None = None  # where several workspaces share this address
        self.neighbours: list[Server] = []
        self.port = int(self._listening.getsockname()[1])
        self.app = self._routes()
        self._sock = Sock(self.app)
        self._sock.route("/link/")(self._link)

    def start(self) -> None:
        """Answer from now on, in daemon threads."""
        self._http = make_server(
            HOST, self.port, self.app, threaded=True, request_handler=Quiet, fd=self._listening.fileno()
        )
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Answer no more; waits for nobody."""
        self._closing.set()
        self._workspace.bell.close()
        self._sockets.drop()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
        self._listening.close()

    def _routes(self) -> Flask:
        app = Flask(__name__, static_folder=None)
        app.add_url_rule("/api/<method>", view_func=self._call, methods=["GET", "POST"])
        for kind in ("commands", "actions", "app"):
            app.add_url_rule(f"/{kind}/<team>/<key>", kind, self._reply, methods=["POST"])
        app.add_url_rule("/upload/v1/<file_id>", view_func=self._upload, methods=["POST", "PUT"])
        app.add_url_rule("/files-pri/<file_key>/<path:rest>", view_func=self._download)
        app.add_url_rule("/signin", view_func=_sign_in)
        app.add_url_rule(AUTHORIZE, "authorize", self._authorize)
        app.add_url_rule(f"{AUTHORIZE}/allow", "allow", self._allow)
        app.before_request(guard.refuse_strangers)
        return app

    def serve_page(self, pages: Blueprint, live: Callable[[Any], None]) -> None:
        """Serve a page besides, and keep its browsers up to date at `/page/live`."""
        self.app.register_blueprint(pages)
        self._sock.route("/page/live")(live)

    # -- what is answered

    def _call(self, method: str) -> Response:
        arguments = _arguments()
        if method == ACCESS and self.oauth:
            told = {name: value for name, value in arguments.items() if "secret" not in name and "token" not in name}
            return self._exchange("request", method, told, partial(self._access, arguments), concern.EVERYBODY)
        token = _token(arguments)
        for neighbour in self.neighbours:
            if neighbour._api.knows(token):
                return neighbour._answered(method, token, arguments)
        return self._answered(method, token, arguments)

    def _answered(self, method: str, token: str | None, arguments: Json) -> Response:
        with self._workspace.reading():
            whose = concern.of_request(self._workspace, method, arguments)
        return self._exchange("request", method, arguments, partial(self._api_answer, method, token, arguments), whose)

    def _access(self, arguments: Json) -> Json:
        assert self.oauth
        basic = request.authorization
        client = (basic.username, basic.password) if basic and basic.type == "basic" else (None, None)
        return self.oauth.access(arguments, *client)

    def _authorize(self) -> str:
        return self.oauth.page(request.args.to_dict()) if self.oauth else ""

    def _allow(self) -> Any:
        return redirect(self.oauth.allowed(request.args.to_dict()) if self.oauth else "/")

    def _api_answer(self, method: str, token: str | None, arguments: Json) -> Json:
        if method != CONNECT:
            return self._api.answer(method, token, arguments)
        self._api.insist_on_app_token(token)
        query = urlencode({"ticket": self._sockets.ticket(), "app_id": self._workspace.app_id})
        return {"ok": True, "url": f"ws://{HOST}:{self.port}/link/?{query}"}

    def _reply(self, team: str, key: str) -> Response:
        body = _arguments()
        with self._workspace.reading():
            whose = self._workspace.tickets.owner_of_reply(key)
        return self._exchange("response_url", "response_url", body, partial(self._reply_answer, key, body), whose)

    def _reply_answer(self, key: str, body: Json) -> Json:
        with self._workspace.changing():
            replies.through_url(self._workspace, key, body)
        return {"ok": True}

    def _upload(self, file_id: str) -> Response:
        # the bytes come as they are, whatever type the client says they have, or as a form's file
        is_form = request.mimetype == "multipart/form-data"
        data = next(iter(request.files.values())).read() if is_form else request.get_data()
        told = {"file_id": file_id, "length": len(data)}
        return self._exchange("file", "upload", told, partial(self._upload_answer, file_id, data), concern.NOBODY)

    def _upload_answer(self, file_id: str, data: bytes) -> Json:
        with self._workspace.changing():
            file = self._workspace.files.get(file_id)
            if file is None or file.data is not None:
                raise Refusal("file_not_found")
            if len(data) != file.length:
                raise Refusal("invalid_length")
            file.data = data
        return {"ok": True}

    def _download(self, file_key: str, rest: str) -> Response:
        with self._journal.under_way(), self._workspace.changing():
            file = self._workspace.files.get(file_key.partition("-")[2])
            data, name = (file.data, file.name) if file else (None, "")
            whose = concern.of_file(self._workspace, file.id) if file else concern.NOBODY
        if data is None:
            return Response(status=404)
        if not self._api.may_download(_token({})):
            # Slack does not refuse here: it shows its sign-in page, with status 200 in the end
            return redirect("/signin")  # type: ignore[return-value]
        self._journal.add(Entry("file", "download", {"name": name}, concerns=whose))
        return Response(data, mimetype="application/octet-stream")

    def _link(self, ws: object) -> None:
        self._sockets.serve(ws, request.args.get("ticket"))

    # -- around every answer

    def _exchange(
        self, kind: Kind, name: str, arguments: Json, answer: Callable[[], Json], whose: str | None
    ) -> Response:
        begun = monotonic()
        with self._journal.under_way():
            self._closing.wait(self._trouble.delay(name))
            status, body, headers = self._outcome(name, answer)
            self._closing.wait(self._trouble.delay(name, after_taking=True))
            error = None if body.get("ok") else str(body.get("error"))
            took = monotonic() - begun
            self._journal.add(Entry(kind, name, arguments, body, error, took, status, concerns=whose))
        return self._response(kind, status, body, headers)

    def _outcome(self, name: str, answer: Callable[[], Json]) -> Outcome:
        fault = self._trouble.take(name)
        if fault is None:
            return _taken(answer)
        if fault.after_taking:
            _taken(answer)
        if fault.kind != "dropping":
            return _spoilt(fault)
        return DROPPED, {"ok": False, "error": "connection_dropped"}, {}

    def _response(self, kind: Kind, status: int, body: Json, headers: dict[str, str]) -> Response:
        if kind == "response_url" and body.get("ok"):
            return Response("ok", mimetype="text/plain")
        if status == DROPPED:
            _cut_connection()
            return Response()
        scopes = {"X-OAuth-Scopes": ",".join(sorted(self._api.scopes))}
        return Response(json.dumps(body), status, {**scopes, **headers}, mimetype="application/json")


def _taken(answer: Callable[[], Json]) -> Outcome:
    try:
        return 200, answer(), {}
    except Refusal as refusal:
        status = 404 if refusal.error in ("expired_url", "used_url") else 200
        return status, refusal.answer(), {}


def _spoilt(fault: Fault) -> Outcome:
    if fault.kind == "rate_limited":
        return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(int(fault.seconds))}
    return fault.status, {"ok": False, "error": "internal_error"}, {}


def _sign_in() -> str:
    return "<!doctype html><title>Sign in | Slack</title>"


def _cut_connection() -> None:
    with suppress(OSError):
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)


def _arguments() -> Json:
    """A call's arguments, wherever they are: in the address, a form or JSON."""
    given: Json = {**request.args.to_dict(), **request.form.to_dict()}
    body = request.get_json(silent=True) if request.is_json else None
    if isinstance(body, dict):
        given |= {key: value for key, value in body.items() if value is not None}
    return given


def _token(arguments: Json) -> str | None:
    """The token, taken out of the arguments, so that it is in no log."""
    given = arguments.pop("token", None)
    return request.headers.get("Authorization", "").removeprefix("Bearer ").strip() or given


def _listen(port: int) -> socket.socket:
    """A listening socket on this port or, if it is taken, on the next free one."""
    for candidate in range(port, port + 50) if port else [0]:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(128)
            return listening
        except OSError:
            listening.close()
    raise OSError(f"no free port from {port} on")
