"""Answers to commands and through `response_url`."""

from __future__ import annotations

from . import limits
from .methods_chat import replace
from .refusal import Json, Refusal, insist
from .tickets import Reply
from .workspace import Channel, Workspace


def command_answer(workspace: Workspace, user_id: str, channel: Channel, body: Json) -> Json | None:
    """Show what a command's acknowledgement carried; None if it carried nothing."""
    if not body.get("text") and not body.get("blocks"):
        return None
    return _post(workspace, user_id, channel, body)


def through_url(workspace: Workspace, key: str, body: Json) -> None:
    """Do what was posted to a `response_url`."""
    reply = workspace.tickets.use_reply(key)
    channel = workspace.channels[reply.channel_id]
    if body.get("delete_original") in (True, "true"):
        _delete(channel, _original(channel, reply))
    elif body.get("replace_original") in (True, "true"):
        insist(limits.check_message(body.get("text"), body.get("blocks")))
        original = _original(channel, reply)
        metadata = body.get("metadata", original.get("metadata"))
        replace(original, workspace.bot_message(body.get("text"), body.get("blocks"), metadata=metadata))
    else:
        _post(workspace, reply.user_id, channel, body)


def _post(workspace: Workspace, user_id: str, channel: Channel, body: Json) -> Json:
    insist(limits.check_message(body.get("text"), body.get("blocks")))
    message = workspace.bot_message(
        body.get("text"), body.get("blocks"), metadata=body.get("metadata"), thread_ts=body.get("thread_ts")
    )
    everybody = body.get("response_type") == "in_channel"
    return workspace.post(channel, message, only_for=None if everybody else user_id)


def _original(channel: Channel, reply: Reply) -> Json:
    own = (message for message in channel.visible_to(reply.user_id) if message["ts"] == reply.message_ts)
    message = next(own, None)
    if message is None:
        raise Refusal("message_not_found")
    return message


def _delete(channel: Channel, message: Json) -> None:
    channel.messages[:] = [each for each in channel.messages if each is not message]
    channel.ephemeral[:] = [each for each in channel.ephemeral if each[1] is not message]
