"""Every view there is, rendered with a person who has everything."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, get_type_hints

from bot.domain import fixing, leads
from bot.domain.captures.facts import Capture, FollowUp, Person, Talk, Thanks
from bot.domain.model import (
    Answer,
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
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    Task,
    TaskKind,
    TaskState,
    Win,
)
from bot.slack import (
    captures_views,
    contacts_views,
    forms,
    home_views,
    introductions_forms,
    introductions_views,
    kit,
    lead_form,
    nudges_views,
    removal,
    rhythm_views,
    screens,
    settings_views,
    tasks_views,
    welcome,
    wins_views,
)
from bot.slack.captures_views import FIX_LINE
from bot.slack.contacts_views import CardFacts
from bot.slack.kit import Home, Message, Modal
from bot.slack.turn import Turn
from tests.agreement import exchange_views, net_views, views_drafts
from tests.agreement.source import sources

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ADA = Member("T1", "U1", name="Ada", zone="America/New_York", id=1)
SETTLED = Member("T1", "U3", zone="Europe/Berlin", own_zone=True, locale="de-DE", own_locale=True, hide_names=True)
AWAY = Member("T1", "U2", name="Ben", zone="Europe/Berlin", paused_until=date(2026, 12, 7), id=2)

View = Message | Modal | Home


def person(name: str = "Jane Doe", **more: Any) -> Contact:
    """Somebody of whom everything is known."""
    kinds = {DetailKind.EMAIL: "jane@acme.example", DetailKind.PHONE: "+12125550142", DetailKind.TAG: "data"}
    kinds |= {DetailKind.LINK: "https://acme.example", DetailKind.EMPLOYER: "Initech"}
    known = [Detail(kind, value, value) for kind, value in kinds.items()]
    about: dict[str, Any] = {"title": "CTO", "company": "Acme", "circle": Circle.INDUSTRY, "where_met": "PyCon", **more}
    return Contact(name, name.lower(), id=1, details=known, **about)


def task(number: int = 1, kind: TaskKind = TaskKind.FOLLOW_UP, **more: Any) -> Task:
    """Something owed to somebody."""
    return Task(kind, 1, TODAY, time(15), about="the pilot", id=number, contact=person(), **more)


def introduction(state: IntroductionState = IntroductionState.INTRODUCED, **more: Any) -> Introduction:
    """Somebody's introduction to the member, or with `kind` one that the member makes."""
    parts = {"kind": IntroductionKind.RECEIVED, "introducer_id": 2, "introducer_name": "Bob Marsh", **more}
    one = Introduction(contact_id=1, on=TODAY, other_id=2, state=state, id=1, **parts)
    one.contact, one.other, one.introducer = person(), BOB, BOB
    return one


def made(first: Answer | None = None, second: Answer | None = None, **more: Any) -> Introduction:
    """One that the member makes, with what the two answered."""
    parts = {"kind": IntroductionKind.MADE, "contact_answer": first, "other_answer": second, **more}
    return introduction(**{"state": IntroductionState.PROMISED, **parts})


JANE, BOB = person(), Contact("Bob Marsh", "bob marsh", id=2)
OWED = [task(1), task(2, TaskKind.THANK_YOU)]
DONE = task(3, state=TaskState.DONE, change_id="c1", closed_at=NOW)
LET_GO = task(4, TaskKind.THANK_YOU, state=TaskState.LET_GO, change_id="c2", closed_at=NOW)
PUT_OFF = task(5, change_id="c3", nudge_at=NOW.replace(day=26))
TOUCHES = [Interaction(InteractionKind.NOTE, TODAY, "likes tea", id=n, link="https://x.example") for n in range(3)]
WIN = Win(1, "signed a contract", TODAY, id=1, contact=JANE)
EVERY = [
    *(introduction(state) for state in IntroductionState),
    *(
        introduction(IntroductionState.CLOSED, outcome=outcome, told_on=TODAY, told="it went well")
        for outcome in Outcome
    ),
    *(made(first, second) for first in (None, *Answer) for second in (None, *Answer)),
    made(Answer.YES, Answer.NO, state=IntroductionState.CLOSED, outcome=Outcome.DECLINED),
    made(state=IntroductionState.INTRODUCED),
    made(state=IntroductionState.CLOSED, outcome=Outcome.WENT_SOMEWHERE),
]
STEPS = [
    task(10 + number, kind, introduction=one)
    for kind in (TaskKind.FOLLOW_UP, TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY, TaskKind.REPORT_BACK)
    for number, one in enumerate([*EVERY[:4], *EVERY[10:]])
]
FACTS = CardFacts(JANE, OWED, TOUCHES, OWED, "You ← Bob ← Ann", EVERY[:9], [WIN])
PROMISED = leads.Message([leads.Lead("Jane Doe", "CTO", "Acme")], ["jane@acme.example"], ["+12125550142"], [])
SOURCE = lead_form.Source("Ben Okafor", "U2", "#intros", "https://x.example", "Fri 20 Nov", "Tue 24 Nov")

