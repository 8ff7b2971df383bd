"""Tables as text (CSV): where the rows begin and end, which character is between cells, where the header is."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot import errors
from bot.domain import words
from bot.exchange import columns, texts
from bot.exchange.records import Column, Field, Unreadable

MOST_COLUMNS = 1000

_DELIMITERS = ",;\t|"
_PATIENCE = 100  # rows with a stray quotation mark, after which no more is done about them
_LINES_LOOKED_AT = 200
_CHARACTERS_LOOKED_AT = 64 * 1024
_TOO_LONG = "it is far too long for one row"
_OPEN_QUOTE = "a quotation mark in it is never closed"


class Row(NamedTuple):
    """One row: its line in the file, from 1, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Header:
    """The row that names the columns; of a table without one, line 0 and made-up names."""

    line: int
    names: list[str]
    fields: list[Field | None]
    delimiter: str
    examples: list[str] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, for a member to look at and correct."""
        parts = zip(self.names, self.fields, self.examples, strict=True)
        return tuple(Column(index, *part) for index, part in enumerate(parts))


def find_header(lines: texts.Lines) -> Header:
    """The row that names the columns, wherever it stands among the first ones, and what is between cells.

    A table that has none is recognised by an email address in its first row.

    Raises:
        FileUnknown: it is no table.
    """
    start = _start(lines)
    samples = {delimiter: _parsed(start, delimiter) for delimiter in _DELIMITERS}
    headers = [_header(row, delimiter) for delimiter, rows in samples.items() for row in rows if len(row.cells) > 1]
    best = max(headers, key=lambda header: columns.sure(header.fields), default=None)
    if not best or not columns.sure(best.fields):
        best = _guessed(samples)
    below = [row.cells for row in samples[best.delimiter] if row.line > best.line]
    return Header(best.line, best.names, best.fields, best.delimiter, _examples(below, len(best.names)))


def rows(lines: texts.Lines, header: Header) -> Iterator[Row | Unreadable]:
    """Every row from the top of the file on. A quotation mark that is never closed costs its own row only."""
    reader = csv.reader(lines, delimiter=header.delimiter)
    patience = _PATIENCE
    while True:
        line = lines.begin()
        try:
            cells = _next(reader)
        except StopIteration:
            return
        several = len(lines.taken) > 1
        is_open = cells is not None and _is_open(cells, lines.taken, header)
        if several and (cells is None or len(cells) != len(header.names)):
            patience -= 1
            is_open = (patience > 0 and _resume(lines, header)) or is_open
        if cells is None or is_open:
            yield Unreadable.at(line, _OPEN_QUOTE if several or is_open else _TOO_LONG, "".join(lines.taken[:5]))
        else:
            yield Row(line, cells)


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row's cells; None if it cannot be read.

    Raises:
        StopIteration: there is none.
    """
    try:
        return next(reader)
    except (csv.Error, texts.TooLong):
        return None


def _is_open(cells: Sequence[str], taken: Sequence[str], header: Header) -> bool:
    """Whether a row lacks cells because a quotation mark reaches to the end of the file."""
    if len(cells) >= len(header.names) or not any('"' in line for line in taken):
        return False
    try:
        list(csv.reader(taken, delimiter=header.delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _resume(lines: texts.Lines, header: Header) -> bool:
    """Give back the lines from the first one on that is a row by itself; say whether there is one."""
    for place, text in enumerate(lines.taken[1:], 1):
        if text.count(header.delimiter) >= len(header.names) - 1 and _is_row(text, header):
            lines.give_back(len(lines.taken) - place)
            return True
    return False


def _is_row(text: str, header: Header) -> bool:
    try:
        parsed = list(csv.reader([text], delimiter=header.delimiter, strict=True))
    except csv.Error:
        return False
    return len(parsed) == 1 and len(parsed[0]) == len(header.names) > 1


def _start(lines: texts.Lines) -> list[str]:
    """The first lines; those that are too long stand there empty."""
    start: list[str] = []
    while len(start) < _LINES_LOOKED_AT and sum(map(len, start)) < _CHARACTERS_LOOKED_AT:
        try:
            start.append(next(lines))
        except StopIteration:
            break
        except texts.TooLong:
            start.append("\n")
    return start


def _parsed(start: Sequence[str], delimiter: str) -> list[Row]:
    reader = csv.reader(start, delimiter=delimiter)
    found: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and len(cells) <= MOST_COLUMNS:
                found.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error:
        pass
    return found


def _header(row: Row, delimiter: str) -> Header:
    trimmed = [cell.strip().lstrip("\ufeff") for cell in row.cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return Header(row.line, trimmed, columns.recognised(trimmed), delimiter)


def _guessed(samples: dict[str, list[Row]]) -> Header:
    """The best that can be made of a table whose columns' names say nothing.

    Raises:
        FileUnknown: no way of reading it gives several columns.
    """
    delimiter = max(samples, key=lambda each: min((len(row.cells) for row in samples[each][:3]), default=0))
    if not samples[delimiter] or len(samples[delimiter][0].cells) < 2:
        raise errors.FileUnknown
    first = samples[delimiter][0]
    if not any("@" in cell for cell in first.cells):
        header = _header(first, delimiter)
        if sum(map(bool, header.names)) < 2:
            raise errors.FileUnknown
        return header
    named = [f"Column {number}" for number in range(1, len(first.cells) + 1)]
    return Header(0, named, _by_content(first.cells), delimiter)


def _by_content(cells: Sequence[str]) -> list[Field | None]:
    """Taking the first words for the name, and addresses for what they are."""
    fields: list[Field | None] = [Field.EMAIL if "@" in cell else None for cell in cells]
    for place, cell in enumerate(cells):
        if fields[place] is None and cell.replace(" ", "").isalpha():
            fields[place] = Field.NAME
            break
    return fields


def _examples(below: Sequence[Sequence[str]], width: int) -> list[str]:
    """The first thing there is in each column."""
    looked_at = below[:_LINES_LOOKED_AT]
    found = ([cells[place] for cells in looked_at if place < len(cells) and cells[place]] for place in range(width))
    return [words.shorten(" ".join(values[0][:200].split()), 40) if values else "" for values in found]
