"""Reading: what a member can correct, and what no file can do to us."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot import errors
from bot.exchange import archives, reading, texts
from bot.exchange.reading import LARGEST, read
from bot.exchange.records import Field, Item, Record, Unreadable

MEGABYTE = 1024**2


def items(data: str | bytes, **options: object) -> list[Item]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), **options))  # type: ignore[arg-type]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@contextmanager
def at_most(megabytes: int) -> Iterator[None]:
    """Fails when more memory than that is held at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGABYTE
    finally:
        tracemalloc.stop()


def test_the_columns_are_shown_with_what_they_are_taken_for() -> None:
    table = read(io.BytesIO(b"Name,City,E-mail\n,Berlin,\nJane Doe,Paris,jane@acme.example\n"))
    found = [(column.index, column.header, column.field, column.example) for column in table.columns]
    assert found == [
        (0, "Name", Field.NAME, "Jane Doe"),
        (1, "City", None, "Berlin"),
        (2, "E-mail", Field.EMAIL, "jane@acme.example"),
    ]
    assert table.mapping == {0: Field.NAME, 2: Field.EMAIL}


def test_a_mapping_is_corrected() -> None:
    table = "Name,City,Notes\nJane Doe,PyCon,CTO\n"
    corrected = items(table, mapping={1: Field.WHERE_MET, 2: Field.TITLE})
    assert corrected == [Record("Jane Doe", where_met="PyCon", title="CTO")]
    assert items(table, mapping={2: None}) == [Record("Jane Doe")]


def test_columns_that_say_nothing_can_be_mapped() -> None:
    table = b"Wer,Was\nJane Doe,CTO\n"
    with pytest.raises(errors.ColumnsUnknown) as refused:
        read(io.BytesIO(table))
    assert [(one.header, one.example) for one in refused.value.facts["table"]] == [("Wer", "Jane Doe"), ("Was", "CTO")]
    assert items(table, mapping={0: Field.NAME, 1: Field.TITLE}) == [Record("Jane Doe", title="CTO")]


def test_a_mapping_that_is_of_another_table_does_no_harm() -> None:
    assert items("Name,Email\nJane,\n", mapping={17: Field.NOTE}) == [Record("Jane")]


@pytest.mark.parametrize(
    ("locale", "phones", "month"), [("en-US", ("+1 650-555-0100",), 3), ("de-DE", ("+49 6505 550100",), 5)]
)
def test_the_locale_reads_numbers(locale: str, phones: tuple[str, ...], month: int) -> None:
    table = "First Name,Last Name,Phone,Connected On\nJane,Doe,(650) 555-0100,3/5/2024\n"
    (person,) = items(table, locale=locale)
    assert isinstance(person, Record) and person.connected_on
    assert person.connected_on.month == month
    assert person.phones == phones


def test_an_address_counts_once() -> None:
    (person,) = items("Name,Email,Email 2\nJane,JANE@ACME.EXAMPLE,jane@acme.example ::: Jane Doe <jane@x.example>\n")
    assert isinstance(person, Record)
    assert person.emails == ("JANE@acme.example", "jane@x.example")


def test_each_row_is_an_item() -> None:
    rows = ["Jane,Doe,,,,,", ",,,,,,", "a,b,c,d,e,f,g,h", '"', ",,,,,,30 Apr 2026", ";", "Bob,,,,,,"]
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    found = items("\n".join([header, *rows]))
    assert [item.line for item in found] == list(range(2, 9))
    assert [isinstance(item, Record) for item in found] == [True, False, False, False, False, False, True]


def test_a_file_of_more_than_twenty_megabytes_is_not_read() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    with pytest.raises(errors.FileTooBig) as refused, at_most(50):
        read(io.BufferedReader(Endless()))
    assert "20 MB" in refused.value.sentence


@pytest.mark.parametrize(
    "beginning", [b"", b"Name,Email\n", b'Name,Email\n"', b"BEGIN:VCARD\nNOTE:", b'{"goodword": 1, "']
)
def test_one_line_of_twenty_megabytes(beginning: bytes) -> None:
    with at_most(60):
        try:
            found = items(beginning + b"x" * (LARGEST - 100))
        except errors.FileRefused:
            return
        assert all(isinstance(item, Unreadable) for item in found)


