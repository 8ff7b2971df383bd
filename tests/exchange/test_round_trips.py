"""What is written comes back as it was."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import errors
from bot.domain import names
from bot.domain.model import Closeness
from bot.exchange import schema
from bot.exchange.gathering import Gathered
from bot.exchange.reading import read
from bot.exchange.records import Entry, Field, Format, Item, Record, Unreadable
from bot.exchange.write_archive import write_archive
from bot.exchange.write_book import write_book
from bot.exchange.write_calendar import write_calendar
from bot.exchange.write_cards import write_cards
from bot.exchange.write_table import write_table
from tests.exchange.people import records, texts

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
JANE = Record(
    "Jane Doe",
    title="=1+1",
    company="Acme, Inc.; Berlin",
    emails=("jane@acme.example", "jane@home.example"),
    phones=("+1 650-555-0100", "+49 30 1234567"),
    links=("https://www.linkedin.com/in/janedoe", "https://a.example/b,c;d"),
    tags=("data", "=cmd"),
    note='\'=quoted\n\n"two" paragraphs \\n, and ünïcode 👩‍💻\n-5',
    former_employers=("Initech, Ltd", "Globex"),
    where_met="PyCon",
    introduced_by="Bob Marsh",
    connected_on=date(2024, 3, 5),
    slack_user_id="U0123ABCD",
    do_not_contact=True,
    archived_at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
)
BOOK: dict[str, list[dict[str, Any]]] = {
    "contacts": [
        schema.contact(replace(JANE, ref=7, created_at=NOW, cadence="FREQ=MONTHLY", closeness=Closeness.CLOSE)),
        schema.contact(Record("Bob Marsh", ref=8)),
    ],
    "interactions": [{"ref": 1, "kind": "call", "on": date(2026, 11, 20), "text": 'her\n"boss"', "contacts": [7, 8]}],
    "introductions": [
        {"ref": 2, "kind": "received", "contact": 7, "introducer": 8, "on": date(2026, 11, 1), "state": "met"}
    ],
    "wins": [{"ref": 4, "contact": 7, "what": "a client", "on": date(2026, 11, 22), "created_at": NOW}],
    "situations": [{"ref": 1, "text": "leaving Acme", "on": date(2026, 11, 1), "audience": "picked"}],
    "tellings": [{"ref": 1, "situation": 1, "contact": 7, "on": date(2026, 11, 2)}],
    "tasks": [
        {"ref": 3, "kind": "follow_up", "contact": 7, "due_on": date(2026, 12, 7), "about": "the pilot, twice; 5 \\ 6"},
        {"ref": 5, "kind": "thank_you", "contact": 8, "due_on": date(2027, 3, 28), "due_time": time(2, 30)},
        {"ref": 6, "kind": "follow_up", "contact": 8, "due_on": date(2026, 12, 7), "state": "done"},
    ],
    "drafts": [{"ref": 9, "contact": 7, "occasion": "follow_up", "text": "Hi Jane,\n\nhow are you?", "kept_at": NOW}],
    "templates": [{"ref": 1, "occasion": "thank_you", "circle": "client", "text": "Thank you, {first}."}],
    "cadences": [{"circle": "client", "cadence": "FREQ=WEEKLY;INTERVAL=6"}, {"cadence": "never"}],
    "strangers": [{"ref": 1, "contact": 7, "other": 8}],
}


def written(write: Callable[..., None], *arguments: Any) -> bytes:
    file = io.BytesIO()
    write(file, *arguments)
    assert not file.closed
    return file.getvalue()


def back(data: bytes) -> list[Item]:
    return list(read(io.BytesIO(data)))


def as_json(people: Iterable[Record]) -> bytes:
    contacts = [schema.contact(replace(one, ref=place)) for place, one in enumerate(people)]
    return written(write_book, {"contacts": contacts}, NOW, ZONE)


@settings(max_examples=50)
@given(st.lists(records(), min_size=1, max_size=3))
@example([JANE])
def test_people_come_back_from_cards_tables_and_json(people: list[Record]) -> None:
    assert back(written(write_cards, people)) == people
    assert back(written(write_table, people)) == people
    assert back(as_json(people)) == [replace(one, ref=place) for place, one in enumerate(people)]


@settings(max_examples=50)
@given(st.lists(records(), min_size=1, max_size=3))
@example([JANE])
def test_no_cell_is_a_formula(people: list[Record]) -> None:
    rows = list(csv.reader(io.StringIO(written(write_table, people).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(people) + 1
    assert [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)] == []


@settings(max_examples=50)
@given(st.lists(records(), min_size=1, max_size=3))
@example([JANE])
def test_another_reader_agrees_about_the_cards(people: list[Record]) -> None:
    data = written(write_cards, people)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    cards = list(vobject.readComponents(data.decode()))
    assert [card.fn.value for card in cards] == [one.name for one in people]
    for card, one in zip(cards, people, strict=True):
        assert [email.value for email in card.contents.get("email", ())] == list(one.emails)
        assert card.version.value == "4.0"


@given(texts)
def test_a_name_is_cleaned_as_everywhere(text: str) -> None:
    gathered = Gathered(1, "en-US")
    gathered.add(Field.NAME, text)
    person = gathered.record()
    if isinstance(person, Record) and len(names.clean(text)) <= names.NAME_LIMIT:
        assert person.name == names.clean(names.clean(text))
    else:
        assert len(names.clean(text)) > names.NAME_LIMIT or not re.search(r"\w", names.clean(text), re.ASCII)


def test_everything_comes_back_from_json() -> None:
    data = written(write_book, BOOK, NOW, ZONE)
    people, entries = BOOK["contacts"], [Entry(name, one) for name in BOOK for one in BOOK[name]][2:]
    found = back(data)
    assert found[2:] == entries
    assert [schema.contact(one) for one in found if isinstance(one, Record)] == people
    assert json.loads(data)["zone"] == ZONE
    assert [item.line for item in found[:2]] == [3, 4]


def test_json_that_somebody_has_reformatted() -> None:
    pretty = json.dumps(json.loads(written(write_book, BOOK, NOW, ZONE)), indent=4, ensure_ascii=True).encode("utf-16")
    assert back(pretty) == back(written(write_book, BOOK, NOW, ZONE))


def test_json_that_is_cut_off_gives_what_it_has() -> None:
    whole = written(write_book, BOOK, NOW, ZONE)
    found = back(whole[: whole.index(b'"wins"')])
    assert found[:-1] == back(whole)[:4]
    assert isinstance(found[-1], Unreadable) and "cut off" in found[-1].why


@pytest.mark.parametrize(
    ("section", "entry", "why"),
    [
        ("contacts", {"ref": 1}, "its “name” is missing"),
        ("contacts", {"ref": 1, "name": ""}, "there is no name in it"),
        ("contacts", {"ref": "1", "name": "Jane"}, "its “ref” is not what it should be"),
        ("contacts", {"ref": 1, "name": "Jane", "emails": "jane@acme.example"}, "its “emails” is not"),
        ("contacts", ["Jane"], "it is no entry"),
        ("tasks", {"kind": "dance", "contact": 1, "due_on": "2026-12-07"}, "its “kind” is not"),
        ("tasks", {"kind": "follow_up", "contact": 1, "due_on": "soon"}, "its “due_on” is not"),
        ("tasks", {"kind": "follow_up", "contact": True, "due_on": "2026-12-07"}, "its “contact” is not"),
        ("interactions", {"kind": "call", "on": "2026-12-07", "contacts": []}, "its “contacts” is not"),
        ("interactions", {"kind": "note", "on": "2026-12-07", "contacts": [1], "text": "x" * 40_001}, "its “text” is"),
        ("wins", {"contact": 1, "on": "2026-12-07"}, "its “what” is missing"),
        ("contacts", {"ref": 1, "name": "Jane", "cadence": "often"}, "its “cadence” is not"),
        ("tasks", {"kind": "follow_up", "contact": 1, "due_on": "2026-12-07", "repeat": "x"}, "its “repeat” is not"),
        ("tasks", {"kind": "follow_up", "contact": 1, "due_on": "2026-12-07", "fade": -1}, "its “fade” is not"),
        ("drafts", {"contact": 1, "occasion": "follow_up", "text": "x" * 3001}, "its “text” is not"),
        ("templates", {"occasion": "thank_you", "text": "Hi {nobody}"}, "its “text” is not"),
        ("cadences", {"circle": "client", "cadence": "often"}, "its “cadence” is not"),
        ("recipes", {"name": "cake"}, "“recipes” is nothing I know"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_is_explained(section: str, entry: Any, why: str) -> None:
    (found,) = back(json.dumps({"goodword": 1, section: [entry]}).encode())
    assert isinstance(found, Unreadable)
    assert found.why.startswith(why)


def test_json_of_a_newer_goodword_is_refused() -> None:
    with pytest.raises(errors.FromNewerGoodword):
        back(b'{"goodword": 2, "contacts": []}')


def test_nothing_is_written_that_could_not_be_read() -> None:
    with pytest.raises(ValueError, match="recipes"):
        written(write_book, {"recipes": []}, NOW, ZONE)
    with pytest.raises(ValueError, match="mood"):
        written(write_book, {"contacts": [{"ref": 1, "name": "Jane", "mood": "good"}]}, NOW, ZONE)


def test_the_calendar_holds_what_is_open() -> None:
    data = written(write_calendar, BOOK["tasks"], {7: "Jane Doe", 8: "Bob, Marsh"}, NOW, ZONE)
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Follow up with Jane Doe", "Thank Bob, Marsh"]
    assert str(events[0]["description"]) == "the pilot, twice; 5 \\ 6"
    assert events[0].decoded("dtstart") == date(2026, 12, 7)
    assert events[0].decoded("dtend") == date(2026, 12, 8)
    assert events[1].decoded("dtstart") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 2:30 is skipped that night
    assert [str(event["uid"]) for event in events] == ["task-3@goodword", "task-5@goodword"]


@given(texts, texts)
def test_the_calendar_takes_any_words(name: str, about: str) -> None:
    task = {"ref": 1, "kind": "follow_up", "contact": 1, "due_on": date(2026, 12, 7), "about": about}
    (event,) = icalendar.Calendar.from_ical(written(write_calendar, [task], {1: name}, NOW, ZONE)).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 7)


class Unseekable(io.RawIOBase):
    """A pipe, say: it can be written to, and no more."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += data
        return len(data)


