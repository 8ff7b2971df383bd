"""People's words in Slack's markup, and out of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localslack.mrkdwn import mrkdwn_text, unescape
from bot.slack import mrkdwn

ANY = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["<", ">", "&", "&lt;", "<!channel>", "<@U1>", "<http://x|y>", "*", "_", "`", "\n", "a b", "שלום", "…"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Jane Doe", "Jane Doe"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1> & co", "&lt;@U1&gt; &amp; co"),
        ("&lt;", "&amp;lt;"),
        ("שלום", "\u2068שלום\u2069"),
        ("", ""),
    ],
)
def test_escaping(text: str, escaped: str) -> None:
    assert mrkdwn.escape(text) == escaped


@given(ANY)
def test_nothing_people_write_means_anything_to_slack(text: str) -> None:
    for said in (mrkdwn.escape(text), mrkdwn.bold(text), mrkdwn.quote(text), mrkdwn.code(text)):
        assert not re.search("[<>]", said)
        assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", said)


@given(ANY)
def test_what_was_escaped_reads_as_it_was(text: str) -> None:
    assert unescape(mrkdwn.escape(text)).strip("\u2068\u2069") == text.strip("\u2068\u2069")


@given(ANY)
def test_bold_is_one_line_and_whole(text: str) -> None:
    said = mrkdwn.bold(text)
    assert "\n" not in said
    assert said[0] == said[-1] == "*" and "*" not in said[1:-1]


@given(ANY, st.integers(10, 60))
def test_what_is_cut_is_not_cut_within_an_escape(text: str, limit: int) -> None:
    escaped = mrkdwn.escape(text)
    for piece in (mrkdwn.fit(escaped, limit), *mrkdwn.pieces(escaped, limit)):
        assert len(piece) <= limit
        assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", piece)
    assert "".join(mrkdwn.pieces(escaped, limit)) == escaped


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("met Jane", "met Jane"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<mailto:jane@acme.com|jane@acme.com>", "jane@acme.com"),
        ("<tel:+16505550100|+1 650 555 0100>", "+16505550100"),
        ("<https://acme.com|acme.com>", "https://acme.com"),
        ("<https://acme.com/a?b=1&amp;c=2>", "https://acme.com/a?b=1&c=2"),
        ("<#C1|intros> and <#C2>", "#intros and #C2"),
        ("<@U1|bob> and <@U2>", "bob and U2"),
        ("<!channel>", "!channel"),
        ("<!subteam^S1|@team>", "@team"),
    ],
)
def test_what_was_typed(sent: str, typed: str) -> None:
    assert mrkdwn.words(sent) == typed


def test_people_mentioned() -> None:
    sent = "met <@U123> and <@W9|bob> <#C1|x>"
    assert mrkdwn.mentioned(sent) == ["U123", "W9"]
    assert mrkdwn.words(sent, {"U123": "Jane Doe"}.get) == "met Jane Doe and bob #x"


@given(ANY)
def test_words_undo_what_slack_escapes(text: str) -> None:
    assert mrkdwn.words(mrkdwn.escape(text)).strip("\u2068\u2069") == text.strip("\u2068\u2069")
    assert mrkdwn_text(mrkdwn.escape("a & b")) == "a & b"
