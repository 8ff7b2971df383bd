"""Who a message is about."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import leads
from bot.domain.leads import Lead

BLOCKS = (Path(__file__).parent / "data" / "leads.txt").read_text(encoding="utf-8").split("\n\n")[1:]
CASES = [block.strip().splitlines() for block in BLOCKS]


def written(lead: Lead) -> str:
    """A person as the table writes one."""
    reached = " ".join([*lead.emails, *lead.phones])
    return " | ".join([lead.name, lead.title or "", lead.company or "", reached]).replace("  ", " ").strip()


@pytest.mark.parametrize("block", CASES, ids=lambda block: block[0][:40])
def test_the_table(block: list[str]) -> None:
    message, *people = block
    found = leads.read(message.replace("\\n", "\n"), "en-US")
    assert [written(lead) for lead in found.people] == [line for line in people if line != "nobody"]


def test_whoever_is_introduced_comes_before_whoever_is_described_or_signs() -> None:
    text = "Bob Marsh, CEO of Globex, asked. Please meet Jane Doe.\n\nAnn Chovy\nRecruiter, Hooli"
    assert [lead.name for lead in leads.read(text, "en-US").people] == ["Jane Doe", "Bob Marsh", "Ann Chovy"]


def test_somebody_named_twice_is_one() -> None:
    [jane] = leads.read("Meet Jane Doe! Jane Doe, CTO at Acme, is looking for a pilot.", "en-US").people
    assert (jane.name, jane.title, jane.company) == ("Jane Doe", "CTO", "Acme")


def test_five_people_at_most() -> None:
    text = "\n".join(f"- {first} Marsh, CTO at Acme" for first in ("Ann", "Bob", "Cem", "Dee", "Eve", "Flo"))
    assert len(leads.read(text, "en-US").people) == leads.PEOPLE_AT_MOST


def test_a_national_number_is_the_locales() -> None:
    [jane] = leads.read("Meet Jane Doe, 030 1234567", "de-DE").people
    assert jane.phones == ["+49 30 1234567"]


MARKS = [",", "\n", ".", "-", "(", ")", "*", "_", ">", "|", "&", "’", "🎉", "jane@acme.com", "+1 650 555 0100"]
WORDS = [
    "Jane",
    "Doe",
    "meet",
    "Meet",
    "CTO",
    "at",
    "Acme",
    "van",
    "O'Neill",
    "is",
    "and",
    "J.",
    "李小龙",
    "Söhne",
    "of",
]


@given(st.lists(st.sampled_from(WORDS + MARKS), max_size=40).map(" ".join) | st.text(max_size=300))
def test_every_name_stands_in_the_text(text: str) -> None:
    for lead in leads.read(text, "en-US").people:
        assert lead.name.strip() == lead.name != ""
        assert all(word.casefold() in text.casefold() for word in lead.name.split())
        assert not lead.company or all(word in text for word in lead.company.split())
        assert len(lead.name) <= 200


NAMES = (
    "Jane Doe, ",
    "Jane ",
    "J. ",
    "van der ",
    "Jane Doe\n",
    "Jane van de ",
    "Jane Doe (",
    "Jane Doe, a b c d ",
    "Jane’",
)
OTHERS = ("A", "a.a", "meet ", "\n", "X, ", "- - ", " ", "Meet Jane Doe and ", "CTO at ", "*", "_a", "a@b.cc ", "1 ")


@pytest.mark.parametrize("part", [*NAMES, *OTHERS])
def test_forty_thousand_characters(part: str) -> None:
    text = part * (40_000 // len(part))
    began = perf_counter()
    leads.read(text, "en-US")
    assert perf_counter() - began < 3, "backtracking"
