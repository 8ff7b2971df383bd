"""Modals: filled in, refused, stacked, updated, closed."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.localslack import Modal, NotSeen
from tests.localslack.workshop import Json, World, button, field, menu, modal, option, row, section


def opens(world: World, view: Json) -> Modal:
    """Have the app open a modal for Ada, as after something she did."""
    trigger = world.slack.workspace.tickets.trigger(world.ada.id)
    world.client.views_open(trigger_id=trigger, view=view)
    return world.ada.sees_modal()


def submissions(world: World, callback_id: str, **answer: Any) -> list[Json]:
    """Collect what is submitted, always answering the same."""
    bodies: list[Json] = []

    def listen(ack: Any, body: Json) -> None:
        bodies.append(body)
        ack(**answer)

    world.app.view(callback_id)(listen)
    return bodies


EVERYTHING = modal(
    "All",
    field("Name"),
    field("When", "datepicker"),
    field("At", "timepicker"),
    {**field("Circle", "static_select"), "element": menu("static_select", "value", "Friend", "Client")},
    {**field("How", "radio_buttons"), "element": menu("radio_buttons", "value", "Call", "Mail")},
    {**field("Tags", "checkboxes"), "element": menu("checkboxes", "value", "A", "B", "C")},
    field("Age", "number_input", is_decimal_allowed=False),
    field("File", "file_input", filetypes=["csv"]),
    field("Who", "multi_users_select"),
    private_metadata="kept",
)


def test_every_input_is_filled_by_its_label(world: World) -> None:
    bodies = submissions(world, "All")
    form = opens(world, EVERYTHING)
    wanted = {"Name": "Jane", "When": "2026-12-01", "At": "09:30", "Circle": "Client", "How": "Mail"}
    wanted |= {"Tags": ["A", "C"], "Age": 41, "File": ("people.csv", b"name\n"), "Who": ["Ben"]}
    for label, value in wanted.items():
        form.fill(label, value)
    assert form.submit().ok and not form.is_open
    values = {block: held["value"] for block, held in bodies[0]["view"]["state"]["values"].items()}
    assert values["Name"]["value"] == "Jane" and values["When"]["selected_date"] == "2026-12-01"
    assert values["Circle"]["selected_option"]["value"] == "client" and values["Age"]["value"] == "41"
    assert [each["value"] for each in values["Tags"]["selected_options"]] == ["a", "c"]
    assert values["File"]["files"][0]["name"] == "people.csv"
    assert values["Who"]["selected_users"] == [world.ben.id]
    assert bodies[0]["view"]["private_metadata"] == "kept"


def test_values_read_as_a_person_sees_them(by_http: World) -> None:
    form = opens(by_http, EVERYTHING)
    form.fill("Circle", "Friend")
    form.fill("Tags", ["B"])
    assert form.title == "All"
    assert {key: form.values[key] for key in ("Name", "Circle", "Tags")} == {
        "Name": None,
        "Circle": "Friend",
        "Tags": ["B"],
    }
    with pytest.raises(NotSeen, match="no input is labelled 'Nmae'"):
        form.fill("Nmae", "Jane")
    with pytest.raises(NotSeen, match="no option reads 'Foe'"):
        form.fill("Circle", "Foe")


@pytest.mark.parametrize(
    ("block", "typed", "complaint"),
    [
        (field("X"), None, "Please complete this required field."),
        (field("X", max_length=3), "Jane", "Must be 3 characters or fewer."),
        (field("X"), "x" * 3001, "Must be 3000 characters or fewer."),
        (field("X", min_length=5), "Jane", "Must be at least 5 characters."),
        (field("X", "number_input", is_decimal_allowed=False), "1.5", "Must be a number."),
        (field("X", "number_input", is_decimal_allowed=True, max_value="2"), "2.5", "Must be within the range."),
        (field("X", "email_text_input"), "jane", "Please enter a valid email address."),
        (field("X", "url_text_input"), "jane", "Please enter a valid URL."),
    ],
)
def test_slack_itself_refuses_some_values(by_http: World, block: Json, typed: str | None, complaint: str) -> None:
    form = opens(by_http, modal("Form", block))
    form.fill("X", typed)
    assert form.submit().error == complaint
    assert form.errors == {"X": complaint} and complaint in form.text
    assert "view_submission" not in [entry.name for entry in by_http.slack.log]


def test_field_errors_stay_until_mended(world: World) -> None:
    submissions(world, "Form", response_action="errors", errors={"X": "Not a name"})
    form = opens(world, modal("Form", field("X")))
    form.fill("X", "Jane")
    assert form.submit().error == "Not a name"
    assert form.errors == {"X": "Not a name"} and form.is_open and form.values == {"X": "Jane"}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "update", "view": modal("x" * 25, section("?"))},
        {"response_action": "push"},
        {"response_action": "dance"},
    ],
)
def test_an_answer_slack_cannot_take_is_trouble(by_http: World, answer: Json) -> None:
    submissions(by_http, "Form", **answer)
    form = opens(by_http, modal("Form", section("Sure?"), submit={"type": "plain_text", "text": "Yes"}))
    assert form.submit().error == "We had some trouble connecting. Try again?"
    assert form.is_open and by_http.slack.refusals[-1].name == "view_submission"


def test_update_keeps_what_was_typed_only_under_the_same_ids(world: World) -> None:
    same, other = field("Name", block_id="a", initial_value="X"), field("Note", block_id="c", initial_value="N")
    submissions(world, "Form", response_action="update", view=modal("Form", same, other))
    form = opens(world, modal("Form", field("Name", block_id="a"), field("Note", block_id="b")))
    form.fill("Name", "Jane")
    form.fill("Note", "Old")
    before = form.view["hash"]
    assert form.submit().ok
    assert world.ada.modal == form and form.values == {"Name": "Jane", "Note": "N"}
    assert form.view["hash"] != before


def test_push_clear_and_the_limit_of_three(world: World) -> None:
    submissions(world, "One", response_action="push", view=modal("Two", field("Y")))
    submissions(world, "Two", response_action="push", view=modal("Three", field("Z", optional=True)))
    one = opens(world, modal("One", field("X")))
    one.fill("X", "1")
    one.submit()
    two = world.ada.sees_modal("Two")
    assert two.view["root_view_id"] == one.view["id"] == two.view["previous_view_id"]
    two.fill("Y", "2")
    two.submit()
    submissions(world, "Three", response_action="push", view=modal("Four", section("Too many")))
    three = world.ada.sees_modal("Three")
    assert not three.submit().ok
    assert world.slack.refusals[-1].error == "push_limit_reached"
    three.close()
    assert world.ada.modal == two
    two.close(all_of_them=True)
    assert world.ada.modal is None


def test_clear_closes_all(world: World) -> None:
    submissions(world, "One", response_action="push", view=modal("Two", field("Y", optional=True)))
    submissions(world, "Two", response_action="clear")
    opens(world, modal("One", field("X", optional=True))).submit()
    world.ada.sees_modal("Two").submit()
    world.ada.sees_no_modal()


def test_views_push_from_a_button_in_a_modal(world: World) -> None:
    @world.app.action("more")
    def more(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal("Two", section("More")))

    opens(world, modal("One", row(button("More", "more"))))
    world.ada.press("More")
    assert world.ada.sees_modal("Two").title == "Two"
    world.ada.modal.close()
    assert world.ada.modal.title == "One"


def test_closing_is_told_to_those_who_asked(world: World) -> None:
    closed: list[bool] = []

    @world.app.view_closed("Form")
    def on_close(ack: Any, body: Json) -> None:
        closed.append(body["is_cleared"])
        ack()

    opens(world, modal("Form", section("Hi"), notify_on_close=True)).close()
    opens(world, modal("Form", section("Hi"), notify_on_close=True)).close(all_of_them=True)
    opens(world, modal("Form", section("Hi"))).close()
    assert closed == [False, True]


def test_an_input_that_dispatches_tells_the_app_at_once(world: World) -> None:
    @world.app.action("value")
    def typed(ack: Any, body: Json, client: Any) -> None:
        ack()
        view = body["view"]
        shown = modal("Form", field("When", dispatch_action=True), section(f"read as {body['actions'][0]['value']}"))
        client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    form = opens(world, modal("Form", field("When", dispatch_action=True)))
    form.fill("When", "tomorrow")
    assert world.ada.sees_modal("read as tomorrow").values == {"When": "tomorrow"}


def test_an_external_select_in_a_modal(world: World) -> None:
    world.app.options("value")(lambda ack, payload: ack(options=[option("Jane Doe · Acme")]))
    form = opens(world, modal("Form", field("Who", "external_select")))
    form.fill("Who", "Jane Doe · Acme")
    assert form.values == {"Who": "Jane Doe · Acme"}
    assert world.ada.suggestions("Who", "Jan") == ["Jane Doe · Acme"]


def test_views_refuse_in_slacks_words(by_http: World) -> None:
    form = opens(by_http, modal("Form", section("Hi"), external_id="mine"))
    client, shown = by_http.client, modal("Form", section("New"))
    refused = [
        ({"view_id": form.view["id"], "hash": "old"}, "hash_conflict"),
        ({"view_id": "V0"}, "not_found"),
    ]
    for arguments, error in refused:
        with pytest.raises(SlackApiError, match=error):
            client.views_update(view=shown, **arguments)
    client.views_update(external_id="mine", view={**shown, "external_id": "mine"})
    assert "New" in form.text
    trigger = by_http.slack.workspace.tickets.trigger(by_http.ada.id)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_open(trigger_id=trigger, view={**shown, "external_id": "mine"})


def test_triggers_work_once_and_not_for_long(by_http: World) -> None:
    client, tickets = by_http.client, by_http.slack.workspace.tickets
    trigger, view = tickets.trigger(by_http.ada.id), modal("Form", section("Hi"))
    client.views_open(trigger_id=trigger, view=view)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=trigger, view=view)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        client.views_open(trigger_id="1.2.3", view=view)
    by_http.slack.trouble.expired_triggers()
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=tickets.trigger(by_http.ada.id), view=view)
    by_http.slack.trouble.clear()
    client.views_open(trigger_id=tickets.trigger(by_http.ada.id), view=view)
