"""A short run of `make load`, for whether it works; how fast it is, is measured apart."""

from tests.load.requests import KINDS
from tests.load.run import Plan, carry_out


def test_a_short_run() -> None:
    figures = carry_out(Plan(members=10, rate=20, seconds=6, backend="sqlite"))
    assert figures.errors == []
    assert len(figures.taken) == sum(figures.kinds.values()) == 120
    assert len(figures.kinds) == len(KINDS)
    assert "120 requests" in str(figures)
