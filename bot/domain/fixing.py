"""What a line was understood to say, fact by fact, to be unticked or mended.

A fact has a key that says where it stands: "0.company" is the first person's company, "follow_up.0" the first
follow-up. What is unticked is no fact any more; its words are kept as a note.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from bot.domain import when, words
from bot.domain.captures.facts import Capture, FollowUp, Person, Talk
from bot.domain.intro_words import IntroWords
from bot.domain.model import Circle, Direction, InteractionKind, IntroductionKind
from bot.domain.when import Reading

ReadDay = Callable[[str], Reading]

_LABELS = {
    "title": "Title",
    "company": "Company",
    "circle": "Circle",
    "where_met": "Met at",
    "introduced_by": "Introduced by",
    "former": "Left",
    "emails": "Email",
    "phones": "Phone",
    "links": "Link",
    "tags": "Tag",
}
MENDED = ("name", "title", "company", "where_met")  # of a person, in an input of its own
_KINDS = {
    InteractionKind.CALL: "Call",
    InteractionKind.COFFEE: "Coffee",
    InteractionKind.EMAIL: "Email",
    InteractionKind.MEETING: "Met",
    InteractionKind.MESSAGE: "Message",
    InteractionKind.NOTE: "Note",
}


@dataclass(frozen=True)
class Fact:
    """One thing that was understood."""

    key: str
    says: str  # in plain words: "Company: Acme"
    typed: str  # about as it was typed, for the note it becomes


def facts(capture: Capture, today: date, locale: str) -> list[Fact]:
    """Everything that can be unticked, in the order it is shown."""
    several = len(capture.people) > 1
    found = [fact for place, person in enumerate(capture.people) for fact in _of_person(place, person, several)]
    if capture.talk:
        found.append(Fact("talk", talk(capture.talk, today), _typed_talk(capture.talk)))
    for place, follow_up in enumerate(capture.follow_ups):
        says = promised(follow_up, today, locale)
        found.append(Fact(f"follow_up.{place}", says, _typed_promise(follow_up)))
    for place, thanks in enumerate(capture.thanks):
        says = f"Thank {thanks.whom}{f' for {thanks.why}' if thanks.why else ''}"
        found.append(Fact(f"thanks.{place}", says, words.capital(says)))
    told = (Fact(f"introduction.{place}", introduced(one), introduced(one)) for place, one in _told(capture))
    return [*found, *told]


def apply(capture: Capture, dropped: Sequence[str], mended: Mapping[str, str], read_day: ReadDay) -> Capture:
    """A capture without the facts that were unticked, and with the others as mended.

    Raises:
        UnreadableDay, DayInDoubt: what `read_day` raises of a day that was mended.
    """
    for key, text in mended.items():
        if key not in dropped:
            _mend(capture, key, text.strip(), read_day)
    typed = {fact.key: fact.typed for fact in facts(capture, date.min, "")}
    for key in sorted(dropped, reverse=True):
        if key in typed:
            _drop(capture, key)
            capture.note = ", ".join(filter(None, (capture.note, typed[key])))
    return capture


def mendable(capture: Capture) -> dict[str, str]:
    """What has an input of its own to be mended in, by its key."""
    values = {
        f"{place}.{name}": getattr(person, name) or "" for place, person in enumerate(capture.people) for name in MENDED
    }
    promised = capture.follow_ups[0] if capture.follow_ups else FollowUp()
    day = promised.reading.words if promised.reading else promised.unread
    return {**values, "follow_up.0": day or "", "follow_up.0.about": promised.about or "", "note": capture.note or ""}


def talk(told: Talk, today: date) -> str:
    """ "Coffee yesterday about pricing", "Email from them"."""
    day = words.day(told.on, today) if told.on else ""
    on = f" {day}" if day in ("today", "yesterday", "tomorrow") else f" on {day}" if day else ""
    way = " from them" if told.direction == Direction.IN else ""
    return f"{_KINDS[told.kind]}{way}{on}{f' about {told.about}' if told.about else ''}"


def promised(follow_up: FollowUp, today: date, locale: str) -> str:
    """ "Follow up Friday 27 November about the pilot"."""
    day = when.say(follow_up.reading, today=today, locale=locale) if follow_up.reading else follow_up.unread or ""
    whom = f" with {words.listing(follow_up.whom)}" if follow_up.whom else ""
    return f"Follow up{whom} {day}{f': {follow_up.about}' if follow_up.about else ''}"


def introduced(told: IntroWords) -> str:
    """ "Jane will introduce you to Sam Lee", "You introduced Ann to Tom"."""
    about = f" about {told.about}" if told.about else ""
    if told.kind == IntroductionKind.RECEIVED:
        return f"{told.first} will introduce you to {told.second}{about}"
    return f"You {'introduced' if told.is_done else 'introduce'} {told.first} to {told.second}{about}"


def _told(capture: Capture) -> Iterator[tuple[int, IntroWords]]:
    return enumerate(capture.introductions)


def _of_person(place: int, person: Person, several: bool) -> Iterator[Fact]:
    whose = f"{person.name}: " if several else ""
    for name, label in _LABELS.items():
        value = getattr(person, name)
        for at, each in enumerate(value if isinstance(value, list) else [value]):
            if each:
                key = f"{place}.{name}.{at}" if isinstance(value, list) else f"{place}.{name}"
                shown = words.capital(each.value) if isinstance(each, Circle) else each
                yield Fact(key, f"{whose}{label}: {shown}", str(each))
    if place:
        yield Fact(f"{place}.name", f"Another person: {person.name}", person.name)


def _typed_talk(told: Talk) -> str:
    return f"{_KINDS[told.kind].lower()}{f' about {told.about}' if told.about else ''}"


def _typed_promise(follow_up: FollowUp) -> str:
    day = follow_up.reading.words if follow_up.reading else follow_up.unread
    whom = f"with {words.listing(follow_up.whom)}" if follow_up.whom else ""
    about = f"about {follow_up.about}" if follow_up.about else ""
    return " ".join(filter(None, ("follow up", whom, day, about)))


def _drop(capture: Capture, key: str) -> None:
    first, _, rest = key.partition(".")
    if first == "talk":
        capture.talk = None
    elif first in ("follow_up", "thanks", "introduction"):
        listed: list[object] = getattr(
            capture, {"follow_up": "follow_ups", "introduction": "introductions"}.get(first, first)
        )
        del listed[int(rest)]
    elif rest == "name":
        del capture.people[int(first)]
    else:
        _drop_of(capture.people[int(first)], rest)


def _drop_of(person: Person, key: str) -> None:
    name, _, at = key.partition(".")
    if at:
        del getattr(person, name)[int(at)]
    else:
        setattr(person, name, None)


def _mend(capture: Capture, key: str, text: str, read_day: ReadDay) -> None:
    first, _, rest = key.partition(".")
    if key == "note":
        capture.note = text or None
    elif first == "follow_up":
        _mend_promise(capture, rest, text, read_day)
    elif first.isdecimal() and int(first) < len(capture.people) and rest in {each.name for each in fields(Person)}:
        person = capture.people[int(first)]
        if isinstance(getattr(person, rest), list):
            setattr(person, rest, [text])
            return
        setattr(person, rest, text or (person.name if rest == "name" else None))


def _mend_promise(capture: Capture, key: str, text: str, read_day: ReadDay) -> None:
    place, _, name = key.partition(".")
    if int(place) >= len(capture.follow_ups):
        if not text or name == "about":
            return
        capture.follow_ups.append(FollowUp())
    follow_up = capture.follow_ups[int(place)]
    if name == "about":
        follow_up.about = text or None
    elif text:
        follow_up.reading, follow_up.unread = read_day(text), None
