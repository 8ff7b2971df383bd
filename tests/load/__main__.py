"""`make load`: 500 members, 50 requests a second for a minute, two processes of `bot web`, PostgreSQL."""

import sys

import click

from tests.bench.processes import machine
from tests.load.run import Plan, carry_out

WORST_P99 = 500.0  # milliseconds until the acknowledgement, of the three seconds that Slack gives


def main() -> None:
    """Run it, print the figures, and fail when they are not met."""
    plan = Plan()
    figures = carry_out(plan)
    click.echo(f"{machine()}\n{plan}\n{figures}")
    is_met = not figures.errors and figures.at(0.99) < WORST_P99
    click.echo(f"p99 under {WORST_P99:.0f} ms and no error: {'met' if is_met else 'NOT met'}")
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
