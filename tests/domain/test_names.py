"""Names: tidied, compared, found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors
from bot.domain import names
from bot.domain.model import Named


def book(*people: str) -> list[Named]:
    return [Named(place, name, names.key(name), None) for place, name in enumerate(people)]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("  Jane \t Doe\n", "Jane Doe"),
        ("Jane Doe,", "Jane Doe"),
        (", Jane Doe", "Jane Doe"),
        ("“Jane Doe”", "Jane Doe"),
        ("'Jane'", "Jane"),
        ("O'Brien", "O'Brien"),
        ("\u202eeoD enaJ\u202c", "eoD enaJ"),
        ("Ja\x00ne\u200b", "Jane"),
        ("👩\u200d💻 Ada", "👩\u200d💻 Ada"),
        ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", None),
        ("محمد علي", "محمد علي"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("李小龙", "李小龙"),
        ("<!channel>", "<!channel>"),
        ("\u3164", ""),
        ("\u200d", ""),
        (" , ", ""),
        ("", ""),
    ],
)
def test_clean(name: str, clean: str | None) -> None:
    assert names.clean(name) == (name if clean is None else clean)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", " JANE  doe "),
        ("Siân O’Neill", "sian o'neill"),
        ("José", "Jose\u0301"),
        ("Røyksopp", "Royksopp"),
        ("Strauß", "STRAUSS"),
        ("Łukasz", "Lukasz"),
        ("Jean-Luc", "Jean Luc"),
        ("J.R. Smith", "J. R. Smith"),
        ("Ｊａｎｅ", "Jane"),
        ("İpek", "ipek"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jane", "Jana"), ("かき", "がき"), ("कुमार", "कमार"), ("🦊", "🐻"), ("Jane Doe", "Doe Jane")],
)
def test_different_key(one: str, other: str) -> None:
    assert names.key(one) != names.key(other)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Jane Doe", "Jane"),
        ("Jane", "Jane"),
        ("Dr. Jane Doe", "Jane"),
        ("Prof. Dr. Jane Doe", "Jane"),
        ("mr John Smith", "John"),
        ("Prof. Smith", "Prof. Smith"),
        ("Dr.", "Dr."),
        ("J. Edgar Hoover", "J. Edgar"),
        ("J. R. R. Tolkien", "J. R. R. Tolkien"),
        ("李小龙", "李小龙"),
        ("王 明", "王"),
        ("محمد علي", "محمد"),
        ("Doe, Jane", "Doe"),
        ("🦊", "🦊"),
    ],
)
def test_first(name: str, first: str) -> None:
    assert names.first(name) == first


def test_checked() -> None:
    assert names.checked(" Jane  Doe ") == "Jane Doe"
    assert names.checked("x" * names.NAME_LIMIT)
    with pytest.raises(errors.NameMissing) as missing:
        names.checked(" \u200b ")
    assert missing.value.field == "name"
    with pytest.raises(errors.NameTooLong) as long:
        names.checked("x" * 200)
    assert (long.value.field, long.value.facts) == ("name", {"length": 200, "limit": 120})


PEOPLE = [
    "Jane Doe",
    "John Smith",
    "Jon Snow",
    "Bob Marsh",
    "Janet Roe",
    "Robert Doe",
    "Jan de Vries",
    "王明",
]


@pytest.mark.parametrize(
    ("text", "exact", "likely", "near"),
    [
        ("jane doe", ["Jane Doe"], [], ["Janet Roe"]),
        ("Jane", [], ["Jane Doe", "Janet Roe"], ["Jan de Vries"]),
        ("jane d", [], ["Jane Doe"], []),
        ("doe", [], ["Jane Doe", "Robert Doe"], ["Janet Roe"]),
        ("marsh bob", [], ["Bob Marsh"], []),
        ("ja", [], ["Jane Doe", "Janet Roe", "Jan de Vries"], []),
        ("j", [], [], []),
        ("Jnae", [], [], ["Jane Doe"]),
        ("Jnae Doe", [], [], ["Jane Doe"]),
        ("Jon", [], ["Jon Snow"], ["John Smith", "Jan de Vries"]),
        ("Jhon Smith", [], [], ["John Smith"]),
        ("王", [], ["王明"], []),
        ("王明", ["王明"], [], []),
        ("Zaphod", [], [], []),
        ("", [], [], []),
        ("x" * 5000, [], [], []),
    ],
)
def test_match(text: str, exact: list[str], likely: list[str], near: list[str]) -> None:
    found = names.match(text, book(*PEOPLE))
    assert [PEOPLE[i] for i in found.exact] == exact
    assert [PEOPLE[i] for i in found.likely] == likely
    assert [PEOPLE[i] for i in found.near] == near


def test_at_most_five_are_near_and_a_big_book_is_no_trouble() -> None:
    crowd = book(*(f"Jane{chr(97 + n % 26)} Doe{n}" for n in range(50_000)))
    found = names.match("Jnae Doe77", crowd)
    assert len(found.near) == names.NEAR_LIMIT


def test_namesakes_are_all_exact() -> None:
    assert names.match("ann", book("Ann", "Bob", "ANN")).exact == [0, 2]


@given(st.text(max_size=300))
def test_keys_are_stable_and_never_lost(name: str) -> None:
    clean, key = names.clean(name), names.key(name)
    assert names.clean(clean) == clean
    assert names.key(key) == key
    assert bool(names.key(clean)) == bool(clean)
    assert not any(unicodedata.category(char) == "Cc" for char in clean)
    if clean:
        assert names.first(name)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=30), max_size=20))
def test_each_is_in_one_group(text: str, people: list[str]) -> None:
    found = names.match(text, book(*people))
    everyone = [*found.exact, *found.likely, *found.near]
    assert len(everyone) == len(set(everyone))
    assert len(found.near) <= names.NEAR_LIMIT


@given(st.text(min_size=1, max_size=100))
def test_everybody_is_found_by_their_own_name(name: str) -> None:
    if names.clean(name):
        assert 0 in names.match(name, book(name, "Somebody Else")).exact
