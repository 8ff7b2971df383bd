"""What a member sets: when Goodword writes and how much at once, and how they write days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from bot.domain import rhythm
from bot.domain.book import Book
from bot.errors import NoWorkdays, UnknownZone

AS_IN_SLACK = "slack"  # in place of a zone or a locale: whatever Slack's profile says
PEOPLE_CHOICES = (1, 2, 3, 4, 5)  # how many a digest may name; more than five nobody does in a morning

# How days are written, and in which words besides English ones.
LOCALES = {
    "en-US": "English (United States)",
    "en-GB": "English (United Kingdom)",
    "de-DE": "Deutsch",
    "es-ES": "Español",
    "fr-FR": "Français",
    "it-IT": "Italiano",
    "nl-NL": "Nederlands",
    "pl-PL": "Polski",
    "pt-BR": "Português (Brasil)",
    "sv-SE": "Svenska",
}


@dataclass(frozen=True)
class Preferences:
    """What the settings form holds."""

    digest_time: time
    workdays: str  # ISO numbers, such as "12345"
    digest_people: int
    zone: str  # an IANA name, or AS_IN_SLACK
    locale: str  # one of LOCALES or the member's own, or AS_IN_SLACK
    hide_names: bool


def set_all(book: Book, wanted: Preferences) -> bool:
    """Keep what a member wants; every promise keeps its day and time on the wall.

    Gives whether Slack is to be asked for zone or locale, since they shall be as in its profile again.

    Raises:
        NoWorkdays: no day is left on which a digest may come.
        UnknownZone: there is no such time zone.
    """
    member = book.member
    if not wanted.workdays or not set(wanted.workdays) <= set("1234567"):
        raise NoWorkdays(field="workdays")
    chosen_zone = None if wanted.zone == AS_IN_SLACK else wanted.zone
    if chosen_zone and chosen_zone not in _zones():
        raise UnknownZone(field="zone")
    asks = (member.own_zone and not chosen_zone) or (member.own_locale and wanted.locale == AS_IN_SLACK)
    member.own_zone, member.own_locale = bool(chosen_zone), wanted.locale in LOCALES
    member.locale = wanted.locale if member.own_locale else member.locale
    member.hide_names = wanted.hide_names
    member.digest_people = wanted.digest_people if wanted.digest_people in PEOPLE_CHOICES else member.digest_people
    member.profile_at = None if asks else member.profile_at
    rhythm.change(book, zone=chosen_zone, digest_time=wanted.digest_time, workdays=wanted.workdays)
    return asks


def zones_like(typed: str, limit: int) -> Sequence[str]:
    """The time zones that what was typed may mean: those whose place begins so first ("york", "berl")."""
    wanted = "_".join(typed.casefold().split())
    found = [zone for zone in _zones() if wanted in zone.casefold()]
    return sorted(found, key=lambda zone: (not _begins(zone, wanted), zone))[:limit]


def _begins(zone: str, wanted: str) -> bool:
    return zone.casefold().rpartition("/")[2].startswith(wanted)


@cache
def _zones() -> Sequence[str]:
    """Those that are named after places, and UTC; the others are old names of the same."""
    return sorted(zone for zone in available_timezones() if zone.partition("/")[0] in _PLACES or zone == "UTC")


_PLACES = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
