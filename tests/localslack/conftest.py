"""A local Slack with a small real Bolt app, connected over real sockets in either of Slack's two ways."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient
from werkzeug.serving import make_server

from bot.localslack import LocalSlack, Timing
from tests.localslack.browser import Browser
from tests.localslack.workshop import MANIFEST, World, connect


@pytest.fixture
def timing() -> Timing:
    """Slack's own patience; a test that waits it out asks for less."""
    return Timing()


@pytest.fixture
def slack(timing: Timing) -> Iterator[LocalSlack]:
    with LocalSlack(MANIFEST, timing=timing) as slack:
        yield slack


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def unconnected(slack: LocalSlack, client: WebClient) -> World:
    executor = ThreadPoolExecutor(10)
    app = App(client=client, signing_secret=slack.signing_secret, listener_executor=executor)
    return World(slack, app, client)


@pytest.fixture
def by_socket(unconnected: World) -> Iterator[World]:
    """An app connected by Socket Mode."""
    handler = connect(unconnected)
    yield unconnected
    # closing waits for threads that poll once a second; nobody has to wait for that
    threading.Thread(target=handler.close, daemon=True).start()


@pytest.fixture
def by_http(unconnected: World) -> Iterator[World]:
    """An app behind a request URL."""
    handler, flask = SlackRequestHandler(unconnected.app), Flask(__name__)
    flask.add_url_rule("/slack/events", view_func=lambda: handler.handle(request), methods=["POST"])
    server = make_server("127.0.0.1", 0, flask, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    unconnected.slack.deliver_to(f"http://127.0.0.1:{server.port}/slack/events")
    yield unconnected
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["by_socket", "by_http"])
def world(request: pytest.FixtureRequest, timing: Timing) -> World:
    """The same app, once in each way."""
    world: World = request.getfixturevalue(request.param)
    return world


@pytest.fixture
def open_page(slack: LocalSlack) -> Iterator[Callable[..., Browser]]:
    """Opens the page as somebody."""
    opened: list[Browser] = []

    def open_as(name: str = "Ada", **options: str) -> Browser:
        opened.append(Browser(slack, slack.person(name).id, **options))
        return opened[-1]

    yield open_as
    for browser in opened:
        browser.close()
