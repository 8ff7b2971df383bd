"""Handing the book out: `export`, *Export*."""

from bot.domain.jobs import Job, JobKind
from bot.slack.kit import Message, section
from bot.slack.outcomes import Outcome, Reply
from bot.slack.turn import Turn

COMING = "I'm packing your book. The zip will be in our DM in a moment."


def written(turn: Turn, words: str) -> Outcome:
    """`export`."""
    return pressed(turn)


def pressed(turn: Turn) -> Outcome:
    """*Export*: the worker packs the book and brings it to the DM."""
    with turn.books.open(turn.member, turn.key, track=False) as book:
        book.add(Job(JobKind.EXPORT))
    return Reply(Message(COMING, [section(COMING)]))


def above(count: int) -> str:
    """What stands above the zip."""
    said = "everybody" if count != 1 else "one person"
    return (
        f"Your book, with {said} in it ({count:,}): `goodword.json` has all of it, and comes in again with `import`; "
        "`contacts.vcf` and `contacts.csv` are for other programs, `tasks.ics` for a calendar."
    )
