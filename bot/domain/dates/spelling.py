"""A phrase as the tables know it: small letters, figures for numbers, and none of what only hedges.

Each line of a table is one habit of writing. What is not a date is none afterwards either: only whole phrases count.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.domain.dates import clock_words, slips
from bot.domain.dates.grammar import ANY_MONTH, compiled
from bot.domain.words import MONTHS

_ONE_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ONES, _TENS = _ONE_WORDS.split(), _TEN_WORDS.split()
_NUMBERS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_NTH = {word: n for n, word in enumerate(_ORDINAL_WORDS.split())} | {"thirtieth": 30}

_DAYPART = r"(?:morning|afternoon|evening|night)"
_ORDINAL = "(?:twenty[- ]|thirty[- ])?(?:{})".format("|".join(_NTH))

_DAYS_OF_MONTH = (
    rf"\b({ANY_MONTH} )(?:the )?({_ORDINAL})()\b",
    rf"\b()({_ORDINAL})( of (?:{ANY_MONTH}|(?:the|this|next|every|each) month)\b)",
    rf"^(the )(?!(?:second|third)$)({_ORDINAL})()$",  # "the third" of what?
)

# Habits of writing, and what stands for them in the tables. Applied in this order.
_REWRITTEN: Sequence[tuple[str, str]] = (
    (r"\b(?:o'?clock|o clock)\b", "o'clock"),
    (r"\b(?:half an hour|a half hour|half hour)\b", "30 minutes"),
    (r"\b(?:an|1) hour and a half\b", "90 minutes"),
    (r"\b(?:a )?quarter of an hour\b", "15 minutes"),
    (r"\bhalf (?:a|1) year\b|\bhalf[ -]year\b", "6 months"),
    (r"\b(?:a|1) week and a half\b", "10 days"),
    (r"\b(?:a|1) month and a half\b", "6 weeks"),
    (r"\b(?:a|1) year and a half\b", "18 months"),
    (r"\bnoon-?ish\b", "noon"),
    (r"\b(?:at |around )?(\d{1,2}(?::\d\d)?) ?-?ish\b", r"at \1"),
    (r"\b(?:end of business|close of play|end of play|eob|end of the workday|end of work)\b", "eod"),
    (r"\bfirst thing (?:in the )?morning\b|^first thing$", "in the morning"),
    (rf"^first thing (?:on )?(.+?)(?: {_DAYPART})?$", r"\1 morning"),
    (r"^(.+?),? (?:first thing|early)$", r"\1 morning"),
    (r"^early (?:on )?(tomorrow|today|\w+day|mon|tue|tues|wed|thu|thur|thurs|fri)$", r"\1 morning"),
    (r"^late (?:on )?(tomorrow|today|\w+day|mon|tue|tues|wed|thu|thur|thurs|fri)$", r"\1 late afternoon"),
    (r"^(.+[a-z]) am$", r"\1 morning"),
    (r"^(.+[a-z]) pm$", r"\1 afternoon"),
    (r"\b(?:over|in|for|within|during) the (?:next|coming) (?=\d|few|couple)", "in "),
    (r"\b(?:in|within) (?:the )?(?:next|coming) (?=week\b|month\b|year\b)", "in a "),
    (
        r"^(in|within|for|every) (?:about|around|roughly|approximately|approx|abt|say|like|maybe|another|~|a good) ?",
        r"\1 ",
    ),
    (r"^(?:\+|~ ?)(?=\d+ ?[a-z])", ""),
    (rf"^(?:every|each) ({_DAYPART})s?$", r"every day \1"),
    (r"^(?:at|by) the (?=weekend$)", ""),
    (r"^eo[wmqy] (?:of )?next (week|month|quarter|year)$", r"end of next \1"),
    (r"^(early|mid|late) (.+) (morning|afternoon|evening)$", r"\2 \1 \3"),
    (r"^end of (today|tomorrow|\w+day)$", r"\1 eod"),
    (r"\b(?:the )?(?:back|close|tail) end of\b", "end of"),
    (r"^(?:the )?following week$", "next week"),
    (r"^later (?=tonight$)", ""),
    (r"^((?:this|next) month),? on the (\d{1,2}[a-z]*)$", r"\2 of \1"),
    (r"^this time (?=tomorrow$|next week$|next month$|next year$)", ""),
    (r"\b(\d+)(?:st|nd|rd|th)? ([a-z]{3,9}) of (\d{4})\b", r"\1 \2 \3"),
)
_HEDGES_BEFORE = (
    r"(?:on or (?:around|about)|no later than|not later than|not before|not until|no sooner than"
    r"|(?:at the )?latest(?: by)?|on|by|due(?: by| on)?|until|til|till|for(?! an? | the (?:next|coming) )"
    r"|starting|as of|from(?= [a-z])|around(?= \D)"
    r"|about(?= \w+ (?:of )?(?:days?|weeks?|months?|years?|couple|few)\b)|roughly|approximately|approx|circa|again|just"
    r"|sometime|some time|any ?time|maybe|perhaps|probably|say|let's say|like|ok|okay|please|pls|how about|what about"
    r"|let's do|let's try|make it)[ ,:]+(?=\S)"
)
_HEDGES_AFTER = (
    r"[ ,]*(?:at the (?:very )?latest|latest|or so|or thereabouts|or earlier|or sooner|or later|please|pls|plz|sometime"
    r"|some time|again|maybe|perhaps|thanks|thx|if possible|ideally|\(?tbc\)?|i think|i guess|probably|ok\??)"
)
_AROUND = " !?,;:()\"'“”"
_STANDARD = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "@": " at "}
)


def plain(text: str, country: str = "") -> str:
    """A phrase (single spaces) as the tables know it."""
    phrase = unicodedata.normalize("NFC", text).translate(_STANDARD).lower()
    phrase = " ".join(phrase.rstrip(_AROUND + ".").lstrip(_AROUND).split())
    phrase = slips.righted(phrase)
    phrase = clock_words.in_figures(_figures(phrase), country)
    phrase = _unhedged(phrase)
    for pattern, instead in _REWRITTEN:
        phrase = compiled(pattern).sub(instead, phrase)
    return phrase.strip()


def is_hedge(word: str) -> bool:
    """Whether a word before a day says nothing of it ("till", "maybe")."""
    return bool(compiled(f"{_HEDGES_BEFORE}x").fullmatch(f"{word} x"))


def is_month(word: str) -> bool:
    """Whether this is a month's name."""
    return word in map(str.lower, MONTHS)


