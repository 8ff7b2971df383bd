"""Listeners about lines: saved with what was understood, mended, asked about, taken apart when there are several."""

from collections.abc import Sequence

from bot.domain import calendar, fixing, names, saying, spreading, tasks, when
from bot.domain.book import Book
from bot.domain.captures.facts import FollowUp
from bot.domain.captures.known import Known
from bot.domain.model import Contact, InteractionKind, Question, Task, TaskKind
from bot.domain.recording import Recorded
from bot.domain.saying import Line, Said
from bot.domain.verbs import Verb
from bot.errors import DayInDoubt, GoodwordError, UnreadableDay
from bot.slack import captures_views, deeds, screens
from bot.slack.captures_views import Days, Shown
from bot.slack.kit import Message
from bot.slack.outcomes import Open, Outcome, Replace, Reply
from bot.slack.profiles import Profile
from bot.slack.turn import Turn


def log(
    turn: Turn, text: str, chosen: dict[str, int | None], key: str | None = None, is_named: bool = False
) -> Message:
    """Save one line that says something of somebody.

    Args:
        chosen: by their names' keys, who is meant by names that were asked about; None is somebody new.
        key: what makes a repeat of this deed one.
        is_named: the line is known to begin with a name.
    """
    with turn.book(key) as book:
        return log_in(book, turn, text, chosen, is_named)


def log_in(book: Book, turn: Turn, text: str, chosen: dict[str, int | None], is_named: bool) -> Message:
    """Save one line as part of a unit of work; see `log`."""
    line = Line(text, is_named=is_named or bool(chosen), chosen=chosen)
    known = Known.within(text, book.names())
    said = Said(turn.now, [line], names=sorted(known.names), companies=sorted(known.companies))
    _fill_from_profiles(turn, said, line)
    every = saying.keep(book, said)
    _note_users(turn.mentioned, every)
    return _shown(book, said, every)


def several(turn: Turn, text: str) -> Message | None:
    """Save several lines; none if there is nothing in them to save."""
    with turn.read() as book:
        known = Known.within(text, book.names())
    said = saying.several(text, turn.now, turn.member, known)
    if not said.lines:
        return None
    with turn.book() as book:
        return _shown(book, said, saying.keep(book, said))


def choose(turn: Turn) -> Outcome:
    """A button under "Which Bob?": all is recorded anew, with who was meant."""
    with turn.book(f"who:{turn.id_of('question')}:{turn.about.get('name')}") as book:
        said = _said(book, turn)
        _line(said, turn).chosen[turn.about.get("name", "")] = turn.id_of("contact") or None
        turn.tasks.update(book.touched(said.change, Task))
        return Replace(_shown(book, said, saying.keep_anew(book, said)))


def open_fix(turn: Turn) -> Outcome:
    """*Fix*: the facts, ticked."""
    with turn.read() as book:
        said = _said(book, turn)
        line = _line(said, turn)
        if line.contact:
            book.contact(line.contact)
    found = saying.understood(said, line, turn.member)
    facts = fixing.facts(found, turn.today, turn.member.locale)
    reading = next((each.reading for each in found.follow_ups if each.reading), None)
    read_as = when.say(reading, today=turn.today, locale=turn.member.locale) if reading else ""
    metadata = turn.metadata(question=turn.about.get("question"), line=turn.about.get("line"))
    return Open(captures_views.fix(found, facts, metadata, read_as))


def submit_fix(turn: Turn) -> Outcome:
    """Record the message anew, without what was unticked and with what was mended."""
    with turn.book() as book:
        said = _said(book, turn)
        _mend(turn, said, _line(said, turn))
        turn.tasks.update(book.touched(said.change, Task))
        return Replace(_shown(book, said, _recorded_anew(book, said)))


def congratulate(turn: Turn) -> Outcome:
    """*Congratulate*: a follow-up for the next workday."""
    with turn.book() as book:
        contact = book.contact(turn.id_of("contact"))
        on = calendar.next_workday(book.today, book.member.workdays)
        about = f"congratulate on {_new_job(contact)}"
        planned = tasks.plan(book, TaskKind.FOLLOW_UP, contact, on, about=about)
    return Reply(screens.card(turn, contact.id, above=deeds.said(planned, book.today), undo=book.change_id))


def spread_week(turn: Turn) -> Outcome:
    """*Spread over the week*."""
    with turn.book() as book:
        moved = spreading.over_the_week(book, book.touched(turn.about.get("change", ""), Task))
    return Reply(captures_views.spread(moved, turn.changes[-1]))


def _said(book: Book, turn: Turn) -> Said:
    question = book.question(turn.id_of("question"))
    return Said.from_json(question.words)


def _line(said: Said, turn: Turn) -> Line:
    return said.lines[min(turn.id_of("line"), len(said.lines) - 1)]


def _kept(book: Book, said: Said) -> Question:
    return book.add(Question(saying.KIND, said.to_json(), book.now))


