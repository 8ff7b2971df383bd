"""What a member writes: `/contact WORDS`, or WORDS in Goodword's DM."""

from collections.abc import Callable, Mapping

from bot.domain import capture, contacts, names, recording, verbs, vocabulary
from bot.domain.book import Book
from bot.domain.capture import Capture, Known
from bot.domain.model import Contact, Question
from bot.domain.verbs import Verb
from bot.errors import ColleagueUnknown
from bot.slack import (
    captures,
    contacts_views,
    deeds,
    drafts,
    drafts_views,
    duplicates,
    exports,
    forgetting,
    forms,
    imports,
    introductions,
    people,
    preferences,
    profiles,
    rhythm,
    screens,
    situation,
    stats,
    suggestions,
    welcome,
    wins,
)
from bot.slack.deeds import Whom
from bot.slack.kit import Message, actions, button, section
from bot.slack.mrkdwn import escape, mentioned, quote
from bot.slack.mrkdwn import words as plain_words
from bot.slack.outcomes import Open, Outcome, Reply
from bot.slack.profiles import Profile
from bot.slack.turn import Surface, Turn

MENTIONS_LOOKED_UP = 5
LONGEST_NAME = 200  # characters: more than that is not looked for as a name


def written(turn: Turn) -> Outcome:
    """`/contact WORDS` and WORDS in the DM: a verb, a name, or a line about somebody."""
    if (about_file := imports.dropped(turn)) and not turn.text.strip():
        return Reply(about_file)
    mentions, typed = _mentions(turn), turn.text
    turn.text = plain_words(turn.text, lambda user_id: mentions[user_id].name if user_id in mentions else None)
    turn.mentioned = list(mentions.values())
    if any(user_id in turn.text for user_id in mentioned(typed)):
        raise ColleagueUnknown
    command = verbs.parse(turn.text)
    return VERBS[command.verb](turn, command.words)


def answered(turn: Turn) -> Outcome:
    """A button under a question: who was meant, or somebody new by that name."""
    with turn.read() as book:
        question = book.question(turn.id_of("question"))
    whom = Whom(turn.id_of("contact") or None, bool(turn.about.get("new")), f"question:{question.id}")
    verb = Verb(question.verb)
    if verb == Verb.INTRO:
        return introductions.answered(turn, question)
    if verb == Verb.WIN:
        return deeds.instead(Reply(wins.record(turn, wins.parts(turn, question.words), whom)))
    if verb == Verb.DRAFT:
        return _draft_for(turn, question.words, whom)
    if verb in (Verb.ADD, Verb.PERSON):
        return deeds.instead(_save(turn, question.words, whom))
    return deeds.instead(Reply(deeds.DEEDS[verb].do(turn, question.words, whom)))


def help_(turn: Turn, words: str) -> Outcome:
    """`help`."""
    return Reply(welcome.help_message())


def nothing(turn: Turn, words: str) -> Outcome:
    """`/contact` alone: the form. (In a message there is always something.)"""
    if turn.surface == Surface.COMMAND:
        return Open(forms.add_contact(turn.metadata()))
    return Reply(_form_button("Who is it? Write a name and what you know, or use the form."))


def add(turn: Turn, words: str) -> Outcome:
    """`add LINE`: somebody new, unless the name is known; then it asks."""
    if not words:
        return nothing(turn, words)
    facts = contacts.Facts.of(_captured(turn, words, is_named=True))
    facts.name = names.checked(facts.name)
    with turn.book() as book:
        if known := contacts.known(book, facts):
            asked = f"{facts.name} is in your book already. Is it the same person?"
            return _asked(book, Verb.ADD, words, known, asked, facts.name)
        return Reply(captures.log_in(book, turn, words, {names.key(facts.name): None}, is_named=True))


def find(turn: Turn, words: str) -> Outcome:
    """`find WORDS`; alone, everybody."""
    return Reply(people.found(turn, words))


def due(turn: Turn, words: str) -> Outcome:
    """`due`."""
    return Reply(screens.due(turn))


def thanks(turn: Turn, words: str) -> Outcome:
    """`thank` alone: what is owed and given."""
    return Reply(screens.thanks(turn))


