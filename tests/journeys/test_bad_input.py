"""What cannot be right, or looks as if it could not: a clear answer, nothing lost, nothing Slack refuses."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.rig import Rig

from .acts import count, wait_for

THREE = "Try “tomorrow”, “in 2 weeks” or “friday”."
NAMES = ["Zoë 🚀 Müller", "محمد علي", "דנה כהן", "Jane *Doe*", "_Ann_ ~Roe~", "李小龍", "O'Neill & Sons", "Bob `Marsh`"]
MARKS = ["*", "**", "_", "`", ">", "&", "<", "—", "…", "?", "😀", ":"]
MARKS += ["note :", "find *", "add *", "followup *", "thank *", "note *: *"]
WRONG = [
    ("Name", "   ", "A name is needed, everything else can wait."),
    ("Name", "N" * 200, "That name has 200 characters; I can keep 120. Put the rest in a note?"),
    ("Follow up", "someday", f"I couldn't read “someday” as a day. {THREE}"),
    ("Email", "jane.acme.example", "“jane.acme.example” doesn't look like an email address."),
    ("Phone", "ring me", "“ring me” doesn't look like a phone number."),
    ("Company", "C" * 201, "That has 201 characters; I can keep 200"),
    ("Title", "C" * 201, "That has 201 characters; I can keep 200"),
    ("Where you met", "C" * 201, "That has 201 characters; I can keep 200"),
]


@pytest.fixture
def jane(rig: Rig) -> None:
    rig.ada.types("/contact Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")


def add(rig: Rig, **values: str):
    """The form *Add a contact*, filled and submitted; it stays open when something is wrong."""
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    for label, value in {
        "Name": "Jane Doe",
        **{label.replace("_", " "): value for label, value in values.items()},
    }.items():
        form.fill(label, value)
    form.submit()
    return form


def marked_up(part: Any) -> Iterator[str]:
    """Every text of a message that Slack reads as mrkdwn."""
    if isinstance(part, list):
        for each in part:
            yield from marked_up(each)
    elif isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "message"):
            yield part["text"]
        for each in part.values():
            yield from marked_up(each)


def test_an_unreadable_day_keeps_the_words_to_mend(rig: Rig, jane: None) -> None:
    rig.ada.types("followup Jane when the moon is blue about the pilot")
    question = rig.ada.sees(f"I couldn't read “when the moon is blue” as a day. {THREE}\n")
    rig.ada.sees("Jane when the moon is blue about the pilot")
    rig.ada.press("Write the day again", in_=question)
    form = rig.ada.sees_modal("Follow up with Jane Doe")
    assert form.values == {"When": "when the moon is blue", "What about": "the pilot"}
    form.fill("When", "friday")
    assert form.submit().ok
    rig.ada.sees("Next Fri 27 Nov: follow up about the pilot")


def test_an_unreadable_day_in_a_line_saves_the_person_and_asks(rig: Rig) -> None:
    rig.ada.types("met Jane Doe (CTO at Acme) at PyCon, follow up when the moon is blue about the pilot")
    saved = rig.ada.sees("Saved Jane Doe · CTO, Acme")
    rig.ada.sees(f"I couldn't read “when the moon is blue” as a day. {THREE}")
    rig.ada.press("Write the day again", in_=saved)
    form = rig.ada.sees_modal("Follow up with Jane Doe")
    assert form.values == {"When": "when the moon is blue", "What about": "the pilot"}


def test_a_past_day_is_asked_about_and_not_moved_a_year(rig: Rig, jane: None) -> None:
    rig.ada.types("followup Jane nov 3 about the pilot")
    question = rig.ada.sees("Tue 3 Nov has passed. Which day did you mean?")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")
    rig.ada.press("Wed 3 Nov 2027", in_=question)
    rig.ada.sees("Planned for Wed 3 Nov 2027.")
    rig.ada.sees("follow up about the pilot")


def test_two_readings_of_a_day_are_asked_about(rig: Rig, jane: None) -> None:
    rig.ada.types("followup Jane friday after next at 3pm about the pilot")
    days = "Friday 11 December, 3:00 PM or Friday 4 December, 3:00 PM"
    question = rig.ada.sees(f"“friday after next at 3pm” could be {days}. Which one did you mean?")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")
    rig.ada.press("Fri 4 Dec, 3:00 PM", in_=question)
    rig.ada.sees("Planned for Fri 4 Dec.")
    rig.ada.sees("follow up about the pilot")


def test_two_readings_in_a_line_save_the_person_and_ask(rig: Rig) -> None:
    rig.ada.types("met Jane Doe (CTO at Acme) at PyCon, follow up this monday about the pilot")
    saved = rig.ada.sees("Saved Jane Doe · CTO, Acme")
    rig.ada.sees("“this monday” could be Monday 30 November or Monday 23 November. Which one did you mean?")
    rig.ada.press("Write the day again", in_=saved)
    assert rig.ada.sees_modal("Follow up with Jane Doe").values == {"When": "this monday", "What about": "the pilot"}


def test_two_readings_in_a_form_are_asked_about_on_the_field(rig: Rig) -> None:
    form = add(rig, Follow_up="this monday")
    assert list(form.errors) == ["Follow up"]
    assert "could be Monday 30 November or Monday 23 November" in form.errors["Follow up"]


def test_a_past_day_in_a_form_is_asked_about_on_the_field(rig: Rig) -> None:
    form = add(rig, Follow_up="yesterday")
    assert form.errors == {"Follow up": "Sun 22 Nov has passed. Which day did you mean?"}
    assert form.values["Follow up"] == "yesterday"
    form.fill("Follow up", "tomorrow")
    assert form.submit().ok
    rig.ada.sees("Tue 24 Nov: follow up")


def test_in_a_form_the_error_is_on_the_field_and_the_words_stay(rig: Rig) -> None:
    for label, value, error in WRONG:
        form = add(rig, **{label.replace(" ", "_"): value})
        assert list(form.errors) == [label]
        assert error in form.errors[label]
        assert form.values[label] == value
        form.close()


def test_empty_words_in_other_forms(rig: Rig, jane: None) -> None:
    rig.ada.types("Jane")
    card = rig.ada.sees("[Say thanks]")
    rig.ada.press("Add note", in_=card)
    form = rig.ada.sees_modal("Note on Jane Doe")
    form.fill("Note on Jane Doe", "   ")
    assert not form.submit().ok
    assert form.errors == {"Note on Jane Doe": "There is nothing to note yet: what should I remember?"}
    form.close()
    rig.ada.press("Follow up", in_=card)
    form = rig.ada.sees_modal("Follow up with Jane Doe")
    form.fill("When", "   ")
    assert not form.submit().ok
    assert form.errors == {"When": f"Which day? {THREE}"}
    form.close()
    rig.ada.press("Say thanks", in_=card)
    form = rig.ada.sees_modal("Thank Jane Doe")
    form.fill("By when", "someday")
    assert not form.submit().ok
    assert list(form.errors) == ["By when"]


def test_the_longest_name_everywhere(rig: Rig) -> None:
    name = ("Jane " + "Wolfeschlegelsteinhausenbergerdorff " * 9)[:120].strip()
    rig.ada.types(f"add {name}")
    rig.ada.sees("Saved Jane Wolfe")
    rig.ada.types(f"followup {name} tomorrow")
    rig.ada.sees("Planned for tomorrow.")
    rig.ada.types("find jane")
    rig.ada.press("Open", in_=rig.ada.sees("1 person for “jane”"))
    card = rig.ada.sees("[Say thanks]")
    for button in ("Edit", "Add note", "Archive or delete", "Follow up", "Say thanks"):
        rig.ada.press(button, in_=card)
        rig.ada.sees_modal().close()
    rig.ada.types("due")
    rig.ada.press("Done", in_=rig.ada.sees("1 thing to do"))
    rig.ada.opens_home()
    rig.ada.sees_home("Followed up with Jane")


def test_a_name_of_200_characters_is_too_long_and_quoted(rig: Rig) -> None:
    name = "Jane " * 39 + "Janes"
    rig.ada.types(f"/contact add {name}", channel="general")
    sentence = "That name has 200 characters; I can keep 120. Put the rest in a note?"
    rig.ada.sees(f"{sentence}\n>add {name}", channel="general")


def test_unusual_names_are_kept_and_shown(rig: Rig) -> None:
    for number, name in enumerate(NAMES):
        assert add(rig, Name=name, Follow_up="tomorrow", Note="hello").errors == {}
        wait_for(rig, lambda number=number: count(rig.ada, "Saved ") == number + 1)
        answer = rig.ada.types(f"/contact find {name}", channel="general").message
        assert (answer is not None and "1 person for" in answer["text"]) or "1 person found" in answer["text"]
        answer = rig.ada.types(f"/contact {name}", channel="general").message
        rig.ada.press("Edit", in_=answer)
        assert rig.ada.sees_modal("Edit a contact").values["Name"] == name
        rig.ada.modal.close()
        rig.ada.types(f"/contact note {name}: likes tea", channel="general")
        assert count(rig.ada, "Noted.", "general") == number + 1


def test_a_name_pings_nobody(rig: Rig) -> None:
    for words in ("<!channel>", "<!here> Jane", "<@U999> Doe", "@everyone"):
        add(rig, Name=words, Company="<!channel>", Note="<!everyone> *hi*")
        rig.ada.sees_no_modal()
    rig.slack.settle()
    assert [text for message in rig.ada.messages() for text in marked_up(message) if re.search("<[!@]", text)] == []
    rig.ada.types("/contact find channel", channel="general")
    found = rig.ada.sees("for “channel”", channel="general")
    assert [text for text in marked_up(found) if re.search("<[!@]", text)] == []


def test_marks_alone_are_answered(rig: Rig) -> None:
    for number, words in enumerate(MARKS, start=1):
        assert rig.ada.types(f"/contact {words}", channel="general").ok
        assert len(rig.ada.messages("general")) == number


def test_a_note_of_4000_characters_is_kept_whole(rig: Rig, jane: None) -> None:
    note = "the pilot & its <budget> *now* " * 130
    rig.ada.types(f"note Jane: {note}")
    rig.ada.press("All notes", in_=rig.ada.sees("Noted."))
    assert rig.ada.sees_modal("Jane Doe").text.count("budget") == 130
    rig.ada.modal.close()
    rig.ada.types(f"Bob Marsh, Globex, {note}")
    rig.ada.sees("Saved Bob Marsh")


def test_long_words_in_a_line_are_not_lost(rig: Rig) -> None:
    rig.ada.types(f"Jane Doe, {'very ' * 300}long title at {'Acme ' * 60}, follow up friday")
    rig.ada.sees("Jane Doe")


def test_an_email_without_at_in_a_line_is_a_word(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme, email jane.acme.example")
    rig.ada.sees("Saved Jane Doe · CTO, Acme")
    rig.ada.sees("jane.acme.example")


def test_only_an_address_asks_for_the_name(rig: Rig) -> None:
    rig.ada.types("carol@acme.example")
    rig.ada.sees("I don't know what to do with “carol@acme.example”. A name, and what you know, is enough.")
    rig.ada.types("add carol@acme.example")
    rig.ada.sees("A name is needed, everything else can wait.\n>add carol@acme.example")


def test_digits_in_a_name_do_not_lose_the_line(rig: Rig) -> None:
    rig.ada.types("add Jane Doe 2nd, Acme, follow up friday")
    rig.ada.sees("Saved Jane Doe 2nd")
