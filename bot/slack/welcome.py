"""A member's first minute: the welcome, once, and what Slack says of their name and zone."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain import rhythm, verbs, words
from bot.domain.model import Member
from bot.domain.verbs import Verb
from bot.slack import answering, contacts_views, imports_views, profiles
from bot.slack.kit import Message, actions, button, context, section
from bot.slack.mrkdwn import escape
from bot.slack.outcomes import Outcome, Replace, Reply
from bot.slack.turn import Turn

SHOW_EXAMPLE = "show_example"
MORE_HELP = "more_help"

# What can be written, by example, and what it does; each but the second begins with its verb.
LINES = (
    ("add Jane Doe, CTO at Acme", "a new person"),
    ("Jane", "her card"),
    ("find acme", "search names, companies, places, tags"),
    ("note Jane: budget is with her boss", "kept on her card"),
    ("followup Jane friday about the pilot", "reminds you in time"),
    ("thank Bob for the tip by monday", "reminds you to say thanks"),
    ("draft Jane", "a message to her, checked before you send it"),
    ("thanks", "what you owe and gave"),
    ("due", "everything you promised"),
)
# The same, for once the first ones are at home: shown by *More*.
MORE_LINES = (
    ("intro Bob introduced me to Jane Doe, CTO at Acme", "so that Bob is thanked, and hears how it went"),
    ("intro Bob will introduce me to Sam Lee", "asks in a week whether it happened"),
    ("intro I introduced Ann to Tom about hiring", "yours to others; `intro introduce Ann to Tom` asks both first"),
    ("intros", "open introductions, by what is waited for"),
    ("win Jane signed a contract", "and thanks for everybody who led you there"),
    ("situation leaving Acme, looking for two clients", "your news, and who has heard it from you"),
    ("suggest", "whom you could write to this week"),
    ("prep Jane", "all there is to know before you meet"),
    ("stats", "who really helped, what came of it"),
    ("import", "your contacts from LinkedIn, Google, Outlook, a phone"),
    ("duplicates", "people who look alike, side by side"),
    ("export", "all of your book, in files that others read"),
    ("settings", "when and how I write to you"),
)

EXAMPLE = "met Jane Doe (CTO at Acme) at PyCon, follow up in 2 weeks"


def once(turn: Turn) -> None:
    """Welcome a member the first time they turn to Goodword, and never again."""
    if turn.member.welcomed_at:
        return
    channel = answering.dm_of(turn)
    with turn.books.open(turn.member, track=False) as book:
        is_first = book.member.welcomed_at is None
        book.member.welcomed_at = book.member.welcomed_at or book.now
    turn.member = book.member
    if is_first:
        turn.client.chat_postMessage(channel=channel, **message(turn.member).payload())


def learn_profile(turn: Turn) -> None:
    """Ask Slack for name and zone, if it did not say when the member was new."""
    if turn.member.profile_at:
        return
    profile = profiles.fetch(turn.client, turn.member.user_id)
    if profile is None:
        return
    with turn.books.open(turn.member, track=False) as book:
        member = book.member
        member.name, member.profile_at = profile.first_name, book.now
        member.locale = member.locale if member.own_locale else profile.locale
        rhythm.change(book, zone=None if member.own_zone else profile.zone)
    turn.member = book.member


def message(member: Member) -> Message:
    """The welcome itself."""
    hello = f"Hi {member.name}, I'm Goodword." if member.name else "Hi, I'm Goodword."
    promise = "Tell me who you met and what you promised; I'll remind you."
    at = words.clock(member.digest_time, member.locale)
    blocks: list[Block] = [
        section(f"{escape(hello)} {promise} I never write to your contacts."),
        section(
            f"Type here, no slash needed: `{EXAMPLE}`\n"
            "Elsewhere: `/contact …`, or a message's menu (long-press on a phone) › *Log a lead*."
        ),
        actions(
            button("Add a contact", contacts_views.ADD_CONTACT, style="primary"),
            button("Import", imports_views.OPEN_IMPORT, label="Import contacts"),
            button("Show an example", SHOW_EXAMPLE),
        ),
        context(
            "Other members can't see your book. Whoever runs Goodword, or may export this workspace's DMs, could. "
            f"Reminders: workdays {at}, only when something is due."
        ),
    ]
    return Message(f"{hello} {promise}", blocks)


def show_example(turn: Turn) -> Outcome:
    """*Show an example*: one line for each thing to do, to be tried with one's own people."""
    return Reply(example())


def example() -> Message:
    """Lines to type, and what comes of them."""
    lines = [
        f"`{EXAMPLE}`\nputs Jane into your book and plans the follow-up.",
        "`note Jane: her budget is with her boss`\nis on her card when you need it.",
        "`thank Bob for the tip on rates`\nreminds you on the next workday.",
        "`Jane`\nshows her card. `due` shows everything you promised.",
    ]
    return Message("A few lines to try", [section("*A few lines to try*"), *map(section, lines)])


def more_help(turn: Turn) -> Outcome:
    """*More* under `help`."""
    return Replace(help_message(more=True))


def help_message(more: bool = False) -> Message:
    """`help`: the three things to know, and the verbs; with `more`, all of them."""
    blocks: list[Block] = [
        section(
            "*Three things to know*\n"
            f"1. Write me a sentence, here or after `/contact`: `{EXAMPLE}`\n"
            "2. On a message, open its menu › *Log a lead*.\n"
            "3. Press the buttons; nearly everything can be undone."
        ),
        section(_listed(LINES)),
    ]
    row = [button("Add a contact", contacts_views.ADD_CONTACT), button("Show an example", SHOW_EXAMPLE)]
    if more:
        blocks.append(section(_listed(MORE_LINES)))
    else:
        row.append(button("More", MORE_HELP, label="More that can be written"))
    blocks.append(actions(*row))
    return Message("Write me a sentence, log a lead from a message, press the buttons.", blocks)


def completions() -> list[tuple[str, str]]:
    """What may follow `/contact`: each verb, and what it does, by example."""
    known = [(example, what) for example, what in LINES + MORE_LINES if verbs.parse(example).verb != Verb.PERSON]
    hints = [(example.split()[0], what if " " not in example else f"{what}: {example}") for example, what in known]
    return [*hints, (Verb.HELP.value, "the three things to know")]


def _listed(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"`{example}`: {what}" for example, what in lines)
