"""What people do, and for whom."""

import re

from bot.domain import nicknames, places, vocabulary
from bot.domain.captures.facts import Person
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.captures.sharing import SOME_PLACE, fits_company, note, set_company, set_place, without_day

_SENTENCE = pattern(
    r".*\b(?:is|was|has|he['’]?s|she['’]?s|they['’]re|leaving|starts?|decides?|had|her|his|my|their|needs?|wants?"
    r"|likes?|loves?|knows?|will|who|an?|the|said|says|told"
    r"|not|met|moved|left|joined|started|runs?|if|when|that|be|are)\b.*"
)
_HE_IS = (
    r"(?:(?:both|all|all of them|both of them) )?(?:(?:who|he|she|they)(?:['’]s|['’]re| is| are| was)? )?(?:(?:now"
    r"|currently|just|also|recently|still|already|is|was|became|becomes|as) )*(?:(?:an?|the|our|my|(?-i:new)) )*"
)
_OF_FIRM = pattern(r"(?!(?:deputy|acting|interim|former|assistant|fractional) )\S+ c[efimoprst]o")
_DEED = pattern(
    r"(?:works?|teach(?:es)?|stud(?:y|ies|ied|ying)|interns?|volunteers?|started|starts|now|back|again|still"
    r"|based|ex|was|is)(?: \w+)?"
)
_WAS = pattern(r".*\b(?:was|were) (?:at|with|for) ")  # they are elsewhere now, or it says where they met
_NO_JOB = pattern(
    r"(?:main |new |old |best |key )*(?:contact|friend|buddy|colleague|counterpart|person|guy"
    r"|connection|lead)s?"
)
_RANK = pattern(r"(?:.* )?(?:[sea]?vp|vice president|director|head|manager|lead|partner|president|officer|principal)")
_WAY = pattern(r"zoom|slack|teams|skype|linkedin|twitter|whatsapp|github|phone|facetime")
_LINKED = pattern(r"\b(?:at|by|from|with|via|bei|thanks|chez|en|i|we|me)\b|@")


def _from(line: Line, found: re.Match[str]) -> bool:
    """ "from Acme", "works at Acme", "now at Acme"."""
    words = without_day(line, found["company"])
    if _is_beside(found[0], words) or _WAS.match(found[0]):
        return False
    if SOME_PLACE.match(words) and words.partition(" ")[2].islower() and found[0].lower().startswith("from"):
        return vocabulary.is_event(words) and set_place(line, words)
    if not fits_company(words):
        return False
    return set_company(line, words)


def _is_beside(said: str, words: str) -> bool:
    """Whether it is somebody they work with: "works with Jonas Weber"."""
    tokens = words.split()
    is_name = nicknames.is_first_name(tokens[0]) and len(tokens) > 1 and tokens[1][0].isupper() if tokens else False
    return (
        is_name
        and bool(re.match(r".*\bwith ", said, re.IGNORECASE))
        and not vocabulary.COMPANY_LAST.fullmatch(tokens[-1])
    )


def _role(line: Line, found: re.Match[str]) -> bool:
    """ "CTO at Acme", "CEO of Acme", "runs growth at Initech"."""
    person, title = line.person, found["title"].strip()
    if person and person.company and person.company == line.told.company_at and not line.told.where_met:
        person.company, line.told.where_met = None, person.company  # "chatting with Jane at PyCon, CEO of Acme"
    if not person or person.company or (person.title and not _may_rank(person, title)) or not _fits_title(title):
        return False
    company = without_day(line, found["company"])
    if not company or not fits_company(company) or company.split()[0].lower() in vocabulary.FUNCTIONS:
        return False
    if _DEED.fullmatch(title):
        return False
    if _NO_JOB.fullmatch(title):
        line.keep(title)
    else:
        person.title = f"{person.title}, {title}" if person.title else title
    return set_company(line, company)


def _more_title(line: Line, words: str) -> bool:
    """ "Senior Director, Marketing": what somebody directs, behind the comma."""
    if not line.person or not _may_rank(line.person, words):
        return False
    line.person.title = f"{line.person.title}, {words}"
    return True


def _may_rank(person: Person, words: str) -> bool:
    """Whether words are what somebody of a rank has the rank of: "VP, Sales"."""
    is_rank = bool(person.title and _RANK.fullmatch(person.title))
    return is_rank and words[:1].isupper() and vocabulary.is_department(words)


def _fits_title(title: str) -> bool:
    if vocabulary.is_title(title):
        return len(title.split()) <= 7 and not _LINKED.search(title.split(" of ")[0])
    is_plain = (
        len(title.split()) <= 2
        and not re.search(r"['’]s\b", title)
        and not _SENTENCE.fullmatch(title)
        and not _LINKED.search(title)
    )
    if title[0].isdecimal():  # "5 yrs at Figma"
        return False
    is_deed = title.islower() and vocabulary.is_verb(title.split()[0])  # "interned"
    return is_plain and not is_deed and not vocabulary.is_common(title.split()[0]) and not vocabulary.is_doing(title)


