"""The views of files in and out and of many people at once, full to the brim; `views` takes them in."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.duplicates import Likeness
from bot.domain.importing import Example
from bot.domain.jobs import Import
from bot.domain.model import Circle, Contact, Detail, DetailKind
from bot.slack import bulk_views, duplicates_views, forgetting, imports, imports_views

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
EMAIL = Detail(DetailKind.EMAIL, "jane@acme.example", "jane@acme.example")
JANE = Contact(
    "Jane Doe", "jane doe", "CTO", "Acme", Circle.INDUSTRY, "PyCon", created_at=NOW, archived_at=NOW, id=1,
    details=[EMAIL],
)  # fmt: skip
BOB = Contact("Bob Marsh", "bob marsh", id=2)
COLUMNS = [[f"Column {number}", "name" if not number else None, "Jane <Doe>" * 30] for number in range(100)]
LINES = [[number, "there is no name in it", ",,,,,<!channel>,30 Apr 2026" * 9] for number in range(500)]
COUNTS = {"new": 3402, "known": 12, "merged": 17, "moved": 9, "unread": 500, "total": 4000, "taken": 3000}
SEEN = Import("Connections.csv", "F1", format="LinkedIn connections", columns=COLUMNS, unreadable=LINES, id=1, **COUNTS)
NOTHING_NEW = Import("Connections.csv", "F1", format="vCards", known=2, total=2, id=2)
DONE = Import("Connections.csv", unreadable=LINES, finished_at=NOW, id=3, **COUNTS)
EXAMPLES = [Example("Jane Doe", "CTO, Acme", True), Example("<!channel> Bob", "", False)]
ALIKE = Likeness((1, 2), 98, "both have jane@acme.example")

RENDERINGS: Mapping[Callable[..., Any], Callable[[], list[Any]]] = {
    imports_views.form: lambda: [imports_views.form("")],
    imports_views.looking: lambda: [imports_views.looking("Connections.csv")],
    imports_views.preview: lambda: [imports_views.preview(SEEN, EXAMPLES), imports_views.preview(NOTHING_NEW, [])],
    imports_views.refused: lambda: [imports_views.refused(SEEN, "That is a PDF.")],
    imports_views.columns_form: lambda: [imports_views.columns_form(SEEN, imports.FIELDS, "")],
    imports_views.progress: lambda: [imports_views.progress(SEEN, 12.3), imports_views.progress(NOTHING_NEW, None)],
    imports_views.summary: lambda: [imports_views.summary(DONE), imports_views.summary(NOTHING_NEW)],
    imports_views.undone: lambda: [imports_views.undone(DONE, 3000, 1)],
    imports_views.no_contacts: lambda: [imports_views.no_contacts(["picture.png"])],
    duplicates_views.pair: lambda: [duplicates_views.pair(JANE, BOB, ALIKE, 0, 12, TODAY)],
    duplicates_views.none_left: lambda: [duplicates_views.none_left()],
    bulk_views.form: lambda: [bulk_views.form([JANE, BOB], "acme", "")],
    forgetting.form: lambda: [forgetting.form(312, "")],
    forgetting.done: lambda: [forgetting.done()],
}
