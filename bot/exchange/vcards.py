"""vCards as text: from lines to properties and cards, whatever version, whoever wrote them.

Libraries that read vCards stop at the first line they dislike; here such a line costs nothing, a broken card
only itself.
"""

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.exchange import texts
from bot.exchange.records import Unreadable

_LONGEST_VALUE = 128 * 1024  # characters
_MOST_PROPERTIES = 2000
_NAME = re.compile(r"(?:[\w-]+\.)?([A-Za-z][A-Za-z0-9-]*)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
_EDGE = re.compile(r"(?:BEGIN|END):VCARD", re.IGNORECASE)
_CHARSETS = re.compile(r"ascii|utf-?(?:8|16)|(?:iso8859|cp|koi8|shift_jis|euc|gb|big5|mac).*")
_LONGEST_HEAD = 2000
_QUOTED = re.compile(r'"[^"]*"')
_CUT_OFF = "the card is cut off"
_TOO_LONG = "a line of it is far too long"
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING"}


@dataclass
class Property:
    """One property: its name in capitals without its group, its parameters in capitals, its value as written."""

    name: str
    params: dict[str, list[str]]
    value: str

    def has(self, param: str, value: str) -> bool:
        """Whether a parameter has, among others, this value (capitals)."""
        return value in self.params.get(param, ())

    @property
    def is_binary(self) -> bool:
        """Whether it is a picture or the like."""
        return self.has("ENCODING", "BASE64") or self.has("ENCODING", "B")


@dataclass
class Card:
    """One card: the line it begins at, from 1, and its properties in their order."""

    line: int
    properties: list[Property] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)  # lines that are no properties

    @property
    def version(self) -> str:
        """ "2.1", "3.0" or "4.0"; the first if it does not say."""
        return next((one.value.strip() for one in self.properties if one.name == "VERSION"), "2.1")


def cards(lines: texts.Lines, encoding: str) -> Iterator[Card | Unreadable]:
    """Every card, one by one."""
    card: Card | None = None
    agent = 0  # cards within a card: somebody's assistant
    for number, text in _unfolded(lines):
        mark = text.strip().upper() if text else ""
        if mark == "BEGIN:VCARD" and card and card.properties and card.properties[-1].name == "AGENT":
            agent += 1
        elif mark == "END:VCARD" and agent:
            agent -= 1
        elif mark in ("BEGIN:VCARD", "END:VCARD"):
            if card:
                yield card if mark == "END:VCARD" else _broken(card, _CUT_OFF)
            card = Card(number) if mark == "BEGIN:VCARD" else None
        elif card and not agent:
            if text is None or len(card.properties) > _MOST_PROPERTIES:
                yield _broken(card, _TOO_LONG)
                card = None
            else:
                _take(card, text, encoding)
    if card:
        yield _broken(card, _CUT_OFF)


def parts(value: str, separator: str, version: str) -> list[str]:
    """A value's parts between separators that are not escaped; the parts without their escapes."""
    if "\\" not in value:
        return value.split(separator)
    found = [""]
    for token in re.findall(rf"\\.|{separator}|[^\\{separator}]+|\\$", value, re.DOTALL):
        if token == separator:
            found.append("")
        else:
            found[-1] += token
    return [plain(part, version) for part in found]


