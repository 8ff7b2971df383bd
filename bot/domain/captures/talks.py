"""What happened: they met, spoke or wrote; how, when and about what."""

import re

from bot.domain import places, vocabulary
from bot.domain.captures.facts import Talk
from bot.domain.captures.line import CutOff, Day, Line, Rule, pattern
from bot.domain.captures.signs import is_when
from bot.domain.captures.told import Tense
from bot.domain.captures.ways import (
    CALL,
    CAME,
    COFFEE,
    IN,
    KINDS,
    MEETING,
    MESSAGE,
    NOUN,
    OUT,
    SAID,
    WITH,
    WRITTEN_SINCE,
)
from bot.domain.model import Direction, InteractionKind

_PAST_LEAD = (
    r"made an?|had (?:an?|the|another|our|my) (?!no\b|cancel|miss)(?-i:[a-z][a-z-]+)|had|made|took|drank|grabbed"
    r"|got|did|got off"
    r"|finished|great|nice|good|lovely|quick|long|short|fun|productive|awesome|excellent"
    r"|finally|just|best|amazing|wonderful|interesting|brief|super|really|very|weekly|monthly"
    r"|recruiter|sales|investor|team|status|review|kick-?off|exploratory|screening|follow-?up|\d+[- ]?(?:min"
    r"|minutes?|hours?|hrs?)"
)
_LEAD = (
    rf"(?P<lead>(?:(?:{_PAST_LEAD}|i|we|have|an?|the|my|our|another|first|second|third|final|1st|2nd|3rd"
    rf"|intro|off|planned|scheduled) )*)"
)
# What a meeting may be for, though a sentence may begin with it; and a meeting that is none yet, or none any more.
_FOR = "pitch review birthday test demo interview kickoff standup offer team family work party"
_NOT_YET = (
    "missed cancel no next reschedule postpone book schedule arrange organise organize plan propose set prep prepare "
    "move confirm skip request suggest invite push want need upcoming future possible potential tentative about"
)
_PURPOSES, _UNDONE = frozenset(_FOR.split()), frozenset(_NOT_YET.split())
_ABOUT = re.compile(r"(?:^|\s+)(?:about|re:?|regarding|concerning|on the topic of|to discuss)\s+", re.IGNORECASE)

# Somebody or something else was called or written.
_OBJECT = re.compile(r"(?:the|an?|my|his|her|their|our)\b|[^\W\d_a-z]")
# Whom the line is about already, or nobody in particular.
_TO_THEM = re.compile(r"(?:her|him|them|both|all|each)\b", re.IGNORECASE)
_WITH_THEM = re.compile(r"(?:her|him|them)(?: |$)", re.IGNORECASE)
# What somebody did there is told of what was.
_SAID_THEN = re.compile(
    r"(?:he|she|they) (?:(?:really|also) )?(?:asked for|wanted|agreed|liked|loved|mentioned|seemed|gave|explained"
    r"|showed) .*"
    r"|(?:he|she|they)(?:['’]ll| will| promised to| offered to) (?:intro|connect|put me in touch).*"
    r"|(?:it )?went (?:well|great|ok|fine)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:in |back in )?(?:19|20)\d\d(?: |$)", re.IGNORECASE)
_PLACED = re.compile(r"(?:at|in|on|over|after|during) ", re.IGNORECASE)
_OURS = re.compile(r"(?:the|my|our|their) ", re.IGNORECASE)
_PLACE_NEXT = re.compile(r" (?:at|in|on|@) ", re.IGNORECASE)
_FROM = re.compile(r"\s+(?=(?:from|at|of|@)\s)", re.IGNORECASE)
_FREE = r"(?:i |we |have |i['’]ve |we['’]ve |just |also |finally |then |and |great |good |nice |lovely |had |was )*"


def _met(line: Line, found: re.Match[str]) -> bool:
    """ "met Jane at PyCon" begins a line, "met her at PyCon" and "met PyCon" come later."""
    rest = re.sub(r"^(?:her|him|them|me|us|each other)(?: |$)", "", (found["rest"] or "").strip(), flags=re.IGNORECASE)
    is_followed = bool(line.pieces) and bool(re.match(r"(?:at|@|in|on|during)\b|@", line.pieces[0].lower()))
    if not rest and not line.capture.people and not is_followed:
        return False
    if _is_anothers(line, rest):
        line.keep(" ".join([found[0], *line.take_cut_off()]))
        return True
    line.talks(Talk(MEETING, is_in_person=True), Tense.PAST, "met")
    line.told.has_met = True
    if line.told.tense is Tense.OPEN:
        line.told.seen_at, line.told.where_met = line.told.where_met, None
    line.keep_unmarked(found["lead"])
    return _go_on(line, rest, is_name=not line.capture.people)


