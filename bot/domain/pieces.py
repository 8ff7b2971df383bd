"""A line about a person, cut into pieces, and what is understood of it so far."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import vocabulary, when
from bot.domain.when import Reading

# Words that may go, since the field they lead to says the same.
_MARKERS = (
    "about again and at by currently d during each follow following followup for from her him i in intro introd "
    "introduced just met now of on other ping please re referred regarding say thank thanks them then through to "
    "up via we with working works you"
)
MARKERS = frozenset(_MARKERS.split())


@dataclass
class Capture:
    """What a line was understood to say."""

    name: str = ""
    title: str | None = None
    company: str | None = None
    where_met: str | None = None
    introduced_by: str | None = None
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    note: str | None = None  # what was not understood, in the member's words
    follow_up: Reading | None = None
    follow_up_about: str | None = None
    thanks: list[str] = field(default_factory=list)  # names of those to thank
    unread_day: str | None = None  # words of a follow-up that `when.read` refuses
    met: bool = False  # the line says that they met

    @property
    def facts(self) -> int:
        """How many facts there are besides a name and a note; none without anything like a name."""
        if not vocabulary.is_name(self.name):
            return 0
        single = (self.title, self.company, self.where_met, self.introduced_by, self.met)
        listed = (self.emails, self.phones, self.links, self.tags, self.thanks)
        return sum(map(bool, (*single, self.follow_up or self.unread_day))) + sum(map(len, listed))

    @property
    def is_capture(self) -> bool:
        """Whether the line names somebody and says something of them."""
        return self.facts > 0


def pattern(words: str) -> re.Pattern[str]:
    """A pattern in which case does not count."""
    return re.compile(words, re.IGNORECASE)


_MOST_PIECES = 40  # what comes later is note

THEN = r"(?:(?:and|then|please) )*"
# "Ping Li" is a person.
FOLLOW_UP = rf"{THEN}(?:follow(?:ing)?[- ]?up|(?-i:ping))(?: with)?(?: (?:her|him|them))?"
BY = r"(?:introduced|intro(?:['’]?d)?|referred) (?:by|via|through)"
IN = r"(?:at|@|in|on|during)"

# What may stand before "met" and the like, and says nothing.
_LEAD = pattern(r"^(?:(?:i|we|just|and|then|please) )+(?=(?:met|thanks?|follow)\b)")
# Where a piece begins without a comma before it.
_CLAUSE = pattern(rf"\s+(?=(?:via|met|{BY}|through(?= (?-i:[^\W\d_a-z]))|{THEN}(?:thank|follow[- ]?up))\s)")
_THANKS = pattern(rf"\s+(?={THEN}thank\s)")
_AT = pattern(r"\s+(?=(?:at|@|from|(?:now )?works (?:at|for))\s)")
_AT_OR_IN = pattern(rf"\s+(?=(?:from|{IN})\s)")


class Line:
    """A line being read: what is understood so far, and the pieces to come."""

    def __init__(self, capture: Capture, now: datetime, zone: ZoneInfo, locale: str, pieces: list[str]) -> None:
        self.capture, self.pieces = capture, pieces
        self.now, self.zone, self.locale = now, zone, locale

    def read(self, rules: "Sequence[tuple[re.Pattern[str], Rule]]") -> None:
        """Give every piece to the first rule that takes it, else to the note."""
        for _ in range(_MOST_PIECES):
            if not self.pieces:
                return
            piece = self._next_piece()
            if not any(rule(self, found) for words, rule in rules if (found := words.fullmatch(piece))):
                self.keep(piece)
        self.keep(", ".join(self.pieces))

    def keep(self, words: str) -> None:
        """Add words to the note."""
        self.capture.note = ", ".join(filter(None, (self.capture.note, words))) or None

    def day(self, words: str) -> Reading | None:
        """The day that all of the words name, if it is to come."""
        try:
            return when.read(words, now=self.now, zone=self.zone, locale=self.locale)
        except (errors.UnreadableDay, errors.DayInDoubt):
            return None

    def trailing(self, words: str) -> tuple[str, Reading | None, str]:
        """The words before the day they end with, that day unless it is in doubt, and the words for it."""
        try:
            found = when.trailing(words, now=self.now, zone=self.zone, locale=self.locale)
        except errors.DayInDoubt as asked:
            return asked.facts["head"], None, asked.facts["words"]
        return (found[0], found[1], found[1].words) if found else (words, None, "")

    def without_day(self, words: str) -> str:
        """The words but for a day at their end: see `take_day`."""
        head, day, day_words = self.trailing(words)
        if day_words:
            self.take_day(day, day_words, self.capture.met)
        return head

    def take_day(self, day: Reading | None, words: str, is_when_met: bool) -> None:
        """Plan the follow-up on a day that is for one, else note it."""
        if day and not (is_when_met or self.capture.follow_up or self.capture.unread_day):
            self.capture.follow_up = day
        else:
            self.keep(words)

    def _next_piece(self) -> str:
        """The next piece, up to where another begins in it without a comma."""
        piece = _LEAD.sub("", self.pieces.pop(0))
        if re.match(rf"{FOLLOW_UP}\b", piece, re.IGNORECASE):
            return self._cut(piece, _THANKS)
        piece = self._cut(piece, _CLAUSE)
        if not self.capture.name or re.match(rf"(?:from|{IN})\s", piece, re.IGNORECASE):
            piece = self._cut(piece, _AT_OR_IN if self.capture.met else _AT)
        return piece

    def _cut(self, piece: str, where: re.Pattern[str]) -> str:
        """The piece up to where another begins; that one is read next."""
        head, *rest = where.split(piece, maxsplit=1)
        self.pieces[:0] = rest
        return head


# A rule is told where its pattern stands, and says whether it took the piece.
Rule = Callable[[Line, re.Match[str]], bool]
