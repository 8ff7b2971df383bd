"""What a row or a card says of one person, gathered and made into a record that fits a book."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot import errors
from bot.domain import details, names, words
from bot.domain.contacts import DETAIL_LIMIT, FIELD_LIMIT
from bot.domain.model import Circle, DetailKind
from bot.exchange import dates
from bot.exchange.records import Field, Record, Unreadable

NO_NAME = "there is no name in it"

_SEPARATOR = re.compile(r"\s*:::\s*|\s*[\r\n]+\s*")
_SEVERAL = re.compile(r":::|[\r\n]")
_BETWEEN_TAGS = re.compile(r"\s*(?::::|[;,\r\n])\s*")
_BETWEEN_EMAILS = re.compile(r"\s*(?::::|[;,\s])\s*")
# What no database keeps or no reader shows: control characters and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufeff]")
_OLD_SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_IN_BRACKETS = re.compile(r"<([^<>]+@[^<>]+)>")
# Composed letters of Western alphabets and nothing else, in a name that `names.clean` would leave as it is.
_PLAIN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f .()&/'’-]*[A-Za-z0-9\u00c0-\u024f.)])?")
_NOTHING = re.compile(r"[\s!-/:-@\[-`{-~]*")  # punctuation alone is no name
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_LONGEST_EMAIL = 320
_LONGEST_PHONE = 60
_LONGEST_TAG = 60
_SYSTEM_TAGS = {"mycontacts", "starred"}  # Google's own
_CIRCLES = {
    **{names.key(circle): circle for circle in Circle},
    "friends": Circle.FRIEND,
    "clients": Circle.CLIENT,
    "former colleagues": Circle.FORMER_COLLEAGUE,
    "relatives": Circle.FAMILY,
}
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "si", "sim"}


class Gathered:
    """One person's facts while a row or card is gone through."""

    def __init__(self, line: int, locale: str) -> None:
        """Begin with nothing but where it stands.

        Args:
            line: the line in the file, from 1.
            locale: the member's ("en-US"): phone numbers without a country and bare dates are read as there.
        """
        self.line = line
        self._locale = locale
        self._texts: dict[Field, list[str]] = {}
        self._remarks: list[str] = []  # what does not fit where it stood

    def add(self, field: Field, text: str) -> None:
        """Take in what a column or property says; empty texts say nothing."""
        if kept := text.strip() if text.isprintable() else _fit(text):
            if field in self._texts:
                self._texts[field].append(kept)
            else:
                self._texts[field] = [kept]

    def remark(self, label: str, text: str) -> None:
        """Keep a fact that has no place of its own as a line of the note: "Birthday: 9 May"."""
        if text := " ".join(_fit(text).split()):
            self._remarks.append(f"{label}: {text}")

    def record(self) -> Record | Unreadable:
        """The person; unreadable without a name."""
        name = self._name()
        if not name:
            return Unreadable.at(self.line, NO_NAME, self._said())
        facts: dict[str, Any] = {}
        if not self._texts.keys().isdisjoint(_TELLING_CIRCLE):
            facts["circle"] = self._circle()
        for field in self._texts:
            if reader := _READERS.get(field):
                facts[reader[0]] = reader[1](self, field)
        return Record(name, **facts, note=self._note(), line=self.line)  # by now all that does not fit is known

    def _first(self, field: Field) -> str:
        texts = self._texts.get(field)
        return texts[0] if texts else ""

    def _said(self) -> str:
        return ", ".join(text for texts in self._texts.values() for text in texts)

    def _name(self) -> str:
        """The name, else one put together, else what stands in for it: a company's, where it can be reached."""
        name = _first_clean(self._first(Field.NAME), self._composed()) or self._stand_in()
        if len(name) > names.NAME_LIMIT:
            self.remark("Full name", name)
            name = words.shorten(name, names.NAME_LIMIT)
        return name

    def _stand_in(self) -> str:
        reached = Field.EMAIL in self._texts or Field.PHONE in self._texts
        company = self._first(Field.COMPANY) if reached else ""
        return _first_clean(self._first(Field.NICKNAME), _turned(self._first(Field.FILE_AS)), company)

    def _composed(self) -> str:
        """First, middle and last name, in this order; the other way round and unspaced in Chinese and Korean."""
        first, last = self._first(Field.FIRST), self._first(Field.LAST)
        if first and last and not first.isascii() and _EAST_ASIAN.fullmatch(first) and _EAST_ASIAN.fullmatch(last):
            return last + first
        return " ".join(filter(None, (first, self._first(Field.MIDDLE), last, self._first(Field.SUFFIX))))

    def _short(self, field: Field) -> str | None:
        """A fact of one line; what is too long stays whole in the note."""
        first, *others = self._texts[field]
        text = " ".join(first.split())
        if len(text) > FIELD_LIMIT:
            self.remark(words.capital(field), text)
            text = words.shorten(text, FIELD_LIMIT)
        for another in others:
            self.remark(words.capital(field), another)
        return text or None

    def _phones(self, field: Field) -> tuple[str, ...]:
        return self._kept(field, self._phone, DetailKind.PHONE, _pieces(self._texts[field]))

    def _links(self, field: Field) -> tuple[str, ...]:
        return self._kept(field, _link, DetailKind.LINK, _pieces(self._texts[field]))

    def _employers(self, field: Field) -> tuple[str, ...]:
        return self._kept(field, _employer, DetailKind.EMPLOYER, _pieces(self._texts[field]))

    def _emails(self, field: Field) -> tuple[str, ...]:
        found = [address for cell in self._texts[field] for address in _addresses(cell)]
        return self._kept(field, _email, DetailKind.EMAIL, found)

    def _kept(
        self, field: Field, kept: Callable[[str], str], kind: DetailKind, texts: Sequence[str]
    ) -> tuple[str, ...]:
        """All values of a kind, each once; those that are none become remarks."""
        values: dict[str, str] = {}
        several = len(texts) > 1
        for text in texts:
            try:
                value = kept(text)
            except (errors.GoodwordError, ValueError):
                self.remark(words.capital(field), text)
            else:
                values.setdefault(details.detail_key(kind, value) if several else "", value)
        return tuple(values.values())

    def _phone(self, text: str) -> str:
        if len(text) > _LONGEST_PHONE:
            raise ValueError(text)
        return details.phone(text.removeprefix("tel:"), self._locale)

    def _tags(self, field: Field) -> tuple[str, ...]:
        """The tags, each one word; the groups a program makes for itself are none."""
        found: dict[str, str] = {}
        for cell in self._texts[field]:
            for text in _BETWEEN_TAGS.split(cell):
                tag = "-".join(text.strip("#. ").split())
                if len(tag) > _LONGEST_TAG:
                    self.remark("Tag", text)
                elif tag and not text.startswith("* ") and tag.casefold() not in _SYSTEM_TAGS:
                    found.setdefault(details.detail_key(DetailKind.TAG, tag), tag)
        return tuple(found.values())

    def _circle(self) -> Circle | None:
        """The circle a file names, or that one of Google's own groups stands for; another word is a tag."""
        if text := self._first(Field.CIRCLE):
            if circle := _CIRCLES.get(names.key(text)):
                return circle
            self.add(Field.TAGS, text)
        groups = [group for cell in self._texts.get(Field.TAGS, ()) for group in _BETWEEN_TAGS.split(cell)]
        system = (_CIRCLES.get(names.key(group)) for group in groups if group.startswith("* "))
        return next(filter(None, system), None)

    def _introducer(self, field: Field) -> str | None:
        name = names.clean(self._first(field))
        if len(name) > names.NAME_LIMIT:
            self.remark("Introduced by", name)
            return None
        return name or None

    def _slack_user(self, field: Field) -> str | None:
        text = self._first(field)
        if text and not _SLACK_ID.fullmatch(text):
            self.remark("Slack", text)
            return None
        return text or None

    def _archived_at(self, field: Field) -> datetime | None:
        text = self._first(field)
        try:
            at = datetime.fromisoformat(text)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            if text:
                self.remark("Archived", text)
            return None

    def _connected_on(self, field: Field) -> date | None:
        text = self._first(field)
        on = dates.day(text, self._locale) if text else None
        if text and not on:
            self.remark("Connected on", text)
        return on

    def _says_yes(self, field: Field) -> bool:
        return self._first(field).casefold() in _YES

    def _note(self) -> str | None:
        if not self._remarks and self._texts.keys().isdisjoint(_IN_NOTE):
            return None
        for text in self._texts.get(Field.BIRTHDAY, ()):
            self.remark("Birthday", dates.birthday(text, self._locale))
        notes = [text.replace("\r\n", "\n").replace("\r", "\n") for text in self._texts.get(Field.NOTE, ())]
        return "\n".join(dict.fromkeys([*notes, *self._remarks])).strip() or None