TOLD = Capture(
    [Person("Jane Doe", "CTO", "Acme", Circle.CLIENT, "PyCon", ["Bob Marsh"], tags=["data"]), Person("Bob Marsh")],
    Talk(InteractionKind.COFFEE, TODAY, about="rates"),
    [FollowUp(None, "blursday", "the pilot")],
    [Thanks("Bob Marsh", "the tip")],
    note="likes tea",
)
KEPT = captures_views.Shown(
    0,
    [(JANE, TOLD.people[0], True), (BOB, TOLD.people[1], False)],
    ["coffee"],
    OWED,
    "likes tea",
    [JANE],
    {"Bob": [BOB, JANE]},
    {"Jnae": [JANE]},
    ["Which *Bob*?"],
)


def _nudge(kind: DeliveryKind, *tasks: Task) -> Message:
    items = [DeliveryItem(task.id or 0, place, task=task) for place, task in enumerate(tasks)]
    delivery = Delivery(kind, "slot", "key", TODAY, more=7, id=1, created_at=NOW, items=items)
    return nudges_views.nudge(delivery, ADA, {1: TOUCHES[0]})


def pressed(settled: Task) -> list[Any]:
    """What became of one that was just pressed."""
    return tasks_views.item([settled], ADA, TODAY, "due:12", "")


def _home(*due: Task, **more: Any) -> Home:
    return home_views.home(home_views.HomeFacts([[each] for each in due], people=len(due), **more), ADA, TODAY)


def _lead(chosen: str) -> Modal:
    return lead_form.lead_form(SOURCE, PROMISED, "text", chosen, "", ["Jane Doe"], forms.new_option("Ben Okafor"))


