"""What is new with the member, and who was personally told: a post they may have seen does not count.

A situation has an audience, which is what progress is measured by: those the member was in touch with in the two
years before it, those the member picked, or everybody, slowly. A new situation starts anew.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot import errors
from bot.domain import calendar, names, words
from bot.domain.book import Book
from bot.domain.model import Contact
from bot.domain.model_net import Audience, Situation, Telling, Tie

TEXT_LIMIT = 1000
YEARS = 2


@dataclass(frozen=True)
class Progress:
    """How far the telling has come."""

    told: list[Contact]  # the latest last
    untold: list[int]  # the ids of those who should hear and have not, whom the member spoke with last first

    @property
    def total(self) -> int:
        """How many should hear."""
        return len(self.told) + len(self.untold)


def current(book: Book) -> Situation | None:
    """The member's situation, unless it is over."""
    latest = book.latest_situation()
    return None if latest is None or latest.ended_on else latest


def begin(book: Book, text: str) -> Situation:
    """Keep a new situation with today's date; nobody has been told of it, nor chosen to be.

    Raises:
        SituationMissing, TextTooLong: there is nothing in `text`, or too much.
    """
    text = " ".join(text.split())
    if not text:
        raise errors.SituationMissing(field="text")
    if len(text) > TEXT_LIMIT:
        raise errors.TextTooLong(length=len(text), limit=TEXT_LIMIT, field="text")
    situation = book.add(Situation(text, book.today))
    book.describe(f"Your news: {words.shorten(text, 60)}")
    return situation


def end(book: Book, situation: Situation) -> None:
    """It is no longer so; nobody else needs to hear it."""
    situation.ended_on = situation.ended_on or book.today
    book.describe("Your news is over")


def choose(book: Book, situation: Situation, audience: Audience, contact_ids: Collection[int] = ()) -> None:
    """Say who should hear: `contact_ids`, if they are picked one by one."""
    situation.audience = audience
    if audience == Audience.PICKED:
        _pick(book, situation, contact_ids)
    book.describe("Who should hear your news")


def talked_with(book: Book, situation: Situation) -> list[int]:
    """Those the member was in touch with in the two years before, the last one first."""
    return book.in_touch(calendar.add_months(situation.on, -12 * YEARS), situation.on)


def is_told(book: Book, contact: Contact) -> bool:
    """Whether somebody was personally told of the current situation; false when there is none."""
    situation = current(book)
    return situation is not None and any(
        telling.on is not None and telling.contact_id == contact.id for telling in book.tellings(situation.id or 0)
    )


def tell(book: Book, contact: Contact) -> Telling | None:
    """Note that somebody was personally told of the current situation today; telling them again changes nothing."""
    situation = current(book)
    if situation is None or contact.id is None:
        return None
    known = {telling.contact_id: telling for telling in book.tellings(situation.id or 0)}
    telling = known.get(contact.id) or book.add(Telling(situation.id or 0, contact.id))
    telling.on = telling.on or book.today
    return telling


def told(book: Book, contact_ids: Collection[int]) -> list[Contact]:
    """*I told these*: note it of several."""
    people = book.contacts(contact_ids)
    for contact in people:
        tell(book, contact)
    firsts = words.listing([names.first(contact.name) for contact in people[:3]])
    more = f" and {len(people) - 3} more" if len(people) > 3 else ""
    if people:
        book.describe(f"Told {firsts}{more} your news", people[0] if len(people) == 1 else None)
    return people


def progress(book: Book, situation: Situation) -> Progress:
    """Who was told, and who of the audience is still to hear it."""
    tellings = [telling for telling in book.tellings(situation.id or 0) if telling.contact]
    heard = [telling.contact for telling in tellings if telling.on and telling.contact]
    done = {contact.id for contact in heard}
    return Progress(heard, [each for each in _audience(book, situation, tellings) if each not in done])


def _audience(book: Book, situation: Situation, tellings: Collection[Telling]) -> list[int]:
    if situation.audience == Audience.TALKED:
        return talked_with(book, situation)
    if situation.audience == Audience.EVERYONE:
        return [tie.id for tie in sorted(book.ties(), key=_latest_first) if not tie.is_left_alone]
    return [each.contact_id for each in tellings if each.contact and not each.contact.do_not_contact]


def _latest_first(tie: Tie) -> tuple[int, int]:
    return -(tie.last_on.toordinal() if tie.last_on else 0), tie.id


def _pick(book: Book, situation: Situation, contact_ids: Collection[int]) -> None:
    """Let those who are picked, and those who were told already, be the audience."""
    known = {telling.contact_id: telling for telling in book.tellings(situation.id or 0)}
    for contact in book.contacts(contact_ids):
        if contact.id not in known and contact.id is not None:
            book.add(Telling(situation.id or 0, contact.id))
    for contact_id, telling in known.items():
        if telling.on is None and contact_id not in contact_ids:
            book.delete(telling)
