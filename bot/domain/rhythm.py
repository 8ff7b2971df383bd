"""When a member hears from Goodword: their hours and workdays, a pause, and less of it when nothing is done."""

from datetime import date, datetime, time, timedelta

from bot import errors
from bot.domain import calendar, tasks, wide_net, words
from bot.domain.book import Book
from bot.domain.model import Member

QUIET_AFTER = 3  # digests in a row after which nothing was done
WEEK = timedelta(days=7)
LONGEST_PAUSE = timedelta(days=366)

# What the first digest offers instead of its own hour.
HOURS = {"earlier": time(7, 30), "lunch": time(12, 0), "end_of_day": time(16, 30)}


def is_weekly(member: Member) -> bool:
    """Whether digests come once a week, as several were left untouched."""
    return member.untouched >= QUIET_AFTER


def is_paused(book: Book) -> bool:
    """Whether the member wants no nudges today."""
    return book.member.paused_until is not None and book.today < book.member.paused_until


def may_come(book: Book) -> bool:
    """Whether it is a day and an hour for a digest, as far as the member's rhythm goes."""
    member = book.member
    if not calendar.is_workday(book.today, member.workdays):
        return False
    if is_weekly(member) and member.digest_on and book.today < member.digest_on + WEEK:
        return False
    return book.now >= calendar.instant(book.today, member.digest_time, member.tz)


def digest_made(book: Book) -> bool:
    """Note that a digest is made, and whether the one before was touched; says if it is the first one."""
    member = book.member
    is_first = member.digest_on is None
    touched = member.digest_on and member.active_on and member.active_on >= member.digest_on
    member.untouched = 0 if touched or is_first else member.untouched + 1
    member.digest_on = book.today
    return is_first


def active(book: Book) -> None:
    """Note that the member did something today; digests come daily again."""
    member = book.member
    if is_weekly(member) and book.open_tasks():
        tasks.wake(member, tasks.next_digest(member, book.now))
    member.active_on, member.untouched = book.today, 0


def pause(book: Book, until: date) -> None:
    """Send nothing before a day; what comes due meanwhile waits for the first digest after it.

    Raises:
        PastDay: that day is not after today.
        PauseTooLong: it is more than a year away.
    """
    if until <= book.today:
        raise errors.PastDay(day=words.capital(words.day(until, book.today)), field="until")
    if until > book.today + LONGEST_PAUSE:
        raise errors.PauseTooLong
    book.member.paused_until = until


def resume(book: Book) -> None:
    """End a pause now."""
    book.member.paused_until = None
    if book.open_tasks():
        tasks.wake(book.member, book.now)


def pause_ends(member: Member) -> datetime:
    """The instant from which on a paused member is looked at again."""
    assert member.paused_until is not None
    return calendar.instant(member.paused_until, time(0), member.tz)


def change(
    book: Book, *, zone: str | None = None, digest_time: time | None = None, workdays: str | None = None
) -> None:
    """Change when a member is nudged: every promise keeps its day and time on the wall.

    Args:
        zone: an IANA name.
        workdays: ISO numbers, such as "12345".
    """
    member, before = book.member, book.member.tz
    member.zone = zone or member.zone
    member.digest_time = digest_time or member.digest_time
    member.workdays = workdays or member.workdays
    member.next_nudge_at = wide_net.due_at(book)
    for task in book.open_tasks():
        if task.nudge_at:
            waits_for_own = task.nudge_at == tasks.own_moment(task, before)
            day = calendar.local_day(task.nudge_at, before)
            tasks.nudge(book, task, day, task.due_time if waits_for_own else None)
