"""What comes twice is done once: second presses, double submits, retried events, redelivered envelopes."""

from datetime import timedelta

import pytest

from tests.rig import MONDAY, Rig

from .acts import at_once, calls, count, deliver, delivered, wait_for

LINE = "Jane Doe, CTO at Acme, follow up tomorrow about the pilot"


def people(rig: Rig, said: str) -> None:
    rig.ada.types("find")
    rig.ada.sees(said)


def test_a_retried_event_is_answered_once(rig: Rig) -> None:
    rig.ada.types(LINE)
    rig.ada.sees("Saved Jane Doe")
    [event] = delivered(rig, "message")
    at_once(lambda: deliver(rig, event), lambda: deliver(rig, event))
    rig.slack.settle()
    assert count(rig.ada, "Saved Jane Doe") == 1
    people(rig, "1 person in your book")


def test_a_retried_event_that_asks_is_answered_once(rig: Rig) -> None:
    rig.ada.types("Jnae")
    rig.ada.sees("Nobody in your book goes by that name.")
    deliver(rig, delivered(rig, "message")[-1])
    rig.slack.settle()
    assert count(rig.ada, "Nobody in your book goes by that name.") == 1


def test_a_redelivered_command_does_a_thing_once(rig: Rig) -> None:
    rig.ada.types(f"/contact {LINE}", channel="general")
    rig.ada.sees("Saved Jane Doe", channel="general")
    [command] = delivered(rig, "/contact")
    assert "That is done already." in str(deliver(rig, command))
    rig.ada.types("/contact note Jane: likes tea", channel="general")
    deliver(rig, delivered(rig, "/contact")[-1])
    people(rig, "1 person in your book")
    rig.ada.types("Jane Doe")
    card = rig.ada.sees("Last Mon 23 Nov: “likes tea”\n[Draft message]  [Add note]")  # one note: no "All notes"
    rig.ada.press("Add note", in_=card)


@pytest.mark.parametrize("together", [True, False])
def test_a_form_submitted_twice_is_saved_once(rig: Rig, together: bool) -> None:
    rig.ada.shortcut("Add a contact")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "Jane Doe")
    form.fill("Note", "likes tea")
    form.submit()
    rig.ada.sees("Saved Jane Doe")
    [submission] = delivered(rig, "view_submission")
    again = [lambda: deliver(rig, submission)] * 2
    at_once(*again) if together else [each() for each in again]
    rig.slack.settle()
    assert count(rig.ada, "Saved Jane Doe") == 1
    people(rig, "1 person in your book")


def test_a_card_form_submitted_twice_is_saved_once(rig: Rig) -> None:
    rig.ada.types(LINE)
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe"))
    form = rig.ada.sees_modal("Note on Jane Doe")
    form.fill("Note on Jane Doe", "likes tea")
    form.submit()
    rig.ada.sees("Noted.")
    assert deliver(rig, delivered(rig, "view_submission")[-1]) == {}
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Mon 23 Nov: “likes tea”\n[Draft message]  [Add note]")


def test_a_question_answered_twice_adds_one_person(rig: Rig) -> None:
    rig.ada.types("Jnae")
    rig.ada.press("Add “Jnae”", in_=rig.ada.sees("Nobody in your book"))
    rig.ada.sees("Saved Jnae")
    [press] = delivered(rig, "block_actions")
    at_once(lambda: deliver(rig, press), lambda: deliver(rig, press))
    rig.ada.sees("That is done already.")
    people(rig, "1 person in your book")


def test_a_day_offered_is_taken_once(rig: Rig) -> None:
    rig.ada.types("add Jane Doe")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("followup Jane about the pilot")
    rig.ada.press("Tomorrow", in_=rig.ada.sees("When shall I remind you of Jane?"))
    rig.ada.sees("Planned for tomorrow.")
    [press] = delivered(rig, "block_actions")
    deliver(rig, press)
    rig.slack.settle()
    rig.ada.types("due")
    rig.ada.sees("1 thing to do")


def test_done_pressed_twice_is_done_once_and_undone_once(rig: Rig) -> None:
    rig.ada.types(LINE)
    rig.ada.sees("Saved Jane Doe")
    rig.moves_to(MONDAY + timedelta(days=1))
    digest = rig.ada.sees("Good morning")
    rig.ada.press("Done", in_=digest)
    rig.ada.sees("✓ Followed up with Jane")
    press = delivered(rig, "block_actions")[-1]
    at_once(*[lambda: deliver(rig, press)] * 3)
    rig.slack.settle()
    assert count(rig.ada, "✓ Followed up with Jane  [Undo]") == 1
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Tue 24 Nov: “Followed up about the pilot”\n[Draft message]  [Add note]")
    rig.ada.press("Undo", in_=digest)
    rig.ada.gone("✓ Followed up with Jane")
    deliver(rig, delivered(rig, "block_actions")[-1])
    rig.ada.sees_modal("That was undone already.").close()
    rig.ada.types("due")
    rig.ada.sees("1 thing to do")


def test_undo_pressed_twice(rig: Rig) -> None:
    rig.ada.types(LINE)
    rig.ada.press("Undo", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees("Undone: Added Jane Doe.")
    deliver(rig, delivered(rig, "block_actions")[-1])
    rig.ada.sees_modal("That was undone already.")


def test_a_stale_button_on_something_done_shows_the_state(rig: Rig) -> None:
    rig.ada.types(LINE)
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("due")
    first = rig.ada.sees("1 thing to do")
    rig.ada.types("due")
    rig.slack.settle()
    rig.ada.press("Done", in_=rig.ada.sees("1 thing to do"))
    rig.ada.sees("✓ Followed up with Jane")
    rig.ada.press("Done", in_=first)
    wait_for(rig, lambda: count(rig.ada, "✓ Followed up with Jane  [Undo]") == 2)
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Mon 23 Nov: “Followed up about the pilot”\n[Draft message]  [Add note]")


def test_presses_at_once_end_in_the_true_state(rig: Rig) -> None:
    for name in ("Jane Doe", "Bob Marsh", "Ann Chovy"):
        rig.ada.types(f"/contact {name}, Acme, follow up tomorrow")
    rig.moves_to(MONDAY + timedelta(days=1))
    digest = rig.ada.sees("Three people")
    for name in ("Jane Doe", "Bob Marsh"):
        rig.ada.press("Done", in_=digest, near=name)
    presses = delivered(rig, "block_actions")
    rig.ada.press("Done", in_=digest, near="Ann Chovy")
    at_once(*(lambda press=press: deliver(rig, press) for press in presses * 2))
    rig.ada.sees("All done for today, Ada.")
    assert len(calls(rig, "chat.postMessage")) == 2  # welcome and digest
