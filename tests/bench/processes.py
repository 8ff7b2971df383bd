"""What is measured runs in processes of its own, so that neither side's threads or memory are the other's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from tests.processes.program import ROOT


def measured(module: str, *arguments: str) -> dict[str, Any]:
    """Run `python -m MODULE ARGUMENTS`, which prints what it measured as JSON."""
    done = subprocess.run(command(module, *arguments), env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@contextmanager
def running(module: str, *arguments: str, **env: str) -> Iterator[psutil.Process]:
    """`python -m MODULE ARGUMENTS` for as long as it is needed."""
    with subprocess.Popen(command(module, *arguments), env=environment(**env), stderr=subprocess.DEVNULL) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def command(module: str, *arguments: str) -> list[str]:
    """To run a module as a program."""
    return [sys.executable, "-m", module, *arguments]


def environment(**more: str) -> dict[str, str]:
    """Nothing but what it takes."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}


def tell(**figures: Any) -> None:
    """Print what was measured, as JSON."""
    sys.stdout.write(json.dumps(figures) + "\n")


def memory(process: psutil.Process) -> list[float]:
    """The MB each process of a program has for itself, and its share of what they have together; parent first."""
    family = [process, *process.children(recursive=True)]
    return [each.memory_full_info().pss / 2**20 for each in family]


def machine() -> str:
    """What it was measured on."""
    cores = os.cpu_count()
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = names[0].partition(":")[2].strip() if names else os.uname().machine
    return f"{name}, {cores} cores, Python {sys.version.split()[0]}"
