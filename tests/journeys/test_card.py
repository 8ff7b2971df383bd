"""A person's card: its buttons, its menu, and the way back from each."""

from datetime import timedelta

import pytest

from bot.localslack.text import message_text
from tests.rig import MONDAY, Rig

JANE = "Jane Doe, CTO at Acme, met at PyCon, jane@acme.example, #data"
MENU = "[⋯ Edit, Log intro, Log a win, Do not contact, Archive or delete]"


@pytest.fixture
def card(rig: Rig):
    """Jane's card in Ada's DM, and everything that follows it."""
    rig.ada.types(JANE)
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("Jane Doe")
    return rig.ada.sees(MENU)


def test_what_a_card_shows(rig: Rig, card) -> None:
    rig.ada.sees(
        "Jane Doe · CTO, Acme\n#data · met at PyCon\njane@acme.example\n"
        f"[Draft message]  [Add note]  [Follow up]  [Say thanks]  {MENU}"
    )


def test_notes_and_all_of_them(rig: Rig, card) -> None:
    for text in ("likes tea", "budget is with her boss"):
        rig.ada.press("Add note", in_=card)
        form = rig.ada.sees_modal("Note on Jane Doe")
        form.fill("Note on Jane Doe", text)
        assert form.submit().ok
        rig.ada.sees(f"Noted.\nJane Doe · CTO, Acme\n#data · met at PyCon\nLast Mon 23 Nov: “{text}”")
    rig.ada.press("All notes", in_=card)
    history = rig.ada.sees_modal("Jane Doe")
    assert history.text.index("budget is with her boss") < history.text.index("likes tea")
    history.close()
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Note on Jane Doe.")


def test_follow_up_is_planned_in_free_words(rig: Rig, card) -> None:
    rig.ada.press("Follow up", in_=card)
    form = rig.ada.sees_modal("Follow up with Jane Doe")
    form.fill("When", "next tuesday at 3pm")
    form.fill("What about", "the pilot")
    assert form.submit().ok
    rig.ada.sees("Planned for Tue 1 Dec.")
    rig.ada.sees("Next Tue 1 Dec, 3:00 PM: follow up about the pilot")
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Follow up with Jane by 1 Dec.")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")


def test_thanks_without_a_day_are_for_the_next_workday(rig: Rig, card) -> None:
    rig.ada.press("Say thanks", in_=card)
    form = rig.ada.sees_modal("Thank Jane Doe")
    form.fill("What for", "the introduction")
    assert form.submit().ok
    rig.ada.sees("Planned for tomorrow.\nJane Doe")
    rig.ada.sees("Next Tue 24 Nov: say thanks for the introduction")


def test_edit_mends_and_forgets_what_is_emptied(rig: Rig, card) -> None:
    rig.moves_to(MONDAY + timedelta(hours=1))  # later than it takes to notice a slip
    rig.ada.press("Edit", in_=card)
    form = rig.ada.sees_modal("Edit a contact")
    assert form.values["Company"] == "Acme"
    for label, value in {"Name": "Jane Roe", "Company": "Globex", "Where you met": "", "Tags": "data berlin"}.items():
        form.fill(label, value)
    form.fill("Circle", "Former colleague")
    rig.ada.suggestions("Introduced by", "Bob Marsh")
    form.fill("Introduced by", "Add “Bob Marsh”")
    assert form.submit().ok
    rig.ada.sees(
        "Saved.\nJane Roe · CTO, Globex (before: Acme)\n"
        "Former colleague · #data #berlin · You ← Bob Marsh\n"
        "Last Mon 23 Nov: you met\njane@acme.example (may be out of date)"
    )
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Edited Jane Roe.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Jane Doe · CTO, Acme\n#data · met at PyCon")


def test_fix_mends_what_a_line_said(rig: Rig) -> None:
    rig.ada.types("Jane Do, CTO at Initech")
    rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Do"))
    form = rig.ada.sees_modal("What I understood")
    form.fill("Name", "Jane Doe")
    form.fill("Company", "Acme")
    assert form.submit().ok
    assert "before" not in message_text(rig.ada.sees("Saved Jane Doe · CTO, Acme"))


