"""*Log an introduction*: the form, wherever it is opened from."""

from datetime import timedelta

from tests.rig import MONDAY, Rig

from .acts import deliver, delivered, log

WHAT = "What happened?"


def adds(rig: Rig, label: str, name: str) -> None:
    """Type somebody unknown into a menu of the form, and pick the offer to add them."""
    rig.ada.suggestions(label, name)
    rig.ada.sees_modal(label).fill(label, f"Add “{name}”")


def test_intro_alone_opens_the_form(rig: Rig) -> None:
    rig.ada.types("add Bob Marsh")
    rig.ada.sees("Saved Bob Marsh")
    rig.ada.types("/contact intro", channel="general")
    form = rig.ada.sees_modal("Log an introduction")
    assert not form.submit().ok
    assert form.errors.keys() == {"Who introduced you", "To whom"}
    assert rig.ada.suggestions("Who introduced you", "bob") == ["Add “bob”", "Bob Marsh"]
    form.fill("Who introduced you", "Bob Marsh")
    adds(rig, "To whom", "Jane Doe, CTO at Acme")
    form.fill("What about", "the data pilot")
    assert form.submit().ok
    rig.ada.sees("Logged.\nBob Marsh introduced you to Jane Doe (CTO, Acme) · the data pilot", channel="general")
    deliver(rig, delivered(rig, "view_submission")[-1])
    rig.ada.types("find")
    rig.ada.sees("2 people in your book")


def test_what_happened_changes_the_labels_and_keeps_what_was_chosen(rig: Rig) -> None:
    rig.ada.shortcut("Log an introduction")
    form = rig.ada.sees_modal("Log an introduction")
    adds(rig, "Who introduced you", "Ann Chovy")
    adds(rig, "To whom", "Tom Stone")
    form.fill("What about", "hiring")
    form.fill(WHAT, "I would like to introduce two people")
    form = rig.ada.sees_modal("Whom:")
    assert form.values["Whom"] == "Add “Ann Chovy”" and form.values["To whom"] == "Add “Tom Stone”"
    assert form.values["What about"] == "hiring"
    assert form.submit().ok
    rig.ada.sees("You want to introduce Ann Chovy to Tom Stone · hiring\nNeither has been asked yet.")


def test_each_thing_that_may_have_happened(rig: Rig) -> None:
    for what, one, said in (
        ("Somebody introduced me", "Who introduced you", "Ann Chovy introduced you to Tom Stone"),
        ("Somebody said they would", "Who offered", "Bob Marsh offered to introduce you to Sam Lee"),
        ("I introduced two people", "Whom", "You introduced Cy Young to Dora Fey"),
    ):
        rig.ada.shortcut("Log an introduction")
        form = rig.ada.sees_modal("Log an introduction")
        form.fill(WHAT, what)
        form = rig.ada.sees_modal(f"{one}:")
        first, second = {"Ann": ("Ann Chovy", "Tom Stone"), "Bob": ("Bob Marsh", "Sam Lee")}.get(
            said[:3], ("Cy Young", "Dora Fey")
        )
        adds(rig, one, first)
        adds(rig, "To whom", second)
        assert form.submit().ok
        rig.ada.sees(f"Logged.\n{said}")


def test_the_same_person_twice_is_said_on_the_form(rig: Rig) -> None:
    rig.ada.shortcut("Log an introduction")
    form = rig.ada.sees_modal("Log an introduction")
    adds(rig, "Who introduced you", "Ann Chovy")
    adds(rig, "To whom", "ann chovy")
    assert not form.submit().ok
    assert list(form.errors.values()) == ["Ann Chovy can't be introduced to Ann Chovy. Who else was it?"]
    form.close()
    rig.ada.types("find")
    rig.ada.sees("Your book is empty.")


def test_from_a_card(rig: Rig) -> None:
    rig.ada.types("add Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("Jane Doe")
    card = rig.ada.sees("Log a win, Do not contact")
    rig.ada.press("Log intro", in_=card)
    form = rig.ada.sees_modal("Log an introduction")
    assert form.values["To whom"] == "Jane Doe · CTO, Acme"
    form.fill(WHAT, "Somebody said they would")
    form = rig.ada.sees_modal("Who offered")
    assert form.values["To whom"] == "Jane Doe · CTO, Acme"
    adds(rig, "Who offered", "Bob Marsh")
    assert form.submit().ok
    rig.ada.sees("Bob Marsh offered to introduce you to Jane Doe (CTO, Acme)")
    rig.ada.press("Log a win", in_=card)
    form = rig.ada.sees_modal("What came of knowing Jane Doe?")
    form.fill("What came of knowing Jane Doe?", "signed a contract")
    assert form.submit().ok
    rig.ada.sees("A win with Jane Doe: signed a contract")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Win Mon 23 Nov: signed a contract")


def test_telling_more_than_a_line_is_possible(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doe")
    rig.ada.press("We talked", in_=rig.ada.sees("[We talked]"))
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.press("Told and thanked", in_=rig.ada.sees("Thank Bob for introducing you to Jane, and say how it went"))
    form = rig.ada.sees_modal("What you told Bob Marsh")
    assert form.values["What you told Bob Marsh"] == "Hi Bob, Jane and I have talked. Thank you for introducing us!"
    form.fill("What you told Bob Marsh", "long " * 100)
    form.submit()
    form = rig.ada.sees_modal("That is 499 characters.")
    assert form.submit().ok
    rig.ada.sees("✓ Told and thanked Bob  [Undo]")
    submission = delivered(rig, "view_submission")[-1]
    deliver(rig, submission)
    rig.ada.types("Bob Marsh")
    rig.ada.press("All notes", in_=rig.ada.sees("Last Tue 24 Nov: “long long"))
    history = rig.ada.sees_modal("long long")
    assert history.text.count("Tue 24 Nov") == 1
    history.close()
    rig.ada.types("intros")
    rig.ada.press("Open", in_=rig.ada.sees("You two have talked. You told Bob on Tue 24 Nov."))
    rig.ada.sees("What you said: “long long")
