"""Drafts: a message for an occasion, kept until the member has sent it themself. Goodword sends none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import errors
from bot.domain import introductions, keeping, matchmaking, names, news, occasions, tasks, templates, words
from bot.domain.aspects import aspects
from bot.domain.book import Book
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import Circle, Contact, DetailKind, InteractionKind, Introduction, Task

LIMIT = 3000  # characters: as many as Slack takes in one input
KEPT = timedelta(days=14)  # how long a message that was begun is brought back
# Occasions on which an answer is hoped for; a follow-up and one's news only if something is asked.
WANTS_AN_ANSWER = (Occasion.RECONNECT, Occasion.ASK_INTRODUCTION, Occasion.SECOND_TRY)
MAY_WANT_ONE = (Occasion.FOLLOW_UP, Occasion.SITUATION)


@dataclass(frozen=True)
class Suggested:
    """A message that Goodword suggests, and the subject of a mail with it."""

    occasion: Occasion
    text: str
    subject: str


def suggest(book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task] = ()) -> Suggested:
    """Write a message to somebody from the template for the occasion and their circle.

    Args:
        owed: the promises it is to keep; see `occasions.kept_by`.
    """
    known = aspects(book, contact, occasion, owed, news.of(book, contact))
    locale = book.member.locale
    template = templates.chosen(occasion, contact.circle, locale, book.templates())
    subject = words.capital(templates.phrase(locale, "subject", occasion.value, **known))
    return Suggested(occasion, templates.filled(template, known)[:LIMIT].strip(), subject)


def unsent(book: Book, contact: Contact, occasion: Occasion) -> Draft | None:
    """The member's own words for this, begun in the last two weeks and not sent."""
    draft = book.unsent_draft(contact.id or 0, occasion)
    return draft if draft and draft.kept_at and book.now - draft.kept_at < KEPT else None


def keep(book: Book, contact: Contact, occasion: Occasion, text: str) -> None:
    """Keep a message as it is, for when the member comes back to it.

    Raises:
        TextTooLong: of a message that is longer than `LIMIT`.
    """
    _draft(book, contact, occasion, _checked(text))


def drop(book: Book, contact: Contact, occasion: Occasion) -> None:
    """Forget a message that was begun."""
    draft = book.unsent_draft(contact.id or 0, occasion)
    if draft:
        book.delete(draft)


def sent(
    book: Book, contact: Contact, occasion: Occasion, text: str, owed: Sequence[Task] = (), *, by_mail: bool = False
) -> None:
    """The member has sent a message: it is logged, keeps the promises it came from, and an answer is awaited.

    Args:
        owed: the promises it keeps; those that were kept meanwhile stay as they are.

    Raises:
        MessageMissing, TextTooLong: there is nothing in it, or too much.
    """
    text = _checked(text)
    if not text:
        raise errors.MessageMissing(field="message")
    how = InteractionKind.EMAIL if by_mail else InteractionKind.MESSAGE
    _draft(book, contact, occasion, text).sent_on = book.today
    still_open = [task for task in owed if task.is_open and task.contact_id == contact.id]
    _SETTLE.get(occasion, _settle)(book, contact, still_open, text, how)
    if expects_an_answer(occasion, text) and occasion != Occasion.SECOND_TRY and not contact.do_not_contact:
        keeping.await_reply(book, contact, about=_subject(still_open))
    copied(book, contact, occasion)
    book.describe(f"Wrote to {names.first(contact.name)}", contact)


def copied(book: Book, contact: Contact, occasion: Occasion) -> None:
    """The member takes a message along to send it: whoever gets their news in it counts as told."""
    if occasion == Occasion.SITUATION:
        news.told(book, contact)


def expects_an_answer(occasion: Occasion, text: str) -> bool:
    """Whether silence after a message would mean something."""
    return occasion in WANTS_AN_ANSWER or (occasion in MAY_WANT_ONE and "?" in text)


def email_of(contact: Contact) -> str | None:
    """Where to mail somebody."""
    return next(iter(contact.values(DetailKind.EMAIL)), None)


def own_template(book: Book, occasion: Occasion, circle: Circle | None) -> Template | None:
    """The member's own words for an occasion and just this circle, if they have any."""
    return next((each for each in book.templates() if (each.occasion, each.circle) == (occasion, circle)), None)


def set_template(book: Book, occasion: Occasion, circle: Circle | None, text: str) -> None:
    """Use the member's own words from now on; with none, it is Goodword's again.

    Raises:
        TemplateUnreadable, TextTooLong: see `templates.checked`.
    """
    text, own = templates.checked(text), own_template(book, occasion, circle)
    others = [each for each in book.templates() if each is not own]
    if not text or text == templates.chosen(occasion, circle, book.member.locale, others):
        if own:
            book.delete(own)
    elif own:
        own.text = text
    else:
        book.add(Template(occasion, text, circle))
    book.describe(f"Changed the template for {occasions.NAMES[occasion].lower()}")


def _subject(owed: Sequence[Task]) -> str | None:
    """What an answer is awaited about: what the promises were about, unless it was something to do."""
    return next((task.about for task in owed if task.about and not tasks.is_deed(task.about)), None)


def _draft(book: Book, contact: Contact, occasion: Occasion, text: str) -> Draft:
    draft = book.unsent_draft(contact.id or 0, occasion)
    if draft is None:
        draft = book.add(Draft(contact.id or 0, occasion, text, book.now))
    draft.text, draft.kept_at = text, book.now
    return draft


def _checked(text: str) -> str:
    text = text.strip()
    if len(text) > LIMIT:
        raise errors.TextTooLong(length=len(text), limit=LIMIT, field="message")
    return text


Settle = Callable[[Book, Contact, Sequence[Task], str, InteractionKind], None]


def _settle(book: Book, contact: Contact, owed: Sequence[Task], text: str, how: InteractionKind) -> None:
    """Log the message; promises are kept by it."""
    if owed:
        keeping.settle(book, owed, told=text, how=how)
    else:
        tasks.touch(book, contact, text, how)
        introductions.noticed(book, contact, how)


def _second_try(book: Book, contact: Contact, owed: Sequence[Task], text: str, how: InteractionKind) -> None:
    for task in owed[:1]:
        keeping.tried_again(book, task, text, how)
    if not owed:
        _settle(book, contact, owed, text, how)


def _step(take: Callable[[Book, Introduction, Contact], object]) -> Settle:
    """A message that takes an introduction a step further."""

    def settle(book: Book, contact: Contact, owed: Sequence[Task], text: str, how: InteractionKind) -> None:
        one = next((task.introduction for task in owed if task.introduction), None)
        if one is None:
            _settle(book, contact, owed, text, how)
        else:
            take(book, one, contact)

    return settle


_SETTLE: Mapping[Occasion, Settle] = {
    Occasion.SECOND_TRY: _second_try,
    Occasion.REMINDER: _step(lambda book, one, contact: introductions.reminded(book, one)),
    Occasion.ASK_TO_INTRODUCE: _step(lambda book, one, contact: matchmaking.asked(book, one, contact.id or 0)),
    Occasion.CONNECT: _step(lambda book, one, contact: matchmaking.connect(book, one)),
}
