"""What changed: a new job, a promotion, another city."""

import re

from bot.domain import places, vocabulary
from bot.domain.captures.introduced import RELATED
from bot.domain.captures.line import Line, Rule, pattern
from bot.domain.captures.sharing import NAMED, before_sentence, fits_company, note, set_company


def _moved(line: Line, found: re.Match[str]) -> bool:
    """ "Jane moved to Globex as VP", "joined Globex", "left Initech for Globex", "switched from Acme to Hooli"."""
    said = found.groupdict()
    company, former, title = said.get("company"), said.get("former"), said.get("title")
    if any(_is_rather_a_day(line, words) for words in (company, former) if words):
        return False
    if (company and not fits_company(company)) or (former and not fits_company(former)):
        return False
    if not _is_about(line, said.get("who")):
        return False
    assert line.person is not None
    if former:
        former, rest = before_sentence(_without_its_day(line, former))
        line.person.former.append(former)
        line.keep(rest)
    if company:
        line.person.company = None
        set_company(line, _without_its_day(line, company))
    line.person.title = _without_its_day(line, title) if title else line.person.title
    line.person.has_moved = bool(company)
    return True


def _is_rather_a_day(line: Line, words: str) -> bool:
    """ "moved to friday", "started at 9 on monday"; "Monday" with a capital may be a company."""
    has_number = bool(re.search(r"\b\d", words))
    return (has_number or words.islower()) and bool(line.is_day(words) or (has_number and line.tail(words)))


def _without_its_day(line: Line, words: str) -> str:
    """ "Twitter last month", "CMO since May": the day of a change is not when they talked; it is worth a note."""
    day = line.tail(words)
    if not day or not day.head:
        return words
    line.keep(day.words)
    return day.head


def _is_about(line: Line, who: str | None) -> bool:
    """Whether a change is that of somebody the line is about; one it names first is added."""
    related = RELATED.fullmatch(who) if who and not line.capture.people else None
    name = line.whom(related["name"] if related else who) if who else None
    if who and not name:
        return False
    line.keep(related["how"] if related else None)
    if name and not line.capture.people:
        line.add_person(name)
    return bool(line.capture.people) and (name is None or name == line.told.last)


def _former(line: Line, found: re.Match[str]) -> bool:
    """ "ex-Google", "formerly Stripe", "used to work at Oracle"."""
    words = found["former"].strip()
    title, at, company = words.partition(" at ")
    if at and vocabulary.is_title(title):  # "previously VP at Visa"
        line.keep(title)
        words = company
    if not line.person or not words[0].isupper() or len(words.split()) > 4:
        return False
    line.person.former.append(words)
    return True


def _was_at(line: Line, found: re.Match[str]) -> bool:
    """ "was at Bol", of somebody who is elsewhere now."""
    is_elsewhere = line.person and line.person.company and line.person.company != found["former"]
    words = found["former"]
    is_occasion = vocabulary.is_event(words) or vocabulary.is_occasion(words)
    return bool(is_elsewhere) and not is_occasion and fits_company(words) and _former(line, found)


def _promoted(line: Line, found: re.Match[str]) -> bool:
    title, company = found["title"], found["company"]
    fits = vocabulary.is_title(title) and (company is None or fits_company(company))
    if not fits or not _is_about(line, found["who"]):
        return False
    assert line.person is not None
    line.person.title, line.person.has_moved = title, True
    if company:
        line.person.company = None
        set_company(line, _without_its_day(line, company))
    return True


def _is_now(line: Line, found: re.Match[str]) -> bool:
    """ "Jane is now VP Engineering at Globex", "my friend Tom Reed is a lawyer"."""
    title = found["title"]
    if (
        line.capture.people
        or not vocabulary.is_title(re.split(r" (?:at|of)(?: the)? (?=[A-Z])", title)[0])
        or not line.whom(found["who"])
    ):
        return False
    return line.go_on_with(found["who"], title)


def _home_named(line: Line, found: re.Match[str]) -> bool:
    """ "Jane moved to Berlin" """
    if not places.is_place(found["where"]) or not _is_about(line, found["who"]):
        return False
    line.capture.is_placed = True
    words = found[0].removeprefix(found["who"] or "").strip()
    return note(line, words)


def rules() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules of this subject, in order."""
    as_title = r"(?:,? as (?:an? |the |our |their |new )*(?P<title>[^,]+?))?"
    gone = (
        r"(?:moved (?:over )?to|joined|joins|started (?:a new job )?(?:at|with)|went to|switched to"
        r"|now (?:works )?(?:at|with|for)|is at|jumped to)"
    )
    return [
        (pattern(rf"{NAMED}(?P<_>switched|moved|went) from (?P<former>.+?) to (?P<company>.+?){as_title}"), _moved),
        (
            pattern(
                rf"{NAMED}(?:left|quit|is leaving|departed|resigned from|retired from|(?:was |got )?(?:laid off"
                rf"|let go) (?:from|by)) (?P<former>.+?)(?: (?:for|to join) (?P<company>.+?))?{as_title}"
            ),
            _moved,
        ),
        (pattern(rf"{NAMED}(?:moved|relocated|lives?|living|based|is) ?(?:to|in|out of) (?P<where>.+)"), _home_named),
        (pattern(rf"{NAMED}{gone} (?P<company>.+?){as_title}"), _moved),
        (
            pattern(rf"{NAMED}(?:got |was )?promoted to (?:the )?(?P<title>.+?)(?: (?:at|@) (?P<company>.+))?"),
            _promoted,
        ),
        (
            pattern(
                r"(?P<who>.+?)(?: is| was|['’]s(?= (?:now|currently|just|also|an?|the|our) )) (?:now |currently "
                r"|just |also )*(?:an? |the |our |their |new )*(?P<title>[^,]+)"
            ),
            _is_now,
        ),
        (pattern(r"(?:who )?(?:was|worked|used to be) (?:at|with|for) (?P<former>.+?)(?: before(?: that)?)?"), _was_at),
        (pattern(r"before that (?:she |he |they )?(?:was |were |worked )?(?:at|with|for) (?P<former>.+)"), _was_at),
        (
            pattern(
                r"(?:who )?(?:ex[- ]|formerly |previously |prev\.? |former |used to (?:work|be) )(?:at |with "
                r"|for )?(?P<former>.+)"
            ),
            _former,
        ),
    ]
