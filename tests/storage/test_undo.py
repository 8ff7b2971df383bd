"""What a unit of work changed can be put back, as long as nothing was built on it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from bot.clock import MovableClock
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import (
    Contact,
    Detail,
    DetailKind,
    Interaction,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Question,
    Task,
    TaskKind,
    TaskState,
    Who,
)
from bot.domain.model_net import Telling
from bot.errors import AlreadyUndone, ChangedSince, NotInBook, TooLateToUndo
from bot.storage.book import Books, StoredBook
from bot.storage.engine import writing
from bot.storage.tables import changes
from tests.storage.people import (
    add_news,
    add_note,
    add_person,
    add_task,
    add_win,
    introduce,
    introduce_both,
    live_rows,
    tell,
)

Step = Callable[[StoredBook], object]


@pytest.fixture
def jane(books: Books, member: Member) -> Contact:
    """Somebody in the book, with an email, a note, two promises, an introducer and a win."""
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe", company="Acme")
        book.add(Detail(DetailKind.EMAIL, "j@acme.com", "j@acme.com", contact_id=jane.id))
        add_note(book, "Likes jazz", jane)
        add_task(book, jane, nudge_at=book.now)
        add_task(book, jane, kind=TaskKind.THANK_YOU)
        bob = add_person(book, "Bob Marsh")
        by_bob, win = introduce(book, jane, bob), add_win(book, jane)
        add_task(book, bob, kind=TaskKind.THANK_YOU, introduction_id=by_bob.id, win_id=win.id)
        book.add(Draft(jane.id, Occasion.THANK_YOU, "Hi Jane", book.now))
        book.add(Template(Occasion.THANK_YOU, "Hi {first}"))
        tell(book, add_news(book), jane)
    return jane


def follow_up(book: StoredBook) -> Task:
    task = book.open_task(TaskKind.FOLLOW_UP, the_one(book).id)
    assert task
    return task


def the_one(book: StoredBook, name: str = "jane doe") -> Contact:
    [contact] = book.with_key(name)
    return contact


def edit(book: StoredBook, **values: Any) -> None:
    jane = the_one(book)
    for name, value in values.items():
        setattr(jane, name, value)


def by_bob(book: StoredBook) -> Introduction:
    [introduction] = book.received([the_one(book).id])
    return introduction


def point(book: StoredBook, **values: Any) -> None:
    for name, value in values.items():
        setattr(by_bob(book), name, value)


def news_told(book: StoredBook) -> Telling:
    [telling] = book.tellings(book.latest_situation().id)
    return telling


def settle(book: StoredBook) -> None:
    task = follow_up(book)
    task.state, task.closed_at, task.nudge_at, task.change_id = TaskState.DONE, book.now, None, book.change_id
    add_note(book, "Followed up", the_one(book))


def replace_promise(book: StoredBook) -> None:
    follow_up(book).state = TaskState.DONE
    add_task(book, the_one(book), about="again")


def add_another(book: StoredBook) -> None:
    john = add_person(book, "John Roe")
    by_jane = introduce(book, john, the_one(book))
    introduce_both(book, john, the_one(book, "bob marsh"))
    add_task(book, the_one(book), kind=TaskKind.THANK_YOU, introduction_id=by_jane.id)
    add_task(book, john, win_id=add_win(book, john).id)
    add_note(book, "both", john, the_one(book))


def send(book: StoredBook) -> None:
    draft = book.unsent_draft(the_one(book).id, Occasion.THANK_YOU)
    draft.text, draft.sent_on = "Hi Jane, thank you!", book.today


CASES: dict[str, Step] = {
    "a new person": lambda book: add_person(book, "John Roe"),
    "a new person with all that belongs to one": add_another,
    "an edit": lambda book: edit(book, title="CTO", company=None, do_not_contact=True),
    "a new name": lambda book: edit(book, name="Janet", name_key="janet"),
    "the archive": lambda book: edit(book, archived_at=book.now),
    "an introducer": lambda book: introduce(book, the_one(book), add_person(book, "John Roe")),
    "an introducer in place of another": lambda book: point(book, introducer_id=add_person(book, "John Roe").id),
    "an introduction that went on": lambda book: point(book, state=IntroductionState.MET, asked=2, told_on=book.today),
    "a deleted introduction": lambda book: book.delete(by_bob(book)),
    "a deleted introducer": lambda book: book.delete(the_one(book, "bob marsh")),
    "two introduced": lambda book: introduce_both(book, the_one(book), add_person(book, "John Roe")),
    "a win": lambda book: add_win(book, the_one(book)),
    "a deleted win": lambda book: book.delete(book.wins()[0]),
    "a new detail": lambda book: book.add(Detail(DetailKind.TAG, "x", "x", contact_id=the_one(book).id)),
    "a deleted detail": lambda book: book.delete(the_one(book).details[0]),
    "news": lambda book: tell(book, add_news(book, "hired"), the_one(book)),
    "news that are over": lambda book: setattr(book.latest_situation(), "ended_on", book.today),
    "somebody else who was told": lambda book: tell(book, book.latest_situation(), the_one(book, "bob marsh")),
    "somebody picked who was told": lambda book: setattr(news_told(book), "on", book.today),
    "somebody picked no longer": lambda book: book.delete(news_told(book)),
    "a rhythm": lambda book: edit(book, cadence="FREQ=WEEKLY", never_suggested=True, rests_until=book.today),
    "a note": lambda book: add_note(book, "Moved", the_one(book)),
    "a deleted note": lambda book: book.delete(book.interactions(the_one(book).id)[0]),
    "a promise": lambda book: add_task(book, the_one(book), introduction_id=by_bob(book).id),
    "a promise kept": settle,
    "a promise in place of another": replace_promise,
    "a deleted promise": lambda book: book.delete(follow_up(book)),
    "a deleted person": lambda book: book.delete(the_one(book)),
    "a message begun": lambda book: book.add(Draft(the_one(book).id, Occasion.RECONNECT, "Hi Jane", book.now)),
    "a message sent": send,
    "a deleted message": lambda book: book.delete(book.unsent_draft(the_one(book).id, Occasion.THANK_YOU)),
    "a template mended": lambda book: setattr(book.templates()[0], "text", "Hey {first}"),
    "a deleted template": lambda book: book.delete(book.templates()[0]),
    "somebody who came and went": lambda book: book.delete(add_person(book, "John Roe")),
}


@pytest.mark.parametrize("step", CASES.values(), ids=CASES)
def test_undo_puts_back_what_was_there(engine: Engine, books: Books, member: Member, jane: Contact, step: Step):
    before = live_rows(engine, member)
    with books.open(member) as book:
        step(book)
        book.describe("Did something", jane)
    if live_rows(engine, member) != before:
        with books.open(member) as undoing:
            assert undoing.undo(book.change_id).undone_at == undoing.now
    assert live_rows(engine, member) == before


def test_what_was_undone_is_seen_in_the_same_book(books: Books, member: Member, jane: Contact):
    with books.open(member) as book:
        contact = the_one(book)
        contact.title = "CTO"
        contact.details.append(book.add(Detail(DetailKind.TAG, "Jazz", "jazz", contact_id=contact.id)))
    with books.open(member) as undoing:
        seen = the_one(undoing)
        undoing.undo(book.change_id)
        assert seen.title is None
        assert the_one(undoing).values(DetailKind.TAG) == []
    assert undoing.member.zone == "Europe/Paris"


def test_a_change_says_what_it_touched(books: Books, member: Member, jane: Contact):
    with books.open(member) as book:
        settle(book)
        book.describe("Followed up with Jane", jane)
    with books.read(member) as reader:
        change = reader.change(book.change_id)
        assert (change.summary, change.contact_id, change.at) == ("Followed up with Jane", jane.id, book.now)
        [task_id] = reader.touched(book.change_id, Task)
        assert reader.task(task_id).change_id == book.change_id
        assert len(reader.touched(book.change_id, Interaction)) == 1
        assert reader.touched(book.change_id, Contact) == []
        assert reader.touched("no such change", Task) == []


def test_the_latest_changes_come_first_without_those_undone(books: Books, member: Member):
    ids = []
    for name in ("Ann", "Bob", "Cat", None):
        with books.open(member) as book:
            add_person(book, name or "Dan")
            if name:
                book.describe(f"Added {name}")
        ids.append(book.change_id)
    with books.open(member) as book:
        book.undo(ids[1])
    with books.read(member) as book:
        assert [change.summary for change in book.changes()] == ["Added Cat", "Added Ann"]
        assert len(book.changes(limit=1)) == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda book: None,
        lambda book: book.describe("Nothing"),
        lambda book: book.add(Question("note", "hi")),
        lambda book: setattr(book.member, "name", "Anna"),
        lambda book: edit(book, title=None),
        CASES["somebody who came and went"],
    ],
)
def test_what_can_not_be_undone_is_no_change(books: Books, member: Member, jane: Contact, step: Step):
    with books.open(member) as book:
        step(book)
    with books.read(member) as reader, pytest.raises(NotInBook):
        reader.change(book.change_id)


def test_the_workers_own_doings_are_no_change(books: Books, member: Member, jane: Contact):
    with books.open(member, track=False) as book:
        follow_up(book).shown += 1
    with books.read(member) as reader:
        assert follow_up(reader).shown == 1
        with pytest.raises(NotInBook):
            reader.change(book.change_id)


def test_undo_once(books: Books, member: Member):
    with books.open(member) as book:
        add_person(book, "Jane Doe")
    with books.open(member) as undoing:
        undoing.undo(book.change_id)
    for change_id, error in ((book.change_id, AlreadyUndone), ("x", NotInBook), (undoing.change_id, NotInBook)):
        with pytest.raises(error), books.open(member) as again:
            again.undo(change_id)


def test_undo_for_thirty_days(books: Books, member: Member, clock: MovableClock):
    with books.open(member) as book:
        add_person(book, "Jane Doe")
    clock.move_to(book.now + timedelta(days=30, minutes=1))
    with pytest.raises(TooLateToUndo, match="more than 30 days ago"), books.open(member) as late:
        late.undo(book.change_id)
    clock.move_to(book.now + timedelta(days=29, hours=23))
    with books.open(member) as in_time:
        in_time.undo(book.change_id)


# A step, what came after it, and whose name says what changed since.
BUILT_ON: dict[str, tuple[Step, Step, str]] = {
    "edited again": (CASES["an edit"], lambda book: edit(book, title="CEO"), "Jane Doe"),
    "deleted": (CASES["an edit"], lambda book: book.delete(the_one(book)), "Jane Doe"),
    "a promise kept": (replace_promise, settle, "Jane Doe"),
    "a later note": (
        CASES["a new person"],
        lambda book: add_note(book, "Hm", the_one(book, "john roe")),
        "John Roe",
    ),
    "a later promise": (
        CASES["a new person"],
        lambda book: add_task(book, the_one(book, "john roe")),
        "John Roe",
    ),
    "a later introduction": (
        CASES["a new person"],
        lambda book: introduce(book, the_one(book), the_one(book, "john roe")),
        "John Roe",
    ),
    "introduced to somebody later": (
        CASES["a new person"],
        lambda book: introduce_both(book, the_one(book, "bob marsh"), the_one(book, "john roe")),
        "John Roe",
    ),
    "a later win": (CASES["a new person"], lambda book: add_win(book, the_one(book, "john roe")), "John Roe"),
    "thanks for an introduction": (
        CASES["two introduced"],
        lambda book: add_task(book, the_one(book), introduction_id=book.made_with(the_one(book).id)[0].id),
        "Jane Doe",
    ),
    "thanks for a win": (
        CASES["a win"],
        lambda book: setattr(follow_up(book), "win_id", book.wins()[0].id),
        "Jane Doe",
    ),
    "an introduction to somebody who is gone": (
        CASES["a deleted introduction"],
        lambda book: book.delete(the_one(book)),
        "Jane Doe",
    ),
    "a promise that came of a note": (
        CASES["a note"],
        lambda book: add_task(
            book,
            the_one(book),
            introduction_id=by_bob(book).id,
            interaction_id=max(book.interactions(the_one(book).id), key=lambda one: one.id or 0).id,
        ),
        "Jane Doe",
    ),
    "a note that was deleted": (
        CASES["a note"],
        lambda book: book.delete(max(book.interactions(the_one(book).id), key=lambda one: one.id or 0)),
        "Jane Doe",
    ),
    "somebody told of later news": (
        CASES["news"],
        lambda book: tell(book, book.latest_situation(), the_one(book, "bob marsh")),
        "Bob Marsh",
    ),
    "told news": (
        CASES["a new person"],
        lambda book: tell(book, book.latest_situation(), the_one(book, "john roe")),
        "John Roe",
    ),
    "another promise in its place": (
        lambda book: setattr(follow_up(book), "state", TaskState.DONE),
        lambda book: add_task(book, the_one(book), about="anew"),
        "Jane Doe",
    ),
}


@pytest.mark.parametrize(("step", "later", "whose"), BUILT_ON.values(), ids=BUILT_ON)
def test_what_was_built_on_stays(
    engine: Engine, books: Books, member: Member, jane: Contact, step: Step, later: Step, whose: str
):
    with books.open(member) as book:
        step(book)
        book.describe("Did something", the_one(book))
    change_id = book.change_id
    with books.open(member) as book:
        later(book)
    before = live_rows(engine, member)
    with books.open(member) as undoing:
        with pytest.raises(ChangedSince, match=f"{whose} changed since"):
            undoing.undo(change_id)
        undoing.names()  # the book is still good for other things
    assert live_rows(engine, member) == before


def test_what_an_older_release_did_is_undone_if_all_of_it_can_be(books: Books, engine: Engine, member: Member):
    """Its changes name columns that are gone by now."""
    with books.open(member) as adding:
        jane = add_person(adding, "Jane Doe")
    with books.open(member) as editing:
        editing.contact(jane.id).title = "CTO"
    as_of_then(engine, adding.change_id, after={"introduced_by_id": None})
    as_of_then(engine, editing.change_id, after={"introduced_by_id": 1}, before={"introduced_by_id": None})
    with books.open(member) as undoing, pytest.raises(ChangedSince, match="Jane Doe"):
        undoing.undo(editing.change_id)
    with books.open(member) as book:
        book.contact(jane.id).title = None
    with books.open(member) as undoing:
        undoing.undo(adding.change_id)
        assert undoing.count_contacts() == 0


def as_of_then(engine: Engine, change_id: str, **more: dict[str, Any]) -> None:
    """Let the only row of a change have more columns, before and after."""
    with writing(engine) as connection:
        [entry] = connection.scalar(select(changes.c.rows).where(changes.c.id == change_id))
        rows = [{**entry, **{when: {**entry[when], **columns} for when, columns in more.items()}}]
        connection.execute(update(changes).where(changes.c.id == change_id).values(rows=rows))


def test_what_the_worker_moved_does_not_matter(books: Books, member: Member):
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
        add_task(book, jane)
    with books.open(member, track=False) as worker:
        follow_up(worker).shown = 3
        follow_up(worker).nudge_at = worker.now
    with books.open(member) as undoing:
        undoing.undo(book.change_id)
        assert undoing.count_contacts() == 0


def test_many_rows_are_undone_at_once(engine: Engine, books: Books, member: Member, jane: Contact):
    before = live_rows(engine, member)
    with books.open(member) as book:
        for number in range(1200):
            book._session.add(Contact(name=f"P{number}", name_key=f"p{number}"))
        edit(book, title="CTO")
    with books.open(member) as undoing:
        assert len(undoing.touched(book.change_id, Contact)) == 1201
        undoing.undo(book.change_id)
    assert live_rows(engine, member) == before


# Any units of work, undone from the last to the first


def pick(things: list[Any], number: int) -> Any:
    return things[number % len(things)] if things else None


def anybody(book: StoredBook, number: int) -> Contact | None:
    names = book.names()
    return book.contact(pick(list(names), number).id) if names else None


def do_add(book: StoredBook, a: int, b: int) -> None:
    introducer = anybody(book, b)
    new = add_person(book, f"P{a}")
    if introducer and a % 2:
        introduce(book, new, introducer)


def do_edit(book: StoredBook, a: int, b: int) -> None:
    if contact := anybody(book, a):
        contact.name = f"Q{b}"
        contact.archived_at = book.now if b % 3 == 0 else None


def do_detail(book: StoredBook, a: int, b: int) -> None:
    if (contact := anybody(book, a)) and f"t{b}" not in contact.values(DetailKind.TAG):
        contact.details.append(book.add(Detail(DetailKind.TAG, f"t{b}", f"t{b}", contact_id=contact.id)))


def do_drop_detail(book: StoredBook, a: int, b: int) -> None:
    contact = anybody(book, a)
    if contact and (detail := pick([one for one in contact.details if not one.deleted_at], b)):
        book.delete(detail)


def do_note(book: StoredBook, a: int, b: int) -> None:
    about = {one.id: one for number in (a, b) if (one := anybody(book, number))}
    if about:
        add_note(book, f"n{a}", *about.values())


def do_drop_note(book: StoredBook, a: int, b: int) -> None:
    if (contact := anybody(book, a)) and (note := pick(book.interactions(contact.id), b)):
        book.delete(note)


def do_task(book: StoredBook, a: int, b: int) -> None:
    if (contact := anybody(book, a)) and not book.open_task(TaskKind.FOLLOW_UP, contact.id):
        note = pick(book.interactions(contact.id), b)
        add_task(book, contact, interaction_id=note.id if note else None, about=f"a{b}")


def do_settle(book: StoredBook, a: int, b: int) -> None:
    if task := pick(book.open_tasks(), a):
        task.state = pick([TaskState.DONE, TaskState.LET_GO], b)
        task.closed_at = book.now


def do_reopen(book: StoredBook, a: int, _b: int) -> None:
    task = pick(book.closed_tasks(TaskKind.FOLLOW_UP), a)
    if task and not book.open_task(TaskKind.FOLLOW_UP, task.contact_id):
        task.state, task.closed_at = TaskState.OPEN, None


def do_snooze(book: StoredBook, a: int, b: int) -> None:
    if task := pick(book.open_tasks(), a):
        task.nudge_at, task.due_on = book.now + timedelta(days=b), date(2027, 1, 1 + b)


def do_introduce(book: StoredBook, a: int, b: int) -> None:
    one, other = anybody(book, a), anybody(book, b)
    if one and other and one is not other:
        made = introduce(book, one, other) if a % 2 else introduce_both(book, one, other)
        if b % 2:
            add_task(book, other, kind=TaskKind.THANK_YOU, introduction_id=made.id)


def do_move_on(book: StoredBook, a: int, b: int) -> None:
    if introduction := pick(book.open_introductions(), a):
        introduction.state = pick(list(IntroductionState), b)
        introduction.asked += 1
        if introduction.kind == IntroductionKind.RECEIVED and (introducer := anybody(book, b)):
            introduction.introducer_id, introduction.introducer_name = introducer.id, introducer.name


def do_drop_introduction(book: StoredBook, a: int, _b: int) -> None:
    if introduction := pick(book.open_introductions(), a):
        book.delete(introduction)


def do_win(book: StoredBook, a: int, b: int) -> None:
    if contact := anybody(book, a):
        win = add_win(book, contact, f"w{b}")
        if task := pick(book.open_tasks(), b):
            task.win_id, task.gift = win.id, True


def do_drop_win(book: StoredBook, a: int, _b: int) -> None:
    if win := pick(book.wins(), a):
        book.delete(win)


def do_news(book: StoredBook, a: int, b: int) -> None:
    news = book.latest_situation() if b % 2 else add_news(book, f"n{b}")
    contact = anybody(book, a)
    if news and contact and contact.id not in [telling.contact_id for telling in book.tellings(news.id)]:
        tell(book, news, contact)


def do_untell(book: StoredBook, a: int, _b: int) -> None:
    news = book.latest_situation()
    if news and (telling := pick(book.tellings(news.id), a)):
        book.delete(telling)


def do_delete(book: StoredBook, a: int, _b: int) -> None:
    if contact := anybody(book, a):
        book.delete(contact)


DEEDS = [
    *(do_add, do_edit, do_detail, do_drop_detail, do_note, do_drop_note),
    *(do_task, do_settle, do_reopen, do_snooze, do_delete),
    *(do_news, do_untell),
    *(do_introduce, do_move_on, do_drop_introduction, do_win, do_drop_win),
]
UNIT = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(units=st.lists(UNIT, min_size=1, max_size=6))
def test_undone_from_last_to_first_everything_is_as_it_was(engine: Engine, books: Books, units):
    member = books.enrol(Who("T2", f"U{next(NUMBERS)}"), name="", zone="UTC", locale="", profile_at=None)
    done: list[tuple[str, Any]] = []
    for unit in units:
        before = live_rows(engine, member)
        with books.open(member) as book:
            for deed, a, b in unit:
                deed(book, a, b)
        if live_rows(engine, member) != before:
            done.append((book.change_id, before))
    for change_id, before in reversed(done):
        with books.open(member) as book:
            book.undo(change_id)
        assert live_rows(engine, member) == before


NUMBERS = iter(range(1_000_000))
