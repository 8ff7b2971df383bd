"""The list of what is covered holds, both ways."""

import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError

from bot.localslack.api import CONNECT, METHODS
from bot.localslack.covers import COVERS
from bot.localslack.oauth import ACCESS, CLIENT_ID, CLIENT_SECRET
from tests.localslack.workshop import Json, World, button, field, home, modal, option, row, section


def examples(world: World) -> dict[str, Json]:
    """For every method, arguments it answers with `ok`."""
    client, tickets = world.client, world.slack.workspace.tickets
    first = client.chat_postMessage(channel=world.ada.id, text="first")
    here = {"channel": first["channel"], "ts": first["ts"]}
    doomed = client.chat_postMessage(channel=world.ada.id, text="doomed")["ts"]
    kept, lost, waiting = (_uploaded(world, name) for name in ("kept", "lost", "waiting"))
    client.files_completeUploadExternal(files=[{"id": kept}, {"id": lost}])
    opened = client.views_open(trigger_id=tickets.trigger(world.ada.id), view=modal("One", section("1")))["view"]
    return {
        "api.test": {},
        "auth.test": {},
        "bots.info": {"bot": world.slack.workspace.bot_id},
        "chat.delete": {**here, "ts": doomed},
        "chat.getPermalink": {"channel": here["channel"], "message_ts": here["ts"]},
        "chat.postEphemeral": {"channel": here["channel"], "user": world.ada.id, "text": "psst"},
        "chat.postMessage": {"channel": world.ada.id, "text": "hi"},
        "chat.scheduleMessage": {"channel": world.ada.id, "text": "hi", "post_at": world.slack.now().timestamp() + 60},
        "chat.update": {**here, "text": "new"},
        "conversations.history": {"channel": here["channel"]},
        "conversations.info": {"channel": here["channel"]},
        "conversations.list": {"types": "im,public_channel"},
        "conversations.members": {"channel": "general"},
        "conversations.open": {"users": world.ada.id, "return_im": True},
        "conversations.replies": here,
        "files.completeUploadExternal": {"files": [{"id": waiting}], "channel_id": here["channel"]},
        "files.delete": {"file": lost},
        "files.getUploadURLExternal": {"filename": "a.csv", "length": 3},
        "files.info": {"file": kept},
        "reactions.add": {"channel": here["channel"], "timestamp": here["ts"], "name": "eyes"},
        "team.info": {},
        "users.info": {"user": world.ada.id},
        "users.list": {"limit": 2},
        "users.profile.get": {"user": world.ada.id},
        "views.open": {"trigger_id": tickets.trigger(world.ben.id), "view": modal("Two", section("2"))},
        "views.publish": {"user_id": world.ada.id, "view": home(section("Home"))},
        "views.push": {"trigger_id": tickets.trigger(world.ada.id), "view": modal("Two", section("2"))},
        "views.update": {"view_id": opened["id"], "view": modal("New", section("3"))},
        CONNECT: {},
        ACCESS: {"code": _code(world), "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET},
    }


def _code(world: World) -> str:
    """What Slack hands out when somebody allows the app in."""
    address = world.slack.oauth.allowed({"team": world.slack.team_id, "redirect_uri": "http://127.0.0.1/"})
    return parse_qs(urlsplit(address).query)["code"][0]


def _uploaded(world: World, name: str) -> str:
    promised = world.client.files_getUploadURLExternal(filename=f"{name}.csv", length=3)
    urllib.request.urlopen(promised["upload_url"], b"a,b")
    return str(promised["file_id"])


def test_every_listed_method_answers_and_every_answering_method_is_listed(unconnected: World) -> None:
    called = examples(unconnected)
    assert called.keys() == COVERS["methods"].keys() == {*METHODS, CONNECT, ACCESS}
    for method, arguments in called.items():
        token = unconnected.slack.app_token if method == CONNECT else unconnected.slack.bot_token
        answer = unconnected.client.api_call(
            method, json={**arguments, "x": 1}, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer["ok"], method
    assert {entry.name for entry in unconnected.slack.log if entry.kind == "request"} == COVERS["methods"].keys()


@pytest.mark.parametrize("method", ["chat.meMessage", "users.lookupByEmail", "conversations.join", "views", "x"])
def test_no_other_method_answers(unconnected: World, method: str) -> None:
    with pytest.raises(SlackApiError, match="unknown_method"):
        unconnected.client.api_call(method)


@pytest.mark.parametrize(("method", "scopes"), [each for each in COVERS["methods"].items() if each[1]])
def test_every_listed_scope_is_wanted(unconnected: World, method: str, scopes: tuple[str, ...]) -> None:
    unconnected.slack._stage.manifest.scopes -= frozenset(scopes)
    unconnected.slack._server._api.scopes -= frozenset(scopes)
    with pytest.raises(SlackApiError) as failed:
        unconnected.client.api_call(method)
    assert failed.value.response["needed"] == ",".join(scopes)


def test_everything_listed_is_delivered_and_nothing_else(world: World) -> None:
    @world.app.middleware
    def take_all(req: Any) -> BoltResponse:
        return BoltResponse(status=200)

    _do_everything(world)
    delivered = [entry for entry in world.slack.log if entry.kind == "delivery"]
    events = {entry.name for entry in delivered if entry.arguments.get("type") == "event_callback"}
    others = {entry.arguments.get("type", "slash_command") for entry in delivered} - {"event_callback"}
    assert events == COVERS["events"].keys()
    assert others == COVERS["interactions"].keys()


def _do_everything(world: World) -> None:
    who = {"type": "external_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Who"}}
    blocks = [
        row(button("Press", "press"), {**who, "min_query_length": 0}),
    ]
    world.client.chat_postMessage(channel=world.ada.id, text="Card", blocks=blocks)
    for title, more in (("One", {}), ("Two", {"notify_on_close": True})):
        trigger = world.slack.workspace.tickets.trigger(world.ben.id)
        world.client.views_open(trigger_id=trigger, view=modal(title, field("X", optional=True), **more))
        form = world.ben.sees_modal(title)
        form.submit() if title == "One" else form.close()
    world.ada.types("/contact")
    world.ada.types("hello")
    world.ada.upload("a.csv", b"a")
    world.ada.press("Press")
    world.ada.suggestions("Who", "")
    world.ada.shortcut("add_contact")
    world.ada.message_shortcut("log_lead", world.ada.messages("intros")[0])
    world.ada.opens_home()
    world.ada.moves_to("Europe/Berlin")
    world.slack.uninstall()


def test_options_are_read_in_groups_too(by_http: World) -> None:
    group = {"label": {"type": "plain_text", "text": "Near"}, "options": [option("Jane"), option("Jan")]}
    by_http.app.options("who")(lambda ack: ack(option_groups=[group]))
    who = {"type": "external_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Who"}}
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="x", blocks=[row(who)])
    assert by_http.ada.suggestions("Who", "Jan") == ["Jane", "Jan"]
