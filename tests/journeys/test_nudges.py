"""The digest and the timed nudge: what they say, what their buttons do, in place."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.rig import MONDAY, Rig

from .acts import calls, count, wait_for

TUESDAY = MONDAY + timedelta(days=1)


def log(rig: Rig, *lines: str) -> None:
    for line in lines:
        rig.ada.types(f"/contact {line}")
        rig.ada.sees("Saved " + line.split(",")[0])
    rig.slack.settle()


@pytest.fixture
def digest(rig: Rig):
    """Tuesday's digest with Jane to follow up with and Bob to thank."""
    log(rig, "Jane Doe, CTO at Acme, follow up tomorrow about the pilot", "Bob Marsh, Globex")
    rig.ada.types("thank Bob for the tip on rates")
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(TUESDAY)
    return rig.ada.sees("Good morning, Ada. Two people, about five minutes.")


def test_what_a_digest_says(rig: Rig, digest) -> None:
    rig.ada.sees("Jane Doe · CTO, Acme\nYou planned to follow up today about the pilot.")
    rig.ada.sees("Bob Marsh · Globex\nThank Bob for the tip on rates.")
    assert rig.ada.notifications[-1] == "2 people today: Jane, Bob"
    labels = [element.get("accessibility_label") for block in digest["blocks"] for element in block.get("elements", [])]
    assert "Followed up with Jane Doe" in labels and "Thanked Bob Marsh" in labels


def test_done_and_thanked_in_place_until_all_is_done(rig: Rig, digest) -> None:
    rig.ada.press("Done", in_=digest)
    rig.ada.sees("✓ Followed up with Jane  [Undo]\nBob Marsh")
    rig.ada.press("Thanked", in_=digest)
    rig.ada.sees("All done for today, Ada.\n✓ Followed up with Jane  [Undo]\n✓ Thanked Bob  [Undo]")
    assert count(rig.ada, "All done for today") == 1
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Tue 24 Nov: “Followed up about the pilot”")
    rig.ada.press("Undo", in_=digest, near="Thanked Bob")
    rig.ada.sees("✓ Followed up with Jane  [Undo]\nBob Marsh · Globex\nThank Bob for the tip on rates.")


@pytest.mark.parametrize(
    ("option", "said", "back"),
    [
        ("Tomorrow", "✓ Put off Jane to tomorrow", TUESDAY + timedelta(days=1)),
        ("In 3 days", "✓ Put off Jane to Fri 27 Nov", TUESDAY + timedelta(days=3)),
        ("Next week", "✓ Put off Jane to Mon 30 Nov", TUESDAY + timedelta(days=6)),
    ],
)
def test_snooze_moves_the_reminder_not_the_promise(rig: Rig, digest, option: str, said: str, back: datetime) -> None:
    rig.ada.choose("Snooze", option, in_=digest, near="Jane Doe")
    rig.ada.sees(f"{said}  [Undo]")
    rig.ada.types("due")
    rig.ada.sees("2 things to do\nJane Doe\nTue 24 Nov: follow up")
    rig.ada.press("Thanked", in_=digest)
    rig.ada.sees("✓ Thanked Bob")
    nudges = len(rig.ada.notifications)
    rig.moves_to(back - timedelta(hours=3))
    assert len(rig.ada.notifications) == nudges
    rig.moves_to(back)
    rig.ada.sees("One person, a couple of minutes.\nJane Doe · CTO, Acme\nYou planned to follow up")


def test_snooze_to_a_day_picked(rig: Rig, digest) -> None:
    rig.ada.choose("Snooze", "Pick a date", in_=digest, near="Jane Doe")
    form = rig.ada.sees_modal("The day you promised Jane stays as it is")
    form.fill("Remind me on", "2026-11-20")
    assert not form.submit().ok
    assert form.errors == {"Remind me on": "Fri 20 Nov has passed. Which day did you mean?"}
    form.fill("Remind me on", "2026-12-02")
    assert form.submit().ok
    rig.ada.sees("✓ Put off Jane to Wed 2 Dec  [Undo]")
    rig.ada.press("Undo", in_=digest, near="Put off Jane")
    rig.ada.sees("Jane Doe · CTO, Acme\nYou planned to follow up today about the pilot.")


def test_let_it_go_and_take_that_back(rig: Rig, digest) -> None:
    rig.ada.choose("Snooze", "Let it go", in_=digest, near="Bob Marsh")
    rig.ada.sees("✓ Let go: thank Bob  [Undo]")
    rig.ada.types("thank")
    rig.ada.sees("You don't owe anybody thanks just now.")
    rig.ada.press("Undo", in_=digest, near="Let go")
    rig.ada.sees("Bob Marsh · Globex\nThank Bob for the tip on rates.")


def test_what_is_done_elsewhere_shows_in_the_digest(rig: Rig, digest) -> None:
    rig.ada.types("due")
    due = rig.ada.sees("2 things to do")
    rig.ada.press("Done", in_=due)
    wait_for(rig, lambda: count(rig.ada, "✓ Followed up with Jane") == 2)
    rig.ada.types("Bob")
    card = rig.ada.sees("Next Tue 24 Nov: say thanks")
    rig.ada.press("Archive or delete", in_=card)
    form = rig.ada.sees_modal("What should happen to Bob Marsh?")
    form.fill("What should happen to Bob Marsh?", "Delete")
    form.submit()
    rig.ada.sees("✓ Bob is no longer in your book")


