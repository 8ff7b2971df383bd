"""The member's news: set, heard by whom, told to whom."""

from datetime import date, timedelta

import pytest

from bot.domain import contacts, situations, tasks
from bot.domain.model import Contact, Interaction, InteractionKind, Member, Participant
from bot.domain.model_net import Audience, Situation
from bot.errors import SituationMissing, TextTooLong
from bot.storage.book import Books, StoredBook
from tests.domain.people import person

NEWS = "leaving Acme, looking for two clients"


def spoke(book: StoredBook, contact: Contact, days_ago: int, kind: InteractionKind = InteractionKind.CALL) -> None:
    """The two were in touch so many days ago."""
    on = book.today - timedelta(days=days_ago)
    book.add(Interaction(kind, on, "hello", participants=[Participant(contact_id=contact.id or 0)]))


def named(book: StoredBook, contact_ids: list[int]) -> list[str]:
    return [contact.name for contact in contacts.in_order(book, contact_ids)]


def begun(book: StoredBook, audience: Audience | None = None, picked: list[Contact] = []) -> Situation:  # noqa: B006
    situation = situations.begin(book, NEWS)
    if audience:
        situations.choose(book, situation, audience, [one.id or 0 for one in picked])
    return situation


def test_none_until_it_is_set(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        assert situations.current(book) is None
        assert not situations.is_told(book, jane)
        assert situations.tell(book, jane) is None


def test_it_is_kept_with_its_day(books: Books, member: Member) -> None:
    with books.open(member) as book:
        situations.begin(book, f"  {NEWS}\n ")
    with books.read(member) as book:
        current = situations.current(book)
        assert current and (current.text, current.on, current.audience) == (NEWS, book.today, None)


@pytest.mark.parametrize(
    ("text", "error"), [("", SituationMissing), (" \n", SituationMissing), ("x" * 1001, TextTooLong)]
)
def test_a_few_words_are_needed_and_enough(books: Books, member: Member, text: str, error: type[Exception]) -> None:
    with pytest.raises(error), books.open(member) as book:
        situations.begin(book, text)


def test_a_new_one_starts_anew(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        begun(book, Audience.PICKED, [jane])
        situations.tell(book, jane)
        assert situations.is_told(book, jane)
        begun(book)
        assert not situations.is_told(book, jane)


def test_it_can_be_over_and_the_one_before_does_not_come_back(books: Books, member: Member) -> None:
    with books.open(member) as book:
        begun(book)
        second = begun(book)
        situations.end(book, second)
        assert situations.current(book) is None


@pytest.mark.parametrize(
    ("days_ago", "hears"), [(0, True), (100, True), (729, True), (730, True), (731, False), (4000, False)]
)
def test_those_talked_with_in_two_years(books: Books, member: Member, days_ago: int, hears: bool) -> None:
    with books.open(member) as book:
        spoke(book, jane := book.add(Contact("Jane", "jane")), days_ago)
        progress = situations.progress(book, begun(book, Audience.TALKED))
        assert progress.untold == ([jane.id] if hears else [])


def test_an_import_is_no_talk_but_a_promise_or_an_introduction_is(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for number in range(50):
            book.add(Contact(f"P{number}", f"p{number}"))
        jane = person(book, "Jane", introduced_by="Bob")
        tasks.plan(book, tasks.TaskKind.FOLLOW_UP, book.add(Contact("Ann", "ann")), book.today)
        situation = begun(book, Audience.TALKED)
        progress = situations.progress(book, situation)
        assert sorted(named(book, progress.untold)) == ["Ann", "Bob", "Jane"]
        situations.tell(book, jane)
        progress = situations.progress(book, situation)
        assert ([one.name for one in progress.told], progress.total) == (["Jane"], 3)


def test_who_was_spoken_with_last_comes_first(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for name, days_ago in (("Ann", 50), ("Bob", 5), ("Cat", 500)):
            spoke(book, book.add(Contact(name, name.lower())), days_ago)
        book.add(Contact("Dan", "dan"))
        assert named(book, situations.progress(book, begun(book, Audience.TALKED)).untold) == ["Bob", "Ann", "Cat"]
        everyone = situations.progress(book, begun(book, Audience.EVERYONE)).untold
        assert named(book, everyone) == ["Bob", "Ann", "Cat", "Dan"]


def test_whoever_is_left_alone_or_archived_need_not_hear(books: Books, member: Member) -> None:
    with books.open(member) as book:
        people = [person(book, name) for name in ("Ann", "Bob", "Cat")]
        for one in people:
            spoke(book, one, 5)
        contacts.leave_alone(book, people[0])
        contacts.archive(book, people[1])
        for audience in (Audience.TALKED, Audience.EVERYONE):
            assert named(book, situations.progress(book, begun(book, audience)).untold) == ["Cat"]


def test_those_picked_can_be_others_later_but_who_was_told_stays_told(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob, cat = (person(book, name) for name in ("Ann", "Bob", "Cat"))
        situation = begun(book, Audience.PICKED, [ann, bob])
        situations.tell(book, ann)
        situations.choose(book, situation, Audience.PICKED, [cat.id])
        progress = situations.progress(book, situation)
        assert ([one.name for one in progress.told], named(book, progress.untold)) == (["Ann"], ["Cat"])


def test_telling_somebody_again_changes_nothing(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        situation = begun(book, Audience.EVERYONE)
        first = situations.tell(book, jane)
        assert first and first.on == book.today
        first.on = date(2026, 1, 1)
        situations.tell(book, jane)
        assert [telling.on for telling in book.tellings(situation.id)] == [date(2026, 1, 1)]


def test_whoever_is_told_besides_counts_too(books: Books, member: Member) -> None:
    with books.open(member) as book:
        ann, bob = person(book, "Ann"), person(book, "Bob")
        situation = begun(book, Audience.PICKED, [ann])
        situations.told(book, [bob.id, 999_999])
        progress = situations.progress(book, situation)
        assert (len(progress.told), progress.total) == (1, 2)


def test_who_is_deleted_counts_no_more_and_undo_brings_it_back(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        begun(book, Audience.PICKED, [jane])
        situations.tell(book, jane)
    with books.open(member) as book:
        contacts.delete(book, book.contact(jane.id))
        assert situations.progress(book, situations.current(book)).total == 0
        change = book.change_id
    with books.open(member) as book:
        book.undo(change)
        assert situations.is_told(book, book.contact(jane.id))


def test_telling_is_undone_by_itself(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane")
        begun(book, Audience.PICKED, [jane])
    with books.open(member) as book:
        situations.told(book, [jane.id])
        change = book.change_id
    with books.open(member) as book:
        assert book.undo(change).summary == "Told Jane your news"
        progress = situations.progress(book, situations.current(book))
        assert (progress.told, progress.untold) == ([], [jane.id])