def _figures(phrase: str) -> str:
    """Figures for numbers in words; "one day" and "the one" are none."""
    if phrase == "one day" or compiled(f"the (?:{'|'.join(_NUMBERS)})").fullmatch(phrase):
        return phrase
    phrase = _ordinals(phrase)
    phrase = compiled(rf"\b({'|'.join(_TENS)})[- ]({'|'.join(_ONES[1:10])})\b").sub(_sum, phrase)
    phrase = compiled(r"\b(?:a|one) hundred\b").sub("100", phrase)
    return compiled(rf"\b(?:{'|'.join(_NUMBERS)})\b").sub(lambda found: str(_NUMBERS[found[0]]), phrase)


def _ordinals(phrase: str) -> str:
    """Figures for the days of a month in words: "december seventh", "the fifth", "first of the month"."""
    for pattern in _DAYS_OF_MONTH:
        phrase = compiled(pattern).sub(lambda found: f"{found[1]}{_nth(found[2])}{found[3]}", phrase)
    return phrase


def _nth(word: str) -> str:
    """ "21th" for "twenty-first": the tables do not mind."""
    ten, _, one = word.replace("-", " ").rpartition(" ")
    return f"{_NUMBERS.get(ten, 0) + _NTH[one]}th"


def _sum(found: re.Match[str]) -> str:
    return str(_NUMBERS[found[1]] + _NUMBERS[found[2]])


def _unhedged(phrase: str) -> str:
    """The phrase without words that only hedge; never nothing."""
    for _ in range(4):
        shorter = compiled(f"^{_HEDGES_BEFORE}").sub("", phrase, count=1)
        shorter = compiled(f"(?<=\\S){_HEDGES_AFTER}$").sub("", shorter, count=1)
        if shorter == phrase or not shorter:
            break
        phrase = shorter
    return phrase
