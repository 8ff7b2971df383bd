"""Workspaces that want to be left alone are, by every worker, and no other is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.domain.model import DeliveryState
from bot.storage.due import claim_deliveries, claim_members, deliveries_waiting, members_due, next_wake, passed_over
from bot.storage.engine import reading
from bot.storage.rests import FIRST_PACE, SLOWEST_PACE, may_look, rest, rest_history, resting
from bot.storage.tables import rests
from tests.storage.waiting import LATER, MINUTE, NOW, make_delivery, make_members

SECOND = timedelta(seconds=1)
CLAIMED, SENDING = DeliveryState.CLAIMED, DeliveryState.SENDING


def test_nothing_of_a_resting_workspace_is_claimed(engine: Engine):
    tired, awake = make_members(engine, next_nudge_at=[NOW - MINUTE, NOW], team_id=["T1", "T2"])
    for member_id in (tired, awake):
        make_delivery(engine, member_id, state=CLAIMED)
    rest(engine, "T1", LATER)
    assert resting(engine, NOW) == {"T1"}
    assert members_due(engine, NOW) == [awake]
    assert [one.member_id for one in deliveries_waiting(engine, NOW)] == [awake]
    assert [one.id for one in claim_members(engine, NOW, LATER, 5)] == [awake]
    assert [one.member_id for one in claim_deliveries(engine, NOW, LATER, 5)] == [awake]
    assert not passed_over(engine, NOW)
    assert next_wake(engine, NOW) == LATER
    assert resting(engine, LATER) == set()
    assert tired in [one.id for one in claim_members(engine, LATER, LATER + MINUTE, 5)]
    assert tired in [one.member_id for one in claim_deliveries(engine, LATER, LATER + MINUTE, 5)]


def test_a_longer_rest_stays(engine: Engine):
    rest(engine, "T1", LATER)
    rest(engine, "T1", LATER - SECOND)
    assert resting(engine, LATER - SECOND) == {"T1"}
    rest(engine, "T1", LATER + SECOND)
    assert resting(engine, LATER) == {"T1"}


def test_looks_into_the_history_keep_their_distance(engine: Engine):
    pace = timedelta(seconds=FIRST_PACE)
    assert may_look(engine, "T1", NOW)
    assert not may_look(engine, "T1", NOW + pace - SECOND / 10)
    assert may_look(engine, "T2", NOW)
    assert may_look(engine, "T1", NOW + pace)


def test_only_one_of_many_may_look(engine: Engine):
    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(lambda _: may_look(engine, "T1", NOW), range(15))) == 1


def test_one_refusal_teaches_the_pace(engine: Engine):
    """Asked 1.2 seconds after the last time, Slack wants 58 more: once a minute it is."""
    rest_history(engine, "T1", NOW, 58 * SECOND)
    assert not may_look(engine, "T1", NOW + 57 * SECOND)
    assert may_look(engine, "T1", NOW + 58 * SECOND)
    assert not may_look(engine, "T1", NOW + (58 + 58 + FIRST_PACE) * SECOND - SECOND / 10)
    assert may_look(engine, "T1", NOW + (58 + 58 + FIRST_PACE) * SECOND)


def test_the_pace_has_its_bounds_and_quickens_again(engine: Engine):
    for _ in range(3):
        rest_history(engine, "T1", NOW, 50 * SECOND)
    at, paces = NOW + 50 * SECOND, []
    for _ in range(800):
        assert may_look(engine, "T1", at)
        pace = next_wake_of_history(engine) - at
        at, paces = at + pace, [*paces, pace.total_seconds()]
    assert paces[0] == SLOWEST_PACE
    assert paces == sorted(paces, reverse=True)
    assert paces[10] > SLOWEST_PACE - 2
    assert paces[-1] == FIRST_PACE


def next_wake_of_history(engine: Engine) -> datetime:
    with reading(engine) as connection:
        at: datetime | None = connection.scalar(select(rests.c.history_until))
        assert at
        return at


@pytest.mark.parametrize("state", [CLAIMED, SENDING])
def test_only_what_must_be_looked_up_waits_for_the_history(engine: Engine, state: DeliveryState):
    [member_id] = make_members(engine, next_nudge_at=[None])
    make_delivery(engine, member_id, state=state)
    rest_history(engine, "T1", NOW, MINUTE)
    assert len(claim_deliveries(engine, NOW, LATER, 5)) == (state == CLAIMED)
    assert next_wake(engine, NOW) == LATER
    assert len(claim_deliveries(engine, LATER, LATER + MINUTE, 5)) == 1
