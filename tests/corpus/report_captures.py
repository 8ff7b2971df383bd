"""The part of `make corpus` about lines: how those that people write about people are read."""

from collections import Counter
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.corpus import captures
from tests.corpus.dates import Verdict

_SHOWN = (Verdict.RIGHT, Verdict.REFUSED, Verdict.WRONG)


def show(console: Console, listed: list[str]) -> None:
    """Print one line for each file, and the lines of the verdicts asked for."""
    table = Table(
        "",
        *(verdict.value for verdict in _SHOWN),
        "% right",
        "% refused",
        "% wrong",
        "ms each",
        title="lines about people",
    )
    for path in captures.FILES:
        table.add_row(path.name, *_line(path))
    table.add_row("all", *_line(*captures.FILES))
    console.print(table)
    for example, found, verdict in (each for path in captures.FILES for each in captures.judged(path)):
        if verdict.value in listed:
            console.print(f"{verdict.value:8}{example.text!r}: {found}, not {list(example.right)}", markup=False)


def _line(*paths: Path) -> list[str]:
    list(captures.judged(paths[0]))  # warm
    began = perf_counter()
    counts = Counter(verdict for path in paths for _, _, verdict in captures.judged(path))
    each = (perf_counter() - began) * 1000 / counts.total()
    shares = [f"{counts[verdict] / counts.total():.1%}" for verdict in _SHOWN]
    return [*(str(counts[verdict]) for verdict in _SHOWN), *shares, f"{each:.2f}"]
