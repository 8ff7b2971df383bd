"""`bot run` without tokens: a Slack of its own with a page to open, and the real bot connected to it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot import log_lines, wiring
from bot import settings as environment
from bot.clock import MovableClock
from bot.localslack import LocalSlack
from bot.running import Bot, refuse_live_workers, stop_signals
from bot.settings import Settings
from bot.slack import welcome
from bot.storage import erasing, migrate


class LocalBot:
    """The local Slack and the real bot on it, sharing a clock that can be moved."""

    def __init__(self, settings: Settings, port: int = 0, start: datetime | None = None) -> None:
        """Start both; the bot is connected when this returns.

        Args:
            settings: of the bot, but for what concerns Slack.
            start: an aware instant to begin at, or now.
        """
        clock = MovableClock(start)
        completions = {"/contact": welcome.completions()}
        self.slack = LocalSlack(wiring.manifest(), clock=clock, completions=completions, port=port).start()
        self.bot = Bot(connected_to(self.slack, settings), clock)
        self.slack.on_moved = self.bot.worker.run_once
        self.slack.on_start_over = self._forget
        self.bot.start()

    def stop(self) -> None:
        """Stop both, the bot first."""
        self.bot.stop()
        self.slack.stop()

    def _forget(self) -> None:
        erasing.forget_workspace(self.bot.engine, self.slack.team_id)


def connected_to(slack: LocalSlack, settings: Settings) -> Settings:
    """The settings, with the local Slack in place of the real one."""
    return Settings(
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.api_url,
        database_url=settings.database_url,
        port=settings.port,
        threads=settings.threads,
        log_level=settings.log_level,
    )


def run(port: int, env: Mapping[str, str]) -> None:
    """Run both until told to stop.

    The local Slack forgets everything when it stops, and so does the book, unless DATABASE_URL says where to keep it.

    Raises:
        SettingsWrong, DatabaseUnavailable: as when running for real.
        WorkerRunning: another Goodword runs on the same database.
    """
    with stop_signals() as stopped, TemporaryDirectory(prefix="goodword-") as folder:
        kept = {"DATABASE_URL": f"sqlite:///{Path(folder) / 'goodword.db'}", **env}
        settings = environment.load(kept, "local")
        log_lines.start(settings.log_level, settings.log_format)
        _refuse_company(settings)
        local = LocalBot(settings, port)
        click.echo("A Slack of its own, with Goodword in it. Nothing leaves this machine; Ctrl-C stops it.")
        click.echo(f"Open {local.slack.url}")
        try:
            stopped.wait()
        finally:
            local.stop()


def _refuse_company(settings: Settings) -> None:
    engine, _ = wiring.open_books(settings)
    migrate.upgrade(engine)
    refuse_live_workers(engine)
    engine.dispose()
