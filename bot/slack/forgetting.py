"""Listeners about leaving: `forget-me`, which hands the book out and then erases it."""

from slack_sdk.models.blocks import Block

from bot.domain import words as said_as
from bot.domain.jobs import Job, JobKind
from bot.slack import forms
from bot.slack.kit import Message, Modal, actions, button, section
from bot.slack.outcomes import Errors, Open, Outcome, Reply
from bot.slack.turn import Turn

FORGET_ME = "forget_me"
FORGET_FORM = "forget_form"
TYPED = "forget me"

BEGUN = "I'm packing your book. Once the zip is in our DM, I erase all I know of you."
DONE = (
    "Your book is erased, and all else I knew of you. What is in the zip is yours alone now; "
    "should you come back, `import` takes it in again."
)


def written(turn: Turn, words: str) -> Outcome:
    """`forget-me`: the form; a message can't open one, so there a button does."""
    if turn.trigger_id:
        return open_form(turn)
    text = "Shall I forget you? First I hand your book out, then I erase it."
    return Reply(Message(text, [section(text), actions(button("Forget me", FORGET_ME, style="danger"))]))


def open_form(turn: Turn) -> Outcome:
    """*Forget me*: what would go, and a sentence to type."""
    with turn.read() as book:
        people = book.count_contacts()
    return Open(form(people, turn.metadata()))


def submit_form(turn: Turn) -> Outcome:
    """The words were typed: the worker hands the book out, and only then erases it."""
    if turn.words("typed").casefold().strip('.!"“”') != TYPED:
        return Errors({"typed": f"To go on, type: {TYPED}"})
    with turn.books.open(turn.member, turn.key, track=False) as book:
        book.add(Job(JobKind.EXPORT, then_forget=True))
    return Reply(Message(BEGUN, [section(BEGUN)]))


def form(people: int, metadata: str) -> Modal:
    """What would go, and the words to type."""
    who = said_as.count(people, "person", "people")
    blocks: list[Block] = [
        section(
            f"This erases your book ({who}), with every note, message, promise, introduction and win, and your "
            "settings.\n"
            "*First I put a zip with all of it into our DM.* What I said in the DM stays there: that is Slack's."
        ),
        forms.text_input("typed", f"To go on, type: {TYPED}", "", optional=False),
    ]
    return Modal("Forget me", blocks, FORGET_FORM, "Erase my book", "Keep it", metadata)


def done() -> Message:
    """It is erased."""
    return Message("Your book is erased.", [section(DONE)])
