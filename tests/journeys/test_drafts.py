"""Messages to people: suggested, checked, mended, sent by the member and logged."""

from datetime import timedelta

import pytest

from tests.journeys.acts import calls, deliver, delivered
from tests.rig import MONDAY, Rig

JANE = "met Jane Doe (CTO at Acme) at PyCon, jane@acme.example"
BOB = "Bob Marsh, consultant at Globex"


@pytest.fixture
def book(rig: Rig) -> None:
    """Jane and Bob."""
    for line in (JANE, BOB):
        rig.ada.types(line)
    rig.ada.sees("Saved Bob Marsh")


def drafted(rig: Rig, words: str):
    """The draft that a command opens."""
    rig.ada.types(f"/contact draft {words}")
    return rig.ada.sees_modal("Draft message")


def test_a_draft_is_personal_and_sent_ones_are_logged(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    assert form.values["What for"] == "Be in touch again"
    assert form.values["Message"].startswith(
        "Hi Jane,\n\nI'm glad we met at PyCon. How are things at Acme? I'd love to hear"
    )
    assert form.values["Message"].endswith("Best,\nAda")
    assert ":warning:" not in form.text and ":bulb:" not in form.text
    assert form.submit().ok
    rig.ada.sees("Logged: you wrote to Jane.\nJane Doe · CTO, Acme")
    rig.ada.sees("Last Mon 23 Nov: “Hi Jane, I'm glad we met at PyCon.")
    rig.ada.sees("I'll ask whether Jane came back to you")


def test_another_contacts_company_is_caught_shown_and_mended(rig: Rig, book) -> None:
    form = drafted(rig, "Jane follow up")
    form.fill("Message", "Hi Bob,\n\ngreat to meet you at PyCon. How are things at Globex?")
    rig.ada.press("Check")
    form = rig.ada.sees_modal("“Bob” This one is to Jane. Better: “Jane”")
    rig.ada.sees_modal("“Globex” Globex is where Bob Marsh works, as far as I know; Jane is at Acme. Better: “Acme”")
    rig.ada.press("Mend", near="Globex")
    form = rig.ada.sees_modal("How are things at Acme?")
    assert form.values["Message"] == "Hi Bob,\n\ngreat to meet you at PyCon. How are things at Acme?"
    rig.ada.press("Mend", near="Bob")
    form = rig.ada.sees_modal("✓ Checked: nothing to mend.")
    assert form.values["Message"] == "Hi Jane,\n\ngreat to meet you at PyCon. How are things at Acme?"
    assert form.submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")


def test_with_findings_the_second_press_goes_ahead_all_the_same(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    form.fill("Message", "Hi {name}, how are things at Globex?")
    assert form.submit().ok
    form = rig.ada.sees_modal("One look before you log it?")
    assert "“{name}”" in form.text and form.values["Message"] == "Hi {name}, how are things at Globex?"
    assert form.submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")


def test_a_gentle_remark_does_not_hold_anything_up(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    form.fill("Message", "Hi Jane, just checking in. Let me know if you have time!")
    rig.ada.press("Check")
    form = rig.ada.sees_modal("Nothing in it is about Jane in particular.")
    assert form.submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")


def test_another_occasion_is_another_message_and_own_words_come_back(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    form.fill("Message", "Hi Jane, are you coming to PyCon again?")
    form.fill("What for", "Congratulate")
    form = rig.ada.sees_modal("Congratulations on")
    form.fill("What for", "Be in touch again")
    form = rig.ada.sees_modal("These are your own words of today.")
    assert form.values["Message"] == "Hi Jane, are you coming to PyCon again?"
    rig.ada.press("Start over")
    form = rig.ada.sees_modal("I'm glad we met at PyCon.")
    assert form.values["Message"].startswith("Hi Jane,\n\nI'm glad we met at PyCon.")


def test_what_was_checked_is_there_when_the_draft_is_opened_again(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    form.fill("Message", "Hi Jane, shall we meet at PyCon again?")
    rig.ada.press("Check")
    rig.ada.sees_modal("✓ Checked").close()
    assert drafted(rig, "Jane").values["Message"] == "Hi Jane, shall we meet at PyCon again?"


def test_closing_the_draft_right_after_a_press_is_no_fault(rig: Rig, book, in_trouble: None) -> None:
    form = drafted(rig, "Jane")
    rig.ada.press("Check")
    rig.ada.sees_modal("✓ Checked")
    form.close()
    deliver(rig, delivered(rig, "block_actions")[-1])
    rig.slack.settle()
    assert rig.refused() == ["views.update: not_found"]
    assert "Sorry" not in rig.ada.screen()


def test_text_to_copy_is_the_message_alone(rig: Rig, book) -> None:
    form = drafted(rig, "Jane thank you")
    form.fill("Message", "Hi Jane, *thanks* & <regards>")
    rig.ada.press("Text to copy")
    rig.ada.sees_modal("It's in your messages with me, ready to copy.")
    alone = calls(rig, "chat.postMessage")[-1].arguments
    assert alone["text"] == "Hi Jane, *thanks* &amp; &lt;regards&gt;"
    assert not alone.get("blocks")


def test_a_draft_from_the_nudge_keeps_its_promise(rig: Rig, book) -> None:
    rig.ada.types("followup Jane tomorrow about the pilot")
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(MONDAY + timedelta(days=1))
    nudge = rig.ada.sees("Good morning, Ada. One person")
    rig.ada.press("Draft", in_=nudge)
    form = rig.ada.sees_modal("Draft message")
    assert form.values["What for"] == "Follow up"
    assert "I'm glad we met at PyCon. I said I'd get back to you about the pilot" in form.values["Message"]
    assert form.submit().ok
    rig.ada.sees("✓ Followed up with Jane")
    rig.ada.press("Undo", in_=nudge)
    rig.ada.sees("You planned to follow up today about the pilot.")


def test_a_deed_that_was_promised_is_said_as_a_deed(rig: Rig) -> None:
    rig.ada.types("Kim Lee, designer at Hooli #client, follow up tomorrow to show her the new portfolio")
    rig.ada.sees("Tue 24 Nov: follow up: show her the new portfolio")
    message = drafted(rig, "Kim").values["Message"]
    assert "I promised to show you the new portfolio, so here I am." in message


def test_what_a_talk_was_about_is_asked_after(rig: Rig) -> None:
    rig.ada.types("coffee with Jane Doe, CTO at Acme #friend, talked about her move to Lisbon")
    rig.ada.sees("Coffee today about her move to Lisbon")
    assert drafted(rig, "Jane").values["Message"].startswith("Hey Jane! How are things going with your move to Lisbon?")


def test_thanks_from_the_nudge_wait_for_no_answer(rig: Rig, book) -> None:
    rig.ada.types("thank Bob for the tip on rates")
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.press("Draft", in_=rig.ada.sees("Thank Bob for the tip on rates."))
    form = rig.ada.sees_modal("Draft message")
    assert "Thank you for the tip on rates." in form.values["Message"]
    assert form.submit().ok
    rig.ada.sees("✓ Thanked Bob")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")


def test_the_easiest_one_opens_its_draft(rig: Rig, book) -> None:
    for name in ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay"):
        rig.ada.types(f"{name} Smith, designer at Hooli, follow up tomorrow")
        rig.ada.sees(f"Saved {name} Smith")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.sees("more can wait.")
    rig.ada.press("Just the easiest one")
    form = rig.ada.sees_modal("Draft message")
    assert form.values["What for"] == "Follow up"
    assert form.submit().ok
    rig.ada.sees("Logged: you wrote to ")


def test_silence_gets_one_kind_second_try(rig: Rig, book) -> None:
    assert drafted(rig, "Jane").submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")
    rig.moves_to(MONDAY + timedelta(days=7))
    nudge = rig.ada.sees("No answer since Mon 23 Nov")
    rig.ada.press("Try once more", in_=nudge)
    form = rig.ada.sees_modal("Draft message")
    assert "no hard feelings" in form.values["Message"] and ":warning:" not in form.text
    assert form.submit().ok
    rig.moves_to(MONDAY + timedelta(days=14))
    rig.ada.sees("You asked kindly; it may rest now.")
    assert "Let it rest; no hard feelings." in drafted(rig, "Jane").text


def test_written_to_days_ago_is_said(rig: Rig, book) -> None:
    assert drafted(rig, "Jane").submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")
    rig.moves_to(MONDAY + timedelta(days=3))
    assert "You last wrote to Jane three days ago, and there is no answer yet." in drafted(rig, "Jane catch up").text


def test_do_not_contact_is_said_and_not_planned_for(rig: Rig, book) -> None:
    rig.ada.types("Jane Doe")
    card = rig.ada.sees("[Draft message]")
    rig.ada.press("Do not contact", in_=card)
    rig.ada.sees("Marked “do not contact”")
    form = drafted(rig, "Jane")
    assert "Jane is marked “do not contact”." in form.text
    form.submit()
    assert rig.ada.sees_modal("One look before you log it?").submit().ok
    rig.ada.sees("Logged: you wrote to Jane.")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")


def test_a_mail_link_carries_subject_and_text_and_mails_are_logged_as_such(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    link = next(block["text"]["text"] for block in form.view["blocks"] if "mailto:" in str(block))
    assert link.startswith("<mailto:jane@acme.example?subject=Hello%20from%20Ada&amp;body=Hi%20Jane%2C%0A%0A")
    form.fill("Message", "Hi Jane, PyCon? " + "ä" * 2900)
    rig.ada.press("Check")
    form = rig.ada.sees_modal("✓ Checked")
    assert "body=" not in str(form.view["blocks"])


def test_in_a_message_the_draft_is_a_button_away(rig: Rig, book) -> None:
    rig.ada.types("draft Jane congratulations")
    rig.ada.press("Draft message", in_=rig.ada.sees("A message to Jane Doe"))
    assert rig.ada.sees_modal("Draft message").values["What for"] == "Congratulate"


def test_two_of_a_name_are_asked_about_and_somebody_new_is_offered(rig: Rig, book) -> None:
    rig.ada.types("Jane Roe, at Hooli")
    rig.ada.sees("Saved Jane Roe")
    rig.ada.types("/contact draft Jane thank you")
    rig.ada.press("Jane Roe · Hooli", in_=rig.ada.sees("Which Jane?"))
    form = rig.ada.sees_modal("To Jane Roe")
    assert form.values["What for"] == "Say thanks"
    form.close()
    rig.ada.types("/contact draft Zoe Quinn")
    rig.ada.press("Add “Zoe Quinn”", in_=rig.ada.sees("Nobody in your book goes by that name."))
    rig.ada.sees_modal("To Zoe Quinn")


def test_templates_are_ones_own(rig: Rig, book) -> None:
    form = drafted(rig, "Jane")
    rig.ada.press("Edit this template")
    template = rig.ada.sees_modal("Templates")
    assert template.values["For what"] == "Be in touch again"
    template.fill("What I write", "Ahoy {first}! How is {company}? [Say hi to {introducer}.] {nonsense}")
    assert not template.submit().ok
    template.fill(
        "What I write", "Ahoy {first}! How is {company}? Still thinking of {topic}. [Hi to {introducer}.] {me}"
    )
    assert template.submit().ok
    form.close()
    assert drafted(rig, "Jane").values["Message"] == "Ahoy Jane! How is Acme? Ada"
    rig.ada.sees_modal("Draft message").close()
    rig.ada.types("/contact templates")
    template = rig.ada.sees_modal("Templates")
    template.fill("For what", "Be in touch again")
    template = rig.ada.sees_modal("Ahoy {first}!")
    template.fill("What I write", "")
    assert template.submit().ok
    assert drafted(rig, "Jane").values["Message"].startswith("Hi Jane,\n\nI'm glad we met at PyCon.")


def test_a_colleagues_card_opens_their_messages(rig: Rig) -> None:
    rig.ada.types("@Ben Okafor, designer at Globex")
    rig.ada.sees("Saved Ben Okafor")
    rig.ada.types("Ben Okafor")
    card = rig.ada.sees("[Open DM]")
    assert "slack://user?team=" in str(card["blocks"])
    assert rig.ada.press("Open DM", in_=card).ok


def test_another_members_contact_is_nobody_here(rig: Rig, book) -> None:
    rig.ben.types("/contact draft Jane")
    rig.ben.sees("Nobody in your book goes by that name.")
