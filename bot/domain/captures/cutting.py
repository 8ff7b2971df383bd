"""A line cut into pieces: at its commas, brackets and dashes, and where another thing begins without any."""

import re

from bot.domain import nicknames, vocabulary
from bot.domain.captures.line import Line, pattern

# A full stop ends a piece too, but not behind "Dr", "Prof", "Inc" or an initial.
_SEPARATORS = re.compile(
    r"\s*[,;\n|)，、；。]+\s*|\s*(?=\()|\s+(?:[-–—]+|/+|~)\s+|(?<=[^\W\d_])(?<!\bre)(?<!\bRe)(?<!\bRE):\s+|\.{2,}\s*|…\s*"
    r"|(?<=\d)\.\s*$|(?<=[\w!?%\"”’])[!?]+(?:\s+|$)"
    r"|(?<=[^\W_]{2})(?<!\b[A-Z]r)(?<!\b[Mm]r)(?<!\b[Mm]s)(?<!\b[Mm]rs)(?<!\b[Ss]t)(?<!\b[Pp]rof)(?<!\b[Dd]r)(?<!\bFr)"
    r"(?<!\b[JjSs]r)(?<!\bm\.A)(?<!Inc)(?<!Ltd)(?<!\bCo)(?<!\bvs)(?<!Corp)\.(?:\s+|$)"
)
_NOTHING = re.compile(r"[\s\-–—/.,;:|()*•]*")
_ABBREVIATED = re.compile(r"(?<=\b(?:Inc|Ltd))\.(?:\s+|$)|(?<=\bCo)\.(?:\s+|$)|(?<=\bCorp)\.(?:\s+|$)")
_PARTNERS = re.compile(
    r"[A-Z][\w'’-]+,? (?:&|and) (?:[A-Z][\w'’-]+,? (?:LLP|LLC|L\.L\.P|Inc|Ltd|Associates|Partners|Company|PC"
    r"|PLLC)|Co|Sons)\b"
)
_AMPERSAND = re.compile(r".*(?:&|\band\b).*", re.IGNORECASE)
_JOB = r"(?:(?:is|was|works?|worked|runs?|leads?|heads?|joined|left|started|moved|got|switched|used)\b)"

THEN = r"(?:(?:and|then|also|please|pls|plz|so|but|i|we) )*"
SOON = (
    r"(?:(?:must|shall|should|plan to|try to|will|to|have to|need to|want to|gotta|going to|promised to|remember to"
    r"|remind me to|'ll|’ll) )*"
)
BY = r"(?:introduced|intro(?:['’]?d)?|referred|ref['’]d|recommended) (?:by|via|through|from)"
IN = r"(?:at|@|in|on|during)"
DEEDS = (
    r"call(?:ing)?|(?:tele)?phone|ring|try|reply|respond|answer|e-?mail(?:ing)?|write|send(?:ing)?|ask|check|meet"
    r"|lunch|coffee|dinner|catch"
    r"|(?:drop|shoot)(?= \S+(?: \S+)? an? (?:line|note|e-?mail|message|text)\b)|hit up"
    r"|circle|get back|get in touch|reach|talk"
    r"|speak|deliver|submit|invoice|prepare|finish|return|confirm"
    r"|see|invite|text|message|dm|chat|share|forward|schedule|set up|book|give|remind|congratulate|touch base"
    r"|keep in touch"
    r"|stay in touch|reconnect|chase|nudge|ping|follow[ -]?up|wish|tell|show|review|pay|introduce|intro|connect"
)

# How people shorten what the rules know in full; a capital "W" is an initial.
_SHORT = (
    (re.compile(r"\b[wW]/ ?(?=[^\W\d_])"), "with "),
    (re.compile(r"(?<=\s)w(?=\s)"), "with"),
    (re.compile(r"\b(?:thx|thanx|thnx|tnx)\b", re.IGNORECASE), "thanks"),
    (re.compile(r"\bover at\b"), "at"),
    (re.compile(r"(?<=\s)'?bout\b|\babt\b"), "about"),
    (re.compile(r"\bremember me (?=to\b)", re.IGNORECASE), "remind me "),
    (re.compile(r"\bthe (?=last (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! of))", re.IGNORECASE), ""),
    (
        re.compile(
            r"\bafter (?=(?:an?|one|two|three|four|six|\d+) (?:days?|weeks?|months?)(?:$|[,.;]| about))", re.IGNORECASE
        ),
        "in ",
    ),
    (re.compile(r"\b(yesterday|today|tomorrow|tonight|last night)['’]s (?=[a-z])", re.IGNORECASE), r"\1 "),
    (re.compile(r"\bnxt\b", re.IGNORECASE), "next"),
    (re.compile(r"\b(last |to)nite\b", re.IGNORECASE), r"\1night"),
    (re.compile(r"\b(?:yday|yest)\b", re.IGNORECASE), "yesterday"),
    (re.compile(r"\bmtg\b", re.IGNORECASE), "meeting"),
    (re.compile(r"\bthis am\b"), "this morning"),
    (re.compile(r"\bthis pm\b"), "this afternoon"),
    (re.compile(r"\b(?:fup|f/up?)\b", re.IGNORECASE), "follow up"),
    (re.compile(r"\s(?:->|→|=>)\s"), ", "),
)

