"""Who a line is about: their names, and what belongs to a name."""

import re

from bot.domain import names, nicknames, vocabulary
from bot.domain.captures import kin
from bot.domain.captures.line import CutOff, Day, Line, Rule, pattern
from bot.domain.captures.promises import with_next
from bot.domain.captures.signs import is_when
from bot.domain.captures.told import Tense

_AND = re.compile(r",?\s+(?:and|&|\+)\s+", re.IGNORECASE)
# In other languages it may belong to a name: "Ana Lima e João Costa", but "José Ortega y Gasset".
_ALSO_AND = re.compile(r"\s+(?:und|et|y|e)\s+")
_ABOUT = pattern(r"\s+(?:about|re:?|regarding)\s+")
_HOUR = re.compile(r"[A-Z][a-z]+(?<!day)")  # in brackets "Noon" is a company
_KIN_NEXT = pattern(r"(?:his|her|their|my) ")
_SMALL_TITLES = frozenset({"ceo", "cto", "cfo", "coo", "cmo", "vp"})
_LED_DAY = pattern(r" (?-i:on|last|this|next) [a-z]+$")  # "Jane Doe on Friday"
_LABEL = pattern(r"\s+(?:e-?mail|mail|phone|mobile|cell|tel|linkedin|twitter|website|contact)(?: is)?$")
_CHANNEL = pattern(r"linkedin|twitter|slack|instagram|facebook|whatsapp|github|discord|hinge")
_MET_NEXT = pattern(r"(?:i |we |just )*(?:met|ran into|bumped into|saw) (?-i:[^\W\d_a-z])\w+")
_ROLE = pattern(r"source|contact|lead|client|customer|supplier|vendor|candidate|prospect|tenant|donor|neighbou?r")
_DONE = pattern(r"\w+(?<![em])ed")  # "Saeed" and "Hamed" are people
_MORE = pattern(
    r" (?=(?P<how>for|on|over|during|after|before|since|while|when|because|who|which|but|around|across"
    r"|regarding|concerning|as|re|about|and (?:his|her|their|he|she|they|we|i)|he|she|they)\b)"
)


def _several(line: Line, found: re.Match[str]) -> bool:
    """ "Jane Doe and Bob Marsh", and what follows "Jane, " in "Jane, Bob and Ann"."""
    words, *about = _ABOUT.split(found[0].strip(), maxsplit=1) if line.capture.talk else [found[0].strip()]
    parts = [one for part in _AND.split(words) for one in _apart(part) if one]
    parts = [re.sub(r"^(?:and|&) | again$", "", part) for part in parts]
    goes_on = bool(line.capture.people)
    if goes_on and not _may_go_on(line, words):
        return False
    day = line.tail(parts[-1])
    if day and day.head and day.words.split()[0].islower():
        parts[-1] = day.head
    else:
        day = None
    if (len(parts) < 2 and not goes_on) or _is_firm(line, words, parts):
        return False
    more = _more_behind(parts)
    if not all(map(_is_one, parts)) or any(part.islower() and line.is_day(part) for part in parts):
        return False
    for part in parts:
        line.add_person(part)
    line.pieces[:0] = more
    if about and line.capture.talk:
        line.pieces.insert(0, f"about {about[0]}")
    if day:
        line.take_day(day)
    return True


def _more_behind(parts: list[str]) -> list[str]:
    """What stands behind the last of several names, taken off it: "Mika and Joel after TechCrunch"."""
    found = _MORE.search(parts[-1])
    if not found or found["how"].lower() not in ("after", "before", "during", "over", "who", "but"):
        return []
    more = parts[-1][found.start() :].strip()
    parts[-1] = parts[-1][: found.start()]
    return [more]


def _is_firm(line: Line, words: str, parts: list[str]) -> bool:
    """Whether two words with "&" between them are rather a company, behind somebody: "Jane Doe, Procter & Gamble"."""
    is_spoken = not line.capture.people or "&" not in words
    return not is_spoken and not any(nicknames.is_first_name(part.split()[0]) for part in parts)


def _apart(words: str) -> list[str]:
    parts = _ALSO_AND.split(words)
    return parts if all(part and nicknames.is_first_name(part.split()[0]) for part in parts) else [words]


def _may_go_on(line: Line, words: str) -> bool:
    """Whether another name may follow: where somebody was met, behind bare names or an "and"."""
    bare = not any(person.facts for person in line.capture.people)
    is_led = words.lower().startswith(("and ", "& ")) or _is_bracketed_next(line, words)
    if line.told.awaits_day and is_led and not line.capture.follow_ups:
        return True
    if line.capture.talk is None:
        parts = [line.capture.people[0].name, *_AND.split(words)]
        return (
            bare and len(parts) > 2 and all(nicknames.is_first_name(part.split()[0]) for part in parts if part.strip())
        )
    return is_led or (bare and bool(_AND.search(words)))


