"""The Home tab: due, logged lately, add a contact."""

from datetime import timedelta

from tests.rig import MONDAY, Rig


def test_an_empty_home_says_where_to_begin(rig: Rig) -> None:
    rig.ada.opens_home()
    rig.ada.sees_home("Nothing is due today.")
    rig.ada.sees_home("Nothing yet. Tell me who you met")
    rig.ada.press("Add a contact", in_="home")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "Jane Doe")
    assert form.submit().ok
    rig.ada.sees("Saved Jane Doe")
    rig.ada.sees_home("Added Jane Doe  [Undo]")
    rig.ada.sees_home("1 person in your book. Only you can see it.")


def test_what_was_logged_lately_can_be_undone(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("Bob Marsh, Globex")
    rig.ada.sees("Saved Bob Marsh")
    rig.ada.opens_home()
    rig.ada.sees_home("Added Jane Doe")
    rig.ada.press("Undo: Added Bob Marsh", in_="home")
    home = rig.ada.sees_home("1 person in your book")
    assert "Bob" not in home.text
    rig.ada.types("find")
    rig.ada.sees("1 person in your book")


def test_what_is_due_can_be_done_put_off_and_taken_back(rig: Rig) -> None:
    for who in ("Jane Doe, CTO at Acme, follow up tomorrow", "Bob Marsh, Globex, follow up in 2 weeks"):
        rig.ada.types(who)
        rig.ada.sees("Saved " + who.split(",")[0])
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.opens_home()
    home = rig.ada.sees_home("Jane Doe\nTue 24 Nov: follow up\n[Draft]  [Done]  [Snooze ▾]")
    assert "Bob Marsh\n" not in home.text
    rig.ada.press("Show 1 more promise", in_="home")
    rig.ada.sees("2 things to do")
    rig.ada.press("Done", in_="home")
    rig.ada.sees_home("Nothing is due today.")
    rig.ada.sees("✓ Followed up with Jane")  # in the digest
    rig.ada.press("Undo: Followed up with Jane", in_="home")
    rig.ada.sees_home("Jane Doe\nTue 24 Nov: follow up\n[Draft]  [Done]  [Snooze ▾]")
    rig.ada.choose("Snooze", "In 3 days", in_="home")
    rig.ada.sees_home("Put off Jane to Fri 27 Nov")


def test_a_day_picked_for_what_is_due_is_on_home_at_once(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme, follow up tomorrow")
    rig.ada.sees("Saved Jane Doe")
    rig.slack.move_clock(MONDAY + timedelta(days=1))
    rig.ada.opens_home()
    rig.ada.sees_home("[Done]")
    rig.ada.choose("Snooze", "Pick a date", in_="home")
    form = rig.ada.sees_modal("Put it off")
    form.fill("Remind me on", "2026-12-01")
    assert form.submit().ok
    rig.ada.sees_home("Put off Jane to Tue 1 Dec")


def test_every_member_has_a_home_of_their_own(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ben.opens_home()
    assert "Jane" not in rig.ben.sees_home("Nothing yet.").text


def test_a_long_home_stays_within_slacks_limits(rig: Rig) -> None:
    for number in range(14):
        rig.ada.types(f"/contact Jane Number{chr(65 + number)}, {'Acme ' * 20}, follow up today")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.opens_home()
    rig.ada.sees_home("Show 4 more promises")
    assert rig.ada.sees_home("Logged lately").text.count("[Undo]") == 10
