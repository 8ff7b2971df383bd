"""The worker's other queue: looking at files, taking them in, handing books out. One job at a time, under a lease."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from threading import Event
from time import monotonic

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot import exports, imports
from bot.domain.jobs import Import, Job, JobKind, JobState
from bot.domain.model import Member
from bot.errors import ColumnsUnknown, GoodwordError, NotInstalled, WorkspaceLocked
from bot.slack import answering, files, forgetting, imports_views, removal
from bot.slack import exports as exports_views
from bot.slack.faults import logged, unknown
from bot.slack.kit import Home, Message, section
from bot.slack.mrkdwn import escape
from bot.slack.nudges import Posters
from bot.storage import due, jobs
from bot.storage.book import Books, StoredBook
from bot.storage.jobs import ClaimedJob

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)  # longer than fetching a file and reading it through can take
TOLD_EVERY = 1.0  # seconds between two signs of how far an import is
MOST_ATTEMPTS = 6
LONGEST_BACKOFF = timedelta(minutes=10)


class _NotOurs(Exception):
    """The lease ran out, and another worker has the job by now; or this one is to stop."""


@dataclass
class Clerk:
    """Does members' jobs; any number may share one database."""

    engine: Engine
    books: Books
    poster: Posters
    stopping: Event = field(default_factory=Event)

    def client_for(self, member: Member) -> WebClient:
        """Slack, in a member's workspace.

        Raises:
            NotInstalled: Goodword was removed from it.
        """
        return self.poster.of(member.team_id).asking

    def run_once(self) -> int:
        """Do all that waits, each once; how many there were."""
        count = 0
        while not self.stopping.is_set():
            now = self.books.clock.now()
            claimed = jobs.claim(self.engine, now, now + LEASE)
            if claimed is None:
                break
            self._see_to(claimed)
            count += 1
        return count

    def _see_to(self, claimed: ClaimedJob) -> None:
        """Do one job; its trouble is nobody else's."""
        try:
            with self.books.read(claimed.member_id) as book:
                job, member = book.job(claimed.id), book.member
            _Work(self, claimed, member, job).do()
        except _NotOurs:
            log.info("job %s is left", claimed.id)
        except (NotInstalled, WorkspaceLocked):
            log.info("job %s waits: its workspace is locked", claimed.id)
        except GoodwordError as problem:
            self._failed(claimed, problem.sentence)
        except Exception as problem:
            self._hindered(claimed, problem)

    def _hindered(self, claimed: ClaimedJob, problem: Exception) -> None:
        """Try again later, but not for ever."""
        logged(problem)
        try:
            with self.books.open(claimed.member_id, track=False) as book:
                job = book.job(claimed.id)
                job.attempts, job.leased_until, job.error = job.attempts + 1, None, type(problem).__name__
                job.retry_at = book.now + _wait(job.attempts, problem)
                is_over = job.attempts >= MOST_ATTEMPTS
            if is_over:
                self._failed(claimed, unknown(problem))
        except Exception as another:  # the database is away: the lease runs out by itself
            logged(another)

    def _failed(self, claimed: ClaimedJob, sentence: str) -> None:
        """Give a job up, and say so."""
        try:
            with self.books.open(claimed.member_id, track=False) as book:
                job = book.job(claimed.id)
                job.state, job.leased_until, job.error = JobState.FAILED, None, sentence[:200]
                import_ = book.import_(job.import_id) if job.import_id else None
                member = book.member
            if job.kind == JobKind.WELCOME_BACK:
                return  # nobody waits for it
            message = (
                imports_views.refused(import_, sentence) if import_ else Message(sentence, [section(escape(sentence))])
            )
            say(self, member, import_, message)
        except Exception as problem:
            logged(problem)


