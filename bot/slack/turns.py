"""Slack's payloads, read: what each surface sends becomes a `Turn`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.domain.model import Member, Who
from bot.slack import kit, profiles, removal
from bot.slack.turn import Place, Surface, Turn, form_of
from bot.storage.book import Books

# What a person does in a DM; edits, deletions and what bots say are not for us to answer.
WRITTEN = (None, "file_share", "thread_broadcast")


def read(surface: Surface, body: dict[str, Any], context: BoltContext, books: Books, client: WebClient) -> Turn | None:
    """What somebody did, before the book is opened; none when it was nobody's doing (a bot's message, an edit)."""
    team_id = removal.workspace(context)
    if not team_id or not context.user_id or not _is_a_persons(surface, body.get("event") or {}):
        return None
    if surface == Surface.PROFILE and not books.member(Who(team_id, context.user_id)):
        return None  # whoever has never turned to Goodword is none of its business
    stranger = Member(team_id, context.user_id)
    turn = Turn(surface, stranger, books, client, body=body, trigger_id=body.get("trigger_id"))
    READERS[surface](turn, body)
    return turn


def meet(turn: Turn) -> None:
    """Find out which member it was; made on first use.

    Only then is Slack asked before the answer, and not for long: without the zone, their first "tomorrow" could be
    the wrong day.
    """
    who = Who(turn.member.team_id, turn.member.user_id)
    turn.member = turn.books.member(who) or _enrolled(turn, who)
    if turn.surface == Surface.MESSAGE and turn.place.channel != turn.member.dm_channel:
        _remember_dm(turn)
    if turn.surface == Surface.COMMAND and turn.place.channel == turn.member.dm_channel:
        turn.place = replace(turn.place, ephemeral=False)  # in Goodword's own DM there is nobody to hide from


def _is_a_persons(surface: Surface, event: dict[str, Any]) -> bool:
    if surface != Surface.MESSAGE:
        return True
    written = event.get("subtype") in WRITTEN and not event.get("bot_id")
    return written and event.get("channel_type", "im") == "im"


def _enrolled(turn: Turn, who: Who) -> Member:
    profile = profiles.fetch(turn.client, who.user_id)
    return turn.books.enrol(
        who,
        name=profile.first_name if profile else "",
        zone=profile.zone if profile else "UTC",
        locale=profile.locale if profile else "en-US",
        profile_at=turn.now if profile else None,
    )


def _remember_dm(turn: Turn) -> None:
    with turn.books.open(turn.member, track=False) as book:
        book.member.dm_channel = turn.place.channel
    turn.member = book.member


def _command(turn: Turn, body: dict[str, Any]) -> None:
    turn.text = body.get("text") or ""
    turn.key = turn.trigger_id
    turn.place = Place(body.get("channel_id"), None, body.get("response_url"), ephemeral=True)


def _message(turn: Turn, body: dict[str, Any]) -> None:
    event = body.get("event") or {}
    turn.text = event.get("text") or ""
    turn.key = body.get("event_id")
    turn.place = Place(event.get("channel"))


def _shortcut(turn: Turn, body: dict[str, Any]) -> None:
    turn.key = turn.trigger_id
    if body.get("type") == "message_action":
        turn.place = Place((body.get("channel") or {}).get("id"), None, body.get("response_url"), ephemeral=True)


def _button(turn: Turn, body: dict[str, Any]) -> None:
    action = (body.get("actions") or [{}])[0]
    option = action.get("selected_option") or {}
    turn.about = kit.parts(action.get("value") or option.get("value") or action.get("block_id") or "")
    turn.chosen = option.get("value") or action.get("selected_date") or action.get("value")
    turn.pressed = str(action.get("action_id") or "")
    turn.picked = [str(each.get("value")) for each in action.get("selected_options") or []]
    container = body.get("container") or {}
    view = body.get("view") or {}
    turn.in_modal, turn.on_home = view.get("type") == "modal", view.get("type") == "home"
    turn.view_id = view.get("id")
    _view(turn, view)
    if not view:
        channel = container.get("channel_id") or (body.get("channel") or {}).get("id")
        turn.place = Place(
            channel,
            container.get("message_ts"),
            body.get("response_url"),
            bool(container.get("is_ephemeral")),
        )


def _submission(turn: Turn, body: dict[str, Any]) -> None:
    view = body.get("view") or {}
    turn.key = turn.view_id = view.get("id")
    _view(turn, view)


def _suggestion(turn: Turn, body: dict[str, Any]) -> None:
    turn.text = body.get("value") or ""


def _home(turn: Turn, body: dict[str, Any]) -> None:
    turn.on_home = (body.get("event") or {}).get("tab") == "home"


def _view(turn: Turn, view: dict[str, Any]) -> None:
    """A modal's form, and what it was opened with."""
    turn.form, turn.blocks = form_of(view)
    try:
        opened_with = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        opened_with = {}
    if isinstance(opened_with, dict) and opened_with:
        turn.place = Place.from_json(opened_with.get("place", ""))
        turn.on_home = turn.on_home or bool(opened_with.get("home"))
        turn.about = {**kit.parts(opened_with.get("about", "")), **turn.about}


READERS: Mapping[Surface, Callable[[Turn, dict[str, Any]], None]] = {
    Surface.COMMAND: _command,
    Surface.MESSAGE: _message,
    Surface.SHORTCUT: _shortcut,
    Surface.BUTTON: _button,
    Surface.SUBMISSION: _submission,
    Surface.SUGGESTION: _suggestion,
    Surface.HOME: _home,
    Surface.PROFILE: lambda turn, body: None,
}
