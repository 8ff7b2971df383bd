"""Listeners about drafts: a message is suggested, checked and mended; the member sends it, and says so."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain import addressing, checks, contacts, drafts, held, names, occasions, templates, words
from bot.domain.book import Book
from bot.domain.checks import Finding
from bot.domain.drafts import Suggested
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact, Task
from bot.slack import drafts_views, screens, suggestions
from bot.slack.drafts_buttons import SUGGESTED
from bot.slack.drafts_views import Page
from bot.slack.kit import Message, Modal
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Nothing, Open, Outcome, Replace, Reply, Say, Update
from bot.slack.turn import Surface, Turn

IN_DM = "It's in your messages with me, ready to copy."
NOTHING_YET = "There is nothing in it yet."


def parts(turn: Turn, typed: str) -> tuple[list[Contact], str, Occasion | None]:
    """Whom "Jane thank you" may mean, the name as typed, and what the message is for."""
    with turn.read() as book:
        name, rest = addressing.known_and_rest(typed, book.names())
        occasion, left = occasions.said(rest)
        if not name:
            occasion, left = occasions.said(typed)
            name, _ = addressing.known_and_rest(left, book.names())
        return (contacts.named(book, name) if name else []), name or left, occasion


def open_for(turn: Turn, contact_id: int, occasion: Occasion | None) -> Outcome:
    """A draft for somebody; in a message, where nothing can be opened, the button that opens it."""
    with turn.read() as book:
        contact = book.contact(contact_id)
        if turn.surface == Surface.MESSAGE:
            return Reply(drafts_views.offer(contact, occasion))
        work = Work(book, contact, occasion or occasions.likeliest(book, contact), [])
        return Open(_form(turn, work, *_first(work)))


def open_draft(turn: Turn) -> Outcome:
    """*Draft message* on a card, *Draft* beside a promise."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
        owed = _owed(turn, book, contact)
        occasion = _occasion(turn.about.get("occasion")) or occasions.occasion_for(owed)
        work = Work(book, contact, occasion or occasions.likeliest(book, contact), owed)
        return Open(_form(turn, work, *_first(work)))


def open_task(turn: Turn, task: Task, on: str = "said") -> Outcome:
    """A draft of the message that keeps a promise and whatever goes with it."""
    with turn.read() as book:
        owed = [each for each in _with_others(book, task) if occasions.occasion_of(each)]
        occasion = occasions.occasion_for(owed) or Occasion.FOLLOW_UP
        work = Work(book, book.contact(task.contact_id), occasion, owed)
        turn.about["on"] = on
        return Open(_form(turn, work, *_first(work)))


def choose_occasion(turn: Turn) -> Outcome:
    """*What for* was answered anew: another message; what was typed for the other occasion is kept."""
    with turn.read() as book:
        before = _work(turn, book)
        is_own = _typed(turn) not in ("", before.suggested.text)
    if is_own:
        _keep(turn, before)
    with turn.read() as book:
        work = replace(before, book=book, occasion=_occasion(turn.chosen) or before.occasion)
        text, said = _first(work)
        return Update(_form(turn, work, text, said, anew=True))


def check(turn: Turn) -> Outcome:
    """*Check*: what is typed is kept, and looked at."""
    return Update(_redrawn(turn, _typed(turn)))


def mend(turn: Turn) -> Outcome:
    """*Mend* beside a finding: its words are replaced, if they still stand there."""
    with turn.read() as book:
        work = _work(turn, book)
        found = [each for each in work.findings(_typed(turn)) if drafts_views.mark(each) == turn.about.get("mark")]
    nearest = min(found, key=lambda each: abs(each.start - turn.id_of("at")), default=None)
    text = checks.mended(_typed(turn), nearest) if nearest else _typed(turn)
    return Update(_redrawn(turn, text, anew=True))


def copy(turn: Turn) -> Outcome:
    """*Text to copy*: the message alone, in the DM."""
    text = _typed(turn)
    if not text:
        return Update(_redrawn(turn, text, said=NOTHING_YET))
    with turn.book() as book:
        work = _work(turn, book)
        drafts.copied(book, work.contact, work.occasion)
    return Say(Message(text, []), _redrawn(turn, text, said=IN_DM))


