"""The form *Add a contact*, wherever it is opened, and typing ahead in it."""

from tests.rig import Rig


def test_everything_filled_in_is_saved(rig: Rig) -> None:
    rig.ada.types("/contact add Bob Marsh, Globex")
    rig.ada.sees("Saved Bob Marsh")
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    values = {
        "Name": "Jane Doe",
        "Note": "looking for a data pilot",
        "Follow up": "in 2 weeks",
        "Where you met": "PyCon",
        "Company": "Acme",
        "Title": "CTO",
        "Email": "jane@acme.example, jane@home.example",
        "Phone": "+1 212 555 0142",
        "Circle": "Industry",
        "Tags": "#data berlin",
        "Links": "https://acme.example/jane",
        "Introduced by": "Bob Marsh · Globex",
    }
    for label, value in values.items():
        form.fill(label, value)
    assert form.submit().ok
    rig.ada.sees_no_modal()
    rig.ada.sees(
        "Saved Jane Doe · CTO, Acme\nIndustry · #data #berlin · met at PyCon · You ← Bob Marsh\n"
        "jane@acme.example · jane@home.example · +1 212-555-0142 · https://acme.example/jane"
    )
    rig.ada.sees(
        "Mon 7 Dec: follow up\nTue 24 Nov: thank Bob for introducing you to Jane\nNoted: “looking for a data pilot”"
    )
    rig.ada.press("Undo", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees("Undone: Added Jane Doe.")


def test_only_the_name_is_needed(rig: Rig) -> None:
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    assert not form.submit().ok
    assert form.errors == {"Name": "Please complete this required field."}
    form.fill("Name", "Jane")
    assert form.submit().ok
    rig.ada.sees("Saved Jane\n[Fix]")


def test_a_known_name_is_added_to(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "jane doe")
    form.fill("Email", "jane@acme.example")
    assert form.submit().ok
    rig.ada.sees("Updated Jane Doe · CTO, Acme\njane@acme.example")


def test_typing_ahead_finds_people_and_offers_somebody_new(rig: Rig) -> None:
    for who in ("Bob Marsh, Globex", "Bobby Tables, painter", "Ann Chovy, Acme"):
        rig.ada.types(f"/contact add {who}")
    rig.ada.shortcut("Add a contact")
    rig.ada.sees_modal("Add a contact")
    assert rig.ada.suggestions("Introduced by", "bob") == ["Add “bob”", "Bob Marsh · Globex", "Bobby Tables · painter"]
    assert rig.ada.suggestions("Introduced by", "Bob Marsh") == ["Bob Marsh · Globex"]
    assert rig.ada.suggestions("Introduced by", "x" * 300) == ["Add “" + "x" * 59 + "…”"]


def test_typing_ahead_shows_nobody_elses_people(rig: Rig) -> None:
    rig.ada.types("/contact add Bob Marsh, Globex")
    rig.ben.shortcut("Add a contact")
    rig.ben.sees_modal("Add a contact")
    assert rig.ben.suggestions("Introduced by", "Bob Marsh") == ["Add “Bob Marsh”"]


def test_an_introducer_by_a_new_name_becomes_a_person(rig: Rig) -> None:
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "Jane Doe")
    rig.ada.suggestions("Introduced by", "Bob Marsh")
    form.fill("Introduced by", "Add “Bob Marsh”")
    form.submit()
    rig.ada.sees("Saved Jane Doe\nYou ← Bob Marsh")
    rig.ada.types("find bob")
    rig.ada.sees("1 person for “bob”")


def test_a_form_that_is_closed_saves_nothing(rig: Rig) -> None:
    rig.ada.types("/contact")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "Jane Doe")
    form.close()
    rig.ada.types("find")
    rig.ada.sees("Your book is empty.")
