"""Making one of two people: every fact is kept, and whatever was said, promised or came of it moves along."""

from bot.domain import cadence, contacts, names, tasks
from bot.domain.book import Book
from bot.domain.model import Contact, Detail, DetailKind, Interaction, InteractionKind, Participant, Task
from bot.errors import NotInBook

_FILLED = (
    "title", "company", "circle", "where_met", "slack_user_id", "connected_on", "cadence", "closeness",
)  # fmt: skip
_LATEST = ("rests_until", "suggested_on")


def merge(book: Book, kept: Contact, other: Contact) -> Contact:
    """Put all that is known of `other` to `kept`, who alone stays; undo brings both back as they were.

    Raises:
        NotInBook: it is one person twice.
    """
    if kept is other:
        raise NotInBook
    for task in book.open_tasks(contact_id=other.id):
        _join_task(book, kept, task)
    book.move_all(other, kept)
    _facts(book, kept, other)
    for kind in DetailKind:
        _details(book, kept, other, kind)
    kept.do_not_contact = kept.do_not_contact or other.do_not_contact
    kept.never_suggested = kept.never_suggested or other.never_suggested
    kept.archived_at = kept.archived_at and other.archived_at
    if other.created_at and kept.created_at:
        kept.created_at = min(kept.created_at, other.created_at)
    book.delete(other)
    book.describe(f"Merged {other.name} into {kept.name}", kept)
    return kept


def _join_task(book: Book, kept: Contact, task: Task) -> None:
    """Of two open promises of a kind, the earlier day counts, and both reasons."""
    same = book.open_task(task.kind, kept.id or 0, task.introduction_id)
    if same is None:
        return
    same.about = tasks.joined(same.about, task.about)
    if (task.due_on, task.due_time is None) < (same.due_on, same.due_time is None):
        same.due_on, same.due_time, same.nudge_at = task.due_on, task.due_time, task.nudge_at
    same.gift, same.repeat = same.gift or task.gift, same.repeat or task.repeat
    book.delete(task)


def _facts(book: Book, kept: Contact, other: Contact) -> None:
    """What is not known of the one yet; where both say something else, the other's words become a note."""
    left = []
    if names.key(other.name) != names.key(kept.name):
        left.append(f"Also noted as {other.name}")
    if other.title and kept.title and names.key(other.title) != names.key(kept.title):
        left.append(f"Also noted as {', '.join(filter(None, (other.title, other.company)))}")
    if other.where_met and kept.where_met and names.key(other.where_met) != names.key(kept.where_met):
        left.append(f"Also met at {other.where_met}")
    if other.circle and kept.circle and other.circle != kept.circle:
        left.append(f"Also in the circle {other.circle}")
    if other.company and kept.company and names.key(other.company) != names.key(kept.company):
        contacts.add_details(book, kept, DetailKind.EMPLOYER, [other.company])
    for name in _FILLED:
        if getattr(kept, name) is None and not (name == "title" and kept.company and other.company):
            setattr(kept, name, getattr(other, name))
    if other.cadence and kept.cadence and other.cadence != kept.cadence:
        left.append(f"Also to keep in touch {cadence.said(other.cadence)}")
    if other.closeness and kept.closeness and other.closeness != kept.closeness:
        left.append(f"Also noted as {other.closeness}, before they helped")
    for name in _LATEST:
        setattr(kept, name, max(filter(None, (getattr(kept, name), getattr(other, name))), default=None))
    if left:
        _note(book, kept, "; ".join(left))


def _details(book: Book, kept: Contact, other: Contact, kind: DetailKind) -> None:
    have = {detail.key for detail in kept.details if detail.kind == kind and not detail.deleted_at}
    for detail in other.details:
        if detail.kind == kind and not detail.deleted_at and detail.key not in have:
            have.add(detail.key)
            kept.details.append(book.add(Detail(kind, detail.value, detail.key, contact_id=kept.id)))


def _note(book: Book, kept: Contact, text: str) -> None:
    part = Participant(contact_id=kept.id or 0)
    book.add(Interaction(InteractionKind.NOTE, book.today, text, participants=[part]))