def _is_anothers(line: Line, rest: str) -> bool:
    """Whether somebody else met somebody: "Tom met Jane Doe", "my lawyer Gina met Raj"."""
    whom = _PLACE_NEXT.split(rest, maxsplit=1)[0]
    first = whom.partition(" ")[0]
    is_theirs = bool(line.capture.people) or (line.is_cut_off and line.told.is_lost)
    if is_theirs and line.is_cut_off and _OURS.match(rest):  # "Tom met our team"
        return True
    is_capital = first[:1].isupper() and not line.front(f"{rest} .") and not places.is_place(first)
    return is_theirs and is_capital and not vocabulary.is_event(whom) and not vocabulary.is_occasion(whom)


def _with(line: Line, found: re.Match[str]) -> bool:
    """ "coffee with Jane": a day to come makes it a plan."""
    how = _kind_of(found["how"])
    is_past = bool(re.search(rf"\b(?:{_PAST_LEAD})\b", found["lead"], re.IGNORECASE))
    is_past = is_past or _is_told_of(line, found["rest"])
    had_talk = line.capture.talk is not None
    if had_talk and line.capture.people:
        return False
    line.told.where_met = line.told.where_met or found["place"]
    is_in_person = how != CALL and found["how"].lower() not in ("interview", "demo")
    line.talks(Talk(how, is_in_person=is_in_person), Tense.PAST if is_past else Tense.OPEN, found["how"])
    line.keep_unmarked(f"{found['lead']} {'' if _is_said(how, found['how']) else found['how']}")
    theirs = _WITH_THEM.match(found["rest"]) if line.capture.people else None
    return _go_on(line, found["rest"][theirs.end() :] if theirs else found["rest"], is_name=not theirs)


def _kind_of(how: str) -> InteractionKind:
    return next(kind for kind, words in KINDS.items() if re.fullmatch(words, how, re.IGNORECASE))


def _is_told_of(line: Line, rest: str) -> bool:
    """Whether what somebody did there is told: "call with Jane on Thursday, she asked for the deck"."""
    days = filter(None, map(line.tail, [rest, *line.pieces[:2]]))
    return any(map(_SAID_THEN.match, line.pieces)) and all(map(line.may_be_bygone, days))


def _of_kind(line: Line, found: re.Match[str]) -> bool:
    """ "pitch meeting with Jane", "parent-teacher meeting with Bob": what it was for is a note."""
    words = found["what"].lower().split()
    if line.capture.people or line.capture.talk or not all(map(_may_qualify, words)):
        return False
    if not _with(line, found):
        return False
    line.told.how = f"{found['what']}{found['how']}"
    line.capture.note = None
    line.keep(line.told.how)
    return True


def _may_qualify(word: str) -> bool:
    """Whether a word may say what a meeting is for: "pitch", "onboarding"; "cancelled" may not."""
    is_other = vocabulary.is_deed(word) or vocabulary.is_common(word) or vocabulary.is_talk(word) or word in _UNDONE
    return word in _PURPOSES or not is_other


def _with_on(line: Line, found: re.Match[str]) -> bool:
    """ "lunch Thursday with Angela", "coffee tomorrow 10am - Angela Fitz"."""
    when = found["when"].strip()
    if line.capture.people or line.capture.talk or not line.is_day(when):
        return False
    if not (_with if found["rest"] else _headed)(line, found):
        return False
    line.behind = Day("", line.read_day(when), when)
    return True


def _headed(line: Line, found: re.Match[str]) -> bool:
    """ "Coffee chat - Leila Haddad": what it was, and then with whom."""
    if line.capture.people or line.capture.talk or not line.pieces or not _is_named_next(line):
        return False
    how = _kind_of(found["how"])
    line.talks(Talk(how, is_in_person=how != CALL), Tense.OPEN, found["how"])
    line.keep_unmarked(f"{found['lead']} {'' if _is_said(how, found['how']) else found['how']}")
    return line.go_on_with()


def _is_named_next(line: Line) -> bool:
    """Whether a name comes next, perhaps with a day behind it: "Call: Ana Silva tomorrow 3pm"."""
    day = line.tail(line.pieces[0])
    return vocabulary.is_name(day.head if day and day.head else line.pieces[0])


def _is_said(kind: InteractionKind, how: str) -> bool:
    """Whether the kind says as much as the words: "lunch" is more than a meeting."""
    return kind in (CALL, COFFEE) or how.lower() in ("meeting", "catch up", "catch-up", "sync")


