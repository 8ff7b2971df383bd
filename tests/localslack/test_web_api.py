"""The Web API over HTTP: what it answers and what it refuses, in Slack's words."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.localslack import LocalSlack, Person, Timing
from tests.localslack.workshop import MANIFEST, Json, home, modal, section

METADATA = {"event_type": "nudge", "event_payload": {"key": "opaque"}}


@pytest.fixture
def ada(slack: LocalSlack) -> Person:
    return slack.person("Ada")


def refused(error: str) -> Any:
    return pytest.raises(SlackApiError, match=f"'error': '{error}'")


def call(slack: LocalSlack, method: str, token: str | None, body: bytes | None, kind: str = "") -> Json:
    headers = {"Content-Type": kind} if kind else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    with urllib.request.urlopen(urllib.request.Request(slack.api_url + method, body, headers)) as response:
        answer: Json = json.load(response)
        return answer


def test_arguments_come_as_a_form_as_json_or_in_the_address(slack: LocalSlack, ada: Person) -> None:
    token = slack.bot_token
    form = urlencode({"channel": ada.id, "text": "form", "blocks": json.dumps([section("a form")]), "token": token})
    assert call(slack, "chat.postMessage", None, form.encode(), "application/x-www-form-urlencoded")["ok"]
    body = json.dumps({"channel": ada.id, "text": "json", "blocks": [section("json")]}).encode()
    assert call(slack, "chat.postMessage", token, body, "application/json; charset=utf-8")["ok"]
    assert call(slack, f"users.info?user={ada.id}", token, None)["user"]["real_name"] == "Ada Lovett"
    assert [each["text"] for each in ada.messages()] == ["form", "json"]


def test_the_token_decides_first(slack: LocalSlack) -> None:
    assert call(slack, "auth.test", None, None)["error"] == "not_authed"
    assert call(slack, "auth.test", "xoxb-other", None)["error"] == "invalid_auth"
    assert call(slack, "auth.test", slack.app_token, None)["error"] == "not_allowed_token_type"
    assert call(slack, "apps.connections.open", slack.bot_token, None)["error"] == "not_allowed_token_type"
    assert call(slack, "apps.connections.open", None, None)["error"] == "not_authed"
    assert call(slack, "api.test?error=mine", None, None)["error"] == "mine"
    assert "token" not in str([entry.arguments for entry in slack.log])


def test_a_scope_the_manifest_lacks_is_missing() -> None:
    scopes = {"oauth_config": {"scopes": {"bot": ["commands", "im:history"]}}}
    with LocalSlack({**MANIFEST, **scopes}) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        with pytest.raises(SlackApiError) as failed:
            client.chat_postMessage(channel=slack.person("Ada").id, text="hi")
        answer = failed.value.response
        assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
        assert answer["provided"] == "commands,im:history"
        assert answer.headers["X-OAuth-Scopes"] == "commands,im:history"
        with refused("missing_scope"):
            client.conversations_history(channel="intros")


def test_email_needs_its_own_scope() -> None:
    scopes = {"oauth_config": {"scopes": {"bot": ["users:read"]}}}
    with LocalSlack({**MANIFEST, **scopes}) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        profile = client.users_info(user=slack.person("Ada").id)["user"]["profile"]
        assert "email" not in profile and profile["title"] == "Independent consultant"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C0", "text": "hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "general", "text": "hi"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "ADA"}, "no_text"),
        ("chat.postMessage", {"text": "hi"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "ADA", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "ADA", "text": "x", "blocks": [section("")]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": "ADA", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
        ("chat.postEphemeral", {"channel": "DM", "user": "BEN", "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": "DM", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": "intros", "ts": "INTRO", "text": "x"}, "cant_update_message"),
        ("chat.delete", {"channel": "intros", "ts": "INTRO"}, "cant_delete_message"),
        ("chat.getPermalink", {"channel": "DM", "message_ts": "1.0"}, "message_not_found"),
        ("chat.scheduleMessage", {"channel": "ADA", "text": "x", "post_at": 1}, "time_in_past"),
        ("chat.scheduleMessage", {"channel": "ADA", "text": "x", "post_at": 10**11}, "time_too_far"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0"}, "user_not_found"),
        ("conversations.history", {"channel": "intros"}, "not_in_channel"),
        ("conversations.history", {"channel": "DM", "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": "DM", "oldest": "then"}, "invalid_ts_oldest"),
        ("conversations.replies", {"channel": "DM", "ts": "1.0"}, "thread_not_found"),
        ("users.info", {"user": "U0"}, "user_not_found"),
        ("views.open", {"trigger_id": "1", "view": home()}, "invalid_arguments"),
        ("views.open", {"trigger_id": "1", "view": modal("x" * 25)}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0", "view": home(section("Due"))}, "user_not_found"),
        ("files.info", {"file": "F0"}, "file_not_found"),
        ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
        ("reactions.add", {"channel": "DM", "timestamp": "1.0", "name": "eyes"}, "message_not_found"),
        ("bots.info", {"bot": "B0"}, "bot_not_found"),
        ("chat.shout", {}, "unknown_method"),
    ],
)
def test_refusals(slack: LocalSlack, ada: Person, client: WebClient, method: str, arguments: Json, error: str) -> None:
    intro = ada.messages("intros")[0]["ts"]
    dm = client.conversations_open(users=ada.id)["channel"]["id"]
    named = {"ADA": ada.id, "BEN": slack.person("Ben").id, "DM": dm, "INTRO": intro}
    given = {key: named.get(value, value) if isinstance(value, str) else value for key, value in arguments.items()}
    with refused(error):
        client.api_call(method, json=given)
    assert slack.refusals[-1].error == error
    assert str(slack.refusals[-1]).startswith(f"{method}: {error}")


def test_an_update_keeps_metadata_and_text_alone_replaces_blocks(client: WebClient, ada: Person) -> None:
    posted = client.chat_postMessage(channel=ada.id, text="a", blocks=[section("a")], metadata=METADATA)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    client.chat_update(**place, text="b", blocks=[section("b")])
    assert "edited" not in ada.sees("b")
    client.chat_update(**place, text="c")
    message = client.conversations_history(channel=place["channel"], include_all_metadata=True)["messages"][0]
    assert message["metadata"] == METADATA and message["text"] == "c"
    assert "blocks" not in message and "edited" in message
    assert "metadata" not in client.conversations_history(channel=place["channel"])["messages"][0]
    client.chat_update(**place, text="d", metadata={})
    assert "metadata" not in ada.messages()[0]
    client.chat_delete(**place)
    assert ada.messages() == []


def test_history_is_paged_the_newest_first_between_two_instants(client: WebClient, ada: Person) -> None:
    stamps = [client.chat_postMessage(channel=ada.id, text=str(number))["ts"] for number in range(5)]
    assert stamps == sorted(set(stamps), key=float)
    channel = client.conversations_open(users=ada.id)["channel"]["id"]
    pages = [page["messages"] for page in client.conversations_history(channel=channel, limit=2)]
    assert [[each["text"] for each in page] for page in pages] == [["4", "3"], ["2", "1"], ["0"]]
    between = {"channel": channel, "oldest": stamps[1], "latest": stamps[3]}
    assert [each["text"] for each in client.conversations_history(**between)["messages"]] == ["2"]
    both_ends = client.conversations_history(**between, inclusive=True)["messages"]
    assert [each["text"] for each in both_ends] == ["3", "2", "1"]


def test_a_thread_is_read_by_its_first_message(client: WebClient, ada: Person) -> None:
    first = client.chat_postMessage(channel=ada.id, text="first")
    client.chat_postMessage(channel=ada.id, text="reply", thread_ts=first["ts"])
    thread = client.conversations_replies(channel=first["channel"], ts=first["ts"])["messages"]
    assert [each["text"] for each in thread] == ["first", "reply"]
    assert len(client.conversations_history(channel=first["channel"])["messages"]) == 1


def test_scheduled_messages_wait_for_the_clock_and_want_no_metadata(slack: LocalSlack, ada: Person) -> None:
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    soon = int(slack.now().timestamp()) + 3600
    client.chat_scheduleMessage(channel=ada.id, text="plain", post_at=soon)
    client.chat_scheduleMessage(channel=ada.id, text="marked", post_at=soon, metadata=METADATA)
    assert ada.messages() == []
    slack.move_clock(slack.now().fromtimestamp(soon + 1, tz=slack.now().tzinfo))
    assert [each["text"] for each in ada.messages()] == ["plain"] and ada.notifications == ["plain"]
    later = int(slack.now().timestamp()) + 3600
    for _ in range(30):
        client.chat_scheduleMessage(channel=ada.id, text="again", post_at=later)
    with refused("restricted_too_many"):
        client.chat_scheduleMessage(channel=ada.id, text="again", post_at=later)


def test_files_go_up_in_three_steps_and_down_with_the_token(client: WebClient, slack: LocalSlack, ada: Person) -> None:
    dm = client.conversations_open(users=ada.id)["channel"]["id"]
    client.files_upload_v2(channel=dm, filename="book.csv", content="name\nJane\n", initial_comment="Your book")
    file = ada.sees("Your book")["files"][0]
    assert client.files_info(file=file["id"])["file"]["size"] == 10
    address = urllib.request.Request(
        file["url_private_download"], headers={"Authorization": f"Bearer {slack.bot_token}"}
    )
    assert urllib.request.urlopen(address).read() == b"name\nJane\n"
    assert b"Sign in" in urllib.request.urlopen(file["url_private"]).read()
    client.files_delete(file=file["id"])
    with refused("file_not_found"):
        client.files_info(file=file["id"])


def test_an_upload_has_the_length_it_promised(client: WebClient) -> None:
    promised = client.files_getUploadURLExternal(filename="book.csv", length=5)
    urllib.request.urlopen(promised["upload_url"], b"1234")
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=[{"id": promised["file_id"]}])


@pytest.fixture
def reply_to(slack: LocalSlack, client: WebClient, ada: Person) -> Iterator[Any]:
    """Makes a response_url for one of Ada's messages."""

    def reply(ts: str | None, channel: str = "general") -> WebhookClient:
        workspace = slack.workspace
        place = workspace.dm(ada.id) if channel == "dm" else workspace.channel(channel)
        return WebhookClient(f"{slack.url}/actions/{slack.team_id}/{workspace.tickets.reply(ada.id, place.id, ts)}")

    yield reply


