"""Signed HTTP, Slack's side: requests to the app's request URL."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from .refusal import Json

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Letter:
    """A request to the app: its body, and headers besides the signature."""

    body: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)


def interaction(payload: Json) -> Letter:
    """Interactivity: JSON in the form field `payload`."""
    return Letter(urlencode({"payload": json.dumps(payload)}).encode(), FORM)


def command(payload: Json) -> Letter:
    """A slash command: form fields."""
    fields = {key: str(value).lower() if isinstance(value, bool) else value for key, value in payload.items()}
    return Letter(urlencode(fields).encode(), FORM)


def event(payload: Json, attempt: int, reason: str) -> Letter:
    """An event: JSON, with the retry headers from the second attempt on."""
    headers = {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason} if attempt else {}
    return Letter(json.dumps(payload).encode(), JSON, headers)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's `v0` signature of a request."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def post(url: str, letter: Letter, secret: str, timeout: float) -> tuple[int, Json]:
    """Send a letter: the answer's status and body. Raises OSError, TimeoutError if it is too slow."""
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": letter.content_type,
        "User-Agent": "Slackbot 1.0 (local)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, letter.body),
        **letter.headers,
    }
    request = urllib.request.Request(url, letter.body, headers, method="POST")
    try:
        with _opener.open(request, timeout=timeout) as response:
            return response.status, _read(response.read(), response.headers.get_content_type())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}
    except urllib.error.URLError as error:
        raise (error.reason if isinstance(error.reason, OSError) else OSError(str(error.reason))) from error
    except HTTPException as error:  # it was killed in the middle of its answer
        raise OSError(type(error).__name__) from error


def _read(body: bytes, content_type: str) -> Json:
    """An acknowledgement's body: JSON, or words that stand for a message's text."""
    if not body.strip():
        return {}
    if content_type == JSON:
        read: Any = json.loads(body)
        return read if isinstance(read, dict) else {}
    return {"text": body.decode()}


# no proxies: everything here is on this machine
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
