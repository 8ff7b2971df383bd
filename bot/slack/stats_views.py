"""How `stats` looks: who helped, who went silent, what came of introductions; kindly."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import words
from bot.domain.model import Closeness, IntroductionState, Outcome
from bot.domain.model_net import Tie
from bot.domain.surprises import Came, Helper, Source, Surprises
from bot.pictures.helpers import BEFORE, deeds
from bot.slack import suggestions_views
from bot.slack.kit import Message, actions, button, context, section
from bot.slack.mrkdwn import bold, escape

HELPERS_SHOWN = 8
WINS_SHOWN = 5

_CAME: dict[Came, str] = {
    Outcome.WENT_SOMEWHERE: "went somewhere",
    IntroductionState.MET: "met",
    IntroductionState.IN_TOUCH: "in touch",
    IntroductionState.INTRODUCED: "just introduced",
    IntroductionState.PROMISED: "promised",
    Outcome.NOTHING: "came to nothing",
    Outcome.NO_REPLY: "stayed without reply",
    Outcome.LEFT_ALONE: "asked to be left alone",
    Outcome.DECLINED: "were not to be",
    IntroductionState.CLOSED: "let go",
}


def stats(surprises: Surprises, today: date) -> Message:
    """All of it as text; the pictures follow in the DM."""
    if surprises.is_empty:
        return empty(surprises.people)
    parts = [
        _helped(surprises.helpers),
        _introductions(surprises),
        _wins(surprises.wins, today),
        _thanks(surprises),
        _silent(surprises.silent, today),
    ]
    blocks: list[Block] = [section("*What your net has come to*"), *(section(part) for part in parts if part)]
    if surprises.silent:
        blocks.append(actions(button("Whom could I write to?", suggestions_views.SHOW_ME)))
    if has_pictures(surprises):
        blocks.append(context("The pictures come in my DM in a moment."))
    return Message("What your net has come to", blocks)


def empty(people: int) -> Message:
    """There is nothing to tell yet, and that is fine."""
    many = words.count(people, "person", "people")
    begun = f"You have {many} in your book: that is how every net begins. " if people else ""
    said = (
        f"{begun}Nothing to count yet. Log who introduced you to whom, what came of it and what you are thankful for; "
        "in a few weeks this page will surprise you. It is rarely the people one expects."
    )
    return Message("Nothing to count yet.", [section(said)])


def has_pictures(surprises: Surprises) -> bool:
    """Whether there is anything to draw."""
    return bool(surprises.helpers or surprises.introductions)


def numbered(names: Sequence[str]) -> str:
    """Which name a number in a picture stands for; empty when every name could be drawn (mrkdwn)."""
    if not names:
        return ""
    told = [f"no. {place} is {escape(name)}" for place, name in enumerate(names, 1)]
    return words.shorten(f"In the picture, {words.listing(told)}.", 2000)


def not_drawn() -> Message:
    """The app may not put files into Slack."""
    said = (
        "I couldn't put the pictures here: this workspace hasn't allowed me to add files yet. Whoever runs Goodword "
        "can install it again with the scope `files:write`."
    )
    return Message("The pictures could not be added.", [section(said)])


def _helped(helpers: Sequence[Helper]) -> str:
    if not helpers:
        return ""
    lines = [
        f"{place}. {bold(one.name)}: {deeds(one)}; you {BEFORE[one.closeness]}"
        for place, one in enumerate(helpers[:HELPERS_SHOWN], 1)
    ]
    more = [f"… and {len(helpers) - HELPERS_SHOWN} more"] if len(helpers) > HELPERS_SHOWN else []
    new = [one for one in helpers if one.closeness == Closeness.NEW]
    surprise = [f"_{_surprise(len(new), len(helpers))}_"] if new and len(helpers) > 1 else []
    return "\n".join(["*Who helped most*", *lines, *more, *surprise])


def _surprise(new: int, helpers: int) -> str:
    if new == helpers:
        return "You hardly knew any of them before. It is often the loose ties that carry."
    return f"{words.capital(words.number(new))} of these {words.number(helpers)} you hardly knew before."


def _introductions(surprises: Surprises) -> str:
    lines = [
        f"{count:,} {what}: {_outcomes(came)}"
        for what, came in (("to you", surprises.received), ("by you", surprises.made))
        if (count := came.total())
    ]
    return "\n".join(["*Introductions*", *lines]) if lines else ""


def _outcomes(came: Counter[Came]) -> str:
    return ", ".join(f"{came[each]} {text}" for each, text in _CAME.items() if came[each])


def _wins(wins: Sequence[Source], today: date) -> str:
    if not wins:
        return ""
    lines = [
        f"{words.dated(one.win.on, today)}: {escape(words.shorten(one.win.what, 120))} "
        f"({bold(one.win.contact.name).strip('*') if one.win.contact else 'somebody'}), {_opened(one)}"
        for one in wins[:WINS_SHOWN]
    ]
    more = [f"… and {len(wins) - WINS_SHOWN} more"] if len(wins) > WINS_SHOWN else []
    return "\n".join(["*Where your wins came from*", *lines, *more])


def _opened(source: Source) -> str:
    if source.opened_by is None:
        return "all yours"
    began = f", and it all began with {escape(source.began_with)}" if source.began_with else ""
    return f"through {escape(source.opened_by)}{began}"


def _thanks(surprises: Surprises) -> str:
    if not surprises.thanked and not surprises.owed:
        return ""
    owed = f"{surprises.owed:,} still owed: `thanks` shows them" if surprises.owed else "none owed"
    return f"*Thanks*\n{surprises.thanked:,} given, {owed}."


def _silent(silent: Sequence[Tie], today: date) -> str:
    if not silent:
        return ""
    lines = [
        f"{bold(tie.name)}, last in touch {suggestions_views.ago(tie.last_on, today)}" for tie in silent if tie.last_on
    ]
    return "\n".join(
        ["*It has gone quiet with*", *lines, "_Life happens, to them as well. One friendly line costs nothing._"]
    )