def plain(value: str, version: str) -> str:
    """A value without its escapes; version 2.1 has none for line breaks."""
    if "\\" not in value:
        return value
    if version == "2.1":
        return re.sub(r"\\([\\;:,])", r"\1", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def _broken(card: Card, why: str) -> Unreadable:
    said = ", ".join(one.value for one in card.properties[:20] if one.name in ("FN", "N", "EMAIL", "ORG"))
    return Unreadable.at(card.line, why, said)


def _unfolded(lines: texts.Lines) -> Iterator[tuple[int, str | None]]:
    """Whole lines, with the number of their first; None for one that is too long, unless it is a picture."""
    number, text, is_long = 0, "", False
    for line, physical, is_whole in _physical(lines):
        if text and _goes_on(text, physical):
            is_long = is_long or not is_whole or len(text) > _LONGEST_VALUE
            text = text if is_long else _joined(text, physical)
            continue
        if text.strip():
            yield number, None if is_long and not _is_picture(text) else text
        number, text, is_long = line, physical, not is_whole
    if text.strip():
        yield number, None if is_long and not _is_picture(text) else text


def _physical(lines: texts.Lines) -> Iterator[tuple[int, str, bool]]:
    """Each line by itself, with its number, without its end; and whether it is whole."""
    while True:
        number = lines.begin()
        try:
            yield number, next(lines).rstrip("\r\n"), True
        except StopIteration:
            return
        except texts.TooLong as error:
            yield number, str(error), False


def _goes_on(text: str, following: str) -> bool:
    if following[:1] in (" ", "\t"):
        return bool(following.strip())
    return text.endswith("=") and _is_quoted_printable(text) and not _EDGE.match(following)


def _joined(text: str, following: str) -> str:
    if text.endswith("=") and _is_quoted_printable(text):
        return text[:-1] + following
    return text + following[1:]


def _is_quoted_printable(text: str) -> bool:
    return "QUOTED-PRINTABLE" in text.partition(":")[0].upper()


def _is_picture(text: str) -> bool:
    parsed = _property(text[:_LONGEST_HEAD])
    return parsed is not None and (parsed.is_binary or parsed.value.startswith("data:"))


def _take(card: Card, text: str, encoding: str) -> None:
    """Add a line to a card."""
    parsed = _property(text)
    if parsed is None:
        if not (card.properties and card.properties[-1].is_binary and _BASE64.fullmatch(text)):
            card.stray.append(text)
        return
    if parsed.params and not parsed.is_binary:
        parsed.value = _decoded(parsed, encoding)
    card.properties.append(parsed)


def _property(text: str) -> Property | None:
    """A line's name, parameters and value; None if it has none."""
    head, colon, value = text.partition(":")
    if '"' in head:
        bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text[:_LONGEST_HEAD])
        end = bare.find(":")
        head, colon, value = (text[:end], ":", text[end + 1 :]) if end >= 0 else (head, colon, value)
        head = _QUOTED.sub(lambda quoted: quoted[0].replace(";", ","), head)
    first, *params = head.split(";")
    name = _NAME.fullmatch(first.strip())
    return Property(name[1].upper(), _params(params), value) if colon and name else None


def _params(params: list[str]) -> dict[str, list[str]]:
    """By name; one that stands bare (version 2.1) is a TYPE, or what it can only be."""
    found: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.strip().upper().partition("=")
        if not equals:
            name, value = _BARE.get(name, "TYPE"), name
        found.setdefault(name.strip(), []).extend(value.replace('"', "").split(","))
    return found


def _decoded(parsed: Property, encoding: str) -> str:
    """The value as text: quoted-printable undone, in the character set it names."""
    charset = _charset(parsed.params.get("CHARSET", [""])[0])
    if parsed.has("ENCODING", "QUOTED-PRINTABLE") or parsed.has("ENCODING", "Q"):
        raw = binascii.a2b_qp(parsed.value.encode("utf-8", "ignore"))
        return _first_that_fits(raw, [charset, "utf-8", "cp1252"])
    if charset and not parsed.value.isascii() and not encoding.startswith("utf"):
        return _first_that_fits(parsed.value.encode(encoding, "ignore"), [charset, encoding])
    return parsed.value


def _first_that_fits(raw: bytes, charsets: list[str]) -> str:
    for charset in filter(None, charsets):
        try:
            return raw.decode(charset)
        except UnicodeError:
            continue
    return raw.decode("latin-1")


def _charset(name: str) -> str:
    """The codec of a character set; empty if there is none, or it is something else than a character set."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return codec if _CHARSETS.fullmatch(codec) else ""
