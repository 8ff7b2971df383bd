"""How an import looks: the form, what would come of a file, how far it is, what came of it."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, Option, StaticSelectElement
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.domain import words
from bot.domain.importing import Example
from bot.domain.jobs import Import
from bot.slack import kit
from bot.slack.kit import Message, Modal, actions, button, confirm, context, section, value
from bot.slack.mrkdwn import bold, escape

OPEN_IMPORT = "open_import"
IMPORT_FORM = "import_form"
FILE = "file"
START_IMPORT = "start_import"
COLUMNS = "import_columns"
COLUMNS_FORM = "import_columns_form"
UNDO_IMPORT = "undo_import"

LINES_SHOWN = 8
COLUMNS_SHOWN = 90  # inputs that a modal has room for
BAR = 20  # characters
NOT_TAKEN = "-"  # a column that says nothing
KINDS = ("csv", "vcf", "vcard", "zip", "json", "txt", "tsv")
WHAT_I_READ = (
    "LinkedIn's `Connections.csv` or zip, Google or Outlook CSV, any other CSV with a header, vCards, my own exports"
)


def form(metadata: str) -> Modal:
    """*Import*: one file."""
    element = FileInputElement(max_files=1)
    hint = "At most 20 MB. First I show what would come of it; nothing is changed before you say so."
    blocks: list[Block] = [
        section(f"I read {WHAT_I_READ}."),
        kit.field(FILE, "Your contacts", element, optional=False, hint=hint),
        context("In Goodword's DM you can also just drop the file."),
    ]
    return Modal("Import contacts", blocks, IMPORT_FORM, "Look at it", "Cancel", metadata)


def looking(name: str) -> Message:
    """What is said while the worker reads a file."""
    text = f"I'm looking at {name}. What would come of it will be here in a moment."
    return Message(text, [section(escape(text))])


def preview(import_: Import, examples: Sequence[Example]) -> Message:
    """What would come of a file, and the button that lets it come in."""
    people = import_.new + import_.merged
    blocks: list[Block] = [section(f"{bold(import_.name)} · {escape(import_.format or '')}\n{_counts(import_)}")]
    if examples:
        blocks.append(section("For example:\n" + "\n".join(map(_example, examples))))
    blocks += _unreadable(import_)
    row = []
    if people or _has_more(import_):
        begin = f"Import {words.count(people, 'person', 'people')}" if people else "Import"
        row.append(button(begin, START_IMPORT, value(import_id=import_.id), style="primary"))
    if import_.columns:
        row.append(button("Columns", COLUMNS, value(import_id=import_.id), label="Which column holds what"))
    blocks += [actions(*row)] if row else []
    blocks.append(context(_afterwards(import_)))
    return Message(f"{import_.name}: {import_.new:,} new, {import_.known + import_.merged:,} known", blocks)


def refused(import_: Import, sentence: str) -> Message:
    """Why a file can't be read; where a table's columns are not understood, they can be named."""
    blocks: list[Block] = [section(f"{bold(import_.name)}: {escape(sentence)}")]
    if import_.columns:
        blocks.append(actions(button("Columns", COLUMNS, value(import_id=import_.id), label="Which column holds what")))
    return Message(sentence, blocks)


def columns_form(import_: Import, fields: Sequence[str], metadata: str) -> Modal:
    """*Columns*: what each is taken for, to be corrected.

    Args:
        fields: what a column can hold, as a member calls it.
    """
    options = [kit.option(words.capital(each), each) for each in fields]
    options.append(kit.option("Leave it out", NOT_TAKEN))
    blocks: list[Block] = [section("What is in each column?")]
    for index, (header, field, example) in enumerate(import_.columns[:COLUMNS_SHOWN]):
        hint = f"For example: {example}" if example else None
        menu = StaticSelectElement(options=options, initial_option=_chosen(options, field))
        blocks.append(kit.field(f"column{index}", words.shorten(header or f"Column {index + 1}", 100), menu, hint=hint))
    return Modal("Columns", blocks, COLUMNS_FORM, "Look again", "Cancel", metadata)


def progress(import_: Import, seconds_left: float | None) -> Message:
    """How far an import is.

    Args:
        seconds_left: until it is through, if that can be told.
    """
    total = max(import_.total or 0, import_.taken, 1)
    done = BAR * import_.taken // total
    bar = "█" * done + "░" * (BAR - done)
    left = f" · about {words.count(max(1, round(seconds_left)), 'second', 'seconds')} left" if seconds_left else ""
    text = f"Importing {import_.name}: {import_.taken:,} of {total:,}"
    return Message(text, [section(f"{bold(import_.name)}\n`{bar}` {import_.taken:,} of {total:,}{left}")])


def summary(import_: Import) -> Message:
    """What came of a file, and the way back."""
    said = f"Imported {import_.name}."
    blocks: list[Block] = [section(f"Imported {bold(import_.name)}.\n{_counts(import_)}"), *_unreadable(import_)]
    question = confirm(
        "Undo this import?",
        "Whom it added goes out of your book again, but for those you have worked with since.",
        "Undo it",
        danger=True,
    )
    if not _is_nothing(import_):
        about = value(import_id=import_.id)
        blocks.append(actions(button("Undo this import", UNDO_IMPORT, about, confirm=question)))
    return Message(f"{said} {import_.new:,} new", blocks)


def undone(import_: Import, gone: int, stayed: int) -> Message:
    """What undoing it did."""
    said = f"Undone: {words.count(gone, 'person is', 'people are')} out of your book again."
    if not gone:
        said = "Undone: what it had added is out of your book again."
    if stayed:
        said += f" {words.count(stayed, 'person', 'people')} you have worked with since stayed."
    return Message(said, [section(f"{bold(import_.name)}: {escape(said)}")])


def no_contacts(names: Sequence[str]) -> Message:
    """A file was dropped that can't be contacts."""
    text = f"I can't import {words.listing(list(names))}. I read {WHAT_I_READ.replace('`', '')}."
    return Message(text, [section(escape(text))])