def _runs(line: Line, found: re.Match[str]) -> bool:
    """ "runs growth at Initech": the company, and what they do there as a note."""
    if not line.person or line.person.company or not set_company(line, without_day(line, found["company"])):
        return False
    return note(line, found[0])


def _works_as(line: Line, found: re.Match[str]) -> bool:
    """ "works at Acme as a product manager", "as VP"."""
    if not line.person or line.person.title or len(found["title"].split()) > 6:
        return False
    line.person.title = found["title"]
    return True


def _guess(line: Line, found: re.Match[str]) -> bool:
    """A title or a company without any word to say which; where it is neither, nothing is taken off it."""
    pieces, noted = list(line.pieces), line.capture.note
    if _is_guessed(line, found):
        return True
    line.pieces[:], line.capture.note = pieces, noted
    return False


def _is_guessed(line: Line, found: re.Match[str]) -> bool:
    """A title or a company without any word to say which, or both: "Acme CTO"."""
    person, words = line.person, found["words"]
    if not person or _SENTENCE.fullmatch(words):
        return False
    if words.islower() and _WAY.fullmatch(words) and not line.is_bracketed:  # "2pm tomorrow, zoom"
        return False
    is_said = words != re.sub(r"^(?:(?:both|all)(?: of them)?|my|the|an?|now) ", "", found[0])  # "she's a ..."
    words = _without_home(line, without_day(line, words))
    if not line.is_bracketed and _more_title(line, words):
        return True
    if _both(line, person, words):
        return True
    if not person.company and (line.known.is_company(words) or vocabulary.is_firm(words)):
        return set_company(line, words)
    is_title = vocabulary.is_title(words) and not _is_how_they_are(found[0], words)
    is_title = is_title and not line.told.is_adrift and not _is_doubtful_title(person, words)
    if not person.title and is_title and not _LINKED.search(words) and not _is_company_of(words):
        person.title = words
        return True
    is_company = vocabulary.is_company(words) or _is_small_company(line, person, words)
    if (
        is_company
        and not line.known.is_somebody(words)
        and not is_said
        and not (line.is_bracketed and _is_spelling(person, words))
        and not line.told.is_adrift
        and not _is_short_form(person, words)
        and set_company(line, words)
    ):
        return True
    return _is_event(line, words) and set_place(line, words)


def _is_how_they_are(said: str, words: str) -> bool:
    """Whether a word that only ends as a job does tells how somebody is: "she's pregnant", but "she's a baker"."""
    is_told = re.match(r"(?:who|he|she|they)\b", said, re.IGNORECASE) and not re.search(
        r"\b(?:an?|the|our|my|as) ", said
    )
    return bool(is_told) and not vocabulary.is_known_title(words)


def _is_doubtful_title(person: Person, words: str) -> bool:
    """Whether a title may as well be a company, of somebody in small letters: "kim lee (naver)", "acme cto"."""
    is_small = person.name.islower() and words.islower()
    return is_small and (not vocabulary.is_known_title(words) or bool(_OF_FIRM.fullmatch(words)))


def _is_small_company(line: Line, person: Person, words: str) -> bool:
    """ "nadia rahman (stripe)": whoever writes names without capitals writes companies so."""
    is_plain = words.isalnum() and not vocabulary.is_common(words) and not nicknames.is_first_name(words)
    return line.is_bracketed and person.name.islower() and is_plain


def _is_spelling(person: Person, words: str) -> bool:
    """ "Wang Xiaoming (王小明)": the name in another script."""
    return person.name.isascii() and not any(char.isascii() and char.isalpha() for char in words)


def _is_short_form(person: Person, words: str) -> bool:
    """ "Rosamund Pike (Ros)": how they are called."""
    first = person.name.split()[0].lower()
    return nicknames.same(words.lower(), first) or first.startswith(words.lower())


def _without_home(line: Line, words: str) -> str:
    """ "dentist in Portland": the city is worth a note, and so is what may be a company: "buyer in Casa Sol"."""
    head, _, place = words.rpartition(" in ")
    is_firm = (
        place[:1].isupper() and not set(place.lower().split()) & vocabulary.FUNCTIONS and not places.is_place(place)
    )
    if is_firm and vocabulary.is_title(head):
        line.keep(f"in {place}")
        return head
    if head and places.is_place(place):
        line.pieces.insert(0, f"in {place}")
        return head
    return words


def _is_company_of(words: str) -> bool:
    """Whether words with a title in them are a company all the same: "Acme Partners LLP", "Lead Labs Inc."."""
    tokens = words.split()
    return (
        len(tokens) > 1
        and bool(vocabulary.COMPANY_ENDS.fullmatch(tokens[-1]))
        and tokens[-1].lower() not in ("co", "as")
    )


