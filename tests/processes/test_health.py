"""`/healthz` knows of the workers, which are processes of their own."""

import json
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.localslack import LocalSlack
from bot.storage.engine import make_engine
from bot.storage.heartbeats import ALIVE, beat, live_workers
from tests.processes.books import promise, today
from tests.processes.conftest import Start
from tests.processes.test_web import serve


def test_it_says_when_a_pass_ended_and_how_many_wait(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str, tmp_path: Path
) -> None:
    program, address = serve(tmp_path, env)
    slack.trouble.failing(500, "chat.postMessage", times=None)
    promise(book_url, slack, slack.person("Ada"), ["Jane Doe"], today())
    began = today().replace(microsecond=0)
    loop = start("remind", **env)
    loop.until(lambda: health(address)["last_pass"], "a pass has ended")
    told = health(address)
    assert told["overdue"] == 1
    assert began <= datetime.fromisoformat(told["last_pass"]) <= today()
    slack.trouble.clear()
    loop.until(lambda: health(address)["overdue"] == 0, "nobody waits")
    assert loop.stop() == 0
    assert health(address) == {"ok": True, "database": "ready", "overdue": 0, "last_pass": None}
    assert program.stop() == 0


def test_a_worker_that_was_killed_is_not_taken_for_one_that_runs(
    start: Start, env: dict[str, str], book_url: str, tmp_path: Path
) -> None:
    program, address = serve(tmp_path, env)
    loop = start("remind", **env)
    loop.until(lambda: health(address)["last_pass"], "a pass has ended")
    loop.kill()
    engine = make_engine(book_url)
    [left] = live_workers(engine, today() - ALIVE)
    beat(engine, left, today() - 2 * ALIVE)  # as if it were so long ago
    engine.dispose()
    assert health(address)["last_pass"] is None
    assert program.stop() == 0


def health(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:
        told: dict[str, Any] = json.load(response)
        return told
