"""What a person does on the page reaches the app as Slack would send it."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from tests.localslack.browser import Browser, ask
from tests.localslack.workshop import Json, World, button, field, home, menu, modal, option, row, section

Page = Callable[..., Browser]


def heard(world: World, kind: str, name: str) -> list[Json]:
    """Collect the payloads of one kind, acknowledged at once."""
    bodies: list[Json] = []

    def listen(ack: Any, body: Json) -> None:
        bodies.append(body)
        ack()

    getattr(world.app, kind)(name)(listen)
    return bodies


def opening(world: World, view: Json) -> None:
    """The global shortcut opens this modal."""

    @world.app.shortcut("add_contact")
    def opened(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)


def post(world: World, *blocks: Json) -> None:
    world.client.chat_postMessage(channel=world.ada.id, text="A card", blocks=list(blocks))


def test_a_command_is_answered_where_it_was_typed(world: World, open_page: Page) -> None:
    world.app.command("/contact")(lambda ack, command: ack(f"Saved {command['text']}"))
    page = open_page()
    assert page.types("/contact Jane & Bob", "general") == {"ok": True}
    message = page.sees_message("Saved Jane &amp; Bob", "general")
    assert message["author"] == "Goodword" and message["is_ephemeral"]


def test_words_in_the_dm_reach_the_app(world: World, open_page: Page) -> None:
    world.app.event("message")(lambda event, say: say(f"Noted: {event['text']}"))
    page = open_page()
    page.types("met Jane")
    assert page.sees_message("Noted: met Jane")["author"] == "Goodword"
    assert page.channel("Goodword")["messages"][0]["author"] == "Ada Lovett"
    assert page.types("  \n") == {"ok": True}
    assert len(page.channel("Goodword")["messages"]) == 2


def test_nobody_writes_where_they_are_not(world: World, open_page: Page) -> None:
    ben = open_page("Ben")
    answer = open_page().does("type", channel=ben.channel("Goodword")["id"], text="hello")
    assert answer == {"ok": False, "error": "You are not in this channel."}


def test_buttons_and_options_are_pressed_by_their_ids(world: World, open_page: Page) -> None:
    bodies = [heard(world, "action", each) for each in ("go", "more", "tick", "pick")]
    post(
        world,
        {**row(button("Go", "go", value="1")), "block_id": "b"},
        {**section("Jane", accessory=menu("overflow", "more", "Edit", "Archive")), "block_id": "c"},
        {
            **row(menu("checkboxes", "tick", "Mail", "Call"), menu("static_select", "pick", "Now", "Later")),
            "block_id": "d",
        },
    )
    page = open_page()
    at = page.at("Jane")
    page.does("press", at=at, block_id="b", action_id="go")
    page.does("press", at=at, block_id="c", action_id="more", option="archive")
    page.does("press", at=at, block_id="d", action_id="tick", option="mail")
    page.does("press", at=at, block_id="d", action_id="tick", option="call")
    page.does("set", at=at, block_id="d", action_id="pick", state={"selected_option": {"value": "later"}})
    go, more, tick, pick = ([body["actions"][0] for body in each] for each in bodies)
    assert go[0]["value"] == "1" and more[0]["selected_option"]["value"] == "archive"
    assert [each["value"] for each in tick[1]["selected_options"]] == ["mail", "call"]
    assert pick[0]["selected_option"] == option("Later") | {
        "text": {"type": "plain_text", "text": "Later", "emoji": True}
    }
    state = page.sees(lambda shot: shot["channels"][-1]["messages"][-1]["state"]["values"].get("d", {}).get("pick"))
    assert page.sees_message("Jane") and state["type"] == "static_select"


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ({"do": "press", "action_id": "gone"}, "This is no longer there."),
        ({"do": "press", "action_id": "more", "option": "fly"}, "This option is no longer there."),
        ({"do": "set", "action_id": "more", "state": {"value": "x"}}, "Nothing can be put in here."),
        ({"do": "press", "action_id": "more", "at": {"view": "V1"}}, "This view is no longer open."),
        ({"do": "submit", "view": "V1"}, "This view is no longer open."),
    ],
)
def test_what_is_gone_is_said_to_be(by_http: World, open_page: Page, act: Json, told: str) -> None:
    post(by_http, {**section("Jane", accessory=menu("overflow", "more", "Edit")), "block_id": "b"})
    page = open_page()
    assert page.does(**{"at": page.at("Jane"), "block_id": "b", **act}) == {"ok": False, "error": told}


def test_a_message_of_somebody_else_cannot_be_pressed(by_http: World, open_page: Page) -> None:
    bodies = heard(by_http, "action", "go")
    post(by_http, {**row(button("Go", "go")), "block_id": "b"})
    at = open_page().at("Go")
    answer = open_page("Ben").does("press", at=at, block_id="b", action_id="go")
    assert not answer["ok"] and bodies == []


def test_a_modal_is_filled_blamed_and_submitted(world: World, open_page: Page) -> None:
    opening(world, modal("New", field("Name"), field("Day", "datepicker", optional=True)))
    answers = [{"response_action": "errors", "errors": {"Name": "No digits, please."}}, {}]
    views: list[Json] = []

    @world.app.view("New")
    def submitted(ack: Any, view: Json) -> None:
        views.append(view)
        ack(answers.pop(0))

    page = open_page()
    assert page.does("shortcut", callback_id="add_contact") == {"ok": True}
    view = page.sees_modal("New")
    at = {"view": view["id"]}
    assert page.does("submit", view=view["id"])["error"] == "Please complete this required field."
    assert page.sees(lambda shot: shot["modals"][0]["errors"]) == {"Name": "Please complete this required field."}
    page.does("set", at=at, block_id="Name", action_id="value", state={"value": "Jane 2"})
    page.does("set", at=at, block_id="Day", action_id="value", state={"selected_date": "2026-12-01"})
    page.does("submit", view=view["id"])
    assert page.sees(lambda shot: "No digits" in str(shot["modals"][0]["errors"]))
    assert page.does("submit", view=view["id"]) == {"ok": True}
    page.sees(lambda shot: shot["modals"] == [])
    assert page.snapshot["notices"] == []
    assert views[0]["state"]["values"]["Day"]["value"] == {"type": "datepicker", "selected_date": "2026-12-01"}


def test_modals_stand_on_each_other_and_are_closed(world: World, open_page: Page) -> None:
    opening(world, modal("Under", row(button("On", "on"))))

    @world.app.action("on")
    def push(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal("Over", section("hi"), notify_on_close=True))

    closed: list[Json] = []

    @world.app.view_closed("Over")
    def over(ack: Any, body: Json) -> None:
        closed.append(body)
        ack()

    page = open_page()
    page.does("shortcut", callback_id="add_contact")
    under = page.sees_modal("Under")
    page.does("press", at={"view": under["id"]}, block_id=under["blocks"][0]["block_id"], action_id="on")
    over_it = page.sees_modal("Over")
    assert [view["title"]["text"] for view in page.snapshot["modals"]] == ["Under", "Over"]
    assert not page.does("close", view=under["id"])["ok"]
    page.does("close", view=over_it["id"])
    page.sees_modal("Under")
    page.does("close", view=under["id"], all=True)
    page.sees(lambda shot: shot["modals"] == [])
    assert [body["is_cleared"] for body in closed] == [False]


def test_typing_is_told_when_the_app_asked_for_it(by_http: World, open_page: Page) -> None:
    every = {"trigger_actions_on": ["on_character_entered"]}
    blocks = [
        field("Enter", dispatch_action=True, optional=True),
        field("Each", dispatch_action=True, optional=True, dispatch_action_config=every),
        field("Never", optional=True),
    ]
    opening(by_http, modal("New", *blocks))
    bodies = heard(by_http, "action", "value")
    page = open_page()
    page.does("shortcut", callback_id="add_contact")
    at = {"view": page.sees_modal("New")["id"]}
    for block_id in ("Enter", "Each", "Never"):
        page.does("set", at=at, block_id=block_id, action_id="value", state={"value": "J"})
        page.does("set", at=at, block_id=block_id, action_id="value", state={"value": "Jo"}, entered=True)
    assert [(each["actions"][0]["block_id"], each["actions"][0]["value"]) for each in bodies] == [
        ("Enter", "Jo"), ("Each", "J"), ("Each", "Jo"),
    ]  # fmt: skip


def test_suggestions_are_asked_of_the_app_and_can_be_chosen(world: World, open_page: Page) -> None:
    world.app.options("who")(lambda ack, payload: ack(options=[option(f"{payload['value']} Doe")]))
    bodies = heard(world, "action", "who")
    post(world, {**row({"type": "external_select", "action_id": "who", "min_query_length": 2}), "block_id": "b"})
    page = open_page()
    who: Json = {"at": page.at("external_select"), "block_id": "b", "action_id": "who"}
    assert page.does("suggest", typed="J", **who) == {"ok": True, "options": []}
    offered = page.does("suggest", typed="Jane", **who)["options"]
    assert [each["text"]["text"] for each in offered] == ["Jane Doe"]
    page.does("set", state={"selected_option": offered[0]}, **who)
    assert bodies[0]["actions"][0]["selected_option"]["value"] == "jane doe"


def test_a_message_shortcut_carries_the_message(world: World, open_page: Page) -> None:
    bodies = heard(world, "shortcut", "log_lead")
    page = open_page()
    answer = page.does("message_shortcut", callback_id="log_lead", **page.at("Jane Doe", "intros"))
    assert answer == {"ok": True}
    assert "Jane Doe" in bodies[0]["message"]["text"]


def test_the_home_tab_is_published_when_opened(world: World, open_page: Page) -> None:
    bodies = heard(world, "action", "add")

    @world.app.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        view = home({**row(button("Add", "add")), "block_id": "b"})
        client.views_publish(user_id=event["user"], view=view)

    page = open_page()
    assert page.snapshot["home"] is None
    page.does("open", tab="home")
    view = page.sees(lambda shot: shot["home"])
    page.does("press", at={"view": view["id"]}, block_id="b", action_id="add")
    assert bodies[0]["container"]["type"] == "view"
    page.does("open", tab="messages")


def test_a_file_is_uploaded_and_seen_by_those_it_was_sent_to(world: World, open_page: Page) -> None:
    world.app.event("message")(lambda: None)
    world.app.event("file_shared")(lambda: None)
    page, data = open_page(), base64.b64encode(b"name\nJane\n").decode()
    page.does("upload", channel=page.channel("Goodword")["id"], filename="people.csv", data=data, text="mine")
    [file] = page.sees_message("people.csv")["files"]
    address = f"{world.slack.url}/page/file/{file['id']}?as="
    mine = ask(address + world.ada.id)
    assert (mine.status, mine.body) == (200, b"name\nJane\n")
    assert mine.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in mine.headers["Content-Security-Policy"]
    assert ask(address + world.ben.id).status == ask(address + "U0BOT").status == 404


def test_files_are_put_into_a_file_input_and_taken_out(by_http: World, open_page: Page) -> None:
    opening(by_http, modal("Import", field("File", "file_input", filetypes=["csv"], max_files=2)))
    page, data = open_page(), base64.b64encode(b"a").decode()
    page.does("shortcut", callback_id="add_contact")
    at = {"view": page.sees_modal("Import")["id"]}
    spot: Json = {"at": at, "block_id": "File", "action_id": "value"}
    told = page.does("upload", filename="a.exe", data=data, **spot)
    assert told == {"ok": False, "error": "Only these files can be added here: csv."}
    for name in ("a.csv", "b.csv", "c.csv"):
        page.does("upload", filename=name, data=data, **spot)

    def names(shot: Json) -> list[str]:
        return [each["name"] for each in shot["modals"][0]["state"]["values"]["File"]["value"]["files"]]

    page.sees(lambda shot: names(shot) == ["b.csv", "c.csv"])
    kept = page.snapshot["modals"][0]["state"]["values"]["File"]["value"]["files"][1:]
    page.does("set", state={"files": [{"id": kept[0]["id"]}]}, **spot)
    page.sees(lambda shot: names(shot) == ["c.csv"])


@pytest.mark.parametrize(
    "act",
    [{"do": "press"}, {"do": "type", "channel": "C1"}, {"do": "trouble", "switch": "war"}, {"do": "clock", "to": "x"}],
)
def test_nonsense_is_answered_as_such(by_http: World, open_page: Page, act: Json) -> None:
    page = open_page()
    assert page.post(**act).status in (200, 400)
    assert page.post(**act).json["ok"] is False
    assert page.post("fly").json["error"] == "There is no act called 'fly'."
