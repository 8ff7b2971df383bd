"""A book's questions about messages: begun, sent, and the templates they are made from."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from bot.domain.messages import Draft, Occasion, Template
from bot.storage.lookups import Lookups
from bot.storage.mapping import Drafts, Templates


class DraftQueries(Lookups):
    """What was written to people."""

    def unsent_draft(self, contact_id: int, occasion: Occasion) -> Draft | None:
        """The message for an occasion that was begun and not sent, if there is one."""
        to_them = (Drafts.contact_id == contact_id, Drafts.occasion == occasion, Drafts.sent_on.is_(None))
        return self._first(Draft, _drafts().where(*to_them).limit(1))

    def sent_drafts(self, contact_id: int | None = None, limit: int = 200) -> list[Draft]:
        """The latest messages sent, to one contact if it is said which, newest first, each with its contact."""
        query = _drafts().where(Drafts.sent_on.is_not(None))
        query = query if contact_id is None else query.where(Drafts.contact_id == contact_id)
        return self._all(Draft, query.order_by(Drafts.sent_on.desc(), Drafts.id.desc()).limit(limit))

    def templates(self) -> list[Template]:
        """The member's own templates."""
        return self._all(Template, select(Templates).order_by(Templates.id))


def _drafts() -> Select[Any]:
    return select(Drafts).options(joinedload(Drafts.contact))
