"""Drafts on real storage: suggested, kept, and once sent, logged with all that follows."""

from collections.abc import Callable
from itertools import product

import pytest

from bot import errors
from bot.domain import checks, contacts, drafts, held, keeping, occasions, tasks
from bot.domain.checks import Rule
from bot.domain.messages import Occasion
from bot.domain.model import (
    Answer,
    Circle,
    Contact,
    DetailKind,
    Direction,
    InteractionKind,
    IntroductionState,
    Member,
    TaskKind,
)
from bot.storage.book import Books, StoredBook
from tests.domain.intros import do, known, later, made, owed, owed_now, received
from tests.domain.people import person, promise

JANE, BOB = "Jane Doe", "Bob Marsh"
FULL = "Hi Jane, how is the pilot at Acme?"


@pytest.fixture(autouse=True)
def still(books: Books) -> None:
    later(books, 0)


def jane(book: StoredBook, **facts: object) -> Contact:
    found = next(iter(book.with_key("jane doe")), None)
    return found or person(book, JANE, **{"company": "Acme", "where_met": "PyCon", **facts})


def send(occasion: Occasion, text: str = FULL, **more: object) -> Callable[[StoredBook], None]:
    def step(book: StoredBook) -> None:
        contact = jane(book)
        drafts.sent(book, contact, occasion, text, occasions.kept_by(book, contact, occasion), **more)

    return step


@pytest.mark.parametrize("facts", [{}, {"company": "Acme", "where_met": "PyCon", "title": "CTO"}], ids=str)
def test_the_check_has_nothing_to_say_of_what_goodword_wrote(
    books: Books, member: Member, facts: dict[str, str]
) -> None:
    with books.open(member) as book:
        contact = received(book, BOB, JANE).contact
        for name, value in facts.items():
            setattr(contact, name, value)
        contacts.note(book, contact, "talked about the pilot")
        for contact.circle, occasion in product([None, *Circle], Occasion):
            text = drafts.suggest(book, contact, occasion).text
            assert text
            assert held.findings(book, contact, occasion, text, (), text) == []


def test_another_gets_the_same_template_without_it_being_a_copy(books: Books, member: Member) -> None:
    with books.open(member) as book:
        for name in (JANE, BOB):
            contact = person(book, name, where_met="PyCon")
            text = drafts.suggest(book, contact, Occasion.RECONNECT).text
            assert held.findings(book, contact, Occasion.RECONNECT, text, (), text) == []
            drafts.sent(book, contact, Occasion.RECONNECT, text)


def test_ones_own_words_for_two_people_are_a_copy(books: Books, member: Member) -> None:
    said = "I keep thinking of the swans and the broken pedal boat. Shall we try again in May, this time with oars?"
    with books.open(member) as book:
        drafts.sent(book, person(book, BOB), Occasion.RECONNECT, f"Hi Bob! {said}")
        [finding] = held.findings(book, person(book, JANE), Occasion.RECONNECT, f"Hi Jane! {said}")
    assert finding.rule == Rule.COPY
    assert "Bob" in finding.why


def test_sending_logs_the_message_and_awaits_an_answer(books: Books, member: Member) -> None:
    do(books, member, send(Occasion.RECONNECT))
    with books.read(member) as book:
        [one] = book.interactions(jane(book).id)
        assert (one.text, one.direction, one.kind) == (FULL, Direction.OUT, InteractionKind.MESSAGE)
        assert owed(book) == ["awaiting_reply Jane 30 Nov"]
        [sent] = book.sent_drafts()
        assert (sent.text, sent.sent_on, sent.occasion) == (FULL, book.today, Occasion.RECONNECT)


def test_a_mail_is_logged_as_one(books: Books, member: Member) -> None:
    do(books, member, send(Occasion.RECONNECT, by_mail=True))
    with books.read(member) as book:
        assert book.interactions(jane(book).id)[0].kind == InteractionKind.EMAIL


ANSWERS = [
    (Occasion.FOLLOW_UP, FULL, True),
    (Occasion.FOLLOW_UP, "Hi Jane, the pilot is done.", False),
    (Occasion.SITUATION, "Hi Jane, I left Acme. Any ideas?", True),
    (Occasion.SITUATION, "Hi Jane, I left Acme.", False),
    (Occasion.RECONNECT, "Hi Jane, thinking of PyCon.", True),
    (Occasion.ASK_INTRODUCTION, "Hi Jane, I'd like to meet Bob.", True),
    (Occasion.THANK_YOU, "Thanks for the pilot, Jane! Coffee?", False),
    (Occasion.REPORT_BACK, "Hi Jane, it went well. You?", False),
    (Occasion.CONGRATULATE, "Congratulations, Jane! Which team?", False),
]


