"""Socket Mode and signed HTTP: acknowledgements, retries, connections that come and go."""

import json
import time
from contextlib import ExitStack, closing
from logging import getLogger
from queue import Empty, Queue
from socket import SHUT_RDWR
from threading import Event, Thread
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from bot.localslack import LocalSlack, Timing
from tests.localslack.workshop import SHORT, Json, World, button, connect, row, section

quick = pytest.mark.parametrize("timing", [SHORT])
TOO_LONG = 1.5 * SHORT.acknowledge


def attempts(world: World, name: str) -> list[tuple[int, str | None]]:
    return [
        (entry.attempt, entry.error) for entry in world.slack.log if entry.name == name and entry.kind == "delivery"
    ]


def until(true: Any, timeout: float = 15) -> None:
    deadline = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < deadline, "never came true"
        time.sleep(0.01)


@quick
def test_a_command_that_takes_too_long_times_out(world: World) -> None:
    world.app.command("/contact")(lambda ack: time.sleep(TOO_LONG) or ack("late"))
    answer = world.ada.types("/contact")
    assert answer.error == "/contact failed with the error “operation_timeout”" and world.ada.messages() == []


@quick
def test_a_button_without_acknowledgement_shows_it(world: World) -> None:
    world.app.action("slow")(lambda ack: time.sleep(TOO_LONG))
    world.client.chat_postMessage(channel=world.ada.id, text="x", blocks=[row(button("Slow", "slow"))])
    assert world.ada.press("Slow").error == "Operation timed out. Apps need to respond within 3 seconds."


def test_an_error_in_a_listener_is_dispatch_failed_over_http(by_http: World) -> None:
    def contact(ack: Any) -> None:
        raise ValueError("no")

    by_http.app.command("/contact")(contact)
    assert by_http.ada.types("/contact").error == "/contact failed with the error “dispatch_failed”"
    assert by_http.ada.shortcut("Add a contact").error == "Add a contact didn’t work. Please try again."


@quick
def test_nobody_there(slack: LocalSlack) -> None:
    ada = slack.person("Ada")
    assert ada.types("/contact").error == "/contact failed with the error “dispatch_failed”"
    slack.deliver_to("http://127.0.0.1:9/slack/events")
    assert ada.types("/contact").error == "/contact failed with the error “dispatch_failed”"


@quick
def test_events_come_again_with_the_same_id_until_taken(world: World) -> None:
    bodies: list[tuple[str, list[str] | None]] = []

    # a middleware holds the request up: an event's own listener would run after the acknowledgement
    @world.app.middleware
    def listen(req: Any, next: Any) -> Any:
        if req.body.get("type") == "event_callback":
            bodies.append((req.body["event_id"], req.headers.get("x-slack-retry-num")))
            if len(bodies) < 3:
                time.sleep(TOO_LONG)
        return next()

    world.app.event("message")(lambda: None)
    assert not world.ada.types("hello").ok
    until(lambda: len(attempts(world, "message")) == 3)
    assert attempts(world, "message") == [(0, "operation_timeout"), (1, "operation_timeout"), (2, None)]
    assert len({event_id for event_id, _ in bodies}) == 1
    assert [number for _, number in bodies][1:] == [["1"], ["2"]]


@quick
def test_events_are_given_up_after_three_retries(slack: LocalSlack) -> None:
    slack.deliver_to("http://127.0.0.1:9/slack/events")
    slack.person("Ada").opens_home()
    until(lambda: len(slack.log) == 4)
    time.sleep(0.15)
    assert [entry.attempt for entry in slack.log] == [0, 1, 2, 3]


def test_requests_are_signed_and_a_stranger_is_refused(by_http: World) -> None:
    by_http.app.command("/contact")(lambda ack: ack("ok"))
    by_http.ada.types("/contact")
    by_http.app._middleware_list = [
        each for each in by_http.app._middleware_list if type(each).__name__ != "RequestVerification"
    ]
    seen: list[bool] = []

    @by_http.app.middleware
    def verify(req: Any, next: Any) -> Any:
        verifier = SignatureVerifier("another secret")
        own = SignatureVerifier(by_http.slack.signing_secret)
        headers = {key: values[0] for key, values in req.headers.items()}
        seen.extend(each.is_valid_request(req.raw_body, headers) for each in (own, verifier))
        return next()

    by_http.ada.types("/contact")
    assert seen == [True, False]


def test_each_payload_goes_to_one_of_several_connections(by_socket: World) -> None:
    second = connect(by_socket)
    until(lambda: by_socket.slack.connections == 2)
    taken: list[str] = []
    by_socket.app.command("/contact")(lambda ack, body: (taken.append(body["trigger_id"]), ack("ok")))
    for _ in range(4):
        assert by_socket.ada.types("/contact").ok
    assert len(taken) == len(set(taken)) == 4
    Thread(target=second.close, daemon=True).start()