# "Jane Doe/CTO/Acme"
_SLASHED = re.compile(r"\s*[^\W\d_][\w'’.-]+(?: [\w'’.-]+)+(?:/[^/\s.][^/.]*){2,}(?:/.*)?")

# What may end a clause without saying anything.
_LAUGHTER = re.compile(
    r"(?<=\w) (?:lol|lmao|haha(?:ha)*|btw|tho|fwiw|imo|tbh|:-?[()D]|;-?\))(?=\s*(?:[,;.!]|$))", re.IGNORECASE
)
# A picture at an end of a clause, or before a number, says nothing that words do not.
_PICTURE = r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u260E\uFE0F\u200D]+|:[a-z][a-z_+-]{2,}:)"
_PICTURES = re.compile(rf"^\s*(?:{_PICTURE}\s*)+|(?:\s|(?<=[\w.!?)]))(?:{_PICTURE}\s*)+(?=$|\s*[,;.!)\n]|[\d+(])")
# What may begin a line without saying anything; "Oh Se-hun" is somebody.
_OPENER = (
    r"yo+|oh|ok(?:ay)?|so|btw|fyi|also|lol|haha|wow|well|hmm+|um+|update|hey+|hi|hello|right|anyway|and|psst|p\.?s\.?"
)
_INTERJECTION = re.compile(
    rf"^\s*(?:(?:{_OPENER})[,:!.]* )+"
    rf"|^\s*(?i:(?:{_OPENER})(?:,|[:!.]|,? (?:also|so|and|btw),?)) +"
    rf"|^\s*(?i:{_OPENER}) (?=[a-z])"
)
# What is said to oneself before something to do.
_NOT_FORGOTTEN = re.compile(
    r"^\s*(?:(?:please|pls|and|also) )*(?:don['’]?t forget|make sure|be sure|gotta remember)(?: to\b|:|,)?\s+(?=\w)",
    re.IGNORECASE,
)
# What a line says of itself: "new contact: Jane Doe".
_LABELLED = pattern(
    r"^\s*(?:(?:new|another|hot|warm|quick|my|add|save|log) )*(?P<label>contacts?|leads?|intros?|connections?"
    r"|persons?|names?"
    r"|clients?|customers?|prospects?|candidates?|suppliers?|vendors?|sources?|tenants?|donors?|sponsors?|hires?"
    r"|reminders?|notes?(?: to self)?|follow[- ]?ups?|adds?|logs?"
    r"|heads up|meetings?|met)"
    r"\s*(?::\s*|\s[-–—]+\s+)(?=\w)"
)
# What may stand before "met" and the like, and says nothing.
_LEAD = pattern(
    r"^(?:(?:whom?|i|we|have|i['’]ve|we['’]ve|just|and|then|so|also|please|btw) )+(?=(?:met|ran|bumped|thanks?"
    r"|follow|spoke|talked|had)\b)"
)
# A sentence that goes on says something else; whatever a fact takes ends before it.
_NEW_CLAUSE = (
    r"\s+(?=(?:which|btw|because|cos|cuz|although|even though|whereas|and (?:then |so |now |also )*(?:he|she|they"
    r"|we|i|it|that)(?:['’]\w+)?|but"
    r"|and (?:just |now )?(?:is|was|has|had|wants?|needs?|works?|runs?|lives?|will(?! (?:intro|connect))|knows?"
    r"|likes?|loves?|said))\s)"
    r"|(?<!\b(?:as|if|so))(?<!\b(?:how|who|why|and|but|the|now))(?<!\b(?:that|when|what|said|says|than|once|told|whom))"
    r"(?<!\b(?:where|which|since|while|until|after|think|thing))(?<!\b(?:before|thinks|though))(?<!because)"
    r"\s+(?=(?:he|she|they)(?:['’](?:s|re|d|ve))? [a-z])"
    r"|(?<!['’]d)(?<!['’]ll)(?<!\bto)(?<!\b(?:and|old))(?<!would)(?<!\bwill)(?<!please)\s+(?=(?:send|ping|ask"
    r"|give|show|remind|tell|nudge|chase|invite) (?:her|him|them)\s)"
)
# Where a piece begins without a comma before it.
_CLAUSE = pattern(
    rf"(?<!\ba)(?<!\ban)(?<!\bthe)(?<!\bmy)(?<!\bour)\s+(?=(?:via|thru|thanks to|{BY}|through(?= (?:(?:my|our|his"
    rf"|her) [\w-]+ )?(?-i:[^\W\d_a-z]))"
    rf"|{THEN}(?:thank(?! you\b)|(?-i:follow)[- ]?up))(?:\s|$))"
    rf"|\s+(?=(?:whom? )?(?:i |we )?met\s)|\s+(?=,? ?(?:and|then|but) {THEN}{SOON}(?:{DEEDS})\s(?!(?:me|us)\b(?! to)))"
    r"|(?:(?<!\bsaid)(?<!\bsays)(?<!\bsaid me)|(?!.{0,16}\b(?:intro|connect)))"
    r"\s+(?=(?:and |but )?(?:i|we|she|he|they)(?:['’]ll| will| promised| offered| need to| should| must| have to) )"
    r"|(?<!you)(?<!please)(?<!ls)(?<!lz)\s+(?=(?:ping|remind me)\s)|\s+(?=(?:and|&|\+) (?:his|her|their|my) )"
    r"|\s+(?=and (?:owe|thank)\s)|(?<!\bwas)(?<!\bis)(?<!\bgot)(?<!\bbeen)\s+(?=(?:(?:was|is|got|has been|been)"
    r" )*(?:moved|pushed|rescheduled|postponed|confirmed|scheduled|booked|set)(?: back| out)? (?:to|until|till"
    r"|for|on) )"
    r"|\s+(?=went (?:really |very |so |pretty |quite )*(?:well|great|ok|okay|fine|good|badly|poorly|nowhere"
    r"|smoothly|long)\b)"
    rf"|{_NEW_CLAUSE}"
)
_TO_THANK = pattern(rf"{THEN}{SOON}thank\b")
_SENTENCE = pattern(_NEW_CLAUSE)
_PROMISE = pattern(rf"\s+(?={THEN}(?:thank(?! you)|owe)\s)|{_NEW_CLAUSE}")
_WHERE = pattern(
    r"\s+(?=(?:(?:now |currently )?(?:at|@|from)|of|over|(?:now |currently )?works (?:at|for|as)|(?-i:who(?:m"
    r"|'s|’s)?))\s|@\w)"
)
_WHERE_OR_IN = pattern(rf"\s+(?=(?:from|of|over|(?-i:who(?:m|'s|’s)?)|works (?:at|for|as)|{IN})\s|@\w)")
_WHERE_NO_OF = pattern(_WHERE_OR_IN.pattern.replace("from|of|", "from|", 1))  # "at the University of Chicago"
_AT_PLACE = pattern(rf"{IN}\s")
_TOLD = pattern(r"(?:from|at|met|coffee|lunch|ran|bumped|dinner|drinks|breakfast|connected)\b")
_FROM_SOMEBODY = pattern(
    r"(?:.*\b)?(?:got|received|had|heard|missed)(?: back)?(?: an?(?: \S+){1,3})? from \S+|back in touch with"
)
_ABOUT_IT = pattern(r".*?\s(?:about|re:?|regarding)\s.*")
# What is read as a whole, since its "at", "from" or "to" belongs to it.
_WHOLE = pattern(
    r".+? (?:started|joined|moved|switched|went|left|quit|resigned|retired|departed|laid off|let go|got promoted"
    r"|was promoted|is now|is)\b"
    r"|.+? (?:runs|leads|heads|manages|owns) .+? (?:at|@) "
    r"|.+? (?:from|at|of) .+? (?:(?:pinged|called|e-?mailed|texted|messaged|dm['’]?e?d|phoned|rang) (?:me|us)"
    r"|(?:called|rang|phoned|texted|e-?mailed|wrote)$|reached out|replied"
    r"|wrote back|got back|called back)\b"
    r"|.*\b(?:intro|introduce|introduction|connect|put \S+(?: \S+)? in touch|introduced)\b(?! call)"
)
_HAS_PLACE = pattern(r".+ (?:from|at|of|@)\s")
_NEED = pattern(r"\s+(?=(?:needs?|wants?|asked for|is (?:waiting|looking) for)\s)")
_VERB = pattern(rf"\s+(?=(?:who |has |just |recently )*{_JOB})")