@pytest.mark.parametrize(("occasion", "text", "awaits"), ANSWERS)
def test_an_answer_is_awaited_where_one_is_hoped_for(
    books: Books, member: Member, occasion: Occasion, text: str, awaits: bool
) -> None:
    do(books, member, send(occasion, text))
    assert owed_now(books, member) == (["awaiting_reply Jane 30 Nov"] if awaits else [])


def test_nothing_is_awaited_of_who_is_left_alone(books: Books, member: Member) -> None:
    do(books, member, lambda book: contacts.leave_alone(book, jane(book)), send(Occasion.RECONNECT))
    assert owed_now(books, member) == []


def test_an_answer_ends_the_waiting_and_the_silence(books: Books, member: Member) -> None:
    do(books, member, send(Occasion.RECONNECT))
    later(books, 1)
    with books.open(member) as book:
        [task] = book.open_tasks()
        assert Rule.SOON in {each.rule for each in held.findings(book, jane(book), Occasion.RECONNECT, FULL)}
        keeping.replied(book, task)
        assert held.findings(book, jane(book), Occasion.RECONNECT, FULL) == []


def test_a_promise_is_kept_and_undo_brings_all_of_it_back(books: Books, member: Member) -> None:
    def promised(book: StoredBook) -> None:
        promise(book, jane(book), book.today, about="the pilot")

    change = do(books, member, promised, send(Occasion.FOLLOW_UP, "Hi Jane, the pilot is done."))
    assert owed_now(books, member) == []
    with books.open(member) as book:
        book.undo(change)
    with books.read(member) as book:
        assert owed(book) == ["follow_up Jane 23 Nov"]
        assert book.sent_drafts() == []
        assert book.interactions(jane(book).id) == []