def _is_bracketed_next(line: Line, words: str) -> bool:
    """ "Leila Farahani (Roche), Ben Stokes (Bayer)": another name, with something in brackets behind it as well."""
    is_listed = line.told.was_bracketed and bool(line.pieces) and line.pieces[0].startswith("(")
    return is_listed and len(words.split()) > 1 and words.istitle() and not vocabulary.is_company(words)


def _is_one(name: str) -> bool:
    """Whether it is one name of several: "Sales and Marketing" is none, nor "Smith & Sons"."""
    is_titled = " " in name and vocabulary.is_title(name.split()[0])  # "Partner Li"
    return (
        vocabulary.is_name(name)
        and not is_titled
        and len(name.split()) < 5
        and not _is_post(name)
        and not vocabulary.COMPANY_LAST.fullmatch(name)
    )


def _is_post(words: str) -> bool:
    """Whether it is a post rather than somebody; "priti kapoor" only ends as one does."""
    is_named = nicknames.is_first_name(words.split()[0]) and not vocabulary.is_known_title(words)
    return vocabulary.is_title(words) and not is_named


def _name(line: Line, found: re.Match[str]) -> bool:
    """The first piece that is nothing else; a title in capitals or a day may stand at its end."""
    words = found[0].strip()
    is_lost = line.told.is_lost and not line.is_named
    if line.capture.people or is_lost or not names.clean(words):
        return False
    day = _day_behind(line, words)
    words, label = _without_label(day.head if day else words)
    head, title, company = _split_titles(line, words)
    if _is_place_first(line, head):
        return True
    if not _is_name(line, head) or not _is_likely(line, head):
        return _with_deed(line, found[0].strip()) or _with_more(line, found[0].strip())
    person = line.add_person(head)
    person.title, person.company = title, company
    line.keep_unmarked(label)
    if day:
        line.take_day(day)
    return True


def _is_name(line: Line, words: str) -> bool:
    """Whether these could be a name; where one is known to stand, its capitals don't matter ("win Butler")."""
    is_plain = not any(word.islower() and vocabulary.is_common(word) for word in words.split())  # "Jane after yoga"
    return vocabulary.is_name(words) or (line.is_named and is_plain and vocabulary.is_name(words.title()))


def _is_likely(line: Line, name: str) -> bool:
    """Whether a name in small letters may be one: said to be, or known as one."""
    if not line.is_sure_name(name) or _says_more(name):
        return False
    if line.known.is_somebody(name):
        return True
    if line.is_named:
        return not (line.capture.talk and name.islower() and vocabulary.is_title(name))  # "session with therapist"
    if _begins_with_deed(line, name) or _ROLE.fullmatch(name):
        return False
    if name.islower() and _is_told_by_rest(line, name):
        return True
    is_job = " " not in name and (name in vocabulary.INITIAL_TITLES or vocabulary.is_title(name))
    return not is_job and (not name.islower() or any(map(nicknames.is_first_name, re.split(r"[ ._-]", name))))


def _is_told_by_rest(line: Line, name: str) -> bool:
    """Whether what follows tells that two small words are somebody: "janelle whitaker, principal", an address."""
    next_one = re.split(r" (?:at|of|@|for) ", line.pieces[0].lstrip("( "), maxsplit=1)[0] if line.pieces else ""
    is_pair = len(name.split()) == 2 and not vocabulary.is_known_title(name)
    return is_pair and (vocabulary.is_known_title(next_one) or any(word in line.mailboxes for word in name.split()))


def _begins_with_deed(line: Line, name: str) -> bool:
    """Whether it begins with what the member did: "Applied", in "Applied at Sysco", "Hired Ana Silva"."""
    first, *more = name.split()
    is_alone = not more and bool(line.pieces) and isinstance(line.pieces[0], CutOff)
    is_deed = bool(_DONE.fullmatch(first)) and not nicknames.is_first_name(first)
    return is_deed and (is_alone or (bool(more) and nicknames.is_first_name(more[0])))


def _says_more(name: str) -> bool:
    """Whether small letters have more in them than a name: "lena hart stripe risk lead"."""
    tokens = name.split()
    is_long = sum(not vocabulary.is_particle(token) for token in tokens) > 2
    return name.islower() and is_long and (any(map(vocabulary.is_firm, tokens)) or vocabulary.is_title(tokens[-1]))


def _with_deed(line: Line, words: str) -> bool:
    """ "Paula Jones helped me with the visa": the name, and the rest is read as if it came later."""
    parts = vocabulary.starts_with_name(words)
    if not parts or line.is_named:
        return False
    line.add_person(parts[0])
    line.pieces.insert(0, parts[1])
    return True