def _counts(import_: Import) -> str:
    """ "3,402 new · 12 known · ..." """
    parts = [f"*{import_.new:,}* new", f"{import_.known:,} known already"]
    parts += [f"{import_.merged:,} to be merged" if not import_.finished_at else f"{import_.merged:,} merged"]
    parts += [f"{import_.unread:,} unreadable"]
    return " · ".join(parts) + (f"\nChanged jobs: {import_.moved:,}" if import_.moved else "")


def _afterwards(import_: Import) -> str:
    if _is_nothing(import_) and not _has_more(import_):
        return "There is nothing new in it." if import_.known else "There is nobody in it whom I could take in."
    return "Nothing is in your book yet. An import plans nothing, tells nobody, and can be undone for 30 days."


def _has_more(import_: Import) -> bool:
    """Whether there are other entries than people: of our own export."""
    return (import_.total or 0) > import_.new + import_.known + import_.merged + import_.unread


def _is_nothing(import_: Import) -> bool:
    return not (import_.new or import_.merged or _has_more(import_))


def _example(one: Example) -> str:
    return f"• {bold(one.name)}{f' · {escape(one.job)}' if one.job else ''}{'' if one.is_new else ' (known)'}"


def _unreadable(import_: Import) -> list[Block]:
    """The lines that are not taken in, each with why."""
    if not import_.unread:
        return []
    lines = [f"• Line {line}: {escape(why)}{_begins(text)}" for line, why, text in import_.unreadable[:LINES_SHOWN]]
    more = import_.unread - len(lines)
    lines += [f"…and {more:,} more"] if more > 0 else []
    return [section("*Could not be read*\n" + "\n".join(lines))]


def _begins(text: str) -> str:
    return f" ({escape(words.shorten(text, 80))})" if text.strip(" ,;") else ""


def _chosen(options: Sequence[Option], field: Any) -> Option:
    wanted = field or NOT_TAKEN
    return next((each for each in options if each.value == wanted), options[-1])
