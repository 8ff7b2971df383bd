"""The main job, end to end: log people, be nudged about them, press what the nudge offers."""

from datetime import timedelta

from tests.rig import MONDAY, Rig


def test_somebody_is_logged_and_comes_up_in_the_digest(rig: Rig) -> None:
    rig.ada.types("met Jane Doe (CTO at Acme) at PyCon, follow up tomorrow about the pilot")
    rig.ada.sees("Saved Jane Doe · CTO, Acme")
    rig.moves_to(MONDAY + timedelta(days=1))
    rig.ada.sees("You planned to follow up today about the pilot. You met at PyCon.")
    assert rig.ada.notifications[-1] == "1 person today: Jane"
    rig.ada.press("Done", near="Jane Doe")
    rig.ada.sees("✓ Followed up with Jane")
    rig.ada.press("Undo", near="Followed up with Jane")
    rig.ada.sees("You planned to follow up today about the pilot.")
    assert rig.refused() == []
