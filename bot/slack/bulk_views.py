"""How doing the same for many people looks: the button under a search, and the form behind it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RadioButtonsElement, StaticSelectElement

from bot.domain import words
from bot.domain.bulk import Deed
from bot.domain.model import Circle, Contact
from bot.slack import forms, kit
from bot.slack.kit import Modal, actions, button, option, section
from bot.slack.mrkdwn import escape, quote

WITH_ALL = "with_all"
BULK_FORM = "bulk_form"

WORDS_CARRIED = 300  # characters of a search that a button carries
NAMED = 3

_DEEDS = {
    Deed.ARCHIVE: "Archive them",
    Deed.BRING_BACK: "Bring them back from the archive",
    Deed.TAG: "Tag them",
    Deed.CIRCLE: "Put them in a circle",
    Deed.CADENCE: "Set how often to keep in touch",
}


def offer(total: int, typed: str) -> list[Block]:
    """The button under what a search found, if that is several people."""
    if total < 2 or not typed.strip() or len(typed) > WORDS_CARRIED:
        return []
    return [
        actions(button(f"All {total:,}…", WITH_ALL, kit.value(words=typed), label=f"Do something with all {total}"))
    ]


def form(people: Sequence[Contact], typed: str, metadata: str) -> Modal:
    """What shall be done to all of them? It says whom and how many."""
    named = [escape(person.name) for person in people[:NAMED]]
    more = len(people) - len(named)
    named += [words.count(more, "other", "others")] if more else []
    who = f"*{words.count(len(people), 'person', 'people')}* for {quote(typed)}: {words.listing(named)}."
    deeds = RadioButtonsElement(
        options=[option(text, deed) for deed, text in _DEEDS.items()], initial_option=option(*_first())
    )
    circles = StaticSelectElement(options=[option(words.capital(each), each) for each in Circle])
    blocks: list[Block] = [
        section(who),
        kit.field("deed", "What shall I do?", deeds, optional=False),
        forms.text_input("tag", "Tag", "", hint="To tag them: one or several, with spaces between"),
        kit.field("circle", "Circle", circles, hint="To put them in one"),
        forms.text_input("keep_in_touch", "Keep in touch", "", hint="To be in touch: “every 6 weeks”, or “never”"),
    ]
    return Modal("Many at once", blocks, BULK_FORM, f"Do it for all {len(people):,}"[:24], "Cancel", metadata)


def _first() -> tuple[str, str]:
    return _DEEDS[Deed.ARCHIVE], Deed.ARCHIVE.value