def start_over(turn: Turn) -> Outcome:
    """*Start over*: Goodword's words again."""
    with turn.books.open(turn.member, track=False) as book:
        work = _work(turn, book)
        drafts.drop(book, work.contact, work.occasion)
    with turn.read() as book:
        work = replace(work, book=book)
        return Update(_form(turn, work, work.suggested.text, "", anew=True))


def submit(turn: Turn) -> Outcome:
    """*I sent it*: with findings the first press shows them, the second goes ahead all the same."""
    text = _typed(turn)
    with turn.read() as book:
        work = _work(turn, book)
        marks = [drafts_views.mark(finding) for finding in work.findings(text) if finding.sure]
    if not set(marks) <= set(turn.about.get("warned", "").split(".")):
        return Update(_redrawn(turn, text, warned=".".join(marks)))
    with turn.book() as book:
        work = _work(turn, book)
        by_mail = bool(turn.form.get(drafts_views.BY_MAIL))
        drafts.sent(book, work.contact, work.occasion, text, work.owed, by_mail=by_mail)
    return _logged(turn, work.contact)


def open_dm(turn: Turn) -> Outcome:
    """*Open DM*: Slack has opened it already."""
    return Nothing()


@dataclass(frozen=True)
class Work:
    """A draft being worked on: to whom, for what, and which promises it keeps."""

    book: Book
    contact: Contact
    occasion: Occasion
    given: list[Task]  # the promises it was opened for

    @property
    def owed(self) -> list[Task]:
        """The promises it keeps: those it was opened for, or for another occasion what is owed for that."""
        if self.given and occasions.occasion_for(self.given) == self.occasion:
            return self.given
        return occasions.kept_by(self.book, self.contact, self.occasion)

    @property
    def suggested(self) -> Suggested:
        """What Goodword would write."""
        return drafts.suggest(self.book, self.contact, self.occasion, self.owed)

    def findings(self, text: str) -> list[Finding]:
        """What the triple check says of a text."""
        return held.findings(self.book, self.contact, self.occasion, text, self.owed, self.suggested.text)


def _work(turn: Turn, book: Book) -> Work:
    """What the form is about. The occasion is what it was drawn for, whatever its menu says by now."""
    contact = book.contact(turn.id_of("contact"))
    occasion = _occasion(turn.about.get("for")) or Occasion.FOLLOW_UP
    return Work(book, contact, occasion, _owed(turn, book, contact))


def _owed(turn: Turn, book: Book, contact: Contact) -> list[Task]:
    tasks = [book.task(task_id) for task_id in turn.ids_of("task")]
    return [task for task in tasks if task.contact_id == contact.id]


def _with_others(book: Book, task: Task) -> list[Task]:
    return occasions.kept_by(book, book.contact(task.contact_id), occasions.occasion_of(task) or Occasion.FOLLOW_UP)


def _first(work: Work) -> tuple[str, str]:
    """What a draft begins with: the member's own words if they began some, else Goodword's; and a word about it."""
    own = drafts.unsent(work.book, work.contact, work.occasion)
    if own is None or own.kept_at is None or own.text == work.suggested.text:
        return work.suggested.text, ""
    day = words.day(own.kept_at.astimezone(work.book.member.tz).date(), work.book.today)
    return own.text, f"These are your own words of {day}."


def _redrawn(turn: Turn, text: str, *, said: str = "", anew: bool = False, warned: str = "") -> Modal:
    """The form with a text, which is kept."""
    with turn.read() as book:
        work = _work(turn, book)
    _keep(turn, work, text)
    with turn.read() as book:
        return _form(turn, replace(work, book=book), text, said, anew=anew, warned=warned, checked=True)


def _keep(turn: Turn, work: Work, text: str | None = None) -> None:
    """Keep what is typed, so that closing the form does not lose it."""
    text = _typed(turn) if text is None else text
    with turn.books.open(turn.member, track=False) as book:
        if text and len(text) <= drafts.LIMIT:
            drafts.keep(book, book.contact(work.contact.id or 0), work.occasion, text)


