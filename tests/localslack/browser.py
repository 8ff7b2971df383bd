"""A browser at the local Slack's page, as far as the server can tell: it acts over HTTP and is kept up to date."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from simple_websocket import Client, ConnectionClosed

from bot.localslack import LocalSlack
from tests.localslack.workshop import Json


class Answer:
    """An HTTP answer."""

    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self) -> Json:
        return json.loads(self.body)


def ask(url: str, body: Any = None, **headers: str) -> Answer:
    """One request; any status is an answer."""
    data = None if body is None else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, sent)) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


class Browser:
    """One open page."""

    def __init__(self, slack: LocalSlack, viewer: str, **options: str) -> None:
        self.slack, self.viewer = slack, viewer
        query = urlencode({"as": viewer, **options})
        self.ws = Client(f"{slack.url.replace('http', 'ws')}/page/live?{query}")
        self.snapshot: Json = json.loads(self.ws.receive(timeout=15))
        self.received = 1

    def close(self) -> None:
        with suppress(ConnectionClosed):
            self.ws.close()

    # -- acting

    def post(self, do: str, **act: Any) -> Answer:
        return ask(f"{self.slack.url}/page/act", {"as": self.viewer, "do": do, **act})

    def does(self, do: str, **act: Any) -> Json:
        answer = self.post(do, **act)
        assert answer.status == 200, answer.body
        return answer.json

    def types(self, text: str, channel: str = "Goodword") -> Json:
        return self.does("type", channel=self.channel(channel)["id"], text=text)

    def at(self, words: str, channel: str = "Goodword") -> Json:
        """Where the message with these words stands."""
        wanted = [each for each in self.channel(channel)["messages"] if words in json.dumps(each)]
        return {"channel": self.channel(channel)["id"], "ts": wanted[-1]["ts"]}

    # -- seeing

    def sees(self, look: Callable[[Json], Any], timeout: float = 15) -> Any:
        """Wait until the snapshot has what `look` looks for."""
        deadline = time.monotonic() + timeout
        while not (found := look(self.snapshot)):
            rest = deadline - time.monotonic()
            raw = self.ws.receive(timeout=rest) if rest > 0 else None
            assert raw is not None, f"never came: {json.dumps(self.snapshot)[:3000]}"
            self.received += 1
            self.snapshot = json.loads(raw)
        return found

    def sees_message(self, words: str, channel: str = "Goodword") -> Json:
        def look(snapshot: Json) -> Json | None:
            found = [each for each in named(snapshot, channel)["messages"] if words in json.dumps(each)]
            return found[-1] if found else None

        found: Json = self.sees(look)
        return found

    def sees_modal(self, title: str) -> Json:
        def look(snapshot: Json) -> Json | None:
            top = snapshot["modals"][-1:]
            return top[0] if top and top[0]["title"]["text"] == title else None

        found: Json = self.sees(look)
        return found

    def hears_nothing(self, seconds: float = 0.15) -> bool:
        return self.ws.receive(timeout=seconds) is None

    def is_cut_off(self) -> bool:
        try:
            while self.ws.receive(timeout=2) is not None:
                pass
        except ConnectionClosed:
            return True
        return False

    def channel(self, name: str) -> Json:
        return named(self.snapshot, name)


def named(snapshot: Json, channel: str) -> Json:
    return next(each for each in snapshot["channels"] if each["name"] == channel)
