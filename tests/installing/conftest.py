"""A town with nothing installed yet, on a Monday."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain import when
from tests.rig import MONDAY
from tests.town import Town, opened


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Load what reading days takes, so that no test waits for it."""
    when.warm()


@pytest.fixture
def town_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database with nothing in it."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'book.db')}"


@pytest.fixture
def town(town_url: str) -> Iterator[Town]:
    """Acme and Globex; Goodword is in neither."""
    with opened(town_url, MONDAY) as town:
        yield town
