"""For each of the net's view builders, what it makes of the worst that people's names and words can be."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain.finding import Around, Spoken
from bot.domain.model import Closeness, Contact, IntroductionState, Outcome
from bot.domain.model_net import Audience, Situation, Tie
from bot.domain.prep import Prep
from bot.domain.situations import Progress
from bot.domain.surprises import Helper, Source, Surprises
from bot.domain.wide_net import Suggestion
from bot.slack import (
    contacts_views,
    finding_views,
    home_views,
    prep_views,
    situation_views,
    stats_views,
    suggestions_views,
)
from bot.slack.home_views import HomeFacts
from bot.slack.kit import Home, Message, Modal
from tests.agreement.net_views import tie
from tests.slack.worst import (
    CHANGE,
    CHANGES,
    IDS,
    MONDAY,
    NAMES,
    TODAY,
    UNDO,
    introductions,
    members,
    people,
    promises,
    said,
    several,
    together,
    wins_of,
    written,
)

COUNTS = st.integers(0, 10**6)
PAST = st.integers(-4000, 0).map(lambda days: MONDAY + timedelta(days=days))
NEWS = st.builds(Situation, written(1000).filter(str.strip), PAST, st.none() | st.sampled_from(Audience), id=IDS)
PROGRESS = st.builds(Progress, several(people(), 300), st.lists(IDS, max_size=3))
HELPERS = st.builds(Helper, NAMES, st.none(), COUNTS, COUNTS, COUNTS, COUNTS, PAST, st.sampled_from(Closeness))
CAME = st.dictionaries(st.sampled_from([*Outcome, *IntroductionState]), COUNTS).map(Counter)


@st.composite
def ties(draw: st.DrawFn, contact: Contact) -> Tie:
    figures = {name: draw(COUNTS) for name in ("times", "introduced", "went_somewhere", "wins")}
    rule = draw(st.none() | st.just("FREQ=WEEKLY;INTERVAL=6"))
    return tie(contact, last_on=draw(st.none() | PAST), cadence=rule, **figures)


@st.composite
def suggestions(draw: st.DrawFn) -> Suggestion:
    contact = draw(people())
    return Suggestion(contact, draw(ties(contact)), draw(st.none() | PAST), draw(st.booleans()))


SOURCES = st.builds(Source, wins_of(), st.none() | NAMES, st.none() | NAMES)
SURPRISES = st.builds(
    Surprises,
    COUNTS,
    several(HELPERS, 300),
    several(people().flatmap(ties), 5),
    CAME,
    CAME,
    COUNTS,
    COUNTS,
    several(SOURCES, 200),
)
PREP = st.builds(
    Prep,
    people(),
    written(9000),
    several(said(), 3),
    *(several(promises(), 30) for _ in range(3)),
    several(introductions(), 20),
    several(wins_of(), 3),
    st.none() | written(1000),
)
AROUND = st.builds(
    Around,
    several(people(), 8),
    several(introductions(), 8),
    several(st.builds(Spoken, people(), said(), written(120)), 8),
)
HOME = st.builds(
    HomeFacts,
    several(together(is_open=True), home_views.DUE_SHOWN),
    st.integers(0, 9),
    several(CHANGES, home_views.LATELY_SHOWN),
    COUNTS,
    several(introductions(), 9),
    several(suggestions(), 5),
    st.booleans(),
)
FOUND = st.builds(contacts_views.found, several(people(), 10), st.just(99), written(4000))

WORST: Mapping[Callable[..., Any], st.SearchStrategy[Message | Modal | Home]] = {
    situation_views.none: st.builds(situation_views.none),
    situation_views.ask: st.builds(situation_views.ask, NEWS, COUNTS, UNDO),
    situation_views.standing: st.builds(situation_views.standing, NEWS, PROGRESS, TODAY, NAMES, UNDO),
    situation_views.over: st.builds(situation_views.over, NEWS, st.just(CHANGE)),
    situation_views.told_form: st.builds(situation_views.told_form, NEWS, several(people(), 300), st.just("")),
    situation_views.pick_form: st.builds(situation_views.pick_form, NEWS, several(people(), 300), st.just("")),
    suggestions_views.suggestions: st.builds(
        suggestions_views.suggestions, several(suggestions(), 5), TODAY, NAMES, UNDO
    ),
    suggestions_views.cadences_form: st.builds(suggestions_views.cadences_form, members(), st.just("")),
    suggestions_views.cadences_saved: members().map(suggestions_views.cadences_saved),
    stats_views.stats: st.builds(stats_views.stats, SURPRISES, TODAY),
    stats_views.empty: COUNTS.map(stats_views.empty),
    stats_views.not_drawn: st.builds(stats_views.not_drawn),
    prep_views.prep: st.builds(prep_views.prep, PREP, members(), TODAY),
    home_views.home: st.builds(home_views.home, HOME, members(), TODAY),
    finding_views.around: st.builds(finding_views.around, FOUND, AROUND, written(4000), TODAY),
}
