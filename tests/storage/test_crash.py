"""What was confirmed outlives kill -9; what was not leaves no half of itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.model import DetailKind, Member
from bot.errors import Repeated
from bot.storage.book import Books

WRITER = Path(__file__).with_name("writer.py")


@pytest.mark.parametrize("confirmed_first", [1, 20])
def test_what_was_confirmed_outlives_the_process(books: Books, member: Member, database_url: str, confirmed_first: int):
    confirmed = write_and_kill(database_url, member, confirmed_first)
    with books.open(member) as book:
        names = [named.name for named in book.names()]
        assert names[: len(confirmed)] == confirmed
        assert len(names) <= len(confirmed) + 1  # the last may have been saved, and not yet said so
        for contact in book.search("", limit=len(names))[0]:
            assert contact.values(DetailKind.TAG) == ["x"]
        assert len(book.changes(limit=1000)) == len(names)
    with pytest.raises(Repeated), books.open(member, "key 0"):
        pass


def write_and_kill(url: str, member: Member, count: int) -> list[str]:
    """Let a process write; when it has confirmed some, kill it in the middle of whatever it does."""
    command = [sys.executable, str(WRITER), url, str(member.id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        confirmed = [process.stdout.readline() for _ in range(count)]
        process.kill()
        confirmed += process.stdout.readlines()
    return [line.strip() for line in confirmed if line.endswith("\n")]
