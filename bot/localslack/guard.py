"""Who may ask: only what runs on this machine, and of web pages only this server's own."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, request

LOOPBACK = ("127.0.0.1", "localhost")
_CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# What people upload is shown or saved, never run.
_FILE_POLICY = "default-src 'none'; sandbox"


def refuse_strangers() -> Response | None:
    """Turn away a request by another name than loopback's, or one that another site's page makes.

    The first is how a web page reaches a local server by a name of its own (DNS rebinding), the second how it
    acts through the visitor's browser.
    """
    if _host_of(f"//{request.host}") not in LOOPBACK:
        return Response("Open this page at 127.0.0.1 or localhost.", 403, mimetype="text/plain")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return Response("Another site's page may not do this.", 403, mimetype="text/plain")
    return None


def shielded(response: Response) -> Response:
    """A page's answer with the headers that keep everything from outside out of it."""
    response.headers.setdefault("Content-Security-Policy", _CONTENT_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response


def caged(response: Response) -> Response:
    """An uploaded file's answer: in a browser it can do nothing."""
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    return response


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
