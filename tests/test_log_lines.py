"""A line of the log, for people or for machines."""

import json
import logging

from bot import log_lines


def record(message: str, *arguments: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("bot.worker", logging.INFO, "worker.py", 1, message, arguments, None)
    vars(made).update(more)
    return made


def test_json_is_one_object_a_line() -> None:
    line = log_lines.formatter("json").format(record("pass: worker=%s\n%s", "a:1", "“done”", created=1_795_420_800.25))
    assert "\n" not in line
    assert json.loads(line) == {
        "at": "2026-11-23T08:00:00.250+00:00",
        "level": "INFO",
        "logger": "bot.worker",
        "message": "pass: worker=a:1\n“done”",
    }


def test_text_is_as_it_was() -> None:
    assert log_lines.formatter("text").format(record("started")).endswith(" INFO bot.worker: started")