def _with_more(line: Line, words: str) -> bool:
    """ "Kelly Tran for the role today", where a name is known to stand: the name, and the rest is read behind it."""
    found = _MORE.search(words)
    parts = (words[: found.start()], words[found.end() :]) if found else _capitals(line, words)
    if not line.is_named or not parts or not vocabulary.is_name(parts[0]) or not line.is_sure_name(parts[0]):
        return False
    line.add_person(parts[0])
    line.pieces.insert(0, _with_its_firm(line, parts[1]))
    return True


def _with_its_firm(line: Line, words: str) -> str:
    """ "the new CTO", of "met Ana the new CTO at Acme": with where that is."""
    is_post = words.startswith(("the ", "our ", "their ")) and vocabulary.is_known_title(words)
    is_at = bool(line.pieces) and isinstance(line.pieces[0], CutOff) and line.pieces[0].startswith(("at ", "of "))
    if not is_post or not is_at or vocabulary.is_event(line.pieces[0]):
        return words
    return f"{words} {line.pieces.pop(0)}"


def _capitals(line: Line, words: str) -> tuple[str, str] | None:
    """The capitals that words begin with, if they are surely a name, and what is behind them."""
    tokens = words.split()
    count = next((place for place, token in enumerate(tokens) if not token[:1].isupper()), len(tokens))
    name = " ".join(tokens[:count])
    if tokens[min(count, len(tokens) - 1)] in ("and", "&", "+") and not _goes_on_telling(tokens[count + 1 :]):
        return None  # "Kit and Caboodle"
    is_sure = count > 1 or (count == 1 and (nicknames.is_first_name(name) or line.known.is_somebody(name)))
    return (name, " ".join(tokens[count:])) if is_sure and count < min(len(tokens), 5) else None


def _goes_on_telling(tokens: list[str]) -> bool:
    """Whether what stands behind "Jane and" is no other name: "her sister", "forgot his card"."""
    if not tokens or nicknames.is_first_name(tokens[0]):
        return False
    first = tokens[0]
    return bool(_KIN_NEXT.match(" ".join(tokens))) or (
        first.islower() and (vocabulary.is_common(first) or vocabulary.is_verb(first))
    )


def _day_behind(line: Line, words: str) -> Day | None:
    """The day behind a name: "Wei Sun" and "Robinson Friday" are people; "Jane friday" is not."""
    *first, last = words.split()
    if line.capture.talk and _is_weekday_behind(first, last):
        return Day(" ".join(first), line.read_day(last), last)
    is_like_a_day = (len(last) > 2 or last[0].isdecimal()) and (
        last.islower() or last[0].isdecimal() or last[-1].isdecimal() or last.isupper()
    )
    if not (is_like_a_day or _LED_DAY.search(words)) or vocabulary.NAME_ENDS.fullmatch(last):
        return None
    day = line.tail(words)
    return day if day and day.head else None


def _is_weekday_behind(name: list[str], last: str) -> bool:
    """Whether a weekday with a capital stands behind a whole name: "met Pastor Greene Sunday", "met Jane Tuesday"."""
    is_whole = len(name) > 1 or (bool(name) and nicknames.is_first_name(name[0]))
    return last.istitle() and vocabulary.is_weekday(last) and is_whole and all(word[0].isupper() for word in name)


def _without_label(words: str) -> tuple[str, str]:
    """ "Jane Doe email", in front of her address."""
    found = _LABEL.search(words)
    return (words[: found.start()], found[0].strip()) if found and found.start() else (words, "")


def _is_place_first(line: Line, words: str) -> bool:
    """Whether the place stands before the name: "PyCon - met Jane Doe"."""
    found = _MET_NEXT.match(line.pieces[0]) if line.pieces else None
    if _CHANNEL.fullmatch(words) and line.pieces and not line.is_named:
        line.told.where_met = words
        return True
    if _is_event_first(line, words):
        return True
    if not found or line.is_named or len(words.split()) > 1 or nicknames.is_first_name(words):
        return False
    line.told.where_met = words
    return True


def _is_event_first(line: Line, words: str) -> bool:
    """ "trade fair in Atlanta: met Corinne"."""
    is_event = vocabulary.is_event(re.split(r" (?:in|at) ", words, maxsplit=1)[0])
    if line.is_named or not is_event or not line.pieces or not _MET_NEXT.match(line.pieces[0]):
        return False
    line.told.where_met = words
    return True


