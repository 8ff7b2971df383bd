"""Slack's two ways of writing formatted words, mrkdwn and rich text, read out as plain text.

The markup is docs.slack.dev/messaging/formatting-message-text; rich text is
docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Names = Mapping[str, str]
NOBODY: Names = {}

_CODE = r"```(?P<pre>.+?)```|`(?P<code>[^`\n]+)`"
_REFERENCE = r"<(?P<reference>[@#!][^<>\n]+|[a-z][a-z0-9+.-]*:[^<>\n]+)>"
_PROTECTED = re.compile(f"{_CODE}|{_REFERENCE}", re.DOTALL)
# Two markers with no blank beside them inside, and no letter, digit or further marker beside them outside.
_PAIR = r"(?<![^\W_])(?<!{0}){0}(?=\S)([^{0}\n]+)(?<=\S){0}(?!{0})(?![^\W_])"
_MARKERS = [re.compile(_PAIR.format(marker)) for marker in (r"\*", "_", "~")]
_HOLE = "\0"


def unescape(text: str) -> str:
    """The three characters Slack escapes, as themselves."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn_text(text: str, names: Names = NOBODY) -> str:
    """mrkdwn as it reads: people and links by name, no markers around bold, italic, struck or code.

    `names` gives the name of a user's or channel's id. Code is left as it stands, markers in it included.
    """
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(_protected(match, names))
        return _HOLE

    words = _PROTECTED.sub(keep, text.replace(_HOLE, ""))
    for marker in _MARKERS:
        words = marker.sub(r"\1", words)
    pieces = iter(kept)
    return re.sub(_HOLE, lambda _: next(pieces), unescape(words))


def _protected(match: re.Match[str], names: Names) -> str:
    """What stands in place of a piece of code or a reference in angle brackets."""
    if match["reference"] is None:
        return unescape((match["pre"] or match["code"]).strip("\n"))
    target, _, label = match["reference"].partition("|")
    return _reference(unescape(target), unescape(label), names)


def _reference(target: str, label: str, names: Names) -> str:
    kind, rest = target[0], target[1:]
    if kind == "@":
        return "@" + names.get(rest, label or rest)
    if kind == "#":
        return "#" + (label or names.get(rest, rest))
    if kind == "!":
        return label or "@" + rest.split("^")[0]
    return _link(target, label)


def _link(url: str, label: str) -> str:
    if url.startswith(("mailto:", "tel:")):
        return label or url.partition(":")[2]
    return f"{label} ({url})" if label and label != url else url


# --- rich text ---


def rich_text(block: dict[str, Any], names: Names = NOBODY) -> str:
    """A rich_text block as plain text."""
    return "\n".join(_PARTS[part["type"]](part, names) for part in block["elements"])


def _spans(part: dict[str, Any], names: Names) -> str:
    return "".join(_SPANS[span["type"]](span, names) for span in part["elements"])


def _quote(part: dict[str, Any], names: Names) -> str:
    return "\n".join(f"> {line}" for line in _spans(part, names).split("\n"))


def _list(part: dict[str, Any], names: Names) -> str:
    indent, first = "  " * part.get("indent", 0), part.get("offset", 0) + 1
    return "\n".join(
        f"{indent}{f'{n}.' if part['style'] == 'ordered' else '•'} {_spans(item, names)}"
        for n, item in enumerate(part["elements"], first)
    )


def _emoji(span: dict[str, Any], names: Names) -> str:
    if "unicode" in span:
        return "".join(chr(int(point, 16)) for point in span["unicode"].split("-"))
    return f":{span['name']}:"


_Reading = Callable[[dict[str, Any], Names], str]
_PARTS: dict[str, _Reading] = {
    "rich_text_section": _spans,
    "rich_text_preformatted": _spans,
    "rich_text_quote": _quote,
    "rich_text_list": _list,
}
_SPANS: dict[str, _Reading] = {
    "text": lambda span, names: span["text"],
    "link": lambda span, names: _link(span["url"], span.get("text", "")),
    "user": lambda span, names: "@" + names.get(span["user_id"], span["user_id"]),
    "usergroup": lambda span, names: "@" + names.get(span["usergroup_id"], span["usergroup_id"]),
    "team": lambda span, names: names.get(span["team_id"], span["team_id"]),
    "channel": lambda span, names: "#" + names.get(span["channel_id"], span["channel_id"]),
    "broadcast": lambda span, names: "@" + span["range"],
    "emoji": _emoji,
    "date": lambda span, names: span.get("fallback", str(span["timestamp"])),
    "color": lambda span, names: span["value"],
}
