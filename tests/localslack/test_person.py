"""What a person can do and see, with the app connected in either way."""

from threading import Timer
from typing import Any

import pytest

from bot.localslack import NotSeen
from tests.localslack.workshop import Json, World, button, field, home, menu, modal, option, row, section

CARD = [
    section("*Jane Doe*"),
    row(button("Done", "done", value="jane")),
    section("*Bob*"),
    row(button("Done", "done", value="bob")),
]


def heard(world: World, kind: str, **matching: Any) -> list[Json]:
    """Collect the payloads of one kind, then acknowledge each."""
    bodies: list[Json] = []

    def listen(ack: Any, body: Json) -> None:
        bodies.append(body)
        ack()

    getattr(world.app, kind)(*matching.values())(listen)
    return bodies


def deliveries(world: World) -> list[str]:
    return [entry.name for entry in world.slack.log if entry.kind == "delivery"]


def test_a_command_is_answered_in_the_acknowledgement(world: World) -> None:
    @world.app.command("/contact")
    def contact(ack: Any, command: Json) -> None:
        ack(text="Saved", blocks=[section(f"Saved: {command['text']}")])

    answer = world.ada.types("/contact Jane & <Bob> @Ben in #intros", channel="general")
    assert answer.ok and answer.message is not None
    ben, intros = world.ben.id, world.slack.workspace.channel("intros").id
    assert f"Jane &amp; &lt;Bob&gt; <@{ben}|ben.okafor> in <#{intros}|intros>" in str(answer.message["blocks"])
    assert world.ada.messages("general")[-1]["is_ephemeral"]
    assert world.ben.messages("general") == []


def test_a_command_without_escaping_gets_the_words_as_typed(world: World) -> None:
    world.app.command("/raw")(lambda ack, command: ack(command["text"]))
    assert world.ada.types("/raw a & b @Ben").message["text"] == "a & b @Ben"


def test_a_command_tells_where_it_was_typed(world: World) -> None:
    bodies = heard(world, "command", name="/contact")
    world.ada.types("/contact")
    world.ada.types("/contact", channel="general")
    assert [body["channel_name"] for body in bodies] == ["directmessage", "general"]
    assert {"team_domain", "trigger_id", "response_url", "api_app_id", "user_name"} <= bodies[0].keys()


def test_an_unknown_command_never_reaches_the_app(world: World) -> None:
    answer = world.ada.types("/contcat Jane")
    assert not answer.ok and "/contcat is not a valid command" in (answer.error or "")
    assert deliveries(world) == []


def test_an_in_channel_answer_is_there_for_all(world: World) -> None:
    world.app.command("/contact")(lambda ack: ack(text="Hello all", response_type="in_channel"))
    world.ada.types("/contact", channel="general")
    assert world.ben.sees("Hello all", channel="general")


def test_an_answer_slack_cannot_take_is_an_error_for_the_person(world: World) -> None:
    blocks = [section("x" * 3001)]
    world.app.command("/contact")(lambda ack: ack(text="Too long", blocks=blocks))
    answer = world.ada.types("/contact")
    assert answer.error == "/contact failed with the error “invalid_blocks”"
    assert [entry.error for entry in world.slack.refusals] == ["invalid_blocks"]


def test_words_in_the_dm_reach_the_app_and_its_answer_notifies(world: World) -> None:
    events: list[Json] = []

    @world.app.event("message")
    def message(event: Json, say: Any) -> None:
        events.append(event)
        say("Noted")

    world.ada.types("met jane@acme.example & co")
    assert world.ada.sees("Noted")["user"] == world.slack.bot_user_id
    assert world.ada.notifications == ["Noted"] and world.ben.notifications == []
    assert events[0]["text"] == "met <mailto:jane@acme.example|jane@acme.example> &amp; co"
    assert events[0]["channel_type"] == "im"


def test_words_in_a_channel_the_bot_is_not_in_stay_there(world: World) -> None:
    world.ada.types("hello", channel="general")
    assert world.ben.sees("hello", channel="general") and deliveries(world) == []


