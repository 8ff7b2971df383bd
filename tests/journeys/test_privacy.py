"""Whatever ids a request names, it reaches the member's own book and no other; others see nothing of it."""

import json
from datetime import timedelta

from bot.localslack import Person
from tests.rig import MONDAY, Rig

from .acts import Json, calls, deliver, delivered, log

SECRETS = ("Jane", "Acme", "CTO", "PyCon", "pilot", "likes tea", "Kit", "Lee", "contract")


def uses_everything(rig: Rig) -> None:
    """Ben presses nearly every button there is, and submits every form."""
    ben = rig.ben
    ben.types("met Jane Doe (CTO at Acme) at PyCon, follow up tomorrow about the pilot, jane@acme.example")
    ben.press("Fix", in_=ben.sees("Saved Jane Doe"))
    ben.sees_modal("What I understood").submit()
    ben.sees_no_modal()
    ben.types("Jane Doe")
    card = ben.sees("[Say thanks]")
    ben.press("Add note", in_=card)
    ben.sees_modal("Note on").fill("Note on Jane Doe", "likes tea")
    ben.modal.submit()
    ben.sees("Noted.")
    for button, label, value in (("Follow up", "When", "tomorrow"), ("Say thanks", "What for", "tea")):
        ben.press(button, in_=card)
        ben.sees_modal("Jane Doe").fill(label, value)
        ben.modal.submit()
        ben.sees_no_modal()
    ben.press("All notes", in_=card) if "[All notes]" in ben.screen() else None
    ben.press("Do not contact", in_=card)
    ben.sees("Marked")
    ben.press("Undo", in_=card)
    ben.sees("Undone")
    ben.types("followup Jane someday")
    question = ben.sees("I couldn't read “someday”")
    ben.press("Write the day again", in_=question)
    ben.sees_modal("Follow up with").close()
    ben.press("Tomorrow", in_=question)
    ben.types("Jnae")
    ben.press("Jane Doe · CTO, Acme", in_=ben.sees("Did you mean"))
    rig.moves_to(MONDAY + timedelta(days=1))
    digest = ben.sees("Good afternoon")
    ben.press("Done", in_=digest)
    ben.sees("✓ Followed up")
    ben.press("Undo", in_=digest)
    ben.choose("Snooze", "Tomorrow", in_=digest, near="Jane Doe")
    ben.types("find jane")
    ben.press("Open", in_=ben.sees("1 person for"))
    introductions_and_wins(ben)
    ben.opens_home()
    ben.sees_home("Logged lately")
    ben.press("Archive or delete", in_=ben.sees("[Follow up]"))
    ben.sees_modal("What should happen").submit()
    ben.sees("Archived.")
    rig.slack.settle()


def introductions_and_wins(ben: Person) -> None:
    """Ben takes every kind of step, and wins."""
    ben.types("intro Jane Doe introduced me to Kit Acme")
    said = ben.sees("Jane Doe introduced you to Kit Acme")
    for label in ("We talked", "Undo", "We met"):
        ben.press(label, in_=said)
        ben.sees("not in touch yet" if label == "Undo" else "You two have talked.")
    ben.choose("What came of it", "Went somewhere", in_=said)
    ben.types("intro Jane Doe will introduce me to Lee Pilot")
    said = ben.sees("Jane Doe offered to introduce you to Lee Pilot")
    ben.press("Remind Jane", in_=said)
    ben.sees_modal("A line for Jane Doe").submit()
    ben.press("It happened", in_=ben.sees("reminded since"))
    ben.types("intro introduce Jane Doe to Lee Pilot")
    said = ben.sees("You want to introduce Jane Doe")
    ben.press("Asked Jane", in_=said)
    ben.press("Jane agreed", in_=ben.sees("[Jane agreed]"))
    ben.press("Connected them", in_=said)
    ben.types("win Kit signed a contract")
    win = ben.sees("A win with Kit Acme")
    ben.press("Jane Doe", in_=win)
    ben.sees("[ ] Jane Doe")
    ben.press("Jane Doe", in_=win)
    ben.types("thanks")
    ben.press("Told and thanked", in_=ben.sees("Thanks you owe"))
    ben.sees_modal("What you told Jane Doe").submit()
    ben.types("intros")
    ben.press("Open", in_=ben.sees("[Log an introduction]"), near="You introduced Jane Doe")


