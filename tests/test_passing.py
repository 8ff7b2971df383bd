"""A pass as a whole: workspaces that rest or are unwell, the history budget, turns, and what the operator sees."""

import logging
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Lock, Thread
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from bot import posting
from bot.clock import FrozenClock
from bot.domain import digest
from bot.domain.model import DeliveryState, Member
from bot.rota import PATIENCE
from bot.slack.nudges import Poster, compose
from bot.storage import due, engine, heartbeats
from bot.storage.engine import writing
from bot.storage.tables import members
from bot.worker import LEASE, Report
from tests.office import MORNING, SECOND, Office

THREADS = 4


def crowd(office: Office, count: int, prefix: str = "Person") -> list[str]:
    """That many members with a promise each; their names."""
    names = [f"{prefix}{number}" for number in range(count)]
    for name in names:
        office.slack.add_person(f"{name} X")
        office.promises(name, "Jane Doe")
    return names


def elsewhere(office: Office, names: list[str], team_id: str) -> None:
    """These are of another workspace; the local Slack does not mind."""
    ids = [office.slack.person(name).id for name in names]
    with writing(office.engine) as connection:
        connection.execute(update(members).where(members.c.user_id.in_(ids)).values(team_id=team_id))


def due_at(office: Office, member: Member, instant: datetime) -> None:
    """The worker is to look at a member then, and not before."""
    with office.books.open(member) as book:
        book.member.next_nudge_at = instant


def nudged(office: Office, names: list[str]) -> list[int]:
    return [len(office.nudges(name)) for name in names]


# --- rests ---


def test_429_rests_the_workspace_and_nobody_else(office: Office) -> None:
    """One post is refused, and no other is tried until Slack's time is over: by this worker, or by another."""
    tired, others = crowd(office, 6, "Tired"), crowd(office, 3, "Other")
    elsewhere(office, others, "T2")
    office.worker.threads = 1
    office.slack.trouble.rate_limited(40, "chat.postMessage")
    assert office.passes(MORNING) == Report(sent=3, waiting=1)
    assert nudged(office, tired) == [0] * 6 and nudged(office, others) == [1] * 3
    other = office.another_worker()
    assert office.passes(39 * SECOND, other) == Report()
    assert due.next_wake(office.engine, office.books.clock.now()) == MORNING + 40 * SECOND
    assert office.passes(SECOND, other) == Report(sent=6)
    assert nudged(office, tired) == [1] * 6


def test_429_when_a_dm_is_opened_is_a_rest_too(office: Office) -> None:
    names = crowd(office, 3)
    office.worker.threads = 1
    office.slack.trouble.rate_limited(7, "conversations.open")
    assert office.passes(MORNING) == Report(waiting=1)
    assert len(office.calls("conversations.open")) == 1
    assert office.passes(7 * SECOND) == Report(sent=3)
    assert nudged(office, names) == [1] * 3


# --- unwell ---


@pytest.mark.parametrize("times", [PATIENCE - 1, 1000])
def test_an_unwell_workspace_gets_few_posts_that_would_have_to_be_looked_up(office: Office, times: int) -> None:
    names = crowd(office, 12)
    office.worker.threads = 1
    office.slack.trouble.failing(500, "chat.postMessage", times=times)
    report = office.passes(MORNING)
    if times < PATIENCE:
        assert report == Report(sent=12 - times, waiting=times)
        return
    assert report == Report(waiting=PATIENCE)
    assert office.passes(SECOND / 100).waiting == 1  # just to see whether it is well again
    office.slack.trouble.clear()
    for _ in range(20):
        office.passes(LEASE)
    assert nudged(office, names) == [1] * 12
    assert len(office.calls("conversations.history")) <= PATIENCE + 1


def test_one_unwell_workspace_is_no_others_trouble(office: Office) -> None:
    names, others = crowd(office, 9), crowd(office, 3, "Other")
    elsewhere(office, others, "T2")

    class Unwell(Poster):
        def channel_for(self, member: Member) -> str:
            if member.team_id != "T2":
                raise ConnectionResetError
            return super().channel_for(member)

    office.worker.poster = Unwell(office.worker.poster.client)
    office.worker.threads = 2
    report = office.passes(MORNING)
    assert report.sent == 3 and PATIENCE <= report.waiting <= PATIENCE + 1
    assert nudged(office, names) == [0] * 9 and nudged(office, others) == [1] * 3


