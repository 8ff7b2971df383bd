"""kill -9 of a worker in the middle of an import: the file is taken in once, and told of once."""

from datetime import UTC, datetime, timedelta

from bot.clerk import LEASE
from bot.clock import FrozenClock
from bot.domain.jobs import Import, Job, JobKind
from bot.domain.model import Who
from bot.localslack import LocalSlack
from bot.localslack.methods_files import add_file
from bot.storage.book import Books
from bot.storage.engine import make_engine
from tests.processes.books import names, rows
from tests.processes.conftest import Start
from tests.processes.program import settings

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
AFTER_LEASE = TUESDAY + LEASE + timedelta(seconds=5)
PEOPLE = 10_000
SLOW = 0.7  # seconds: long enough to be killed in


def test_killed_in_the_middle_of_an_import(start: Start, slack: LocalSlack, database_url: str) -> None:
    begin_import(slack, database_url)
    env = settings(slack, database_url)
    slack.trouble.slow(SLOW, "chat.update")
    worker = start("remind", "--once", "--now", TUESDAY.isoformat(), **env)
    worker.until(lambda: taken(database_url) > 0, "a part of the file is in")
    worker.kill()
    slack.settle()
    slack.trouble.clear()
    assert 0 < taken(database_url) < PEOPLE and len(names(database_url)) == taken(database_url)

    within = start("remind", "--once", "--now", (TUESDAY + LEASE / 2).isoformat(), **env)
    assert within.ends() == 0 and taken(database_url) < PEOPLE

    assert start("remind", "--once", "--now", AFTER_LEASE.isoformat(), **env).ends() == 0
    assert sorted(names(database_url)) == sorted(f"Person{number} Doe" for number in range(PEOPLE))
    assert rows(database_url, "SELECT new, known, merged, taken FROM imports") == [(PEOPLE, 0, 0, PEOPLE)]
    assert rows(database_url, "SELECT state FROM jobs") == [("done",)]
    shown = [message for message in slack.person("Ada").messages() if "Connections.csv" in str(message)]
    assert len(shown) == 1 and "Imported" in shown[0]["text"]


def begin_import(slack: LocalSlack, url: str) -> None:
    """Ada has dropped a file and pressed *Import* under what would come of it."""
    people = [f"Person{n},Doe,https://www.linkedin.com/in/p{n},,Acme,CTO,5 Mar 2024" for n in range(PEOPLE)]
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    ada = slack.person("Ada")
    with slack.workspace.changing():
        file = add_file(slack.workspace, "Connections.csv", ada.id, "\n".join([header, *people]).encode())
        dm = slack.workspace.dm(ada.id)
        ts = slack.workspace.post(dm, slack.workspace.bot_message("Connections.csv: 10,000 new", None))["ts"]
    engine = make_engine(url)
    books = Books(engine, FrozenClock(TUESDAY - timedelta(minutes=1)))
    who = Who(slack.team_id, ada.id)
    member = books.enrol(who, name="Ada", zone="UTC", locale="en-US", profile_at=books.clock.now())
    with books.open(member, track=False) as book:
        book.member.dm_channel = dm.id
        told = {"channel": dm.id, "ts": ts, "begun_at": book.now, "total": PEOPLE}
        import_ = book.add(Import("Connections.csv", file.id, **told))
        book.add(Job(JobKind.IMPORT, import_.id))
    engine.dispose()


def taken(url: str) -> int:
    [(count,)] = rows(url, "SELECT taken FROM imports")
    return int(count)
