"""The logs of a broad run, at their most talkative: ids and counts, never what people wrote, nor a secret."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.localslack import LocalSlack
from bot.slack.register import LISTENERS
from tests.attacks.cases import CASES
from tests.attacks.payloads import Ids, requests
from tests.journeys.acts import deliver
from tests.processes.books import promise, rows, today
from tests.processes.conftest import Start
from tests.processes.test_web import serve

LINES = (
    "add Jane Zander, Chief of Bells at Quuxcorp, met at ZyCon, follow up tomorrow about the quokka, jane@quux.example",
    "note Jane: likes durian",
    "intro Bob Zander introduced me to Jane Zander",
    "win Jane sold a zeppelin",
    "situation leaving Vortexia",
    "followup Jane someday or other",
    "Jnae Zandre",
    "prep Jane",
    "draft Jane",
    "export",
)
PERSONAL = ("Jane", "Zander", "Zandre", "Bells", "uux", "ZyCon", "quokka", "durian", "zeppelin", "Vortexia", "someday")
PEOPLE = ("Ada", "Lovett", "Ben", "Okafor", "Sam Lee", "likes coffee")


def test_nothing_personal_and_no_secret_is_in_the_logs(
    start: Start, env: dict[str, str], slack: LocalSlack, book_url: str, tmp_path: Path
) -> None:
    env = {**env, "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json"}
    web, address = serve(tmp_path, env)
    slack.deliver_to(f"{address}/slack/events")
    worker = start("remind", **env)
    promise(book_url, slack, slack.person("Ada"), ["Jane Zander", "Bob Zander"], today())
    uses_everything(slack, book_url)
    slack.trouble.failing(500, "views.publish", times=None)
    slack.person("Ada").opens_home()
    slack.settle()
    slack.trouble.clear()
    assert worker.stop() == 0
    assert web.stop() == 0
    logged = web.logged + worker.logged + web.printed + worker.printed
    assert "reference" in logged
    for line in logged.splitlines():
        assert {"at", "level", "logger", "message"} <= json.loads(line).keys()
    secrets = (slack.bot_token, slack.app_token, slack.signing_secret)
    assert [word for word in (*PERSONAL, *PEOPLE, *secrets) if word in logged] == []


def uses_everything(slack: LocalSlack, url: str) -> None:
    """Ada writes, uploads, and does something on every listener there is."""
    ada = slack.person("Ada")
    for line in LINES:
        ada.types(line)
        ada.types(f"/contact {line}")
    ada.upload("Connections.csv", b"name,company\nSam Lee,Quuxcorp\n,nobody\n")
    slack.settle()
    rig: Any = SimpleNamespace(slack=slack, ada=ada, ben=slack.person("Ben"))
    ids = own(url)
    for entry in LISTENERS:
        for payload in requests(entry, CASES[entry.surface, entry.id][0], ids, rig):
            deliver(rig, payload)
        while ada.modal:
            ada.modal.close(all_of_them=True)
    slack.settle()


def own(url: str) -> Ids:
    """A row of each kind, of those that Ada has."""
    tables = {"contact": "contacts", "task": "tasks", "introduction": "introductions", "win": "wins"}
    tables |= {"question": "questions", "situation": "situations", "import_id": "imports", "change": "changes"}
    first = {name: str(rows(url, f"SELECT min(id) FROM {table}")[0][0]) for name, table in tables.items()}
    return Ids(**first, one=first["contact"], other=str(int(first["contact"]) + 1), delivery="1")
