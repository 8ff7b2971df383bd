"""Nobody has a place in more than one person's item of a digest, whatever introductions tie them together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.model import (
    Answer,
    Contact,
    Delivery,
    DeliveryItem,
    DeliveryKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    Task,
    TaskKind,
    TaskState,
)
from bot.localslack.text import message_text
from bot.slack import nudges_views
from tests.journeys.acts import named_where
from tests.slack.worst import MONDAY, NOW, received

ADA = Member("T1", "U1", "Zoe", "America/New_York", id=1)
FIRSTS = ("Ann", "Bob", "Cy", "Dora", "Emil", "Faruk", "Gita", "Hugo")


def contacts() -> list[Contact]:
    return [Contact(f"{first} {first[::-1]}", first.lower(), id=number) for number, first in enumerate(FIRSTS, 1)]


@st.composite
def introduction(draw: st.DrawFn, everybody: list[Contact], whose: Contact, kind: TaskKind) -> Introduction:
    """One that a task of a kind may be about: of the person if it asks them, by them if they are thanked or told."""
    other = draw(st.sampled_from([each for each in everybody if each is not whose]))
    asks = kind == TaskKind.ASK_OUTCOME
    one = received(whose if asks else other, other if asks else whose, state=draw(st.sampled_from(IntroductionState)))
    one.outcome, one.asked = (
        None if one.is_open else draw(st.none() | st.sampled_from(Outcome)),
        draw(st.integers(0, 2)),
    )
    if kind == TaskKind.FOLLOW_UP or (kind in (TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY) and draw(st.booleans())):
        one.kind, one.other, one.introducer, one.introducer_id = IntroductionKind.MADE, one.introducer, None, None
        one.other_id = one.other.id if one.other else None
        one.contact_answer, one.other_answer = (draw(st.none() | st.sampled_from(Answer)) for _ in range(2))
    return one


@st.composite
def promise(draw: st.DrawFn, everybody: list[Contact], whose: Contact) -> Task:
    task = Task(draw(st.sampled_from(TaskKind)), whose.id or 0, MONDAY, contact=whose, nudge_at=NOW)
    task.state, task.change_id = draw(st.sampled_from(TaskState)), draw(st.none() | st.just("c1"))
    if task.kind != TaskKind.FOLLOW_UP or draw(st.booleans()):
        task.introduction = draw(introduction(everybody, whose, task.kind))
    return task


@st.composite
def digests(draw: st.DrawFn) -> Delivery:
    everybody = contacts()
    for contact in everybody:
        if draw(st.booleans()):
            contact.introductions = [received(contact, draw(st.sampled_from(everybody)))]
    tasks: list[Task] = []
    for whose in draw(st.lists(st.sampled_from(everybody), min_size=1, max_size=5, unique=True)):
        several = [draw(promise(everybody, whose)) for _ in range(draw(st.integers(1, 2)))]
        if len(several) > 1:
            for task in several:  # what is settled stands alone, so that it would count as another item
                task.state, task.change_id = TaskState.OPEN, None
        tasks += several
    for number, task in enumerate(tasks, 1):
        task.id = number
    items = [DeliveryItem(task.id or 0, place, task=task) for place, task in enumerate(tasks)]
    return Delivery(DeliveryKind.DIGEST, "s", "k", MONDAY, id=1, items=items, created_at=NOW)


@settings(max_examples=300)
@given(digests())
def test_nobody_is_named_with_two_people(delivery: Delivery) -> None:
    message = nudges_views.nudge(delivery, ADA, {}).payload()
    twice = {name: items for name, items in named_where(message).items() if name in FIRSTS and items > 1}
    assert twice == {}, message_text(message)
