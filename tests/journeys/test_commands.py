"""What members write: the same words after `/contact` anywhere, and plainly in Goodword's DM."""

import pytest

from bot.localslack import Person
from tests.rig import Rig

from .acts import count


@pytest.fixture
def write(rig: Rig) -> "Write":
    """Writes plainly in the DM, or `/contact` in a channel; each with one way of delivery, to save time."""
    return Write(rig.ada, "general" if rig.slack.connections == 0 else None)


class Write:
    """Writes as Ada, and sees what is answered there."""

    def __init__(self, ada: Person, channel: str | None) -> None:
        self.ada = ada
        self.slash = "/contact " if channel else ""
        self.channel = {"channel": channel} if channel else {}

    def __call__(self, words: str) -> None:
        answer = self.ada.types(self.slash + words, **self.channel)
        assert answer.ok, answer.error

    def sees(self, words: str):
        return self.ada.sees(words, **self.channel)


@pytest.fixture
def jane(rig: Rig) -> None:
    rig.ada.types("/contact Jane Doe, CTO at Acme, met at PyCon")
    rig.ada.sees("Saved Jane Doe · CTO, Acme")


@pytest.fixture
def two_janes(rig: Rig, jane: None) -> None:
    rig.ada.types("/contact Jane Smith, painter")
    rig.ada.sees("Saved Jane Smith · painter")


def test_a_line_about_somebody_is_saved_and_confirmed(write: Write) -> None:
    write("met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks about the pilot, jane@acme.example")
    card = write.sees("Saved Jane Doe · CTO, Acme")
    write.sees("Met at PyCon")
    write.sees("Mon 7 Dec: follow up about the pilot")
    write.sees("jane@acme.example")
    for label in ("Fix", "Add note", "Undo"):
        write.sees(f"[{label}]")
    write.ada.press("Undo", in_=card)
    write.sees("Undone: Added Jane Doe.")
    write("find")
    write.sees("Your book is empty.")


def test_a_line_adds_to_somebody_known(write: Write, jane: None) -> None:
    write("Jane Doe, jane@acme.example, follow up friday")
    write.sees("Updated Jane Doe · CTO, Acme")
    write("jane")
    write.sees("Next Fri 27 Nov: follow up\njane@acme.example")


def test_a_name_shows_the_card(write: Write, jane: None) -> None:
    write("jane doe")
    write.sees("Jane Doe · CTO, Acme\nMet at PyCon\n[Draft message]  [Add note]  [Follow up]  [Say thanks]  [⋯ Edit")


def test_a_name_that_begins_like_a_verb_is_a_person(write: Write) -> None:
    write("Win Butler, singer")
    write.sees("Saved Win Butler · singer")


def test_a_bare_unknown_name_saves_nobody_but_offers_the_nearest_and_to_add(write: Write, jane: None) -> None:
    write("Jnae")
    question = write.sees("“Jnae”: Did you mean somebody here?\n[Jane Doe · CTO, Acme]  [Add “Jnae”]")
    write("find")
    write.sees("1 person in your book")
    write.ada.press("Add “Jnae”", in_=question)
    write.sees("Saved Jnae")
    write("find")
    write.sees("2 people in your book")


def test_the_nearest_name_shows_the_card_in_place_of_the_question(write: Write, jane: None) -> None:
    write("Jnae")
    write.ada.press("Jane Doe · CTO, Acme", in_=write.sees("Did you mean somebody here?"))
    write.sees("Jane Doe · CTO, Acme\nMet at PyCon")
    write.ada.gone("Did you mean somebody here?", **write.channel)


def test_nobody_near_is_said_and_can_be_added(write: Write) -> None:
    write("Xaver Unterholzner")
    write.ada.press("Add “Xaver Unterholzner”", in_=write.sees("Nobody in your book goes by that name."))
    write.sees("Saved Xaver Unterholzner")


def test_small_talk_is_answered_with_the_way_to_help(write: Write) -> None:
    write("what can you do for me today?")
    write.sees("Type help to see what I understand.")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Jane", "Jane Smith · painter"),
        ("note Jane: likes tea", "Noted."),
        ("followup Jane friday", "Planned for Fri 27 Nov."),
        ("thank Jane for the tip", "Planned for tomorrow."),
        ("Jane, jane@new.example", "Updated Jane Smith"),
    ],
)
def test_several_people_are_asked_about_with_the_words_kept(
    write: Write, two_janes: None, words: str, seen: str
) -> None:
    write(words)
    write.ada.press("Jane Smith · painter", in_=write.sees("Which Jane?"))
    write.sees(seen)
    write.ada.gone("Which Jane?", **write.channel)


