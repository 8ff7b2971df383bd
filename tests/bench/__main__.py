"""All benchmarks, or those named: `python -m tests.bench deliveries`."""

import logging
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.bench.processes import machine
from tests.bench.table import Row, show

BENCHES = ("deliveries", "passes", "commands", "starting", "chains", "exchange")


def main(names: list[str]) -> None:
    """Run them one after another, and print the table."""
    logging.disable(logging.WARNING)
    rows: list[Row] = []
    for name in names or BENCHES:
        click.echo(f"measuring: {name}", err=True)
        with TemporaryDirectory(prefix="goodword-") as folder:
            rows += import_module(f"tests.bench.{name}").bench(Path(folder))
    show(rows, machine())
    sys.exit(0 if all(row.is_met for row in rows) else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
