"""The table: one row for each figure, with its aim beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One figure: ours against another, as a ratio of the two in one run."""

    work: str
    ours: str
    against: str
    ratio: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def aim(self) -> str:
        """The aim, as it reads."""
        if self.at_most is not None:
            return f"≤ {self.at_most}"
        return f"≥ {self.at_least}" if self.at_least is not None else ""

    @property
    def is_met(self) -> bool:
        """Whether the figure is what is aimed at; a mere print always is."""
        figure = self.ratio or 0.0
        return (self.at_most is None or figure <= self.at_most) and (self.at_least is None or figure >= self.at_least)


# A benchmark: given a folder of its own, it gives its rows.
Bench = Callable[[Path], Sequence[Row]]


def show(rows: Sequence[Row], machine: str) -> None:
    """Print the rows."""
    table = Table(title=f"Goodword on {machine}", title_justify="left")
    for heading in ("work", "ours", "against", "ratio", "aim"):
        table.add_column(heading, justify="right" if heading in ("ratio", "aim") else "left")
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        table.add_row(row.work, row.ours, row.against, ratio if row.is_met else f"[red]{ratio}[/red]", row.aim)
    Console(width=130).print(table)