@dataclass
class _Work:
    """One job under way."""

    clerk: Clerk
    claimed: ClaimedJob
    member: Member
    job: Job

    @property
    def client(self) -> WebClient:
        """Slack, in the member's workspace."""
        return self.clerk.client_for(self.member)

    def do(self) -> None:
        """Do it, and note that it is done."""
        _DEEDS[self.job.kind](self)
        if self.job.then_forget:
            return  # it is gone with all else
        with self.clerk.books.open(self.member, track=False) as book:
            job = book.job(self.claimed.id)
            job.state, job.leased_until = JobState.DONE, None

    def preview(self) -> None:
        """Say what would come of a file."""
        import_ = self._import()
        if import_.begun_at:
            return
        data = files.fetch(self.client, import_.file_id or "")
        try:
            seen = imports.preview(self.clerk.books, self.member, data, imports.mapping_of(import_))
        except ColumnsUnknown as problem:
            columns = imports.columns_for(problem.facts["table"])
            self._keep(lambda kept: setattr(kept, "columns", columns))
            raise
        import_ = self._keep(lambda kept: imports.note_preview(kept, seen))
        say(self.clerk, self.member, import_, imports_views.preview(import_, seen.tally.examples))

    def import_(self) -> None:
        """Take a file in, saying how far it is, and in the end what came of it."""
        import_ = self._import()
        if import_.finished_at is None:
            data = files.fetch(self.client, import_.file_id or "")
            told = _Teller(self, import_)
            import_ = imports.run(
                self.clerk.books, self.member, import_.id or 0, data, goes_on=self._is_ours, told=told.tell
            )
        if import_.finished_at is None:
            raise _NotOurs
        say(self.clerk, self.member, import_, imports_views.summary(import_))

    def export(self) -> None:
        """Pack the book and bring it to the DM."""
        packed = BytesIO()
        count = exports.export(self.clerk.books, self.member, packed)
        name = exports.file_name(self.clerk.books.clock.now())
        channel = self.member.dm_channel or answering.open_dm(self.client, self.member)
        files.hand_over(self.client, channel, name, packed.getvalue(), exports_views.above(count))
        if self.job.then_forget:
            self._forget(channel)

    def _forget(self, channel: str) -> None:
        """Erase the book, on the Home tab too; Slack keeps what it was last shown."""
        client, user_id, done = self.client, self.member.user_id, forgetting.done()
        due.forget_member(self.clerk.engine, self.claimed.member_id)
        client.chat_postMessage(channel=channel, **done.payload())
        client.views_publish(user_id=user_id, view=Home(done.blocks).payload())

    def welcome_back(self) -> None:
        """Tell that Goodword is installed again, and the book is there as it was."""
        say(self.clerk, self.member, None, removal.back())

    def _import(self) -> Import:
        with self.clerk.books.read(self.member) as book:
            return book.import_(self.job.import_id or 0)

    def _keep(self, change: Callable[[Import], object]) -> Import:
        with self.clerk.books.open(self.member, track=False) as book:
            import_ = book.import_(self.job.import_id or 0)
            change(import_)
        return import_

    def _is_ours(self, book: StoredBook, import_: Import) -> bool:
        """Whether the job is still this worker's; then for longer. Asked within each part's transaction."""
        job = book.job(self.claimed.id)
        if job.leased_until != self.claimed.until:
            return False
        if self.clerk.stopping.is_set():
            job.leased_until = None
            return False
        job.leased_until = book.now + LEASE
        self.claimed = self.claimed._replace(until=job.leased_until)
        return True


@dataclass
class _Teller:
    """Says now and then how far an import is; that this fails now and then matters little."""

    work: _Work
    begun: Import
    _since: float = field(default_factory=monotonic)
    _told_at: float = 0.0

    def tell(self, import_: Import) -> None:
        """One part more is in."""
        now = monotonic()
        if now - self._told_at < TOLD_EVERY or not import_.ts:
            return
        self._told_at = now
        done = import_.taken - self.begun.taken
        left = (now - self._since) / done * ((import_.total or import_.taken) - import_.taken) if done else None
        try:
            say(self.work.clerk, self.work.member, import_, imports_views.progress(import_, left))
        except (SlackApiError, OSError) as problem:
            logged(problem)


def say(clerk: Clerk, member: Member, import_: Import | None, message: Message) -> None:
    """Show a message in the place of the one that tells of an import, or as a new one, which tells of it from then on.

    Raises:
        SlackApiError, OSError: Slack did not take it.
    """
    client = clerk.client_for(member)
    if import_ and import_.channel and import_.ts:
        client.chat_update(channel=import_.channel, ts=import_.ts, **message.payload())
        return
    channel = member.dm_channel or answering.open_dm(client, member)
    ts = client.chat_postMessage(channel=channel, **message.payload())["ts"]
    if import_:
        with clerk.books.open(member, track=False) as book:
            kept = book.import_(import_.id or 0)
            kept.channel, kept.ts = channel, str(ts)


def _wait(attempts: int, problem: Exception) -> timedelta:
    """How long to wait before the next try: as Slack says, else longer each time."""
    if isinstance(problem, SlackApiError) and problem.response.status_code == 429:
        named = str(problem.response.headers.get("Retry-After", "30"))
        return timedelta(seconds=int(named) if named.isdecimal() else 30)
    return min(timedelta(seconds=5 * 2**attempts), LONGEST_BACKOFF)


_DEEDS: Mapping[JobKind, Callable[[_Work], None]] = {
    JobKind.PREVIEW: _Work.preview,
    JobKind.IMPORT: _Work.import_,
    JobKind.EXPORT: _Work.export,
    JobKind.WELCOME_BACK: _Work.welcome_back,
}
