"""The corpus of messages: how it is written, and how what the triple check finds is held against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bot.domain import checks, names
from bot.domain.checks import Finding, Known, News, Sent
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact, Member, Named

FILES = tuple(sorted(Path(__file__).parent.glob("drafts*.txt")))  # the first is what the check was made on
OK = "ok"


@dataclass
class Someone:
    """A line of the book: a contact, and what goes with it."""

    contact: Contact
    former: list[str] = field(default_factory=list)
    introducers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_told: bool = False
    written: int | None = None  # days ago, without an answer
    tries: int = 0


@dataclass
class Book:
    """What the drafts of one file are written against."""

    member: Member
    today: date
    situation: str
    people: dict[str, Someone]
    sent: list[Sent]

    def known(self, name: str, occasion: Occasion) -> Known:
        """What a message to somebody is held against."""
        someone = self.people[name]
        ago = timedelta(days=someone.written or (30 if someone.tries else 0))
        return Known(
            contact=someone.contact,
            member=self.member,
            occasion=occasion,
            today=self.today,
            everybody=[_named(each.contact) for each in self.people.values()],
            events=[each.contact.where_met for each in self.people.values() if each.contact.where_met],
            former=someone.former,
            introducers=someone.introducers,
            related=[other for other, each in self.people.items() if name in each.introducers],
            theirs="\n".join(someone.notes),
            sent=[sent for sent in self.sent if sent.name != name],
            news=News(self.situation, someone.is_told),
            written_on=self.today - ago if ago else None,
            unanswered=someone.tries,
        )


@dataclass(frozen=True)
class Labelled:
    """A draft, and what is to be found in it: rules, each with the words it means."""

    known: Known
    text: str
    wanted: tuple[tuple[str, str], ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be found."""
        return not self.wanted

    def missed(self, found: list[Finding]) -> list[tuple[str, str]]:
        """What was to be found, and was not."""
        return [each for each in self.wanted if not any(_is(finding, *each) for finding in found)]

    def false(self, found: list[Finding]) -> list[Finding]:
        """What was found, and was not to be."""
        return [finding for finding in found if not any(_is(finding, *each) for each in self.wanted)]


def read(path: Path) -> list[Labelled]:
    """The drafts of a file, each with the book before it."""
    parts = dict(_parts(path.read_text(encoding="utf-8")))
    member = Member("T1", "U1", name=parts["member"].strip(), id=1)
    people = {}
    for number, line in enumerate(parts["people"].strip().splitlines(), 1):
        someone = _someone(number, line)
        people[someone.contact.name] = someone
    sent = [
        Sent(name, people[name].contact.company, text, None) for [name, *_], text in _entries(parts.get("sent", ""))
    ]
    book = Book(member, date.fromisoformat(parts["today"].strip()), parts["situation"].strip(), people, sent)
    return [
        Labelled(book.known(name, Occasion(occasion)), text, _wanted(wanted))
        for [name, occasion, wanted], text in _entries(parts["drafts"])
    ]


def judged(path: Path) -> Iterator[tuple[Labelled, list[Finding]]]:
    """Every draft of a file with what the check finds."""
    for draft in read(path):
        yield draft, checks.check(draft.text, draft.known)


@dataclass(frozen=True)
class Score:
    """How the check did on a file."""

    good: int
    alarmed: int  # good ones about which something was said
    bad: int
    caught: int  # bad ones of which everything was found
    besides: int  # things said of bad ones that were not to be found

    @property
    def recall(self) -> float:
        """The share of bad drafts that were caught."""
        return self.caught / self.bad

    @property
    def false_alarms(self) -> float:
        """The share of good drafts about which something was said."""
        return self.alarmed / self.good


def score(path: Path) -> Score:
    """Hold the check against a file."""
    every = list(judged(path))
    good = [(draft, found) for draft, found in every if draft.is_good]
    bad = [(draft, found) for draft, found in every if not draft.is_good]
    return Score(
        len(good),
        sum(bool(found) for _, found in good),
        len(bad),
        sum(not draft.missed(found) for draft, found in bad),
        sum(len(draft.false(found)) for draft, found in bad),
    )


def problems(path: Path) -> Iterator[str]:
    """What was missed and what was said in vain, a line each."""
    for draft, found in judged(path):
        head = f"{path.stem}: {draft.known.contact.name}: {' '.join(draft.text.split())[:160]}"
        for rule, words in draft.missed(found):
            yield f"MISSED {rule} {words!r} in {head}"
        for finding in draft.false(found):
            yield f"{'FALSE' if draft.is_good else 'besides'} {finding.rule} {finding.words!r} in {head}"


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The sections: "= today 2026-11-23", or "= people" and the lines below."""
    name, lines = "", list[str]()
    for line in text.splitlines():
        if line.startswith("="):
            if name:
                yield name, "\n".join(lines)
            name, _, rest = line.removeprefix("=").strip().partition(" ")
            lines = [rest]
        elif not line.startswith("#"):
            lines.append(line)
    yield name, "\n".join(lines)


def _entries(section: str) -> Iterator[tuple[list[str], str]]:
    """ "@ Jane Doe | follow_up | ok" and the text below it."""
    for entry in section.split("\n@ ")[1:]:
        head, _, text = entry.partition("\n")
        yield [part.strip() for part in head.split("|", 2)], text.strip()


def _someone(number: int, line: str) -> Someone:
    name, *facts = (part.strip() for part in line.split("|"))
    someone = Someone(Contact(name, names.key(name), id=number))
    for fact in facts:
        kind, _, value = (part.strip() for part in fact.partition(":"))
        if kind in ("title", "company"):
            setattr(someone.contact, kind, value)
        elif kind in ("written", "tries"):
            setattr(someone, kind, int(value))
        elif kind in _LISTS:
            getattr(someone, _LISTS[kind]).append(value)
        else:
            _MARKS[kind](someone, value)
    return someone


_LISTS = {"former": "former", "by": "introducers", "note": "notes"}
_MARKS = {
    "circle": lambda someone, value: setattr(someone.contact, "circle", Circle(value)),
    "met": lambda someone, value: setattr(someone.contact, "where_met", value),
    "alone": lambda someone, value: setattr(someone.contact, "do_not_contact", True),
    "told": lambda someone, value: setattr(someone, "is_told", True),
    "replied": lambda someone, value: None,  # an answer came: nothing is awaited
}


def _named(contact: Contact) -> Named:
    return Named(contact.id or 0, contact.name, contact.name_key, contact.company)


def _wanted(text: str) -> tuple[tuple[str, str], ...]:
    if text == OK:
        return ()
    pairs = (each.partition(":") for each in text.split("; "))
    return tuple((rule.strip(), words.strip()) for rule, _, words in pairs)


def _is(finding: Finding, rule: str, words: str) -> bool:
    """Whether a finding is what a label asks for: its rule, and the same words or some of them."""
    same = not words or (bool(finding.words) and (finding.words in words or words in finding.words))
    return finding.rule == rule and same