def test_pressing_a_button_names_it_by_what_is_near(world: World) -> None:
    bodies = heard(world, "action", id="done")
    world.client.chat_postMessage(channel=world.ada.id, text="Two", blocks=CARD)
    with pytest.raises(NotSeen, match="2 things read 'Done'"):
        world.ada.press("Done")
    world.ada.press("Done", near="Bob")
    assert bodies[0]["actions"][0]["value"] == "bob"
    assert bodies[0]["message"]["text"] == "Two" and bodies[0]["container"]["is_ephemeral"] is False


def test_a_button_is_pressed_once_it_is_there(world: World) -> None:
    bodies = heard(world, "action", id="done")
    soon = Timer(0.2, lambda: world.client.chat_postMessage(channel=world.ada.id, text="One", blocks=CARD[:2]))
    soon.start()
    world.ada.press("Done")
    soon.join()
    assert bodies[0]["actions"][0]["value"] == "jane"


def test_a_message_is_pressed_wherever_it_stands(world: World) -> None:
    bodies = heard(world, "action", id="done")
    for name in ("Jane", "Bob"):
        world.client.chat_postMessage(channel=world.ada.id, text=name, blocks=[section(name), *CARD[1:2]])
    world.slack.message("intros", "Ben", "Hello there")
    assert world.ada.sees("Hello", channel="intros")["user"] == world.ben.id
    world.ada.press("Done")
    world.ada.press("Done", in_=world.ada.sees("Jane"))
    assert [body["message"]["text"] for body in bodies] == ["Bob", "Jane"]


def test_pressing_in_an_ephemeral_message_tells_the_app_little_of_it(world: World) -> None:
    bodies = heard(world, "action", id="done")
    world.app.command("/contact")(lambda ack: ack(text="Card", blocks=CARD[:2]))
    world.ada.types("/contact", channel="general")
    assert world.ada.press("Done").ok
    assert bodies[0]["container"]["is_ephemeral"] is True
    assert bodies[0]["message"].keys() == {"type", "user", "ts"}


def test_a_button_is_found_by_its_accessibility_label_and_asks_first(world: World) -> None:
    bodies = heard(world, "action", id="go")
    dialog = {key: {"type": "plain_text", "text": key.title()} for key in ("title", "text", "confirm", "deny")}
    go = button("Delete", "go", accessibility_label="Delete Jane Doe", confirm=dialog)
    world.client.chat_postMessage(channel=world.ada.id, text="Card", blocks=[row(go)])
    world.ada.press("Delete Jane Doe", confirm=False)
    assert bodies == []
    world.ada.press("Delete Jane Doe")
    assert len(bodies) == 1 and world.ada.asked[0] == "Title\nText\n[Deny] [Confirm]"


def test_menus_are_chosen_from_by_what_they_read(world: World) -> None:
    bodies = heard(world, "action", id="pick")
    placeholder = {"type": "plain_text", "text": "Snooze"}
    blocks = [
        section("Jane", accessory=menu("overflow", "pick", "Edit", "Archive")),
        row(menu("static_select", "pick", "Tomorrow", "Next week", placeholder=placeholder)),
        row({"type": "users_select", "action_id": "pick", "placeholder": {"type": "plain_text", "text": "Who"}}),
        row(menu("checkboxes", "pick", "Mail", "Call")),
    ]
    world.client.chat_postMessage(channel=world.ada.id, text="Card", blocks=blocks)
    world.ada.press("Archive")
    world.ada.choose("Snooze", "Next week")
    world.ada.choose("Who", "Ben Okafor")
    world.ada.press("Mail")
    world.ada.press("Call")
    first, second, third, *_, last = [body["actions"][0] for body in bodies]
    assert first["selected_option"]["value"] == "archive"
    assert second["selected_option"]["value"] == "next week"
    assert third["selected_user"] == world.ben.id
    assert [each["value"] for each in last["selected_options"]] == ["mail", "call"]
    assert "Next week" in world.ada.screen()


