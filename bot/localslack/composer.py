"""What Slack makes of words typed into the message box: mentions, links, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .workspace import Channel, User

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_URL = r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]'\"]"
_ENDINGS = "com|org|net|io|dev|app|ai|co|de|uk|fr|nl|eu"
_DOMAIN = rf"\b(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/[^\s<>|]*[^\s<>|.,;:!?)])?"


def escaped(words: str) -> str:
    """The three characters Slack keeps for itself, made harmless."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_sent(words: str, users: Iterable[User], channels: Iterable[Channel], labels: bool = False) -> str:
    """Typed words as an app gets them; `labels` puts names beside ids, as in an escaped command."""
    people = {f"@{name}".lower(): user for user in users for name in _names(user)}
    rooms = {f"#{channel.name}".lower(): channel for channel in channels if not channel.is_im}
    return "".join(_piece(part, people, rooms, labels) for part in _parts(words, [*people, *rooms]))


def _parts(words: str, references: list[str]) -> list[str]:
    """The words cut into plain text and things that may be links or mentions."""
    longest_first = sorted(references, key=len, reverse=True)
    mention = "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest_first)
    return re.split(f"({mention}|{_URL}|{_EMAIL}|{_DOMAIN})", words, flags=re.IGNORECASE)


def _piece(part: str, people: dict[str, User], rooms: dict[str, Channel], labels: bool) -> str:
    if user := people.get(part.lower()):
        return f"<@{user.id}|{user.handle}>" if labels else f"<@{user.id}>"
    if channel := rooms.get(part.lower()):
        return f"<#{channel.id}|{channel.name}>" if labels else f"<#{channel.id}|>"
    if re.fullmatch(_URL, part):
        return f"<{escaped(part)}>"
    if re.fullmatch(_EMAIL, part):
        return f"<mailto:{part}|{part}>"
    if re.fullmatch(_DOMAIN, part, re.IGNORECASE):
        return f"<http://{escaped(part)}|{escaped(part)}>"
    return escaped(part)


def _names(user: User) -> tuple[str, ...]:
    return user.real_name, user.display_name, user.handle
