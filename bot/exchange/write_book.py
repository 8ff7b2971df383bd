"""Everything as JSON, in the form that `schema` describes."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from bot.exchange import schema

Book = Mapping[str, Iterable[Mapping[str, Any]]]


def write_book(file: BinaryIO, book: Book, exported_at: datetime, zone: str) -> None:
    """Write the sections of a book, each entry on a line of its own, as they come.

    Args:
        file: where to, in UTF-8.
        book: the entries by section, as `schema.SECTIONS` has them; days, times and instants as Python has them.
        exported_at: an aware instant.
        zone: the member's time zone, "Europe/Berlin".

    Raises:
        ValueError: there is a section or field that `schema` does not know, so that it could not be read back.
    """
    if unknown := set(book) - set(schema.SECTIONS):
        raise ValueError(f"no such sections: {sorted(unknown)}")
    about = {"goodword": schema.VERSION, "exported_at": exported_at, "zone": zone}
    file.write(_json(about)[:-1].encode())
    for section in schema.SECTIONS:
        file.write(f',\n"{section}": ['.encode())
        for place, entry in enumerate(book.get(section, ())):
            _check(section, entry)
            file.write(f"{',' if place else ''}\n{_json(entry)}".encode("utf-8", "replace"))
        file.write(b"\n]")
    file.write(b"\n}\n")


def _check(section: str, entry: Mapping[str, Any]) -> None:
    known = {name.removesuffix("!") for name in schema.SECTIONS[section]}
    if unknown := set(entry) - known:
        raise ValueError(f"{section} have no fields {sorted(unknown)}")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=schema.plain)
