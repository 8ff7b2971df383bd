"""The pages that whoever installs Goodword sees in the browser; they need nothing from elsewhere."""

from collections.abc import Mapping
from html import escape

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"  # where they are

EXAMPLE = "met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks"

# What went wrong, in Slack's word or Bolt's; a word that is not here is not repeated, as anybody may write it.
_FAILED: Mapping[str, str] = {
    "access_denied": "Nothing was installed, as you chose.",
    "invalid_state": "That link was used before, or it is more than ten minutes old.",
    "invalid_browser": "That was begun in another browser, or cookies are off here.",
    "invalid_code": "Slack did not confirm the installation.",
    "missing_code": "Slack did not confirm the installation.",
    "storage_error": "I could not keep the installation just now.",
}


def install(address: str) -> str:
    """What Goodword is, and the link to Slack's own page."""
    return _page(
        "Add Goodword to Slack",
        "<p>Goodword remembers who you met and what you promised, and reminds you in time. Every member's book is "
        "private to them.</p>"
        f'<p><a class="button" href="{escape(address)}">Add to Slack</a></p>',
    )


def installed(name: str | None, app_id: str | None, team_id: str | None) -> str:
    """It is installed: what to do next."""
    where = f" in {escape(name)}" if name else ""
    query = "&amp;".join(f"{key}={escape(value)}" for key, value in (("app", app_id), ("team", team_id)) if value)
    return _page(
        f"Goodword is installed{where}",
        "<p>Next:</p><ol>"
        f'<li><a href="https://slack.com/app_redirect?{query}">Open Goodword in Slack</a>, or find it under Apps.</li>'
        f"<li>Write to it: <code>{escape(EXAMPLE)}</code></li>"
        "<li>Tell your colleagues: each has a book of their own, which nobody else can see.</li></ol>"
        "<p>Elsewhere in Slack, <code>/contact</code> does the same, and <i>Log a lead</i> is in every message's "
        "menu.</p>",
    )


def failed(reason: str) -> str:
    """It is not installed: why, and how to begin again."""
    why = _FAILED.get(reason, "Slack did not go on with it.")
    again = f'<p><a class="button" href="{INSTALL}">Begin again</a></p>'
    return _page("Goodword is not installed", f"<p>{escape(why)}</p>{again}")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><main><h1>{title}</h1>{body}</main></html>"
    )


_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;color:#1d1c1d;background:#f6f4ef;margin:0}"
    "main{max-width:34rem;margin:10vh auto;padding:2rem;background:#fff;border-radius:12px}"
    "h1{font-size:1.5rem;color:#2b4a3f}code{background:#f0eee8;padding:.1em .3em;border-radius:4px}"
    ".button{display:inline-block;padding:.6em 1.2em;border-radius:8px;background:#2b4a3f;color:#fff;"
    "text-decoration:none}"
)
