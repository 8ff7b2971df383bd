"""Files in and out on the command line, for operators."""

import re
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import exports, imports, wiring
from bot.domain.jobs import Import
from bot.domain.model import Member, Who
from bot.errors import FileTooBig, FileUnreadable, NoSuchMember
from bot.exchange.reading import LARGEST
from bot.settings import Settings
from bot.storage.book import Books

EVERY_LINE = 10**9  # that could not be read is explained

_WHO = re.compile(r"([TE][A-Z0-9]{1,20})/([UW][A-Z0-9]{1,20})")


def take_in(settings: Settings, path: Path, whose: str) -> None:
    """Import a file into a member's book, with a bar, and say what came of it; somebody unknown becomes a member.

    Raises:
        FileRefused, FileUnreadable: the file can't be read; nothing is changed.
        NoSuchMember: that is no member's name.
    """
    data = _bytes(path)
    with wiring.books_for_command(settings) as books:
        member = _member(books, whose, enrol=True)
        total = imports.preview(books, member, data).tally.taken
        with books.open(member, track=False) as book:
            import_ = book.add(imports.new_import(path.name))
        done = _with_bar(books, member, import_, data, total)
    _say(done)


def hand_out(settings: Settings, path: Path, whose: str) -> None:
    """Export a member's book into a file.

    Raises:
        NoSuchMember: there is none of that name.
    """
    with wiring.books_for_command(settings) as books:
        member = _member(books, whose, enrol=False)
        with path.open("wb") as file:
            count = exports.export(books, member, file)
    click.echo(f"{count:,} contacts written to {path}")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise FileTooBig(limit=LARGEST // 1024**2)
        return path.read_bytes()
    except OSError as problem:
        raise FileUnreadable(path=path, reason=problem.strerror or problem) from problem


def _member(books: Books, whose: str, *, enrol: bool) -> Member:
    named = _WHO.fullmatch(whose)
    who = Who(named[1], named[2]) if named else None
    member = books.member(who) if who else None
    if who and not member and enrol:
        return books.enrol(who, name="", zone="UTC", locale="en-US", profile_at=None)
    if not member:
        raise NoSuchMember(whose=whose)
    return member


def _with_bar(books: Books, member: Member, import_: Import, data: bytes, total: int) -> Import:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Importing", total=total)
        return imports.run(
            books,
            member,
            import_.id or 0,
            data,
            told=lambda so_far: bar.update(task, completed=so_far.taken),
            shown=EVERY_LINE,
        )


def _say(done: Import) -> None:
    parts = [f"{done.new:,} new", f"{done.known:,} known"]
    parts += [f"{done.merged:,} merged"] if done.merged else []
    parts += [f"{done.moved:,} changed jobs"] if done.moved else []
    click.echo(", ".join([*parts, f"{done.unread:,} unreadable"]))
    for each in imports.unreadable_of(done):
        click.echo(f"line {each.line}: {each.why}{f' ({each.text})' if each.text else ''}")
