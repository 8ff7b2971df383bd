"""The same for many people at once: put away, tagged, in a circle, kept in touch with; undone as one."""

from collections.abc import Sequence
from enum import StrEnum

from bot import errors
from bot.domain import contacts, details, tasks, words
from bot.domain.book import Book
from bot.domain.cadence import Cadence
from bot.domain.model import Circle, Contact, DetailKind, TaskState

MOST = 2000  # people at once


class Deed(StrEnum):
    """What can be done to many."""

    ARCHIVE = "archive"
    BRING_BACK = "bring back"
    TAG = "tag"
    CIRCLE = "circle"
    CADENCE = "cadence"


def found(book: Book, typed: str) -> list[Contact]:
    """Everybody whom a search finds.

    Raises:
        TooManyAtOnce: there are more than `MOST`.
    """
    people, total = book.search(typed, limit=MOST)
    if total > MOST:
        raise errors.TooManyAtOnce(total=f"{total:,}", most=f"{MOST:,}")
    return people


def do(
    book: Book,
    people: Sequence[Contact],
    deed: Deed,
    *,
    tag: str = "",
    circle: Circle | None = None,
    rhythm: Cadence | None = None,
) -> str:
    """Do it to all of them; gives what was done, in a few words.

    Args:
        tag: one or several, with spaces between.
        circle: where they belong; none takes them out of any.
        rhythm: how often to keep in touch.

    Raises:
        TagMissing, CadenceMissing: there is none.
    """
    if deed == Deed.ARCHIVE:
        done = _archive(book, people)
    elif deed == Deed.BRING_BACK:
        done = [person for person in people if person.archived_at]
        for person in done:
            person.archived_at = None
    elif deed == Deed.TAG:
        done = _tag(book, people, details.tags(tag))
    elif deed == Deed.CADENCE:
        done = _keep_in_touch(people, rhythm or Cadence())
    else:
        done = [person for person in people if person.circle != circle]
        for person in done:
            person.circle = circle
    said = f"{_DONE[deed]} {words.count(len(done), 'person', 'people')}"
    if done:
        book.describe(said)
    return said


_DONE = {
    Deed.ARCHIVE: "Archived",
    Deed.BRING_BACK: "Brought back",
    Deed.TAG: "Tagged",
    Deed.CIRCLE: "Changed the circle of",
    Deed.CADENCE: "Changed how often to keep in touch with",
}


def _archive(book: Book, people: Sequence[Contact]) -> list[Contact]:
    done = [person for person in people if not person.archived_at]
    ids = {person.id for person in done}
    for person in done:
        person.archived_at = book.now
    for task in book.open_tasks():
        if task.contact_id in ids:
            tasks.close(book, task, TaskState.LET_GO)
    return done


def _tag(book: Book, people: Sequence[Contact], tags: list[str]) -> list[Contact]:
    if not tags:
        raise errors.TagMissing(field="tag")
    done = []
    for person in people:
        before = len(person.details)
        contacts.add_details(book, person, DetailKind.TAG, tags)
        done += [person] if len(person.details) > before else []
    return done


def _keep_in_touch(people: Sequence[Contact], rhythm: Cadence) -> list[Contact]:
    if rhythm == Cadence():
        raise errors.CadenceMissing(field="keep_in_touch")
    wanted = (rhythm.rule, rhythm.never)
    done = [person for person in people if (person.cadence, person.never_suggested) != wanted]
    for person in done:
        person.cadence, person.never_suggested = wanted
    return done
