"""The command line: thin. Each command reads its settings and calls one function."""

import functools
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from bot import settings as environment
from bot.errors import GoodwordError


class Instant(click.ParamType[datetime]):
    """An aware instant in ISO 8601, such as 2026-12-07T08:30:00-05:00."""

    name = "instant"

    def __init__(self, *, wall: bool = False) -> None:
        """Say whether one without an offset is taken too, as a time on some wall."""
        self.wall = wall

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or say what one looks like."""
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is no instant; one looks like 2026-12-07T08:30:00-05:00", param, ctx)
        if instant.tzinfo is None and not self.wall:
            self.fail(f"{value} needs an offset, as in {value}+00:00", param, ctx)
        if not 2000 <= instant.year < 3000:
            self.fail(f"{value} is too far away", param, ctx)
        return instant


class Zone(click.ParamType[ZoneInfo]):
    """A time zone, such as America/New_York."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:
        """Find it, or say what one looks like."""
        try:
            return value if isinstance(value, ZoneInfo) else ZoneInfo(value)
        except (ValueError, OSError, LookupError):
            self.fail(f"{value} is no time zone; one looks like America/New_York", param, ctx)


def explains(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say a known error in its sentence, and leave with code 2."""

    @functools.wraps(command)
    def wrapped(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except GoodwordError as problem:
            click.echo(problem.sentence, err=True)
            sys.exit(2)

    return wrapped


def _settings(command: str) -> environment.Settings:
    from bot import log_lines

    settings = environment.load(environment.environment(), command)
    log_lines.start(settings.log_level, settings.log_format)
    return settings


@click.group()
def main() -> None:
    """Goodword, the networking assistant that lives in Slack."""


@main.command()
@click.option("--port", type=int, default=8765, help="Where the local Slack listens, if it is started.")
@explains
def run(port: int) -> None:
    """Serve one workspace in one process; without tokens, start a local Slack to try it in."""
    env = environment.environment()
    if environment.wants_slack(env):
        from bot import running

        running.run(_settings("run"))
    else:
        from bot import local

        local.run(port, env)


@main.command()
@explains
def web() -> None:
    """Serve Slack's requests over HTTP."""
    settings = _settings("web")  # before gunicorn is loaded, which fails on a WEB_CONCURRENCY that is no number
    from bot import web as server

    server.serve(settings)


@main.command()
@click.option("--once", is_flag=True, help="One pass, then leave.")
@click.option("--now", type=Instant(), help="Pretend it is this instant; implies --once.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent; send and change nothing.")
@explains
def remind(once: bool, now: datetime | None, dry_run: bool) -> None:
    """See nudges delivered when they are due."""
    settings = _settings("remind")
    from bot import running
    from bot.localslack.text import message_text

    if dry_run:
        for message in running.preview(settings, now):
            click.echo(f"{message_text(message.payload())}\n")
    elif once or now:
        click.echo(running.remind_once(settings, now))
    else:
        running.remind(settings)


@main.command()
@explains
def migrate() -> None:
    """Bring the database up to this version."""
    settings = _settings("migrate")
    from bot.storage import migrate as migrations
    from bot.storage.engine import make_engine

    migrations.upgrade(make_engine(settings.database_url))
    click.echo("The database is up to date.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@explains
def backup(file: Path) -> None:
    """Copy a SQLite database that is in use into FILE; PostgreSQL has pg_dump."""
    settings = _settings("backup")
    from bot.storage import backup as copies
    from bot.storage import migrate as migrations
    from bot.storage.engine import make_engine

    engine = make_engine(settings.database_url)
    migrations.check(engine)
    copies.back_up(engine, file)
    click.echo(f"Backed up to {file}")


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--member", "whose", required=True, metavar="TEAM/USER", help="Whose book, like T0123ABCD/U0123ABCD.")
@explains
def import_(file: Path, whose: str) -> None:
    """Take the contacts in FILE into a member's book: CSV, vCards, LinkedIn's zip, Goodword's own exports."""
    from bot import cli_exchange

    cli_exchange.take_in(_settings("import"), file, whose)


@main.command()
@click.option("--member", "whose", required=True, metavar="TEAM/USER", help="Whose book, like T0123ABCD/U0123ABCD.")
@click.option("--output", "file", type=click.Path(path_type=Path), required=True, help="The zip to write.")
@explains
def export(whose: str, file: Path) -> None:
    """Write a member's book into a zip: vCards, CSV, JSON of everything, a calendar of open tasks."""
    from bot import cli_exchange

    cli_exchange.hand_out(_settings("export"), file, whose)


@main.command()
@explains
def doctor() -> None:
    """Say what is wrong with settings, tokens, scopes and database, and what to do."""
    from bot import doctor as checks

    findings = list(checks.examine(environment.environment()))
    for finding in findings:
        click.echo(f"{'✓' if finding.fine else '✗'} {finding.subject}: {finding.says}")
    sys.exit(0 if all(finding.fine for finding in findings) else 1)


@main.command()
@click.option("--socket", is_flag=True, help="For one workspace, over Socket Mode: no public address is needed.")
@click.option("--url", metavar="https://...", help="For any number of workspaces: where Slack reaches Goodword.")
@explains
def manifest(socket: bool, url: str | None) -> None:
    """Print the app's manifest, to be pasted at api.slack.com/apps."""
    from bot import cli_workspaces

    if socket == bool(url):
        raise click.UsageError("Say either --socket or --url https://...")
    cli_workspaces.print_manifest(url)


@main.command("new-key")
def new_key() -> None:
    """Print a new key for TOKEN_ENCRYPTION_KEYS."""
    from bot.storage import vault

    click.echo(vault.new_key())


@main.command("rotate-keys")
@explains
def rotate_keys() -> None:
    """Seal every workspace's token anew with the first of TOKEN_ENCRYPTION_KEYS."""
    from bot import cli_workspaces

    cli_workspaces.rotate_keys(_settings("rotate-keys"))


@main.command()
@click.option("--team", required=True, metavar="TEAM", help="Which workspace, like T0123ABCD.")
@click.confirmation_option("--yes", prompt="All its members' books go for good. Erase them?", help="Don't ask.")
@explains
def erase(team: str) -> None:
    """Erase a workspace at once: every member's book, and its token."""
    from bot import cli_workspaces

    cli_workspaces.erase(_settings("erase"), team)


@main.command()
@explains
def tour() -> None:
    """Show six weeks with Goodword in the terminal, on a Slack of its own."""
    from bot import tour as script

    script.run()


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1)
@click.option("--now", type=Instant(wall=True), help="Read it at this instant; without an offset, on the zone's wall.")
@click.option("--zone", type=Zone(), default="UTC", show_default=True, help="The time zone of whoever wrote it.")
@click.option("--locale", default="en_US", show_default=True, help="Their language and country.")
@explains
def when(words: tuple[str, ...], now: datetime | None, zone: ZoneInfo, locale: str) -> None:
    """Show what WORDS are read as: a day, a time, a repeat, in JSON; without words, each line of standard input."""
    from bot import readings

    texts = [" ".join(words)] if words else readings.lines(sys.stdin.buffer)
    for text in texts:
        click.echo(readings.when(text, now, zone, locale))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("line", nargs=-1)
@click.option("--now", type=Instant(wall=True), help="Read it at this instant; without an offset, on the zone's wall.")
@click.option("--zone", type=Zone(), default="UTC", show_default=True, help="The time zone of whoever wrote it.")
@click.option("--locale", default="en_US", show_default=True, help="Their language and country.")
@explains
def capture(line: tuple[str, ...], now: datetime | None, zone: ZoneInfo, locale: str) -> None:
    """Show what LINE says of people, in JSON; without it, each line of standard input."""
    from bot import readings

    texts = [" ".join(line)] if line else readings.lines(sys.stdin.buffer)
    for text in texts:
        click.echo(readings.capture(text, now, zone, locale))
