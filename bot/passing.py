"""One pass: whoever is due is claimed, and their nudges are posted by a few threads, workspace by workspace in turn."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import monotonic

from bot.domain.model import DeliveryState
from bot.posting import LEASE, Marked, Postman
from bot.report import Report, Result, Slack
from bot.rota import Rota
from bot.slack.faults import logged
from bot.storage import due, rests
from bot.storage.due import ClaimedDelivery, ClaimedMember

Claimed = ClaimedMember | ClaimedDelivery

AHEAD = 5.0  # seconds of work to have claimed: little, so that other workers find some, too
AT_ONCE = 400  # members or deliveries claimed in one go, at most
BREATH = 1.0  # seconds between two looks for more when there was none, and to the next sign of life
LOOKS = 10  # for members in whose books somebody is writing, a moment apart
MOMENT = 0.1  # seconds
MARGIN = timedelta(seconds=30)  # what is left of a lease that is still worth beginning on


@dataclass
class Pass:
    """What is under way in one pass of a worker.

    It takes what comes due meanwhile, too; it ends when there is nothing more, or when it has taken its time.
    """

    postman: Postman
    rota: Rota[Claimed]
    threads: int
    stopping: Event
    alive: Callable[[], None]  # called every second or so
    ends: float | None = None  # by time.monotonic, when it takes no more
    report: Report = field(default_factory=Report)
    _under_way: dict[Future[list[Result]], tuple[str, float]] = field(default_factory=dict)  # whose, and since when
    _left_alone: set[str] = field(default_factory=set)  # workspaces, for the rest of this pass
    _look_at: float = 0.0  # for more
    _looks: int = LOOKS
    _seconds: float = 0.5  # that one thing takes, on average

    def run(self) -> Report:
        """See to all that is due."""
        with ThreadPoolExecutor(self.threads, thread_name_prefix="posting") as pool:
            try:
                while not self.stopping.is_set() and self._has_more():
                    self._hand_out(pool)
                    self._collect()
            finally:
                self._give_back(self.rota.drop())
                while self._under_way:
                    self._collect()
        return self.report

    def _has_more(self) -> bool:
        """Claim some more when little is left; False when there is nothing left at all."""
        wanted = int(min(AT_ONCE, self.threads * max(1.0, AHEAD / self._seconds)))
        may_look = not self._under_way or monotonic() >= self._look_at
        if len(self.rota) * 2 <= wanted and may_look and not self._is_over():
            found = self._claim(wanted)
            self._look_at = 0.0 if found else monotonic() + BREATH
        return bool(self.rota or self._under_way) or self._waits_for_a_writer()

    def _is_over(self) -> bool:
        return self.ends is not None and monotonic() >= self.ends

    def _claim(self, wanted: int) -> int:
        """Claim who is longest due, and besides, where one workspace would have most turns, some of the others."""
        self._drop(rests.resting(self.postman.engine, self.postman.now))
        found = self._claim_but(self._left_alone, wanted - len(self.rota))
        crowd = self.rota.crowd(wanted // 2)
        return found + (self._claim_but(self._left_alone | crowd, wanted // 2) if crowd else 0)

    def _claim_but(self, but_not: set[str], limit: int) -> int:
        engine, now = self.postman.engine, self.postman.now
        found: list[Claimed] = [*due.claim_deliveries(engine, now, now + LEASE, limit, but_not)]
        found += due.claim_members(engine, now, now + LEASE, max(1, limit - len(found)), but_not)
        for claimed in found:
            self.rota.add(claimed.team_id, claimed)
        return len(found)

    def _waits_for_a_writer(self) -> bool:
        """Give a moment to whoever writes in a book that is due."""
        if not self._looks or self._is_over():
            return False
        if not due.passed_over(self.postman.engine, self.postman.now, self._left_alone):
            return False
        self._looks -= 1
        return not self.stopping.wait(MOMENT)

    def _hand_out(self, pool: ThreadPoolExecutor) -> None:
        """Give every free thread something to do."""
        while len(self._under_way) < self.threads and (turn := self.rota.take()):
            team_id, claimed = turn
            self._under_way[pool.submit(self._see_to, claimed)] = team_id, monotonic()

    def _see_to(self, claimed: Claimed) -> list[Result]:
        """In a thread: make a member's nudges and post them, or post one that was made before."""
        if claimed.until - self.postman.now < MARGIN:  # it waited for too long
            self._give_back([claimed])
            return []
        made = self.postman.make(claimed) if isinstance(claimed, ClaimedMember) else [claimed]
        return [result for each in made for result in self._deliver(each)]

    def _deliver(self, each: Marked | ClaimedDelivery) -> list[Result]:
        if isinstance(each, Marked):
            return [self.postman.post(each)]
        if self.stopping.is_set():
            self._give_back([each])
            return []
        return [self.postman.deliver(each)]

    def _collect(self) -> None:
        """Wait until something is done, and see what became of it."""
        done, _ = wait(self._under_way, timeout=BREATH, return_when=FIRST_COMPLETED)
        for future in done:
            team_id, began = self._under_way.pop(future)
            self._seconds += (monotonic() - began - self._seconds) / 20
            self.rota.done(team_id)
            self.report.add(future.result())
            self._learn(team_id, future.result())
        self.alive()

    def _learn(self, team_id: str, results: list[Result]) -> None:
        """Leave a workspace alone that wants to rest, and for this pass one that is unwell."""
        health = {result.slack for result in results}
        if health & {Slack.WELL, Slack.UNWELL}:
            self.rota.answered(team_id, well=Slack.UNWELL not in health)
        if self.rota.is_unwell(team_id):
            self._left_alone.add(team_id)
        if Slack.RESTING in health or team_id in self._left_alone:
            self._drop({team_id})
        if Slack.ASKED in health:
            self._give_back(self.rota.drop({team_id}, _may_have_arrived))

    def _drop(self, team_ids: set[str]) -> None:
        self._give_back(self.rota.drop(team_ids))

    def _give_back(self, claimed: list[Claimed]) -> None:
        """End the leases of what will not be done now; if that can't be noted, they end by themselves."""
        try:
            for kind, give_back in _GIVE_BACK.items():
                held = [each for each in claimed if isinstance(each, kind)]
                for until in {each.until for each in held}:
                    give_back(self.postman.engine, [each.id for each in held if each.until == until], until)
        except Exception as problem:
            logged(problem)


def _may_have_arrived(claimed: Claimed) -> bool:
    return isinstance(claimed, ClaimedDelivery) and claimed.state == DeliveryState.SENDING


_GIVE_BACK = {ClaimedMember: due.give_back_members, ClaimedDelivery: due.give_back_deliveries}
