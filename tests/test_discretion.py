"""That the reader of the suite's log would notice: `discreet` in conftest.py has every test read."""

import logging

import pytest

from tests.discretion import Eavesdropper


@pytest.mark.parametrize("line", ["saved Jane Doe", "token xoxb-1", "secret local-signing-secret"])
def test_what_tells_too_much_is_noticed(eavesdropper: Eavesdropper, line: str) -> None:
    logging.getLogger("bot.anywhere").debug("%s", line)
    assert eavesdropper.indiscreet == [f"bot.anywhere: {line}"]
    eavesdropper.indiscreet.clear()


def test_numbers_are_no_secret(eavesdropper: Eavesdropper) -> None:
    logging.getLogger("bot.anywhere").warning("task %s of member %s is due", 12, 3)
    assert eavesdropper.indiscreet == []
