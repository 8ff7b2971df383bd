"""Words that Bolt's own reading of a form would lose."""

from tests.rig import Rig


def test_the_word_payload_is_a_word_like_any_other(rig: Rig) -> None:
    rig.ada.types("/contact add Jane Doe, CTO at Acme", channel="general")
    rig.ada.types("/contact note Jane: asked for the payload format", channel="general")
    rig.ada.sees("asked for the payload format", channel="general")
