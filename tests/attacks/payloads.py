"""An attack as Slack would send it, by somebody to whom none of it belongs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import urlencode

from bot.slack.kit import Modal, section
from bot.slack.register import Entry
from bot.slack.turn import Surface
from tests.attacks.cases import Attack
from tests.rig import Rig

Json = dict[str, Any]

_numbers = count(1)


@dataclass(frozen=True)
class Ids:
    """One row of each kind."""

    contact: str
    one: str
    other: str
    task: str
    introduction: str
    win: str
    delivery: str
    question: str
    situation: str
    import_id: str
    change: str

    def fill(self, text: str) -> str:
        """A text with its `{contact}` and the like filled in."""
        return text.format(**vars(self))


def variants(attack: Attack, theirs: Ids, own: Ids) -> Iterator[Ids]:
    """All of the ids another's, then each that the listener reads alone."""
    yield theirs
    if len(attack.keys) > 1:
        for key in attack.keys:
            yield replace(own, **{key: getattr(theirs, key)})


def requests(entry: Entry, attack: Attack, ids: Ids, rig: Rig) -> Iterator[Json]:
    """The payloads; of a button one in a message, unless it is in a form, and one in a form that has the ids."""
    about = {**vars(ids), "on": "", **{name.rstrip("_"): ids.fill(text) for name, text in attack.about.items()}}
    match entry.surface:
        case Surface.COMMAND:
            yield command(rig, attack.typed)
        case Surface.MESSAGE:
            yield _event(rig, type="message", channel=_dm(rig), channel_type="im", text=attack.typed, ts="1.1")
        case Surface.HOME:
            yield _event(rig, type="app_home_opened", channel=_dm(rig), tab="home")
        case Surface.PROFILE:
            yield _event(rig, type="user_change", user={"id": rig.ada.id, "team_id": rig.slack.team_id, "tz": "UTC"})
        case Surface.SHORTCUT:
            yield _shortcut(rig, entry.id)
        case Surface.SUGGESTION:
            yield suggestion(rig, entry.id, attack.typed)
        case Surface.SUBMISSION:
            yield _interaction(rig, "view_submission", view=_view(rig, entry.id, attack, ids, about))
        case Surface.BUTTON:
            action = _action(entry, attack, ids, about)
            if not attack.form:
                yield _interaction(rig, "block_actions", actions=[action], **_in_message(rig))
            bare = {name: value for name, value in action.items() if name != "value"}
            view = _view(rig, "any", attack, ids, about)
            container = {"type": "view", "view_id": view["id"]}
            yield _interaction(rig, "block_actions", actions=[bare], view=view, container=container)


def _action(entry: Entry, attack: Attack, ids: Ids, about: Mapping[str, str]) -> Json:
    action: Json = {"type": "button", "block_id": "b", "action_ts": "1.1", "action_id": entry.id + attack.suffix}
    if attack.menu is not None:
        option = {"text": {"type": "plain_text", "text": "x"}, "value": ids.fill(str(attack.menu))}
        return {**action, "type": "static_select", "selected_option": option}
    if attack.ticks:
        options = [{"text": {"type": "plain_text", "text": "x"}, "value": ids.fill(each)} for each in attack.ticks]
        return {**action, "type": "checkboxes", "block_id": urlencode(about), "selected_options": options}
    return {**action, "value": urlencode(about)}


def _view(rig: Rig, callback_id: str, attack: Attack, ids: Ids, about: Mapping[str, str]) -> Json:
    metadata = {"place": json.dumps([_dm(rig), "1.1", None, False]), "home": False, "about": urlencode(about)}
    values = {name: {name: _state(given, ids)} for name, given in attack.form.items()}
    with rig.slack.workspace.changing():
        real = rig.slack.workspace.views.open(rig.ada.id, Modal("A form", [section("…")]).payload())
    return {
        "id": real.id,
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": json.dumps(metadata),
        "state": {"values": values},
        "blocks": [],
    }


def _state(given: str | list[str], ids: Ids) -> Json:
    if isinstance(given, list):
        return {"type": "checkboxes", "selected_options": [{"value": ids.fill(each)} for each in given]}
    if given.startswith(("{", "new:")):
        return {"type": "external_select", "selected_option": {"value": ids.fill(given)}}
    return {"type": "plain_text_input", "value": given}


def suggestion(rig: Rig, action_id: str, typed: str) -> Json:
    """Something typed into a menu."""
    return _interaction(rig, "block_suggestion", value=typed, action_id=action_id, block_id="b")


def _interaction(rig: Rig, kind: str, **more: Any) -> Json:
    ada = {"id": rig.ada.id, "username": "ada", "name": "ada", "team_id": rig.slack.team_id}
    team = {"id": rig.slack.team_id, "domain": "local"}
    trigger = rig.slack.workspace.tickets.trigger(rig.ada.id)
    return {"type": kind, "user": ada, "team": team, "api_app_id": "A1", "token": "t", "trigger_id": trigger, **more}


def _in_message(rig: Rig) -> Json:
    container = {"type": "message", "message_ts": "1.1", "channel_id": _dm(rig), "is_ephemeral": False}
    return {"container": container, "channel": {"id": _dm(rig), "name": "directmessage"}, "response_url": None}


def command(rig: Rig, text: str) -> Json:
    return {
        "command": "/contact",
        "text": text,
        "team_id": rig.slack.team_id,
        "user_id": rig.ada.id,
        "channel_id": _dm(rig),
        "trigger_id": rig.slack.workspace.tickets.trigger(rig.ada.id),
    }


def _event(rig: Rig, **event: Any) -> Json:
    authorization = {"team_id": rig.slack.team_id, "user_id": rig.slack.bot_user_id, "is_bot": True}
    return {
        "type": "event_callback",
        "team_id": rig.slack.team_id,
        "api_app_id": "A1",
        "event_id": f"Ev0FORGED{next(_numbers)}",
        "event": {"user": rig.ada.id, **event},
        "authorizations": [authorization],
    }


def _shortcut(rig: Rig, callback_id: str) -> Json:
    if callback_id != "log_lead":
        return _interaction(rig, "shortcut", callback_id=callback_id)
    message = {"type": "message", "user": rig.ben.id, "text": "meet Jane Doe at Globex", "ts": "1700000000.000100"}
    place = {"channel": {"id": "C1", "name": "intros"}, "message": message, "message_ts": message["ts"]}
    return _interaction(rig, "message_action", callback_id=callback_id, response_url=None, **place)


def _dm(rig: Rig) -> str:
    return rig.slack.workspace.dm(rig.ada.id).id
