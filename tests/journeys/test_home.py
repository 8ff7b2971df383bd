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


def test_somebody_is_found_by_typing(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.opens_home()
    rig.ada.sees_home("1 person in your book")
    assert rig.ada.suggestions("Find somebody", "jan", in_="home") == ["Add “jan”", "Jane Doe · CTO, Acme"]
    rig.ada.choose("Find somebody", "Jane Doe · CTO, Acme", in_="home")
    rig.ada.sees("[Draft message]")
    rig.ada.sees_home("The answer is in the Messages tab.")
    rig.ada.suggestions("Find somebody", "Sam Lee", in_="home")
    rig.ada.choose("Find somebody", "Add “Sam Lee”", in_="home")
    assert rig.ada.sees_modal("Add a contact").submit().ok
    rig.ada.sees_home("2 people in your book")


def test_what_is_under_way_is_on_home(rig: Rig) -> None:
    rig.ada.types("intro Bob Marsh introduced me to Jane Doe, CTO at Acme")
    rig.ada.sees("Logged.")
    rig.ada.opens_home()
    rig.ada.sees_home("Bob Marsh introduced you to Jane Doe")
    rig.ada.sees_home("1 open introduction")
    rig.ada.press("Open: Bob Marsh and Jane Doe", in_="home")
    rig.ada.sees("[We talked]")


def test_whom_to_say_hello_to_is_on_home(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("note Jane: likes tea")
    rig.ada.sees("Noted.")
    rig.slack.move_clock(MONDAY + timedelta(days=200))
    rig.ada.opens_home()
    rig.ada.sees_home("Jane Doe: last in touch")
    rig.ada.press("Show me", in_="home")
    rig.ada.sees("you could say hello to")


def test_the_doors_lead_where_they_say(rig: Rig) -> None:
    rig.ada.opens_home()
    rig.ada.sees_home("Reminders: Mon–Fri at 8:30 AM (America/New_York), at most 5 people.")
    rig.ada.press("Stats", in_="home")
    rig.ada.press("Duplicates", in_="home")
    rig.ada.press("Export", in_="home")
    rig.ada.sees("I'm packing your book.")
    rig.ada.press("Pause", in_="home")
    rig.ada.press("For two weeks", in_=rig.ada.sees("Until when shall I be quiet?"))
    rig.ada.opens_home()
    rig.ada.sees_home("Quiet until Mon 7 Dec.")
    rig.ada.press("Resume now", in_="home")
    rig.ada.sees_home("Reminders: Mon–Fri")
    rig.ada.press("Import", in_="home")
    rig.ada.sees_modal("Import contacts").close()
    rig.ada.press("Forget me", in_="home")
    rig.ada.sees_modal("Forget me").close()
