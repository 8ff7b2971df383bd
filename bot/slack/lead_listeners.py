"""Listeners of *Log a lead*: read the message, fill the form, save who is in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain import calendar, contacts, leads, names, words
from bot.domain.book import Book
from bot.slack import forms, lead_form, people, profiles, screens
from bot.slack.kit import Modal
from bot.slack.lead_form import AUTHOR, Source
from bot.slack.mrkdwn import words as plain_words
from bot.slack.outcomes import Open, Outcome, Reply, Update
from bot.slack.turn import Turn

NOTE_LIMIT = forms.FIELD_TEXT_LIMIT


def log_lead(turn: Turn) -> Outcome:
    """*Log a lead* in a message's menu."""
    return Open(lead_form.loading(), lambda: _read_message(turn))


def choose_lead(turn: Turn) -> Outcome:
    """*Who is the lead?* was answered anew: the inputs are about somebody else now."""
    source = Source.from_json(turn.about["source"])
    text = turn.words("note")
    return Update(_form(turn, source, text, turn.chosen or AUTHOR))


def submit_lead(turn: Turn) -> Outcome:
    """Save the lead, or add to somebody known."""
    source = Source.from_json(turn.about["source"])
    with turn.book() as book:
        facts = people.facts_of(turn, book)
        facts.link = source.link
        if names.key(facts.name) == names.key(source.author):
            facts.slack_user_id = source.author_id or None
        known = contacts.known(book, facts)
        saved = contacts.save(book, facts, known[0] if len(known) == 1 else None)
    return Reply(screens.saved(turn, saved, book.change_id))


def _read_message(turn: Turn) -> Modal:
    """Look up who wrote it, then fill the form."""
    message = turn.body.get("message") or {}
    text = plain_words(message.get("text") or "")
    source = _source(turn, message)
    named = leads.read(text, turn.member.locale).people
    return _form(turn, source, text, "0" if named else AUTHOR)


def _form(turn: Turn, source: Source, text: str, chosen: str) -> Modal:
    message = leads.read(text, turn.member.locale)
    if not chosen.isdecimal() or int(chosen) >= len(message.people):
        chosen = AUTHOR
    lead = source.author if chosen == AUTHOR else message.people[int(chosen)].name
    with turn.read() as book:
        known = [contact.name for contact in book.with_key(names.key(lead))]
        introducer = _introducer(book, source.author)
    metadata = turn.metadata(source=source.to_json())
    return lead_form.lead_form(source, message, text[:NOTE_LIMIT], chosen, metadata, known, introducer)


def _introducer(book: Book, name: str) -> Any:
    known = book.with_key(names.key(name))
    return forms.known_option(known[0]) if known else forms.new_option(name)


def _source(turn: Turn, message: dict[str, Any]) -> Source:
    """Who wrote the message, where and when; the link is composed, not asked for."""
    author_id = message.get("user") or ""
    profile = profiles.fetch(turn.client, author_id) if author_id else None
    name = profile.name if profile else message.get("username") or "Whoever wrote it"
    channel = turn.body.get("channel") or {}
    zone, today = turn.member.tz, calendar.local_day(turn.now, turn.member.tz)
    written = datetime.fromtimestamp(float(message.get("ts") or 0), UTC)
    tomorrow = words.dated(today + timedelta(days=1), today)
    day = words.dated(calendar.local_day(written, zone), today)
    return Source(name, author_id, _channel(channel), _permalink(turn.body, message), day, tomorrow)


def _channel(channel: dict[str, Any]) -> str:
    name = channel.get("name") or ""
    if name == "directmessage" or not name:
        return "a direct message"
    return "a private channel" if name == "privategroup" else f"#{name}"


def _permalink(body: dict[str, Any], message: dict[str, Any]) -> str:
    domain = (body.get("team") or {}).get("domain")
    channel = (body.get("channel") or {}).get("id")
    ts = str(message.get("ts") or "").replace(".", "")
    return f"https://{domain}.slack.com/archives/{channel}/p{ts}" if domain and channel and ts else ""
