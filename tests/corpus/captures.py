"""The corpus of captures: how it is written, and how readings are held against it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain import capture
from bot.domain.capture import Capture, FollowUp, Person, Talk
from bot.domain.model import Direction, IntroductionKind
from tests.corpus.dates import Verdict

FILES = tuple(
    Path(__file__).parent / name
    for name in ("captures.txt", "captures_fresh.txt", "captures_third.txt", "captures_later.txt")
)

Fact = tuple[str, str]  # a field and its value, as the corpus writes them
_OF_PERSON = frozenset(each.name for each in fields(Person))


@dataclass(frozen=True)
class Wanted:
    """A fact that is to be understood, in any of its spellings; one that is free may be left out."""

    of: frozenset[str]  # whose it is, by any of their names; empty for what is said of the whole line
    name: str
    values: frozenset[str]
    is_free: bool

    def is_met_by(self, of: str, fact: Fact) -> bool:
        """Whether a fact that was read says this."""
        return fact[0] == self.name and fact[1].lower() in self.values and (not self.of or of in self.of)


@dataclass(frozen=True)
class Example:
    """A line with what it is read against, and all that is to be understood; nothing if it is no capture."""

    text: str
    now: datetime
    zone: ZoneInfo
    locale: str
    right: tuple[Fact, ...]

    def verdict(self, read: list[Fact]) -> Verdict:
        """How a reading compares: wrong if a fact is, refused if facts are missing."""
        wanted = list(_wanted(self.right))
        if not read and all(each.is_free for each in wanted):
            return Verdict.RIGHT
        missing = [each for each in wanted if each.name != "note"]
        for of, fact in _owned(fact for fact in read if fact[0] != "note"):
            met = next((each for each in missing if each.is_met_by(of, fact)), None)
            if met is None:
                return Verdict.WRONG
            missing.remove(met)
        is_noted = _is_noted(" ".join(text for name, text in read if name == "note"), wanted)
        return Verdict.RIGHT if is_noted and all(each.is_free for each in missing) else Verdict.REFUSED


def _wanted(right: Iterable[Fact]) -> Iterator[Wanted]:
    owner: frozenset[str] = frozenset()
    for written_name, written_values in right:
        is_free, name = written_name.startswith("("), written_name.strip("(")
        values = frozenset(written_values.removesuffix(")" if is_free else "").split(" | "))
        owner = values if name == "name" else owner
        of = owner if name in _OF_PERSON else frozenset[str]()
        yield Wanted(of, name, frozenset(value.lower() for value in values - {"-"}), is_free or "-" in values)


def _owned(facts: Iterable[Fact]) -> Iterator[tuple[str, Fact]]:
    """The facts, each with the name of whom it is of."""
    of = ""
    for fact in facts:
        of = fact[1] if fact[0] == "name" else of
        yield of, fact


def _is_noted(note: str, wanted: Iterable[Wanted]) -> bool:
    """Whether the note has the words it should; their order, and little words, do not count."""
    notes = [each for each in wanted if each.name == "note"]
    fits = {_words(value) for each in notes for value in each.values}
    return _words(note) in fits or (not _words(note) and all(each.is_free for each in notes))


def _words(text: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", text.lower())
    return tuple(sorted(word for word in words if word not in capture.MARKERS))


def examples(path: Path) -> Iterator[Example]:
    """The lines of a file, in its order."""
    now, zone, locale = datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC"), ""
    text, facts = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# end"]:
        if line.startswith(" "):
            facts.append(line.strip())
            continue
        if text and (line.startswith(("@", "#")) or line.strip()):
            yield Example(text, now, zone, locale, tuple(_fact(fact) for fact in facts if fact != "no"))
            text, facts = "", []
        if line.startswith("@ "):
            wall, name, locale = line[1:].split()
            zone = ZoneInfo(name)
            now = datetime.fromisoformat(wall).replace(tzinfo=zone)
        elif line.strip() and not line.startswith("#"):
            text = line


def goodword(example: Example) -> list[Fact]:
    """What Goodword makes of a line, as the corpus writes it."""
    found = capture.read(example.text, now=example.now, zone=example.zone, locale=example.locale)
    return written(found, example.now.date()) if found.is_capture else []


def judged(path: Path) -> Iterator[tuple[Example, list[Fact], Verdict]]:
    """Every line of a file with what it was read as, and the verdict."""
    for example in examples(path):
        found = goodword(example)
        yield example, found, example.verdict(found)


def written(found: Capture, today: date) -> list[Fact]:
    """All that was understood."""
    facts = [fact for person in found.people for fact in _of_person(person)]
    facts += [("talk", _talk(found.talk, today))] if found.talk else []
    facts += [fact for each in found.follow_ups for fact in _follow_up(each)]
    thanks = [
        f"{each.whom}{f' for {each.why}' if each.why else ''}{f' by {each.by.on}' if each.by else ''}"
        for each in found.thanks
    ]
    facts += [("thanks", "; ".join(thanks))] if thanks else []
    for told in found.introductions:
        kind = "promised" if told.kind == IntroductionKind.RECEIVED else "made" if told.is_done else "making"
        facts.append((kind, f"{told.first} -> {told.second}{f' about {told.about}' if told.about else ''}"))
    return [*facts, *([("note", found.note)] if found.note else [])]


def _of_person(person: Person) -> list[Fact]:
    values = ((name, ", ".join(value) if isinstance(value, list) else value) for name, value in vars(person).items())
    return [(name, str(value)) for name, value in values if value and value is not True]


def _talk(talk: Talk, today: date) -> str:
    day = talk.on.isoformat() if talk.on and talk.on != today else ""
    way = "in" if talk.direction == Direction.IN else ""
    about = f"about {talk.about}" if talk.about else ""
    return " ".join(filter(None, (talk.kind.value, day, way, about)))


def _follow_up(follow_up: FollowUp) -> list[Fact]:
    reading = follow_up.reading
    facts = [("unread_day", follow_up.unread)] if follow_up.unread else []
    if reading:
        at, repeat = reading.at and f"{reading.at:%H:%M}", reading.repeat and reading.repeat.text
        facts.append(("follow_up", " ".join(filter(None, (reading.on.isoformat(), at, repeat)))))
    facts += [("about", follow_up.about)] if follow_up.about else []
    return [*facts, *([("with", ", ".join(follow_up.whom))] if follow_up.whom else [])]


def _fact(written_fact: str) -> Fact:
    name, _, value = written_fact.partition(": ")
    return name, value
