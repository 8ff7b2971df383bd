"""The manifest, the listeners and the Web API calls agree; and Slack would take the manifest."""

import ast
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from slack_sdk import WebClient

from bot.localslack import LocalSlack
from bot.slack import removal
from bot.slack.register import LISTENERS
from bot.slack.turn import Surface
from bot.wiring import manifest
from tests.agreement.source import sources

SCHEMA = Path(__file__).parent / "data" / "slack-manifest.schema.json"
METHODS = LocalSlack.covers["methods"]

# Slack's events that Goodword could ask for, the scope each wants, and the listener's name for it.
EVENTS: Mapping[str, tuple[str | None, str]] = {
    "app_home_opened": (None, "app_home_opened"),
    "app_uninstalled": (None, "app_uninstalled"),
    "tokens_revoked": (None, "tokens_revoked"),
    "message.im": ("im:history", "message"),
    "file_shared": ("files:read", "file_shared"),
    "user_change": ("users:read", "user_change"),
}
SCOPES = {"commands", "users:read.email", *(scope for wanted in METHODS.values() for scope in wanted)}
COMMANDS = "commands"  # the scope that slash commands and shortcuts want


@pytest.fixture(scope="module")
def app() -> dict[str, Any]:
    return manifest()


def test_slack_takes_it(app: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(app)] == []


def test_the_schema_is_strict(app: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**app, "colour": "green"}, schema)


@pytest.mark.parametrize("surface", [Surface.COMMAND, Surface.SHORTCUT])
def test_commands_and_shortcuts_are_listened_to_and_the_reverse(app: dict[str, Any], surface: Surface) -> None:
    features = app["features"]
    asked = {
        Surface.COMMAND: [each["command"] for each in features["slash_commands"]],
        Surface.SHORTCUT: [each["callback_id"] for each in features["shortcuts"]],
    }[surface]
    assert sorted(asked) == sorted(entry.id for entry in LISTENERS if entry.surface == surface)


def test_events_are_listened_to_and_the_reverse(app: dict[str, Any]) -> None:
    listened = [entry.id for entry in LISTENERS if entry.surface in (Surface.MESSAGE, Surface.HOME, Surface.PROFILE)]
    assert sorted(EVENTS[event][1] for event in events(app)) == sorted([*listened, *removal.EVENTS])


def test_scopes_and_events_are_known_and_named_once(app: dict[str, Any]) -> None:
    assert set(scopes(app)) <= SCOPES
    assert set(events(app)) <= EVENTS.keys()
    assert repeated(scopes(app)) == repeated(events(app)) == []


def test_ids_are_unique(app: dict[str, Any]) -> None:
    features = app["features"]
    assert repeated(each["callback_id"] for each in features["shortcuts"]) == []
    assert repeated(each["name"] for each in features["shortcuts"]) == []
    assert repeated(each["command"] for each in features["slash_commands"]) == []
    assert repeated((entry.surface, entry.id) for entry in LISTENERS) == []


def test_what_the_features_want_is_asked_for(app: dict[str, Any]) -> None:
    wanted = {EVENTS[event][0] for event in events(app)} - {None}
    if app["features"].get("slash_commands") or app["features"].get("shortcuts"):
        wanted.add(COMMANDS)
    assert wanted <= set(scopes(app))


def test_mentions_come_with_ids(app: dict[str, Any]) -> None:
    """Else `@bob` in a command is mere text."""
    assert all(each.get("should_escape") for each in app["features"]["slash_commands"])


def test_what_listeners_need_is_switched_on(app: dict[str, Any]) -> None:
    home = app["features"]["app_home"]
    assert app["settings"]["interactivity"]["is_enabled"]
    assert home["home_tab_enabled"] and home["messages_tab_enabled"] and not home["messages_tab_read_only_enabled"]


def test_every_method_called_has_its_scope_and_no_scope_is_idle(app: dict[str, Any]) -> None:
    asked = set(scopes(app))
    for method, where in called().items():
        assert method in METHODS, f"{where}: the local Slack does not know {method}"
        assert not METHODS[method] or asked.intersection(METHODS[method]), f"{where}: {method} wants {METHODS[method]}"
    used = {scope for method in called() for scope in METHODS[method]} | {COMMANDS}
    used |= {EVENTS[event][0] or "" for event in events(app)}
    assert asked - used == set()


def test_the_calls_are_found() -> None:
    """So that the test above cannot pass by looking at nothing."""
    assert {"chat.postMessage", "views.open", "views.push", "users.info", "conversations.history"} <= called().keys()


def events(app: dict[str, Any]) -> list[str]:
    wanted: list[str] = app["settings"]["event_subscriptions"]["bot_events"]
    return wanted


def scopes(app: dict[str, Any]) -> list[str]:
    asked: list[str] = app["oauth_config"]["scopes"]["bot"]
    return asked


def repeated(things: Any) -> list[Any]:
    return [thing for thing, times in Counter(things).items() if times > 1]


def called() -> dict[str, str]:
    """Every Web API method that `bot` calls, and one place where it does."""
    spelt = {method.replace(".", "_"): method for method in METHODS}
    return {spelt.get(name, name): where for name, where in mentioned()}


def mentioned() -> Iterator[tuple[str, str]]:
    """Every method of a WebClient that is named; `api_call` would hide which."""
    for source in sources():
        if source.name.startswith("bot.localslack"):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and "_" in node.attr.strip("_") and hasattr(WebClient, node.attr):
                yield node.attr, source.where(node)
