"""Logging an introduction in words: each way to put it, names that are unclear, new people, slips."""

import pytest

from tests.rig import Rig

from .acts import count, deliver, delivered, log

RECEIVED = "introduced you to"
WORDS = [
    ("intro Bob Marsh introduced me to Jane Doe, CTO at Acme", f"Bob Marsh {RECEIVED} Jane Doe (CTO, Acme)\n"),
    ("intro Jane Doe via Bob Marsh", f"Bob Marsh {RECEIVED} Jane Doe\n"),
    ("introduction: Jane Doe via Bob Marsh", f"Bob Marsh {RECEIVED} Jane Doe\n"),
    ("intro Bob Marsh will introduce me to Sam Lee", "Bob Marsh offered to introduce you to Sam Lee\n"),
    ("intro I introduced Ann Chovy to Tom Stone about hiring", "You introduced Ann Chovy to Tom Stone · hiring\n"),
    ("intro introduce Ann Chovy to Tom Stone", "You want to introduce Ann Chovy to Tom Stone\n"),
]
IN_PASSING = [
    ("Bob Marsh introduced me to Jane Doe, CTO at Acme", "Saved Jane Doe · CTO, Acme\nIntroduced by Bob Marsh"),
    ("Bob Marsh will introduce me to 李小龙", "Saved Bob Marsh\nBob Marsh will introduce you to 李小龙"),
]


@pytest.mark.parametrize(("line", "said"), WORDS)
def test_each_way_to_put_it(rig: Rig, line: str, said: str) -> None:
    rig.ada.types(line)
    rig.ada.sees(f"Logged.\n{said}")
    rig.ada.types("find")
    rig.ada.sees("2 people in your book")


@pytest.mark.parametrize(("line", "said"), IN_PASSING)
def test_a_line_that_tells_of_one_is_a_capture(rig: Rig, line: str, said: str) -> None:
    rig.ada.types(line)
    rig.ada.sees(said)
    rig.ada.types("intros")
    rig.ada.sees("Bob Marsh")


def test_what_tells_of_no_introduction_is_said_so_with_the_words(rig: Rig) -> None:
    rig.ada.types("intro Bob and so forth")
    usage = rig.ada.sees("Who introduced whom? I couldn't tell from “Bob and so forth”.")
    rig.ada.press("Log an introduction", in_=usage)
    rig.ada.sees_modal("What happened?").close()
    for line in ("Bob introduced me to jazz", "I introduced a new feature to the team"):
        rig.ada.types(line)
    rig.ada.types("find")
    rig.ada.sees("Your book is empty.")


def test_intro_alone_in_a_message_offers_the_form(rig: Rig) -> None:
    rig.ada.types("intro")
    rig.ada.press("Log an introduction", in_=rig.ada.sees("Write it like one of these, or use the form"))
    rig.ada.sees_modal("Log an introduction")


def test_whatever_else_is_said_of_the_two_is_kept(rig: Rig) -> None:
    rig.ada.types("intro Bob Marsh from Globex introduced me to Jane Doe, CTO at Acme, follow up friday")
    rig.ada.sees("Bob Marsh introduced you to Jane Doe (CTO, Acme)")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Next Fri 27 Nov: follow up\nMon 7 Dec: I'll ask whether you two have been in touch")
    rig.ada.types("Bob Marsh")
    rig.ada.sees(
        "Bob Marsh · Globex\nNext Tue 24 Nov: say thanks for introducing you to Jane\nIntroduced you to Jane Doe"
    )