def test_the_zip_of_everything_comes_back() -> None:
    file = Unseekable()
    write_archive(file, BOOK, [JANE], NOW, ZONE)  # type: ignore[arg-type]
    data = bytes(file.written)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["goodword.json", "contacts.vcf", "contacts.csv", "tasks.ics"]
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 23, 9, 0, 0)}
        assert back(archive.read("contacts.vcf")) == back(archive.read("contacts.csv")) == [JANE]
    reading = read(io.BytesIO(data))
    assert (reading.format, reading.inside) == (Format.GOODWORD, "goodword.json")
    assert list(reading) == back(written(write_book, BOOK, NOW, ZONE))


def test_what_is_written_is_written_as_it_comes() -> None:
    """So that a large book is never held in memory."""
    file = Unseekable()
    seen: list[int] = []

    def people() -> Iterable[Record]:
        for _ in range(3):
            seen.append(len(file.written))
            yield JANE

    writers: list[Callable[[BinaryIO], None]] = [
        lambda to: write_cards(to, people()),
        lambda to: write_table(to, people()),
        lambda to: write_book(to, {"contacts": (schema.contact(replace(one, ref=1)) for one in people())}, NOW, ZONE),
    ]
    for write in writers:
        seen.clear()
        write(file)  # type: ignore[arg-type]
        assert seen == sorted(set(seen))
