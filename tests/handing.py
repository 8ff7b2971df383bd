"""Files taken into a book and handed out again, in short."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select

from bot import exports, imports
from bot.domain.jobs import Import
from bot.domain.model import Member
from bot.exchange.records import Field
from bot.storage.book import Books
from bot.storage.bulk import live
from bot.storage.engine import reading

# How an entry names another, and in which section that one is.
OF = {
    "contact": "contacts", "introducer": "contacts", "other": "contacts", "interaction": "interactions",
    "introduction": "introductions", "situation": "situations", "win": "wins",
}  # fmt: skip


def take_in(books: Books, member: Member, data: bytes, mapping: Mapping[int, Field | None] | None = None) -> Import:
    """Import a file; what the preview says is what comes of it."""
    planned = imports.preview(books, member, data, mapping).tally
    with books.open(member, track=False) as book:
        import_ = imports.new_import("Connections.csv")
        import_.mapping = {str(index): field and field.value for index, field in (mapping or {}).items()}
        book.add(import_)
    done = imports.run(books, member, import_.id or 0, data)
    assert counted(done) == counted(planned)
    return done


def counted(one: Any) -> dict[str, int]:
    """What came of an import, without what did not."""
    return {name: getattr(one, name) for name in ("new", "known", "merged", "moved", "unread") if getattr(one, name)}


def undo(books: Books, member: Member, done: Import) -> tuple[int, int]:
    """Undo an import: how many people went, how many stayed."""
    with books.open(member) as book:
        taken_back = book.take_back(book.import_(done.id or 0))
    return taken_back.gone, taken_back.stayed


def handed_out(books: Books, member: Member) -> bytes:
    """The zip of a member's book."""
    file = io.BytesIO()
    exports.export(books, member, file)
    return file.getvalue()


def exported(books: Books, member: Member) -> dict[str, Any]:
    """All that is exported, each entry called by its place."""
    archive = zipfile.ZipFile(io.BytesIO(handed_out(books, member)))
    everything = json.loads(archive.read("goodword.json"))
    sections = {name: entries for name, entries in everything.items() if isinstance(entries, list)}
    places = {
        name: {entry["ref"]: place for place, entry in enumerate(entries) if "ref" in entry}
        for name, entries in sections.items()
    }
    for name, entries in sections.items():
        for entry in entries:
            entry.update({"ref": places[name][entry["ref"]]} if "ref" in entry else {})
            entry.update({each: places[OF[each]][entry[each]] for each in OF if each in entry})
            entry.update({"contacts": [places["contacts"][each] for each in entry.get("contacts", ())]})
    return sections


def rows(books: Books, member: Member, table: Table, but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What is live of a member's in a table, without some columns, in the order it came in."""
    columns = [column for column in table.c if column.key not in but]
    with reading(books._engine) as connection:
        found = connection.execute(select(*columns).where(*live(table, member.id or 0)).order_by(table.c.id))
        return [dict(row) for row in found.mappings()]
