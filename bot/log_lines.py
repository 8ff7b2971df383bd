"""The log: lines for people, or one JSON object a line for whatever collects them; never what people wrote."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

TEXT, JSON = "text", "json"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """One object a line: `at` (UTC), `level`, `logger`, `message`, and `where` for an error's traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; line breaks within it are escaped."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["where"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def formatter(log_format: str) -> logging.Formatter:
    """What writes lines in one of the two formats."""
    return JsonLines() if log_format == JSON else logging.Formatter(FORMAT)


def start(level: str, log_format: str) -> None:
    """Log to standard error, at a level and in a format.

    All libraries' own logs stay at warnings: at lower levels they quote payloads, and so what people wrote.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(log_format))
    logging.basicConfig(handlers=[handler], level=max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("slack_bolt").addFilter(_says_something)


def _says_something(record: logging.LogRecord) -> bool:
    """Not Bolt's remark at every start that it found the token in the environment as well as in the client."""
    return "`token` will be unused" not in record.getMessage()
