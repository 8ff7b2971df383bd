"""A message taken apart: its words with their places, its sentences, its greeting and how it is signed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.domain import names

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_URL = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w{1,24}")
_END = re.compile(r"[.!?…]+(?=[\s\"”)]|$)|\n+|:\s*\n")
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|no|vs|e\.g|i\.e|inc|ltd|co)\.$", re.IGNORECASE)
_GREETING = re.compile(
    r"\s*(?P<greeting>hi|hiya|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|evening|greetings|hallo|"
    r"guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|hola|buenos d[ií]as|ciao|bonjour|salut|cher|chère|ola|olá)"
    r"(?P<again> there| again)?\b",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w'’-]*\.?"
_PART = r"[^\W\d_][\w.'’-]*"
_UP_TO_COMMA = re.compile(rf"[ \t]+({_NAME}(?:[ \t]+(?:& )?{_NAME}){{0,3}}?)[ \t]*(?=[,!:?\n]|[-–—] |$)")
_CAPITALS = re.compile(r"[ \t]+((?:[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’-]*\.?[ \t]*){1,3})")
_BARE = re.compile(rf"\s*({_PART}(?:[ \t]{_PART}){{0,2}}[ \t]?)(?=[,!:]| ?[-–—] |\n)")
_CLOSING = re.compile(
    r"^(?:best|best regards|kind regards|warm regards|regards|cheers|thanks|thank you|many thanks|sincerely|"
    r"yours|yours truly|yours sincerely|all the best|best wishes|love|talk soon|see you|take care|warmly|greetings)"
    r"[,.!]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """One word of a message."""

    text: str
    key: str  # as names are compared; without a genitive's "s"
    start: int
    sentence: int  # which one it is in
    is_first: bool  # of its sentence

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital or a figure, or with a letter of a script that has none."""
        return not self.text[0].islower()


@dataclass(frozen=True)
class Greeting:
    """How a message begins: "Dear Dr. Doe,"."""

    start: int  # of the name, or where one would be
    name: str  # "Dr. Doe"; empty when nobody is named
    has_word: bool  # "Dear", "Hi"; else a name stands alone


class Prose:
    """A message, read."""

    def __init__(self, text: str) -> None:
        """Read `text`; what it is taken apart into comes as it is asked for."""
        self.text = text

    @cached_property
    def words(self) -> Sequence[Word]:
        """Every word outside of addresses, in order."""
        found, last = [], -1
        for match in _WORD.finditer(self._without_links):
            sentence = self.sentence_at(match.start())
            found.append(Word(match[0], word_key(match[0]), match.start(), sentence, sentence != last))
            last = sentence
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its words are compared by."""
        return frozenset(word.key for word in self.words)

    def runs(self, wanted: Sequence[str]) -> Iterator[Sequence[Word]]:
        """Wherever these keys stand in a row."""
        for place in self._places.get(wanted[0], ()) if wanted else ():
            row = self._parts[place : place + len(wanted)]
            if [part for part, _ in row] == list(wanted):
                yield self.words[row[0][1] : row[-1][1] + 1]

    @cached_property
    def _parts(self) -> Sequence[tuple[str, int]]:
        """The parts of all words' keys ("o'neill" has two), and which word each is of."""
        return [(part, number) for number, word in enumerate(self.words) for part in word.key.split()]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, (part, _) in enumerate(self._parts):
            found.setdefault(part, []).append(place)
        return found

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Its words in small letters, as they stand and as they are compared."""
        return frozenset(word.text.casefold() for word in self.words) | self.keys

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Where each sentence begins and ends; a line break ends one too."""
        spans, start = [], 0
        for match in _END.finditer(self.text):
            if not _ABBREVIATED.search(self.text[start : match.end()]):
                spans.append((start, match.end()))
                start = match.end()
        return [*spans, (start, len(self.text))] if start < len(self.text) or not spans else spans

    def sentence_at(self, place: int) -> int:
        """Which sentence a place of the text is in."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if place < self.sentences[middle][1] else (middle + 1, high)
        return low

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a place within its sentence, in small letters."""
        begin, finish = self.sentences[self.sentence_at(start)]
        return self.text[begin:start].casefold(), self.text[end : max(end, finish)].casefold()

    @cached_property
    def greeting(self) -> Greeting | None:
        """How it begins, if it begins with a greeting or with a name alone."""
        match = _GREETING.match(self.text)
        if match:
            start = match.end()
            name = _called(self.text[start:])
            lead = len(self.text[start:]) - len(self.text[start:].lstrip(" \t"))
            return Greeting(start + lead if name else start, name, True)
        bare = _BARE.match(self.text)
        return Greeting(bare.start(1), bare[1].strip(), False) if bare else None

    @cached_property
    def body(self) -> tuple[int, int]:
        """Where the message itself begins and ends, without greeting and closing."""
        start = self._after_greeting()
        lines = list(re.finditer(r"[^\n]+", self.text[start:]))
        for place, line in enumerate(lines):
            if place and _CLOSING.match(line[0].strip()) and len(lines) - place <= 3:
                return start, start + line.start()
        return start, len(self.text)

    def _after_greeting(self) -> int:
        greeting = self.greeting
        if not greeting:
            return 0
        end = greeting.start + len(greeting.name)
        mark = re.match(r"[ \t]*[,!:–—-]*", self.text[end:])
        return end + (mark.end() if mark else 0)

    @cached_property
    def _without_links(self) -> str:
        """The text with links blanked out, so that places stay."""
        return _URL.sub(lambda match: " " * len(match[0]), self.text)

    @property
    def links(self) -> list[tuple[int, int]]:
        """Where links and addresses stand."""
        return [match.span() for match in _URL.finditer(self.text)]


@lru_cache(maxsize=20_000)
def word_key(text: str) -> str:
    """What a word is compared by: "Zalando's" is "zalando"."""
    return names.key(re.sub(r"['’]s?$", "", text))


def _called(rest: str) -> str:
    """The name that follows a greeting: all up to its comma, else the words in capitals."""
    match = _UP_TO_COMMA.match(rest) or _CAPITALS.match(rest)
    return match[1].strip() if match else ""
