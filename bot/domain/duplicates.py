"""People who look alike: the same address under two names, two spellings of a name, a short form of it.

Nobody is compared with everybody: only those who share a surname, a company or a key are. Whoever the member has told
apart stays apart.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from bot.domain import employers, nicknames
from bot.domain.faces import Face, Pair

MANY = 20_000  # people: with more of them, only what is quickly found is looked for
CROWD = 120  # people who share something, and still are all compared with each other
ALIKE = 86  # of 100: how alike two whole names are


@dataclass(frozen=True)
class Likeness:
    """Two people who may be one, and how sure that is."""

    pair: Pair
    sureness: int  # of 100
    why: str


def scan(faces: Sequence[Face], apart: Collection[Pair] = ()) -> list[Likeness]:
    """Whoever may be one person, surest first.

    Args:
        apart: pairs of whom the member said that they are two.
    """
    found: dict[Pair, Likeness] = {}
    apart = set(apart)
    for face in faces:
        face.company_key = employers.key(face.company) if face.company else ""
    for one, other in _worth_comparing(faces):
        pair = (min(one.id, other.id), max(one.id, other.id))
        if pair not in found and pair not in apart and (alike := _likeness(one, other, pair)):
            found[pair] = alike
    return sorted(found.values(), key=lambda each: (-each.sureness, each.pair))


def _worth_comparing(faces: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    yield from _pairs(faces, lambda face: face.keys)
    yield from _pairs(faces, lambda face: [face.name_key])
    if len(faces) > MANY:
        return
    yield from _pairs(faces, lambda face: face.name_key.split()[-1:], lambda face: face.company_key)
    yield from _pairs(faces, _job_blocks, lambda face: face.name_key[:2])


def _job_blocks(face: Face) -> Iterable[Hashable]:
    """Those who work together, by how their name begins or ends: a slip is rarely in both."""
    if not face.company_key:
        return ()
    first, *_, last = [*face.name_key.split(), ""] if " " not in face.name_key else face.name_key.split()
    begins = "".join(sorted(word[0] for word in face.name_key.split()))
    return ((face.company_key, "first", first[:1]), (face.company_key, "last", last[:3]), (face.company_key, begins))


def _pairs(
    faces: Sequence[Face],
    shared: Callable[[Face], Iterable[Hashable]],
    finer: Callable[[Face], Hashable] | None = None,
) -> Iterator[tuple[Face, Face]]:
    """All pairs of those who share something; of a crowd, those who share something else besides."""
    blocks: dict[Hashable, list[Face]] = defaultdict(list)
    for face in faces:
        for each in shared(face):
            blocks[each].append(face)
    for block in blocks.values():
        if len(block) <= CROWD:
            yield from combinations(block, 2)
        elif finer:
            yield from _pairs(block, lambda face: [finer(face)])
        else:
            yield from pairwise(block)


def _likeness(one: Face, other: Face, pair: Pair) -> Likeness | None:
    shared = one.keys & other.keys
    same_job = bool(one.company_key) and employers.same(one.company, other.company)
    may_have_moved = bool(one.company_key and other.company_key) and not same_job
    if shared and may_be_alike(one.name_key, other.name_key):
        return Likeness(pair, 98, f"both have {min(shared)}")
    if one.name_key == other.name_key:
        if same_job:
            return Likeness(pair, 96, "the same name and company")
        return Likeness(pair, 60 if may_have_moved else 85, "the same name")
    if not may_have_moved and _is_short_form(one.name_key, other.name_key):
        return Likeness(pair, 92 if same_job else 75, "a short form of the name")
    if same_job and _is_spelt_alike(one.name_key, other.name_key):
        return Likeness(pair, 80, "nearly the same name, the same company")
    return Likeness(pair, 50, f"both have {min(shared)}") if shared else None


def may_be_alike(one: str, other: str) -> bool:
    """Whether two names (keys) have a word in common."""
    return not set(one.split()).isdisjoint(other.split()) or fuzz.ratio(one, other) >= ALIKE


def _is_short_form(one: str, other: str) -> bool:
    """ "bob marsh" and "robert marsh", "j doe" and "jane doe", "jane doe" and "jane m doe"."""
    these, those = one.split(), other.split()
    if len(these) < 2 or len(those) < 2 or these[-1] != those[-1]:
        return False
    first, second = these[0], those[0]
    if first == second:
        return True
    return nicknames.same(first, second) or (first[0] == second[0] and 1 in (len(first), len(second)))


def _is_spelt_alike(one: str, other: str) -> bool:
    """A slip of the keyboard, or the names in another order; two first names of one family are none."""
    if fuzz.ratio(one, other) >= ALIKE:
        these, those = one.split(), other.split()
        return fuzz.ratio(these[0], those[0]) >= 75 and fuzz.ratio(these[-1], those[-1]) >= 75
    return sorted(one.split()) == sorted(other.split())
