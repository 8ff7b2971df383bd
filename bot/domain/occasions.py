"""What a message is for: what is owed to somebody, what the member says, or what could be said to anybody."""

import re
from collections.abc import Mapping, Sequence

from bot.domain import matchmaking
from bot.domain.book import Book
from bot.domain.messages import Occasion
from bot.domain.model import Contact, IntroductionKind, IntroductionState, Task, TaskKind

# What can be chosen for anybody; the others come of an introduction, or of an answer that is awaited.
FOR_ANYBODY = (
    Occasion.FOLLOW_UP,
    Occasion.THANK_YOU,
    Occasion.REPORT_BACK,
    Occasion.RECONNECT,
    Occasion.SITUATION,
    Occasion.ASK_INTRODUCTION,
    Occasion.CONGRATULATE,
)


# What an occasion is called.
NAMES: Mapping[Occasion, str] = {
    Occasion.FOLLOW_UP: "Follow up",
    Occasion.THANK_YOU: "Say thanks",
    Occasion.REPORT_BACK: "Tell how it went",
    Occasion.RECONNECT: "Be in touch again",
    Occasion.SITUATION: "Tell my news",
    Occasion.ASK_INTRODUCTION: "Ask for an introduction",
    Occasion.CONGRATULATE: "Congratulate",
    Occasion.SECOND_TRY: "Try once more",
    Occasion.REMINDER: "Remind of an introduction",
    Occasion.ASK_TO_INTRODUCE: "Ask whether to introduce",
    Occasion.CONNECT: "Connect two people",
}

_OCCASIONS = {
    TaskKind.FOLLOW_UP: Occasion.FOLLOW_UP,
    TaskKind.THANK_YOU: Occasion.THANK_YOU,
    TaskKind.REPORT_BACK: Occasion.REPORT_BACK,
}


# How a member says it after a name: "draft Jane thank you".
_SAID = (
    (Occasion.SECOND_TRY, r"(?:second|another) try|try (?:once more|again)|once more"),
    (Occasion.REMINDER, r"remind\w*"),
    (Occasion.ASK_INTRODUCTION, r"(?:(?:ask|request) )?(?:for )?(?:an? )?intro(?:duction)?"),
    (Occasion.THANK_YOU, r"(?:say )?(?:a )?thank(?:s|[ -]you)?(?: note)?"),
    (Occasion.REPORT_BACK, r"report(?:[ -]back)?|(?:tell )?how it went"),
    (Occasion.FOLLOW_UP, r"(?:a )?follow[ -]?up"),
    (Occasion.RECONNECT, r"re-?connect|catch[ -]up|(?:be |get )?(?:back )?in touch(?: again)?|hello|hi"),
    (Occasion.SITUATION, r"(?:(?:tell )?my )?(?:news|situation)"),
    (Occasion.CONGRATULATE, r"congrat\w*"),
)


def said(text: str) -> tuple[Occasion | None, str]:
    """Which occasion a few words name, at their beginning or end, and the words that are left.

    "Jane Doe thank you" is (thank you, "Jane Doe"), and so is "thank you to Jane Doe".
    """
    for occasion, pattern in _SAID:
        ends = re.search(rf"(?:^|[\s:,])(?:{pattern})[.!]?$", text, re.IGNORECASE)
        if ends:
            return occasion, text[: ends.start()].strip(" :,")
        begins = re.match(rf"(?:{pattern}) (?:to|for|with|from) ", text, re.IGNORECASE)
        if begins:
            return occasion, text[begins.end() :].strip(" :,")
    return None, text.strip(" :,")


def occasions(book: Book, contact: Contact) -> list[Occasion]:
    """What one may write to somebody for: what is owed first, then all that can be chosen for anybody."""
    owed = [occasion_of(task) for task in book.open_tasks(contact_id=contact.id)]
    return list(dict.fromkeys([*filter(None, owed), *FOR_ANYBODY]))


def likeliest(book: Book, contact: Contact) -> Occasion:
    """What a message to somebody is for, when it is not said: what is owed by today, else to be in touch again."""
    due = [task for task in book.open_tasks(contact_id=contact.id) if task.due_on <= book.today]
    found = next(filter(None, map(occasion_of, due)), None)
    if found:
        return found
    has_promise = any(occasion_of(task) == Occasion.FOLLOW_UP for task in book.open_tasks(contact_id=contact.id))
    return Occasion.FOLLOW_UP if has_promise else Occasion.RECONNECT


def occasion_of(task: Task) -> Occasion | None:
    """What a message that keeps a promise is for; none where none would."""
    about = (task.about or "").casefold()
    if task.kind == TaskKind.FOLLOW_UP and task.introduction:
        both = matchmaking.both_agreed(task.introduction)
        return Occasion.CONNECT if both else Occasion.ASK_TO_INTRODUCE
    if task.kind == TaskKind.FOLLOW_UP and about.startswith("congratul"):
        return Occasion.CONGRATULATE
    if task.kind == TaskKind.AWAITING_REPLY:
        return _after_no_answer(task)
    return _OCCASIONS.get(task.kind)


def occasion_for(owed: Sequence[Task]) -> Occasion | None:
    """What a message is for that keeps several promises at once: thanks go with how it went."""
    found = [occasion for task in owed if (occasion := occasion_of(task))]
    return Occasion.REPORT_BACK if Occasion.REPORT_BACK in found else next(iter(found), None)


def kept_by(book: Book, contact: Contact, occasion: Occasion) -> list[Task]:
    """The open promises to somebody that a message for this occasion keeps; thanks go with how it went."""
    every = book.open_tasks(contact_id=contact.id)
    owed = [task for task in every if occasion_of(task) == occasion]
    if occasion == Occasion.REPORT_BACK and owed:
        return [task for task in every if task.kind in (TaskKind.REPORT_BACK, TaskKind.THANK_YOU)]
    return owed if occasion == Occasion.THANK_YOU else owed[:1]


def _after_no_answer(task: Task) -> Occasion | None:
    """A promise of an introduction is called to mind; another message is tried again, once."""
    one = task.introduction
    if one is None:
        return None if task.tries else Occasion.SECOND_TRY
    is_promise = one.kind == IntroductionKind.RECEIVED and one.state == IntroductionState.PROMISED
    return Occasion.REMINDER if is_promise else None
