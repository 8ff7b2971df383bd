"""Words that only say what others are, and signs that a day may be named."""

import re

# Words that may go, since the fact they lead to says the same.
_MARKERS = (
    "a about must shall concerning know catching hooked f u don t forget sure make gotta has made telephoned "
    "conversation "
    "after again also an and answer answered as at back base be became bei between big both bumped but by "
    "call called can catch caught chase chat chatted chatting check circle client coffee colleague conference connect "
    "connected connecting connects contact could currently d days did dined discussed dm dmed each email "
    "emailed everybody "
    "bout abt convo seeing nxt mtg btw fyi hello hey hi ok okay so "
    "everyone ex family finally follow following followup for former formerly friend from fup get give going good got "
    "grabbed had have he hear heard her him his hung i in interviewed into intro introd introduce introduced "
    "introduces introducing is it join joined just keep leaving left let lives ll mailed many me meet meeting "
    "meetings message messaged met moved my need next nice note now nudge nudged of off offered oh on oncall or "
    "other our out over owe owed owes phone phoned ping pinged plan please pls plz previously promised promises "
    "promoted promotion put quit ran rang re reach received recently reconnect referred regarding remember "
    "remembering remind replied reply replying responded s said sat saw say see sending sent she should skype "
    "slacked speak speaking spoke spoken started step still switched sync talk talked talking text texted thank "
    "thanked thanks thankyou thanx that the their them then they thnx through thru thx tnx to todo told touch up us "
    "used ve via video visited w want wants was we were whatsapped when who whom will with work worked working "
    "works would wrote you your zoom zoomed"
)
MARKERS = frozenset(_MARKERS.split())

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