# --- the history budget ---


def test_after_a_mass_crash_the_history_is_asked_at_its_pace(office: Office) -> None:
    """And where it allows less than thought, that is soon found out; every nudge is recovered, and none twice."""
    names = crowd(office, 10)
    office.worker.threads = THREADS
    arrived_but_not_noted(office, names)
    budget = Budget(every=61 * SECOND)
    office.worker.poster = Limited(office.worker.poster.client, office=office, budget=budget)
    for _ in range(60 * 10):
        office.passes(2 * SECOND)
    assert nudged(office, names) == [1] * 10
    assert budget.told == 10
    assert budget.refused <= 8


@dataclass
class Budget:
    """How often the history may be asked, and how often it was."""

    every: timedelta
    free_at: datetime = MORNING
    told: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Limited(Poster):
    """A history that may be asked so often only."""

    office: Office | None = None
    budget: Budget | None = None

    def look(self, *about: Any) -> Any:
        assert self.office and self.budget
        now = self.office.books.clock.now()
        if now < self.budget.free_at:
            self.budget.refused += 1
            rest = int((self.budget.free_at - now) / SECOND)
            self.office.slack.trouble.rate_limited(rest, "conversations.history")
        else:
            self.budget.told += 1
            self.budget.free_at = now + self.budget.every
        return super().look(*about)


def arrived_but_not_noted(office: Office, names: list[str]) -> None:
    """As workers leave it that are killed between Slack's answer and their own note of it."""

    class Killed(Poster):
        def post(self, *about: Any) -> str:
            super().post(*about)
            raise ConnectionResetError

    office.worker.poster = Killed(office.worker.poster.client)
    for _ in range(20):
        office.passes(MORNING)
    assert nudged(office, names) == [1] * len(names)
    office.worker.poster = Poster(office.worker.poster.client)


# --- turns ---


def test_a_small_workspace_does_not_wait_behind_a_large_one(office: Office) -> None:
    large, small = crowd(office, 30, "Large"), crowd(office, 2, "Small")
    elsewhere(office, small, "T2")
    office.worker.threads = 2
    assert office.passes(MORNING) == Report(sent=32)
    order = [
        office.slack.workspace.channel(each.arguments["channel"]).members[0]
        for each in office.calls("chat.postMessage")
    ]
    places = [order.index(office.slack.person(name).id) for name in small]
    assert max(places) < 12
    assert nudged(office, large + small) == [1] * 32


def test_as_many_threads_post_at_once_as_are_set(office: Office) -> None:
    names = crowd(office, 3 * THREADS)
    together, most, posting_now = Barrier(THREADS), Counter[str](), Lock()

    class Counting(Poster):
        def post(self, *about: Any) -> str:
            together.wait(10)  # which breaks unless that many come
            with posting_now:
                most["posts"] += 1
            return super().post(*about)

    office.worker.poster = Counting(office.worker.poster.client)
    office.worker.threads = THREADS
    assert office.passes(MORNING) == Report(sent=3 * THREADS)
    assert nudged(office, names) == [1] * 3 * THREADS


def test_what_comes_due_during_a_pass_is_in_it(office: Office) -> None:
    office.promises("Ada", "Jane Doe")
    due_at(office, office.promises("Ben", "Bob Marsh"), MORNING + SECOND)

    class Late(Poster):
        def post(self, *about: Any) -> str:
            office.books.clock = FrozenClock(MORNING + SECOND)
            return super().post(*about)

    office.worker.poster = Late(office.worker.poster.client)
    assert office.passes(MORNING) == Report(sent=2)
    assert office.nudges("Ben") == ["1 person today: Bob"]


def test_a_pass_that_has_taken_its_time_takes_no_more(office: Office) -> None:
    office.promises("Ada", "Jane Doe")
    office.passes(MORNING - SECOND)
    office.books.clock = FrozenClock(MORNING)
    assert office.worker.run_once(ends=0.0) == Report()
    assert office.worker.run_once() == Report(sent=1)


