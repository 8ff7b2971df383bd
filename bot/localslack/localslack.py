"""The local Slack as its users hold it: started, asked for people, given trouble, stopped."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from typing import Any, Protocol

from . import seed
from .api import Api, Tokens
from .covers import COVERS
from .delivery import Courier
from .journal import Entry, Journal
from .manifest import Manifest
from .methods_chat import post_scheduled
from .notices import Notices
from .oauth import CLIENT_ID, CLIENT_SECRET, OAuth, removed
from .page import Page
from .payloads import Payloads
from .person import Person
from .record import Record, warn_of_refusals
from .refusal import Json
from .server import HOST, Server
from .snapshot import Completions, Snapshots
from .sockets import Sockets
from .stage import Stage
from .timing import MovableClock, Timing
from .trouble import Trouble
from .workspace import Workspace


class Clock(Protocol):
    """The time of day, which can be moved."""

    def now(self) -> datetime:
        """An aware datetime."""

    def move_to(self, instant: datetime) -> object:
        """Pretend it is this instant."""


class LocalSlack:
    """A Slack workspace on loopback with one app installed in it.

    `manifest` is the app's parsed manifest. `clock` is moved by `move_clock`, which then calls `on_moved`.
    `start_over` makes everything as at first and calls `on_start_over` to empty the app's own data. `completions`
    are what the page's message box offers after a command, with hints. `port` 0 is any free one, a taken one gives
    the next that is free. `timing` shortens Slack's patience. Not `installed`, the app gets its token by OAuth;
    `beside` another one, with a `team_id` and `name` of its own, it is reached at that one's `api_url` besides.
    """

    bot_token, app_token = "xoxb-local-goodword", "xapp-local-goodword"
    signing_secret = "local-signing-secret"
    client_id, client_secret = CLIENT_ID, CLIENT_SECRET
    team_id, app_id, bot_user_id = Workspace.team_id, Workspace.app_id, Workspace.bot_user_id
    covers = COVERS

    def __init__(
        self,
        manifest: Json,
        *,
        clock: Clock | None = None,
        on_moved: Callable[[], Any] | None = None,
        on_start_over: Callable[[], Any] | None = None,
        completions: Completions | None = None,
        port: int = 0,
        timing: Timing | None = None,
        installed: bool = True,
        beside: LocalSlack | None = None,
        team_id: str | None = None,
        name: str | None = None,
    ) -> None:
        self._timing = timing or Timing()
        self._clock: Clock = clock or MovableClock()
        self.on_moved, self.on_start_over = on_moved, on_start_over
        read = Manifest(manifest)
        self.workspace = Workspace(read.app_name, self._clock.now, self._timing, team_id, name)
        self.team_id = self.workspace.team_id
        self._journal, self._sockets = Journal(), Sockets(self.app_id)
        self.trouble = Trouble(self.workspace, self._sockets.drop)
        self._api = Api(self.workspace, read, Tokens({self.bot_token} if installed else set(), self.app_token))
        self._server = Server(self._api, self._sockets, self.trouble, self._journal, port)
        self.oauth: OAuth = beside.oauth if beside else OAuth()
        self.oauth.apis.append(self._api)
        self._server.oauth = self.oauth
        if beside:
            beside._server.neighbours.append(self._server)
        self.workspace.base_url = self.url
        self._courier = Courier(self._sockets, self._journal, self._timing, self.signing_secret)
        self._stage = Stage(self.workspace, read, Payloads(self.workspace), self._courier, self._journal)
        self._people: dict[str, Person] = {}
        seed.fill(self.workspace)
        self._open_page(read, completions or {})

    def _open_page(self, manifest: Manifest, completions: Completions) -> None:
        self._record, self._notices = Record(), Notices()
        for listener in (warn_of_refusals, self._record.add, self._notices.hear, self._ring):
            self._journal.listen(listener)
        snapshots = Snapshots(
            self.workspace, manifest, self.trouble, self._record, self._notices, completions=completions
        )
        page = Page(self.workspace, self.person, self, snapshots, self._notices)
        self._server.serve_page(page.routes(), page.live)

    def _ring(self, entry: Entry) -> None:
        self.workspace.bell.ring()

    # -- starting and stopping

    def start(self) -> LocalSlack:
        """Answer requests from now on."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Answer no more, deliver no more."""
        self._courier.close()
        self._server.stop()

    def __enter__(self) -> LocalSlack:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.port

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """The `base_url` for a WebClient."""
        return f"{self.url}/api/"

    # -- delivering

    def deliver_to(self, url: str | None) -> None:
        """Deliver by signed HTTP to this request URL, or by Socket Mode (None)."""
        self._courier.url = url

    def uninstall(self, backwards: bool = False) -> None:
        """Remove the app from this workspace: its tokens are void, and it is told so by two events in either order."""
        with self.workspace.reading():
            events = [self._stage.payloads.event(each) for each in removed(self._api)]
        self.oauth.revoke(self._api)
        for event in reversed(events) if backwards else events:
            if self._stage.manifest.hears(event["event"]["type"]):
                self._courier.event(event)

    def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the app to replace its Socket Mode connections, as Slack does now and then."""
        self._sockets.disconnect(reason)

    @property
    def connections(self) -> int:
        """How many Socket Mode connections the app has open."""
        return self._sockets.count()

    def settle(self, timeout: float = 20) -> None:
        """Wait until, for a moment, no delivery awaits its acknowledgement and no request its answer."""
        self._journal.settle(self._timing.quiet, timeout)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._journal.is_busy

    def under_way(self) -> AbstractContextManager[None]:
        """Mark the time that work of the app's own takes between its requests, for `settle` to wait for it, too."""
        return self._journal.under_way()

    # -- people, messages, time

    def person(self, name: str) -> Person:
        """Somebody who is here, by any of their names or their id."""
        with self.workspace.reading():
            user = self.workspace.user_called(name)
            return self._people.setdefault(user.id, Person(user, self._stage))

    def add_person(self, name: str, tz: str = "America/New_York", locale: str = "en-US") -> Person:
        """Somebody new."""
        with self.workspace.changing():
            user = self.workspace.add_user(name, tz, locale)
        return self.person(user.id)

    def message(self, channel: str, author: str, text: str) -> Json:
        """Put a message into a channel; nobody is told of it."""
        with self.workspace.changing():
            user = self.workspace.user_called(author)
            written = {"user": user.id, "team": self.team_id, "text": text}
            return copy.deepcopy(self.workspace.post(self.workspace.channel(channel), written))

    def now(self) -> datetime:
        """The time of day here."""
        return self._clock.now()

    def move_clock(self, instant: datetime) -> Any:
        """Make it `instant` and let the app know; what it returns."""
        self._clock.move_to(instant)
        with self.workspace.changing():
            post_scheduled(self.workspace)
        return self.on_moved() if self.on_moved else None

    def start_over(self) -> None:
        """Make everything as it was at first: workspace, clock, trouble, log, and the app's own data."""
        with suppress(TimeoutError):
            self.settle()  # what is still being answered belongs to the life that ends
        self.trouble.clear()
        self._clock.move_to(datetime.now(UTC))
        if self.on_start_over:
            self.on_start_over()
        with self.workspace.changing():
            self.workspace.reset()
            seed.talk(self.workspace)
        for told in (self._journal, self._record, self._notices):
            told.clear()
        self.workspace.bell.ring()

    # -- what happened

    @property
    def log(self) -> list[Entry]:
        """Every request and delivery, oldest first."""
        return self._journal.entries()

    @property
    def refusals(self) -> list[Entry]:
        """What was answered with `ok` false, and acknowledgements Slack would not take."""
        return [entry for entry in self.log if entry.kind != "delivery" and not entry.ok]
