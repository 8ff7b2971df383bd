"""Who helped most, and how close they were before: one bar for each."""

from collections.abc import Sequence
from typing import Any

from bot.domain import words
from bot.domain.model import Closeness
from bot.domain.surprises import Helper
from bot.pictures import style
from bot.pictures.style import Labels, Picture

AT_MOST = 8
COLOURS = {Closeness.NEW: style.ORANGE, Closeness.ACQUAINTANCE: style.BLUE, Closeness.CLOSE: style.GREEN}
BEFORE = {
    Closeness.NEW: "hardly knew them",
    Closeness.ACQUAINTANCE: "knew them a little",
    Closeness.CLOSE: "knew them well",
}

_ROW, _AROUND, _WIDTH = 0.62, 1.75, 9.0  # inches


def draw(helpers: Sequence[Helper]) -> Picture | None:
    """The chart of the most helpful ones, who come first; none when nobody helped yet."""
    shown = list(helpers[:AT_MOST])
    if not shown:
        return None
    labels = Labels()
    with style.DRAWING:
        sheet = style.figure(_WIDTH, _AROUND + _ROW * len(shown))
        _bars(sheet, shown, [labels.of(one.name) for one in shown])
        png = style.png(sheet)
    return Picture("helpers.png", "Who helped you most", alt(shown), png, labels.numbered)


def alt(helpers: Sequence[Helper]) -> str:
    """The chart in words."""
    told = [f"{one.name}: {deeds(one)}; you {BEFORE[one.closeness]}" for one in helpers]
    return words.shorten(f"Bar chart of who helped most, and how close you were before. {'. '.join(told)}.", 1000)


def deeds(helper: Helper) -> str:
    """ "3 introductions (2 went somewhere), 1 win"."""
    parts = [
        f"{words.count(helper.introductions, 'introduction', 'introductions')}{_good(helper)}",
        words.count(helper.wins, "win", "wins") if helper.wins else "",
        words.count(helper.favours, "favour", "favours") if helper.favours else "",
    ]
    return ", ".join(filter(None, parts if helper.introductions else parts[1:]))


def _good(helper: Helper) -> str:
    if not helper.went_somewhere:
        return ""
    how_many = str(helper.went_somewhere) if helper.went_somewhere < helper.introductions else "all"
    return f" ({'it' if helper.introductions == 1 else how_many} went somewhere)"


def headline(helpers: Sequence[Helper]) -> str:
    """What the chart comes to."""
    new = sum(one.closeness == Closeness.NEW for one in helpers)
    if len(helpers) == 1:
        return f"You {BEFORE[helpers[0].closeness]} before"
    if not new:
        return "All of them people you knew before"
    many = words.number(len(helpers))
    if new == len(helpers):
        return f"You hardly knew {'either' if new == 2 else 'any'} of these {many} before"
    return f"{words.capital(words.number(new))} of these {many} you hardly knew before"


def _bars(sheet: Any, shown: Sequence[Helper], names: Sequence[str]) -> None:
    height = sheet.get_figheight()
    axes = sheet.add_axes((0.27, 0.62 / height, 0.70, _ROW * len(shown) / height))
    places = range(len(shown), 0, -1)
    lengths = [max(one.times, 1) for one in shown]
    axes.barh(places, lengths, height=0.52, color=[COLOURS[one.closeness] for one in shown])
    width = _width(lengths, [deeds(one) for one in shown])
    for place, length, one in zip(places, lengths, shown, strict=True):
        _say(axes, place, length, width, deeds(one))
    axes.set_xlim(0, width)
    axes.set_ylim(0.4, len(shown) + 0.6)
    axes.set_yticks(list(places), names, fontsize=12, color=style.INK)
    axes.set_xticks([])
    axes.tick_params(length=0, pad=8)
    axes.set_facecolor(style.PAPER)
    for side in axes.spines.values():
        side.set_visible(False)
    _words(sheet, axes, shown)


def _share(text: str) -> float:
    """How much of the width a text takes."""
    return min(0.03 + 0.0145 * len(text), 0.9)


def _width(lengths: Sequence[int], texts: Sequence[str]) -> float:
    """How wide it must be for all bars and their texts, which stand in the bars if they fit, else beside them."""
    width, before = float(max(lengths)), 0.0
    while width > before:  # the wider it is, the fewer texts fit into their bars
        before = width
        width = max(_room(length, width, text) for length, text in zip(lengths, texts, strict=True))
    return width


def _room(length: int, width: float, text: str) -> float:
    return width if length >= width * _share(text) else max(width, length / (1 - _share(text)))


def _say(axes: Any, place: int, length: int, width: float, text: str) -> None:
    """What a bar stands for."""
    if length >= width * _share(text):
        axes.text(width * 0.015, place, text, va="center", fontsize=10.5, color="white", fontweight="bold")
    else:
        axes.text(length + width * 0.015, place, text, va="center", fontsize=10.5, color=style.FAINT)


def _words(sheet: Any, axes: Any, shown: Sequence[Helper]) -> None:
    top = 1 - 0.42 / sheet.get_figheight()
    sheet.text(0.03, top, "Who helped you most", fontsize=17, fontweight="bold", color=style.INK, va="center")
    below = 1 - 0.78 / sheet.get_figheight()
    sheet.text(0.03, below, headline(shown), fontsize=12, color=style.FAINT, va="center")
    entries = [(COLOURS[each], f"you {BEFORE[each]}") for each in Closeness if any(each == o.closeness for o in shown)]
    style.legend(
        sheet, entries, loc="lower left", bbox_to_anchor=(0.02, 0.02 / sheet.get_figheight()), ncols=len(entries)
    )
