"""For each view builder, what it makes of the worst that people's names and words can be."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain import chains, fixing, keeping, leads, names
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
    introductions_forms,
    introductions_views,
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
from bot.slack.contacts_views import CardFacts
from bot.slack.kit import Home, Message, Modal
from bot.slack.lead_form import Source

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
CHANGE = "0123456789abcdef0123456789abcdef"
LINK = "https://local-slack.slack.com/archives/C0LOC00001/p1764000000000000"
BIG = 10**18 - 1  # no row's number gets larger

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
LINES = st.none() | written(1000).map(lambda text: " ".join(text.split())).filter(bool)
TODAY = st.just(MONDAY)
DAYS = st.integers(-400, 400).map(lambda days: MONDAY + days * DAY)
IDS = st.integers(1, BIG)
UNDO = st.none() | st.just(CHANGE)


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
        contact.introductions = [received(contact, Contact(draw(NAMES), id=draw(IDS)))]
    return contact


def received(contact: Contact, introducer: Contact | None, **more: Any) -> Introduction:
    """Somebody's introduction to the member; without `introducer`, one of whom just the name is left."""
    by = introducer or Contact("Somebody long gone")
    one = Introduction(IntroductionKind.RECEIVED, contact.id or 0, MONDAY, by.id, by.name, **{"id": 1, **more})
    one.contact, one.introducer = contact, introducer
    return one


@st.composite
def introductions(draw: st.DrawFn, kind: IntroductionKind | None = None) -> Introduction:
    """One in any state, whether or not it can come about."""
    one = received(draw(people()), draw(st.none() | people()))
    one.id, one.on, one.about, one.told = draw(IDS), draw(DAYS), draw(LINES), draw(LONG) or None
    one.state = draw(st.sampled_from(IntroductionState))
    one.outcome = draw(st.sampled_from(Outcome)) if not one.is_open else None
    one.asked, one.told_on = draw(st.integers(0, 2)), draw(st.none() | DAYS)
    if (kind or draw(st.sampled_from(IntroductionKind))) == IntroductionKind.MADE:
        one.kind, one.other = IntroductionKind.MADE, draw(people())
        one.other_id, one.introducer = one.other.id, None
        one.contact_answer, one.other_answer = (draw(st.none() | st.sampled_from(Answer)) for _ in range(2))
    return one


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
    task.gift, task.given = draw(st.booleans()), draw(LONG) or None
    about_one = task.kind not in (TaskKind.THANK_YOU, TaskKind.FOLLOW_UP) or draw(st.booleans())
    task.introduction = draw(introductions()) if about_one else None
    return task


@st.composite
def together(draw: st.DrawFn, is_open: bool = False) -> list[Task]:
    """What is done in one message: one promise, or thanks and reports to one person."""
    contact = draw(people())
    owed = draw(st.lists(promises(contact), min_size=1, max_size=3))
    for number, task in enumerate(owed):
        task.id, task.state = number + 1, TaskState.OPEN if is_open else owed[0].state
    return keeping.together(owed)[0]


@st.composite
def said(draw: st.DrawFn) -> Interaction:
    link = draw(st.none() | st.just(LINK))
    return Interaction(draw(st.sampled_from(InteractionKind)), draw(DAYS), draw(LONG), link=link, id=draw(IDS))


@st.composite
def members(draw: st.DrawFn) -> Member:
    zone = draw(st.sampled_from(["America/New_York", "Pacific/Apia"]))
    return Member("T1", "U1", draw(written(120)), zone, draw(st.sampled_from(["en-US", "de-DE", ""])), id=1)


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    kind = draw(st.sampled_from(DeliveryKind))
    many = draw(st.integers(1, 5)) if kind == DeliveryKind.DIGEST else draw(st.integers(0, 1))
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
def wins_of(draw: st.DrawFn) -> Win:
    win = Win(1, draw(LINES.filter(bool)) or "", draw(DAYS), id=draw(IDS))
    win.contact = draw(people())
    return win


CHAINS = several(introductions(IntroductionKind.RECEIVED), 25).map(
    lambda made: chains.shown([chains.Link(one, steps) for steps, one in enumerate(made, 1)])
)


