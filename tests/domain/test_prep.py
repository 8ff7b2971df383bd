"""Before a meeting: what is known, owed either way, to be thanked for and to be told."""

from bot.domain import contacts, introductions, keeping, prep, situations, tasks, wins
from bot.domain.model import Member, Outcome, TaskKind
from bot.domain.model_net import Audience
from bot.storage.book import Books
from tests.domain.people import person, promise


def test_all_there_is_to_know(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob, jane = person(book, "Ann"), person(book, "Bob"), person(book, "Jane")
        introductions.receive(book, ann, bob, past=True)
        one = introductions.receive(book, bob, jane).introduction
        introductions.conclude(book, one, Outcome.NOTHING)
        introductions.receive(book, bob, person(book, "Tom"), promised=True)
        for number in range(5):
            contacts.note(book, bob, f"note {number}")
        promise(book, bob, book.today, about="the pilot")
        situations.choose(book, situations.begin(book, "leaving Acme"), Audience.PICKED, [bob.id])
        found = prep.prepare(book, bob)
    assert found.chain == "You ← Ann"
    assert [each.text for each in found.last] == ["note 4", "note 3", "note 2"]
    assert sorted(task.kind for task in found.mine) == [TaskKind.FOLLOW_UP, TaskKind.REPORT_BACK]
    assert [task.kind for task in found.theirs] == [TaskKind.AWAITING_REPLY]
    assert [task.kind for task in found.thanks] == [TaskKind.THANK_YOU]
    assert [each.contact.name for each in found.led_to] == ["Jane"]
    assert found.news == "leaving Acme"


def test_nothing_to_tell_of_what_was_told(books: Books, member: Member) -> None:
    with books.open(member) as book:
        bob = person(book, "Bob")
        one = introductions.receive(book, bob, person(book, "Jane")).introduction
        introductions.conclude(book, one, Outcome.WENT_SOMEWHERE)
        keeping.settle(book, book.open_tasks(contact_id=bob.id), told="it went well")
        situations.begin(book, "leaving Acme")
        situations.tell(book, bob)
        found = prep.prepare(book, bob)
    assert (found.led_to, found.news, found.mine, found.thanks) == ([], None, [], [])


def test_a_stranger(books: Books, member: Member) -> None:
    with books.open(member) as book:
        found = prep.prepare(book, person(book, "Jane"))
    assert (found.chain, found.last, found.mine, found.theirs, found.thanks, found.wins, found.news) == (
        *("", [], [], [], [], [], None),
    )


def test_wins_that_came_of_them(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        wins.record(book, jane, "a contract")
        tasks.let_all_go(book, jane)
        assert [win.what for win in prep.prepare(book, jane).wins] == ["a contract"]
