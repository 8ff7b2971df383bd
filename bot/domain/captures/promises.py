"""What was promised: to follow up, to do something by a day."""

import re

from bot.domain import nicknames, vocabulary
from bot.domain.captures.cutting import DEEDS, SOON, THEN
from bot.domain.captures.facts import FollowUp
from bot.domain.captures.line import Day, Line, Rule, pattern
from bot.domain.captures.told import Tense

_PRONOUN = r"(?:her|him|them|both of them|both|each of them|each|all of them|the two|everyone|everybody|all)"
_ABOUT = re.compile(r"(?:^|\s+)(?:about|re:?|regarding|concerning|to discuss)\s+", re.IGNORECASE)
_FOLLOW_UP = (
    r"(?:follow(?:ing)?[- ]?up(?: again)?|ping|touch(?:ing)? base|reach out|check (?:back )?in|check back"
    r"|circle back|reconnect"
    r"|get in touch|get back|keep in touch|stay in touch|catch up|chase(?: up)?|nudge|contact)"
)
_ASKED = r"(?:(?:can|could|would|will) you )?(?:please )?(?:todo:?|to do:?|next(?: steps?:?|:)|action:?)? ?"
_I = r"(?:(?:i|we)(?:['’]ll|['’]d like to|['’]ve to)? )?"
LEAD = rf"{_ASKED}{THEN}{_I}{SOON}(?:let['’]s )?"
_TO_SOMEBODY = re.compile(
    rf"(?P<deed>(?:{DEEDS}|promised|owe)(?: (?:a|an) (?:e-?mail|message|note|text|call) to| up| over| back)?)(?:"
    rf" with| to"
    rf"| w/)? (?P<rest>.+)",
    re.IGNORECASE,
)
_TO_ME = pattern(r"(?!remind)\w+(?: \w+)? (?:you|me|us|ya)\b(?! to)")
_FIRM_NEXT = pattern(r"(?P<how>at|from|@) (?P<firm>(?:(?-i:[^\W\d_a-z])[\w.&'’-]*(?: |$))+)")
_AND_MORE = pattern(r"(?:and|&|\+) ")
# Who is called or written at a company works there; who is met may only be there.
_REACHED = pattern(r"(?:call|(?:tele)?phone|ring|e-?mail|write|send|ask|text|message|dm|invoice|reply|forward|chase)")
_TALK_WITH = pattern(r"(?:coffee|lunch|dinner|(?:phone )?(?:call|chat|screen)) with ")
_REMIND = pattern(r"^remind me (?:to )?")
_IF = pattern(r"(?:if|unless|when|once|after|as soon as)\b")
_CALL_OR = r"(?:next |1st |2nd |3rd |follow[- ]?up |intro |another |second |first )*"
_BY = re.compile(r"(?:^|\s+)(?:by|due|before|no later than)\s+", re.IGNORECASE)
_NEEDED = (
    r"(?:(?:and )?(?P<who>(?!i |we )\S+(?: \S+){0,2}?) )??(?:also |just |really )*(?:(?P<verb>needs?|wants?|asked for"
    r"|is (?:waiting|looking) for|expects|requested)|(?:says?|said|asked|told me)(?: to| me to"
    r"|:)?(?P<again> (?:come|check|circle|call|try|ping)"
    r" (?:her |him |them |me )?(?:back|again|in)| follow up| get back to (?:her|him|them)| reach out)) "
)
_LED_TO_DAY = re.compile(
    r"\s+(?:(?:(?:is |was )?(?:booked|scheduled|set|moved|pushed|rescheduled|postponed"
    r"|confirmed) )(?:to|for|on|at|by|until)|for|on|at|by|until)$",
    re.IGNORECASE,
)
_RELATED = pattern(r"(?:my|our) (?:(?-i:[a-z])[\w-]+ ){1,2}(?=(?-i:[^\W\d_a-z]))")
_PLANNED = (
    rf"{_CALL_OR}(?:call|meeting|coffee|lunch|dinner|breakfast|drinks|chat|demo|interview|zoom|catch[- ]?up"
    rf"|session|sync|1:1|1-1|debrief"
    rf"|appointment)"
)


