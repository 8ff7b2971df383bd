"""People's names: how they are tidied, compared and found. Any script is as good as another."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import errors
from bot.domain import nicknames
from bot.domain.model import Named

NAME_LIMIT = 120
NEAR_LIMIT = 5

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev", "herr", "frau"}
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“", "`": "`"}
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´′＇"))
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# Letters small, apostrophes gone, a space for all that is neither letter nor digit.
_ASCII = {place: chr(place).lower() if chr(place).isalnum() else " " for place in range(128)} | {39: None, 96: None}
# Format characters that belong to how a name is written: ZWNJ and ZWJ (Persian, Indic, emoji).
_JOINERS = "\u200c\u200d"
# Characters with a name of their own, but nothing to see.
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"), " ")
_FLAG_TAGS = range(0xE0020, 0xE0080)

_WHOLE_CUTOFF = 80  # of 100, whole names
_TOKEN_CUTOFF = 0.66  # one slip in three letters ("Ana", "Ann"), or two letters swapped in four ("Jnae")


def clean(name: str) -> str:
    """The name as it is kept: one line, single spaces, nothing invisible, no wrapping quotes, no stray comma.

    Control characters and those that override the direction of writing go, since they let one name pass for
    another; letters, accents and emoji of any script stay. Without anything to see it comes out empty.
    """
    spaced = "".join(_kept(char) for char in unicodedata.normalize("NFC", name).translate(_BLANK))
    text = " ".join(spaced.split()).strip(", ")
    while len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        text = text[1:-1].strip(", ")
    return text if any(map(_is_visible, text)) else ""


def checked(name: str) -> str:
    """The name, clean.

    Raises:
        NameMissing: nothing is left of it.
        NameTooLong: it has more than `NAME_LIMIT` characters.
    """
    text = clean(name)
    if not text:
        raise errors.NameMissing(field="name")
    if len(text) > NAME_LIMIT:
        raise errors.NameTooLong(length=len(text), limit=NAME_LIMIT, field="name")
    return text


def key(name: str) -> str:
    """What two spellings of one name have in common; empty only if the name is.

    Case, accents, apostrophes, punctuation and width do not count: "Siân O’Neill-Röß" is "sian oneill ross".
    A name without any letter or digit (an emoji) is its own key.
    """
    if name.isascii() and (bare := " ".join(name.translate(_ASCII).split())):
        return bare  # the same, sooner
    plain = _folded(name.translate(_APOSTROPHES)).translate(_APOSTROPHES).translate(_PLAIN)
    letters = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in plain)
    if any(map(str.isalnum, letters)):
        return unicodedata.normalize("NFC", " ".join(letters.split()))
    return _folded(clean(name)).strip(" ,'\"") or clean(name)


def first(name: str) -> str:
    """What to call somebody: "Dr. Jane Doe" is "Jane", a name of one word is that word.

    A title before a single name stays ("Prof. Smith" is not called "Smith"), and so do initials up to the
    first written-out name ("J. Edgar").
    """
    words = clean(name).split(" ")
    named = list(words)
    while len(named) > 1 and named[0].rstrip(".").casefold() in _TITLES:
        named.pop(0)
    if len(named) == 1:
        return " ".join(words).rstrip(",")
    end = next((place for place, word in enumerate(named, 1) if not _is_initial(word)), len(named))
    return " ".join(named[:end]).rstrip(",")


@dataclass(frozen=True)
class Match:
    """Whom a text may mean: ids of contacts, each in one group only, best first."""

    exact: list[int]  # the same name
    likely: list[int]  # every word is one of theirs, or the beginning of one
    near: list[int]  # a slip of the keyboard away; at most `NEAR_LIMIT`


def match(text: str, everybody: Sequence[Named]) -> Match:
    """Who in the book goes by this name, or part of it, or nearly."""
    wanted = key(text)
    if not wanted:
        return Match([], [], [])
    exact = [named.id for named in everybody if named.name_key == wanted]
    likely = _likely(wanted, everybody)
    near = [everybody[place].id for place in _near(wanted, [named.name_key for named in everybody])]
    return Match(exact, _without(likely, exact), _without(near, [*exact, *likely])[:NEAR_LIMIT])


def meant(text: str, everybody: Sequence[Named]) -> list[int]:
    """Whom a name means beyond doubt, but for how many there are: ids of those called so.

    Somebody is called by the full name, by it with a short form of the first ("Bob Marsh" for Robert), by the first
    name or its short form alone, or by the surname. Each of these counts only where the one before finds nobody.
    """
    wanted = _untitled(key(text))
    found = [named.id for named in everybody if _untitled(named.name_key) == wanted]
    if found or not wanted:
        return found
    for fits in (_by_first, _by_short, _by_surname):
        if found := [named.id for named in everybody if fits(wanted, _untitled(named.name_key))]:
            return found
    return []


def _untitled(name_key: str) -> list[str]:
    tokens = name_key.split()
    return tokens[1:] if len(tokens) > 1 and tokens[0] in _TITLES else tokens


def _by_first(wanted: list[str], have: list[str]) -> bool:
    return len(wanted) == 1 and have[:1] == wanted


def _by_short(wanted: list[str], have: list[str]) -> bool:
    same_rest = len(wanted) == 1 or wanted[1:] == have[1:]
    return same_rest and bool(have) and nicknames.same(wanted[0], have[0])


def _by_surname(wanted: list[str], have: list[str]) -> bool:
    return len(wanted) == 1 and have[-1:] == wanted


def _kept(char: str) -> str:
    """The character, a space for white space and line breaks, nothing for what must not be in a name."""
    if char.isspace():
        return " "
    unwanted = unicodedata.category(char) in ("Cc", "Cf", "Cs")
    return "" if unwanted and char not in _JOINERS and ord(char) not in _FLAG_TAGS else char


def _is_visible(char: str) -> bool:
    """Whether there is something to see; unassigned characters are emoji newer than this Python."""
    return unicodedata.category(char) not in ("Zs", "Cf", "Mn", "Me")


def _folded(text: str) -> str:
    """Without accents, case and width."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", "".join(char for char in apart if not _is_accent(char)))


