"""Companies in a message: somebody else's, and one that the addressee has left.

Whether a company is spoken of as the addressee's own is read from the words around it. Other companies are often
spoken of with good reason ("a customer at Maersk", "when I was at Globex"), and then nothing is said.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from bot.domain import names
from bot.domain.checking import lexicon
from bot.domain.checking.findings import Case, Finding, Rule
from bot.domain.checking.prose import Prose, Word
from bot.domain.messages import Occasion
from bot.domain.model import Named

SAME = 85  # of 100: how alike two spellings of one company are

_ABOUT_OTHERS = (Occasion.ASK_INTRODUCTION, Occasion.CONNECT, Occasion.ASK_TO_INTRODUCE)
_ABOUT_AN_INTRODUCTION = (Occasion.REPORT_BACK, Occasion.THANK_YOU, Occasion.REMINDER)
_YOURS = re.compile(
    r"(?:\b(?:things|life|work|working|job|role|position|promotion|teams?|colleagues?|boss|everybody|everyone|all|"
    r"office|company|career|success|doing|going|treating|you|well|plans?|people|folks|budget|project|pilot|news)\b"
    r"(?: (?!and\b)\w+){0,2} (?:at|with|for|over at|from|of)"
    r"|\byou(?: (?!and\b|know|knew)\w+){1,4} (?:at|with|over at)"
    r"|\byour(?: (?!old\b|former\b|ex\b|friends?\b|time\b|days\b|years\b|contacts?\b)\w+){1,4} (?:at|in|of|for|with)"
    r"|\byou(?:r [\w ]{2,20})? (?:and|and everybody at|and the team at|and your team at)"
    r"|\bhow(?:'s|’s| is| are| has| does| do| did)(?: \w+){0,2}"
    r"|\b(?:help|helping|suit|benefit|fit|support|visit|convince)(?: to| for| out)?"
    r"|\b(?:quote|proposal|offer|contract|price|visit|call|solution) (?:for|to|at)"
    r"|\b(?:joining|joined|run|running|lead|leading|represent) "
    r"|(?:^|[,;:] )(?:and |but |so )?(?:is|are|does|do|did|could|would|will|has|have|can|should|was))\s*(?:the )?$"
)
_OTHERS = re.compile(
    r"(?<!your )\b(?:(?<!me )(?<!us )know|knew|known|anybody|anyone|somebody|someone|friends?|customers?"
    r"|clients?|contacts?|lead|"
    r"person|woman|man|guy|recruiter|opening|opportunity|than|versus|vs|compar\w+|compet\w+|appl(?:y|ied)|"
    r"interview\w*|introduc\w+|reach|heard|read|saw|alumni|colleague)\b(?: (?!you\b|your\b)\w+){0,3}\s*$"
    r"|\b(?:unlike|(?<!you )like|such as)\s*$"
)
_MINE = re.compile(
    r"\b(?:i|we|my|our|me|us|i['’](?:m|ve|d)|we['’](?:re|ve))\b(?:(?!\byou).){0,80}?"
    r"\b(?:at|from|with|in|of|leave|leaving|left|joined|quit|by|into|out of|(?:work\w*|interview\w*|appl\w+|consult\w*|"
    r"freelanc\w+|did|do|done|used|shot|job|gig) (?:\w+ )?for)(?: the| a)?\s*$"
)
# What makes a whole sentence about the addressee's own work, wherever in it a company is named.
_CONGRATULATED = re.compile(r"\b(?:congrat\w*|well done|proud|you and (?:the|your) team|good (?:for|on) you)\b")
_HANDED_OVER = re.compile(
    r"\b(?:attached|enclosed|here(?:['’]s| is| are| it is| they are)|sent|send(?:ing)?|put|shared?|uploaded|prepared|"
    r"made|finished|drafted|wrote|written|sketched|drawn|drew|designed|built|planned|outlined)\b"
    r"(?:(?!\b(?:about|by)\b).){0,60}\b(?:for|at)(?: the| a)?\s*$"
)
_WORKING = re.compile(
    r"\b(?:i['’]?m|i am|we['’]?re|we are|i['’]ve been|we['’]ve been|i was|we were) (?:now |also |already |still )?"
    r"(?:helping|advising|supporting|consulting|working|doing)\b[^.?!]{0,20}$"
)
_OBSERVED = re.compile(r"\b(?:i|we) (?:just |also )?(?:see|saw|hear|heard|read|notice|noticed)\b[^.?!]{0,40}$")
_BUSY = re.compile(
    r"\byou (?:all )?must\b|\byou['’]ll (?:all )?be\b|\byou['’]re (?:all )?\w+ing\b|\byour (?!old|former|ex)\w+"
)
_TO_YOU = re.compile(r"\b(?:your|you|below|let me know|have a look|take a look|attached|enclosed)\b")
_FORMERLY = re.compile(
    r"\b(?:miss\w*|used to|you (?:once |first |all )?(?:worked|were|led|ran|started|spent|wrote|had)"
    r"|back (?:then |when )?|when (?:you|we) (?:were|worked|led|ran|met)|former(?:ly)?|ex"
    r"|old|(?:your|our) time|"
    r"years|days|since you left|left|leaving|leave|moved|remember|(?:worked|were|work) together|(?<!me )know"
    r"|knew|anybody|anyone|"
    r"somebody|someone|friends|contacts|our|than|compar\w+|before (?:you|your)|spent|did you|were you|"
    r"(?:stor(?:y|ies)|friends?|people|pictures?|photos?|colleagues?|crowd|gang|folks|c[ao]me|switch\w*) (?:\w+ )?from)"
    r"\b[^.?!]{0,40}$"
)
_FORMERLY_AFTER = re.compile(
    r"^(?:['’]s)?\s*(?:days|times?|years|alumni|era|chapter|colleagues|contacts?|connections?|intro(?:duction)?s?|"
    r"leads?|tips?|friends?|recruiters?|numbers?|address|article|piece|story|case|study|report|"
    r"outlets?|shops?|buildings?|logo|t-?shirts?|hoodies?|mugs?|ads?|adverts?|billboards?|posters?|vans?|trucks?)\b"
    r"|^ (?:is |was |are |were )?(?:all over|in|on) (?:the |today['’]s )?(?:news|papers?|press|tv|radio)\b"
)
# What a company does, so that an ordinary word at the beginning of a sentence is one: "Ramp is hiring".
_DOES = re.compile(
    r"(?:['’]s)? (?:(?:is|are) (?:going to|lucky|hiring|growing|doing|launching|huge|expanding|building|raising|still)"
    r"|(?:must|will|should|can|could) (?:be|have|love|do)|has (?:just|really|been)|just|launched|announced|raised"
    r"|hired)\b"
)
_STILL = re.compile(
    r"\byou(?:['’]re| are)? still (?:at|with|work\w*|enjoy\w*|happy|lik\w+|run\w*|lead\w*)\b|\x00\s*still\b"
)


def check(case: Case) -> Iterator[Finding]:
    """Somebody else's company, spoken of as theirs or for no reason that could be read."""
    for company, people in case.companies.items():
        if _is_theirs(company, case) or _is_mine(people, case):
            continue
        for words in mentions(case.prose, company):
            if finding := _other(case, company, people, words):
                yield finding
                break


