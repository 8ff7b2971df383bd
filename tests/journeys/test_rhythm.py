"""How often Goodword writes: yesterday's digest gives way, many are dealt with, a pause, another hour, another zone."""

from datetime import timedelta
from string import ascii_uppercase

from bot.localslack.text import message_text
from tests.rig import MONDAY, Rig

from .acts import wait_for

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY


def log(rig: Rig, *names: str, when: str = "tomorrow") -> None:
    for name in names:
        rig.ada.types(f"add {name}, follow up {when} about the pilot")
        rig.ada.sees(f"Saved {name}")
    rig.slack.settle()


def people(count: int) -> list[str]:
    """Names of so many people."""
    return [f"Person{letter} Doe" for letter in ascii_uppercase[:count]]


def nudges(rig: Rig) -> list[str]:
    """The digests in the DM, as Ada sees them now."""
    texts = [message_text(message) for message in rig.ada.messages() if message.get("metadata")]
    return [" ".join(text.split()) for text in texts]


# --- one digest is open at a time ---


def test_a_new_digest_takes_over_from_yesterdays(rig: Rig) -> None:
    log(rig, "Jane Doe", "Bob Marsh")
    rig.moves_to(TUESDAY)
    rig.ada.press("Done", near="Bob Marsh")
    rig.ada.sees("✓ Followed up with Bob")
    rig.moves_to(TUESDAY + DAY)
    old, new = nudges(rig)
    assert old == "Tue 24 Nov ✓ Followed up with Bob [Undo] Moved to today, Wed 25 Nov: Jane."
    assert new.startswith("Good morning, Ada. One person, a couple of minutes. Jane Doe")


def test_what_was_done_can_be_taken_back_in_a_digest_that_has_moved(rig: Rig) -> None:
    log(rig, "Jane Doe", "Bob Marsh")
    rig.moves_to(TUESDAY)
    rig.ada.press("Done", near="Bob Marsh")
    rig.moves_to(TUESDAY + DAY)
    rig.ada.press("Undo", near="Followed up with Bob")
    wait_for(rig, lambda: nudges(rig)[0] == "Tue 24 Nov Moved to today, Wed 25 Nov: Jane. Later: Bob.")
    rig.moves_to(TUESDAY + 2 * DAY)
    assert "Bob Marsh" in nudges(rig)[-1]


# --- what is passed over ---


def test_what_is_passed_over_fades_is_asked_about_and_kept(rig: Rig) -> None:
    log(rig, "Jane Doe")
    shown = []
    for ahead in range(1, 25):
        before = len(nudges(rig))
        rig.moves_to(MONDAY + ahead * DAY)
        shown += [ahead] if len(nudges(rig)) > before else []
        rig.ada.types("find nobody")  # Ada is there, and does nothing about Jane
        rig.slack.settle()
    assert shown == [1, 2, 7, 14, 21]
    assert "Keep it, or let it go? [Keep] [Let it go] [Snooze ▾]" in nudges(rig)[-1]


def test_kept_or_let_go(rig: Rig) -> None:
    log(rig, "Jane Doe", "Bob Marsh")
    for ahead in (1, 2, 7, 14, 21):
        rig.moves_to(MONDAY + ahead * DAY)
        rig.ada.types("find nobody")
        rig.slack.settle()
    rig.ada.press("Keep", near="Jane Doe")
    rig.ada.sees("✓ Kept. Jane comes up again Mon 21 Dec  [Undo]")
    rig.ada.press("Let it go", near="Bob Marsh")
    rig.ada.sees("✓ Let go: follow up with Bob  [Undo]")


def test_what_rests_is_found_at_home(rig: Rig) -> None:
    log(rig, "Jane Doe")
    for ahead in (1, 2, 7, 14, 21, 22, 23):
        rig.moves_to(MONDAY + ahead * DAY)
        rig.ada.types("find nobody")
        rig.slack.settle()
    rig.ada.opens_home()
    rig.ada.sees_home("Tue 24 Nov: follow up about the pilot · resting")
    rig.ada.types("due")
    rig.ada.sees("1 thing to do\nJane Doe · overdue\nTue 24 Nov: follow up about the pilot · resting")


def test_untouched_digests_become_weekly_until_something_is_done(rig: Rig) -> None:
    log(rig, "Jane Doe")
    for ahead in range(1, 9):
        rig.moves_to(MONDAY + ahead * DAY)
    assert len(nudges(rig)) == 4
    assert nudges(rig)[-1].endswith("I'll write once a week. Press anything, and I'm back every workday.")
    rig.ada.choose("Snooze", "Tomorrow", near="Jane Doe")
    rig.ada.sees("✓ Put off Jane to")
    rig.moves_to(MONDAY + 9 * DAY)
    assert len(nudges(rig)) == 5


