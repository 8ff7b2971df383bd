"""Listeners about files that come in: the form, a file dropped into the DM, *Import*, *Columns*, *Undo this import*."""

from collections.abc import Sequence
from typing import Any

from bot.domain.jobs import Import, Job, JobKind
from bot.slack import imports_views
from bot.slack.kit import Message, section
from bot.slack.outcomes import Errors, Nothing, Open, Outcome, Replace, Reply
from bot.slack.turn import Turn

# What a column can hold, as a member calls it; `bot.exchange.records.Field` knows them.
FIELDS = (
    "name", "first name", "middle name", "last name", "title", "company", "email", "phone", "link", "tags", "circle",
    "where met", "introduced by", "former employers", "connected on", "birthday", "note", "nickname", "suffix",
    "slack user", "do not contact",
)  # fmt: skip
NO_FILE = "Choose a file, please."


def written(turn: Turn, words: str) -> Outcome:
    """`import`: the form; a message can't open one, so there it says how."""
    if turn.trigger_id:
        return Open(imports_views.form(turn.metadata()))
    text = f"Drop the file here: {imports_views.WHAT_I_READ}."
    return Reply(Message(text.replace("`", ""), [section(text)]))


def open_form(turn: Turn) -> Outcome:
    """*Import*, wherever it is pressed."""
    return Open(imports_views.form(turn.metadata()))


def submit_form(turn: Turn) -> Outcome:
    """A file was chosen: the worker looks at it."""
    chosen = turn.form.get(imports_views.FILE) or []
    if not chosen:
        return Errors({imports_views.FILE: NO_FILE})
    _look_at(turn, chosen[:1], turn.key)
    return Reply(imports_views.looking(_name(chosen[0])))


def dropped(turn: Turn) -> Message | None:
    """A file in Goodword's DM: the worker looks at it; none if no file came with the words."""
    files = (turn.body.get("event") or {}).get("files") or []
    if not files:
        return None
    fit = [file for file in files if _name(file).rpartition(".")[2].lower() in imports_views.KINDS]
    if not fit:
        return imports_views.no_contacts([_name(file) for file in files])
    _look_at(turn, fit, f"{turn.key}:files")
    return imports_views.looking(", ".join(map(_name, fit)))


def start(turn: Turn) -> Outcome:
    """*Import*: from now on it runs in the worker; pressed again, it says how far it is."""
    with turn.books.open(turn.member, turn.key, track=False) as book:
        import_ = book.import_(turn.id_of("import_id"))
        if import_.begun_at is None:
            import_.begun_at, import_.taken = book.now, 0
            import_.new = import_.known = import_.merged = import_.moved = import_.unread = 0
            import_.unreadable = []
            import_.channel, import_.ts = turn.place.channel, turn.place.ts
            book.add(Job(JobKind.IMPORT, import_.id, channel=turn.place.channel, ts=turn.place.ts))
    if import_.finished_at:
        return Replace(imports_views.summary(import_))
    return Replace(imports_views.progress(import_, None))


def open_columns(turn: Turn) -> Outcome:
    """*Columns*."""
    with turn.read() as book:
        import_ = book.import_(turn.id_of("import_id"))
    return Open(imports_views.columns_form(import_, FIELDS, turn.metadata(import_id=import_.id)))


def submit_columns(turn: Turn) -> Outcome:
    """The columns were put right: the worker looks again."""
    with turn.books.open(turn.member, turn.key, track=False) as book:
        import_ = book.import_(turn.id_of("import_id"))
        if import_.begun_at:
            return Nothing()
        import_.mapping = {str(index): _field(turn, index) for index in range(len(import_.columns))}
        import_.columns = [
            [header, _field(turn, index), example] for index, (header, _, example) in enumerate(import_.columns)
        ]
        book.add(Job(JobKind.PREVIEW, import_.id))
    return Nothing()


def undo(turn: Turn) -> Outcome:
    """*Undo this import*."""
    with turn.books.open(turn.member, turn.key, track=False) as book:
        import_ = book.import_(turn.id_of("import_id"))
        taken_back = book.take_back(import_)
    turn.member = book.member
    return Replace(imports_views.undone(import_, taken_back.gone, taken_back.stayed))


def _look_at(turn: Turn, files: Sequence[Any], key: str | None) -> None:
    with turn.books.open(turn.member, key, track=False) as book:
        for file in files:
            import_ = book.add(Import(_name(file), str(file.get("id") or "")))
            book.add(Job(JobKind.PREVIEW, import_.id))


def _name(file: Any) -> str:
    return str(file.get("name") or file.get("title") or "the file")[:200]


def _field(turn: Turn, index: int) -> str | None:
    """What a column was said to hold; those the form had no room for stay out."""
    chosen = turn.form.get(f"column{index}")
    return chosen if chosen in FIELDS else None
