"""The first words of a line: what a member asks for, in `/contact` and in Goodword's DM alike."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What can be asked for; a line that begins with none of these is about a person."""

    ADD = "add"
    FIND = "find"
    NOTE = "note"
    FOLLOW_UP = "followup"
    THANK = "thank"
    THANKS = "thanks"  # what is owed and given
    DUE = "due"
    INTRO = "intro"
    INTROS = "intros"
    WIN = "win"
    WINS = "wins"
    DRAFT = "draft"
    TEMPLATES = "templates"
    SITUATION = "situation"
    SUGGEST = "suggest"
    PREP = "prep"
    STATS = "stats"
    IMPORT = "import"
    EXPORT = "export"
    DUPLICATES = "duplicates"
    FORGET_ME = "forget-me"
    SETTINGS = "settings"
    PAUSE = "pause"
    RESUME = "resume"
    HELP = "help"
    PERSON = "person"  # a name, or a line that captures one
    NOTHING = "nothing"


@dataclass(frozen=True)
class Command:
    """A verb and the words it is about."""

    verb: Verb
    words: str = ""


@dataclass(frozen=True)
class NoteWords:
    """`note NAME: TEXT`, taken apart."""

    name: str
    text: str


@dataclass(frozen=True)
class FollowUpWords:
    """`followup NAME WHEN [about WHY]`: the name and the day are still one, `about` is apart."""

    name_and_day: str
    about: str | None


@dataclass(frozen=True)
class ThankWords:
    """`thank NAME [for WHY] [by WHEN]`, taken apart; what follows "by" may turn out not to be a day."""

    name: str
    why: str | None
    by: str | None


# Verbs that stand alone, and those that need something after them. Each is matched as whole words, case aside.
_ALONE = (
    (Verb.HELP, r"help|\?"),
    (Verb.DUE, r"due"),
    (Verb.PAUSE, r"pause"),
    (Verb.RESUME, r"resume|unpause"),
    (Verb.THANKS, r"thanks?|thank[ -]yous?"),
    (Verb.INTROS, r"intros|introductions"),
    (Verb.INTRO, r"intro|introduction"),
    (Verb.WINS, r"wins?"),
    (Verb.TEMPLATES, r"(?:draft )?templates"),
    (Verb.DRAFT, r"draft"),
    (Verb.SITUATION, r"situation|my (?:situation|news)"),
    (Verb.SUGGEST, r"suggest(?:ions?)?"),
    (Verb.STATS, r"stats|statistics|surprises"),
    (Verb.PREP, r"prep(?:are)?"),
    (Verb.IMPORT, r"import(?: contacts)?"),
    (Verb.EXPORT, r"export(?: (?:contacts|everything|all))?"),
    (Verb.DUPLICATES, r"duplicates?|doubles"),
    (Verb.FORGET_ME, r"forget[ -]?me"),
    (Verb.SETTINGS, r"(?:my )?settings|preferences"),
)
_LEADING = (
    (Verb.ADD, r"add"),
    (Verb.FIND, r"find|search"),
    (Verb.NOTE, r"note(?: on| about| to)?"),
    (Verb.FOLLOW_UP, r"follow[ -]?up(?: with)?|ping"),
    (Verb.THANK, r"thanks?"),
    (Verb.INTRO, r"intro(?:duction)?:?"),
    (Verb.WIN, r"win"),
    (Verb.DRAFT, r"draft(?: (?:a )?(?:message|mail|note))?(?: to| for)?|write to"),
    (Verb.SITUATION, r"(?:my )?situation:?|my news:?"),
    (Verb.PREP, r"prep(?:are)?(?: me)?(?: for)?"),
    (Verb.PAUSE, r"pause(?= (?:until|till?|to|through|for)\b)"),
)
_ABOUT = re.compile(r"\s+about\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_BY = re.compile(r"\s+by\s+", re.IGNORECASE)


def parse(text: str) -> Command:
    """The verb a line begins with, if what follows fits it; else the line is about a person.

    "due diligence" is no `due`, and "helpful" no `help`: those stand alone, and verbs are whole words.
    """
    text = text.strip()
    if not text:
        return Command(Verb.NOTHING)
    for verb, words in _ALONE:
        if re.fullmatch(rf"(?:{words})[.!]?", text, re.IGNORECASE):
            return Command(verb)
    for verb, words in _LEADING:
        match = re.match(rf"(?:{words})(?=\s|$)", text, re.IGNORECASE)
        if match:
            return Command(verb, text[match.end() :].strip())
    return Command(Verb.PERSON, text)


def note_words(words: str) -> NoteWords | None:
    """Take "Jane: her budget is with her boss" apart; none when there is no colon after a name."""
    name, colon, text = words.partition(":")
    if not colon or not name.strip() or not text.strip():
        return None
    return NoteWords(name.strip(), text.strip())


def follow_up_words(words: str) -> FollowUpWords:
    """Take "Jane in 2 weeks about the pilot" apart at "about"."""
    parts = _ABOUT.split(words, maxsplit=1)
    return FollowUpWords(parts[0].strip(), parts[1].strip() if len(parts) > 1 else None)


def thank_words(words: str) -> ThankWords:
    """Take "Bob for the tip by friday" apart: the first "for", the last "by" after it."""
    name, *why = _FOR.split(words, maxsplit=1)
    tail = why[0] if why else name
    pieces = _BY.split(tail)
    by = pieces[-1].strip() if len(pieces) > 1 else None
    head = tail[: -len(pieces[-1])].rsplit(None, 1)[0].strip() if by else tail.strip()
    return ThankWords(name.strip(), head or None, by) if why else ThankWords(head, None, by)
