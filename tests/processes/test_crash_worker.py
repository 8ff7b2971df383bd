"""kill -9 of a worker, wherever it is on a nudge's way: the member gets the nudge, and gets it once."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import sleep

from bot import running
from bot.localslack import LocalSlack, Person
from bot.settings import Settings
from bot.worker import LEASE, Report
from tests.processes.books import deliveries, promise, rows
from tests.processes.conftest import Start
from tests.processes.program import Program, settings

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
WITHIN_LEASE = TUESDAY + LEASE / 2
AFTER_LEASE = TUESDAY + LEASE + timedelta(seconds=5)
SLOW = 0.7  # seconds: long enough to be killed in
PEOPLE = 8
ROUNDS = 3


def nudges(person: Person) -> int:
    return sum(" today: " in words for words in person.notifications)


def test_killed_when_it_had_claimed(start: Start, slack: LocalSlack, env: dict[str, str], book_url: str) -> None:
    slack.trouble.slow(SLOW, "conversations.open")
    killed(start, slack, env, book_url, "claimed")
    assert nudges(slack.person("Ada")) == 0
    assert again(slack, book_url, WITHIN_LEASE) == Report()
    assert again(slack, book_url, AFTER_LEASE) == Report(sent=1)
    assert_once(slack, book_url)


def test_killed_while_sending_what_does_not_arrive(
    start: Start, slack: LocalSlack, env: dict[str, str], book_url: str
) -> None:
    slack.trouble.slow(SLOW, "chat.postMessage")
    slack.trouble.dropping("chat.postMessage")
    killed(start, slack, env, book_url, "sending")
    assert nudges(slack.person("Ada")) == 0
    assert again(slack, book_url, WITHIN_LEASE) == Report()
    assert again(slack, book_url, AFTER_LEASE) == Report(sent=1)
    assert_once(slack, book_url)


def test_killed_while_sending_what_arrives(start: Start, slack: LocalSlack, database_url: str) -> None:
    slack.trouble.slow(SLOW, "chat.postMessage")
    killed(start, slack, settings(slack, database_url), database_url, "sending")
    assert nudges(slack.person("Ada")) == 1
    assert again(slack, database_url, WITHIN_LEASE) == Report()
    assert again(slack, database_url, AFTER_LEASE) == Report(recovered=1)
    assert_once(slack, database_url)


def test_killed_before_it_could_note_what_had_arrived(
    start: Start, slack: LocalSlack, env: dict[str, str], book_url: str
) -> None:
    ada = slack.person("Ada")
    promise(book_url, slack, ada, ["Jane Doe"], TUESDAY)
    slack.trouble.slow(SLOW, "chat.postMessage")
    worker = start("remind", "--once", "--now", TUESDAY.isoformat(), **env)
    worker.until(lambda: deliveries(book_url) == ["sending"], "it sends")
    with nobody_writes(book_url):
        worker.until(lambda: nudges(ada), "the nudge arrives")
        slack.settle()
        worker.kill()
    assert deliveries(book_url) == ["sending"]
    slack.trouble.clear()
    assert again(slack, book_url, AFTER_LEASE) == Report(recovered=1)
    assert_once(slack, book_url)


def test_killed_at_any_moment(start: Start, slack: LocalSlack, env: dict[str, str], book_url: str) -> None:
    people = [slack.add_person(f"Member{chr(ord('a') + number)} Doe") for number in range(PEOPLE)]
    for person in people:
        promise(book_url, slack, person, ["Jane Doe"], TUESDAY)
    chance, now = random.Random("kill a worker"), TUESDAY
    slack.trouble.slow(SLOW / 20, "chat.postMessage")
    for _ in range(ROUNDS):
        worker = start("remind", "--once", "--now", now.isoformat(), **env)
        worker.until(posted_or_ended(slack, worker), "it posts")
        sleep(chance.uniform(0, SLOW / 5))
        worker.kill()
        slack.settle()
        now += LEASE + timedelta(seconds=1)
    while "sending" in deliveries(book_url) and now < TUESDAY + timedelta(hours=8):
        again(slack, book_url, now)  # what may have arrived is looked up at the pace that Slack allows
        now += LEASE + timedelta(seconds=1)
    again(slack, book_url, now)
    assert [nudges(person) for person in people] == [1] * PEOPLE
    assert deliveries(book_url) == ["sent"] * PEOPLE


def killed(start: Start, slack: LocalSlack, env: dict[str, str], url: str, state: str) -> None:
    """A worker sends Ada's nudge, and is killed once it has got so far; afterwards Slack is well again."""
    promise(url, slack, slack.person("Ada"), ["Jane Doe"], TUESDAY)
    worker = start("remind", "--once", "--now", TUESDAY.isoformat(), **env)
    claimed = f"SELECT id FROM deliveries WHERE leased_until IS NOT NULL AND state = '{state}'"
    worker.until(lambda: rows(url, claimed), f"the nudge is {state}")
    worker.until(lambda: slack.is_busy, "Slack has its request")
    worker.kill()
    slack.settle()
    slack.trouble.clear()
    assert deliveries(url) == [state]


def posted_or_ended(slack: LocalSlack, worker: Program) -> Callable[[], bool]:
    """Whether more has been posted than until now, or there was nothing left to post."""
    before = len(slack.log)
    return lambda: any(entry.name == "chat.postMessage" for entry in slack.log[before:]) or not worker.running


def again(slack: LocalSlack, url: str, now: datetime) -> Report:
    """A pass of a worker that was started anew."""
    return running.remind_once(
        Settings(slack_bot_token=slack.bot_token, slack_api_url=slack.api_url, database_url=url), now
    )


def assert_once(slack: LocalSlack, url: str) -> None:
    """Ada has the nudge once, it is recorded where it is, and another pass does nothing."""
    ada = slack.person("Ada")
    assert again(slack, url, AFTER_LEASE + timedelta(hours=1)) == Report()
    assert nudges(ada) == 1 and deliveries(url) == ["sent"]
    ts = ada.sees("You planned to follow up")["ts"]
    assert rows(url, "SELECT ts, channel FROM deliveries") == [(ts, slack.workspace.dm(ada.id).id)]


@contextmanager
def nobody_writes(url: str) -> Iterator[None]:
    """Hold the only lock for writing there is."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        connection.rollback()
        connection.close()