def win(turn: Turn, words: str) -> Outcome:
    """`win NAME WHAT`; "Win Butler, singer" is a person, since nobody known is named."""
    parts = wins.parts(turn, words)
    if len(parts.meant) == 1:
        return Reply(wins.record(turn, parts, Whom(parts.meant[0].id)))
    if parts.meant:
        return _which(turn, Verb.WIN, words, parts.meant)
    if not parts.what or _captured(turn, turn.text.strip(), is_named=True).is_capture:
        return person(turn, turn.text.strip(), is_named=True)
    return _unknown(turn, Verb.WIN, words, parts.name)


def wins_(turn: Turn, words: str) -> Outcome:
    """`wins`: the latest."""
    return wins.latest(turn)


def draft(turn: Turn, words: str) -> Outcome:
    """`draft NAME [what for]`."""
    if not words:
        return Reply(drafts_views.usage())
    meant, name, occasion = drafts.parts(turn, words)
    if len(meant) == 1:
        return drafts.open_for(turn, meant[0].id or 0, occasion)
    return _which(turn, Verb.DRAFT, words, meant) if meant else _unknown(turn, Verb.DRAFT, words, name)


def _draft_for(turn: Turn, words: str, whom: Whom) -> Outcome:
    """The draft, once it is known to whom; somebody new is added first."""
    _, name, occasion = drafts.parts(turn, words)
    contact_id = whom.contact_id
    if contact_id is None:
        with turn.book(whom.key) as book:
            contact_id = whom.contact(book, name).id
    return drafts.open_for(turn, contact_id or 0, occasion)


def templates(turn: Turn, words: str) -> Outcome:
    """`templates`."""
    return drafts.open_templates(turn)


def deed(verb: Verb) -> Callable[[Turn, str], Outcome]:
    """A verb that does something about one person: find out who, then do it."""

    def about_somebody(turn: Turn, words: str) -> Outcome:
        if not words:
            return Reply(_usage(deeds.DEEDS[verb].usage))
        with turn.read() as book:
            name = deeds.DEEDS[verb].name(book, words)
            meant = contacts.named(book, name)
        if len(meant) == 1:
            return Reply(deeds.DEEDS[verb].do(turn, words, Whom(meant[0].id)))
        return _which(turn, verb, words, meant) if meant else _unknown(turn, verb, words, name)

    return about_somebody


def person(turn: Turn, words: str, is_named: bool = False) -> Outcome:
    """A name shows the card; a line that says something of somebody is saved; else nearest names are offered.

    Args:
        is_named: the line is known to begin with a name.
    """
    is_named = is_named or _begins_with_mention(turn, words)
    if "\n" in words.strip() and (logged := captures.several(turn, words)):
        return Reply(logged)
    with turn.read() as book:
        everybody = book.names()
        match = names.match(words[:LONGEST_NAME], everybody)
        exact, likely = contacts.in_order(book, match.exact), contacts.in_order(book, match.likely)
        known = Known.within(words, everybody)
    captured = _captured(turn, words, is_named, known)
    if not exact and (captured.is_capture or _is_note_on_somebody_known(turn, captured)):
        return _capture(turn, words, captured, is_named)
    if not exact and (introduced := introductions.in_passing(turn, words)):
        return introduced
    named = exact or likely
    if len(named) == 1:
        return Reply(screens.card(turn, named[0].id))
    new = captured.name if captured.note and captured.name else words
    return _which(turn, Verb.PERSON, words, named) if named else _unknown(turn, Verb.PERSON, words, new)


def _is_note_on_somebody_known(turn: Turn, captured: Capture) -> bool:
    """Whether a line without any fact still says something, and names somebody in the book ("Jane: likes tea")."""
    if not captured.note or not captured.name:
        return False
    with turn.read() as book:
        return bool(recording.who(book, captured.people[0]))


def _capture(turn: Turn, words: str, captured: Capture, is_named: bool) -> Outcome:
    """Save a line about somebody, asking first if it is about one person, who could be several."""
    with turn.read() as book:
        meant = recording.who(book, captured.people[0]) if len(captured.people) == 1 else []
    if len(meant) > 1:
        return _which(turn, Verb.PERSON, words, meant, new=captured.name)
    return Reply(captures.log(turn, words, {}, is_named=is_named))


def _begins_with_mention(turn: Turn, words: str) -> bool:
    """Whether a line begins with a colleague named by @, whose name may look like none."""
    return any(words.startswith(profile.name) for profile in turn.mentioned)


