"""What views say, as in SCREENS.md."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.model import (
    Circle,
    Contact,
    Delivery,
    DeliveryItem,
    DeliveryKind,
    Detail,
    DetailKind,
    Interaction,
    InteractionKind,
    Member,
    Task,
    TaskKind,
    TaskState,
)
from bot.localslack.text import message_text
from bot.slack import contacts_views, forms, kit, nudges_views, tasks_views, welcome
from bot.slack.contacts_views import CardFacts
from bot.slack.kit import Message
from tests.slack.worst import BIG, CHANGE, DAY, MONDAY, NOW, received

ADA = Member("T1", "U1", "Ada", "America/New_York", id=1)


def jane(name: str = "Jane Doe", number: int = 1, **facts: Any) -> Contact:
    return Contact(name, id=number, **facts)


def owed(contact: Contact, kind: TaskKind = TaskKind.FOLLOW_UP, on: date = MONDAY, **facts: Any) -> Task:
    return Task(
        kind, contact.id or 0, on, contact=contact, **{"id": (contact.id or 0) * 10, "nudge_at": NOW + DAY, **facts}
    )


def digest(
    *tasks: Task, more: int = 0, hour: int = 8, kind: DeliveryKind = DeliveryKind.DIGEST, **last: str
) -> Message:
    items = [DeliveryItem(task.id or 0, place, task=task) for place, task in enumerate(tasks)]
    made_at = datetime(2026, 11, 23, hour + 5, 30, tzinfo=UTC)
    delivery = Delivery(DeliveryKind.DIGEST, "s", "k", MONDAY, more, id=7, items=items, created_at=made_at)
    spoken = {
        int(number[1:]): Interaction(InteractionKind.NOTE, MONDAY - 3 * DAY, text) for number, text in last.items()
    }
    return nudges_views.nudge(delivery, ADA, spoken)


def shown(message: Message) -> list[str]:
    return message_text(message.payload()).replace("\n\n", "\n").replace("  ", " ").splitlines()


JANE = jane(title="CTO", company="Acme", where_met="PyCon")
BOB = jane("Bob Marsh", 2, company="Globex")
ANN = jane("Ann Chovy", 3)
ANN.introductions = [received(ANN, Contact("Tom Stone", id=9))]
SAM, KIM = jane("Sam Lee", 4), jane("Dr. Kim Ode", 5)

GREETINGS = [
    ([JANE], 8, "1 person today: Jane", "Good morning, Ada. One person, a couple of minutes."),
    ([JANE, BOB], 8, "2 people today: Jane, Bob", "Good morning, Ada. Two people, about five minutes."),
    ([JANE, BOB, ANN], 13, "3 people today: Jane, Bob, Ann", "Good afternoon, Ada. Three people, about ten minutes."),
    (
        [JANE, BOB, ANN, SAM],
        8,
        "4 people today: Jane, Bob, Ann, Sam",
        "Good morning, Ada. Four people, about ten minutes.",
    ),
    (
        [JANE, BOB, ANN, SAM, KIM],
        18,
        "5 people today: Jane, Bob, Ann, Sam, Kim",
        "Good evening, Ada. Five people, about a quarter of an hour.",
    ),
]


@pytest.mark.parametrize(("whom", "hour", "text", "greeting"), GREETINGS)
def test_the_greeting_and_the_notification(whom: list[Contact], hour: int, text: str, greeting: str) -> None:
    message = digest(*map(owed, whom), hour=hour)
    assert (message.text, shown(message)[0]) == (text, greeting)


JOB, PLANNED = "Jane Doe · CTO, Acme", "You planned to follow up today about the pilot. You met at PyCon."
ITEMS: list[tuple[Task, dict[str, str], list[str]]] = [
    (
        owed(JANE, about="the pilot"),
        {},
        [
            "Jane Doe · CTO, Acme",
            "You planned to follow up today about the pilot. You met at PyCon.",
            "[Draft] [Done] [Snooze ▾]",
        ],
    ),
    (
        owed(JANE, on=MONDAY - 3 * DAY),
        {"n1": "her budget\nis with her boss"},
        [
            "Jane Doe · CTO, Acme",
            "You planned to follow up on Fri 20 Nov. Last, Fri 20 Nov: “her budget is with her boss”",
            "[Draft] [Done] [Snooze ▾]",
        ],
    ),
    (
        owed(BOB, TaskKind.THANK_YOU, about="the tip on rates"),
        {},
        ["Bob Marsh · Globex", "Thank Bob for the tip on rates.", "[Draft] [Thanked] [Snooze ▾]"],
    ),
    (
        owed(ANN, TaskKind.THANK_YOU, on=MONDAY - DAY),
        {},
        [
            "Ann Chovy",
            "Thank Ann for their help. You meant to by yesterday. Tom Stone introduced you.",
            "[Draft] [Thanked] [Snooze ▾]",
        ],
    ),
    (owed(JANE, state=TaskState.DONE, change_id=CHANGE), {}, ["✓ Followed up with Jane [Undo]"]),
    (owed(BOB, TaskKind.THANK_YOU, state=TaskState.DONE, change_id=CHANGE), {}, ["✓ Thanked Bob [Undo]"]),
    (owed(BOB, state=TaskState.LET_GO, change_id=CHANGE), {}, ["✓ Let go: follow up with Bob [Undo]"]),
    (owed(JANE, change_id=CHANGE, nudge_at=NOW + 4 * DAY), {}, ["✓ Put off Jane to Fri 27 Nov [Undo]"]),
    (owed(JANE, deleted_at=NOW), {}, ["✓ Jane is no longer in your book"]),
]


@pytest.mark.parametrize(("task", "last", "lines"), ITEMS)
def test_one_item(task: Task, last: dict[str, str], lines: list[str]) -> None:
    assert shown(digest(task, owed(SAM), **last))[1 : 1 + len(lines)] == lines


def test_one_person_with_two_promises_is_named_once() -> None:
    message = digest(owed(JANE, about="the pilot"), owed(JANE, TaskKind.THANK_YOU, id=11))
    assert message.text == "1 person today: Jane"
    assert shown(message)[1:] == [
        "Jane Doe · CTO, Acme",
        "You planned to follow up today about the pilot. You met at PyCon.",
        "[Draft] [Done] [Snooze ▾]",
        "Thank Jane for their help.",
        "[Draft] [Thanked] [Snooze ▾]",
    ]


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        (0, []),
        (1, ["1 more can wait.", "[Show the other one] [Just the easiest one]"]),
        (12, ["12 more can wait.", "[Show the other 12] [Just the easiest one]"]),
    ],
)
def test_what_can_wait(more: int, lines: list[str]) -> None:
    assert shown(digest(owed(SAM), more=more))[4:] == lines


def test_when_everything_is_pressed_it_says_so() -> None:
    assert shown(digest(owed(JANE, state=TaskState.DONE)))[0] == "All done for today, Ada."


@pytest.mark.parametrize(("locale", "text"), [("en-US", "3:00 PM: Jane"), ("de-DE", "15:00: Jane")])
def test_a_timed_nudge(locale: str, text: str) -> None:
    member = Member("T1", "U1", "Ada", "America/New_York", locale, id=1)
    task = owed(JANE, due_time=time(15), about="the pilot")
    delivery = Delivery(
        DeliveryKind.TIMED, "s", "k", MONDAY, id=7, items=[DeliveryItem(10, 0, task=task)], created_at=NOW
    )
    message = nudges_views.nudge(delivery, member, {})
    assert message.text == text
    assert shown(message)[:2] == [
        "Jane Doe · CTO, Acme",
        "You planned to follow up today about the pilot. You met at PyCon.",
    ]


def test_buttons_name_the_deed_and_the_person() -> None:
    labels = re.findall(
        r"'accessibility_label': '([^']*)'", str(digest(owed(JANE), owed(BOB, TaskKind.THANK_YOU)).payload())
    )
    assert labels == [
        "Draft a message to Jane Doe",
        "Followed up with Jane Doe",
        "Draft a message to Bob Marsh",
        "Thanked Bob Marsh",
    ]


def test_what_was_put_off_keeps_its_buttons_in_a_list() -> None:
    put_off = owed(JANE, change_id=CHANGE, nudge_at=NOW + 4 * DAY)
    lines = shown(tasks_views.due([[put_off]], 1, ADA, MONDAY))
    said = "Mon 23 Nov: follow up · put off to Fri 27 Nov"
    assert lines == ["1 thing to do", "Jane Doe", said, "[Draft] [Done] [Snooze ▾]"]


def test_the_card() -> None:
    contact = jane(title="CTO", company="Acme", where_met="PyCon", circle=Circle.INDUSTRY)
    values = [(DetailKind.EMPLOYER, "Initech"), (DetailKind.TAG, "data"), (DetailKind.EMAIL, "jane@acme.example")]
    contact.details = [Detail(kind, value, value) for kind, value in values]
    last = Interaction(InteractionKind.NOTE, MONDAY, "budget is with her boss")
    facts = CardFacts(
        contact, [owed(contact, on=date(2026, 12, 7), about="the pilot")], [last], chain="You ← Bob ← Ann"
    )
    assert shown(contacts_views.card(facts, ADA, MONDAY)) == [
        "Jane Doe · CTO, Acme (before: Initech)",
        "Industry · #data · met at PyCon · You ← Bob ← Ann",
        "Next Mon 7 Dec: follow up about the pilot",
        "Last Mon 23 Nov: “budget is with her boss”",
        "jane@acme.example",
        "[Draft message] [Add note] [Follow up] [Say thanks] "
        "[⋯ Edit, Log intro, Log a win, Do not contact, Archive or delete]",
    ]


def test_the_welcome() -> None:
    text = message_text(welcome.message(ADA).payload())
    assert text.startswith("Hi Ada, I'm Goodword. Tell me who you met and what you promised; I'll remind you.")
    assert "Reminders: workdays 8:30 AM, only when something is due." in text


def test_people_of_one_name_are_told_apart() -> None:
    sams = [jane("Sam Lee", number) for number in (1, 2, 3, 4)] + [jane("Sam Roe", 5)]
    sams[0].where_met = "PyCon"
    sams[1].details = [Detail(DetailKind.EMAIL, "sam@acme.example", "sam@acme.example")]
    row = contacts_views.choose(sams, "Which Sam?", 7).payload()["blocks"][1]["elements"]
    said = [each["text"]["text"] for each in row]
    others = ["Sam Lee · another · no. 3", "Sam Lee · another · no. 4"]
    assert said == ["Sam Lee · met at PyCon", "Sam Lee · sam@acme.example", *others, "Sam Roe"]


def test_details_that_do_not_fit_the_form_are_not_lost_by_mending() -> None:
    contact = jane()
    values = [f"{number:03}@{'x' * 50}.example" for number in range(60)]
    contact.details = [Detail(DetailKind.EMAIL, value, value) for value in values]
    inputs = forms.edit_contact(contact, "").payload()["blocks"]
    [typed] = [block["element"]["initial_value"] for block in inputs if block["block_id"] == "email"]
    assert forms.listed(typed) + forms.unshown(contact, DetailKind.EMAIL) == values


def test_parts_of_a_button_stay_small() -> None:
    task = owed(JANE, id=BIG)
    blocks = tasks_views.listed([task], ADA, MONDAY, f"nudge:{BIG}")
    draft, done, snooze = blocks[1].elements
    assert all(len(option.value) <= 75 for option in snooze.options)
    assert kit.parts(done.value) == {"task": str(BIG), "on": f"nudge:{BIG}"}
    assert kit.parts(draft.value) == {"contact": "1", "task": str(BIG), "on": f"nudge:{BIG}"}
