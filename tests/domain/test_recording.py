"""Lines on their way into the book."""

from datetime import date

import pytest

from bot.clock import MovableClock
from bot.domain import keeping, names, saying, spreading, tasks
from bot.domain.book import Book
from bot.domain.capture import read
from bot.domain.model import (
    Circle,
    Contact,
    DetailKind,
    Direction,
    InteractionKind,
    IntroductionState,
    Member,
    Task,
    TaskKind,
    TaskState,
)
from bot.domain.recording import Recorded, record
from bot.domain.repeats import Repeat
from bot.domain.saying import Line, Said
from bot.errors import ChangedSince
from bot.storage.book import Books
from tests.domain.people import introducers, person, promise


@pytest.fixture
def book(books: Books, member: Member):
    with books.open(member) as book:
        yield book


def says(book: Book, line: str, **chosen: int | None) -> Recorded:
    member = book.member
    found = read(line, now=book.now, zone=member.tz, locale=member.locale)
    return record(book, found, {name.replace("_", " "): who for name, who in chosen.items()})


def called(book: Book, name: str) -> Contact:
    [contact] = book.with_key(names.key(name))
    return contact


def test_everybody_named_is_in_the_book_with_what_was_said(book: Book) -> None:
    says(book, "met Jane Doe (CTO at Acme) and Bob Marsh at PyCon via Ann Chovy, #data, thank Tom Reed for the tip")
    jane, bob = called(book, "Jane Doe"), called(book, "Bob Marsh")
    assert (jane.title, jane.company, jane.where_met, bob.where_met) == ("CTO", "Acme", "PyCon", "PyCon")
    assert introducers(jane) == introducers(bob) == ["Ann Chovy"]
    assert jane.values(DetailKind.TAG) == bob.values(DetailKind.TAG) == ["data"]
    [owed] = book.open_tasks(contact_id=called(book, "Tom Reed").id)
    assert (owed.kind, owed.about) == (TaskKind.THANK_YOU, "the tip")


def test_a_talk_is_one_interaction_of_all_with_its_day_and_what_it_was_about(book: Book) -> None:
    says(book, "spoke with Jane Doe and Bob Marsh yesterday about the merger, budget is tight")
    [talk] = book.interactions(called(book, "Jane Doe").id)
    assert (talk.kind, talk.on, talk.direction) == (InteractionKind.CALL, date(2026, 11, 22), Direction.MUTUAL)
    assert talk.text == "the merger; budget is tight"
    assert [each.id for each in book.interactions(called(book, "Bob Marsh").id)] == [talk.id]


@pytest.mark.parametrize(
    ("line", "kind", "way"),
    [
        ("emailed Jane Doe the deck", InteractionKind.EMAIL, Direction.OUT),
        ("Jane Doe called", InteractionKind.CALL, Direction.IN),
        ("heard back from Jane Doe", InteractionKind.MESSAGE, Direction.IN),
        ("coffee with Jane Doe", InteractionKind.COFFEE, Direction.MUTUAL),
    ],
)
def test_kinds_and_directions(book: Book, line: str, kind: InteractionKind, way: Direction) -> None:
    says(book, line)
    [talk] = book.interactions(called(book, "Jane Doe").id)
    assert (talk.kind, talk.direction) == (kind, way)


def test_without_a_talk_there_is_a_note_alone(book: Book) -> None:
    says(book, "Jane Doe, Acme, likes sailing")
    [note] = book.interactions(called(book, "Jane Doe").id)
    assert (note.kind, note.text) == (InteractionKind.NOTE, "likes sailing")


def test_a_talk_moves_introductions_along(book: Book) -> None:
    says(book, "Jane Doe via Bob Marsh")
    says(book, "had lunch with Jane")
    [one] = book.received([called(book, "Jane Doe").id])
    assert one.state == IntroductionState.MET
    kinds = {task.kind for task in book.open_tasks(contact_id=called(book, "Bob Marsh").id)}
    assert kinds == {TaskKind.THANK_YOU, TaskKind.REPORT_BACK}


@pytest.mark.parametrize(("line", "open_still"), [("Jane Doe replied", False), ("emailed Jane Doe again", True)])
def test_an_answer_is_awaited_until_they_speak(book: Book, line: str, open_still: bool) -> None:
    awaited = keeping.await_reply(book, person(book, "Jane Doe"))
    says(book, line)
    assert awaited.is_open == open_still