def spelt_out(text: str) -> str:
    """The text in full, without what says nothing: "oh, met w/ Jane lol" is "met with Jane"."""
    text = _PICTURES.sub(" ", text)
    for short, full in _SHORT:
        text = short.sub(full, text)
    text = _NOT_FORGOTTEN.sub("", _INTERJECTION.sub("", _LAUGHTER.sub("", text)))
    text = text.replace("/", " / ") if _SLASHED.fullmatch(text) else text
    return _LABELLED.sub(_led_by, text)


def _led_by(label: re.Match[str]) -> str:
    """What stands for a label: "met:" and "client: Jane Doe" say something, "lead:" does not."""
    if label["label"].lower() == "met":
        return "met "
    is_kin = label["label"].lower() in ("client", "customer") and label.string[label.end() :][:1].isupper()
    return f"my {label['label'].lower()} " if is_kin else ""


def pieces(text: str) -> list[str]:
    """The pieces of a line; "(" at the beginning of one is kept, and companies with commas are put together."""
    whole = (piece for piece in _SEPARATORS.split(text) if not _NOTHING.fullmatch(piece))
    cut = [piece.strip(" .") if piece.startswith((".", " .")) else piece.strip() for piece in whole]
    cut = [re.sub(r"^[+&] ?(?=[^\W\d_])", "and ", piece.lstrip(" .-–—/:•*")) for piece in cut]
    joined: list[str] = []
    for piece in filter(None, cut):
        if (len(joined) > 1 and _is_company_tail(joined[-1], piece)) or (
            joined and _is_rest_of_firm(joined[-1], piece)
        ):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _is_company_tail(before: str, piece: str) -> bool:
    """Whether a piece goes on with a company's name: "Inc.", "Kline & Co"."""
    words = piece.split()
    if vocabulary.COMPANY_ENDS.fullmatch(piece):
        return True
    is_list = _AMPERSAND.fullmatch(piece) and vocabulary.COMPANY_LAST.fullmatch(words[-1])
    last = before.split()[-1]
    return bool(
        is_list
        and not _is_title_alone(before)
        and 2 < len(words) < 6
        and last[:1].isupper()
        and len(before.split()) < 5
    )


