"""Introductions the member makes: both are asked before they are connected, and a "no" stays where it was said."""

from datetime import timedelta

import pytest

from tests.rig import MONDAY, Rig

from .acts import Json, log, named_where

PAIR = "introduce Ann Chovy to Tom Stone about hiring"


@pytest.fixture
def wanted(rig: Rig) -> Json:
    """Ann and Tom, whom Ada would like to introduce."""
    return log(rig, PAIR)


def after(rig: Rig, days: int, said: str) -> Json:
    rig.moves_to(MONDAY + timedelta(days=days))
    return rig.ada.sees(said)


def test_both_are_asked_agree_and_are_connected(rig: Rig, wanted: Json) -> None:
    rig.ada.sees("For Ann Chovy, to copy and send yourself:\n>Hi Ann, may I introduce you to Tom Stone?")
    digest = after(rig, 1, "Ann Chovy\nAsk Ann about meeting Tom.\n[Draft]  [Asked Ann]  [A line to send]")
    rig.ada.press("A line to send", in_=digest)
    rig.ada.sees("I think you two should talk about hiring. If now isn't the time, just say so; that stays between us.")
    rig.ada.press("Asked Ann", in_=digest)
    rig.ada.sees("✓ Asked Ann  [Undo]")
    digest = after(rig, 2, "Tom Stone\nAsk Tom about meeting Ann.")
    rig.ada.press("Asked Tom", in_=digest)
    rig.ada.sees("✓ Asked Tom  [Undo]")
    digest = after(rig, 8, "No word yet from Ann on meeting Tom about hiring.\n[Ann agreed]  [Ann would rather not]")
    rig.ada.press("Ann agreed", in_=digest)
    digest = after(rig, 9, "No word yet from Tom on meeting Ann about hiring.")
    rig.ada.press("Tom agreed", in_=digest)
    digest = after(
        rig, 10, "Connect Ann and Tom, who both agreed to meet.\n[Draft]  [Connected them]  [A line to send]"
    )
    rig.ada.press("A line to send", in_=digest)
    rig.ada.sees(">Ann, meet Tom Stone. Tom, meet Ann Chovy. I think you two should talk about hiring. Over to you!")
    rig.ada.press("Connected them", in_=digest)
    rig.ada.sees("✓ Connected Ann and Tom  [Undo]")
    digest = after(
        rig, 24, "You introduced Ann to Tom. Did anything come of it?\n[Went somewhere]  [Nothing came of it]"
    )
    rig.ada.press("Went somewhere", in_=digest)
    rig.ada.sees("✓ Ann and Tom: it went somewhere  [Undo]")
    rig.ada.types("intros")
    rig.ada.sees("No introduction is open.")


def test_each_is_named_once_in_a_digest(rig: Rig, wanted: Json) -> None:
    rig.ada.press("Asked Ann", in_=wanted)
    rig.ada.press("Asked Tom", in_=wanted)
    digest = after(rig, 8, "No word yet from Tom on the introduction about hiring.")
    named = named_where(digest)
    assert (named["Ann"], named["Tom"]) == (1, 1)


def test_a_no_is_kept_kindly_and_nobody_is_told_who_said_it(rig: Rig, wanted: Json) -> None:
    rig.ada.press("Asked Ann", in_=wanted)
    rig.ada.press("Ann agreed", in_=rig.ada.sees("[Ann agreed]"))
    rig.ada.press("Asked Tom", in_=rig.ada.sees("Ann agreed. Tom has not been asked yet."))
    digest = after(rig, 8, "No word yet from Tom on meeting Ann about hiring.")
    rig.ada.press("Tom would rather not", in_=digest)
    said = rig.ada.sees(
        "That's fine, and it stays between the two of you.\nYou wanted to introduce Ann Chovy to Tom Stone"
    )
    rig.ada.sees(
        "For Ann Chovy, to copy and send yourself:\n>Hi Ann, I'm afraid that introduction won't happen for now."
    )
    line = said["blocks"][1]["text"]["text"]
    assert "Tom" not in line
    rig.ada.sees("✓ Ann and Tom: it is not to be  [Undo]")
    rig.ada.types("intros")
    rig.ada.sees("No introduction is open.")
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("Ann agreed. Tom has been asked.")


def test_a_no_before_the_other_was_asked_needs_no_line(rig: Rig, wanted: Json) -> None:
    rig.ada.press("Asked Ann", in_=wanted)
    rig.ada.press("Ann would rather not", in_=rig.ada.sees("[Ann would rather not]"))
    rig.ada.sees("It was not to be.")
    rig.ada.gone("to copy and send yourself")
    rig.ada.types("due")
    rig.ada.sees("Nothing is due, and nothing is planned.")
    rig.ada.types(f"intro {PAIR}")
    rig.ada.sees("Logged.\nYou want to introduce Ann Chovy to Tom Stone")


def test_connected_at_once_and_let_go(rig: Rig, wanted: Json) -> None:
    rig.ada.press("Connected them", in_=wanted)
    rig.ada.sees(
        "You introduced Ann Chovy to Tom Stone · hiring\nIntroduced on Mon 23 Nov.\nMon 7 Dec: I'll ask what came of it"
    )
    said = log(rig, "introduce Cy Young to Dora Fey")
    rig.ada.press("Let it go", in_=said)
    rig.ada.sees("You wanted to introduce Cy Young to Dora Fey\n")
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("You want to introduce Cy Young to Dora Fey\nNeither has been asked yet.")
