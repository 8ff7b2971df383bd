"""One line about a person."""

import re
import unicodedata
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import capture, names
from bot.domain.when import Reading

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
BLOCKS = (Path(__file__).parent / "data" / "captures.txt").read_text(encoding="utf-8").split("\n\n")[1:]
CASES = [[line.strip() for line in block.strip().splitlines()] for block in BLOCKS]


def read(line: str, locale: str = "en-US") -> capture.Capture:
    return capture.read(line, now=NOW, zone=ZoneInfo("UTC"), locale=locale)


def written(value: object) -> str:
    """A field's value as the table writes it."""
    if isinstance(value, Reading):
        return f"{value.on} {value.at:%H:%M}" if value.at else f"{value.on}"
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def understood(found: capture.Capture) -> dict[str, str]:
    """All that was understood, as the table writes it."""
    values = {field.name: written(getattr(found, field.name)) for field in fields(found) if field.name != "met"}
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize("block", CASES, ids=lambda block: block[0])
def test_the_table(block: list[str]) -> None:
    line, *facts = block
    found = read(line)
    if facts == ["no"]:
        assert not found.is_capture
        assert found.facts == 0
    else:
        assert understood(found) == dict(fact.split(": ", 1) for fact in facts)
        assert found.is_capture


def test_a_national_number_is_the_locales() -> None:
    assert read("Jane Doe 030 1234567", "de-DE").phones == ["+49 30 1234567"]


@pytest.mark.parametrize("line", ["", " ", ",,;;", "()", "\n\n", "follow up", "met", "via", "thank", "at", "("])
def test_next_to_nothing(line: str) -> None:
    assert not read(line).is_capture


def lost(line: str, found: capture.Capture) -> list[str]:
    """The words of a line that are neither in any field nor a marker."""
    parts = [found.follow_up.words if found.follow_up else ""]
    for field in fields(found):
        value = getattr(found, field.name)
        parts += value if isinstance(value, list) else [value] if isinstance(value, str) else []
    kept = plain(" ".join(parts))
    digits = re.sub(r"\D", "", " ".join(found.phones))
    words = [word for word in re.findall(r"\w+", plain(line)) if word.strip("_")]
    return [
        word
        for word in words
        if word not in kept and word not in capture.MARKERS and not (word.isdecimal() and word.lstrip("0") in digits)
    ]


def plain(text: str) -> str:
    """Text as it is compared: without what cannot be seen, case and width."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", names.clean(text)).casefold())


@pytest.mark.parametrize("line", [block[0] for block in CASES])
def test_no_word_of_the_table_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


PARTS = st.sampled_from(
    [
        *("Jane Doe", "met", "I just met", "CTO at Acme", "(VP Sales)", "at PyCon", "in Berlin", "from Globex", "Inc."),
        *("via Bob", "through Ann", "introduced by Bob and Ann", "via LinkedIn", "follow up", "follow up friday"),
        *("in 2 weeks", "nov 1", "blursday", "about the pilot", "re: pricing", "ping her", "thank Bob", "thank her"),
        *("for the tip", "on monday", "yesterday", "at 9", "dec 7", "2026", "jane@acme.com", "+1 650 555 0100"),
        *("acme.com/x", "#data", "#Data", "likes sailing", "singer", "Acme", "PhD", "coffee with", "say thanks to"),
        *(",", ";", " - ", ":", ".", "(", ")", "\n", "!", "and", "with", "the", "works at", "@", "李小龙", "🎉", "ß"),
    ]
)


@given(st.lists(PARTS, max_size=14).map(" ".join))
def test_no_word_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


@given(st.text(max_size=300))
def test_no_word_of_any_text_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


@given(st.text("ab ,.;:()@#-/+'\n127", max_size=200), st.sampled_from(["en-US", "de-DE", "ja", "", "xx"]))
def test_punctuation_is_no_trouble(line: str, locale: str) -> None:
    assert lost(line, read(line, locale)) == []


@pytest.mark.parametrize(
    "part", ["Jane Doe, ", "via Bob ", "met ", "x" * 50, "1 ", "at ", ", friday", "(", "follow up "]
)
def test_ten_thousand_characters(part: str) -> None:
    line = part * (10_000 // len(part))
    assert lost(line, read(line)) == []