def test_promised_and_made_introductions(book: Book) -> None:
    says(book, "coffee with Jane Doe, she'll intro me to Sam Lee about data")
    [promised] = book.received([called(book, "Sam Lee").id])
    assert (promised.state, promised.introducer_name, promised.about) == (
        IntroductionState.PROMISED,
        "Jane Doe",
        "data",
    )
    says(book, "I introduced Ann Chovy to Tom Reed about hiring")
    [made] = book.made_with(called(book, "Ann Chovy").id)
    assert (made.state, made.about) == (IntroductionState.INTRODUCED, "hiring")


class TestWhoIsMeant:
    """Known people are recognised; what is unsure is asked about."""

    @pytest.mark.parametrize(
        "name", ["Robert Marsh", "robert marsh", "Bob Marsh", "Rob", "Robert", "Marsh", "Mr. Marsh"]
    )
    def test_by_all_they_are_called(self, book: Book, name: str) -> None:
        robert = person(book, "Robert Marsh")
        assert says(book, f"coffee with {name} yesterday").first.contact is robert

    @pytest.mark.parametrize("name", ["Robert Stone", "Robbin Marsh", "Bobby Tables", "Ro"])
    def test_not_by_what_is_only_like_it(self, book: Book, name: str) -> None:
        person(book, "Robert Marsh")
        assert says(book, f"coffee with {name} yesterday").first.is_new

    def test_the_first_name_counts_before_the_nickname(self, book: Book) -> None:
        person(book, "Robert Marsh")
        bob = person(book, "Bob Stone")
        assert says(book, "coffee with Bob yesterday").first.contact is bob

    def test_several_are_left_out_and_named(self, book: Book) -> None:
        bobs = [person(book, "Bob Marsh"), person(book, "Bob Stone")]
        recorded = says(book, "met Jane Doe via Bob, follow up with Bob friday")
        assert recorded.unclear == {"Bob": bobs}
        assert recorded.first.contact.name == "Jane Doe"
        assert not book.open_tasks(kind=TaskKind.FOLLOW_UP)

    def test_whoever_is_chosen_is_meant_everywhere_in_the_line(self, book: Book) -> None:
        person(book, "Bob Marsh")
        stone = person(book, "Bob Stone")
        says(book, "met Jane Doe via Bob, follow up with Bob friday", bob=stone.id)
        assert introducers(called(book, "Jane Doe")) == ["Bob Stone"]
        assert [task.contact_id for task in book.open_tasks(kind=TaskKind.FOLLOW_UP)] == [stone.id]

    def test_the_same_email_is_the_same_person_if_the_name_is(self, book: Book) -> None:
        jane = person(book, "Jane Doe", emails=["jane@acme.example"])
        person(book, "Jane Doe")
        assert says(book, "Jane Doe, jane@acme.example, CTO").first.contact is jane

    def test_somebody_named_in_full_in_the_line_is_meant_by_the_first_name(self, book: Book) -> None:
        person(book, "Bob Stone")
        says(book, "met Bob Marsh at PyCon, thank Bob")
        assert [task.contact.name for task in book.open_tasks(kind=TaskKind.THANK_YOU)] == ["Bob Marsh"]

    def test_who_nearly_has_the_name_is_offered(self, book: Book) -> None:
        jane = person(book, "Jane Doe")
        recorded = says(book, "met Jnae Doe at PyCon")
        assert recorded.first.is_new
        assert recorded.near == {"Jnae Doe": [jane]}


class TestNewJobs:
    """An employer that changes."""

    def test_the_former_one_is_kept_and_the_address_there_in_doubt(self, book: Book) -> None:
        jane = person(book, "Jane Doe", company="Acme", emails=["jd@acme.com", "jane@gmail.com", "jane@globex.com"])
        kept = says(book, "Jane moved to Globex as VP").first
        assert (jane.company, jane.title, kept.has_moved) == ("Globex", "VP", True)
        assert jane.values(DetailKind.EMPLOYER) == ["Acme"]
        assert jane.values(DetailKind.DOUBTFUL) == ["jd@acme.com"]

    def test_an_address_given_anew_is_in_doubt_no_longer(self, book: Book) -> None:
        jane = person(book, "Jane Doe", company="Acme", emails=["jd@acme.com"])
        says(book, "Jane moved to Globex")
        says(book, "Jane Doe jd@acme.com")
        assert jane.values(DetailKind.DOUBTFUL) == []

    def test_leaving_alone(self, book: Book) -> None:
        jane = person(book, "Jane Doe", company="Acme Inc")
        says(book, "Jane left Acme")
        assert (jane.company, jane.values(DetailKind.EMPLOYER)) == (None, ["Acme Inc"])

    def test_a_better_spelling_is_no_new_job(self, book: Book) -> None:
        jane = person(book, "Jane Doe", company="Acme Incorporated", emails=["jd@acme.com"])
        assert not says(book, "Jane Doe, CTO at Acme Incorporatd").first.has_moved
        assert jane.values(DetailKind.DOUBTFUL) == []


