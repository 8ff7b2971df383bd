"""The corpus of dates: how it is written, and how readings are held against it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain import when

FILES = (Path(__file__).parent / "dates.txt", Path(__file__).parent / "dates_fresh.txt")


class Verdict(Enum):
    """What became of a phrase."""

    RIGHT = "right"
    REFUSED = "refused"  # though it is a date
    ASKED = "asked"  # though it is clear
    WRONG = "wrong"


@dataclass(frozen=True)
class Phrase:
    """A phrase with what it is read against, and every reading that is right."""

    text: str
    now: datetime
    zone: ZoneInfo
    locale: str
    right: tuple[str, ...]

    def verdict(self, read: str) -> Verdict:
        """How a reading, as `written` writes one, compares."""
        if any(_same(read, right) for right in self.right):
            return Verdict.RIGHT
        return {"no": Verdict.REFUSED, "ask": Verdict.ASKED}.get(read, Verdict.WRONG)


def phrases(path: Path) -> Iterator[Phrase]:
    """The phrases of a file, in its order."""
    now, zone, locale = datetime.fromtimestamp(0, UTC), ZoneInfo("UTC"), ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            wall, name, locale = line[1:].split()
            zone = ZoneInfo(name)
            now = datetime.fromisoformat(wall).replace(tzinfo=zone)
        elif line.strip() and not line.startswith("#"):
            text, right = line.rsplit(" | ", 1)
            yield Phrase(text, now, zone, locale, tuple(each.strip() for each in right.split(" or ")))


def goodword(phrase: Phrase) -> str:
    """What Goodword makes of a phrase, as the corpus writes it."""
    answer = when.answer(phrase.text, now=phrase.now, zone=phrase.zone, locale=phrase.locale)
    if answer.offered:
        return "ask"
    found = answer.reading
    return (
        written(found.on.isoformat(), found.at and f"{found.at:%H:%M}", found.repeat and found.repeat.text)
        if found
        else "no"
    )


def dateparser(phrase: Phrase) -> str:
    """What dateparser alone makes of it, as one would call it: the zone, now, and days to come rather than past."""
    import dateparser as library

    wall = phrase.now.replace(tzinfo=None)
    language, _, country = phrase.locale.partition("_")
    settings = {
        "RELATIVE_BASE": wall,
        "TIMEZONE": phrase.zone.key,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "MDY" if country == "US" else "DMY",
    }
    languages = list(dict.fromkeys([language, "en"]))
    found = library.parse(phrase.text, languages=languages, settings=settings)
    if not found:
        return "no"
    has_time = found.time() not in (wall.time(), time())
    return written(found.date().isoformat(), f"{found:%H:%M}" if has_time else None, None)


def written(day: str, at: str | None, repeat: str | None) -> str:
    """A reading as the corpus writes one."""
    return " ".join(filter(None, (day, at, repeat)))


def judged(path: Path, read: Callable[[Phrase], str]) -> Iterator[tuple[Phrase, str, Verdict]]:
    """Every phrase of a file with what it was read as, and the verdict."""
    for phrase in phrases(path):
        found = read(phrase)
        yield phrase, found, phrase.verdict(found)


def _same(read: str, right: str) -> bool:
    if right.endswith(" *"):
        return read.startswith(right[:-2]) and "FREQ" not in read
    return read == right
