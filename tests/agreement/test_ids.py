"""Whatever a view emits has a listener, and every listener has something that leads to it."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from bot.localslack import LocalSlack
from bot.slack.kit import Home, Message, Modal
from bot.slack.register import LISTENERS
from bot.slack.turn import Surface
from bot.wiring import manifest
from tests.agreement.source import Source, dotted, sources
from tests.agreement.views import RENDERINGS, builders, rendered

B, F, T = Surface.BUTTON, Surface.SUBMISSION, Surface.SUGGESTION

# The builders in `kit` and slack_sdk that take an id: which argument it is, and what it leads to.
BUILDERS: Mapping[str, tuple[int, str, tuple[Surface, ...]]] = {
    "button": (1, "action_id", (B,)),
    "menu": (1, "action_id", (B,)),
    "overflow": (0, "action_id", (B,)),
    "Modal": (2, "callback_id", (F,)),
    "field": (0, "name", ()),  # an input leads nowhere unless it is sent at once, or asks for its options
}
SENT_AT_ONCE = "dispatch"


class Emitted(NamedTuple):
    """An id in a view, and the surface on which it comes back."""

    surface: Surface
    id: str


def listens(emitted: Emitted) -> list[Any]:
    """The entries that hear of it."""
    return [
        entry
        for entry in LISTENERS
        if entry.surface == emitted.surface
        and (emitted.id.startswith(entry.id) if entry.id.endswith(":") else emitted.id == entry.id)
    ]


def test_whatever_a_view_shows_is_listened_to() -> None:
    shown = {each for view in rendered() for each in in_view(view)}
    assert len(shown) > 30
    assert [each for each in sorted(shown) if len(listens(each)) != 1] == []


def test_whatever_the_code_builds_is_listened_to() -> None:
    assert [(each, where) for each, where in built() if len(listens(each)) != 1] == []


def test_every_listener_has_something_that_leads_to_it() -> None:
    emitted = {each for view in rendered() for each in in_view(view)} | {each for each, _ in built()}
    reached = {(entry.surface, entry.id) for each in emitted for entry in listens(each)}
    idle = [entry.id for entry in LISTENERS if entry.surface in (B, F, T) and (entry.surface, entry.id) not in reached]
    assert idle == []


def test_every_view_is_rendered_here() -> None:
    """A view builder takes values, not a turn or a book, and gives a message, a modal or a Home tab."""
    missing = [f"{view.__module__}.{view.__name__}" for view in builders() if view not in RENDERINGS]
    assert missing == []


@pytest.mark.parametrize("view", RENDERINGS, ids=lambda view: f"{view.__module__}.{view.__name__}")
def test_slack_takes_every_view(slack: LocalSlack, view: Callable[..., Any]) -> None:
    from slack_sdk import WebClient

    client, ada = WebClient(slack.bot_token, base_url=slack.api_url), slack.person("Ada")
    for each in RENDERINGS[view]():
        match each:
            case Message():
                client.chat_postMessage(channel=ada.id, **each.payload())
            case Home():
                client.views_publish(user_id=ada.id, view=each.payload())
            case Modal():
                trigger = slack.workspace.tickets.trigger(ada.id)
                client.views_open(trigger_id=trigger, view=each.payload())


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest()) as slack:
        yield slack


def in_view(view: Message | Modal | Home) -> Iterator[Emitted]:
    """The ids in a view that come back to the app when a member acts on it."""
    payload = view.payload()
    if payload.get("submit"):
        yield Emitted(F, payload["callback_id"])
    for block in payload["blocks"]:
        for element in (*block.get("elements", []), block.get("accessory") or {}):
            yield from _in_element(element, comes_at_once=True)
        if block["type"] == "input":
            yield from _in_element(block["element"], comes_at_once=bool(block.get("dispatch_action")))


def _in_element(element: dict[str, Any], comes_at_once: bool) -> Iterator[Emitted]:
    if "action_id" not in element:
        return
    if element["type"].endswith("external_select"):
        yield Emitted(T, element["action_id"])
    if comes_at_once:
        yield Emitted(B, element["action_id"])


def built() -> Iterator[tuple[Emitted, str]]:
    """The ids that the code of `bot.slack` gives to buttons, menus and modals, wherever it builds them."""
    for source in sources("bot.slack"):
        if source.name == "bot.slack.kit":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and (builder := BUILDERS.get(dotted(node.func).rpartition(".")[2])):
                yield from _built(source, node, *builder)


def _built(
    source: Source, call: ast.Call, place: int, name: str, leads_to: tuple[Surface, ...]
) -> Iterator[tuple[Emitted, str]]:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    ident = call.args[place] if len(call.args) > place else given.get(name)
    surfaces = (*leads_to, *((B,) if SENT_AT_ONCE in given else ()))
    if ident is None or not surfaces:
        return
    for surface in surfaces:
        yield Emitted(surface, _read(ident, source)), source.where(call)


def _read(expression: ast.expr, source: Source) -> str:
    """What an id's expression comes to; what is only known as the code runs is read as "*"."""
    if isinstance(expression, ast.JoinedStr):
        return "".join(_read(part, source) for part in expression.values)
    if isinstance(expression, ast.FormattedValue):
        return _read(expression.value, source)
    try:
        return str(eval(compile(ast.Expression(expression), source.name, "eval"), vars(source.module)))
    except NameError:
        return "*"
