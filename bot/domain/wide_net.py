"""Whom to write to: five people a week, from every circle, and never the same ones over and over.

Nobody is suggested who is to be left alone, who rests, who was in touch a short while ago, or with whom something is
under way. Of the others those come first of whom it is high time, who helped, and who do not know the member's news.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import cadence, calendar, names, situations, tasks, words
from bot.domain.book import Book
from bot.domain.model import Circle, Contact, Member
from bot.domain.model_net import Tie

AT_MOST = 5
MINIMUM_GAP = timedelta(days=14)  # between one outreach and the next, whatever the reason
NOT_NOW = timedelta(days=30)
TUESDAY = 1
FIRST_AFTER = timedelta(days=14)  # somebody new to Goodword has enough to look at
NEXT_AFTER = timedelta(days=3)  # a line that came late is not followed by another at once
UNPRESSED_AT_MOST = 3

_WROTE = "Wrote to them"

# What counts, in cadences: somebody is as urgent as one who is overdue by so much more.
_LONGEST = 3.0  # it does not get more urgent than that
_NEVER_SPOKE = 0.5
_UNTOLD = 0.75
_INTRODUCED, _WENT_SOMEWHERE, _WIN = 0.15, 0.25, 0.4
_HELP_AT_MOST = 1.2
_SHOWN_LATELY = 0.8  # in the last eight weeks
_LATELY = timedelta(days=56)
_SAME_CIRCLE = 0.45  # for each one of the same circle that is chosen before


@dataclass(frozen=True)
class Suggestion:
    """Somebody to write to, and why."""

    contact: Contact
    tie: Tie
    due_on: date | None  # by when to be in touch; none if the two never were
    is_untold: bool  # they should hear the member's news, and have not


def begin(book: Book) -> None:
    """Suggest people from some Tuesday on, now that there is somebody in the book; not if the member let it end."""
    if book.member.suggest_on is None and book.member.unpressed < UNPRESSED_AT_MOST:
        _plan(book, book.today + FIRST_AFTER)


def moment(member: Member) -> datetime | None:
    """When the worker is to look at a member for the sake of the next suggestions."""
    if member.suggest_on is None:
        return None
    return calendar.instant(member.suggest_on, member.digest_time, member.tz)


def weekly(book: Book) -> int:
    """For today's digest: how many people its line suggests; none on other days, or when there is nobody.

    Every line is counted; three in a row that nobody pressed are the last ones. An empty book is not looked at again.
    """
    member = book.member
    if member.suggest_on is None or book.today < member.suggest_on:
        return 0
    if not book.count_contacts():
        member.suggest_on = None
        return 0
    _plan(book, book.today + NEXT_AFTER)
    many = len(_best(book, candidates(book)))
    if many:
        member.unpressed += 1
        if member.unpressed >= UNPRESSED_AT_MOST:
            member.suggest_on = None
    return many


def is_ending(member: Member) -> bool:
    """Whether the line is the last one, unless the member asks for people again."""
    return member.suggest_on is None and member.unpressed >= UNPRESSED_AT_MOST


def shown(book: Book) -> list[Suggestion]:
    """*Show me*: this week's people, chosen now if they were not yet; those who were seen to are left out."""
    member = book.member
    member.unpressed = 0
    if member.suggest_on is None:
        _plan(book, book.today + NEXT_AFTER)
    found = candidates(book)
    if _are_chosen(book):
        return _in_order([one for one in found if one[0].suggested_on == member.suggested_on], book)
    chosen = _best(book, found)
    member.suggested_on = book.today if chosen else member.suggested_on
    people = {contact.id: contact for contact in book.contacts([tie.id for tie in chosen])}
    for contact in people.values():
        contact.suggested_on = book.today
    return _suggestions(book, chosen, people)


def glance(book: Book) -> list[Suggestion]:
    """Whom `shown` would show now; only looked at, so nothing is chosen or counted."""
    found = candidates(book)
    if _are_chosen(book):
        return _in_order([one for one in found if one[0].suggested_on == book.member.suggested_on], book)
    chosen = _best(book, found)
    return _suggestions(book, chosen, {each.id: each for each in book.contacts([tie.id for tie in chosen])})


def _are_chosen(book: Book) -> bool:
    """Whether this week's people are chosen already."""
    return book.member.suggested_on is not None and book.member.suggested_on > book.today - timedelta(days=7)


def not_now(book: Book, contact: Contact) -> None:
    """*Not now*: not suggested for thirty days."""
    contact.rests_until = book.today + NOT_NOW
    book.describe(f"Not now: {names.first(contact.name)}, until {words.day(contact.rests_until, book.today)}", contact)


def never(book: Book, contact: Contact) -> None:
    """*Never*: not suggested any more."""
    contact.never_suggested = True
    book.describe(f"{names.first(contact.name)} won't be suggested any more", contact)


def wrote(book: Book, contact: Contact) -> None:
    """*I wrote*: the member was in touch, outside Goodword; pressed twice on a day, it is one letter."""
    latest = next(iter(book.interactions(contact.id or 0, limit=1)), None)
    if latest and (latest.on, latest.text) == (book.today, _WROTE):
        return
    tasks.touch(book, contact, _WROTE)
    book.describe(f"Wrote to {names.first(contact.name)}", contact)


