"""What the net has come to: who really helped and how close they were, who went silent, what came of introductions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain import calendar, chains
from bot.domain.book import Book
from bot.domain.chains import Link
from bot.domain.introductions import by
from bot.domain.model import (
    Closeness,
    Contact,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Outcome,
    Task,
    TaskKind,
    TaskState,
    Win,
)
from bot.domain.model_net import Tie

SILENT_AFTER = timedelta(days=270)
SILENT_AT_LEAST = 2  # interactions: with fewer there was no talk to fall silent
SILENT_SHOWN = 5
WINS_LOOKED_AT = 200
INTRODUCTIONS_LOOKED_AT = 3000  # so that even the fullest book is answered in time
THANKS_LOOKED_AT = 1000
ACQUAINTANCE_FROM, CLOSE_FROM = 2, 5  # interactions before the first help

Ways = Mapping[int | None, list[Link]]  # by contact: the introductions that led to them, nearest first
Came = Outcome | IntroductionState  # what came of an introduction, or how far it is


@dataclass
class Helper:
    """Somebody who helped, and how."""

    name: str
    contact_id: int | None  # none once they are no longer in the book
    introductions: int = 0
    went_somewhere: int = 0  # of these
    wins: int = 0
    favours: int = 0  # other things they were thanked for
    first_on: date = date.max  # the day of the first help
    closeness: Closeness = Closeness.NEW  # before it

    @property
    def times(self) -> int:
        """How often they helped: an introduction, a part in a win, another favour."""
        return self.introductions + self.wins + self.favours


@dataclass(frozen=True)
class Source:
    """Where a win came from."""

    win: Win
    opened_by: str | None  # who introduced whom it came of; nobody: it is all the member's own
    began_with: str | None  # the far end of the chain, if that is somebody else


@dataclass
class Surprises:
    """Everything there is to tell."""

    people: int
    helpers: list[Helper] = field(default_factory=list)  # the most helpful first
    silent: list[Tie] = field(default_factory=list)
    received: Counter[Came] = field(default_factory=Counter)
    made: Counter[Came] = field(default_factory=Counter)
    thanked: int = 0
    owed: int = 0
    wins: list[Source] = field(default_factory=list)  # newest first
    introductions: list[Introduction] = field(default_factory=list)  # all that happened, the first one first

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not (self.helpers or self.silent or self.received or self.made or self.thanked or self.owed or self.wins)


def look_back(book: Book) -> Surprises:
    """Reckon it all up, as the book has it today; of more introductions and wins than anybody has, the latest."""
    every = book.latest_introductions(limit=INTRODUCTIONS_LOOKED_AT)
    received = [one for one in every if one.kind == IntroductionKind.RECEIVED]
    wins = book.wins(limit=WINS_LOOKED_AT)
    led = chains.Read.of_all(received)
    ways = {win.contact.id: chains.chain(led, win.contact) for win in _one_each(wins) if win.contact}
    counts = book.count_tasks()
    return Surprises(
        people=book.count_contacts(),
        helpers=_helpers(book, received, wins, ways),
        silent=_silent(book),
        received=Counter(map(_came, received)),
        made=Counter(_came(one) for one in every if one.kind == IntroductionKind.MADE),
        thanked=counts.get((TaskKind.THANK_YOU, TaskState.DONE), 0),
        owed=counts.get((TaskKind.THANK_YOU, TaskState.OPEN), 0),
        wins=[_source(win, ways.get(win.contact_id, [])) for win in wins],
        introductions=[one for one in every if one.has_happened and one.contact],
    )


def inferred(interactions_before: int) -> Closeness:
    """How close two people were who had been in touch so often."""
    if interactions_before >= CLOSE_FROM:
        return Closeness.CLOSE
    return Closeness.ACQUAINTANCE if interactions_before >= ACQUAINTANCE_FROM else Closeness.NEW


def before_they_helped(book: Book, contact: Contact) -> Closeness:
    """How close somebody was before they first helped, as far as the book tells; as they are now, if they have not."""
    assert contact.id is not None
    helped = [one.on for one in book.received_from(contact.id, limit=THANKS_LOOKED_AT) if one.has_happened]
    helped += [_day(book, task) for task in _favours(book) if task.contact_id == contact.id]
    return _closeness(book.days_with([contact.id]).get(contact.id, ()), min(helped, default=date.max))


def _one_each(wins: Iterable[Win]) -> Iterable[Win]:
    """One win of each person: the way to them is the same for all."""
    return {win.contact_id: win for win in wins}.values()


def _helpers(book: Book, received: Sequence[Introduction], wins: Iterable[Win], ways: Ways) -> list[Helper]:
    helpers: dict[int | str, Helper] = {}
    for one in received:
        if one.has_happened:
            helper = _helper(helpers, one.introducer, by(one))
            helper.introductions += 1
            helper.went_somewhere += one.outcome == Outcome.WENT_SOMEWHERE
            helper.first_on = min(helper.first_on, one.on)
    for win in wins:
        for link in ways.get(win.contact_id, ()):
            _helper(helpers, link.introducer, link.name).wins += 1
    for task in _favours(book):
        helper = _helper(helpers, task.contact, "")
        helper.favours += 1
        helper.first_on = min(helper.first_on, _day(book, task))
    _say_how_close(book, helpers)
    return sorted(helpers.values(), key=lambda one: (-one.times, -one.wins, -one.went_somewhere, one.name))


def _helper(helpers: dict[int | str, Helper], contact: Contact | None, name: str) -> Helper:
    key = contact.id if contact and contact.id else name
    return helpers.setdefault(key, Helper(contact.name if contact else name, contact.id if contact else None))


def _favours(book: Book) -> list[Task]:
    """Thanks given for something else than an introduction or a win."""
    given = book.closed_tasks(TaskKind.THANK_YOU, limit=THANKS_LOOKED_AT)
    return [task for task in given if not (task.introduction_id or task.win_id) and task.contact]


def _say_how_close(book: Book, helpers: dict[int | str, Helper]) -> None:
    ids = [key for key in helpers if isinstance(key, int)]
    days, said = book.days_with(ids), {contact.id: contact.closeness for contact in book.contacts(ids)}
    for key in ids:
        helpers[key].closeness = said.get(key) or _closeness(days.get(key, ()), helpers[key].first_on)


def _closeness(days: Iterable[date], first_on: date) -> Closeness:
    return inferred(sum(day < first_on for day in days))


def _silent(book: Book) -> list[Tie]:
    """Who used to be in touch and has not been for long; whoever wishes to be left alone is."""
    quiet = book.today - SILENT_AFTER
    ties = [
        tie
        for tie in book.ties()
        if tie.last_on and tie.last_on <= quiet and tie.times >= SILENT_AT_LEAST and not tie.is_left_alone
    ]
    return sorted(ties, key=lambda tie: (-tie.times, tie.id))[:SILENT_SHOWN]


def _came(introduction: Introduction) -> Came:
    return introduction.outcome or introduction.state


def _source(win: Win, links: Sequence[Link]) -> Source:
    opened, began = (links[0].name, links[-1].name) if links else (None, None)
    return Source(win, opened, began if began != opened else None)


def _day(book: Book, task: Task) -> date:
    return calendar.local_day(task.created_at, book.member.tz) if task.created_at else task.due_on
