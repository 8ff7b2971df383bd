"""Whatever the bytes, a file is read or refused with a sentence."""

import io
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from bot import errors
from bot.domain.contacts import FIELD_LIMIT
from bot.domain.names import NAME_LIMIT
from bot.exchange.reading import read
from bot.exchange.records import Entry, Record, Unreadable

FILES = [path.read_bytes() for path in sorted((Path(__file__).parent / "files").iterdir()) if path.stat().st_size]
OURS = b'{"goodword": 1, "contacts": [{"ref": 1, "name": "Jane", "tags": ["a"]}], "wins": [{"contact": 1}]}'
BEGINNINGS = [
    b"", b"PK\x03\x04", b"Name,Email\n", b"First Name;Last Name\r\n", b"BEGIN:VCARD\n", b"BEGIN:VCARD\nVERSION:2.1\nN;",
    b'{"goodword": 1, ', b'{"goodword": 1, "contacts": [', b"\xff\xfe", b"\xfe\xff\0N", b"\xef\xbb\xbf", b"Notes:\n\"",
]  # fmt: skip


def is_read_or_refused(data: bytes, locale: str = "en-US") -> None:
    try:
        for item in read(io.BytesIO(data), locale=locale):
            assert isinstance(item, Record | Unreadable | Entry)
            if isinstance(item, Record):
                assert item.name and len(item.name) <= NAME_LIMIT and len(item.company or "") <= FIELD_LIMIT
                assert "\0" not in repr(item).encode("utf-8").decode()
            elif isinstance(item, Unreadable):
                assert item.why and len(item.text) <= 200
    except errors.FileRefused as refused:
        assert 10 < len(refused.sentence) < 500
        assert not {"{columns}", "{what}", "{names}", "{limit}"} & set(refused.sentence.split())


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=500), st.sampled_from(["en-US", "ja-JP", "zh", "ru-RU", ""]))
@example(b"\xff\xfe", b"\x00\xd8", "en-US")
@example(b'{"goodword": 1, "contacts": ', b"[" * 100_000, "en-US")
@example(b'{"goodword": 1, "contacts": [{"ref": 1', b"0" * 10_000 + b', "name": "x"}]}', "en-US")
@example(b"BEGIN:VCARD\nN;CHARSET=unicode_escape;ENCODING=QUOTED-PRINTABLE:\\N{BELL}", b"=", "en-US")
@example(b'BEGIN:VCARD\nN;CHARSET=punycode;X="', b":;\nEND:VCARD", "en-US")
def test_any_bytes(beginning: bytes, rest: bytes, locale: str) -> None:
    is_read_or_refused(beginning + rest, locale)


@given(st.sampled_from(BEGINNINGS), st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32"]))
def test_any_text(beginning: bytes, text: str, encoding: str) -> None:
    is_read_or_refused(beginning + text.encode(encoding, "replace"))


@given(st.sampled_from([*FILES, OURS]), st.data())
def test_files_cut_off_and_put_together(data: bytes, draw: st.DataObject) -> None:
    end = draw.draw(st.integers(0, len(data)))
    other = draw.draw(st.sampled_from([b"", *FILES]))
    start = draw.draw(st.integers(0, len(other)))
    is_read_or_refused(data[:end] + other[start:])


@given(st.sampled_from([*FILES, OURS]), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=8))
def test_files_with_bytes_changed(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(data)
    for place, put in changes:
        at = place % len(data)
        changed[at : at + len(put) or None] = put
    is_read_or_refused(bytes(changed))
