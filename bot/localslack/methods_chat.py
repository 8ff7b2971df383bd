"""chat.* and reactions.*: messages in and out."""

from __future__ import annotations

import json
from typing import Any

from . import limits
from .call import Call
from .refusal import Json, Refusal, insist
from .workspace import Channel, Workspace

_SCHEDULE_AHEAD = 120 * 24 * 3600
_SCHEDULED_PER_WINDOW, _WINDOW = 30, 5 * 60


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    channel = call.joined_channel()
    _insist_on_reader(call, channel)
    message = call.workspace.post(channel, _composed(call))
    _notify(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral."""
    channel, seer = call.joined_channel(), call.user()
    if seer.id not in channel.members:
        raise Refusal("user_not_in_channel")
    message = call.workspace.post(channel, _composed(call), only_for=seer.id)
    return {"message_ts": message["ts"]}


def update(call: Call) -> Json:
    """chat.update: metadata not given stays; text alone takes the place of blocks and is marked as edited."""
    channel, message = _own_message(call, "cant_update_message")
    _insist_on_reader(call, channel)
    replace(message, _composed(call, keep=message))
    if "blocks" not in message:
        message["edited"] = {"user": call.workspace.bot_user_id, "ts": call.workspace.next_ts()}
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def delete(call: Call) -> Json:
    """chat.delete."""
    channel, message = _own_message(call, "cant_delete_message")
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message["ts"]}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel, ts = call.channel(), call.required("message_ts")
    if channel.find(ts) is None:
        raise Refusal("message_not_found")
    link = f"https://{call.workspace.team_domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def schedule_message(call: Call) -> Json:
    """chat.scheduleMessage; as in Slack, a message with metadata is taken and never posted."""
    channel, post_at = call.joined_channel(), call.number("post_at", 0)
    now = call.workspace.now().timestamp()
    if post_at <= now:
        raise Refusal("time_in_past")
    if post_at > now + _SCHEDULE_AHEAD:
        raise Refusal("time_too_far")
    near = [each for each in call.workspace.scheduled if _share_a_window(each, channel, post_at)]
    if len(near) >= _SCHEDULED_PER_WINDOW:
        raise Refusal("restricted_too_many")
    message = _composed(call)
    plan = {"id": call.workspace.new_id("Q"), "channel": channel.id, "post_at": post_at, "message": message}
    call.workspace.scheduled.append(plan)
    return {key: plan[key] for key in ("channel", "post_at")} | {
        "scheduled_message_id": plan["id"],
        "message": message,
    }


def post_scheduled(workspace: Workspace) -> None:
    """Post what was scheduled for a time that has come."""
    now = workspace.now().timestamp()
    due = [each for each in workspace.scheduled if each["post_at"] <= now]
    workspace.scheduled = [each for each in workspace.scheduled if each["post_at"] > now]
    for plan in due:
        if "metadata" not in plan["message"]:
            channel = workspace.channel(plan["channel"])
            _notify(workspace, channel, workspace.post(channel, plan["message"]))


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    message = call.joined_channel().find(call.required("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    name, reactions = call.required("name"), message.setdefault("reactions", [])
    if any(each["name"] == name for each in reactions):
        raise Refusal("already_reacted")
    reactions.append({"name": name, "users": [call.workspace.bot_user_id], "count": 1})
    return {}


def replace(message: Json, new: Json) -> None:
    """Put a new content into a message that stays where and what it is."""
    for key in ("blocks", "metadata"):
        message.pop(key, None)
    message.update({key: value for key, value in new.items() if key not in ("ts", "type")})


def _composed(call: Call, keep: Json | None = None) -> Json:
    text, blocks = call.text("text"), call.structure("blocks", "invalid_blocks_format")
    insist(limits.check_message(text, blocks))
    metadata = _metadata(call)
    if keep is not None and metadata is None:
        metadata = keep.get("metadata")
    if keep is not None and text is None:
        text = keep["text"]
    return call.workspace.bot_message(text, blocks, metadata=metadata, thread_ts=call.text("thread_ts"))


def _metadata(call: Call) -> Any:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return metadata
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
        raise Refusal("invalid_metadata_format")
    if not isinstance(metadata["event_payload"], dict):
        raise Refusal("invalid_metadata_schema")
    if len(json.dumps(metadata)) > 16_384:
        raise Refusal("metadata_too_large")
    return metadata


def _own_message(call: Call, error: str) -> tuple[Channel, Json]:
    channel = call.workspace.channel(call.required("channel"))
    message = channel.find(call.required("ts"))
    if message is None:
        raise Refusal("message_not_found")
    if message["user"] != call.workspace.bot_user_id:
        raise Refusal(error)
    return channel, message


def _insist_on_reader(call: Call, channel: Channel) -> None:
    if not channel.is_im:
        return
    if not call.manifest.messages_tab:
        raise Refusal("messages_tab_disabled")
    if not all(call.workspace.is_active(user_id) for user_id in channel.members):
        raise Refusal("account_inactive")


def _notify(workspace: Workspace, channel: Channel, message: Json) -> None:
    for user_id in channel.members if channel.is_im else []:
        workspace.notified.setdefault(user_id, []).append(message["text"])


def _share_a_window(plan: Json, channel: Channel, post_at: int) -> bool:
    return bool(plan["channel"] == channel.id) and abs(plan["post_at"] - post_at) < _WINDOW
