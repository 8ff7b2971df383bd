"""Somebody named behind what they are, where a name is known to stand: "the CFO of Ocado, Philippa Grant"."""

import re

from bot.domain import nicknames, vocabulary
from bot.domain.captures.line import CutOff, Line, Rule, pattern
from bot.domain.captures.sharing import without_day

_OF = pattern(r"(?:of|at|from|@) ")
_PLACED = pattern(r"(?:in|on|during) ")
# Whose boss or lawyer somebody is tells nothing of where they work.
_PERSONAL = pattern(
    r".*\b(?:lawyer|doctor|dentist|accountant|assistant|coach|teacher|therapist|nurse|broker|trainer|tutor|realtor"
    r"|agent|partner|friend|boss|colleague|manager)s?"
)


def _post_first(line: Line, found: re.Match[str]) -> bool:
    """ "the CFO of Ocado, Philippa Grant": the name comes next, and what they are behind it."""
    title, more = found["title"], list[str]()
    if not line.is_named or line.capture.people or not vocabulary.is_known_title(title) or _PERSONAL.fullmatch(title):
        return False
    if line.pieces and isinstance(line.pieces[0], CutOff) and _OF.match(line.pieces[0]):
        more = [line.pieces[0]]
    place = line.pieces[:1] if not more and line.pieces and _PLACED.match(line.pieces[0]) else []
    behind = line.pieces[len(more) + len(place) :]
    if not behind or isinstance(behind[0], CutOff) or not _begins_with_name(behind[0]):
        return False
    line.pieces[:] = behind[1:]
    return line.go_on_with(behind[0], _as_role(" ".join([title, *more])), *place)


def _post_is(line: Line, found: re.Match[str]) -> bool:
    """ "press officer at Northgate Hospital is Colin Frye"."""
    title, name = found["title"], found["name"]
    fits = _is_sure_title(title) and not _PERSONAL.fullmatch(title)
    if line.capture.people or not fits or not vocabulary.is_company(found["company"]) or not _begins_with_name(name):
        return False
    return line.go_on_with(name, f"{title} at {found['company']}")


def _as_role(words: str) -> str:
    """ "CFO of Ocado" as "CFO at Ocado"; "head of design at Bosch" as it is."""
    return words if " at " in words or "@" in words else re.sub(r" (?:of|from) (?=[^\W\d_a-z])", " at ", words, count=1)


def _titled(line: Line, found: re.Match[str]) -> bool:
    """ "CEO Jane Doe"."""
    if not line.is_named or line.capture.people or found["title"] not in vocabulary.INITIAL_TITLES:
        return False
    tokens = found["name"].split()
    count = next((place for place, word in enumerate(tokens) if word.lower() not in vocabulary.FUNCTIONS), 0)
    name = " ".join(tokens[count:])
    if not _begins_with_name(name):
        return False
    return line.go_on_with(name, " ".join([found["title"], *tokens[:count]]))  # "VP Sales"


def _begins_with_name(words: str) -> bool:
    """Whether the capitals that words begin with are surely somebody's name."""
    name = re.match(r"(?:[^\W\d_a-z][\w.'’-]* ?)+", words)
    tokens = name[0].split() if name else []
    is_sure = len(tokens) > 1 or (bool(tokens) and nicknames.is_first_name(tokens[0]))
    said = " ".join(tokens)
    return is_sure and vocabulary.is_name(said) and not vocabulary.is_title(said)


def _small_title(line: Line, found: re.Match[str]) -> bool:
    """ "met bassist Lester Oyelaran"."""
    title, name = found["title"], found["name"]
    is_sure = line.is_named or not (line.capture.talk or _PERSONAL.fullmatch(title))
    if not is_sure or line.capture.people or not _is_small_title(title) or not _begins_with_name(name):
        return False
    line.keep("new" if "new " in (found["which"] or "").lower() else None)
    return line.go_on_with(name, title)


def _the(line: Line, found: re.Match[str]) -> bool:
    """ "met Gio the florist": who somebody is, by what they do."""
    name, title = found["name"], without_day(line, found["title"])
    fits = vocabulary.is_name(name) and not vocabulary.is_common(name.lower()) and _is_small_title(title)
    is_sure = line.is_named or (name[0].isupper() and nicknames.is_first_name(name.split()[0]))
    if not is_sure or line.capture.people or not fits:
        return False
    line.add_person(name).title = title
    return True


def _is_small_title(title: str) -> bool:
    return title.islower() and _is_sure_title(title)


def _is_sure_title(title: str) -> bool:
    return vocabulary.is_known_title(title) and vocabulary.is_title(title)


def _of_company(line: Line, found: re.Match[str]) -> bool:
    """ "Unilever's Gavin Thorpe", "Bosch's procurement lead Hugo Almeida"."""
    company, title, name = found["company"], found["title"].strip(), found["name"]
    is_theirs = nicknames.is_first_name(company.split()[0]) or line.known.is_somebody(company)
    if not line.is_named or line.capture.people or (is_theirs and not line.known.is_company(company)):
        return False
    if title and (not vocabulary.is_known_title(title) or _PERSONAL.fullmatch(title)):
        return False
    if vocabulary.owns_its_s(company):  # "McDonald's"
        company = f"{company}'s"
    if not _begins_with_name(name) or not vocabulary.is_company(company):
        return False
    return line.go_on_with(name, f"{title} at {company}" if title else f"works at {company}")


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    capital = r"(?-i:[^\W\d_a-z])"
    return [
        (pattern(r"(?:the|an?|their|our|its) (?P<title>.+)"), _post_first),
        (
            pattern(
                rf"(?:the |their |our )?(?P<title>.+?) (?:at|of|for|@) (?P<company>{capital}.+?) is (?:now )?"
                rf"(?P<name>{capital}.+)"
            ),
            _post_is,
        ),
        (
            pattern(
                r"(?P<which>(?:(?:the|an?|our|their|new) )*)(?P<title>(?-i:(?:[a-z][\w-]* ){0,2}[a-z][\w-]*))"
                rf" (?P<name>{capital}.+)"
            ),
            _small_title,
        ),
        (pattern(r"(?P<name>\w[\w'’-]*(?: \w[\w'’-]*)?) the (?P<title>.+)"), _the),
        (pattern(rf"(?P<title>(?-i:[A-Z]+)) (?P<name>{capital}.+)"), _titled),
        (
            pattern(
                rf"(?P<company>{capital}[\w.]*(?: (?:(?:&|and|of) )?{capital}[\w.]*){{0,3}})['’]s "
                rf"(?P<title>(?:(?-i:[a-z][\w-]*|[A-Z]{{2,4}}) ){{0,4}}?)(?P<name>{capital}[\w.'’-]+ .+|{capital}\w+)"
            ),
            _of_company,
        ),
    ]
