"""Files that come in through Slack: dropped or chosen, looked at, taken in, undone; and the book as a zip."""

import io
import zipfile

import pytest

from tests.journeys.acts import calls, count, wait_for
from tests.rig import Rig

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
JANE = "Jane,Doe,https://www.linkedin.com/in/janedoe,,Acme,CTO,05 Mar 2024"
BOB = "Bob,Marsh,https://www.linkedin.com/in/bobmarsh,,Globex,Sales,06 Mar 2024"
FILE = "\n".join([HEADER, JANE, BOB, ",,,,,,30 Apr 2026"]).encode()


def drop(rig: Rig, data: bytes = FILE, name: str = "Connections.csv", text: str = "") -> None:
    """Ada drops a file into the DM, and the worker looks at it."""
    rig.ada.upload(name, data, text=text)
    rig.slack.settle()
    assert rig.worker.do_jobs() == 1


def work(rig: Rig) -> None:
    """The worker does what there is."""
    rig.slack.settle()
    rig.worker.do_jobs()
    rig.slack.settle()


def test_a_dropped_file_is_shown_taken_in_and_undone(rig: Rig) -> None:
    drop(rig)
    preview = rig.ada.sees("LinkedIn connections")
    rig.ada.sees("2 new · 0 known already · 0 to be merged · 1 unreadable")
    rig.ada.sees("Jane Doe · CTO, Acme")
    rig.ada.sees("Line 4: there is no name in it")
    rig.ada.types("find jane")
    rig.ada.sees("Nobody")
    rig.ada.press("Import 2 people", in_=preview)
    work(rig)
    rig.ada.sees("Imported Connections.csv")
    assert count(rig.ada, "Imported") == 1 and count(rig.ada, "Import 2 people") == 0
    rig.ada.types("jane doe")
    rig.ada.sees("CTO, Acme")
    rig.ada.press("Undo this import", in_=rig.ada.sees("Imported"))
    rig.ada.sees("2 people are out of your book again")
    rig.ada.types("/contact find doe")
    rig.ada.sees("Nobody")


def test_the_same_file_again_has_nothing_new(rig: Rig) -> None:
    drop(rig)
    rig.ada.press("Import 2 people", in_=rig.ada.sees("2 new"))
    work(rig)
    drop(rig)
    rig.ada.sees("0 new · 2 known already · 0 to be merged · 1 unreadable")
    rig.ada.sees("There is nothing new in it.")
    drop(rig, FILE.replace(b"Acme,CTO", b"Initech,CEO"))
    rig.ada.sees("Changed jobs: 1")
    rig.ada.press("Import 1 person", in_=rig.ada.sees("Changed jobs"))
    work(rig)
    rig.ada.types("jane doe")
    rig.ada.sees("before: Acme")


def test_a_file_is_chosen_in_the_form(rig: Rig) -> None:
    rig.ada.types("/contact import")
    modal = rig.ada.sees_modal("Import contacts")
    modal.fill("Your contacts", ("Connections.csv", FILE))
    assert modal.submit().ok
    rig.ada.sees("I'm looking at Connections.csv")
    work(rig)
    rig.ada.sees("2 new")


def test_the_columns_are_put_right(rig: Rig) -> None:
    drop(rig, b"Wer,Wo,Was\nJane Doe,Acme,CTO\nBob Marsh,Globex,Sales", "kontakte.csv")
    asked = rig.ada.sees("I can't tell which column of that table holds the names")
    rig.ada.press("Columns", in_=asked)
    modal = rig.ada.sees_modal("What is in each column?")
    modal.fill("Wer", "Name")
    modal.fill("Wo", "Company")
    assert modal.submit().ok
    work(rig)
    rig.ada.sees("2 new")
    rig.ada.sees("Jane Doe · Acme")
    rig.ada.press("Import 2 people", in_=rig.ada.sees("2 new"))
    work(rig)
    rig.ada.types("bob marsh")
    rig.ada.sees("Bob Marsh · Globex")


