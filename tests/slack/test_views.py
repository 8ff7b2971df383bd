"""Every view, with the worst that people's names and words can be: Slack takes it, and it pings nobody."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import leads, names
from bot.domain.model import (
    Change,
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
from bot.localslack.limits import check_message, check_options, check_view
from bot.localslack.text import message_text
from bot.slack import contacts_views, forms, home, kit, lead_form, nudges_views, tasks_views, welcome
from bot.slack.contacts_views import CardFacts
from bot.slack.home import HomeFacts
from bot.slack.kit import Home, Message, Modal
from bot.slack.lead_form import Source

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
CHANGE = "0123456789abcdef0123456789abcdef"
LINK = "https://local-slack.slack.com/archives/C0LOC00001/p1764000000000000"
BIG = 10**18 - 1  # no row's number gets larger

# --- the worst people can write ---

PIECES = [
    "<!channel>",
    "<@U1>",
    "<http://evil.example|here>",
    "*",
    "_x_",
    "`",
    "&",
    "&lt;",
    "🎉",
    "שלום",
    "李",
    "Jane",
    " ",
]


def written(most: int) -> st.SearchStrategy[str]:
    """Words of up to so many characters; often just as many."""
    endless = st.sampled_from([*PIECES, "word ", "x"]).map(lambda piece: (piece * most)[:most])
    return st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), endless).map(lambda text: text[:most])


NAMES = written(120).map(names.clean).filter(bool)
MAYBE = st.none() | written(200)
LONG = st.sampled_from(
    ["", "short", *((piece * 40_000)[:40_000] for piece in ("word ", "&", "🎉", "<!here> ", "\n", "שלום"))]
)
TODAY, COUNTS = st.just(MONDAY), st.integers(0, 9)
DAYS = st.integers(-400, 400).map(lambda days: MONDAY + days * DAY)
IDS = st.integers(1, BIG)


@st.composite
def details_of(draw: st.DrawFn) -> list[Detail]:
    values = draw(st.lists(st.tuples(st.sampled_from(DetailKind), written(60).filter(str.strip)), max_size=4))
    if draw(st.integers(0, 3)) == 0:
        values += [(kind, f"{number}@{'&' * 40}.example") for kind in DetailKind for number in range(50)]
    return [Detail(kind, value, value, id=number) for number, (kind, value) in enumerate(values)]


@st.composite
def people(draw: st.DrawFn) -> Contact:
    contact = Contact(draw(NAMES), "", draw(MAYBE), draw(MAYBE), draw(st.none() | st.sampled_from(Circle)), draw(MAYBE))
    contact.id, contact.details = draw(IDS), draw(details_of())
    contact.do_not_contact, contact.archived_at = draw(st.booleans()), draw(st.none() | st.just(NOW))
    if draw(st.booleans()):
        contact.introduced_by = Contact(draw(NAMES), id=draw(IDS))
    return contact


@st.composite
def promises(draw: st.DrawFn, whose: Contact | None = None) -> Task:
    contact = whose or draw(people())
    task = Task(
        draw(st.sampled_from(TaskKind)), contact.id or 0, draw(DAYS), draw(st.none() | st.times()), draw(LONG) or None
    )
    task.id, task.contact, task.nudge_at = draw(IDS), contact, NOW + draw(st.integers(1, 400)) * DAY
    task.state = draw(st.sampled_from(TaskState))
    task.closed_at = None if task.is_open else NOW
    task.change_id = draw(st.none() | st.just(CHANGE))
    return task


@st.composite
def said(draw: st.DrawFn) -> Interaction:
    link = draw(st.none() | st.just(LINK))
    return Interaction(draw(st.sampled_from(InteractionKind)), draw(DAYS), draw(LONG), link=link, id=draw(IDS))


@st.composite
def members(draw: st.DrawFn) -> Member:
    zone = draw(st.sampled_from(["America/New_York", "Pacific/Apia"]))
    return Member("T1", "U1", draw(written(120)), zone, draw(st.sampled_from(["en-US", "de-DE", ""])), id=1)


@st.composite
def deliveries(draw: st.DrawFn, kind: DeliveryKind) -> Delivery:
    many = draw(st.integers(1, 5)) if kind == DeliveryKind.DIGEST else 1
    whom = [draw(people()) for _ in range(many)]
    for number, contact in enumerate(whom):
        contact.id = number + 1
    shown = [draw(promises(contact)) for contact in whom for _ in range(draw(st.integers(1, 2)))]
    items = [DeliveryItem(task.id or 0, place, task=task) for place, task in enumerate(shown)]
    more = draw(st.sampled_from([0, 1, 12]))
    return Delivery(kind, "s", "k", MONDAY, more, id=draw(IDS), items=items, created_at=NOW)


def several(of: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, max_size=3) | of.map(lambda one: [one] * most)


@st.composite
def cards(draw: st.DrawFn) -> CardFacts:
    contact = draw(people())
    own = draw(st.lists(promises(contact), max_size=2))
    return CardFacts(contact, own, draw(st.lists(said(), max_size=2)), draw(st.lists(promises(), max_size=3)))


CHANGES = st.builds(Change, st.just(CHANGE), st.just(NOW), NAMES.map(lambda name: f"Added {name}"))
SOURCES = st.builds(Source, written(80), st.just("U0LOC00001"), written(80), st.just(LINK), st.just("x"), st.just("y"))
FOUND = st.builds(
    leads.Message,
    st.lists(st.builds(leads.Lead, NAMES, MAYBE, MAYBE, st.lists(written(60), max_size=3)), max_size=5),
    st.lists(written(60), max_size=40),
)


@st.composite
def lead_forms(draw: st.DrawFn) -> Modal:
    found, source = draw(FOUND), draw(SOURCES)
    chosen = draw(st.sampled_from([lead_form.AUTHOR, *map(str, range(len(found.people)))]))
    introducer = draw(st.none() | people().map(forms.known_option) | NAMES.map(forms.new_option))
    known = draw(st.lists(NAMES, max_size=2))
    return lead_form.lead_form(source, found, draw(LONG)[:3000], chosen, source.to_json(), known, introducer)


MESSAGES: dict[str, st.SearchStrategy[Message]] = {
    "card": st.builds(
        contacts_views.card, cards(), members(), st.just(MONDAY), st.just("Noted."), st.none() | st.just(CHANGE)
    ),
    "saved": st.builds(
        contacts_views.saved,
        cards(),
        members(),
        st.just(MONDAY),
        st.just(CHANGE),
        is_new=st.booleans(),
        question_id=st.none() | IDS,
    ),
    "undone": NAMES.map(contacts_views.undone),
    "choose": st.builds(contacts_views.choose, several(people(), 30), NAMES, IDS, add=st.none() | NAMES),
    "found": st.builds(contacts_views.found, several(people(), 10), st.just(99), written(4000)),
    "nobody_found": written(4000).map(contacts_views.nobody_found),
    "empty_book": st.builds(contacts_views.empty_book),
    "due": st.builds(
        tasks_views.due, several(promises(), tasks_views.PAGE), st.just(99), members(), st.just(MONDAY), IDS
    ),
    "nothing due": st.builds(tasks_views.due, st.just([]), st.just(0), members(), st.just(MONDAY)),
    "thanks": st.builds(
        tasks_views.thanks, several(promises(), 40), several(promises(), 5), members(), st.just(MONDAY)
    ),
    "digest": st.builds(
        nudges_views.nudge,
        deliveries(DeliveryKind.DIGEST),
        members(),
        st.dictionaries(st.integers(1, 5), said(), max_size=5),
    ),
    "timed": st.builds(nudges_views.nudge, deliveries(DeliveryKind.TIMED), members(), st.just({})),
    "welcome": members().map(welcome.message),
    "example": st.builds(welcome.example),
    "help": st.builds(welcome.help_message),
}
VIEWS: dict[str, st.SearchStrategy[Modal | Home]] = {
    "add": st.just(forms.add_contact("")),
    "edit": people().map(lambda contact: forms.edit_contact(contact, "")),
    "note": people().map(lambda contact: forms.note(contact, "")),
    "follow up": st.builds(forms.follow_up, people(), st.just(""), written(4000), LONG),
    "thanks": people().map(lambda contact: forms.thanks(contact, "")),
    "snooze": NAMES.map(lambda name: forms.snooze(name, MONDAY, "")),
    "put away": people().map(lambda contact: forms.put_away(contact, "")),
    "history": st.builds(forms.history, people(), several(said(), 50), st.just(MONDAY)),
    "lead loading": st.builds(lead_form.loading),
    "lead": lead_forms(),
    "home": st.builds(
        home.home,
        st.builds(
            HomeFacts, several(promises(), home.DUE_SHOWN), st.integers(0, 9), several(CHANGES, 10), st.integers(0, 9)
        ),
        members(),
        st.just(MONDAY),
    ),
}
QUICK = settings(max_examples=10, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("view", MESSAGES)
@QUICK
@given(data=st.data())
def test_slack_takes_every_message_and_nobody_is_pinged(view: str, data: st.DataObject) -> None:
    payload = data.draw(MESSAGES[view]).payload()
    assert check_message(payload["text"], payload["blocks"]) is None
    assert_says_nothing_to_slack([payload["text"], *mrkdwn_in(payload["blocks"])])
    assert_told_apart(payload["blocks"])
    assert message_text(payload)


@pytest.mark.parametrize("view", VIEWS)
@QUICK
@given(data=st.data())
def test_slack_takes_every_modal_and_home_tab_and_nobody_is_pinged(view: str, data: st.DataObject) -> None:
    payload = data.draw(VIEWS[view]).payload()
    assert check_view(payload) is None
    assert_says_nothing_to_slack(mrkdwn_in(payload["blocks"]))
    assert_told_apart(payload["blocks"])


@QUICK
@given(people(), NAMES)
def test_slack_takes_every_suggestion(contact: Contact, name: str) -> None:
    options = [forms.known_option(contact).to_dict(), forms.new_option(name).to_dict()]
    assert check_options({"options": options}) is None
    assert forms.chosen_person(options[0]["value"]) == (contact.id, None)
    assert forms.chosen_person(options[1]["value"]) == (None, name)


def mrkdwn_in(part: Any) -> Iterator[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from mrkdwn_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from mrkdwn_in(each)


def assert_says_nothing_to_slack(texts: list[str] | Iterator[str]) -> None:
    for text in texts:
        bare = text.replace(f"<{LINK}|where it was said>", "")
        assert not re.search("[<>]", bare), bare
        assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", bare), bare[-100:]


def assert_told_apart(blocks: list[Any]) -> None:
    """Buttons that read the same say to a screen reader what they are about."""
    buttons = [each for block in blocks for each in [block.get("accessory", {}), *block.get("elements", [])]]
    buttons = [each for each in buttons if each.get("type") == "button"]
    same = Counter(each["text"]["text"] for each in buttons)
    ambiguous = {"Done", "Thanked", "Undo", "Open", "Fix", "Add note", "Follow up", "Say thanks", "All notes"}
    for each in buttons:
        words = each["text"]["text"]
        assert "accessibility_label" in each or (same[words] == 1 and words not in ambiguous), words


# --- as in SCREENS.md ---

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
ANN = jane("Ann Chovy", 3, introduced_by=Contact("Tom Stone", id=9))
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
            "[Done] [Snooze ▾]",
        ],
    ),
    (
        owed(JANE, on=MONDAY - 3 * DAY),
        {"n1": "her budget\nis with her boss"},
        [
            "Jane Doe · CTO, Acme",
            "You planned to follow up on Fri 20 Nov. Last, Fri 20 Nov: “her budget is with her boss”",
            "[Done] [Snooze ▾]",
        ],
    ),
    (
        owed(BOB, TaskKind.THANK_YOU, about="the tip on rates"),
        {},
        ["Bob Marsh · Globex", "Thank Bob for the tip on rates.", "[Thanked] [Snooze ▾]"],
    ),
    (
        owed(ANN, TaskKind.THANK_YOU, on=MONDAY - DAY),
        {},
        [
            "Ann Chovy",
            "Thank Ann for their help. You meant to by yesterday. Tom Stone introduced you.",
            "[Thanked] [Snooze ▾]",
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
        "[Done] [Snooze ▾]",
        "Thank Jane for their help.",
        "[Thanked] [Snooze ▾]",
    ]


@pytest.mark.parametrize(
    ("more", "lines"),
    [(0, []), (1, ["1 more can wait.", "[Show the other one]"]), (12, ["12 more can wait.", "[Show the other 12]"])],
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
    assert labels == ["Followed up with Jane Doe", "Thanked Bob Marsh"]


def test_what_was_put_off_keeps_its_buttons_in_a_list() -> None:
    put_off = owed(JANE, change_id=CHANGE, nudge_at=NOW + 4 * DAY)
    lines = shown(tasks_views.due([put_off], 1, ADA, MONDAY))
    assert lines == ["1 thing to do", "Jane Doe", "Mon 23 Nov: follow up · put off to Fri 27 Nov", "[Done] [Snooze ▾]"]


def test_the_card() -> None:
    contact = jane(
        title="CTO", company="Acme", where_met="PyCon", circle=Circle.INDUSTRY, introduced_by=Contact("Bob", id=2)
    )
    values = [(DetailKind.EMPLOYER, "Initech"), (DetailKind.TAG, "data"), (DetailKind.EMAIL, "jane@acme.example")]
    contact.details = [Detail(kind, value, value) for kind, value in values]
    last = Interaction(InteractionKind.NOTE, MONDAY, "budget is with her boss")
    facts = CardFacts(contact, [owed(contact, on=date(2026, 12, 7), about="the pilot")], [last])
    assert shown(contacts_views.card(facts, ADA, MONDAY)) == [
        "Jane Doe · CTO, Acme (before: Initech)",
        "Industry · #data · met at PyCon · You ← Bob",
        "Next Mon 7 Dec: follow up about the pilot",
        "Last Mon 23 Nov: “budget is with her boss”",
        "jane@acme.example",
        "[Add note] [Follow up] [Say thanks] [⋯ Edit, Do not contact, Archive or delete]",
    ]


def test_the_welcome() -> None:
    text = message_text(welcome.message(ADA).payload())
    assert text.startswith("Hi Ada, I'm Goodword. Tell me who you met and what you promised; I'll remind you.")
    assert "Reminders: workdays 8:30 AM, only when something is due." in text


def test_every_view_there_is_is_tried() -> None:
    """A new view function is to be added to the tables above."""
    modules = (contacts_views, tasks_views, nudges_views, forms, lead_form, home, welcome)
    makers = {
        f"{module.__name__}.{name}"
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Callable) and _makes_a_view(value, module.__name__)  # type: ignore[arg-type]
    }
    assert len(makers) == len(MESSAGES) - 2 + len(VIEWS), sorted(makers)


def _makes_a_view(value: Any, module: str) -> bool:
    made = getattr(value, "__annotations__", {}).get("return")
    return made in (Message, Modal, Home) and value.__module__ == module and not value.__name__.startswith("_")


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
    blocks = tasks_views.listed(task, ADA, MONDAY, f"nudge:{BIG}")
    assert all(len(option.value) <= 75 for option in blocks[1].elements[1].options)
    assert kit.parts(blocks[1].elements[0].value) == {"task": str(BIG), "on": f"nudge:{BIG}"}