@st.composite
def cards(draw: st.DrawFn) -> CardFacts:
    contact = draw(people())
    own = draw(st.lists(promises(contact), max_size=2))
    last, others = draw(st.lists(said(), max_size=2)), draw(st.lists(promises(), max_size=3))
    led_to = draw(several(introductions(IntroductionKind.RECEIVED), 20))
    return CardFacts(contact, own, last, others, draw(CHAINS), led_to, draw(several(wins_of(), 3)))


@st.composite
def won(draw: st.DrawFn) -> Message:
    to_thank = draw(st.lists(people(), max_size=3) | people().map(lambda one: [one]))
    for number, person in enumerate(to_thank * draw(st.sampled_from([1, 1, 8]))):
        to_thank = [*to_thank[:number], Contact(person.name, id=number + 1), *to_thank[number + 1 :]]
    thanked = draw(st.lists(st.sampled_from([each.id for each in to_thank]), unique=True)) if to_thank else []
    owed = draw(st.lists(promises(), max_size=3))
    return wins_views.win(draw(wins_of()), draw(CHAINS), to_thank, thanked, owed, draw(UNDO))


CHANGES = st.builds(Change, st.just(CHANGE), st.just(NOW), NAMES.map(lambda name: f"Added {name}"))
SOURCES = st.builds(Source, written(80), st.just("U0LOC00001"), written(80), st.just(LINK), st.just("x"), st.just("y"))
FOUND = st.builds(
    leads.Message,
    st.lists(st.builds(leads.Lead, NAMES, MAYBE, MAYBE, st.lists(written(60), max_size=3)), max_size=5),
    st.lists(written(60), max_size=40),
)
OPTIONS = st.none() | people().map(forms.known_option) | NAMES.map(forms.new_option)
SHOWN_PROMISES = several(together(is_open=True), tasks_views.PAGE)


@st.composite
def lead_forms(draw: st.DrawFn) -> Modal:
    found, source = draw(FOUND), draw(SOURCES)
    chosen = draw(st.sampled_from([lead_form.AUTHOR, *map(str, range(len(found.people)))]))
    known = draw(st.lists(NAMES, max_size=2))
    return lead_form.lead_form(source, found, draw(LONG)[:3000], chosen, source.to_json(), known, draw(OPTIONS))


PERSONS = st.builds(
    Person,
    NAMES,
    MAYBE,
    MAYBE,
    st.none() | st.sampled_from(Circle),
    MAYBE,
    *(st.lists(NAMES, max_size=2) for _ in range(6)),
)
CAPTURES = st.builds(
    Capture,
    st.lists(PERSONS, max_size=6),
    st.none() | st.builds(Talk, st.sampled_from(InteractionKind), st.none() | DAYS, about=MAYBE),
    st.lists(st.builds(FollowUp, st.none(), written(40), MAYBE, st.lists(NAMES, max_size=2)), max_size=2),
    st.lists(st.builds(Thanks, NAMES, MAYBE), max_size=2),
    note=st.none() | LONG,
)


@st.composite
def captured(draw: st.DrawFn) -> captures_views.Shown:
    """A line as it was kept, with all there may be to ask about it."""
    told = draw(st.lists(st.tuples(people(), PERSONS, st.booleans()), max_size=3))
    asked = (draw(st.dictionaries(NAMES, several(people(), 6).filter(bool), max_size=2)) for _ in range(2))
    happened, remarks = (draw(st.lists(written(200), max_size=2)) for _ in range(2))
    owed, moved = draw(together(is_open=True)), draw(several(people(), 2))
    return captures_views.Shown(draw(st.integers(0, 39)), told, happened, owed, draw(LONG), moved, *asked, remarks)


