"""Out and in again: an export taken into an empty book gives the same book, on both databases."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from bot import imports
from bot.clock import MovableClock
from bot.domain import contacts, drafts, introductions, keeping, tasks, wins
from bot.domain.messages import Occasion
from bot.domain.model import (
    Circle,
    Member,
    TaskKind,
    Who,
)
from bot.storage.book import Books
from bot.storage.mapping import TRACKED
from bot.storage.tables import metadata
from tests.domain.people import person
from tests.handing import counted, exported, handed_out, rows, take_in, undo
from tests.whole_life import whole_life

# What is the member's but not of the book: the table, and why.
NOT_OF_THE_BOOK = {
    "changes": "undo reaches back in the book it was done in",
    "handled": "clicks of Slack's that were seen to",
    "questions": "asked in a message that is elsewhere",
    "deliveries": "messages in a DM that is elsewhere",
    "delivery_items": "as are the promises they show",
    "imports": "files that came in; what came of them goes along",
    "imported": "what it takes to undo them there",
    "jobs": "what the worker has to do there",
}
# What has no meaning in another book: the column, and why.
MEANINGLESS = {
    "*.id": "numbers are given anew",
    "*.member_id": "it is somebody's own by then",
    "*.deleted_at": "what is deleted stays behind",
    "tasks.change_id": "which unit of work put it off or settled it: undo reaches back in the book it was done in",
}
OWNED = [each for each in metadata.sorted_tables if "member_id" in each.c and each.name not in NOT_OF_THE_BOOK]


def book_of(books: Books, member: Member) -> dict[str, list[str]]:
    """Every row of a book that means something, by table, pointing to others by their place in theirs."""
    places = {table: {row["id"]: place for place, row in enumerate(rows(books, member, table))} for table in OWNED}
    found = {}
    for table in OWNED:
        but = tuple(name for name in named(table) if meaningless(table, name))
        found[table.name] = sorted(
            repr({name: _place(table, name, value, places) for name, value in row.items()})
            for row in rows(books, member, table, but)
        )
    return found | {"cadences": [repr(books.member(Who(member.team_id, member.user_id)).cadences)]}  # type: ignore[union-attr]


def named(table: Table) -> list[str]:
    return [column.key for column in table.c]


def meaningless(table: Table, name: str) -> bool:
    return f"*.{name}" in MEANINGLESS or f"{table.name}.{name}" in MEANINGLESS


def _place(table: Table, name: str, value: Any, places: dict[Table, dict[int, int]]) -> Any:
    for key in table.foreign_key_constraints:
        if name in key.column_keys and value is not None:
            return places[key.referred_table].get(value, "gone")
    return value


@pytest.fixture
def whole(books: Books, member: Member) -> Member:
    """Somebody with everything in their book that a book can hold."""
    with books.open(member) as book:
        whole_life(book)
    return member


@pytest.fixture
def twin(books: Books) -> Member:
    """Somebody with an empty book who lives where the member does."""
    return books.enrol(Who("T1", "U9"), name="Ann", zone="Europe/Paris", locale="en-US", profile_at=None)


def test_every_column_of_a_book_is_told_or_exempt_with_a_reason(books: Books, whole: Member) -> None:
    """So that a new one is not forgotten: `whole_life` must give it a value, and export and import carry it."""
    said = {f"{table.name}.{name}" for table in OWNED for name in named(table)}
    missing = {f"{table.name}.{name}" for table in OWNED for name in _never_told(books, whole, table)}
    assert missing == set()
    names_of_tables = {table.name for table in metadata.sorted_tables}
    assert set(NOT_OF_THE_BOOK) <= names_of_tables
    assert {name for name in MEANINGLESS if not name.startswith("*")} <= said


def _never_told(books: Books, member: Member, table: Table) -> Iterator[str]:
    """The columns that are in every row as they are by themselves."""
    kinds: dict[Table, Any] = {table: kind for kind, table in TRACKED.items()}
    plain = {one.name: one.default for one in fields(kinds[table])} if table in kinds else {}
    there = rows(books, member, table)
    for name in (each for each in named(table) if not meaningless(table, each)):
        if all(row[name] in (None, plain.get(name)) for row in there):
            yield name


def test_out_and_into_an_empty_book_gives_the_same_book(books: Books, whole: Member, twin: Member) -> None:
    before = book_of(books, whole)
    done = take_in(books, twin, handed_out(books, whole))
    assert (done.unreadable, done.new) == ([], 2)
    assert book_of(books, twin) == before


def test_out_and_into_the_same_book_changes_nothing(books: Books, whole: Member) -> None:
    before = book_of(books, whole)
    done = take_in(books, whole, handed_out(books, whole))
    assert (counted(done), done.unreadable) == ({"known": 2}, [])
    assert book_of(books, whole) == before


def test_an_import_of_a_whole_book_is_undone(books: Books, whole: Member, twin: Member) -> None:
    before = book_of(books, twin)
    done = take_in(books, twin, handed_out(books, whole))
    assert undo(books, twin, done) == (2, 0)
    after = book_of(books, twin)
    assert len(after.pop("distinct_pairs")) == 1 and before.pop("distinct_pairs") == []  # of people who are gone
    assert after == before


def test_an_import_of_a_whole_book_goes_on_where_it_stopped(
    books: Books, whole: Member, twin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "PART", 1)
    data = handed_out(books, whole)
    with books.open(twin, track=False) as book:
        import_ = book.add(imports.new_import("goodword.zip"))
    while imports.run(books, twin, import_.id or 0, data, goes_on=once()).finished_at is None:
        pass
    assert book_of(books, twin) == book_of(books, whole)


def once() -> Any:
    """Yes, and then no."""
    answers = iter([True, False])
    return lambda *_: next(answers)


def test_what_stands_in_the_book_already_stays(books: Books, whole: Member, twin: Member) -> None:
    """One's own words, promises and messages are not written over; what has no place beside them is named."""
    with books.open(twin) as book:
        bob = person(book, "Bob Marsh")
        drafts.keep(book, bob, Occasion.FOLLOW_UP, "Dear Bob,")
        drafts.set_template(book, Occasion.THANK_YOU, Circle.CLIENT, "Many thanks, {first}.")
        tasks.plan(book, TaskKind.REPORT_BACK, bob, date(2026, 12, 1))
        book.member.cadences = {"client": "never"}
    done = take_in_what_fits(books, twin, handed_out(books, whole))
    assert sorted(why for _, why, _ in done.unreadable) == [
        "something like it is open already",
        "you have begun another message like it",
        "you have other words of your own for it",
    ]
    with books.read(twin) as book:
        draft = book.unsent_draft(bob.id or 0, Occasion.FOLLOW_UP)
        assert draft and draft.text == "Dear Bob,"
        assert (book.member.cadences or {})["client"] == "never" and len(book.member.cadences or {}) == 3