def test_a_response_url_answers_five_times(slack: LocalSlack, ada: Person, reply_to: Any) -> None:
    reply = reply_to(None)
    assert reply.send(text="1").body == "ok"
    assert ada.messages("general")[0]["is_ephemeral"] and slack.person("Ben").messages("general") == []
    first = reply_to(ada.messages("general")[0]["ts"])
    first.send(text="one", blocks=[section("one")], replace_original=True)
    assert "one" in ada.screen("general") and len(ada.messages("general")) == 1
    first.send(delete_original=True)
    assert ada.messages("general") == []
    reply.send(text="2", response_type="in_channel")
    assert slack.person("Ben").sees("2", channel="general")
    invalid = reply.send(blocks=[section("x" * 3001)])
    assert "invalid_blocks" in invalid.body
    for _ in range(2):
        reply.send(text="again")
    last = reply.send(text="6")
    assert (last.status_code, json.loads(last.body)["error"]) == (404, "used_url")


@pytest.mark.parametrize("timing", [Timing(response_url=0.0)])
def test_a_response_url_expires(reply_to: Any, slack: LocalSlack) -> None:
    answer = reply_to(None).send(text="late")
    assert (answer.status_code, slack.refusals[0].error) == (404, "expired_url")


def test_a_response_url_made_too_old(reply_to: Any, slack: LocalSlack) -> None:
    reply = reply_to(None)
    slack.trouble.expired_response_urls()
    assert "expired_url" in reply.send(text="late").body


def test_unknown_addresses_are_not_found(slack: LocalSlack) -> None:
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{slack.url}/nowhere")
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{slack.url}/files-pri/T-F0/x.csv")