def _follow_up(line: Line, found: re.Match[str]) -> bool:
    """ "follow up with Jane in 2 weeks about the pilot", or "about the pilot in 2 weeks"."""
    named, about = (found["named"] or "").strip(" ,"), (found["about"] or "").strip()
    if found["verb"] == "Ping" and not line.capture.people and len(named.split()) < 2:  # "Ping Li"
        return False
    if not (named or about):
        return False
    day, named, about = _day_of(line, named, about)
    whom, rest = _whom(line, named)
    if day is None and whom and not rest and not line.capture.people and not about:
        return _with_day_to_come(line, whom)
    if day is None and line.capture.people and whom and named == whom[0].lower():
        whom, rest = [], named
    if day is None and (not rest or not _is_meant_as_day(line, whom, rest, found)):
        return False
    if day is None:
        day, rest = Day("", None, rest), ""
    if _IF.match(rest):
        line.keep(rest)
        rest = ""
    if whom and not line.capture.people and re.match(r"(?:at|from|of|@) ", rest):  # "ping Bob at Globex friday"
        line.pieces.insert(0, rest)
        rest = ""
    said = ", ".join(filter(None, (_without_with(rest), about)))
    return _promise(line, day, whom, said or None)


def _with_day_to_come(line: Line, whom: list[str]) -> bool:
    """ "follow up with Bob (Globex) next week": the day comes in a later piece."""
    if not any(line.tail(piece) or line.is_day(piece) or line.front(piece) for piece in line.pieces[:5]):
        return False
    line.add_person(whom[0])
    line.told.awaits_day = True
    return True


def _is_meant_as_day(line: Line, whom: list[str], rest: str, found: re.Match[str]) -> bool:
    """Whether what is left can only be meant as a day: "follow up blursday"."""
    is_short = len(rest.split()) <= 6 and not rest.lower().startswith(("with", "then", "on the", "if", "unless"))
    return is_short and found["verb"].lower().startswith("follow") and bool(line.capture.people or whom)


def _day_of(line: Line, named: str, about: str) -> tuple[Day | None, str, str]:
    """The day in either part, one that a comma has cut in two, and the parts without it."""
    for tries in (with_next, Line.day_in):
        if named and (day := tries(line, named)):
            return day, day.head, about
    if about and (day := line.day_in(about)):
        return day, named, day.head
    return None, named, about


def with_next(line: Line, words: str) -> Day | None:
    """A day that a comma has cut in two: "dec 7, 2026", "friday, at 9"."""
    if not line.pieces or not re.match(r"\d|at \d|at noon", line.pieces[0]):
        return None
    tail = line.tail(words)
    both = f"{tail.words if tail else words}, {line.pieces[0]}"
    if not line.is_day(both):
        return None
    line.pieces.pop(0)
    return Day(tail.head if tail else "", line.read_day(both), both)


def _whom(line: Line, words: str) -> tuple[list[str], str]:
    """Whom it is to be done to, when that is not everybody in the line, and the words that are left."""
    words = re.sub(r"^(?:with|w/|to|in with|up with)\s+", "", words.strip(), flags=re.IGNORECASE)
    if (related := _RELATED.match(words)) and _whom(line, words[related.end() :])[0]:
        line.keep(related[0].strip())
        words = words[related.end() :]
    if found := re.match(rf"{_PRONOUN}\b ?", words, re.IGNORECASE):
        return _those(line, found[0].strip().lower()), words[found.end() :]
    tokens = words.split()
    for end in range(min(4, len(tokens)), 0, -1):
        name = " ".join(tokens[:end])
        behind = tokens[end : end + (2 if name.islower() else 1)]
        if any(vocabulary.is_title(token.strip(",.")) for token in behind):  # "Morgan Stanley recruiter"
            continue
        if _could_be_meant(line, name, tokens[end:]):
            return _with_others(line, [line.whom(name) or name], tokens[end:])
    return [], words


def _with_others(line: Line, whom: list[str], rest: list[str]) -> tuple[list[str], str]:
    """ "Noreen + Sunita the paper": both, and what is left."""
    if len(rest) > 1 and rest[0].lower() in ("and", "&", "+"):
        others, left = _whom(line, " ".join(rest[1:]))
        if others:
            return [*whom, *others], left
    return whom, " ".join(rest)


def _could_be_meant(line: Line, name: str, rest: list[str]) -> bool:
    """Whether these first words are whom something is done to: capitalised ones, or all there is."""
    if not vocabulary.is_name(name) or (name.islower() and vocabulary.is_known_title(name.split()[-1])):
        return False
    if " " in name and vocabulary.is_weekday(name.split()[-1]) and not line.known.is_somebody(name):
        return False  # "call Ana Silva Tuesday not Monday"
    is_whole = not rest or not (rest[0][:1].isupper() and rest[0].isalpha())
    tokens = name.split()
    if name.islower():
        is_short = sum(not vocabulary.is_particle(token) for token in tokens) < 3
        is_known = nicknames.is_first_name(tokens[0]) or line.known.is_somebody(name)
        return is_whole and is_known and is_short
    return is_whole and all(word[:1].isupper() or vocabulary.is_particle(word) for word in tokens)


