"""Pictures: there when there is something to see, whole for any book and any script, described in words."""

import struct
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.model import Closeness, Contact, Introduction, IntroductionKind, IntroductionState, Outcome
from bot.domain.surprises import Helper
from bot.pictures import Picture, helpers, introduction_map
from bot.pictures.style import Labels

NAMES = ("Bob Marsh", "李小龍", "محمد صلاح", "דוד לוי", "Σωκράτης", "🎉", "$x$ _y_ ^2", "<!channel>", "M" * 120, "  ")


def helper(name: str, introductions: int = 1, **more: int) -> Helper:
    return Helper(name, 1, introductions, first_on=date(2026, 1, 1), closeness=Closeness.NEW, **more)


def introduced(by: int, whom: int, outcome: Outcome | None = None, name: str = "P") -> Introduction:
    one = Introduction(
        IntroductionKind.RECEIVED,
        whom,
        date(2026, 1, 1),
        by,
        f"{name}{by}",
        state=IntroductionState.MET,
        outcome=outcome,
    )
    one.contact, one.introducer = Contact(f"{name}{whom}", id=whom), Contact(f"{name}{by}", id=by)
    return one


def made(one: int, other: int) -> Introduction:
    both = Introduction(IntroductionKind.MADE, one, date(2026, 1, 1), other_id=other)
    both.contact, both.other = Contact(f"P{one}", id=one), Contact(f"P{other}", id=other)
    return both


def size(picture: Picture | None) -> tuple[int, int]:
    """Width and height of a PNG, in pixels."""
    assert picture and picture.png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture.png[16:24])
    return width, height


def test_nothing_to_see_is_no_picture() -> None:
    assert helpers.draw([]) is None
    assert introduction_map.draw([], []) is None


@pytest.mark.parametrize("many", [1, 3, 8, 300])
def test_who_helped_for_any_number(many: int) -> None:
    width, height = size(helpers.draw([helper(f"Person {n}", many - n) for n in range(many)]))
    assert 1000 < width < 2000 and 200 < height < 1200


@given(st.lists(st.tuples(st.integers(1, 99), st.text("x", max_size=80)), min_size=1, max_size=8))
@example(
    [(7, "4 introductions (2 went somewhere), 2 wins, 1 favour"), (4, "3 introductions (1 went somewhere), 1 win")]
)
def test_no_text_is_cut_off_at_the_edge(bars: list[tuple[int, str]]) -> None:
    width = helpers._width(*zip(*bars, strict=True))
    for length, text in bars:
        is_inside = length >= width * helpers._share(text)
        assert is_inside or length + width * helpers._share(text) <= width * 1.000001


@pytest.mark.parametrize("many", [1, 5, 60, 300])
def test_who_led_to_whom_for_any_number(many: int) -> None:
    star = [introduced(1000 + n % 40, n, Outcome.WENT_SOMEWHERE) for n in range(1, many + 1)]
    width, height = size(introduction_map.draw(star, [1]))
    assert width < 4000 and height < 4000


@pytest.mark.parametrize("length", [1, 2, 6, 25, 60])
def test_a_long_chain(length: int) -> None:
    width, height = size(introduction_map.draw([introduced(n + 1, n) for n in range(1, length + 1)], []))
    assert width < 4000 and height < 4000


def test_people_who_introduced_each_other_in_a_circle() -> None:
    picture = introduction_map.draw([introduced(1, 2), introduced(2, 3), introduced(3, 1)], [])
    assert size(picture)[0] > 0


def test_only_introductions_that_the_member_made() -> None:
    picture = introduction_map.draw([made(n, n + 100) for n in range(1, 40)], [])
    assert picture and size(picture)[1] < 2000
    assert "you introduced P1 and P101" in picture.alt


def test_the_same_person_is_led_to_twice() -> None:
    assert size(introduction_map.draw([introduced(1, 3), introduced(2, 3)], [3]))[0] > 0


@pytest.mark.parametrize("name", NAMES)
def test_any_script(name: str) -> None:
    assert size(helpers.draw([helper(name)]))[0] > 0
    assert size(introduction_map.draw([introduced(1, 2, name=name)], [2]))[0] > 0


def test_a_name_that_no_font_has_is_a_number() -> None:
    labels = Labels()
    unknown = "\U00018b00\U00018b01"  # Khitan
    assert labels.of("Bob") == "Bob"
    assert [labels.of(name) for name in (unknown, "🎉", unknown)] == ["no. 1", "no. 2", "no. 1"]
    assert labels.numbered == [unknown, "🎉"]
    assert "Jane" in labels.of("🎉 Jane 🎈")


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Bob Marsh", "Bob Marsh"),
        ("maximiliane-alexandrina von hohenstein", "maximiliane-alexandrina…"),
        ("M" * 120, "M" * 13 + "…"),
        ("LONG UPPERCASE NAME OF SOMEBODY", "LONG UPPERCASE NAME…"),
        ("$5 Bill", r"\$5 Bill"),
    ],
)
def test_a_name_has_its_width(name: str, drawn: str) -> None:
    assert Labels().of(name) == drawn


def test_wins_are_not_lost_among_many() -> None:
    """However little else came of whoever led there."""
    crowd = [introduced(1000 + n % 40, n) for n in range(1, 300)]
    tree = introduction_map._tree(introduction_map._graph([*crowd, introduced(7, 5000)]), {5000}, Labels())
    assert [node.label for node in tree.everybody() if node.is_win] == ["P5000"]


def test_said_in_words() -> None:
    picture = helpers.draw([helper("Bob Marsh", 3, went_somewhere=2, wins=1), helper("Ann Chovy", 0, favours=1)])
    assert picture
    assert picture.alt == (
        "Bar chart of who helped most, and how close you were before. Bob Marsh: 3 introductions (2 went somewhere), "
        "1 win; you hardly knew them. Ann Chovy: 1 favour; you hardly knew them."
    )
    drawn = introduction_map.draw([introduced(1, 2), introduced(1, 3)], [])
    assert drawn and drawn.alt == "Map of introductions. P1 introduced you to P2 and P3."


@pytest.mark.parametrize(
    ("closeness", "said"),
    [
        (["new"], "You hardly knew them before"),
        (["close"], "You knew them well before"),
        (["new", "close"], "One of these two you hardly knew before"),
        (["new", "new", "close"], "Two of these three you hardly knew before"),
        (["new", "new"], "You hardly knew either of these two before"),
        (["new", "new", "new"], "You hardly knew any of these three before"),
        (["close", "close"], "All of them people you knew before"),
    ],
)
def test_what_the_chart_comes_to(closeness: list[str], said: str) -> None:
    people = [Helper("Bob", 1, 1, closeness=Closeness(each)) for each in closeness]
    assert helpers.headline(people) == said


def test_nothing_is_loaded_before_something_is_drawn() -> None:
    """So that a start is as quick as without pictures."""
    import subprocess
    import sys

    loads = (
        "import sys, bot.wiring; print([name for name in ('matplotlib', 'networkx', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
