"""An introduction received, step by step: promised, silent, concluded, taken back, its introducer gone."""

from datetime import timedelta

import pytest

from tests.rig import MONDAY, Rig

from .acts import Json, count, log

PROMISE = "Bob Marsh will introduce me to Sam Lee about hiring"
JANE = "Bob Marsh introduced me to Jane Doe, CTO at Acme"


def after(rig: Rig, days: int, said: str) -> Json:
    rig.moves_to(MONDAY + timedelta(days=days))
    return rig.ada.sees(said)


@pytest.fixture
def promised(rig: Rig) -> Json:
    """The nudge a week after Bob's offer."""
    log(rig, PROMISE)
    rig.ada.types("thanks")
    rig.ada.sees("You don't owe anybody thanks just now.")
    return after(rig, 7, "Bob offered to introduce you to Sam about hiring. Did it happen?")


@pytest.fixture
def silent(rig: Rig) -> Json:
    """The nudge after two weeks in which nothing was logged."""
    log(rig, JANE)
    rig.ada.press("Thanked", in_=after(rig, 1, "Thank Bob for introducing you to Jane."))
    rig.ada.sees("All done for today")
    return after(rig, 14, "Have you and Jane been in touch?")


def test_a_promise_that_was_kept(rig: Rig, promised: Json) -> None:
    rig.ada.press("It happened", in_=promised)
    rig.ada.sees("All done for today, Ada.\n✓ Bob introduced you to Sam  [Undo]")
    after(rig, 8, "Bob Marsh\nThank Bob for introducing you to Sam.\n[Draft]  [Thanked]")


def test_a_promise_called_to_mind_once(rig: Rig, promised: Json) -> None:
    rig.ada.press("Remind Bob", in_=promised)
    form = rig.ada.sees_modal("A line for Bob Marsh")
    assert form.values["A line for Bob Marsh"].startswith(
        "Hi Bob, you kindly offered to introduce me to Sam to talk about hiring."
    )
    assert form.submit().ok
    rig.ada.sees("✓ Reminded Bob  [Undo]")
    again = after(rig, 14, "Did it happen?\n[It happened]  [Let it go]  [Snooze ▾]")
    rig.ada.press("Let it go", in_=again)
    rig.ada.sees("✓ Let go: Bob's offer  [Undo]")
    rig.ada.types("intros")
    rig.ada.sees("No introduction is open.")
    rig.ada.press("Undo", in_=again)
    rig.ada.gone("✓ Let go: Bob's offer")
    rig.ada.types("Bob Marsh")
    rig.ada.sees("Offered to introduce you to Sam Lee")


def test_after_silence_it_asks_and_they_talked(rig: Rig, silent: Json) -> None:
    rig.ada.press("We talked", in_=silent)
    rig.ada.sees("✓ You and Jane have talked  [Undo]")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Last Mon 7 Dec: you talked")
    after(rig, 15, "Bob introduced you to Jane and you two have talked. One line on how it went is plenty.")


def test_not_yet_is_asked_once_more_and_never_again(rig: Rig, silent: Json) -> None:
    rig.ada.press("Not yet", in_=silent)
    rig.ada.sees("✓ Not in touch with Jane yet. I'll ask once more  [Undo]")
    again = after(
        rig, 28, "Have you and Jane been in touch? Bob Marsh introduced you.\n[We talked]  [Not yet]  [No reply]"
    )
    rig.ada.press("Not yet", in_=again)
    rig.ada.sees("✓ Not in touch with Jane yet. I won't ask again  [Undo]")
    nudges = len(rig.ada.notifications)
    rig.moves_to(MONDAY + timedelta(days=60))
    assert len(rig.ada.notifications) == nudges


def test_no_reply_is_told_too(rig: Rig, silent: Json) -> None:
    rig.ada.press("No reply", in_=silent)
    rig.ada.sees("✓ Jane: no reply  [Undo]")
    told = after(rig, 15, "Bob introduced you to Jane, who has not replied. One line on how it went is plenty.")
    rig.ada.press("Told them", in_=told)
    line = "Hi Bob, I wrote to Jane and haven't heard back, which is fine. Thank you for introducing us!"
    assert rig.ada.sees_modal("What you told").values["What you told Bob Marsh"] == line


def test_asked_to_be_left_alone(rig: Rig) -> None:
    log(rig, JANE)
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Planned for")
    rig.ada.choose("What came of it", "Asked to be left alone", in_=rig.ada.sees("[What came of it ▾]"))
    rig.ada.sees("That says nothing about you. I've marked them “do not contact”")
    rig.ada.types("due")
    rig.ada.sees("1 thing to do\nBob Marsh\nTue 24 Nov: say thanks for introducing you to Jane, and say how it went")
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Jane Doe is marked “do not contact”")
    after(
        rig,
        1,
        "One person, a couple of minutes.\nBob Marsh\nThank Bob for introducing you to Jane, and say how it went",
    )


def test_an_outcome_that_changes_is_told_once(rig: Rig) -> None:
    log(rig, JANE)
    said = rig.ada.sees("[What came of it ▾]")
    rig.ada.choose("What came of it", "Nothing came of it", in_=said)
    rig.ada.sees("Nothing came of it.\nTue 24 Nov: thank Bob for introducing you to Jane, and say how it went")
    rig.ada.choose("Something else came of it", "Went somewhere", in_=said)
    rig.ada.sees("It went somewhere.\nTue 24 Nov: thank Bob")
    digest = after(rig, 1, "One person, a couple of minutes.")
    rig.ada.press("Told and thanked", in_=digest)
    assert rig.ada.sees_modal("What you told").values["What you told Bob Marsh"].startswith("Hi Bob, your introduction")
    rig.ada.modal.submit()
    rig.ada.sees("✓ Told and thanked Bob  [Undo]")
    rig.ada.choose("Something else came of it", "Nothing came of it", in_=said)
    after(rig, 2, "Bob introduced you to Jane and nothing came of it. One line on how it went is plenty.")


