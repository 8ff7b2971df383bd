"""Requests sent at a steady rate, whether the ones before were answered or not, as people do who know nothing of
each other; each is timed from the moment at which it was due.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from tests.bench.bare import SECRET
from tests.bench.commands import wait_until_healthy
from tests.bench.processes import running
from tests.bench.stub import stub
from tests.faults.databases import database
from tests.load.requests import Members, Request
from tests.processes.program import free_port

UNFORESEEN = b"the fault is mine"
SENDERS = 64  # requests under way at once
SLACKS_PATIENCE = 3  # seconds


@dataclass(frozen=True)
class Plan:
    """How much there is to do, for how many processes on which database."""

    members: int = 500
    rate: int = 50  # requests a second
    seconds: int = 60
    processes: int = 2
    threads: int = 10
    backend: str = "postgresql"

    def __str__(self) -> str:
        """As it reads."""
        return (
            f"{self.members} members, {self.rate} requests a second for {self.seconds} s, "
            f"{self.processes} processes of {self.threads} threads, {self.backend}"
        )


@dataclass
class Figures:
    """What it came to."""

    taken: list[float] = field(default_factory=list)  # milliseconds until the acknowledgement
    errors: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0

    def at(self, share: float) -> float:
        """The milliseconds within which so many of all were acknowledged."""
        return sorted(self.taken)[min(len(self.taken) - 1, int(share * len(self.taken)))]

    def __str__(self) -> str:
        """As it reads."""
        shares = ", ".join(f"p{100 * share:g} {self.at(share):.0f} ms" for share in (0.5, 0.95, 0.99, 1))
        kinds = ", ".join(f"{kind} {many}" for kind, many in self.kinds.most_common())
        errors = f"{len(self.errors)} errors" + "".join(f"\n  {each}" for each in self.errors[:10])
        return f"{len(self.taken)} requests in {self.seconds:.0f} s: {shares}\n{kinds}\n{errors}"


def carry_out(plan: Plan) -> Figures:
    """Start `bot web`, let everybody add somebody, then send the requests."""
    port = free_port()
    with stub() as address, database(plan.backend) as (url, _):
        env = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": address}
        env |= {"DATABASE_URL": url, "PORT": str(port), "THREADS": str(plan.threads), "LOG_LEVEL": "ERROR"}
        with running("bot", "web", **env, WEB_CONCURRENCY=str(plan.processes)):
            wait_until_healthy(port)
            everybody = Members(plan.members, f"{address}response")
            _send([everybody.first(member) for member in range(plan.members)], plan.rate, port)
            return _send([everybody.any() for _ in range(plan.rate * plan.seconds)], plan.rate, port)


def _send(requests: list[Request], rate: int, port: int) -> Figures:
    figures, begun = Figures(), time.monotonic()
    with ThreadPoolExecutor(SENDERS) as pool:
        sent = list(_on_time(requests, rate, begun, lambda request, due: pool.submit(_timed, request, due, port)))
        for request, future in zip(requests, sent, strict=True):
            milliseconds, problem = future.result()
            figures.taken.append(milliseconds)
            figures.kinds[request.kind] += 1
            figures.errors += [f"{request.kind}: {problem}"] if problem else []
    figures.seconds = time.monotonic() - begun
    return figures


Answer = tuple[float, str]  # milliseconds, and what was wrong with it, if anything


def _on_time(
    requests: list[Request], rate: int, begun: float, send: Callable[[Request, float], Future[Answer]]
) -> Iterator[Future[Answer]]:
    for number, request in enumerate(requests):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        yield send(request, due)


def _timed(request: Request, due: float, port: int) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=10 * SLACKS_PATIENCE)
    try:
        connection.request("POST", "/slack/events", request.body.encode(), request.headers())
        answer = connection.getresponse()
        told, status = answer.read(), answer.status
    except (OSError, HTTPException) as problem:
        return (time.monotonic() - due) * 1000, type(problem).__name__
    finally:
        connection.close()
    taken = time.monotonic() - due
    late = "later than Slack waits" if taken > SLACKS_PATIENCE else ""
    wrong = f"status {status}" if status != 200 else "an unforeseen error" if UNFORESEEN in told else late
    return taken * 1000, wrong