def test_a_day_that_cannot_be_read_is_kept_as_a_note(rig: Rig) -> None:
    rig.ada.types("intro Bob Marsh introduced me to Jane Doe, follow up blursday")
    rig.ada.sees("Logged. I couldn't read “blursday” as a day, so I kept it as a note.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("“Follow up blursday”")


def test_a_slip_is_asked_about_and_nobody_is_merged_silently(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doe, CTO at Acme")
    rig.ada.types("intro Bobb will introduce me to Jnae about hiring")
    rig.ada.press("Bob Marsh", in_=rig.ada.sees("Who is Bobb?\n[Bob Marsh]  [Add “Bobb”]"))
    rig.ada.press("Add “Jnae”", in_=rig.ada.sees("Who is Jnae?\n[Jane Doe · CTO, Acme]  [Add “Jnae”]"))
    rig.ada.sees("Logged.\nBob Marsh offered to introduce you to Jnae · hiring")
    rig.ada.gone("Who is")
    rig.ada.types("find")
    rig.ada.sees("3 people in your book")


def test_a_longer_name_is_not_taken_for_another(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doerr")
    rig.ada.types("intro Bob introduced me to Jane Doe")
    rig.ada.press("Add “Jane Doe”", in_=rig.ada.sees("Who is Jane Doe?\n[Jane Doerr]"))
    rig.ada.sees("Bob Marsh introduced you to Jane Doe\n")


def test_two_of_one_name_are_asked_about(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Sam Lee, designer", "Ann Chovy introduced me to Sam Roe, painter")
    rig.ada.types("intro Dora Fey introduced me to Sam")
    rig.ada.press("Sam Roe · painter", in_=rig.ada.sees("Which Sam?"))
    rig.ada.sees("Dora Fey introduced you to Sam Roe (painter)")


@pytest.mark.parametrize(
    "line",
    [
        "intro Jane Doe introduced me to Jane Doe",
        "intro Bob introduced me to Bob Marsh",
        "intro I introduced Bob to Bob",
    ],
)
def test_nobody_is_introduced_to_themself(rig: Rig, line: str) -> None:
    rig.ada.types("add Bob Marsh")
    rig.ada.sees("Saved Bob Marsh")
    rig.ada.types(line)
    rig.ada.sees("can't be introduced to")
    rig.ada.types("find")
    rig.ada.sees("1 person in your book")


def test_an_introduction_twice_shows_the_first(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doe", "I introduced Ann Chovy to Tom Stone")
    rig.ada.types("intro Jane via Bob")
    rig.ada.sees("You have that one already; here it is.\nBob Marsh introduced you to Jane Doe")
    rig.ada.types("intro I introduced Tom to Ann")
    rig.ada.sees("You have that one already; here it is.\nYou introduced Ann Chovy to Tom Stone")
    rig.ada.types("intros")
    rig.ada.sees("[Open]\nIntroduced on Mon 23 Nov.\n[Log an introduction]")
    rig.ada.types("thanks")
    rig.ada.sees("Thanks you owe\nBob Marsh\nTue 24 Nov: say thanks for introducing you to Jane\n[Draft]  [Thanked]")


def test_a_payload_delivered_twice_logs_once(rig: Rig) -> None:
    rig.ada.types("intro Bobb Marsh introduced me to Jane Doe")
    rig.ada.sees("Logged.")
    deliver(rig, delivered(rig, "message")[-1])
    rig.ada.types("intro Bob Marsh introduced me to Tom Stone")
    rig.ada.press("Bobb Marsh", in_=rig.ada.sees("Who is Bob Marsh?"))
    rig.ada.sees("Bobb Marsh introduced you to Tom Stone")
    deliver(rig, delivered(rig, "block_actions")[-1])
    rig.slack.settle()
    assert count(rig.ada, "Logged.") == 2
    rig.ada.types("find")
    rig.ada.sees("3 people in your book")


def test_in_a_channel_it_is_seen_by_nobody_else(rig: Rig) -> None:
    rig.ada.types("/contact intro Bob Marsh introduced me to Jane Doe, CTO at Acme", channel="general")
    said = rig.ada.sees("Bob Marsh introduced you to Jane Doe", channel="general")
    assert said["is_ephemeral"]
    rig.ada.press("We talked", in_=said)
    rig.ada.sees("You two have talked.", channel="general")
    assert "Jane" not in rig.ben.screen("general")
