"""What makes a message personal: where they work, where you met, who introduced you, what you last spoke of.

Notes are the member's own; into a message goes only what the two have spoken of, and in words that suit it.
"""

import re
from collections.abc import Iterable, Sequence

from bot.domain import lines, names, templates, wins, words
from bot.domain.book import Book
from bot.domain.checking import blanks
from bot.domain.checking.findings import News
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Direction, Interaction, InteractionKind, Introduction, Task, TaskKind, Win

LONGEST = 120  # characters of anything that is put into a message
TOPIC = 60
LOOKED_AT = 10  # interactions
_INTRODUCED_LATELY = 1

_SPOKE = (
    r"(?:talk(?:ed|s)?|spoke|spoken|chat(?:ted)?|conversation|discussion|called|call|coffee|lunch|dinner|breakfast|"
    r"meeting|met|emailed|e-mailed|wrote|mailed|messaged|asked)"
)
_ABOUT = re.compile(
    rf"\b{_SPOKE}\b[^.;:\n]{{0,40}}?\b(?:about|regarding|re|on)\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE
)
_DISCUSSED = re.compile(r"\bdiscussed\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE)
_TOUCHED = (InteractionKind.CALL, InteractionKind.COFFEE, InteractionKind.MEETING)
_BARE_ABOUT = re.compile(r"^\s*(?:about|re:?|regarding)\s+(?P<topic>[^.;:!?,\n]+)", re.IGNORECASE)
_REST = re.compile(
    r"\s+(?:(?:and|but|so|because|then|who|which|that|while|where)\s+(?:s?he|they|i|we|it|will|would|was|is|has|had)\b|"
    r"(?:yesterday|today|last|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\().*$",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"\b(?:her|his|their)\b(?!\s+(?:and|or|to|about|that|for|in|on|at)\b|\s*$)", re.IGNORECASE)
_UNFIT = re.compile(
    r"\b(?:she|he|they|him|them|hers|herself|himself|themselves)\b|\b(?:her|his|their)\s*$|^(?:how|what|why|when|where|"
    r"whether|if|that|who|which|it|this|him|her|them|me|us|you)\b|\bhttps?\b|@",
    re.IGNORECASE,
)
_ON = re.compile(r"^(?:linkedin|twitter|x|mastodon|bluesky|slack|discord|zoom|teams|instagram|facebook|github)\b", re.I)
_JOINED = re.compile(r"^(?:at|in|on|during|through|via)\s", re.IGNORECASE)
_NOWHERE = re.compile(r"^(?:a )?(?:direct message|dm|group message|unknown|here)\b", re.IGNORECASE)


def aspects(
    book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task] = (), news: News | None = None
) -> dict[str, str]:
    """All that is known for a message to somebody, by the names that templates use; what is not known is absent.

    Args:
        owed: the promises that the message keeps.
        news: the member's situation.
    """
    locale = book.member.locale
    known = {
        "first": names.first(contact.name),
        "name": contact.name,
        "company": contact.company,
        "title": contact.title,
        "met": met(contact.where_met, locale),
        "introducer": _introducer(contact),
        "topic": topic(book.interactions(contact.id or 0, limit=LOOKED_AT), contact),
        "news": as_news(news.text) if news and news.text else None,
        "me": names.first(book.member.name),
        **_of_what_is_owed(book, contact, occasion, owed),
    }
    fitting = {name: fit for name, value in known.items() if (fit := _fit(value, name))}
    if fitting.get("topic", "").casefold() == fitting.get("about", " ").casefold():
        del fitting["topic"]
    return fitting


def met(place: str | None, locale: str = "en") -> str | None:
    """ "at PyCon", "on LinkedIn", "in #intros": where they met, to stand after "we met"."""
    place = " ".join((place or "").split())
    if not place or _NOWHERE.match(place):
        return None
    if _JOINED.match(place):
        return place[0].lower() + place[1:]
    joint = "in" if place.startswith("#") else "on" if _ON.match(place) else "at"
    return f"{templates.phrase(locale, 'join', joint)} {place}"


def topic(interactions: Iterable[Interaction], contact: Contact) -> str | None:
    """What the two last spoke of, as the latest note that says so has it: "your move to Lisbon".

    What the member wrote to them is no note: to wish to talk about something is not to have done so.
    """
    for one in (each for each in interactions if each.direction != Direction.OUT):
        patterns = (_ABOUT, _DISCUSSED, *((_BARE_ABOUT,) if one.kind in _TOUCHED else ()))
        for found in filter(None, (pattern.search(one.text) for pattern in patterns)):
            if fit := to_them(found["topic"], contact, TOPIC):
                return fit
    return None


