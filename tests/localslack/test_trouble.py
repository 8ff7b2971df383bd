"""Bad days, on demand."""

import time
from datetime import UTC, datetime
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.localslack import LocalSlack, Person
from tests.localslack.workshop import MANIFEST, World


@pytest.fixture
def ada(slack: LocalSlack) -> Person:
    return slack.person("Ada")


@pytest.fixture
def impatient(slack: LocalSlack) -> WebClient:
    """A client that never tries twice."""
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def test_rate_limits_say_how_long(slack: LocalSlack, impatient: WebClient, ada: Person) -> None:
    slack.trouble.rate_limited(7, "chat.postMessage")
    impatient.auth_test()
    with pytest.raises(SlackApiError) as failed:
        impatient.chat_postMessage(channel=ada.id, text="hi")
    answer = failed.value.response
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "7", "ratelimited")
    impatient.chat_postMessage(channel=ada.id, text="hi")


def test_server_errors_for_a_while_or_for_ever(slack: LocalSlack, impatient: WebClient) -> None:
    slack.trouble.failing(503, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            impatient.auth_test()
        assert failed.value.response.status_code == 503
    impatient.auth_test()
    slack.trouble.failing(times=None)
    for _ in range(3):
        with pytest.raises(SlackApiError):
            impatient.auth_test()
    slack.trouble.clear()
    impatient.auth_test()


@pytest.mark.parametrize("after_taking", [False, True])
def test_a_dropped_connection_may_have_taken_effect(
    slack: LocalSlack, impatient: WebClient, ada: Person, after_taking: bool
) -> None:
    slack.trouble.dropping("chat.postMessage", after_taking=after_taking)
    with pytest.raises((URLError, OSError)):
        impatient.chat_postMessage(channel=ada.id, text="hi")
    assert len(ada.messages()) == after_taking
    assert slack.log[-1].error == "connection_dropped"
    impatient.chat_postMessage(channel=ada.id, text="hi")


def test_a_server_error_may_have_taken_effect(slack: LocalSlack, impatient: WebClient, ada: Person) -> None:
    slack.trouble.failing(500, "chat.postMessage", after_taking=True)
    with pytest.raises(SlackApiError) as failed:
        impatient.chat_postMessage(channel=ada.id, text="hi")
    assert failed.value.response.status_code == 500
    assert len(ada.messages()) == 1


@pytest.mark.parametrize("after_taking", [False, True])
def test_a_call_may_be_slow_before_or_after_it_takes_effect(
    slack: LocalSlack, impatient: WebClient, ada: Person, after_taking: bool
) -> None:
    slack.trouble.slow(30, "chat.postMessage", after_taking=after_taking)
    impatient.timeout = 0.2
    with pytest.raises((URLError, OSError)):
        impatient.chat_postMessage(channel=ada.id, text="hi")
    assert len(ada.messages()) == after_taking


@pytest.mark.parametrize("kind", ["rate_limited", "failing", "dropping"])
def test_trouble_may_strike_by_chance_and_again_as_it_did(slack: LocalSlack, impatient: WebClient, kind: str) -> None:
    def struck() -> list[bool]:
        slack.trouble.seed("chance")
        return [slack.trouble.take("auth.test") is not None for _ in range(100)]

    options = {"retry_after": 1} if kind == "rate_limited" else {}
    getattr(slack.trouble, kind)(**options, times=None, chance=0.3)
    assert struck() == struck()
    assert 10 < sum(struck()) < 50
    slack.trouble.clear()
    slack.trouble.slow(3, chance=0.3)
    assert {slack.trouble.delay("auth.test") for _ in range(100)} == {0, 3}


def test_slowness(slack: LocalSlack, impatient: WebClient) -> None:
    slack.trouble.slow(0.2, "auth.test")
    begun = time.monotonic()
    impatient.api_test()
    assert time.monotonic() - begun < 0.2
    impatient.auth_test()
    assert time.monotonic() - begun >= 0.2
    assert slack.log[-1].seconds >= 0.2


def test_stopping_waits_for_nobody(impatient: WebClient, slack: LocalSlack) -> None:
    slack.trouble.slow(30)
    import threading

    def call() -> None:
        with pytest.raises((URLError, OSError, SlackApiError)):
            impatient.api_call("nothing.at.all")

    calling = threading.Thread(target=call, daemon=True)
    calling.start()
    time.sleep(0.05)
    begun = time.monotonic()
    slack.stop()
    calling.join(2)
    assert time.monotonic() - begun < 1


def test_somebody_who_left(slack: LocalSlack, impatient: WebClient, ada: Person) -> None:
    sent = impatient.chat_postMessage(channel=ada.id, text="hi")
    slack.trouble.account_inactive("Ada")
    with pytest.raises(SlackApiError, match="account_inactive"):
        impatient.chat_postMessage(channel=ada.id, text="hi")
    with pytest.raises(SlackApiError, match="account_inactive"):
        impatient.chat_update(channel=sent["channel"], ts=sent["ts"], text="hi")
    with pytest.raises(SlackApiError, match="user_disabled"):
        impatient.conversations_open(users=ada.id)
    assert impatient.users_info(user=ada.id)["user"]["deleted"]
    impatient.chat_postMessage(channel=slack.person("Ben").id, text="hi")
    slack.trouble.clear()
    impatient.chat_postMessage(channel=ada.id, text="hi")


def test_expired_triggers_come_from_the_switch(by_http: World) -> None:
    errors: list[Any] = []

    @by_http.app.shortcut("add_contact")
    def add(ack: Any, body: Any, client: Any) -> None:
        try:
            client.views_open(trigger_id=body["trigger_id"], view={"type": "modal", "blocks": []})
        except SlackApiError as error:
            errors.append(error.response["error"])
        ack()

    by_http.slack.trouble.expired_triggers()
    by_http.ada.shortcut("Add a contact")
    assert errors and by_http.ada.modal is None


def test_the_clock_is_moved_and_the_app_told() -> None:
    moved: list[datetime] = []

    class Clock:
        instant = datetime(2026, 11, 23, 9, tzinfo=UTC)

        def now(self) -> datetime:
            return self.instant

        def move_to(self, instant: datetime) -> None:
            self.instant = instant

    clock = Clock()
    slack = LocalSlack(MANIFEST, clock=clock, on_moved=lambda: moved.append(clock.now()) or "ran")
    later = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert slack.move_clock(later) == "ran"
    assert moved == [later] == [slack.now()]
    slack.stop()


def test_a_taken_port_gives_the_next_free_one() -> None:
    with LocalSlack(MANIFEST) as first, LocalSlack(MANIFEST, port=first.port) as second:
        assert first.port < second.port < first.port + 50
        assert WebClient(second.bot_token, base_url=second.api_url).auth_test()["ok"]