def _those(line: Line, pronoun: str) -> list[str]:
    """ "her" is who was named last; "both" and "them" are everybody."""
    several = len(line.capture.people) > 1
    if pronoun in ("her", "him") and several and line.told.last:
        return [line.told.last]
    return []


def _without_with(rest: str) -> str:
    return re.sub(r"^(?:to|with|and|for|by|on)\s+", "", rest.strip(" ,"), flags=re.IGNORECASE)


def _promise(line: Line, day: Day, whom: list[str], about: str | None) -> bool:
    """Keep a promise; somebody named for the first time by a line about nobody else is who it is about."""
    names = [person.name for person in line.capture.people]
    if not names and not whom:
        return False
    for name in whom if not names else ():
        line.add_person(name)
    whom = [] if not names or whom == names else whom
    about = _LED_TO_DAY.sub("", about) if about else None
    if whom:
        line.told.last = whom[-1]
    reading, unread = (day.reading, None) if day.reading else (None, day.words)
    return line.follow_up(FollowUp(reading, unread, about, whom))


def _to_do(line: Line, found: re.Match[str]) -> bool:
    """ "call her friday", "send Jane the deck by monday": something to do, and its day."""
    deed = found["deed"]
    if found["deed"] == found[0] and _TALK_WITH.match(deed):  # it may have been
        return False
    day = line.day_in(deed)
    if _TO_ME.match(deed):  # it is said to somebody
        return False
    if not day or not day.head or _is_of_now(line, day, found):
        return False
    whom, said = _deed(line, _REMIND.sub("", day.head))
    if not day.reading and not line.capture.people and not whom:
        return False
    said += " again" if said == "try" and day.words.lower().startswith("again") else ""
    return _promise(line, day, whom, re.sub(r"^(\w+) re:? ", r"\1 about ", said))


def _is_of_now(line: Line, day: Day, found: re.Match[str]) -> bool:
    """Whether "I speak with Ayumi today" may tell of what is done: without a "will" or an hour, who knows."""
    lead = found[0][: -len(found["deed"])].strip().lower()
    return bool(lead in ("i", "we") and day.reading and day.reading.on == line.today and not day.reading.at)


def _is_on_its_way(line: Line, found: re.Match[str]) -> bool:
    """ "meeting Lena Hart on Thursday at 3", "I'm seeing Bob tomorrow": if it is to come, beyond doubt."""
    day = line.day_in(found["rest"])
    whom, rest = _whom(line, day.head) if day else ([], "")
    if not day or not day.reading or day.reading.on <= line.today or not whom or line.capture.talk:
        return False
    is_new = _promise(line, day, whom, f"{found['deed']} {rest}".strip())
    line.told.plan = line.capture.follow_ups[-1] if is_new else line.told.plan
    return is_new


def _deed(line: Line, words: str) -> tuple[list[str], str]:
    """Whom a deed is done to, and the deed without their name: "email the deck"."""
    if found := re.fullmatch(r"(?P<deed>.+?) (?:to|with) (?P<whom>\S+(?: \S+){0,3})", words):
        whom, rest = _whom(line, found["whom"])
        if whom and not rest and not line.capture.people:
            return whom, found["deed"]
    found = _TO_SOMEBODY.fullmatch(words)
    if not found:
        return [], words
    whom, rest = _whom(line, found["rest"])
    if not whom or re.match(rf"{_PRONOUN}\b", found["rest"], re.IGNORECASE):
        return whom, words
    return whom, " ".join(filter(None, (found["deed"], _without_firm(line, found["deed"], rest))))


def _without_firm(line: Line, deed: str, rest: str) -> str:
    """ "at Acme the deck", behind whom something is sent to: where they work is read next."""
    found = _FIRM_NEXT.match(rest)
    is_reached = found and (found["how"].lower() != "at" or _REACHED.match(deed))
    if (
        not found
        or not is_reached
        or line.capture.people
        or _AND_MORE.match(rest[found.end() :])
        or vocabulary.is_occasion(found["firm"])
    ):
        return rest
    if not vocabulary.is_company(found["firm"].strip()) or vocabulary.is_event(found["firm"]):
        return rest
    line.pieces.insert(0, f"{found['how']} {found['firm'].strip()}")
    return rest[found.end() :]