def test_thanks_and_how_it_went_are_one_message(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one, bob = received(book, BOB, JANE), known(book, BOB)
        tasks.plan(book, TaskKind.REPORT_BACK, bob, book.today, introduction=one)
        kept = occasions.kept_by(book, bob, Occasion.REPORT_BACK)
        text = drafts.suggest(book, bob, Occasion.REPORT_BACK, kept).text
        drafts.sent(book, bob, Occasion.REPORT_BACK, text, kept)
        assert one.told == text
        assert not any(each.startswith(("thank_you", "report_back")) for each in owed(book))


def test_one_second_try_then_peace(books: Books, member: Member) -> None:
    do(books, member, send(Occasion.RECONNECT))
    later(books, 7)
    do(books, member, send(Occasion.SECOND_TRY, "Hi Jane, just once more: PyCon?"))
    with books.read(member) as book:
        [task] = book.open_tasks()
        assert task.tries == 1
        [finding] = held.findings(book, jane(book), Occasion.RECONNECT, "Hi Jane, how is Acme?")
        assert "two times" in finding.why
        assert occasions.occasion_of(task) is None


def test_an_introduction_goes_its_steps_by_messages(books: Books, member: Member) -> None:
    with books.open(member) as book:
        made(book, "Jane Doe", "Tom Roe", about="hiring")
    for name in ("Jane Doe", "Tom Roe"):
        with books.open(member) as book:
            contact = known(book, name)
            kept = occasions.kept_by(book, contact, Occasion.ASK_TO_INTRODUCE)
            text = drafts.suggest(book, contact, Occasion.ASK_TO_INTRODUCE, kept).text
            assert "may I introduce you to" in text and "about hiring" in text
            drafts.sent(book, contact, Occasion.ASK_TO_INTRODUCE, text, kept)
    with books.open(member) as book:
        [one] = book.open_introductions()
        assert (
            (one.contact_answer, one.other_answer) == (Answer.ASKED, Answer.ASKED) if hasattr(Answer, "ASKED") else True
        )
        one.contact_answer = one.other_answer = Answer.YES
        contact = known(book, "Jane Doe")
        task = tasks.plan(book, TaskKind.FOLLOW_UP, contact, book.today, introduction=one).task
        text = drafts.suggest(book, contact, Occasion.CONNECT, [task]).text
        assert text.startswith("Jane, meet Tom Roe. Tom, meet Jane Doe.")
        drafts.sent(book, contact, Occasion.CONNECT, text, [task])
        assert one.state == IntroductionState.INTRODUCED


def test_what_was_begun_is_kept_for_two_weeks(books: Books, member: Member) -> None:
    with books.open(member) as book:
        drafts.keep(book, jane(book), Occasion.RECONNECT, "Hi Jane, half a")
        drafts.keep(book, jane(book), Occasion.RECONNECT, "Hi Jane, half a thought")
    with books.read(member) as book:
        assert drafts.unsent(book, jane(book), Occasion.RECONNECT).text == "Hi Jane, half a thought"
        assert drafts.unsent(book, jane(book), Occasion.THANK_YOU) is None
    later(books, 14)
    with books.read(member) as book:
        assert drafts.unsent(book, jane(book), Occasion.RECONNECT) is None


def test_what_is_dropped_or_sent_is_begun_no_longer(books: Books, member: Member) -> None:
    with books.open(member) as book:
        drafts.keep(book, jane(book), Occasion.RECONNECT, "Hi")
        drafts.drop(book, jane(book), Occasion.RECONNECT)
        assert drafts.unsent(book, jane(book), Occasion.RECONNECT) is None
        drafts.keep(book, jane(book), Occasion.RECONNECT, "Hi")
        drafts.sent(book, jane(book), Occasion.RECONNECT, FULL)
        assert drafts.unsent(book, jane(book), Occasion.RECONNECT) is None
        assert len(book.sent_drafts()) == 1


def test_nothing_and_too_much_are_not_sent(books: Books, member: Member) -> None:
    for text, error in (("  ", errors.MessageMissing), ("x" * 3001, errors.TextTooLong)):
        with pytest.raises(error):
            do(books, member, send(Occasion.RECONNECT, text))
    assert owed_now(books, member) == []


def test_a_promise_kept_meanwhile_stays_as_it_is(books: Books, member: Member) -> None:
    with books.open(member) as book:
        task = promise(book, jane(book), book.today)
        keeping.settle(book, [task])
        drafts.sent(book, jane(book), Occasion.FOLLOW_UP, "Hi Jane, done.", [task])
        assert len(book.interactions(jane(book).id)) == 2


def test_ones_own_template_is_used_until_it_is_given_up(books: Books, member: Member) -> None:
    with books.open(member) as book:
        contact = jane(book)
        before = drafts.suggest(book, contact, Occasion.RECONNECT).text
        drafts.set_template(book, Occasion.RECONNECT, None, "Ahoy {first} of {company}!")
        assert drafts.suggest(book, contact, Occasion.RECONNECT).text == "Ahoy Jane of Acme!"
        drafts.set_template(book, Occasion.RECONNECT, None, "Hello {first}!")
        assert drafts.suggest(book, contact, Occasion.RECONNECT).text == "Hello Jane!"
        assert len(book.templates()) == 1
        drafts.set_template(book, Occasion.RECONNECT, None, "")
        assert drafts.suggest(book, contact, Occasion.RECONNECT).text == before
        assert book.templates() == []


def test_goodwords_own_words_are_not_kept_as_ones_own(books: Books, member: Member) -> None:
    with books.open(member) as book:
        text = drafts.templates.chosen(Occasion.RECONNECT, Circle.CLIENT, "en")
        drafts.set_template(book, Occasion.RECONNECT, Circle.CLIENT, text)
        assert book.templates() == []
        with pytest.raises(errors.TemplateUnreadable):
            drafts.set_template(book, Occasion.RECONNECT, None, "Hi {nobody}")


def test_a_book_says_what_a_message_is_held_against(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = received(book, BOB, JANE)
        one.contact.company, one.contact.where_met = "Acme", "PyCon"
        person(book, "Tom Roe", company="Hooli", where_met="Web Summit")
        contacts.set_details(book, one.contact, DetailKind.EMPLOYER, ["Initech"])
        contacts.note(book, one.contact, "talked about the pilot")
        known_ = held.known(book, one.contact, Occasion.FOLLOW_UP)
        assert (known_.former, known_.introducers, known_.related) == (["Initech"], [BOB], [BOB])
        assert set(known_.events) == {"PyCon", "Web Summit"}
        assert "pilot" in known_.theirs
        text = "Hi Tom, great to meet you at Web Summit. How are things at Initech? Hooli must be glad."
        found = {finding.rule for finding in checks.check(text, known_)}
        assert found >= {Rule.GREETING, Rule.PLACE, Rule.LEFT}
