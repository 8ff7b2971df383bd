"""The far simpler apps that Goodword is measured against: Bolt under the same gunicorn, and no more than that.

`python -m tests.bench.bare echo|prompt|inserts PORT THREADS DATABASE_URL SLACK_API_URL`
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient
from sqlalchemy import Connection, insert, select

from bot.domain import saying
from bot.domain.model import Contact
from bot.domain.saying import Line, Said
from bot.settings import Settings
from bot.storage.changes import encoded
from bot.storage.engine import make_engine, writing
from bot.storage.tables import changes, contacts, handled, members, questions
from bot.web import Server
from tests.bulk import row_of

SECRET = "secret"


class Bare(Server):
    """The same gunicorn, with another app in it."""

    def __init__(self, kind: str, settings: Settings) -> None:
        """Serve one of the kinds."""
        self.kind = kind
        super().__init__(settings)

    def load(self) -> Flask:
        """Called in each process."""
        app = App(
            client=WebClient("xoxb-1", self.settings.slack_api_url),
            signing_secret=SECRET,
            token_verification_enabled=False,
            process_before_response=self.kind == "prompt",
            listener_executor=ThreadPoolExecutor(self.settings.threads),
        )
        app.command("/contact")(_inserts(self.settings) if self.kind == "inserts" else _echo)
        handler, flask = SlackRequestHandler(app), Flask("bare")

        @flask.post("/slack/events")
        def events() -> Response:
            answer: Response = handler.handle(request)
            return answer

        @flask.get("/healthz")
        def healthz() -> str:
            return "ok"

        return flask


def _echo(ack: Any, body: dict[str, Any]) -> None:
    ack(response_type="ephemeral", text=body["text"])


def _inserts(settings: Settings) -> Any:
    """A listener that writes what Goodword writes for one new person, and knows nothing of why."""
    engine = make_engine(settings.database_url, threads=settings.threads)

    def add(ack: Any, body: dict[str, Any]) -> None:
        with writing(engine) as connection:
            _insert(connection, body)
        ack(response_type="ephemeral", text=body["text"])

    return add


def _insert(connection: Connection, body: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    theirs = members.c.team_id == body["team_id"], members.c.user_id == body["user_id"]
    member = {"member_id": connection.scalar(select(members.c.id).where(*theirs))}
    name = body["text"].removeprefix("add ")
    person = row_of(Contact(name, name.casefold(), created_at=now), contacts) | {"search_text": name.casefold()}
    contact_id = connection.scalar(insert(contacts).values(person | member).returning(contacts.c.id))
    asked = {"verb": saying.KIND, "words": Said(now, [Line(name)]).to_json(), "asked_at": now}
    connection.execute(insert(questions).values(asked | member))
    after = {column: encoded(value) for column, value in person.items()}
    rows = [{"table": "contacts", "id": contact_id, "before": None, "after": after}]
    change = {"id": uuid4().hex, "at": now, "summary": f"Added {name}", "contact_id": contact_id, "rows": rows}
    connection.execute(insert(changes).values(change | member))
    connection.execute(insert(handled).values({"key": body["trigger_id"], "at": now} | member))


if __name__ == "__main__":
    kind, port, threads, url, address = sys.argv[1:]
    settings = Settings(
        port=int(port), threads=int(threads), database_url=url, slack_api_url=address, log_level="WARNING"
    )
    Bare(kind, settings).run()