def test_add_saves_somebody_new(write: Write) -> None:
    write("add Bob Marsh")
    write.sees("Saved Bob Marsh\n[Fix]  [Add note]  [Undo]")


def test_add_asks_when_the_name_is_known(write: Write, jane: None) -> None:
    write("add Jane Doe, CEO at Globex")
    question = write.sees("Jane Doe is in your book already. Is it the same person?")
    write.ada.press("Jane Doe · CTO, Acme", in_=question)
    write.sees("Updated Jane Doe · CEO, Globex (before: Acme)")
    write("add Jane Doe")
    write.ada.press("Add “Jane Doe”", in_=write.sees("Is it the same person?"))
    write.sees("Saved Jane Doe\n[Fix]")
    write("find jane")
    write.sees("2 people for “jane”")


def test_add_alone_offers_the_form(rig: Rig) -> None:
    rig.ada.types("add")
    rig.ada.press("Add a contact", in_=rig.ada.sees("Who is it?"))
    rig.ada.sees_modal("Add a contact").close()
    rig.ada.types("/contact add", channel="general")
    rig.ada.sees_modal("Add a contact")


def test_contact_alone_opens_the_form(rig: Rig) -> None:
    rig.ada.types("/contact", channel="general")
    form = rig.ada.sees_modal("Add a contact")
    form.fill("Name", "Jane Doe")
    assert form.submit().ok
    rig.ada.sees("Saved Jane Doe", channel="general")
    assert rig.ben.messages("general") == []


def test_find_looks_everywhere_and_says_when_there_is_nobody(write: Write, jane: None) -> None:
    for words in ("acme", "pycon", "cto", "JANE"):
        write(f"find {words}")
        write.ada.press("Open", in_=write.sees(f"1 person for “{words}”"))
    write.sees("[Add note]  [Follow up]")
    write("find zzz")
    write.sees("Nobody found for “zzz”.")


def test_find_shows_ten_at_a_time(rig: Rig) -> None:
    for number in range(1, 13):
        rig.ada.types(f"/contact add Jane Number{number:02}")
    rig.ada.types("find jane")
    rig.ada.press("Show 2 more", in_=rig.ada.sees("12 people for “jane”"))
    rig.ada.sees("Jane Number12  [Open]")


def test_a_note_is_kept_and_shown_on_the_card(write: Write, jane: None) -> None:
    write("note Jane: budget is with her boss")
    card = write.sees("Noted.\nJane Doe")
    write.sees("Last Mon 23 Nov: “budget is with her boss”")
    write.ada.press("Undo", in_=card)
    write.sees("Undone: Note on Jane Doe.")
    write("Jane")
    write.sees("Jane Doe · CTO, Acme\nMet at PyCon\n[Draft message]  [Add note]")


def test_a_note_without_words_opens_the_form(write: Write, jane: None) -> None:
    write("note Jane")
    write.ada.press("Add note", in_=write.sees("What should I note on Jane Doe?"))
    form = write.ada.sees_modal("Note on Jane Doe")
    form.fill("Note on Jane Doe", "likes tea")
    assert form.submit().ok
    write.sees("Noted.\nJane Doe")


def test_verbs_alone_say_how_they_are_used(write: Write) -> None:
    write("note")
    write.sees("Write note Jane: what to remember.")
    write("followup")
    write.sees("Write followup Jane in 2 weeks about the pilot.")


@pytest.mark.parametrize("verb", ["note {}: likes tea", "followup {} friday", "thank {} for the tip"])
def test_verbs_about_a_stranger_offer_to_add_them(write: Write, verb: str) -> None:
    write(verb.format("Carol Danvers"))
    write.ada.press("Add “Carol Danvers”", in_=write.sees("Nobody in your book goes by that name."))
    write.sees("Carol Danvers")
    write("find carol")
    write.sees("1 person for “carol”")


def test_follow_up_with_and_without_a_reason(write: Write, jane: None) -> None:
    write("followup Jane in 2 weeks about the pilot")
    write.sees("Planned for Mon 7 Dec.")
    write.sees("Next Mon 7 Dec: follow up about the pilot")
    write("follow up with Jane friday 3pm")
    card = write.sees("Moved from Mon 7 Dec to Fri 27 Nov.")
    write.sees("Next Fri 27 Nov, 3:00 PM: follow up about the pilot")
    write.ada.press("Undo", in_=card)
    write("due")
    write.sees("Mon 7 Dec: follow up about the pilot")