def test_a_circle(book: Book) -> None:
    says(book, "Rosa Diaz #family")
    assert called(book, "Rosa Diaz").circle == Circle.FAMILY


def test_whoever_is_to_be_left_alone_is_not_followed_up_and_all_else_is_kept(book: Book) -> None:
    jane = person(book, "Jane Doe")
    jane.do_not_contact = True
    recorded = says(book, "coffee with Jane, follow up friday")
    assert recorded.refused == [
        "Jane Doe is marked “do not contact”, so I won't plan anything. You can change that on the card."
    ]
    assert len(book.interactions(jane.id)) == 1


def test_thanks_join_those_owed_for_the_introduction(book: Book) -> None:
    says(book, "met Jane Doe via Bob Marsh, thank Bob for the tip")
    [owed] = book.open_tasks(kind=TaskKind.THANK_YOU)
    assert owed.about == "the tip" and owed.introduction_id


class TestWhatRepeats:
    """Done, it is owed again."""

    def test_from_the_day_it_was_done(self, book: Book, books: Books, member: Member, clock: MovableClock) -> None:
        says(book, "Jane Doe, Acme, follow up every 6 weeks about coffee")
        [task] = book.open_tasks()
        assert (task.due_on, task.repeat) == (date(2027, 1, 4), "FREQ=WEEKLY;INTERVAL=6")
        keeping.settle(book, [task])
        [again] = book.open_tasks()
        assert (again.due_on, again.about, again.repeat) == (date(2027, 1, 4), "coffee", task.repeat)
        assert again is not task and task.state == TaskState.DONE

    def test_undone_both_are_taken_back(self, books: Books, member: Member) -> None:
        with books.open(member) as book:
            promise(book, person(book, "Jane Doe"), date(2026, 11, 23), repeat=Repeat("MONTHLY"))
        with books.open(member) as book:
            keeping.settle(book, book.open_tasks())
            done = book.change_id
        with books.open(member) as book:
            assert [task.due_on for task in book.open_tasks()] == [date(2026, 12, 23)]
            book.undo(done)
            assert [task.due_on for task in book.open_tasks()] == [date(2026, 11, 23)]

    def test_what_another_version_wrote_repeats_no_more(self, book: Book) -> None:
        task = promise(book, person(book, "Jane Doe"), date(2026, 11, 23))
        task.repeat = "every 6 weeks"
        keeping.settle(book, [task])
        assert book.open_tasks() == []

    def test_a_day_moved_keeps_the_repeat(self, book: Book) -> None:
        jane = person(book, "Jane Doe")
        promise(book, jane, date(2026, 11, 23), repeat=Repeat("MONTHLY"))
        assert promise(book, jane, date(2026, 11, 30)).repeat == "FREQ=MONTHLY"


