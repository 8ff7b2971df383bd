"""Templates: how they are written, found and filled, so that what is not known leaves no hole."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot import errors
from bot.domain.messages import Occasion, Template
from bot.domain.model import Circle

LIMIT = 3000  # characters of a template, as many as of a message
LANGUAGE = "en"  # what is written in where there is nothing in a member's own language
EVERYONE = "everyone"

# What may stand in braces, and what it stands for.
ASPECTS: Mapping[str, str] = {
    "first": "their first name",
    "name": "their full name",
    "company": "where they work",
    "title": "what they are there",
    "met": "where you met (“at PyCon”)",
    "introducer": "who introduced you",
    "topic": "what you last spoke of",
    "about": "what this is about",
    "deed": "what you promised to do (“send you the deck”)",
    "while": "“a while”, if you were not in touch lately",
    "thanks": "what you thank them for",
    "win": "the good news it led to",
    "report": "how an introduction went",
    "whom": "whom an introduction is to",
    "other": "the same, with their work",
    "one": "they themself, with their work",
    "news": "your situation",
    "me": "your own first name",
}

_TONES = {Circle.FAMILY: (Circle.FAMILY, Circle.FRIEND)}  # where a circle has no words of its own, whose do
_PIECE = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_ASPECT = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+|\n+|$)\s?")


def built_in(language: str, occasion: Occasion, circle: Circle | None) -> str | None:
    """Goodword's own words for an occasion and just this circle, if it has any."""
    text = _words(language).get(occasion.value, {}).get(circle.value if circle else EVERYONE)
    return text.strip() if text else None


def chosen(occasion: Occasion, circle: Circle | None, locale: str, own: Sequence[Template] = ()) -> str:
    """The template for somebody: the member's own before Goodword's, and their circle's before everyone's.

    Args:
        locale: the member's, such as "en-US".
    """
    theirs = {template.circle: template.text for template in own if template.occasion == occasion}
    for each in (*_TONES.get(circle, (circle,)), None) if circle else (None,):
        text = theirs.get(each) or built_in(language_of(locale), occasion, each)
        if text:
            return text
    raise KeyError(occasion)


def circles(occasion: Occasion, locale: str) -> list[Circle | None]:
    """Those for whom Goodword has words of their own; None is everyone else."""
    have = _words(language_of(locale))[occasion.value]
    return [None, *(circle for circle in Circle if circle.value in have)]


def filled(template: str, known: Mapping[str, str]) -> str:
    """A template with all that is known in it, and without whatever speaks of what is not."""
    text = "".join(_fitting(match, known) for match in _PIECE.finditer(template))
    kept = "".join(sentence for sentence in _SENTENCE.findall(text) if _is_known(sentence, known))
    return _tidy(_ASPECT.sub(lambda match: known[match[1]], kept))


def checked(template: str) -> str:
    """A template that a member wrote, trimmed.

    Raises:
        TemplateUnreadable: brackets do not match, or something in braces is nothing known.
        TextTooLong: it is longer than `LIMIT`.
    """
    text = template.strip()
    if len(text) > LIMIT:
        raise errors.TextTooLong(length=len(text), limit=LIMIT, field="template")
    for problem in _problems(text):
        raise errors.TemplateUnreadable(problem=problem, field="template")
    return text


def phrase(locale: str, group: str, name: str, /, **known: str) -> str:
    """A short piece of a message, such as how an introduction went, filled."""
    return filled(_words(language_of(locale))[group][name], known)


def language_of(locale: str) -> str:
    """The language to write in: a member's own if there are templates in it."""
    language = re.split("[-_]", locale.lower(), maxsplit=1)[0]
    return language if language in _data() else LANGUAGE


def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    words: Mapping[str, Mapping[str, str]] = _data()[language]
    return words


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("bot.domain").joinpath("data/templates.toml").read_text(encoding="utf-8"))


def _fitting(match: re.Match[str], known: Mapping[str, str]) -> str:
    """Of one bracket the first alternative of which all is known, or nothing; or what stands between brackets."""
    if match[1] is None:
        return match[2]
    return next((each for each in match[1].split("|") if _is_known(each, known)), "")


def _is_known(text: str, known: Mapping[str, str]) -> bool:
    return all(known.get(name) for name in _ASPECT.findall(text))


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _problems(text: str) -> Iterator[str]:
    """What is wrong with a template, in words."""
    if re.search(r"\[[^\]]*\[", text) or "[" in _PIECE.sub("", text) or "]" in _PIECE.sub("", text):
        yield "every [ needs its ], and none stands within another"
    for name in re.findall(r"\{([^{}]*)\}", text):
        if name not in ASPECTS:
            yield f"I don't know {{{name}}}; there is {', '.join(f'{{{each}}}' for each in ASPECTS)}"
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
        yield "every { needs its }"
