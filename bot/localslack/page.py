"""The page of the local Slack: its files, the acts of whoever looks at it, and the news for every browser."""

from __future__ import annotations

import json
import logging
import mimetypes
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import SHUT_RDWR
from time import sleep
from typing import Any

from flask import Blueprint, Response, render_template, request, send_from_directory
from simple_websocket import ConnectionClosed  # type: ignore[import-untyped]

from .guard import caged, shielded
from .notices import Notices
from .page_acts import Actor, CannotDo, Slack
from .person import Person
from .refusal import Json, Refusal
from .snapshot import Shown, Snapshots
from .workspace import File, Workspace

log = logging.getLogger(__name__)

FILES = Path(__file__).parent / "page"
SERVED = (".css", ".js", ".svg")
DRAWN = ("image/png", "image/jpeg", "image/gif", "image/webp")

_LOOK_UP = 1.0  # seconds between looks whether a browser is still there
_GATHER = 0.01  # seconds in which changes come together into one snapshot
_UNKNOWN_VIEWER = 1008  # the WebSocket status for "you may not"


@dataclass(frozen=True)
class Page:
    """What the page stands on."""

    workspace: Workspace
    person: Callable[[str], Person]
    slack: Slack
    snapshots: Snapshots
    notices: Notices

    def routes(self) -> Blueprint:
        """Everything but the WebSocket."""
        pages = Blueprint("page", __name__, template_folder=str(FILES))
        pages.add_url_rule("/", "index", self._index)
        pages.add_url_rule("/page/<name>", "static", _static)
        pages.add_url_rule("/page/file/<file_id>", "file", self._file)
        pages.add_url_rule("/page/act", "act", self._act, methods=["POST"])
        pages.after_request(shielded)
        return pages

    def live(self, ws: Any) -> None:
        """Send one browser a snapshot now and after every change, until it is gone."""
        person = self._viewer()
        if person is None:
            ws.close(_UNKNOWN_VIEWER, "nobody here has this id")
        else:
            self._keep_up_to_date(ws, person)
        _hang_up(ws)

    def _keep_up_to_date(self, ws: Any, person: Person) -> None:
        shown, heard, bell = Shown(), -1, self.workspace.bell
        only_new_lines = request.args.get("log") == "new"
        while ws.connected and not bell.is_closed:
            if _takes_leave(ws):
                return
            if bell.wait(beyond=heard, timeout=_LOOK_UP) == heard:
                continue
            sleep(_GATHER)
            heard = bell.count
            if news := self.snapshots.news(person.user, shown, only_new_lines):
                try:
                    ws.send(news)
                except (ConnectionClosed, OSError):
                    return

    def _index(self) -> str:
        with self.workspace.reading():
            people = [each for each in self.workspace.users.values() if not each.is_bot]
            return render_template("index.html", app_name=self.workspace.app_name, people=people)

    def _file(self, file_id: str) -> Response:
        person = self._viewer()
        with self.workspace.reading():
            file = self.workspace.files.get(file_id)
            if person is None or file is None or file.data is None or not self._may_see(person, file):
                return Response("There is no such file.", 404, mimetype="text/plain")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            response = Response(file.data, mimetype=kind)
            how = "inline" if kind in DRAWN else "attachment"
            response.headers.set("Content-Disposition", how, filename=file.name)
        return caged(response)

    def _act(self) -> Response:
        act = request.get_json(silent=True)
        if not isinstance(act, dict) or (person := self._person(str(act.get("as")))) is None:
            return _answer({"ok": False, "error": "The page sent something that cannot be read."}, 400)
        try:
            done = Actor(person, self.slack, self.notices).do(act)
        except (CannotDo, Refusal) as problem:
            done = {"ok": False, "error": str(problem)}
        except (AttributeError, LookupError, TypeError, ValueError) as problem:
            log.warning("the page's act %.40r makes no sense: %s", act.get("do"), type(problem).__name__)
            return _answer({"ok": False, "error": "The page sent something that cannot be read."}, 400)
        finally:
            self.workspace.bell.ring()
        return _answer(done)

    def _viewer(self) -> Person | None:
        return self._person(request.args.get("as", ""))

    def _person(self, name: str) -> Person | None:
        """Somebody who is here, by id or name; never the bot, nor nobody."""
        try:
            person = self.person(name)
        except LookupError:
            return None
        return None if person.user.is_bot else person

    def _may_see(self, person: Person, file: File) -> bool:
        return file.user_id == person.id or bool(person.channel_ids() & set(file.channels))


def _takes_leave(ws: Any) -> bool:
    """Whether the browser has said that it goes: were it to hang up itself, news on its way would be a broken frame."""
    try:
        return ws.receive(timeout=0) is not None
    except (ConnectionClosed, OSError):
        return True


def _hang_up(ws: Any) -> None:
    """End the connection here: what serves the socket would end it with an HTTP answer, to a browser a broken frame."""
    with suppress(ConnectionClosed, OSError):
        ws.close()
    with suppress(OSError):
        ws.sock.shutdown(SHUT_RDWR)


def _static(name: str) -> Response:
    if not name.endswith(SERVED):
        return Response("There is no such file.", 404, mimetype="text/plain")
    return send_from_directory(FILES, name)


def _answer(body: Json, status: int = 200) -> Response:
    return Response(json.dumps(body), status, mimetype="application/json")