class TestRecordingAnew:
    """What was said is mended, or somebody is chosen."""

    def kept(self, books: Books, member: Member, line: str) -> Said:
        with books.open(member) as book:
            said = Said(book.now, [Line(line)])
            saying.keep(book, said)
        return Said.from_json(said.to_json())

    def test_everybody_stays_who_they_are(self, books: Books, member: Member) -> None:
        said = self.kept(books, member, "met Jane Doe (CTO at Acme) at PyCon via Bob Marsh, follow up friday")
        with books.open(member) as book:
            before = {each.name: each.id for each in book.names()}
            said.lines[0].dropped, said.lines[0].mended = ["0.company"], {"0.title": "CEO"}
            saying.keep_anew(book, said)
        with books.open(member) as book:
            jane = called(book, "Jane Doe")
            assert {each.name: each.id for each in book.names()} == before
            assert (jane.title, jane.company, jane.where_met) == ("CEO", None, "PyCon")
            assert book.interactions(jane.id)[0].text == "Acme"
            assert len(book.open_tasks(kind=TaskKind.FOLLOW_UP)) == 1
            book.undo(said.change)
            assert book.names() == []

    def test_what_a_known_person_had_comes_back(self, books: Books, member: Member) -> None:
        with books.open(member) as book:
            person(book, "Jane Doe", company="Acme")
        said = self.kept(books, member, "Jane Doe, CTO at Globex")
        with books.open(member) as book:
            said.lines[0].dropped = ["0.company"]
            saying.keep_anew(book, said)
            jane = called(book, "Jane Doe")
            assert (jane.company, jane.values(DetailKind.EMPLOYER)) == ("Acme", [])

    def test_what_was_added_since_stays(self, books: Books, member: Member) -> None:
        said = self.kept(books, member, "Jane Doe, Acme")
        with books.open(member) as book:
            promise(book, called(book, "Jane Doe"), date(2026, 12, 7))
        with books.open(member) as book:
            said.lines[0].mended = {"0.company": "Globex"}
            saying.keep_anew(book, said)
            assert [task.contact.company for task in book.open_tasks()] == ["Globex"]

    def test_what_was_changed_since_is_in_the_way(self, books: Books, member: Member) -> None:
        said = self.kept(books, member, "Jane Doe, Acme")
        with books.open(member) as book:
            called(book, "Jane Doe").company = "Initech"
        with pytest.raises(ChangedSince), books.open(member) as book:
            saying.keep_anew(book, said)

    def test_a_person_taken_away_is_gone(self, books: Books, member: Member) -> None:
        said = self.kept(books, member, "met Jane Doe and Bob Marsh at PyCon")
        with books.open(member) as book:
            said.lines[0].dropped = ["1.name"]
            saying.keep_anew(book, said)
            assert [each.name for each in book.names()] == ["Jane Doe"]


class TestSpreading:
    """Too many for one day."""

    def plan(self, book: Book, count: int, on: date) -> list[int]:
        return [promise(book, person(book, f"Person {n}"), on).id for n in range(count)]

    def test_only_above_the_cap(self, book: Book) -> None:
        ids = self.plan(book, 5, date(2026, 11, 30))
        assert not spreading.is_crowded(book, ids)
        ids += [promise(book, person(book, "Sixth Person"), date(2026, 11, 30)).id]
        assert spreading.is_crowded(book, ids)

    def test_over_the_workdays_that_have_the_fewest(self, book: Book) -> None:
        busy = person(book, "Busy Tuesday")
        promise(book, busy, date(2026, 12, 1))
        ids = self.plan(book, 9, date(2026, 11, 30))
        spreading.over_the_week(book, ids)
        days = [book.task(each).due_on.day for each in ids]
        assert sorted(days) == [1, 2, 2, 3, 3, 4, 4, 30, 30]

    def test_only_days_to_come(self, book: Book) -> None:
        ids = self.plan(book, 6, date(2026, 11, 24))
        spreading.over_the_week(book, ids)
        assert {book.task(each).due_on.day for each in ids} == {24, 25, 26, 27}

    def test_what_has_a_time_stays(self, book: Book) -> None:
        from datetime import time

        timed = promise(book, person(book, "Jane Doe"), date(2026, 11, 30), time(15))
        spreading.over_the_week(book, [timed.id, *self.plan(book, 6, date(2026, 11, 30))])
        assert timed.due_on == date(2026, 11, 30)

    def test_undone_all_is_as_before(self, books: Books, member: Member) -> None:
        with books.open(member) as book:
            ids = self.plan(book, 7, date(2026, 11, 30))
        with books.open(member) as book:
            spreading.over_the_week(book, ids)
            change = book.change_id
        with books.open(member) as book:
            book.undo(change)
            assert {task.due_on for task in book.open_tasks()} == {date(2026, 11, 30)}
            assert book.touched(change, Task)


def test_the_reason_reads_as_a_sentence(book: Book) -> None:
    task = promise(book, person(book, "Jane Doe"), date(2026, 11, 30), about="send her the deck")
    assert tasks.reason(task) == ": send her the deck"
    task.about = "the deck"
    assert tasks.reason(task) == " about the deck"
