"""The modals: adding and mending a contact, a note, a follow-up, thanks, a day, what to do with somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
)

from bot.domain import cadence, keeping, words
from bot.domain.model import Circle, Closeness, Contact, DetailKind, Interaction, Task
from bot.slack import kit
from bot.slack.kit import Modal, option, section
from bot.slack.mrkdwn import bold, escape, pieces

ADD_FORM = "add_form"
EDIT_FORM = "edit_form"
NOTE_FORM = "note_form"
FOLLOW_UP_FORM = "follow_up_form"
THANKS_FORM = "thanks_form"
SNOOZE_FORM = "snooze_form"
TELL_FORM = "tell_form"
PUT_AWAY_FORM = "put_away_form"
INTRODUCED_BY = "introduced_by"

FIELD_TEXT_LIMIT = 3000  # what Slack takes as an input's value
HISTORY_BYTES = 200_000  # of the 250,000 that Slack takes as a view
DAYS = "In your own words: “tomorrow”, “in 2 weeks”, “friday 3pm”"
HOW_OFTEN = "Such as “every 6 weeks”, “monthly” or “never”. Left empty: as for their circle"
ARCHIVE, DELETE = "archive", "delete"
CLOSENESS = {
    Closeness.NEW: "Hardly knew them",
    Closeness.ACQUAINTANCE: "Knew them a little",
    Closeness.CLOSE: "Knew them well",
}
_NEW = "new:"
OUT_OF_THEIR_WAY = Option(value="gift", label="Went out of their way", description="I'll suggest a small gift")


@dataclass
class PersonValues:
    """What the inputs about a person begin with."""

    name: str = ""
    note: str = ""
    follow_up: str = ""
    follow_up_hint: str = DAYS
    where_met: str = ""
    introduced_by: Option | None = None
    company: str = ""
    title: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    circle: Circle | None = None
    tags: list[str] = field(default_factory=list)
    keep_in_touch: str = ""

    @classmethod
    def of(cls, contact: Contact) -> "PersonValues":
        """What is known of a contact."""
        introducer = next((one.introducer for one in contact.introducers if one.introducer), None)
        return cls(
            name=contact.name,
            where_met=contact.where_met or "",
            introduced_by=known_option(introducer) if introducer else None,
            company=contact.company or "",
            title=contact.title or "",
            emails=contact.values(DetailKind.EMAIL),
            phones=contact.values(DetailKind.PHONE),
            links=contact.values(DetailKind.LINK),
            circle=contact.circle,
            tags=contact.values(DetailKind.TAG),
            keep_in_touch=cadence.said(contact.cadence, contact.never_suggested),
        )


def add_contact(metadata: str, values: PersonValues | None = None) -> Modal:
    """*Add a contact*: only the name is needed."""
    blocks = person_inputs(values or PersonValues())
    return Modal("Add a contact", blocks, ADD_FORM, "Save", "Cancel", metadata)


def edit_contact(contact: Contact, metadata: str, inferred: Closeness = Closeness.NEW) -> Modal:
    """*Edit*: everything that is known, to be mended; what is emptied is forgotten.

    Args:
        inferred: how close they were before they helped, as far as the book tells.
    """
    blocks = [*person_inputs(PersonValues.of(contact), logging=False), _closeness(contact.closeness, inferred)]
    return Modal("Edit a contact", blocks, EDIT_FORM, "Save", "Cancel", metadata)


def person_inputs(values: PersonValues, *, logging: bool = True, version: str = "") -> list[Block]:
    """The inputs about a person, most used first.

    Args:
        logging: with a note and a follow-up, which are for a new encounter, not for mending.
        version: see `kit.field`.
    """
    first = [text_input("name", "Name", values.name, optional=False)]
    encounter = [
        text_input("note", "Note", values.note, multiline=True),
        text_input("follow_up", "Follow up", values.follow_up, hint=values.follow_up_hint),
    ]
    rest = [
        text_input("where_met", "Where you met", values.where_met),
        kit.field(INTRODUCED_BY, "Introduced by", _people_menu(values.introduced_by)),
        text_input("company", "Company", values.company),
        text_input("title", "Title", values.title),
        _several("email", "Email", values.emails),
        _several("phone", "Phone", values.phones),
        kit.field("circle", "Circle", _circles(values.circle)),
        text_input(
            "tags", "Tags", " ".join(values.tags[: _fitting(values.tags)]), hint="With spaces between: data berlin"
        ),
        text_input("keep_in_touch", "Keep in touch", values.keep_in_touch, hint=HOW_OFTEN),
        _several("link", "Links", values.links),
    ]
    inputs = [*first, *(encounter if logging else []), *rest]
    for block in inputs:
        block.block_id = f"{block.block_id}{version}"
    return list(inputs)


def note(contact: Contact, metadata: str) -> Modal:
    """*Add note*."""
    text = text_input("note", f"Note on {words.shorten(contact.name, 100)}", "", multiline=True, optional=False)
    return Modal("Add a note", [text], NOTE_FORM, "Save", "Cancel", metadata)


def follow_up(contact: Contact, metadata: str, when: str = "", about: str = "") -> Modal:
    """*Follow up*: when, in free words, and what about."""
    blocks = [
        section(f"Follow up with {bold(contact.name)}"),
        text_input("when", "When", when, optional=False, hint=DAYS),
        text_input("about", "What about", about),
    ]
    return Modal("Follow up", blocks, FOLLOW_UP_FORM, "Save", "Cancel", metadata)


def thanks(contact: Contact, metadata: str) -> Modal:
    """*Say thanks*: for what, and by when."""
    blocks = [
        section(f"Thank {bold(contact.name)}"),
        text_input("about", "What for", ""),
        text_input("when", "By when", "", hint="Left empty: the next workday"),
        kit.field("gift", "Was it more than a small favour?", CheckboxesElement(options=[OUT_OF_THEIR_WAY])),
    ]
    return Modal("Say thanks", blocks, THANKS_FORM, "Save", "Cancel", metadata)


def snooze(first: str, tomorrow: date, metadata: str) -> Modal:
    """*Pick a date* to be reminded again."""
    day = kit.field("until", "Remind me on", DatePickerElement(initial_date=tomorrow.isoformat()), optional=False)
    blocks = [section(f"The day you promised {escape(first)} stays as it is; only my reminder moves."), day]
    return Modal("Put it off", blocks, SNOOZE_FORM, "Save", "Cancel", metadata)


def tell(owed: Sequence[Task], line: str, metadata: str, given: str = "") -> Modal:
    """*Told them* and *Thanked*: the line to copy and what was given, both kept.

    Args:
        owed: the tasks that this one message does.
        line: what is suggested, or was typed, for an introducer to hear; empty when there is nothing to report.
    """
    name = owed[0].contact.name if owed[0].contact else "them"
    blocks: list[Block] = []
    if line:
        hint = "Copy it, mend it, send it yourself; I keep what you told and when."
        blocks.append(text_input("told", f"What you told {words.shorten(name, 100)}", line, multiline=True, hint=hint))
    if len(line) > keeping.LINE:
        said = f"That is {len(line)} characters. One line is plenty: shorten it, or save it as it is."
        blocks.insert(0, section(said))
    if any(task.gift for task in owed):
        blocks.append(
            text_input("given", f"What you gave {words.shorten(name, 100)}", given, hint="A note, a book, lunch…")
        )
    if not blocks:
        blocks.append(section(f"Thank {bold(name)}"))
    title = "Tell how it went" if line else "Say thanks"
    return Modal(title, blocks, TELL_FORM, "I told them" if line else "I thanked them", "Cancel", metadata)


def put_away(contact: Contact, metadata: str) -> Modal:
    """*Archive or delete*: the choice, and what each comes to."""
    archive = Option(value=ARCHIVE, label="Archive", description="Kept and found, no more reminders")
    delete = Option(value=DELETE, label="Delete", description="Gone with notes and promises; undo for 30 days")
    choice = RadioButtonsElement(options=[archive, delete], initial_option=archive)
    label = f"What should happen to {words.shorten(contact.name, 100)}?"
    blocks = [kit.field("what", label, choice, optional=False)]
    return Modal("Archive or delete", blocks, PUT_AWAY_FORM, "Go ahead", "Cancel", metadata)


def history(contact: Contact, interactions: Sequence[Interaction], today: date) -> Modal:
    """Every note and touch, newest first, as far as one modal holds them."""
    texts: list[str] = []
    for one in interactions:
        day = f"*{words.dated(one.on, today)}*"
        source = f" · <{one.link}|where it was said>" if one.link else ""
        first, *rest = pieces(escape(one.text or words.capital(words.touch(one.kind))), kit.SECTION_LIMIT - 500)
        texts += [f"{day}{source}\n{first}", *rest]
    sizes = accumulate(len(text.encode()) for text in texts)
    shown: list[Block] = [section(text) for text, size in zip(texts[:99], sizes, strict=False) if size < HISTORY_BYTES]
    if len(texts) > len(shown):
        shown.append(kit.context("What is older is not shown here."))
    return Modal(contact.name, shown or [section("No notes yet.")])


def known_option(contact: Contact) -> Option:
    """A person of the book, as an option of a type-ahead menu."""
    job = ", ".join(filter(None, [contact.title, contact.company]))
    return option(f"{contact.name} · {job}" if job else contact.name, str(contact.id))


def new_option(name: str) -> Option:
    """*Add "Bob"*, as an option of a type-ahead menu."""
    return option(f"Add “{words.shorten(name, 60)}”", f"{_NEW}{name[:120]}")


def chosen_person(value: str | None) -> tuple[int | None, str | None]:
    """What an option of a type-ahead menu stands for: somebody's id, or a new name."""
    if not value:
        return None, None
    if value.startswith(_NEW):
        return None, value.removeprefix(_NEW)
    return (int(value), None) if value.isdecimal() and len(value) < 19 else (None, None)


