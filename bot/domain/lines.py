"""Lines to copy: what to write to somebody in an introduction; the member sends them, Goodword never does."""

from collections.abc import Sequence

from bot.domain import names, words
from bot.domain.model import Contact, Introduction, IntroductionState, Outcome, Win

WHAT_SHOWN = 120  # characters of a win: the line is to stay one

_CAME_OF_IT = {
    Outcome.WENT_SOMEWHERE: "your introduction to {whom} went somewhere",
    Outcome.NOTHING: "nothing came of it with {whom} this time",
    Outcome.NO_REPLY: "I wrote to {whom} and haven't heard back, which is fine",
    Outcome.LEFT_ALONE: "it was not the right moment for {whom}, so I'll leave it there",
}


def report(made: Sequence[Introduction], wins: Sequence[Win] = ()) -> str:
    """One line for an introducer on how their introductions went; thanks included.

    Args:
        made: the introductions by this person that they are to hear about, at least one.
        wins: what good they had a part in.
    """
    introducer = made[0].introducer
    hello = f"Hi {names.first(introducer.name)}, " if introducer else "Hi, "
    told = [f"{_how_it_went(one)}{_good(one, wins)}" for one in made]
    introduced = {one.contact_id for one in made}
    further = [words.shorten(win.what, WHAT_SHOWN) for win in wins if win.contact_id not in introduced]
    told += [f"it led on to good news: {', '.join(further)}"] if further else []
    first, *rest = told
    thanks = "Thank you for introducing us!" if len(made) == 1 else "Thank you for the introductions!"
    return " ".join([f"{hello}{first}.", *(f"{words.capital(each)}." for each in rest), thanks])


def forwardable(introduction: Introduction) -> str:
    """What to send the one and the other before they are introduced, so that each can say no with ease."""
    one, other = _first(introduction.contact), introduction.other
    about = f" about {introduction.about}" if introduction.about else ""
    who = _described(other) if other else "somebody I know"
    return (
        f"Hi {one}, may I introduce you to {who}? I think you two should talk{about}. "
        "If now is not the time, just say so; that stays between us."
    )


def forwardable_back(introduction: Introduction) -> str:
    """The same for the other."""
    turned = Introduction(introduction.kind, introduction.other_id or 0, introduction.on, about=introduction.about)
    turned.contact, turned.other = introduction.other, introduction.contact
    return forwardable(turned)


def connecting(introduction: Introduction) -> str:
    """What to send both, once both agreed."""
    one, other = introduction.contact, introduction.other
    if not one or not other:
        return ""
    about = f" about {introduction.about}" if introduction.about else ""
    return (
        f"{names.first(one.name)}, meet {_described(other)}. {names.first(other.name)}, meet {_described(one)}. "
        f"I think you two should talk{about}. Over to you!"
    )


def declining(first: str) -> str:
    """What to tell whoever had agreed when the other would rather not; it does not say who."""
    return f"Hi {first}, that introduction is not to be just now. I'll think of you when the next one comes up."


def reminding(introduction: Introduction) -> str:
    """What to send somebody who promised an introduction."""
    hello = f"Hi {names.first(introduction.introducer.name)}, " if introduction.introducer else "Hi, "
    about = f" about {introduction.about}" if introduction.about else ""
    whom = _first(introduction.contact)
    return f"{hello}you kindly offered to introduce me to {whom}{about}. Is that still a good idea? No hurry at all."


def _how_it_went(introduction: Introduction) -> str:
    whom = _first(introduction.contact)
    if introduction.outcome in _CAME_OF_IT:
        return _CAME_OF_IT[introduction.outcome].format(whom=whom)
    if introduction.state == IntroductionState.MET:
        return f"{whom} and I have talked"
    return f"{whom} and I are in touch"


def _good(introduction: Introduction, wins: Sequence[Win]) -> str:
    """ " (signed a contract)": what good came of it."""
    what = [words.shorten(win.what, WHAT_SHOWN) for win in wins if win.contact_id == introduction.contact_id]
    return f" ({', '.join(what)})" if what else ""


def _described(contact: Contact) -> str:
    job = ", ".join(filter(None, [contact.title, contact.company]))
    return f"{contact.name} ({job})" if job else contact.name


def _first(contact: Contact | None) -> str:
    return names.first(contact.name) if contact else "them"
