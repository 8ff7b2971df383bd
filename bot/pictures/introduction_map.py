"""Who led to whom, as a tree that grows from the member; what went on from there stands out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain import words
from bot.domain.introductions import by
from bot.domain.model import Introduction, IntroductionKind, Outcome
from bot.pictures import style
from bot.pictures.style import Labels, Picture

if TYPE_CHECKING:
    from networkx import DiGraph

ROWS_AT_MOST = 24
CHILDREN_AT_MOST, CHILDREN_OF_MANY = 8, 3  # the less of each introducer, the more of them
ROOTS_AT_MOST = 12
DEEPEST = 4
PAIRS_AT_MOST = 6
YOU = "you"
_OVER = {Outcome.NOTHING, Outcome.NO_REPLY, Outcome.LEFT_ALONE}

_A_WIN = 100  # as much as so many people
_ROW, _COLUMN = 0.46, 2.7  # inches
_HEAD, _FOOT = 1.1, 0.65


@dataclass
class _Node:
    """Somebody in the tree, or the rest of a long list."""

    label: str
    colour: str
    is_win: bool = False
    edge: Outcome | None = None  # what came of the introduction that led here
    children: "list[_Node]" = field(default_factory=list)
    x: float = 0
    y: float = 0

    def everybody(self) -> "Iterable[_Node]":
        """This one and all that came of it."""
        yield self
        for child in self.children:
            yield from child.everybody()


def draw(introductions: Sequence[Introduction], winners: Iterable[int]) -> Picture | None:
    """The map; none when nobody was introduced yet.

    Args:
        introductions: those that happened, the first one first.
        winners: the ids of contacts of whom a win came.
    """
    received = [one for one in introductions if one.kind == IntroductionKind.RECEIVED]
    made = [one for one in introductions if one.kind == IntroductionKind.MADE and one.contact and one.other]
    if not received and not made:
        return None
    with style.DRAWING:
        labels = Labels()
        root = _tree(_graph(received), set(winners), labels)
        png = _drawn(root, _pairs(made, labels), len(made))
    return Picture("introductions.png", "Who led to whom", alt(received, made), png, labels.numbered)


def alt(received: Sequence[Introduction], made: Sequence[Introduction]) -> str:
    """The map in words."""
    led: dict[str, list[str]] = {}
    for one in received:
        led.setdefault(by(one), []).append(one.contact.name if one.contact else "somebody")
    told = [f"{name} introduced you to {words.listing(people)}" for name, people in led.items()]
    told += [f"you introduced {one.contact.name} and {one.other.name}" for one in made if one.contact and one.other]
    return words.shorten(f"Map of introductions. {'. '.join(told)}.", 1000)


def _graph(received: Sequence[Introduction]) -> "DiGraph[Any]":
    """Everybody as they led to each other; whoever nobody introduced, the member knew already."""
    import networkx as nx

    graph: DiGraph[Any] = nx.DiGraph()
    graph.add_node(YOU)
    for one in received:
        introducer, contact = one.introducer_id or by(one), one.contact_id
        graph.add_node(introducer, name=by(one))
        graph.add_node(contact, name=one.contact.name if one.contact else "")
        graph.add_edge(introducer, contact, outcome=one.outcome)
    for node in [each for each in graph if each != YOU]:
        if not graph.in_degree(node):
            graph.add_edge(YOU, node, outcome=None)
    reached = {YOU, *nx.descendants(graph, YOU)}
    for node in list(graph):  # a circle of people who introduced each other begins with the first of them
        if node not in reached:
            graph.add_edge(YOU, node, outcome=None)
            reached |= {node, *nx.descendants(graph, node)}
    return graph


def _tree(graph: "DiGraph[Any]", winners: set[int], labels: Labels) -> _Node:
    """The graph as a tree of which every branch is short enough to be seen; nobody stands in it twice."""
    import networkx as nx

    tree = nx.bfs_tree(graph, YOU)
    sizes, weights = _sizes(tree), _weights(graph, tree, winners)
    room = [ROWS_AT_MOST]
    children = CHILDREN_AT_MOST if len(tree) <= ROWS_AT_MOST else CHILDREN_OF_MANY

    def grown(node: Any, depth: int, edge: Outcome | None) -> _Node:
        is_win = node in winners
        colour = style.GOLD if is_win else style.GREEN if edge == Outcome.WENT_SOMEWHERE else style.LINE
        new = _Node(labels.of(graph.nodes[node]["name"]), colour, is_win, edge)
        following = sorted(tree.successors(node), key=lambda each: -weights[each])
        _grow(new, following, depth, lambda child: grown(child, depth + 1, graph.edges[node, child]["outcome"]))
        return new

    def _grow(new: _Node, following: list[Any], depth: int, grow: Any) -> None:
        most = ROOTS_AT_MOST if depth == 0 else children if depth < DEEPEST else 0
        for place, child in enumerate(following):
            if place >= most or (room[0] <= 0 and place):
                more = sum(sizes[each] for each in following[place:])
                new.children.append(_Node(f"{more} more", style.PAPER))
                room[0] -= 1
                break
            new.children.append(grow(child))
        room[0] -= not new.children

    root = _Node("You", style.GREEN)
    following = sorted(tree.successors(YOU), key=lambda each: -weights[each])
    _grow(root, following, 0, lambda child: grown(child, 1, None))
    return root


def _sizes(tree: "DiGraph[Any]") -> dict[Any, int]:
    """How many people there are on each branch."""
    import networkx as nx

    sizes: dict[Any, int] = {}
    for node in nx.dfs_postorder_nodes(tree, YOU):
        sizes[node] = 1 + sum(sizes[each] for each in tree.successors(node))
    return sizes


def _weights(graph: "DiGraph[Any]", tree: "DiGraph[Any]", winners: set[int]) -> dict[Any, int]:
    """How much came of each: people, good introductions, and above all wins, as far as the branch goes."""
    import networkx as nx

    weights: dict[Any, int] = {}
    for node in nx.dfs_postorder_nodes(tree, YOU):
        good = sum(graph.edges[edge]["outcome"] == Outcome.WENT_SOMEWHERE for edge in graph.edges(node))
        weights[node] = 1 + good + _A_WIN * (node in winners) + sum(weights[each] for each in tree.successors(node))
    return weights


def _pairs(made: Sequence[Introduction], labels: Labels) -> list[tuple[str, str, Outcome | None]]:
    return [
        (labels.of(one.contact.name), labels.of(one.other.name), one.outcome)
        for one in made[-PAIRS_AT_MOST:]
        if one.contact and one.other
    ]


def _drawn(root: _Node, pairs: Sequence[tuple[str, str, Outcome | None]], many_made: int) -> bytes:
    depth, rows = _place(root)
    columns = max(depth + 1, 3)
    below = len(pairs) + (1.2 if pairs else 0)
    width, height = _COLUMN * columns, _HEAD + _FOOT + _ROW * (rows + below)
    sheet = style.figure(width, height)
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    top = height - _HEAD
    if root.children:
        for node in root.everybody():
            node.x, node.y = 0.75 + node.x * _COLUMN, top - (node.y + 0.5) * _ROW
        _branches(axes, root)
        _boxes(axes, root)
    _made(axes, pairs, top - _ROW * (rows + 0.6 if root.children else 0.2), many_made)
    _words(axes, root, height, [*(node.edge for node in root.everybody()), *(pair[2] for pair in pairs)])
    return style.png(sheet)


def _place(root: _Node) -> tuple[int, int]:
    """Give everybody a column and a row, those who lead on amid whom they led to; the deepest column, how many rows."""
    rows = deepest = 0

    def place(node: _Node, depth: int) -> None:
        nonlocal rows, deepest
        node.x, deepest = depth, max(deepest, depth)
        for child in node.children:
            place(child, depth + 1)
        if node.children:
            node.y = (node.children[0].y + node.children[-1].y) / 2
        else:
            node.y, rows = rows, rows + 1

    place(root, 0)
    return deepest, rows if root.children else 0


def _branches(axes: Any, root: _Node) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for node in root.everybody():
        for child in node.children:
            middle = (node.x + child.x) / 2
            points = [(node.x, node.y), (middle, node.y), (middle, child.y), (child.x, child.y)]
            path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
            good = child.edge == Outcome.WENT_SOMEWHERE
            over = child.edge in _OVER
            colour = style.GREEN if good else style.OVER if over else style.OPEN
            line = {"lw": 2.2 if good else 1.4, "ls": ":" if over else "-"}
            axes.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, zorder=1, **line))


def _boxes(axes: Any, root: _Node) -> None:
    for node in root.everybody():
        is_you, is_rest = node is root, node.colour == style.PAPER
        fill = style.GREEN if is_you else style.GOLD if node.is_win else "white"
        box = {"boxstyle": "round,pad=0.42", "facecolor": fill, "edgecolor": node.colour, "linewidth": 1.8}
        bold = "bold" if is_you or node.is_win else "normal"
        label = f"★ {node.label}" if node.is_win else node.label
        colour = "white" if is_you else style.FAINT if is_rest else style.INK
        box = {**box, "facecolor": style.PAPER} if is_rest else box
        text = {"ha": "center", "va": "center", "fontsize": 10.5, "fontweight": bold}
        axes.text(node.x, node.y, label, color=colour, bbox=box, zorder=2, **text)


def _made(axes: Any, pairs: Sequence[tuple[str, str, Outcome | None]], top: float, many: int) -> None:
    """The introductions that the member made, each a pair."""
    if not pairs:
        return
    more = f" (the latest {len(pairs)} of {many})" if many > len(pairs) else ""
    axes.text(0.35, top, f"You introduced{more}", fontsize=12, fontweight="bold", color=style.INK, va="center")
    for place, (one, other, outcome) in enumerate(pairs, 1):
        y, good = top - place * _ROW, outcome == Outcome.WENT_SOMEWHERE
        colour = style.GREEN if good else style.OPEN
        axes.plot([1.6, 1.6 + _COLUMN], [y, y], color=colour, lw=2.2 if good else 1.4, zorder=1)
        box = {"boxstyle": "round,pad=0.42", "facecolor": "white", "edgecolor": colour, "linewidth": 1.4}
        for x, label in ((1.6, one), (1.6 + _COLUMN, other)):
            axes.text(x, y, label, ha="center", va="center", fontsize=10.5, color=style.INK, bbox=box, zorder=2)


def _words(axes: Any, root: _Node, height: float, outcomes: Collection[Outcome | None]) -> None:
    axes.text(0.35, height - 0.4, "Who led to whom", fontsize=17, fontweight="bold", color=style.INK, va="center")
    if root.children:
        people = sum(1 for _ in root.everybody()) - 1
        said = f"Read from the left: {words.count(people, 'person', 'people')}, each behind who introduced them"
        if any(node.colour == style.PAPER for node in root.everybody()):
            said = "Read from the left: each behind who introduced them"
        axes.text(0.35, height - 0.74, said, fontsize=11.5, color=style.FAINT, va="center")
    if entries := _legend(root, outcomes):
        style.legend(axes, entries, loc="lower left", bbox_to_anchor=(0.012, 0.01), ncols=3)


def _legend(root: _Node, outcomes: Collection[Outcome | None]) -> list[tuple[str, str]]:
    """What the colours mean that are there to be seen."""
    entries = [(style.GREEN, "went somewhere")] if Outcome.WENT_SOMEWHERE in outcomes else []
    entries += [(style.GOLD, "★ a win")] if any(node.is_win for node in root.everybody()) else []
    return entries + ([(style.OVER, "dotted: came to nothing")] if _OVER & {*outcomes} else [])
