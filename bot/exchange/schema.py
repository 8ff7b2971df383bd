"""The JSON of everything: what its sections and fields are, and how they are written and read.

    {"goodword": 1, "exported_at": "2026-11-23T09:00:00+00:00", "zone": "Europe/Berlin",
     "contacts": [{"ref": 7, "name": "Jane Doe", "emails": ["jane@acme.com"], ...}],
     "interactions": [{"ref": 1, "kind": "call", "on": "2026-11-20", "text": "...", "contacts": [7]}],
     "introductions": [...], "tasks": [...], "wins": [...], "drafts": [...]}

Sections come in this order, each entry on a line of its own. `SECTIONS` names every field; "!" marks those an
entry cannot do without. All others may be missing or null. A `ref` is what the other entries of the file call
an entry by; `contact`, `introducer`, `other`, `introduction`, `interaction` and `win` are such refs, `contacts`
is a list of them. Days are "2026-11-23", times of day "15:00:00", both the member's own; instants have a zone.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from bot.domain import model
from bot.domain.tasks import TEXT_LIMIT
from bot.exchange.records import Record

VERSION = 1

Reader = Callable[[Any], Any]


class Unfit(Exception):
    """An entry's field holds what it cannot hold; says which."""


def _text(value: Any) -> str:
    text = _long_text(value)
    return text if len(text) <= TEXT_LIMIT else _fail()


def _long_text(value: Any) -> str:
    return value.replace("\0", "").encode("utf-8", "ignore").decode() if isinstance(value, str) else _fail()


def _texts(value: Any) -> list[str]:
    return [_text(each) for each in value] if isinstance(value, list) else _fail()


def _ref(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63 else _fail()


def _refs(value: Any) -> list[int]:
    return [_ref(each) for each in value] if isinstance(value, list) and value else _fail()


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else _fail()


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _time(value: Any) -> time:
    return time.fromisoformat(_text(value)).replace(tzinfo=None)


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(_text(value))
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _one_of(kinds: type[StrEnum]) -> Reader:
    return lambda value: kinds(_text(value))


def _fail() -> Any:
    raise ValueError


SECTIONS: dict[str, dict[str, Reader]] = {
    "contacts": {
        "ref!": _ref, "name!": _text, "title": _text, "company": _text, "emails": _texts, "phones": _texts,
        "links": _texts, "tags": _texts, "circle": _text, "note": _long_text, "former_employers": _texts,
        "doubtful": _texts,
        "where_met": _text, "introduced_by": _text, "connected_on": _text, "slack_user_id": _text,
        "do_not_contact": _flag, "archived_at": _text, "created_at": _instant,
    },
    "interactions": {
        "ref": _ref, "kind!": _one_of(model.InteractionKind), "on!": _day, "text": _text,
        "direction": _one_of(model.Direction), "link": _text, "created_at": _instant, "contacts!": _refs,
    },
    "introductions": {
        "ref": _ref, "kind!": _one_of(model.IntroductionKind), "contact!": _ref, "on!": _day, "introducer": _ref,
        "introducer_name": _text, "other": _ref, "about": _text, "state": _one_of(model.IntroductionState),
        "outcome": _one_of(model.Outcome), "contact_answer": _one_of(model.Answer),
        "other_answer": _one_of(model.Answer), "asked": _ref, "told_on": _day, "told": _text, "created_at": _instant,
    },
    "wins": {"ref": _ref, "contact!": _ref, "what!": _text, "on!": _day, "created_at": _instant},
    "tasks": {
        "ref": _ref, "kind!": _one_of(model.TaskKind), "contact!": _ref, "due_on!": _day, "due_time": _time,
        "about": _text, "state": _one_of(model.TaskState), "repeat": _text, "introduction": _ref,
        "interaction": _ref, "win": _ref, "gift": _flag, "given": _text, "tries": _ref, "kept": _flag,
        "closed_at": _instant, "created_at": _instant,
    },
    "drafts": {"ref": _ref, "contact!": _ref, "text!": _text, "on": _day, "created_at": _instant},
}  # fmt: skip


def read(section: str, entry: Any) -> dict[str, Any]:
    """An entry's fields as Python values; those that are missing or null are left out, unknown ones too.

    Raises:
        Unfit: a field is missing or holds what it cannot hold.
    """
    if not isinstance(entry, dict):
        raise Unfit("it is no entry")
    found: dict[str, Any] = {}
    for marked, reader in SECTIONS[section].items():
        name = marked.removesuffix("!")
        value = entry.get(name)
        if value is not None:
            found[name] = _read(name, reader, value)
        elif marked != name:
            raise Unfit(f"its “{name}” is missing")
    return found


def _read(name: str, reader: Reader, value: Any) -> Any:
    try:
        return reader(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise Unfit(f"its “{name}” is not what it should be") from error


def contact(record: Record) -> dict[str, Any]:
    """A person as an entry of "contacts"."""
    entry = {one.name: getattr(record, one.name) for one in fields(record) if one.name != "line"}
    return {name: value for name, value in entry.items() if value is not None and value is not False and value != ()}


def plain(value: Any) -> Any:
    """What JSON has no word for, as text: days, times, instants (in UTC)."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
