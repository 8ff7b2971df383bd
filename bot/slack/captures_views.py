"""What was understood of a line, fact by fact, with the ways to mend it; and the same of several lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_sdk.models.blocks import Block, CheckboxesElement, Option
from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import fixing, keeping, names, words
from bot.domain.captures.facts import Capture, Person
from bot.domain.fixing import Fact
from bot.domain.model import Contact, DetailKind, Member, Task
from bot.slack import contacts_views, forms, kit
from bot.slack.kit import Message, Modal, actions, button, section
from bot.slack.mrkdwn import bold, escape, quote
from bot.slack.tasks_words import line

FIX_LINE = "fix_line"
FIX_FORM = "fix_form"
WHO = "capture_who"  # who was meant by a name; several in one row, so numbered
CONGRATULATE = "congratulate"  # whoever has a new job; several in one row, so numbered
SPREAD_WEEK = "spread_week"

_SPREAD = "They are spread over the week already."

TICKS_AT_ONCE = 10  # options that Slack takes in one group of checkboxes
ASKED_AT_ONCE = 3
_NOTE_SHOWN = 300
_UNCLEAR_SHOWN = 10
_LABELS = {"name": "Name", "title": "Title", "company": "Company", "where_met": "Where you met"}


@dataclass
class Shown:
    """One line as it is in the book now."""

    line: int  # its place in the message
    people: list[tuple[Contact, Person, bool]] = field(default_factory=list)  # with what the line says, and if new
    happened: list[str] = field(default_factory=list)  # talks and introductions, in plain words
    owed: list[Task] = field(default_factory=list)  # what came of it and is open
    note: str = ""
    moved: list[Contact] = field(default_factory=list)  # who may be congratulated
    unclear: dict[str, list[Contact]] = field(default_factory=dict)
    near: dict[str, list[Contact]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)  # plain text


@dataclass
class Days:
    """Buttons for a follow-up's day that has to be asked about, and why."""

    problem: str
    row: Sequence[BlockElement]


def saved(
    shown: Shown, member: Member, today: date, change_id: str, question_id: int, days: Sequence[Days] = ()
) -> Message:
    """What was understood of one line, with *Fix*, *Undo*, and whatever is to be asked.

    Args:
        question_id: the question that keeps the line.
    """
    contact = shown.people[0][0] if shown.people else None
    name = contact.name if contact else "it"
    blocks: list[Block] = [section("\n".join(_lines(shown, member, today)) or "Nothing is saved yet.")]
    for asked in days:
        blocks += [section(escape(asked.problem)), actions(*asked.row)]
    blocks += _questions(shown, question_id)
    row = [_congratulate(each, place) for place, each in enumerate(shown.moved[:2])]
    row.append(_fix(shown.line, question_id, name, "Fix"))
    if contact:
        about = kit.value(contact=contact.id)
        row.append(button("Add note", contacts_views.ADD_NOTE, about, label=f"Add a note on {name}"))
    row.append(contacts_views.undo_button(change_id, name))
    return Message(f"Saved {name}", [*blocks, actions(*row)])


def several(
    every: Sequence[Shown],
    unclear: Sequence[str],
    member: Member,
    today: date,
    change_id: str,
    question_id: int,
    crowded: bool = False,
) -> Message:
    """What was saved of several lines, each with *Fix*; what was unclear; one *Undo* for all.

    Args:
        unclear: lines that say nothing of anybody.
        crowded: a day has more people than its digest names.
    """
    count = words.count(sum(len(shown.people) for shown in every), "person", "people")
    title = f"Logged {count}"
    blocks: list[Block] = [section(f"*{title}*")]
    for shown in every:
        who = shown.people[0][0].name if shown.people else "this line"
        text = "\n".join(_lines(shown, member, today)) or "_Nothing saved yet_"
        blocks.append(section(text, _fix(shown.line, question_id, who, "Fix")))
    asking = [shown for shown in every if shown.unclear or shown.near][:ASKED_AT_ONCE]
    blocks += [block for shown in asking for block in _questions(shown, question_id)[:2]]
    if unclear:
        blocks.append(section(_not_saved(unclear)))
    row = [contacts_views.undo_button(change_id, title)]
    if crowded:
        label = "Spread the follow-ups over the week"
        row.insert(0, button("Spread over the week", SPREAD_WEEK, kit.value(change=change_id), label=label))
        blocks.append(section("That is a lot of people for one day."))
    return Message(title, [*blocks, actions(*row)])


def spread(moved: int, change_id: str) -> Message:
    """What *Spread over the week* did."""
    if not moved:
        return Message(_SPREAD, [section(_SPREAD)])
    title = f"{words.count(moved, 'follow-up', 'follow-ups')} moved to other workdays of the week."
    return Message(title, [section(title, contacts_views.undo_button(change_id, "spread over the week"))])


def fix(capture: Capture, facts: Sequence[Fact], metadata: str, read_as: str = "") -> Modal:
    """*Fix*: every fact with a tick to take away, and inputs to mend the words.

    Args:
        facts: those of `fixing.facts`.
        read_as: how the follow-up's day was read.
    """
    blocks: list[Block] = []
    for place in range(0, len(facts), TICKS_AT_ONCE):
        blocks.append(_ticks(facts[place : place + TICKS_AT_ONCE], place))
    for place, person in enumerate(capture.people[:4]):
        blocks += _inputs_of(place, person, len(capture.people) > 1)
    blocks += _promise_inputs(fixing.mendable(capture), read_as)
    hint = "What you untick is kept here."
    blocks.append(forms.text_input("mend.note", "Note", capture.note or "", multiline=True, hint=hint))
    return Modal("Fix", blocks, FIX_FORM, "Save", "Cancel", metadata)


