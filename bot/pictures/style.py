"""What all pictures have in common: paper, ink, fonts for any script, and names that can be drawn.

matplotlib is imported only when something is drawn: it takes a second, which nobody should wait for at a start.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from bot.domain import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PAPER, INK, FAINT, LINE = "#fbfaf6", "#1d1c1d", "#6b6862", "#d9d5cb"
OPEN, OVER = "#a09a8c", "#b9b3a5"
GREEN, BLUE, ORANGE, GOLD = "#2b6a4f", "#3b7ea1", "#bf5f10", "#f2c14e"
DPI = 144
LONGEST_NAME = 25  # in small letters

DRAWING = Lock()  # one picture at a time: each takes a good deal of memory, and nobody draws often

# Fonts that come with systems, for scripts that matplotlib's own one lacks; those that are there are used.
_MORE_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
    *("PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Apple SD Gothic Neo"),
    *("Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali", "Noto Sans Tamil", "Arial Unicode MS"),
)
_OWN_FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Picture:
    """A PNG with what is said of it."""

    file: str  # its name, such as "helpers.png"
    title: str
    alt: str  # what it shows, for those who can't see it
    png: bytes
    numbered: list[str] = field(default_factory=list)  # names that no font here has: they read "no. 1", "no. 2", ...


class Labels:
    """How names stand in one picture: short, and by a number where no font has their letters."""

    def __init__(self) -> None:
        """Nobody has a number yet."""
        self.numbered: list[str] = []

    def of(self, name: str, longest: int = LONGEST_NAME) -> str:
        """A name as it can be drawn."""
        kept = " ".join("".join(char for char in name if char.isspace() or ord(char) in _letters()).split())
        if sum(map(str.isalnum, kept)) < sum(map(str.isalnum, name)) or not any(map(str.isalnum, kept)):
            if name not in self.numbered:
                self.numbered.append(name)
            return f"no. {self.numbered.index(name) + 1}"
        return _cut(kept, longest).replace("$", r"\$")


def _cut(name: str, longest: int) -> str:
    """As much of a name as is no wider than so many small letters."""
    width = 0.0
    for place, char in enumerate(name):
        width += 1.85 if east_asian_width(char) in "WF" else 1.7 if char in "MW@" else 1.25 if char.isupper() else 1
        if width > longest:
            return words.shorten(name, place)
    return name


def figure(width: float, height: float) -> "Figure":
    """An empty sheet of so many inches."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    mpl.rcParams["font.family"] = families()
    sheet = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(sheet)
    return sheet


def png(sheet: "Figure") -> bytes:
    """The sheet as a file, with a thin edge so that it has one on white too."""
    out = io.BytesIO()
    sheet.patch.set_edgecolor(LINE)
    sheet.patch.set_linewidth(2)
    sheet.savefig(out, format="png", facecolor=PAPER, edgecolor=LINE)
    return out.getvalue()


def legend(axes: Any, entries: Iterable[tuple[str, str]], **where: Any) -> None:
    """Coloured squares with what they mean."""
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=colour, label=text) for colour, text in entries]
    axes.legend(handles=handles, frameon=False, labelcolor=FAINT, fontsize=10, handlelength=1, **where)


@lru_cache(maxsize=1)
def families() -> list[str]:
    """The fonts to use, each for what those before it lack."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return [_OWN_FONT, *(name for name in _MORE_FONTS if name in installed)]


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The code points that the fonts have between them."""
    from matplotlib import font_manager

    files = [font_manager.findfont(font_manager.FontProperties(family=[name])) for name in families()]
    return frozenset(point for file in files for point in font_manager.get_font(file).get_charmap())