def test_words_that_come_with_a_file_are_not_lost(rig: Rig) -> None:
    drop(rig, text="met Ann Lee (CEO at Initech)")
    rig.ada.sees("Saved Ann Lee")
    rig.ada.sees("2 new")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.png", b"\x89PNG", None),
        ("contacts.csv", b"%PDF-1.7 ...", "That is a PDF, which I can't read."),
        ("contacts.zip", b"PK\x03\x04 cut off", "That file is damaged or cut off."),
        ("contacts.csv", b"   ", "That file is empty."),
        ("contacts.csv", b"x" * (20 * 1024**2 + 1), "That file is larger than 20 MB"),
    ],
    ids=["picture", "pdf", "cut off", "empty", "too big"],
)
def test_a_file_that_is_no_contacts_is_refused(rig: Rig, name: str, data: bytes, said: str | None) -> None:
    rig.ada.upload(name, data)
    work(rig)
    rig.ada.sees(said or "I can't import picture.png.")
    assert rig.worker.do_jobs() == 0


def test_a_file_that_is_gone_is_asked_for_again(rig: Rig, in_trouble: None) -> None:
    rig.ada.upload("Connections.csv", FILE)
    rig.slack.settle()
    with rig.slack.workspace.changing():
        rig.slack.workspace.files.clear()
    work(rig)
    rig.ada.sees("That file isn't in Slack any more.")


def test_import_is_pressed_twice(rig: Rig) -> None:
    drop(rig)
    preview = rig.ada.sees("2 new")
    rig.ada.press("Import 2 people", in_=preview)
    rig.slack.settle()
    rig.ada.types("find")
    work(rig)
    rig.ada.types("find")
    rig.ada.sees("Jane Doe")
    assert count(rig.ada, "Imported") == 1


def test_slack_is_unwell_for_a_moment(rig: Rig, in_trouble: None) -> None:
    rig.ada.upload("Connections.csv", FILE)
    rig.slack.settle()
    rig.slack.trouble.failing("files.info", 500, times=3)
    work(rig)
    rig.slack.trouble.clear()
    rig.moves_to(rig.clock.now().replace(hour=23))
    rig.ada.sees("2 new")


def test_the_book_is_handed_out(rig: Rig) -> None:
    rig.ada.types("met Jane Doe (CTO at Acme), follow up friday")
    rig.ada.types("/contact export")
    work(rig)
    rig.ada.sees("Your book, with one person in it: ")
    [file] = [each for each in rig.slack.workspace.files.values() if each.name.endswith(".zip")]
    packed = zipfile.ZipFile(io.BytesIO(file.data or b""))
    assert packed.namelist() == ["goodword.json", "contacts.vcf", "contacts.csv", "tasks.ics"]
    assert b"FN:Jane Doe" in packed.read("contacts.vcf")
    wait_for(rig, lambda: bool(calls(rig, "files.completeUploadExternal")))


def test_an_empty_book_is_handed_out_once_however_often_it_is_asked_for(rig: Rig) -> None:
    rig.ada.types("/contact export")
    rig.ada.types("/contact export")
    work(rig)
    rig.ada.sees("Your book, with nobody in it yet: ")
    assert len([each for each in rig.slack.workspace.files.values() if each.name.endswith(".zip")]) == 1


def test_a_book_moves_to_another_goodword(rig: Rig) -> None:
    """What Ada takes along Ben takes in, and takes back."""
    rig.ada.types("met Jane Doe (CTO at Acme), follow up friday")
    rig.ada.types("/contact export")
    work(rig)
    [file] = [each for each in rig.slack.workspace.files.values() if each.name.endswith(".zip")]
    rig.ben.upload(file.name, file.data or b"")
    work(rig)
    rig.ben.press("Import 1 person", in_=rig.ben.sees("1 new"))
    work(rig)
    rig.ben.types("due")
    rig.ben.sees("Jane Doe")
    rig.ben.press("Undo this import", in_=rig.ben.sees("Imported"))
    rig.ben.sees("1 person is out of your book again")
    rig.ben.types("due")
    rig.ben.sees("Nothing is due")