def _is_rest_of_firm(before: str, piece: str) -> bool:
    """Whether a piece goes on with a firm of several names: "of Hale", "Booker & Finch LLP at the party"."""
    return bool(re.search(r" (?:of|at|from|@) [A-Z][\w'’-]+$", before) and _PARTNERS.match(piece))


def _is_title_alone(words: str) -> bool:
    return vocabulary.is_title(words) and " at " not in words and " @" not in words


def cut(line: Line, piece: str) -> list[str]:
    """The piece up to where another begins in it without a comma, and the rest."""
    if len(piece) > 600:
        return [piece]
    piece = _LEAD.sub("", piece)
    if re.match(rf"{THEN}{SOON}(?:{DEEDS})\b", piece, re.IGNORECASE) and not line.is_named:
        return _split(_PROMISE, piece)
    if _TO_THANK.match(piece):
        return _split(_SENTENCE, piece)
    head, *rest = _split(_CLAUSE, piece)
    if line.is_named or _names_more(line, head) or re.match(rf"(?:from|{IN})\s", head, re.IGNORECASE):
        head, *needs = _split(_NEED, head) if _HAS_PLACE.match(head) else [head]
        head, *more = _before_place(line, head)
        rest = more + needs + rest
    return [head, *rest]


def _names_more(line: Line, piece: str) -> bool:
    """Whether names are still to come: "met Jane, Bob and Ann at the dinner"."""
    if not line.capture.people:
        return True
    if piece.lower().startswith(("and ", "& ", "+ ")) and line.capture.talk is not None:
        return True
    bare = not any(one.facts for one in line.capture.people)
    is_listed = line.capture.talk is not None or nicknames.is_first_name(line.capture.people[0].name.split()[0])
    is_said = vocabulary.is_verb(piece.split()[0])  # "runs catering at Oak & Ember"
    is_list = bool(_AMPERSAND.fullmatch(piece)) and not is_said and not vocabulary.is_title(piece)
    return bare and is_listed and is_list and not piece.startswith("(")


def _before_place(line: Line, piece: str) -> list[str]:
    """Cut where a place or a company begins; a day behind that stays with what is before: "Jane at PyCon friday"."""
    day = line.tail(piece)
    words = day.head if day and day.head else piece
    if _WHOLE.match(words) and not line.is_named:
        return [piece]
    is_told = line.capture.talk or _TOLD.match(words)
    where = _WHERE_OR_IN if is_told else _WHERE
    where = _WHERE_NO_OF if _AT_PLACE.match(words) else where
    head, *more = _split(where, words, _FROM_SOMEBODY.match(words) or _ABOUT_IT.match(words))
    return [f"{head} {day.words}", *more] if day and day.head else [head, *more]


def _split(where: re.Pattern[str], piece: str, behind: re.Match[str] | None = None) -> list[str]:
    """The piece before and from where another begins; one that begins at once is no other."""
    found = where.search(piece, behind.end() if behind else 1)
    if not found:
        return [piece]
    return list(filter(None, (piece[: found.start()].strip(), piece[found.end() :].strip())))
