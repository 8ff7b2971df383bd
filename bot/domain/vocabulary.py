"""Words that tell a title, a company or small talk from a name."""

import re
from collections.abc import Callable

from bot.domain import nicknames, ordinary, places


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles in capitals, which may stand right behind a name ("Jane Doe CTO at Acme").
INITIAL_TITLES = frozenset(
    {"CEO", "CTO", "CFO", "COO", "CMO", "CIO", "CPO", "CSO", "CRO", "VP", "SVP", "EVP", "MD", "PM", "GM", "VC"}
)

_TITLE = re.compile(
    r"\b(?:dir|assoc|spvr|supv|engr|mktg|bizdev|"
    r"c[efimoprst]o|[sea]?vp|mgr|asst|coord|pm|gm|vc|president|chair\w*|partner|principal|head|lead|chief|director|manager|owner|"
    r"(?:co-?)?founder|founding|investor|recruiter|engineer|developer|designer|architect|analyst|scientist|"
    r"researcher|professor|lecturer|teacher|student|lawyer|attorney|counsel|solicitor|barrister|consultant|"
    r"freelancer?|advis[eo]r|coach|writer|author|editor|journalist|reporter|artist|singer|musician|photographer|"
    r"producer|nurse|doctor|surgeon|dentist|accountant|controller|assistant|associate|officer|specialist|"
    r"strategist|coordinator|administrator|admin|sales|marketing|hr|operations|ops|intern|critic|chef|baker|ux|qa|"
    r"devrel|composer|trustee|vocalist|bassist|guitarist|pianist|violinist|cellist|saxophonist|drummer|florist|caterer|supervisor|"
    r"superintendent|dispatcher|council(?:wo)?man|congress(?:wo)?man|spokes(?:wo)?man|spokesperson|alderman|nutritionist|dietitian|receptionist|paralegal|bookkeeper|optometrist|registrar|archivist|captain|contractor|entrepreneur|trainer|therapist|realtor|broker|banker|trader|planner|buyer|"
    r"copywriter|programmer|technician|mechanic|carpenter|plumber|electrician|farmer|pilot|judge|senator|mayor|"
    r"advocate|notary|advisory|barista|bartender|agent|publicist|curator|instructor|tutor|broker|geologist|chemist|volunteer|apprentice|founder|prof|eng|swe|sde|\w*(?:meister|leiter|berater|händler|lehrer|arzt|ärzt|künstler|forscher|wissenschaftler|entwickler|ingenieur|anwalt)(?:in)?|rechtsanw[aä]lt\w*|gesch[aä]ftsf[uü]hrer\w*|berater\w*|leiter\w*|direct(?:eur|rice|ora?)|fondat(?:eur|rice)|ing[eé]ni(?:eur|ero|era)\w*|avocate?|abogad[oa]|gerente|jef[ea]|profesora?|"
    r"minister|ambassador|governor|secretary|councill?or|clerk|commissioner|deputy|delegate|practitioner|rep|csm|sdr|bdr|"
    r"representative|salesperson|salesman|saleswoman|seller|stylist|translator|interpreter|actor|actress|dancer|model|"
    r"director|filmmaker|sculptor|painter|poet|novelist|illustrator|animator|midwife|paramedic|pharmacist|vet|"
    r"veterinarian|psychologist|psychiatrist|radiologist|cardiologist|dermatologist|pediatrician|physician|resident|"
    r"postdoc|fellow|dean|principal|provost|rabbi|priest|pastor|imam|soldier|officer|detective|firefighter|"
    r"mathematician|physicist|biologist|economist|historian|librarian|organi[sz]er|exec(?:utive)?|evangelist|dev)s?\b",
    re.IGNORECASE,
)
# What may follow "VP" or stand before "manager"; alone it is a part of a company.
FUNCTIONS = _words(
    "sales marketing engineering eng product products finance operations ops data design people hr legal growth "
    "strategy content research partnerships communications comms it security platform infrastructure infra "
    "business development bd support success customer software hardware ai ml ux of global regional north america "
    "europe emea apac software talent recruiting procurement brand creative technology tech analytics"
)
_AND_PARTNER = re.compile(r"(?:&|und|and|et) partners?\b", re.IGNORECASE)
DEPARTMENTS = _words(
    "bd sourcing procurement treasury logistics compliance payroll finance product growth partnerships bizdev legal "
    "design research engineering recruiting purchasing fundraising controlling accounting hr marketing sales it "
    "ops operations"
)
_BETWEEN = _words("of the to for with at from by his her my our their your and or &")
_BEHIND_TITLES = _words("emeritus relations rep manager staff jr sr designate")
_PARTICIPLES = _words("certified retired licensed registered qualified chartered seasoned associated distinguished")
_MADE_BY_DOING = re.compile(r"[^\W\d_]+(?:er|or|ist|ant|ian|eer)", re.IGNORECASE)
_COMPANY_END = (
    r"inc|llc|llp|ltd|limited|gmbh|ag|co|corp|corporation|company|plc|s\.?a|b\.?v|n\.?v|oy|ab|kg|sarl|srl|s\.?l|pty|"
    r"s\.?p\.?a"
)
COMPANY_ENDS = re.compile(rf"(?:{_COMPANY_END}|as)\.?", re.IGNORECASE)
COMPANY_LAST = re.compile(
    rf"(?:{_COMPANY_END}|partners|sons|söhne|associates|brothers|bros|labs?|group|capital|ventures|bank)\.?",
    re.IGNORECASE,
)
# No surname, so "Vance Partners" is nobody.
_OF_COMPANIES = re.compile(
    r"(?:inc|llc|llp|ltd|gmbh|corp|partners|associates|bros|labs|group|capital|ventures)\.?", re.IGNORECASE
)
_COMPANY_FIRST = _words("Verlag Grupo Groupe Banco Banca Banque Hotel Agence Agentur Kanzlei Clínica Hospital Atelier")
# So well known that nobody means a person.
_FIRMS = _words(
    "google apple amazon microsoft facebook meta netflix deloitte kpmg pwc ey accenture mckinsey bcg ibm oracle "
    "salesforce stripe uber lyft airbnb spotify shopify slack zoom linkedin twitter github openai anthropic "
    "nvidia intel cisco sap siemens bosch samsung sony toyota tesla boeing airbus pfizer novartis unilever nestlé "
    "ikea paypal visa mastercard bmw volkswagen porsche daimler mercedes-benz audi renault peugeot fiat ferrari volvo "
    "ericsson nokia philips shell bp totalenergies nestle danone guinness heineken maersk dhl fedex ups walmart "
    "costco tencent alibaba huawei xiaomi baidu rakuten nomura infosys wipro tcs figma notion canva hubspot datadog "
    "snowflake databricks "
    "verizon at&t comcast t-mobile vodafone disney nike jpmorgan blackrock adobe autodesk atlassian asana dropbox "
    "twilio zendesk intuit cloudflare mongodb pinterest reddit tiktok bytedance doordash instacart coinbase rippling "
    "monzo deliveroo zalando spacex vmware qualcomm broadcom asml hitachi panasonic nintendo hyundai lenovo "
    "klarna revolut n26 hsbc barclays citi deutsche globex initech acme hooli northwind"
)
_WITH_S = _words("mcdonald lloyd macy kohl wendy sotheby christie moody levi domino sainsbury lowe denny kellogg")
NAME_ENDS = re.compile(r"(?:jr|sr|ii|iii|iv|2nd|3rd|ph\.?d|m\.?d|esq|mba|cpa|ret|dds|jd|cfa|rn|pe)\.?", re.IGNORECASE)

