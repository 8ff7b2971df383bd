"""Lines about people."""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain import capture, names
from bot.domain.capture import Capture
from bot.domain.captures import many
from bot.domain.captures.known import Known
from tests.corpus import captures
from tests.corpus.captures import Example
from tests.corpus.dates import Verdict

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday
EVERY = [each for path in captures.FILES for each in captures.judged(path)]


def read(line: str, locale: str = "en-US") -> Capture:
    return capture.read(line, now=NOW, zone=ZoneInfo("UTC"), locale=locale)


def test_the_corpus_is_read_rightly() -> None:
    verdicts = [verdict for _, _, verdict in EVERY]
    assert verdicts.count(Verdict.RIGHT) >= 0.95 * len(verdicts)
    assert verdicts.count(Verdict.WRONG) < 0.01 * len(verdicts)
    assert len(verdicts) > 300


def test_lines_of_the_kinds_that_were_misread_are_read_rightly() -> None:
    alike = captures.judged(Path(captures.__file__).parent / "captures_alike.txt")
    assert [each.text for each, _, verdict in alike if verdict is not Verdict.RIGHT] == []


@pytest.mark.parametrize(
    ("example", "found"), [(each, found) for each, found, _ in EVERY], ids=[each.text for each, _, _ in EVERY]
)
def test_nothing_is_saved_of_what_says_nothing(example: Example, found: list[captures.Fact]) -> None:
    assert example.right or not found


def test_a_national_number_is_the_locales() -> None:
    assert read("Jane Doe 030 1234567", "de-DE").people[0].phones == ["+49 30 1234567"]


def test_emails_are_those_of_whom_they_stand_behind() -> None:
    jane, bob = read("met Jane Doe jane@acme.example and Bob Marsh (bob@globex.example) at PyCon").people
    assert (jane.emails, bob.emails) == (["jane@acme.example"], ["bob@globex.example"])


@pytest.mark.parametrize("line", ["", " ", ",,;;", "()", "\n\n", "follow up", "met", "via", "thank", "at", "(", "w/"])
def test_next_to_nothing(line: str) -> None:
    assert not read(line).is_capture


@pytest.mark.parametrize("line", ["jane", "amara okafor", "add nauseam"])
def test_what_is_known_to_be_a_name_is_one(line: str) -> None:
    found = capture.read(line, now=NOW, zone=ZoneInfo("UTC"), locale="en-US", is_named=True)
    assert found.name == line
    assert not found.is_capture


@pytest.mark.parametrize(
    ("line", "unread", "about"),
    [
        ("Jane Doe, Acme, nov 1", "nov 1", None),
        ("Jane Doe, ping her this monday", "this monday", None),
        ("coffee with Jane this monday", "this monday", "coffee"),
        ("call Jane nov 1", "nov 1", "call"),
        ("met Jane Doe at PyCon, send her the deck this monday", "this monday", "send her the deck"),
    ],
)
def test_a_day_in_doubt_is_kept_to_be_asked_about(line: str, unread: str, about: str | None) -> None:
    [promised] = read(line).follow_ups
    assert (promised.reading, promised.unread, promised.about) == (None, unread, about)


@pytest.mark.parametrize("line", ["coffee with Jane nov 1", "met Jane at PyCon nov 1", "Jane Doe, Acme, yesterday"])
def test_a_day_that_has_passed_is_no_promise_where_something_happened(line: str) -> None:
    assert read(line).follow_ups == []


def test_thanks_may_have_a_day() -> None:
    [thanks] = read("lunch with Ann, thank Bob for the tip by friday").thanks
    assert (thanks.whom, thanks.why, thanks.by and str(thanks.by.on)) == ("Bob", "the tip", "2026-11-27")


BOOK = Known.of(["Ngaiwa Karimov", "Dre Lil", "Ximena Toast"], ["Toast", "tide pool"])


@pytest.mark.parametrize(
    ("line", "name", "company"),
    [
        ("met ngaiwa", "ngaiwa", None),
        ("ping ngaiwa tomorrow", "ngaiwa", None),
        ("Radek Hajek Toast, follow up friday", "Radek Hajek", "Toast"),
        ("radek hajek, tide pool, follow up friday", "radek hajek", "tide pool"),
        ("Ximena Toast, follow up friday", "Ximena Toast", None),
    ],
)
def test_what_the_book_holds_settles_a_doubt(line: str, name: str, company: str | None) -> None:
    [person] = capture.read(line, now=NOW, zone=ZoneInfo("UTC"), locale="en-US", known=BOOK).people
    assert (person.name, person.company) == (name, company)


