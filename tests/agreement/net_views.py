"""The net's views, rendered with people of whom everything is known; `views` takes them in."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.finding import Around, Spoken
from bot.domain.model import (
    Circle,
    Closeness,
    Contact,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    Task,
    TaskKind,
    Win,
)
from bot.domain.model_net import Audience, Situation, Tie
from bot.domain.prep import Prep
from bot.domain.situations import Progress
from bot.domain.surprises import Helper, Source, Surprises
from bot.domain.wide_net import Suggestion
from bot.slack import contacts_views, finding_views, prep_views, situation_views, stats_views, suggestions_views

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ADA = Member(
    "T1", "U1", name="Ada", zone="America/New_York", id=1, cadences={"friend": "FREQ=MONTHLY", "family": "never"}
)
JANE = Contact("Jane Doe", "jane doe", "CTO", "Acme", Circle.INDUSTRY, "PyCon", id=1)
BOB = Contact("Bob Marsh", "bob marsh", id=2)
NEWS = Situation("leaving Acme, looking for two clients", TODAY, id=1)


def news(audience: Audience | None) -> Situation:
    return Situation(NEWS.text, TODAY, audience, id=1)


def tie(contact: Contact, **figures: Any) -> Tie:
    """What there is between the member and somebody."""
    known = {"last_on": TODAY - timedelta(days=200), "times": 3, "introduced": 2, "went_somewhere": 1, "wins": 1}
    known |= {"cadence": "FREQ=WEEKLY;INTERVAL=6", "suggested_on": TODAY, "rests_until": None, **figures}
    alone = {"is_left_alone": False, "is_busy": False}
    return Tie(contact.id or 0, contact.name, contact.circle, created_at=NOW, **alone, **known)


def introduction(**more: Any) -> Introduction:
    facts = {"introducer_id": 2, "introducer_name": "Bob Marsh", "state": IntroductionState.MET, "id": 1, **more}
    one = Introduction(IntroductionKind.RECEIVED, 1, TODAY, **facts)
    one.contact, one.introducer, one.other = JANE, BOB, BOB
    return one


SUGGESTED = Suggestion(JANE, tie(JANE), TODAY, True)
STRANGER = Suggestion(BOB, tie(BOB, last_on=None, times=0, introduced=0, wins=0, cadence=None), None, False)
WIN = Win(1, "signed a contract", TODAY, id=1, contact=JANE)
TOUCH = Interaction(InteractionKind.NOTE, TODAY, "Acme is hiring", id=1)
HELPERS = [
    Helper("Bob Marsh", 2, 3, 2, 1, 0, TODAY, Closeness.NEW),
    Helper("Ann Chovy", None, 0, 0, 0, 2, TODAY, Closeness.CLOSE),
]
SURPRISES = Surprises(
    12,
    HELPERS * 6,
    [tie(JANE), tie(BOB)],
    Counter({Outcome.WENT_SOMEWHERE: 2, IntroductionState.MET: 1}),
    Counter({Outcome.DECLINED: 1}),
    9,
    2,
    [Source(WIN, "Bob", "Ann"), Source(WIN, "Bob", None), Source(WIN, None, None)] * 3,
    [introduction()],
)
PREP = Prep(
    JANE,
    "You ← Bob ← Ann",
    [TOUCH] * 3,
    [Task(TaskKind.FOLLOW_UP, 1, TODAY, about="the pilot", id=1, contact=JANE)],
    [Task(TaskKind.AWAITING_REPLY, 1, TODAY, id=2, contact=JANE, introduction=each) for each in (None, introduction())],
    [Task(TaskKind.THANK_YOU, 1, TODAY, id=3, contact=JANE, gift=True, introduction=introduction())],
    [introduction(outcome=Outcome.NOTHING), introduction()],
    [WIN],
    NEWS.text,
)
AROUND = Around([JANE], [introduction(), introduction(introducer_id=None)], [Spoken(BOB, TOUCH, "Acme is hiring")])

View = Any
RENDERINGS: Mapping[Callable[..., View], Callable[[], list[View]]] = {
    situation_views.none: lambda: [situation_views.none()],
    situation_views.ask: lambda: [situation_views.ask(NEWS, many, "c1") for many in (84, 0)],
    situation_views.standing: lambda: [
        situation_views.standing(news(audience), Progress(told, untold), TODAY, "Noted.", "c1")
        for audience in (None, *Audience)
        for told in ([], [JANE, BOB] * 5)
        for untold in ([], [3, 4])
    ],
    situation_views.over: lambda: [situation_views.over(NEWS, "c1")],
    situation_views.told_form: lambda: [
        situation_views.told_form(NEWS, [Contact(f"P{n}", id=n) for n in range(many)], "") for many in (0, 1, 200)
    ],
    situation_views.pick_form: lambda: [situation_views.pick_form(NEWS, people, "") for people in ([], [JANE, BOB])],
    suggestions_views.suggestions: lambda: [
        suggestions_views.suggestions([SUGGESTED, STRANGER], TODAY),
        suggestions_views.suggestions([STRANGER], TODAY, "Noted that you wrote to Jane", "c1"),
        suggestions_views.suggestions([], TODAY, "Not now", "c1"),
        suggestions_views.suggestions([], TODAY),
    ],
    suggestions_views.cadences_form: lambda: [
        suggestions_views.cadences_form(each, "") for each in (ADA, Member("T1", "U2"))
    ],
    suggestions_views.cadences_saved: lambda: [
        suggestions_views.cadences_saved(each) for each in (ADA, Member("T1", "U2"))
    ],
    stats_views.stats: lambda: [stats_views.stats(each, TODAY) for each in (SURPRISES, Surprises(0))],
    stats_views.empty: lambda: [stats_views.empty(many) for many in (0, 1, 12)],
    stats_views.not_drawn: lambda: [stats_views.not_drawn()],
    prep_views.prep: lambda: [
        prep_views.prep(each, ADA, TODAY) for each in (PREP, Prep(BOB, "", [], [], [], [], [], [], None))
    ],
    finding_views.around: lambda: [
        finding_views.around(contacts_views.found([JANE] * 10, 25, "acme"), each, "acme", TODAY)
        for each in (AROUND, Around())
    ],
}
