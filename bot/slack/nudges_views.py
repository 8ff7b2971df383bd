"""How a nudge looks: the day's digest, and one timed task's own message."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.domain import keeping, names, rhythm, wide_net, words
from bot.domain.digest import MANY, PersonDue, by_person
from bot.domain.model import Contact, Delivery, DeliveryKind, Interaction, Member, Task
from bot.slack import suggestions_views, tasks_views, tasks_words
from bot.slack.kit import Message, actions, button, context, section, value
from bot.slack.mrkdwn import bold, escape

EXPORT = "export_book"
SHOW_OTHERS = "show_others"
EASIEST = "easiest"
SPREAD = "spread"
HOUR = "digest_hour"  # of the first digest: another hour; several in one row, so numbered

HOURS = {"earlier": "Earlier", "lunch": "Lunch", "end_of_day": "End of day"}

_MINUTES = ("", "a couple of minutes", "about five minutes", "about ten minutes", "about ten minutes")
_MOST_MINUTES = "about a quarter of an hour"


def nudge(
    delivery: Delivery, member: Member, last: Mapping[int, Interaction], is_first_of_month: bool = False
) -> Message:
    """A delivery as it is now: open items with their buttons, settled ones as one line with *Undo*.

    Args:
        last: what was last spoken of, by contact id.
        is_first_of_month: then it says when the book was last handed out.
    """
    tasks = [item.task for item in delivery.items if item.task and item.task.contact]
    people = by_person(tasks)
    if delivery.moved_on:
        return Message(notification(people, member), _moved(delivery, delivery.moved_on, people, member))
    if delivery.kind == DeliveryKind.TIMED:
        return _timed(delivery, tasks, member, last)
    blocks: list[Block] = [section(f"*{_greeting(delivery, people, member)}*")]
    named: set[int | None] = {person.contact.id for person in people}
    firsts = {names.first(person.contact.name) for person in people}
    for person in people:
        blocks += _person(person, delivery, member, last, named, firsts - {names.first(person.contact.name)})
        named |= _others(person)  # whoever was named with one person is not named again with the next
    blocks += _more(delivery.more, len(people))
    if delivery.suggests:
        blocks += suggestions_views.line(delivery.suggests, wide_net.is_ending(member))
    if is_first_of_month:
        blocks += last_export(member, delivery.on)
    only_suggests = delivery.suggests and not people
    said = suggestions_views.notification(delivery.suggests) if only_suggests else notification(people, member)
    return Message(said, [*blocks, *_rhythm(delivery, member)])


def last_export(member: Member, today: date) -> list[Block]:
    """When the book was last handed out: an account may be closed overnight, and the book would be gone with it."""
    when = words.dated(member.exported_on, today) if member.exported_on else "never"
    return [section(f"Last export: {when}.", button("Export", EXPORT, label="Export your book"))]


def notification(people: Sequence[PersonDue], member: Member) -> str:
    """What the phone shows: "4 people today: Jane, Bob, Ann, Sam"; first names, or not even these."""
    firsts = ", ".join(names.first(person.contact.name) for person in people)
    many = f"{words.count(len(people), 'person', 'people')} today"
    return many if member.hide_names else f"{many}: {firsts}"


def _greeting(delivery: Delivery, people: Sequence[PersonDue], member: Member) -> str:
    name = f", {escape(member.name.replace('*', ''))}" if member.name else ""
    if not people and delivery.suggests:
        return f"{_hello(delivery, member)}{name}. Nothing is due."
    if _all_settled(people, member, delivery.on):
        return f"All done for today{name}."
    many = words.capital(words.number(len(people)))
    minutes = _MINUTES[len(people)] if len(people) < len(_MINUTES) else _MOST_MINUTES
    return f"{_hello(delivery, member)}{name}. {many} {'person' if len(people) == 1 else 'people'}, {minutes}."


def _hello(delivery: Delivery, member: Member) -> str:
    hour = delivery.created_at.astimezone(member.tz).hour if delivery.created_at else 9
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def _all_settled(people: Sequence[PersonDue], member: Member, today: date) -> bool:
    return all(tasks_words.settled([task], member, today) for person in people for task in person.tasks)


def _person(
    person: PersonDue,
    delivery: Delivery,
    member: Member,
    last: Mapping[int, Interaction],
    named: Collection[int | None],
    others: Collection[str] = (),
) -> list[Block]:
    """One person: who they are, then each thing owed with its buttons; a hint with the first still open.

    Args:
        named: ids of people who are not named here again; `others` are first names of such people.
    """
    blocks: list[Block] = []
    who = _who(person.contact)
    spoken = _fitting(last.get(person.contact.id or 0), person, others)
    hint = tasks_views.hint(person.contact, spoken, delivery.on, named)
    for owed in _apart(person.tasks, member, delivery.on):
        text = " ".join(filter(None, [tasks_words.asked(owed, delivery.on, named), hint]))
        is_open = not tasks_words.settled(owed, member, delivery.on)
        blocks += tasks_views.item(owed, member, delivery.on, f"nudge:{delivery.id}", f"{who}{text}", named)
        if is_open:
            who = hint = ""
    return blocks


def _fitting(last: Interaction | None, person: PersonDue, others: Collection[str]) -> Interaction | None:
    """What was last spoken of, unless it says nothing new, or speaks of others in the same nudge."""
    if last is None or keeping.is_bare(last.text) or all(tasks_words.is_step(task) for task in person.tasks):
        return None
    said = f" {names.key(last.text)} "
    return None if any(f" {names.key(first)} " in said for first in others) else last


def _others(person: PersonDue) -> set[int | None]:
    """Who else may be named with somebody: those in the introductions their tasks are about, and their introducers."""
    made = [task.introduction for task in person.tasks if task.introduction]
    introducers = {one.introducer_id for one in person.contact.introducers}
    return (introducers | {each for one in made for each in (one.contact_id, one.other_id, one.introducer_id)}) - {None}


def _apart(owed: Sequence[Task], member: Member, today: date) -> list[list[Task]]:
    """What is done in one message, those that are settled apart from those that are open."""
    is_settled = [task for task in owed if tasks_words.settled([task], member, today)]
    still_open = [task for task in owed if task not in is_settled]
    groups = keeping.together(is_settled) + keeping.together(still_open)
    return sorted(groups, key=lambda group: owed.index(group[0]))


def _who(contact: Contact) -> str:
    about = ", ".join(filter(None, [contact.title, contact.company]))
    return f"{bold(contact.name)}{f' · {escape(about)}' if about else ''}\n"


def _more(more: int, shown: int) -> list[Block]:
    """Who is due too, and what to do about them: when they are many, ways to make it fewer."""
    if not more:
        return []
    easiest = button("Just the easiest one", EASIEST)
    if more + shown > MANY:
        said = f"{more} more can wait: {more + shown} people in all. Nobody can do that in a morning. Shall we…"
        spread = button("Spread over two weeks", SPREAD)
        return [section(said), actions(easiest, spread, button("Go through them", SHOW_OTHERS))]
    others = f"Show the other {more}" if more > 1 else "Show the other one"
    return [section(f"{more} more can wait."), actions(button(others, SHOW_OTHERS), easiest)]


def _rhythm(delivery: Delivery, member: Member) -> list[Block]:
    """When the next digest comes, where there is something to say or to choose about that."""
    if rhythm.is_weekly(member):
        return [
            context("You have had a lot on, so I'll write once a week. Press anything, and I'm back every workday.")
        ]
    if not delivery.is_first:
        return []
    if member.digest_time in rhythm.HOURS.values():
        return [context(f"From now on at {words.clock(member.digest_time, member.locale)}.")]
    row = [button(text, f"{HOUR}:{hour}", value(hour=hour, delivery=delivery.id)) for hour, text in HOURS.items()]
    return [context("Your first reminder. Is this a good time of day? If not:"), actions(*row)]


def _moved(delivery: Delivery, to: date, people: Sequence[PersonDue], member: Member) -> list[Block]:
    """What is left of a nudge when a later one took over: what was done, and where the rest went."""
    blocks: list[Block] = []
    moved: dict[bool, list[str]] = {True: [], False: []}
    for person in people:
        for owed in _apart(person.tasks, member, delivery.on):
            if tasks_words.settled(owed, member, delivery.on):
                blocks += tasks_views.item(owed, member, delivery.on, f"nudge:{delivery.id}", "")
            else:
                moved[owed[0].shown_on == to].append(escape(names.first(person.contact.name)))
    texts = [f"{where}: {', '.join(dict.fromkeys(moved[now]))}." for now, where in _WHERE.items() if moved[now]]
    said = " ".join(texts).format(day=words.dated(to, delivery.on))
    heading = words.dated(delivery.on, delivery.on)
    return [section(f"*{heading}*"), *blocks, *([context(said)] if said else [])]


_WHERE = {True: "Moved to today, {day}", False: "Later"}


def _timed(delivery: Delivery, tasks: Sequence[Task], member: Member, last: Mapping[int, Interaction]) -> Message:
    blocks: list[Block] = []
    for person in by_person(tasks):
        blocks += _person(person, delivery, member, last, ())
    first = names.first(tasks[0].contact.name) if tasks and tasks[0].contact else ""
    at = words.clock(tasks[0].due_time, member.locale) if tasks and tasks[0].due_time else "Now"
    said = f"{at}: somebody you promised" if member.hide_names else f"{at}: {first}"
    return Message(said, blocks or [section("This was deleted since.")])
