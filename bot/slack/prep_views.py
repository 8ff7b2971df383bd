"""One screen before a meeting."""

from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import introductions, keeping, phrasing, words
from bot.domain.model import Contact, Interaction, Introduction, Member, Task
from bot.domain.prep import Prep
from bot.slack import contacts_views, kit
from bot.slack.drafts_buttons import draft_message
from bot.slack.kit import Message, actions, button, section
from bot.slack.mrkdwn import bold, escape, quote
from bot.slack.tasks_words import line

TEXT_SHOWN = 300


def prep(one: Prep, member: Member, today: date) -> Message:
    """Who, how you know them, what was last said, what is owed either way, what to thank for, what to tell."""
    contact = one.contact
    head = [f"*Before you see* {bold(contact.name)}", *filter(None, [_who(contact), one.chain and escape(one.chain)])]
    parts = [
        _listed("Last time", [_said(each, today) for each in one.last]),
        _listed("You promised", _tasks(one.mine, member, today)),
        _listed("They are to", [_theirs(task, member, today) for task in one.theirs]),
        _listed("Came of knowing them", [escape(words.shorten(win.what, TEXT_SHOWN)) for win in one.wins]),
        _listed("Thank them", _thanks(one)),
        _listed("They don't know yet", _untold(one)),
    ]
    blocks: list[Block] = [section(_fit(head)), *(section(part) for part in parts if part)]
    if not any(parts):
        blocks.append(section("Nothing is on your list: a blank page, and a good excuse to ask how they are."))
    about = kit.value(contact=contact.id)
    blocks.append(
        actions(
            *draft_message(contact),
            button("Open card", contacts_views.OPEN_CARD, about, label=f"Open {contact.name}"),
            button("Add note", contacts_views.ADD_NOTE, about, label=f"Add a note on {contact.name}"),
        )
    )
    return Message(f"Before you see {contact.name}", blocks)


def _who(contact: Contact) -> str:
    job = ", ".join(filter(None, [contact.title, contact.company]))
    place = phrasing.met(contact.where_met)
    met = f"you met {place}" if place else ""
    circle = words.capital(contact.circle.value) if contact.circle else ""
    return escape(words.shorten(" · ".join(filter(None, [job, circle, met])), 900))


def _said(each: Interaction, today: date) -> str:
    said = quote(words.shorten(" ".join(each.text.split()), TEXT_SHOWN)) if each.text else each.kind.value
    return f"{words.dated(each.on, today)}: {said}"


def _tasks(tasks: list[Task], member: Member, today: date) -> list[str]:
    return [line(owed, member, today) for owed in keeping.together(tasks)]


def _theirs(task: Task, member: Member, today: date) -> str:
    """What they are to do: answer, or introduce somebody."""
    about = f" about {escape(words.shorten(task.about, TEXT_SHOWN))}" if task.about else ""
    if task.introduction and task.introduction.contact:
        return f"introduce you to {escape(task.introduction.contact.name)}"
    return f"answer you{about}, awaited by {words.day(task.due_on, today)}"


def _thanks(one: Prep) -> list[str]:
    said = [
        f"for {escape(words.shorten(task.about, TEXT_SHOWN))}" if task.about else _for_introduction(task)
        for task in one.thanks
    ]
    return said + (["a small gift would be kind"] if any(task.gift for task in one.thanks) else [])


def _for_introduction(task: Task) -> str:
    whom = task.introduction.contact if task.introduction else None
    return f"for introducing you to {escape(whom.name)}" if whom else "for their help"


def _untold(one: Prep) -> list[str]:
    news = [f"your news: {escape(words.shorten(one.news, TEXT_SHOWN))}"] if one.news else []
    return [*(_came(each) for each in one.led_to), *news]


def _came(each: Introduction) -> str:
    whom = escape(each.contact.name) if each.contact else "somebody"
    came = introductions.OUTCOMES[each.outcome].lower() if each.outcome else "you met"
    return f"how it went with {whom}: {came}"


def _listed(title: str, lines: list[str]) -> str:
    return _fit([f"*{title}*", *(f"• {each}" for each in lines)]) if lines else ""


def _fit(lines: list[str]) -> str:
    """As many whole lines as a paragraph holds."""
    kept: list[str] = []
    for each in lines:
        if sum(map(len, kept)) + len(kept) + len(each) > kit.SECTION_LIMIT - 20:
            return "\n".join([*kept, "…"])
        kept.append(each)
    return "\n".join(kept)
