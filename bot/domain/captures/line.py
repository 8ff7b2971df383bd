"""A line being read: its pieces, what is understood so far, and who was named last."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import errors
from bot.domain import calendar, names, nicknames, vocabulary, when
from bot.domain.captures.facts import Capture, FollowUp, Person, Talk
from bot.domain.captures.known import Known
from bot.domain.captures.signs import MARKERS, day_hint, is_when, plain
from bot.domain.captures.told import Tense, Told
from bot.domain.when import Reading

_MOST_PIECES = 60  # what comes later is note
_LONGEST_PIECE = 400  # characters; no fact takes more
_MOST_DAY_WORDS = 8
_SOON = timedelta(days=400)  # what is meant to be done is not later, unless it is said to be done
_FRESH = timedelta(days=30)
_LATELY = timedelta(days=200)  # what is told is not older, unless the year is named

# What is said of the past only, and the day it was.
_JUST_NOW = {
    "last night": "yesterday",
    "yesterday night": "yesterday",
    "earlier today": "today",
    "earlier": "today",
    "just now": "today",
    "tonight": "today",
    "this afternoon": "today",
    "this evening": "today",
    "this morning": "today",
}
# From which hour on a part of today is over, or nearly so.
_BEGAN = {"this morning": 9, "this afternoon": 15, "this evening": 20, "tonight": 21}
_PARTS_OF_DAY = ("night", "evening", "day", "morning", "afternoon", "lunch", "dinner")
# What is nothing without what stands before it.
_BELONGS = re.compile(r"(?:from|of|at|@|in|on|over) ", re.IGNORECASE)
_BYGONE = re.compile(r"\b(?:last|yesterday|ago|past|earlier)\b", re.IGNORECASE)
_LASTING = re.compile(r"for (?:\d|(?:an?|one|two|three|four|five|six|several)\b)", re.IGNORECASE)  # "for 2 hours"
_HOUR = re.compile(r"(?:at )?\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]m?)?|(?:at )?(?:noon|midnight)", re.IGNORECASE)
# How a sentence about a talk goes on.
_AROUND = re.compile(
    r"(?:for|by|near|outside|inside|next to|behind|while|after|before|because of|around|across|but no|without"
    r"|at (?:length|work|home))\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:both|all)\b", re.IGNORECASE)


class CutOff(str):
    """A piece that was cut off the one before it, without a comma between them."""

    __slots__ = ()


class Doubt(Enum):
    """Why a day is none to rely on."""

    PAST = "it has passed"
    UNCLEAR = "it could be two days"


class Day(NamedTuple):
    """The words of a day, what is before and behind them, and what they are read as; none if that is in doubt."""

    head: str
    reading: Reading | None
    words: str


class Line:
    """A line being read: what is understood so far, and the pieces to come."""

    def __init__(self, now: datetime, zone: ZoneInfo, locale: str, pieces: list[str], known: Known) -> None:
        """Begin to read; every piece is one that `cutting` has cut."""
        self.capture, self.told, self.pieces = Capture(), Told(), pieces
        self.now, self.zone, self.locale, self.known = now, zone, locale, known
        self.is_bracketed = False  # the piece at hand stands in brackets
        self.is_of_all = False  # it says so of everybody
        self.behind: Day | None = None  # a day behind what a rule reads, taken with it
        self.names_next = False  # what a rule read says that somebody's name comes next
        self.mailboxes = ""  # the addresses that were typed, up to their "@"
        self.is_cut_off = False  # the piece at hand was cut off the one before it
        self.is_named = False  # the piece at hand is somebody's name by what stands before it
        self._days: dict[tuple[str, bool], Reading | Doubt | None] = {}
        self._hint = day_hint(locale)

    def read(self, rules: "Sequence[tuple[re.Pattern[str], Rule]]", cut: "Callable[[Line, str], list[str]]") -> None:
        """Give every piece to the first rule that takes it, else to the note."""
        for _ in range(_MOST_PIECES):
            if not self.pieces:
                return
            whole = self.pieces.pop(0)
            first, *rest = cut(self, whole)
            first = CutOff(first) if isinstance(whole, CutOff) else first
            self.pieces[:0] = map(CutOff, rest)
            if not self._read_piece(first, rules):
                self._keep_what_belongs()
        self.keep(", ".join(self.pieces))

    def _without_day_of_talk(self, piece: str) -> str:
        """ "near the station yesterday": when it was that they met, behind where or why."""
        talk, day = self.capture.talk, self.tail(piece) if _AROUND.match(piece) else None
        if not talk or talk.on or not day or not day.head:
            return piece
        is_planned = self.told.tense is Tense.OPEN and self.read_day(day.words) and not self.capture.follow_ups
        if not is_planned and not self.may_be_bygone(day):
            return piece
        self.take_day(day)
        return day.head

    def take_cut_off(self) -> list[str]:
        """The pieces to come that were cut off the one at hand, taken away."""
        count = next((at for at, piece in enumerate(self.pieces) if not isinstance(piece, CutOff)), len(self.pieces))
        taken, self.pieces[:count] = self.pieces[:count], []
        return taken

    def _keep_what_belongs(self) -> None:
        """What was cut off something that nobody understood belongs to it: "laid off", "from Meta"."""
        while self.pieces and isinstance(self.pieces[0], CutOff) and _BELONGS.match(self.pieces[0]):
            self.capture.note = f"{self.capture.note} {self.pieces.pop(0)}"

    def _read_piece(self, piece: str, rules: "Sequence[tuple[re.Pattern[str], Rule]]") -> bool:
        """Whether a rule took it."""
        self.is_cut_off = isinstance(piece, CutOff)
        self.told.was_bracketed = self.is_bracketed
        self.is_bracketed, piece = piece.startswith("("), piece.lstrip("( ")
        self.is_of_all = bool(_OF_ALL.match(piece))
        is_fact = len(piece) <= _LONGEST_PIECE
        named, self.is_named = self.is_named, False
        for words, rule in rules if is_fact else ():
            self.is_named, self.names_next, self.behind = named, False, None
            found = words.fullmatch(piece)
            if found and rule(self, found):
                if self.behind:
                    self.take_day(self.behind)
                self.is_named = self.names_next and bool(self.pieces)
                return True
        self.is_named = False
        self.told.is_lost = self.told.is_lost or named or not (self.capture.people or self.capture.talk)
        piece = self._without_day_of_talk(piece)
        self.told.left += [piece] if self.is_cut_off else []
        self.told.is_adrift = self.told.is_adrift or not self.is_bracketed
        self.keep(piece)
        return False

    # --- what is understood ---

    @property
    def today(self) -> date:
        """The member's own day."""
        return calendar.local_day(self.now, self.zone)

    @property
    def person(self) -> Person | None:
        """Who was named last of those that the line is about."""
        return self.capture.people[-1] if self.capture.people else None

    def keep(self, words: str | None) -> None:
        """Add words to the note."""
        self.capture.note = ", ".join(filter(None, (self.capture.note, words))) or None

    def keep_unmarked(self, words: str | None) -> None:
        """Add to the note those of the words that no fact says."""
        left = [word for word in (words or "").split() if plain(word) not in MARKERS]
        self.keep(" ".join(left))

    def add_person(self, name: str) -> Person:
        """Somebody the line is about."""
        person = Person(names.clean(name))
        self.capture.people.append(person)
        self.told.last = person.name
        return person

    def whom(self, words: str) -> str | None:
        """The name that words for somebody stand for: a name, or "her"; none if they are neither."""
        bare = words.strip(" ,").lower()
        if bare in ("her", "him", "them", "she", "he", "they", "it"):
            return self.told.last or None
        name = names.clean(words)
        if not vocabulary.is_name(words) or not self.is_sure_name(name):
            return None
        same = {person.name for person in self.capture.people if person.name.split()[0].lower() == name.lower()}
        return same.pop() if len(same) == 1 else name

    def is_sure_name(self, name: str) -> bool:
        """Whether a name in small letters is surely one, by its first word; capitals are a sign by themselves."""
        tokens = [word for word in re.split(r"[ ._-]", name) if not vocabulary.is_particle(word)]
        if not name.islower() or not tokens or self.known.is_somebody(name):
            return True
        if any(map(nicknames.is_first_name, (tokens[0], name.split()[0]))):  # "ben" is a particle, too
            return True
        return len(tokens) == 2 and not any(map(vocabulary.is_common, tokens))

    def talks(self, talk: Talk, tense: Tense, how: str) -> None:
        """It is told that they met or spoke; the first such counts."""
        if self.capture.talk is None:
            self.capture.talk, self.told.tense, self.told.how = talk, tense, how

    def follow_up(self, follow_up: FollowUp) -> bool:
        """Promise something, unless that is promised to the same people already."""
        taken = any(each.whom == follow_up.whom for each in self.capture.follow_ups)
        if not taken:
            self.capture.follow_ups.append(follow_up)
        return not taken

    # --- days ---

    def go_on_with(self, *pieces: str) -> bool:
        """Read these next, the first of them as a name; it is what a rule that took a piece ends with."""
        self.pieces[:0] = pieces
        self.names_next = True
        return True

    def read_day(self, words: str, past: bool = False) -> Reading | None:
        """The day that all of the words name, if there is no doubt."""
        found = self._lookup(words, past)
        return found if isinstance(found, Reading) else None

    def is_day(self, words: str) -> bool:
        """Whether the words are a day, be it one to ask about."""
        return self._lookup(words, False) is not None or self._lookup(words, True) is not None

    def tail(self, words: str) -> Day | None:
        """The longest day that the words end with."""
        tokens = words.split()
        if not self._hint.search(words):
            return None
        for start in range(max(0, len(tokens) - _MOST_DAY_WORDS), len(tokens)):
            tail = " ".join(tokens[start:])
            if start and tokens[start - 1].lower() in ("and", "or"):  # of "Friday and Monday" neither is said
                continue
            if (
                not _LASTING.match(" ".join(tokens[max(0, start - 1) :]))
                and self._may_begin(tokens, start)
                and self.is_day(tail)
            ):
                return self._with_day_before(tokens, start) or Day(
                    " ".join(tokens[:start]).rstrip(" ,;:-–—"), self.read_day(tail), tail
                )
        return None

    def _with_day_before(self, tokens: Sequence[str], start: int) -> Day | None:
        """A day that stands before an hour: "1 dec 09:30" is no hour of tomorrow; in doubt where both are no day."""
        tail = " ".join(tokens[start:])
        if not _HOUR.fullmatch(tail):
            return None
        for first in range(max(0, start - 4), start):
            before = " ".join(tokens[first:start])
            if self._may_begin(tokens, first) and self.is_day(before):
                both = self.read_day(f"{before} at {tail.removeprefix('at ')}")
                head = " ".join(tokens[:first]).rstrip(" ,;:-–—")
                return Day(head, both and replace(both, words=f"{before} {tail}"), f"{before} {tail}")
        return None

    def may_be_bygone(self, day: Day) -> bool:
        """Whether a day may as well be one of the last weeks: "Thursday", but not "2 December"."""
        past = self.read_day(day.words, past=True)
        return past is not None and not past.at and self.today - _FRESH < past.on <= self.today

    def front(self, words: str) -> Day | None:
        """The longest day that the words begin with, and something behind it."""
        days = self._days_in(words.split()[:12], starts=1)
        return next((day for day in days if day.head and words.startswith(day.words)), None)

    def day_in(self, words: str) -> Day | None:
        """The day that the words end or begin with, or that stands in them; `head` is all the other words."""
        return self.tail(words) or next(self._days_in(words.split()), None)

    def _days_in(self, tokens: list[str], starts: int | None = None) -> Iterator[Day]:
        """Whatever is a day in the words, longest first; `starts` is how many of the first words one may begin with."""
        for start in range(len(tokens))[:starts]:
            for end in range(min(len(tokens), start + _MOST_DAY_WORDS), start, -1):
                span = " ".join(tokens[start:end])
                if self._hint.search(span) and self._may_begin(tokens, start) and self.is_day(span):
                    yield Day(" ".join(tokens[:start] + tokens[end:]), self.read_day(span), span)

    def has_day_to_come(self, words: str | None) -> bool:
        """Whether words that nobody understood name a day ahead, on which something else may be meant to happen."""
        day = self.day_in(words) if words else None
        return bool(day and (day.reading is None or day.reading.on > self.today))

    def take_day(self, day: Day, is_promise: bool = False) -> None:
        """A day is when they talked, or for the follow-up; one that is in doubt will be asked about.

        Args:
            is_promise: the words before it say that something is to be done by then.
        """
        if not is_promise and self._is_when_they_talked(day.words):
            return
        if day.reading is None and self._may_ask(day.words):
            self.follow_up(FollowUp(unread=day.words))
            self.told.is_planned = self.told.tense is Tense.OPEN
            return
        if not is_promise and self._is_only_now(day):
            self.keep(day.words)
            return
        is_far = day.reading is not None and day.reading.on - self.today > _SOON
        if day.reading is None or (is_far and not is_promise) or not self.follow_up(FollowUp(day.reading)):
            self.keep(day.words)
        elif not is_promise:
            self.told.is_planned = self.told.tense is Tense.OPEN

    def _is_only_now(self, day: Day) -> bool:
        """Whether it is no more than today, of a line that tells what happened: "Bob intro'd me to Ann today"."""
        reading, has_happened = day.reading, bool(self.told.introduced_by or self.told.where_met)
        return bool(reading and has_happened and reading.on == self.today and not reading.at and not reading.repeat)

    def _may_ask(self, words: str) -> bool:
        """Whether a day in doubt was meant for something to do, so that it is worth asking which it is."""
        is_open = bool(self.capture.people) and (self.capture.talk is None or self.told.tense is Tense.OPEN)
        return is_open and not _BYGONE.search(words) and not any(not each.whom for each in self.capture.follow_ups)

    def _is_when_they_talked(self, words: str) -> bool:
        talk = self.capture.talk
        if talk is None or talk.on is not None or self.told.tense is Tense.NONE:
            return False
        ahead = self.read_day(words)
        began = _BEGAN.get(words.lower(), 24)
        is_over = self.now.astimezone(self.zone).hour >= began
        is_ahead = ahead and (ahead.on > self.today or ahead.at or ahead.repeat)
        if self.told.tense is Tense.OPEN and ((is_ahead and not is_over) or self._is_unclear(words)):
            return False
        past = self.read_day(words, past=True)
        if past is None or past.repeat or past.on > self.today:
            return False
        if past.on < self.today - _LATELY and not ahead:
            self.told.day_is_vague = True
            self.keep(words)
        elif past.on < self.today - _LATELY and self.told.tense is Tense.PAST and is_when(words):
            self.told.day_is_vague = True  # "met Jane in March"
            self.keep(words)
        elif past.on < self.today - _LATELY:
            return False
        else:
            talk.on = past.on
            self.told.day_words.append(words)
            if past.at:  # a talk has a day; its hour is for the note
                self.keep(words)
        return True

    def _may_begin(self, tokens: Sequence[str], start: int) -> bool:
        """Whether a day may begin here: "Jane January" is somebody, and so is "Tim Till"."""
        first = tokens[start]
        if start and first.lower() in _PARTS_OF_DAY and self.is_day(" ".join(tokens[start + 1 :])):
            return False  # "the quiz night yesterday"
        bare = first.strip(".,").lower()
        if start == 0 or not first.istitle():
            return bare not in ("may", "sun", "sat", "mar", "jan") or len(tokens) - start > 1 or start > 1
        return len(tokens) - start > 1 or (
            bool(re.fullmatch(r"\w*day|to\w+|[A-Z][a-z]{2}", first)) and (start > 1 or tokens[0].islower())
        )

    def _is_unclear(self, words: str) -> bool:
        """Whether it may be today, or a day ahead: "this monday" on a Monday."""
        return self._lookup(words, False) is Doubt.UNCLEAR

    def _lookup(self, words: str, past: bool) -> "Reading | Doubt | None":
        key = (words, past)
        if key not in self._days:
            self._days[key] = self._asked(words, past) if self._is_hinted(words) else None
        return self._days[key]

    def _is_hinted(self, words: str) -> bool:
        return bool(self._hint.search(words)) and not _LASTING.match(words)

    def _asked(self, words: str, past: bool) -> "Reading | Doubt | None":
        words = _JUST_NOW.get(words.lower(), words) if past else words
        try:
            return when.read(words, now=self.now, zone=self.zone, locale=self.locale, past=past)
        except errors.UnreadableDay:
            return None
        except errors.PastDay:
            return Doubt.PAST
        except errors.DayInDoubt:
            return Doubt.UNCLEAR


# A rule is told where its pattern stands, and says whether it took the piece.
Rule = Callable[[Line, re.Match[str]], bool]


def pattern(words: str) -> re.Pattern[str]:
    """A pattern in which case does not count."""
    return re.compile(words, re.IGNORECASE)
