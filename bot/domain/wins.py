"""Wins: something good that came of knowing somebody, and thanks to everybody on the way to it."""

from collections.abc import Collection

from bot import errors
from bot.domain import calendar, introductions, names, tasks
from bot.domain.book import Book
from bot.domain.chains import Link, chain
from bot.domain.model import Contact, Outcome, Task, TaskKind, TaskState, Win

WHAT_LIMIT = 1000


def record(book: Book, contact: Contact, what: str) -> Win:
    """Log a win: the introductions that led there went somewhere, and all who made one are owed thanks.

    A thank-you that somebody is owed already is joined. A gift is suggested for whoever opened the door, who is the
    one that introduced the contact.

    Args:
        what: in the member's words, such as "signed a contract".

    Raises:
        WinMissing, TextTooLong: there is nothing in `what`, or too much.
    """
    assert contact.id is not None
    win = book.add(Win(contact.id, _checked(what), book.today))
    for link in chain(book, contact):
        if link.steps == 1:
            introductions.conclude(book, link.introduction, Outcome.WENT_SOMEWHERE)
    thank_only(book, win, [link.introducer.id or 0 for link in to_thank(book, win) if link.introducer])
    book.describe(f"A win with {names.first(contact.name)}: {win.what}", contact)
    return win


def to_thank(book: Book, win: Win) -> list[Link]:
    """Those on the chain that can be thanked, nearest first."""
    links = chain(book, book.contact(win.contact_id))
    return [link for link in links if link.introducer and not _is_left_in_peace(link.introducer)]


def thank_only(book: Book, win: Win, contact_ids: Collection[int]) -> None:
    """Owe thanks for a win to these people of its chain and to nobody else."""
    for place, link in enumerate(to_thank(book, win)):
        introducer = link.introducer
        assert introducer is not None
        if introducer.id not in contact_ids:
            for task in book.tasks_of_win(win.id or 0):
                if task.contact_id == introducer.id and task.is_open:
                    _forgo(book, win, task)
        elif not is_thanked(book, win, introducer):
            _owe_thanks(book, win, introducer, opened_the_door=place == 0 and link.steps == 1)
    book.describe(f"Whom to thank for the win with {_whom(win)}", win.contact)


def is_thanked(book: Book, win: Win, contact: Contact) -> bool:
    """Whether somebody is owed thanks for a win, or has been given them."""
    return any(
        task.contact_id == contact.id and task.state != TaskState.LET_GO for task in book.tasks_of_win(win.id or 0)
    )


def _owe_thanks(book: Book, win: Win, introducer: Contact, *, opened_the_door: bool) -> None:
    assert introducer.id is not None
    thanks = next(iter(book.open_tasks(contact_id=introducer.id, kind=TaskKind.THANK_YOU)), None)
    if thanks is None:
        soon = calendar.next_workday(book.today, book.member.workdays)
        thanks = tasks.plan(book, TaskKind.THANK_YOU, introducer, soon).task
    thanks.win_id, thanks.about = win.id, tasks.joined(thanks.about, reason(win))
    thanks.gift = thanks.gift or opened_the_door


def _forgo(book: Book, win: Win, task: Task) -> None:
    """Not to be thanked for the win after all; thanks that were owed before it stay owed."""
    task.win_id, task.gift = None, False
    assert task.created_at is not None and win.created_at is not None
    if task.about == reason(win) and not task.introduction_id and task.created_at >= win.created_at:
        tasks.close(book, task, TaskState.LET_GO)
        task.win_id = win.id
    else:
        task.about = (task.about or "").removesuffix(reason(win)).rstrip("; ") or None


def _is_left_in_peace(contact: Contact) -> bool:
    return contact.do_not_contact or contact.archived_at is not None or contact.deleted_at is not None


def reason(win: Win) -> str:
    """What somebody is thanked for; whose win it was is not said, so that nobody is named in several nudges."""
    return f"their part in your win ({win.what})"


def _whom(win: Win) -> str:
    return names.first(win.contact.name) if win.contact else "them"


def _checked(what: str) -> str:
    what = " ".join(what.split())
    if not what:
        raise errors.WinMissing(field="what")
    if len(what) > WHAT_LIMIT:
        raise errors.TextTooLong(length=len(what), limit=WHAT_LIMIT, field="what")
    return what
