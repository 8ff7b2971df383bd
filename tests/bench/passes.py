"""A pass in which 1,000 nudges are due: with a million tasks stored, against ten thousand."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import monotonic, process_time

from bot import wiring
from bot.clock import FrozenClock
from bot.settings import Settings
from bot.storage.engine import make_engine
from tests.bench.deliveries import TUESDAY
from tests.bench.processes import measured, tell
from tests.bench.stub import stub
from tests.bench.table import Row
from tests.bulk import promise_all, store
from tests.faults.databases import database

DUE = 1_000
FEW, MANY = 10_000, 1_000_000
PROGRAM = "tests.bench.passes"


def bench(_folder: Path) -> Sequence[Row]:
    """A row for each database."""
    return [_row(backend) for backend in ("sqlite", "postgresql")]


def _row(backend: str) -> Row:
    few, many = _seconds(backend, FEW), _seconds(backend, MANY)
    stored = f"a pass, {MANY:,} tasks stored and {DUE:,} due, {backend}"
    return Row(stored, f"{many:.1f} s", f"{FEW:,} stored: {few:.1f} s", many / few, at_most=1.3)


def _seconds(backend: str, stored: int) -> float:
    with stub() as address, database(backend) as (url, _):
        engine = make_engine(url)
        promise_all(engine, "T1", [f"U{number}" for number in range(DUE)], TUESDAY, dm_channel="D1")
        store(engine, stored // DUE, TUESDAY + timedelta(days=30))
        engine.dispose()
        return float(measured(PROGRAM, address, url)["seconds"])


def main(address: str, url: str) -> None:
    """One pass of the worker."""
    settings = Settings(slack_bot_token="xoxb-1", slack_api_url=address, database_url=url)
    engine, books = wiring.open_books(settings, FrozenClock(TUESDAY))
    worker = wiring.worker(settings, engine, books)
    begun, cpu = monotonic(), process_time()
    sent = worker.run_once().sent
    assert sent == DUE, sent
    tell(seconds=monotonic() - begun, cpu=process_time() - cpu)


if __name__ == "__main__":
    main(*sys.argv[1:])