def _both(line: Line, person: Person, words: str) -> bool:
    """ "Acme CTO" and "CTO Acme"."""
    tokens = words.split()
    if person.title or person.company or len(tokens) < 2:
        return False
    head, last = " ".join(tokens[:-1]), tokens[-1]
    if last in vocabulary.INITIAL_TITLES and vocabulary.is_company(head) and not vocabulary.is_title(head):
        person.title = last
        return set_company(line, head)
    if _small_title_first(line, person, tokens):
        return True
    first, tail = tokens[0], " ".join(tokens[1:])
    is_title = first in vocabulary.INITIAL_TITLES and tokens[1].lower() not in (*vocabulary.FUNCTIONS, "&", "and", "of")
    if is_title and vocabulary.is_company(tail) and not vocabulary.is_title(tail):
        person.title = first
        return set_company(line, tail)
    return False


def _small_title_first(line: Line, person: Person, tokens: list[str]) -> bool:
    """ "recruiter Aerotek", "union rep Local 710"."""
    count = next((place for place, token in enumerate(tokens) if not token.islower()), 0)
    title, company = " ".join(tokens[:count]), " ".join(tokens[count:])
    is_title = vocabulary.is_title(title) and vocabulary.is_known_title(title.split()[-1]) if title else False
    is_more = company.lower() in vocabulary.FUNCTIONS or vocabulary.NAME_ENDS.fullmatch(company)  # "EMEA", "II"
    if not is_title or is_more or vocabulary.is_title(company) or not vocabulary.is_company(company):
        return False
    person.title = title
    return set_company(line, company)


def _is_event(line: Line, words: str) -> bool:
    """Whether a word or two that nothing else explains say where they met: "pycon"."""
    talk = line.capture.talk
    return bool(talk and talk.is_in_person and line.person and line.person.company and len(words.split()) < 4
                and vocabulary.is_occasion(words))  # fmt: skip


def _from_as(line: Line, found: re.Match[str]) -> bool:
    if not _from(line, found):
        return False
    if found["title"] and line.person and not line.person.title:
        line.person.title = found["title"]
    return True


def _in_firm(line: Line, found: re.Match[str]) -> bool:
    """ "works in Bosch", where the company is beyond doubt."""
    words = found["company"]
    is_sure = vocabulary.is_firm(words) or line.known.is_company(words) or _is_company_of(words)
    return is_sure and _from_as(line, found)


def _of_company(line: Line, found: re.Match[str]) -> bool:
    """ "Ana Silva, Figma's head of design"; "Tom's assistant" is a note."""
    if not vocabulary.is_title(found["title"]):
        return False
    person, company = line.person, found["company"]
    is_theirs = nicknames.is_first_name(company.split()[0]) or line.known.is_somebody(company)
    if not person or person.title or person.company or is_theirs or not vocabulary.is_company(company):
        return note(line, found[0])
    person.title = found["title"]
    return set_company(line, company)


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [
        (
            pattern(
                rf"{_HE_IS}(?:from|of|with|works? (?:at|for|with)|working (?:at|for)"
                rf"|at) (?P<company>.+?)(?: as (?:an? |the )?(?P<title>[^,]+))?"
            ),
            _from_as,
        ),
        (pattern(rf"{_HE_IS}(?:works? |working )?in (?P<company>.+?)(?: as (?:an? )?(?P<title>[^,]+))?"), _in_firm),
        (pattern(r"as (?:an? |the |our )?(?P<title>.+)"), _works_as),
    ]


def late_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Those that are tried once the piece is nobody's name."""
    one = r"c[efimoprst]o|(?:co-?)?founders?|owners?|president"
    of = (
        rf"(?:{one})(?: ?(?:/|&|\+|and) ?(?:{one}))+|c[efimoprst]o|(?:co-?)?founders?|owners?|president|head"
        rf"|director|partner|chair\w*|ceo (?:&|and) \S+"
    )
    post = (
        r"trustee|chancellor|editor|curator|dean|rector|principal|provost|mayor|secretary|treasurer|president|chair\w*"
        r"|director"
    )
    whole = r"c[efimoprst]o|(?:co-?)?founders?|owners?"  # of a company, however that is written
    return [
        (pattern(rf"{_HE_IS}(?P<title>.+?) (?:at |@ ?|bei |chez |en (?=(?-i:[^\W\d_a-z])))(?P<company>.+)"), _role),
        (pattern(rf"{_HE_IS}(?P<title>{of}) of (?P<company>(?-i:[^\W\d_a-z]).+)"), _role),
        (pattern(rf"{_HE_IS}(?P<title>{post}) of (?P<company>the (?-i:[^\W\d_a-z]).+)"), _role),
        (pattern(rf"{_HE_IS}(?P<title>{whole}) of (?P<company>(?!(?:the|an?|my|our|her|his|their) ).+)"), _role),
        (
            pattern(
                r"(?P<what>(?:(?:who|he|she|they) )?(?:runs|leads|heads|does|works on|manages|working on"
                r"|in charge of|owns)\b.*?) (?:at |@ ?)(?P<company>.+)"
            ),
            _runs,
        ),
        (pattern(rf"{_HE_IS}(?P<company>(?-i:[^\W\d_a-z]).*?)['’]s (?P<title>.+)"), _of_company),
        (pattern(rf"{_HE_IS}(?P<words>.+?)(?: now)?"), _guess),
    ]
