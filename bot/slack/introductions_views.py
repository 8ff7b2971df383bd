"""How introductions look: one with its next steps, and the list of the open ones."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.blocks.block_elements import BlockElement

from bot.domain import introductions, keeping, lines, matchmaking, names, words
from bot.domain.model import (
    Answer,
    Contact,
    Introduction,
    IntroductionKind,
    IntroductionState,
    Member,
    Outcome,
    Task,
)
from bot.slack import contacts_views, kit, tasks_views, tasks_words
from bot.slack.introductions_forms import OPEN_INTRO_FORM
from bot.slack.kit import Message, button, option, section
from bot.slack.mrkdwn import bold, escape, quote
from bot.slack.tasks_views import (
    AGREED,
    ASKED,
    CONNECTED,
    DECLINED,
    DROP,
    HAPPENED,
    LEFT_ALONE,
    MET,
    NO_REPLY,
    NOTHING,
    OPEN_INTRO,
    REMIND,
    TALKED,
    WENT_SOMEWHERE,
    step,
)

INTROS_PAGE = "intros_page"
CAME_OF_IT = "intro_outcome"

PAGE = 14  # introductions on a page: three blocks each at most, and Slack takes 50
ABOUT_SHOWN = 300
KIND_WORD = "That says nothing about you. I've marked them “do not contact”: nothing about them will come up again."
NO_IS_FINE = "That's fine, and it stays between the two of you."

_PROMISED, _INTRODUCED = IntroductionState.PROMISED, IntroductionState.INTRODUCED
_RECEIVED, _MADE = IntroductionKind.RECEIVED, IntroductionKind.MADE

_CAME_OF_IT = {
    Outcome.WENT_SOMEWHERE: "It went somewhere.",
    Outcome.NOTHING: "Nothing came of it.",
    Outcome.NO_REPLY: "There was no reply.",
    Outcome.LEFT_ALONE: "They asked to be left alone.",
    Outcome.DECLINED: "It was not to be.",
}
_BOTH = {None: "Neither has been asked yet.", Answer.ASKED: "Both have been asked.", Answer.YES: "Both agreed."}
# What is waited for, and the heading it is listed under; in the order of the list.
_HEADINGS = {
    "promised": "*Promised to you*",
    "introduced": "*Not in touch yet*",
    "going": "*To see what comes of it*",
    "asking": "*Yours, to ask and connect*",
    "made": "*Yours, to hear what came of it*",
}


def introduction(
    one: Introduction,
    owed: Sequence[Task],
    member: Member,
    today: date,
    above: str = "",
    undo: str | None = None,
    is_new: bool = False,
) -> Message:
    """One introduction: who, how far it is, what is owed for it, and the next steps.

    Args:
        owed: the open tasks of the introduction.
        above: a sentence (mrkdwn) about what just happened.
        undo: the unit of work that a button offers to undo.
        is_new: that unit of work put the introduction into the book, so undoing it leaves nothing to show.
    """
    on = f"intro:{one.id}"
    planned = [tasks_words.line(group, member, today, name=True) for group in keeping.together(owed)]
    said = f"What you said: {quote(words.shorten(one.told, ABOUT_SHOWN))}" if one.told else ""
    text = "\n".join(filter(None, [above, headline(one), standing(one, today), said, *planned]))
    blocks: list[Block] = [section(text), *_to_copy(one), *_actions(one, on, undo, is_new)]
    return Message(_plain(one), blocks)


def intros(every: Sequence[Introduction], today: date, offset: int = 0) -> Message:
    """One page of the open introductions, under what is waited for."""
    log = button("Log an introduction", OPEN_INTRO_FORM, style=None if every else "primary")
    if not every:
        text = "No introduction is open. Log one: `intro Bob introduced me to Jane Doe, CTO at Acme`"
        return Message("No introduction is open.", [section(text), kit.actions(log)])
    offset = min(offset, max(0, len(every) - 1))
    page, blocks, heading = every[offset : offset + PAGE], list[Block](), ""
    for one in page:
        if waited_for(one) != heading:
            heading = waited_for(one)
            blocks.append(section(_HEADINGS[heading]))
        blocks.append(listed(one, today))
    row: list[BlockElement] = [log, *_pages(offset, len(page), len(every))]
    return Message(words.count(len(every), "open introduction", "open introductions"), [*blocks, kit.actions(*row)])


def listed(one: Introduction, today: date) -> Block:
    """One introduction in a list, to be opened."""
    show = button("Open", OPEN_INTRO, kit.value(introduction=one.id), label=f"Open: {_plain(one)}")
    return section(f"{headline(one)}\n{standing(one, today)}", show)


def in_order(every: Sequence[Introduction]) -> list[Introduction]:
    """Introductions by what is waited for, the first one first."""
    order = list(_HEADINGS)
    return sorted(every, key=lambda one: (order.index(waited_for(one)), one.on, one.id or 0))


def waited_for(one: Introduction) -> str:
    """The group of the list that an open introduction is in."""
    if one.kind == _MADE:
        return "asking" if one.state == _PROMISED else "made"
    if one.state == _PROMISED:
        return "promised"
    return "introduced" if one.state == _INTRODUCED else "going"


def headline(one: Introduction) -> str:
    """ "*Bob Marsh* introduced you to *Jane Doe* · the pilot" (mrkdwn)."""
    about = f" · {escape(words.shorten(one.about, ABOUT_SHOWN))}" if one.about else ""
    if one.kind == _MADE:
        wanted = "You want to introduce" if one.is_open else "You wanted to introduce"
        did = "You introduced" if one.has_happened else wanted
        return f"{did} {_who(one.contact)} to {_who(one.other)}{about}"
    did = "introduced you" if one.has_happened else "offered to introduce you"
    return f"{bold(introductions.by(one))} {did} to {_who(one.contact)}{about}"


def _who(person: Contact | None) -> str:
    if person is None:
        return "_somebody deleted_"
    job = ", ".join(filter(None, [person.title, person.company]))
    return f"{bold(person.name)}{f' ({escape(job)})' if job else ''}"


def standing(one: Introduction, today: date) -> str:
    """How far it is, in a sentence (mrkdwn)."""
    day = words.dated(one.on, today)
    if one.outcome:
        return f"{_CAME_OF_IT[one.outcome]}{_told(one, today)}"
    if one.kind == _MADE:
        return _standing_made(one, day)
    said = {
        IntroductionState.PROMISED: f"Offered on {day}{', reminded since' if one.asked else ''}.",
        IntroductionState.INTRODUCED: f"Introduced on {day}; not in touch yet, as far as I know.",
        IntroductionState.IN_TOUCH: "You two are in touch.",
        IntroductionState.MET: "You two have talked.",
        IntroductionState.CLOSED: "Let go.",
    }
    return f"{said[one.state]}{_told(one, today)}"


def _standing_made(one: Introduction, day: str) -> str:
    if one.state != _PROMISED:
        return f"Introduced on {day}." if one.is_open else "Let go."
    if one.contact_answer == one.other_answer and one.contact_answer in _BOTH:
        return _BOTH[one.contact_answer]
    return " ".join(_stands(person, answer) for person, answer in _people(one))


def was_asked(one: Introduction) -> bool:
    """Whether, of an introduction that one of the two declined, the other was asked too and waits for word."""
    return any(answer in (Answer.YES, Answer.ASKED) for _, answer in _people(one))


def _stands(person: Contact, answer: Answer | None) -> str:
    said = {
        None: "has not been asked yet",
        Answer.ASKED: "has been asked",
        Answer.YES: "agreed",
        Answer.NO: "would rather not",
    }
    return f"{escape(names.first(person.name))} {said[answer]}."


def _told(one: Introduction, today: date) -> str:
    if not one.told_on:
        return ""
    return f" You told {escape(names.first(introductions.by(one)))} on {words.dated(one.told_on, today)}."


def _actions(one: Introduction, on: str, undo: str | None, is_new: bool) -> list[Block]:
    row = _steps_made(one, on) if one.kind == _MADE else _steps_received(one, on)
    if one.contact and one.state != _PROMISED and one.outcome is None:
        row.append(kit.menu("What came of it", CAME_OF_IT, _outcomes(one, on)))
    elif one.outcome and one.kind == _RECEIVED:
        row.append(kit.menu("Something else came of it", CAME_OF_IT, _outcomes(one, on)))
    if undo and is_new:
        row.append(contacts_views.undo_button(undo, _plain(one)))
    elif undo:
        row.append(tasks_views.undo_button(undo, _plain(one), on))
    return [kit.actions(*row)] if row else []


def _steps_received(one: Introduction, on: str) -> list[BlockElement]:
    if one.state == _PROMISED:
        return [step(HAPPENED, one, None, on), step(REMIND, one, one.introducer, on), step(DROP, one, None, on)]
    if one.state in (_INTRODUCED, IntroductionState.IN_TOUCH):
        return [step(TALKED, one, one.contact, on), step(MET, one, one.contact, on)]
    return []


def _steps_made(one: Introduction, on: str) -> list[BlockElement]:
    if one.state != _PROMISED:
        return []
    row: list[BlockElement] = []
    for person, answer in ((one.contact, one.contact_answer), (one.other, one.other_answer)):
        if person and answer is None:
            row.append(step(ASKED, one, person, on))
        elif person and answer == Answer.ASKED:
            row += [step(AGREED, one, person, on), step(DECLINED, one, person, on)]
    return [*row, step(CONNECTED, one, None, on), step(DROP, one, None, on)]


def _outcomes(one: Introduction, on: str) -> list[Option]:
    offered = [WENT_SOMEWHERE, NOTHING, NO_REPLY, LEFT_ALONE] if one.kind == _RECEIVED else [WENT_SOMEWHERE, NOTHING]
    return [option(tasks_views.STEPS[which], kit.value(step=which, introduction=one.id, on=on)) for which in offered]


def _to_copy(one: Introduction) -> list[Block]:
    """The message to send next for an introduction that the member makes."""
    if one.kind != _MADE or not one.contact or not one.other:
        return []
    if one.outcome == Outcome.DECLINED:
        asked = [p for p, answer in _people(one) if answer in (Answer.YES, Answer.ASKED)]
        return [_copy(f"For {p.name}", lines.declining(names.first(p.name))) for p in asked]
    if one.state != _PROMISED:
        return []
    if matchmaking.both_agreed(one):
        return [_copy("To connect them", lines.connecting(one))]
    texts = {one.contact_id: lines.forwardable(one), one.other_id: lines.forwardable_back(one)}
    return [_copy(f"For {p.name}", texts[p.id]) for p, answer in _people(one) if answer is None]


def _people(one: Introduction) -> list[tuple[Contact, Answer | None]]:
    both = ((one.contact, one.contact_answer), (one.other, one.other_answer))
    return [(person, answer) for person, answer in both if person]


def _copy(heading: str, text: str) -> Block:
    return section(f"{escape(heading)}, to copy and send yourself:\n>{escape(text)}")


def _plain(one: Introduction) -> str:
    first = one.contact.name if one.contact else "somebody"
    if one.kind == _MADE:
        return f"Introducing {first} to {one.other.name if one.other else 'somebody'}"
    return f"{introductions.by(one)} and {first}"


def _pages(offset: int, shown: int, total: int) -> list[BlockElement]:
    row: list[BlockElement] = []
    if offset:
        row.append(button("Earlier", f"{INTROS_PAGE}:back", kit.value(offset=max(0, offset - PAGE))))
    if offset + shown < total:
        row.append(button("Later", f"{INTROS_PAGE}:on", kit.value(offset=offset + shown)))
    return row
