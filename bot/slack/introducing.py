"""Who is meant by the two names of an introduction: somebody known, somebody new, or one to be asked about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot import errors
from bot.domain import capture, contacts, introductions, matchmaking, names, vocabulary
from bot.domain.book import Book
from bot.domain.capture import Capture, Person
from bot.domain.intro_words import IntroWords
from bot.domain.introductions import Logged
from bot.domain.model import Contact, IntroductionKind, Question
from bot.domain.verbs import Verb
from bot.slack import contacts_views, forms, screens
from bot.slack.kit import Message
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Outcome, Reply
from bot.slack.turn import Turn

NEW = "new"
ONE, OTHER = "first", "second"  # as the words name them

Chosen = Mapping[str, int | str]  # of the two: somebody's id, or NEW


@dataclass(frozen=True)
class Whom:
    """Whom a name means: somebody in the book, one of several to be asked about, or somebody new."""

    chosen: int | None = None
    several: tuple[Contact, ...] = ()
    asked: str = ""  # the question, when there are several


def log(turn: Turn, words: str, told: IntroWords, chosen: Chosen, key: str | None = None) -> Outcome:
    """Log an introduction once both people are known; else ask who is meant, one after the other.

    Args:
        words: what was typed, kept with the question.
        chosen: who was asked about already.
        key: makes a second press on a question's button a repeat.
    """
    chosen = dict(chosen)
    for which in (ONE, OTHER):
        if which not in chosen:
            name = _read(turn, _typed(told, which)).name or ""
            whom = _whom(turn, name)
            if whom.several:
                return _ask(turn, words, chosen, which, name, whom)
            chosen[which] = whom.chosen or NEW
    with turn.book(key) as book:
        one, other = _both(turn, book, told, chosen)
        logged = introduce(book, told, one, other)
    return Reply(said(turn, logged, _unread(turn, told)))


def from_form(turn: Turn, told: IntroWords) -> Message:
    """Log what the form says; its two people are options of its menus."""
    (first_id, first), (second_id, second) = (forms.chosen_person(value) for value in (told.first, told.second))
    _insist_on_two(first, second)
    with turn.book() as book:
        one = book.contact(first_id) if first_id else _added(turn, book, first or "")
        other = book.contact(second_id) if second_id else _added(turn, book, second or "")
        logged = introduce(book, told, one, other)
    return said(turn, logged)


def introduce(book: Book, told: IntroWords, one: Contact, other: Contact) -> Logged:
    """Log it, received or made, done or promised."""
    if told.kind == IntroductionKind.RECEIVED:
        return introductions.receive(book, one, other, about=told.about, promised=not told.is_done)
    return matchmaking.make(book, one, other, about=told.about, connected=told.is_done)


def said(turn: Turn, logged: Logged, remark: str = "") -> Message:
    """The introduction as it is now, and what became of what was said."""
    known = "It happened, then." if logged.moved else "You have that one already; here it is."
    above = " ".join(filter(None, ["Logged." if logged.is_new else known, remark]))
    undo = turn.changes[-1] if logged.is_new or logged.moved else None
    return screens.introduction(turn, logged.introduction.id or 0, escape(above), undo, is_new=logged.is_new)


def is_plain(turn: Turn, told: IntroWords) -> bool:
    """Whether both are known by name or written like names, so that a line without the verb is understood."""
    for typed in (told.first, told.second):
        name = _captured(turn, typed).name or typed
        with turn.read() as book:
            known = contacts.named(book, name)
        if not known and (name[:1].islower() or not _could_be_a_name(name)):
            return False
    return True


def _whom(turn: Turn, name: str) -> Whom:
    """The one of just that name, or the one whom a first name fits; whatever is less sure is asked about."""
    with turn.read() as book:
        match = contacts.find(book, name)
        meant = match.exact or (match.likely if " " not in name else [])
        if len(meant) == 1:
            return Whom(meant[0])
        several = meant or [*match.likely, *match.near]
        return Whom(None, tuple(contacts.in_order(book, several)), f"Which {name}?" if meant else f"Who is {name}?")


def _ask(turn: Turn, words: str, chosen: Chosen, which: str, name: str, whom: Whom) -> Outcome:
    kept = json.dumps({"words": words, "chosen": dict(chosen), "which": which})
    with turn.book() as book:
        question = book.add(Question(Verb.INTRO, kept, book.now))
    return Reply(contacts_views.choose(whom.several, whom.asked, question.id or 0, add=name))


def _both(turn: Turn, book: Book, told: IntroWords, chosen: Chosen) -> list[Contact]:
    read = {which: _read(turn, _typed(told, which)) for which in (ONE, OTHER)}
    _insist_on_two(*(read[which].name if chosen[which] == NEW else None for which in (ONE, OTHER)))
    return [_chosen(book, read[which], chosen[which]) for which in (ONE, OTHER)]


def _chosen(book: Book, read: Capture, chosen: int | str) -> Contact:
    """The person, with whatever else was said of them; a day that can't be read is kept in a note."""
    known = book.contact(chosen) if isinstance(chosen, int) else None
    if known and not read.facts and not read.note:
        return known
    facts = contacts.Facts.of(read)
    facts.note = "\n".join(filter(None, [facts.note, *(f"Follow up {day}" for day in _unread_days(read))])) or None
    return contacts.save(book, facts, known).contact


def _added(turn: Turn, book: Book, typed: str) -> Contact:
    """Somebody typed into a menu of the form; "Jane Doe, CTO at Acme" is more than a name."""
    read = _captured(turn, typed)
    facts = contacts.Facts.of(read) if _could_be_a_name(read.name or "") else contacts.Facts(typed)
    return contacts.save(book, facts).contact


def _insist_on_two(first: str | None, second: str | None) -> None:
    if first and second and names.key(first) == names.key(second):
        raise errors.IntroducedToThemself(name=first)


def _unread(turn: Turn, told: IntroWords) -> str:
    days = [day for typed in (told.first, told.second) for day in _unread_days(_captured(turn, typed))]
    return " ".join(f"I couldn't read “{day}” as a day, so I kept it as a note." for day in days)


def _unread_days(read: Capture) -> list[str]:
    return [each.unread for each in read.follow_ups if each.unread]


def _read(turn: Turn, typed: str) -> Capture:
    """What is said of one of the two: "Jane Doe, CTO at Acme".

    Raises:
        NameMissing: it names nobody.
    """
    read = _captured(turn, typed)
    if not read.is_of_one:
        read = Capture([Person(read.name or typed)], note=typed if read.people else None)
    read.people[0].name = names.checked(read.name)
    if not _could_be_a_name(read.name):
        with turn.read() as book:
            if not contacts.find(book, read.name).exact:
                raise errors.NameMissing(f"“{read.name}” doesn't look like a name. Who was it?")
    return read


def _could_be_a_name(name: str) -> bool:
    """Whether it reads like one; a long one must have capitals ("Maria del Carmen Fernández Villanueva de la Cruz")."""
    tokens = name.split()
    capitals = sum(token[0].isupper() for token in tokens)
    return vocabulary.is_name(" ".join(tokens[:6])) and (len(tokens) <= 6 or 2 * capitals >= len(tokens))


def _captured(turn: Turn, typed: str) -> Capture:
    return capture.read(typed, now=turn.now, zone=turn.member.tz, locale=turn.member.locale, is_named=True)


def _typed(told: IntroWords, which: str) -> str:
    return told.first if which == ONE else told.second
