"""The page in a real browser, with the real bot behind it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.local import LocalBot
from bot.settings import Settings
from tests.rig import MONDAY, settle_with

from . import chromium
from .visitor import Visitor

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.PATH, args=chromium.QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    """The local Slack and the bot on it: one for all tests, since the bot takes its time to hang up."""
    path = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("page") / "book.db")
    running = LocalBot(Settings(database_url=f"sqlite:///{path}"))
    settle_with(running.slack, running.bot.app)
    yield running
    running.stop()


@pytest.fixture
def local(running: LocalBot) -> LocalBot:
    """The same, as new, at `MONDAY`."""
    running.slack.start_over()
    running.slack.move_clock(MONDAY)
    return running


@pytest.fixture
def options() -> dict[str, Any]:
    """How the browser is set up; tests of a phone or of dark colours say otherwise."""
    return {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", "reduced_motion": "reduce"}


@pytest.fixture
def visitor(
    browser: Any, local: LocalBot, options: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    """Somebody at the page for the first time. Nothing may go wrong in their browser, nor leave this machine."""
    context = browser.new_context(**options)
    visitor = Visitor(context.new_page(), local)
    visitor.arrives()
    yield visitor
    SCREENSHOTS.mkdir(exist_ok=True)
    visitor.page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png")
    context.close()
    assert visitor.complaints == []
    assert visitor.outside == []
