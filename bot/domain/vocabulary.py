"""Words that tell a title, a company or small talk from a name, for `capture`."""

import re

# Titles in capitals, which may stand right behind a name ("Jane Doe CTO at Acme").
INITIAL_TITLES = frozenset({"CEO", "CTO", "CFO", "COO", "CMO", "CIO", "CPO", "CSO", "VP", "SVP", "EVP", "MD", "PM"})

_TITLE = re.compile(
    r"\b(?:c[efimoprst]o|[se]?vp|pm|president|chair\w*|partner|principal|head|lead|chief|director|manager|owner|"
    r"(?:co-?)?founder|founding|investor|recruiter|engineer|developer|designer|architect|analyst|scientist|"
    r"researcher|professor|lecturer|teacher|student|lawyer|attorney|counsel|consultant|freelancer?|advis[eo]r|"
    r"coach|writer|author|editor|journalist|artist|singer|musician|photographer|producer|nurse|doctor|"
    r"accountant|controller|assistant|associate|officer|specialist|strategist|coordinator|administrator|"
    r"sales|marketing|hr|operations|intern|critic|chef|ux|qa|devrel)s?\b",
    re.IGNORECASE,
)
_MADE_BY_DOING = re.compile(r"[^\W\d_]+(?:er|or|ist|ant|ian|eer)", re.IGNORECASE)
COMPANY_ENDS = re.compile(
    r"(?:inc|llc|llp|ltd|limited|gmbh|ag|co|corp|plc|s\.?a|b\.?v|n\.?v|oy|ab|as|kg|sarl|srl)\.?",
    re.IGNORECASE,
)
NAME_ENDS = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mba|cpa|ret)\.?", re.IGNORECASE)

# A line that begins with one of these is said to somebody, not about somebody.
_TALK_WORDS = (
    "a all also am amazing an and any are as at awesome back be been but bye call can chat cheers coffee cool "
    "could day did dinner do does don't dont email every fine for from get give go going good goodbye got "
    "great had has have he hello help her hey hi his hope how i i'll i'm i've if im in is it it's its just "
    "last later let let's lets lol looking love lunch maybe me meet meeting more morning my need never new "
    "next nice no nope not nothing now of off oh ok okay on one or our out perfect please remember remind "
    "right same say schedule see send she should so some sorry sounds still sure talk tell test thank thanks "
    "that that's the their them then there these they thing this those thx to today tomorrow tonight too try "
    "until up us wait want was we well were what what's when where which who why will with would wow yeah yep "
    "yes yesterday yo you your"
)
_TALK = frozenset(_TALK_WORDS.split())
_NO_NAME = re.compile(
    r"[?!:/\d&]|\b(?:and|as|to|is|was|has|with|for|moved|said|says|my|your|you|about)\b", re.IGNORECASE
)
_MOST_NAME_WORDS = 6


def is_name(words: str) -> bool:
    """Whether these could be one person's name, not small talk or a sentence."""
    tokens = words.split()
    if not tokens or len(tokens) > _MOST_NAME_WORDS or _NO_NAME.search(words):
        return False
    # A capital makes a name of some ("Will Smith").
    return not is_talk(tokens[0]) or (tokens[0] in ("Will", "So", "An", "Do") and tokens[-1].istitle())


def is_talk(word: str) -> bool:
    """Whether a word begins what is said to somebody ("thanks", "let's")."""
    return word.rstrip(".,!").replace("’", "'").lower() in _TALK


def is_title(words: str) -> bool:
    """Whether these could be somebody's title: a known one, or one small word like "sailor"."""
    tokens = words.split()
    made = len(tokens) == 1 and words.islower() and _MADE_BY_DOING.fullmatch(words)
    return len(tokens) <= 6 and bool(made or _TITLE.search(words))


def is_company(words: str) -> bool:
    """Whether these could be a company: a few words, the long ones with capitals ("Bank of America", "3M")."""
    tokens = words.split()
    if len(tokens) > 5 or is_talk(tokens[0]) or not any(map(str.isalnum, words)):
        return False
    return not any(token[0].islower() for token in (tokens[0], *(token for token in tokens if len(token) > 3)))