# Each view builder, and renderings of it that show all it can hold.
RENDERINGS: Mapping[Callable[..., View], Callable[[], list[View]]] = {
    captures_views.saved: lambda: [
        captures_views.saved(
            KEPT, ADA, TODAY, "c1", 1, [captures_views.Days("Which day?", [kit.button("A", FIX_LINE)])]
        ),
        captures_views.saved(captures_views.Shown(0), ADA, TODAY, "c1", 1),
    ],
    captures_views.several: lambda: [
        captures_views.several([KEPT, captures_views.Shown(1)], ["?"], ADA, TODAY, "c1", 1, crowded=True)
    ],
    captures_views.spread: lambda: [captures_views.spread(3, "c1")],
    captures_views.fix: lambda: [
        captures_views.fix(TOLD, fixing.facts(TOLD, TODAY, "en-US"), "", "Tue 24 Nov"),
        captures_views.fix(Capture(), [], ""),
    ],
    contacts_views.card: lambda: [
        contacts_views.card(facts, ADA, TODAY, "Noted.", "c1")
        for facts in (
            FACTS,
            CardFacts(person(archived_at=NOW)),
            CardFacts(person(do_not_contact=True)),
            CardFacts(Contact("Jnae", "jnae", id=3)),
        )
    ],
    contacts_views.saved: lambda: [
        contacts_views.saved(FACTS, ADA, TODAY, "c1", is_new=new, remarks=["Which *Bob*?"], question_id=question)
        for new, question in ((True, None), (False, 1))
    ],
    contacts_views.undone: lambda: [contacts_views.undone("Added Jane Doe")],
    contacts_views.choose: lambda: [
        contacts_views.choose([JANE] * 20, "Which Jane?", 1, add="Jane"),
        contacts_views.choose([], "Who?", 1),
    ],
    contacts_views.found: lambda: [contacts_views.found([JANE] * 10, 25, "jane")],
    contacts_views.nobody_found: lambda: [contacts_views.nobody_found("jane")],
    contacts_views.empty_book: lambda: [contacts_views.empty_book()],
    screens.gone: lambda: [screens.gone(JANE, "c1")],
    tasks_views.due: lambda: [
        tasks_views.due([], 0, ADA, TODAY),
        tasks_views.due([[each] for each in OWED * 6], 40, ADA, TODAY, 12, pressed(DONE), waiting=1),
    ],
    tasks_views.thanks: lambda: [
        tasks_views.thanks([], [], ADA, TODAY),
        tasks_views.thanks([OWED[1:]] * 15, [[LET_GO]], ADA, TODAY),
    ],
    nudges_views.nudge: lambda: [
        _nudge(DeliveryKind.DIGEST, *OWED, DONE, LET_GO, PUT_OFF),
        *(_nudge(DeliveryKind.DIGEST, step) for step in STEPS),
        _nudge(DeliveryKind.TIMED, OWED[0]),
        _nudge(DeliveryKind.TIMED),
    ],
    forms.add_contact: lambda: [forms.add_contact("")],
    forms.edit_contact: lambda: [forms.edit_contact(JANE, "")],
    forms.note: lambda: [forms.note(JANE, "")],
    forms.follow_up: lambda: [forms.follow_up(JANE, "", "soonish", "the pilot")],
    forms.thanks: lambda: [forms.thanks(JANE, "")],
    forms.tell: lambda: [forms.tell([task(1, TaskKind.THANK_YOU, gift=True)], line, "") for line in ("", "x" * 400)],
    forms.snooze: lambda: [forms.snooze("Jane", TODAY, "")],
    forms.put_away: lambda: [forms.put_away(JANE, "")],
    forms.history: lambda: [forms.history(JANE, TOUCHES, TODAY), forms.history(JANE, [], TODAY)],
    lead_form.loading: lambda: [lead_form.loading()],
    lead_form.lead_form: lambda: [_lead("0"), _lead(lead_form.AUTHOR)],
    home_views.home: lambda: [
        _home(),
        _home(
            *OWED * 5,
            later=30,
            lately=[Change("c1", NOW, "Added Jane Doe")] * 10,
            intros=[one for one in EVERY if one.is_open],
            to_greet=[net_views.SUGGESTED, net_views.STRANGER],
            is_answered=True,
        ),
        home_views.home(home_views.HomeFacts([]), AWAY, TODAY),
    ],
    settings_views.form: lambda: [settings_views.form(each, "") for each in (ADA, SETTLED)],
    settings_views.saved: lambda: [settings_views.saved(ADA)],
    settings_views.offer: lambda: [settings_views.offer()],
    welcome.message: lambda: [welcome.message(ADA)],
    welcome.example: lambda: [welcome.example()],
    welcome.help_message: lambda: [welcome.help_message(), welcome.help_message(more=True)],
    introductions_views.introduction: lambda: [
        introductions_views.introduction(one, [], ADA, TODAY, "Logged.", "c1", is_new)
        for one in EVERY
        for is_new in (True, False)
    ],
    introductions_views.intros: lambda: [
        introductions_views.intros([], TODAY),
        introductions_views.intros([one for one in EVERY if one.is_open] * 3, TODAY, 14),
    ],
    introductions_forms.form: lambda: [
        introductions_forms.form("", kind, forms.known_option(BOB), forms.new_option("Jane"), "the pilot")
        for kind in introductions_forms.FORM_KINDS
    ],
    introductions_forms.remind_form: lambda: [introductions_forms.remind_form(EVERY[0], "")],
    introductions_forms.usage: lambda: [introductions_forms.usage(), introductions_forms.usage("Bob and so on")],
    removal.back: lambda: [removal.back()],
    rhythm_views.paused: lambda: [rhythm_views.paused(TODAY, TODAY)],
    rhythm_views.until_when: lambda: [rhythm_views.until_when(ADA, TODAY), rhythm_views.until_when(AWAY, TODAY, "No.")],
    rhythm_views.welcome_back: lambda: [rhythm_views.welcome_back(ADA)],
    wins_views.win: lambda: [
        wins_views.win(WIN, "You ← Bob Marsh", [BOB], [2], [task(1, TaskKind.THANK_YOU, gift=True)], "c1"),
        wins_views.win(WIN, "You ← Bob Marsh", [], [], []),
        wins_views.win(WIN, "", [], [], []),
    ],
    wins_views.form: lambda: [wins_views.form(JANE, "")],
    wins_views.what_was_it: lambda: [wins_views.what_was_it(JANE)],
    wins_views.wins: lambda: [wins_views.wins([], TODAY), wins_views.wins([WIN], TODAY)],
    **views_drafts.RENDERINGS,
    **net_views.RENDERINGS,
    **exchange_views.RENDERINGS,
}


def rendered() -> Iterator[View]:
    """All of them."""
    for renderings in RENDERINGS.values():
        yield from renderings()


def builders() -> Iterator[Callable[..., Any]]:
    """Every public function of `bot.slack` that builds a whole view from values, not from a turn or a book."""
    for source in sources("bot.slack"):
        for function in vars(source.module).values():
            if inspect.isfunction(function) and function.__module__ == source.name and _is_view(function):
                yield function


def _is_view(function: Callable[..., Any]) -> bool:
    hints = get_type_hints(function)
    made_of = {hint for name, hint in hints.items() if name != "return"}
    from_values = Turn not in made_of and not any(getattr(hint, "__name__", "") == "Book" for hint in made_of)
    return not function.__name__.startswith("_") and hints.get("return") in (Message, Modal, Home) and from_values