def _is_accent(char: str) -> bool:
    """Whether it may be left out in writing: accents, Hebrew and Arabic points, strokes through a letter.

    By canonical combining class; those left alone (kana voicing 8, viramas 9, Thai and Lao tones) tell names
    apart.
    """
    rank = unicodedata.combining(char)
    return rank == 1 or 10 <= rank <= 36 or rank >= 200


def _is_initial(word: str) -> bool:
    """Whether it is "J." or "J"; scripts without capitals have names of one character."""
    return len(word.rstrip(".")) == 1 and word[0].isupper()


def _likely(wanted: str, everybody: Sequence[Named]) -> list[int]:
    """Ids whose names have every wanted word, whole or begun; those with all words whole first."""
    tokens = [f" {token}" for token in wanted.split()]
    if all(len(token) < 3 and token.isascii() for token in tokens):
        return _with_all([f"{token} " for token in tokens], everybody)  # one letter begins too many names
    begun = [named for named in everybody if all(token in f" {named.name_key}" for token in tokens)]
    whole = _with_all([f"{token} " for token in tokens], begun)
    return whole + _without([named.id for named in begun], whole)


def _with_all(parts: Sequence[str], everybody: Iterable[Named]) -> list[int]:
    """Ids whose spaced keys contain every part."""
    return [named.id for named in everybody if all(part in f" {named.name_key} " for part in parts)]


def near(text: str, keys: Sequence[str]) -> list[str]:
    """Which of the names (their keys) are a slip of the keyboard away, best first; at most `NEAR_LIMIT`."""
    wanted = key(text)
    return list(dict.fromkeys(keys[place] for place in _near(wanted, keys)))[:NEAR_LIMIT] if wanted else []


def _near(wanted: str, keys: Sequence[str]) -> list[int]:
    """The places of the most similar names: as wholes, or word by word."""
    if len(wanted) > 2 * NAME_LIMIT:
        return []
    scores = _near_wholes(wanted, keys)
    for place, score in _near_words(wanted.split(), keys).items():
        scores[place] = max(score, scores.get(place, 0.0))
    return sorted(scores, key=lambda place: (-scores[place], keys[place]))


def _near_wholes(wanted: str, keys: Sequence[str]) -> dict[int, float]:
    """The places of names whose whole key is similar, with scores up to 1."""
    from rapidfuzz import fuzz, process

    found = process.extract(wanted, keys, scorer=fuzz.ratio, score_cutoff=_WHOLE_CUTOFF, limit=50)
    return {place: score / 100 for _, score, place in found}


def _near_words(tokens: Sequence[str], keys: Sequence[str]) -> dict[int, float]:
    """The places of names that have something similar for each word, with the mean of the words' scores."""
    vocabulary = list(set(" ".join(keys).split()))
    similar = [_similar(token, vocabulary) for token in tokens]
    if not all(similar):
        return {}
    rarest = min(similar, key=len)
    mean: dict[int, float] = {}
    for place, name_key in enumerate(keys):
        words = name_key.split()
        if rarest.keys().isdisjoint(words):
            continue
        best = [max((scores.get(word, 0.0) for word in words), default=0.0) for scores in similar]
        if all(best):
            mean[place] = sum(best) / len(best)
    return mean


def _similar(token: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The words similar to `token`, with their scores."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(token, vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_TOKEN_CUTOFF, limit=50)
    # "de" is a slip away from too much, and slips of the first letter are rare.
    return {
        word: score - (0.01 if word[0] != token[0] else 0)
        for word, score, _ in found
        if len(word) >= 3 or word == token
    }


def _without(ids: Iterable[int], others: Iterable[int]) -> list[int]:
    """The ids that are not among the others, in their order."""
    gone = set(others)
    return [each for each in ids if each not in gone]
