"""What a line as a whole says of a talk: whether it was, when that was, or that it is a plan."""

from bot.domain.captures.facts import FollowUp
from bot.domain.captures.line import Line
from bot.domain.captures.signs import is_when, says_something
from bot.domain.captures.told import Tense


def finish(line: Line) -> None:
    """A talk that no day was named for was today; one that is to come is a follow-up; the day of none is noted."""
    _settle(line)
    line.told.where_met = line.told.where_met or line.told.seen_at
    if line.capture.talk is None:
        line.keep(" ".join(line.told.day_words))
        line.told.day_words.clear()


def _has_unread_day(line: Line) -> bool:
    """Whether a day stands in what nobody understood, on which it may have been: "on Friday and Monday"."""
    days = (line.front(words) for words in line.told.left if is_when(words))
    return line.told.tense is Tense.PAST and any(day and line.read_day(day.words, past=True) for day in days)


def _settle(line: Line) -> None:
    if not line.capture.people and line.told.is_lost and says_something(line.capture.note):
        line.capture.thanks = []  # whom it was about, it does not say
    for thanks in line.capture.thanks if not line.capture.people else ():
        line.add_person(thanks.whom)
    if not line.capture.people and line.capture.talk:  # with nobody
        line.capture.talk = None
    talk = line.capture.talk
    if talk is None:
        return
    line.told.day_is_vague = line.told.day_is_vague or (talk.on is None and _has_unread_day(line))
    planned = next((each for each in line.capture.follow_ups if not each.whom), None)
    if line.told.tense is Tense.OPEN and talk.on is None and planned and line.told.is_planned:
        _plan(line, planned, talk.about)
    elif talk.on is None and not line.told.day_is_vague:
        talk.on = line.today
        is_to_come = line.told.tense is Tense.OPEN and line.has_day_to_come(" ".join(line.told.left))
        line.capture.talk = None if is_to_come else talk
    if line.told.day_is_vague:
        line.capture.talk = None


def _plan(line: Line, planned: FollowUp, about: str | None) -> None:
    """ "coffee with Jane on friday" is to come: a follow-up, and no talk."""
    how = line.told.how
    line.capture.talk, planned.about = None, how
    line.capture.note = (line.capture.note or "").removeprefix(how).strip(" ,") or None
    _put_place(line, planned)
    planned.about = f"{planned.about} about {about}" if about else planned.about


def _put_place(line: Line, planned: FollowUp) -> None:
    """Where somebody is to be seen is no place where they were met: "dinner at Nobu on friday"."""
    place, line.told.seen_at = line.told.seen_at, None
    if not line.told.has_met:
        place, line.told.where_met = line.told.where_met, None
    planned.about = f"{planned.about} at {place}" if place else planned.about
