"""Around a company: who left it, who introduced somebody there, whose notes speak of it."""

import pytest

from bot.domain import contacts, finding
from bot.domain.finding import Around
from bot.domain.model import Member
from bot.storage.book import Books
from tests.domain.people import person


@pytest.fixture
def full(books: Books, member: Member) -> Books:
    """A book in which Acme comes up in every way."""
    with books.open(member) as book:
        jane = person(book, "Jane Doe", company="Acme Robotics", introduced_by="Bob Marsh")
        person(book, "Leo Left", company="Acme Robotics")
        leo = contacts.find(book, "Leo Left").exact[0]
        contacts.save(book, contacts.Facts("Leo Left", company="Globex"), book.contact(leo))
        contacts.note(book, person(book, "Ann Chovy"), "She says that ACME is hiring,\nand pays well")
        contacts.note(book, person(book, "Pat Packer"), "plays pacmen at night")
        contacts.note(book, jane, "Acme has a new office")
    return books


def found(books: Books, member: Member, typed: str) -> Around:
    with books.read(member) as book:
        return finding.around(book, typed)


@pytest.mark.parametrize("typed", ["Acme", "acme", "acme robotics", " Acme "])
def test_around_a_company(full: Books, member: Member, typed: str) -> None:
    around = found(full, member, typed)
    assert [one.name for one in around.left] == ["Leo Left"]
    assert [(finding.introducer(one), one.contact.name) for one in around.introduced] == [("Bob Marsh", "Jane Doe")]
    spoken = [(one.contact.name, one.words) for one in around.spoken]
    assert spoken == ([("Ann Chovy", "She says that ACME is hiring, and pays well")] if "robotics" not in typed else [])


@pytest.mark.parametrize("typed", ["", "  ", "initech", "%", "_", "hi"])
def test_nothing_around_it(full: Books, member: Member, typed: str) -> None:
    assert found(full, member, typed).is_nothing


def test_long_notes_are_quoted_around_the_words(books: Books, member: Member) -> None:
    with books.open(member) as book:
        contacts.note(book, person(book, "Ann"), f"{'before ' * 60}Acme is hiring{' after' * 60}")
    [spoken] = found(books, member, "acme").spoken
    assert "Acme is hiring" in spoken.words and len(spoken.words) <= 120
    assert spoken.words.startswith("…") and spoken.words.endswith("…")


def test_an_introducer_who_is_gone_is_still_named(full: Books, member: Member) -> None:
    with full.open(member) as book:
        contacts.delete(book, book.contact(contacts.find(book, "Bob Marsh").exact[0]))
    [made] = found(full, member, "acme").introduced
    assert finding.introducer(made) == "Bob Marsh"