def _needed(line: Line, found: re.Match[str]) -> bool:
    """ "she needs the contract by dec 1": what others wait for, or ask to be done, if its day is sure.

    What they only wish for "in january" is no promise; "by" a day makes it one, and so does asking to come back.
    """
    day = line.tail(found["words"]) or line.day_in(found["words"])
    has_by = bool((day and _BY.search(day.head + " ")) or _BY.match(day.words if day else ""))
    if not day or not day.reading or day.reading.on <= line.today or not (has_by or found["again"]):
        return False
    name = line.whom(found["who"]) if found["who"] else None
    if (found["who"] and not name) or not (name or line.capture.people):
        return False
    said = found["verb"] or found["again"] or ""
    about = _BY.sub(" ", f"{said} {day.head} ".lstrip()).strip()
    return _promise(line, day._replace(head=""), [name] if name else [], about)


def _then(line: Line, found: re.Match[str]) -> bool:
    """ "next monday about the fair", behind whom to follow up with."""
    reading = line.read_day(found["words"]) if line.told.awaits_day else None
    return reading is not None and line.follow_up(FollowUp(reading, None, found["about"]))


def _say(line: Line, found: re.Match[str]) -> bool:
    """ "after the holidays, say Jan 11": the day that is meant."""
    reading, promised = line.read_day(found["words"]), line.capture.follow_ups[-1:]
    if not reading or not promised or not promised[0].reading or reading.on < line.today:
        return False
    promised[0].reading = reading
    return True


def _told(line: Line, found: re.Match[str]) -> bool:
    """ "told Nina I'd send her the paper by monday"."""
    day, whom = line.day_in(found["deed"]), line.whom(found["who"])
    if not whom or not day or not day.head or not day.reading or day.reading.on < line.today:
        return False
    return _promise(line, day, [whom], _BY.sub("", f"{day.head} ").strip())


def _planned(line: Line, found: re.Match[str]) -> bool:
    """ "next call friday 3pm"."""
    day = line.tail(found["words"])
    if not line.capture.people or not day or not day.reading or not day.head or len(day.head.split()) > 5:
        return False
    if day.reading.on < line.today:
        return False
    head, about = (
        re.sub(
            r"\s+(?:is|scheduled|rescheduled|moved|pushed|planned|set|booked|confirmed)(?: (?:for|to"
            r"|on))?$",
            "",
            day.head,
        ),
        day.reading,
    )
    return line.follow_up(FollowUp(about, None, head))


def _is_put_off(line: Line, found: re.Match[str]) -> bool:
    """ "call with Viktor", "moved to thu 4pm": when it is to be; it has not been yet."""
    if line.told.tense is not Tense.OPEN or not line.capture.people or line.capture.follow_ups:
        return False
    reading = line.read_day(found["words"])
    if not reading or reading.on < line.today:
        return False
    line.take_day(Day("", reading, found["words"]), is_promise=True)
    line.told.is_planned = True
    return True


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    return [
        (
            pattern(
                rf"{LEAD}(?P<verb>{_FOLLOW_UP})(?= |$)(?P<named>(?: .+?)??)(?: (?:about|regarding|re:?"
                rf"|to discuss) (?P<about>.+))?"
            ),
            _follow_up,
        ),
        (
            pattern(
                r"(?:i )?(?:told|promised) (?P<who>\S+(?: \S+){0,2}?) (?:that )?(?:i(?:['’]?d|['’]?ll| would"
                r"| will)|to) (?P<deed>.+)"
            ),
            _told,
        ),
        (pattern(rf"{LEAD}(?P<deed>(?:{DEEDS}|promised|owe)\b .+)"), _to_do),
        (
            pattern(
                r"(?:(?:i['’]?m|i am|we['’]re|we are) (?:also |now )?)?(?P<deed>meeting(?: up)?|seeing|calling"
                r"|visiting|hosting"
                r"|interviewing) (?:with )?(?P<rest>.+)"
            ),
            _is_on_its_way,
        ),
        (pattern(rf"(?P<words>{_PLANNED} .+)"), _planned),
        (
            pattern(
                r"(?:(?:was|is|got|has been|been|it) )*(?:moved|pushed|rescheduled|postponed|confirmed|scheduled"
                r"|booked|set)"
                r"(?: back| out)? (?:to|until|till|for|on) (?P<words>.+)"
            ),
            _is_put_off,
        ),
        (pattern(r"(?:say|so|maybe|i\.?e\.?|that is|meaning) (?:on |by )?(?P<words>.+)"), _say),
        (pattern(rf"{_NEEDED}(?P<words>.+)"), _needed),
        (pattern(r"(?P<words>.{3,30}?) (?:about|re:?|regarding) (?P<about>.+)"), _then),
        (pattern(r"(?P<who>)(?P<verb>)(?P<again>)(?P<words>[\w '’-]{2,40}? due .+)"), _needed),
    ]
