"""How drafts look: a message with what the triple check says of it, and the templates behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent
from zlib import crc32

from slack_sdk.models.blocks import Block, CheckboxesElement, Option, PlainTextInputElement, StaticSelectElement

from bot.domain import occasions, templates, words
from bot.domain.checks import Finding
from bot.domain.drafts import LIMIT
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact
from bot.slack import contacts_views, kit
from bot.slack.drafts_buttons import DRAFT, open_dm
from bot.slack.kit import Message, Modal, actions, button, context, option, section
from bot.slack.mrkdwn import bold, entities, escape

DRAFT_FORM = "draft_form"
OCCASION = "draft_occasion"
MESSAGE = "message"
BY_MAIL = "by_mail"
CHECK = "draft_check"
MEND = "draft_mend"  # puts a finding's mend in its place; several in one form, so numbered
COPY = "draft_copy"
START_OVER = "draft_start_over"
TEMPLATES = "draft_templates"
TEMPLATE_FORM = "template_form"
TEMPLATE_OF = "template_occasion"
TEMPLATE_FOR = "template_circle"
TEMPLATE = "template"

FINDINGS_SHOWN = 12
WORDS_SHOWN = 80
LINK_LIMIT = 2900  # of the 3000 characters that Slack takes in one text
EVERYONE = "everyone"
MAILED = Option(value="mail", label="I'm sending it by mail")
NOTHING_FOUND = "✓ Checked: nothing to mend."
AGAIN = "*One look before you log it?* Press *I sent it* again if it is fine as it is."
RULES = (
    "What stands in {braces} is filled in. Words in [square brackets] are left out when something in them isn't known; "
    "of [this|that] the first that is. Elsewhere, a sentence with something unknown is left out. "
    "Empty it to have mine back."
)


@dataclass(frozen=True)
class Page:
    """A draft as it stands before the member."""

    contact: Contact
    team_id: str
    occasion: Occasion
    offered: Sequence[Occasion]
    text: str
    subject: str
    findings: Sequence[Finding] = ()
    said: str = ""  # what just happened (mrkdwn)
    is_warned: bool = False  # *I sent it* was pressed, and there are findings
    email: str | None = None
    by_mail: bool = False
    block: str = MESSAGE  # the id of the message's input; a new one lets Slack take a new text
    is_own: bool = False  # the member's own words, which they may want to give up


def form(page: Page, metadata: str) -> Modal:
    """*Draft message*: for what, what may be wrong with it, the message, and the ways to send it."""
    blocks: list[Block] = [section(f"To {contacts_views.headline(page.contact)}"), _occasions(page)]
    if page.is_warned:
        blocks.append(section(AGAIN))
    blocks += [_finding(each, place) for place, each in enumerate(page.findings[:FINDINGS_SHOWN])]
    if page.said:
        blocks.append(section(page.said))
    blocks += [_message(page), _buttons(page), *_ways(page)]
    blocks.append(context("I send nothing. Once you have sent it, press *I sent it* and it is logged."))
    return Modal("Draft message", blocks, DRAFT_FORM, "I sent it", "Cancel", metadata)


def offer(contact: Contact, occasion: Occasion | None = None) -> Message:
    """A button that opens the draft, where there was none to press."""
    text = f"A message to {contact.name}"
    about = kit.value(contact=contact.id, occasion=occasion, on="said")
    draft = button("Draft message", DRAFT, about, style="primary", label=f"Draft a message to {contact.name}")
    return Message(text, [section(f"A message to {bold(contact.name)}"), actions(draft)])


def offer_templates() -> Message:
    """A button that opens the templates, where there was none to press."""
    text = "The templates I write messages from"
    return Message(text, [section(text), actions(button("Templates", TEMPLATES, style="primary"))])


def usage() -> Message:
    """How a draft is asked for."""
    text = "Write `draft Jane`, or say what for: `draft Jane thank you`. `templates` shows what I write from."
    return Message(text.replace("`", ""), [section(text)])


def template_form(occasion: Occasion, circle: Circle | None, text: str, metadata: str, block: str) -> Modal:
    """*Templates*: one occasion's, for one circle or everyone.

    Args:
        block: the id of the input; a new one lets Slack take a new text.
    """
    whom = {EVERYONE: "Everyone else", **{each.value: words.capital(each.value) for each in Circle}}
    element = PlainTextInputElement(initial_value=text[:LIMIT] or None, multiline=True)
    message = kit.field(TEMPLATE, "What I write", element)
    message.block_id = block
    known = ", ".join(f"{{{name}}} {what}" for name, what in templates.ASPECTS.items())
    blocks: list[Block] = [
        kit.field(TEMPLATE_OF, "For what", _menu(_named(Occasion), occasion.value), optional=False, dispatch=True),
        kit.field(
            TEMPLATE_FOR, "To whom", _menu(whom, circle.value if circle else EVERYONE), optional=False, dispatch=True
        ),
        message,
        context(escape(RULES)),
        context(escape(known)),
    ]
    return Modal("Templates", blocks, TEMPLATE_FORM, "Save", "Cancel", metadata)


def mark(finding: Finding) -> str:
    """A few letters that tell one finding from another, for a form to carry."""
    return f"{crc32(f'{finding.rule}:{finding.words}'.encode()):08x}"


def _occasions(page: Page) -> Block:
    offered = _named([page.occasion, *page.offered])
    return kit.field(OCCASION, "What for", _menu(offered, page.occasion.value), optional=False, dispatch=True)


def _named(which: Iterable[Occasion]) -> dict[str, str]:
    return {each.value: occasions.NAMES[each] for each in which}


def _menu(texts: Mapping[str, str], chosen: str) -> StaticSelectElement:
    """A menu of values and what they read."""
    options = {value: option(text, value) for value, text in texts.items()}
    return StaticSelectElement(options=list(options.values()), initial_option=options[chosen])


def _finding(finding: Finding, place: int) -> Block:
    """The words it means, why, and what to do."""
    meant = (
        f"*“{escape(words.shorten(' '.join(finding.words.split()).replace('*', '∗'), WORDS_SHOWN))}”* "
        if finding.words
        else ""
    )
    better = f" Better: “{escape(words.shorten(finding.mend, WORDS_SHOWN))}”" if finding.mend else ""
    said = f"{meant}{escape(finding.why)}{better}{f' {escape(finding.advice)}' if finding.advice else ''}"
    icon = ":warning:" if finding.sure else ":bulb:"
    if finding.mend is None:
        return section(f"{icon} {said}")
    what = f"Mend: {finding.words}"
    mend = button("Mend", f"{MEND}:{place}", kit.value(mark=mark(finding), at=finding.start), label=what)
    return section(f"{icon} {said}", mend)


def _message(page: Page) -> Block:
    element = PlainTextInputElement(initial_value=page.text[:LIMIT] or None, multiline=True)
    message = kit.field(MESSAGE, "Message", element, optional=False)
    message.block_id = page.block
    return message


def _buttons(page: Page) -> Block:
    row = [button("Check", CHECK), button("Text to copy", COPY)]
    row += [button("Start over", START_OVER)] if page.is_own else []
    about = kit.value(occasion=page.occasion, circle=page.contact.circle)
    return actions(*row, button("Edit this template", TEMPLATES, about))


def _ways(page: Page) -> list[Block]:
    """The ways it can be sent, as far as they are known."""
    blocks: list[Block] = []
    if page.email:
        blocks.append(section(f"<{_mailto(page.email, page.subject, page.text)}|Write it in your mail program>"))
        element = CheckboxesElement(options=[MAILED], initial_options=[MAILED] if page.by_mail else None)
        blocks.append(kit.field(BY_MAIL, "How", element))
    dm = open_dm(page.contact, page.team_id)
    return [*blocks, actions(*dm)] if dm else blocks


def _mailto(email: str, subject: str, text: str) -> str:
    """The address of a mail with subject and text; without one or both where that would be too long for Slack."""
    to = f"mailto:{percent(email, safe='@')}"
    about = f"{to}?subject={percent(subject)}"
    links = [entities(link) for link in (f"{about}&body={percent(text)}", about)]
    return next((link for link in links if len(link) <= LINK_LIMIT), entities(to))
