"""Lines to copy: personal, short, and complete whatever is known."""

from datetime import date

import pytest

from bot.domain import keeping, lines
from bot.domain.model import Contact, Introduction, IntroductionKind, IntroductionState, Member, Outcome, Win
from bot.storage.book import Books
from tests.domain.intros import made

BOB, JANE = Contact("Bob Marsh", id=1), Contact("Jane Doe", title="CTO", company="Acme", id=2)
ANN, TOM = Contact("Ann Chovy", id=3), Contact("Tom Roe", company="Globex", id=4)
DAY = date(2026, 11, 23)
SOMEWHERE, MET = Outcome.WENT_SOMEWHERE, IntroductionState.MET


def intro(contact: Contact | None = JANE, introducer: Contact | None = BOB, **facts: object) -> Introduction:
    one = Introduction(IntroductionKind.RECEIVED, contact.id if contact else 9, DAY, **facts)
    one.contact, one.introducer = contact, introducer
    return one


def pair(other: Contact | None = TOM, **facts: object) -> Introduction:
    one = Introduction(IntroductionKind.MADE, ANN.id, DAY, **facts)
    one.contact, one.other = ANN, other
    return one


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"outcome": SOMEWHERE}, "went somewhere"),
        ({"outcome": Outcome.NOTHING}, "nothing came of it"),
        ({"outcome": Outcome.NO_REPLY}, "heard back"),
        ({"outcome": Outcome.LEFT_ALONE}, "not the right moment"),
        ({"state": MET}, "have talked"),
        ({"state": IntroductionState.IN_TOUCH}, "in touch"),
        ({"state": MET, "outcome": Outcome.NOTHING}, "nothing came of it"),
    ],
)
def test_how_it_went_is_one_line_with_thanks(facts: dict, said: str) -> None:
    line = lines.report([intro(**facts)])
    assert line.startswith("Hi Bob, ") and said in line and "Jane" in line
    assert line.endswith("Thank you for introducing us!")
    assert len(line) <= keeping.LINE and "\n" not in line


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_line_that_keeps_what_is_private(outcome: Outcome) -> None:
    line = lines.report([intro(outcome=outcome, state=IntroductionState.CLOSED)])
    assert "left alone" not in line and "None" not in line


def test_nobody_left_to_name() -> None:
    line = lines.report([intro(None, None, outcome=SOMEWHERE)])
    assert line.startswith("Hi, ") and "None" not in line


def test_how_several_went_is_told_at_once() -> None:
    line = lines.report([intro(outcome=Outcome.NOTHING), intro(TOM, state=MET)])
    assert "Jane" in line and "Tom and I have talked" in line
    assert line.count("Hi Bob") == line.count("Thank you") == 1


def test_a_win_is_told_with_its_introduction_and_others_after_that() -> None:
    of_jane, of_tom = Win(JANE.id, "a contract", DAY), Win(TOM.id, "a partner " + "x" * 300, DAY)
    line = lines.report([intro(outcome=SOMEWHERE)], [of_jane, of_tom])
    assert "your introduction to Jane went somewhere (a contract)" in line
    assert line.index("a contract") < line.index("a partner") and len(line) <= keeping.LINE
    assert "contract" not in lines.report([intro(TOM, outcome=SOMEWHERE)])


def test_what_to_send_both_before_names_the_other_and_makes_a_no_easy() -> None:
    one = pair(about="hiring")
    assert lines.forwardable(one).startswith("Hi Ann, may I introduce you to Tom Roe (Globex)?")
    assert lines.forwardable_back(one).startswith("Hi Tom, may I introduce you to Ann Chovy?")
    for line in (lines.forwardable(one), lines.forwardable_back(one)):
        assert "about hiring" in line and "just say so" in line
    assert "about" not in lines.forwardable(pair())
    assert "someone" in lines.forwardable(pair(None))


def test_what_to_send_both_once_they_agreed() -> None:
    line = lines.connecting(pair(JANE, about="hiring"))
    assert line.startswith("Ann, meet Jane Doe (CTO, Acme). Jane, meet Ann Chovy.") and "about hiring" in line
    assert "about" not in lines.connecting(pair())
    assert lines.connecting(pair(None)) == ""


def test_a_no_does_not_say_whose() -> None:
    assert lines.declining("Ann").startswith("Hi Ann, ")


def test_reminding_leaves_room_for_a_no() -> None:
    assert lines.reminding(intro(about="the pilot")).startswith(
        "Hi Bob, you kindly offered to introduce me to Jane to talk about the pilot."
    )
    assert lines.reminding(intro(introducer=None)).startswith("Hi, you kindly offered to introduce me to Jane.")


def test_writing_a_line_writes_nothing_into_the_book(books: Books, member: Member) -> None:
    with books.open(member) as book:
        one = made(book, "Ann Chovy", "Tom Roe")
    with books.open(member) as book:
        lines.forwardable_back(book.introduction(one.id))
        assert len(book.made_with(one.contact_id)) == 1
    with books.read(member) as book:
        assert len(book.open_introductions()) == 1
        assert lines.forwardable_back(book.introduction(one.id)).startswith("Hi Tom")
