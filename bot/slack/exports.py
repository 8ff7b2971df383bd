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
    """*Export*: the worker packs the book and brings it to the DM; pressed twice, it comes once."""
    with turn.books.open(turn.member, turn.key, track=False) as book:
        if not book.is_packing():
            book.add(Job(JobKind.EXPORT))
    return Reply(Message(COMING, [section(COMING)]))


def above(count: int) -> str:
    """What stands above the zip."""
    who = {0: "nobody in it yet", 1: "one person in it"}.get(count, f"everybody in it ({count:,})")
    return (
        f"Your book, with {who}: `goodword.json` has all of it, and comes in again with `import`; "
        "`contacts.vcf` and `contacts.csv` are for other programs, `tasks.ics` for a calendar."
    )
