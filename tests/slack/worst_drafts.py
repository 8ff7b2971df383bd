"""The views of drafts, with the worst that people's names and words can be; see `worst`."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from bot.domain.checks import Finding, Rule
from bot.domain.messages import Occasion
from bot.domain.model import Circle
from bot.slack import drafts_views
from bot.slack.drafts_views import Page
from bot.slack.kit import Home, Message, Modal
from tests.slack.worst import LONG, people, several, written

OCCASIONS = st.sampled_from(Occasion)
CIRCLES = st.none() | st.sampled_from(Circle)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(Rule),
    written(3000),
    written(3000),
    st.integers(0, 3000),
    st.none() | written(200),
    written(3000),
    st.booleans(),
)
EMAILS = st.none() | st.sampled_from(["jane@acme.example", f"{'&<>%' * 50}@x.example", "שלום@acme.example"])
PAGES = st.builds(
    Page,
    people(),
    st.just("T1"),
    OCCASIONS,
    st.lists(OCCASIONS, unique=True),
    LONG.map(lambda text: text[:3000]),
    written(300),
    several(FINDINGS, 60),
    st.sampled_from(["", "✓ Checked"]),
    st.booleans(),
    EMAILS,
    st.booleans(),
    st.just("message.9"),
    st.booleans(),
)

WORST: Mapping[Callable[..., Any], st.SearchStrategy[Message | Modal | Home]] = {
    drafts_views.form: st.builds(drafts_views.form, PAGES, st.just("")),
    drafts_views.offer: st.builds(drafts_views.offer, people(), st.none() | OCCASIONS),
    drafts_views.offer_templates: st.builds(drafts_views.offer_templates),
    drafts_views.usage: st.builds(drafts_views.usage),
    drafts_views.template_form: st.builds(
        drafts_views.template_form, OCCASIONS, CIRCLES, LONG, st.just(""), st.just("template.9")
    ),
}
