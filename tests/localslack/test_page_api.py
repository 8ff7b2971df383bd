"""The page's address: what it serves and to whom, the snapshots and when they come."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from simple_websocket import Client, ConnectionClosed, ConnectionError

from bot.localslack import LocalSlack
from bot.localslack.page import FILES
from tests.localslack.browser import Browser, ask, named
from tests.localslack.workshop import MANIFEST, Json, World, button, home, modal, row, section

Page = Callable[..., Browser]
SCRIPTS = sorted(path.name for path in FILES.glob("*.js"))


def test_the_page_contacts_nothing_outside(slack: LocalSlack) -> None:
    for name in SCRIPTS:
        answer = ask(f"{slack.url}/page/{name}")
        assert answer.status == 200 and "javascript" in answer.headers["Content-Type"]
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy
    assert ask(f"{slack.url}/page/index.html").status == 404
    assert ask(f"{slack.url}/page/..%2Fseed.py").status == 404


@pytest.mark.parametrize("path", ["/", f"/page/{SCRIPTS[0]}", "/page/act", "/api/api.test"])
def test_only_loopback_may_ask(slack: LocalSlack, path: str) -> None:
    assert ask(slack.url + path, Host="goodword.example").status == 403
    assert ask(slack.url + path, Host=f"127.0.0.1.nip.example:{slack.port}").status == 403
    assert ask(f"http://localhost:{slack.port}/api/api.test").status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_another_sites_page_may_not_act(slack: LocalSlack, origin: str) -> None:
    act = {"as": slack.person("Ada").id, "do": "start_over"}
    assert ask(f"{slack.url}/page/act", act, Origin=origin).status == 403
    assert ask(f"{slack.url}/page/act", act, Origin=slack.url).status == 200
    with pytest.raises(ConnectionError, match="403"):
        Client(f"{slack.url.replace('http', 'ws')}/page/live?as={act['as']}", headers={"Origin": origin})


@pytest.mark.parametrize("viewer", ["", "U0BOT", "U404"])
def test_only_people_who_are_here_look_at_it(slack: LocalSlack, viewer: str) -> None:
    ws = Client(f"{slack.url.replace('http', 'ws')}/page/live?as={viewer}")
    with pytest.raises(ConnectionClosed):
        ws.receive(timeout=5)
    assert ask(f"{slack.url}/page/act", {"as": viewer, "do": "start_over"}).status == 400


def test_the_viewer_may_be_called_by_name(slack: LocalSlack) -> None:
    page = Browser(slack, "Ben")
    assert page.snapshot["me"]["id"] == slack.person("Ben").id
    assert page.types("hello", "general") == {"ok": True}
    page.close()


def test_the_first_snapshot_has_everything(slack: LocalSlack, open_page: Page) -> None:
    shot = open_page().snapshot
    ada, ben = (slack.person(name) for name in ("Ada", "Ben"))
    assert shot["me"] == {
        "id": ada.id, "name": "Ada", "real_name": "Ada Lovett", "tz": "America/New_York", "locale": "en-US",
        "title": "Independent consultant",
    }  # fmt: skip
    assert [each["id"] for each in shot["people"]] == [ada.id, ben.id]
    assert shot["names"][ben.id] == "Ben Okafor" and "intros" in shot["names"].values()
    assert [(each["name"], each["kind"], each["unread"]) for each in shot["channels"]] == [
        ("general", "channel", 0), ("intros", "channel", 0), ("Goodword", "dm", 0),
    ]  # fmt: skip
    assert len(named(shot, "intros")["messages"]) >= 5
    assert (shot["home"], shot["modals"], shot["notices"], shot["log"]) == (None, [], [], [])
    assert shot["trouble"] == {"slow": 0, "rate_limited": False, "failing": False, "expired_triggers": False}
    told = datetime.fromisoformat(shot["clock"]["now"])
    assert abs(told - slack.now()) < timedelta(seconds=5) and shot["clock"]["zone"] == ada.user.tz


def test_the_message_box_learns_commands_and_shortcuts() -> None:
    with LocalSlack(MANIFEST, completions={"/contact": [("add", "somebody new")]}) as slack:
        page = Browser(slack, slack.person("Ada").id)
        app = page.snapshot["app"]
        page.close()
    assert app["commands"][0]["completions"] == [{"text": "add", "hint": "somebody new"}]
    assert {each["command"]: each["completions"] for each in app["commands"]}["/raw"] == []
    assert [each["type"] for each in app["shortcuts"]] == ["message", "global"]
    assert app["name"] == "Goodword"


def test_every_browser_hears_of_a_change_and_only_of_changes(by_http: World, open_page: Page) -> None:
    first, second, ben = open_page(), open_page(), open_page("Ben")
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="Good morning")
    for page in (first, second):
        page.sees_message("Good morning")
        page.sees(lambda shot: shot["log"])
    assert ben.hears_nothing()
    by_http.client.chat_postMessage(channel=by_http.ben.id, text="Guten Morgen")
    ben.sees_message("Guten Morgen")
    assert first.hears_nothing()


def test_changes_in_quick_succession_come_together(by_http: World, open_page: Page) -> None:
    page = open_page()
    with by_http.slack.workspace.changing():
        for number in range(50):
            by_http.slack.message("general", "Ben", f"Message {number}")
    page.sees_message("Message 49", "general")
    assert page.received <= 3


def test_the_log_may_come_line_by_line(by_http: World, open_page: Page) -> None:
    page = open_page(log="new")
    for text in ("One", "Two"):
        by_http.client.chat_postMessage(channel=by_http.ada.id, text=text)
        page.sees(lambda shot, text=text: any(text in json.dumps(each) for each in shot["log"]))
    assert "One" not in json.dumps(page.snapshot["log"])
    whole = open_page().snapshot["log"]
    assert [each["n"] for each in whole] == list(range(1, len(whole) + 1)) and "One" in json.dumps(whole)


def test_unread_messages_count_until_the_channel_is_read(by_http: World, open_page: Page) -> None:
    page = open_page()
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="One")
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="Two")
    page.sees(lambda shot: named(shot, "Goodword")["unread"] == 2)
    page.does("read", channel=page.channel("Goodword")["id"])
    page.sees(lambda shot: named(shot, "Goodword")["unread"] == 0)
    page.types("hello", "general")
    assert open_page("Ben").channel("general")["unread"] == 1
    assert open_page().channel("general")["unread"] == 0


def private_doings(world: World) -> None:
    """Ada's secrets on every surface: a DM, an ephemeral answer, a modal, Home, a file, refusals and notices."""

    @world.app.command("/contact")
    def contact(ack: Any, body: Json, client: Any, respond: Any) -> None:
        ack("secret answer")
        respond("secret response")
        client.views_open(trigger_id=body["trigger_id"], view=modal("secret", section("secret modal")))
        client.views_publish(user_id=body["user_id"], view=home(section("secret home")))
        client.chat_postMessage(channel=body["user_id"], text="secret dm")
        client.chat_postEphemeral(channel=world.ada_dm, user=body["user_id"], text="secret ephemeral")
        client.files_upload_v2(channel=world.ada_dm, filename="secret.csv", content="secret,1")

    world.app.event("message")(lambda: None)
    world.app.action("press")(lambda ack: ack())


