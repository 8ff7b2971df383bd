"""Files taken in, doubles looked for, people found: against a bare `executemany` of the same rows, and the clock.

`python -m tests.bench.exchange ROWS FOLDER` takes so many LinkedIn rows in and says how long it took.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from string import ascii_lowercase
from time import perf_counter
from typing import Any, NamedTuple

from bot import imports
from bot.clock import FrozenClock
from bot.domain import contacts, duplicates, names
from bot.domain.model import Member, Who
from bot.storage import migrate
from bot.storage.book import Books
from bot.storage.engine import make_engine
from tests.bench.table import Row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FEW, MANY = 10_000, 100_000
TRIES = 9
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


class Taken(NamedTuple):
    """What an import in a process of its own came to."""

    seconds: float
    megabytes: int
    database: Path


def bench(folder: Path) -> Sequence[Row]:
    """The issue's figures; where its aim is a time, the ratio is of what it takes to that."""
    few, many = _in_a_process(FEW, folder), _in_a_process(MANY, folder)
    return [*_imports(few, many), *_finding(few, FEW), *_finding(many, MANY), *_doubles(few)]


def _imports(few: Taken, many: Taken) -> Iterator[Row]:
    bare = median(_bare(few.database, few.database.with_name(f"bare{turn}.db")) for turn in range(3))
    against = f"bare executemany of the same rows: {bare:.2f} s"
    work = f"import of {FEW:,} LinkedIn rows"
    yield Row(work, f"{few.seconds:.2f} s", against, few.seconds / bare, at_most=3)
    yield Row(work, f"{few.seconds:.2f} s", "3 s", few.seconds / 3, at_most=1)
    against = f"{FEW:,}: {few.seconds:.2f} s"
    yield Row(f"import of {MANY:,} rows", f"{many.seconds:.2f} s", against, many.seconds / few.seconds, at_most=12)
    yield Row("its memory at the most", f"{many.megabytes} MB", "300 MB", many.megabytes / 300, at_most=1)


def _finding(taken: Taken, people: int) -> Iterator[Row]:
    engine = make_engine(f"sqlite:///{taken.database}")
    books = Books(engine, FrozenClock(NOW))
    member = books.member(Who("T1", "U1"))
    assert member
    with books.read(member) as book:
        name = book.names()[people // 2].name
    first, _, last = name.partition(" ")
    slip = f"{first[0]}{first[2]}{first[1]}{first[3:]} {last}"
    asked: dict[str, tuple[Callable[[Any], Any], float]] = {
        "with a slip": (lambda book: book.search(slip)[0] or contacts.near(book, slip), 25 if people == FEW else 250),
        "exact": (lambda book: book.with_key(names.key(name)), 5),
        "by its beginning": (lambda book: book.beginning(names.key(first), 10), 5),
    }
    for how, (ask, aim) in asked.items():
        took = _milliseconds(books, member, ask)
        yield Row(f"a name {how}, {people:,} contacts", f"{took:.1f} ms", f"{aim} ms", took / aim, at_most=1)
    engine.dispose()


def _doubles(taken: Taken) -> Iterator[Row]:
    engine = make_engine(f"sqlite:///{taken.database}")
    books = Books(engine, FrozenClock(NOW))
    member = books.member(Who("T1", "U1"))
    assert member
    took = _milliseconds(books, member, lambda book: duplicates.scan(book.faces(), book.told_apart()), tries=3)
    yield Row(f"doubles among {FEW:,} contacts", f"{took / 1000:.2f} s", "2 s", took / 2000, at_most=1)
    engine.dispose()


def _milliseconds(books: Books, member: Member, ask: Callable[[Any], Any], tries: int = TRIES) -> float:
    def once() -> float:
        begun = perf_counter()
        with books.read(member) as book:
            assert ask(book)
        return (perf_counter() - begun) * 1000

    return median(once() for _ in range(tries))


def _bare(source: Path, target: Path) -> float:
    """The seconds that the driver takes for the rows of an import, handed to it as they are, in one transaction."""
    with sqlite3.connect(source) as connection:
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("members", *_TABLES)}
    engine = make_engine(f"sqlite:///{target}")
    migrate.upgrade(engine)
    engine.dispose()
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    _insert(connection, "members", rows["members"])
    begun = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        _insert(connection, table, rows[table])
    connection.execute("COMMIT")
    took = perf_counter() - begun
    connection.close()
    return took


_TABLES = ("contacts", "contact_details", "imports", "imported")


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _in_a_process(count: int, folder: Path) -> Taken:
    arguments = [sys.executable, "-m", "tests.bench.exchange", str(count), str(folder)]
    printed = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    return Taken(**json.loads(printed), database=folder / f"{count}.db")


def _take_in(count: int, folder: Path) -> dict[str, float]:
    """Import a file of so many rows; what is loaded once in a process is loaded before."""
    engine = make_engine(f"sqlite:///{folder / f'{count}.db'}")
    migrate.upgrade(engine)
    books = Books(engine, FrozenClock(NOW))
    _run(books, books.enrol(Who("T1", "U0"), name="", zone="UTC", locale="en-US", profile_at=NOW), _file(100))
    member = books.enrol(Who("T1", "U1"), name="", zone="UTC", locale="en-US", profile_at=NOW)
    data = _file(count)
    begun = perf_counter()
    _run(books, member, data)
    seconds = perf_counter() - begun
    engine.dispose()
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _run(books: Books, member: Member, data: bytes) -> None:
    with books.open(member, track=False) as book:
        import_ = book.add(imports.new_import("Connections.csv"))
    imports.run(books, member, import_.id or 0, data)


def _file(count: int) -> bytes:
    """A LinkedIn file: everybody has a profile, one in twenty an email."""
    chance = random.Random("people")
    firsts, lasts = ([_word(chance, size) for _ in range(many)] for size, many in ((6, 500), (7, 3000)))

    def row(number: int) -> str:
        first, last = chance.choice(firsts), chance.choice(lasts)
        email = f"{first}.{last}{number}@example.com" if number % 20 == 0 else ""
        url = f"https://www.linkedin.com/in/{first}-{last}-{number}".lower()
        job = f"{chance.choice(lasts)} GmbH,Head of {chance.choice(firsts)}"
        return f"{first},{last},{url},{email},{job},{chance.randint(1, 28):02} Mar 20{chance.randint(10, 26)}"

    return "\n".join([HEADER, *map(row, range(count))]).encode()


def _word(chance: random.Random, size: int) -> str:
    return "".join(chance.choices(ascii_lowercase, k=size)).capitalize()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_take_in(int(sys.argv[1]), Path(sys.argv[2]))))
