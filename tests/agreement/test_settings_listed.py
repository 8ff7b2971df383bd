"""`.env.example`, the fields of `Settings` and what is read from the environment are one list."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from dotenv import dotenv_values

from bot import settings
from bot.settings import Settings
from tests.agreement.source import ROOT

EXAMPLE = ROOT / ".env.example"
FIELDS = [field.name.upper() for field in fields(Settings)]


class Recorder(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_every_setting_is_in_the_example_and_is_read() -> None:
    recorder = Recorder()
    settings.load(recorder, "local")
    assert list(dotenv_values(EXAMPLE)) == FIELDS
    assert sorted(recorder.asked) == sorted(FIELDS)


def test_the_example_holds_the_defaults() -> None:
    given = {name: value for name, value in dotenv_values(EXAMPLE).items() if value}
    assert settings.load(given, "local") == settings.load({}, "local") == Settings()


def test_every_setting_is_explained() -> None:
    above = dict(zip(EXAMPLE.read_text().splitlines()[1:], EXAMPLE.read_text().splitlines(), strict=False))
    unexplained = [line for line, before in above.items() if line[:1].isupper() and not before.startswith("# ")]
    assert unexplained == []


def test_what_is_needed_and_what_is_checked_are_settings() -> None:
    needed = {name for needs in (settings.NEEDS, settings.SHARED_NEEDS) for names in needs.values() for name in names}
    assert needed <= set(FIELDS)
    assert settings.SHAPES.keys() <= set(FIELDS)
    assert needed == settings.WHERE.keys()