def test_nobody_sees_what_is_anothers(by_http: World, open_page: Page) -> None:
    ada, ben = open_page(), open_page("Ben")
    by_http.ada_dm = ada.channel("Goodword")["id"]  # type: ignore[attr-defined]
    private_doings(by_http)
    ada.types("/contact secret words", "general")
    ada.types("secret message")
    ada.sees_message("secret.csv")
    by_http.client.retry_handlers = []
    with pytest.raises(Exception, match="invalid_blocks"):
        by_http.client.chat_postMessage(channel=by_http.ada.id, text="x", blocks=[section("secret" * 1000)])
    by_http.slack.settle()
    mine = json.dumps(open_page().snapshot)
    for each in ("secret answer", "secret response", "secret modal", "secret home", "secret dm", "secret ephemeral"):
        assert each in mine
    assert "secret" not in json.dumps(open_page("Ben").snapshot)
    assert "secret" not in json.dumps(ben.snapshot) and ben.hears_nothing()


def test_no_token_is_in_the_log(by_socket: World, open_page: Page) -> None:
    by_socket.app.command("/contact")(lambda ack: ack("hi"))
    page = open_page()
    page.types("/contact")
    by_socket.client.chat_postMessage(channel=by_socket.ada.id, text="hi", token=by_socket.slack.bot_token)
    log = json.dumps(page.sees(lambda shot: shot["log"] if len(shot["log"]) > 3 else None))
    assert "apps.connections.open" in log and "chat.postMessage" in log
    for secret in ("xoxb-", "xapp-", "ticket=", "verification", by_socket.slack.signing_secret):
        assert secret not in log


def test_the_log_tells_what_was_exchanged(by_http: World, open_page: Page) -> None:
    by_http.app.command("/contact")(lambda ack: ack("hi"))
    page = open_page()
    page.types("/contact Jane")
    [line] = page.sees(lambda shot: [each for each in shot["log"] if each["name"] == "/contact"])
    assert (line["kind"], line["name"], line["error"], line["attempt"]) == ("delivery", "/contact", None, 0)
    assert line["arguments"]["text"] == "Jane" and line["answer"]["text"] == "hi" and line["seconds"] > 0
    assert page.snapshot["log_from"] == page.snapshot["log"][0]["n"]


def test_stopping_lets_the_browsers_go() -> None:
    slack = LocalSlack(MANIFEST).start()
    page = Browser(slack, slack.person("Ada").id)
    slack.stop()
    assert page.is_cut_off()


def test_a_closed_browser_is_forgotten(by_http: World, open_page: Page) -> None:
    gone, stays = open_page(), open_page()
    gone.close()
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="Still there?")
    assert stays.sees_message("Still there?")


def test_buttons_hold_their_ids_between_snapshots(by_http: World, open_page: Page) -> None:
    by_http.client.chat_postMessage(channel=by_http.ada.id, text="Card", blocks=[row(button("Go", "go"))])
    page = open_page()
    before = page.sees_message("Card")["blocks"]
    page.types("hello", "general")
    assert page.sees_message("hello", "general") and page.sees_message("Card")["blocks"] == before


def test_the_page_itself_is_served(slack: LocalSlack) -> None:
    answer = ask(slack.url)
    assert answer.body.startswith(b"<!doctype html>") and b"style=" not in answer.body
    assert answer.headers["Content-Security-Policy"] and answer.headers["Content-Type"].startswith("text/html")