def _said(kind: InteractionKind, direction: Direction) -> Rule:
    def rule(line: Line, found: re.Match[str]) -> bool:
        """ "emailed Bob on friday", "heard back from Jane"."""
        words = found["how"].lower()
        if line.capture.talk is not None:
            return False
        if line.capture.people and direction == OUT and not _TO_THEM.match(found["rest"]):
            return False
        if kind == MESSAGE and words.startswith(("wrote", "replied")) and not found["rest"]:
            return False
        in_person = (kind == MEETING and "interview" not in words) or words.startswith(("chat", "spoke", "talk"))
        line.talks(Talk(kind, None, direction, is_in_person=in_person), Tense.PAST, words)
        rest = _given(line, found["rest"]) if direction == OUT else found["rest"]
        return _go_on(line, rest, is_name=True)

    return rule


def _came(kind: InteractionKind) -> Rule:
    def rule(line: Line, found: re.Match[str]) -> bool:
        """ "Jane called", "Bob emailed me about the RFP"."""
        who = found["who"] or ""
        who, *where = _FROM.split(who, maxsplit=1)
        name = line.whom(who) if who else line.told.last if line.capture.people else None
        if line.capture.talk is not None or not name or (line.capture.people and name != line.told.last):
            return False
        rest = (found["rest"] or "").strip()
        if _OBJECT.match(rest) and not line.front(f"{rest} .") and not line.is_day(rest):
            return False
        if name != line.told.last or not line.capture.people:
            line.add_person(name)
        line.talks(Talk(kind, None, IN), Tense.PAST, WRITTEN_SINCE[kind])
        line.pieces[:0] = where
        return _go_on(line, found["rest"] or "", is_name=False)

    return rule


def _given(line: Line, rest: str) -> str:
    """ "Jane the deck yesterday": what was sent is what it was about."""
    found = re.fullmatch(r"(?P<who>.+?) (?P<what>(?:the|my|our|a|an|her|his|their) .+)", rest, re.IGNORECASE)
    if not found or _ABOUT.search(found["who"]) or line.whom(found["who"]) is None:
        return rest
    return f"{found['who']} about {found['what']}"


def _go_on(line: Line, rest: str, *, is_name: bool) -> bool:
    """What it was about and when is read; whom it was with, or where it was, is read next."""
    head, about = _parted(rest)
    if about:
        day = line.tail(about)
        if day and _is_of_talk(line, day):
            about, head = day.head, f"{head} {day.words}"
        if line.capture.talk:
            line.capture.talk.about = about.rstrip(".")
    head = head.strip()
    if year := _YEAR.match(head) if not is_name else None:  # "met 2018 at Uni"
        line.told.day_is_vague = True
        line.keep(year[0].strip())
        head = head[year.end() :]
    if not is_name and line.is_day(head):
        line.take_day(Day("", line.read_day(head), head))
        return True
    if not is_name and (day := line.front(head)):
        line.take_day(day)
        head = day.head
    if head:
        line.pieces.insert(0, head)
        line.names_next = is_name
    return True


def _is_of_talk(line: Line, day: Day) -> bool:
    """Whether a day behind what they spoke about is when they did."""
    return (day.reading is not None or is_when(day.words)) and not _is_of_topic(line, day)


def _is_of_topic(line: Line, day: Day) -> bool:
    """Whether a day to come is part of what they spoke about: "about co-teaching next year"."""
    is_told = line.told.tense is Tense.PAST and day.reading is not None and day.reading.on > line.today
    past = line.read_day(day.words, past=True)
    return is_told and (past is None or past.on > line.today)


def _parted(rest: str) -> tuple[str, str | None]:
    head, *about = _ABOUT.split(rest, maxsplit=1)
    return head, about[0].strip() if about else None


def _spoke(line: Line, found: re.Match[str]) -> bool:
    """ "Jane Doe, spoke friday", "we talked about pricing", of whoever was named."""
    rest = found["rest"].strip()
    is_elsewhere = bool(line.pieces) and isinstance(line.pieces[0], CutOff) and _PLACED.match(line.pieces[0])
    is_known = bool(not rest and not is_elsewhere) or line.is_day(rest) or bool(_ABOUT.match(rest))
    is_known = is_known or bool(line.front(f"{rest} ."))
    if _PLACED.match(rest) and not re.match(r"spoken?\b", found[0], re.IGNORECASE):  # "spoke at UXDX"
        is_known = True
    if line.capture.talk is not None or not line.capture.people or not is_known:
        return False
    line.talks(Talk(CALL, is_in_person=True), Tense.PAST, "spoke")
    return _go_on(line, rest, is_name=False)


