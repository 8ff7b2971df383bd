"""Many people at once: doubles side by side, the same for all that a search finds, and leaving for good."""

import io
import zipfile
from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.model import DetailKind, Member, Who
from bot.storage.engine import reading
from bot.storage.tables import metadata
from tests.domain.people import person
from tests.journeys.acts import count
from tests.rig import MONDAY, Rig


def add(rig: Rig, *lines: str) -> None:
    """Ada logs people."""
    for line in lines:
        rig.ada.types(f"/contact {line}")
        rig.slack.settle()


def ada(rig: Rig) -> Member:
    member = rig.books.member(Who(rig.slack.team_id, rig.ada.id))
    assert member
    return member


def names(rig: Rig) -> list[str]:
    with rig.books.read(ada(rig)) as book:
        return [named.name for named in book.names()]


def doubles(rig: Rig) -> None:
    """Two pairs who look alike are in Ada's book."""
    add(rig, "find")
    with rig.books.open(ada(rig)) as book:
        person(book, "Bob Marsh", company="Globex")
        person(book, "Robert Marsh", where_met="PyCon")
        person(book, "Jane Doe", company="Acme", title="CTO")
        person(book, "Jnae Doe", company="Acme")


def test_an_empty_book_has_no_doubles(rig: Rig) -> None:
    rig.ada.types("/contact duplicates")
    rig.ada.sees("Nobody in your book looks like somebody else in it.")


def test_doubles_are_merged_or_told_apart(rig: Rig) -> None:
    doubles(rig)
    rig.ada.types("duplicates")
    shown = rig.ada.sees("Pair 1 of 2")
    rig.ada.sees("Are these one person? (nearly the same name, the same company)")
    rig.ada.press("Not the same", in_=shown)
    shown = rig.ada.sees("Pair 1 of 1")
    rig.ada.sees("Are these one person? (a short form of the name)")
    rig.ada.press("Merge", in_=shown)
    merged = rig.ada.sees("Merged with Robert Marsh.")
    rig.ada.sees("Met at PyCon")
    rig.ada.sees("Nobody in your book looks like somebody else in it.")
    assert names(rig) == ["Bob Marsh", "Jane Doe", "Jnae Doe"]
    rig.ada.press("Undo", in_=merged)
    rig.ada.sees("Undone: Merged Robert Marsh into Bob Marsh.")
    assert names(rig) == ["Bob Marsh", "Jane Doe", "Jnae Doe", "Robert Marsh"]


def test_the_next_pair_is_shown(rig: Rig) -> None:
    doubles(rig)
    rig.ada.types("duplicates")
    rig.ada.press("Next", in_=rig.ada.sees("Pair 1 of 2"))
    rig.ada.sees("Pair 2 of 2")


def test_nothing_is_tagged_without_a_tag(rig: Rig) -> None:
    add(rig, "Bob Marsh, Acme", "Jane Doe, CTO at Acme")
    rig.ada.types("find acme")
    rig.ada.press("All 2…", in_=rig.ada.sees("2 people for “acme”"))
    form = rig.ada.sees_modal("2 people for “acme”")
    form.fill("What shall I do?", "Tag them")
    assert not form.submit().ok and form.errors == {"Tag": "Which tag?"}
    form.fill("Tag", "#berlin data")
    assert form.submit().ok
    said = rig.ada.sees("Tagged 2 people.")
    with rig.books.read(ada(rig)) as book:
        assert len(book.with_detail(DetailKind.TAG, "berlin")) == 2
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("Undone: Tagged 2 people.")
    with rig.books.read(ada(rig)) as book:
        assert book.with_detail(DetailKind.TAG, "berlin") == []


