"""People as a table (CSV) for spreadsheets, which run nothing in it."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO

from bot.exchange.records import Record
from bot.exchange.rows import ARMED

# Several values of one cell stand on lines of their own.
COLUMNS: dict[str, Callable[[Record], object]] = {
    "Name": lambda record: record.name,
    "Title": lambda record: record.title,
    "Company": lambda record: record.company,
    "Email": lambda record: "\n".join(record.emails),
    "Phone": lambda record: "\n".join(record.phones),
    "Link": lambda record: "\n".join(record.links),
    "Tags": lambda record: ", ".join(record.tags),
    "Circle": lambda record: record.circle,
    "Where met": lambda record: record.where_met,
    "Introduced by": lambda record: record.introduced_by,
    "Former employers": lambda record: "\n".join(record.former_employers),
    "Connected on": lambda record: record.connected_on and record.connected_on.isoformat(),
    "Slack user": lambda record: record.slack_user_id,
    "Do not contact": lambda record: "yes" if record.do_not_contact else None,
    "Archived": lambda record: record.archived_at and record.archived_at.isoformat(),
    "Note": lambda record: record.note,
}


def write_table(file: BinaryIO, records: Iterable[Record]) -> None:
    """Write a row for each person, in UTF-8 with the mark that lets Excel know.

    What a spreadsheet would take for a formula has "'" before it; `rows.read_table` takes that away again.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for record in records:
            writer.writerow([_disarmed(str(tell(record) or "")) for tell in COLUMNS.values()])
    finally:
        text.detach()  # the file is the caller's to close


def _disarmed(cell: str) -> str:
    return f"'{cell}" if ARMED.match(cell) else cell
