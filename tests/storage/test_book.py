"""What a book does with what is put into it."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from threading import Barrier, Thread

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError, StatementError

from bot.clock import MovableClock
from bot.domain import messages, model, model_net
from bot.domain.model import (
    Circle,
    Delivery,
    DeliveryItem,
    DeliveryKind,
    DeliveryState,
    Detail,
    DetailKind,
    IntroductionState,
    Member,
    Outcome,
    Question,
    Task,
    TaskKind,
    TaskState,
    Who,
)
from bot.errors import NotInBook, Repeated
from bot.storage.book import Books, StoredBook
from tests.storage.people import add_note, add_person, add_task, add_win, delivery_for, introduce, introduce_both

MODULES = (model, messages, model_net)
STORED = {each for module in MODULES for each in vars(module).values() if hasattr(each, "__mapper__")}


def test_everything_in_the_model_is_kept():
    assert len(STORED) == 16
    for kind in STORED:
        assert {field.name for field in fields(kind)} <= set(inspect(kind).attrs.keys()), kind


def test_a_confirmed_unit_of_work_is_there_afterwards(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe", company="Acme", circle=Circle.CLIENT)
        book.member.dm_channel = "D1"
    assert jane.id
    assert jane.created_at == book.now
    with books.read(member) as later:
        assert later.contact(jane.id).circle is Circle.CLIENT
        assert later.member.dm_channel == "D1"


def test_an_error_leaves_nothing(books: Books, member: Member):
    with pytest.raises(ZeroDivisionError), books.open(member, "key") as book:
        add_person(book, "Jane Doe")
        raise ZeroDivisionError
    with books.open(member, "key") as book:
        assert book.count_contacts() == 0


def test_what_was_read_can_be_used_after_the_book_is_closed(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
        book.add(Detail(DetailKind.EMAIL, "Jane@Acme.com", "jane@acme.com", contact_id=jane.id))
        task = add_task(book, jane)
    assert (task.contact.name, book.member.zone, jane.name) == ("Jane Doe", "Europe/Paris", "Jane Doe")
    with books.read(member) as book:
        jane = book.contact(jane.id)
    assert jane.values(DetailKind.EMAIL) == ["Jane@Acme.com"]
    assert jane.introductions == []


def test_a_book_that_was_opened_to_read_refuses_to_be_written_in(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
    with pytest.raises(RuntimeError), books.read(member) as book:
        add_person(book, "John Roe")
    with pytest.raises(RuntimeError), books.read(member) as book:
        book.contact(jane.id).title = "CTO"
    with pytest.raises(RuntimeError), books.read(member) as reader:
        reader.undo(book.change_id)
    with books.read(member) as book:
        assert [contact.title for contact in book.contacts([jane.id])] == [None]
        assert book.count_contacts() == 1


def test_there_is_no_book_without_a_member(books: Books):
    for opened in (books.open, books.read):
        with pytest.raises(NotInBook), opened(4711):
            pass
    assert books.member(Who("T1", "U1")) is None


def test_today_is_where_the_member_is(books: Books, member: Member, clock: MovableClock):
    clock.move_to(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    with books.read(member) as book:
        assert book.today == date(2026, 11, 24)
        assert book.now.utcoffset() == timedelta(0)


def test_two_may_enrol_the_same_user_at_once(books: Books):
    both = Barrier(4)
    enrolled: list[int | None] = []

    def enrol() -> None:
        both.wait()
        one = books.enrol(Who("T1", "U9"), name="Zoe", zone="UTC", locale="en-US", profile_at=None)
        enrolled.append(one.id)

    threads = [Thread(target=enrol) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(enrolled) == 4
    assert set(enrolled) == {books.member(Who("T1", "U9")).id}


# Repeats


def test_a_repeat_is_told_what_was_done(books: Books, member: Member):
    with books.open(member, "Ev1") as book:
        add_person(book, "Jane Doe")
    with pytest.raises(Repeated) as raised, books.open(member, "Ev1"):
        pass
    assert raised.value.change_id == book.change_id
    assert raised.value.sentence == "That is done already."


def test_a_repeat_of_what_changed_nothing_has_no_change(books: Books, member: Member):
    with books.open(member, "Ev1") as book:
        book.add(Question("note", "jnae: hi"))
    with pytest.raises(Repeated) as raised, books.open(member, "Ev1"):
        pass
    assert raised.value.change_id is None


def test_keys_are_a_members_own(books: Books, member: Member, other: Member):
    for one in (member, other):
        with books.open(one, "Ev1") as book:
            add_person(book, "Jane Doe")
    with books.open(member, "Ev2") as book:
        assert book.count_contacts() == 1


def test_of_two_at_once_one_is_the_repeat(books: Books, member: Member):
    both, repeats = Barrier(2), []

    def press() -> None:
        both.wait()
        try:
            with books.open(member, "Ev1") as book:
                add_person(book, "Jane Doe")
        except Repeated as error:
            repeats.append(error.change_id)

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with books.read(member) as book:
        assert book.count_contacts() == 1
    assert len(repeats) == 1


# Values


def test_instants_come_back_in_utc(books: Books, member: Member):
    noon = datetime(2026, 12, 1, 12, 0, tzinfo=timezone(timedelta(hours=5)))
    with books.open(member) as book:
        book.member.welcomed_at = noon
    welcomed = books.member(Who("T1", "U1")).welcomed_at
    assert welcomed == noon
    assert welcomed.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(books: Books, member: Member):
    with pytest.raises(StatementError, match="an instant needs a zone"), books.open(member) as book:
        book.member.welcomed_at = datetime(2026, 12, 1, 12, 0)  # noqa: DTZ001


def test_days_times_and_words_come_back_as_they_were(books: Books, member: Member):
    with books.open(member) as book:
        task = add_task(book, add_person(book, "Jane Doe"), due_time=time(15, 5))
    with books.read(member) as book:
        kept = book.task(task.id)
    assert (kept.due_on, kept.due_time) == (date(2026, 12, 7), time(15, 5))
    assert kept.kind is TaskKind.FOLLOW_UP
    assert kept.state is TaskState.OPEN


def test_an_unknown_word_is_refused(books: Books, member: Member):
    with pytest.raises(StatementError), books.open(member) as book:
        add_person(book, "Jane Doe", circle="enemy")


@pytest.mark.parametrize("name", ["<!channel>", "*", "\N{PILE OF POO}", "שלום", "a" * 4000, "O'Neill; --", "%_\\"])
def test_any_text_is_kept_and_found(books: Books, member: Member, name: str):
    with books.open(member) as book:
        add_person(book, name)
        add_person(book, "Somebody Else")
    with books.read(member) as book:
        found, total = book.search(name)
        assert ([contact.name for contact in found], total) == ([name], 1)


# People


def test_people_are_found_by_every_word_in_any_field(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jané Doe", company="Ácme GmbH", title="CTO", where_met="PyCon 2026")
        book.add(Detail(DetailKind.TAG, "Jazz", "jazz", contact_id=jane.id))
        book.add(Detail(DetailKind.EMAIL, "J.Doe@acme.com", "j.doe@acme.com", contact_id=jane.id))
        book.add(Detail(DetailKind.PHONE, "+16505550100", "+16505550100", contact_id=jane.id))
        add_person(book, "Jane Roe", company="Other")
    with books.read(member) as book:
        for words in ("jane acme", "ÁCME", "cto pycon", "jazz", "j.doe@", "DOE jane", "jan do"):
            assert [contact.id for contact in book.search(words)[0]] == [jane.id], words
        assert book.search("jane zebra") == ([], 0)
        assert book.search("650555") == ([], 0)
        assert book.search("jane")[1] == book.search("")[1] == 2


def test_what_is_found_follows_what_is_edited(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe", company="Acme")
        tag = book.add(Detail(DetailKind.TAG, "Jazz", "jazz", contact_id=jane.id))
    with books.open(member) as book:
        [jane] = book.contacts([jane.id])
        jane.company = "Zebra"
        book.delete(jane.details[0])
    with books.read(member) as book:
        assert [book.search(word)[1] for word in ("acme", "zebra", "jazz")] == [0, 1, 0]
        assert book.contact(jane.id).details == []
        assert book.with_detail(tag.kind, tag.key) == []


def test_the_page_asked_for_with_the_archived_last(books: Books, member: Member):
    with books.open(member) as book:
        for name in ("Eve", "Dan", "Cat", "Bob", "Ann"):
            add_person(book, name)
        add_person(book, "Aaron", archived_at=book.now)
    with books.read(member) as book:
        everybody = [contact.name for contact in book.search("", limit=10)[0]]
        assert everybody == ["Ann", "Bob", "Cat", "Dan", "Eve", "Aaron"]
        page, total = book.search("", limit=2, offset=1)
        assert ([contact.name for contact in page], total) == (["Bob", "Cat"], 6)
        assert book.names()[0].name == "Aaron"


def test_people_by_key_and_by_detail(books: Books, member: Member):
    with books.open(member) as book:
        jane, jane2 = add_person(book, "Jane Doe"), add_person(book, "JANE DOE")
        for one in (jane, jane2):
            book.add(Detail(DetailKind.LINK, "acme.com", "acme.com", contact_id=one.id))
    with books.read(member) as book:
        assert [contact.id for contact in book.with_key("jane doe")] == [jane.id, jane2.id]
        assert len(book.with_detail(DetailKind.LINK, "acme.com")) == 2
        assert book.with_detail(DetailKind.EMAIL, "acme.com") == []
        assert [contact.id for contact in book.contacts([jane2.id, 4711])] == [jane2.id]


def test_one_detail_is_kept_once(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
        email = book.add(Detail(DetailKind.EMAIL, "j@acme.com", "j@acme.com", contact_id=jane.id))
    with pytest.raises(IntegrityError), books.open(member) as book:
        book.add(Detail(DetailKind.EMAIL, "J@acme.com", "j@acme.com", contact_id=jane.id))
    with books.open(member) as book:
        book.delete(book.contact(jane.id).details[0])
        book.add(Detail(DetailKind.EMAIL, "J@acme.com", "j@acme.com", contact_id=jane.id))
    with books.read(member) as book:
        assert book.contact(jane.id).details[0].id > email.id


def test_whoever_introduced_somebody_comes_with_them_while_in_the_book(books: Books, member: Member):
    with books.open(member) as book:
        john = add_person(book, "John Roe")
        jane = add_person(book, "Jane Doe")
        made = introduce(book, jane, john)
        assert book.contact(jane.id).introductions == [made]
        john.name = "Johnny Roe"
    with books.read(member) as book:
        [seen] = book.contact(jane.id).introducers
        assert (seen.introducer.name, seen.introducer_name) == ("Johnny Roe", "John Roe")
    with books.open(member) as deleting:
        deleting.delete(deleting.contact(john.id))
        assert deleting.introduction(made.id).introducer is None
    with books.read(member) as book:
        [seen] = book.contact(jane.id).introducers
        assert (seen.introducer, seen.introducer_name) == (None, "Johnny Roe")
    with books.open(member) as book:
        book.undo(deleting.change_id)
    with books.read(member) as book:
        assert book.introduction(made.id).introducer.name == "Johnny Roe"


def test_a_deleted_person_takes_along_what_was_only_about_them(books: Books, member: Member):
    with books.open(member) as book:
        jane, john = add_person(book, "Jane Doe"), add_person(book, "John Roe")
        alone, both = add_note(book, "alone", jane), add_note(book, "both", jane, john)
        task, johns = add_task(book, jane), add_task(book, john, interaction_id=alone.id)
    with books.open(member) as book:
        book.delete(book.contact(jane.id))
        assert [one.id for one in book.open_tasks()] == [johns.id]
    with books.read(member) as book:
        assert [one.text for one in book.interactions(john.id)] == ["both"]
        assert [one.contact_id for one in book.interactions(john.id)[0].participants] == [john.id]
        assert book.interactions(jane.id) == []
        assert book.task(johns.id).interaction_id is None
        for lookup in (lambda: book.contact(jane.id), lambda: book.task(task.id)):
            with pytest.raises(NotInBook):
                lookup()
    assert both.id


def test_with_somebody_go_the_introductions_to_them_and_their_wins(books: Books, member: Member):
    with books.open(member) as book:
        jane, bob, tom = (add_person(book, name) for name in ("Jane Doe", "Bob Marsh", "Tom Roe"))
        received, made = introduce(book, jane, bob), introduce_both(book, tom, jane)
        thanks = add_task(book, bob, kind=TaskKind.THANK_YOU, introduction_id=received.id)
        win = add_win(book, jane)
        of_a_win = add_task(book, bob, kind=TaskKind.THANK_YOU, win_id=win.id)
    with books.open(member) as deleting:
        deleting.delete(deleting.contact(jane.id))
    with books.read(member) as book:
        assert [task.id for task in book.open_tasks()] == [of_a_win.id]
        assert (book.task(of_a_win.id).win_id, book.wins(), book.open_introductions()) == (None, [], [])
        gone = (lambda: book.introduction(received.id), lambda: book.introduction(made.id), lambda: book.win(win.id))
        for lookup in gone:
            with pytest.raises(NotInBook):
                lookup()
    with books.open(member) as book:
        book.undo(deleting.change_id)
    with books.read(member) as book:
        assert {task.id for task in book.open_tasks()} == {thanks.id, of_a_win.id}
        assert [task.id for task in book.tasks_of_win(win.id)] == [of_a_win.id]
        assert book.made_with(tom.id)[0].other.name == "Jane Doe"
        assert [one.id for one in book.open_introductions()] == [received.id, made.id]


# Who introduced whom, and what came of it


def test_introductions_received_come_first_to_last_and_from_one_person_last_to_first(books: Books, member: Member):
    with books.open(member) as book:
        jane, sam, bob, ann = (add_person(book, name) for name in ("Jane Doe", "Sam Lee", "Bob Marsh", "Ann Chovy"))
        second, first = introduce(book, jane, bob), introduce(book, jane, ann)
        first.on = date(2026, 11, 20)
        of_sam = introduce(book, sam, bob)
        made = introduce_both(book, jane, bob)
    with books.read(member) as book:
        assert [one.id for one in book.received([jane.id])] == [first.id, second.id]
        assert [one.id for one in book.received([jane.id, sam.id, 4711])] == [first.id, second.id, of_sam.id]
        assert [one.introducer.name for one in book.contact(jane.id).introducers] == ["Ann Chovy", "Bob Marsh"]
        assert [one.contact.name for one in book.received_from(bob.id)] == ["Sam Lee", "Jane Doe"]
        assert [one.id for one in book.received_from(bob.id, limit=1)] == [of_sam.id]
        for who in (jane, bob):
            assert [one.id for one in book.made_with(who.id)] == [made.id]
        assert (book.received([]), book.received([bob.id]), book.made_with(sam.id)) == ([], [], [])


def test_who_led_to_somebody_without_promises_kept_or_let_go(books: Books, member: Member):
    with books.open(member) as book:
        jane, bob = add_person(book, "Jane Doe"), add_person(book, "Bob Marsh")
        states = (IntroductionState.INTRODUCED, IntroductionState.MET, IntroductionState.CLOSED)
        happened = [introduce(book, jane, bob, state=state) for state in states]
        happened.append(introduce(book, jane, bob, state=IntroductionState.CLOSED, outcome=Outcome.NOTHING))
        introduce(book, jane, bob, state=IntroductionState.PROMISED)
        introduce(book, jane, bob, state=IntroductionState.CLOSED, outcome=Outcome.DECLINED)
        introduce_both(book, jane, bob)
    ids = [one.id for one in happened]
    with books.read(member) as book:
        assert book.led_to([jane.id, bob.id]) == [(one, bob.id) for one in ids]
        assert book.led_to([]) == []
        assert [one.id for one in book.introductions([*ids[::-1], 4711])] == ids[::-1]
        assert [one.id for one in book.contact(jane.id).introducers] == ids


def test_introductions_of_which_more_is_to_come(books: Books, member: Member):
    with books.open(member) as book:
        jane, bob = add_person(book, "Jane Doe"), add_person(book, "Bob Marsh")
        for state in IntroductionState:
            introduce(book, jane, bob, state=state)
    with books.read(member) as book:
        states = [one.state for one in book.open_introductions()]
    assert states == [state for state in IntroductionState if state != IntroductionState.CLOSED]


def test_wins_come_newest_first(books: Books, member: Member):
    with books.open(member) as book:
        jane, sam = add_person(book, "Jane Doe"), add_person(book, "Sam Lee")
        for who, what in ((jane, "a"), (sam, "b"), (jane, "c")):
            add_win(book, who, what)
    with books.read(member) as book:
        assert [win.what for win in book.wins()] == ["c", "b", "a"]
        assert [win.what for win in book.wins(jane.id, limit=1)] == ["c"]
        assert book.wins()[0].contact.name == "Jane Doe"


def test_a_task_comes_with_everybody_in_its_introduction(books: Books, member: Member):
    with books.open(member) as book:
        jane, bob, tom = (add_person(book, name) for name in ("Jane Doe", "Bob Marsh", "Tom Roe"))
        thanks = add_task(book, bob, kind=TaskKind.THANK_YOU, introduction_id=introduce(book, jane, bob).id)
        ask = add_task(book, jane, introduction_id=introduce_both(book, jane, tom).id)
        assert (thanks.introduction.contact.name, ask.introduction.other.name) == ("Jane Doe", "Tom Roe")
    with books.read(member) as book:
        introduction = book.task(thanks.id).introduction
        assert (introduction.contact.name, introduction.introducer.name) == ("Jane Doe", "Bob Marsh")
        assert book.task(ask.id).introduction.other.name == "Tom Roe"
        assert book.task(ask.id).contact.introducers[0].introducer.name == "Bob Marsh"


def test_without_an_introduction_nothing_is_owed_for_it(books: Books, member: Member):
    with books.open(member) as book:
        jane, bob = add_person(book, "Jane Doe"), add_person(book, "Bob Marsh")
        made = introduce(book, jane, bob)
        add_task(book, bob, kind=TaskKind.THANK_YOU, introduction_id=made.id)
        stays = add_task(book, bob, kind=TaskKind.THANK_YOU)
    with books.open(member) as book:
        book.delete(book.introduction(made.id))
        assert book.contact(jane.id).introducers == []
        assert [task.id for task in book.open_tasks()] == [stays.id]


# What was said, and what is owed


def test_what_was_said_comes_newest_first(books: Books, member: Member):
    with books.open(member) as book:
        jane, john = add_person(book, "Jane Doe"), add_person(book, "John Roe")
        for day, text in ((3, "c"), (1, "a"), (2, "b"), (3, "d"), (4, "")):
            add_note(book, text, jane, on=date(2026, 11, day))
        add_note(book, "both", jane, john, on=date(2026, 10, 1))
    with books.read(member) as book:
        assert [one.text for one in book.interactions(jane.id)] == ["", "d", "c"]
        assert [one.text for one in book.interactions(jane.id, limit=9)] == ["", "d", "c", "b", "a", "both"]
        last = book.last_words([jane.id, john.id, 4711])
        assert {contact_id: one.text for contact_id, one in last.items()} == {jane.id: "d", john.id: "both"}
        assert book.last_words([]) == {}


def test_one_promise_of_a_kind_is_open_at_a_time(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
        first = add_task(book, jane)
        add_task(book, jane, kind=TaskKind.THANK_YOU)
        introduced = [introduce(book, jane, add_person(book, name)) for name in ("John Roe", "Ann Chovy")]
        for_each = [add_task(book, jane, introduction_id=one.id) for one in introduced]
    with pytest.raises(IntegrityError), books.open(member) as book:
        add_task(book, jane, introduction_id=introduced[0].id)
    with pytest.raises(IntegrityError), books.open(member) as book:
        add_task(book, jane)
    with books.open(member) as book:
        task = book.open_task(TaskKind.FOLLOW_UP, jane.id)
        assert task.id == first.id
        task.state = TaskState.DONE
        again = add_task(book, jane)
    with books.read(member) as book:
        assert book.open_task(TaskKind.FOLLOW_UP, jane.id).id == again.id
        assert len(book.open_tasks(jane.id)) == 4
        assert book.open_tasks(introduction_id=introduced[1].id) == [book.task(for_each[1].id)]
        assert book.open_task(TaskKind.FOLLOW_UP, jane.id, introduced[0].id).id == for_each[0].id
        assert len(book.open_tasks(kind=TaskKind.THANK_YOU)) == 1


def test_open_tasks_come_by_day_and_time(books: Books, member: Member):
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    promises = [(tuesday, None), (tuesday, time(9)), (monday, None), (tuesday, time(8))]
    with books.open(member) as book:
        for place, (on, at) in enumerate(promises):
            add_task(book, add_person(book, f"P{place}"), due_on=on, due_time=at)
    with books.read(member) as book:
        assert [task.contact.name for task in book.open_tasks()] == ["P2", "P3", "P1", "P0"]


def test_tasks_are_nudged_when_their_instant_has_come(books: Books, member: Member):
    with books.open(member) as book:
        now = book.now
        for place, hours in enumerate((2, 1, 3, None)):
            at = None if hours is None else now + timedelta(hours=hours)
            add_task(book, add_person(book, f"P{place}"), nudge_at=at)
    with books.read(member) as book:
        due = book.tasks_to_nudge(now + timedelta(hours=2))
        assert [task.contact.name for task in due] == ["P1", "P0"]
        assert book.next_nudge(now + timedelta(hours=1)) == now + timedelta(hours=2)
        assert book.next_nudge(now + timedelta(hours=3)) is None


def test_what_was_done_comes_latest_first(books: Books, member: Member):
    with books.open(member) as book:
        for place, (state, hour) in enumerate(
            [(TaskState.DONE, 1), (TaskState.LET_GO, 2), (TaskState.DONE, 3), (TaskState.OPEN, 4)]
        ):
            closed = book.now + timedelta(hours=hour)
            add_task(book, add_person(book, f"P{place}"), state=state, closed_at=closed)
    with books.read(member) as book:
        assert [task.contact.name for task in book.closed_tasks(TaskKind.FOLLOW_UP)] == ["P2", "P0"]
        assert len(book.closed_tasks(TaskKind.FOLLOW_UP, limit=1)) == 1
        assert book.closed_tasks(TaskKind.THANK_YOU) == []


# Nudges and questions


def test_a_delivery_still_shows_tasks_deleted_since(books: Books, member: Member):
    with books.open(member) as book:
        jane, john = add_person(book, "Jane Doe"), add_person(book, "John Roe")
        tasks = [add_task(book, john), add_task(book, jane)]
        delivery = add_delivery(book, tasks)
    with books.open(member) as book:
        book.delete(book.contact(jane.id))
    with books.read(member) as book:
        shown = book.delivery(delivery.id)
        assert [item.task.contact.name for item in shown.items] == ["John Roe", "Jane Doe"]
        assert shown.items[1].task.deleted_at
        assert delivery_for(book, "digest:1").id == delivery.id
        assert delivery_for(book, "digest:2") is None


def test_a_slot_is_used_once(books: Books, member: Member, other: Member):
    for one in (member, other):
        with books.open(one) as book:
            add_delivery(book, [])
    with pytest.raises(IntegrityError), books.open(member) as book:
        add_delivery(book, [])


def test_deliveries_sent_since_that_show_a_task(books: Books, member: Member):
    with books.open(member) as book:
        now = book.now
        task = add_task(book, add_person(book, "Jane Doe"))
        sent = {
            hours: add_delivery(book, [task], f"slot:{hours}", DeliveryState.SENT, now - timedelta(hours=hours))
            for hours in (1, 2, 3)
        }
        add_delivery(book, [task], "failed", DeliveryState.FAILED, now)
        add_delivery(book, [], "another", DeliveryState.SENT, now)
    with books.read(member) as book:
        found = book.deliveries_showing([task.id], now - timedelta(hours=2))
        assert [one.id for one in found] == [sent[2].id, sent[1].id]
        assert book.deliveries_showing([], now) == []


def test_a_question_is_kept_until_it_is_answered(books: Books, member: Member):
    with books.open(member) as book:
        question = book.add(Question("note", "jnae: likes jazz"))
    with books.open(member) as book:
        asked = book.question(question.id)
        assert (asked.words, asked.asked_at) == ("jnae: likes jazz", question.asked_at)
        book.delete(asked)
        with pytest.raises(NotInBook):
            book.question(question.id)


def add_delivery(
    book: StoredBook,
    tasks: list[Task],
    slot: str = "digest:1",
    state: DeliveryState = DeliveryState.CLAIMED,
    sent_at: datetime | None = None,
) -> Delivery:
    items = [DeliveryItem(task_id=task.id, position=place) for place, task in enumerate(tasks)]
    new = Delivery(DeliveryKind.DIGEST, slot, "opaque", book.today, state=state, sent_at=sent_at, items=items)
    return book.add(new)
