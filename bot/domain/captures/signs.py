"""Words that only say what others are, and signs that a day may be named."""

import re

# Words that may go, since the fact they lead to says the same.
_MARKERS = (
    "a about abt after again also an and answer answered as at back base be became bei between big booked both bout "
    "btw bumped but by call called can catch catching caught chase chat chatted chatting check circle client coffee "
    "colleague concerning conference confirmed connect connected connecting connects contact conversation convo "
    "could currently d days did dined discussed dm dmed don each email emailed everybody everyone ex f family "
    "finally follow following followup for forget former formerly friend from fup fyi get give going good got gotta "
    "grabbed had has have he hear heard hello her hey hi him his hooked hung i in interviewed into intro introd "
    "introduce introduced introduces introducing is it join joined just keep know leaving left let lives ll made "
    "mailed make many me meet meeting meetings message messaged met moved msg mtg must my need next nice nite note "
    "now nudge nudged nxt of off offered oh ok okay on oncall or other our out over owe owed owes phone phoned ping "
    "pinged plan please pls plz postponed previously promised promises promoted promotion pushed put quit ran rang "
    "re reach received recently reconnect ref referred regarding remember remembering remind replied reply replying "
    "rescheduled responded s said sat saw say scheduled see seeing send sending sent set shall she should skype "
    "slacked so speak speaking spoke spoken started step still sure switched sync t talk talked talking telephoned "
    "text texted thank thanked thanks thankyou thanx that the their them then they thnx through thru thx tnx to "
    "todo told touch u until up us used ve via video visited w want wants was we were whatsapped when who whom will "
    "with work worked working works would wrote yday you your zoom zoomed"
)
MARKERS = frozenset(_MARKERS.split())
_DETERMINED = re.compile(r"^(?:at|@|on|during|in|last|this|yesterday|today|the other) ?", re.IGNORECASE)

_ENGLISH_HINT = (
    r"\d|\b(?:to(?:day|m\w*|n?ight)|tonite|tmr\w*|yest\w*|mon(?:day)?|tue\w*|wed\w*|thu\w*|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|\w*day|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?\w*|oct\w*|nov\w*"
    r"|dec(?:ember)?|w(?:ee)?ks?|\w*weekly|fortnight|months?|monthly|quarter\w*|q[1-4]|years?|yearly|annually"
    r"|days?|daily"
    r"|hours?|hrs?|min\w*|eo[dwmqy]|cob|noon|midnight|mornings?|afternoon|evenings?|nights?|weekends?|every|each"
    r"|lunch|holidays?|christmas|xmas|thanksgiving|easter|new year'?s?|halloween|soon|later|spring|summer|autumn|fall"
    r"|winter|one|two|three|four|five|six|seven|eight|nine|ten|dozen|couple|few)\b"
)
_HINTS = {
    "de": r"|tag|montag|\w+woch|woche|monat|jahr|heute|morgen|gestern|abend|mittag|\b(?:mo|di|mi|do|fr|sa|so)\b|mär"
    r"|mai|juni"
    r"|juli|okt|dez",
    "fr": r"|jour|demain|hier|soir|matin|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|f[ée]v|avril"
    r"|mai"
    r"|juin|juil|ao[uû]t|d[ée]c|\ban",
    "es": r"|d[ií]a|hoy|mañana|ayer|tarde|noche|semana|mes|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|ene"
    r"|abr|mayo|junio|julio|ago|dic|año",
    "en": "",
}


def day_hint(locale: str) -> re.Pattern[str]:
    """What any day has in it, so that most words need not be tried."""
    language = re.split(r"[-_]", locale)[0].lower() or "en"
    return re.compile(_ENGLISH_HINT + _HINTS[language], re.IGNORECASE) if language in _HINTS else re.compile(r".")


def plain(word: str) -> str:
    """A word as it is compared with others."""
    return word.strip(".,;:!?'’\"()").lower()


def says_something(words: str | None) -> bool:
    """Whether any of the words is more than a sign of what others are."""
    return any(plain(word) not in MARKERS for word in (words or "").split())


def is_when(words: str) -> bool:
    """Whether the words for a day say that it was the day of something: "on friday", "yesterday"."""
    return bool(_DETERMINED.match(words))
