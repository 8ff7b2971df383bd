"""Reaching out well, from one's news to a friend outside the field who heard it; Slack takes every message of it.

That Slack refused nothing is asserted after every journey; see `conftest`.
"""

from datetime import datetime, timedelta

from bot.localslack.text import message_text
from tests.journeys.acts import Json
from tests.rig import MONDAY, Rig

TUESDAY = datetime(2026, 12, 8, 13, 30, tzinfo=MONDAY.tzinfo)  # half past eight in New York, the first with a line
BOOK = (
    "coffee with Jane Doe, CTO at Acme #industry, talked about pricing",
    "call with Bob Marsh, consultant at Globex #industry",
    "lunch with Ann Chovy, nurse at Mercy Hospital #friend",
)
MENDED = "Hey Ann, I'm leaving Hooli and looking for two clients. How are things at Mercy Hospital?"


def suggested(rig: Rig) -> Json:
    """Ada's news is set, and the Tuesday's line shows three people who should hear it."""
    for line in BOOK:
        rig.ada.types(line)
    rig.ada.sees("Saved Ann Chovy")
    rig.ada.types("/contact situation I'm leaving Hooli, looking for two clients")
    rig.ada.press("Talked with in two years (3)", in_=rig.ada.sees("Who should hear it from you?"))
    rig.ada.sees("0 of 3 told")
    rig.moves_to(TUESDAY)
    rig.ada.press("Show me", in_=rig.ada.sees("A wide net: three people you could say hello to this week."))
    return rig.ada.sees("Three people you could say hello to\n")


def test_news_reaches_a_friend_outside_the_field_without_a_slip(rig: Rig) -> None:
    shown = suggested(rig)
    assert "Ann Chovy · nurse, Mercy Hospital · Friend\n" in message_text(shown)
    rig.ada.press("Draft", in_=shown, near="Ann Chovy")
    form = rig.ada.sees_modal("Draft message")
    assert form.values["What for"] == "Tell my news"
    assert form.values["Message"].startswith("Hey Ann, I have news") and "leaving Hooli" in form.values["Message"]

    form.fill("Message", MENDED.replace("Mercy Hospital", "Globex"))
    rig.ada.press("Check")
    form = rig.ada.sees_modal(
        "“Globex” Globex is where Bob Marsh works, as far as I know; Ann is at Mercy Hospital. Better: “Mercy Hospital”"
    )
    assert form.submit().ok
    form = rig.ada.sees_modal("One look before you log it?")
    rig.ada.press("Mend", near="Globex")
    form = rig.ada.sees_modal("✓ Checked: nothing to mend.")
    assert form.values["Message"] == MENDED
    assert form.submit().ok

    after = rig.ada.sees("Logged: you wrote to Ann.")
    assert "Ann Chovy" not in message_text(after) and "Jane Doe" in message_text(after)
    rig.ada.types("situation")
    rig.ada.sees("1 of 3 told\nThey know: Ann")
    rig.ada.types("Ann")
    rig.ada.sees(f"Next Tue 15 Dec: I'll ask whether Ann came back to you\nLast Tue 8 Dec: “{MENDED}”")
    assert rig.refused() == []


def test_undo_after_i_sent_it_untells_the_news_and_awaits_nothing(rig: Rig) -> None:
    shown = suggested(rig)
    rig.ada.press("Draft", in_=shown, near="Ann Chovy")
    assert rig.ada.sees_modal("Draft message").submit().ok
    rig.ada.press("Undo", in_=rig.ada.sees("Logged: you wrote to Ann."))
    rig.ada.types("situation")
    rig.ada.sees("0 of 3 told")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")
    rig.ada.types("suggest")
    rig.ada.sees("Ann Chovy · nurse, Mercy Hospital · Friend\nLast in touch 2 weeks ago · doesn't know your news")


def test_whoever_was_written_to_is_not_suggested_in_the_next_week(rig: Rig) -> None:
    shown = suggested(rig)
    rig.ada.press("Draft", in_=shown, near="Ann Chovy")
    assert rig.ada.sees_modal("Draft message").submit().ok
    rig.ada.sees("Logged: you wrote to Ann.")
    rig.moves_to(TUESDAY + timedelta(days=7))
    rig.ada.types("suggest")
    assert "Ann Chovy" not in message_text(rig.ada.sees("Two people you could say hello to\n"))