# --- too many ---


def test_the_easiest_one(rig: Rig) -> None:
    log(rig, *people(6))
    rig.ada.types("thank Bob Marsh for the tip by tomorrow")
    rig.ada.sees("Nobody in your book goes by that name.")
    rig.ada.press("Add “Bob Marsh”")
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(TUESDAY)
    rig.ada.press("Just the easiest one")
    assert "Thank you for the tip." in rig.ada.sees_modal("To Bob Marsh").values["Message"]


def test_more_than_fifteen_are_spread_over_two_weeks(rig: Rig) -> None:
    log(rig, *people(16))
    rig.moves_to(TUESDAY)
    rig.ada.sees("11 more can wait: 16 people in all.")
    rig.ada.press("Spread over two weeks")
    rig.ada.sees("16 people spread over the next two weeks. The promised days stay as they are.  [Undo]")
    rig.ada.sees("✓ Put off PersonA to tomorrow")
    rig.moves_to(TUESDAY + DAY)
    rig.ada.sees("Two people, about five minutes.\nPersonA Doe\nYou planned to follow up yesterday about the pilot.")


def test_spreading_is_taken_back(rig: Rig) -> None:
    log(rig, *people(16))
    rig.moves_to(TUESDAY)
    rig.ada.press("Spread over two weeks")
    rig.ada.sees("16 people spread over the next two weeks.")
    rig.ada.press("Undo", near="spread over the next two weeks")
    rig.ada.sees("PersonA Doe\nYou planned to follow up today about the pilot.")


def test_go_through_them_twenty_a_page(rig: Rig) -> None:
    log(rig, *people(18), *(f"Person{letter} Roe" for letter in "STUVW"))
    rig.moves_to(TUESDAY)
    rig.ada.press("Go through them")
    rig.ada.sees("23 things to do")
    rig.ada.press("Later")
    rig.ada.sees("[Earlier]")


# --- when ---


def test_the_first_digest_asks_for_a_better_hour(rig: Rig) -> None:
    log(rig, "Jane Doe")
    rig.moves_to(TUESDAY)
    rig.ada.sees("Your first reminder. Is this a good time of day? If not:\n[Earlier]  [Lunch]  [End of day]")
    rig.ada.press("Lunch")
    rig.ada.sees("From now on at 12:00 PM.")
    rig.moves_to(TUESDAY + DAY)
    assert len(nudges(rig)) == 1
    rig.moves_to(TUESDAY + DAY + timedelta(hours=3))
    assert len(nudges(rig)) == 2
    assert "Your first reminder" not in nudges(rig)[1]


def test_a_pause(rig: Rig) -> None:
    log(rig, "Jane Doe")
    rig.ada.types("/contact pause until 7 december")
    rig.ada.sees("Quiet until Mon 7 Dec. Nothing is lost: what comes due meanwhile waits in one digest.")
    rig.moves_to(TUESDAY)
    rig.moves_to(MONDAY + 13 * DAY)
    assert nudges(rig) == []
    rig.moves_to(MONDAY + 14 * DAY)
    assert "You planned to follow up on Tue 24 Nov about the pilot." in nudges(rig)[0]


def test_a_pause_is_asked_about_and_ended(rig: Rig) -> None:
    log(rig, "Jane Doe")
    rig.ada.types("pause")
    rig.ada.press("For two weeks")
    rig.ada.sees("Quiet until Mon 7 Dec.")
    rig.moves_to(TUESDAY)
    rig.ada.types("pause for 3 weeks")
    rig.ada.sees("Quiet until Tue 15 Dec.")
    rig.ada.press("Resume now", near="Tue 15 Dec")
    rig.ada.sees("Welcome back. Reminders come again on workdays at 8:30 AM, when something is due.")
    rig.moves_to(TUESDAY + timedelta(minutes=1))
    assert len(nudges(rig)) == 1


def test_a_day_that_is_no_day_to_pause_until(rig: Rig) -> None:
    rig.ada.types("pause until the cows come home")
    rig.ada.sees("I couldn't read “the cows come home” as a day.")
    rig.ada.types("resume")
    rig.ada.sees("Welcome back.")


def test_whoever_travels_is_nudged_by_the_clock_there(rig: Rig) -> None:
    log(rig, "Jane Doe")
    rig.ada.moves_to("Europe/Berlin")
    rig.slack.settle()
    rig.moves_to(TUESDAY.replace(hour=7, minute=29))
    assert nudges(rig) == []
    rig.moves_to(TUESDAY.replace(hour=7, minute=30))
    assert len(nudges(rig)) == 1


def test_a_stranger_who_travels_becomes_no_member(rig: Rig) -> None:
    rig.ben.moves_to("Asia/Tokyo")
    rig.slack.settle()
    assert rig.ben.messages() == []
