"""For each view builder of files in and out, what it makes of the worst that names and files can be."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from bot.domain.duplicates import Likeness
from bot.domain.importing import Example
from bot.domain.jobs import Import
from bot.slack import bulk_views, duplicates_views, forgetting, imports, imports_views
from bot.slack.kit import Message, Modal
from tests.slack.worst import IDS, LONG, NAMES, NOW, TODAY, people, several, written

COUNTS = st.integers(0, 10**6)
COLUMNS = st.tuples(written(300), st.none() | st.sampled_from(imports.FIELDS), written(40)).map(list)
LINES = st.tuples(COUNTS, written(200), written(200)).map(list)
EXAMPLES = st.builds(Example, NAMES, written(400), st.booleans())
ALIKE = st.builds(Likeness, st.tuples(IDS, IDS), COUNTS, written(400))


@st.composite
def brought(draw: st.DrawFn) -> Import:
    """A file, looked at or taken in."""
    figures = {name: draw(COUNTS) for name in ("taken", "total", "new", "known", "merged", "moved", "unread")}
    lists = {"columns": draw(several(COLUMNS, 300)), "unreadable": draw(several(LINES, 500))}
    finished = draw(st.none() | st.just(NOW))
    return Import(draw(NAMES), "F1", format=draw(written(40)), finished_at=finished, id=draw(IDS), **figures, **lists)


WORST: Mapping[Callable[..., Any], st.SearchStrategy[Message | Modal]] = {
    imports_views.form: st.builds(imports_views.form, st.just("")),
    imports_views.looking: written(400).map(imports_views.looking),
    imports_views.preview: st.builds(imports_views.preview, brought(), several(EXAMPLES, 5)),
    imports_views.refused: st.builds(imports_views.refused, brought(), LONG.filter(str.strip)),
    imports_views.columns_form: st.builds(imports_views.columns_form, brought(), st.just(imports.FIELDS), st.just("")),
    imports_views.progress: st.builds(imports_views.progress, brought(), st.none() | st.floats(0, 10**6)),
    imports_views.summary: brought().map(imports_views.summary),
    imports_views.undone: st.builds(imports_views.undone, brought(), COUNTS, COUNTS),
    imports_views.no_contacts: several(NAMES, 10).filter(bool).map(imports_views.no_contacts),
    duplicates_views.pair: st.builds(duplicates_views.pair, people(), people(), ALIKE, COUNTS, COUNTS, TODAY),
    duplicates_views.none_left: written(400).map(duplicates_views.none_left),
    bulk_views.form: st.builds(bulk_views.form, several(people(), 2000).filter(bool), written(300), st.just("")),
    forgetting.form: st.builds(forgetting.form, COUNTS, st.just("")),
    forgetting.done: st.builds(forgetting.done),
}
