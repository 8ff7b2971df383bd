"""A book's questions about files that came in, and the book as a whole, to go in and out."""

from sqlalchemy import select

from bot.domain.jobs import Import, Job, JobKind, JobState
from bot.storage import intake, outgoing, unimport
from bot.storage.intake import Intake
from bot.storage.lookups import Lookups
from bot.storage.mapping import Imports, Jobs
from bot.storage.outgoing import Everything
from bot.storage.unimport import TakenBack


class ExchangeQueries(Lookups):
    """Files in and out."""

    def import_(self, import_id: int) -> Import:
        """One file that the member brought."""
        return self._one(Import, select(Imports).where(Imports.id == import_id))

    def job(self, job_id: int) -> Job:
        """One thing that the worker does for the member."""
        return self._one(Job, select(Jobs).where(Jobs.id == job_id))

    def is_packing(self) -> bool:
        """Whether the book is being handed out by now."""
        waiting = (Jobs.kind == JobKind.EXPORT, Jobs.state == JobState.WAITING)
        return self._first(Job, select(Jobs).where(*waiting).limit(1)) is not None

    def intake(self, import_id: int | None) -> Intake:
        """The book, for one part of an import; close it when the part is in.

        Args:
            import_id: what it belongs to; none to look only.
        """
        return Intake(self._session.connection(), self._session.owner, import_id, self)  # type: ignore[arg-type]

    def refs_of(self, import_id: int) -> dict[str, dict[int, int]]:
        """What an import has taken in of an export, by the export's refs."""
        return intake.refs_of(self._session.connection(), self._session.owner, import_id)

    def name_introducers(self, import_id: int) -> None:
        """Let who was introduced in an import, in words, point to who introduced them."""
        self._session.must_be_writable()
        intake.name_introducers(self._session.connection(), self._session.owner, import_id)

    def everything(self) -> Everything:
        """All there is in the book, to be handed out."""
        member = self.member
        everything = outgoing.everything(self._session.connection(), self._session.owner, member.tz)
        own = (member.cadences or {}).items()
        everything.sections["cadences"] = [{"circle": name or None, "cadence": rule} for name, rule in own]
        return everything

    def take_back(self, import_: Import) -> TakenBack:
        """Undo an import: whom it added goes, but for those the member has worked with since.

        Raises:
            AlreadyUndone, TooLateToUndo: it can't be undone any more.
        """
        self._session.must_be_writable()
        self._session.flush()
        taken = unimport.take_back(self._session.connection(), self._session.owner, import_, self.now)
        for entity in self._session:
            if entity is not self.member and entity is not import_:
                self._session.expire(entity)
        self._session.refresh(self.member, ["cadences"])
        return taken