_NO_NAME = re.compile(
    r"[?!:/\d&$€£%+=]|\w[\"“”]\w|\b(?:and|as|to|is|was|are|has|had|with|for|moved|said|says|my|your|our|you|about|if|or|who|not|"
    r"the|till|until|his|her|their|wants?|needs?|likes?|went|left|joined|(?-i:a|an|on|at|it)|via|from|that|i['’](?:d|ll|ve|m))\b",
    re.IGNORECASE,
)
_PARTICLES = _words(
    "van von der den de da do dos das di del della du des le la el al bin ibn ben bint abu af av zu zum zur ter "
    "ten y e i vander vom st o d st. 't und ap mac nic te op dei san"
)
# Behind a name in small letters these say what somebody does: "Jane just", "Jane helped".
_DOES = re.compile(
    r"(?:\w+(?:ed|ing|['’]t|['’]s)|just|still|now|then|again|also|always|never|really|can|may|might|does|did|do|will|would|could"
    r"|should|got|gave|has|had|is|was|are|were|be|been|became|becomes|thinks?|knows?|says?|told|sent|came|comes|goes|gets|takes"
    r"|took|made|makes|runs?|ran|works?|lives?|loves?|likes?|hates?|wants?|needs?|owes?|pays?|paid|left|met|saw|speaks|spoke"
    r"|wrote|writes|seems|looks|asks?|calls?|starts?|grew|plays?|keeps?|kept|lost|found|built|bought|sold|won|hit|quit|cut)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:al|el|as|an|ar|d|l|o|ben|ap)[-'’][^\W\d_a-z]")  # "al-Hassan", "d'Arcy"
