"""How the member's news looks: who should hear it, and how far the telling has come."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, CheckboxesElement, ExternalDataMultiSelectElement, InputBlock, Option

from bot.domain import names, words
from bot.domain.model import Contact
from bot.domain.model_net import Audience, Situation
from bot.domain.situations import Progress
from bot.slack import contacts_views, kit
from bot.slack.kit import Message, Modal, actions, button, context, section
from bot.slack.mrkdwn import bold, escape, quote

AUDIENCE = "news_audience"  # who should hear; several in one row, so numbered
OPEN_TOLD = "news_told"
TOLD_FORM = "news_told_form"
PICK_FORM = "news_pick_form"
ASK_AUDIENCE = "news_ask"
END = "news_end"
SOMEBODY = "news_somebody"  # a menu of people, several at once
TICKED = "told"  # the ticks of a form, ten to a group, so numbered

TICKS = 10  # Slack's limit for one group of checkboxes
PEOPLE_TICKED = 50
PICKED_AT_ONCE = 100
FIRSTS_SHOWN = 5

EXAMPLE = "situation leaving Acme, looking for two clients"


def none() -> Message:
    """There is no news just now."""
    said = "What is new with you? Write it, and I keep count of whom you told yourself:"
    return Message("No news of yours yet.", [section(f"{said} `{EXAMPLE}`")])


def ask(situation: Situation, talked_with: int, undo: str | None = None) -> Message:
    """What was understood, and who should hear it.

    Args:
        talked_with: how many the member was in touch with in two years.
        undo: the unit of work that a button offers to undo.
    """
    about = kit.value(situation=situation.id)
    row = [
        button(text, f"{AUDIENCE}:{audience}", about)
        for audience, text in (
            (Audience.TALKED, f"Talked with in two years ({talked_with:,})"),
            (Audience.PICKED, "Let me pick"),
            (Audience.EVERYONE, "Everyone, slowly"),
        )
        if talked_with or audience != Audience.TALKED
    ]
    row += [contacts_views.undo_button(undo, "your news")] if undo else []
    said = f"*Your news:* {escape(situation.text)}"
    asked = "Who should hear it from you? I'll keep count; the writing is yours."
    return Message("Who should hear your news?", [section(said), section(asked), actions(*row)])


def standing(
    situation: Situation, progress: Progress, today: date, above: str = "", undo: str | None = None
) -> Message:
    """The news, and how far the telling has come.

    Args:
        above: a plain sentence about what just happened.
        undo: the unit of work that a button offers to undo.
    """
    said = f"*Your news* since {words.dated(situation.on, today)}: {escape(situation.text)}"
    lines = [_progress(situation, progress), _told(progress)]
    blocks: list[Block] = [section(escape(above))] if above else []
    blocks += [section(said), section("\n".join(filter(None, lines))), _row(situation, progress, undo)]
    blocks.append(context(f"When it changes, write it anew: `{EXAMPLE}`"))
    return Message(_plain(situation, progress), blocks)


def over(situation: Situation, undo: str) -> Message:
    """It is no longer so."""
    said = f"Then that is settled; nobody else needs to hear {quote(words.shorten(situation.text, 200))}."
    return Message("Your news is over.", [section(said, contacts_views.undo_button(undo, "your news is over"))])


def told_form(situation: Situation, people: Sequence[Contact], metadata: str) -> Modal:
    """*I told these*: ticks for those who are likeliest, and a menu for anybody else.

    Args:
        people: those who should hear and have not; the first ones are shown.
    """
    shown = people[:PEOPLE_TICKED]
    blocks: list[Block] = [section(f">{escape(words.shorten(situation.text, 300))}")]
    for start in range(0, len(shown), TICKS):
        label = "Whom did you tell yourself?" if start == 0 else f"… and of these ({start + 1} and on)?"
        boxes = CheckboxesElement(options=[_option(each) for each in shown[start : start + TICKS]])
        blocks.append(kit.field(f"{TICKED}{start}", label, boxes))
    blocks.append(_menu("Anybody else?" if shown else "Whom did you tell yourself?", ()))
    return Modal("Told", blocks, TOLD_FORM, "I told them", "Cancel", metadata)


def pick_form(situation: Situation, picked: Sequence[Contact], metadata: str) -> Modal:
    """*Let me pick*: who should hear."""
    blocks: list[Block] = [section(f">{escape(words.shorten(situation.text, 300))}")]
    blocks.append(_menu("Who should hear it from you?", picked, hint="As many as you like; more can be added later."))
    return Modal("Who should hear", blocks, PICK_FORM, "Save", "Cancel", metadata)


def _progress(situation: Situation, progress: Progress) -> str:
    """ "12 of 84 told"; everybody, slowly, is no number to be measured by."""
    told = len(progress.told)
    if situation.audience is None:
        return f"{told} told. Who should hear it?" if told else "Who should hear it?"
    if situation.audience == Audience.EVERYONE:
        return f"{told:,} told so far. The others slowly: a few come up each week." if told else "Slowly: no hurry."
    if progress.total and not progress.untold:
        return f"All {progress.total:,} told. Well done!"
    return f"*{told:,} of {progress.total:,} told*"


def _told(progress: Progress) -> str:
    if not progress.told:
        return ""
    latest = list(reversed(progress.told))
    firsts = [bold(names.first(contact.name)).strip("*") for contact in latest[:FIRSTS_SHOWN]]
    more = [f"{len(latest) - FIRSTS_SHOWN:,} more"] if len(latest) > FIRSTS_SHOWN else []
    return f"They know: {words.listing([*firsts, *more])}"


def _plain(situation: Situation, progress: Progress) -> str:
    return f"Your news: {_progress(situation, progress).replace('*', '')}"


def _row(situation: Situation, progress: Progress, undo: str | None) -> Block:
    about = kit.value(situation=situation.id)
    row = [button("I told these", OPEN_TOLD, about, style="primary")] if progress.untold or not progress.told else []
    row.append(button("Change who should hear" if situation.audience else "Who should hear?", ASK_AUDIENCE, about))
    row.append(button("No longer so", END, about, label="This is no longer my news"))
    row += [contacts_views.undo_button(undo, "what was just done about your news")] if undo else []
    return actions(*row)


def _menu(label: str, chosen: Sequence[Contact], hint: str | None = None) -> InputBlock:
    initial = [_option(each) for each in chosen[:PICKED_AT_ONCE]] or None
    menu = ExternalDataMultiSelectElement(placeholder="Type a name", min_query_length=1, initial_options=initial)
    return kit.field(SOMEBODY, label, menu, hint=hint)


def _option(contact: Contact) -> Option:
    job = ", ".join(filter(None, [contact.title, contact.company]))
    return kit.option(f"{contact.name} · {job}" if job else contact.name, str(contact.id))
