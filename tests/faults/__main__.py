"""The full fault run, on both databases or those named: `make faults`."""

import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.faults.databases import database
from tests.faults.run import Plan, run

FULL = Plan(nudges=2500, workers=8, kills=200, every=0.5, restarts=5, speed=10, seed="full")


def main() -> None:
    """Run, and say what came of it."""
    logging.disable(logging.WARNING)
    fine = True
    for backend in sys.argv[1:] or ("sqlite", "postgresql"):
        with database(backend) as (url, restart), TemporaryDirectory() as folder:
            totals = run(url, FULL, Path(folder), restart)
        click.echo(f"{backend}: {totals}")
        fine = fine and not (totals.lost or totals.doubled)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
