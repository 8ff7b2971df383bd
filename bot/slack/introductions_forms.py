"""The forms of introductions, and how one is written."""

from collections.abc import Mapping

from slack_sdk.models.blocks import ExternalDataSelectElement, Option, PlainTextInputElement, RadioButtonsElement

from bot.domain import introductions, lines, words
from bot.domain.model import Introduction
from bot.slack import kit
from bot.slack.kit import Message, Modal, button, option, section
from bot.slack.mrkdwn import quote

INTRO_FORM = "intro_form"
REMIND_FORM = "remind_form"
OPEN_INTRO_FORM = "open_intro_form"
KIND = "intro_kind"  # changes what the two people are called
FIRST, SECOND = "intro_first", "intro_second"

# What the form offers to log: the answer's value, what it reads, and what the two people are called then.
FORM_KINDS: Mapping[str, tuple[str, str, str]] = {
    "received": ("Somebody introduced me", "Who introduced you", "To whom"),
    "promised": ("Somebody said they would", "Who offered", "To whom"),
    "made": ("I introduced two people", "Whom", "To whom"),
    "making": ("I would like to introduce two people", "Whom", "To whom"),
}


def form(
    metadata: str, kind: str = "received", first: Option | None = None, second: Option | None = None, about: str = ""
) -> Modal:
    """*Log an introduction*: what happened, between whom."""
    _, who, to_whom = FORM_KINDS[kind]
    options = {value: option(text, value) for value, (text, *_) in FORM_KINDS.items()}
    choice = RadioButtonsElement(options=list(options.values()), initial_option=options[kind])
    blocks = [
        kit.field(KIND, "What happened?", choice, optional=False, dispatch=True),
        kit.field(FIRST, who, _people_menu(first), optional=False),
        kit.field(SECOND, to_whom, _people_menu(second), optional=False),
        kit.field("about", "What about", PlainTextInputElement(initial_value=about or None)),
    ]
    return Modal("Log an introduction", blocks, INTRO_FORM, "Save", "Cancel", metadata)


def remind_form(one: Introduction, metadata: str) -> Modal:
    """*Remind Bob*: a line to copy."""
    who = introductions.by(one)
    element = PlainTextInputElement(initial_value=lines.reminding(one), multiline=True)
    hint = "Copy it, mend it, send it yourself. I'll ask once more in a week."
    blocks = [kit.field("told", f"A line for {words.shorten(who, 100)}", element, hint=hint)]
    return Modal("A kind reminder", blocks, REMIND_FORM, "I sent it", "Cancel", metadata)


def usage(typed: str = "") -> Message:
    """How an introduction is written; `typed` is what could not be read as one."""
    said = f"Who introduced whom? I couldn't tell from {quote(words.shorten(typed, 500))}.\n" if typed else ""
    text = (
        f"{said}Write it like one of these, or use the form:\n"
        "`intro Bob introduced me to Jane Doe, CTO at Acme`\n"
        "`intro Bob will introduce me to Sam Lee`\n"
        "`intro I introduced Ann to Tom about hiring`"
    )
    form_button = kit.actions(button("Log an introduction", OPEN_INTRO_FORM, style="primary"))
    return Message("Who introduced whom?", [section(text), form_button])


def _people_menu(chosen: Option | None) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(placeholder="Type a name", min_query_length=1, initial_option=chosen)