def test_a_line_that_is_too_long_costs_itself_only() -> None:
    long = "x" * (2 * texts.LONGEST_ROW)
    found = items(f'Name,Email\nJane,\n{long},\nBob,\n"{long}\nAnn,\n')
    assert [(item.line, getattr(item, "name", None)) for item in found] == [
        (2, "Jane"), (3, None), (4, "Bob"), (5, None), (6, "Ann")
    ]  # fmt: skip


def test_a_picture_in_one_long_line_is_passed_over() -> None:
    picture = "A" * (2 * texts.LONGEST_ROW)
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Jane\nPHOTO;ENCODING=b:{picture}\nTITLE:CTO\nEND:VCARD\n"
    folded = card.replace("A" * 64, "A" * 64 + "\n ")
    assert items(card) == items(folded) == [Record("Jane", title="CTO")]
    assert items(card.replace("PHOTO;ENCODING=b", "NOTE")) == [Unreadable(1, "a line of it is far too long", "Jane")]


def test_quotation_marks_that_cross_each_other_take_no_more_than_their_time() -> None:
    """Each odd line opens a cell that only the end of the file closes."""
    found = items("Name,Email\n" + 'x"y,"z\na,b\n' * 4_000)
    assert sum(isinstance(item, Record) for item in found) > 50


def test_a_zip_that_unpacks_to_very_much_is_not_unpacked() -> None:
    bomb = zipped({"Connections.csv": b"First Name,Last Name\n" + b"x" * (200 * MEGABYTE)})
    with pytest.raises(errors.FileUnpacksTooBig), at_most(20):
        read(io.BytesIO(bomb))


def test_a_zip_that_lies_about_its_size() -> None:
    """It says that it unpacks to a hundred bytes."""
    bomb = bytearray(zipped({"Connections.csv": b"x" * (50 * MEGABYTE)}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.index(signature) + place
        bomb[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(errors.FileRefused), at_most(20):
        read(io.BytesIO(bytes(bomb)))


def test_a_zip_with_a_list_of_files_without_end() -> None:
    many = zipped({f"{number}/{'x' * 200}": b"" for number in range(20_000)}, zipfile.ZIP_STORED)
    with pytest.raises(errors.FileDamaged), at_most(40):
        read(io.BytesIO(many))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_rare_way(compression: int) -> None:
    with pytest.raises(errors.FileDamaged):
        read(io.BytesIO(zipped({"Connections.csv": b"First Name,Last Name\nJane,Doe\n"}, compression)))


def test_zips_in_zips_are_not_opened() -> None:
    inner = zipped({"Connections.csv": b"First Name,Last Name\nJane,Doe\n"})
    with pytest.raises(errors.NothingInside):
        read(io.BytesIO(zipped({"inner.zip": inner})))


def test_a_large_table_needs_little_memory() -> None:
    row = "Jane{0},Doe,https://www.linkedin.com/in/jane{0},,Acme {0},CTO,05 Mar 2024\n"
    table = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    data = (table + "".join(row.format(number) for number in range(6_000))).encode()
    for file in (data, zipped({"Connections.csv": data})):
        with at_most(3):
            assert sum(isinstance(item, Record) for item in read(io.BytesIO(file))) == 6_000


def test_a_file_with_more_rows_than_anybody_has_is_read_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ITEMS", 2)
    assert items("Name,Email\nA,\nB,\nC,\nD,\n") == [
        Record("A"),
        Record("B"),
        Unreadable(4, "I read 2 at most; from here on the file is left out"),
    ]


def test_what_a_zip_may_unpack_to_is_more_than_a_file_may_have() -> None:
    assert archives.MOST_UNPACKED > LARGEST


def test_a_long_note_comes_in_parts() -> None:
    note = "\n".join(f"line {number} of a long story" for number in range(100))
    parts = Record("Jane", note=note).notes(200)
    assert "\n".join(parts) == note
    assert max(map(len, parts)) <= 200
    assert "".join(Record("Jane", note="x" * 1000).notes(300)) == "x" * 1000
    assert Record("Jane").notes(300) == []