def test_a_missing_day_is_asked_for(write: Write, jane: None) -> None:
    write("followup Jane about the pilot")
    write.ada.press("Tomorrow", in_=write.sees("When shall I remind you of Jane?"))
    write.sees("Planned for tomorrow.")
    write.sees("Next Tue 24 Nov: follow up about the pilot")


def test_thanks_owed_and_given(write: Write, jane: None) -> None:
    write("thank")
    write.sees("You don't owe anybody thanks just now.")
    write("thank Jane for the tip by monday")
    write.sees("Planned for Mon 30 Nov.")
    write.sees("Mon 30 Nov: say thanks for the tip")
    write("thanks")
    thanks = write.sees("Thanks you owe\nJane Doe\nMon 30 Nov: say thanks for the tip\n[Draft]  [Thanked]  [Snooze ▾]")
    write.ada.press("Thanked", in_=thanks)
    write.sees("✓ Thanked Jane  [Undo]")
    write.sees("Given lately\n✓ Mon 23 Nov: Jane Doe for the tip")


def test_thanks_for_a_second_thing_do_not_move_the_day_that_was_named(write: Write, jane: None) -> None:
    write("thank Jane for the tip by monday")
    write.sees("Planned for Mon 30 Nov.")
    write("thank Jane for lunch")
    write.sees("Mon 30 Nov: say thanks for the tip; lunch")


def test_due_lists_what_is_promised_with_its_buttons(write: Write, jane: None) -> None:
    write("due")
    write.sees("Nothing is due, and nothing is planned.")
    write("followup Jane friday")
    write.sees("Planned for Fri 27 Nov.")
    write("due")
    due = write.sees("1 thing to do\nJane Doe\nFri 27 Nov: follow up\n[Draft]  [Done]  [Snooze ▾]")
    write.ada.press("Done", in_=due)
    write.sees("✓ Followed up with Jane  [Undo]")
    write.ada.press("Undo", near="Followed up with Jane")
    write.sees("1 thing to do\nJane Doe\nFri 27 Nov: follow up")


def test_a_mentioned_colleague_is_filled_from_their_profile(write: Write) -> None:
    write("@Ben Okafor, follow up friday")
    write.sees("Saved Ben Okafor · Product designer")


def test_answers_in_a_channel_are_seen_by_nobody_else(rig: Rig) -> None:
    rig.ada.types("/contact Jane Doe, CTO at Acme", channel="general")
    rig.ada.press("Add note", in_=rig.ada.sees("Saved Jane Doe", channel="general"))
    form = rig.ada.sees_modal("Note on Jane Doe")
    form.fill("Note on Jane Doe", "likes tea")
    form.submit()
    rig.ada.sees("Noted.", channel="general")
    rig.ada.press("Undo", in_=rig.ada.sees("Noted.", channel="general"))
    rig.ada.sees("Undone: Note on Jane Doe.", channel="general")
    assert rig.ben.messages("general") == []
    assert all(message["is_ephemeral"] for message in rig.ada.messages("general"))


def test_a_command_in_goodwords_dm_stays_there_as_an_ordinary_message(rig: Rig) -> None:
    rig.ada.types("help")
    rig.ada.sees("Hi Ada")
    rig.ada.types("/contact Jane Doe, CTO at Acme")
    assert not rig.ada.sees("Saved Jane Doe").get("is_ephemeral")


def test_several_searches_each_have_their_own_answer(rig: Rig, jane: None) -> None:
    rig.ada.types("find acme")
    rig.ada.sees("1 person for “acme”")
    rig.ada.types("find pycon")
    rig.ada.sees("1 person for “pycon”")
    assert count(rig.ada, "1 person for") == 2


@pytest.mark.parametrize("words", ["Jane Doe: likes tea", "Jane: likes tea", "Jane Doe, likes tea"])
def test_a_line_without_any_fact_is_a_note_on_somebody_known(write: Write, jane: None, words: str) -> None:
    write(words)
    write.sees("Updated Jane Doe · CTO, Acme\nMet at PyCon\nNoted: “likes tea”")


def test_a_line_without_any_fact_about_a_stranger_offers_to_add_them_with_it(write: Write) -> None:
    write("Carol King: likes tea")
    write.ada.press("Add “Carol King”", in_=write.sees("“Carol King”? Nobody in your book goes by that name."))
    write.sees("Saved Carol King\nNoted: “likes tea”")