def _spoke_of(line: Line, found: re.Match[str]) -> bool:
    """ "talked pricing with Priya", "discussed the RFP with Tom"."""
    if line.capture.talk is not None or line.capture.people or len(found["about"].split()) > 6:
        return False
    line.talks(Talk(CALL, about=found["about"], is_in_person=True), Tense.PAST, "spoke")
    return _go_on(line, found["rest"], is_name=True)


def _about(line: Line, found: re.Match[str]) -> bool:
    """ "talked about hiring", behind what happened."""
    talk = line.capture.talk
    if talk is None or talk.about:
        return False
    about = found["about"]
    day = line.tail(about) if talk.on is None else None
    if day and day.head and _is_of_talk(line, day):
        line.take_day(day)
        about = day.head
    talk.about = about
    return True


def _when_about(line: Line, found: re.Match[str]) -> bool:
    """ "today about bridge terms", behind with whom they spoke."""
    talk, when = line.capture.talk, found["when"]
    if talk is None or talk.about or talk.on or not line.capture.people or not line.read_day(when, past=True):
        return False
    line.take_day(Day("", line.read_day(when), when))
    return _about(line, found)


def _where_first(line: Line, found: re.Match[str]) -> bool:
    """ "At the PyCon party I met Yuki Tanaka"."""
    line.told.where_met = found["place"]
    line.pieces.insert(0, found["rest"])
    return True


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    said = [(pattern(rf"{_FREE}(?P<how>{words}) (?P<rest>.+)"), _said(kind, way)) for words, kind, way in SAID]
    came = [
        (pattern(rf"(?P<who>(?:.+?(?= ))??)(?: ?(?:has|just|finally|also))* ?\b{words}(?P<rest>(?: .+)?)"), _came(kind))
        for words, kind in CAME
    ]
    return [*_meeting_rules(), *said, *came, *_spoken_rules()]


def _meeting_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Of whom the member met, and for what."""
    return [
        (
            pattern(r"(?P<place>(?:at|@|in|during|from) .+?) (?P<rest>(?:i|we) (?:met|ran into|bumped into) .+)"),
            _where_first,
        ),
        (
            pattern(
                rf"{_FREE}(?P<lead>)(?:met(?: up)?|ran into|bumped into|saw"
                rf"|visited)(?: again)?(?: {WITH})?(?P<rest>(?: .+)?)"
            ),
            _met,
        ),
        (
            pattern(
                r"(?:it )?(?:was )?(?:so |really |very )*(?P<lead>(?:nice|great|good|lovely|happy|fun"
                r"|wonderful) )(?:to (?:meet|see)|meeting|seeing)"
                r"(?P<rest> (?!with|w/|you\b).+)"
            ),
            _met,
        ),
        (
            pattern(
                rf"{_LEAD}(?P<how>{NOUN})(?: date| meeting| call)?(?: (?:at|in"
                rf"|@) (?P<place>.+?))? {WITH} (?P<rest>.+)"
            ),
            _with,
        ),
        (
            pattern(
                rf"{_LEAD}(?P<what>(?:[^\W\d_][\w-]+ ){{1,3}}?)(?P<how>{NOUN})(?: (?:at|in|@) (?P<place>.+?))? {WITH}"
                r" (?P<rest>.+)"
            ),
            _of_kind,
        ),
        (
            pattern(
                rf"{_LEAD}(?P<how>{NOUN})(?P<place>)(?: date| meeting| call"
                rf"| chat)?(?P<when>(?: \S+){{1,4}}?)(?: {WITH} (?P<rest>.+))?"
            ),
            _with_on,
        ),
        (pattern(rf"{_LEAD}(?P<how>{NOUN})(?: date| meeting| call| chat)?"), _headed),
    ]


def _spoken_rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Of what was spoken about."""
    return [
        (
            pattern(
                r"(?:i |we |have |just |both |last )*(?:spoke|talked|chatted|spoken)(?: (?:briefly|again|today(?="
                r" about)|quickly"
                r"|on the phone|by phone|over the phone))*(?P<rest>(?: .+)?)"
            ),
            _spoke,
        ),
        (
            pattern(
                rf"{_FREE}(?:(?:talked|chatted|spoke)(?: about)?|discussed) (?P<about>(?!(?:to|with|on|at|in|for"
                rf"|from|over|again)\b)\w.+?) {WITH}"
                r" (?P<rest>(?-i:[^\W\d_a-z]).+)"
            ),
            _spoke_of,
        ),
        (pattern(r"(?:we )?(?:talked|spoke|chatted|discussed|talking)(?: about)? (?P<about>.+)"), _about),
        (pattern(r"(?:about|re:?|regarding) (?P<about>.+)"), _about),
        (pattern(r"(?P<when>.{3,30}?) (?:about|re:?|regarding) (?P<about>.+)"), _when_about),
    ]
