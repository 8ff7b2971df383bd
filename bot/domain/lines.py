"""What to write to somebody in an introduction, from the templates; the member sends it, Goodword never does."""

from collections.abc import Sequence

from bot.domain import names, templates, words
from bot.domain.messages import Occasion
from bot.domain.model import Contact, Introduction, IntroductionState, Outcome, Win

WHAT_SHOWN = 120  # characters of a win: the line is to stay one

_CAME_OF_IT = (Outcome.WENT_SOMEWHERE, Outcome.NOTHING, Outcome.NO_REPLY, Outcome.LEFT_ALONE)


def report(made: Sequence[Introduction], wins: Sequence[Win] = (), locale: str = "en") -> str:
    """One line for an introducer on how their introductions went; thanks included.

    Args:
        made: the introductions by this person that they are to hear about, at least one.
        wins: what good they had a part in.
    """
    known = {"first": first(made[0].introducer), "report": reported(made, wins, locale)}
    return _filled(Occasion.REPORT_BACK, known, locale)


def reported(made: Sequence[Introduction], wins: Sequence[Win] = (), locale: str = "en") -> str:
    """The same without a greeting."""
    told = [f"{_how_it_went(one, locale)}{_good(one, wins)}" for one in made]
    introduced = {one.contact_id for one in made}
    further = [words.shorten(win.what, WHAT_SHOWN) for win in wins if win.contact_id not in introduced]
    told += [_piece(locale, "further", win=", ".join(further))] if further else []
    one, *rest = told
    thanks = _piece(locale, "thanks_for_one" if len(made) == 1 else "thanks_for_several")
    return " ".join([f"{one}.", *(f"{words.capital(each)}." for each in rest), thanks])


def forwardable(introduction: Introduction, locale: str = "en") -> str:
    """What to send the one and the other before they are introduced, so that each can say no with ease."""
    return _filled(Occasion.ASK_TO_INTRODUCE, of(introduction, introduction.contact, introduction.other), locale)


def forwardable_back(introduction: Introduction, locale: str = "en") -> str:
    """The same for the other."""
    return _filled(Occasion.ASK_TO_INTRODUCE, of(introduction, introduction.other, introduction.contact), locale)


def connecting(introduction: Introduction, locale: str = "en") -> str:
    """What to send both, once both agreed."""
    if not introduction.contact or not introduction.other:
        return ""
    return _filled(Occasion.CONNECT, of(introduction, introduction.contact, introduction.other), locale)


def declining(called: str, locale: str = "en") -> str:
    """What to tell whoever had agreed when the other would rather not; it does not say who."""
    return templates.phrase(locale, "decline", templates.EVERYONE, first=called)


def reminding(introduction: Introduction, locale: str = "en") -> str:
    """What to send somebody who promised an introduction."""
    known = of(introduction, introduction.introducer, introduction.contact)
    return _filled(Occasion.REMINDER, {**known, "whom": first(introduction.contact) or _piece(locale, "them")}, locale)


def of(introduction: Introduction, one: Contact | None, other: Contact | None) -> dict[str, str]:
    """What is known of an introduction, as templates name it: to the one, about the other."""
    return {
        "first": first(one),
        "one": _described(one),
        "whom": first(other),
        "other": _described(other),
        "about": introduction.about or "",
    }


def first(contact: Contact | None) -> str:
    """What to call somebody; empty for nobody."""
    return names.first(contact.name) if contact else ""


def _filled(occasion: Occasion, known: dict[str, str], locale: str) -> str:
    return templates.filled(templates.chosen(occasion, None, locale), known)


def _how_it_went(introduction: Introduction, locale: str) -> str:
    whom = first(introduction.contact) or _piece(locale, "them")
    if introduction.outcome in _CAME_OF_IT:
        return _piece(locale, introduction.outcome.value.replace(" ", "_"), whom=whom)
    return _piece(locale, "met" if introduction.state == IntroductionState.MET else "in_touch", whom=whom)


def _good(introduction: Introduction, wins: Sequence[Win]) -> str:
    """ " (signed a contract)": what good came of it."""
    what = [words.shorten(win.what, WHAT_SHOWN) for win in wins if win.contact_id == introduction.contact_id]
    return f" ({', '.join(what)})" if what else ""


def _described(contact: Contact | None) -> str:
    if contact is None:
        return ""
    job = ", ".join(filter(None, [contact.title, contact.company]))
    return f"{contact.name} ({job})" if job else contact.name


def _piece(locale: str, name: str, **known: str) -> str:
    return templates.phrase(locale, "report", name, **known)
