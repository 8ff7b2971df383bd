"""Listeners about people: the card and its buttons, the forms behind them, finding, undoing."""

from bot.domain import cadence, contacts, details, finding, names, surprises, tasks, when, words
from bot.domain.book import Book
from bot.domain.model import Circle, Closeness, DetailKind, TaskKind
from bot.errors import DayInDoubt, UnreadableDay
from bot.slack import contacts_views, deeds, finding_views, forms, introductions, screens, wins
from bot.slack.outcomes import Open, Outcome, Replace, Reply, Suggest
from bot.slack.turn import Turn

FOUND_AT_ONCE = 10
SUGGESTED = 20


def open_card(turn: Turn) -> Outcome:
    """*Open* in a list: the person's card."""
    return Reply(screens.card(turn, turn.id_of("contact")))


def search_chosen(turn: Turn) -> Outcome:
    """Somebody chosen in Home's search: their card; somebody new: the form, with the name filled in."""
    contact_id, name = forms.chosen_person(turn.chosen)
    if name:
        return Open(forms.add_contact(turn.metadata(), forms.PersonValues(name=name)))
    return Reply(screens.card(turn, contact_id))


def open_add_form(turn: Turn) -> Outcome:
    """*Add a contact*, wherever it is pressed."""
    return Open(forms.add_contact(turn.metadata()))


def submit_add_form(turn: Turn) -> Outcome:
    """Save a new person, or add to the one who is known by that name already."""
    with turn.book() as book:
        facts = facts_of(turn, book)
        known = contacts.known(book, facts)
        saved = contacts.save(book, facts, known[0] if len(known) == 1 else None)
    return Reply(screens.saved(turn, saved, book.change_id))


def open_edit_form(turn: Turn) -> Outcome:
    """*Edit* or *Fix*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
        close = surprises.before_they_helped(book, contact)
    return Open(forms.edit_contact(contact, turn.metadata(contact=contact.id), close))


def submit_edit_form(turn: Turn) -> Outcome:
    """Make a contact what the form says."""
    with turn.book() as book:
        contact, facts = book.contact(turn.id_of("contact")), facts_of(turn, book)
        facts.emails += forms.unshown(contact, DetailKind.EMAIL)
        facts.phones += forms.unshown(contact, DetailKind.PHONE)
        facts.links += forms.unshown(contact, DetailKind.LINK)
        facts.tags += forms.unshown(contact, DetailKind.TAG)
        contacts.edit(book, contact, facts)
    return Replace(screens.card(turn, contact.id, above="Saved.", undo=book.change_id))


def open_note_form(turn: Turn) -> Outcome:
    """*Add note*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
    return Open(forms.note(contact, turn.metadata(contact=contact.id)))


def submit_note_form(turn: Turn) -> Outcome:
    """Keep the note."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        contacts.note(book, contact, turn.words("note"))
    return Replace(screens.card(turn, contact.id, above="Noted.", undo=book.change_id))


def open_history(turn: Turn) -> Outcome:
    """*All notes*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
        interactions = book.interactions(turn.id_of("contact"), limit=50)
    return Open(forms.history(contact, interactions, book.today))


def open_follow_up_form(turn: Turn) -> Outcome:
    """*Follow up*; also where a day that could not be read is written anew."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
        typed = book.question(turn.id_of("question")).words if "question" in turn.about else ""
        _, day, about = deeds.follow_up_parts(book, typed) if typed else ("", "", None)
    return Open(forms.follow_up(contact, turn.metadata(contact=contact.id), day, about or ""))


def submit_follow_up_form(turn: Turn) -> Outcome:
    """Plan the follow-up."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        reading = read_day(book, turn.words("when"), "when")
        about = turn.words("about")
        planned = tasks.plan(book, TaskKind.FOLLOW_UP, contact, reading.on, reading.at, about, repeat=reading.repeat)
    return Replace(screens.card(turn, contact.id, above=deeds.said(planned, book.today), undo=book.change_id))


def open_thanks_form(turn: Turn) -> Outcome:
    """*Say thanks*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
    return Open(forms.thanks(contact, turn.metadata(contact=contact.id)))


def submit_thanks_form(turn: Turn) -> Outcome:
    """Owe somebody thanks."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        by = turn.words("when")
        on = read_day(book, by, "when").on if by else tasks.default_thank_day(book, contact)
        planned = tasks.plan(book, TaskKind.THANK_YOU, contact, on, about=turn.words("about"))
        planned.task.gift = planned.task.gift or bool(turn.form.get("gift"))
    return Replace(screens.card(turn, contact.id, above=deeds.said(planned, book.today), undo=book.change_id))


def card_menu(turn: Turn) -> Outcome:
    """The ⋯ menu of a card."""
    return MENU.get(turn.about.get("do", ""), open_card)(turn)


def leave_alone(turn: Turn) -> Outcome:
    """*Do not contact*."""
    return _marked(turn, True, "Marked “do not contact”, and nothing is planned any more.")


