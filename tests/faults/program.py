"""The worker that is killed: the real one, in a process of its own, on a clock that hurries."""

import logging
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import time

from bot import wiring
from bot import worker as worker_module
from bot.running import stop_signals
from bot.settings import Settings
from bot.slack.nudges import PATIENCE
from bot.worker import LOOK_EVERY


@dataclass(frozen=True)
class HurriedClock:
    """Time that runs so many times as fast as real time does, so that a lease of 90 seconds is over in a few."""

    start: datetime
    began: float  # by time.time(), which is the same for all processes
    speed: float

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.start + timedelta(seconds=(time() - self.began) * self.speed)


def work(settings: Settings, clock: HurriedClock, log: Path) -> None:
    """See to nudges until told to stop. What is waited for in real time is as much shorter as time is faster."""
    sys.stderr = log.open("a", buffering=1)
    with stop_signals() as stopped:
        logging.basicConfig(level=logging.INFO, stream=sys.stderr)
        engine, books = wiring.open_books(settings, clock)
        worker = wiring.worker(settings, engine, books)
        for client in filter(None, (worker.poster.client, worker.poster.patient)):
            client.timeout = PATIENCE / clock.speed  # type: ignore[assignment]
        worker_module.LOOK_EVERY = LOOK_EVERY / clock.speed
        worker.stopping = stopped
        worker.loop()
