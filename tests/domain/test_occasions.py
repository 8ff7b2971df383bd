"""What a message is for: said by the member, owed, or simply likely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import occasions, tasks
from bot.domain.messages import Occasion
from bot.domain.model import Answer, Introduction, IntroductionKind, IntroductionState, Member, Task, TaskKind
from bot.storage.book import Books
from tests.domain.intros import known, later, received
from tests.domain.people import person, promise

FOLLOW_UP, THANKS, REPORT = TaskKind.FOLLOW_UP, TaskKind.THANK_YOU, TaskKind.REPORT_BACK
AWAITING = TaskKind.AWAITING_REPLY

SAID = [
    ("Jane", (None, "Jane")),
    ("Jane Doe thank you", (Occasion.THANK_YOU, "Jane Doe")),
    ("Jane thanks", (Occasion.THANK_YOU, "Jane")),
    ("thank you to Jane Doe", (Occasion.THANK_YOU, "Jane Doe")),
    ("Jane: follow up", (Occasion.FOLLOW_UP, "Jane")),
    ("Jane followup", (Occasion.FOLLOW_UP, "Jane")),
    ("Jane, reconnect", (Occasion.RECONNECT, "Jane")),
    ("Jane catch up", (Occasion.RECONNECT, "Jane")),
    ("Jane my news", (Occasion.SITUATION, "Jane")),
    ("my situation to Jane", (Occasion.SITUATION, "Jane")),
    ("Jane ask for an introduction", (Occasion.ASK_INTRODUCTION, "Jane")),
    ("Jane intro", (Occasion.ASK_INTRODUCTION, "Jane")),
    ("Jane congrats", (Occasion.CONGRATULATE, "Jane")),
    ("congratulations to Jane", (Occasion.CONGRATULATE, "Jane")),
    ("Jane how it went", (Occasion.REPORT_BACK, "Jane")),
    ("Jane second try", (Occasion.SECOND_TRY, "Jane")),
    ("Jane remind", (Occasion.REMINDER, "Jane")),
    ("", (None, "")),
]


@pytest.mark.parametrize(("text", "found"), SAID)
def test_a_few_words_say_what_for(text: str, found: tuple[Occasion | None, str]) -> None:
    assert occasions.said(text) == found


@given(st.text(max_size=80))
def test_any_words_are_read(text: str) -> None:
    occasion, left = occasions.said(text)
    assert left in text
    assert occasion is None or occasion in set(Occasion)


def task(kind: TaskKind, about: str | None = None, introduction: Introduction | None = None, tries: int = 0) -> Task:
    one = Task(kind, 1, None, about=about, tries=tries)  # type: ignore[arg-type]
    one.introduction = introduction
    return one


def intro(kind: IntroductionKind = IntroductionKind.RECEIVED, **more: object) -> Introduction:
    return Introduction(kind, 1, None, **more)  # type: ignore[arg-type]


MADE, PROMISED = IntroductionKind.MADE, IntroductionState.PROMISED
YES = {"contact_answer": Answer.YES, "other_answer": Answer.YES}
OWED = [
    (task(FOLLOW_UP), Occasion.FOLLOW_UP),
    (task(FOLLOW_UP, "congratulate her on the new job"), Occasion.CONGRATULATE),
    (task(FOLLOW_UP, introduction=intro(MADE, state=PROMISED)), Occasion.ASK_TO_INTRODUCE),
    (task(FOLLOW_UP, introduction=intro(MADE, state=PROMISED, **YES)), Occasion.CONNECT),
    (task(THANKS), Occasion.THANK_YOU),
    (task(REPORT), Occasion.REPORT_BACK),
    (task(AWAITING), Occasion.SECOND_TRY),
    (task(AWAITING, tries=1), None),
    (task(AWAITING, introduction=intro(state=PROMISED)), Occasion.REMINDER),
    (task(AWAITING, introduction=intro(state=IntroductionState.INTRODUCED)), None),
    (task(TaskKind.ASK_OUTCOME, introduction=intro()), None),
]


@pytest.mark.parametrize(("owed", "occasion"), OWED, ids=lambda each: str(each) if not isinstance(each, Task) else "")
def test_what_is_owed_says_what_for(owed: Task, occasion: Occasion | None) -> None:
    assert occasions.occasion_of(owed) == occasion


def test_thanks_go_with_how_it_went() -> None:
    assert occasions.occasion_for([task(THANKS), task(REPORT)]) == Occasion.REPORT_BACK
    assert occasions.occasion_for([task(THANKS)]) == Occasion.THANK_YOU
    assert occasions.occasion_for([task(AWAITING, tries=1)]) is None


def test_what_is_due_is_likeliest(books: Books, member: Member) -> None:
    later(books, 0)
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        assert occasions.likeliest(book, jane) == Occasion.RECONNECT
        promise(book, jane, book.today.replace(day=30))
        assert occasions.likeliest(book, jane) == Occasion.FOLLOW_UP
        promise(book, jane, book.today, kind=THANKS)
        assert occasions.likeliest(book, jane) == Occasion.THANK_YOU
        first, *_ = occasions.occasions(book, jane)
        assert first in (Occasion.THANK_YOU, Occasion.FOLLOW_UP)


def test_whoever_may_be_written_to_for_anything_sees_it_once(books: Books, member: Member) -> None:
    with books.open(member) as book:
        jane = person(book, "Jane Doe")
        promise(book, jane, book.today, kind=AWAITING)
        offered = occasions.occasions(book, jane)
    assert offered[0] == Occasion.SECOND_TRY
    assert len(set(offered)) == len(offered)
    assert set(occasions.FOR_ANYBODY) <= set(offered)


def test_a_message_keeps_what_it_is_for_and_what_goes_with_it(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = received(book, "Bob Marsh", "Jane Doe")
        bob = known(book, "Bob Marsh")
        tasks.plan(book, REPORT, bob, book.today, introduction=one)
        tasks.plan(book, THANKS, bob, book.today)
        kept = occasions.kept_by(book, bob, Occasion.REPORT_BACK)
        assert {each.kind for each in kept} == {THANKS, REPORT}
        assert {each.kind for each in occasions.kept_by(book, bob, Occasion.THANK_YOU)} == {THANKS}
        assert occasions.kept_by(book, bob, Occasion.CONGRATULATE) == []