def _addresses(cell: str) -> Iterable[str]:
    """The email addresses of a cell; words between them (a name, say) stay together as one text."""
    if " " not in cell and "," not in cell and ";" not in cell and "\n" not in cell:
        return [cell]
    if "@" not in cell or any("@" not in part for part in _BETWEEN_EMAILS.split(cell) if part):
        return _SEPARATOR.split(cell)
    return filter(None, _BETWEEN_EMAILS.split(cell))


def _email(text: str) -> str:
    if len(text) > _LONGEST_EMAIL:
        raise ValueError(text)
    named = _IN_BRACKETS.search(text)  # Jane Doe <jane@acme.com>
    return details.email(named[1] if named else text.removeprefix("mailto:"))


def _link(text: str) -> str:
    address = details.link(text)
    if " " in address or "." not in address or len(address) > DETAIL_LIMIT:
        raise ValueError(text)
    return address


def _employer(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > FIELD_LIMIT or not names.key(text):
        raise ValueError(text)
    return text


def _pieces(cells: Iterable[str]) -> list[str]:
    """The several values that a cell may hold."""
    return [text for cell in cells for text in (_SEPARATOR.split(cell) if _SEVERAL.search(cell) else [cell]) if text]


def _fit(text: str) -> str:
    return _OLD_SPACES.sub(" ", _UNFIT.sub("", text)).strip()


def _first_clean(*candidates: str) -> str:
    return next(filter(None, map(_clean, filter(None, candidates))), "")


def _clean(name: str) -> str:
    """As `names.clean`, which takes its time over every character; most names are plain."""
    if _PLAIN_NAME.fullmatch(name):
        return name if "  " not in name else " ".join(name.split())
    cleaned = names.clean(name)
    return "" if _NOTHING.fullmatch(cleaned) else cleaned


def _turned(name: str) -> str:
    """What is filed under "Doe, Jane" is called "Jane Doe"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name


# What is read from each field, and how. The circle is told by several, names and notes by even more.
_READERS: dict[Field, tuple[str, Callable[[Gathered, Field], Any]]] = {
    Field.TITLE: ("title", Gathered._short),
    Field.COMPANY: ("company", Gathered._short),
    Field.WHERE_MET: ("where_met", Gathered._short),
    Field.EMAIL: ("emails", Gathered._emails),
    Field.PHONE: ("phones", Gathered._phones),
    Field.LINK: ("links", Gathered._links),
    Field.TAGS: ("tags", Gathered._tags),
    Field.FORMER: ("former_employers", Gathered._employers),
    Field.INTRODUCED_BY: ("introduced_by", Gathered._introducer),
    Field.CONNECTED_ON: ("connected_on", Gathered._connected_on),
    Field.SLACK: ("slack_user_id", Gathered._slack_user),
    Field.DO_NOT_CONTACT: ("do_not_contact", Gathered._says_yes),
    Field.ARCHIVED: ("archived_at", Gathered._archived_at),
}
_TELLING_CIRCLE = {Field.CIRCLE, Field.TAGS}
_IN_NOTE = {Field.NOTE, Field.BIRTHDAY}