_NTH = re.compile(r"\s(?:2nd|3rd|4th)$", re.IGNORECASE)
_GATHERING = re.compile(
    r"summit|conference|conf|meet-?up|festival|expo|hackathon|webinar|workshop|symposium|congress|retreat|offsite",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|yesterday", re.IGNORECASE)
_MOST_NAME_WORDS = 6
_EVENT = re.compile(
    r"event|conference|conf|meet-?up|party|dinner|lunch|breakfast|brunch|summit|fair|festival|fest|retreat|workshop"
    r"|webinar|wedding|reception|gala|expo|hackathon|reunion|panel|offsite|seminar|symposium|mixer|happy hour|booth"
    r"|drinks|bbq|barbecue|forum|demo day|congress|launch|class|hike|funeral|concert|show|trip|flight|train|bar|gym"
    r"|airport|pub|club|space|church|mosque|synagogue|temple|park|beach|library|museum|gallery|restaurant|hotel|lounge|cafe|café",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"[\w ]{2,}(?:con|conf|fest|summit|camp|expo|hack|slush|days)(?: (?:\d{4}|\w{2}))?", re.IGNORECASE
)
_LINKS = _words("of the and for de la le du des et y da do von van & und e di del in")
_ORGANISATION = re.compile(
    r"embassy|consulate|chapel|academy|association|society|trust|cent(?:er|re)|parish|cathedral|charity|federation"
    r"|theat(?:er|re)|orchestra|brewery|winery|pharmacy|nursery|cooperative|university|college|school|hospital"
    r"|clinic|foundation|agency|studio|bank|institute|ministry|council"
    r"|church|library|museum|gallery|labs?|partners|ventures|capital|group|team|family office|bakery|hotel|airlines",
    re.IGNORECASE,
)
# Behind a first name these make an organisation of it all the same: "Grace Chapel"; "Tom Church" is somebody.
_NO_SURNAME = re.compile(
    r"chapel|academy|association|society|cent(?:er|re)|parish|cathedral|charity|federation|theat(?:er|re)"
    r"|orchestra|brewery"
    r"|winery|pharmacy|nursery|university|college|school|hospital|clinic|foundation|agency|museum|gallery|library"
    r"|bakery"
    r"|hotel|airlines|institute|ventures|capital|partners|labs|studios?|consulting|advisors|bookshop|books",
    re.IGNORECASE,
)
# Written with a capital, and no company where nothing says that it is one.
_NO_COMPANY = _words(
    "english french german spanish italian portuguese dutch russian chinese japanese korean arabic hindi turkish "
    "polish swedish greek hebrew american british canadian australian indian irish scottish brazilian mexican "
    "european asian african catholic jewish muslim buddhist vegan python java javascript rust golang sql excel ai "
    "ml saas b2b b2c fintech crypto web3 blockchain iot api erp crm seed series a b c ipo q1 q2 q3 q4 ceo cto "
    "lp gp lps gps angel kids twins soccer golf tennis yoga chess guitar christmas easter linkedin twitter "
    "instagram slack zoom "
    "whatsapp email phone monday tuesday wednesday thursday friday saturday sunday lgbtq she he they remote "
    "hybrid freelance usa eu nyc sf vip fyi asap tbd tbc rsvp aka pto ooo urgent important"
)
_DOMAIN = re.compile(r"[\w-]+\.(?:com|io|ai|co|org|net|dev|app)", re.IGNORECASE)
_AMOUNT = re.compile(r"[$€£]\s?\d|\d+(?:[.,]\d+)*(?:k|%|m\b|x\b)", re.IGNORECASE)
_MOST_COMPANY_WORDS = 6


def is_name(words: str) -> bool:
    """Whether these could be one person's name, not small talk or a sentence."""
    words = _NTH.sub("", words)
    tokens = words.split()
    if not tokens or len(tokens) > _MOST_NAME_WORDS or _NO_NAME.search(words):
        return False
    if (
        len(tokens) > 1 and (_OF_COMPANIES.fullmatch(tokens[-1]) or tokens[0] in _COMPANY_FIRST)
    ) or words.lower() in _FIRMS:
        return False
    if (
        not _is_spelt_as_name(tokens)
        or tokens[0].lower() in ordinary.NOBODY
        or (len(tokens) > 1 and tokens[-1] in ordinary.NOBODY)
        or not _has_letters(words)
    ):
        return False
    if (len(tokens) == 1 and _WEEKDAY.fullmatch(tokens[0])) or _GATHERING.fullmatch(tokens[-1]):
        return False
    # A capital makes a name of some ("Will Smith").
    return not is_talk(tokens[0]) or (tokens[0] in ("Will", "So", "An", "Do", "My") and tokens[-1].istitle())


def _is_spelt_as_name(tokens: list[str]) -> bool:
    """Whether capitals stand where a name has them: in each word but particles, or in none, or in the first of two."""
    if any(token.endswith(("'s", "’s")) for token in tokens):
        return False
    full = [token for token in tokens if token.lower() not in _PARTICLES or token[0].isupper()]
    small = [token for token in full if token[0].islower() and not _JOINED.match(token)]
    if any(map(is_common, small)):
        return False
    if not small or len(small) == len(full):
        return True
    is_second_small = len(tokens) == 2 and nicknames.is_first_name(tokens[0]) and tokens[0][0].isupper()
    return is_second_small and not _DOES.fullmatch(tokens[1]) and not is_title(tokens[1])


def starts_with_name(words: str, is_sure: bool = False) -> tuple[str, str] | None:
    """ "Paula Jones helped me" as a name and what she did; none if it does not begin so.

    Args:
        words: a sentence, perhaps.
        is_sure: somebody does something by what follows, so that a single word may name them: "Nils".
    """
    tokens = words.split()
    count = next((place for place, token in enumerate(tokens) if not token[:1].isupper()), len(tokens))
    if not 0 < count < min(len(tokens), 4) or not _DOES.fullmatch(tokens[count]):
        return None
    name = " ".join(tokens[:count])
    is_known = is_sure or count > 1 or nicknames.is_first_name(name)
    return (name, " ".join(tokens[count:])) if is_known and is_name(name) else None


def is_weekday(word: str) -> bool:
    """Whether a word is a day and hardly a name: "Tuesday"."""
    return bool(_WEEKDAY.fullmatch(word))


def is_firm(word: str) -> bool:
    """Whether a word is a company so well known that nobody means a person."""
    return word.lower() in _FIRMS


def is_particle(word: str) -> bool:
    """Whether a word in small letters may stand within a name: "van"."""
    return word in _PARTICLES or bool(_JOINED.match(word))


def is_common(word: str) -> bool:
    """Whether a word in small letters is one of any sentence, not part of a name or a job."""
    return word.rstrip(".,!").replace("’", "'") in ordinary.COMMON or bool(ordinary.ADVERB.fullmatch(word))


def is_doing(words: str) -> bool:
    """Whether words in small letters tell of doing something: "starting", "working on"."""
    tokens = words.split()
    return any(word.islower() and word.endswith("ing") and word not in ordinary.NOUNS_OF_DOING for word in tokens)


def is_no_company(word: str) -> bool:
    """Whether a word in small letters can't stand within a company's name; "of" and "and" can."""
    return is_common(word) and word not in _LINKS


def is_verb(word: str) -> bool:
    """Whether a word in small letters tells what somebody did: "called"."""
    return bool(_DOES.fullmatch(word)) and not word.endswith("ing")


def is_deed(word: str) -> bool:
    """Whether a word tells what somebody did or is doing; "onboarding" names what is done."""
    return bool(_DOES.fullmatch(word)) and word not in ordinary.NOUNS_OF_DOING


def goes_on_behind(words: str, is_place: bool = False) -> Callable[[str], bool]:
    """What tells that a sentence goes on behind a company or a place, word by word.

    Where that has capitals, small letters are another matter, unless they are a link or end in what such a name
    ends in: "Datadog sending", but "the Lagos alumni dinner" and "Bank of America".
    """
    tokens = words.split()
    signs = (place for place, token in enumerate(tokens) if token[:1].isupper() or _EVENT.fullmatch(token))
    small = tokens[max(signs, default=len(tokens)) + 1 :]
    behind = frozenset(small if len(small) > 1 else ()) - _LINKS
    is_common_one = _goes_on_at(tokens) if is_place else is_no_company
    return lambda word: is_common_one(word) or (word in behind and (is_common(word) or bool(_DOES.fullmatch(word))))


def _goes_on_at(tokens: list[str]) -> Callable[[str], bool]:
    """A verb, unless the place ends in it: "Ciara's hen do"."""
    return lambda word: is_verb(word) and (word != tokens[-1] or word.endswith("ed"))


def is_event(words: str) -> bool:
    """Whether these name an occasion or a place to meet rather than a company: "the Slush side event"."""
    tokens = words.split()
    return bool(tokens) and bool(_EVENT.fullmatch(tokens[-1]) or _EVENT.fullmatch(" ".join(tokens[-2:])))


def is_occasion(words: str) -> bool:
    """Whether words end as conferences do: "pycon", "Infosec Summit 2026"."""
    return bool(_OCCASION.fullmatch(words))


def owns_its_s(word: str) -> bool:
    """Whether a company's name ends in "'s" by itself: "McDonald's"."""
    return word.lower() in _WITH_S


def is_talk(word: str) -> bool:
    """Whether a word begins what is said to somebody ("thanks", "let's")."""
    return word.rstrip(".,!").replace("’", "'").lower() in ordinary.TALK


def is_title(words: str) -> bool:
    """Whether these could be somebody's title: "Chief of Staff", "data engineer", or one small word like "sailor"."""
    if _AMOUNT.search(words):  # "2nd shift lead opening $27/hr"
        return False
    tokens = words.split()
    is_plain = 0 < len(tokens) < 4 and words.islower() and words.replace(" ", "").isalpha()
    is_made = is_plain and _MADE_BY_DOING.fullmatch(tokens[-1]) and tokens[-1] not in ordinary.NO_MAKERS
    if is_made and not any(map(is_common, tokens)):
        return True
    if not 0 < len(tokens) <= 8:
        return is_department(words)
    found = _TITLE.finditer(_AND_PARTNER.sub("", words))
    return any(_is_around_title(words, each) for each in found) or is_department(words)


def _is_around_title(words: str, found: re.Match[str]) -> bool:
    """Whether what stands around a title's word may belong to it."""
    before, behind = words[: found.start()].split(), re.split(r"[\s/&,]+", words[found.end() :].strip())
    is_begun = bool(before) and before[0].islower() and (is_common(before[0]) or _is_done(before[0]))
    return not is_begun and not any(token.lower() in _BETWEEN for token in before) and _ends_title(behind)


def is_known_title(words: str) -> bool:
    """Whether one of the words is surely a title's, not only spelt like one ("naver")."""
    return bool(_TITLE.search(words)) or is_department(words)


def _is_done(word: str) -> bool:
    """Whether it says what somebody does or did: "promised"; "certified" tells what they are."""
    return bool(_DOES.fullmatch(word)) and word not in _PARTICIPLES


def _ends_title(tokens: list[str]) -> bool:
    """Whether these may stand behind a title's word: "Product Officer", "of Staff", "II"; "Week" may not."""
    for token in filter(None, tokens):
        if token.lower() in ("of", "for", "to", "and", "in", "at"):
            return True
        is_small = token.isupper() or token.isdecimal() or token.lower() in _BEHIND_TITLES
        if not (is_small or token.lower() in FUNCTIONS or token.lower() in DEPARTMENTS or _TITLE.fullmatch(token)):
            return False
    return True


def is_department(words: str) -> bool:
    """Whether these say what somebody works on: "sourcing", "data engineering"."""
    tokens = words.lower().replace("&", "and").split()
    return bool(tokens) and words != "it" and all(token in DEPARTMENTS for token in tokens)


def is_surely_company(words: str) -> bool:
    """Whether words are a well-known company, or end as companies do: "Tidewater Ventures"."""
    tokens = words.split()
    return is_firm(words) or (len(tokens) > 1 and tokens[0][:1].isupper() and bool(COMPANY_LAST.fullmatch(tokens[-1])))


def is_company(words: str) -> bool:
    """Whether these could be a company: a few words, the long ones with capitals ("Bank of America", "3M")."""
    tokens = words.split()
    if not 0 < len(tokens) <= _MOST_COMPANY_WORDS or is_talk(tokens[0]) or tokens[0].lower() in ordinary.SAYS:
        return False
    if not _has_letters(words) or _AMOUNT.search(words.partition(" ")[2]) or words[0] in "$€£+" or "@" in words:
        return False
    if places.is_place(words):
        return False
    if (len(tokens) > 1 and COMPANY_ENDS.fullmatch(tokens[-1]) and tokens[-1] != "as") or _DOMAIN.fullmatch(words):
        return True
    is_plain = len(tokens) < 4 and all(map(str.isalpha, tokens)) and not _NO_SURNAME.fullmatch(tokens[-1])
    if is_plain and nicknames.is_first_name(tokens[0]):
        return False  # another person, rather
    if len(tokens) > 1 and tokens[0][0].isupper() and _ORGANISATION.fullmatch(tokens[-1]):
        tokens = tokens[:-1]
    if all(token.lower() in _NO_COMPANY for token in tokens):
        return False
    return not any(token[0].islower() and token.lower() not in _LINKS for token in tokens)


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))
