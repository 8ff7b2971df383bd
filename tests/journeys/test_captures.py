"""Lines about people: what is understood of them is confirmed, mended, asked about and taken back."""

from datetime import datetime, timedelta

import pytest

from bot.localslack.text import message_text
from tests.journeys.acts import count, deliver, delivered
from tests.rig import MONDAY, Rig


@pytest.fixture
def bob(rig: Rig) -> None:
    rig.ada.types("Bob Marsh, Globex")
    rig.ada.sees("Saved Bob Marsh")


def test_the_line_of_the_welcome_says_all_it_understood(rig: Rig, bob: None) -> None:
    rig.ada.types(
        "met Jane Doe (CTO at Acme) at PyCon via Bob, follow up in 2 weeks about the pilot, thank Bob,"
        " jane@acme.example"
    )
    text = message_text(rig.ada.sees("Saved Jane Doe"))
    assert "Saved Jane Doe · CTO, Acme\nMet at PyCon, introduced by Bob\njane@acme.example\n" in text
    assert "Mon 7 Dec: follow up about the pilot" in text
    assert "Tue 24 Nov: thank Bob for introducing you to Jane, and say how it went" in text
    assert text.endswith("[Fix]  [Add note]  [Undo]")
    rig.ada.types("Jane")
    rig.ada.sees("Met at PyCon · You ← Bob Marsh")


