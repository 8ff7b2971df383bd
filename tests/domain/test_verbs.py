"""The first words of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import verbs
from bot.domain.verbs import Command, FollowUpWords, NoteWords, ThankWords, Verb

COMMANDS = [
    ("", Verb.NOTHING, ""),
    ("  ", Verb.NOTHING, ""),
    ("help", Verb.HELP, ""),
    ("Help!", Verb.HELP, ""),
    ("?", Verb.HELP, ""),
    ("helpful Jane", Verb.PERSON, "helpful Jane"),
    ("due", Verb.DUE, ""),
    ("due diligence", Verb.PERSON, "due diligence"),
    ("thanks", Verb.THANKS, ""),
    ("thank", Verb.THANKS, ""),
    ("Thank you.", Verb.THANKS, ""),
    ("thank-yous", Verb.THANKS, ""),
    ("thank Bob", Verb.THANK, "Bob"),
    ("thanks Bob for the tip", Verb.THANK, "Bob for the tip"),
    ("add Jane Doe, CTO", Verb.ADD, "Jane Doe, CTO"),
    ("ADD  Jane", Verb.ADD, "Jane"),
    ("add", Verb.ADD, ""),
    ("Addison Rae", Verb.PERSON, "Addison Rae"),
    ("find acme", Verb.FIND, "acme"),
    ("search acme", Verb.FIND, "acme"),
    ("note Jane: x", Verb.NOTE, "Jane: x"),
    ("note on Jane: x", Verb.NOTE, "Jane: x"),
    ("notebook", Verb.PERSON, "notebook"),
    ("followup Jane", Verb.FOLLOW_UP, "Jane"),
    ("follow up with Jane friday", Verb.FOLLOW_UP, "Jane friday"),
    ("follow-up Jane", Verb.FOLLOW_UP, "Jane"),
    ("ping Jane", Verb.FOLLOW_UP, "Jane"),
    ("Jane Doe", Verb.PERSON, "Jane Doe"),
    ("add\nJane Doe", Verb.ADD, "Jane Doe"),
    ("Will Smith", Verb.PERSON, "Will Smith"),
]


@pytest.mark.parametrize(("text", "verb", "words"), COMMANDS)
def test_what_is_asked_for(text: str, verb: Verb, words: str) -> None:
    assert verbs.parse(text) == Command(verb, words)


@given(st.text(max_size=60))
def test_no_word_is_lost(text: str) -> None:
    command = verbs.parse(text)
    assert text.strip().endswith(command.words)
    if command.verb == Verb.PERSON:
        assert command.words == text.strip()


NOTES = [
    ("Jane: her budget is with her boss", NoteWords("Jane", "her budget is with her boss")),
    ("Jane Doe : a : b", NoteWords("Jane Doe", "a : b")),
    ("Jane:\nline", NoteWords("Jane", "line")),
    ("Jane", None),
    ("Jane:", None),
    (": text", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "parts"), NOTES)
def test_a_note_taken_apart(words: str, parts: NoteWords | None) -> None:
    assert verbs.note_words(words) == parts


FOLLOW_UPS = [
    ("Jane in 2 weeks about the pilot", FollowUpWords("Jane in 2 weeks", "the pilot")),
    ("Jane in 2 weeks", FollowUpWords("Jane in 2 weeks", None)),
    ("Jane About talks about talks", FollowUpWords("Jane", "talks about talks")),
    ("Jane about", FollowUpWords("Jane about", None)),
]


@pytest.mark.parametrize(("words", "parts"), FOLLOW_UPS)
def test_a_follow_up_taken_apart(words: str, parts: FollowUpWords) -> None:
    assert verbs.follow_up_words(words) == parts


THANKS = [
    ("Bob", ThankWords("Bob", None, None)),
    ("Bob for the tip", ThankWords("Bob", "the tip", None)),
    ("Bob for the tip by friday", ThankWords("Bob", "the tip", "friday")),
    ("Bob by friday", ThankWords("Bob", None, "friday")),
    ("Bob for standing by me", ThankWords("Bob", "standing", "me")),  # "me" is no day, and goes back to the reason
    ("Bob for standing by me by friday", ThankWords("Bob", "standing by me", "friday")),
    ("Bob for the intro for Acme", ThankWords("Bob", "the intro for Acme", None)),
    ("Bob for the pilot By  monday", ThankWords("Bob", "the pilot", "monday")),
]


@pytest.mark.parametrize(("words", "parts"), THANKS)
def test_thanks_taken_apart(words: str, parts: ThankWords) -> None:
    assert verbs.thank_words(words) == parts


PIECES = st.lists(st.sampled_from(["Bob", "for", "by", "friday", "about", "the", "tip", ":", "  "])).map(" ".join)


@given(PIECES)
def test_taking_apart_loses_no_word(words: str) -> None:
    thank, follow = verbs.thank_words(words), verbs.follow_up_words(words)
    said = " ".join(filter(None, [thank.name, thank.why, thank.by]))
    marks = {"for", "by"}
    assert [word for word in said.split() if word not in marks] == [word for word in words.split() if word not in marks]
    assert f"{follow.name_and_day} {follow.about or ''}".replace("about", "").split() == [
        word for word in words.split() if word != "about"
    ]
