"""What becomes of a workspace that removes Goodword: locked at once, opened again or erased, and nobody else's harm."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.clock import MovableClock
from bot.domain.jobs import JobKind
from bot.domain.model import Member, Who
from bot.errors import NotInBook, WorkspaceLocked
from bot.storage import due, erasing, installations, jobs, rests
from bot.storage.book import Books
from bot.storage.engine import reading, writing
from bot.storage.installations import Installation, Installations
from bot.storage.tables import members as members_table
from bot.storage.tables import metadata
from bot.storage.tables_exchange import jobs as jobs_table
from bot.storage.vault import Vault, new_key
from tests.storage.people import add_person, add_task

NOW = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
TOMORROW = NOW + DAY


@pytest.fixture
def store(engine: Engine) -> Installations:
    return Installations(engine, Vault([new_key()]))


@pytest.fixture
def neighbour(books: Books) -> Member:
    """The same user id, in another workspace."""
    return books.enrol(Who("T2", "U1"), name="Ann", zone="Europe/Paris", locale="en-US", profile_at=None)


def owe(books: Books, *members: Member) -> None:
    """Each has somebody to follow up with, today."""
    for member in members:
        with books.open(member) as book:
            add_task(book, add_person(book, "Jane Doe"), due_on=book.today)
    with writing(books.engine) as connection:
        connection.execute(members_table.update().values(next_nudge_at=NOW, welcomed_at=NOW))


def test_no_book_of_a_locked_workspace_opens(books: Books, member: Member, neighbour: Member) -> None:
    assert books.lock_workspace("T1", NOW)
    with pytest.raises(WorkspaceLocked):
        books.member(Who("T1", "U1"))
    with pytest.raises(WorkspaceLocked):
        books.enrol(Who("T1", "U9"), name="Eve", zone="UTC", locale="en-US", profile_at=None)
    for opened in (books.open, books.read):
        with pytest.raises(NotInBook), opened(member):
            pass
        with opened(neighbour):
            pass


def test_nothing_is_claimed_or_counted_in_a_locked_workspace(
    engine: Engine, books: Books, member: Member, neighbour: Member
) -> None:
    owe(books, member, neighbour)
    assert due.overdue(engine, TOMORROW) == 2
    books.lock_workspace("T1", NOW)
    assert due.overdue(engine, TOMORROW) == 1
    assert rests.resting(engine, TOMORROW) == {"T1"}
    claimed = due.claim_members(engine, TOMORROW, TOMORROW + DAY, 10)
    assert [each.team_id for each in claimed] == ["T2"]
    assert due.members_due(engine, TOMORROW) == []


def test_a_locked_workspace_wakes_nobody(engine: Engine, books: Books, member: Member) -> None:
    owe(books, member)
    assert due.next_wake(engine, TOMORROW) is not None
    books.lock_workspace("T1", NOW)
    assert due.next_wake(engine, TOMORROW) is None


def test_it_is_locked_once(engine: Engine) -> None:
    """Slack tells of it twice, in either order; the first counts."""
    assert installations.lock(engine, "T1", NOW, NOW)
    assert not installations.lock(engine, "T1", TOMORROW, TOMORROW)
    assert erasing.erase_locked(engine, NOW) == ["T1"]


def test_what_was_installed_after_the_removal_stays(engine: Engine, store: Installations) -> None:
    """An event may come late; Slack brings it again after five minutes."""
    installations.lock(engine, "T1", NOW, NOW)
    store.save(Installation("T1", "xoxb-1", installed_at=NOW + 60 * SECOND), TOMORROW)
    assert not installations.lock(engine, "T1", TOMORROW, NOW)
    assert store.find("T1")
    assert installations.lock(engine, "T1", TOMORROW, NOW + 60 * SECOND)
    assert store.find("T1") is None


def test_members_are_told_once_that_it_is_back(engine: Engine, books: Books, member: Member, other: Member) -> None:
    store = Installations(engine, Vault([new_key()]))
    owe(books, member)
    with writing(engine) as connection:
        never_spoken_to = members_table.c.id == other.id
        connection.execute(members_table.update().where(never_spoken_to).values(welcomed_at=None))
        connection.execute(members_table.update().values(unreachable_at=NOW))
    assert not store.save(Installation("T1", "xoxb-1", installed_at=NOW), NOW)
    books.lock_workspace("T1", NOW)
    assert store.save(Installation("T1", "xoxb-2", installed_at=TOMORROW), TOMORROW)
    assert not store.save(Installation("T1", "xoxb-3", installed_at=TOMORROW), TOMORROW)
    with reading(engine) as connection:
        asked = connection.execute(select(jobs_table.c.member_id, jobs_table.c.kind)).all()
        unreachable = connection.scalars(select(members_table.c.unreachable_at)).all()
    assert asked == [(member.id, JobKind.WELCOME_BACK)]
    assert set(unreachable) == {None}


def test_books_of_its_workspaces_come_along_when_an_organisation_installs_it(
    books: Books, store: Installations, member: Member, neighbour: Member
) -> None:
    elsewhere = books.enrol(Who("T3", "U1"), name="Ann", zone="UTC", locale="en-US", profile_at=None)
    for team_id, enterprise_id in (("T1", "E1"), ("T2", "E1"), ("T3", None)):
        store.save(Installation(team_id, "xoxb-1", enterprise_id=enterprise_id, installed_at=NOW), NOW)
    store.save(Installation("E1", "xoxb-2", is_org=True, enterprise_id="E1", installed_at=TOMORROW), TOMORROW)
    found = {team_id: books.member(Who(team_id, "U1")) for team_id in ("E1", "T1", "T2", "T3")}
    ids = {team_id: each.id for team_id, each in found.items() if each}
    assert ids == {"E1": member.id, "T2": neighbour.id, "T3": elsewhere.id}, "the older of two is the one"


def test_whose_workspace_was_locked_is_told_when_the_organisation_installs_it(
    engine: Engine, books: Books, store: Installations, member: Member
) -> None:
    with writing(engine) as connection:
        connection.execute(members_table.update().values(welcomed_at=NOW))
    store.save(Installation("T1", "xoxb-1", enterprise_id="E1", installed_at=NOW), NOW)
    books.lock_workspace("T1", NOW)
    store.save(Installation("E1", "xoxb-2", is_org=True, enterprise_id="E1", installed_at=TOMORROW), TOMORROW)
    with reading(engine) as connection:
        asked = connection.execute(select(jobs_table.c.member_id, jobs_table.c.kind)).all()
    assert asked == [(member.id, JobKind.WELCOME_BACK)]


def test_what_is_removed_is_the_organisations_unless_the_workspace_has_its_own(
    books: Books, store: Installations
) -> None:
    store.save(Installation("E1", "xoxb-1", is_org=True, enterprise_id="E1", installed_at=NOW), NOW)
    store.save(Installation("T2", "xoxb-2", enterprise_id="E1", installed_at=NOW), NOW)
    assert books.lock_workspace("T2", TOMORROW, "E1")
    assert store.find("E1") and not store.find("T2")
    assert books.lock_workspace("T1", TOMORROW, "E1")
    assert not store.find("E1")


def test_jobs_wait_until_it_is_back(engine: Engine, books: Books, member: Member) -> None:
    owe(books, member)
    with writing(engine) as connection:
        jobs.add_for_workspace(connection, "T1", JobKind.EXPORT, NOW)
    books.lock_workspace("T1", NOW)
    assert jobs.claim(engine, TOMORROW, TOMORROW + DAY) is None
    assert installations.unlock(engine, "T1", TOMORROW, TOMORROW)
    assert not installations.unlock(engine, "T1", TOMORROW, TOMORROW)
    assert jobs.claim(engine, TOMORROW, TOMORROW + DAY)
    assert not books.lock_workspace("T1", NOW), "it is told of late"


def test_it_is_erased_when_it_has_been_locked_for_so_long(
    engine: Engine, books: Books, clock: MovableClock, member: Member, neighbour: Member
) -> None:
    owe(books, member, neighbour)
    rests.rest(engine, "T1", TOMORROW)
    clock.move_to(NOW)
    books.lock_workspace("T1", NOW)
    assert erasing.erase_locked(engine, NOW - SECOND) == []
    assert erasing.erase_locked(engine, NOW + 60 * SECOND) == ["T1"]
    assert owners(engine) == {neighbour.id}
    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            if "team_id" in table.c:
                assert "T1" not in connection.scalars(select(table.c.team_id)).all(), table.name


def test_it_is_erased_at_once_when_the_operator_says_so(
    engine: Engine, books: Books, member: Member, other: Member, neighbour: Member
) -> None:
    owe(books, member, other, neighbour)
    assert erasing.erase(engine, "T1") == 2
    assert owners(engine) == {neighbour.id}
    assert erasing.erase(engine, "T1") is None


def owners(engine: Engine) -> set[int]:
    """Whose rows there are, in any table."""
    with reading(engine) as connection:
        owned = [table for table in metadata.sorted_tables if "member_id" in table.c]
        rows = {owner for table in owned for owner in connection.scalars(select(table.c.member_id))}
        return rows | set(connection.scalars(select(members_table.c.id)))
