"""Whose rows are attacked: what they are, and what an attacker gets to see of them."""

import json
import re
import sqlite3
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.model import Who
from bot.localslack import Entry
from bot.slack import settings_views
from tests.attacks.image import Image, columns, owned, owners, put_back, taken
from tests.attacks.payloads import Ids, Json, suggestion
from tests.domain.people import person, promise
from tests.journeys.acts import deliver
from tests.rig import MONDAY, Rig

SECRETS = ("Chief of Bells", "Quuxcorp", "quuxcorp", "ZyCon", "durian", "Zander", "zeppelin", "quokka", "Vortexia")
NOBODYS = "2000001"

# What differs between two runs of the same: ids, triggers, moments.
_DIFFERS = (
    (re.compile(r"\b[12]0{2,5}\d{1,4}\b"), "ID"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "CHANGE"),
    (re.compile(r"V0FORGED\d+|\bV[0-9A-F]{10}\b"), "VIEW"),
    (re.compile(r"\d{6,}\.[0-9a-f]+(\.[0-9a-f]+)?"), "MOMENT"),
    (re.compile(r"reference: [0-9a-f]{8}"), "reference"),
)


def fill(rig: Rig) -> None:
    """Ben uses all there is, so that there is a row of each kind."""
    ben = rig.ben
    ben.types(
        "add Jane Doe, Chief of Bells at Quuxcorp, met at ZyCon, follow up tomorrow about the quokka, "
        "jane@quuxcorp.example"
    )
    ben.sees("Saved Jane Doe")
    ben.types("note Jane: likes durian")
    ben.sees("Noted.")
    ben.types("intro Bob Zander introduced me to Jane Doe")
    ben.sees("Logged.")
    ben.types("win Jane sold a zeppelin")
    ben.sees("A win with Jane Doe")
    ben.types("situation leaving Vortexia, looking for a client")
    ben.sees("Who should hear")
    ben.types("Jnae")
    ben.sees("Did you mean")
    ben.upload("Connections.csv", b"name,company\nSam Lee,Globex\n")
    rig.moves_to(MONDAY + timedelta(days=1))
    ben.sees("Good afternoon")
    rig.ada.types("help")
    rig.ada.sees("Hi Ada")
    rig.slack.settle()


@dataclass
class Target:
    """A running Goodword, the ids of Ben's rows, and those of the attacker's own."""

    rig: Rig
    path: Path
    bens: Ids
    nobodys: Ids
    ada: int
    ben: int
    at_first: Image  # the attacker's rows
    _books: dict[Hashable, tuple[Ids, Image]] = field(default_factory=dict)

    def begins_anew(self) -> Ids:
        """The attacker's book with two people and one promise in it; gives the ids of her rows."""
        return self.with_book("few", self.write_few)

    def with_book(self, kind: Hashable, write: Callable[[], Ids]) -> Ids:
        """The attacker's book of a kind, with nothing open on her screen; gives the ids of its rows.

        Args:
            write: what writes a book of this kind, once; after that its rows are put back.
        """
        if kind not in self._books:
            put_back(self.path, self.ada, self.at_first)
            self._books[kind] = write(), taken(self.path, self.ada)
        ids, image = self._books[kind]
        put_back(self.path, self.ada, image)
        while self.rig.ada.modal:
            self.rig.ada.modal.close(all_of_them=True)
        return ids

    def write_few(self) -> Ids:
        """Write two people and one promise."""
        with self.rig.books.open(self.ada) as book:
            ann, otto = person(book, "Ann Own"), person(book, "Otto Own")
            task = promise(book, ann, book.today)
        ids = {"contact": str(ann.id), "one": str(ann.id), "other": str(otto.id), "task": str(task.id)}
        return Ids(**{**vars(self.nobodys), **ids})

    def told(self, payload: Json) -> str:
        """All that the app said and called in answer to a request, without what differs from run to run."""
        slack, before = self.rig.slack, len(self.rig.slack.log)
        answer = deliver(self.rig, payload)
        self._waits()
        made = [_call(entry) for entry in slack.log[before:] if entry.kind == "request"]
        return _same(json.dumps([answer, made], ensure_ascii=False, sort_keys=True))

    def _waits(self) -> None:
        """Until all is done that was asked for before: there is one thread, and this is the last in its queue."""
        deliver(self.rig, suggestion(self.rig, settings_views.ZONE, ""))

    def counts(self) -> dict[str, int]:
        """How many rows of each kind the attacker has, but for what is only noted beside."""
        connection = sqlite3.connect(self.path, timeout=5)
        many = {
            table: connection.execute(f'SELECT count(*) FROM "{table}" WHERE member_id = ?', (self.ada,)).fetchone()[0]
            for table in owned(connection)
            if table not in _BESIDE
        }
        connection.close()
        return many

    def bens_rows(self) -> list[tuple[Any, ...]]:
        """Every row of Ben's."""
        return self._rows(self.ben)

    def adas_rows(self) -> list[tuple[Any, ...]]:
        """Every row of the attacker's, but for what is noted of a request, of a drawing, or of a draft's last look."""
        return self._rows(self.ada, beside=("handled",), but=("revision", "kept_at"))

    def _rows(self, whose: int, beside: Sequence[str] = (), but: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.path, timeout=5)
        rows: list[tuple[Any, ...]] = []
        for table, owner in owners(connection):
            if table not in beside:
                names = ", ".join(f'"{name}"' for name in columns(connection, table) if name not in but)
                query = f'SELECT {names} FROM "{table}" WHERE {owner} = ? ORDER BY rowid'
                rows += [(table, *row) for row in connection.execute(query, (whose,))]
        connection.close()
        return rows


def opened(rig: Rig, path: Path) -> Target:
    """The target, once Ben's book is filled."""
    ada, ben = (rig.books.member(Who(rig.slack.team_id, each.id)) for each in (rig.ada, rig.ben))
    assert ada and ben and ada.id and ben.id
    connection = sqlite3.connect(path, timeout=5)
    first = {
        name: connection.execute(f'SELECT min(id) FROM "{table}" WHERE member_id = ?', (ben.id,)).fetchone()[0]
        for name, table in _TABLES.items()
    }
    connection.close()
    assert None not in first.values(), first
    ids = {name: str(each) for name, each in first.items()}
    bens = Ids(**{**ids, "one": ids["contact"], "other": str(int(ids["contact"]) + 1)})
    nobodys = Ids(**dict.fromkeys(vars(bens), NOBODYS) | {"change": "0" * 32, "other": "2000002"})
    return Target(rig, path, bens, nobodys, ada.id, ben.id, taken(path, ada.id))


_BESIDE = ("handled", "changes", "change_entries", "questions")
_TABLES = {
    "contact": "contacts",
    "task": "tasks",
    "introduction": "introductions",
    "win": "wins",
    "delivery": "deliveries",
    "question": "questions",
    "situation": "situations",
    "import_id": "imports",
    "change": "changes",
}


def _call(entry: Entry) -> Json:
    """A call of the app's, with its blocks as JSON."""
    return {"method": entry.name, **{name: value for name, value in entry.arguments.items() if name != "trigger_id"}}


def _same(told: str) -> str:
    for pattern, name in _DIFFERS:
        told = pattern.sub(name, told)
    return told
