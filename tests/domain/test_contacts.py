"""People, on real storage: saved, mended, known again, put away."""

from datetime import date, time, timedelta

import pytest

from bot import errors
from bot.clock import MovableClock
from bot.domain import contacts, recording, tasks
from bot.domain.captures.facts import Person
from bot.domain.contacts import Facts
from bot.domain.model import Circle, DetailKind, Member, TaskKind, TaskState
from bot.domain.when import Reading
from bot.storage.book import Books
from tests.domain.people import introducers, person, promise

MONDAY = date(2026, 11, 23)
FRIDAY = Reading(date(2026, 11, 27), None, "friday")


def test_everything_said_of_somebody_new_is_kept(books: Books, member: Member) -> None:
    facts = Facts(
        "Jane Doe",
        title="CTO",
        company="Acme",
        circle=Circle.INDUSTRY,
        where_met="PyCon",
        introduced_by="Bob Marsh",
        emails=["jane@acme.example", "JANE@acme.example"],
        phones=["+1 650-555-0100"],
        links=["https://acme.example/jane"],
        tags=["data", "Data", "berlin"],
        note="likes sailing",
        follow_up=FRIDAY,
        follow_up_about="the pilot",
        thanks=["Bob"],
        link="https://slack.example/p1",
        slack_user_id="U7",
    )
    with books.open(member) as book:
        saved = contacts.save(book, facts)
    assert saved.is_new and saved.unclear == [] and [helper.name for helper in saved.thanked] == ["Bob Marsh"]
    with books.read(member) as book:
        jane = book.contact(saved.contact.id)
        assert (jane.title, jane.company, jane.circle, jane.where_met) == ("CTO", "Acme", Circle.INDUSTRY, "PyCon")
        assert (introducers(jane), jane.slack_user_id) == (["Bob Marsh"], "U7")
        assert jane.values(DetailKind.EMAIL) == ["jane@acme.example"]
        assert jane.values(DetailKind.TAG) == ["data", "berlin"]
        assert jane.values(DetailKind.PHONE) == ["+1 650-555-0100"]
        assert jane.values(DetailKind.LINK) == ["https://acme.example/jane"]
        [noted] = book.interactions(jane.id)
        assert (noted.text, noted.link, noted.on) == ("likes sailing", "https://slack.example/p1", MONDAY)
        assert [(task.kind, task.contact.name, task.due_on, task.about) for task in book.open_tasks()] == [
            (TaskKind.THANK_YOU, "Bob Marsh", date(2026, 11, 24), None),
            (TaskKind.FOLLOW_UP, "Jane Doe", date(2026, 11, 27), "the pilot"),
            (TaskKind.ASK_OUTCOME, "Jane Doe", date(2026, 12, 7), None),
        ]
        assert [change.summary for change in book.changes()] == ["Added Jane Doe"]


def test_one_undo_takes_all_of_a_capture_back(books: Books, member: Member) -> None:
    with books.open(member) as saving:
        contacts.save(saving, Facts("Jane Doe", introduced_by="Bob Marsh", note="x", follow_up=FRIDAY, thanks=["Bob"]))
    with books.open(member) as book:
        book.undo(saving.change_id)
    with books.read(member) as book:
        assert (book.count_contacts(), book.open_tasks(), book.changes()) == (0, [], [])


