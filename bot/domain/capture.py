"""One line about people, taken apart into facts.

A line is cut at its commas, semicolons, brackets and dashes, and each piece is put to a table of rules. No word
that was typed is lost, but for the `MARKERS` that say what the others are. Rules of thumb:
- "met Jane at PyCon" names a place, "Jane at Acme" a company; "from" always a company, unless it is a city.
- The first piece that no rule knows is the name; a title or a company may follow it, unmarked.
- A day is for a follow-up, unless it is when they met or spoke.
- "she" is whoever was named last.
- What is unmarked counts only where its shape leaves no doubt: a small word that nobody knows is no name, a sentence
  that goes on ends the fact before it. What the book holds (`Known`) settles a doubt.
- What fits nowhere, or where something stands already, is kept as the note.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain import details, names, when
from bot.domain.captures import (
    changes,
    cutting,
    introduced,
    jobs,
    kin,
    losing,
    opening,
    people,
    posts,
    promises,
    settling,
    talks,
    thanks,
    where,
)
from bot.domain.captures.facts import Capture, FollowUp, Person, Talk, Thanks
from bot.domain.captures.known import Known
from bot.domain.captures.line import Line, Rule
from bot.domain.captures.signs import MARKERS

__all__ = ["MARKERS", "Capture", "FollowUp", "Known", "Person", "Talk", "Thanks", "read"]

NOBODY = Known()


@cache
def _rules() -> Sequence[tuple[re.Pattern[str], Rule]]:
    """All rules, in order; made with the first line, as their patterns take long to compile."""
    return (
        *introduced.rules(),
        *thanks.rules(),
        *promises.rules(),
        *talks.rules(),
        *where.long_ago_rules(),
        *people.day_rules(),
        *changes.rules(),
        *where.rules(),
        *jobs.rules(),
        *posts.rules(),
        *people.rules(),
        *jobs.late_rules(),
        *where.late_rules(),
    )


def read(
    line: str, *, now: datetime, zone: ZoneInfo, locale: str, is_named: bool = False, known: Known = NOBODY
) -> Capture:
    """The facts in one line about people, as seen at the instant `now` in `zone`.

    Any text is read, a bare name or small talk too: whether it says anything is `Capture.is_capture`. Nothing is
    raised: a follow-up's day that is none, has passed, or could be two is kept in `FollowUp.unread`.

    Args:
        line: plain words, as a person types them.
        now: an aware instant.
        zone: the member's zone.
        locale: such as "en-US"; tells how days and phone numbers are written.
        known: whom and which companies the member has in the book; they settle what else would be doubtful.
        is_named: the line is known to begin with somebody's name, be it written in small letters.
    """
    found = details.found_in(cutting.spelt_out(line), locale)
    reading = Line(now, zone, locale, cutting.pieces(found.rest), known)
    reading.is_named = is_named
    reading.mailboxes = " ".join(email.lower().partition("@")[0] for email in found.emails)
    opening.set_apart(reading)
    reading.read(_rules(), cutting.cut)
    opening.give_back(reading)
    settling.finish(reading)
    if is_named and not reading.capture.people and (name := names.clean(found.rest)):
        reading.capture = Capture([Person(name)])
    reading.capture.is_named = is_named
    _share(reading)
    _reach(reading.capture, found, line, locale)
    losing.keep_rest(reading, line)
    return reading.capture


def warm() -> None:
    """Load what reading takes, so that the first member does not wait for it."""
    when.warm()
    line = "met Jane Doe (CTO at Acme, Berlin) via Bob, +1 212 555 0142, follow up in 2 weeks"
    read(line, now=datetime(2026, 1, 1, tzinfo=UTC), zone=ZoneInfo("UTC"), locale="en-US")


def _share(line: Line) -> None:
    """What is said of the line as a whole belongs to everybody in it."""
    for person in line.capture.people:
        person.where_met = line.told.where_met
        person.introduced_by = [name for name in line.told.introduced_by if name != person.name]
    if line.told.circle and line.capture.people:
        line.capture.people[0].circle = line.told.circle


def _is_anothers(email: str, person: Person, note: str) -> bool:
    """Whether an address has the name of somebody whom the note speaks of, and nothing of this person's."""
    parts = {part for part in re.split(r"[^a-z]+", email.lower().partition("@")[0]) if len(part) > 2}
    own = set(names.key(person.name).split())
    return bool(parts & set(re.findall(r"\w+", note.lower()))) and not parts & own


def _reach(capture: Capture, found: details.Found, line: str, locale: str) -> None:
    """Emails, phones and links are those of whoever stands before them; tags are everybody's."""
    if not capture.people:
        capture.note = (
            ", ".join(filter(None, (capture.note, *found.emails, *found.phones, *found.links, *found.tags))) or None
        )
        return
    whose = details.shared_out(found, line, [person.name for person in capture.people], locale)
    for person, theirs in zip(capture.people, whose, strict=True):
        others = [email for email in theirs.emails if _is_anothers(email, person, capture.note or "")]
        person.emails = [email for email in theirs.emails if email not in others]
        person.phones, person.links = theirs.phones, theirs.links
        capture.note = ", ".join(filter(None, (capture.note, *others))) or None
    circles = {tag: kin.circle_of(tag) for tag in found.tags}
    for person in capture.people:
        person.tags = [tag for tag in found.tags if not circles[tag]]
        person.circle = person.circle or next(filter(None, circles.values()), None)
