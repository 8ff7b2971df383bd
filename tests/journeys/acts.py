"""What a journey does beside acting as people do: sending again what Slack sent, several things at once."""

import copy
import re
from collections import Counter
from collections.abc import Callable
from threading import Thread
from typing import Any

from bot.localslack import Entry, Person
from tests.rig import Rig

Json = dict[str, Any]


def delivered(rig: Rig, name: str) -> list[Json]:
    """What Slack sent the app by this name ("/contact", "message", "block_actions", ...), oldest first."""
    return [
        copy.deepcopy(entry.arguments) for entry in rig.slack.log if entry.kind == "delivery" and entry.name == name
    ]


def deliver(rig: Rig, payload: Json) -> Json:
    """Send the app a payload, signed or through its socket as Slack would; gives what it acknowledged with.

    A trigger works once, so a payload that has one gets a fresh one for its user.
    """
    if "event" in payload:
        return _courier(rig).event(payload).payload
    user_id = payload["user_id"] if "command" in payload else payload["user"]["id"]
    view = payload.get("view") or {}
    if "command" in payload:
        return _courier(rig).command(payload).payload
    if payload["type"] == "block_actions":
        payload["trigger_id"] = rig.slack.workspace.tickets.trigger(user_id, view.get("id"))
    return _courier(rig).interaction(payload).payload


def at_once(*deeds: Callable[[], Any]) -> None:
    """Do several things at the same time, and wait for all."""
    threads = [Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def count(person: Person, words: str, channel: str | None = None) -> int:
    """How often words stand on a person's screen."""
    return (person.screen(channel) if channel else person.screen()).count(words)


def wait_for(rig: Rig, happened: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it is not in five seconds."""
    assert rig.slack.workspace.wait_for(happened, 5)


def calls(rig: Rig, method: str) -> list[Entry]:
    """The app's calls of a Web API method."""
    return [entry for entry in rig.slack.log if entry.kind == "request" and entry.name == method]


def _courier(rig: Rig) -> Any:
    return rig.slack._courier


def log(rig: Rig, *introductions: str) -> Json:
    """Log introductions in words, one after the other; gives the last one's message."""
    for words in introductions:
        before = count(rig.ada, "Logged.")
        rig.ada.types(f"intro {words}")
        wait_for(rig, lambda before=before: count(rig.ada, "Logged.") > before)
    return rig.ada.sees("Logged.")


def named_where(message: Json) -> dict[str, int]:
    """In how many people's items of a digest each word stands that begins with a capital."""
    items: list[str] = []
    for block in message["blocks"][1:]:
        if block["type"] == "section":
            text = block["text"]["text"]
            items.append(text) if text.startswith(("*", "✓")) else items.append(f"{items.pop()} {text}")
    return Counter(word for item in items for word in set(re.findall(r"[A-Z]\w+", item)))
