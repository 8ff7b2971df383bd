"""Journeys run both ways Slack delivers, on SQLite; what differs between databases is tested with the storage."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig import MONDAY, WAYS, Rig, start


@pytest.fixture(params=WAYS)
def rig(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Rig]:
    """Goodword on a local Slack, at `MONDAY`."""
    path = shutil.copy(migrated_sqlite, tmp_path / "book.db")
    running, stop = start(request.param, f"sqlite:///{path}", MONDAY)
    yield running
    stop()
