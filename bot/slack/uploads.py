"""Files for the member's DM, in the three steps that Slack wants: ask for an address, send the bytes, share."""

from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError

from bot.pictures import Picture
from bot.slack import answering
from bot.slack.turn import Turn

PATIENCE = 20  # seconds for the bytes


def post(turn: Turn, picture: Picture, comment: str = "") -> None:
    """Put a picture into Goodword's DM with the member.

    Args:
        comment: what stands above it (mrkdwn).

    Raises:
        SlackApiError, OSError: Slack did not take it.
    """
    file_id = _sent(turn, picture)
    try:
        _share(turn, answering.dm_of(turn), file_id, picture, comment)
    except SlackApiError as problem:
        if problem.response.get("error") != "channel_not_found":
            raise
        _share(turn, answering.dm_of(turn, anew=True), file_id, picture, comment)


def _sent(turn: Turn, picture: Picture) -> str:
    """Hand the bytes over; gives the file's id."""
    place = turn.client.files_getUploadURLExternal(filename=picture.file, length=len(picture.png), alt_txt=picture.alt)
    request = Request(str(place["upload_url"]), data=picture.png, headers={"Content-Type": "application/octet-stream"})
    with urlopen(request, timeout=PATIENCE) as answer:
        answer.read()
    return str(place["file_id"])


def _share(turn: Turn, channel: str, file_id: str, picture: Picture, comment: str) -> None:
    turn.client.files_completeUploadExternal(
        files=[{"id": file_id, "title": picture.title}], channel_id=channel, initial_comment=comment or None
    )
