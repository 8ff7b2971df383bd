"""`bot tour`: six weeks with Goodword, played in the terminal on a local Slack, with the real bot."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.local import LocalBot
from bot.localslack.text import message_text
from bot.settings import Settings

ZONE = ZoneInfo("America/New_York")
START = datetime(2026, 11, 2, 10, 0, tzinfo=ZONE)


class Tour:
    """Ada's weeks, step by step."""

    def __init__(self, local: LocalBot, console: Console) -> None:
        """Play on `local`, show on `console`."""
        self.local, self.console = local, console
        self.ada = local.slack.person("Ada")

    def play(self) -> None:
        """Every step in turn; ends with the state after the digest was worked through."""
        for step in STEPS:
            step(self)
        self.console.print("\nThat was the tour. Try it yourself: [bold]make run[/bold]")

    def says(self, words: str, expect: str) -> None:
        """Ada writes to Goodword, and its answer is shown."""
        self.console.print(f"\n[bold cyan]Ada writes:[/bold cyan] {words}", highlight=False)
        self.ada.types(words)
        self._show(expect)

    def presses(self, label: str, near: str, expect: str) -> None:
        """Ada presses a button beside somebody's name."""
        self.console.print(f"\n[bold cyan]Ada presses:[/bold cyan] {label} ({near})", highlight=False)
        self.ada.press(label, near=near)
        self._show(expect)

    def time_passes(self, to: datetime) -> None:
        """The clock moves on, and the worker looks who is due."""
        self.console.print(f"\n[bold yellow]It is {to:%A %-d %B %Y, %H:%M} in New York.[/bold yellow]", highlight=False)
        self.local.slack.move_clock(to)
        self.local.slack.settle()

    def receives(self, expect: str) -> None:
        """A reminder has come."""
        self._show(expect)

    def tells(self, label: str, near: str, expect: str) -> None:
        """Ada presses a button that opens a form, and sends it as it is."""
        self.console.print(f"\n[bold cyan]Ada presses:[/bold cyan] {label} ({near})", highlight=False)
        self.ada.press(label, near=near)
        form = self.ada.sees_modal()
        self.console.print(Panel(Text(form.text), title="A form", title_align="left", width=88))
        form.submit()
        self._show(expect)

    def _show(self, expect: str) -> None:
        message = self.ada.sees(expect)
        self.local.slack.settle()
        self.console.print(Panel(Text(message_text(message)), title="Goodword", title_align="left", width=88))


def logging_three(tour: Tour) -> None:
    """Three people, three promises."""
    tour.time_passes(START)
    tour.says("met Jane Doe (CTO at Acme) at PyCon, follow up on nov 30 about the pilot", "Saved Jane Doe")
    tour.says("Bob Marsh, Globex", "Saved Bob Marsh")
    tour.says("Sam Lee, designer at Initech, met at the Meetup, follow up nov 30", "Saved Sam Lee")
    tour.says("note Jane: her budget is with her boss", "Noted.")
    tour.says("thank Bob for the tip on rates by nov 30", "Planned for")


def quiet_weeks(tour: Tour) -> None:
    """Nothing is due, so nothing is said."""
    before = len(tour.ada.notifications)
    for day in range(3, 28):
        tour.local.slack.move_clock(START.replace(day=day, hour=9))
    said = len(tour.ada.notifications) - before
    tour.console.print(f"\n[bold yellow]Four weeks pass. Nothing is due: {said} messages.[/bold yellow]")


def the_digest(tour: Tour) -> None:
    """One message in the morning, with all three."""
    tour.time_passes(START.replace(day=30, hour=8, minute=31))
    tour.receives("Three people")
    tour.presses("Done", "Jane Doe", "✓ Followed up with Jane")
    tour.presses("Thanked", "Bob Marsh", "✓ Thanked Bob")
    tour.ada.choose("Snooze", "In 3 days", near="Sam Lee")
    tour.receives("✓ Put off Sam")


def afterwards(tour: Tour) -> None:
    """Done things are on the card; what was put off comes back."""
    tour.says("Jane", "Followed up about the pilot")
    tour.time_passes(START.replace(day=30) + timedelta(days=3, hours=-1))
    tour.receives("One person")


def an_introduction(tour: Tour) -> None:
    """Jane is thanked for it, and hears how it went."""
    tour.says(
        "intro Jane introduced me to Kim Ode, CFO at Hooli, about the data pilot", "Jane Doe introduced you to Kim Ode"
    )
    tour.time_passes(datetime(2026, 12, 4, 8, 31, tzinfo=ZONE))
    tour.receives("Thank Jane for introducing you to Kim")
    tour.presses("Thanked", "Jane Doe", "✓ Thanked Jane")
    tour.says("met Kim Ode at the Hooli office", "Updated Kim Ode")
    tour.time_passes(datetime(2026, 12, 7, 8, 31, tzinfo=ZONE))
    tour.receives("Jane introduced you to Kim and you two have talked")
    tour.tells("Told them", "Jane Doe", "✓ Told Jane how it went")


def a_win(tour: Tour) -> None:
    """What came of it is traced back to whoever led there."""
    tour.says("win Kim signed a contract", "A win with Kim Ode")
    tour.time_passes(datetime(2026, 12, 8, 8, 31, tzinfo=ZONE))
    tour.receives("Thank Jane for their part in your win")


STEPS: tuple[Callable[[Tour], None], ...] = (
    logging_three,
    quiet_weeks,
    the_digest,
    afterwards,
    an_introduction,
    a_win,
)


def run(console: Console | None = None) -> None:
    """Play the tour on a local Slack and a database of its own; both are gone afterwards."""
    with TemporaryDirectory(prefix="goodword-tour-") as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'tour.db'}", log_level="WARNING")
        local = LocalBot(settings, start=START)
        try:
            Tour(local, console or Console()).play()
        finally:
            local.stop()