def test_saving_adds_to_what_is_known_and_forgets_nothing(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe", title="CTO", company="Initech", where_met="PyCon", tags=["data"])
    with books.open(member) as book:
        saved = contacts.save(book, Facts("Jane", company="Acme", tags=["berlin"]), book.contact(jane.id))
    assert not saved.is_new
    with books.read(member) as book:
        known = book.contact(jane.id)
        assert (known.name, known.title, known.company, known.where_met) == ("Jane Doe", "CTO", "Acme", "PyCon")
        assert known.values(DetailKind.EMPLOYER) == ["Initech"]
        assert known.values(DetailKind.TAG) == ["data", "berlin"]
        assert book.changes()[0].summary == "Updated Jane Doe"


@pytest.mark.parametrize(
    ("companies", "former"),
    [
        (["Acme"], []),
        (["Acme", "ACME"], []),
        (["Initech", "Acme"], ["Initech"]),
        (["Initech", "Acme", "Globex"], ["Initech", "Acme"]),
        (["Initech", "Acme", "initech", "Acme"], ["Initech", "Acme"]),
        (["Initech", ""], []),  # nothing said is nothing changed
    ],
)
def test_former_employers(books: Books, member: Member, companies: list[str], former: list[str]) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
    for company in companies:
        with books.open(member) as book:
            contacts.save(book, Facts("Jane Doe", company=company), book.contact(jane.id))
    with books.read(member) as book:
        assert book.contact(jane.id).values(DetailKind.EMPLOYER) == former


def test_mending_makes_somebody_just_what_the_form_says(books: Books, clock: MovableClock, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jnae Doe", title="CTO", company="Acme", where_met="PyCon", emails=["a@x.io", "b@x.io"])
        person(book, "Bob Marsh")
    clock.move_to(clock.now() + timedelta(hours=1))
    with books.open(member) as book:
        contacts.edit(book, book.contact(jane.id), Facts("Jane Doe", emails=["b@x.io", "c@x.io"], introduced_by="Bob"))
    with books.read(member) as book:
        known = book.contact(jane.id)
        assert (known.name, known.name_key, known.title, known.company) == ("Jane Doe", "jane doe", None, None)
        assert known.values(DetailKind.EMAIL) == ["b@x.io", "c@x.io"]
        assert known.values(DetailKind.EMPLOYER) == ["Acme"]
        assert introducers(known) == ["Bob Marsh"]
        assert book.count_contacts() == 2
    with books.open(member) as book:
        contacts.edit(book, book.contact(jane.id), Facts("Jane Doe"))
        assert introducers(book.contact(jane.id)) == []


def test_an_introducer_chosen_anew_in_the_form_is_added(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        contacts.edit(book, jane, Facts("Jane Doe", introduced_by="Ann Chovy"))
    with books.read(member) as book:
        assert introducers(book.contact(jane.id)) == ["Ann Chovy"]


@pytest.mark.parametrize("deed", [contacts.save, lambda book, facts, jane: contacts.edit(book, jane, facts)])
def test_nobody_introduces_themself(books: Books, member: Member, deed) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        deed(book, Facts("Jane Doe", introduced_by="Jane Doe"), jane)
        deed(book, Facts("Jane Doe", introduced_by_id=jane.id), jane)
        assert introducers(jane) == []


def test_an_introducer_is_added_known_or_unclear(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Bob Marsh"), person(book, "Ann Chovy"), person(book, "Ann Boleyn")
        added = contacts.save(book, Facts("One", introduced_by="Zoe Zett"))
        known = contacts.save(book, Facts("Two", introduced_by="Bob"))
        unclear = contacts.save(book, Facts("Three", introduced_by="Ann", thanks=["Ann", "Bob"]))
    with books.read(member) as book:
        assert introducers(book.contact(added.contact.id)) == ["Zoe Zett"]
        assert introducers(book.contact(known.contact.id)) == ["Bob Marsh"]
        assert introducers(book.contact(unclear.contact.id)) == []
        assert unclear.unclear == ["Ann", "Ann"]
        thanked = [task.contact.name for task in book.open_tasks(kind=TaskKind.THANK_YOU)]
        assert sorted(thanked) == ["Bob Marsh", "Zoe Zett"]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Facts("Jane Doe"), ["Jane Doe"]),
        (Facts("jané  DOE"), ["Jane Doe"]),
        (Facts("Jane"), []),
        (Facts("Janet Doe", emails=["jane@acme.example"]), []),
        (Facts("Jane Doe", emails=["jane@acme.example"]), ["Jane Doe"]),
        (Facts("Sam Lee"), ["Sam Lee", "Sam Lee"]),
        (Facts("Sam Lee", emails=["SAM@globex.example"]), ["Sam Lee"]),
        (Facts("Sam Lee", phones=["+1 650-555-0100"]), ["Sam Lee"]),
        (Facts("Nobody Here"), []),
    ],
)
def test_who_is_known(books: Books, member: Member, facts: Facts, found: list[str]) -> None:
    with books.open(member) as book:
        person(book, "Jane Doe", emails=["jane@acme.example"])
        person(book, "Sam Lee", emails=["sam@globex.example"])
        person(book, "Sam Lee", phones=["+1 650-555-0100"])
        assert [contact.name for contact in contacts.known(book, facts)] == found


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Jane", ["Jane Doe"]),
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Roe", []),  # a full name is nobody else
        ("Ann", ["Ann Boleyn", "Ann Chovy"]),
        ("Zoe", []),
    ],
)
def test_whom_a_line_is_about(books: Books, member: Member, name: str, meant: list[str]) -> None:
    with books.open(member) as book:
        for each in ("Jane Doe", "Ann Chovy", "Ann Boleyn"):
            person(book, each)
        assert sorted(contact.name for contact in recording.who(book, Person(name))) == meant


