"""Files taken into a book, on both databases."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot import imports
from bot.cli import main
from bot.clock import MovableClock
from bot.domain import contacts, introductions
from bot.domain.model import Circle, DetailKind, Member, Who
from bot.errors import AlreadyUndone, FileRefused, TooLateToUndo
from bot.exchange.records import Field, Format
from bot.storage.book import Books
from tests.domain.people import person
from tests.handing import counted, exported, take_in, undo

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
JANE = "Jane,Doe,https://www.linkedin.com/in/janedoe,jane@acme.com,Acme,CTO,05 Mar 2024"
BOB = "Bob,Marsh,https://www.linkedin.com/in/bobmarsh,,Globex,Head of Sales,6 Mar 2024"
LETTER = str(Path(__file__).parent / "exchange/files/letter.txt")
WEEK = timedelta(days=7)


def linkedin(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def people(books: Books, member: Member) -> list[str]:
    with books.read(member) as book:
        return [named.name for named in book.names()]


def card(books: Books, member: Member, name: str) -> Any:
    with books.read(member) as book:
        [contact_id] = [named.id for named in book.names() if named.name == name]
        return book.contact(contact_id)


def test_a_linkedin_file_fills_an_empty_book(books: Books, member: Member) -> None:
    done = take_in(books, member, linkedin(JANE, BOB, ",,,,,,30 Apr 2026", ",,,,,,"))
    assert counted(done) == {"new": 2, "unread": 2}
    jane = card(books, member, "Jane Doe")
    assert (jane.title, jane.company, jane.connected_on) == ("CTO", "Acme", date(2024, 3, 5))
    assert jane.values(DetailKind.EMAIL) == ["jane@acme.com"]
    assert jane.values(DetailKind.LINK) == ["https://www.linkedin.com/in/janedoe"]
    with books.read(member) as book:
        assert [found.name for found in book.search("acme")[0]] == ["Jane Doe"]
        assert book.open_tasks() == []
    assert [each[:2] for each in done.unreadable] == [[4, "there is no name in it"], [5, "it is empty"]]


def test_the_same_file_again_changes_nothing(books: Books, member: Member, other: Member) -> None:
    rows = (JANE, BOB, "Ann,Lee,,,Initech,CEO,", "Ann,Lee,,,,,", "李,小龙,,,,,")
    take_in(books, member, linkedin(*rows))
    before = exported(books, member)
    assert counted(take_in(books, member, linkedin(*rows))) == {"known": 5}
    assert exported(books, member) == before
    assert people(books, other) == []


def test_a_newer_file_keeps_former_employers(books: Books, member: Member) -> None:
    take_in(books, member, linkedin(JANE, BOB))
    newer = linkedin(JANE.replace("Acme,CTO", "Initech,CEO"), BOB.replace("Globex", "Globex Inc."))
    assert counted(take_in(books, member, newer)) == {"merged": 1, "moved": 1, "known": 1}
    jane = card(books, member, "Jane Doe")
    assert (jane.title, jane.company) == ("CEO", "Initech")
    assert jane.values(DetailKind.EMPLOYER) == ["Acme"]
    assert jane.values(DetailKind.DOUBTFUL) == []  # the newer file gives the address still
    assert counted(take_in(books, member, linkedin(JANE))) == {"known": 1}  # an older file is no news
    assert card(books, member, "Jane Doe").company == "Initech"


def test_an_address_that_the_newer_file_does_not_give_is_doubted(books: Books, member: Member) -> None:
    take_in(books, member, linkedin(JANE))
    take_in(books, member, linkedin(JANE.replace("jane@acme.com", "").replace("Acme", "Initech")))
    assert card(books, member, "Jane Doe").values(DetailKind.DOUBTFUL) == ["jane@acme.com"]


JOINED = [
    ("the same email", {"emails": ["jane@acme.com"]}, "Name,Email\nJane Doe,JANE@acme.com", True),
    ("a short form", {"name": "Robert Doe", "emails": ["b@acme.com"]}, "Name,Email\nBob Doe,b@acme.com", True),
    ("another surname", {"emails": ["jane@acme.com"]}, "Name,Email\nJane Roe,jane@acme.com", True),
    ("a family's address", {"emails": ["does@gmail.com"]}, "Name,Email\nMark Doe,does@gmail.com", False),
    ("an office's address", {"emails": ["info@acme.com"]}, "Name,Email\nJane Roe,info@acme.com", False),
    ("the same phone", {"phones": ["+1 650-555-0100"]}, "Name,Phone\nJane Doe,(650) 555-0100", True),
    ("a switchboard", {"phones": ["+1 650-555-0100"]}, "Name,Phone\nMark Roe,+16505550100", False),
    (
        "the same profile, whatever the name",
        {"links": ["https://linkedin.com/in/JD"]},
        "Name,URL\nJay Dee,http://de.linkedin.com/in/jd/?x=1",
        True,
    ),
    ("the same website", {"links": ["https://acme.com"]}, "Name,URL\nMark Roe,https://acme.com", False),
    ("the same Slack user", {"slack_user_id": "U0JANE"}, "Name,Slack user\nJ,U0JANE", True),
    ("name and company, no key", {"company": "Acme"}, "Name,Company,Email\nJane Doe,Acme Inc,j@x.com", True),
    ("a bare name", {"company": "Acme"}, "Name,Tags\nJane Doe,data", True),
    ("a name in another company", {"company": "Acme"}, "Name,Company\nJane Doe,Globex", False),
    (
        "a name with another address",
        {"company": "Acme", "emails": ["a@x.com"]},
        "Name,Company,Email\nJane Doe,Acme,b@x.com",
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "table", "joined"), [each[1:] for each in JOINED], ids=[each[0] for each in JOINED])
def test_who_is_joined(books: Books, member: Member, facts: dict[str, Any], table: str, joined: bool) -> None:
    with books.open(member) as book:
        person(book, **{"name": "Jane Doe", **facts})
    take_in(books, member, table.encode())
    assert len(people(books, member)) == (1 if joined else 2)
    assert counted(take_in(books, member, table.encode())) == {"known": 1}


def test_one_person_twice_in_a_file(books: Books, member: Member) -> None:
    table = (
        b"Name,Email,Phone,Company,Notes\nJane Doe,j@x.com,,,Likes tea\nJane D. Doe,j@x.com,+16505550100,Acme,Likes tea"
    )
    assert counted(take_in(books, member, table)) == {"new": 1, "merged": 1}
    jane = card(books, member, "Jane Doe")
    assert jane.company == "Acme" and jane.values(DetailKind.PHONE) == ["+1 650-555-0100"]
    with books.read(member) as book:
        assert [each.text for each in book.interactions(jane.id)] == ["Likes tea"]


def test_what_the_member_wrote_stays(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane Doe", emails=["j@x.com"], title="Chief of all", where_met="PyCon", company="Acme")
    table = b"Name,Email,Title,Company,Where met,Circle\nJane Doe,j@x.com,CTO,Acme,LinkedIn,friend"
    assert counted(take_in(books, member, table)) == {"merged": 1}
    jane = card(books, member, "Jane Doe")
    assert (jane.title, jane.where_met, jane.circle) == ("Chief of all", "PyCon", Circle.FRIEND)


def test_introducers_are_found_by_name(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Ann Lee")
    table = b"Name,Email,Introduced by\nJane Doe,j@x.com,Bob Marsh\nBob Marsh,b@x.com,Ann Lee\nEve Roe,e@x.com,Who Ever"
    take_in(books, member, table)
    with books.read(member) as book:
        by = {each.name: [introductions.by(one) for one in each.introducers] for each in book.search("")[0]}
        ids = {each.name: [one.introducer_id for one in each.introducers] for each in book.search("")[0]}
        assert book.open_introductions() == []
    assert by == {"Jane Doe": ["Bob Marsh"], "Bob Marsh": ["Ann Lee"], "Eve Roe": ["Who Ever"], "Ann Lee": []}
    assert ids["Jane Doe"] != [None] and ids["Bob Marsh"] != [None] and ids["Eve Roe"] == [None]
    assert counted(take_in(books, member, table)) == {"known": 3}


def test_a_mapping_is_obeyed(books: Books, member: Member) -> None:
    take_in(books, member, b"Who,Where,Mail\nJane Doe,Acme,j@x.com", {0: Field.NAME, 1: Field.COMPANY})
    assert card(books, member, "Jane Doe").company == "Acme"


def test_a_preview_tells_what_it_found(books: Books, member: Member) -> None:
    preview = imports.preview(books, member, linkedin(JANE, BOB))
    assert preview.format == Format.LINKEDIN
    assert [(each.name, each.job, each.is_new) for each in preview.tally.examples] == [
        ("Jane Doe", "CTO, Acme", True),
        ("Bob Marsh", "Head of Sales, Globex", True),
    ]
    assert people(books, member) == []


def test_a_file_that_is_none_changes_nothing(books: Books, member: Member) -> None:
    with books.open(member, track=False) as book:
        import_ = book.add(imports.new_import("x.pdf"))
    with pytest.raises(FileRefused):
        imports.run(books, member, import_.id or 0, b"%PDF-1.4")
    assert people(books, member) == []


def test_an_import_goes_on_where_it_stopped(books: Books, member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "PART", 3)
    rows = [f"P{number},Doe,https://www.linkedin.com/in/p{number},,,,1 Mar 2024" for number in range(10)]
    rows.insert(4, ",,,,,,1 Mar 2024")
    with books.open(member, track=False) as book:
        import_ = book.add(imports.new_import("Connections.csv"))
    parts = iter([True, True, False])
    half = imports.run(books, member, import_.id or 0, linkedin(*rows), goes_on=lambda *_: next(parts))
    assert (half.taken, half.new, half.finished_at) == (6, 5, None)
    done = imports.run(books, member, import_.id or 0, linkedin(*rows))
    assert counted(done) == {"new": 10, "unread": 1} and done.total == 11 and done.finished_at
    again = imports.run(books, member, import_.id or 0, linkedin(*rows))
    assert counted(again) == counted(done) and len(people(books, member)) == 10


# --- undoing ---


def test_an_import_is_undone_as_a_whole(books: Books, member: Member) -> None:
    with books.open(member) as book:
        person(book, "Jane Doe", emails=["jane@acme.com"], company="Initech", note="Old friend")
    before = exported(books, member)
    header = "Name,Email,Company,Notes,Introduced by\n"
    table = f"{header}Jane Doe,jane@acme.com,Acme,Likes tea,Bob\nBob,b@x.com,Globex,Hi,Jane Doe"
    done = take_in(books, member, table.encode())
    assert counted(done) == {"new": 1, "merged": 1, "moved": 1}
    assert undo(books, member, done) == (1, 0)
    assert exported(books, member) == before
    with pytest.raises(AlreadyUndone):
        undo(books, member, done)
    assert counted(take_in(books, member, table.encode())) == counted(done)


def test_whom_the_member_worked_with_since_stays(books: Books, member: Member, clock: MovableClock) -> None:
    done = take_in(books, member, linkedin(JANE, BOB, "Ann,Lee,,a@x.com,,,", "Eve,Roe,,e@x.com,,,"))
    clock.move_to(clock.now() + timedelta(minutes=1))
    with books.open(member) as book:
        [jane] = contacts.named(book, "Jane Doe")
        contacts.note(book, jane, "Called")
    with books.open(member) as book:
        [ann] = contacts.named(book, "Ann Lee")
        ann.title = "CEO"
    assert undo(books, member, done) == (2, 2)
    assert people(books, member) == ["Ann Lee", "Jane Doe"]
    assert card(books, member, "Jane Doe").values(DetailKind.EMAIL) == ["jane@acme.com"]


def test_an_import_is_not_undone_after_a_month(books: Books, member: Member, clock: MovableClock) -> None:
    done = take_in(books, member, linkedin(JANE))
    clock.move_to(clock.now() + timedelta(days=31))
    with pytest.raises(TooLateToUndo):
        undo(books, member, done)


# --- on the command line ---


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command of the operator's."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_an_operator_imports_and_exports(
    books: Books, member: Member, run: Callable[..., Result], tmp_path: Path
) -> None:
    file, out = tmp_path / "Connections.csv", tmp_path / "out.zip"
    file.write_bytes(linkedin(JANE, ",,,,,,30 Apr 2026", BOB))
    done = run("import", str(file), "--member", "T1/U1")
    *_, last, why = done.stdout.splitlines()
    assert (last, done.exit_code) == ("2 new, 0 known, 1 unreadable", 0)
    assert why == "line 3: there is no name in it (,,,,,,30 Apr 2026)"
    done = run("export", "--member", "T1/U1", "--output", str(out))
    assert done.stdout == f"2 contacts written to {out}\n"
    done = run("import", str(out), "--member", "T1/U2")
    assert done.stdout.splitlines()[-1] == "2 new, 0 known, 0 unreadable"
    known = books.member(Who("T1", "U2"))
    assert known and people(books, known) == ["Bob Marsh", "Jane Doe"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "missing.csv", "--member", "T1/U1"), "I can't open missing.csv: No such file or directory"),
        (("import", __file__, "--member", "ann"), "There is no member ann."),
        (("import", LETTER, "--member", "T1/U1"), "I can't find any contacts in that file."),
        (("export", "--member", "T1/U9", "--output", "x.zip"), "There is no member T1/U9."),
    ],
)
def test_what_goes_wrong_is_said(
    member: Member, run: Callable[..., Result], arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and said in done.stderr