def test_a_connection_asked_to_refresh_is_replaced(by_socket: World) -> None:
    by_socket.app.command("/contact")(lambda ack: ack("ok"))
    by_socket.slack.refresh_sockets("warning")
    assert by_socket.ada.types("/contact").ok


@pytest.mark.parametrize("goodbye", [True, False])
def test_dropped_sockets_are_found_again(unconnected: World, goodbye: bool) -> None:
    handler = connect(unconnected, ping_interval=0.1)
    unconnected.app.command("/contact")(lambda ack: ack("ok"))
    unconnected.slack.trouble.drop_sockets(goodbye)
    assert unconnected.slack.connections == 0
    assert unconnected.ada.types("/contact").ok
    Thread(target=handler.close, daemon=True).start()


class BareSocket:
    """Slack's own WebSocket connection without the client around it, to see the envelopes themselves."""

    def __init__(self, slack: LocalSlack, ticket: str | None = None) -> None:
        url = f"ws://127.0.0.1:{slack.port}/link/?ticket={ticket or slack._sockets.ticket()}"
        self._received: Queue[str] = Queue()
        self._state = ConnectionState()
        self._connection = Connection(url, getLogger(__name__), on_message_listener=self._received.put)
        self._connection.connect()
        Thread(target=self._connection.run_until_completion, args=(self._state,), daemon=True).start()

    def receive(self, timeout: float = 15) -> Json:
        message: Json = json.loads(self._received.get(timeout=timeout))
        return message

    def send(self, words: str) -> None:
        self._connection.send(words)

    def close(self) -> None:
        self._state.terminated = True
        if self._connection.sock is not None:
            self._connection.sock.shutdown(SHUT_RDWR)


def open_socket(slack: LocalSlack) -> closing[BareSocket]:
    return closing(BareSocket(slack))


@pytest.mark.parametrize("timing", [Timing(acknowledge=15)])
def test_an_unacknowledged_envelope_goes_to_the_next_connection(slack: LocalSlack) -> None:
    answers: list[Any] = []
    typing = Thread(target=lambda: answers.append(slack.person("Ada").types("/contact")))
    with open_socket(slack) as first:
        assert first.receive()["type"] == "hello"
        typing.start()
        envelope = first.receive()
    until(lambda: slack.connections == 0)
    with open_socket(slack) as second:
        assert second.receive()["num_connections"] == 1
        again = second.receive()
        assert again == envelope and again["type"] == "slash_commands" and again["accepts_response_payload"]
        second.send(json.dumps({"envelope_id": again["envelope_id"], "payload": {"text": "here"}}))
        typing.join()
    assert answers[0].message["text"] == "here"


def test_events_say_which_attempt_they_are(slack: LocalSlack) -> None:
    with open_socket(slack) as socket:
        socket.receive()
        typing = Thread(target=slack.person("Ada").types, args=("hello",))
        typing.start()
        envelope: Json = socket.receive()
        assert (envelope["type"], envelope["retry_attempt"], envelope["retry_reason"]) == ("events_api", 0, "")
        assert envelope["payload"]["authorizations"][0]["user_id"] == slack.bot_user_id
        socket.send("not json")
        socket.send(json.dumps({"envelope_id": "another"}))
        socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        typing.join()
    assert slack.log[-1].ok


def test_a_ticket_lets_one_connection_in(slack: LocalSlack) -> None:
    ticket = slack._sockets.ticket()
    with closing(BareSocket(slack, ticket)) as first:
        assert first.receive()["type"] == "hello"
        with closing(BareSocket(slack, ticket)) as second, pytest.raises(Empty):
            second.receive(timeout=0.3)
        assert slack.connections == 1


def test_at_most_ten_connections(slack: LocalSlack, client: Any) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(open_socket(slack)).receive()
        with pytest.raises(SlackApiError, match="too_many_websockets"):
            client.apps_connections_open(app_token=slack.app_token)


def test_settle_waits_for_what_follows_the_acknowledgement(world: World) -> None:
    @world.app.command("/contact")
    def contact(ack: Any, command: Json, client: Any) -> None:
        ack()
        for number in range(3):
            time.sleep(0.03)
            client.chat_postMessage(channel=command["user_id"], text=str(number), blocks=[section(str(number))])

    world.ada.types("/contact")
    world.slack.settle()
    assert len(world.ada.messages()) == 3


def test_settle_waits_for_work_of_the_apps_own(world: World) -> None:
    done = []

    def work() -> None:
        with world.slack.under_way():
            begun.set()
            time.sleep(0.3)
            done.append("work")

    begun = Event()
    Thread(target=work, daemon=True).start()
    begun.wait()
    world.slack.settle()
    assert done == ["work"]
