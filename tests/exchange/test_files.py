"""Files as they come from other programs, each with what is to be read from it."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot import errors
from bot.domain.model import Circle
from bot.exchange.reading import read
from bot.exchange.records import Format, Item, Record, Unreadable

FILES = Path(__file__).parent / "files"

MARCH = date(2024, 3, 5)
JANUARY = date(2024, 1, 1)
JANE = Record(
    "Jane Doe",
    title="CTO",
    company="Acme",
    emails=("jane@acme.example",),
    links=("https://www.linkedin.com/in/janedoe",),
    connected_on=MARCH,
)
JUST_JANE = Record("Jane Doe", title="CTO", company="Acme", connected_on=MARCH)
JUERGEN = Record(
    "Jürgen Groß",
    title="Geschäftsführer",
    company="Müller & Söhne",
    links=("https://www.linkedin.com/in/juergen-groß",),
    connected_on=MARCH,
)
BOB = Record("Bob Marsh", company="Globex", connected_on=MARCH)
NO_NAME = "there is no name in it"
OPEN_QUOTE = "a quotation mark in it is never closed"
CUT_OFF = "the card is cut off"


def no(line: int, why: str, text: str) -> Unreadable:
    return Unreadable(line, why, text)


LINKEDIN: list[tuple[str, list[Item]]] = [
    (
        "linkedin.csv",
        [
            JANE,
            Record(
                "Bob Marsh",
                title='Head of "Things"',
                company="Globex, Inc.",
                links=("https://www.linkedin.com/in/bobmarsh",),
                connected_on=date(2024, 2, 28),
            ),
        ],
    ),
    ("linkedin_without_notes.csv", [JANE]),
    ("linkedin_without_url.csv", [JUST_JANE]),
    ("linkedin_other_order.csv", [JUST_JANE]),
    ("linkedin_unix_ends.csv", [JANE]),
    ("linkedin_old_mac_ends.csv", [JANE]),
    ("linkedin_utf16.csv", [JANE]),
    ("linkedin_utf16_no_mark.csv", [JANE]),
    ("linkedin_utf16_big_no_mark.csv", [JANE]),
    ("linkedin.zip", [JANE]),
    ("linkedin_in_a_folder.zip", [JANE]),
    ("linkedin_german.csv", [JUERGEN]),
    (
        "linkedin_french.csv",
        [
            Record(
                "Zoé Lefèvre",
                title="Ingénieure",
                company="Société Générale",
                emails=("zoe@exemple.example",),
                connected_on=date(2024, 2, 5),
            )
        ],
    ),
    (
        "linkedin_nameless.csv",
        [JANE, no(3, NO_NAME, ",,,,,,30 Apr 2026"), no(4, "it is empty", ",,,,,,"), Record("Bob")],
    ),
    (
        "linkedin_dates.csv",
        [
            *(Record(f"{letter} Doe", connected_on=MARCH) for letter in "ABCDE"),
            Record("F Doe", note="Connected on: some day"),
            Record("G Doe", note="Connected on: 31 Feb 2024"),
            Record("H Doe"),
        ],
    ),
    (
        "linkedin_multiline_note.csv",
        [Record("Jane Doe", title="CTO", company="Acme Holdings", connected_on=MARCH), BOB],
    ),
    (
        "linkedin_scripts.csv",
        [
            Record("李小龙", links=("https://www.linkedin.com/in/li",), connected_on=JANUARY),
            Record("мария Иванова", connected_on=JANUARY),
            Record("محمد علي", connected_on=JANUARY),
            Record("👩\u200d💻 Ada Lovelace, PhD", connected_on=JANUARY),
            Record("김민수", connected_on=JANUARY),
        ],
    ),
    (
        "linkedin_stray_quote.csv",
        [
            no(2, OPEN_QUOTE, 'Jane,Doe,,,"Acme,CTO,05 Mar 2024'),
            BOB,
            Record("Ann Chovy", company="Initech, Inc.", connected_on=MARCH),
        ],
    ),
    ("linkedin_quote_to_the_end.csv", [BOB, no(3, OPEN_QUOTE, 'Jane,Doe,,,"Acme,CTO,05 Mar 2024')]),
    (
        "linkedin_too_many_cells.csv",
        [
            no(2, "it has 8 cells for 7 columns", "Jane,Doe,,,Acme, Inc.,CTO,05 Mar 2024"),
            Record("Bob Marsh"),
            Record("Ann Chovy"),
        ],
    ),
    (
        "linkedin_twice_in_one_file.csv",
        [
            JANE,
            no(
                3,
                "it repeats the columns' names",
                "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            ),
            Record("Bob Marsh"),
        ],
    ),
    (
        "linkedin_broken_emails.csv",
        [
            Record(
                "Jane Doe",
                title="CTO",
                company="Acme",
                links=("https://linkedin.com/in/janedoe",),
                connected_on=MARCH,
                note="Email: jane at acme",
            )
        ],
    ),
]

GOOGLE: list[tuple[str, list[Item]]] = [
    (
        "google_old.csv",
        [
            Record(
                "Dr. Jane Q. Doe",
                title="CTO",
                company="Acme",
                emails=("jane@acme.example", "jane.doe@acme.example"),
                phones=("+1 650-555-0100", "+1 650-555-0101"),
                links=("http://jane.example/",),
                tags=("data", "Old-friends"),
                note='met at PyCon\nlikes "tea", cats\nBirthday: 15 April 1985',
            ),
            Record("Bob Marsh", circle=Circle.FRIEND),
        ],
    ),
    (
        "google_new.csv",
        [
            Record(
                "Jane Q. Doe Jr.",
                title="CTO",
                company="Acme",
                emails=("jane@acme.example",),
                phones=("+1 650-555-0100",),
                links=("https://jane.example/blog",),
                tags=("data",),
                circle=Circle.FAMILY,
                note="met at PyCon\nBirthday: 15 April",
            )
        ],
    ),
    (
        "google_nameless.csv",
        [
            no(2, NO_NAME, ",,,,,,,,,,,,,,,,* Other Contacts,,who@knows.example,,,,,,"),
            Record("Bobby", emails=("bob@globex.example",)),
            Record("Bob Marsh"),
            Record("Pizza Palace", company="Pizza Palace", phones=("+1 650-555-0199",)),
            no(6, NO_NAME, ",,,,,,,,,,Nobody There Ltd,,,,,,,,,,,,,,"),
        ],
    ),
    (
        "google_odd_phones.csv",
        [Record("Jane", note="=cmd|x\nPhone: 3966"), Record("Bob", note="Phone: call his office")],
    ),
]

OUTLOOK: list[tuple[str, list[Item]]] = [
    (
        "outlook_first.csv",
        [
            Record(
                "Jane Doe Jr.",
                title="CTO",
                company="Acme",
                emails=("jane@acme.example", "jane@home.example"),
                phones=("+1 650-555-0100",),
                links=("http://jane.example",),
                tags=("Red-Category", "data"),
                note="likes tea\nBirthday: 15 April 1985",
            )
        ],
    ),
    (
        "outlook_second.csv",
        [
            Record(
                "Jane Doe",
                title="CTO",
                company="Acme",
                emails=("jane@acme.example",),
                phones=("+1 650-555-0100", "+1 650-555-0101"),
                note="line one\nline two",
            )
        ],
    ),
    (
        "outlook_third.csv",
        [
            Record(
                "Jürgen Groß",
                title="Geschäftsführer",
                company="Müller AG",
                emails=("juergen@mueller.example",),
                phones=("+49 30 1234567",),
                note="€ 5\nEmail: /o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=juergen",
            )
        ],
    ),
    (
        "outlook_german.csv",
        [
            Record(
                "Anna Müller",
                title="Leiterin",
                company="Bäcker GmbH",
                emails=("anna@baecker.example",),
                phones=("+49 30 1234567", "+49 170 1234567"),
                note="nett\nBirthday: 15 April 1985",
            )
        ],
    ),
]

TABLES: list[tuple[str, list[Item]]] = [
    (
        "table_semicolons.csv",
        [Record("Groß, Jürgen", company="Groß; Söhne", emails=("juergen@gross.example",), note="ja")],
    ),
    (
        "table_tabs.csv",
        [Record("Jane Doe", emails=("jane@acme.example", "jane@home.example"), phones=("+1 650-555-0100",))],
    ),
    ("table_pipes.txt", [Record("Jane Doe", title="CTO")]),
    (
        "table_title_above.csv",
        [Record("Jane Doe", company="Acme", emails=("jane@acme.example",)), no(5, NO_NAME, ";;")],
    ),
    (
        "table_spanish.csv",
        [
            Record(
                "José García Márquez",
                title="Director",
                company="Telefónica",
                emails=("jose@empresa.example",),
                phones=("+34 612 34 56 78",),
            )
        ],
    ),
    (
        "table_italian.csv",
        [Record("Luca Rossi", company="Fiat", emails=("luca@azienda.example",), phones=("+39 312 345 6789",))],
    ),
    (
        "table_dutch.csv",
        [Record("Piet van der Berg", title="Directeur", company="Philips", emails=("piet@bedrijf.example",))],
    ),
    ("table_name_and_surname.csv", [Record("Jane Doe", emails=("jane@acme.example",))]),
    ("table_russian.csv", [Record("Мария Иванова", company="Яндекс", emails=("maria@yandex.example",))]),
    (
        "table_no_header.csv",
        [Record("Jane Doe", emails=("jane@acme.example",)), Record("Bob Marsh", emails=("bob@globex.example",))],
    ),
    (
        "table_formulas.csv",
        [
            Record("Jane Doe", title="=cmd|' /C calc'!A0", note="-5", phones=("+1 650-555-0100",)),
            Record("Bob", title="=1+1", note="@home", phones=("+1 650-555-0101",)),
            Record("Ann", title="'quoted'"),
        ],
    ),
    (
        "table_mixed_encodings.csv",
        [
            Record("Jané Doe", company="Acmé"),
            Record("Jürgen Groß", company="Müller"),
            Record("Zoé", company="Élan"),
        ],
    ),
    ("table_nul.csv", [Record("Jane Doe", note="before")]),
    (
        "table_short_rows.csv",
        [
            Record("Jane Doe"),
            Record("Bob Marsh", emails=("bob@globex.example",)),
            Record("Ann Chovy", company="Initech", note="a note, with\n\ntwo paragraphs"),
        ],
    ),
    (
        "table_previous_company.csv",
        [
            Record(
                "Jane Doe",
                company="Acme",
                tags=("data", "berlin"),
                circle=Circle.FRIEND,
                former_employers=("Initech",),
                where_met="PyCon",
                introduced_by="Bob Marsh",
                slack_user_id="U0123ABCD",
                do_not_contact=True,
            ),
            Record("Bob", tags=("Poker",), note="Slack: bob"),
        ],
    ),
    (
        "thunderbird.csv",
        [
            Record(
                "Jane Doe",
                title="CTO",
                company="Acme",
                emails=("jane@acme.example", "jane@home.example"),
                phones=("+1 650-555-0100",),
            )
        ],
    ),
    ("one_table.zip", [Record("Jane Doe", emails=("jane@acme.example",))]),
]

CARDS: list[tuple[str, list[Item]]] = [
    (
        "vcard21_quoted_printable.vcf",
        [
            Record(
                "Jürgen Groß",
                title="Geschäftsführer",
                company="Müller AG",
                emails=("juergen@gross.example",),
                phones=("+49 170 1234567",),
                note="eins\nzwei=2",
            ),
            Record("Jane Doe", phones=("+1 650-555-0100",)),
        ],
    ),
    ("vcard21_latin1.vcf", [Record("Zoé Müller", note="C:\\new;folder")]),
    ("vcard21_cyrillic.vcf", [Record("Мария")]),
    (
        "vcard30_apple.vcf",
        [
            Record(
                "Dr. Jane Q. Doe",
                title="CTO",
                company="Acme, Inc.",
                emails=("jane@acme.example", "jane@home.example"),
                phones=("+1 650-555-0100",),
                links=("https://jane.example/a,b", "http://www.linkedin.com/in/janedoe"),
                tags=("data", "Old-friends"),
                note="met at PyCon\nlikes tea; and a very long note that is folded somewhere in the middle of "
                "things, with ümläuts and 👩\u200d💻 in it\nBirthday: 9 May",
            )
        ],
    ),
    (
        "vcard40.vcf",
        [
            Record(
                "Jane Doe",
                title="Keeper of keys",
                company="Acme",
                emails=("jane@acme.example",),
                phones=("+1 650-555-0100 ext. 12",),
                links=("https://jane.example",),
                note="Birthday: 15 April",
            ),
            no(16, "it is a group, not a person", "The team"),
        ],
    ),
    (
        "vcard_broken_lines.vcf",
        [
            Record("Jane Doe", emails=("jane@acme.example",), note="this line is no property"),
            no(9, CUT_OFF, "Bob Marsh"),
            Record("Ann Chovy"),
            no(16, NO_NAME, "who@knows.example"),
            no(20, CUT_OFF, "Sam Lee"),
        ],
    ),
    ("vcard_agent.vcf", [Record("Jane Doe", title="CTO")]),
    ("vcard_company.vcf", [Record("Pizza Palace", company="Pizza Palace", phones=("+1 650-555-0199",))]),
    ("vcard_utf16.vcf", [Record("Jürgen Groß")]),
]

FORMATS = {
    "linkedin": Format.LINKEDIN,
    "google_old": Format.GOOGLE_OLD,
    "google": Format.GOOGLE,
    "outlook": Format.OUTLOOK,
    "vcard": Format.VCARD,
    "": Format.TABLE,
}
LOCALES = {"outlook_german.csv": "de-DE", "table_russian.csv": "ru-RU"}

REFUSED: list[tuple[str, type[errors.FileRefused], str]] = [
    ("empty.csv", errors.FileEmpty, "empty"),
    ("only_a_mark.csv", errors.FileEmpty, "empty"),
    ("page.html", errors.FileOfOtherKind, "a web page"),
    ("calendar.ics", errors.FileOfOtherKind, "a calendar"),
    ("paper.pdf", errors.FileOfOtherKind, "a PDF"),
    ("picture.png", errors.FileOfOtherKind, "a picture"),
    ("old_workbook.xls", errors.FileOfOtherKind, "choose Save As"),
    ("workbook.xlsx", errors.FileOfOtherKind, "an Excel workbook"),
    ("letter.txt", errors.FileUnknown, "can't find any contacts"),
    ("package.json", errors.FileUnknown, "can't find any contacts"),
    ("linkedin_cut_off.zip", errors.FileDamaged, "damaged or cut off"),
    ("linkedin_damaged.zip", errors.FileDamaged, "damaged or cut off"),
    ("locked.zip", errors.FileLocked, "password"),
    ("nothing.zip", errors.NothingInside, "no contacts in that zip"),
    ("two_tables.zip", errors.SeveralInside, "a.csv and b.vcf"),
    ("table_unknown_columns.csv", errors.ColumnsUnknown, "“Wer”, “Was” and “Wo”"),
]


@pytest.mark.parametrize(("name", "expected"), [*LINKEDIN, *GOOGLE, *OUTLOOK, *TABLES, *CARDS])
def test_a_file_is_read(name: str, expected: list[Item]) -> None:
    with (FILES / name).open("rb") as file:
        reading = read(file, locale=LOCALES.get(name, "en-US"))
        assert list(reading) == expected
        assert reading.format == next(known for start, known in FORMATS.items() if name.startswith(start))
        assert not file.closed


@pytest.mark.parametrize(("name", "kind", "said"), REFUSED)
def test_a_file_is_refused_with_a_sentence(name: str, kind: type[errors.FileRefused], said: str) -> None:
    with (FILES / name).open("rb") as file, pytest.raises(kind) as refused:
        list(read(file))
    assert said in refused.value.sentence
    assert re.fullmatch(r"[A-Z].*[.?!]", refused.value.sentence)


def test_every_file_is_in_a_table() -> None:
    listed = {name for name, *_ in [*LINKEDIN, *GOOGLE, *OUTLOOK, *TABLES, *CARDS, *REFUSED]}
    there = {path.name for path in FILES.iterdir() if not path.name.startswith(".")}
    assert there == listed | {"linkedin_long.csv"}


def test_what_is_too_long_for_its_place_is_kept_in_the_note() -> None:
    with (FILES / "linkedin_long.csv").open("rb") as file:
        (person,) = read(file)
    assert isinstance(person, Record)
    assert person.name.startswith("Maximilian Maximilian") and person.name.endswith("…")
    assert len(person.name) <= 120 and len(person.title or "") <= 200 and len(person.company or "") <= 200
    assert (person.note or "").count("Maximilian") == 20
    assert "Title: " + "x" * 300 in (person.note or "")


def test_lines_are_those_of_the_file() -> None:
    """Where something stands in the file, notes above the header and notes of several lines counted."""
    lines = {"linkedin.csv": [5, 6], "google_old.csv": [2, 4], "table_short_rows.csv": [2, 3, 5]}
    for name, expected in lines.items():
        with (FILES / name).open("rb") as file:
            assert [item.line for item in read(file)] == expected
