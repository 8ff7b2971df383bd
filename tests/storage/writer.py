"""A process to be killed: it puts people into a book and says so once each is confirmed.

Run with the address of a database and the id of a member.
"""

import sys
from itertools import count

from bot.clock import SystemClock
from bot.domain.model import Contact, Detail, DetailKind
from bot.storage.book import Books
from bot.storage.engine import make_engine


def write_for_ever(url: str, member_id: int) -> None:
    books = Books(make_engine(url), SystemClock())
    for number in count():
        name = f"P{number:06}"
        with books.open(member_id, f"key {number}") as book:
            contact = book.add(Contact(name=name, name_key=name))
            book.add(Detail(DetailKind.TAG, "x", "x", contact_id=contact.id))
            book.describe(f"Added {name}", contact)
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write_for_ever(sys.argv[1], int(sys.argv[2]))