def test_undo_takes_all_back(rig: Rig, bob: None) -> None:
    rig.ada.types("met Jane Doe (CTO at Acme) at PyCon via Bob, follow up in 2 weeks, thank Sam Lee")
    rig.ada.press("Undo", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees("Undone: Added Jane Doe.")
    rig.ada.types("find")
    rig.ada.sees("1 person in your book")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due")


def test_a_coffee_a_promised_introduction_and_a_ping(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("coffee with Jane yesterday, she'll intro me to Sam Lee; ping her friday")
    text = message_text(rig.ada.sees("Updated Jane Doe"))
    assert "Coffee yesterday" in text
    assert "Jane Doe will introduce you to Sam Lee" in text
    assert "Fri 27 Nov: follow up" in text
    rig.ada.types("intros")
    rig.ada.sees("Sam Lee")
    rig.ada.types("Jane")
    rig.ada.sees("Last Sun 22 Nov: you had coffee")


def test_what_was_spoken_of_is_what_is_last_known(rig: Rig) -> None:
    rig.ada.types("Jane Doe, Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("spoke to Jane about pricing, budget is with her boss")
    rig.ada.sees("Call today about pricing\nNoted: “budget is with her boss”")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Mon 23 Nov: “pricing; budget is with her boss”")


def test_a_new_job_keeps_the_old_one_doubts_the_address_and_offers_to_congratulate(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme, jane@acme.example, jane@home.example, jane.doe@gmail.com")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("Jane moved to Globex as VP")
    saved = rig.ada.sees("Updated Jane Doe · VP, Globex (before: Acme)")
    assert "jane@acme.example and jane@home.example may no longer reach Jane" in message_text(saved)
    rig.ada.press("Congratulate Jane", in_=saved)
    rig.ada.sees("Planned for tomorrow.")
    rig.ada.sees("Tue 24 Nov: follow up: congratulate on the new job at Globex")
    rig.ada.sees("jane@acme.example (may be out of date)")
    rig.ada.types("Jane, jane@home.example")
    rig.ada.types("Jane Doe")
    rig.ada.sees("jane@acme.example (may be out of date) · jane@home.example · jane.doe@gmail.com")


def test_nobody_new_is_congratulated(rig: Rig) -> None:
    rig.ada.types("Jane Doe joined Globex as CTO")
    assert "Congratulate" not in message_text(rig.ada.sees("Saved Jane Doe · CTO, Globex"))


class TestFix:
    """*Fix*."""

    LINE = "met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks about the pilot, #data, thank Bob"

    def test_what_is_unticked_becomes_a_note(self, rig: Rig) -> None:
        rig.ada.types(self.LINE)
        rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Doe"))
        form = rig.ada.sees_modal("What I understood")
        for fact in ("Title: CTO", "Company: Acme", "Met at: PyCon", "Tag: data", "Met today", "Thank Bob"):
            assert fact in form.text
        assert "Read as Monday 7 December." in form.text
        ticked = form.values["What I understood"]
        form.fill("What I understood", [each for each in ticked if each not in ("Company: Acme", "Thank Bob")])
        assert form.submit().ok
        text = message_text(rig.ada.sees("Noted: “"))
        assert "Saved Jane Doe · CTO\n" in text
        assert "Acme" in text and "Thank Bob" in text
        rig.ada.types("thanks")
        rig.ada.sees("You don't owe anybody thanks just now.")
        rig.ada.types("find")
        rig.ada.sees("1 person in your book")

    def test_what_is_mended_is_as_if_it_had_been_said(self, rig: Rig) -> None:
        rig.ada.types(self.LINE)
        rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Doe"))
        form = rig.ada.sees_modal("What I understood")
        for label, value in {"Name": "Jane Dole", "Company": "Initech", "Follow up": "every 6 weeks"}.items():
            form.fill(label, value)
        assert form.submit().ok
        saved = rig.ada.sees("Saved Jane Dole · CTO, Initech")
        assert "follow up about the pilot, every 6 weeks" in message_text(saved)
        assert "before" not in message_text(saved)
        rig.ada.press("Undo", in_=saved)
        rig.ada.sees("Undone: Added Jane Dole.")
        rig.ada.types("find")
        rig.ada.sees("Your book is empty.")

    def test_it_stays_the_same_person_with_the_notes_made_since(self, rig: Rig) -> None:
        rig.ada.types(self.LINE)
        saved = rig.ada.sees("Saved Jane Doe")
        rig.ada.types("note Jane: likes tea")
        rig.ada.sees("Noted.")
        rig.ada.press("Fix", in_=saved)
        form = rig.ada.sees_modal("What I understood")
        form.fill("Title", "CEO")
        assert form.submit().ok
        rig.ada.sees("Saved Jane Doe · CEO, Acme")
        rig.ada.types("Jane Doe")
        rig.ada.sees("“likes tea”")

    def test_a_day_that_cannot_be_read_is_said_at_its_field(self, rig: Rig) -> None:
        rig.ada.types(self.LINE)
        rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Doe"))
        form = rig.ada.sees_modal("What I understood")
        form.fill("Follow up", "blursday")
        assert not form.submit().ok
        assert "blursday" in form.errors["Follow up"]

    def test_what_was_changed_since_is_not_overwritten(self, rig: Rig) -> None:
        rig.ada.types("Jane Doe, CTO at Acme, follow up tomorrow")
        saved = rig.ada.sees("Saved Jane Doe")
        rig.ada.types("due")
        rig.ada.press("Done", in_=rig.ada.sees("1 thing to do"))
        rig.ada.sees("✓ Followed up with Jane")
        rig.ada.press("Fix", in_=saved)
        form = rig.ada.sees_modal("What I understood")
        form.fill("Title", "CEO")
        assert not form.submit().ok
        assert "changed since" in str(form.errors)

    def test_sent_twice_it_is_done_once(self, rig: Rig) -> None:
        rig.ada.types(self.LINE)
        rig.ada.press("Fix", in_=rig.ada.sees("Saved Jane Doe"))
        form = rig.ada.sees_modal("What I understood")
        form.fill("Title", "CEO")
        assert form.submit().ok
        rig.ada.sees("Saved Jane Doe · CEO, Acme")
        deliver(rig, delivered(rig, "view_submission")[-1])
        rig.slack.settle()
        rig.ada.types("find jane")
        rig.ada.sees("1 person for “jane”")


class TestWhoIsMeant:
    """Names that could be several people's."""

    @pytest.fixture
    def two_bobs(self, rig: Rig) -> None:
        for line in ("Bob Marsh, Globex", "Bob Stone, Initech"):
            rig.ada.types(line)
            rig.ada.sees(f"Saved {line.partition(',')[0]}")

    def test_jane_is_saved_while_bob_is_asked_about(self, rig: Rig, two_bobs: None) -> None:
        rig.ada.types("met Jane Doe at PyCon via Bob, thank Bob for the tip")
        asked = rig.ada.sees("Which Bob?")
        assert "Saved Jane Doe" in message_text(asked)
        rig.ada.press("Bob Stone · Initech", in_=asked)
        text = message_text(rig.ada.sees("thank Bob for introducing you to Jane and for the tip"))
        assert "introduced by Bob\n" in text
        assert "Which Bob?" not in text
        rig.ada.types("Jane Doe")
        rig.ada.sees("You ← Bob Stone")
        rig.ada.types("find jane")
        rig.ada.sees("1 person for “jane”")

    def test_it_may_be_somebody_new(self, rig: Rig, two_bobs: None) -> None:
        rig.ada.types("met Jane Doe at PyCon via Bob")
        rig.ada.press("Add “Bob”", in_=rig.ada.sees("Which Bob?"))
        rig.ada.types("Jane Doe")
        rig.ada.sees("You ← Bob\n")

    def test_pressed_twice_it_is_said_once(self, rig: Rig, two_bobs: None) -> None:
        rig.ada.types("met Jane Doe at PyCon via Bob")
        rig.ada.press("Bob Stone · Initech", in_=rig.ada.sees("Which Bob?"))
        deliver(rig, delivered(rig, "block_actions")[-1])
        rig.slack.settle()
        rig.ada.types("find jane")
        rig.ada.sees("1 person for “jane”")

    def test_a_nickname_is_recognised(self, rig: Rig) -> None:
        rig.ada.types("Robert Marsh, Globex")
        rig.ada.types("coffee with Bob Marsh yesterday")
        rig.ada.sees("Updated Robert Marsh · Globex\nCoffee yesterday")

    def test_a_slip_of_the_pen_is_asked_about_never_merged(self, rig: Rig) -> None:
        rig.ada.types("Jane Doe, CTO at Acme")
        rig.ada.sees("Saved Jane Doe")
        rig.ada.types("met Jnae Doe at PyCon")
        asked = rig.ada.sees("Jnae Doe is new to your book. Or is it somebody you know?")
        rig.ada.press("Jane Doe · CTO, Acme", in_=asked)
        rig.ada.sees("Updated Jane Doe · CTO, Acme\nMet at PyCon")
        rig.ada.types("find doe")
        rig.ada.sees("1 person for “doe”")


class TestAfterAConference:
    """Several lines at once."""

    LINES = "PyCon, follow up tomorrow:\n" + "\n".join(
        f"- {name}" for name in ("Jane Doe, CTO at Acme", "Bob Marsh (Globex)", "Ann Chovy", "what a night")
    )

    def test_each_is_saved_and_one_undo_takes_all_back(self, rig: Rig) -> None:
        rig.ada.types(self.LINES)
        message = rig.ada.sees("Logged 3 people")
        text = message_text(message)
        assert "Saved Jane Doe · CTO, Acme  [Fix]\nMet at PyCon\n" in text
        assert text.count("Tue 24 Nov: follow up") == 3
        assert "Not saved" in text and "what a night" in text
        rig.ada.press("Undo", in_=message)
        rig.ada.sees("Undone: Logged 3 people.")
        rig.ada.types("find")
        rig.ada.sees("Your book is empty.")

    def test_one_line_is_fixed_and_the_others_stay(self, rig: Rig) -> None:
        rig.ada.types(self.LINES)
        rig.ada.press("Fix", in_=rig.ada.sees("Logged 3 people"), near="Ann Chovy")
        form = rig.ada.sees_modal("What I understood")
        form.fill("Company", "Initech")
        assert form.submit().ok
        text = message_text(rig.ada.sees("Saved Ann Chovy · Initech"))
        assert "Saved Jane Doe · CTO, Acme" in text
        rig.ada.types("find")
        rig.ada.sees("3 people in your book")

    def test_too_many_for_a_day_are_spread_over_its_week(self, rig: Rig) -> None:
        people = "\n".join(f"{first} Marsh" for first in ("Ann", "Bob", "Cem", "Dee", "Eve", "Flo", "Gus"))
        rig.ada.types(f"PyCon, follow up next monday:\n{people}")
        message = rig.ada.sees("Logged 7 people")
        assert message_text(message).count("Mon 30 Nov: follow up") == 7
        rig.ada.press("Spread over the week", in_=message)
        spread = rig.ada.sees("moved to other workdays of the week.")
        rig.ada.types("due")
        shown = message_text(rig.ada.sees("7 things to do"))
        assert [shown.count(f"{day}: follow up") for day in _days(MONDAY + timedelta(days=7))] == [2, 2, 1, 1, 1]
        rig.ada.press("Undo", in_=spread)
        rig.ada.types("due")
        assert count(rig.ada, "Mon 30 Nov: follow up") >= 7

    def test_what_is_spread_stays_as_it_is(self, rig: Rig) -> None:
        people = "\n".join(f"{first} Marsh" for first in ("Ann", "Bob", "Cem", "Dee", "Eve", "Flo", "Gus"))
        rig.ada.types(f"PyCon, follow up next monday:\n{people}")
        message = rig.ada.sees("Logged 7 people")
        rig.ada.press("Spread over the week", in_=message)
        spread = rig.ada.sees("5 follow-ups moved to other workdays of the week.  [Undo]")
        rig.ada.press("Spread over the week", in_=message)
        assert "[Undo]" not in message_text(rig.ada.sees("They are spread over the week already."))
        rig.ada.press("Undo", in_=spread)
        rig.ada.sees("Undone: Spread 5 follow-ups over the week.")
        rig.ada.press("Spread over the week", in_=message)
        rig.ada.sees("5 follow-ups moved to other workdays of the week.  [Undo]")

    def test_five_people_are_not_too_many(self, rig: Rig) -> None:
        people = "\n".join(f"{first} Marsh" for first in ("Ann", "Bob", "Cem", "Dee", "Eve"))
        rig.ada.types(f"PyCon, follow up next monday:\n{people}")
        assert "Spread" not in message_text(rig.ada.sees("Logged 5 people"))

    def test_thirty_lines(self, rig: Rig) -> None:
        people = "\n".join(f"{chr(65 + n // 26)}{chr(97 + n % 26)}ron Marsh{chr(97 + n)}, Acme" for n in range(26))
        rig.ada.types(people)
        rig.ada.sees("Logged 26 people")

    def test_lines_about_one_person_are_one(self, rig: Rig) -> None:
        rig.ada.types("met Jane Doe at PyCon\nCTO at Acme\njane@acme.example")
        rig.ada.sees("Saved Jane Doe · CTO, Acme\nMet at PyCon\njane@acme.example")


def _days(monday: datetime) -> list[str]:
    return [f"{monday + timedelta(days=ahead):%a %-d %b}" for ahead in range(5)]


class TestWhatRepeats:
    """Follow-ups that come again."""

    def test_the_next_is_planned_when_one_is_done(self, rig: Rig) -> None:
        rig.ada.types("Jane Doe, Acme")
        rig.ada.types("followup Jane every 6 weeks about coffee")
        rig.ada.sees("Planned for Mon 4 Jan, every 6 weeks.")
        rig.moves_to(MONDAY + timedelta(weeks=6))
        rig.ada.press("Done", in_=rig.ada.sees("Good morning, Ada."))
        done = rig.ada.sees("✓ Followed up with Jane; again Mon 15 Feb")
        rig.ada.types("Jane")
        rig.ada.sees("Next Mon 15 Feb: follow up about coffee, every 6 weeks")
        rig.ada.press("Undo", in_=done)
        rig.ada.types("Jane")
        rig.ada.sees("Next Mon 4 Jan: follow up about coffee, every 6 weeks")

    def test_in_a_line_and_in_a_form(self, rig: Rig) -> None:
        rig.ada.types("Jane Doe, Acme, follow up every other friday")
        rig.ada.sees("Fri 27 Nov: follow up, every other Friday")
        rig.ada.shortcut("Add a contact")
        form = rig.ada.sees_modal("Add a contact")
        form.fill("Name", "Bob Marsh")
        form.fill("Follow up", "every 3 months")
        assert form.submit().ok
        rig.ada.sees("Tue 23 Feb: follow up, every 3 months")


def test_an_answer_that_is_logged_is_awaited_no_longer(rig: Rig, bob: None) -> None:
    rig.ada.types("Bob will introduce me to Sam Lee")
    rig.ada.sees("Bob Marsh will introduce you to Sam Lee")
    rig.ada.types("Bob introduced me to Sam Lee")
    rig.ada.sees("thank Bob for introducing you to Sam")
    rig.ada.types("had lunch with Sam Lee")
    rig.ada.types("intros")
    rig.ada.sees("met")


def test_a_day_with_two_readings_is_asked_about(rig: Rig) -> None:
    rig.ada.types("Jane Doe, Acme, follow up in 2-3 days")
    asked = rig.ada.sees("Which one did you mean?")
    rig.ada.press("Thu 26 Nov", in_=asked)
    rig.ada.sees("Planned for Thu 26 Nov.")


def test_a_day_that_has_passed_is_asked_about_in_the_confirming_message(rig: Rig) -> None:
    rig.ada.types("Jane Doe, Acme, nov 1")
    asked = rig.ada.sees("Saved Jane Doe · Acme")
    assert "Sun 1 Nov has passed. Which day did you mean?" in message_text(asked)
    rig.ada.press("Mon 1 Nov 2027", in_=asked)
    rig.ada.sees("Planned for Mon 1 Nov 2027.")


def test_thanks_are_planned_for_their_day(rig: Rig, bob: None) -> None:
    rig.ada.types("met Jane Doe at PyCon, thank Bob for the tip by friday")
    rig.ada.sees("Fri 27 Nov: thank Bob for the tip")