def no_longer_alone(turn: Turn) -> Outcome:
    """*May be contacted again*."""
    return _marked(turn, False, "May be contacted again.")


def open_put_away_form(turn: Turn) -> Outcome:
    """*Archive or delete*."""
    with turn.read() as book:
        contact = book.contact(turn.id_of("contact"))
    return Open(forms.put_away(contact, turn.metadata(contact=contact.id)))


def submit_put_away_form(turn: Turn) -> Outcome:
    """Archive or delete, as chosen; either can be undone."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        deleting = turn.form.get("what") == forms.DELETE
        contacts.delete(book, contact) if deleting else contacts.archive(book, contact)
    if not deleting:
        return Replace(screens.card(turn, contact.id, above="Archived.", undo=book.change_id))
    return Replace(screens.gone(contact, book.change_id))


def bring_back(turn: Turn) -> Outcome:
    """*Bring back* from the archive."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        contacts.bring_back(book, contact)
    return Replace(screens.card(turn, contact.id, above="Back from the archive.", undo=book.change_id))


def undo(turn: Turn) -> Outcome:
    """*Undo* on a card: the message says what was taken back."""
    return Replace(contacts_views.undone(screens.take_back(turn, turn.about.get("change", ""))))


def find_more(turn: Turn) -> Outcome:
    """*Show more* under what a search found."""
    offset = turn.id_of("offset")
    return Replace(found(turn, turn.about.get("words", ""), offset))


def found(turn: Turn, typed: str, offset: int = 0):  # type: ignore[no-untyped-def]
    """What a search finds, from an offset on; everybody when nothing was typed."""
    with turn.read() as book:
        people, total = book.search(typed, limit=FOUND_AT_ONCE, offset=offset)
        around = finding.Around() if offset else finding.around(book, typed)
        near = [] if total or not typed else contacts.near(book, typed)
    if not total:
        nobody = contacts_views.nobody_found(typed, near) if typed else contacts_views.empty_book()
        return finding_views.around(nobody, around, typed, book.today)
    above = None if typed else f"{words.count(total, 'person', 'people')} in your book"
    return finding_views.around(contacts_views.found(people, total, typed, offset, above), around, typed, book.today)


def suggest_people(turn: Turn) -> Outcome:
    """Typing into a menu of people: those it may mean, and somebody new by that name."""
    typed = names.clean(turn.text)
    with turn.read() as book:
        people, is_known = contacts.suggested(book, typed, SUGGESTED)
    new = [forms.new_option(typed)] if typed and not is_known else []
    return Suggest([*new, *map(forms.known_option, people)])


def facts_of(turn: Turn, book: Book) -> contacts.Facts:
    """What a form about a person says.

    Raises:
        UnreadableDay, PastDay, UnclearDay, NotAnEmail, NotAPhone: with the field at fault.
    """
    introducer_id, introducer = forms.chosen_person(turn.form.get(forms.INTRODUCED_BY))
    follow_up = turn.words("follow_up")
    circle, closeness, member = turn.form.get("circle"), turn.form.get("closeness"), book.member
    return contacts.Facts(
        name=names.checked(turn.words("name")),
        title=turn.words("title") or None,
        company=turn.words("company") or None,
        circle=Circle(circle) if circle in set(Circle) else None,
        where_met=turn.words("where_met") or None,
        introduced_by=introducer,
        introduced_by_id=introducer_id,
        emails=[details.email(text) for text in forms.listed(turn.words("email"))],
        phones=[details.phone(text, book.member.locale) for text in forms.listed(turn.words("phone"))],
        links=forms.listed(turn.words("link")),
        tags=details.tags(turn.words("tags")),
        cadence=cadence.read(turn.words("keep_in_touch"), now=book.now, zone=member.tz, locale=member.locale),
        closeness=Closeness(closeness) if closeness in set(Closeness) else None,
        note=turn.words("note") or None,
        follow_up=read_day(book, follow_up, "follow_up") if follow_up else None,
        link=turn.about.get("link"),
    )


def read_day(book: Book, typed: str, field: str) -> when.Reading:
    """A day in the member's words.

    Raises:
        UnreadableDay, PastDay, UnclearDay: on the field.
    """
    member = book.member
    if not typed:
        raise UnreadableDay("Which day? Try “tomorrow”, “in 2 weeks” or “friday”.", field=field)
    try:
        return when.read(typed, now=book.now, zone=member.tz, locale=member.locale)
    except (UnreadableDay, DayInDoubt) as problem:
        problem.field = field
        raise


def _marked(turn: Turn, alone: bool, said: str) -> Outcome:
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        contacts.leave_alone(book, contact, alone)
    return Replace(screens.card(turn, contact.id, above=said, undo=book.change_id))


MENU = {
    contacts_views.EDIT: open_edit_form,
    contacts_views.LEAVE_ALONE: leave_alone,
    contacts_views.NOT_ALONE: no_longer_alone,
    contacts_views.PUT_AWAY: open_put_away_form,
    contacts_views.LOG_INTRO: introductions.open_form,
    contacts_views.LOG_WIN: wins.open_form,
}
