"""Requests that are not Slack's, that are too large, or that come from another workspace."""

import time
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from bot.localslack.signed import FORM, JSON, signature
from tests.attacks.payloads import command, suggestion
from tests.attacks.victim import SECRETS, Target
from tests.journeys.acts import deliver
from tests.processes.test_web import post

OLD = 6 * 60  # seconds; Slack's own limit is five minutes


@pytest.mark.parametrize("away", [-OLD, OLD], ids=["old", "of the future"])
def test_an_old_signature_is_refused(target: Target, away: int) -> None:
    assert post(_address(target), _body(target), FORM, target.rig.slack.signing_secret, time.time() + away)[0] == 401


@pytest.mark.parametrize("secret", ["", "another secret", " "])
def test_a_wrong_signature_is_refused(target: Target, secret: str) -> None:
    assert post(_address(target), _body(target), FORM, secret)[0] == 401


@pytest.mark.parametrize("header", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
@pytest.mark.parametrize("value", ["", "0", "v0=", "v0=" + "0" * 64, "nan", "-1", "9" * 40])
def test_a_header_of_another_kind_is_refused(target: Target, header: str, value: str) -> None:
    status, _ = post(_address(target), _body(target), FORM, target.rig.slack.signing_secret, **{header: value})
    assert status == 401


def test_a_body_other_than_the_signed_one_is_refused(target: Target) -> None:
    signed = _body(target)
    sent = signed.replace("help", "find")
    assert signed != sent and len(signed) == len(sent)
    secret = target.rig.slack.signing_secret
    now = str(int(time.time()))
    headers = {"X-Slack-Signature": signature(secret, now, signed.encode()), "X-Slack-Request-Timestamp": now}
    assert post(_address(target), sent, FORM, secret, **headers)[0] == 401


def test_a_replayed_command_does_a_thing_once(target: Target) -> None:
    """Within the five minutes a signature is good for, the same request may come again: Slack itself does that."""
    target.begins_anew()
    secret, body = target.rig.slack.signing_secret, urlencode(command(target.rig, "add Otto Once"))
    first = post(_address(target), body, FORM, secret)
    counts = target.counts()
    again = post(_address(target), body, FORM, secret)
    assert (first[0], again[0]) == (200, 200)
    assert "Saved" in first[1] and "That is done already." in again[1]
    assert target.counts() == counts


@pytest.mark.parametrize("size", [5 * 2**20 + 1, 2**33], ids=["6 MB", "8 GB"])
def test_an_oversized_body_is_refused_unread(target: Target, size: int) -> None:
    connection = HTTPConnection(urlsplit(_address(target)).netloc, timeout=10)
    connection.putrequest("POST", "/slack/events")
    connection.putheader("Content-Type", JSON)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


NOTHING = ("payload=", "payload=%7B", "payload=[]", "payload=3", "payload=null", 'payload={"team":3}', "{", "{]")


@pytest.mark.parametrize("body", [*NOTHING, "[" * 100_000], ids=lambda body: body[:20])
def test_a_signed_body_that_is_nothing_is_refused_and_brings_nothing_down(target: Target, body: str) -> None:
    kind = JSON if body.startswith(("{", "[")) else FORM
    assert post(_address(target), body, kind, target.rig.slack.signing_secret)[0] == 400
    assert target.told(command(target.rig, "help"))


@pytest.mark.parametrize("body", ["%00", "a=b"])
def test_a_signed_form_that_no_listener_knows_is_not_found(target: Target, body: str) -> None:
    assert post(_address(target), body, FORM, target.rig.slack.signing_secret)[0] == 404
    assert target.told(command(target.rig, "help"))


def test_the_same_user_id_in_another_workspace_is_somebody_else(target: Target) -> None:
    before = target.bens_rows()
    payload = {**command(target.rig, "Jane Doe"), "team_id": "T0ELSEWHERE", "user_id": target.rig.ben.id}
    answer = str(deliver(target.rig, payload))
    assert "Nobody in your book goes by that name." in answer
    assert [secret for secret in SECRETS if secret in answer] == []
    typed = suggestion(target.rig, "introduced_by", "Jane")
    typed["team"]["id"] = typed["user"]["team_id"] = "T0ELSEWHERE"
    typed["user"]["id"] = target.rig.ben.id
    assert "bells" not in str(deliver(target.rig, typed)).lower()
    assert target.bens_rows() == before


def _address(target: Target) -> str:
    return str(target.rig.slack._courier.url).removesuffix("/slack/events")


def _body(target: Target) -> str:
    return urlencode(command(target.rig, "help"))