WORST: Mapping[Callable[..., Any], st.SearchStrategy[Message | Modal | Home]] = {
    captures_views.saved: st.builds(captures_views.saved, captured(), members(), TODAY, st.just(CHANGE), IDS),
    captures_views.several: st.builds(
        captures_views.several,
        several(captured(), 40),
        st.lists(written(300), max_size=12),
        members(),
        TODAY,
        st.just(CHANGE),
        IDS,
        st.booleans(),
    ),
    captures_views.spread: st.builds(captures_views.spread, st.integers(0, 99), st.just(CHANGE)),
    captures_views.fix: CAPTURES.map(
        lambda told: captures_views.fix(told, fixing.facts(told, MONDAY, "en-US"), "", "Tue 24 Nov")
    ),
    contacts_views.card: st.builds(contacts_views.card, cards(), members(), TODAY, st.just("Noted."), UNDO),
    contacts_views.saved: st.builds(
        contacts_views.saved,
        cards(),
        members(),
        TODAY,
        st.just(CHANGE),
        is_new=st.booleans(),
        question_id=st.none() | IDS,
    ),
    contacts_views.undone: NAMES.map(contacts_views.undone),
    contacts_views.choose: st.builds(contacts_views.choose, several(people(), 30), NAMES, IDS, add=st.none() | NAMES),
    contacts_views.found: st.builds(contacts_views.found, several(people(), 10), st.just(99), written(4000)),
    contacts_views.nobody_found: written(4000).map(contacts_views.nobody_found),
    contacts_views.empty_book: st.builds(contacts_views.empty_book),
    screens.gone: st.builds(screens.gone, people(), st.just(CHANGE)),
    tasks_views.due: st.builds(
        tasks_views.due, SHOWN_PROMISES, st.sampled_from([0, 99]), members(), TODAY, IDS, waiting=st.integers(0, 1)
    ),
    tasks_views.thanks: st.builds(tasks_views.thanks, SHOWN_PROMISES, several(together(), 5), members(), TODAY),
    nudges_views.nudge: st.builds(
        nudges_views.nudge, deliveries(), members(), st.dictionaries(st.integers(1, 5), said(), max_size=5)
    ),
    introductions_views.introduction: st.builds(
        introductions_views.introduction,
        introductions(),
        st.lists(promises(), max_size=3),
        members(),
        TODAY,
        st.just(introductions_views.KIND_WORD),
        UNDO,
        st.booleans(),
    ),
    introductions_views.intros: st.builds(
        introductions_views.intros, several(introductions().filter(lambda one: one.is_open), 40), TODAY, st.just(14)
    ),
    introductions_forms.form: st.builds(
        introductions_forms.form,
        st.just(""),
        st.sampled_from(sorted(introductions_forms.FORM_KINDS)),
        OPTIONS,
        OPTIONS,
        written(1000),
    ),
    introductions_forms.remind_form: st.builds(introductions_forms.remind_form, introductions(), st.just("")),
    introductions_forms.usage: written(4000).map(introductions_forms.usage),
    removal.back: st.builds(removal.back),
    rhythm_views.paused: st.builds(rhythm_views.paused, DAYS, TODAY),
    rhythm_views.until_when: st.builds(rhythm_views.until_when, members(), TODAY, written(500)),
    rhythm_views.welcome_back: members().map(rhythm_views.welcome_back),
    wins_views.win: won(),
    wins_views.form: st.builds(wins_views.form, people(), st.just("")),
    wins_views.what_was_it: people().map(wins_views.what_was_it),
    wins_views.wins: st.builds(wins_views.wins, several(wins_of(), 10), TODAY),
    welcome.message: members().map(welcome.message),
    welcome.example: st.builds(welcome.example),
    welcome.help_message: st.booleans().map(welcome.help_message),
    forms.add_contact: st.just(forms.add_contact("")),
    forms.edit_contact: people().map(lambda contact: forms.edit_contact(contact, "")),
    forms.note: people().map(lambda contact: forms.note(contact, "")),
    forms.follow_up: st.builds(forms.follow_up, people(), st.just(""), written(4000), LONG),
    forms.thanks: people().map(lambda contact: forms.thanks(contact, "")),
    forms.tell: st.builds(forms.tell, together(), LONG, st.just(""), LONG),
    forms.snooze: NAMES.map(lambda name: forms.snooze(name, MONDAY, "")),
    forms.put_away: people().map(lambda contact: forms.put_away(contact, "")),
    forms.history: st.builds(forms.history, people(), several(said(), 50), TODAY),
    lead_form.loading: st.builds(lead_form.loading),
    lead_form.lead_form: lead_forms(),
    settings_views.form: st.builds(settings_views.form, members(), st.just("")),
    settings_views.saved: members().map(settings_views.saved),
    settings_views.offer: st.builds(settings_views.offer),
}