def test_an_external_menu_asks_the_app_as_one_types(world: World) -> None:
    world.app.options("who")(lambda ack, payload: ack(options=[option(f"{payload['value']} Doe")]))
    bodies = heard(world, "action", id="who")
    who = {"type": "external_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Find"}}
    blocks = [row({**who, "min_query_length": 2})]
    world.client.chat_postMessage(channel=world.ada.id, text="Find", blocks=blocks)
    assert world.ada.suggestions("Find", "J") == []
    assert world.ada.suggestions("Find", "Jane") == ["Jane Doe"]
    world.ada.choose("Find", "Jane Doe")
    assert bodies[0]["actions"][0]["selected_option"]["text"]["text"] == "Jane Doe"


def test_suggestions_slack_cannot_take_are_none(world: World) -> None:
    world.app.options("who")(lambda ack: ack(options=[option("x" * 76)]))
    who = {"type": "external_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Find"}}
    world.client.chat_postMessage(channel=world.ada.id, text="Find", blocks=[row(who)])
    assert world.ada.suggestions("Find", "Jane") == []
    assert [entry.name for entry in world.slack.refusals] == ["block_suggestion"]


def test_the_home_tab_is_published_when_opened_and_its_buttons_work(world: World) -> None:
    @world.app.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=home(section("Due"), row(button("Add", "add"))))

    bodies = heard(world, "action", id="add")
    assert world.ada.home is None
    world.ada.opens_messages_tab()
    world.ada.opens_home()
    assert world.ada.sees_home("Due").view["type"] == "home"
    world.ada.press("Add", in_="home")
    assert bodies[0]["container"]["type"] == "view" and bodies[0]["view"]["type"] == "home"
    assert not {"channel", "response_url", "message"} & bodies[0].keys()


def test_shortcuts_open_modals(world: World) -> None:
    def opened(ack: Any, body: Json, client: Any) -> None:
        ack()
        words = body.get("message", {}).get("text", "nothing")
        client.views_open(trigger_id=body["trigger_id"], view=modal("Lead", section(words), field("Name")))

    world.app.shortcut("log_lead")(opened)
    world.app.shortcut("add_contact")(opened)
    world.ada.shortcut("Add a contact")
    world.ada.sees_modal("nothing").close()
    intro = world.ada.sees("Jane Doe", channel="intros")
    world.ada.message_shortcut("Log a lead", intro)
    assert "meet Jane Doe" in world.ada.sees_modal("Name").text
    assert world.ben.modal is None


def test_a_file_in_the_dm_reaches_the_app(world: World) -> None:
    events: list[Json] = []
    world.app.event("message")(lambda event: events.append(event))
    world.app.event("file_shared")(lambda event: events.append(event))
    world.ada.upload("people.csv", b"name\nJane\n", text="import this")
    world.slack.settle()
    assert [event.get("subtype") for event in events if event["type"] == "message"] == ["file_share"]
    assert "people.csv" in world.ada.screen()


def test_not_seen_tells_what_was_there(world: World) -> None:
    world.client.chat_postMessage(channel=world.ada.id, text="Good morning")
    with pytest.raises(NotSeen, match="Good morning"):
        world.ada.sees("Good night", timeout=0.05)
    with pytest.raises(NotSeen, match="Good morning"):
        world.ada.press("Done", timeout=0.05)
    with pytest.raises(NotSeen, match="still saw 'Good'"):
        world.ada.gone("Good", timeout=0.05)


def test_people_come_with_their_names_and_zones(world: World) -> None:
    cleo = world.slack.add_person("Cleo Marsh", tz="Asia/Tokyo", locale="ja-JP")
    assert world.slack.person("Cleo") is cleo and world.slack.person(cleo.id) is cleo
    told = world.client.users_info(user=cleo.id, include_locale=True)["user"]
    assert (told["tz"], told["tz_offset"], told["locale"]) == ("Asia/Tokyo", 9 * 3600, "ja-JP")
    assert told["profile"]["email"] == "cleo.marsh@local-slack.example"
    with pytest.raises(LookupError):
        world.slack.person("Nobody")
