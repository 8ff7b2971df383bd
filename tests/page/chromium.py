"""Where Chromium is on this machine, if anywhere."""

import importlib.util
import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATH = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
QUIET = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def insist() -> None:
    """Skip the whole module that asks, where there is none."""
    if PATH is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("the page is not tried in a browser: no Chromium or no Playwright here", allow_module_level=True)
