"""Settings: when Goodword writes, how much at once, in which zone, and what the phone shows."""

from datetime import timedelta

from tests.rig import MONDAY, Rig

FIVE = ("Jane Doe", "Bob Marsh", "Ann Chovy", "Sam Lee", "Kit Acme")


def opens_settings(rig: Rig):
    rig.ada.opens_home()
    rig.ada.sees_home("[Settings]")
    rig.ada.press("Settings", in_="home")
    return rig.ada.sees_modal("Settings")


def nudges(rig: Rig) -> list[str]:
    return [said for said in rig.ada.notifications if " today" in said]


def test_an_hour_days_and_a_cap_hold_from_then_on(rig: Rig) -> None:
    for name in FIVE:
        rig.ada.types(f"{name} from Acme, follow up tomorrow")
        rig.ada.sees(f"Saved {name}")
    form = opens_settings(rig)
    form.fill("Reminders come at", "16:00")
    form.fill("On these days", ["Wednesday", "Thursday"])
    form.fill("People in one reminder, at most", "2")
    assert form.submit().ok
    rig.ada.sees_home("Reminders: Wed, Thu at 4:00 PM (America/New_York), at most 2 people.")
    rig.moves_to(MONDAY + timedelta(days=1, hours=10))  # Tuesday evening
    assert nudges(rig) == []
    rig.moves_to(MONDAY + timedelta(days=2, hours=6, minutes=59))
    assert nudges(rig) == []
    rig.moves_to(MONDAY + timedelta(days=2, hours=7))
    assert nudges(rig) == ["2 people today: Jane, Bob"]
    rig.ada.sees("3 more can wait.")


def test_names_can_be_kept_off_the_phone(rig: Rig) -> None:
    rig.ada.types("Jane Doe from Acme, follow up tomorrow")
    rig.ada.types("Bob Marsh from Acme, follow up tomorrow 3pm")
    form = opens_settings(rig)
    form.fill("Notifications on the phone", ["Hide names"])
    assert form.submit().ok
    rig.ada.sees_home("No names on the phone.")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.moves_to(MONDAY + timedelta(days=1, hours=6))
    assert rig.ada.notifications[-2:] == ["1 person today", "3:00 PM: somebody you promised"]
    rig.ada.sees("Jane Doe · Acme\nYou planned to follow up")


def test_a_zone_of_ones_own_outlives_a_journey(rig: Rig) -> None:
    rig.ada.types("help")
    form = opens_settings(rig)
    assert rig.ada.suggestions("Time zone", "berl", in_="modal") == ["As in Slack", "Europe/Berlin"]
    form.fill("Time zone", "Europe/Berlin")
    form.fill("You write days and times as in", "Deutsch")
    assert form.submit().ok
    rig.ada.sees_home("at 08:30 (Europe/Berlin)")
    rig.ada.moves_to("Asia/Tokyo")
    rig.slack.settle()
    form = opens_settings(rig)
    assert form.values["Time zone"] == "Europe/Berlin"
    form.fill("Time zone", "As in Slack")
    assert form.submit().ok
    rig.slack.settle()
    rig.ada.opens_home()
    rig.ada.sees_home("(Asia/Tokyo)")


def test_no_day_at_all_is_asked_about(rig: Rig) -> None:
    form = opens_settings(rig)
    form.fill("On these days", [])
    form.submit()
    assert form.errors == {"On these days": "Pick at least one day. To hear nothing for a while, write `pause`."}


def test_the_verb_opens_them_and_says_what_holds(rig: Rig) -> None:
    rig.ada.types("/contact settings")
    form = rig.ada.sees_modal("Settings")
    form.fill("People in one reminder, at most", "3")
    assert form.submit().ok
    rig.ada.sees("Saved. Reminders: Mon–Fri at 8:30 AM (America/New_York), at most 3 people.")
    rig.ada.types("settings")
    rig.ada.press("Settings", in_=rig.ada.sees("What shall be different?"))
    assert rig.ada.sees_modal("Settings").values["People in one reminder, at most"] == "3"


def test_templates_and_rhythms_are_behind_buttons(rig: Rig) -> None:
    opens_settings(rig)
    rig.ada.press("How often?", in_="modal")
    rig.ada.sees_modal("How often would you like").close()
    rig.ada.press("Templates", in_="modal")
    rig.ada.sees_modal("What I write").close()