def _recorded_anew(book: Book, said: Said) -> list[Recorded]:
    try:
        return saying.keep_anew(book, said)
    except (UnreadableDay, DayInDoubt) as problem:
        problem.field = "mend.follow_up.0"
        raise


def _mend(turn: Turn, said: Said, line: Line) -> None:
    """What the form says beside what was understood before."""
    found = saying.understood(said, line, turn.member)
    facts = fixing.facts(found, turn.today, turn.member.locale)
    ticked = {key for name, keys in turn.form.items() if name.startswith("facts.") for key in keys or ()}
    typed = {key: turn.words(f"mend.{key}") for key in fixing.mendable(found) if f"mend.{key}" in turn.form}
    line.mended |= {key: text for key, text in typed.items() if text != fixing.mendable(found)[key].strip()}
    line.dropped += [fact.key for fact in facts if fact.key not in ticked and fact.key not in line.dropped]


def _shown(book: Book, said: Said, every: Sequence[Recorded]) -> Message:
    """The confirming message, as the book has it now; what was said is kept for its buttons."""
    question, asked = _kept(book, said), _unread(book, every)
    shown = [_of_line(book, place, recorded) for place, recorded in enumerate(every)]
    touched = [book.task(task_id) for task_id in book.touched(said.change, Task)]
    _share_out(shown, [task for task in touched if task.is_open])
    today, number, member = book.today, question.id or 0, book.member
    if len(shown) == 1 and not said.unclear:
        return captures_views.saved(shown[0], member, today, said.change, number, asked)
    crowded = spreading.is_crowded(book, [task.id or 0 for task in touched])
    return captures_views.several(shown, said.unclear, member, today, said.change, number, crowded)


def _of_line(book: Book, place: int, recorded: Recorded) -> Shown:
    people = [(kept.contact, kept.person, kept.is_new) for kept in recorded.people]
    moved = [kept.contact for kept in recorded.people if kept.has_moved and not kept.contact.do_not_contact]
    happened = [fixing.talk(recorded.told, book.today)] if recorded.told and not _is_said(recorded) else []
    happened += [screens.introduced(logged.introduction) for logged in recorded.introductions]
    return Shown(place, people, happened, [], recorded.noted, moved, recorded.unclear, recorded.near, recorded.refused)


def _is_said(recorded: Recorded) -> bool:
    """Whether "Met at PyCon" says all there is of the talk."""
    first, told = recorded.first, recorded.told
    is_plain = told is not None and told.kind == InteractionKind.MEETING and not told.about
    return bool(first and first.person.where_met and is_plain and told and told.on == recorded.today)


def _share_out(every: Sequence[Shown], owed: Sequence[Task]) -> None:
    """Each promise stands with the first line that speaks of that person, else with the first line."""
    for task in owed:
        lines = [shown for shown in every if any(contact.id == task.contact_id for contact, _, _ in shown.people)]
        (lines or list(every))[0].owed.append(task)


def _unread(book: Book, every: Sequence[Recorded]) -> list[Days]:
    """A question for each follow-up whose day was not read, with the words kept."""
    return [_ask(book, contact, promised) for recorded in every for contact, promised in recorded.unread]


def _ask(book: Book, contact: Contact, promised: FollowUp) -> Days:
    about = f" about {promised.about}" if promised.about else ""
    question = book.add(Question(Verb.FOLLOW_UP, f"{contact.name} {promised.unread}{about}", book.now))
    try:
        when.read(promised.unread or "", now=book.now, zone=book.member.tz, locale=book.member.locale)
        problem: GoodwordError = UnreadableDay(words=promised.unread)
    except (UnreadableDay, DayInDoubt) as raised:
        problem = raised
    row = deeds.day_buttons(book, question, contact, problem.facts.get("offered", ()))
    return Days(problem.sentence, row)


def _fill_from_profiles(turn: Turn, said: Said, line: Line) -> None:
    """A colleague mentioned by @ is filled from their profile, where the line itself says nothing."""
    people = saying.understood(said, line, turn.member).people if turn.mentioned else []
    for place, person in enumerate(people):
        for profile in turn.mentioned:
            if names.key(profile.name) == names.key(person.name):
                line.mended |= {f"{place}.title": profile.title} if profile.title and not person.title else {}
                line.mended |= {f"{place}.emails": profile.email} if profile.email and not person.emails else {}


def _note_users(mentioned: Sequence[Profile], every: Sequence[Recorded]) -> None:
    for kept in (kept for recorded in every for kept in recorded.people):
        for profile in mentioned:
            if names.key(profile.name) == names.key(kept.contact.name):
                kept.contact.slack_user_id = profile.user_id


def _new_job(contact: Contact) -> str:
    """ "the new job at Globex"."""
    return f"the new job at {contact.company}" if contact.company else f"becoming {contact.title}"
