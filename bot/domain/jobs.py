"""What the worker does for a member besides reminding them: taking a file in, handing their book out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobKind(StrEnum):
    """What is to be done."""

    PREVIEW = "preview"  # of a file: say what would come of it
    IMPORT = "import"
    EXPORT = "export"
    WELCOME_BACK = "welcome_back"  # tell a member that Goodword is installed again, and their book is there


class JobState(StrEnum):
    """Whether it is still to be done."""

    WAITING = "waiting"  # or under way, while it is leased
    DONE = "done"
    FAILED = "failed"


@dataclass(eq=False)
class Import:
    """A file that a member brings, and how far it has been taken in."""

    name: str  # the file's
    file_id: str | None = None  # Slack's; none from the command line
    mapping: dict[str, Any] = field(default_factory=dict)  # what the member says columns are: index -> field or null
    format: str | None = None  # what it was found to be
    columns: list[list[Any]] = field(default_factory=list)  # of a table: header, field or null, example
    taken: int = 0  # items gone through: where to go on after a crash
    total: int | None = None  # items there are, once they were counted
    new: int = 0
    known: int = 0  # of whom the file says nothing new
    merged: int = 0  # known, and something was added
    moved: int = 0  # of these, to another employer
    unread: int = 0
    unreadable: list[list[Any]] = field(default_factory=list)  # the first of them: line, why, how it begins
    channel: str | None = None  # where it is told how far it is
    ts: str | None = None
    begun_at: datetime | None = None  # *Import* was pressed
    finished_at: datetime | None = None
    undone_at: datetime | None = None
    created_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None


@dataclass(eq=False)
class Job:
    """One thing that the worker is to do for a member."""

    kind: JobKind
    import_id: int | None = None
    then_forget: bool = False  # of an export: the book is erased once it is handed out
    state: JobState = JobState.WAITING
    leased_until: datetime | None = None
    retry_at: datetime | None = None
    attempts: int = 0
    error: str | None = None
    channel: str | None = None
    ts: str | None = None
    created_at: datetime | None = None
    member_id: int | None = None
    id: int | None = None
