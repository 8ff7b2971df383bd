"""Whose turn it is: what waits to be done, by workspace, so that none holds up the others."""

from collections import Counter, deque
from collections.abc import Callable, Collection
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 3  # troubles in a row after which a workspace counts as unwell


class Rota(Generic[T]):
    """What waits, and how much is under way for each workspace.

    The next turn is the workspace's that has the least under way, so that one that is slow to answer does not come
    to hold all threads; of several, it is that of the one that has waited longest. One that is unwell has one thing
    under way at a time, until an answer comes: what is posted meanwhile would have to be looked up later.
    """

    def __init__(self, troubles: Counter[str]) -> None:
        """Begin with nothing but the troubles that workspaces had lately, in a row; they are counted on."""
        self._waiting: dict[str, deque[T]] = {}  # in the order of their turns
        self._under_way: Counter[str] = Counter()
        self._troubles = troubles

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def add(self, team_id: str, each: T) -> None:
        """Let something wait for its turn, behind what waits for the same workspace."""
        self._waiting.setdefault(team_id, deque()).append(each)

    def take(self) -> tuple[str, T] | None:
        """What is next, and whose it is; from now on it is under way. None when nobody can have a turn."""
        fit = [team_id for team_id in self._waiting if not (self.is_unwell(team_id) and self._under_way[team_id])]
        if not fit:
            return None
        team_id = min(fit, key=lambda each: self._under_way[each])
        waiting = self._waiting.pop(team_id)
        taken = waiting.popleft()
        if waiting:
            self._waiting[team_id] = waiting  # behind the others
        self._under_way[team_id] += 1
        return team_id, taken

    def done(self, team_id: str) -> None:
        """Something of a workspace is no longer under way."""
        self._under_way[team_id] -= 1

    def drop(self, team_ids: Collection[str] | None = None, which: Callable[[T], bool] = lambda _: True) -> list[T]:
        """Take away what waits, or some of it, for all workspaces or for some."""
        gone: list[T] = []
        for team_id in list(self._waiting if team_ids is None else self._waiting.keys() & team_ids):
            waiting = self._waiting[team_id]
            gone += filter(which, waiting)
            self._waiting[team_id] = deque(each for each in waiting if not which(each))
            if not self._waiting[team_id]:
                del self._waiting[team_id]
        return gone

    def crowd(self, share: int) -> set[str]:
        """The workspaces for which that many wait, or more."""
        return {team_id for team_id, waiting in self._waiting.items() if len(waiting) >= share}

    def answered(self, team_id: str, *, well: bool) -> None:
        """Note whether a workspace answered as it should."""
        self._troubles[team_id] = 0 if well else self._troubles[team_id] + 1

    def is_unwell(self, team_id: str) -> bool:
        """Whether it went wrong several times in a row."""
        return self._troubles[team_id] >= PATIENCE
