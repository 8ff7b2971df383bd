"""conversations.*: channels, DMs and what was said in them."""

from __future__ import annotations

import base64
from typing import Any

from .call import Call
from .refusal import Json, Refusal
from .workspace import Channel, Workspace


def open_conversation(call: Call) -> Json:
    """conversations.open, with one person."""
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    wanted = [each for each in (call.text("users") or "").split(",") if each]
    if not wanted:
        raise Refusal("users_list_not_supplied")
    if len(wanted) > 1:
        raise Refusal("method_not_supported_for_channel_type")
    user = call.workspace.user(wanted[0])
    if not call.workspace.is_active(user.id):
        raise Refusal("user_disabled")
    channel = call.workspace.dm(user.id)
    whole = call.flag("return_im")
    return {"channel": channel_object(call.workspace, channel) if whole else {"id": channel.id}}


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.channel()
    call.insist_on_scope(channel, "read")
    return {"channel": channel_object(call.workspace, channel)}


def list_conversations(call: Call) -> Json:
    """conversations.list."""
    wanted = (call.text("types") or "public_channel").split(",")
    channels = [each for each in call.workspace.channels.values() if _type(each) in wanted]
    for channel in channels:
        call.insist_on_scope(channel, "read")
    page, cursor = paged(call, channels, 100)
    return {"channels": [channel_object(call.workspace, each) for each in page], **cursor}


def members(call: Call) -> Json:
    """conversations.members."""
    channel = call.channel()
    call.insist_on_scope(channel, "read")
    page, cursor = paged(call, channel.members, 100)
    return {"members": page, **cursor}


def history(call: Call) -> Json:
    """conversations.history, the newest first."""
    channel = call.channel()
    call.insist_on_scope(channel, "history")
    call.joined_channel()
    newest_first = [each for each in reversed(channel.messages) if not _is_reply(each)]
    return _told(call, _between(call, newest_first))


def replies(call: Call) -> Json:
    """conversations.replies: a message and its thread."""
    channel, ts = call.joined_channel(), call.required("ts")
    call.insist_on_scope(channel, "history")
    thread = [each for each in channel.messages if ts in (each["ts"], each.get("thread_ts"))]
    if not thread:
        raise Refusal("thread_not_found")
    return _told(call, _between(call, thread))


def channel_object(workspace: Workspace, channel: Channel) -> Json:
    """A conversation as Slack describes it."""
    common: Json = {
        "id": channel.id,
        "is_im": channel.is_im,
        "is_archived": False,
        "context_team_id": workspace.team_id,
    }
    if channel.is_im:
        return {**common, "user": channel.members[0], "is_open": True}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_private": False,
        "is_general": channel.name == "general",
        "is_member": workspace.bot_user_id in channel.members,
        "num_members": len(channel.members),
    }


def _told(call: Call, messages: list[Json]) -> Json:
    page, cursor = paged(call, messages, 100)
    hidden = () if call.flag("include_all_metadata") else ("metadata",)
    told = [{key: value for key, value in each.items() if key not in hidden} for each in page]
    return {"messages": told, "has_more": bool(cursor), **cursor}


def _between(call: Call, messages: list[Json]) -> list[Json]:
    """Those after `oldest` and before `latest`; the ends count only if `inclusive`."""
    oldest, latest = _instant(call, "oldest", 0.0), _instant(call, "latest", float("inf"))
    ends = (oldest, latest) if call.flag("inclusive") else ()
    moments = [(float(each["ts"]), each) for each in messages]
    return [each for moment, each in moments if oldest < moment < latest or moment in ends]


def _instant(call: Call, name: str, default: float) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _is_reply(message: Json) -> bool:
    return message.get("thread_ts") not in (None, message["ts"])


def _type(channel: Channel) -> str:
    return "im" if channel.is_im else "public_channel"


def paged(call: Call, items: list[Any], default: int) -> tuple[list[Any], Json]:
    """One page, and the cursor to the next under the key Slack puts it."""
    start, size = _start(call), call.number("limit", default)
    rest = start + size < len(items)
    cursor = base64.b64encode(f"next:{start + size}".encode()).decode()
    return items[start : start + size], {"response_metadata": {"next_cursor": cursor}} if rest else {}


def _start(call: Call) -> int:
    try:
        cursor = base64.b64decode(call.text("cursor") or "", validate=True).decode()
        return int(cursor.removeprefix("next:") or 0)
    except ValueError:
        raise Refusal("invalid_cursor") from None