def test_do_not_contact_is_obeyed_until_it_is_taken_back(rig: Rig, card) -> None:
    rig.ada.types("followup Jane tomorrow")
    rig.ada.sees("Planned for tomorrow.")
    rig.ada.press("Do not contact", in_=card)
    rig.ada.sees(
        "Marked “do not contact”, and nothing is planned any more.\n"
        "Jane Doe · CTO, Acme\n#data · met at PyCon\nDo not contact"
    )
    rig.ada.types("due")
    rig.ada.sees("Nothing is due")
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Jane Doe is marked “do not contact”, so I won't plan anything.")
    rig.ada.press("May be contacted again", in_=card)
    rig.ada.sees("May be contacted again.\nJane Doe")
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Planned for Fri 27 Nov.")


def test_do_not_contact_can_be_undone_with_what_it_let_go(rig: Rig, card) -> None:
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Planned for Fri 27 Nov.")
    rig.ada.press("Do not contact", in_=card)
    rig.ada.sees("Marked “do not contact”")
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Leaving Jane Doe alone.")
    rig.ada.types("due")
    rig.ada.sees("Fri 27 Nov: follow up\n[Draft]  [Done]")


def test_archive_and_bring_back(rig: Rig, card) -> None:
    rig.ada.press("Archive or delete", in_=card)
    form = rig.ada.sees_modal("What should happen to Jane Doe?")
    assert form.submit().ok
    rig.ada.sees("Archived.\nJane Doe · CTO, Acme\n#data · met at PyCon\nArchived")
    rig.ada.types("find jane")
    rig.ada.sees("1 person for “jane”")
    rig.ada.press("Bring back", in_=card)
    rig.ada.sees("Back from the archive.\nJane Doe")
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Brought back Jane Doe.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Archived\njane@acme.example\n[Add note]  [Bring back]")


def test_delete_is_asked_about_and_can_be_undone(rig: Rig, card) -> None:
    rig.ada.types("note Jane: likes tea")
    rig.ada.sees("Noted.")
    rig.ada.press("Archive or delete", in_=card)
    form = rig.ada.sees_modal("What should happen to Jane Doe?")
    form.fill("What should happen to Jane Doe?", "Delete")
    assert form.submit().ok
    rig.ada.sees("Deleted Jane Doe. You can undo this for 30 days.\n[Undo]")
    rig.ada.types("find")
    rig.ada.sees("Your book is empty.")
    rig.ada.press("Undo", in_=card)
    rig.ada.sees("Undone: Deleted Jane Doe.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Jane Doe · CTO, Acme\n#data · met at PyCon\nLast Mon 23 Nov: “likes tea”")


def test_undo_says_why_when_something_changed_since(rig: Rig) -> None:
    rig.ada.types(JANE)
    saved = rig.ada.sees("Saved Jane Doe")
    rig.ada.types("note Jane: likes tea")
    rig.ada.sees("Noted.")
    rig.ada.press("Undo", in_=saved)
    rig.ada.sees_modal("I can't undo that any more: Jane Doe changed since.").close()
    rig.ada.types("Jane")
    rig.ada.sees(
        "Last Mon 23 Nov: “likes tea”  [All notes]\njane@acme.example\n"
        "[Draft message]  [Add note]  [Follow up]  [Say thanks]  [⋯"
    )


def test_buttons_of_somebody_deleted_say_so(rig: Rig, card) -> None:
    rig.ada.types("Jane Doe")
    rig.ada.press("Archive or delete", in_=card)
    form = rig.ada.sees_modal("What should happen")
    form.fill("What should happen to Jane Doe?", "Delete")
    form.submit()
    rig.ada.sees("Deleted Jane Doe.")
    rig.slack.settle()
    other = next(
        message for message in rig.ada.messages() if message["ts"] != card["ts"] and "Follow up" in str(message)
    )
    rig.ada.press("Follow up", in_=other)
    rig.ada.sees_modal("That isn't in your book any more.")
