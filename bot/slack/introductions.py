"""Listeners about introductions: logged in words or by the form, and taken step by step to their end."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain import intro_words, introductions, matchmaking
from bot.domain.book import Book
from bot.domain.intro_words import IntroWords
from bot.domain.model import Answer, Contact, InteractionKind, Introduction, IntroductionKind, Question
from bot.domain.model import Outcome as CameOfIt
from bot.errors import NameMissing
from bot.slack import deeds, forms, introducing, introductions_forms, introductions_views, screens, tasks_views
from bot.slack.introductions_forms import FIRST, FORM_KINDS, KIND, SECOND
from bot.slack.outcomes import Open, Outcome, Replace, Reply, Update
from bot.slack.turn import Turn

_TELLS = re.compile(r"\b(?:introduc|intro['’]?d\b|connected me\b|in touch with\b)", re.IGNORECASE)


def written(turn: Turn, words: str) -> Outcome:
    """`intro` alone: the form (a message can open none, only offer it); with words: what they tell of."""
    if not words:
        return open_form(turn) if turn.trigger_id else Reply(introductions_forms.usage())
    told = intro_words.read(words)
    return introducing.log(turn, words, told, {}) if told else Reply(introductions_forms.usage(words))


def in_passing(turn: Turn, words: str) -> Outcome | None:
    """A line without the verb that plainly tells of an introduction; nothing, if it does not."""
    told = intro_words.read(words) if _TELLS.search(words) else None
    return introducing.log(turn, words, told, {}) if told and introducing.is_plain(turn, told) else None


def answered(turn: Turn, question: Question) -> Outcome:
    """A button under "Who is Bobb?": go on to the other one, or log it."""
    asked = json.loads(question.words)
    chosen = {**asked["chosen"], asked["which"]: turn.id_of("contact") or introducing.NEW}
    told = intro_words.read(asked["words"])
    assert told is not None
    return deeds.instead(introducing.log(turn, asked["words"], told, chosen, f"question:{question.id}"))


def intros(turn: Turn, words: str = "") -> Outcome:
    """`intros`: the open ones, by what is waited for."""
    return Reply(screens.intros(turn))


def intros_page(turn: Turn) -> Outcome:
    """*Earlier* and *Later* under them."""
    return Replace(screens.intros(turn, turn.id_of("offset")))


def open_one(turn: Turn) -> Outcome:
    """*Open* beside one of them, *A line to send* in a nudge."""
    return Reply(screens.introduction(turn, turn.id_of("introduction")))


def open_form(turn: Turn) -> Outcome:
    """*Log an introduction*; on a card, of that person to the member."""
    second = None
    if contact_id := turn.id_of("contact"):
        with turn.read() as book:
            second = forms.known_option(book.contact(contact_id))
    return Open(introductions_forms.form(turn.metadata(), second=second))


def choose_kind(turn: Turn) -> Outcome:
    """*What happened?* was answered anew: the two people are called accordingly, and stay who they are."""
    kind = turn.chosen if turn.chosen in FORM_KINDS else "received"
    first, second = (_option(turn, field) for field in (FIRST, SECOND))
    return Update(introductions_forms.form(turn.metadata(), kind or "received", first, second, turn.words("about")))


def submit_form(turn: Turn) -> Outcome:
    """Log what the form says."""
    kind = turn.form.get(KIND) or "received"
    first, second = (_chosen_in(turn, field) for field in (FIRST, SECOND))
    is_received, is_done = kind in ("received", "promised"), kind in ("received", "made")
    way = IntroductionKind.RECEIVED if is_received else IntroductionKind.MADE
    told = IntroWords(way, is_done, first, second, turn.words("about") or None)
    return Reply(introducing.from_form(turn, told))


def take_step(turn: Turn) -> Outcome:
    """A button or the menu of an introduction: one step further. A second press changes nothing."""
    which = turn.about.get("step", "")
    if which == tasks_views.REMIND:
        return _open_reminder(turn)
    with turn.book() as book:
        one = book.introduction(turn.id_of("introduction"))
        STEPS.get(which, _nothing)(book, one, turn.id_of("contact"))
    if which == tasks_views.LEFT_ALONE:
        above = introductions_views.KIND_WORD
        return Replace(screens.introduction(turn, one.id or 0, above, undo=book.change_id))
    if which == tasks_views.DECLINED:
        return _declined(turn, one)
    return screens.again(turn, undo=book.change_id)


def submit_reminder(turn: Turn) -> Outcome:
    """*I sent it*: the promise was called to mind."""
    with turn.book() as book:
        introductions.reminded(book, book.introduction(turn.id_of("introduction")))
    return screens.again(turn, undo=book.change_id)


def _open_reminder(turn: Turn) -> Outcome:
    with turn.read() as book:
        one = book.introduction(turn.id_of("introduction"))
    metadata = turn.metadata(introduction=one.id, on=turn.about.get("on"), task=turn.about.get("task"))
    return Open(introductions_forms.remind_form(one, metadata))


def _declined(turn: Turn, one: Introduction) -> Outcome:
    """Somebody would rather not: if the other was asked, there is a line for them, wherever it was pressed."""
    shown = screens.introduction(turn, one.id or 0, introductions_views.NO_IS_FINE, undo=turn.changes[-1])
    if turn.about.get("on", "").startswith("intro:"):
        return Replace(shown)
    return Reply(shown) if introductions_views.was_asked(one) else screens.again(turn)


Step = Callable[[Book, Introduction, int], Any]


def _nothing(book: Book, one: Introduction, contact_id: int) -> None:
    """A step that there is not (any more)."""


def _came_of_it(outcome: CameOfIt) -> Step:
    def conclude(book: Book, one: Introduction, contact_id: int) -> None:
        how = introductions.conclude if one.kind == IntroductionKind.RECEIVED else matchmaking.conclude
        how(book, one, outcome)

    return conclude


STEPS: Mapping[str, Step] = {
    tasks_views.HAPPENED: lambda book, one, _: introductions.happened(book, one),
    tasks_views.DROP: lambda book, one, _: introductions.let_go(book, one),
    tasks_views.TALKED: lambda book, one, _: introductions.talked(book, one),
    tasks_views.MET: lambda book, one, _: introductions.talked(book, one, InteractionKind.MEETING),
    tasks_views.NOT_YET: lambda book, one, _: introductions.not_yet(book, one),
    tasks_views.NO_REPLY: _came_of_it(CameOfIt.NO_REPLY),
    tasks_views.WENT_SOMEWHERE: _came_of_it(CameOfIt.WENT_SOMEWHERE),
    tasks_views.NOTHING: _came_of_it(CameOfIt.NOTHING),
    tasks_views.LEFT_ALONE: _came_of_it(CameOfIt.LEFT_ALONE),
    tasks_views.ASKED: lambda book, one, contact_id: matchmaking.asked(book, one, contact_id),
    tasks_views.AGREED: lambda book, one, contact_id: matchmaking.answered(book, one, contact_id, Answer.YES),
    tasks_views.DECLINED: lambda book, one, contact_id: matchmaking.answered(book, one, contact_id, Answer.NO),
    tasks_views.CONNECTED: lambda book, one, _: matchmaking.connect(book, one),
}


def _chosen_in(turn: Turn, field: str) -> str:
    if not turn.form.get(field):
        raise NameMissing("Who was it? Pick somebody, or type a name to add them.", field=field)
    return str(turn.form[field])


def _option(turn: Turn, field: str) -> Any:
    """What a menu of the form shows just now, to be shown again."""
    contact_id, name = forms.chosen_person(turn.form.get(field))
    if name:
        return forms.new_option(name)
    with turn.read() as book:
        known: list[Contact] = book.contacts([contact_id] if contact_id else [])
    return forms.known_option(known[0]) if known else None
