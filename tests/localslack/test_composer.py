"""What Slack makes of typed words."""

import pytest

from bot.localslack.composer import as_sent
from bot.localslack.workspace import Channel, User

ADA = User("U1", "Ada Lovett", "", "UTC", "en-US")
INTROS = Channel("C1", "intros", [])


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Jane & <b> *bold*", "Jane &amp; &lt;b&gt; *bold*"),
        ("thank @Ada", "thank <@U1>"),
        ("thank @ada lovett, and @Ada Lovett", "thank <@U1>, and <@U1>"),
        ("@Adam is somebody else", "@Adam is somebody else"),
        ("mail me@ada.example", "mail <mailto:me@ada.example|me@ada.example>"),
        ("in #intros, not #introspection", "in <#C1|>, not #introspection"),
        ("see https://acme.example/a?b=1&c=2.", "see <https://acme.example/a?b=1&amp;c=2>."),
        ("jane@acme.example, Acme", "<mailto:jane@acme.example|jane@acme.example>, Acme"),
        ("at acme.com/team and v1.2", "at <http://acme.com/team|acme.com/team> and v1.2"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("", ""),
    ],
)
def test_words_as_they_are_sent(typed: str, sent: str) -> None:
    assert as_sent(typed, [ADA], [INTROS]) == sent


def test_a_command_carries_names_too() -> None:
    assert as_sent("@Ada in #intros", [ADA], [INTROS], labels=True) == "<@U1|ada.lovett> in <#C1|intros>"
