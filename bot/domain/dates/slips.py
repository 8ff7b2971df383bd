"""Slips of the pen: words that are often misspelt, and any word of a date that is a letter off."""

from functools import cache

from bot.domain.words import MONTHS, WEEKDAYS

_MISSPELT = {
    "tomorrow": "tomorow tommorow tommorrow tomorrrow tommorw tomorro tomorrw tmrw tmr tmw tmrrw 2moro 2morrow 2mrw",
    "tonight": "tonite 2nite 2night tonigth",
    "today": "tday todya 2day",
    "yesterday": "yday yesturday yesterdy",
    "monday": "mondya modnay",
    "tuesday": "teusday tuseday tusday tuesdy tuesay tueday",
    "wednesday": "wensday wednsday wendsday wednesdy wendesday wedensday wedesday weds",
    "thursday": "thrusday thurday thursdy thusday thirsday thurdsay thrsday",
    "friday": "firday frday fridy firiday",
    "saturday": "saterday satuday saturdy satday saturaday",
    "sunday": "suday sunady",
    "weekend": "wkend wknd weeknd weekned",
    "week": "wk weak wek",
    "weeks": "wks weeeks weks",
    "months": "mnths mths monts",
    "month": "mnth mth moth",
    "next": "nxt nex netx",
    "january": "janury januray janaury",
    "february": "febuary feburary febrary",
    "september": "septmber setpember septembr",
    "october": "ocotber octobr",
    "november": "novemeber novmber",
    "december": "decemeber decmber desember",
    "morning": "mornin mornign",
    "afternoon": "arvo aft afternon",
    "christmas": "chrismas xmas x-mas",
    "minutes": "mintues",
}
_MENDED = {wrong: right for right, all_wrong in _MISSPELT.items() for wrong in all_wrong.split()}
_SHORTEST = 6  # letters of a word that is mended: shorter ones resemble too many ("light", "mouth")
_MENDABLE = (
    *map(str.lower, WEEKDAYS),
    *(month.lower() for month in MONTHS if len(month) > _SHORTEST),  # not "august": Augusta is a place
    *("tomorrow", "yesterday", "weekend", "afternoon", "fortnight", "business", "christmas", "thanksgiving"),
)
_WORDS_THEMSELVES = ("sundry",)
_FALSE_FRIENDS = {"weak", "moth", "wek", "aft"}  # words and names by themselves


def righted(phrase: str) -> str:
    """The phrase with the words put right that are often misspelt."""
    return " ".join(_spelt(word, phrase) for word in phrase.split())


def mended(phrase: str) -> str | None:
    """The phrase with its one misspelt word put right, if all its other words belong to dates."""
    tokens = phrase.split()
    strange = [token for token in tokens if token not in _vocabulary() and not token[0].isdecimal()]
    if len(tokens) < 2 or len(strange) != 1 or len(strange[0]) < _SHORTEST:
        return None
    right = _nearest(strange[0])
    return " ".join(right if token == strange[0] else token for token in tokens) if right else None


def _spelt(word: str, phrase: str) -> str:
    """A word, put right if it is one that is often misspelt; those that are words too, only beside others."""
    if word in _FALSE_FRIENDS and word == phrase:
        return word
    return _MENDED.get(word, word)


@cache
def _vocabulary() -> frozenset[str]:
    """The words dates are made of."""
    names = {name.lower() for name in (*WEEKDAYS, *MONTHS)}
    short = {name[:3] for name in names}
    others = (
        "tomorrow today tonight yesterday next this coming last first second third day days week weeks weekend month "
        "months quarter year years fortnight morning afternoon evening night noon midday lunch end start beginning "
        "middle mid early late later of the in on at by after before from now couple few a an every other each half "
        "hour hours minutes business working weekday christmas thanksgiving easter once twice and or am pm eod time"
    )
    return frozenset(names | short | set(others.split()))


def _nearest(word: str) -> str | None:
    """The one long word of dates that differs from this by a letter, or two swapped; no other word of English does."""
    from rapidfuzz.distance import OSA

    if word in _WORDS_THEMSELVES:
        return None
    near = [right for right in _MENDABLE if word != f"{right}s" and OSA.distance(word, right, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None
