"""All of a member's book at once, as what is written to files.

Bulk statements on owned tables: each takes the owner and names it in its condition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, select

from bot.domain import calendar
from bot.domain.model import DetailKind, InteractionKind, IntroductionKind, TaskState
from bot.domain.records import Record
from bot.storage.bulk import live
from bot.storage.tables import (
    contact_details,
    contacts,
    drafts,
    interaction_contacts,
    interactions,
    introductions,
    member_templates,
    situations,
    tasks,
    tellings,
    wins,
)
from bot.storage.tables_exchange import distinct_pairs

_LISTED = {
    DetailKind.EMAIL: "emails",
    DetailKind.PHONE: "phones",
    DetailKind.LINK: "links",
    DetailKind.TAG: "tags",
    DetailKind.EMPLOYER: "former_employers",
    DetailKind.DOUBTFUL: "doubtful",
}
_COLUMNS = (
    "name", "title", "company", "circle", "where_met", "connected_on", "slack_user_id", "do_not_contact",
    "archived_at", "cadence", "never_suggested", "rests_until", "suggested_on", "closeness", "created_at",
)  # fmt: skip
_POINTERS = {
    "contact": "contacts", "introducer": "contacts", "other": "contacts", "interaction": "interactions",
    "introduction": "introductions", "situation": "situations", "win": "wins",
}  # fmt: skip


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


# What each section's entries are made of: a field's name, and the column it is in.
_FIELDS: Mapping[str, tuple[Table, dict[str, str]]] = {
    "interactions": (interactions, _same("kind", "on", "text", "direction", "link", "created_at")),
    "introductions": (introductions, {"contact": "contact_id", "introducer": "introducer_id", "other": "other_id"}
        | _same(
            "kind", "on", "introducer_name", "about", "state", "outcome", "contact_answer", "other_answer", "asked",
            "told_on", "told", "created_at",
        )),
    "wins": (wins, {"contact": "contact_id"} | _same("what", "on", "created_at")),
    "situations": (situations, _same("text", "on", "audience", "ended_on", "created_at")),
    "tellings": (tellings, {"situation": "situation_id", "contact": "contact_id"} | _same("on")),
    "tasks": (tasks, {"contact": "contact_id", "introduction": "introduction_id", "interaction": "interaction_id",
        "win": "win_id"} | _same(
            "kind", "due_on", "due_time", "about", "state", "repeat", "gift", "given", "tries", "kept", "shown",
            "shown_on", "fade", "nudge_at", "closed_at", "created_at",
        )),
    "drafts": (drafts, {"contact": "contact_id"} | _same("occasion", "text", "kept_at", "sent_on", "created_at")),
    "templates": (member_templates, _same("occasion", "circle", "text", "created_at")),
    "strangers": (distinct_pairs, {"contact": "contact_id", "other": "other_id"}),
}  # fmt: skip

Entry = dict[str, Any]


@dataclass
class Everything:
    """A whole book: its people, and the other entries by section, each naming people by their `ref`."""

    people: list[Record]  # with their refs, without notes: these are interactions
    sections: dict[str, list[Entry]]

    def told(self) -> Iterator[Record]:
        """The people with the notes on them and who introduced them, for files that have no other place for these."""
        notes: dict[int, list[str]] = defaultdict(list)
        for one in self.sections["interactions"]:
            if one["kind"] == InteractionKind.NOTE and one.get("text"):
                for ref in one["contacts"]:
                    notes[ref].append(one["text"])
        introduced: dict[int, str] = {}
        for one in self.sections["introductions"]:
            if one["kind"] == IntroductionKind.RECEIVED and one.get("introducer_name"):
                introduced.setdefault(one["contact"], one["introducer_name"])
        for person in self.people:
            ref = person.ref or 0
            yield replace(person, note="\n".join(notes.get(ref, ())) or None, introduced_by=introduced.get(ref))


def everything(connection: Connection, owner: int, zone: ZoneInfo) -> Everything:
    """All that is live in the book of the member whose id is `owner`.

    Args:
        zone: the member's; the day on which a task comes up is a day there.
    """
    people = _people(connection, owner)
    there = {person.ref or 0 for person in people}
    sections = {name: _entries(connection, owner, *about) for name, about in _FIELDS.items()}
    _name_who_spoke(connection, owner, sections["interactions"], there)
    kept: dict[str, set[int]] = {"contacts": there}
    for name, entries in sections.items():
        sections[name] = [each for each in entries if _stands(name, each, kept)]
        kept[name] = {each["ref"] for each in sections[name]}
    for name, entries in sections.items():
        sections[name] = [_without_gone(each, kept) for each in entries]
    sections["tasks"] = [_comes_up(each, zone) for each in sections["tasks"]]
    return Everything(people, sections)


def _name_who_spoke(connection: Connection, owner: int, talks: list[Entry], there: Collection[int]) -> None:
    parts: dict[int, list[int]] = defaultdict(list)
    part = interaction_contacts.c
    live = (part.member_id == owner, part.deleted_at.is_(None))
    pairs = select(part.interaction_id, part.contact_id).where(*live).order_by(part.id)
    for talk, contact in connection.execute(pairs):
        parts[talk] += [contact] if contact in there else []
    for one in talks:
        one["contacts"] = parts.get(one["ref"], [])


def _stands(section: str, entry: Entry, kept: Mapping[str, Collection[int]]) -> bool:
    """Whether those whom an entry is about, and the news that somebody was told, are there."""
    if section == "interactions":
        return bool(entry["contacts"])
    needed = ("contact", "other", "situation") if section == "strangers" else ("contact", "situation")
    return all(entry[name] in kept[_POINTERS[name]] for name in needed if name in entry)


def _without_gone(entry: Entry, kept: Mapping[str, Collection[int]]) -> Entry:
    """Without pointing to what is gone."""
    return {name: value for name, value in entry.items() if name not in _POINTERS or value in kept[_POINTERS[name]]}


def _comes_up(task: Entry, zone: ZoneInfo) -> Entry:
    """With the day of the next nudge in place of the instant, unless that is at the task's own time."""
    at = task.pop("nudge_at", None)
    if task["state"] != TaskState.OPEN:
        return task
    if at is None:
        return task | {"rests": True}
    own = "due_time" in task and calendar.instant(task["due_on"], task["due_time"], zone) == at
    return task if own else task | {"nudge_on": calendar.local_day(at, zone)}


