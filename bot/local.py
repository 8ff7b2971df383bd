"""`bot run` without tokens: a Slack of its own, with the real bot connected to it, and a prompt to try it from."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import click

from bot import settings as environment
from bot import wiring
from bot.clock import MovableClock
from bot.domain import when
from bot.errors import GoodwordError
from bot.localslack import LocalSlack, NotSeen, Person
from bot.running import Bot, refuse_live_workers, stop_signals
from bot.settings import Settings
from bot.storage import migrate

HELP = """\
You are Ada, in Goodword's DM. Write to it as you would in Slack: a sentence, `/contact help`, or
  :press Done              press a button or choose from a menu by what it reads
  :fill Name = Jane Doe    fill a field of the open form;  :submit  sends it,  :close  leaves it
  :lead 1                  log the lead in a message of #intros;  :intros  shows them
  :home                    look at the Home tab
  :clock tomorrow 9am      move the clock; reminders that are due arrive
  :help  :quit"""


class LocalBot:
    """The local Slack and the real bot on it, sharing a clock that can be moved."""

    def __init__(self, settings: Settings, port: int = 0, start: datetime | None = None) -> None:
        """Start both; the bot is connected when this returns.

        Args:
            settings: of the bot, but for what concerns Slack.
            start: an aware instant to begin at, or now.
        """
        clock = MovableClock(start)
        self.slack = LocalSlack(wiring.manifest(), clock=clock, port=port).start()
        self.bot = Bot(connected_to(self.slack, settings), clock)
        self.slack.on_moved = self.bot.worker.run_once
        self.clock = clock
        self.bot.start()

    def stop(self) -> None:
        """Stop both, the bot first."""
        self.bot.stop()
        self.slack.stop()


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
    """Run both until told to stop; on a terminal, with a prompt.

    The local Slack forgets everything when it stops, and so does the book, unless DATABASE_URL says where to keep it.

    Raises:
        SettingsWrong, DatabaseUnavailable: as when running for real.
        WorkerRunning: another Goodword runs on the same database.
    """
    with stop_signals() as stopped, TemporaryDirectory(prefix="goodword-") as folder:
        kept = {"DATABASE_URL": f"sqlite:///{Path(folder) / 'goodword.db'}", **env}
        settings = environment.load(kept, "local")
        wiring.start_logging(settings)
        _refuse_company(settings)
        local = LocalBot(settings, port)
        click.echo(f"A local Slack is running at {local.slack.url}, with Goodword in it. Nothing leaves this machine.")
        try:
            if sys.stdin.isatty():
                Prompt(local, click.echo).loop()
            else:
                stopped.wait()
        finally:
            local.stop()


def _refuse_company(settings: Settings) -> None:
    engine, _ = wiring.open_books(settings)
    migrate.upgrade(engine)
    refuse_live_workers(engine)
    engine.dispose()


class Prompt:
    """Ada's side of the local Slack, line by line."""

    def __init__(self, local: LocalBot, show: Callable[[str], Any]) -> None:
        """Act on `local`; `show` gets what is to be seen."""
        self.local, self.show = local, show
        self.ada: Person = local.slack.person("Ada")
        self.seen: list[str] = []
        self.verbs: Mapping[str, Callable[[str], Any]] = {
            "press": self._press,
            "fill": self._fill,
            "submit": lambda _: self._form().submit(),
            "close": lambda _: self._form().close(),
            "lead": self._lead,
            "intros": lambda _: self.show(self.ada.screen("intros")),
            "home": self._home,
            "clock": self._clock,
            "help": lambda _: self.show(HELP),
        }

    def loop(self) -> None:
        """Read and do, until `:quit` or the end of input."""
        self.show(HELP)
        self.ada.opens_messages_tab()
        self._show_news()
        while (line := self._read()) not in (None, ":quit", ":q"):
            self.do(line or "")

    def do(self, line: str) -> None:
        """Do one line, and show what came of it."""
        verb, _, rest = line.removeprefix(":").partition(" ")
        try:
            if line.startswith(":"):
                self.verbs.get(verb, self.verbs["help"])(rest.strip())
            elif line.strip():
                self.ada.types(line)
        except (NotSeen, GoodwordError, ValueError, IndexError) as problem:
            self.show(str(problem))
        self._show_news()

    def _read(self) -> str | None:
        try:
            return input("Ada> ")
        except (EOFError, KeyboardInterrupt):
            return None

    def _show_news(self) -> None:
        """Messages that are new or changed since the last look, and the open form."""
        self.local.slack.settle()
        blocks = self.ada.screen().split("\n\n")
        for block in blocks:
            if block not in self.seen:
                self.show(f"\n{block}")
        self.seen = blocks
        if self.ada.modal:
            self.show(f"\n{self.ada.modal.text}")

    def _press(self, label: str) -> None:
        try:
            self.ada.press(label)
        except NotSeen:
            menu, _, option = label.partition(" ")
            if not option:
                raise
            self.ada.choose(menu, option)

    def _fill(self, words: str) -> None:
        label, _, value = words.partition("=")
        self._form().fill(label.strip(), value.strip())

    def _form(self) -> Any:
        if self.ada.modal is None:
            raise NotSeen("No form is open.")
        return self.ada.modal

    def _lead(self, number: str) -> None:
        messages = self.ada.messages("intros")
        self.ada.message_shortcut("Log a lead", messages[int(number or 1) - 1])

    def _home(self, _: str) -> None:
        self.ada.opens_home()
        self.local.slack.settle()
        if self.ada.home:
            self.show(self.ada.home.text)

    def _clock(self, words: str) -> None:
        """Move on to a day (at nine) or a time, in the same words as a follow-up."""
        now, zone = self.local.clock.now(), ZoneInfo(self.ada.user.tz)
        reading = when.read(words, now=now, zone=zone, locale=self.ada.user.locale)
        at = datetime.combine(reading.on, reading.at or time(9), zone)
        self.local.slack.move_clock(max(at, now + timedelta(minutes=1)))
        self.show(f"It is {at:%A %-d %B, %H:%M}.")