@pytest.mark.parametrize("line", ["met ngaiwa", "met backstage", "ping backstage tomorrow", "thank goodness"])
def test_a_small_word_that_nobody_knows_is_no_name(line: str) -> None:
    assert not read(line).is_capture


@pytest.mark.parametrize("label", ["new contact: ", "lead: ", "Contact - ", "intro: ", "hey, ", "ok so ", "fyi "])
def test_what_a_line_says_of_itself_is_no_name(label: str) -> None:
    [person] = read(f"{label}Lars van der Berg - CTO @ Booking.com - met at Web Summit #hiring").people
    assert (person.name, person.title, person.company) == ("Lars van der Berg", "CTO", "Booking.com")
    assert (person.where_met, person.tags) == ("Web Summit", ["hiring"])


@pytest.mark.parametrize("tail", ["which was fun", "and he was great", "btw very nice", "because he asked"])
@pytest.mark.parametrize(
    "line",
    ["Jane Doe, CTO at Acme", "met Jane Doe at PyCon", "Jane Doe moved to Globex as VP", "call Jane Doe friday"],
)
def test_a_sentence_that_goes_on_is_no_part_of_a_fact(line: str, tail: str) -> None:
    told, plain_one = read(f"{line} {tail}"), read(line)
    assert (told.people, told.follow_ups, told.talk) == (plain_one.people, plain_one.follow_ups, plain_one.talk)


class TestSeveralLines:
    """After a conference."""

    def entries(self, text: str) -> list[many.Entry]:
        header, lines = many.parted(text)
        return many.read(header, lines, read)

    def test_each_is_a_capture(self) -> None:
        jane, bob = self.entries("- Jane Doe, CTO at Acme\n- Bob Marsh (Globex)")
        assert (jane.capture.name, bob.capture.people[0].company) == ("Jane Doe", "Globex")

    def test_a_first_line_with_a_colon_applies_to_all(self) -> None:
        jane, bob = self.entries("PyCon, follow up next week:\n1. Jane Doe\n2. Bob Marsh, in 3 days")
        assert [each.capture.people[0].where_met for each in (jane, bob)] == ["PyCon", "PyCon"]
        days = [str(each.capture.follow_ups[0].reading.on) for each in (jane, bob)]
        assert days == ["2026-11-30", "2026-11-26"]
        assert jane.capture.is_capture

    @pytest.mark.parametrize(
        ("header", "place", "tags", "day"),
        [
            ("PyCon", "PyCon", [], None),
            ("Met at PyCon yesterday", "PyCon", [], "2026-11-22"),
            ("People I met at PyCon", "PyCon", [], None),
            ("From the Berlin meetup", "the Berlin meetup", [], None),
            ("SaaStr #saas", "SaaStr", ["saas"], None),
        ],
    )
    def test_headers(self, header: str, place: str, tags: list[str], day: str | None) -> None:
        [jane] = self.entries(f"{header}:\nJane Doe")
        assert jane.capture.people[0].where_met == place
        assert jane.capture.people[0].tags == tags
        assert str(jane.capture.talk.on) == (day or "2026-11-23")

    def test_a_line_that_names_nobody_goes_on_with_the_one_before(self) -> None:
        [jane] = self.entries("Jane Doe\nCTO at Acme\njane@acme.example\nfollow up friday")
        person = jane.capture.people[0]
        assert (person.title, person.company, person.emails) == ("CTO", "Acme", ["jane@acme.example"])
        assert len(jane.capture.follow_ups) == 1

    def test_what_says_nothing_stands_alone(self) -> None:
        entries = self.entries("Jane Doe, Acme\nwhat a great evening")
        assert [each.capture.is_capture for each in entries] == [True, False]


def kept(found: Capture) -> str:
    """Every word that stands in any fact."""
    parts = [found.note or ""]
    parts += [found.talk.kind.value, found.talk.about or ""] if found.talk else []
    for person in found.people:
        for value in vars(person).values():
            parts += value if isinstance(value, list) else [str(value or "")]
    for each in found.follow_ups:
        parts += [each.reading.words if each.reading else each.unread or "", each.about or "", *each.whom]
    for thanks in found.thanks:
        parts += [thanks.whom, thanks.why or "", thanks.by.words if thanks.by else ""]
    parts += [word or "" for told in found.introductions for word in (told.first, told.second, told.about)]
    return plain(" ".join(parts))


