"""Graceful: `bot web` is reloaded, and stopped and started again, while people keep writing; no request is lost."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from bot.localslack import LocalSlack, Timing
from bot.wiring import manifest
from tests.processes.books import names
from tests.processes.program import ROOT, Program, settings
from tests.processes.test_crash_web import WORKER, Writer, writing
from tests.processes.test_web import serve

TIMES = 3
MORE = 5  # names that each writes before the next restart


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack that waits while a busy machine starts, and does not bring again what was not acknowledged."""
    with LocalSlack(manifest(), timing=Timing(acknowledge=20, retries=())) as slack:
        yield slack


def writers(slack: LocalSlack) -> list[Writer]:
    return [Writer(slack.person("Ada"), "A", "/contact add"), Writer(slack.person("Ben"), "B", "/contact add")]


def nothing_lost(every: list[Writer], url: str) -> None:
    """All that was written is kept once and was confirmed: with the acknowledgement, or after it if that came late."""
    kept, refused = names(url), [each.refused for each in every]
    assert sorted(kept) == sorted(name for each in every for name in each.written), refused
    assert [sorted(each.confirmed()) for each in every] == [each.written for each in every], refused


def write_on(program: Program, every: list[Writer]) -> None:
    """Wait until each has written some more."""
    wanted = [len(each.acknowledged) + MORE for each in every]
    program.until(
        lambda: all(len(each.acknowledged) >= many for each, many in zip(every, wanted, strict=True)), "all write on"
    )


def test_a_reload_under_load_loses_nothing(tmp_path: Path, slack: LocalSlack, database_url: str) -> None:
    program, address = serve(tmp_path, {**settings(slack, database_url), "WEB_CONCURRENCY": "2"})
    try:
        slack.deliver_to(f"{address}/slack/events")
        every = writers(slack)
        with writing(*every):
            for _ in range(TIMES):
                write_on(program, every)
                before = len(WORKER.findall(program.logged))
                program.send(signal.SIGHUP)
                program.until(lambda before=before: len(WORKER.findall(program.logged)) >= before + 2, "new ones serve")
            write_on(program, every)
        slack.settle()
        nothing_lost(every, database_url)
        assert program.stop() == 0
        assert "Traceback" not in program.logged
    finally:
        program.kill()


def test_a_stop_and_a_start_behind_one_socket_lose_nothing(tmp_path: Path, slack: LocalSlack, book_url: str) -> None:
    """As systemd does it, which holds the socket meanwhile."""
    with listening() as held:
        slack.deliver_to(f"http://127.0.0.1:{held.getsockname()[1]}/slack/events")
        every = writers(slack)
        behind = Behind(tmp_path, held, settings(slack, book_url))
        program = behind.begin()
        try:
            with writing(*every):
                for _ in range(TIMES):
                    write_on(program, every)
                    assert program.stop() == 0
                    program = behind.begin()
                write_on(program, every)
            slack.settle()
            nothing_lost(every, book_url)
            assert program.stop() == 0
        finally:
            program.kill()


def test_what_was_taken_is_answered_before_it_stops(slack: LocalSlack, env: dict[str, str], tmp_path: Path) -> None:
    program, address = serve(tmp_path, env)
    slack.deliver_to(f"{address}/slack/events")
    ada = slack.person("Ada")
    ada.types("/contact help")
    slack.trouble.slow(0.5, "chat.postMessage")
    telling = Thread(target=ada.types, args=("add Jane Doe",))
    telling.start()
    telling.join()
    assert program.stop() == 0
    ada.sees("Saved Jane Doe")


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A socket on loopback that others serve."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(64)
        yield held


class Behind:
    """Starts `bot web` behind a socket that it is handed as systemd hands one over: as its file descriptor 3."""

    def __init__(self, folder: Path, held: socket.socket, env: dict[str, str]) -> None:
        self._folder, self._held, self._env = folder, held, env

    def begin(self) -> Program:
        """Start it; it serves from then on."""
        program = Handed(self._folder, self._held, self._env)
        program.says("Booting worker")
        return program


class Handed(Program):
    """`bot web` with a socket."""

    def __init__(self, folder: Path, held: socket.socket, env: dict[str, str]) -> None:
        number = next(self._numbers)
        self._printed, self._logged = (folder / f"{number}.{stream}" for stream in ("printed", "logged"))
        given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env, "LISTEN_FDS": "1"}
        # only the program itself knows its own id, which systemd tells it, and has the socket as number 3
        script = f'exec 3<&{held.fileno()}; LISTEN_PID=$$ exec "{sys.executable}" -m bot web'
        with self._printed.open("wb") as printed, self._logged.open("wb") as logged:
            self._process = subprocess.Popen(
                ["bash", "-c", script],
                cwd=folder,
                env=given,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=logged,
                pass_fds=(held.fileno(),),
                start_new_session=True,
            )
