"""One member can't see or touch another's book, whatever they send."""

import inspect
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from bot.domain.book import Book
from bot.domain.jobs import Import, Job, JobKind
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import (
    Contact,
    Delivery,
    DeliveryItem,
    DeliveryKind,
    DeliveryState,
    Detail,
    DetailKind,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    Member,
    Participant,
    Question,
    Task,
    TaskKind,
    Win,
)
from bot.domain.model_net import Telling
from bot.errors import NotInBook
from bot.storage.book import Books
from bot.storage.engine import reading
from bot.storage.mapping import Contacts
from bot.storage.session import OWNED
from bot.storage.tables import metadata
from tests.storage.people import add_news, add_note, add_person, add_task, add_win, introduce, introduce_both, tell

EMPTY = (None, [], {}, set(), 0, ([], 0))
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOVED_ON = date(2026, 11, 24)
METHODS = [name for name, value in vars(Book).items() if inspect.isfunction(value) and not name.startswith("_")]


@pytest.fixture
def loot(books: Books, member: Member) -> dict[str, Any]:
    """What somebody else would have to send to get at a full book: values for every parameter there is."""
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe", company="Acme", where_met="PyCon")
        detail = book.add(Detail(DetailKind.EMAIL, "j@acme.com", "j@acme.com", contact_id=jane.id))
        note = add_note(book, "Likes jazz", jane)
        bob = add_person(book, "Bob Marsh")
        received, made = introduce(book, jane, bob), introduce_both(book, jane, bob)
        win = add_win(book, jane)
        owed = {"interaction_id": note.id, "introduction_id": received.id, "win_id": win.id}
        task = add_task(book, jane, nudge_at=book.now, **owed)
        items = [DeliveryItem(task_id=task.id, position=0)]
        sent = {"state": DeliveryState.SENT, "sent_at": book.now, "items": items}
        delivery = book.add(Delivery(DeliveryKind.DIGEST, "digest:1", "opaque", book.today, **sent))
        earlier = {"state": DeliveryState.SENT, "sent_at": book.now, "moved_on": MOVED_ON}
        book.add(Delivery(DeliveryKind.DIGEST, "digest:0", "opaque too", book.today, **earlier))
        question = book.add(Question("note", "jane: hi"))
        gone = add_person(book, "Ann Chovy")
        begun, sent = (
            book.add(Draft(jane.id, Occasion.THANK_YOU, "Hi Jane", book.now, on)) for on in (None, book.today)
        )
        template = book.add(Template(Occasion.THANK_YOU, "Hi {first}"))
        book.add(Detail(DetailKind.EMPLOYER, "Acme", "acme", contact_id=jane.id))
        news = add_news(book)
        telling = tell(book, news, jane)
        import_ = book.add(Import("Connections.csv", "F1"))
        book.tell_apart(jane, bob)
        job = book.add(Job(JobKind.IMPORT, import_.id))
        book.describe("Added Jane Doe", jane)
    with books.open(member) as book:
        book.delete(book.contact(gone.id))
    drafts = [begun, sent, template]
    return {
        "gone_id": [gone.id],
        "contact_id": [jane.id],
        "contact_ids": [[jane.id]],
        "introducer_id": [bob.id],
        "introduction_id": [received.id, made.id],
        "introduction_ids": [[received.id, made.id]],
        "win_id": [win.id],
        "task_id": [task.id],
        "task_ids": [[task.id]],
        "delivery_id": [delivery.id],
        "question_id": [question.id],
        "import_id": [import_.id],
        "job_id": [job.id],
        "change_id": [book.change_id],
        "name_key": [jane.name_key],
        "key": [detail.key],
        "words": ["acme", "jane", "j@acme.com", "jazz", ""],
        "situation_id": [news.id],
        "limit": [100],
        "slot": [delivery.slot],
        "until": [datetime(2100, 1, 1, tzinfo=UTC)],
        "since": [LONG_AGO],
        "on": [MOVED_ON],
        "after": [LONG_AGO],
        "entity": [
            jane,
            detail,
            note,
            note.participants[0],
            task,
            delivery,
            items[0],
            question,
            received,
            made,
            win,
            *drafts,
            news,
            telling,
        ],
        "occasion": [begun.occasion],
        "contact": [jane],
        "one": [jane],
        "other": [bob],
        "kept": [jane],
        "first": [LONG_AGO.date()],
        "before": [datetime(2100, 1, 1, tzinfo=UTC).date()],
        "summary": ["Stolen"],
    }


