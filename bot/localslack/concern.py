"""Whom an exchange concerns: nobody else may read of it, as nobody else sees the messages and views it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .refusal import Json
from .workspace import Channel, Workspace

EVERYBODY = None
NOBODY = ""

# What is the same for the whole workspace: who is in it, what it is called.
_COMMON = ("api.", "apps.", "auth.", "bots.", "conversations.list", "team.", "users.")


def of_delivery(payload: Json) -> str:
    """The person whose doing is delivered."""
    user = payload.get("user") or {}
    event = payload.get("event") or {}
    return str(payload.get("user_id") or user.get("id") or event.get("user") or event.get("user_id") or NOBODY)


def of_request(workspace: Workspace, name: str, arguments: Json) -> str | None:
    """The person a Web API call is about; everybody, if what it is about is theirs; nobody, if that is unknown."""
    if name.startswith(_COMMON):
        return EVERYBODY
    for key, owner in _OWNERS.items():
        if arguments.get(key) and (found := owner(workspace, str(arguments[key]))):
            return found
    return EVERYBODY if _is_public(workspace, arguments) else NOBODY


def of_file(workspace: Workspace, file_id: str) -> str:
    """Whoever put a file here, or was sent it in direct messages."""
    file = workspace.files.get(file_id)
    if file is None:
        return NOBODY
    if file.user_id != workspace.bot_user_id:
        return file.user_id
    return next((owner for each in file.channels if (owner := _of_channel(workspace, each))), NOBODY)


def _of_channel(workspace: Workspace, key: str) -> str:
    """The human side of direct messages, called by their channel or by the person."""
    if key in workspace.users:
        return key
    channel = workspace.channels.get(key)
    if channel is None or not channel.is_im:
        return NOBODY
    return next((each for each in channel.members if each != workspace.bot_user_id), NOBODY)


def _of_user(workspace: Workspace, user_id: str) -> str:
    return user_id if user_id in workspace.users else NOBODY


def _is_public(workspace: Workspace, arguments: Json) -> bool:
    key = str(arguments.get("channel") or arguments.get("channel_id") or "").removeprefix("#")
    channels: list[Channel] = [each for each in workspace.channels.values() if not each.is_im]
    return any(key in (each.id, each.name) for each in channels)


# An argument, and whose it is; the surest first.
_OWNERS: Mapping[str, Callable[[Workspace, str], str]] = {
    "trigger_id": lambda workspace, key: workspace.tickets.owner_of_trigger(key),
    "view_id": lambda workspace, key: workspace.views.owner(key),
    "user_id": _of_user,
    "user": _of_user,
    "users": _of_user,
    "file": of_file,
    "channel": _of_channel,
    "channel_id": _of_channel,
}