def lost(line: str, found: Capture) -> list[str]:
    """The words of a line that are neither in any fact nor a marker; days that are told stand as days."""
    have = kept(found)
    digits = re.sub(r"\D", "", " ".join(number for person in found.people for number in person.phones))
    words = [word for word in re.findall(r"\w+", plain(line)) if word.strip("_")]
    on = found.talk.on if found.talk else None
    told = DAYS | {str(on.day), f"{on:%d}", str(on.month), str(on.year)} if on else frozenset[str]()
    told |= {f"{on.day}{end}" for end in ("st", "nd", "rd", "th")} if on else frozenset()
    return [
        word
        for word in words
        if word not in have
        and word not in capture.MARKERS
        and word not in told
        and not (told and re.search(rf"\b{word} (?:days?|wks?|weeks?|months?) ago", line))
        and not (word.isdecimal() and word.lstrip("0") in digits)
    ]


DAY_WORDS = """
yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday last this morning night evening
afternoon mon tue wed thu fri sat sun week nov november dec sept wks ago
"""
DAYS = frozenset(DAY_WORDS.split())


def plain(text: str) -> str:
    """Text as it is compared: without what cannot be seen, case and width."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", names.clean(text)).casefold())


@pytest.mark.parametrize("line", [each.text for each, _, _ in EVERY])
def test_no_word_of_the_corpus_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


PARTS = st.sampled_from(
    [
        *("Jane Doe", "met", "I just met", "CTO at Acme", "(VP Sales)", "at PyCon", "in Berlin", "from Globex", "Inc."),
        *("via Bob", "through Ann", "introduced by Bob and Ann", "via LinkedIn", "follow up", "follow up friday"),
        *("in 2 weeks", "nov 1", "blursday", "about the pilot", "re: pricing", "ping her", "thank Bob", "thank her"),
        *("for the tip", "on monday", "yesterday", "at 9", "dec 7", "2026", "jane@acme.com", "+1 650 555 0100"),
        *("acme.com/x", "#data", "#Data", "likes sailing", "singer", "Acme", "PhD", "coffee with", "say thanks to"),
        *(",", ";", " - ", ":", ".", "(", ")", "\n", "!", "and", "with", "the", "works at", "@", "李小龙", "🎉", "ß"),
        *(
            "she'll intro me to Sam Lee",
            "I introduced Ann to Tom",
            "moved to Globex as VP",
            "left Initech",
            "ex-Google",
        ),
        *(
            "spoke to",
            "emailed Bob on friday",
            "Jane called",
            "had lunch with Ann",
            "every 6 weeks",
            "my friend",
            "her",
        ),
        *("send her the deck by friday", "heard back from", "is now CEO", "promised", "both", "#family", "client"),
    ]
)


@given(st.lists(PARTS, max_size=14).map(" ".join))
@example("coffee with at PyCon nov 1")
@example("met Jane Doe at 9")
def test_no_word_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


@given(st.text(max_size=300))
def test_no_word_of_any_text_is_lost(line: str) -> None:
    assert lost(line, read(line)) == []


@given(st.text("ab ,.;:()@#-/+'\n127", max_size=200), st.sampled_from(["en-US", "de-DE", "ja", "", "xx"]))
def test_punctuation_is_no_trouble(line: str, locale: str) -> None:
    assert lost(line, read(line, locale)) == []


@given(st.lists(st.lists(PARTS, max_size=5).map(" ".join), max_size=12).map("\n".join))
def test_several_lines_lose_nothing(text: str) -> None:
    header, lines = many.parted(text)
    said = " ".join((header, *lines))
    entries = many.read("", lines, read)
    assert [line for line in lines if not any(line in entry.line for entry in entries)] == []
    assert all(word in plain(text) for word in re.findall(r"\w+", plain(said)))


@pytest.mark.parametrize(
    "part",
    [
        "Jane Doe, ",
        "via Bob ",
        "met ",
        "x" * 50,
        "1 ",
        "at ",
        ", friday",
        "(",
        "follow up ",
        "Jane and ",
        "intro me to ",
    ],
)
def test_ten_thousand_characters(part: str) -> None:
    line = part * (10_000 // len(part))
    assert lost(line, read(line)) == []
