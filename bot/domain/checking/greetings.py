"""Whether a message greets whom it is to. Nicknames and other spellings of their name are theirs too."""

import re
from collections.abc import Iterator

from bot.domain import names
from bot.domain.checking import lexicon
from bot.domain.checking.findings import Case, Finding, Known, Rule
from bot.domain.checking.prose import Greeting, word_key

_ENDEARMENT = re.compile(
    r"(?:ek|ka|ko|cia|ia|io|i|us|u[sś]|[sz]ia|usia|usha|enka|chen|lein|[bfglmnpt]?(?:y|ie|i|li)|it[ao]|inh[ao]|in[ao]|"
    r"ett?e|ou|s|z|x|oula|akis|cek|[cč]ka|sza|uta|xu)$"
)
_WHOLE = 5  # letters: so long a name is hardly short for another
_NEAR = 0.7  # of 1: a slip of the keyboard in a name


def check(case: Case) -> Iterator[Finding]:
    """A greeting of somebody else, or of a name misspelt."""
    greeting = case.prose.greeting
    if greeting is None or not greeting.name:
        return
    called = [
        word
        for word in re.findall(r"[^\s&]+", greeting.name)
        if word_key(word.strip(".")) not in lexicon.listed("address")
    ]
    bare = [word for word in called if word_key(word.strip(".")) not in lexicon.listed("titles")]
    if not bare or any(is_theirs(word, case.known) and not _is_rather(word, case) for word in bare):
        return
    if not greeting.has_word and not _is_a_name(word_key(bare[0]), case):
        return
    yield from _somebody_else(case, greeting, called, bare)


def is_theirs(word: str, known: Known) -> bool:
    """Whether a word of a greeting is a form of the addressee's name."""
    return _is_listed(word, known) or any(_is_short_for(part, _keys(known)) for part in _parts(word))


def _is_listed(word: str, known: Known) -> bool:
    """Whether it is one of their names, a form of one that is known, or their initials."""
    mine = {_folded(form) for key in _keys(known) for form in lexicon.forms(key)}
    return any(_folded(part) in mine for part in _parts(word)) or _is_initials(word, _tokens(known))


def _is_rather(word: str, case: Case) -> bool:
    """Whether somebody else in the book has just this first name, and it only looks like one of theirs."""
    key = word_key(word.strip("."))
    others = [named for named in case.people.get(key, ()) if named.name_key.split()[0] == key]
    return bool(others) and not _is_listed(word, case.known)


def _tokens(known: Known) -> list[str]:
    return known.contact.name.replace("-", " ").split()


def _keys(known: Known) -> set[str]:
    return {key for token in _tokens(known) for key in names.key(token).split()}


def _parts(word: str) -> list[str]:
    wanted = names.key(word.strip("."))
    return wanted.split() or [wanted]


def _somebody_else(case: Case, greeting: Greeting, called: list[str], bare: list[str]) -> Iterator[Finding]:
    key = word_key(bare[0])
    is_name = _is_a_name(key, case)
    own = names.key(case.known.contact.name).split()
    is_slip = not case.people.get(key) and any(_is_near(key, token) for token in own)
    if bare[0].islower() and not is_name:
        return
    words = " ".join(called)
    start = case.text.find(words, greeting.start)
    if start < 0:
        words, start = greeting.name, greeting.start
    first = case.known.first
    why = f"You have them as {first}." if is_slip else f"This one is to {first}."
    sure = is_name and not is_slip and not is_theirs(bare[0], case.known)
    yield Finding(Rule.GREETING, why, words, start, first, sure=sure)


def _is_a_name(key: str, case: Case) -> bool:
    """Whether a word is the first or last name of somebody in the book, or known as a first name."""
    return bool(case.people.get(key)) or lexicon.is_first_name(key)


def _is_short_for(part: str, keys: set[str]) -> bool:
    """ "Alex" is Alexandra, and Alexandra is Alex; "Tomek" is Tomasz, and "Sbu" is Sibusiso."""
    return any(_begins(part, key) or _is_pet_name(part, key) for key in keys)


def _begins(part: str, key: str) -> bool:
    """Whether one is the beginning of the other; but Julia is not Julian."""
    if key.startswith(part):
        is_another = lexicon.is_first_name(part) and len(part) >= _WHOLE and 0 < len(key) - len(part) <= 2
        return not is_another and len(part) > 2
    return 2 < len(key) < _WHOLE and part.startswith(key)


def _is_pet_name(part: str, key: str) -> bool:
    """Whether it is the beginning of a name with an ending of endearment, or a few of its letters in their order."""
    if len(part) == 2 and key.startswith(part):  # "Mo" is Moira
        return True
    if lexicon.is_first_name(part):
        return False
    ending = _ENDEARMENT.search(part, 3)
    if ending and key.startswith(part[: ending.start()]):
        return True
    letters = iter(key)
    return len(part) in (2, 3) and part[0] == key[:1] and all(letter in letters for letter in part)


def _is_initials(word: str, tokens: list[str]) -> bool:
    letters = word.replace(".", "")
    return letters.isupper() and letters == "".join(token[0].upper() for token in tokens)[: len(letters)]


def _folded(key: str) -> str:
    """As German umlauts are also written: "schaefer" is "schafer"."""
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _is_near(key: str, token: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(key, token) >= _NEAR
