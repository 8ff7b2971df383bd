"""People: putting them into the book, mending what is known, taking them out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta

from bot import errors
from bot.domain import details, employers, introductions, names, tasks, wide_net
from bot.domain.book import Book
from bot.domain.cadence import Cadence
from bot.domain.captures.facts import Capture, Person
from bot.domain.model import (
    Circle,
    Closeness,
    Contact,
    Detail,
    DetailKind,
    Interaction,
    InteractionKind,
    Participant,
    TaskKind,
)
from bot.domain.when import Reading

FIELD_LIMIT = 200  # company, title, place: longer is a note
JUST_NOW = timedelta(minutes=10)
DETAIL_LIMIT = 1000  # a link, say; databases index what these are compared by


@dataclass
class Facts:
    """What is to be known of one person; None and empty mean "nothing said"."""

    name: str
    title: str | None = None
    company: str | None = None
    circle: Circle | None = None
    where_met: str | None = None
    introduced_by: str | None = None  # a name; known people are found, new ones added
    introduced_by_id: int | None = None  # or somebody in the book
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    note: str | None = None
    cadence: Cadence | None = None  # how often to keep in touch
    closeness: Closeness | None = None
    follow_up: Reading | None = None
    follow_up_about: str | None = None
    thanks: list[str] = field(default_factory=list)  # names of those to thank
    link: str | None = None  # where it was said
    slack_user_id: str | None = None
    met: bool = False  # the member met or spoke with them

    @classmethod
    def of(cls, captured: Capture) -> "Facts":
        """What a line says of the first person it is about, what was promised to them included."""
        facts = cls.of_person(captured.people[0], captured.note) if captured.people else cls("", note=captured.note)
        promised = next((each for each in captured.follow_ups if each.reading), None)
        if promised:
            facts.follow_up, facts.follow_up_about = promised.reading, promised.about
        facts.thanks = [thanks.whom for thanks in captured.thanks]
        return facts

    @classmethod
    def of_person(cls, person: Person, note: str | None = None) -> "Facts":
        """What a line says of one person."""
        known = {field.name for field in fields(cls)} - {"introduced_by"}
        said = {name: value for name, value in vars(person).items() if name in known}
        return cls(**said, introduced_by=next(iter(person.introduced_by), None), note=note)


@dataclass
class Saved:
    """What became of some facts."""

    contact: Contact
    is_new: bool
    has_moved: bool = False  # to another employer
    thanked: list[Contact] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # names that could be several people, left alone


_LISTED = {
    DetailKind.EMAIL: "emails",
    DetailKind.PHONE: "phones",
    DetailKind.LINK: "links",
    DetailKind.TAG: "tags",
}
_FIELD = {
    DetailKind.EMAIL: "email",
    DetailKind.PHONE: "phone",
    DetailKind.LINK: "link",
    DetailKind.TAG: "tags",
    DetailKind.EMPLOYER: "company",
    DetailKind.DOUBTFUL: "email",
}


def known(book: Book, facts: Facts) -> list[Contact]:
    """Who in the book these facts may be about: the same email, else the same name."""
    for kind in (DetailKind.EMAIL, DetailKind.PHONE):
        for value in getattr(facts, _LISTED[kind]):
            same = book.with_detail(kind, details.detail_key(kind, value))
            if same and any(names.key(one.name) == names.key(facts.name) for one in same):
                return same
    return book.with_key(names.key(facts.name))


def save(book: Book, facts: Facts, contact: Contact | None = None) -> Saved:
    """Put a person into the book, or add to what is known of `contact`; note and promises too.

    Nothing that is known is forgotten: an employer that changes becomes a former one.

    Raises:
        NameMissing, NameTooLong, NotAnEmail, NotAPhone, TextTooLong: with the field at fault.
    """
    is_new = contact is None
    contact = contact or _add(book, facts.name)
    saved = Saved(contact, is_new)
    _meet_again(book, contact, facts)
    _fill(contact, facts)
    if facts.company:
        saved.has_moved = employers.change(book, contact, _short(facts.company, "company"))
    _introduce(book, saved, facts)
    for kind, values in _LISTED.items():
        add_details(book, contact, kind, getattr(facts, values))
    employers.trust(book, contact, facts.emails)
    if facts.note:
        note(book, contact, facts.note, link=facts.link)
    _promise(book, saved, facts)
    book.describe(f"{'Added' if is_new else 'Updated'} {contact.name}", contact)
    return saved


def edit(book: Book, contact: Contact, facts: Facts) -> Contact:
    """Make a contact just what the facts say: empty ones are cleared, values not listed go."""
    contact.name = names.checked(facts.name)
    contact.name_key = names.key(contact.name)
    _mend_company(book, contact, facts.company)
    contact.title, contact.circle = _short(facts.title, "title"), facts.circle
    contact.where_met = _short(facts.where_met, "where_met")
    contact.closeness = facts.closeness
    if facts.cadence is not None:
        _keep_in_touch(contact, facts.cadence)
    _mend_introducer(book, contact, facts)
    for kind, values in _LISTED.items():
        set_details(book, contact, kind, getattr(facts, values))
    book.describe(f"Edited {contact.name}", contact)
    return contact


def note(book: Book, contact: Contact, text: str, link: str | None = None) -> Interaction:
    """Keep a note about somebody.

    Raises:
        NoteMissing, TextTooLong: there is nothing in it, or it is longer than a message.
    """
    assert contact.id is not None
    text = tasks.checked_text(text, "note")
    if not text:
        raise errors.NoteMissing(field="note")
    book.describe(f"Note on {contact.name}", contact)
    return book.add(
        Interaction(
            kind=InteractionKind.NOTE,
            on=book.today,
            text=text,
            link=link,
            participants=[Participant(contact_id=contact.id)],
        )
    )


def archive(book: Book, contact: Contact) -> None:
    """Put somebody away: still found, no longer nudged about; what was owed is let go."""
    contact.archived_at = book.now
    tasks.let_all_go(book, contact)
    book.describe(f"Archived {contact.name}", contact)


def bring_back(book: Book, contact: Contact) -> None:
    """Take somebody out of the archive."""
    contact.archived_at = None
    book.describe(f"Brought back {contact.name}", contact)


def delete(book: Book, contact: Contact) -> None:
    """Take somebody out of the book, with everything about them; undo brings all back."""
    book.delete(contact)
    book.describe(f"Deleted {contact.name}", contact)


def leave_alone(book: Book, contact: Contact, alone: bool = True) -> None:
    """Mark somebody "do not contact", or no longer; what was owed is let go."""
    contact.do_not_contact = alone
    if alone:
        tasks.let_all_go(book, contact)
    book.describe(f"{'Leaving' if alone else 'No longer leaving'} {contact.name} alone", contact)


def find(book: Book, text: str) -> names.Match:
    """Who in the book a name may mean."""
    return names.match(text, book.names())


def near(book: Book, text: str) -> list[Contact]:
    """Who nearly goes by a name."""
    found = (book.with_key(each) for each in names.near(text[:FIELD_LIMIT], book.name_keys()))
    return [contact for people in found for contact in people][: names.NEAR_LIMIT]


def suggested(book: Book, typed: str, limit: int) -> tuple[list[Contact], bool]:
    """Whom the beginning of a name may mean, best first; and whether somebody is called just that.

    Where enough names begin so, nobody else is looked for: a menu asks at every key.
    """
    wanted = names.key(typed)
    begun = book.beginning(wanted, limit) if wanted else []
    is_known = any(one.name_key == wanted for one in begun)
    if len(begun) == limit:
        return begun, is_known
    match = find(book, typed)
    return in_order(book, [*match.exact, *match.likely, *match.near][:limit]), bool(match.exact)


def named(book: Book, text: str) -> list[Contact]:
    """The people a name means: those called just that, else those it could stand for."""
    match = find(book, text)
    return in_order(book, match.exact or match.likely)


def in_order(book: Book, contact_ids: Sequence[int]) -> list[Contact]:
    """The contacts, in the order of their ids given."""
    found = {contact.id: contact for contact in book.contacts(contact_ids)}
    return [found[contact_id] for contact_id in contact_ids if contact_id in found]


def add_details(book: Book, contact: Contact, kind: DetailKind, values: Sequence[str]) -> None:
    """Add emails, phones, links or tags that are not there yet."""
    have = {detail.key for detail in contact.details if detail.kind == kind and not detail.deleted_at}
    for value in values:
        key = details.detail_key(kind, _short(value, _FIELD[kind], DETAIL_LIMIT) or "")
        if key not in have:
            have.add(key)
            contact.details.append(book.add(Detail(kind=kind, value=value, key=key, contact_id=contact.id)))


def set_details(book: Book, contact: Contact, kind: DetailKind, values: Sequence[str]) -> None:
    """Let a contact have just these emails, phones, links or tags."""
    wanted = {details.detail_key(kind, value) for value in values}
    for detail in contact.details:
        if detail.kind == kind and not detail.deleted_at and detail.key not in wanted:
            book.delete(detail)
    add_details(book, contact, kind, values)


def _add(book: Book, name: str) -> Contact:
    name = names.checked(name)
    wide_net.begin(book)
    return book.add(Contact(name=name, name_key=names.key(name)))


def _meet_again(book: Book, contact: Contact, facts: Facts) -> None:
    """Where you met is where you first met; another place is a note."""
    place = _short(facts.where_met, "where_met")
    if place and contact.where_met and names.key(place) != names.key(contact.where_met):
        note(book, contact, f"Met again at {place}", link=facts.link)


def _fill(contact: Contact, facts: Facts) -> None:
    contact.title = _short(facts.title, "title") or contact.title
    contact.circle = facts.circle or contact.circle
    contact.where_met = contact.where_met or _short(facts.where_met, "where_met")
    contact.slack_user_id = facts.slack_user_id or contact.slack_user_id
    if facts.cadence and facts.cadence != Cadence():
        _keep_in_touch(contact, facts.cadence)


def _keep_in_touch(contact: Contact, cadence: Cadence) -> None:
    contact.cadence, contact.never_suggested = cadence.rule, cadence.never


def _mend_company(book: Book, contact: Contact, company: str | None) -> None:
    """What a form says of the employer: put right minutes after it was written down, the slip is no former one."""
    if _is_just_added(book, contact):
        contact.company = None
    employers.change(book, contact, _short(company, "company"))


def _introduce(book: Book, saved: Saved, facts: Facts) -> None:
    """Keep who made the introduction; nobody introduces themself. That they met moves it along."""
    introducer = _introducer(book, saved, facts)
    if introducer and introducer is not saved.contact:
        introductions.receive(book, introducer, saved.contact)
    if facts.met:
        introductions.noticed(book, saved.contact, InteractionKind.MEETING)


def _mend_introducer(book: Book, contact: Contact, facts: Facts) -> None:
    """What a form says of the first introducer; others stay, and so does a name of which nothing else is left."""
    mended = Saved(contact, is_new=False)
    introducer = _introducer(book, mended, facts)
    known = next((one for one in contact.introducers if one.introducer), None)
    if introducer is contact or mended.unclear or (known and introducer and known.introducer_id == introducer.id):
        return
    if introducer is None:
        if known:
            book.delete(known)
    elif known and not introductions.between(book, introducer, contact):
        introductions.repoint(book, known, introducer)
    else:
        introductions.receive(book, introducer, contact, past=not _is_just_added(book, contact))


def _is_just_added(book: Book, contact: Contact) -> bool:
    return contact.created_at is not None and book.now - contact.created_at < JUST_NOW


def _introducer(book: Book, saved: Saved, facts: Facts) -> Contact | None:
    if facts.introduced_by_id:
        return book.contact(facts.introduced_by_id)
    return _one(book, facts.introduced_by, saved) if facts.introduced_by else None


def _one(book: Book, name: str, saved: Saved) -> Contact | None:
    """The one person a name means, added when unknown; none, and noted as unclear, when it could be several."""
    people = named(book, name)
    if len(people) > 1:
        saved.unclear.append(name)
        return None
    return people[0] if people else _add(book, name)


def _promise(book: Book, saved: Saved, facts: Facts) -> None:
    if facts.follow_up:
        reading = facts.follow_up
        about = facts.follow_up_about
        tasks.plan(book, TaskKind.FOLLOW_UP, saved.contact, reading.on, reading.at, about, repeat=reading.repeat)
    for name in facts.thanks:
        helper = _one(book, name, saved)
        if helper:
            if not book.open_tasks(contact_id=helper.id, kind=TaskKind.THANK_YOU):
                tasks.plan(book, TaskKind.THANK_YOU, helper, tasks.default_thank_day(book, helper))
            saved.thanked.append(helper)


def _short(text: str | None, field: str, limit: int = FIELD_LIMIT) -> str | None:
    text = " ".join((text or "").split())
    if len(text) > limit:
        raise errors.TextTooLong(length=len(text), limit=limit, field=field)
    return text or None