def by_ada(rig: Rig, payload: Json) -> Json:
    """Ben's request, as if Ada had made it."""
    ada = {"id": rig.ada.id, "username": "ada", "name": "ada", "team_id": rig.slack.team_id}
    place = rig.ada.messages()[-1]
    changed = {**payload, "user": ada, "response_url": None}
    if "container" in payload and "channel_id" in payload["container"]:
        changed["container"] = {**payload["container"], "channel_id": dm(rig), "message_ts": place["ts"]}
        changed["channel"] = {"id": dm(rig), "name": "directmessage"}
    if "view" in changed and changed["view"].get("private_metadata"):
        metadata = json.loads(changed["view"]["private_metadata"])
        metadata["place"] = json.dumps([dm(rig), place["ts"], None, False])
        changed["view"] = {
            **changed["view"],
            "id": "V0FORGED" + changed["view"]["id"],
            "private_metadata": json.dumps(metadata),
        }
    return changed


def dm(rig: Rig) -> str:
    return rig.slack.workspace.dm(rig.ada.id).id


def test_another_members_ids_are_as_if_they_did_not_exist(rig: Rig, in_trouble: None) -> None:
    uses_everything(rig)
    rig.ada.types("help")
    rig.ada.sees("Hi Ada")
    rig.ben.types("Jane Doe")
    rig.slack.settle()
    before, called = rig.ben.screen(), len(rig.slack.log)
    bens = [each for name in ("block_actions", "view_submission") for each in delivered(rig, name)]
    assert len(bens) > 30
    for payload in bens:
        deliver(rig, by_ada(rig, payload))
        while rig.ada.modal:
            rig.ada.modal.close()
    rig.slack.settle()
    assert rig.ben.screen() == before
    for entry in rig.slack.log[called:]:
        if entry.kind == "request" and entry.name.startswith(("chat.", "views.")):
            said = json.dumps(entry.arguments, ensure_ascii=False)
            assert not any(secret in said for secret in SECRETS), said
    rig.ada.types("find")
    rig.ada.sees("Your book is empty.")


def test_malformed_values_are_as_if_they_named_nothing(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme, follow up tomorrow")
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe"))
    rig.ada.sees_modal("Note on").close()
    press = delivered(rig, "block_actions")[-1]
    for value in (
        "",
        "contact=",
        "contact=abc",
        "contact=-1",
        "contact=1e9",
        "contact=99999999999999999999",
        "contact=²",
        "%00",
        "=&=",
    ):
        press["actions"][0]["value"] = value
        deliver(rig, press)
        rig.ada.sees_modal("That isn't in your book any more.").close()


def test_private_metadata_of_any_kind_is_survived(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe"))
    form = rig.ada.sees_modal("Note on Jane Doe")
    form.fill("Note on Jane Doe", "likes tea")
    form.submit()
    rig.ada.sees("Noted.")
    submission = delivered(rig, "view_submission")[-1]
    for number, metadata in enumerate(
        ("", "{", "[]", "3", '"x"', "{}", '{"about": 3}', '{"place": 3, "about": "contact=1"}')
    ):
        submission["view"] |= {"id": f"V0FORGED{number}", "private_metadata": metadata}
        answer = deliver(rig, submission)
        assert not answer or answer["response_action"] == "errors", answer


def test_nobody_else_sees_or_finds_anything(rig: Rig) -> None:
    rig.ada.types("Jane Doe, CTO at Acme")
    rig.ada.sees("Saved Jane Doe")
    log(rig, "Bob Marsh introduced me to Jane")
    rig.ada.types("win Jane signed a contract")
    rig.ada.sees("A win with Jane Doe")
    for words in ("Jane Doe", "find", "find jane", "due", "thank", "intros", "wins"):
        rig.ben.types(words)
    rig.ben.sees("Your book is empty.")
    rig.ben.sees("No introduction is open.")
    rig.ben.sees("No wins yet")
    rig.slack.settle()
    theirs = "\n".join(line for line in rig.ben.screen().split("\n\n") if line.startswith("Goodword"))
    assert "CTO, Acme" not in theirs


def test_nothing_is_ever_posted_to_a_channel(rig: Rig) -> None:
    rig.ada.types("/contact Jane Doe, CTO at Acme", channel="general")
    rig.ada.message_shortcut("Log a lead", rig.ada.sees("meet Jane Doe", channel="intros"))
    rig.ada.sees_modal("Only the name is needed.").submit()
    rig.ada.sees("Updated Jane Doe", channel="intros")
    rig.slack.settle()
    assert {entry.arguments["channel"] for entry in calls(rig, "chat.postMessage")} == {dm(rig)}
    in_channels = [*rig.ben.messages("intros"), *rig.ben.messages("general")]
    assert in_channels and all(message["user"] != rig.slack.bot_user_id for message in in_channels)
