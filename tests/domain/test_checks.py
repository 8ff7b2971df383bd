"""The triple check, rule by rule; and what it must never do, whatever is written."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import checks, drafts, names
from bot.domain.checks import Finding, Known, News, Rule, Sent
from bot.domain.messages import Occasion
from bot.domain.model import Circle, Contact, Member, Named

TODAY = date(2026, 11, 23)
ADA = Member("T1", "U1", name="Ada Okafor", id=1)
JANE = Contact("Jane Doe", "jane doe", "CTO", "Acme", Circle.INDUSTRY, "PyCon", id=1)
PEOPLE = [
    ("Bob Marsh", "Globex"),
    ("Tom Roe", "Hooli"),
    ("Mark Grace", "Target"),
    ("Will Hope", "Next"),
    ("Li Wei", ""),
]
EVERYBODY = [
    Named(number, name, names.key(name), company or None)
    for number, (name, company) in enumerate([("Jane Doe", "Acme"), *PEOPLE], 1)
]
KNOWN = Known(
    JANE,
    ADA,
    Occasion.FOLLOW_UP,
    TODAY,
    EVERYBODY,
    ["PyCon", "Web Summit", "the Cardiff meetup"],
    former=["Initech"],
    introducers=["Bob Marsh"],
    theirs="Coffee, talked about the pilot",
    sent=[
        Sent("Tom Roe", "Hooli", "Hi Tom, here is the long text that only you get about forecasting, with all of it.")
    ],
    news=News("Leaving Vandelay in March, looking for two clients"),
)


def found(text: str, **known: object) -> list[Finding]:
    return checks.check(text, replace(KNOWN, **known))


def marked(text: str, **known: object) -> set[tuple[str, str, str | None]]:
    """Rule, words and mend of everything found."""
    return {(finding.rule.value, finding.words, finding.mend) for finding in found(text, **known)}


RULES = [
    ("Hi Jane, great to meet you at Web Summit. See you soon!", ("place", "Web Summit", "PyCon")),
    ("Hi {first_name}, how is the pilot?", ("blank", "{first_name}", "Jane")),
    ("Hi Jane, how is the pilot at [company]?", ("blank", "[company]", "Acme")),
    ("Hi <name>, how is the pilot?", ("blank", "<name>", "Jane")),
    ("Hi , how is the pilot?", ("blank", "Hi ,", "Hi Jane,")),
    ("Dear NAME, how is the pilot?", ("blank", "NAME", "Jane")),
    ("Hi Jane, the pilot could start on XXX.", ("blank", "XXX", None)),
    ("Hi Jane, TODO: ask about the pilot", ("blank", "TODO", None)),
    ("Hi Jane, about the pilot: congratulations on the new role at .", ("blank", "at .", None)),
    ("Hi Bob, how is the pilot?", ("greeting", "Bob", "Jane")),
    ("hi tom, how is the pilot?", ("greeting", "tom", "Jane")),
    ("Dear Mr. Roe, how is the pilot?", ("greeting", "Mr. Roe", "Jane")),
    ("Hi Jnae, how is the pilot?", ("greeting", "Jnae", "Jane")),
    ("Bob, how is the pilot?", ("greeting", "Bob", "Jane")),
    ("Hi Jane, how is the pilot going? Thanks, Tom", ("person", "Tom", "Jane")),
    ("Hi Jane, the pilot, Tom, what about it?", ("person", "Tom", "Jane")),
    ("Hi Jane, Tom introduced us, and the pilot is on.", ("person", "Tom", "Bob")),
    ("Hi Jane, how are things at Globex? And the pilot?", ("company", "Globex", "Acme")),
    ("Hi Jane, I'd love to help Target with the pilot.", ("company", "Target", "Acme")),
    ("Hi Jane, is the pilot still on at Initech?", ("left", "Initech", "Acme")),
    ("Hi Jane, great to meet you at Web Summit! How is the pilot?", ("place", "Web Summit", "PyCon")),
    ("Hi Jane, the pilot: we met at DjangoCon, remember?", ("place", "DjangoCon", "PyCon")),
    ("Hi Jane, how is the pilot? As you know, things have changed for me.", ("assumed", "As you know", None)),
    ("Hi Jane, just checking in. Hope you are well!", ("impersonal", "", None)),
    (
        "Hi Jane, here is the long text that only you get about forecasting, with all of it.",
        ("copy", "", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_slip_is_found_with_its_words_and_a_mend(text: str, expected: tuple[str, str, str | None]) -> None:
    assert marked(text) == {expected}
    [finding] = found(text)
    assert text[finding.start : finding.end] == finding.words
    assert finding.why.endswith(".")
    assert finding.mend or finding.advice


GOOD = [
    "Hi Jane, how is the pilot at Acme?",
    "Jane! How is the pilot?",
    "Hi Janie, how is the pilot?",
    "Dear Ms Doe, how is the pilot?",
    "Hi Jane, Bob introduced us at PyCon; how is the pilot?",
    "Hi Jane, I used to do such pilots at Globex.",
    "Hi Jane, do you know anybody at Hooli for the pilot?",
    "Hi Jane, the pilot is on target, and I'd like to mark the date. Next week?",
    "Hi Jane, Tom from Hooli would like to see the pilot, too.",
    "Hi Jane, do you miss Initech? How is the pilot?",
    "Hi Jane, will you be at Web Summit? How is the pilot?",
    "Hi Jane, as you know, the pilot starts on Monday.",
    "Hi Jane, as you saw, I'm leaving Vandelay in March and looking for clients. And the pilot?",
    "Hi Jane, [attached] is the contract for the pilot (see https://example.org/{id}).",
    "Hi Jane and Tom, the pilot starts on Monday.",
    "",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_good_is_left_alone(text: str) -> None:
    assert [(finding.rule.value, finding.words) for finding in found(text)] == [] or text == ""


OF_THE_WHOLE = [
    (Rule.SOON, {"written_on": TODAY - timedelta(days=3)}, "three days ago"),
    (Rule.SOON, {"written_on": TODAY - timedelta(days=1)}, "yesterday"),
    (Rule.SOON, {"unanswered": 2}, "two times"),
    (Rule.LEFT_ALONE, {"contact": replace(JANE, do_not_contact=True)}, "do not contact"),
]


@pytest.mark.parametrize(("rule", "known", "why"), OF_THE_WHOLE)
def test_some_are_about_the_person(rule: Rule, known: dict[str, object], why: str) -> None:
    [finding] = found("Hi Jane, how is the pilot?", **known)
    assert finding.rule == rule
    assert why in finding.why
    assert finding.sure


@pytest.mark.parametrize(
    "known",
    [
        {"written_on": TODAY - timedelta(days=14)},
        {"written_on": TODAY - timedelta(days=3), "expected": True},
        {"written_on": TODAY - timedelta(days=3), "occasion": Occasion.THANK_YOU},
        {"unanswered": 1},
    ],
)
def test_the_gap_has_an_end_and_thanks_are_always_welcome(known: dict[str, object]) -> None:
    assert found("Hi Jane, thank you for the pilot!", **known) == []


def test_a_report_is_a_line() -> None:
    long = f"Hi Jane, the pilot went well{' and well' * 40}."
    assert {finding.rule for finding in found(long, occasion=Occasion.REPORT_BACK)} == {Rule.LONG}
    assert found(long) == []


def test_with_nothing_known_nothing_personal_is_asked_for() -> None:
    assert (
        found("Hi Jane, just checking in.", contact=Contact("Jane Doe", id=1), theirs="", introducers=(), former=())
        == []
    )


def test_what_is_unsure_is_a_gentle_remark() -> None:
    assert [finding.sure for finding in found("Hi Jane, the pilot. Hooli would be glad of it.")] == [False]
    assert [finding.sure for finding in found("Hi Jane, how is the pilot at Hooli?")] == [True]


def test_the_sure_ones_come_first() -> None:
    sure = [finding.sure for finding in found("Hi Jnae, how is the pilot at Hooli? XXX")]
    assert sure == sorted(sure, reverse=True)
    assert set(sure) == {True, False}


PIECES = st.sampled_from(
    ["Hi ", "Dear ", "Jane", "Bob", "Tom", ", ", ". ", "\n", "how are things at ", "Acme", "Globex", "Target",
     "Initech", "great to meet you at ", "PyCon", "Web Summit", "[name]", "{company}", "XXX", "as you know", "I ",
     "your ", "we ", "introduced us", "thank ", "the pilot", "’s", "!", "?", "🎉", "李", "שלום",
     "<@U1>", "https://x.example/{y}", " "]
)  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(Occasion))
def test_anything_can_be_checked_and_mended(text: str, occasion: Occasion) -> None:
    known = replace(KNOWN, occasion=occasion)
    for finding in checks.check(text, known):
        assert text[finding.start : finding.end] == finding.words
        assert bool(finding.mend) or bool(finding.advice)
        mended = checks.mended(text, finding)
        if finding.mend is None:
            assert mended == text
        else:
            assert mended == text[: finding.start] + finding.mend + text[finding.end :]
            assert checks.mended(mended, finding) in (mended, text) or finding.mend.startswith(finding.words)


@settings(max_examples=200)
@given(TEXTS)
def test_no_two_findings_are_about_the_same_words(text: str) -> None:
    spans = sorted((each.start, each.end) for each in checks.check(text, KNOWN) if each.words)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=15).map("".join))
def test_mending_comes_to_an_end(text: str) -> None:
    """Whoever presses *Mend* until there is nothing to press is done before long."""
    for _ in range(40):
        mendable = next((each for each in checks.check(text, KNOWN) if each.mend is not None), None)
        if mendable is None:
            return
        text = checks.mended(text, mendable)
    raise AssertionError(text)


def test_a_mend_is_not_put_where_the_words_have_gone() -> None:
    [finding] = found("Hi Bob, how is the pilot?")
    assert checks.mended("Hello Bob, how is the pilot?", finding) == "Hello Bob, how is the pilot?"
    assert checks.mended("Hi Bob, is it on?", finding) == "Hi Jane, is it on?"


@pytest.mark.parametrize(
    "piece",
    ["x", "A ", "a@", "@", "_", "[_]", "{", "a.", "-", "\n", "http://", "Hi ", "you ", "at A ", "thanks ", "🎉"],
)
def test_the_longest_message_is_read_through_whatever_is_in_it(piece: str) -> None:
    """No rule tries every way to part it, which would take minutes: such a test would not end."""
    text = (piece * drafts.LIMIT)[: drafts.LIMIT]
    assert all(finding.end <= len(text) for finding in found(text))
    assert found(f"[{'_' * 50}]")
