"""What is said of promises: why one is owed, and what became of it. Tasks that are done in one message are one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from bot.domain import calendar, fading, introductions, keeping, matchmaking, names, tasks, words
from bot.domain.model import (
    Answer,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    Task,
    TaskKind,
    TaskState,
)
from bot.slack.mrkdwn import escape

SHOWN = 300  # characters of a reason

Named = Collection[int | None]  # ids of people who are named elsewhere in the same nudge, and so not here

_CAME_OF_IT = {
    Outcome.WENT_SOMEWHERE: " and it went somewhere",
    Outcome.NOTHING: " and nothing came of it",
    Outcome.NO_REPLY: ", who has not replied",
    Outcome.LEFT_ALONE: ", who would rather be left alone",
}
_NOTED = {
    Outcome.WENT_SOMEWHERE: "it went somewhere",
    Outcome.NOTHING: "nothing came of it",
    Outcome.NO_REPLY: "no reply",
    Outcome.LEFT_ALONE: "left alone from now on",
    Outcome.DECLINED: "it is not to be",
}


def line(owed: Sequence[Task], member: Member, today: date, name: bool = False) -> str:
    """ "Mon 7 Dec: follow up about the pilot"; with the name: "Tue 24 Nov: thank Bob" (mrkdwn)."""
    task = owed[0]
    day = words.dated(task.due_on, today)
    at = f", {words.clock(task.due_time, member.locale)}" if task.due_time else ""
    repeat = tasks.repeat_of(task)
    again = f", {repeat}" if repeat and task.is_open else ""
    is_asked_by_now = task.kind in (TaskKind.ASK_OUTCOME, TaskKind.AWAITING_REPLY) and not tasks.waits(task, today)
    said = asked(owed, today) if is_asked_by_now else _deed(owed, _first(task) if name else None)
    return f"{day}{at}: {said}{again}"


def asked(owed: Sequence[Task], today: date, named: Named = ()) -> str:
    """What a nudge says: "You planned to follow up today about the pilot." (mrkdwn)."""
    keep = " Keep it, or let it go?" if fading.is_asked_about(owed[0]) else ""
    return f"{_asked(owed, today, named)}{keep}"


def _asked(owed: Sequence[Task], today: date, named: Named) -> str:
    task = owed[0]
    if task.kind in (TaskKind.THANK_YOU, TaskKind.REPORT_BACK):
        return _thanks_or_report(owed, today, named)
    if task.introduction and task.kind in _ASKED:
        return _ASKED[task.kind](task, task.introduction, named)
    if task.kind == TaskKind.AWAITING_REPLY:
        return _no_answer(task, today)
    day = words.day(task.due_on, today)
    when = day if day in ("today", "tomorrow", "yesterday") else f"on {day}"
    return f"You planned to follow up {when}{_reason(task)}."


def settled(owed: Sequence[Task], member: Member, today: date, named: Named = ()) -> str | None:
    """What became of a promise, if anything did: done, let go, put off, gone from the book (plain text)."""
    task = owed[0]
    first = names.first(task.contact.name) if task.contact else "them"
    if task.deleted_at or not task.contact or task.contact.deleted_at:
        return f"{first} is no longer in your book"
    if task.state == TaskState.LET_GO and task.kind == TaskKind.AWAITING_REPLY and task.tries:
        return f"{first} rests now, no hard feelings"
    if task.state == TaskState.LET_GO:
        return f"Let go: {tasks.owed(task)} {first}"
    if task.state == TaskState.DONE and is_step(task):
        assert task.introduction is not None
        return _step_taken(task, task.introduction, first, named)
    if task.state == TaskState.DONE:
        return f"{keeping.done(owed, first)}{_again(task, member, today)}"
    if task.change_id and task.nudge_at and task.kept:
        return f"Kept. {first} comes up again {back(task, member, today)}"
    if task.change_id and task.nudge_at:
        return f"Put off {first} to {back(task, member, today)}"
    return None


def _again(task: Task, member: Member, today: date) -> str:
    """ "; again Mon 15 Feb", of what repeats."""
    repeat = tasks.repeat_of(task)
    if repeat is None or task.closed_at is None:
        return ""
    again = repeat.next(calendar.local_day(task.closed_at, member.tz), task.due_on)
    return f"; again {words.dated(again, today)}"


def is_step(task: Task) -> bool:
    """Whether it is done by taking an introduction a step further."""
    return task.introduction is not None and task.kind not in (TaskKind.THANK_YOU, TaskKind.REPORT_BACK)


def back(task: Task, member: Member, today: date) -> str:
    """The day a task that was put off comes up again."""
    return words.day(calendar.local_day(task.nudge_at, member.tz), today) if task.nudge_at else "later"


def reasons(owed: Sequence[Task], named: Named = ()) -> str:
    """What somebody is thanked for, to stand after a name: " for introducing you to Jane and for the tip on rates"."""
    thanks = [task for task in owed if task.kind == TaskKind.THANK_YOU]
    made = [task.introduction for task in thanks if task.introduction]
    whom = list(dict.fromkeys(_whom(one) for one in made if one.contact_id not in named))
    abouts = [escape(words.shorten(task.about, SHOWN)) for task in thanks if task.about]
    every = [*([_introducing(len(made), whom)] if made else []), *abouts]
    return f" for {' and for '.join(every)}" if every else ""


def _introducing(made: int, whom: Sequence[str]) -> str:
    if whom:
        return f"introducing you to {words.listing(whom)}"
    return "the introduction" if made == 1 else "the introductions"


def _deed(owed: Sequence[Task], first: str | None) -> str:
    """ "follow up about the pilot", "thank Bob, and say how it went"."""
    task, kinds = owed[0], {task.kind for task in owed}
    if task.introduction and task.kind in _LATER:
        return _LATER[task.kind](task, task.introduction, first)
    if task.kind == TaskKind.AWAITING_REPLY:
        return f"I'll ask whether {_first(task)} came back to you"
    if task.kind not in (TaskKind.THANK_YOU, TaskKind.REPORT_BACK):
        return f"follow up{f' with {first}' if first else ''}{_reason(task)}"
    if TaskKind.THANK_YOU in kinds:
        how = ", and say how it went" if TaskKind.REPORT_BACK in kinds else ""
        return f"{f'thank {first}' if first else 'say thanks'}{reasons(owed)}{how}"
    whom = words.listing(list(dict.fromkeys(_whom(each.introduction) for each in owed)))
    return f"{f'tell {first}' if first else 'say'} how it went with {whom}"


def _no_answer(task: Task, today: date) -> str:
    since = words.dated(task.created_at.date(), today) if task.created_at else "a while ago"
    if task.tries:
        return f"No answer, twice{_reason(task)}. You asked kindly; it may rest now."
    return f"No answer since {since}{_reason(task)}. One kind second try is fine."


def _thanks_or_report(owed: Sequence[Task], today: date, named: Named) -> str:
    first = _first(owed[0])
    thanks = [task for task in owed if task.kind == TaskKind.THANK_YOU]
    reports = [task for task in owed if task.kind == TaskKind.REPORT_BACK]
    if not thanks:
        return _report(first, [task.introduction for task in reports if task.introduction], named)
    how = ", and say how it went; one line is plenty" if reports else ""
    gift = " A small gift would be kind." if any(task.gift for task in thanks) else ""
    since = min(task.due_on for task in owed)
    late = f" You meant to by {words.day(since, today)}." if since < today else ""
    return f"Thank {first}{reasons(thanks, named) or ' for their help'}{how}.{gift}{late}"


def _report(first: str, made: Sequence[Introduction], named: Named) -> str:
    several = "introductions" if len(made) > 1 else "introduction"
    if not made or any(one.contact_id in named for one in made):
        return f"Let {first} know how the {several} went. One line is plenty."
    if len(made) > 1:
        whom = words.listing(list(dict.fromkeys(_whom(one) for one in made)))
        return f"{first} introduced you to {whom}. One line on how each went is plenty."
    return f"{first} introduced you to {_whom(made[0])}{_came_of(made[0])}. One line on how it went is plenty."


def _came_of(introduction: Introduction) -> str:
    if introduction.outcome in _CAME_OF_IT:
        return _CAME_OF_IT[introduction.outcome]
    return " and you two have talked" if introduction.state == IntroductionState.MET else ""


# --- what a nudge says of a step in an introduction ---


def _ask_outcome(task: Task, introduction: Introduction, named: Named) -> str:
    if introduction.kind == IntroductionKind.MADE:
        if _is_named(task, introduction, named):
            return f"Did anything come of the introduction you made for {_first(task)}?"
        return f"You introduced {_first(task)} to {_counterpart(task, introduction)}. Did anything come of it?"
    if introduction.state == IntroductionState.IN_TOUCH:
        return f"Have you and {_whom(introduction)} had a chance to talk?"
    return f"Have you and {_whom(introduction)} been in touch?"


def _awaiting(task: Task, introduction: Introduction, named: Named) -> str:
    about = f" about {escape(words.shorten(introduction.about, SHOWN))}" if introduction.about else ""
    hidden = _is_named(task, introduction, named)
    if introduction.kind == IntroductionKind.MADE:
        meeting = "the introduction" if hidden else f"meeting {_counterpart(task, introduction)}"
        return f"No word yet from {_first(task)} on {meeting}{about}."
    offer = "you an introduction" if hidden else f"to introduce you to {_whom(introduction)}"
    return f"{_first(task)} offered {offer}{about}. Did it happen?"


def _step_to_take(task: Task, introduction: Introduction, named: Named) -> str:
    agreed, hidden = matchmaking.both_agreed(introduction), _is_named(task, introduction, named)
    if hidden:
        return "Both agreed to meet: connect them." if agreed else f"Ask {_first(task)} about the introduction."
    return f"{words.capital(_step(task, introduction))}."


_ASKED: Mapping[TaskKind, Callable[[Task, Introduction, Named], str]] = {
    TaskKind.ASK_OUTCOME: _ask_outcome,
    TaskKind.AWAITING_REPLY: _awaiting,
    TaskKind.FOLLOW_UP: _step_to_take,
}


def _is_named(task: Task, introduction: Introduction, named: Named) -> bool:
    """Whether the other person of the introduction stands elsewhere in the nudge."""
    both = (introduction.contact_id, introduction.other_id)
    return any(each in named for each in both if each and each != task.contact_id)


# --- what a list says of it ---


def _will_ask_outcome(task: Task, introduction: Introduction, first: str | None) -> str:
    if introduction.kind == IntroductionKind.MADE:
        return f"I'll ask what came of it for {escape(matchmaking.pair(introduction))}"
    you = f"you and {first}" if first else "you two"
    had = "have talked" if introduction.state == IntroductionState.IN_TOUCH else "have been in touch"
    return f"I'll ask whether {you} {had}"


def _will_ask_again(task: Task, introduction: Introduction, first: str | None) -> str:
    if introduction.kind == IntroductionKind.MADE:
        return f"I'll ask whether {_first(task)} has answered"
    return f"I'll ask whether {_first(task)} has introduced you to {_whom(introduction)}"


def _will_do(task: Task, introduction: Introduction, first: str | None) -> str:
    return _step(task, introduction)


_LATER: Mapping[TaskKind, Callable[[Task, Introduction, str | None], str]] = {
    TaskKind.ASK_OUTCOME: _will_ask_outcome,
    TaskKind.AWAITING_REPLY: _will_ask_again,
    TaskKind.FOLLOW_UP: _will_do,
}


def _step(task: Task, introduction: Introduction) -> str:
    """ "ask Ann about meeting Tom"; once both agreed, "connect Ann and Tom"."""
    if matchmaking.answer_of(introduction, task.contact_id) == Answer.YES:
        return f"connect {escape(matchmaking.pair(introduction))}, who both agreed to meet"
    return f"ask {_first(task)} about meeting {_counterpart(task, introduction)}"


# --- what became of it ---


def _step_taken(task: Task, introduction: Introduction, first: str, named: Named) -> str:
    if introduction.kind == IntroductionKind.MADE:
        return _made_step_taken(task, introduction, first, named)
    whom = "you" if _is_named(task, introduction, named) else f"you to {_plain(introduction)}"
    if task.kind == TaskKind.ASK_OUTCOME:
        return _answered(introduction, first)
    if introduction.state == IntroductionState.PROMISED:
        return f"Reminded {first}"
    if not introduction.has_happened:
        return f"Let go: {first}'s offer"
    return f"{first} introduced {whom}"


def _answered(introduction: Introduction, first: str) -> str:
    """What the member said to "Have you and Jane been in touch?"."""
    if introduction.outcome:
        return f"{first}: {_NOTED[introduction.outcome]}"
    if not introduction.is_open:
        return f"Let go: the introduction to {first}"
    if introduction.asked:
        again = "I'll ask once more" if introduction.asked < introductions.ASKED_AT_MOST else "I won't ask again"
        not_yet = "in touch" if introduction.state == IntroductionState.INTRODUCED else "talked"
        return f"Not {not_yet} with {first} yet. {again}"
    had = "have talked" if introduction.state == IntroductionState.MET else "are in touch"
    return f"You and {first} {had}"


def _made_step_taken(task: Task, introduction: Introduction, first: str, named: Named) -> str:
    hidden = _is_named(task, introduction, named)
    if introduction.outcome:
        pair = f"{first}'s introduction" if hidden else matchmaking.pair(introduction)
        return f"{pair}: {_NOTED[introduction.outcome]}"
    if not introduction.is_open:
        return f"Let go: {first}'s introduction"
    if introduction.state == IntroductionState.INTRODUCED:
        return "Connected the two" if hidden else f"Connected {matchmaking.pair(introduction)}"
    agreed = matchmaking.answer_of(introduction, task.contact_id) == Answer.YES
    return f"{first} agreed" if agreed else f"Asked {first}"


def _first(task: Task) -> str:
    return escape(names.first(task.contact.name)) if task.contact else "them"


def _plain(introduction: Introduction) -> str:
    return names.first(introduction.contact.name) if introduction.contact else "them"


def _whom(introduction: Introduction | None) -> str:
    return escape(_plain(introduction)) if introduction else "them"


def _counterpart(task: Task, introduction: Introduction) -> str:
    """The other one of the two whom the member introduces."""
    if task.contact_id != introduction.contact_id:
        return _whom(introduction)
    return escape(names.first(introduction.other.name)) if introduction.other else "somebody"


def _reason(task: Task) -> str:
    return escape(words.shorten(tasks.reason(task), SHOWN))
