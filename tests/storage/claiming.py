"""Claiming as several workers do; a module of its own so that other processes can import it."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.errors import Busy
from bot.storage.due import claim_members
from bot.storage.engine import make_engine


def claim_all(engine: Engine, now: datetime, limit: int) -> list[int]:
    """Claim members until none is left."""
    mine: list[int] = []
    while True:
        try:
            claimed = [each.id for each in claim_members(engine, now, now + timedelta(minutes=1), limit)]
        except Busy:
            continue
        if not claimed:
            return mine
        mine += claimed


def claim_in_a_process(url: str, now: datetime) -> list[int]:
    engine = make_engine(url)
    claimed = claim_all(engine, now, 3)
    engine.dispose()
    return claimed