def take_in_what_fits(books: Books, member: Member, data: bytes) -> Any:
    """Import an export into a book with other things in it: a preview looks at people alone."""
    with books.open(member, track=False) as book:
        import_ = book.add(imports.new_import("goodword.zip"))
    return imports.run(books, member, import_.id or 0, data)


def test_undoing_leaves_what_the_member_went_on_with(
    books: Books, whole: Member, twin: Member, clock: MovableClock
) -> None:
    done = take_in(books, twin, handed_out(books, whole))
    clock.move_to(clock.now() + timedelta(minutes=1))
    with books.open(twin) as book:
        drafts.set_template(book, Occasion.THANK_YOU, Circle.CLIENT, "Many thanks, {first}.")
        book.situation(book.latest_situation().id or 0).text = "left Acme"  # type: ignore[union-attr]
        book.member.cadences = (book.member.cadences or {}) | {"friend": "FREQ=MONTHLY"}
    assert undo(books, twin, done) == (2, 0)
    with books.read(twin) as book:
        assert [each.text for each in book.templates()] == ["Many thanks, {first}."]
        assert [each.text for each in [book.latest_situation()] if each] == ["left Acme"]
        assert book.member.cadences == {"friend": "FREQ=MONTHLY"}


def test_days_are_days_wherever_one_lives(books: Books, whole: Member, other: Member) -> None:
    """What was put off keeps its day, what has a time of day its time, and what rests, rests."""
    take_in(books, other, handed_out(books, whole))
    with books.read(other) as book:
        nudges = {task.kind: task.nudge_at for task in book.open_tasks()}
    assert nudges == {
        TaskKind.FOLLOW_UP: datetime(2026, 12, 14, 15, tzinfo=UTC),
        TaskKind.AWAITING_REPLY: datetime(2026, 12, 14, 8, 30, tzinfo=UTC),
        TaskKind.REPORT_BACK: datetime(2026, 12, 14, 8, 30, tzinfo=UTC),
        TaskKind.ASK_OUTCOME: datetime(2027, 1, 7, 8, 30, tzinfo=UTC),
        TaskKind.THANK_YOU: None,
    }


def test_what_is_about_somebody_deleted_stays_behind(
    books: Books, member: Member, twin: Member, clock: MovableClock
) -> None:
    """A book as the bot itself fills it, through weeks: what was said with others goes along, the rest stays."""
    with books.open(member) as book:
        jane, bob, gone = (person(book, name, met=True) for name in ("Jane Doe", "Bob Marsh", "Gone Girl"))
        received = introductions.receive(book, bob, jane, about="the pilot").introduction
        introductions.receive(book, gone, jane)
        wins.record(book, jane, "a contract")
        contacts.note(book, bob, "Same words")
        contacts.note(book, bob, "Same words")
        introductions.talked(book, received)
        drafts.keep(book, gone, Occasion.FOLLOW_UP, "Hi")
    clock.move_to(clock.now() + timedelta(days=7))
    with books.open(member) as book:
        keeping.settle(book, book.open_tasks(contact_id=bob.id), given="a book")
        contacts.delete(book, book.contact(gone.id or 0))
    done = take_in(books, twin, handed_out(books, member))
    assert (done.unreadable, done.new) == ([], 2)
    assert exported(books, twin) == exported(books, member)


def test_the_export_is_noted(books: Books, member: Member) -> None:
    assert member.exported_on is None
    handed_out(books, member)
    known = books.member(Who("T1", "U1"))
    assert known and known.exported_on == date(2026, 11, 23)
