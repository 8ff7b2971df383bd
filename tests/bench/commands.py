"""`/contact add` and a name over HTTP until the reply has arrived; against bare Bolt under the same gunicorn."""

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from string import ascii_lowercase
from urllib.parse import urlencode

import psutil

from bot.localslack.signed import FORM, signature
from tests.bench.bare import SECRET
from tests.bench.processes import memory, running
from tests.bench.stub import stub
from tests.bench.table import Row
from tests.faults.databases import database
from tests.processes.program import free_port

ONE_BY_ONE = 400  # requests over one connection
AT_ONCE = 16  # connections
EACH = 75  # requests over each of them


@dataclass(frozen=True)
class Figures:
    """What one app came to."""

    p50: float  # milliseconds
    p99: float
    rate: float  # answers a second, with many connections
    memory: list[float]  # MB, of each process

    @property
    def latency(self) -> str:
        """As it reads."""
        return f"p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms"


def bench(_folder: Path) -> Sequence[Row]:
    """The rows of each database, and the memory of each process."""
    return [row for backend in ("sqlite", "postgresql") for row in _rows(backend)]


def _rows(backend: str) -> Iterator[Row]:
    with stub() as address, database(backend) as (url, _):
        ours = _measured(url, address, "bot", "web")
        kinds = ("echo", "prompt", "inserts")
        echo, prompt, inserts = (_measured(url, address, "tests.bench.bare", kind) for kind in kinds)
    add = f"/contact add NAME, {backend}"
    yield Row(add, ours.latency, f"bare Bolt echo: {echo.latency}", ours.p50 / echo.p50, at_most=1.5)
    yield Row(add, ours.latency, f"… with process_before_response: {prompt.latency}", ours.p50 / prompt.p50)
    against = f"bare Bolt, same inserts: {inserts.rate:.0f}/s"
    at_once = f"the same, {AT_ONCE} connections, {backend}"
    yield Row(at_once, f"{ours.rate:.0f}/s", against, ours.rate / inserts.rate, at_least=0.6)
    yield Row(f"memory of bot web, {backend}", told(ours.memory), f"bare Bolt echo: {told(echo.memory)}")


def told(megabytes: list[float]) -> str:
    """Each process's memory, as it reads."""
    return " + ".join(f"{each:.0f}" for each in megabytes) + " MB"


def _measured(url: str, address: str, module: str, kind: str) -> Figures:
    port = free_port()
    given = () if module == "bot" else (str(port), str(AT_ONCE), url, address)
    env = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": address}
    env |= {"DATABASE_URL": url, "PORT": str(port), "THREADS": str(AT_ONCE), "LOG_LEVEL": "WARNING"}
    with running(module, kind, *given, **env) as process:
        wait_until_healthy(port)
        return _figures(process, port)


def _figures(process: psutil.Process, port: int) -> Figures:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for member in range(AT_ONCE):  # whoever is new is welcomed first
            _latencies(port, member, 3)
        one_by_one = sorted(_latencies(port, 0, ONE_BY_ONE))
        begun = time.monotonic()
        list(pool.map(lambda member: _latencies(port, member, EACH), range(AT_ONCE)))
        rate = AT_ONCE * EACH / (time.monotonic() - begun)
    return Figures(median(one_by_one), quantiles(one_by_one, n=100)[-1], rate, memory(process))


def wait_until_healthy(port: int) -> None:
    """Wait until it serves."""
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.005)
        finally:
            connection.close()


def _latencies(port: int, member: int, requests: int) -> list[float]:
    """The milliseconds that each of so many requests took, one after another over one connection."""
    connection, taken = HTTPConnection("127.0.0.1", port, timeout=30), []
    for _ in range(requests):
        body, headers = _command(member)
        begun = time.monotonic()
        connection.request("POST", "/slack/events", body, headers)
        answer = connection.getresponse()
        told = answer.read()
        taken.append((time.monotonic() - begun) * 1000)
        if answer.status != 200 or b"text" not in told:
            raise RuntimeError(f"{answer.status}: {told[:200]!r}")
    connection.close()
    return taken


_numbers = count(1)
_names = random.Random("names")


def _command(member: int) -> tuple[bytes, dict[str, str]]:
    """A signed slash command that adds somebody new."""
    name = " ".join("".join(_names.choices(ascii_lowercase, k=7)).capitalize() for _ in range(2))
    form = {"command": "/contact", "text": f"add {name}", "team_id": "T1", "user_id": f"U{member}", "channel_id": "C1"}
    more = {"trigger_id": f"{next(_numbers)}.1", "response_url": "http://127.0.0.1:1/", "user_name": "ann"}
    body, now = urlencode(form | more).encode(), str(int(time.time()))
    signed = signature(SECRET, now, body)
    return body, {"Content-Type": FORM, "X-Slack-Request-Timestamp": now, "X-Slack-Signature": signed}
