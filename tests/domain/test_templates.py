"""Templates leave no holes, whatever is known; and a member's own are read before they are kept."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import templates
from bot.domain.checking import blanks
from bot.domain.messages import Occasion, Template
from bot.domain.model import Circle
from bot.errors import TemplateUnreadable, TextTooLong

FULL = {
    "first": "Jane",
    "name": "Jane Doe",
    "company": "Acme",
    "title": "CTO",
    "met": "at PyCon",
    "introducer": "Bob",
    "topic": "the pilot",
    "about": "the offer",
    "thanks": "the tip on rates",
    "win": "a contract",
    "report": "Tom and I have talked. Thank you for introducing us!",
    "whom": "Tom",
    "other": "Tom Roe (Globex)",
    "one": "Jane Doe (CTO, Acme)",
    "news": "leaving Acme, looking for two clients",
    "me": "Ada",
}
CLICHES = re.compile(
    r"finds you well|reaching out|reach out|touch base|circle back|pick your brain|hope all is well|just checking in|"
    r"synerg|leverage|at your earliest|do not hesitate|don't hesitate",
    re.IGNORECASE,
)
OWN = [(occasion, circle) for occasion in Occasion for circle in templates.circles(occasion, "en")]
PERSONAL = ("company", "met", "introducer", "topic")
KNOWN = st.sets(st.sampled_from(sorted(FULL))).map(lambda names: {name: FULL[name] for name in names})

FILLED = [
    ("Hi[ {first}], thanks.", {"first": "Jane"}, "Hi Jane, thanks."),
    ("Hi[ {first}], thanks.", {}, "Hi, thanks."),
    ("[We met {met}|{introducer} introduced us|Hello].", {"met": "at PyCon", "introducer": "Bob"}, "We met at PyCon."),
    ("[We met {met}|{introducer} introduced us|Hello].", {"introducer": "Bob"}, "Bob introduced us."),
    ("[We met {met}|{introducer} introduced us|Hello].", {}, "Hello."),
    ("Hi! How is {company}? Bye.", {"company": "Acme"}, "Hi! How is Acme? Bye."),
    ("Hi! How is {company}? Bye.", {}, "Hi! Bye."),
    ("One.\n\nHow is {company}?\n\nTwo.", {}, "One.\n\nTwo."),
    ("Hi,\n\n[Best,\n{me}]", {"me": "Ada"}, "Hi,\n\nBest,\nAda"),
    ("Hi,\n\n[Best,\n{me}]", {}, "Hi,"),
    ("{first}, meet {other}.", {"first": "Ann"}, ""),
    ("Hi {first}.", {"first": "J. [x] {y}"}, "Hi J. [x] {y}."),
]


@pytest.mark.parametrize(("template", "known", "text"), FILLED)
def test_what_is_not_known_leaves_no_hole(template: str, known: dict[str, str], text: str) -> None:
    assert templates.filled(template, known) == text


@pytest.mark.parametrize(("occasion", "circle"), OWN)
@settings(max_examples=60)
@given(known=KNOWN)
def test_goodwords_own_read_well_whatever_is_known(
    occasion: Occasion, circle: Circle | None, known: dict[str, str]
) -> None:
    text = templates.filled(templates.chosen(occasion, circle, "en-US"), known)
    assert not re.search(r"[{}\[\]|]", text)
    assert not re.search(r" {2}| [,.!?;:]|\n{3}|[,.!?;:]{2}|^\W|\W\Z(?<![.!?])", text.replace("\nAda", "\nAda.")), text
    assert not CLICHES.search(text)
    assert not blanks.has_blank(text)
    assert all(sentence[:1].isupper() for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence), text
    assert len(text) <= 450


@pytest.mark.parametrize(("occasion", "circle"), OWN)
def test_each_has_a_personal_aspect_if_one_is_known(occasion: Occasion, circle: Circle | None) -> None:
    if occasion in (Occasion.REPORT_BACK, Occasion.REMINDER, Occasion.ASK_TO_INTRODUCE, Occasion.CONNECT):
        return  # these are about somebody else, and short
    template = templates.chosen(occasion, circle, "en-US")
    for name in PERSONAL:
        assert FULL[name] in templates.filled(template, {"first": "Jane", name: FULL[name], "me": "Ada"})


def test_a_friend_is_not_written_to_like_a_client() -> None:
    for occasion in (Occasion.FOLLOW_UP, Occasion.THANK_YOU, Occasion.RECONNECT, Occasion.SITUATION):
        said = [templates.chosen(occasion, circle, "en") for circle in (None, Circle.FRIEND, Circle.CLIENT)]
        assert len(set(said)) == 3


def test_family_is_written_to_like_friends_where_it_has_no_words_of_its_own() -> None:
    for occasion in Occasion:
        family = templates.chosen(occasion, Circle.FAMILY, "en")
        friend, everyone = (templates.chosen(occasion, circle, "en") for circle in (Circle.FRIEND, None))
        assert family == friend or friend == everyone or templates.built_in("en", occasion, Circle.FAMILY) == family


def test_ones_own_come_first_and_the_circles_before_everyones() -> None:
    everyone, client = Template(Occasion.RECONNECT, "To all"), Template(Occasion.RECONNECT, "To clients", Circle.CLIENT)
    own = [everyone, client, Template(Occasion.THANK_YOU, "Thanks")]
    assert templates.chosen(Occasion.RECONNECT, Circle.CLIENT, "en", own) == "To clients"
    assert templates.chosen(Occasion.RECONNECT, Circle.INDUSTRY, "en", own) == "To all"
    assert templates.chosen(Occasion.RECONNECT, None, "en", own) == "To all"
    assert "quite {while}" in templates.chosen(Occasion.RECONNECT, Circle.FRIEND, "en", own)


@pytest.mark.parametrize("locale", ["en-US", "en_GB", "de-DE", "", "xx"])
def test_there_is_a_language_for_everybody(locale: str) -> None:
    assert templates.language_of(locale) == "en"
    assert templates.chosen(Occasion.RECONNECT, None, locale)


@pytest.mark.parametrize(
    "text", ["Hi {firstname}", "Hi {first", "Hi first}", "Hi [there", "Hi there]", "[a [b] c]", "{}", "Hi {first name}"]
)
def test_a_template_that_cannot_be_read_is_not_kept(text: str) -> None:
    with pytest.raises(TemplateUnreadable):
        templates.checked(text)


@pytest.mark.parametrize("text", ["", "  Hi {first} ", "[Best,\n{me}]", "[a|b {met}] and {news}"])
def test_a_template_that_can_be_read_is_trimmed(text: str) -> None:
    assert templates.checked(text) == text.strip()


def test_a_template_has_a_limit() -> None:
    with pytest.raises(TextTooLong):
        templates.checked("x" * (templates.LIMIT + 1))


@settings(max_examples=300)
@given(text=st.text(alphabet="ab {}[]|.!\n,", max_size=60), known=KNOWN)
def test_anything_is_filled_or_refused(text: str, known: dict[str, str]) -> None:
    try:
        template = templates.checked(text)
    except TemplateUnreadable:
        return
    assert not re.search(r"[{}\[\]]", templates.filled(template, known))


@given(pieces=st.lists(st.sampled_from(["Hi {first}", "[at {company}|somewhere]", "How is {topic}? ", "Bye. "])))
def test_what_is_known_stands_in_it(pieces: list[str]) -> None:
    text = templates.filled("".join(pieces), FULL)
    for piece, known in product(pieces, ("first", "company", "topic")):
        assert f"{{{known}}}" not in piece or FULL[known] in text


def test_every_occasion_has_words_and_a_subject() -> None:
    for occasion in Occasion:
        assert templates.chosen(occasion, None, "en")
        for known in (FULL, {}):
            assert templates.phrase("en", "subject", occasion.value, **known)
