"""Several lines at once: each is a capture of its own, and a first line that ends in ":" applies to all."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from bot.domain.captures.facts import Capture

MOST_LINES = 40
_BULLET = re.compile(r"^\s*(?:[-–—*•·>]+|\d{1,2}[.)])\s+")
_PEOPLE = re.compile(
    r"^(?:(?:all |new |some |the )*(?:people|contacts|leads|everyone|everybody|folks|met|those)\b(?: (?:that|who"
    r"|whom))?)?(?: ?(?:i|we)\b)? ?",
    re.IGNORECASE,
)
_BEHIND_PLACE = re.compile(r"^(?:met )?(?:at|from|in|during|@) ", re.IGNORECASE)
_DEED = re.compile(r"^(?:follow|ping|thank|call|email|via|introduced|#|met with|met through|met via)", re.IGNORECASE)
_SOMEBODY = "Nomen Nescio"

Read = Callable[[str], Capture]


@dataclass
class Entry:
    """One of several lines, and what it was understood to say."""

    line: str
    capture: Capture


def parted(text: str) -> tuple[str, list[str]]:
    """The words that apply to all lines, without their colon, and the lines without bullets."""
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if any(map(str.isalnum, line))]
    if len(lines) > 1 and lines[0].endswith(":"):
        return lines[0].rstrip(": "), lines[1:]
    return "", lines


def read(header: str, lines: list[str], read_one: Read) -> list[Entry]:
    """The captures of several lines; a line that names nobody goes on with the one before, if it says more of them.

    Args:
        header: words that apply to all; may be empty.
        read_one: reads one line.
    """
    shared = read_one(f"{_SOMEBODY}, {_header(header)}") if header else None
    entries: list[Entry] = []
    for line in lines:
        found = read_one(line)
        if not found.people and entries and _goes_on(entries[-1], line, read_one):
            continue
        entries.append(Entry(line, found))
    for entry in entries:
        if shared and entry.capture.people:
            _share(entry.capture, shared)
    return entries


def one(header: str, line: str, read_one: Read) -> Capture:
    """One line by itself, with what applies to all."""
    return read(header, [line], read_one)[0].capture


def _goes_on(before: Entry, line: str, read_one: Read) -> bool:
    joined = f"{before.line}, {line}"
    found = read_one(joined)
    if found.facts <= before.capture.facts:
        return False
    before.line, before.capture = joined, found
    return True


def _header(words: str) -> str:
    """ "PyCon, follow up next week" as one would say it of somebody."""
    words = _PEOPLE.sub("", words)
    if _DEED.match(words):
        return words
    return f"met at {_BEHIND_PLACE.sub('', words)}"


def _share(capture: Capture, shared: Capture) -> None:
    """What was said of all is true of this one, unless its own line says otherwise."""
    said = shared.people[0] if shared.people else None
    for person in capture.people if said else ():
        assert said is not None
        person.where_met = person.where_met or said.where_met
        person.company, person.circle = person.company or said.company, person.circle or said.circle
        person.introduced_by += [name for name in said.introduced_by if name not in person.introduced_by]
        person.tags += [tag for tag in said.tags if tag not in person.tags]
    capture.talk = capture.talk or deepcopy(shared.talk)
    if not any(not each.whom for each in capture.follow_ups):
        capture.follow_ups += deepcopy(shared.follow_ups)
    capture.thanks += [thanks for thanks in shared.thanks if thanks not in capture.thanks]
    capture.note = ", ".join(filter(None, (capture.note, shared.note))) or None
