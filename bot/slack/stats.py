"""`stats`: the text at once, the pictures in the DM as soon as they are drawn."""

from collections.abc import Callable, Iterator, Sequence

from slack_sdk.errors import SlackApiError

from bot.domain import surprises
from bot.domain.surprises import Surprises
from bot.pictures import Picture, helpers, introduction_map
from bot.slack import answering, stats_views, uploads
from bot.slack.outcomes import Outcome, Reply
from bot.slack.turn import Turn


def written(turn: Turn, words: str = "") -> Outcome:
    """`stats`."""
    with turn.read() as book:
        found = surprises.look_back(book)
    pictures = _pictures(turn, found) if stats_views.has_pictures(found) else None
    return Reply(stats_views.stats(found, turn.today), then=pictures)


def _pictures(turn: Turn, found: Surprises) -> Callable[[], None]:
    def follow() -> None:
        try:
            _post(turn, list(_drawn(found)))
        except SlackApiError as problem:
            if problem.response.get("error") != "missing_scope":
                raise
            answering.post(turn, stats_views.not_drawn())

    return follow


def _drawn(found: Surprises) -> Iterator[Picture]:
    winners = [source.win.contact_id for source in found.wins]
    for picture in (helpers.draw(found.helpers), introduction_map.draw(found.introductions, winners)):
        if picture:
            yield picture


def _post(turn: Turn, pictures: Sequence[Picture]) -> None:
    for picture in pictures:
        uploads.post(turn, picture, stats_views.numbered(picture.numbered))
