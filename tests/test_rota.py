"""Turns: nobody waits behind a workspace that is large, or slow, or unwell."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.rota import PATIENCE, Rota


def rota(*waiting: str) -> Rota[str]:
    """A rota in which these wait, each named by its workspace and a number, as in "a1"."""
    made: Rota[str] = Rota(Counter())
    for each in waiting:
        made.add(each[0], each)
    return made


def taken(rota: Rota[str], count: int) -> list[str]:
    return [turn[1] for turn in (rota.take() for _ in range(count)) if turn]


def test_workspaces_take_turns():
    assert taken(rota("a1", "a2", "a3", "b1", "c1", "c2"), 9) == ["a1", "b1", "c1", "a2", "c2", "a3"]


def test_a_newcomer_does_not_wait_behind_a_crowd():
    small = rota(*(f"a{number}" for number in range(9)))
    taken(small, 3)
    small.add("b", "b0")
    assert taken(small, 2) == ["b0", "a3"]


def test_a_slow_workspace_does_not_come_to_hold_all_threads():
    slow = rota(*(f"{team}{number}" for number in range(9) for team in "ab"))
    under_way: list[str] = taken(slow, 4)
    for _ in range(8):  # whatever of b is under way is done at once, and nothing of a ever is
        for each in [each for each in under_way if each[0] == "b"]:
            under_way.remove(each)
            slow.done("b")
        under_way += taken(slow, 4 - len(under_way))
        assert sum(each[0] == "a" for each in under_way) == 2 or len(slow) < 8


def test_an_unwell_workspace_has_one_thing_under_way_until_it_answers():
    unwell = rota("a1", "a2", "a3", "a4", "b1")
    for _ in range(PATIENCE - 1):
        unwell.answered("a", well=False)
    assert not unwell.is_unwell("a")
    unwell.answered("a", well=False)
    assert taken(unwell, 9) == ["a1", "b1"]
    unwell.done("a")
    assert taken(unwell, 9) == ["a2"]
    unwell.answered("a", well=True)
    assert taken(unwell, 9) == ["a3", "a4"]


def test_what_waits_can_be_taken_away():
    assert rota("a1", "b1", "a2").drop({"a", "z"}) == ["a1", "a2"]
    some = rota("a1", "b1", "a2")
    assert some.drop({"a"}, lambda each: each == "a1") == ["a1"]
    assert taken(some, 9) == ["a2", "b1"]
    assert sorted(rota("a1", "b1", "a2").drop()) == ["a1", "a2", "b1"]
    assert rota("a1", "b1", "a2").crowd(2) == {"a"}


@given(st.lists(st.sampled_from("abc")), st.integers(1, 5))
def test_everything_has_its_turn_once(teams: list[str], threads: int):
    full = rota(*(f"{team}{number}" for number, team in enumerate(teams)))
    seen: list[str] = []
    while turns := taken(full, threads):
        seen += turns
        for each in turns:
            full.done(each[0])
    assert sorted(seen) == sorted(f"{team}{number}" for number, team in enumerate(teams))
    assert len(full) == 0