def left(case: Case) -> Iterator[Finding]:
    """An employer they have left, spoken of as the present one."""
    for company in case.known.former:
        if same(company, case.known.contact.company or ""):
            continue
        for words in mentions(case.prose, company):
            if finding := _former(case, company, words):
                yield finding
                break


def core(company: str) -> list[str]:
    """The words by which a company is called: without "GmbH" and the like, unless that is all there is."""
    words = names.key(company).split()
    return [word for word in words if word not in lexicon.listed("legal")] or words


def same(one: str, other: str) -> bool:
    """Whether two names are one company's: spelt another way, or the one short for the other."""
    left, right = core(one), core(other)
    if not left or not right:
        return False
    shorter = min(len(left), len(right))
    return left[:shorter] == right[:shorter] or fuzz.ratio(" ".join(left), " ".join(right)) >= SAME


def mentions(prose: Prose, company: str) -> Iterator[Sequence[Word]]:
    """Where a company is named, written like a name; an ordinary word at the beginning of a sentence is none."""
    return (found for found in prose.runs(core(company)) if _is_named(found, company, prose.text))


def _is_named(found: Sequence[Word], company: str, text: str) -> bool:
    is_ordinary = len(found) == 1 and found[0].key in lexicon.listed("ordinary")
    if is_ordinary and found[0].is_first:
        return bool(_DOES.match(text[found[0].end :]))
    return found[0].is_capital or (company[0].islower() and not is_ordinary)


