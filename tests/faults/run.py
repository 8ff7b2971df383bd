"""One fault run: many nudges are due, and everything that can go wrong does, until each has arrived."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep, time

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from bot.domain.model import DeliveryState
from bot.errors import GoodwordError
from bot.localslack import LocalSlack
from bot.settings import Settings
from bot.storage.engine import make_engine, reading
from bot.storage.tables import deliveries
from bot.wiring import manifest
from tests.bulk import promise_all
from tests.faults.program import HurriedClock, work

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PATIENCE = 60.0  # seconds without any nudge more; only ever waited out when something is wrong
LOOK_EVERY = 0.05
PROGRAM = "tests.faults.program"


@dataclass(frozen=True)
class Plan:
    """How large a run is, and how bad."""

    nudges: int
    workers: int
    kills: int  # at most: it ends when everything has arrived
    every: float  # seconds between two kills, on average
    restarts: int  # of the database
    speed: float  # of the clock
    seed: str
    threads: int = 4


@dataclass
class Totals:
    """What a run came to."""

    nudges: int
    killed: int = 0
    restarted: int = 0
    sent: int = 0
    doubled: int = 0
    lost: int = 0
    troubled: int = 0  # calls to Slack that went wrong
    seconds: float = 0.0

    def __str__(self) -> str:
        """One line."""
        return " ".join(f"{name}={value:.0f}" for name, value in vars(self).items())


def run(url: str, plan: Plan, folder: Path, restart: Callable[[], None] | None = None) -> Totals:
    """Carry out a plan on a migrated database that is empty; `restart` restarts it."""
    totals, began = Totals(plan.nudges), monotonic()
    engine = make_engine(url)
    with LocalSlack(manifest()) as slack:
        people = [slack.add_person(f"Person{number} X").id for number in range(plan.nudges)]
        promise_all(engine, slack.team_id, people, TUESDAY)
        _ask_for_trouble(slack, plan)
        settings = Settings(
            slack_bot_token=slack.bot_token, slack_api_url=slack.api_url, database_url=url, threads=plan.threads
        )
        crew = Crew(settings, plan, folder / "workers.log")
        try:
            _let_them_work(crew, plan, totals, lambda: _sent(engine), restart)
        finally:
            crew.dismiss()
        _count(slack, people, totals)
        totals.troubled = len([entry for entry in slack.log if not entry.ok])
    engine.dispose()
    totals.seconds = monotonic() - began
    return totals


def _ask_for_trouble(slack: LocalSlack, plan: Plan) -> None:
    """Of every kind, before and after Slack has taken a message; the slowest calls time out."""
    trouble, timeout = slack.trouble, 10 / plan.speed
    trouble.seed(plan.seed)
    trouble.slow(timeout / 10, "chat.postMessage")
    for after_taking in (False, True):
        trouble.failing(500, None, None, after_taking=after_taking, chance=0.02)
        trouble.dropping(None, None, after_taking, chance=0.02)
        trouble.slow(1.5 * timeout, after_taking=after_taking, chance=0.01)
    trouble.rate_limited(2, times=None, chance=0.01)


class Crew:
    """Workers, each a process of its own; whoever is gone is replaced."""

    def __init__(self, settings: Settings, plan: Plan, log: Path) -> None:
        """Start as many as are planned."""
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([PROGRAM])  # so that a new one is there at once
        self._work = (settings, HurriedClock(TUESDAY, time(), plan.speed), log)
        self._workers: list[BaseProcess] = []
        self._wanted = plan.workers
        self.fill_up()

    def fill_up(self) -> None:
        """See to it that all are there, also in place of those that ended by themselves."""
        self._workers = [each for each in self._workers if each.is_alive()]
        while len(self._workers) < self._wanted:
            self._workers.append(self._context.Process(target=work, args=self._work))
            self._workers[-1].start()

    def kill(self, chance: random.Random) -> None:
        """kill -9 of any of them."""
        unlucky = chance.choice(self._workers)
        unlucky.kill()
        unlucky.join()

    def dismiss(self) -> None:
        """Let them finish what they are at."""
        for each in self._workers:
            each.terminate()
        for each in self._workers:
            each.join(PATIENCE)
            each.kill()


def _let_them_work(
    crew: Crew, plan: Plan, totals: Totals, sent: Callable[[], int], restart: Callable[[], None] | None
) -> None:
    """Kill and restart until all is sent."""
    chance = random.Random(plan.seed)
    kill_at = monotonic() + plan.every
    restarts = [plan.nudges * (1 + number) // (plan.restarts + 1) for number in range(plan.restarts)] if restart else []
    last, deadline = 0, monotonic() + PATIENCE
    while (now_sent := sent()) < plan.nudges:
        if now_sent > last:
            last, deadline = now_sent, monotonic() + PATIENCE
        if monotonic() > deadline:
            return  # what is missing is counted as lost
        if restart and restarts and now_sent >= restarts[0]:
            restarts.pop(0)
            restart()
            totals.restarted += 1
        if totals.killed < plan.kills and monotonic() > kill_at:
            crew.kill(chance)
            totals.killed += 1
            kill_at = monotonic() + chance.uniform(0, 2 * plan.every)
        crew.fill_up()
        sleep(LOOK_EVERY)


def _sent(engine: Engine) -> int:
    query = select(func.count()).select_from(deliveries).where(deliveries.c.state == DeliveryState.SENT)
    try:
        with reading(engine) as connection:
            return connection.scalar(query) or 0
    except (DBAPIError, GoodwordError):  # it is just restarting
        return 0


def _count(slack: LocalSlack, people: list[str], totals: Totals) -> None:
    """What stands in Slack in the end, by the key of each nudge and by member."""
    slack.settle(PATIENCE)
    with slack.workspace.reading():
        found = [_keys(slack, person) for person in people]
    totals.sent = sum(map(bool, found))
    totals.lost = len(people) - totals.sent
    totals.doubled = sum(sum(keys.values()) - 1 for keys in found if keys)


def _keys(slack: LocalSlack, person: str) -> Counter[str]:
    messages = slack.workspace.dm(person).messages
    return Counter(each["metadata"]["event_payload"]["key"] for each in messages if "metadata" in each)