def test_nothing_of_anothers_is_answered_or_changed(engine: Engine, books: Books, other: Member, loot: dict[str, Any]):
    before = everything(engine)
    for method in METHODS:
        for arguments in attempts(method, loot):
            try:
                with books.open(other) as book:
                    answer = getattr(book, method)(**arguments)
            except NotInBook:
                continue
            assert answer in EMPTY, (method, arguments)
        assert everything(engine) == before, method


def test_the_owner_gets_answers_to_the_same(books: Books, member: Member, loot: dict[str, Any]):
    """Else the test above proves nothing."""
    asking = set(METHODS) - {"add", "delete", "describe", "undo", "revive", "tell_apart", "move_all"}
    for method in sorted(asking):
        with books.read(member) as book:
            answers = [getattr(book, method)(**arguments) for arguments in attempts(method, loot)]
            assert method in ("closed_tasks", "revive") or any(answer not in EMPTY for answer in answers), method


def test_whom_an_undo_took_out_the_owner_brings_back(books: Books, member: Member, loot: dict[str, Any]):
    with books.open(member) as book:
        assert book.revive(loot["gone_id"][0]).name == "Ann Chovy"
        assert book.revive(loot["contact_id"][0]) is None


@pytest.mark.parametrize(
    "reach",
    [
        lambda ids: Detail(DetailKind.TAG, "x", "x", contact_id=ids["contact_id"][0]),
        lambda ids: Task(TaskKind.THANK_YOU, ids["contact_id"][0], datetime.now(UTC).date()),
        lambda ids: Participant(contact_id=ids["contact_id"][0], interaction_id=ids["entity"][2].id),
        lambda ids: Interaction(
            InteractionKind.NOTE,
            datetime.now(UTC).date(),
            participants=[Participant(contact_id=ids["contact_id"][0])],
        ),
        lambda ids: DeliveryItem(task_id=ids["task_id"][0], position=1, delivery_id=ids["delivery_id"][0]),
        lambda ids: introduction(ids["contact_id"][0]),
        lambda ids: introduction(None, introducer_id=ids["introducer_id"][0]),
        lambda ids: introduction(None, other_id=ids["contact_id"][0]),
        lambda ids: Win(ids["contact_id"][0], "stolen", datetime.now(UTC).date()),
        lambda ids: Draft(ids["contact_id"][0], Occasion.THANK_YOU, "stolen", datetime.now(UTC)),
        lambda ids: Telling(ids["situation_id"][0], ids["contact_id"][0]),
        lambda ids: telling(ids["contact_id"][0]),
        lambda ids: Telling(ids["situation_id"][0], 0),
        lambda ids: Contact("Eve", member_id=ids["entity"][0].member_id),
    ],
)
def test_nothing_can_point_into_anothers_book(engine: Engine, books: Books, other: Member, loot: dict[str, Any], reach):
    before = everything(engine)
    with pytest.raises(NotInBook), books.open(other) as book:
        new = reach(loot)
        if isinstance(new, Introduction):
            new.contact_id = new.contact_id or add_person(book, "Eve").id
        if isinstance(new, Telling):
            new.contact_id = new.contact_id or add_person(book, "Eve").id
            new.situation_id = new.situation_id or add_news(book).id
        book.add(new)
    assert everything(engine) == before


def telling(contact_id: int) -> Telling:
    """Of the member's own news to a contact."""
    return Telling(0, contact_id)


