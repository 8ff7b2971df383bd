"""The views of drafts, each with all it can hold; see `views`."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.checks import Finding, Rule
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact, Detail, DetailKind
from bot.slack import drafts_views
from bot.slack.drafts_views import Page

JANE = Contact("Jane Doe", "jane doe", "CTO", "Acme", Circle.INDUSTRY, "PyCon", slack_user_id="U0LOC00002", id=1)
JANE.details = [Detail(DetailKind.EMAIL, "jane@acme.example", "jane@acme.example")]
FINDINGS = [
    Finding(Rule.GREETING, "This one is to Jane.", "Bob", 3, "Jane"),
    Finding(Rule.SOON, "You last wrote to Jane yesterday.", advice="Give it a week."),
    Finding(Rule.IMPERSONAL, "Nothing in it is about Jane in particular.", advice="You met at PyCon.", sure=False),
]


def page(**more: Any) -> Page:
    """A draft of which everything is known."""
    parts: dict[str, Any] = {
        "contact": JANE,
        "team_id": "T1",
        "occasion": Occasion.FOLLOW_UP,
        "offered": list(Occasion),
        "text": "Hi Bob, how are things?",
        "subject": "The pilot",
        "findings": FINDINGS,
        "said": "These are your own words of today.",
        "is_warned": True,
        "email": "jane@acme.example",
        "by_mail": True,
        "block": "message.1",
        "is_own": True,
    }
    return Page(**{**parts, **more})


BARE = page(text="", findings=[], said="", is_warned=False, email=None, is_own=False, contact=Contact("Bo", id=2))
RENDERINGS: Mapping[Callable[..., Any], Callable[[], list[Any]]] = {
    drafts_views.form: lambda: [drafts_views.form(each, "") for each in (page(), BARE)],
    drafts_views.offer: lambda: [drafts_views.offer(JANE), drafts_views.offer(JANE, Occasion.THANK_YOU)],
    drafts_views.offer_templates: lambda: [drafts_views.offer_templates()],
    drafts_views.usage: lambda: [drafts_views.usage()],
    drafts_views.template_form: lambda: [
        drafts_views.template_form(Occasion.RECONNECT, circle, "Hi {first}", "", "template.0")
        for circle in (None, Circle.FRIEND)
    ],
}