def told(book: Book, contact: Contact) -> None:
    """*Told them*: the member wrote, and their news was in it."""
    wrote(book, contact)
    situations.tell(book, contact)
    book.describe(f"Told {names.first(contact.name)} your news", contact)


def rule_of(member: Member, tie: Tie) -> str | None:
    """How often to be in touch with somebody; none when the member never wants to be reminded."""
    return tie.cadence or cadence.of_circle(member, tie.circle)


Candidate = tuple[Tie, float, bool]  # somebody, how urgent it is, and whether they should hear the news


def candidates(book: Book) -> list[Candidate]:
    """Everybody who may be suggested today."""
    untold = _untold(book)
    return [
        (tie, score, tie.id in untold)
        for tie in book.ties()
        if _may_be_written_to(tie, book.today) and (score := _urgency(book, tie, tie.id in untold)) > 0
    ]


def _may_be_written_to(tie: Tie, today: date) -> bool:
    if tie.is_left_alone or tie.is_busy or (tie.rests_until and tie.rests_until > today):
        return False
    return tie.last_on is None or tie.last_on <= today - MINIMUM_GAP


def _urgency(book: Book, tie: Tie, is_untold: bool) -> float:
    """How much somebody wants to be written to, in cadences; nothing when it is not time yet."""
    rule = rule_of(book.member, tie)
    if rule is None:
        return 0
    spoke = tie.last_on or (calendar.local_day(tie.created_at, book.member.tz) if tie.cadence else None)
    overdue = cadence.overdue(rule, spoke, book.today) if spoke else _NEVER_SPOKE
    help_ = min(_HELP_AT_MOST, tie.introduced * _INTRODUCED + tie.went_somewhere * _WENT_SOMEWHERE + tie.wins * _WIN)
    is_time = overdue >= 1 if spoke else help_ > 0
    if not (is_time or is_untold):
        return 0
    shown_lately = tie.suggested_on is not None and tie.suggested_on > book.today - _LATELY
    score = min(overdue, _LONGEST) + help_ + _UNTOLD * is_untold - _SHOWN_LATELY * shown_lately
    return max(score, 0.01)


def _best(book: Book, found: Iterable[Candidate]) -> list[Tie]:
    """At most five, the most urgent first, from many circles; one at least from outside the industry if there is any.

    Everybody who should hear the news but never spoke with the member comes one a week.
    """
    in_order = sorted(found, key=lambda one: (-one[1], one[0].id))
    left = list(in_order)
    chosen: list[Tie] = []
    while left and len(chosen) < AT_MOST:
        best = max(left, key=lambda one: one[1] - _SAME_CIRCLE * sum(tie.circle == one[0].circle for tie in chosen))
        chosen.append(best[0])
        left = [one for one in left if one is not best and not (_is_stranger(best[0]) and _is_stranger(one[0]))]
    return _with_an_outsider(chosen, [tie for tie, _, _ in in_order])


def _is_stranger(tie: Tie) -> bool:
    return tie.times == 0 and tie.introduced == 0 and tie.cadence is None


def _with_an_outsider(chosen: list[Tie], everybody: list[Tie]) -> list[Tie]:
    """The same with somebody from outside the industry, if there is anybody, in the place of another if need be."""
    outsider = next(filter(_is_outsider, everybody), None)
    if outsider is None or any(map(_is_outsider, chosen)):
        return chosen
    strangers = [tie for tie in chosen if _is_stranger(tie) and _is_stranger(outsider)]
    gives_way = strangers or chosen[AT_MOST - 1 :]
    return [*(tie for tie in chosen if tie not in gives_way), outsider]


def _is_outsider(tie: Tie) -> bool:
    return tie.circle not in (None, Circle.INDUSTRY)


def _in_order(found: list[Candidate], book: Book) -> list[Suggestion]:
    ties = [tie for tie, _, _ in sorted(found, key=lambda one: (-one[1], one[0].id))]
    return _suggestions(book, ties, {contact.id: contact for contact in book.contacts([tie.id for tie in ties])})


def _suggestions(book: Book, ties: Iterable[Tie], people: dict[int | None, Contact]) -> list[Suggestion]:
    untold = _untold(book)
    return [Suggestion(people[tie.id], tie, _due(book, tie), tie.id in untold) for tie in ties if tie.id in people]


def _due(book: Book, tie: Tie) -> date | None:
    rule = rule_of(book.member, tie)
    return cadence.due(rule, tie.last_on) if rule and tie.last_on else None


def _untold(book: Book) -> Collection[int]:
    """The ids of those who should hear the member's news and have not."""
    situation = situations.current(book)
    if situation is None or situation.audience is None:
        return ()
    return set(situations.progress(book, situation).untold)


def _plan(book: Book, after: date) -> None:
    """Suggest people on the first Tuesday from a day on, or on the workday after it."""
    member = book.member
    tuesday = after + timedelta(days=(TUESDAY - after.weekday()) % 7)
    member.suggest_on = calendar.workday_on_or_after(tuesday, member.workdays)
    tasks.wake(member, moment(member))


def due_at(book: Book) -> datetime | None:
    """When to look at the member for this again; a day that has passed without a digest is made up for in the next."""
    at = moment(book.member)
    return at if at is None or at > book.now else tasks.next_digest(book.member, book.now)