def _split_titles(line: Line, words: str) -> tuple[str, str | None, str | None]:
    """ "Jane Doe CTO Acme", "jane doe acme corp", "Jane Doe Acme"."""
    tokens = words.split()
    titles = vocabulary.INITIAL_TITLES | _SMALL_TITLES if words.islower() else vocabulary.INITIAL_TITLES
    place = next((place for place, word in enumerate(tokens) if place and word in titles), 0)
    if place and not (tokens[place] == "MD" and place == len(tokens) - 1):
        rest = tokens[place + 1 :]
        of = next((at for at, word in enumerate(rest) if word.lower() not in vocabulary.FUNCTIONS), len(rest))
        if of == len(rest) or (of and not vocabulary.is_company(" ".join(rest[of:]))):
            return " ".join(tokens[:place]), " ".join(tokens[place:]), None
        place, rest, title = place, rest[of:], " ".join(tokens[place : place + 1 + of])
        if vocabulary.is_company(" ".join(rest)):
            return " ".join(tokens[:place]), title, " ".join(rest)
    if len(tokens) > 3 and vocabulary.COMPANY_ENDS.fullmatch(tokens[-1]) and tokens[-1].lower() not in ("as", "co"):
        return " ".join(tokens[:-2]), None, " ".join(tokens[-2:])
    for count in range(1, len(tokens) - 1) if not line.known.is_somebody(words) else ():
        if len(tokens) - count < 3 and line.known.is_company(" ".join(tokens[-count:])):
            return " ".join(tokens[:-count]), None, " ".join(tokens[-count:])
    if len(tokens) > 2 and vocabulary.is_firm(tokens[-1]):
        return " ".join(tokens[:-1]), None, tokens[-1]
    return words, None, None


def _turned(line: Line, found: re.Match[str]) -> bool:
    """ "Doe, Jane" is Jane Doe, once something else is said."""
    surname, first = found["words"], line.pieces[0] if line.pieces else ""
    fits = re.fullmatch(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?", surname) and re.fullmatch(
        r"[^\W\d_][\w'’-]+(?: [^\W\d_]\.?)?", first
    )
    if line.capture.people or line.is_named or not fits or not line.pieces or not _is_surname(line, surname, first):
        return False
    line.pieces.pop(0)
    line.add_person(f"{first} {surname}")
    return True


def _is_surname(line: Line, surname: str, first: str) -> bool:
    """Whether two single words, each capitalised, are a name turned round; "Jane, Acme, CTO" is not."""
    return (
        surname[0].isupper()
        and not vocabulary.is_talk(surname.split()[0])
        and first[0].isupper()
        and nicknames.is_first_name(first.split()[0])
        and not any(map(nicknames.is_first_name, surname.split()))
    )


def _end_of_name(line: Line, found: re.Match[str]) -> bool:
    """ "Jane Doe, PhD" and "Smith & Sons, Inc."."""
    person, words = line.person, found[0]
    if not person:
        return False
    if person.company and words != "as" and vocabulary.COMPANY_ENDS.fullmatch(words):
        person.company = f"{person.company}, {words}"
    elif not person.company and not person.title and vocabulary.NAME_ENDS.fullmatch(words):
        person.name = f"{person.name}, {words}"
        line.told.last = person.name
    else:
        return False
    return True


def _day(line: Line, found: re.Match[str]) -> bool:
    """A day by itself; said of a meeting ("on friday") it is when that was."""
    words = found["words"]
    if not line.is_day(words) or (line.is_bracketed and _HOUR.fullmatch(words)):
        return False
    day = with_next(line, words) or Day("", line.read_day(words), words)
    has_passed = line.told.tense is not Tense.NONE and not line.read_day(words) and line.read_day(words, past=True)
    line.take_day(day, is_promise=line.told.tense is not Tense.OPEN and not is_when(words) and not has_passed)
    return True


def _day_told(line: Line, found: re.Match[str]) -> bool:
    """ "on Friday and got no answer": when they talked, and what else is told."""
    is_told = line.capture.talk is not None and line.capture.talk.on is None and bool(line.capture.people)
    if not is_told or not is_when(found["words"]) or line.has_day_to_come(found["rest"]):
        return False
    if not line.read_day(found["words"], past=True):
        return False
    line.pieces[:0] = [found["words"], found["rest"]]
    return True


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [
        (pattern(r"(?P<words>.+)"), _turned),
        *kin.rules(),
        (pattern(r".+"), _several),
        (pattern(r".+"), _name),
        (pattern(r".+"), _end_of_name),
    ]


def day_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """A day that stands alone."""
    return [
        (pattern(r"(?P<words>.+)"), _day),
        (pattern(r"(?P<words>.{3,20}?) (?P<rest>(?:and|but|so|because|which|where|who|that) \D+)"), _day_told),
    ]
