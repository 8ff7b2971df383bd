"""Storage's own tests keep one engine for each database: to compile each query once saves half their time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.storage.engine import make_engine, writing
from bot.storage.tables import metadata


@pytest.fixture(scope="session")
def sqlite_engine(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated SQLite file, open."""
    path = tmp_path_factory.mktemp("shared") / "book.db"
    shutil.copy(migrated_sqlite, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_engine(migrated_postgresql: str) -> Iterator[Engine]:
    """A migrated PostgreSQL database, open."""
    engine = make_engine(migrated_postgresql)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(backend: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A migrated database with nothing in it, open."""
    engine: Engine = request.getfixturevalue(f"{backend}_engine")
    engine.dispose()  # of connections from which a test before may have been thrown out; what is compiled stays
    yield engine
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def database_url(engine: Engine) -> str:
    """Its address."""
    return engine.url.render_as_string(hide_password=False)
