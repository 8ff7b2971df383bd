"""Deliveries a second, with a Slack that answers in 200 ms; against a bare loop of slack_sdk that posts the same."""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time

from slack_sdk import WebClient

from bot import wiring
from bot.clock import FrozenClock
from bot.settings import Settings
from bot.storage.engine import make_engine
from tests.bench.processes import measured, tell
from tests.bench.stub import stub
from tests.bench.table import Row
from tests.bulk import promise_all
from tests.faults.databases import database

THREADS = 16
DELIVERIES = 1200
SECONDS = 0.2
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PROGRAM = "tests.bench.deliveries"


def bench(folder: Path) -> Sequence[Row]:
    """A row for each database."""
    return [_row(backend, folder / "payload.json") for backend in ("sqlite", "postgresql")]


def _row(backend: str, payload: Path) -> Row:
    with stub(SECONDS) as address, database(backend) as (url, _):
        _write_one(url, payload)
        bare = measured(PROGRAM, "bare", address, str(payload))
        _promise(url, DELIVERIES)
        ours = measured(PROGRAM, "ours", address, url)
    return Row(
        f"deliveries a second, {THREADS} threads, {backend}",
        _told(ours),
        f"bare slack_sdk: {_told(bare)}",
        ratio=ours["rate"] / bare["rate"],
        at_least=0.9,
    )


def _told(figures: dict[str, float]) -> str:
    return f"{figures['rate']:.0f}/s, {figures['cpu']:.1f} ms CPU each"


def _promise(url: str, count: int) -> None:
    engine = make_engine(url)
    promise_all(engine, f"T{count}", [f"U{number}" for number in range(count)], TUESDAY, dm_channel="D1")
    engine.dispose()


def _write_one(url: str, path: Path) -> None:
    """Keep what one of the deliveries posts."""
    _promise(url, 1)
    engine, books = wiring.open_books(Settings(database_url=url), FrozenClock(TUESDAY))
    [message] = wiring.worker(Settings(), engine, books).preview()
    path.write_text(json.dumps(message.payload()))
    engine.dispose()


def ours(address: str, url: str) -> None:
    """One pass of the worker."""
    settings = Settings(slack_bot_token="xoxb-1", slack_api_url=address, database_url=url, threads=THREADS)
    engine, books = wiring.open_books(settings, FrozenClock(TUESDAY))
    worker = wiring.worker(settings, engine, books)
    begun, cpu = monotonic(), process_time()
    _tell(begun, cpu, worker.run_once().sent)


def bare(address: str, payload: str) -> None:
    """The same blocks, as many times."""
    client, message = WebClient("xoxb-1", address, retry_handlers=[]), json.loads(Path(payload).read_text())
    begun, cpu = monotonic(), process_time()
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: client.chat_postMessage(channel="D1", **message), range(DELIVERIES)))
    _tell(begun, cpu, len(answers))


def _tell(begun: float, cpu: float, sent: int) -> None:
    tell(rate=sent / (monotonic() - begun), cpu=(process_time() - cpu) / sent * 1000)


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]](*sys.argv[2:])
