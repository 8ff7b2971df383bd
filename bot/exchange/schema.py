"""The JSON of everything: what its sections and fields are, and how they are written and read.

    {"goodword": 1, "exported_at": "2026-11-23T09:00:00+00:00", "zone": "Europe/Berlin",
     "contacts": [{"ref": 7, "name": "Jane Doe", "emails": ["jane@acme.com"], ...}],
     "interactions": [{"ref": 1, "kind": "call", "on": "2026-11-20", "text": "...", "contacts": [7]}],
     "introductions": [...], "wins": [...], "situations": [...], "tellings": [...], "tasks": [...],
     "drafts": [...], "templates": [...], "cadences": [...], "strangers": [...]}

Sections come in this order, each entry on a line of its own. `SECTIONS` names every field; "!" marks those an
entry cannot do without. All others may be missing or null. A `ref` is what the other entries of the file call
an entry by; `contact`, `introducer`, `other`, `introduction`, `interaction`, `situation` and `win` are such refs,
`contacts` is a list of them. Rules ("FREQ=WEEKLY;INTERVAL=6") are those of `domain.repeats`. Of an open task,
`nudge_on` is the day on which it comes up next, and one that `rests` does not come up by itself. "cadences" are those
of whole circles, "strangers" pairs of whom the member said that they are two people. Days are "2026-11-23", times of
day "15:00:00", both the member's own; instants have a zone.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from bot import errors
from bot.domain import cadence, drafts, model, templates
from bot.domain.messages import Occasion
from bot.domain.model_net import Audience
from bot.domain.repeats import Repeat
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


def _count(value: Any) -> int:
    count = _ref(value)
    return count if 0 <= count < 2**31 else _fail()


def _rule(value: Any) -> str:
    return Repeat.parse(_text(value)).text


def _circles_rule(value: Any) -> str:
    return cadence.NEVER if value == cadence.NEVER else _rule(value)


def _message(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= drafts.LIMIT else _fail()


def _template(value: Any) -> str:
    try:
        return templates.checked(_text(value))
    except errors.GoodwordError as error:
        raise ValueError from error


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
        "do_not_contact": _flag, "archived_at": _text, "cadence": _rule, "never_suggested": _flag, "rests_until": _day,
        "suggested_on": _day, "closeness": _one_of(model.Closeness), "created_at": _instant,
    },
    "interactions": {
        "ref": _ref, "kind!": _one_of(model.InteractionKind), "on!": _day, "text": _text,
        "direction": _one_of(model.Direction), "link": _text, "created_at": _instant, "contacts!": _refs,
    },
    "introductions": {
        "ref": _ref, "kind!": _one_of(model.IntroductionKind), "contact!": _ref, "on!": _day, "introducer": _ref,
        "introducer_name": _text, "other": _ref, "about": _text, "state": _one_of(model.IntroductionState),
        "outcome": _one_of(model.Outcome), "contact_answer": _one_of(model.Answer),
        "other_answer": _one_of(model.Answer), "asked": _count, "told_on": _day, "told": _text, "created_at": _instant,
    },
    "wins": {"ref": _ref, "contact!": _ref, "what!": _text, "on!": _day, "created_at": _instant},
    "situations": {
        "ref": _ref, "text!": _text, "on!": _day, "audience": _one_of(Audience), "ended_on": _day,
        "created_at": _instant,
    },
    "tellings": {"ref": _ref, "situation!": _ref, "contact!": _ref, "on": _day},
    "tasks": {
        "ref": _ref, "kind!": _one_of(model.TaskKind), "contact!": _ref, "due_on!": _day, "due_time": _time,
        "about": _text, "state": _one_of(model.TaskState), "repeat": _rule, "introduction": _ref,
        "interaction": _ref, "win": _ref, "gift": _flag, "given": _text, "tries": _count, "kept": _flag,
        "shown": _count, "shown_on": _day, "fade": _count, "nudge_on": _day, "rests": _flag,
        "closed_at": _instant, "created_at": _instant,
    },
    "drafts": {
        "ref": _ref, "contact!": _ref, "occasion!": _one_of(Occasion), "text!": _message, "kept_at": _instant,
        "sent_on": _day, "created_at": _instant,
    },
    "templates": {
        "ref": _ref, "occasion!": _one_of(Occasion), "circle": _one_of(model.Circle), "text!": _template,
        "created_at": _instant,
    },
    "cadences": {"circle": _one_of(model.Circle), "cadence!": _circles_rule},
    "strangers": {"ref": _ref, "contact!": _ref, "other!": _ref},
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