def test_all_that_a_search_finds_are_kept_in_touch_with(rig: Rig) -> None:
    add(rig, "Bob Marsh, Acme", "Jane Doe, CTO at Acme")
    rig.ada.types("find acme")
    rig.ada.press("All 2…", in_=rig.ada.sees("2 people for “acme”"))
    form = rig.ada.sees_modal("2 people for “acme”")
    form.fill("What shall I do?", "Set how often to keep in touch")
    assert not form.submit().ok and form.errors == {"Keep in touch": "How often? Such as “every 6 weeks”, or “never”."}
    form.fill("Keep in touch", "now and then")
    assert not form.submit().ok and "now and then" in form.errors["Keep in touch"]
    form.fill("Keep in touch", "every 6 weeks")
    assert form.submit().ok
    said = rig.ada.sees("Changed how often to keep in touch with 2 people.")
    assert rhythms(rig) == {"FREQ=WEEKLY;INTERVAL=6"}
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("Undone: Changed how often")
    assert rhythms(rig) == {None}


def rhythms(rig: Rig) -> set[str | None]:
    with rig.books.read(ada(rig)) as book:
        return {person.cadence for person in book.search("acme")[0]}


def test_all_that_a_search_finds_are_archived(rig: Rig) -> None:
    add(rig, "Bob Marsh, Acme, follow up friday", "Jane Doe, CTO at Acme")
    rig.ada.types("find acme")
    rig.ada.press("All 2…", in_=rig.ada.sees("2 people for “acme”"))
    assert rig.ada.sees_modal("2 people for “acme”").submit().ok
    rig.ada.sees("Archived 2 people.")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due")


def test_forgotten(rig: Rig) -> None:
    add(rig, "Jane Doe, CTO at Acme, follow up friday", "intro Bob Marsh introduced me to Jane Doe")
    rig.ben.types("met Sam Lee at PyCon")
    rig.slack.settle()
    rig.ada.types("/contact forget-me")
    form = rig.ada.sees_modal("This erases your book (2 people)")
    form.fill("To go on, type: forget me", "forget")
    assert not form.submit().ok
    form.fill("To go on, type: forget me", "Forget me!")
    assert form.submit().ok
    rig.ada.sees("I'm packing your book.")
    rig.slack.settle()
    rig.worker.do_jobs()
    rig.ada.sees("Your book is erased, and all else I knew of you.")
    [file] = [each for each in rig.slack.workspace.files.values() if each.name.endswith(".zip")]
    assert b"FN:Jane Doe" in zipfile.ZipFile(io.BytesIO(file.data or b"")).read("contacts.vcf")
    ben = rig.books.member(Who(rig.slack.team_id, rig.ben.id))
    assert rig.books.member(Who(rig.slack.team_id, rig.ada.id)) is None and ben
    with reading(rig.worker.engine) as connection:
        for table in metadata.sorted_tables:
            if "member_id" in table.c:
                others = select(func.count()).select_from(table).where(table.c.member_id != ben.id)
                assert connection.scalar(others) == 0, table.name


def test_the_first_digest_of_a_month_says_when_the_book_was_last_handed_out(rig: Rig) -> None:
    add(rig, "Jane Doe, CTO at Acme, follow up tomorrow", "Bob Marsh, Globex, follow up on 7 january")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.sees("Your first reminder.")
    assert count(rig.ada, "Last export") == 0  # the very first has enough to say
    rig.moves_to(MONDAY + timedelta(days=9))
    rig.ada.press("Export", in_=rig.ada.sees("Last export: never."))
    rig.slack.settle()
    rig.worker.do_jobs()
    rig.ada.sees("Your book, with everybody in it (2)")
    rig.moves_to(MONDAY + timedelta(days=45))
    rig.ada.sees("Last export: Wed 2 Dec")


def test_a_slip_of_the_keyboard_finds_who_was_meant(rig: Rig) -> None:
    add(rig, "Jane Doe, CTO at Acme", "Bob Marsh, Globex")
    rig.ada.types("find jnae doe")
    rig.ada.sees("Nobody found for “jnae doe”. Did you mean somebody here?\nJane Doe · CTO, Acme")
    rig.ada.types("find qqqqqq")
    rig.ada.sees("Nobody found for “qqqqqq”. I look in names")
