"""Two workspaces that install Goodword by its link: one web app, one worker, one clock, one browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener

from sqlalchemy import select

from bot import wiring
from bot.clock import MovableClock
from bot.localslack import LocalSlack
from bot.settings import Settings
from bot.storage.book import Books
from bot.storage.engine import reading
from bot.storage.tables import contacts, members
from bot.storage.vault import new_key
from bot.worker import Report, Worker
from tests.rig import HttpServer


class Browser:
    """Somebody's browser, which keeps cookies; loopback is as good as https to it."""

    def __init__(self) -> None:
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        self._opener = build_opener(HTTPCookieProcessor(CookieJar(policy)))

    def get(self, address: str) -> tuple[int, str, str]:
        """The status, the page, and the address one ends up at."""
        try:
            with self._opener.open(address, timeout=10) as answer:
                return answer.status, answer.read().decode(), answer.url
        except HTTPError as problem:
            with problem:
                return problem.code, problem.read().decode(), problem.url


@dataclass
class Town:
    """Acme and Globex, with Goodword's web app before them and its worker behind."""

    acme: LocalSlack
    globex: LocalSlack
    settings: Settings
    clock: MovableClock
    books: Books
    worker: Worker
    url: str
    browser: Browser = field(default_factory=Browser)

    def allowed(self, link: str) -> str:
        """Where a link on Slack's page leads, for somebody who came there from Goodword's own page."""
        return followed(self.browser, self.url, self.acme.url, link)

    def installs(self, name: str) -> str:
        """Somebody installs it in a workspace, by the link; the page they see in the end."""
        status, page, _ = self.browser.get(self.allowed(f"Allow in {name}"))
        assert status == 200, page
        return page

    def moves_to(self, instant: datetime) -> Report:
        """It is another time, and the worker does all it does."""
        self.settle()
        self.clock.move_to(instant)
        report = self.worker.run_once()
        self.worker.do_jobs()
        self.worker.purge()
        self.settle()
        return report

    def settle(self) -> None:
        """Wait until nothing is under way in either."""
        for slack in (self.acme, self.globex):
            slack.settle()

    def refused(self) -> list[str]:
        """What Slack refused."""
        return [str(entry) for slack in (self.acme, self.globex) for entry in slack.refusals]


def followed(browser: Browser, url: str, slack_url: str, link: str) -> str:
    """Where a link on Slack's page leads, for somebody who came there from Goodword's at `url`."""
    _, page, _ = browser.get(f"{url}/slack/install")
    _, asks, _ = browser.get(link_in(page, "Add to Slack"))
    address = link_in(asks, link)
    return address if address.startswith("http") else f"{slack_url}{address}"


def link_in(page: str, words: str) -> str:
    """Where the link with these words leads."""
    links = re.findall(r'<a [^>]*href="([^"]*)">([^<]*)</a>', page)
    [address] = [unescape(address) for address, text in links if text == words]
    return address


@contextmanager
def opened(database_url: str, at: datetime, **more: Any) -> Iterator[Town]:
    """Everything started, nothing installed.

    Args:
        more: settings besides.
    """
    clock = MovableClock(at)
    acme = LocalSlack(wiring.manifest(), clock=clock, installed=False, team_id="T0ACME", name="Acme").start()
    globex = LocalSlack(
        wiring.manifest(), clock=clock, installed=False, beside=acme, team_id="T0GLOBEX", name="Globex"
    ).start()
    settings = Settings(
        slack_signing_secret=acme.signing_secret,
        slack_client_id=acme.client_id,
        slack_client_secret=acme.client_secret,
        slack_api_url=acme.api_url,
        database_url=database_url,
        **{"token_encryption_keys": new_key(), **more},
    )
    engine, books = wiring.open_books(settings, clock)
    server = HttpServer(settings, clock)
    acme.oauth.redirect_uri = f"{server.url}/slack/oauth_redirect"
    for slack in (acme, globex):
        slack.deliver_to(f"{server.url}/slack/events")
    try:
        yield Town(acme, globex, settings, clock, books, wiring.worker(settings, engine, books), server.url)
    finally:
        server.stop()
        globex.stop()
        acme.stop()
        engine.dispose()


def names_in(town: Town, team_id: str) -> list[str]:
    """Who is in the books of a workspace."""
    query = select(contacts.c.name).join(members, members.c.id == contacts.c.member_id)
    with reading(town.books.engine) as connection:
        return list(connection.scalars(query.where(members.c.team_id == team_id).order_by(contacts.c.name)))


def files_of(database_url: str) -> bytes:
    """All that a SQLite database has on disk."""
    path = Path(database_url.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*") if not each.name.endswith("-shm"))
