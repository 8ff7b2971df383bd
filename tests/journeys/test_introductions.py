"""An introduction to its end: thanked, met, told, won, and everybody who led there thanked; nobody named twice."""

from datetime import timedelta

from bot.localslack.refusal import Json
from tests.rig import MONDAY, Rig

from .acts import log, named_where

PEOPLE = ("Cy", "Ann", "Bob", "Jane")
LONG = "We had a long talk about the pilot, and then about her children and the weather. " * 5


def digest_on(rig: Rig, day: int) -> Json:
    """The digest that many days after Monday, in which nobody has a place in two items."""
    rig.moves_to(MONDAY + timedelta(days=day))
    message = rig.ada.sees("Good morning, Ada.")
    assert rig.ada.messages()[-1]["ts"] == message["ts"]
    assert {name for name, items in named_where(message).items() if name in PEOPLE and items > 1} == set()
    return message


def quiet_on(rig: Rig, day: int) -> None:
    nudges = len(rig.ada.notifications)
    rig.moves_to(MONDAY + timedelta(days=day))
    assert len(rig.ada.notifications) == nudges


def test_from_an_introduction_to_a_win_and_everybody_thanked(rig: Rig) -> None:
    log(rig, "Cy Young introduced me to Ann Chovy", "Ann introduced me to Bob Marsh")
    log(rig, "Bob introduced me to Jane Doe, CTO at Acme, about the data pilot")
    rig.ada.sees("Bob Marsh introduced you to Jane Doe (CTO, Acme) · the data pilot\nIntroduced on Mon 23 Nov;")
    rig.ada.sees("Tue 24 Nov: thank Bob for introducing you to Jane\nMon 7 Dec: I'll ask whether you and Jane")
    everybody_is_thanked(rig)
    jane_is_met_and_bob_told(rig)
    a_win_is_traced_back(rig)


def everybody_is_thanked(rig: Rig) -> None:
    digest = digest_on(rig, 1)
    rig.ada.sees("Bob Marsh\nThank Bob for introducing you to Jane.\n[Draft]  [Thanked]")
    assert rig.ada.notifications[-1] == "3 people today: Cy, Ann, Bob"
    for name in ("Cy Young", "Ann Chovy", "Bob Marsh"):
        rig.ada.press("Thanked", in_=digest, near=name)
    rig.ada.sees("All done for today, Ada.\n✓ Thanked Cy  [Undo]\n✓ Thanked Ann  [Undo]\n✓ Thanked Bob  [Undo]")
    quiet_on(rig, 2)


def jane_is_met_and_bob_told(rig: Rig) -> None:
    rig.ada.types("met Jane Doe at the office")
    rig.ada.sees("Updated Jane Doe")
    digest = digest_on(rig, 3)
    rig.ada.sees("Bob Marsh\nBob introduced you to Jane and you two have talked. One line on how it went is plenty.")
    rig.ada.types("intros")
    rig.ada.press("Open", in_=rig.ada.sees("To see what comes of it"), near="Jane Doe")
    rig.ada.choose("What came of it", "Went somewhere", in_=rig.ada.sees("[What came of it ▾]"))
    rig.ada.sees("It went somewhere.")
    rig.ada.sees("Bob introduced you to Jane and it went somewhere. One line on how it went is plenty.")
    rig.ada.press("Told them", in_=digest)
    form = rig.ada.sees_modal("What you told Bob Marsh")
    line = "Hi Bob, your introduction to Jane went somewhere. Thank you for introducing us!"
    assert form.values["What you told Bob Marsh"] == line
    form.fill("What you told Bob Marsh", LONG)
    form.submit()
    form = rig.ada.sees_modal("That is 404 characters. One line is plenty: shorten it, or save it as it is.")
    form.fill("What you told Bob Marsh", line)
    assert form.submit().ok
    rig.ada.sees("All done for today, Ada.\n✓ Told Bob how it went  [Undo]")
    quiet_on(rig, 4)


def a_win_is_traced_back(rig: Rig) -> None:
    rig.ada.types("win Jane signed a contract")
    win = rig.ada.sees("A win with Jane Doe: signed a contract\nYou ← Bob Marsh ← Ann Chovy ← Cy Young")
    rig.ada.sees("[x] Bob Marsh  [x] Ann Chovy  [x] Cy Young\nBob opened the door: a small gift would be kind.")
    rig.ada.press("Cy Young", in_=win)
    rig.ada.sees("[x] Bob Marsh  [x] Ann Chovy  [ ] Cy Young")
    digest = digest_on(rig, 7)
    assert rig.ada.notifications[-1] == "2 people today: Bob, Ann"
    rig.ada.sees("Thank Bob for their part in your win (signed a contract). A small gift would be kind.")
    rig.ada.press("Thanked", in_=digest, near="Ann Chovy")
    rig.ada.press("Thanked", in_=digest, near="Bob Marsh")
    form = rig.ada.sees_modal("What you gave Bob Marsh")
    form.fill("What you gave Bob Marsh", "lunch")
    assert form.submit().ok
    rig.ada.sees("All done for today, Ada.\n✓ Thanked Bob  [Undo]\n✓ Thanked Ann  [Undo]")
    quiet_on(rig, 8)
    rig.ada.types("thanks")
    rig.ada.sees("You don't owe anybody thanks just now.\nGiven lately")
    rig.ada.sees("Bob Marsh for their part in your win (signed a contract); you gave “lunch”")
