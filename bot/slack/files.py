"""Files of Slack's: fetched by their id, and handed over to a DM."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import FileGone, FileTooBig

LARGEST = 20 * 1024 * 1024  # bytes
PATIENCE = 30  # seconds without a byte

_GONE = ("file_not_found", "file_deleted", "file_not_available", "not_visible")


class _Straight(HTTPRedirectHandler):
    """Goes nowhere else: Slack sends whoever may not have a file to sign in, and the token is for nobody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def fetch(client: WebClient, file_id: str) -> bytes:
    """The bytes of a file that was shared with Goodword.

    Raises:
        FileGone, FileTooBig: it can't be had.
        SlackApiError, OSError: Slack is unwell.
    """
    about = _about(client, file_id)
    if int(about.get("size") or 0) > LARGEST:
        raise FileTooBig(limit=LARGEST // 1024**2)
    address = str(about.get("url_private_download") or about.get("url_private") or "")
    request = Request(address, headers={"Authorization": f"Bearer {client.token}"})
    try:
        with build_opener(_Straight).open(request, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as problem:
        if problem.code < 500 and problem.code != 429:
            raise FileGone from problem
        raise
    if len(data) > LARGEST:
        raise FileTooBig(limit=LARGEST // 1024**2)
    return data


def hand_over(client: WebClient, channel: str, name: str, data: bytes, comment: str) -> None:
    """Put a file into a channel, in the three steps that Slack wants.

    Args:
        comment: what stands above it (mrkdwn).

    Raises:
        SlackApiError, OSError: Slack did not take it.
    """
    place = client.files_getUploadURLExternal(filename=name, length=len(data))
    request = Request(str(place["upload_url"]), data=data, headers={"Content-Type": "application/octet-stream"})
    with urlopen(request, timeout=PATIENCE) as answer:
        answer.read()
    client.files_completeUploadExternal(
        files=[{"id": place["file_id"], "title": name}], channel_id=channel, initial_comment=comment
    )


def _about(client: WebClient, file_id: str) -> dict[str, Any]:
    try:
        about: dict[str, Any] = client.files_info(file=file_id)["file"]
        return about
    except SlackApiError as problem:
        if problem.response.get("error") in _GONE:
            raise FileGone from problem
        raise