def introduction(contact_id: int | None, **who: Any) -> Introduction:
    """One of somebody, or of a contact of the member's own."""
    return Introduction(IntroductionKind.RECEIVED, contact_id or 0, datetime.now(UTC).date(), **who)


def test_nothing_can_be_moved_into_anothers_book(books: Books, other: Member, loot: dict[str, Any]):
    with books.open(other) as book:
        eve = add_person(book, "Eve")
        task, ours = add_task(book, eve), introduce(book, eve, add_person(book, "Dan"))
    for move in (
        {"member_id": loot["entity"][0].member_id},
        {"contact_id": loot["contact_id"][0]},
        {"interaction_id": loot["entity"][2].id},
        {"introduction_id": loot["introduction_id"][0]},
        {"win_id": loot["win_id"][0]},
    ):
        with pytest.raises(NotInBook), books.open(other) as book:
            mine = book.task(task.id)
            for name, value in move.items():
                setattr(mine, name, value)
    for name in ("contact_id", "introducer_id", "other_id"):
        with pytest.raises(NotInBook), books.open(other) as book:
            setattr(book.introduction(ours.id), name, loot["contact_id"][0])


def test_a_row_is_not_found_by_its_number_either(books: Books, other: Member, loot: dict[str, Any]):
    with books.open(other) as book:
        assert [book._session.get(type(entity), entity.id) for entity in loot["entity"]] == [None] * len(loot["entity"])


def test_what_is_owned_is_filtered():
    """A table with an owner is either behind the filter or written by named functions that take the owner."""
    filtered = {kind.__table__.name for kind in OWNED}
    owned = {table.name for table in metadata.sorted_tables if "member_id" in table.c}
    assert owned - filtered == {"handled", "imported", "distinct_pairs"}


def test_one_query_serves_many_members(books: Books, member: Member, other: Member, loot: dict[str, Any]):
    """Compiled once, with each member's own criteria all the same; also for what is loaded along."""
    with books.open(other) as book:
        eve = add_person(book, "Eve")
        book.add(Detail(DetailKind.EMAIL, "e@acme.com", "e@acme.com", contact_id=eve.id))
    for one, name, email in ((member, "Jane Doe", "j@acme.com"), (other, "Eve", "e@acme.com")) * 2:
        with books.read(one) as book:
            [contact], total = book.search("acme.com")
            assert (contact.name, contact.values(DetailKind.EMAIL), total) == (name, [email], 1)


def test_statements_the_filter_does_not_reach_are_refused(books: Books, member: Member):
    with books.open(member) as book:
        for statement in (select(metadata.tables["contacts"]), text("SELECT 1"), Contacts.__table__.delete()):
            with pytest.raises(RuntimeError, match="inside the book"):
                book._session.execute(statement)


def attempts(method: str, loot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Arguments for a method of the book: each parameter that is not optional, with each value in the loot."""
    needed = [
        parameter
        for name, parameter in inspect.signature(getattr(Book, method)).parameters.items()
        if name != "self" and (parameter.default is inspect.Parameter.empty or name in loot)
    ]
    choices = {parameter.name: _choices(parameter, loot) for parameter in needed}
    for turn in range(max(map(len, choices.values()), default=1)):
        yield {name: values[turn % len(values)] for name, values in choices.items()}


def _choices(parameter: inspect.Parameter, loot: dict[str, Any]) -> Collection[Any]:
    if parameter.name == "kind":
        return {TaskKind: list(TaskKind), DetailKind: [DetailKind.EMAIL], type: [Task, Contact]}[parameter.annotation]
    return loot[parameter.name]  # a new name? Say in `loot` what another member would send


def everything(engine: Engine) -> dict[str, Any]:
    """All rows of all tables."""
    with reading(engine) as connection:
        return {t.name: connection.execute(select(t).order_by(*t.primary_key)).all() for t in metadata.sorted_tables}
