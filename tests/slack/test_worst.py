"""Every view, with the worst that people's names and words can be: Slack takes it, and it pings nobody."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.model import Contact
from bot.localslack.limits import check_message, check_options, check_view
from bot.localslack.text import message_text
from bot.slack import forms
from bot.slack.kit import Message
from tests.agreement.views import builders
from tests.slack import worst, worst_drafts, worst_exchange, worst_net
from tests.slack.worst import LINK, NAMES, people

WORST = {**worst.WORST, **worst_drafts.WORST, **worst_net.WORST, **worst_exchange.WORST}
QUICK = settings(max_examples=10, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("builder", WORST, ids=lambda builder: f"{builder.__module__}.{builder.__name__}")
@QUICK
@given(data=st.data())
def test_slack_takes_every_view_and_nobody_is_pinged(builder: Callable[..., Any], data: st.DataObject) -> None:
    view = data.draw(WORST[builder])
    payload = view.payload()
    if isinstance(view, Message):
        assert check_message(payload["text"], payload["blocks"]) is None
        assert_says_nothing_to_slack([payload["text"]])
        assert message_text(payload)
    else:
        assert check_view(payload) is None
    assert_says_nothing_to_slack(mrkdwn_in(payload["blocks"]))
    assert_told_apart(payload["blocks"])


def test_every_view_there_is_is_tried() -> None:
    """A new view builder is to be added to `WORST`."""
    assert {*builders()} == WORST.keys()


@QUICK
@given(people(), NAMES)
def test_slack_takes_every_suggestion(contact: Contact, name: str) -> None:
    options = [forms.known_option(contact).to_dict(), forms.new_option(name).to_dict()]
    assert check_options({"options": options}) is None
    assert forms.chosen_person(options[0]["value"]) == (contact.id, None)
    assert forms.chosen_person(options[1]["value"]) == (None, name)


def mrkdwn_in(part: Any) -> Iterator[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from mrkdwn_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from mrkdwn_in(each)


def assert_says_nothing_to_slack(texts: list[str] | Iterator[str]) -> None:
    for text in texts:
        bare = text.replace(f"<{LINK}|where it was said>", "")
        bare = re.sub(r"<mailto:[^<>|]*\|[\w ]+>", "", bare)
        assert not re.search("[<>]", re.sub("(?m)^>", "", bare)), bare  # a line may begin as a quotation
        assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", bare), bare[-100:]


def assert_told_apart(blocks: list[Any]) -> None:
    """Buttons that read the same say to a screen reader what they are about."""
    buttons = [each for block in blocks for each in [block.get("accessory", {}), *block.get("elements", [])]]
    buttons = [each for each in buttons if each.get("type") == "button"]
    same = Counter(each["text"]["text"] for each in buttons)
    ambiguous = {"Done", "Thanked", "Undo", "Open", "Fix", "Add note", "Follow up", "Say thanks", "All notes"}
    for each in buttons:
        words = each["text"]["text"]
        assert "accessibility_label" in each or (same[words] == 1 and words not in ambiguous), words