@pytest.mark.parametrize(("step", "moved"), [("We talked", "You two have talked."), ("We met", "You two have talked.")])
def test_a_step_is_taken_back_where_it_was_taken(rig: Rig, step: str, moved: str) -> None:
    log(rig, JANE)
    said = rig.ada.sees("[We talked]  [We met]")
    rig.ada.press(step, in_=said)
    rig.ada.sees(f"Bob Marsh introduced you to Jane Doe (CTO, Acme)\n{moved}")
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("not in touch yet, as far as I know.\nTue 24 Nov: thank Bob for introducing you to Jane\nMon 7 Dec:")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("We talked", "You and Jane have talked"),
        ("Not yet", "Not in touch with Jane yet."),
        ("No reply", "Jane: no reply"),
    ],
)
def test_an_answer_is_taken_back(rig: Rig, silent: Json, answer: str, said: str) -> None:
    rig.ada.press(answer, in_=silent)
    rig.ada.sees(f"✓ {said}")
    rig.ada.press("Undo", in_=silent)
    rig.ada.sees("Have you and Jane been in touch? Bob Marsh introduced you.\n[We talked]")
    rig.ada.types("due")
    rig.ada.sees("1 thing to do\nJane Doe\nMon 7 Dec: Have you and Jane been in touch?")


def test_a_promise_kept_is_taken_back(rig: Rig, promised: Json) -> None:
    rig.ada.press("It happened", in_=promised)
    rig.ada.sees("✓ Bob introduced you to Sam")
    rig.ada.press("Undo", in_=promised)
    rig.ada.sees("Did it happen?\n[It happened]  [Remind Bob]")
    rig.ada.types("thanks")
    rig.ada.sees("You don't owe anybody thanks just now.")


def test_an_outcome_is_taken_back(rig: Rig) -> None:
    said = log(rig, JANE)
    rig.ada.choose("What came of it", "Asked to be left alone", in_=said)
    rig.ada.sees("That says nothing about you.")
    rig.ada.press("Undo", in_=said)
    rig.ada.sees("not in touch yet, as far as I know.\nTue 24 Nov: thank Bob for introducing you to Jane\nMon 7 Dec:")
    rig.ada.types("followup Jane friday")
    rig.ada.sees("Planned for Fri 27 Nov.")


def test_an_introduction_is_taken_back_with_whom_it_added(rig: Rig) -> None:
    log(rig, JANE)
    rig.ada.press("Undo", in_=rig.ada.sees("Logged."))
    rig.ada.sees("Undone: Bob Marsh introduced you to Jane Doe.")
    for typed, said in (
        ("find", "Your book is empty."),
        ("intros", "No introduction is open."),
        ("due", "Nothing is due"),
    ):
        rig.ada.types(typed)
        rig.ada.sees(said)


def test_an_introducer_who_is_deleted_keeps_the_name(rig: Rig) -> None:
    log(rig, "Ann Chovy introduced me to Bob Marsh", JANE)
    rig.ada.types("Bob Marsh")
    card = rig.ada.sees("Introduced you to Jane Doe")
    rig.ada.press("Archive or delete", in_=card)
    form = rig.ada.sees_modal("What should happen to Bob Marsh?")
    form.fill("What should happen to Bob Marsh?", "Delete")
    form.submit()
    gone = rig.ada.sees("Deleted Bob Marsh.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("Jane Doe · CTO, Acme\nYou ← Bob Marsh\n")
    rig.ada.types("intros")
    rig.ada.sees("Bob Marsh introduced you to Jane Doe")
    rig.ada.press("Undo", in_=gone)
    rig.ada.sees("Undone: Deleted Bob Marsh.")
    rig.ada.types("Jane Doe")
    rig.ada.sees("You ← Bob Marsh ← Ann Chovy")


def test_a_message_moves_it_along_by_itself(rig: Rig) -> None:
    log(rig, JANE)
    rig.ada.types("followup Jane tomorrow")
    rig.ada.sees("Planned for tomorrow.")
    rig.ada.press("Done", in_=after(rig, 1, "You planned to follow up today"), near="Jane Doe")
    rig.ada.sees("✓ Followed up with Jane")
    rig.ada.types("intros")
    rig.ada.sees(
        "To see what comes of it\nBob Marsh introduced you to Jane Doe (CTO, Acme)  [Open]\nYou two are in touch."
    )


def test_open_ones_in_groups_and_pages(rig: Rig) -> None:
    log(rig, *(f"Bob Marsh introduced me to {letter * 5} Smith" for letter in "ABCDEFGHIJKLMN"))
    log(rig, PROMISE, "introduce Ann Chovy to Tom Stone")
    rig.ada.types("intros")
    page = rig.ada.sees("Promised to you\nBob Marsh offered to introduce you to Sam Lee · hiring  [Open]")
    rig.ada.press("Later", in_=page)
    rig.ada.sees("Not in touch yet\nBob Marsh introduced you to NNNNN Smith")
    rig.ada.sees("Yours, to ask and connect\nYou want to introduce Ann Chovy to Tom Stone")
    rig.ada.press("Earlier", in_=page)
    rig.ada.sees("Promised to you")
    assert count(rig.ada, "Promised to you") == 1
