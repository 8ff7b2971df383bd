"""What a member sets: days, zone, cap; and time zones found as one types."""

from datetime import time
from typing import Any

import pytest

from bot.domain import preferences
from bot.domain.model import Member
from bot.domain.preferences import AS_IN_SLACK, Preferences
from bot.errors import NoWorkdays, UnknownZone
from bot.storage.book import Books


def wanted(**changed: Any) -> Preferences:
    usual = {"digest_time": time(9), "workdays": "135", "digest_people": 3, "zone": "Asia/Tokyo"}
    return Preferences(**{**usual, "locale": "de-DE", "hide_names": True, **changed})


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("TOKYO", "Asia/Tokyo"),
        ("europe/par", "Europe/Paris"),
        ("utc", "UTC"),
    ],
)
def test_a_city_finds_its_zone(typed: str, first: str) -> None:
    assert preferences.zones_like(typed, 20)[0] == first


def test_no_more_are_offered_than_wanted_and_nothing_for_nonsense() -> None:
    assert len(preferences.zones_like("a", 20)) == 20
    assert preferences.zones_like("zzz", 20) == []


def test_all_is_kept(books: Books, member: Member) -> None:
    with books.open(member) as book:
        assert not preferences.set_all(book, wanted())
    with books.read(member) as book:
        kept = book.member
    assert (kept.digest_time, kept.workdays, kept.digest_people, kept.hide_names) == (time(9), "135", 3, True)
    assert (kept.zone, kept.own_zone, kept.locale, kept.own_locale) == ("Asia/Tokyo", True, "de-DE", True)


def test_as_in_slack_again_has_slack_asked(books: Books, member: Member) -> None:
    with books.open(member) as book:
        preferences.set_all(book, wanted())
    with books.open(member) as book:
        assert preferences.set_all(book, wanted(zone=AS_IN_SLACK, locale=AS_IN_SLACK))
        assert book.member.profile_at is None and not book.member.own_zone and not book.member.own_locale


@pytest.mark.parametrize(
    ("changed", "error", "at"),
    [
        ({"workdays": ""}, NoWorkdays, "workdays"),
        ({"workdays": "18"}, NoWorkdays, "workdays"),
        ({"zone": "Europe/Atlantis"}, UnknownZone, "zone"),
        ({"zone": "../etc/passwd"}, UnknownZone, "zone"),
    ],
)
def test_what_cannot_be_is_said(
    books: Books, member: Member, changed: dict[str, str], error: type[NoWorkdays | UnknownZone], at: str
) -> None:
    with books.open(member) as book, pytest.raises(error) as raised:
        preferences.set_all(book, wanted(**changed))
    assert raised.value.field == at


@pytest.mark.parametrize("many", [0, 6, 99])
def test_a_cap_that_was_never_offered_changes_nothing(books: Books, member: Member, many: int) -> None:
    with books.open(member) as book:
        before = book.member.digest_people
        preferences.set_all(book, wanted(digest_people=many))
        assert book.member.digest_people == before
