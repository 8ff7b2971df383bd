"""How the local Slack says no: in Slack's own error words."""

from __future__ import annotations

from typing import Any

from .limits import Problem

Json = dict[str, Any]


class Refusal(Exception):
    """An answer with `"ok": false`."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.more = more

    def answer(self) -> Json:
        """The body Slack sends."""
        body: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


def insist(problem: Problem | None) -> None:
    """Turn a broken limit into the refusal it earns."""
    if problem is not None:
        raise Refusal(problem.error, *problem.messages)


def missing(field: str) -> Refusal:
    """The refusal for an argument that had to be there."""
    return Refusal("invalid_arguments", f"[ERROR] missing required field: {field}")
