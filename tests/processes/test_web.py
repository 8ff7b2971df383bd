"""`bot web`, as a process: Slack's signed requests and nobody else's."""

import json
import shutil
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from bot.localslack import LocalSlack
from bot.localslack.signed import FORM, JSON, signature
from bot.wiring import manifest
from tests.processes.conftest import Start
from tests.processes.program import Program, free_port, settings

COMMAND = urlencode({"command": "/contact", "text": "help", "team_id": "T1", "user_id": "U1", "channel_id": "C1"})
CHALLENGE = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest()) as slack:
        yield slack


@pytest.fixture(scope="module")
def web(slack: LocalSlack, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which it serves; it is asked to stop at the end, and does so in good order."""
    folder = tmp_path_factory.mktemp("web")
    url = f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'book.db')}"
    program, address = serve(folder, settings(slack, url))
    slack.deliver_to(f"{address}/slack/events")
    try:
        yield address
        assert program.stop() == 0
        assert "Traceback" not in program.logged and program.printed == ""
    finally:
        program.kill()


def serve(folder: Path, env: dict[str, str]) -> tuple[Program, str]:
    """`bot web` on a free port, ready to serve."""
    port = free_port()
    program = Program(folder, "web", **{**env, "PORT": str(port)})
    program.until(lambda: healthy(f"http://127.0.0.1:{port}"), "it is healthy")
    return program, f"http://127.0.0.1:{port}"


def healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def post(address: str, body: str, kind: str, secret: str, at: float | None = None, **headers: str) -> tuple[int, str]:
    """A request to the app, signed with `secret` at the real time or another."""
    timestamp = str(int(at if at is not None else time.time()))
    signed = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body.encode()),
    }
    request = urllib.request.Request(f"{address}/slack/events", body.encode(), {**signed, **headers}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_is_healthy(web: str) -> None:
    with urllib.request.urlopen(f"{web}/healthz") as response:
        assert json.load(response) == {"ok": True, "database": "ready", "overdue": 0, "last_pass": None}


def test_a_member_is_served_on_every_surface(web: str, slack: LocalSlack) -> None:
    ada = slack.person("Ada")
    answer = ada.types("/contact met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks")
    assert answer.ok and "Saved" in str(answer.message)
    ada.types("note Jane: likes tea")
    ada.sees("Noted.")
    ada.press("Follow up")
    form = ada.sees_modal("Follow up")
    form.fill("When", "tomorrow")
    form.submit()
    ada.sees("to tomorrow.")
    ada.message_shortcut("Log a lead", ada.messages("intros")[0])
    form = ada.sees_modal("Introduced by")
    form.submit()
    ada.shortcut("Add a contact")
    form = ada.sees_modal("Add a contact")
    form.fill("Name", "Sam Lee")
    form.submit()
    ada.sees("Saved Sam Lee")
    ada.opens_home()
    ada.sees_home("Added Sam Lee")
    slack.settle()
    assert slack.refusals == []


def test_slack_is_answered_when_it_asks_whose_address_this_is(web: str, slack: LocalSlack) -> None:
    status, body = post(web, CHALLENGE, JSON, slack.signing_secret)
    assert status == 200 and "abc" in body


@pytest.mark.parametrize(("body", "kind"), [(COMMAND, FORM), (CHALLENGE, JSON)])
def test_a_wrong_or_an_old_signature_is_refused(web: str, slack: LocalSlack, body: str, kind: str) -> None:
    calls = len(slack.log)
    assert post(web, body, kind, "another secret")[0] == 401
    assert post(web, body, kind, "")[0] == 401
    assert post(web, body, kind, slack.signing_secret, time.time() - 6 * 60)[0] == 401
    assert post(web, body, kind, slack.signing_secret, time.time() + 6 * 60)[0] == 401
    assert post(web, body, kind, slack.signing_secret, **{"X-Slack-Signature": "v0="})[0] == 401
    assert len(slack.log) == calls


def test_an_unsigned_request_is_refused(web: str) -> None:
    request = urllib.request.Request(f"{web}/slack/events", COMMAND.encode(), {"Content-Type": FORM}, method="POST")
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 401
    refused.value.close()


def test_what_is_far_too_large_is_refused_unread(web: str) -> None:
    connection = HTTPConnection(web.removeprefix("http://"))
    connection.putrequest("POST", "/slack/events")
    connection.putheader("Content-Length", str(6 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_other_addresses_and_ways_are_nobodys(web: str) -> None:
    for path, code in (("/", 404), ("/slack/events", 405), ("/healthz/", 404)):
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(web + path)
        assert refused.value.code == code
        refused.value.close()


def test_it_is_not_healthy_once_its_database_is_gone(start: Start, env: dict[str, str], tmp_path: Path) -> None:
    program, address = serve(tmp_path, env)
    try:
        (tmp_path / "book.db").write_bytes(b"no database at all" * 1000)
        for left in tmp_path.glob("book.db-*"):
            left.unlink()
        with pytest.raises(HTTPError) as answered:
            urllib.request.urlopen(f"{address}/healthz")
        with answered.value as answer:
            assert (answer.code, json.load(answer)) == (503, {"ok": False, "database": "out of reach"})
        assert program.running
    finally:
        program.kill()
