"""The part of `make corpus` about lines: how those that people write about people are read."""

from collections import Counter
from collections.abc import Sequence
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.corpus import captures
from tests.corpus.dates import Verdict

Judged = tuple[captures.Example, list[captures.Fact], Verdict]

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
    list(captures.judged(captures.FILES[0]))  # warm
    began = perf_counter()
    judged = {path: list(captures.judged(path)) for path in captures.FILES}
    every = [each for examples in judged.values() for each in examples]
    each = f"{(perf_counter() - began) * 1000 / len(every):.2f}"
    for path, examples in judged.items():
        table.add_row(path.name, *_shares(examples), "")
    table.add_row("all", *_shares(every), each)
    console.print(table)
    for example, found, verdict in every:
        if verdict.value in listed:
            console.print(f"{verdict.value:8}{example.text!r}: {found}, not {list(example.right)}", markup=False)


def _shares(judged: Sequence[Judged]) -> list[str]:
    counts = Counter(verdict for _, _, verdict in judged)
    shares = [f"{counts[verdict] / counts.total():.1%}" for verdict in _SHOWN]
    return [*(str(counts[verdict]) for verdict in _SHOWN), *shares]
