"""Questions over a whole book at once: ties, who was in touch, who was where."""

from datetime import date, timedelta

from bot.domain.model import (
    Circle,
    Detail,
    DetailKind,
    IntroductionState,
    Member,
    Outcome,
    TaskKind,
    TaskState,
)
from bot.storage.book import Books
from tests.storage.people import add_note, add_person, add_task, add_win, introduce, introduce_both

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def test_a_tie_in_figures(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = add_person(book, "Bob", circle=Circle.FRIEND, cadence="FREQ=WEEKLY", rests_until=TODAY)
        jane, tom, kim = (add_person(book, name) for name in ("Jane", "Tom", "Kim"))
        for days in (3, 1, 2):
            add_note(book, "hi", bob, jane, on=TODAY - days * DAY)
        introduce(book, jane, bob, state=IntroductionState.CLOSED, outcome=Outcome.WENT_SOMEWHERE)
        introduce(book, tom, bob, state=IntroductionState.MET)
        introduce(book, kim, bob, state=IntroductionState.PROMISED)
        introduce(book, kim, bob, state=IntroductionState.CLOSED, outcome=Outcome.DECLINED)
        introduce_both(book, kim, bob)
        for what in ("a", "b"):
            thanks = add_task(book, bob, TaskKind.THANK_YOU, win_id=add_win(book, jane, what).id)
            thanks.state = TaskState.DONE
        add_task(book, bob, TaskKind.THANK_YOU, win_id=add_win(book, tom).id).state = TaskState.LET_GO
        add_task(book, tom)
    with books.read(member) as book:
        ties = {tie.name: tie for tie in book.ties()}
    bob_ = ties["Bob"]
    assert (bob_.circle, bob_.cadence, bob_.rests_until) == (Circle.FRIEND, "FREQ=WEEKLY", TODAY)
    assert (bob_.last_on, bob_.times) == (TODAY - DAY, 3)
    assert (bob_.introduced, bob_.went_somewhere, bob_.wins) == (2, 1, 2)
    assert (bob_.is_busy, ties["Tom"].is_busy, bob_.is_left_alone) == (False, True, False)
    assert (ties["Kim"].last_on, ties["Kim"].times) == (None, 0)


def test_ties_leave_out_what_is_gone(books: Books, member: Member) -> None:
    with books.open(member) as book:
        add_person(book, "Arch", archived_at=book.now)
        book.delete(add_person(book, "Gone"))
        jane, bob = add_person(book, "Jane", do_not_contact=True), add_person(book, "Bob", never_suggested=True)
        book.delete(add_note(book, "hi", jane))
        book.delete(introduce(book, jane, bob))
    with books.read(member) as book:
        assert [(tie.name, tie.times, tie.introduced, tie.is_left_alone) for tie in book.ties()] == [
            ("Jane", 0, 0, True),
            ("Bob", 0, 0, True),
        ]


def test_a_book_has_its_own_ties_only(books: Books, member: Member, other: Member) -> None:
    with books.open(other) as book:
        eve = add_person(book, "Eve")
        add_note(book, "hi", eve)
        introduce(book, add_person(book, "Dan"), eve)
        add_task(book, eve, TaskKind.THANK_YOU, win_id=add_win(book, eve).id)
    with books.open(member) as book:
        add_person(book, "Jane")
    with books.read(member) as book:
        assert [(tie.name, tie.times, tie.introduced, tie.wins, tie.is_busy) for tie in book.ties()] == [
            ("Jane", 0, 0, 0, False)
        ]


def test_days_with_people(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane, bob, ann = (add_person(book, name) for name in ("Jane", "Bob", "Ann"))
        add_note(book, "both", jane, bob, on=TODAY)
        add_note(book, "one", jane, on=TODAY - 9 * DAY)
    with books.read(member) as book:
        assert book.days_with([jane.id, bob.id, ann.id]) == {jane.id: [TODAY - 9 * DAY, TODAY], bob.id: [TODAY]}
        assert book.days_with([]) == {}


def test_in_touch_by_the_members_own_days(books: Books, member: Member) -> None:
    with books.open(member) as book:
        people = {name: add_person(book, name) for name in ("Said", "Owed", "Intro", "By", "Other", "Nothing", "Alone")}
        add_note(book, "hi", people["Said"], people["Alone"], on=TODAY)
        add_task(book, people["Owed"])
        introduce(book, people["Intro"], people["By"])
        introduce_both(book, people["Intro"], people["Other"])
        people["Alone"].do_not_contact = True
    with books.read(member) as book:
        names = {contact.id: contact.name for contact in people.values()}
        found = [names[each] for each in book.in_touch(TODAY, TODAY)]
        assert found == ["Said", "Owed", "Intro", "By", "Other"]
        assert book.in_touch(TODAY + DAY, TODAY + 9 * DAY) == []


def test_who_is_at_a_company_and_who_was(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = add_person(book, "Jane", company="Société Générale")
        leo = add_person(book, "Leo Generale", company="Globex", title="Generale")
        book.add(Detail(DetailKind.EMPLOYER, "Société Générale", "societe generale", contact_id=leo.id))
        book.add(Detail(DetailKind.TAG, "generale", "generale", contact_id=jane.id))
    with books.read(member) as book:
        assert [one.name for one in book.at("generale societe")] == ["Jane"]
        assert [one.name for one in book.formerly_at("GÉNÉRALE")] == ["Leo Generale"]
        assert book.at("") == book.formerly_at(" ") == []


def test_notes_are_searched_for_the_words_as_they_stand(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = add_person(book, "Jane")
        add_note(book, "100% of Acme Corp", jane)
        add_note(book, "Corp Acme", jane)
    with books.read(member) as book:
        assert [one.text for one in book.speaking_of("acme corp")] == ["100% of Acme Corp"]
        assert [one.text for one in book.speaking_of("0%")] == ["100% of Acme Corp"]
        assert book.speaking_of("a_me") == []


def test_the_latest_introductions_the_first_one_first(books: Books, member: Member, other: Member) -> None:
    with books.open(other) as book:
        introduce(book, add_person(book, "Eve"), add_person(book, "Dan"))
    with books.open(member) as book:
        ann, bob, cat = (add_person(book, name) for name in ("Ann", "Bob", "Cat"))
        made = [introduce(book, ann, bob), introduce_both(book, bob, cat), introduce(book, cat, ann)]
        made[2].on = TODAY - 9 * DAY
        made[0].on = made[1].on = TODAY
    with books.read(member) as book:
        assert [one.id for one in book.latest_introductions(9)] == [made[2].id, made[0].id, made[1].id]
        assert [one.id for one in book.latest_introductions(2)] == [made[0].id, made[1].id]


def test_tasks_are_counted_by_kind_and_state(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for name in ("Ann", "Bob"):
            add_task(book, add_person(book, name), TaskKind.THANK_YOU)
        book.open_tasks()[0].state = TaskState.DONE
    with books.read(member) as book:
        kind = TaskKind.THANK_YOU
        assert book.count_tasks() == {(kind, TaskState.DONE): 1, (kind, TaskState.OPEN): 1}
