"""What makes a message personal: where they work, where you met, who introduced you, what you last spoke of.

Notes are the member's own; into a message goes only what the two have spoken of, and in words that suit it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.domain import checks, lines, names, phrasing, tasks, templates, wins, words
from bot.domain.book import Book
from bot.domain.checking.findings import News
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Interaction, InteractionKind, Introduction, Task, TaskKind, Win

LOOKED_AT = 10  # interactions
LATELY = timedelta(days=30)  # whoever was in touch since then has not been out of touch for a while
_INTRODUCED_LATELY = 1


def aspects(
    book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task] = (), news: News | None = None
) -> dict[str, str]:
    """All that is known for a message to somebody, by the names that templates use; what is not known is absent.

    Args:
        owed: the promises that the message keeps.
        news: the member's situation.
    """
    locale = book.member.locale
    said = book.interactions(contact.id or 0, limit=LOOKED_AT)
    known = {
        "first": names.first(contact.name),
        "name": contact.name,
        "company": contact.company,
        "title": contact.title,
        "met": phrasing.met(contact.where_met, locale),
        "introducer": _introducer(contact),
        "topic": phrasing.topic(said, contact),
        "while": None if _is_lately(said, book.today) else templates.phrase(locale, "join", "while"),
        "news": phrasing.as_news(news.text) if news and news.text else None,
        "me": names.first(book.member.name),
        **_of_what_is_owed(book, contact, occasion, owed),
    }
    fitting = {name: fit for name, value in known.items() if (fit := _fit(value, name))}
    if fitting.get("topic", "").casefold() == fitting.get("about", " ").casefold():
        del fitting["topic"]
    return fitting


def _is_lately(said: Iterable[Interaction], today: date) -> bool:
    """Whether the two were in touch a short while ago."""
    return any(one.kind != InteractionKind.NOTE and today - one.on < LATELY for one in said)


def _of_what_is_owed(book: Book, contact: Contact, occasion: Occasion, owed: Sequence[Task]) -> dict[str, str | None]:
    """What the message is about: promises, thanks, introductions."""
    introduction = next((task.introduction for task in owed if task.introduction), None)
    if occasion in (Occasion.REMINDER, Occasion.ASK_TO_INTRODUCE, Occasion.CONNECT) and introduction:
        return {**_between(introduction, contact, occasion)}
    if occasion == Occasion.REPORT_BACK:
        return _report(book, owed)
    if occasion == Occasion.THANK_YOU:
        return _thanks(book, contact, owed)
    every = [_plain(task) for task in owed if task.kind != TaskKind.THANK_YOU]
    about = (phrasing.to_them(each, contact) for each in every if not tasks.is_deed(each))
    deeds = (phrasing.deed(each, contact) for each in every)
    return {"about": next(filter(None, about), None), "deed": next(filter(None, deeds), None)}


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
    abouts = [phrasing.to_them(_without_wins(task, won), contact) for task in thanks]
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
    most = 2 * phrasing.LONGEST if name in ("report", "news") else phrasing.LONGEST
    return said if said and len(said) <= most and not checks.has_blank(said) else None
