"""What a line was understood to say, put into the book: people, talks, introductions and promises.

Whoever is known is recognised; a name that could be several people's is left out and asked about, and somebody new who
nearly has the name of somebody known is added, and asked about too. Which of them was meant can be said afterwards, and
facts can be mended: then everything is taken back and recorded anew, in one unit of work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot import errors
from bot.domain import contacts, employers, introductions, keeping, matchmaking, names, tasks
from bot.domain.book import Book
from bot.domain.captures.facts import Capture, FollowUp, Person, Talk
from bot.domain.intro_words import IntroWords
from bot.domain.introductions import Logged
from bot.domain.model import Contact, Direction, Interaction, InteractionKind, IntroductionKind, Participant, TaskKind

NEAR_AT_MOST = 3


@dataclass
class Kept:
    """One of the people a line is about, as they are in the book now."""

    contact: Contact
    person: Person
    is_new: bool
    has_moved: bool = False  # to another employer, or up


@dataclass
class Recorded:
    """What became of a line."""

    people: list[Kept] = field(default_factory=list)
    told: Talk | None = None
    noted: str = ""
    today: date | None = None
    introductions: list[Logged] = field(default_factory=list)  # told of by the line; not who introduced whom
    follow_ups: list[int] = field(default_factory=list)  # ids of tasks
    unclear: dict[str, list[Contact]] = field(default_factory=dict)  # names that could be several people's
    near: dict[str, list[Contact]] = field(default_factory=dict)  # new names, and who nearly has them
    unread: list[tuple[Contact, FollowUp]] = field(default_factory=list)  # follow-ups on a day to be asked about
    refused: list[str] = field(default_factory=list)  # sentences on what could not be planned
    new: dict[str, int] = field(default_factory=dict)  # keys of the names that were added, and their ids

    @property
    def first(self) -> Kept | None:
        """Whom the line is about, first of all."""
        return self.people[0] if self.people else None


Chosen = Mapping[str, int | None]  # key of a name -> who was chosen for it; None is somebody new


def record(
    book: Book, capture: Capture, chosen: Chosen | None = None, again: Mapping[str, int] | None = None
) -> Recorded:
    """Put what a line says into the book.

    Args:
        chosen: who was meant by names that had to be asked about.
        again: who was added for which name when this was recorded before, and was taken back.

    Raises:
        NameMissing, NameTooLong, TextTooLong: of what the line says.
    """
    recording = _Recording(book, capture, dict(chosen or {}), dict(again or {}))
    recording.all()
    return recording.done


def who(book: Book, person: Person) -> list[Contact]:
    """Who in the book somebody named in a line may be, beyond doubt if it is one."""
    known = contacts.known(book, contacts.Facts.of_person(person))
    return known or contacts.in_order(book, names.meant(person.name, book.names()))


def describe(book: Book, every: Iterable[Recorded]) -> None:
    """Say in a few words what one or several lines did."""
    kept = [each for one in every for each in one.people]
    if len(kept) == 1:
        book.describe(f"{'Added' if kept[0].is_new else 'Updated'} {kept[0].contact.name}", kept[0].contact)
    elif kept:
        book.describe(f"Logged {len(kept)} people", kept[0].contact)


class _Recording:
    """One line on its way into the book."""

    def __init__(self, book: Book, capture: Capture, chosen: dict[str, int | None], again: dict[str, int]) -> None:
        self.book, self.capture, self.chosen, self.again = book, capture, chosen, again
        self.done = Recorded()
        self._met: dict[str, Contact] = {}

    def all(self) -> None:
        """People come first, then what happened, since that moves introductions along; promises come last."""
        for person in self.capture.people:
            self._save(person)
        for kept in self.done.people:
            self._introduced(kept)
        for told in self.capture.introductions:
            self._tell(told)
        self._happened()
        for follow_up in self.capture.follow_ups:
            self._follow_up(follow_up)
        for thanks in self.capture.thanks:
            self._thank(thanks.whom, thanks.why, thanks.by.on if thanks.by else None)

    # --- people ---

    def _save(self, person: Person) -> None:
        contact = self._contact(person.name, person)
        if contact is None:
            return
        facts = contacts.Facts.of_person(person)
        facts.introduced_by, facts.name = None, contact.name
        is_new = contact.id in self.done.new.values()
        saved = contacts.save(self.book, facts, contact)
        for company in person.former:
            employers.leave(self.book, contact, company)
        has_moved = saved.has_moved or (person.has_moved and not is_new)
        self.done.people.append(Kept(contact, person, is_new, has_moved))

    def _contact(self, name: str, person: Person | None = None) -> Contact | None:
        """The one person a name means, added when unknown; none, and noted as unclear, if it could be several."""
        key = names.key(name)
        if key not in self._met:
            contact = self._find(name, key, person)
            if contact is None:
                return None
            self._met[key] = contact
        return self._met[key]

    def _find(self, name: str, key: str, person: Person | None) -> Contact | None:
        if key in self.chosen:
            chosen = self.chosen[key]
            return self.book.contact(chosen) if chosen else self._add(name, key)
        meant = self._named_here(name) or who(self.book, person or Person(name))
        if len(meant) > 1:
            self.done.unclear[name] = meant
            return None
        if meant:
            return meant[0]
        if near := _near(self.book, name):
            self.done.near[name] = near
        return self._add(name, key)

    def _named_here(self, name: str) -> list[Contact]:
        """Somebody whom the line names in full elsewhere."""
        ids = {contact.id: contact for contact in self._met.values()}
        named = [each for each in self.book.names() if each.id in ids] if ids else []
        return [ids[contact_id] for contact_id in names.meant(name, named)]

    def _add(self, name: str, key: str) -> Contact:
        contact = self.book.revive(self.again[key]) if key in self.again else None
        if contact is None:
            contact = contacts.save(self.book, contacts.Facts(name)).contact
        else:
            contact.name, contact.name_key = names.checked(name), key
            contact.title = contact.company = contact.circle = contact.where_met = None
        self.done.new[key] = contact.id or 0
        return contact

    # --- what happened ---

    def _introduced(self, kept: Kept) -> None:
        for name in kept.person.introduced_by:
            by = self._contact(name)
            if by and by is not kept.contact:
                introductions.receive(self.book, by, kept.contact)

    def _tell(self, told: IntroWords) -> None:
        first, second = self._contact(told.first), self._contact(told.second)
        if first is None or second is None or first is second:
            return
        if told.kind == IntroductionKind.RECEIVED:
            logged = introductions.receive(self.book, first, second, about=told.about, promised=not told.is_done)
        else:
            logged = matchmaking.make(self.book, first, second, about=told.about, connected=told.is_done)
        self.done.introductions.append(logged)

    def _happened(self) -> None:
        """The talk, with the note for its text; without a talk, the note alone."""
        people = [kept.contact for kept in self.done.people]
        talk, note = self.capture.talk, self.capture.note
        if not people:
            return
        self.done.told, self.done.noted, self.done.today = talk, note or "", self.book.today
        if talk is not None:
            self._log(people, talk.kind, "; ".join(filter(None, (talk.about, note))), talk)
            for contact in people:
                keeping.spoke(self.book, contact, talk.kind, _way(talk))
        elif note:
            self._log(people, InteractionKind.NOTE, note)

    def _log(self, people: list[Contact], kind: InteractionKind, text: str, talk: Talk | None = None) -> Interaction:
        text = tasks.checked_text(text, "note")
        on = talk.on if talk and talk.on else self.book.today
        way = _way(talk) if talk else Direction.MUTUAL
        parts = [Participant(contact_id=contact.id or 0) for contact in people]
        return self.book.add(Interaction(kind=kind, on=on, text=text, direction=way, participants=parts))

    # --- promises ---

    def _follow_up(self, follow_up: FollowUp) -> None:
        people = [self._contact(name) for name in follow_up.whom] or [kept.contact for kept in self.done.people]
        for contact in filter(None, people):
            if follow_up.reading is None:
                self.done.unread.append((contact, follow_up))
                continue
            self._plan(contact, follow_up)

    def _plan(self, contact: Contact, follow_up: FollowUp) -> None:
        assert follow_up.reading is not None
        reading = follow_up.reading
        try:
            planned = tasks.plan(
                self.book, TaskKind.FOLLOW_UP, contact, reading.on, reading.at, follow_up.about, repeat=reading.repeat
            )
        except errors.AskedToBeLeftAlone as refused:
            self.done.refused.append(refused.sentence)
        else:
            self.done.follow_ups.append(planned.task.id or 0)

    def _thank(self, name: str, why: str | None, by: date | None) -> None:
        """Thanks join those that are owed for an introduction already."""
        helper = self._contact(name)
        if helper is None:
            return
        owed = self.book.open_tasks(contact_id=helper.id, kind=TaskKind.THANK_YOU)
        if not owed:
            on = by or tasks.default_thank_day(self.book, helper)
            try:
                tasks.plan(self.book, TaskKind.THANK_YOU, helper, on, about=why)
            except errors.AskedToBeLeftAlone as refused:
                self.done.refused.append(refused.sentence)
        elif not (owed[0].introduction_id and _is_for_it(why)):
            owed[0].about = tasks.joined(owed[0].about, why)


def _is_for_it(why: str | None) -> bool:
    """Whether a reason says no more than the introduction itself: "for the intro"."""
    return why is None or "intro" in why.casefold()


def _way(talk: Talk) -> Direction:
    """Who turned to whom; what is written goes out, unless it is said that it came in."""
    written = talk.kind in (InteractionKind.EMAIL, InteractionKind.MESSAGE)
    return Direction.OUT if written and talk.direction == Direction.MUTUAL else talk.direction


def _near(book: Book, name: str) -> list[Contact]:
    """Who nearly goes by a name that nobody has."""
    everybody = book.names()
    match = names.match(name, everybody)
    full = match.likely if " " in name.strip() else []
    near = match.near if len(name) > 3 else []
    return contacts.in_order(book, [*full, *near][:NEAR_AT_MOST])
