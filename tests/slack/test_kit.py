"""Block Kit in few words, within its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localslack.limits import check_message, check_view
from bot.slack import kit
from bot.slack.kit import Home, Message, Modal

LONG = "word & <more> " * 4000
NAMES = st.text("abcdefgh_", min_size=1, max_size=10)


@given(st.dictionaries(NAMES, st.integers() | st.text(min_size=1, max_size=50)))
def test_a_value_comes_back_as_its_parts(about: dict[str, object]) -> None:
    assert kit.parts(kit.value(**about)) == {name: str(part) for name, part in about.items()}


def test_what_is_none_is_left_out() -> None:
    assert kit.value(task=7, on=None) == "task=7"
    assert kit.parts(kit.value()) == {}


@given(st.text(max_size=100))
def test_anything_can_be_taken_apart(text: str) -> None:
    assert isinstance(kit.parts(text), dict)


@pytest.mark.parametrize("text", [LONG, "x" * 5000, "&" * 5000, "🎉" * 5000, "a"])
def test_whatever_is_said_fits(text: str) -> None:
    blocks = [
        kit.section(text),
        kit.context(text),
        kit.actions(
            kit.button(text, "a", label=text, confirm=kit.confirm(text, text, "Yes")),
            kit.overflow("b", [kit.option(text, "v")]),
            kit.menu("Choose", "c", [kit.option(text, "v")]),
        ),
    ]
    message = Message(text, blocks).payload()
    assert check_message(message["text"], message["blocks"]) is None
    assert check_view(Modal(text, blocks, submit="Save").payload()) is None
    assert check_view(Home(blocks).payload()) is None


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_section_is_never_empty(text: str) -> None:
    assert check_message("x", [kit.section(text).to_dict()]) is None


def test_the_text_of_a_message_is_plain() -> None:
    assert Message("<!channel> & co", []).payload()["text"] == "&lt;!channel&gt; &amp; co"