def unshown(contact: Contact, kind: DetailKind) -> list[str]:
    """What *Edit* has no room for, and so leaves as it is."""
    values = contact.values(kind)
    return values[_fitting(values) :]


def listed(text: str) -> list[str]:
    """Several values of one input: a line each, or with commas or semicolons between."""
    for separator in ",;":
        text = text.replace(separator, "\n")
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_input(
    name: str,
    label: str,
    value: str,
    *,
    optional: bool = True,
    multiline: bool = False,
    hint: str | None = None,
) -> InputBlock:
    initial = words.shorten(value, FIELD_TEXT_LIMIT) or None
    element = PlainTextInputElement(initial_value=initial, multiline=multiline or None)
    return kit.field(name, label, element, optional=optional, hint=hint)


def _several(name: str, label: str, values: Sequence[str]) -> InputBlock:
    return text_input(name, label, "\n".join(values[: _fitting(values)]), multiline=len(values) > 1)


def _fitting(values: Sequence[str]) -> int:
    """How many of the values an input holds, with a space or line break behind each."""
    ends = accumulate(len(value) + 1 for value in values)
    return sum(end <= FIELD_TEXT_LIMIT for end in ends)


def _people_menu(chosen: Option | None) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(
        placeholder="Type a name", min_query_length=1, initial_option=chosen, action_id=INTRODUCED_BY
    )


def _closeness(chosen: Closeness | None, inferred: Closeness) -> InputBlock:
    """How close they were before they helped, if the member knows better than the book."""
    options = {each: option(text, each.value) for each, text in CLOSENESS.items()}
    menu = StaticSelectElement(
        placeholder=f"{CLOSENESS[inferred]}, as the book has it",
        options=list(options.values()),
        initial_option=options[chosen] if chosen else None,
    )
    hint = "For your stats. Left empty, I go by how often you had been in touch before."
    return kit.field("closeness", "How close before they helped", menu, hint=hint)


def _circles(chosen: Circle | None) -> StaticSelectElement:
    options = [option(words.capital(circle.value), circle.value) for circle in Circle]
    initial = option(words.capital(chosen.value), chosen.value) if chosen else None
    return StaticSelectElement(placeholder="Choose", options=options, initial_option=initial)
