"""`bot remind`: a pass, a pretended one, a dry one, and the loop with its clean stop."""

import sqlite3
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.localslack import LocalSlack, Person
from bot.storage.engine import make_engine, writing
from bot.storage.tables import contacts
from tests.processes.books import beating, deliveries, promise, rows, today
from tests.processes.conftest import Start

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
SLOW = 2.0  # seconds: long enough to be told to stop in


def nudges(person: Person) -> list[str]:
    return [words for words in person.notifications if " today: " in words]


def dump(url: str) -> list[str]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_dry_run_prints_and_changes_nothing_and_a_pass_sends_once(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str
) -> None:
    ada = slack.person("Ada")
    promise(book_url, slack, ada, ["Jane Doe", "Bob Marsh"], TUESDAY)
    before = dump(book_url)
    dry = start("remind", "--dry-run", "--now", TUESDAY.isoformat(), **env)
    assert dry.ends() == 0
    assert "Two people" in dry.printed and "Jane Doe" in dry.printed and "[Done]" in dry.printed
    assert dump(book_url) == before
    assert slack.log == []

    for sent in ("sent=1", "sent=0"):
        once = start("remind", "--once", "--now", TUESDAY.isoformat(), **env)
        assert once.ends() == 0, once.logged
        assert sent in once.printed
    assert nudges(ada) == ["2 people today: Jane, Bob"]
    assert slack.refusals == [] and beating(book_url) == 0


def test_without_an_instant_it_is_about_now(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str
) -> None:
    ada, ben = slack.person("Ada"), slack.person("Ben")
    promise(book_url, slack, ada, ["Jane Doe"], today())
    promise(book_url, slack, ben, ["Sam Lee"], today() + timedelta(days=7))
    dry = start("remind", "--dry-run", **env)
    assert dry.ends() == 0
    assert "Jane Doe" in dry.printed and "Sam Lee" not in dry.printed
    assert deliveries(book_url) == []

    once = start("remind", "--once", **env)
    assert once.ends() == 0 and "sent=1" in once.printed
    assert nudges(ada) == ["1 person today: Jane"] and nudges(ben) == []
    assert beating(book_url) == 0


def test_a_pass_by_itself_tidies_up_and_a_pretended_one_does_not(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str
) -> None:
    """What is old by a pretended clock may be young."""
    promise(book_url, slack, slack.person("Ada"), ["Jane Doe"], today() - timedelta(days=40))
    engine = make_engine(book_url)
    with writing(engine) as connection:
        connection.execute(update(contacts).values(deleted_at=today() - timedelta(days=20)))
    assert start("remind", "--now", (today() + timedelta(days=20)).isoformat(), **env).ends() == 0
    assert rows(book_url, "SELECT count(*) FROM contacts") == [(1,)]
    assert start("remind", "--once", **env).ends() == 0
    assert rows(book_url, "SELECT count(*) FROM contacts") == [(1,)]
    with writing(engine) as connection:
        connection.execute(update(contacts).values(deleted_at=today() - timedelta(days=31)))
    engine.dispose()
    assert start("remind", "--once", **env).ends() == 0
    assert rows(book_url, "SELECT count(*) FROM contacts") == [(0,)]


def test_the_loop_keeps_others_off_and_stops_cleanly(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str
) -> None:
    """Told to stop in the middle of a post, it finishes that one and begins no other."""
    ada, ben = slack.person("Ada"), slack.person("Ben")
    loop = start("remind", **{**env, "THREADS": "1"})
    loop.until(lambda: beating(book_url), "it beats")
    dry = start("remind", "--dry-run", "--now", TUESDAY.isoformat(), **env)
    pretending = start("remind", "--now", TUESDAY.isoformat(), **env)
    elsewhere = start("run", "--port", "0", DATABASE_URL=book_url)
    for program in (pretending, elsewhere):
        assert program.ends() == 2
        assert program.logged.startswith("A worker is running on this database (") and program.printed == ""
    assert dry.ends() == 0

    slack.trouble.slow(SLOW, "chat.postMessage")
    for person in (ada, ben):
        promise(book_url, slack, person, ["Jane Doe"], today())
    loop.until(lambda: "sending" in deliveries(book_url), "it sends")
    assert loop.stop() == 0
    states = deliveries(book_url)
    assert "sent" in states and set(states) <= {"sent", "claimed"}
    assert len(nudges(ada)) + len(nudges(ben)) == 1
    assert beating(book_url) == 0
    assert "Traceback" not in loop.logged and loop.printed == ""


def test_what_the_log_says_of_people_is_their_numbers(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str
) -> None:
    promise(book_url, slack, slack.person("Ada"), ["Jane Doe"], TUESDAY)
    slack.trouble.account_inactive("Ada")
    once = start("remind", "--once", "--now", TUESDAY.isoformat(), **{**env, "LOG_LEVEL": "DEBUG"})
    assert once.ends() == 0 and "failed=1" in once.printed
    assert "user_disabled" in once.logged
    for secret in ("Jane", "Ada", slack.bot_token):
        assert secret not in once.logged
    assert rows(book_url, "SELECT count(*) FROM tasks WHERE state = 'open'") == [(1,)]
