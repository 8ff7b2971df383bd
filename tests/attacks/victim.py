"""Whose rows are attacked: what they are, and what an attacker gets to see of them."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.model import Who
from bot.localslack import Entry
from bot.slack import settings_views
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
    met: dict[str, Any]  # the attacker's own row, as it was at first

    def begins_anew(self) -> Ids:
        """The attacker's book with two people and one promise in it; gives the ids of her rows."""
        rig = self.rig
        connection = sqlite3.connect(self.path, timeout=5)
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in _owned(connection):
            connection.execute(f'DELETE FROM "{table}" WHERE member_id = ?', (self.ada,))
        as_met = ", ".join(f'"{name}" = :{name}' for name in self.met)
        connection.execute(f"UPDATE members SET {as_met} WHERE id = :id", self.met)
        connection.commit()
        connection.close()
        while rig.ada.modal:
            rig.ada.modal.close(all_of_them=True)
        with rig.books.open(self.ada) as book:
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
            for table in _owned(connection)
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
        for table, owner in [*((each, "member_id") for each in _owned(connection)), ("members", "id")]:
            if table not in beside:
                names = ", ".join(f'"{name}"' for name in _columns(connection, table) if name not in but)
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
    connection.row_factory = sqlite3.Row
    met = connection.execute("SELECT * FROM members WHERE id = ?", (ada.id,)).fetchone()
    connection.close()
    assert None not in first.values(), first
    ids = {name: str(each) for name, each in first.items()}
    bens = Ids(**{**ids, "one": ids["contact"], "other": str(int(ids["contact"]) + 1)})
    nobodys = Ids(**dict.fromkeys(vars(bens), NOBODYS) | {"change": "0" * 32, "other": "2000002"})
    return Target(rig, path, bens, nobodys, ada.id, ben.id, dict(met))


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


def _owned(connection: sqlite3.Connection) -> list[str]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [table for table in tables if "member_id" in _columns(connection, table)]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]


def _call(entry: Entry) -> Json:
    """A call of the app's, with its blocks as JSON."""
    return {"method": entry.name, **{name: value for name, value in entry.arguments.items() if name != "trigger_id"}}


def _same(told: str) -> str:
    for pattern, name in _DIFFERS:
        told = pattern.sub(name, told)
    return told
