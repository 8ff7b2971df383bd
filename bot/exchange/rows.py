"""From the rows of a table to people."""

import re
from collections.abc import Iterator, Mapping

from bot import errors
from bot.domain import words
from bot.exchange import columns, tables, texts
from bot.exchange.gathering import Gathered
from bot.exchange.records import Field, Item, Reading, Record, Unreadable

# What `write_table` puts before a cell that a spreadsheet would take for a formula.
ARMED = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SAID = 8  # column names shown where none is known


def read_table(source: texts.Source, locale: str, mapping: Mapping[int, Field | None] | None = None) -> Reading:
    """The people in a table.

    Args:
        source: opens its bytes.
        locale: the member's, for code pages, phone numbers and bare dates.
        mapping: what columns (from 0) hold, where that is known better than their names tell.

    Raises:
        FileUnknown: it is no text, or no table.
        ColumnsUnknown: nothing tells which column holds the names.
    """
    encoding = texts.encoding(source, locale)
    header = tables.find_header(texts.Lines(source, encoding))
    header = _corrected(header, mapping or {})
    if not columns.NAMING & set(header.fields):
        raise errors.ColumnsUnknown(columns=_said(header), table=header.columns)
    items = _items(tables.rows(texts.Lines(source, encoding), header), header, locale)
    return Reading(columns.format_of(header.names, header.fields), items, header.columns)


def _corrected(header: tables.Header, mapping: Mapping[int, Field | None]) -> tables.Header:
    fields = [mapping.get(place, field) for place, field in enumerate(header.fields)]
    return tables.Header(header.line, header.names, fields, header.delimiter, header.examples)


def _said(header: tables.Header) -> str:
    named = [f"“{words.shorten(name, 30)}”" for name in header.names if name]
    return words.listing(named[:_SAID]) + (" and more" if len(named) > _SAID else "")


def _items(rows: Iterator[tables.Row | Unreadable], header: tables.Header, locale: str) -> Iterator[Item]:
    for row in rows:
        if isinstance(row, Unreadable):
            yield row
        elif row.cells and row.line != header.line and not _is_above(row, header):
            yield _person(row, header, locale)


def _is_above(row: tables.Row, header: tables.Header) -> bool:
    """Whether it is part of what some programs write above the header."""
    return row.line < header.line and sum(map(bool, row.cells)) < len(header.names)


def _person(row: tables.Row, header: tables.Header, locale: str) -> Record | Unreadable:
    if why := _unfit(row, header):
        return Unreadable.at(row.line, why, header.delimiter.join(row.cells))
    gathered = Gathered(row.line, locale)
    add = gathered.add
    for field, cell in zip(header.fields, row.cells, strict=False):
        if cell and field:
            add(field, cell[1:] if cell[0] == "'" and ARMED.match(cell) else cell)
    person = gathered.record()
    if isinstance(person, Unreadable):
        return Unreadable.at(row.line, person.why, header.delimiter.join(row.cells))
    return person


def _unfit(row: tables.Row, header: tables.Header) -> str | None:
    """Why a row cannot be taken in, if so."""
    if not any(map(str.strip, row.cells)):
        return "it is empty"
    if row.line < header.line:
        return "it stands above the columns' names"
    if any(map(str.strip, row.cells[len(header.names) :])):
        return f"it has {len(row.cells)} cells for {len(header.names)} columns"
    if (
        row.cells[0].strip() == header.names[0]
        and [cell.strip() for cell in row.cells[: len(header.names)]] == header.names
    ):
        return "it repeats the columns' names"
    return None
