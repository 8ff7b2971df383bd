"""kill -9 of `bot web` at any moment, while two people keep writing.

What a reply confirmed is kept, and kept once; so is what was only acknowledged, for Slack does not bring it again.
"""

import os
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from bot.localslack import LocalSlack, Person, Timing
from bot.wiring import manifest
from tests.processes.books import names
from tests.processes.conftest import Start
from tests.processes.program import Program, free_port, settings
from tests.processes.test_web import healthy

WORKER = re.compile(r"Booting worker with pid: (\d+)")
LONGEST_ROUND = 0.3  # seconds before it is killed
BETWEEN_FAILURES = 0.1
EVERYTHING_EVERY = 7  # in the other rounds the process that serves is killed, and gunicorn starts another
ROUNDS = {"sqlite": 12, "postgresql": 4}


@dataclass
class Writer:
    """Somebody who writes one name after another, and remembers which Slack took off their hands."""

    person: Person
    letter: str
    way: str  # what is written before a name
    written: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    refused: list[tuple[str, str | None]] = field(default_factory=list)  # names, and what Slack says of each

    def write(self, until: Event) -> None:
        while not until.is_set():
            name = f"{self.letter}{spelt(len(self.written))} Doe"
            self.written.append(name)
            answer = self.person.types(f"{self.way} {name}")
            if answer.ok:
                self.acknowledged.append(name)
            else:
                self.refused.append((name, answer.error))
                until.wait(BETWEEN_FAILURES)

    def confirmed(self) -> list[str]:
        """What they have seen confirmed so far."""
        return re.findall(rf"Saved \*({self.letter}\w+ Doe)\*", str(self.person.messages()))


@dataclass
class Served:
    """`bot web`, which is killed and started again."""

    start: Start
    env: dict[str, str]
    port: int = field(default_factory=free_port)

    def begin(self) -> None:
        self.program: Program = self.start("web", **{**self.env, "PORT": str(self.port)})
        self._serves_after(0)

    def kill(self, everything: bool) -> None:
        """Kill all of it, or only the process that serves; either way it serves again afterwards."""
        if everything:
            self.program.kill()
            self.begin()
            return
        before = WORKER.findall(self.program.logged)
        os.kill(int(before[-1]), signal.SIGKILL)
        self._serves_after(len(before))

    def _serves_after(self, workers: int) -> None:
        self.program.until(lambda: len(WORKER.findall(self.program.logged)) > workers, "a process serves")
        self.program.until(lambda: healthy(f"http://127.0.0.1:{self.port}"), "it is healthy")


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A workspace where what was not acknowledged comes again soon."""
    with LocalSlack(manifest(), timing=Timing(retries=(0.05, 0.5))) as slack:
        yield slack


def test_what_a_reply_confirmed_outlives_kill_9(
    start: Start, slack: LocalSlack, database_url: str, backend: str, tmp_path: Path
) -> None:
    served = Served(start, settings(slack, database_url))
    slack.deliver_to(f"http://127.0.0.1:{served.port}/slack/events")
    served.begin()
    writers = Writer(slack.person("Ada"), "A", "/contact add"), Writer(slack.person("Ben"), "B", "add")
    chance = random.Random(f"kill {backend}")
    for number in range(1, ROUNDS[backend] + 1):
        with writing(*writers):
            sleep(chance.uniform(0, LONGEST_ROUND))
            served.kill(everything=number % EVERYTHING_EVERY == 2)
        slack.settle()
        kept = names(database_url)
        assert {name for writer in writers for name in writer.confirmed()} - set(kept) == set()
        assert {name for writer in writers for name in writer.acknowledged} - set(kept) == set()
        assert len(kept) == len(set(kept))
    last = writers[0].acknowledged[-1]
    answer = writers[0].person.types(f"/contact {last}")
    assert answer.ok and last in str(answer.message)
    assert all(len(writer.confirmed()) > ROUNDS[backend] for writer in writers)
    assert served.program.stop() == 0


@contextmanager
def writing(*writers: Writer) -> Iterator[None]:
    """They write until what stands in the block is over."""
    enough = Event()
    threads = [Thread(target=writer.write, args=(enough,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def spelt(number: int) -> str:
    """A number in letters, as a name has none but those."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
