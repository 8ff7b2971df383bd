"""`make corpus`: how the phrases people write are read, beside dateparser alone.

With words after it (`python -m tests.corpus.report wrong`) it lists the phrases of that verdict.
"""

import sys
from collections import Counter
from collections.abc import Callable
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.corpus import dates, report_captures, report_drafts
from tests.corpus.dates import Phrase, Verdict


def main(listed: list[str]) -> None:
    """Print one line for each reader, and the phrases of the verdicts asked for."""
    console = Console(width=100)
    for path in dates.FILES:
        table = Table("", *(verdict.value for verdict in Verdict), "% right", "% wrong", "ms each", title=path.name)
        for name, read in (("Goodword", dates.goodword), ("dateparser alone", dates.dateparser)):
            table.add_row(name, *_line(path, read))
        console.print(table)
        for phrase, found, verdict in dates.judged(path, dates.goodword):
            if verdict.value in listed:
                console.print(
                    f"{verdict.value:8}{phrase.text!r}: {found}, not {' or '.join(phrase.right)}", markup=False
                )
    report_captures.show(console, listed)
    report_drafts.show(console, listed)


def _line(path: "dates.Path", read: Callable[[Phrase], str]) -> list[str]:
    list(dates.judged(path, read))  # warm
    began = perf_counter()
    counts = Counter(verdict for _, _, verdict in dates.judged(path, read))
    each = (perf_counter() - began) * 1000 / counts.total()
    shares = [f"{counts[verdict] / counts.total():.1%}" for verdict in (Verdict.RIGHT, Verdict.WRONG)]
    return [*(str(counts[verdict]) for verdict in Verdict), *shares, f"{each:.2f}"]


if __name__ == "__main__":
    main(sys.argv[1:])
