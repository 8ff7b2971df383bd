"""The page's own switches: trouble, the clock, starting over; and what a person is told when things go wrong."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.localslack import LocalSlack, Timing
from bot.localslack.clockwork import later
from tests.localslack.browser import Browser, named
from tests.localslack.workshop import MANIFEST, SHORT, Json, World, button, field, modal, row, section

Page = Callable[..., Browser]
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def timing() -> Timing:
    return SHORT


def notices(page: Browser) -> list[tuple[str, str]]:
    found: list[Json] = page.sees(lambda shot: shot["notices"])
    return [(each["kind"], each["text"]) for each in found]


def opens_a_modal(world: World, view: Json) -> None:
    @world.app.shortcut("add_contact")
    def opened(ack: Any, body: Json, client: Any) -> None:
        ack()
        with suppress(SlackApiError):  # raised at once, it might be the answer, in place of the acknowledgement
            client.views_open(trigger_id=body["trigger_id"], view=view)


# -- what a person is told


def test_nobody_answers(unconnected: World, open_page: Page) -> None:
    page = open_page()
    unconnected.client.chat_postMessage(
        channel=unconnected.ada.id, text="Card", blocks=[{**row(button("Go", "go")), "block_id": "b"}]
    )
    page.sees_message("Card")
    told = [
        page.types("/contact Jane", "general"),
        page.does("shortcut", callback_id="add_contact"),
        page.does("press", at=page.at("Card"), block_id="b", action_id="go"),
    ]
    words = [
        "/contact failed with the error “dispatch_failed”",
        "Add a contact didn’t work. Please try again.",
        "This app responded with Status Code 503.",
    ]
    assert [each["error"] for each in told] == words
    page.sees(lambda shot: len(shot["notices"]) == 3)
    assert [each["text"] for each in page.snapshot["notices"]] == words
    assert page.snapshot["notices"][0]["place"] == {"channel": page.channel("general")["id"]}
    assert open_page("Ben").snapshot["notices"] == []


def test_a_message_nobody_takes_is_written_all_the_same(unconnected: World, open_page: Page) -> None:
    page = open_page()
    assert page.types("hello") == {"ok": True}
    [(kind, text)] = notices(page)
    assert kind == "silent" and "message: dispatch_failed" in text


def test_a_modal_that_is_not_answered_stays(by_http: World, open_page: Page) -> None:
    opens_a_modal(by_http, modal("New", field("Name", optional=True)))
    page = open_page()
    page.does("shortcut", callback_id="add_contact")
    view = page.sees_modal("New")
    told = page.does("submit", view=view["id"])
    assert told["error"] == "We had some trouble connecting. Try again?"
    assert page.sees(lambda shot: shot["notices"])[0]["place"] == {"view": view["id"]}
    assert page.sees_modal("New")["errors"] == {}


def test_an_unknown_command_is_slacks_own_business(by_http: World, open_page: Page) -> None:
    page = open_page()
    assert "/contcat is not a valid command" in page.types("/contcat Jane")["error"]
    assert "contcat" not in str(page.snapshot["log"])


def test_what_breaks_a_limit_never_shows_and_is_told(
    by_http: World, open_page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    opens_a_modal(by_http, modal("New", section("Jane’s secret" + "x" * 3000)))
    by_http.app.command("/contact")(lambda ack: ack("hi", blocks=[section("Jane’s secret" + "x" * 3000)]))
    page = open_page()
    with caplog.at_level(logging.WARNING, "bot.localslack"):
        page.does("shortcut", callback_id="add_contact")
        told = page.types("/contact")
    assert told["error"] == "/contact failed with the error “invalid_blocks”"
    refused = page.sees(
        lambda shot: [each for each in shot["log"] if each["error"]] if len(shot["notices"]) == 2 else []
    )
    assert [(each["kind"], each["name"], each["error"]) for each in refused] == [
        ("request", "views.open", "invalid_arguments"), ("answer", "/contact", "invalid_blocks"),
    ]  # fmt: skip
    assert all("must be less than 3001 characters" in each["messages"][0] for each in refused)
    assert page.snapshot["modals"] == [] and page.channel("Goodword")["messages"] == []
    assert page.snapshot["notices"][0]["kind"] == "silent"
    warned = [each.getMessage() for each in caplog.records if each.name == "bot.localslack.record"]
    assert len(warned) == 2 and "invalid_arguments" in warned[0] and "Jane" not in "".join(warned)


# -- switches


def test_triggers_expire(by_http: World, open_page: Page) -> None:
    opens_a_modal(by_http, modal("New", section("hi")))
    page = open_page()
    page.does("trouble", switch="expired_triggers")
    page.sees(lambda shot: shot["trouble"]["expired_triggers"])
    assert page.does("shortcut", callback_id="add_contact") == {"ok": True}
    [(kind, text)] = notices(page)
    assert kind == "silent" and "views.open: expired_trigger_id" in text
    page.does("trouble", switch="expired_triggers", on=False)
    page.does("shortcut", callback_id="add_contact")
    assert page.sees_modal("New")


def test_slack_is_slow_limits_and_fails_until_all_is_well(slack: LocalSlack, open_page: Page) -> None:
    page, client = open_page(), WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    page.does("trouble", switch="slow", seconds=0.2)
    page.does("trouble", switch="slow", seconds=0.1)
    page.does("trouble", switch="rate_limited", seconds=7)
    page.sees(lambda shot: shot["trouble"]["slow"] == 0.1 and shot["trouble"]["rate_limited"])
    with pytest.raises(SlackApiError) as limited:
        client.auth_test()
    assert limited.value.response.headers["Retry-After"] == "7"
    page.sees(lambda shot: shot["log"] and 0.1 <= shot["log"][-1]["seconds"] < 0.2)
    page.does("trouble", switch="rate_limited", on=False)
    page.does("trouble", switch="failing")
    with pytest.raises(SlackApiError) as failed:
        client.auth_test()
    assert failed.value.response.status_code == 500
    page.does("trouble", switch="clear")
    page.sees(lambda shot: not any(shot["trouble"].values()))
    assert client.auth_test()["ok"]


def test_sockets_are_dropped(by_socket: World, open_page: Page) -> None:
    page = open_page()
    assert by_socket.slack.connections == 1
    assert page.does("trouble", switch="drop_sockets") == {"ok": True}
    assert by_socket.slack.workspace.wait_for(lambda: by_socket.slack.connections == 0, 1) is True


# -- the clock


@pytest.mark.parametrize(
    ("by", "now", "then"),
    [
        ("hour", "2026-11-23T09:30:00-05:00", "2026-11-23T10:30:00-05:00"),
        ("hour", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"),
        ("tomorrow", "2026-11-23T09:30:00-05:00", "2026-11-24T09:00:00-05:00"),
        ("tomorrow", "2026-11-24T03:00:00+00:00", "2026-11-24T09:00:00-05:00"),
        ("tomorrow", "2026-10-31T12:00:00-04:00", "2026-11-01T09:00:00-05:00"),
        ("monday", "2026-11-23T08:00:00-05:00", "2026-11-30T09:00:00-05:00"),
        ("monday", "2026-11-22T23:00:00-05:00", "2026-11-23T09:00:00-05:00"),
    ],
)
def test_steps_of_the_clock(by: str, now: str, then: str) -> None:
    assert later(by, datetime.fromisoformat(now), NEW_YORK) == datetime.fromisoformat(then)


def test_the_clock_is_moved_forward_only_and_the_app_sees_to_it_first(slack: LocalSlack, open_page: Page) -> None:
    page, seen = open_page(), []
    slack.on_moved = lambda: seen.append(slack.now())
    assert page.does("clock", by="tomorrow") == {"ok": True}
    assert seen[0].astimezone(NEW_YORK).hour == 9
    page.sees(lambda shot: shot["clock"]["now"].startswith(f"{seen[0].astimezone(NEW_YORK):%Y-%m-%dT09:00}"))
    to = (slack.now() + timedelta(days=3)).astimezone(NEW_YORK).replace(tzinfo=None, microsecond=0)
    page.does("clock", to=to.isoformat())
    assert abs(slack.now() - to.replace(tzinfo=NEW_YORK)) < timedelta(seconds=5)
    for back in ({"by": "now"}, {"to": "2020-01-01T09:00"}):
        assert "only goes forward" in page.does("clock", **back)["error"]
    assert "a year at a time" in page.does("clock", to="9999-01-01")["error"]
    assert len(seen) == 2


# -- starting over


def test_starting_over(by_http: World, open_page: Page) -> None:
    emptied: list[bool] = []
    slack = by_http.slack
    slack.on_start_over = lambda: emptied.append(True)
    opens_a_modal(by_http, modal("New", section("hi")))
    by_http.app.command("/contact")(lambda ack: ack("Saved"))
    page, ben = open_page(), open_page("Ben")
    page.types("/contact Jane", "general")
    page.types("hello", "intros")
    page.does("shortcut", callback_id="add_contact")
    page.sees_modal("New")
    page.does("trouble", switch="slow", seconds=1)
    page.does("clock", by="monday")
    page.types("/nothing")
    page.sees(lambda shot: shot["notices"])
    first = Browser(slack, page.viewer).snapshot["me"]
    assert page.does("start_over") == {"ok": True}
    page.sees(lambda shot: not shot["log"] and not shot["modals"] and not shot["notices"])
    assert emptied == [True] and page.snapshot["me"] == first
    assert named(page.snapshot, "general")["messages"] == []
    assert "Jane Doe" in named(page.snapshot, "intros")["messages"][0]["text"]
    assert not any(page.snapshot["trouble"].values())
    assert abs(slack.now() - datetime.now(UTC)) < timedelta(seconds=5)
    ben.sees(lambda shot: "hello" not in str(shot["channels"]))
    page.types("/contact Bob", "general")
    assert page.sees_message("Saved", "general")


def test_sockets_outlive_starting_over(by_socket: World, open_page: Page) -> None:
    by_socket.app.command("/contact")(lambda ack: ack("Saved"))
    page = open_page()
    page.does("start_over")
    assert by_socket.slack.connections == 1
    page.types("/contact Bob", "general")
    assert page.sees_message("Saved", "general")


def test_a_clock_may_be_anybodys() -> None:
    """The app's own clock is moved too, if the two share it."""
    with LocalSlack(MANIFEST) as slack:
        slack.move_clock(datetime(2030, 1, 1, tzinfo=UTC))
        slack.start_over()
        assert slack.now().year < 2030
