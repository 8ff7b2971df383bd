"""files.*: uploading in three steps, asking about a file, deleting it."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from .call import Call
from .refusal import Json, Refusal, missing
from .workspace import File, Workspace


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    name, length = call.required("filename"), call.number("length", 0)
    if length <= 0:
        raise missing("length")
    file = add_file(call.workspace, name, call.workspace.bot_user_id)
    file.length = length
    return {"upload_url": f"{call.workspace.base_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal."""
    given = call.structure("files")
    if not isinstance(given, list) or not given:
        raise missing("files")
    files = [_uploaded(call.workspace, each) for each in given]
    if call.text("channel_id"):
        _share(call, files)
    return {"files": [file_object(call.workspace, each) for each in files]}


def info(call: Call) -> Json:
    """files.info."""
    return {"file": file_object(call.workspace, _file(call)), "comments": []}


def delete(call: Call) -> Json:
    """files.delete: the bot may delete its own."""
    file = _file(call)
    if file.user_id != call.workspace.bot_user_id:
        raise Refusal("cant_delete_file")
    del call.workspace.files[file.id]
    return {}


def add_file(workspace: Workspace, name: str, user_id: str, data: bytes | None = None) -> File:
    """A new file, with its bytes or waiting for them."""
    file = File(workspace.new_id("F"), name, user_id, data, title=name, length=len(data or b""))
    workspace.files[file.id] = file
    return file


def file_object(workspace: Workspace, file: File) -> Json:
    """A file as Slack describes it; its private address wants the bot's token."""
    private = f"{workspace.base_url}/files-pri/{workspace.team_id}-{file.id}"
    return {
        "id": file.id,
        "created": int(workspace.now().timestamp()),
        "name": file.name,
        "title": file.title,
        "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "filetype": PurePath(file.name).suffix.removeprefix(".") or "binary",
        "user": file.user_id,
        "size": len(file.data or b""),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "channels": [each for each in file.channels if each.startswith("C")],
        "ims": [each for each in file.channels if each.startswith("D")],
        "url_private": f"{private}/{file.name}",
        "url_private_download": f"{private}/download/{file.name}",
    }


def _file(call: Call) -> File:
    file = call.workspace.files.get(call.required("file"))
    if file is None or file.data is None:
        raise Refusal("file_not_found")
    return file


def _uploaded(workspace: Workspace, given: Json) -> File:
    file = workspace.files.get(given.get("id", ""))
    if file is None or file.data is None:
        raise Refusal("file_not_found")
    file.title = given.get("title") or file.name
    return file


def _share(call: Call, files: list[File]) -> None:
    channel = call.joined_channel("channel_id")
    for file in files:
        file.channels.append(channel.id)
    described = [file_object(call.workspace, each) for each in files]
    text, thread = call.text("initial_comment"), call.text("thread_ts")
    message = call.workspace.bot_message(text, None, files=described, thread_ts=thread)
    call.workspace.post(channel, {**message, "subtype": "file_share", "upload": True})
