"""Emails, phones, links and tags."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors
from bot.domain import details
from bot.domain.model import DetailKind


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("jane@acme.com", "jane@acme.com"),
        (" Jane.Doe+x@ACME.Example, ", "Jane.Doe+x@acme.example"),
        ("<mailto:a@b.co>", "a@b.co"),
        ("jane@müller.de", "jane@müller.de"),
    ],
)
def test_email(text: str, kept: str) -> None:
    assert details.email(text) == kept


@pytest.mark.parametrize("text", ["", "jane", "jane@", "@acme.com", "jane@acme", "a b@c.de", "a@b..de", "a@" * 3000])
def test_no_email(text: str) -> None:
    with pytest.raises(errors.NotAnEmail) as refused:
        details.email(text)
    assert refused.value.field == "email"
    assert len(refused.value.sentence) < 200


@pytest.mark.parametrize(
    ("text", "locale", "kept", "key"),
    [
        ("+1 650 555 0100", "de-DE", "+1 650-555-0100", "+16505550100"),
        ("(650) 555-0100", "en-US", "+1 650-555-0100", "+16505550100"),
        ("650.555.0100 x12", "en_US", "+1 650-555-0100 ext. 12", "+16505550100;ext=12"),
        ("030 1234567", "de-DE", "+49 30 1234567", "+49301234567"),
        ("030 1234567", "de", "+49 30 1234567", "+49301234567"),
        ("020 7946 0958", "en-GB", "+44 20 7946 0958", "+442079460958"),
    ],
)
def test_phone(text: str, locale: str, kept: str, key: str) -> None:
    assert details.phone(text, locale) == kept
    assert details.detail_key(DetailKind.PHONE, kept) == key


@pytest.mark.parametrize("text", ["", "abc", "12", "2026", "+999 123", "1" * 5000])
def test_no_phone(text: str) -> None:
    with pytest.raises(errors.NotAPhone) as refused:
        details.phone(text, "en-US")
    assert refused.value.field == "phone"
    assert len(refused.value.sentence) < 200


def test_tags() -> None:
    assert details.tags("#data, berlin #Data R&D c++ ...") == ["data", "berlin", "R&D", "c++"]
    assert details.tags("") == []


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (DetailKind.EMAIL, "Jane@acme.com", "jane@ACME.com"),
        (DetailKind.PHONE, "+1 650-555-0100", "+1 (650) 555 0100"),
        (DetailKind.LINK, "https://www.Acme.com/in/jane/", "acme.com/in/jane"),
        (DetailKind.TAG, "#Data", "data"),
        (DetailKind.EMPLOYER, "Acme, Inc.", "ACME Inc"),
    ],
)
def test_keys(kind: DetailKind, one: str, other: str) -> None:
    assert details.detail_key(kind, one) == details.detail_key(kind, other)


def test_link() -> None:
    assert details.link("linkedin.com/in/jane") == "https://linkedin.com/in/jane"
    assert details.link(" <http://acme.com> ") == "http://acme.com"


def test_found_in_a_text() -> None:
    found = details.found_in("Jane jane@acme.com, www.acme.com/team. 650 555 0100 #data C#", "en-US")
    assert found.emails == ["jane@acme.com"]
    assert found.links == ["https://www.acme.com/team"]
    assert found.phones == ["+1 650-555-0100"]
    assert found.tags == ["data"]
    assert found.rest.replace(",", " ").split() == ["Jane", "C#"]


@pytest.mark.parametrize("text", ["met 2026-12-07 15:00", "12/05/2026", "12.12.2026", "budget 10000000", "at 9"])
def test_dates_and_sums_are_no_phones(text: str) -> None:
    assert details.found_in(text, "en-US").phones == []


@given(st.text("a.@-_<>:+#/ 12xw,é", max_size=60))
def test_what_is_found_is_kept(text: str) -> None:
    found = details.found_in(text, "en-US")
    assert [details.email(each) for each in found.emails] == found.emails


@given(st.text(max_size=200), st.sampled_from(["en-US", "de-DE", "ja", "", "xx"]))
def test_anything_may_be_typed(text: str, locale: str) -> None:
    details.found_in(text, locale)
    details.tags(text)
    details.link(text)
    for kind in DetailKind:
        details.detail_key(kind, text)
    for check in (details.email, lambda typed: details.phone(typed, locale)):
        with contextlib.suppress(errors.NotAnEmail, errors.NotAPhone):
            assert check(text)
