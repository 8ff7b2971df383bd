"""All of a member's book at once, as what is written to files.

Bulk statements on owned tables: each takes the owner and names it in its condition.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, select

from bot.domain.model import DetailKind, InteractionKind, IntroductionKind
from bot.domain.records import Record
from bot.storage.tables import (
    contact_details,
    contacts,
    interaction_contacts,
    interactions,
    introductions,
    tasks,
    wins,
)

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
    "archived_at", "created_at",
)  # fmt: skip

# What each section's entries are made of: a field's name, and the column it is in.
_FIELDS: Mapping[str, tuple[Table, dict[str, str]]] = {
    "interactions": (interactions, {"ref": "id"} | {
        name: name for name in ("kind", "on", "text", "direction", "link", "created_at")
    }),
    "introductions": (introductions, {"ref": "id", "contact": "contact_id", "introducer": "introducer_id",
        "other": "other_id"} | {name: name for name in (
            "kind", "on", "introducer_name", "about", "state", "outcome", "contact_answer", "other_answer", "asked",
            "told_on", "told", "created_at",
        )}),
    "wins": (wins, {"ref": "id", "contact": "contact_id"} | {name: name for name in ("what", "on", "created_at")}),
    "tasks": (tasks, {"ref": "id", "contact": "contact_id", "introduction": "introduction_id",
        "interaction": "interaction_id", "win": "win_id"} | {name: name for name in (
            "kind", "due_on", "due_time", "about", "state", "repeat", "gift", "given", "tries", "kept", "closed_at",
            "created_at",
        )}),
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


def everything(connection: Connection, owner: int) -> Everything:
    """All that is live in the book of the member whose id is `owner`."""
    people = _people(connection, owner)
    there = {person.ref for person in people}
    sections = {name: _entries(connection, owner, *about) for name, about in _FIELDS.items()}
    parts: dict[int, list[int]] = defaultdict(list)
    part = interaction_contacts.c
    live = (part.member_id == owner, part.deleted_at.is_(None))
    for talk, contact in connection.execute(
        select(part.interaction_id, part.contact_id).where(*live).order_by(part.id)
    ):
        parts[talk] += [contact] if contact in there else []
    for one in sections["interactions"]:
        one["contacts"] = parts.get(one["ref"], [])
    sections["interactions"] = [one for one in sections["interactions"] if one["contacts"]]
    for name in ("introductions", "wins", "tasks"):
        sections[name] = [_kept(one, there) for one in sections[name] if one["contact"] in there]
    return Everything(people, sections)


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
    columns = [table.c[column] for column in fields.values()]
    live = (table.c.member_id == owner, table.c.deleted_at.is_(None))
    rows = connection.execute(select(*columns).where(*live).order_by(table.c.id))
    return [
        {name: value for name, value in zip(fields, row, strict=True) if value is not None and value is not False}
        for row in rows
    ]


def _kept(entry: Entry, there: set[int | None]) -> Entry:
    """Without pointing to people who are gone."""
    return {name: value for name, value in entry.items() if name not in ("introducer", "other") or value in there}