def _form(
    turn: Turn, work: Work, text: str, said: str, *, anew: bool = False, warned: str = "", checked: bool = False
) -> Modal:
    """The form as it is to be shown.

    Args:
        anew: the text is not what stands in the form, so that Slack is to take it.
        warned: marks of the findings that *I sent it* has shown.
        checked: say so when nothing is found.
    """
    suggested = work.suggested
    findings = held.findings(work.book, work.contact, work.occasion, text, work.owed, suggested.text)
    number = turn.id_of("number") + (1 if anew else 0)
    email = drafts.email_of(work.contact)
    ticked = turn.form.get(drafts_views.BY_MAIL) if drafts_views.BY_MAIL in turn.form else None
    page = Page(
        work.contact,
        turn.member.team_id,
        work.occasion,
        occasions.occasions(work.book, work.contact),
        text,
        suggested.subject,
        findings,
        escape(said) or (drafts_views.NOTHING_FOUND if checked and not findings else ""),
        bool(warned),
        email,
        bool(ticked) if ticked is not None else not work.contact.slack_user_id,
        f"{drafts_views.MESSAGE}.{number}",
        text != suggested.text,
    )
    return drafts_views.form(page, _metadata(turn, work, number=number, warned=warned or None))


def _metadata(turn: Turn, work: Work, **more: Any) -> str:
    given = ".".join(str(task.id) for task in work.given) or None
    on = turn.about.get("on")
    parts = {"contact": work.contact.id, "for": work.occasion.value, "task": given, "on": on, **more}
    return turn.metadata(**parts)


def _typed(turn: Turn) -> str:
    return turn.words(drafts_views.MESSAGE)


def _occasion(text: str | None) -> Occasion | None:
    return Occasion(text) if text in set(Occasion) else None


def _logged(turn: Turn, contact: Contact) -> Outcome:
    """Where the draft was opened from, as it is now."""
    on, wrote = turn.about.get("on", ""), f"Logged: you wrote to {names.first(contact.name)}."
    if on == SUGGESTED:
        return Replace(suggestions.shown(turn, wrote, turn.changes[-1]))
    if on not in ("card", "said", ""):
        return screens.again(turn)
    card = screens.card(turn, contact.id, above=wrote, undo=turn.changes[-1])
    return Replace(card) if on == "card" else Reply(card)


# --- templates ---


def open_templates(turn: Turn) -> Outcome:
    """*Edit this template*, or `templates`."""
    if turn.surface == Surface.MESSAGE:
        return Reply(drafts_views.offer_templates())
    return Open(_template_form(turn, _occasion(turn.about.get("occasion")), _circle(turn.about.get("circle")), 0))


def choose_template(turn: Turn) -> Outcome:
    """Another occasion, or another circle: its template."""
    occasion = _occasion(turn.form.get(drafts_views.TEMPLATE_OF))
    circle = _circle(turn.form.get(drafts_views.TEMPLATE_FOR))
    return Update(_template_form(turn, occasion, circle, turn.id_of("number") + 1))


def submit_template(turn: Turn) -> Outcome:
    """*Save*: the member's own words from now on, or Goodword's again."""
    occasion = _occasion(turn.form.get(drafts_views.TEMPLATE_OF)) or Occasion.FOLLOW_UP
    with turn.book() as book:
        circle = _circle(turn.form.get(drafts_views.TEMPLATE_FOR))
        drafts.set_template(book, occasion, circle, turn.words(drafts_views.TEMPLATE))
    return Nothing()


def _template_form(turn: Turn, occasion: Occasion | None, circle: Circle | None, number: int) -> Modal:
    occasion = occasion or Occasion.FOLLOW_UP
    with turn.read() as book:
        text = templates.chosen(occasion, circle, book.member.locale, book.templates())
    block = f"{drafts_views.TEMPLATE}.{number}"
    return drafts_views.template_form(occasion, circle, text, turn.metadata(number=number), block)


def _circle(text: str | None) -> Circle | None:
    return Circle(text) if text in set(Circle) else None
