"""Open tasks as a calendar (ICS): entries that block no time, on the days they are due."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from bot.domain import calendar
from bot.domain.model import TaskKind, TaskState

_SAID = {
    TaskKind.FOLLOW_UP: "Follow up with {name}",
    TaskKind.THANK_YOU: "Thank {name}",
    TaskKind.REPORT_BACK: "Tell {name} how it went",
    TaskKind.ASK_OUTCOME: "Have you and {name} been in touch?",
    TaskKind.AWAITING_REPLY: "Has {name} replied?",
}
_LASTS = timedelta(minutes=15)
_BEGIN = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Goodword//Goodword//EN\r\nCALSCALE:GREGORIAN\r\n"
    b"METHOD:PUBLISH\r\nX-WR-CALNAME:Goodword\r\n"
)


def write_calendar(
    file: BinaryIO, tasks: Iterable[Mapping[str, Any]], names: Mapping[int, str], exported_at: datetime, zone: str
) -> None:
    """Write the tasks that are open, one after the other.

    They are events, not to-dos: the calendars most people have take no others.

    Args:
        file: where to.
        tasks: entries as `schema.SECTIONS` has them.
        names: what the people they are about are called, by their `ref`.
        exported_at: an aware instant.
        zone: the member's time zone, in which the tasks' times of day are.
    """
    file.write(_BEGIN)
    for task in tasks:
        if task.get("state", TaskState.OPEN) == TaskState.OPEN:
            file.write(_event(task, names, exported_at, ZoneInfo(zone)))
    file.write(b"END:VCALENDAR\r\n")


def _event(task: Mapping[str, Any], names: Mapping[int, str], exported_at: datetime, zone: ZoneInfo) -> bytes:
    from icalendar import Event  # takes a moment to import

    name = names.get(task["contact"], "somebody")
    begins, ends = _when(task["due_on"], task.get("due_time"), zone)
    event = Event()
    event.add("uid", f"{_uid(task)}@goodword")
    event.add("dtstamp", exported_at.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", _SAID[TaskKind(task["kind"])].format(name=name))
    if task.get("about"):
        event.add("description", task["about"])
    event.add("transp", "TRANSPARENT")
    text: bytes = event.to_ical()
    return text


def _uid(task: Mapping[str, Any]) -> str:
    """The same in every export, so that a calendar that has it already mends it."""
    return f"task-{task['ref']}" if "ref" in task else f"{task['kind']}-{task['contact']}-{task['due_on']}"


def _when(on: date, at: time | None, zone: ZoneInfo) -> tuple[date, date]:
    if at is None:
        return on, on + timedelta(days=1)
    begins = calendar.instant(on, at, zone)
    return begins, begins + _LASTS