def to_them(text: str | None, contact: Contact, limit: int = LONGEST) -> str | None:
    """A few words about somebody, as one says them to that person: "her move" is "your move".

    None, if they can't be said so, or are too many.
    """
    said = _REST.sub("", " ".join((text or "").split())).strip(" ,.;:!?-–—")
    first = re.escape(names.first(contact.name))
    said = _THEIRS.sub("your", re.sub(rf"\b{first}['’]s?(?=\s)", "your", said))
    if not said or len(said) > limit or _UNFIT.search(said) or re.search(rf"\b{first}\b", said):
        return None
    return said


def as_news(text: str) -> str:
    """One's situation, to stand after a colon: without the full stop, and not shouting its first word."""
    said = " ".join(text.split()).rstrip(" .!")
    return said[0].lower() + said[1:] if re.match(r"[A-Z][a-z]+ing\b|Now\b|Open\b|My\b|The\b|A\b", said) else said


def _of_what_is_owed(book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task]) -> dict[str, str | None]:
    """What the message is about: promises, thanks, introductions."""
    introduction = next((task.introduction for task in owed if task.introduction), None)
    if occasion in (Occasion.REMINDER, Occasion.ASK_TO_INTRODUCE, Occasion.CONNECT) and introduction:
        return {**_between(introduction, contact, occasion)}
    if occasion == Occasion.REPORT_BACK:
        return _report(book, owed)
    if occasion == Occasion.THANK_YOU:
        return _thanks(book, contact, owed)
    about = [to_them(_plain(task), contact) for task in owed if task.kind != TaskKind.THANK_YOU]
    return {"about": next(filter(None, about), None)}


def _between(introduction: Introduction, contact: Contact, occasion: Occasion) -> dict[str, str]:
    """An introduction as whoever gets the message sees it."""
    if occasion == Occasion.REMINDER:
        return lines.of(introduction, contact, introduction.contact)
    is_one = contact.id == introduction.contact_id
    other = introduction.other if is_one else introduction.contact
    return lines.of(introduction, contact, other)


def _report(book: Book, owed: Sequence[Task]) -> dict[str, str | None]:
    made = [task.introduction for task in owed if task.kind == TaskKind.REPORT_BACK and task.introduction]
    won = [book.win(task.win_id) for task in owed if task.win_id]
    whom = words.listing([name for one in made if (name := lines.first(one.contact))])
    return {"report": lines.reported(made, won, book.member.locale) if made else None, "whom": whom}


def _thanks(book: Book, contact: Contact, owed: Sequence[Task]) -> dict[str, str | None]:
    """ "introducing me to Jane and for the tip on rates", and the good news it led to."""
    thanks = [task for task in owed if task.kind == TaskKind.THANK_YOU]
    won = [book.win(task.win_id) for task in thanks if task.win_id]
    whom = [lines.first(task.introduction.contact) for task in thanks if task.introduction]
    if not thanks:
        latest = book.received_from(contact.id or 0, limit=_INTRODUCED_LATELY)
        whom = [lines.first(one.contact) for one in latest if one.has_happened]
    locale = book.member.locale
    named = words.listing(list(dict.fromkeys(filter(None, whom))))
    introducing = templates.phrase(locale, "join", "introducing", whom=named) if named else None
    abouts = [to_them(_without_wins(task, won), contact) for task in thanks]
    joint = f" {templates.phrase(locale, 'join', 'and')} {templates.phrase(locale, 'join', 'for')} "
    said = joint.join(filter(None, [introducing, *abouts]))
    return {"thanks": said, "win": words.listing([win.what for win in won])}


def _without_wins(task: Task, won: Sequence[Win]) -> str:
    """Why somebody is thanked, but for the wins, which are told apart; of several reasons, the first."""
    about = task.about or ""
    for win in won:
        about = about.replace(wins.reason(win), "")
    return next((reason for each in about.split(";") if (reason := each.strip())), "")


def _plain(task: Task) -> str:
    """What a promise is about; of several reasons, the first."""
    first = (task.about or "").split("; ")[0]
    return re.sub(r"^(?:to )?congratulat\w+(?: \w+)? (?:on|for) ", "", first, flags=re.IGNORECASE)


def _introducer(contact: Contact) -> str | None:
    by = next(iter(contact.introducers), None)
    if by is None:
        return None
    return names.first(by.introducer.name if by.introducer else by.introducer_name) or None


def _fit(value: str | None, name: str) -> str | None:
    """What may be put into a message: a few words on one line that do not look like a blank."""
    said = " ".join((value or "").split())
    most = 2 * LONGEST if name in ("report", "news") else LONGEST
    return said if said and len(said) <= most and not blanks.has_blank(said) else None
