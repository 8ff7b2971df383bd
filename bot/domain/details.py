"""Emails, phones, links and tags: how they are recognised, kept and compared."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import errors
from bot.domain import names, words
from bot.domain.model import DetailKind

if TYPE_CHECKING:  # it takes a while to load, so it is imported where it is first needed
    import phonenumbers

_REGIONS = {"en": "US", "ja": "JP", "ko": "KR", "zh": "CN", "sv": "SE", "da": "DK", "el": "GR", "cs": "CZ"}
_LOCAL = r"[^\s@<>()\[\],;:\".]{1,64}"
_EMAIL = re.compile(rf"{_LOCAL}(?:\.{_LOCAL}){{0,9}}@(?:[\w-]{{1,63}}\.)+[^\W\d_][\w-]{{1,62}}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,20}/[^\s<>]+", re.IGNORECASE)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST_BEGINS = re.compile(r"^https?://(?:www\.)?|^www\.", re.IGNORECASE)
_LINKEDIN = "linkedin.com"
_EMAIL_IN_TEXT = re.compile(rf"<?(?:mailto:)?{_EMAIL.pattern}>?")
_HASH_TAG = re.compile(r"(?<![\w&/])#([^\s,;#()]*[^\W_][^\s,;#()]*)")
_DATE = re.compile(r"\d{4}-\d\d?-\d|\d\d?[./]\d\d?[./]\d\d")
_EDGES = " \t\r\n.,;<>()"
_SHORTEST_PHONE = 7  # digits
_SHOWN = 60  # characters of what was typed, where it is quoted back


def email(text: str) -> str:
    """An email address as it is kept: without what surrounds it, the domain in lower case.

    Raises:
        NotAnEmail: it isn't one.
    """
    address = text.strip(_EDGES).removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise errors.NotAnEmail(text=words.shorten(text.strip(), _SHOWN), field="email")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def phone(text: str, locale: str) -> str:
    """A phone number in international form: "+1 650-555-0100", with its extension if it has one.

    A number without a country code is taken to be of the `locale`'s country ("en-US": the United States).

    Raises:
        NotAPhone: no number of any country looks like that.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region(locale))
    except phonenumbers.NumberParseException:
        number = None
    if not number or not phonenumbers.is_possible_number(number):
        raise errors.NotAPhone(text=words.shorten(text.strip(), _SHOWN), field="phone")
    return _international(number)


def _international(number: "phonenumbers.PhoneNumber") -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def link(text: str) -> str:
    """A web address as it is kept: with its scheme, https unless another is given."""
    address = text.strip(" \t\r\n,;<>")
    return address if _SCHEME.match(address) else f"https://{address}"


def tags(text: str) -> list[str]:
    """The tags in a text like "#data, berlin": each once, as first typed, without "#"."""
    found: dict[str, str] = {}
    for word in re.split(r"[\s,;]+", text):
        tag = word.strip("#.")
        found.setdefault(_tag_key(tag), tag)
    return [tag for tag in found.values() if tag]


@dataclass(frozen=True)
class Found:
    """What of this kind stands in a text, and the text without it."""

    emails: list[str]
    phones: list[str]
    links: list[str]
    tags: list[str]
    rest: str  # each found one has left a comma behind


def found_in(text: str, locale: str) -> Found:
    """Take the emails, links, phone numbers and "#tags" out of a text."""
    emails, text = _taken(_EMAIL_IN_TEXT, text, email)
    links, text = _taken(_LINK, text, lambda found: link(found.rstrip(".,;:!?)'\"")))
    hashed, text = _taken(_HASH_TAG, text, str)
    phones, text = _phones(text, locale)
    return Found(emails, phones, links, tags(" ".join(hashed)), text)


def shared_out(found: Found, text: str, named: list[str], locale: str) -> list[Found]:
    """What was found in a text, for each of those it names: the first has what stands before the others' names."""
    if len(named) < 2:
        return [found] * len(named)
    places = [max(0, text.find(name)) for name in named]
    ends = [*places[1:], len(text)]
    later = [found_in(text[start:end], locale) for start, end in zip(places, ends, strict=True)][1:]
    taken = {value for each in later for value in (*each.emails, *each.phones, *each.links)}
    emails, phones, links = (
        [value for value in values if value not in taken] for values in (found.emails, found.phones, found.links)
    )
    return [Found(emails, phones, links, found.tags, found.rest), *later]


def _taken(pattern: re.Pattern[str], text: str, kept: Callable[[str], str]) -> tuple[list[str], str]:
    """Everything that matches, each once, as it is kept; and the text with commas in its place."""
    values = dict.fromkeys(kept(match[0]) for match in pattern.finditer(text))
    return list(values), pattern.sub(" , ", text)


def _phones(text: str, locale: str) -> tuple[list[str], str]:
    """The phone numbers in a text: with a country code, or valid in the locale's country; dates are none."""
    if len(re.findall(r"\d", text)) < _SHORTEST_PHONE:
        return [], text
    import phonenumbers

    values: dict[str, None] = {}
    matcher = phonenumbers.PhoneNumberMatcher(text, region(locale), phonenumbers.Leniency.POSSIBLE, 50)
    for match in reversed(list(matcher)):
        sure = match.raw_string.startswith("+") or phonenumbers.is_valid_number(match.number)
        if sure and len(re.sub(r"\D", "", match.raw_string)) >= _SHORTEST_PHONE and not _DATE.search(match.raw_string):
            values[_international(match.number)] = None
            text = f"{text[: match.start]} , {text[match.end :]}"
    return list(values)[::-1], text


def detail_key(kind: DetailKind, value: str) -> str:
    """What two equal values have in common: E.164 for phones, small letters, no scheme for links."""
    return _KEYS[kind](value)


def _email_key(value: str) -> str:
    return value.strip().casefold()


def _phone_key(value: str) -> str:
    """E.164 with the extension; what no country dials is compared by its digits."""
    import phonenumbers

    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", value) or value.strip().casefold()
    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{key};ext={number.extension}" if number.extension else key


def _link_key(value: str) -> str:
    """Host and path: the host's case, "www." and a slash at the end make no difference, a path's case may."""
    host, slash, path = _HOST_BEGINS.sub("", value.strip(), count=1).partition("/")
    host = host.casefold()
    if host.endswith(_LINKEDIN):  # de.linkedin.com/in/jane?trk=x is the same person's
        host, path = _LINKEDIN, path.partition("?")[0].casefold()
    return f"{host}{slash}{path}".rstrip("/")


def _tag_key(value: str) -> str:
    return value.strip().lstrip("#").casefold()


_KEYS = {
    DetailKind.EMAIL: _email_key,
    DetailKind.PHONE: _phone_key,
    DetailKind.LINK: _link_key,
    DetailKind.TAG: _tag_key,
    DetailKind.EMPLOYER: names.key,
    DetailKind.DOUBTFUL: _email_key,
}


def region(locale: str) -> str | None:
    """The country of a locale: its own ("de-AT" is AT), else the language's best known one."""
    language, _, country = locale.replace("_", "-").partition("-")
    country = country.rpartition("-")[2]  # "zh-Hans-CN"
    if re.fullmatch(r"[A-Za-z]{2}", country):
        return country.upper()
    return _REGIONS.get(language.lower(), language.upper() or None)
