"""What became of nudges: one result for each that was seen to, and a pass's sum of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median
from typing import NamedTuple


class Outcome(StrEnum):
    """How far a nudge got in a pass."""

    SENT = "sent"
    RECOVERED = "recovered"  # found in Slack after all, so not sent again
    WAITING = "waiting"  # will be tried again
    SKIPPED = "skipped"  # another worker has it, or its day is over
    FAILED = "failed"


class Slack(StrEnum):
    """How a workspace was when it was last turned to."""

    WELL = "well"
    UNWELL = "unwell"  # no answer, or none that makes sense
    RESTING = "resting"  # it wants to be left alone
    ASKED = "asked"  # its history was looked into so lately that it is too soon to do so again
    UNKNOWN = "unknown"  # it was not asked


class Result(NamedTuple):
    """What became of one nudge."""

    outcome: Outcome
    slack: Slack = Slack.UNKNOWN
    late: float | None = None  # seconds from when it was due until it was sent


@dataclass
class Report:
    """What one pass came to."""

    sent: int = 0
    recovered: int = 0
    waiting: int = 0
    skipped: int = 0
    failed: int = 0
    lateness: list[float] = field(default_factory=list, compare=False)  # seconds, of each that was sent

    def add(self, results: Iterable[Result]) -> None:
        """Count some more."""
        for result in results:
            setattr(self, result.outcome, getattr(self, result.outcome) + 1)
            if result.late is not None:
                self.lateness.append(result.late)

    def __str__(self) -> str:
        """One line for the log: counts, and seconds between when nudges were due and when they were sent."""
        counts = {outcome: getattr(self, outcome) for outcome in Outcome}
        late = {"late_median": median(self.lateness), "late_longest": max(self.lateness)} if self.lateness else {}
        return " ".join(
            [
                f"{name}={value:.3g}" if isinstance(value, float) else f"{name}={value}"
                for name, value in (counts | late).items()
            ]
        )