def _save(turn: Turn, words: str, whom: Whom) -> Outcome:
    """Save a line about somebody who is known by now; a name alone shows their card."""
    captured = _captured(turn, words, is_named=True)
    if whom.contact_id and not captured.facts and not captured.note:
        return Reply(screens.card(turn, whom.contact_id))
    name = names.checked(captured.name)
    return Reply(captures.log(turn, words, {names.key(name): whom.contact_id}, whom.key))


def _captured(turn: Turn, words: str, is_named: bool = False, known: Known = capture.NOBODY) -> Capture:
    member = turn.member
    return capture.read(words, now=turn.now, zone=member.tz, locale=member.locale, is_named=is_named, known=known)


def _which(
    turn: Turn, verb: Verb, words: str, meant: list[Contact], asked: str | None = None, new: str | None = None
) -> Outcome:
    """Ask who is meant, with a button each; the words are kept until it is pressed."""
    with turn.book() as book:
        return _asked(book, verb, words, meant, asked or f"Which {deeds.short_name(meant)}?", new)


def _asked(book: Book, verb: Verb, words: str, meant: list[Contact], asked: str, new: str | None) -> Outcome:
    question = book.add(Question(verb, words, book.now))
    return Reply(contacts_views.choose(meant, asked, question.id or 0, add=new))


def _unknown(turn: Turn, verb: Verb, words: str, name: str) -> Outcome:
    """Nobody goes by that name: offer who nearly does, and to add somebody new. Nothing is saved yet."""
    name = names.clean(name)
    with turn.book() as book:
        near = contacts.in_order(book, contacts.find(book, name[:LONGEST_NAME]).near)
        question = book.add(Question(verb, words, book.now))
    could_be_one = vocabulary.is_name(name) and "@" not in name and len(name) <= names.NAME_LIMIT
    new = name if could_be_one else None
    if not near and not new:
        text = f"I don't know what to do with “{turn.text[:300]}”. A name, and what you know, is enough."
        return Reply(Message(text, [section(f"{escape(text)}\nType `help` to see what I understand.")]))
    known = "Did you mean somebody here?" if near else "Nobody in your book goes by that name."
    above = f"{quote(name)}: {known}" if near else f"{quote(name)}? {known}"
    return Reply(contacts_views.choose(near, known, question.id or 0, add=new, above=above))


def _mentions(turn: Turn) -> Mapping[str, Profile]:
    """Who the people mentioned are, as far as Slack says so in time.

    A command waits for one late answer at most, that about a new member included; it has their handles anyway.
    """
    found: dict[str, Profile] = {}
    hurried = turn.surface == Surface.COMMAND
    if hurried and not turn.member.profile_at:
        return found
    for user_id in dict.fromkeys(mentioned(turn.text)[:MENTIONS_LOOKED_UP]):
        profile = profiles.fetch(turn.client, user_id, profiles.PATIENCE if hurried else profiles.UNHURRIED)
        if profile is None:
            break
        found[user_id] = profile
    return found


def _usage(text: str) -> Message:
    return Message(text.replace("`", ""), [section(text)])


def _form_button(text: str) -> Message:
    form = button("Add a contact", contacts_views.ADD_CONTACT, style="primary")
    return Message(text, [section(escape(text)), actions(form)])


VERBS: Mapping[Verb, Callable[[Turn, str], Outcome]] = {
    Verb.NOTHING: nothing,
    Verb.HELP: help_,
    Verb.ADD: add,
    Verb.FIND: find,
    Verb.NOTE: deed(Verb.NOTE),
    Verb.FOLLOW_UP: deed(Verb.FOLLOW_UP),
    Verb.THANK: deed(Verb.THANK),
    Verb.THANKS: thanks,
    Verb.DUE: due,
    Verb.INTRO: introductions.written,
    Verb.INTROS: introductions.intros,
    Verb.WIN: win,
    Verb.WINS: wins_,
    Verb.DRAFT: draft,
    Verb.TEMPLATES: templates,
    Verb.SITUATION: situation.written,
    Verb.SUGGEST: suggestions.written,
    Verb.PREP: deed(Verb.PREP),
    Verb.STATS: stats.written,
    Verb.IMPORT: imports.written,
    Verb.EXPORT: exports.written,
    Verb.DUPLICATES: duplicates.written,
    Verb.FORGET_ME: forgetting.written,
    Verb.SETTINGS: preferences.written,
    Verb.PAUSE: rhythm.pause,
    Verb.RESUME: rhythm.resume,
    Verb.PERSON: person,
}
