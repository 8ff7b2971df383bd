"""A small fault run on each database; the full one is `make faults`."""

from pathlib import Path

import pytest

from tests.faults.databases import database
from tests.faults.run import Plan, run

SMALL = Plan(nudges=60, workers=4, kills=8, every=0.15, restarts=1, speed=25, seed="small", threads=2)


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_each_nudge_arrives_once(backend: str, tmp_path: Path) -> None:
    with database(backend) as (url, restart):
        totals = run(url, SMALL, tmp_path, restart)
    print(f"\n{backend}: {totals}")  # noqa: T201
    assert (totals.sent, totals.doubled, totals.lost) == (SMALL.nudges, 0, 0)
    assert totals.killed and totals.troubled and (totals.restarted or not restart)