def _ticks(facts: Sequence[Fact], place: int) -> Block:
    options = [Option(value=fact.key, label=words.shorten(fact.says, kit.OPTION_LIMIT)) for fact in facts]
    ticks = CheckboxesElement(options=options, initial_options=options)
    return kit.field(f"facts.{place}", "What I understood" if not place else "And", ticks)


def _inputs_of(place: int, person: Person, several: bool) -> list[Block]:
    whose = f" of {words.shorten(names.first(person.name), 30)}" if several else ""
    return [
        forms.text_input(f"mend.{place}.{name}", f"{_LABELS[name]}{whose}", getattr(person, name) or "")
        for name in fixing.MENDED
    ]


def _promise_inputs(values: Mapping[str, str], read_as: str) -> list[Block]:
    hint = f"Read as {read_as}. {forms.DAYS}" if read_as else forms.DAYS
    return [
        forms.text_input("mend.follow_up.0", "Follow up", values["follow_up.0"], hint=hint),
        forms.text_input("mend.follow_up.0.about", "What about", values["follow_up.0.about"]),
    ]


def _lines(shown: Shown, member: Member, today: date) -> list[str]:
    """Every fact that was understood, line by line (mrkdwn)."""
    lines = []
    for contact, person, is_new in shown.people:
        lines.append(f"{'Saved' if is_new else 'Updated'} {contacts_views.headline(contact)}")
        lines += filter(None, (_met(contact, person), _about(contact, person), _reach(contact, person)))
    lines += [escape(words.capital(each)) for each in shown.happened]
    own = {contact.id for contact, _, _ in shown.people}
    for owed in keeping.together(sorted(shown.owed, key=lambda task: task.contact_id not in own)):
        is_clear = len(own) == 1 and owed[0].contact_id in own
        lines.append(line(owed, member, today, name=not is_clear))
    if shown.note:
        lines.append(f"Noted: {quote(words.shorten(' '.join(shown.note.split()), _NOTE_SHOWN))}")
    return [*lines, *map(escape, shown.remarks)]


def _met(contact: Contact, person: Person) -> str:
    """ "Met at PyCon, introduced by Bob Marsh"; of somebody known, where that was."""
    place = person.where_met or contact.where_met
    at = f"met at {escape(place)}" if place else ""
    by = f"introduced by {escape(words.listing(person.introduced_by))}" if person.introduced_by else ""
    return words.capital(", ".join(filter(None, (at, by))))


def _about(contact: Contact, person: Person) -> str:
    tags = " ".join(f"#{escape(tag)}" for tag in person.tags)
    circle = words.capital(person.circle.value) if person.circle else ""
    return " · ".join(filter(None, (circle, tags)))


def _reach(contact: Contact, person: Person) -> str:
    """The ways to reach them that the line names, and those that may be gone by now."""
    doubtful = contact.values(DetailKind.DOUBTFUL)
    given = " · ".join(escape(each) for each in (*person.emails, *person.phones, *person.links))
    gone = (
        f"{escape(words.listing(doubtful))} may no longer reach {escape(names.first(contact.name))}" if doubtful else ""
    )
    return "\n".join(filter(None, (given, gone)))


def _questions(shown: Shown, question_id: int) -> list[Block]:
    """ "Which Bob?", and whether somebody new is somebody known."""
    blocks: list[Block] = []
    for place, (name, people) in enumerate([*shown.unclear.items(), *shown.near.items()]):
        is_new = name in shown.near
        asked = f"{bold(name)} is new to your book. Or is it somebody you know?" if is_new else f"Which {bold(name)}?"
        about = {"question": question_id, "line": shown.line, "name": names.key(name)[:80]}
        texts = contacts_views.told_apart(people[:5])
        row = [
            button(text, f"{WHO}:{place}.{at}", kit.value(**about, contact=contact.id), label=f"{name} is {text}")
            for at, (contact, text) in enumerate(zip(people[:5], texts, strict=True))
        ]
        if not is_new:
            new = kit.value(**about, new=1)
            label = f"Add {name} as somebody new"
            row.append(button(f"Add “{words.shorten(name, 60)}”", f"{WHO}:{place}.new", new, label=label))
        blocks += [section(asked), actions(*row)]
    return blocks


def _congratulate(contact: Contact, place: int) -> BlockElement:
    first, about = names.first(contact.name), kit.value(contact=contact.id)
    label = f"Plan to congratulate {contact.name}"
    return button(f"Congratulate {first}", f"{CONGRATULATE}:{place}", about, label=label, style="primary")


def _fix(place: int, question_id: int, name: str, text: str) -> BlockElement:
    about = kit.value(question=question_id, line=place)
    return button(text, FIX_LINE, about, label=f"Fix what was saved about {name}")


def _not_saved(unclear: Sequence[str]) -> str:
    shown = [f"> {escape(words.shorten(each, 200))}" for each in unclear[:_UNCLEAR_SHOWN]]
    more = [f"> and {len(unclear) - _UNCLEAR_SHOWN} more"] if len(unclear) > _UNCLEAR_SHOWN else []
    return "\n".join(["*Not saved*, as I wasn't sure what they say; a name and one fact is enough:", *shown, *more])
