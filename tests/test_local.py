"""`bot run` without tokens: the real bot in a Slack of its own, as its page shows it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain import verbs
from bot.domain.verbs import Verb
from bot.local import LocalBot
from bot.settings import Settings
from tests.localslack.browser import Browser
from tests.rig import MONDAY


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalBot]:
    running = LocalBot(Settings(database_url=f"sqlite:///{tmp_path / 'book.db'}"), start=MONDAY)
    yield running
    running.stop()


@pytest.fixture
def page(local: LocalBot) -> Iterator[Browser]:
    browser = Browser(local.slack, local.slack.person("Ada").id)
    yield browser
    browser.close()


def test_a_nudge_is_there_when_the_clock_has_moved(local: LocalBot, page: Browser) -> None:
    page.types("met Jane Doe (CTO at Acme) at PyCon, follow up tomorrow at 3pm about the pilot")
    page.sees_message("Saved Jane Doe")
    later = (local.slack.now() + timedelta(days=2)).replace(microsecond=0)
    assert page.does("clock", to=later.isoformat()) == {"ok": True}
    page.sees_message("about the pilot. You met at PyCon")
    assert local.slack.refusals == []


def test_starting_over_empties_the_book_of_this_workspace_only(local: LocalBot, page: Browser) -> None:
    with local.bot.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO members (team_id, user_id, name, zone, locale, digest_time, workdays, created_at)"
                " VALUES ('T9', 'U9', 'Eve', 'UTC', 'en', '08:30:00.000000', '[0]', '2026-01-01 00:00:00.000000')"
            )
        )
    page.types("/contact add Jane Doe, CTO at Acme", "general")
    page.sees_message("Saved Jane Doe", "general")
    page.does("start_over")
    page.types("/contact Jane", "general")
    page.sees_message("Nobody in your book", "general")
    with local.bot.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM members WHERE team_id = 'T9'")) == 1


def test_the_message_box_completes_what_the_bot_understands(page: Browser) -> None:
    [contact] = page.snapshot["app"]["commands"]
    offered = {each["text"] for each in contact["completions"]}
    assert {"add", "find", "note", "followup", "thank", "due", "help"} <= offered
    for words in offered:
        assert verbs.parse(f"{words} x").verb != Verb.PERSON or verbs.parse(words).verb != Verb.PERSON
    assert all(each["hint"] for each in contact["completions"])
