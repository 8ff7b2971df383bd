"""The one place where people's words go into Slack's markup, and come out of it."""

import re
from collections.abc import Callable

from bot.domain.words import shorten

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MARKUP = re.compile(r"<([^<>]*)>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")


def escape(text: str) -> str:
    """Text as it stands, for a mrkdwn field: it can neither mention nor link nor notify anybody.

    Right-to-left text is isolated, so that it does not turn its surroundings around.
    """
    text = entities(text)
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def entities(text: str) -> str:
    """Text without anything that Slack would take for a mention or a link, and nothing added to it."""
    for raw, escaped in _ESCAPES:
        text = text.replace(raw, escaped)
    return text


def fit(text: str, limit: int) -> str:
    """mrkdwn of at most so many characters, not cut within one that is escaped."""
    return text if len(text) <= limit else re.sub(r"&[a-z]{0,4}…$", "…", shorten(text, limit))


def pieces(text: str, size: int) -> list[str]:
    """Long mrkdwn in pieces of at most so many characters, not cut within one that is escaped."""
    cut = []
    while len(text) > size:
        escaped = text.rfind("&", size - 4, size)
        end = escaped if escaped > 0 and ";" not in text[escaped:size] else size
        cut.append(text[:end])
        text = text[end:]
    return [*cut, text]


def bold(text: str) -> str:
    """Escaped text in bold. Slack has no escape for the star itself, so stars become ones it does not read."""
    return f"*{escape(' '.join(text.split()).replace('*', '∗'))}*"


def quote(text: str) -> str:
    """Somebody's words in quotation marks."""
    return f"“{escape(text)}”"


def code(text: str) -> str:
    """Words to be typed, as they are to be typed."""
    return f"`{escape(text.replace('`', chr(39)))}`"


def mentioned(text: str) -> list[str]:
    """The ids of the users mentioned in what Slack sent."""
    return [match[1] for match in _MENTION.finditer(text)]


def words(text: str, name_of: Callable[[str], str | None] = lambda user_id: None) -> str:
    """What Slack sent, as the member typed it: markup taken out, escapes undone.

    Args:
        name_of: the name of a mentioned user, if it is known better than by its label.
    """
    text = _MENTION.sub(lambda match: name_of(match[1]) or match[2] or match[1], text)
    text = _MARKUP.sub(_plain, text)
    for raw, escaped in reversed(_ESCAPES):
        text = text.replace(escaped, raw)
    return text


def _plain(match: re.Match[str]) -> str:
    target, _, label = match[1].partition("|")
    if target.startswith(("mailto:", "tel:")):
        return target.split(":", 1)[1]
    if target[:1] in "#!":
        return f"#{label}" if target.startswith("#") and label else label or target
    return target
