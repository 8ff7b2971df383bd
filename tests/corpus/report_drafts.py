"""The part of `make corpus` about messages: what the triple check finds in them, and what it should not."""

from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.corpus import drafts

_COLUMNS = ("bad", "caught", "recall", "good", "false alarms", "share", "besides", "ms each")


def show(console: Console, listed: list[str]) -> None:
    """Print one line for each file; with "wrong" among the words, whatever was missed or said in vain."""
    table = Table("", *_COLUMNS, title="messages, as the triple check sees them")
    for path in drafts.FILES:
        table.add_row(path.name, *_line(path))
    console.print(table)
    if "wrong" in listed:
        for problem in (each for path in drafts.FILES for each in drafts.problems(path)):
            console.print(problem, markup=False)


def _line(path: Path) -> list[str]:
    drafts.score(path)  # warm
    began = perf_counter()
    score = drafts.score(path)
    each = (perf_counter() - began) * 1000 / (score.good + score.bad)
    caught = (str(score.bad), str(score.caught), f"{score.recall:.1%}")
    alarmed = (str(score.good), str(score.alarmed), f"{score.false_alarms:.1%}")
    return [*caught, *alarmed, str(score.besides), f"{each:.2f}"]