def _people(connection: Connection, owner: int) -> list[Record]:
    listed: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    detail = contact_details.c
    live = (detail.member_id == owner, detail.deleted_at.is_(None))
    rows = select(detail.contact_id, detail.kind, detail.value).where(*live).order_by(detail.id)
    for contact_id, kind, value in connection.execute(rows):
        listed[contact_id][_LISTED[kind]].append(value)
    columns = [contacts.c.id, *(contacts.c[name] for name in _COLUMNS)]
    theirs = (contacts.c.member_id == owner, contacts.c.deleted_at.is_(None))
    people = []
    for contact_id, *values in connection.execute(select(*columns).where(*theirs).order_by(contacts.c.id)):
        several: dict[str, Any] = {name: tuple(each) for name, each in listed.get(contact_id, {}).items()}
        people.append(Record(**dict(zip(_COLUMNS, values, strict=True)), **several, ref=contact_id))
    return people


def _entries(connection: Connection, owner: int, table: Table, fields: Mapping[str, str]) -> list[Entry]:
    """The rows of a table as entries; what is empty is left out."""
    columns = [table.c.id, *(table.c[column] for column in fields.values())]
    rows = connection.execute(select(*columns).where(*live(table, owner)).order_by(table.c.id))
    named = ("ref", *fields)
    return [
        {name: value for name, value in zip(named, row, strict=True) if value is not None and value is not False}
        for row in rows
    ]
