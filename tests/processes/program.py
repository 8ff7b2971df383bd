"""Goodword as a process of its own: started as an operator starts it, watched, stopped or killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import monotonic, sleep

from bot.localslack import LocalSlack

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0  # seconds; only ever waited out when something is wrong
LOOK_EVERY = 0.01


class Program:
    """`python -m bot ARGUMENTS`, with an environment that holds no more than it is given."""

    _numbers = count(1)

    def __init__(self, folder: Path, *arguments: str, **env: str) -> None:
        """Start it, with `folder` as its working directory."""
        number = next(self._numbers)
        self._printed, self._logged = (folder / f"{number}.{stream}" for stream in ("printed", "logged"))
        with self._printed.open("wb") as printed, self._logged.open("wb") as logged:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", *arguments],
                cwd=folder,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=logged,
                start_new_session=True,
            )

    @property
    def printed(self) -> str:
        """Standard output so far."""
        return self._printed.read_text()

    @property
    def logged(self) -> str:
        """Standard error so far."""
        return self._logged.read_text()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def says(self, words: str) -> None:
        """Wait until it has printed or logged the words."""
        self.until(lambda: words in self.printed or words in self.logged, f"it says {words!r}")

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something that this process is to bring about."""
        deadline = monotonic() + PATIENCE
        while not condition():
            if not self.running and not condition():
                raise AssertionError(f"ended with {self._process.returncode} before {what}:\n{self._everything()}")
            if monotonic() > deadline:
                raise AssertionError(f"never saw that {what}:\n{self._everything()}")
            sleep(LOOK_EVERY)

    def ends(self) -> int:
        """Wait for its end; its exit code."""
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"never ended:\n{self._everything()}") from None

    def stop(self) -> int:
        """Ask it to stop, as a service manager does; its exit code."""
        self.send(signal.SIGTERM)
        return self.ends()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """kill -9, with every process it has started."""
        if self.running:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _everything(self) -> str:
        return f"{self.printed}\n{self.logged}"


def settings(slack: LocalSlack, database_url: str) -> dict[str, str]:
    """What Goodword needs to be told to serve this workspace."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
    }


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
