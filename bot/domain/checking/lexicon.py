"""Words the check knows: forms of one name, names that are ordinary words, words that could be to anybody."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=16)
def listed(name: str) -> frozenset[str]:
    """One of the lists of the file: "ordinary", "generic", "address", "titles", "legal", "nobody"."""
    return frozenset(_words()[name].split())


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _words()["nicknames"].splitlines():
        group = frozenset(line.split())
        for name in group:
            found[name] = found.get(name, frozenset()) | group
    return found


def forms(name: str) -> frozenset[str]:
    """What somebody of this first name (a key) may be called, that name included."""
    return _forms().get(name, frozenset()) | {name}


def is_first_name(word: str) -> bool:
    """Whether a key is known as a first name, whoever has it."""
    return word in _forms()


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    text = files("bot.domain").joinpath("data/words.toml").read_text(encoding="utf-8")
    return {name: str(words) for name, words in tomllib.loads(text).items()}
