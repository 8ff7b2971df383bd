"""`bot migrate`: from nothing, by two at once, of whom the second finds it done."""

from bot.storage.migrate import revisions
from tests.processes.books import rows
from tests.processes.conftest import Start


def test_it_may_be_run_again_and_by_two_at_once(start: Start, empty_url: str) -> None:
    for program in [start("migrate", DATABASE_URL=empty_url) for _ in range(2)]:
        assert program.ends() == 0, program.logged
        assert program.printed == "The database is up to date.\n" and program.logged == ""
    assert rows(empty_url, "SELECT version_num FROM alembic_version") == [(revisions()[-1],)]