def test_two_things_for_one_person_are_one_item(rig: Rig) -> None:
    log(rig, "Jane Doe, CTO at Acme, met at PyCon, follow up tomorrow about the pilot")
    rig.ada.types("thank Jane for the intro by tomorrow")
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(TUESDAY)
    digest = rig.ada.sees("Good morning, Ada. One person, a couple of minutes.")
    assert rig.ada.notifications[-1] == "1 person today: Jane"
    rig.ada.sees("[Draft]  [Done]  [Snooze ▾]\nThank Jane for the intro.\n[Draft]  [Thanked]  [Snooze ▾]")
    rig.ada.press("Done", in_=digest)
    rig.ada.sees("✓ Followed up with Jane  [Undo]\nJane Doe · CTO, Acme\nThank Jane for the intro.")


def test_five_people_at_most_and_the_others_on_request(rig: Rig) -> None:
    log(rig, *(f"Person {letter}, Acme, follow up tomorrow" for letter in "ABCDEFGH"))
    rig.moves_to(TUESDAY)
    digest = rig.ada.sees("Good morning, Ada. Five people, about a quarter of an hour.")
    rig.ada.sees("3 more can wait.\n[Show the other 3]")
    assert rig.ada.notifications[-1].startswith("5 people today: ")
    rig.ada.press("Show the other 3", in_=digest)
    rig.ada.sees("Person H")
    rig.moves_to(TUESDAY + timedelta(days=1))
    rig.ada.sees("Person F · Acme\nYou planned to follow up")


def test_only_one_more(rig: Rig) -> None:
    log(rig, *(f"Person {letter}, Acme, follow up tomorrow" for letter in "ABCDEF"))
    rig.moves_to(TUESDAY)
    rig.ada.sees("1 more can wait.")


def test_a_timed_promise_has_a_message_of_its_own(rig: Rig) -> None:
    log(rig, "Jane Doe, CTO at Acme")
    rig.ada.types("followup Jane tomorrow 3pm about the pilot")
    rig.ada.sees("Next Tue 24 Nov, 3:00 PM: follow up about the pilot")
    rig.moves_to(TUESDAY)
    assert count(rig.ada, "Good morning") == 0
    rig.moves_to(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
    nudge = rig.ada.sees("Jane Doe · CTO, Acme\nYou planned to follow up today")
    assert rig.ada.notifications[-1] == "3:00 PM: Jane"
    rig.ada.press("Done", in_=nudge)
    rig.ada.sees("✓ Followed up with Jane  [Undo]")


def test_no_digest_when_nothing_is_due_nor_on_days_off(rig: Rig) -> None:
    log(rig, "Jane Doe, CTO at Acme, follow up saturday")
    before = len(rig.ada.notifications)
    rig.moves_to(TUESDAY)
    rig.moves_to(MONDAY + timedelta(days=5))
    assert len(rig.ada.notifications) == before
    rig.moves_to(MONDAY + timedelta(days=7))
    rig.ada.sees("You planned to follow up on Sat 28 Nov.")


def test_a_pass_again_sends_nothing_again(rig: Rig, digest) -> None:
    rig.moves_to(TUESDAY + timedelta(minutes=10))
    assert count(rig.ada, "Good morning") == 1


def test_after_days_away_one_digest_with_the_true_days(rig: Rig) -> None:
    log(rig, "Jane Doe, CTO at Acme, follow up tomorrow", "Bob Marsh, Globex, follow up thursday")
    rig.moves_to(MONDAY + timedelta(days=9))
    rig.ada.sees("You planned to follow up on Tue 24 Nov.")
    rig.ada.sees("You planned to follow up on Thu 26 Nov.")
    assert count(rig.ada, "Good morning") == 1


def test_due_in_pages(rig: Rig) -> None:
    log(rig, *(f"Person {letter}, Acme, follow up tomorrow" for letter in "ABCDEFGHIJKLMNOPQRSTU"))
    rig.ada.types("due")
    due = rig.ada.sees("21 things to do")
    rig.ada.press("Later", in_=due)
    rig.ada.sees("Person U\nTue 24 Nov: follow up\n[Draft]  [Done]  [Snooze ▾]\n[Earlier]")
    rig.ada.press("Done", in_=due, near="Person U")
    rig.ada.sees("✓ Followed up with Person  [Undo]\n20 things to do\nPerson T")
    rig.ada.press("Earlier", in_=due)
    rig.ada.sees("20 things to do\nPerson A")


def test_many_thanks_owed(rig: Rig) -> None:
    for letter in "ABCDEFGHIJKLMNOPQRSTUV":
        rig.ada.types(f"/contact add Person {letter}")
        rig.ada.types(f"/contact thank Person {letter} for the tip")
    rig.ada.types("thank")
    rig.ada.sees("Thanks you owe\nPerson A")
    rig.ada.sees("and 2 more")


def test_a_first_name_and_an_update_in_place_only(rig: Rig, digest) -> None:
    posts = len(calls(rig, "chat.postMessage"))
    rig.ada.press("Done", in_=digest)
    rig.ada.sees("✓ Followed up with Jane")
    rig.slack.settle()
    assert len(calls(rig, "chat.postMessage")) == posts
    assert len(calls(rig, "chat.update")) == 1
