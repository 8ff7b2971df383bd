"""What Goodword reads in a text, as JSON: for the curious, for bug reports, and to measure."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.domain import calendar
from bot.domain import capture as lines_about_people
from bot.domain import when as dates
from bot.domain.captures.facts import Capture, FollowUp
from bot.domain.when import Answer


def lines(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of a file in UTF-8, without their ends; what is no UTF-8 is replaced."""
    return (line.decode("utf-8", "replace").rstrip("\r\n") for line in stream)


def when(text: str, now: datetime | None, zone: ZoneInfo, locale: str) -> str:
    """The day that a text names: one line of JSON.

    A text that is refused has null everywhere; one that is asked about is not sure, and its date the likeliest, or null
    if it has passed. The time on the clock is said in 24 hours whatever the locale, so that lines compare.

    Args:
        now: an instant, or a naive time on the wall of `zone`; None is the present.
        locale: such as "en_US".
    """
    now = now or SystemClock().now()
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    answer = dates.answer(text, now=now, zone=zone, locale=locale)
    reading = answer.reading
    line = {
        "text": text,
        "date": reading.on.isoformat() if reading else None,
        "time": reading.at.isoformat("minutes") if reading and reading.at else None,
        "repeat": reading.repeat.text if reading and reading.repeat else None,
        "sure": answer.sure if reading or answer.asks else None,
        "says": _says(answer, now, zone),
    }
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode()


def capture(text: str, now: datetime | None, zone: ZoneInfo, locale: str) -> str:
    """What a line says of people: one line of JSON, with only what was understood.

    A line that is no capture has no more than `text` and `"capture": false`.

    Args:
        now, zone, locale: as for `when`.
    """
    now = now or SystemClock().now()
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    found = lines_about_people.read(text, now=now, zone=zone, locale=locale)
    facts = _facts(found) if found.is_capture else {}
    line = {"text": text, "capture": found.is_capture, **facts}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode()


def _facts(found: Capture) -> dict[str, Any]:
    talk = found.talk
    return _said(
        people=[_said(**vars(person)) for person in found.people],
        talk=_said(kind=talk.kind, on=talk.on, direction=talk.direction, about=talk.about) if talk else None,
        follow_ups=[_promised(each) for each in found.follow_ups],
        thanks=[_said(whom=each.whom, why=each.why, on=each.by.on if each.by else None) for each in found.thanks],
        introductions=[_said(**vars(told)) for told in found.introductions],
        note=found.note,
    )


def _promised(follow_up: FollowUp) -> dict[str, Any]:
    reading = follow_up.reading
    return _said(
        date=reading.on if reading else None,
        time=reading.at.isoformat("minutes") if reading and reading.at else None,
        repeat=reading.repeat.text if reading and reading.repeat else None,
        unread=follow_up.unread,
        about=follow_up.about,
        whom=follow_up.whom,
    )


def _said(**values: Any) -> dict[str, Any]:
    """Those of the values that say something, as JSON takes them."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], False, {})}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


def _says(answer: Answer, now: datetime, zone: ZoneInfo) -> str | None:
    if answer.asks:
        return answer.says
    return dates.say(answer.reading, today=calendar.local_day(now, zone), locale="") if answer.reading else None