def _other(case: Case, company: str, people: Sequence[Named], words: Sequence[Word]) -> Finding | None:
    start, end = words[0].start, words[-1].end
    before, after = case.prose.around(start, end)
    is_theirs = _is_their_work(case, words, before, after)
    if _WORKING.search(before) and _has_a_reason(case, people):
        return None
    if _FORMERLY_AFTER.match(after) or (_OTHERS.search(before) and not (is_theirs or _BUSY.search(after))):
        return None
    is_theirs = is_theirs or bool(_YOURS.search(before))
    if not is_theirs and (_MINE.search(before) or _has_a_reason(case, people)):
        return None
    first, own = case.known.first, case.known.contact.company
    whose = people[0].name if len(people) == 1 else f"{people[0].name} and others"
    why = f"{company} is where {whose} works, as far as I know{f'; {first} is at {own}' if own else ''}."
    return _finding(case, Rule.COMPANY, words, why, own, sure=is_theirs)


def _is_their_work(case: Case, words: Sequence[Word], before: str, after: str) -> bool:
    """Whether a sentence is about what they did, or hands them something that was made for them."""
    is_handed_over = _HANDED_OVER.search(before) and _TO_YOU.search(f"{before} {after}")
    sentence = words[0].sentence
    end = case.prose.sentences[min(sentence + 1, len(case.prose.sentences) - 1)][1]
    said = case.text[case.prose.sentences[max(sentence - 1, 0)][0] : end].casefold()
    return bool(_CONGRATULATED.search(said) or is_handed_over)


def _has_a_reason(case: Case, people: Sequence[Named]) -> bool:
    """Whether it is natural to speak of it: somebody who works there is named too, or it is what this is about."""
    occasion, between = case.known.occasion, {*case.known.related, *case.known.introducers}
    if _names_somebody_of(case, people) or occasion in _ABOUT_OTHERS:
        return True
    return occasion in _ABOUT_AN_INTRODUCTION and any(one.name in between for one in people)


def _names_somebody_of(case: Case, people: Sequence[Named]) -> bool:
    """Whether somebody who works there is spoken of; whoever is greeted is no reason, since that may be the slip."""
    begin, _ = case.prose.body
    said = {word.key for word in case.prose.words if word.start >= begin}
    return any(token in said for one in people for token in one.name_key.split()[:1])


def _former(case: Case, company: str, words: Sequence[Word]) -> Finding | None:
    before, after = case.prose.around(words[0].start, words[-1].end)
    is_present = bool(_STILL.search(f"{before}\x00{after}"))
    if _OBSERVED.search(before) and not (_BUSY.search(after) or _is_their_work(case, words, before, after)):
        return None
    if _FORMERLY_AFTER.match(after) or (not is_present and _FORMERLY.search(before)):
        return None
    if not is_present and _names_somebody_of(case, case.companies.get(company, ())):
        return None
    first, now = case.known.first, case.known.contact.company
    why = f"{first} has left {company}{f' and is at {now} now' if now else ''}."
    return _finding(case, Rule.LEFT, words, why, now, sure=is_present or bool(_YOURS.search(before)))


def _finding(case: Case, rule: Rule, words: Sequence[Word], why: str, mend: str | None, *, sure: bool) -> Finding:
    start, end = words[0].start, words[-1].end
    genitive = re.search(r"['’]s?$", case.text[start:end])
    text = case.text[start : end - (len(genitive[0]) if genitive else 0)]
    advice = "" if mend else "Take it out, or leave it if you mean it."
    return Finding(rule, why, text, start, mend, advice, sure)


def _is_theirs(company: str, case: Case) -> bool:
    known = case.known
    if same(company, known.contact.company or "") or any(same(company, former) for former in known.former):
        return True
    return set(core(company)) <= known.familiar


def _is_mine(people: Sequence[Named], case: Case) -> bool:
    """Whether the member works there, as their own card says."""
    own = names.key(case.known.member.name)
    return bool(own) and any(named.name_key == own for named in people)
