"""Deleting somebody, purging and leaving for good reach every table there is: they are asked for, not listed."""

from datetime import timedelta

from sqlalchemy import Engine, Table, func, select

from bot.domain import merging
from bot.domain.model import Member
from bot.storage import due
from bot.storage.book import Books
from bot.storage.engine import reading
from bot.storage.mapping import TRACKED
from bot.storage.tables import contacts, metadata
from tests.storage.people import live_rows
from tests.whole_life import whole_life

OWNED = [table for table in metadata.sorted_tables if "member_id" in table.c]
# What stays when everybody is deleted: it is the member's own, or stays as long as undo reaches.
ABOUT_NOBODY = {"situations", "member_templates", "changes", "handled"}


def count(engine: Engine, member: Member) -> dict[str, int]:
    """How many rows of a member's there are, by table, where there are any."""
    with reading(engine) as connection:
        found = {
            table.name: connection.scalar(select(func.count()).select_from(table).where(table.c.member_id == member.id))
            or 0
            for table in OWNED
        }
    return {name: number for name, number in found.items() if number}


def to_contacts(table: Table) -> list[str]:
    """The columns of a table that name a contact."""
    keys = [key for key in table.foreign_key_constraints if key.referred_table is contacts]
    return [name for key in keys for name in key.column_keys if name != "member_id"]


def test_whoever_is_deleted_goes_with_everything_and_comes_back(books: Books, engine: Engine, member: Member) -> None:
    with books.open(member) as book:
        people = [contact.id or 0 for contact in whole_life(book)]
    before = live_rows(engine, member)
    assert all(before.values())
    with books.open(member) as deleting:
        for contact in deleting.contacts(people):
            deleting.delete(contact)
    left = {name for name, found in live_rows(engine, member).items() if found}
    assert left - ABOUT_NOBODY == {"contact_details"}  # these go when they are purged
    with books.open(member, track=False) as book:
        book.undo(deleting.change_id)
    assert live_rows(engine, member) == before


def test_whoever_is_purged_leaves_nothing(books: Books, engine: Engine, member: Member) -> None:
    with books.open(member) as book:
        for contact in whole_life(book):
            book.delete(contact)
    due.purge(engine, book.now + timedelta(seconds=1))
    assert set(count(engine, member)) <= ABOUT_NOBODY


def test_whoever_is_forgotten_leaves_nothing(books: Books, engine: Engine, member: Member, other: Member) -> None:
    with books.open(member) as book:
        whole_life(book)
    with books.open(other) as book:
        whole_life(book)
    theirs = count(engine, other)
    due.forget_member(engine, member.id or 0)
    assert count(engine, member) == {} and count(engine, other) == theirs


def test_nothing_points_to_whoever_was_merged_and_undo_puts_all_back(
    books: Books, engine: Engine, member: Member
) -> None:
    with books.open(member) as book:
        jane, bob = whole_life(book)
    before = live_rows(engine, member)
    with books.open(member) as book:
        merging.merge(book, book.contact(jane.id or 0), book.contact(bob.id or 0))
    after = live_rows(engine, member)
    pointing = {
        table.name: [getattr(row, name) for row in after[table.name] for name in to_contacts(table)]
        for table in TRACKED.values()
        if to_contacts(table)
    }
    pointing.pop("contact_details")  # copied, so that each is there once
    assert {name for name, ids in pointing.items() if bob.id in ids} == set()
    assert {name for name, ids in pointing.items() if jane.id not in ids} == {"introductions"}  # of one to the other
    with books.open(member, track=False) as again:
        again.undo(book.change_id)
    assert live_rows(engine, member) == before
