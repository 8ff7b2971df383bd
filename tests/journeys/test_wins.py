"""Wins: told in words or on a card, traced back along the chain; and thanks, owed and given."""

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.rig import MONDAY, Rig

from .acts import Json, count, deliver, delivered, log

CHAIN = ("Ann Chovy introduced me to Bob Marsh", "Bob introduced me to Jane Doe, CTO at Acme")


@pytest.fixture
def win(rig: Rig) -> Json:
    """A win with Jane, to whom Bob led, to whom Ann led."""
    log(rig, *CHAIN)
    rig.ada.types("win Jane signed a contract")
    return rig.ada.sees("A win with Jane Doe: signed a contract\nYou ← Bob Marsh ← Ann Chovy")


def test_a_win_nobody_led_to(rig: Rig) -> None:
    rig.ada.types("win")
    rig.ada.sees("No wins yet; they come.")
    rig.ada.types("add Jane Doe")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types("win Jane")
    rig.ada.press("Log a win", in_=rig.ada.sees("What came of knowing Jane Doe?"))
    form = rig.ada.sees_modal("Log a win")
    form.fill("What came of knowing Jane Doe?", "became a client")
    assert form.submit().ok
    rig.ada.sees(
        "A win with Jane Doe: became a client\nNobody introduced you to Jane, as far as I know: this one is all yours."
    )
    rig.ada.types("wins")
    rig.ada.sees("Your wins\nMon 23 Nov · Jane Doe: became a client")


@pytest.mark.parametrize("line", ["Win Butler, singer", "win Butler, singer"])
def test_win_may_be_a_name(rig: Rig, line: str) -> None:
    rig.ada.types(line)
    rig.ada.sees(f"Saved {line.replace(',', ' ·')}")


def test_a_win_with_somebody_unknown_is_asked_about(rig: Rig, win: Json) -> None:
    rig.ada.types("win Jnae gave me another one")
    rig.ada.press("Jane Doe · CTO, Acme", in_=rig.ada.sees("“Jnae”: Did you mean somebody here?"))
    rig.ada.sees("A win with Jane Doe: gave me another one")
    rig.ada.types("win Zed Zulu hired me")
    rig.ada.press("Add “Zed Zulu”", in_=rig.ada.sees("“Zed Zulu”? Nobody in your book goes by that name."))
    rig.ada.sees("A win with Zed Zulu: hired me")
    deliver(rig, delivered(rig, "block_actions")[-1])
    rig.ada.types("wins")
    rig.ada.sees(
        "Your wins\nMon 23 Nov · Zed Zulu: hired me\nMon 23 Nov · Jane Doe: gave me another one\nMon 23 Nov · Jane"
    )


def test_ticks_say_whom_to_thank(rig: Rig, win: Json) -> None:
    rig.ada.sees("[x] Bob Marsh  [x] Ann Chovy")
    rig.ada.press("Bob Marsh", in_=win)
    rig.ada.sees("[ ] Bob Marsh  [x] Ann Chovy")
    rig.ada.types("thanks")
    rig.ada.sees("say thanks for introducing you to Bob and for their part in your win (signed a contract)\n")
    rig.ada.sees("Bob Marsh\nTue 24 Nov: say thanks for introducing you to Jane, and say how it went\n")
    rig.ada.press("Bob Marsh", in_=win)
    rig.ada.sees("[x] Bob Marsh  [x] Ann Chovy")
    rig.ada.types("Bob Marsh")
    rig.ada.sees(
        "say thanks for introducing you to Jane and for their part in your win (signed a contract), and say how it went"
    )


def test_a_win_is_taken_back_with_the_thanks_it_led_to(rig: Rig, win: Json) -> None:
    rig.ada.press("Undo", in_=win)
    rig.ada.sees("Undone: A win with Jane: signed a contract.")
    rig.ada.types("thanks")
    rig.ada.sees("Tue 24 Nov: say thanks for introducing you to Jane\n[Draft]  [Thanked]")
    rig.ada.types("intros")
    rig.ada.sees("Bob Marsh introduced you to Jane Doe (CTO, Acme)  [Open]\nIntroduced on Mon 23 Nov; not in touch yet")


def test_a_win_delivered_twice_is_one(rig: Rig, win: Json) -> None:
    deliver(rig, delivered(rig, "message")[-1])
    rig.slack.settle()
    assert count(rig.ada, "A win with Jane Doe") == 1
    rig.ada.types("wins")
    rig.ada.sees("Your wins\nMon 23 Nov · Jane Doe: signed a contract\nLog one")


def test_everybody_on_the_way_was_deleted(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doe")
    rig.ada.types("Bob Marsh")
    rig.ada.press("Do not contact", in_=rig.ada.sees("Introduced you to Jane Doe"))
    rig.ada.sees("Marked “do not contact”")
    rig.ada.types("win Jane signed a contract")
    rig.ada.sees("You ← Bob Marsh\nThere is nobody to thank: whoever led you there is out of your book, or marked")


def test_out_of_their_way_suggests_a_gift_and_keeps_what_was_given(rig: Rig) -> None:
    rig.ada.types("add Bob Marsh")
    rig.ada.sees("Saved Bob Marsh")
    rig.ada.types("Bob Marsh")
    rig.ada.press("Say thanks", in_=rig.ada.sees("[Say thanks]"))
    form = rig.ada.sees_modal("Thank Bob Marsh")
    form.fill("What for", "the tip on rates")
    form.fill("Was it more than a small favour?", ["Went out of their way"])
    assert form.submit().ok
    rig.ada.sees("Planned for tomorrow.")
    rig.moves_to(MONDAY + timedelta(days=1))
    digest = rig.ada.sees("Thank Bob for the tip on rates. A small gift would be kind.")
    rig.ada.press("Thanked", in_=digest)
    form = rig.ada.sees_modal("What you gave Bob Marsh")
    form.fill("What you gave Bob Marsh", "a book")
    assert form.submit().ok
    rig.ada.sees("✓ Thanked Bob  [Undo]")
    rig.ada.types("thanks")
    rig.ada.sees("Given lately\n✓ Tue 24 Nov: Bob Marsh for the tip on rates; you gave “a book”")
    rig.ada.types("Bob Marsh")
    rig.ada.sees("(with a book)")


def test_a_chain_of_ten_and_a_circle(rig: Rig) -> None:
    names = ["Ann", "Bob", "Cy", "Dora", "Emil", "Faruk", "Gita", "Hugo", "Ines", "Kofi", "Lars"]
    log(rig, *(f"{one} Young introduced me to {other} Young" for one, other in pairwise(names)))
    log(rig, "Lars introduced me to Ann")
    rig.ada.types("Lars")
    rig.ada.sees("You ← " + " ← ".join(f"{name} Young" for name in reversed(names[:-1])))
    rig.ada.types("win Lars hired me")
    rig.ada.sees("[x] Kofi Young  [x] Ines Young")
    rig.ada.press("Ann Young", in_=rig.ada.sees("A win with Lars Young"))
    rig.ada.sees("[x] Bob Young  [ ] Ann Young")
