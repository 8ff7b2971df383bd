"""*Log a lead*: from somebody else's message to a saved person in two clicks."""

from tests.rig import Rig


def lead(rig: Rig, words: str):
    """The message in #intros with these words, its menu used by Ada."""
    rig.ada.message_shortcut("Log a lead", rig.ada.sees(words, channel="intros"))
    return rig.ada.sees_modal("Only the name is needed.")


def test_somebody_named_in_a_message_is_the_lead(rig: Rig) -> None:
    form = lead(rig, "meet Jane Doe")
    assert "From Ben Okafor in #intros" in form.text
    assert "(•) Jane Doe, named here  ( ) Ben Okafor, who wrote it" in form.text
    values = form.values
    assert values["Name"] == "Jane Doe"
    assert values["Follow up"] == "tomorrow" and "Read as Tue 24 Nov." in form.text
    assert values["Where you met"] == "#intros"
    assert values["Introduced by"] in ("Add “Ben Okafor”", "Ben Okafor")
    assert values["Email"] == "jane@acme.example"
    assert "looking for somebody to run a data pilot" in values["Note"]
    assert form.submit().ok
    rig.ada.sees("Saved Jane Doe · CTO, Acme", channel="intros")
    rig.ada.sees("Tue 24 Nov: follow up", channel="intros")
    assert all(message["user"] != rig.slack.bot_user_id for message in rig.ben.messages("intros"))  # nobody is told
    rig.ada.press("Undo", in_=rig.ada.sees("Saved Jane Doe", channel="intros"))
    rig.ada.sees("Undone: Added Jane Doe.", channel="intros")


def test_choosing_the_author_gives_the_inputs_anew(rig: Rig) -> None:
    form = lead(rig, "meet Jane Doe")
    rig.ada.press("Ben Okafor, who wrote it")
    form = rig.ada.sees_modal("Name: [Ben Okafor]")
    assert form.values["Introduced by"] is None
    assert form.values["Email"] in (None, "")
    rig.ada.press("Jane Doe, named here")
    form = rig.ada.sees_modal("Name: [Jane Doe]")
    assert form.values["Email"] == "jane@acme.example"
    rig.ada.press("Ben Okafor, who wrote it")
    form = rig.ada.sees_modal("Name: [Ben Okafor]")
    assert form.submit().ok
    rig.ada.sees("Saved Ben Okafor", channel="intros")


def test_with_nobody_named_the_author_is_the_lead(rig: Rig) -> None:
    form = lead(rig, "logistics in Rotterdam")
    assert form.values["Name"] == "Ben Okafor"
    assert "Who is the lead?" not in form.text
    assert form.submit().ok
    rig.ada.sees("Saved Ben Okafor", channel="intros")


def test_somebody_known_gets_the_note(rig: Rig) -> None:
    rig.ada.types("/contact Jane Doe, painter")
    rig.ada.sees("Saved Jane Doe")
    form = lead(rig, "meet Jane Doe")
    assert "Jane Doe is in your book already: this adds to what you have." in form.text
    form.submit()
    rig.ada.sees("Updated Jane Doe", channel="intros")
    rig.ada.types("/contact find jane", channel="intros")
    rig.ada.sees("1 person for “jane”", channel="intros")


def test_a_mended_name_and_a_bad_day_are_not_lost(rig: Rig) -> None:
    form = lead(rig, "meet Jane Doe")
    form.fill("Name", "Jane D. Doe")
    form.fill("Follow up", "someday")
    assert not form.submit().ok
    assert "I couldn't read “someday” as a day." in form.errors["Follow up"]
    assert form.values["Name"] == "Jane D. Doe"
    form.fill("Follow up", "")
    assert form.submit().ok
    rig.ada.sees("Saved Jane D. Doe", channel="intros")


def test_ones_own_message_and_one_in_the_dm(rig: Rig) -> None:
    form = lead(rig, "two free afternoons")
    form.fill("Name", "Whoever Asked")
    assert form.submit().ok
    rig.ada.sees("Saved Whoever Asked", channel="intros")
    rig.ada.types("help")
    rig.ada.message_shortcut("Log a lead", rig.ada.sees("Three things to know"))
    rig.ada.sees_modal("Only the name is needed.").close()


def test_the_history_links_to_where_it_was_said(rig: Rig) -> None:
    lead(rig, "meet Jane Doe").submit()
    rig.ada.sees("Saved Jane Doe", channel="intros")
    rig.ada.types("note Jane: likes tea")
    rig.ada.press("All notes", in_=rig.ada.sees("Noted."))
    assert "slack.com/archives/" in str(rig.ada.sees_modal("where it was said").view)