def test_whoever_is_to_be_left_alone_owes_and_is_owed_nothing(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe", follow_up=FRIDAY)
    with books.open(member) as alone:
        contacts.leave_alone(alone, alone.contact(jane.id))
        assert alone.open_tasks() == []
    with books.open(member) as book, pytest.raises(errors.AskedToBeLeftAlone):
        contacts.save(book, Facts("Jane Doe", note="n", follow_up=FRIDAY), book.contact(jane.id))
    with books.open(member) as book:
        contacts.leave_alone(book, book.contact(jane.id), alone=False)
        assert promise(book, book.contact(jane.id), MONDAY).is_open


def test_archiving_lets_go_and_undo_brings_back(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe", follow_up=Reading(date(2026, 11, 27), time(15), "friday 3pm"))
        [task] = book.open_tasks()
    with books.open(member) as archiving:
        contacts.archive(archiving, archiving.contact(jane.id))
    with books.read(member) as book:
        assert book.task(task.id).state == TaskState.LET_GO
        assert book.contact(jane.id).archived_at
        assert [named.name for named in book.names()] == ["Jane Doe"]
    with books.open(member, track=False) as book:
        book.undo(archiving.change_id)
        tasks.wake_for(book, [task.id])
    with books.read(member) as book:
        assert (book.task(task.id).is_open, book.contact(jane.id).archived_at) == (True, None)
        assert book.member.next_nudge_at == task.nudge_at


def test_bringing_back_does_not_bring_promises_back(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe", follow_up=FRIDAY)
        contacts.archive(book, jane)
        contacts.bring_back(book, jane)
        assert (jane.archived_at, book.open_tasks()) == (None, [])


def test_a_deleted_person_is_gone_with_everything_and_undo_brings_all_back(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe", note="n", follow_up=FRIDAY, emails=["jane@acme.example"])
    with books.open(member) as deleting:
        contacts.delete(deleting, deleting.contact(jane.id))
    with books.read(member) as book:
        assert (book.names(), book.open_tasks()) == ([], [])
        with pytest.raises(errors.NotInBook):
            book.contact(jane.id)
    with books.open(member) as book:
        book.undo(deleting.change_id)
        assert [each.text for each in book.interactions(jane.id)] == ["n"]
        assert book.contact(jane.id).values(DetailKind.EMAIL) == ["jane@acme.example"]
        assert len(book.open_tasks()) == 1


@pytest.mark.parametrize(
    ("facts", "error", "field"),
    [
        (Facts(" "), errors.NameMissing, "name"),
        (Facts("x" * 121), errors.NameTooLong, "name"),
        (Facts("Jane", company="x" * 201), errors.TextTooLong, "company"),
        (Facts("Jane", title="x" * 201), errors.TextTooLong, "title"),
        (Facts("Jane", where_met="x" * 201), errors.TextTooLong, "where_met"),
        (Facts("Jane", note="x" * 40_001), errors.TextTooLong, "note"),
    ],
)
def test_what_can_not_be_kept_says_which_field(books: Books, member: Member, facts: Facts, error, field: str) -> None:
    with pytest.raises(error) as caught, books.open(member) as book:
        contacts.save(book, facts)
    assert caught.value.field == field
    with books.read(member) as book:
        assert book.count_contacts() == 0


def test_what_just_fits_is_kept(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "x" * 120, company="c" * 200, title="t" * 200, note="n" * 40_000)
        assert (len(jane.name), len(jane.company), len(jane.title)) == (120, 200, 200)
