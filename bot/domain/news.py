"""The member's situation, as far as messages need it: what it is, and whether somebody was told personally.

The one place where messages and situations meet; without a situation kept there is no news, and nobody to tell.
"""

from bot.domain import situations
from bot.domain.book import Book
from bot.domain.checking.findings import News
from bot.domain.model import Contact


def of(book: Book, contact: Contact) -> News:
    """The member's news, and whether a contact was told."""
    situation = situations.current(book)
    return News(situation.text, situations.is_told(book, contact)) if situation else News()


def told(book: Book, contact: Contact) -> None:
    """Note that a contact was told the news personally."""
    situations.tell(book, contact)
