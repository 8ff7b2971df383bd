"""How people look: the card, lists to choose from, and what was saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import cadence, introductions, keeping, tasks, words
from bot.domain.model import Contact, DetailKind, Interaction, Introduction, Member, Task, Win
from bot.slack import bulk_views, drafts_buttons, imports_views, kit
from bot.slack.kit import Message, button, option, section
from bot.slack.mrkdwn import bold, escape, fit, quote
from bot.slack.tasks_words import line

OPEN_CARD = "open_card"
ADD_NOTE = "add_note"
PLAN_FOLLOW_UP = "plan_follow_up"
SAY_THANKS = "say_thanks"
CARD_MENU = "card_menu"
HISTORY = "history"
UNDO = "undo"
FIX = "fix"
ADD_CONTACT = "add_contact_form"
ANSWER = "answer"  # a question's answer: who was meant, or which day; several in one row, so numbered
FIND_MORE = "find_more"
BRING_BACK = "bring_back"

EDIT, LEAVE_ALONE, NOT_ALONE, PUT_AWAY = "edit", "leave_alone", "not_alone", "put_away"
LOG_INTRO, LOG_WIN = "log_intro", "log_win"

NOTE_SHOWN = 300
WORDS_CARRIED = 150  # characters, each of which may take twelve in a button's value, where Slack takes 2000
TAGS_SHOWN = 12
CHAIN_SHOWN = 400
LED_TO_SHOWN = 8


@dataclass
class CardFacts:
    """What a card shows, read from the book after the work is done."""

    contact: Contact
    tasks: list[Task] = field(default_factory=list)
    last: list[Interaction] = field(default_factory=list)
    others: list[Task] = field(default_factory=list)  # promises to other people made by the same line
    chain: str = ""  # "You ← Bob ← Ann"
    led_to: list[Introduction] = field(default_factory=list)  # whom they introduced the member to
    wins: list[Win] = field(default_factory=list)


def card(facts: CardFacts, member: Member, today: date, above: str = "", undo: str | None = None) -> Message:
    """Everything about one person at a glance, and what can be done.

    Args:
        above: a sentence (mrkdwn) that says what just happened.
        undo: the unit of work that a button offers to undo.
    """
    contact = facts.contact
    blocks: list[Block] = [section(above)] if above else []
    blocks.append(
        section(
            "\n".join([headline(contact), *filter(None, [_about(contact, facts.chain), _standing(contact, today)])])
        )
    )
    if facts.tasks:
        promised_first = sorted(facts.tasks, key=lambda task: tasks.waits(task, today))
        lines = [line(owed, member, today) for owed in keeping.together(promised_first)]
        blocks.append(section("*Next* " + "\n".join(lines)))
    if facts.last and not _is_first_meeting(facts):
        blocks.append(_last(contact, facts.last, today))
    if came := [*_wins(facts.wins, today), *_led_to(facts.led_to)]:
        blocks.append(section("\n".join(came)))
    reach = _reach(contact, 2900)
    if reach:
        blocks.append(section(reach))
    blocks.append(_card_actions(contact, member.team_id, undo))
    return Message(f"{contact.name}{_job(contact)}", blocks)


def saved(
    facts: CardFacts,
    member: Member,
    today: date,
    change_id: str,
    *,
    is_new: bool,
    remarks: Sequence[str] = (),
    question_id: int | None = None,
) -> Message:
    """What was understood and saved, line by line, with the way to mend it.

    Args:
        remarks: what else there is to say (mrkdwn), such as a day that could not be read.
        question_id: the question that keeps a day which could not be read; a button offers to write it anew.
    """
    contact = facts.contact
    lines = [f"{'Saved' if is_new else 'Updated'} {headline(contact)}"]
    lines += filter(None, [_about(contact, facts.chain), _reach(contact, 800)])
    promised = [task for task in facts.tasks if not tasks.waits(task, today)]
    lines += [line(owed, member, today) for owed in keeping.together(promised)]
    lines += [line(owed, member, today, name=True) for owed in keeping.together(facts.others)]
    if facts.last and facts.last[0].on == today and facts.last[0].text:
        lines.append(f"Noted: {quote(words.shorten(facts.last[0].text, NOTE_SHOWN))}")
    blocks: list[Block] = [section("\n".join([*lines, *remarks]))]
    about = kit.value(contact=contact.id)
    row = [
        button("Fix", FIX, about, label=f"Fix what was saved about {contact.name}"),
        button("Add note", ADD_NOTE, about, label=f"Add a note on {contact.name}"),
        undo_button(change_id, contact.name),
    ]
    if question_id is not None:
        again = kit.value(contact=contact.id, question=question_id)
        row.insert(0, button("Write the day again", PLAN_FOLLOW_UP, again, style="primary"))
    return Message(f"Saved {contact.name}{_job(contact)}", [*blocks, kit.actions(*row)])


def undo_button(change_id: str, what: str):  # type: ignore[no-untyped-def]
    """*Undo*, for one unit of work."""
    return button("Undo", UNDO, kit.value(change=change_id), label=f"Undo: {what}")


def undone(summary: str) -> Message:
    """What an *Undo* leaves in place of the message it was pressed on."""
    text = f"Undone: {summary}."
    return Message(text, [section(escape(text))])


def headline(contact: Contact) -> str:
    """ "*Jane Doe* · CTO, Acme (before: Initech)"."""
    before = contact.values(DetailKind.EMPLOYER)[-3:]
    past = f" (before: {escape(', '.join(before))})" if before else ""
    return f"{bold(contact.name)}{escape(_job(contact))}{past}"


def choose(
    people: Sequence[Contact], asked: str, question_id: int, *, add: str | None = None, above: str = ""
) -> Message:
    """Several people could be meant: a button for each.

    Args:
        asked: what is asked, plain text.
        add: the name that a last button offers to add as somebody new.
    """
    blocks: list[Block] = [section(above or escape(asked))]
    row = [
        button(
            text,
            f"{ANSWER}:{place}",
            kit.value(question=question_id, contact=contact.id),
        )
        for place, (contact, text) in enumerate(zip(people[:20], told_apart(people[:20]), strict=True))
    ]
    if add:
        new = button(f"Add “{words.shorten(add, 60)}”", f"{ANSWER}:new", kit.value(question=question_id, new=1))
        row.append(new)
    return Message(asked, [*blocks, kit.actions(*row)] if row else blocks)


def found(people: Sequence[Contact], total: int, typed: str, offset: int = 0, above: str | None = None) -> Message:
    """What a search found, ten at a time."""
    text = above or f"{words.count(total, 'person', 'people')} for {quote(typed)}"
    blocks: list[Block] = [section(text)]
    for contact in people:
        about = _about(contact, "")
        show = button("Open", OPEN_CARD, kit.value(contact=contact.id), label=f"Open {contact.name}")
        blocks.append(section("\n".join(filter(None, [headline(contact), about])), show))
    left = total - offset - len(people)
    if left > 0:
        about = kit.value(offset=offset + len(people), words=typed[:WORDS_CARRIED])
        more = f"Show {left} more" if left <= len(people) else f"Show {len(people)} of {left} more"
        blocks.append(kit.actions(button(more, FIND_MORE, about)))
    blocks += bulk_views.offer(total, typed)
    return Message(f"{words.count(total, 'person', 'people')} found", blocks)


def nobody_found(typed: str, near: Sequence[Contact] = ()) -> Message:
    """A search that found nothing, but perhaps somebody who nearly goes by that name."""
    if near:
        return found(near, len(near), "", above=f"Nobody found for {quote(typed)}. Did you mean somebody here?")
    text = f"Nobody found for {quote(typed)}. I look in names, companies, titles, places, tags and emails."
    return Message("Nobody found", [section(text)])


def empty_book() -> Message:
    """There is nobody in the book yet."""
    text = "Your book is empty. Tell me who you met: `met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks`"
    bring = button("Import", imports_views.OPEN_IMPORT, label="Import contacts")
    add = kit.actions(button("Add a contact", ADD_CONTACT, style="primary"), bring)
    return Message("Your book is empty.", [section(text), add])


def told_apart(people: Sequence[Contact]) -> list[str]:
    """A few words for each of the people, different ones even where name and job are the same."""
    texts = [words.shorten(f"{contact.name}{_job(contact)}", kit.BUTTON_LIMIT) for contact in people]
    marked = [
        f"{words.shorten(text, 45)} · {words.shorten(_mark(contact), 25)}" if texts.count(text) > 1 else text
        for contact, text in zip(people, texts, strict=True)
    ]
    return [
        f"{words.shorten(text, 60)} · no. {place}" if marked.count(text) > 1 else text
        for place, text in enumerate(marked, 1)
    ]


def _mark(contact: Contact) -> str:
    """Something else that is known of somebody."""
    reach = contact.values(DetailKind.EMAIL) + contact.values(DetailKind.PHONE)
    return f"met at {contact.where_met}" if contact.where_met else next(iter(reach), "another")


def _job(contact: Contact) -> str:
    job = ", ".join(filter(None, [contact.title, contact.company]))
    return f" · {job}" if job else ""


def _about(contact: Contact, chain: str) -> str:
    """ "Industry · #data · met at PyCon · You ← Bob ← Ann"."""
    tags = [f"#{tag}" for tag in contact.values(DetailKind.TAG)[:TAGS_SHOWN]]
    parts = [
        words.capital(contact.circle.value) if contact.circle else "",
        " ".join(map(escape, tags)),
        f"met at {escape(contact.where_met)}" if contact.where_met else "",
        escape(words.shorten(chain, CHAIN_SHOWN)),
    ]
    return words.capital(" · ".join(filter(None, [*parts, _keep_in_touch(contact)])))


def _keep_in_touch(contact: Contact) -> str:
    """How often, if the member said so for this person."""
    return f"keep in touch {cadence.said(contact.cadence)}" if contact.cadence else ""


def _wins(wins: Sequence[Win], today: date) -> list[str]:
    return [f"*Win* {words.dated(win.on, today)}: {escape(words.shorten(win.what, NOTE_SHOWN))}" for win in wins]


def _led_to(made: Sequence[Introduction]) -> list[str]:
    """ "Introduced you to Jane (went somewhere) and Tom"; "Offered to introduce you to Sam"."""
    people = [f"{escape(one.contact.name)}{_came(one)}" for one in made if one.contact and one.has_happened]
    more = [f"{len(people) - LED_TO_SHOWN} more"] if len(people) > LED_TO_SHOWN else []
    led = [f"*Introduced you to* {words.listing([*people[:LED_TO_SHOWN], *more])}"] if people else []
    offered = [escape(one.contact.name) for one in made if one.contact and not one.has_happened and one.is_open]
    return [*led, *([f"*Offered to introduce you to* {words.listing(offered[:LED_TO_SHOWN])}"] if offered else [])]


def _came(introduction: Introduction) -> str:
    return f" ({introductions.OUTCOMES[introduction.outcome].lower()})" if introduction.outcome else ""


def _standing(contact: Contact, today: date) -> str:
    rests = contact.rests_until if contact.rests_until and contact.rests_until > today else None
    parts = [
        "Do not contact" if contact.do_not_contact else "",
        "Archived" if contact.archived_at else "",
        "Not suggested any more" if contact.never_suggested else "",
        f"Not suggested before {words.dated(rests, today)}" if rests else "",
    ]
    return " · ".join(f"_{part}_" for part in parts if part)


def _reach(contact: Contact, limit: int) -> str:
    kinds = (DetailKind.EMAIL, DetailKind.PHONE, DetailKind.LINK)
    doubtful = contact.values(DetailKind.DOUBTFUL)
    known = [f"{value} (may be out of date)" if value in doubtful else value
             for kind in kinds for value in contact.values(kind)]  # fmt: skip
    return fit(" · ".join(map(escape, known)), limit)


def _last(contact: Contact, last: Sequence[Interaction], today: date) -> Block:
    newest = last[0]
    said = quote(words.shorten(" ".join(newest.text.split()), NOTE_SHOWN)) if newest.text else words.touch(newest.kind)
    notes = button("All notes", HISTORY, kit.value(contact=contact.id), label=f"All notes on {contact.name}")
    is_cut = len(newest.text) > NOTE_SHOWN
    return section(f"*Last* {words.dated(newest.on, today)}: {said}", notes if len(last) > 1 or is_cut else None)


def _is_first_meeting(facts: CardFacts) -> bool:
    """Whether all there was is a meeting of which the card says where it was."""
    return len(facts.last) == 1 and not facts.last[0].text and bool(facts.contact.where_met)


def _card_actions(contact: Contact, team_id: str, undo: str | None) -> Block:
    about = kit.value(contact=contact.id)
    row = [
        *drafts_buttons.draft_message(contact),
        button("Add note", ADD_NOTE, about, label=f"Add a note on {contact.name}"),
    ]
    if contact.archived_at:
        row.append(button("Bring back", BRING_BACK, about, label=f"Bring {contact.name} back from the archive"))
    elif not contact.do_not_contact:
        row.append(button("Follow up", PLAN_FOLLOW_UP, about, label=f"Plan a follow-up with {contact.name}"))
        row.append(button("Say thanks", SAY_THANKS, about, label=f"Plan to thank {contact.name}"))
    row += drafts_buttons.open_dm(contact, team_id)
    if undo:
        row.append(undo_button(undo, contact.name))
    return kit.actions(*row, kit.overflow(CARD_MENU, _menu(contact)))


def _menu(contact: Contact):  # type: ignore[no-untyped-def]
    alone = contact.do_not_contact
    return [
        option("Edit", kit.value(do=EDIT, contact=contact.id)),
        option("Log intro", kit.value(do=LOG_INTRO, contact=contact.id)),
        option("Log a win", kit.value(do=LOG_WIN, contact=contact.id)),
        option(
            "May be contacted again" if alone else "Do not contact",
            kit.value(do=NOT_ALONE if alone else LEAVE_ALONE, contact=contact.id),
        ),
        option("Archive or delete", kit.value(do=PUT_AWAY, contact=contact.id)),
    ]