def test_what_could_not_be_posted_in_its_time_is_left_to_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that slept between its mark and its post: another worker may have posted meanwhile."""
    ada = office.promises("Ada", "Jane Doe")

    def sleeping(*about: Any) -> Any:
        office.books.clock = FrozenClock(MORNING + LEASE)
        return compose(*about)

    monkeypatch.setattr(posting, "compose", sleeping)
    assert office.passes(MORNING) == Report(skipped=1, sent=1)
    assert len(office.calls("conversations.history")) == 1
    assert (len(office.nudges("Ada")), office.delivery_states(ada)) == (1, [DeliveryState.SENT])


# --- the database on a bad day ---


def test_that_a_nudge_arrived_is_noted_with_patience(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be noted would have to be looked up."""
    monkeypatch.setattr(engine, "MOMENT", 0.01)
    office.promises("Ada", "Jane Doe")
    restarting = [OperationalError("", {}, Exception())] * 3
    arrived = digest.arrived

    def note(*about: Any) -> None:
        if restarting:
            raise restarting.pop()
        arrived(*about)

    monkeypatch.setattr(digest, "arrived", note)
    assert office.passes(MORNING) == Report(sent=1)
    assert office.calls("conversations.history") == []


# --- what the operator sees ---


def test_a_pass_logs_counts_and_lateness_and_no_names(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office.promises("Ada", "Jane Doe")
    due_at(office, office.promises("Ben", "Bob Marsh"), MORNING + 50 * SECOND)
    office.books.clock = FrozenClock(MORNING + 60 * SECOND)
    caplog.set_level(logging.INFO)
    one_pass(office)
    [line] = [record.getMessage() for record in caplog.records if record.getMessage().startswith("pass: ")]
    counts = "sent=2 recovered=0 waiting=0 skipped=0 failed=0 late_median=35 late_longest=60"
    assert re.fullmatch(rf"pass: worker=\S+ seconds=[0-9.]+ {counts}", line)
    assert not any(name in line for name in ("Ada", "Ben", "Jane", "Bob"))


def test_when_the_last_pass_ended_is_on_record_while_the_worker_lives(office: Office) -> None:
    began = datetime.now(UTC)
    assert heartbeats.last_pass(office.engine) is None
    [seen] = one_pass(office, look=lambda: heartbeats.last_pass(office.engine))
    assert seen is None  # it is not over yet
    assert began <= one_pass(office, look=lambda: heartbeats.last_pass(office.engine), passes=2)[1]
    assert heartbeats.last_pass(office.engine) is None


def one_pass(office: Office, look: Any = None, passes: int = 1) -> list[Any]:
    """The loop of a worker for one pass or several; what is seen at the end of each, before it is noted."""
    seen: list[Any] = []
    worker = office.another_worker()
    run_once, over = worker.run_once, Event()

    def watched(ends: float | None = None) -> Report:
        report = run_once(ends)
        seen.append(look() if look else None)
        if len(seen) == passes:
            worker.stop()
        return report

    worker.run_once = watched  # type: ignore[method-assign]
    worker.stopping.wait = lambda _=None: over.is_set()  # type: ignore[method-assign]
    thread = Thread(target=worker.loop)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    return seen


def test_a_look_ahead_shows_only_what_a_pass_would_send(office: Office) -> None:
    """Not what is over, nor what Slack wants to rest from."""
    ada = office.promises("Ada", "Jane Doe")
    office.slack.trouble.rate_limited(40, "chat.postMessage")
    office.passes(MORNING)
    assert office.worker.preview() == []
    office.books.clock = FrozenClock(MORNING + 40 * SECOND)
    assert [message.text for message in office.worker.preview()] == ["1 person today: Jane"]
    office.books.clock = FrozenClock(MORNING + timedelta(days=1))
    assert [message.text for message in office.worker.preview()] == ["1 person today: Jane"]
    assert office.passes(MORNING + timedelta(days=1)) == Report(sent=1, skipped=1)
    assert office.delivery_states(ada) == [DeliveryState.FAILED, DeliveryState.SENT]
