"""How often to keep in touch: a contact's own rhythm, else that of their circle, else a sensible one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import when
from bot.domain.model import Circle, Member
from bot.domain.repeats import Repeat

NEVER = "never"

# For circles of which the member says nothing; whoever is in none comes last.
USUAL: Mapping[Circle | None, str] = {
    Circle.CLIENT: "FREQ=WEEKLY;INTERVAL=6",
    Circle.FRIEND: "FREQ=MONTHLY;INTERVAL=2",
    Circle.FAMILY: "FREQ=MONTHLY;INTERVAL=2",
    Circle.INDUSTRY: "FREQ=MONTHLY;INTERVAL=3",
    Circle.FORMER_COLLEAGUE: "FREQ=MONTHLY;INTERVAL=4",
    Circle.OTHER: "FREQ=MONTHLY;INTERVAL=6",
    None: "FREQ=MONTHLY;INTERVAL=6",
}


@dataclass(frozen=True)
class Cadence:
    """What a member wrote about how often: a rule, or never."""

    rule: str | None = None  # see `domain.repeats`
    never: bool = False


def read(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> Cadence:
    """How often "every 6 weeks", "6 weeks", "monthly" or "never" is; nothing at all when there is no text.

    Raises:
        UnreadableCadence: it is none of these.
    """
    text = " ".join(text.split())
    if not text:
        return Cadence()
    if text.casefold().rstrip(".!") == NEVER:
        return Cadence(never=True)
    for words in (text, f"every {text}"):
        try:
            repeat = when.read(words, now=now, zone=zone, locale=locale).repeat
        except (errors.UnreadableDay, errors.DayInDoubt):
            continue
        if repeat:
            return Cadence(repeat.text)
    raise errors.UnreadableCadence(words=text[:60], field="keep_in_touch")


def said(rule: str | None, never: bool = False) -> str:
    """A cadence in plain words, as `read` takes it: "every 6 weeks", "never"; empty when there is none."""
    if never:
        return NEVER
    return str(Repeat.parse(rule)) if rule else ""


def of_circle(member: Member, circle: Circle | None) -> str | None:
    """The rule for a circle; none when the member never wants to be reminded of it."""
    own = (member.cadences or {}).get(circle.value if circle else "")
    if own == NEVER:
        return None
    return own or USUAL[circle]


def set_for_circles(member: Member, cadences: Mapping[Circle, Cadence]) -> None:
    """Let circles have these cadences; a circle for which nothing is said has the usual one again."""
    kept = {circle.value: NEVER if each.never else each.rule for circle, each in cadences.items()}
    member.cadences = {circle: rule for circle, rule in kept.items() if rule} or None


def due(rule: str, last: date) -> date:
    """The day by which to be in touch again after the last time."""
    return Repeat.parse(rule).next(last)


def overdue(rule: str, last: date, today: date) -> float:
    """How long it has been, in cadences: below 1 it is not time yet, at 2 it is twice as long as it should be."""
    return (today - last).days / max(1, (due(rule, last) - last).days)
